"""A scene as SVG: within a page in the page's own colours, and as a file with its own."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ...core.figures import Figure
from . import words
from .looks import COLOURS, GREY, INK, PAPER, Look, key_rows, look_of
from .scene import Box, Scene, Text, scene

#: Of the picture in a file, in pixels.
WIDTH = 480


def inline(figure: Figure, prefix: str) -> str:
    """A chart for a page: as wide as its place, coloured by the stylesheet, and its legend.

    :param prefix: makes the ids of its patterns unique on the page.
    """
    drawn = scene(figure)
    patterns = "".join(
        _pattern(f"{prefix}-{name}", name, f'class="aw-of-{name}"') for name in _striped(figure)
    )
    boxes = "".join(_inline_box(box, prefix) for box in drawn.boxes)
    texts = "".join(map(_inline_text, drawn.texts))
    alternative = escape(words.alternative(figure))
    return (
        f'{_legend(figure, prefix)}<svg class="aw-plot" role="img" aria-label="{alternative}" '
        f'width="100%" height="{drawn.height}"><defs>{patterns}</defs>{boxes}{texts}</svg>\n'
    )


def _percent(fraction: float) -> str:
    return f"{100 * fraction:.2f}".rstrip("0").rstrip(".") + "%"


def _paint(name: str, prefix: str) -> str:
    """Attributes of what stands for something: a class, and a pattern if it has one."""
    look = look_of(name)
    solid = " aw-solid" if look is Look.SOLID else ""
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
    path = f'<path d="{look_of(name).path}" {paint}/>'
    size = 'width="4" height="4" patternUnits="userSpaceOnUse"'
    return f'<pattern id="{anchor}" {size}>{path}</pattern>'


def _striped(figure: Figure) -> list[str]:
    return [name for name in figure.series if look_of(name).striped]


def _legend(figure: Figure, prefix: str) -> str:
    """As a list, which wraps where it must; the picture says the same to who does not see it."""
    keys = "".join(
        f'<li><svg width="14" height="14"><rect {_paint(name, prefix)} x=".5" y=".5" width="13" '
        f'height="13"/></svg> {escape(words.series(name))}</li>'
        for name in figure.series
    )
    return f'<ul class="aw-keys" aria-hidden="true">{keys}</ul>\n'


# -- a file -----------------------------------------------------------------------------------


def file(figure: Figure) -> str:
    """A chart as a file of its own, with its legend: on white, whatever is around it."""
    drawn, keys = scene(figure), key_rows(figure.series, WIDTH)
    top = keys.height
    height = top + drawn.height
    patterns = (
        _pattern(name, name, f'stroke="{COLOURS[name]}" stroke-width="1.5"')
        for name in _striped(figure)
    )
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="11">'
    )
    return "".join(
        [
            head,
            f"<title>{escape(words.alternative(figure))}</title><defs>",
            *patterns,
            f'</defs><rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
            *(_file_rect(key.name, key.left, key.top, 11, 11) for key in keys.keys),
            *(_file_text(key.left + 16, key.top + 10, key.text) for key in keys.keys),
            *_file_scene(drawn, top),
            "</svg>\n",
        ]
    )


def _file_scene(drawn: Scene, top: int) -> Iterable[str]:
    for box in drawn.boxes:
        left, width = box.left * WIDTH, box.width * WIDTH
        yield _file_rect(box.look, left, top + box.top, width, box.height)
    for text in drawn.texts:
        yield _file_text(
            text.left * WIDTH, top + text.base, text.text, text.number, middle=text.middle
        )


def _file_rect(name: str, left: float, top: float, width: float, height: float) -> str:
    look, colour = look_of(name), COLOURS[name]
    fill = f"url(#{name})" if look.striped else colour if look is Look.SOLID else PAPER
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
