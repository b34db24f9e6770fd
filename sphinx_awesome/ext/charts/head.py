"""Papers by year as an inline SVG: outline is all papers, fill is those with code."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from ...core.facts import Facts
from ...core.figures import Bar, year_bars
from ..i18n import _
from .scene import length
from .words import with_code


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of a chart, in CSS pixels."""

    pitch: int  #: from bar to bar
    bar: int  #: width of a bar
    height: int  #: of the highest bar
    labels: bool  #: numbers above and years below


HEAD = Shape(pitch=38, bar=28, height=38, labels=True)
SPARK = Shape(pitch=12, bar=9, height=26, labels=False)


def bars(facts: Facts) -> tuple[Bar, ...]:
    """A bar a year: papers with code, and without."""
    return year_bars({y.year: (y.with_code, y.papers - y.with_code) for y in facts.years})


def sentence(facts: Facts) -> str:
    """All numbers of the chart, for those who do not see it."""
    years = "; ".join(f"{bar.label}: {with_code(bar)}" for bar in bars(facts))
    return _("Papers by year. {years}").format(years=years)


def svg(facts: Facts, shape: Shape) -> str:
    """Draw a chart in the page's own colours (classes, no inline style)."""
    drawn = bars(facts)
    peak = max((bar.total for bar in drawn), default=0)
    if not peak:
        return ""
    top = 14 if shape.labels else 1
    base = top + shape.height
    width, height = shape.pitch * (len(drawn) - 1) + shape.bar, base + (16 if shape.labels else 1)
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    out = [f'<svg class="aw-chart" role="img" aria-label="{escape(sentence(facts))}" {size}>']
    for place, bar in enumerate(drawn):
        left = place * shape.pitch
        high = length(bar.total, peak, shape.height)
        out.append(
            f'<rect x="{left + 0.5}" y="{base - high + 0.5:g}" width="{shape.bar - 1}" '
            f'height="{high - 1:g}"/>'
            if high
            else f'<path d="M{left} {base - 0.5:g}h{shape.bar}"/>'
        )
        if filled := length(bar.parts[0], peak, shape.height):
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
