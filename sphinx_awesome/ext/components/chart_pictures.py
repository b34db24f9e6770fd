"""Pictures of charts: inline SVG, a file of SVG, the picture environment of LaTeX."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape

from sphinx.util import texescape

from ...core.statistics import Bar, ChartData, PaperCounts, year_bars
from ..i18n import _
from . import chart_layout
from .chart_layout import (
    COLOURS,
    GREY,
    INK,
    PAPER,
    BarArea,
    BarPattern,
    Box,
    Scene,
    Text,
    bar_px,
    chart_scene,
    key_rows,
    pattern_of,
    with_code,
)

#: Width of the picture in a file.
PICTURE_PX = 480


def inline_svg(data: ChartData, prefix: str, url_of: Callable[[Bar], str] | None = None) -> str:
    """Return a chart and its legend for a page: as wide as the page, coloured by its stylesheet.

    :param prefix: start of the ids of patterns, unique on the page.
    :param url_of: returns the address to which a bar leads; None for bars without links.
    """
    scene = chart_scene(data)
    patterns = "".join(
        _pattern(f"{prefix}-{name}", name, f'class="aw-of-{name}"') for name in _striped(data)
    )
    bars = "".join(_inline_bar(area, prefix, url_of) for area in scene.areas)
    rest = "".join(map(_inline_text, scene.rest))
    alternative = escape(chart_layout.chart_alternative(data))
    role = "group" if url_of else "img"  # screen readers enter a group, but not an image
    return (
        f'{_legend(data, prefix)}<svg class="aw-plot" role="{role}" aria-label="{alternative}" '
        f'width="100%" height="{scene.height}"><defs>{patterns}</defs>{bars}{rest}</svg>\n'
    )


def _inline_bar(area: BarArea, prefix: str, url_of: Callable[[Bar], str] | None) -> str:
    """Return a bar: a link if it has papers and there is a page that shows them."""
    boxes = "".join(_inline_box(box, prefix) for box in area.boxes)
    texts = "".join(map(_inline_text, area.texts))
    if url_of is None or not area.bar.total:
        return boxes + texts
    hit = (
        f'<rect class="aw-hit" x="{_percent(area.left)}" y="{area.top:g}" '
        f'width="{_percent(area.width)}" height="{area.height:g}"/>'
    )
    name = escape(chart_layout.bar_name(area.bar))
    url = escape(url_of(area.bar))
    return f'<a href="{url}" aria-label="{name}">{hit}{boxes}{texts}</a>'


def _percent(fraction: float) -> str:
    return f"{100 * fraction:.2f}".rstrip("0").rstrip(".") + "%"


def _paint(name: str, prefix: str) -> str:
    """Return the attributes of a box of a series: a class, and a pattern if it has one."""
    look = pattern_of(name)
    solid = " aw-solid" if look is BarPattern.SOLID else ""
    pattern = f' fill="url(#{prefix}-{name})"' if look.striped else ""
    return f'class="aw-of-{name}{solid}"{pattern}'


def _inline_box(box: Box, prefix: str) -> str:
    place = (
        f'x="{_percent(box.left)}" y="{box.top + 0.5:g}" width="{_percent(box.width)}" '
        f'height="{box.height - 1:g}"'
    )
    return f"<rect {_paint(box.look, prefix)} {place}><title>{escape(box.tip)}</title></rect>"


def _inline_text(text: Text) -> str:
    number = f'<tspan class="aw-v">{escape(text.number)}</tspan>' if text.number else ""
    middle = ' class="aw-middle"' if text.middle else ""
    shown = " ".join(filter(None, [escape(text.text), number]))
    return f'<text{middle} x="{_percent(text.left)}" y="{text.base:g}">{shown}</text>'


def _pattern(anchor: str, name: str, paint: str) -> str:
    path = f'<path d="{pattern_of(name).path}" {paint}/>'
    size = 'width="4" height="4" patternUnits="userSpaceOnUse"'
    return f'<pattern id="{anchor}" {size}>{path}</pattern>'


def _striped(data: ChartData) -> list[str]:
    return [name for name in data.series if pattern_of(name).striped]


def _legend(data: ChartData, prefix: str) -> str:
    """Return the legend as a list, which wraps. Screen readers read the picture instead."""
    keys = "".join(
        f'<li><svg width="14" height="14"><rect {_paint(name, prefix)} x=".5" y=".5" width="13" '
        f'height="13"/></svg> {escape(chart_layout.series_name(name))}</li>'
        for name in data.series
    )
    return f'<ul class="aw-keys" aria-hidden="true">{keys}</ul>\n'


# -- a file -----------------------------------------------------------------------------------


def svg_file(data: ChartData) -> str:
    """Return a chart with its legend as a file of SVG, on white."""
    scene, keys = chart_scene(data), key_rows(data.series, PICTURE_PX)
    top = keys.height
    height = top + scene.height
    patterns = (
        _pattern(name, name, f'stroke="{COLOURS[name]}" stroke-width="1.5"')
        for name in _striped(data)
    )
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{PICTURE_PX}" height="{height}" '
        f'viewBox="0 0 {PICTURE_PX} {height}" font-family="sans-serif" font-size="11">'
    )
    return "".join(
        [
            head,
            f"<title>{escape(chart_layout.chart_alternative(data))}</title><defs>",
            *patterns,
            f'</defs><rect width="{PICTURE_PX}" height="{height}" fill="{PAPER}"/>',
            *(_file_rect(key.name, key.left, key.top, 11, 11) for key in keys.keys),
            *(_file_text(key.left + 16, key.top + 10, key.text) for key in keys.keys),
            *_file_scene(scene, top),
            "</svg>\n",
        ]
    )


def _file_scene(scene: Scene, top: int) -> Iterable[str]:
    for box in scene.boxes:
        left, width = box.left * PICTURE_PX, box.width * PICTURE_PX
        yield _file_rect(box.look, left, top + box.top, width, box.height)
    for text in scene.texts:
        yield _file_text(
            text.left * PICTURE_PX, top + text.base, text.text, text.number, middle=text.middle
        )


def _file_rect(name: str, left: float, top: float, width: float, height: float) -> str:
    look, colour = pattern_of(name), COLOURS[name]
    fill = f"url(#{name})" if look.striped else colour if look is BarPattern.SOLID else PAPER
    return (
        f'<rect x="{left + 0.5:.5g}" y="{top + 0.5:.5g}" width="{max(width - 1, 0.5):.5g}" '
        f'height="{height - 1:.5g}" fill="{fill}" stroke="{colour}"/>'
    )


def _file_text(
    left: float, base: float, text: str, number: str = "", *, middle: bool = False
) -> str:
    bold = f'<tspan font-weight="bold" fill="{INK}">{escape(number)}</tspan>' if number else ""
    anchor = ' text-anchor="middle"' if middle else ""
    shown = " ".join(filter(None, [escape(text), bold]))
    return f'<text x="{left:.5g}" y="{base:.5g}" fill="{GREY}"{anchor}>{shown}</text>'


#: Width in big points, 1/72 inch: at most that of the text of a page of letter or A4 paper.
PICTURE_BP = 430

LINE_BP = 0.6

STRIPE_BP = 3.0

CAPTION_GAP_BP = 8  # below the caption


def latex_picture(data: ChartData, engine: str) -> str:
    """Return a chart with its legend as a picture environment of LaTeX.

    :param engine: name of the LaTeX engine, which decides the form of special characters.
    """
    scene, keys = chart_scene(data), key_rows(data.series, PICTURE_BP)
    height = scene.height + keys.height

    def up(top: float) -> float:  # LaTeX counts upwards
        return height - top

    lines = [
        r"{\setlength{\unitlength}{1bp}\sffamily\fontsize{8}{8}\selectfont",
        rf"\begin{{picture}}({PICTURE_BP},{height + CAPTION_GAP_BP})",
    ]
    for key in keys.keys:
        lines += _latex_box(key.name, key.left, up(key.top + 10), 10, 10)
        lines.append(
            _latex_text(key.left + 15, up(key.top + 8), texescape.escape(key.text, engine))
        )
    for box in scene.boxes:
        bottom = up(keys.height + box.top + box.height)
        lines += _latex_box(
            box.look, box.left * PICTURE_BP, bottom, box.width * PICTURE_BP, box.height
        )
    for text in scene.texts:
        number = texescape.escape(text.number, engine)
        bold = rf"\textcolor[HTML]{{{INK[1:]}}}{{\textbf{{{number}}}}}"
        shown = [texescape.escape(text.text, engine), bold if text.number else ""]
        place = text.left * PICTURE_BP, up(keys.height + text.base)
        lines.append(_latex_text(*place, " ".join(filter(None, shown)), middle=text.middle))
    return "\n".join([*lines, r"\end{picture}}", ""])


def _length(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _put(left: float, bottom: float, what: str) -> str:
    return rf"\put({_length(left)},{_length(bottom)}){{{what}}}"


def _latex_text(left: float, base: float, text: str, *, middle: bool = False) -> str:
    grey = rf"\textcolor[HTML]{{{GREY[1:].upper()}}}{{{text}}}"
    # Without \smash a letter that reaches below the line would lift it.
    return _put(left, base, rf"\makebox(0,0)[{'b' if middle else 'lb'}]{{\smash{{{grey}}}}}")


def _latex_box(name: str, left: float, bottom: float, width: float, height: float) -> Iterator[str]:
    """Yield a filled or striped box with an edge."""
    look = pattern_of(name)

    def rule(x: float, y: float, across: float, high: float) -> str:
        across, high = max(across, LINE_BP), max(high, LINE_BP)
        size = rf"{{{_length(across)}bp}}{{{_length(high)}bp}}"
        return _put(x, y, rf"\color[HTML]{{{COLOURS[name][1:].upper()}}}\rule{size}")

    if look is BarPattern.SOLID:
        yield rule(left, bottom, width, height)
        return
    for at in _steps(height) if look.rows else ():
        yield rule(left, bottom + at, width, LINE_BP)
    for at in _steps(width) if look.columns else ():
        yield rule(left + at, bottom, LINE_BP, height)
    yield rule(left, bottom, width, LINE_BP)
    yield rule(left, bottom + height - LINE_BP, width, LINE_BP)
    yield rule(left, bottom, LINE_BP, height)
    yield rule(left + width - LINE_BP, bottom, LINE_BP, height)


def _steps(length: float) -> Iterator[float]:
    for number in range(1, int(length / STRIPE_BP)):
        yield number * STRIPE_BP


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of a chart, in CSS pixels."""

    pitch: int  #: from bar to bar
    bar: int  #: width of a bar
    height: int  #: of the highest bar
    labels: bool  #: numbers above and years below


HEAD_SHAPE = Shape(pitch=38, bar=28, height=38, labels=True)

SPARK_SHAPE = Shape(pitch=12, bar=9, height=26, labels=False)


def bars(counts: PaperCounts) -> tuple[Bar, ...]:
    """Return a bar for each year: papers with code, and without."""
    return year_bars({y.year: (y.with_code, y.papers - y.with_code) for y in counts.years})


def sentence(counts: PaperCounts) -> str:
    """Return all numbers of the chart as a sentence, for screen readers."""
    years = "; ".join(f"{bar.label}: {with_code(bar)}" for bar in bars(counts))
    return _("Papers by year. {years}").format(years=years)


def sentence_after(counts: PaperCounts) -> str:
    """Return the sentence of the chart behind another one; "" where the chart would be empty."""
    return f" {sentence(counts)}." if counts.years else ""


def spark_svg(counts: PaperCounts, shape: Shape) -> str:
    """Return a chart of papers by year, in the page's own colours: outline all, fill with code."""
    years = bars(counts)
    peak = max((bar.total for bar in years), default=0)
    if not peak:
        return ""
    top = 14 if shape.labels else 1
    base = top + shape.height
    width, height = shape.pitch * (len(years) - 1) + shape.bar, base + (16 if shape.labels else 1)
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    out = [f'<svg class="aw-chart" role="img" aria-label="{escape(sentence(counts))}" {size}>']
    for place, bar in enumerate(years):
        left = place * shape.pitch
        high = bar_px(bar.total, peak, shape.height)
        out.append(
            f'<rect x="{left + 0.5}" y="{base - high + 0.5:g}" width="{shape.bar - 1}" '
            f'height="{high - 1:g}"/>'
            if high
            else f'<path d="M{left} {base - 0.5:g}h{shape.bar}"/>'
        )
        if filled := bar_px(bar.parts[0], peak, shape.height):
            out.append(
                f'<rect class="aw-code" x="{left + 0.5}" y="{base - filled + 0.5:g}" '
                f'width="{shape.bar - 1}" height="{filled - 1:g}"/>'
            )
        if shape.labels:
            middle = left + shape.bar // 2
            out.append(
                f'<text class="aw-v" x="{middle}" y="{base - high - 4:g}">{bar.total}</text>'
                f'<text x="{middle}" y="{base + 13}">{escape(bar.label)}</text>'
            )
    return "".join([*out, "</svg>"])
