"""A chart as boxes and texts, before it is known in which form it will be drawn.

Places and widths across are fractions of the whole width, since on a page it is the reader's
screen that decides it; heights are CSS pixels, or points on paper.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...core.figures import WITH_CODE, WITHOUT_CODE, Bar, Figure, Subject
from . import words

#: So few bars as these are no wider than they would be among so many.
FEWEST_SLOTS = 8
#: Of an upright bar, in its slot.
BREADTH = 0.72
PLOT, TOP, FOOT = 150, 18, 18
#: Of a bar that lies under its name.
PITCH, NAME, LYING = 38, 14, 14
#: The least that is still seen, in pixels up and as a fraction across.
SEEN = 2
SEEN_ACROSS = 0.006
#: Longer names are cut: they stand on one line of a phone, and whole in the table.
LONGEST = 42


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a bar."""

    look: str  #: what it stands for: one of the figure's series
    left: float
    top: float
    width: float
    height: float
    tip: str


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text, and a number that stands behind it or alone."""

    left: float
    base: float  #: of its letters, from the top
    text: str = ""
    number: str = ""
    middle: bool = False  #: whether it stands around its place, not behind it


@dataclass(frozen=True, slots=True)
class Scene:
    """All of a picture but its legend."""

    height: int
    boxes: tuple[Box, ...]
    texts: tuple[Text, ...]


def length(number: int, peak: int, most: int) -> int:
    """Of a bar, in pixels; none for none, and never too short to be seen."""
    return max(SEEN, round(most * number / peak)) if number else 0


def scene(figure: Figure) -> Scene:
    """Lay out a chart."""
    match figure.subject:
        case Subject.YEAR:
            return _upright(figure)
        case Subject.CODE:
            return _upright(figure, share=True)
        case _:
            return _lying(figure)


def _upright(figure: Figure, *, share: bool = False) -> Scene:
    """A bar a year; of shares, each that has papers is as high as the others."""
    boxes, texts = [], []
    slot = 1 / max(len(figure.bars), FEWEST_SLOTS)
    for place, bar in enumerate(figure.bars):
        middle = slot * (place + 0.5)
        top = float(TOP + PLOT)
        peak = bar.total if share else figure.peak
        for look, number in zip(figure.series, bar.parts, strict=True):
            if number:
                height = length(number, peak, PLOT)
                top -= height
                left = middle - slot * BREADTH / 2
                tip = words.tip(bar, look, number)
                boxes.append(Box(look, left, top, slot * BREADTH, height, tip))
        shown = words.percent(bar) if share else str(bar.total)
        texts.append(Text(middle, top - 5, number=shown, middle=True))
        texts.append(Text(middle, TOP + PLOT + 14, bar.label, middle=True))
        if share:
            texts.append(Text(middle, TOP + PLOT + 28, f"n={bar.total}", middle=True))
    return Scene(TOP + PLOT + FOOT + (14 if share else 0), tuple(boxes), tuple(texts))


def _lying(figure: Figure) -> Scene:
    """A bar a name, under the name: which so has room, however narrow the screen."""
    boxes, texts = [], []
    for place, bar in enumerate(figure.bars):
        top, left = place * PITCH, 0.0
        texts.append(Text(0, top + NAME - 2, _cut(bar.label), _number(figure, bar)))
        for look, number in zip(figure.series, bar.parts, strict=True):
            if number:
                width = max(SEEN_ACROSS, number / figure.peak)
                tip = words.tip(bar, look, number)
                boxes.append(Box(look, left, top + NAME + 2, min(width, 1 - left), LYING, tip))
                left += width
    height = len(figure.bars) * PITCH
    if rest := words.rest(figure):
        texts.append(Text(0, height + NAME - 2, rest))
        height += FOOT
    return Scene(height, tuple(boxes), tuple(texts))


def _number(figure: Figure, bar: Bar) -> str:
    if figure.series == (WITH_CODE, WITHOUT_CODE):
        return words.with_code(bar)
    return str(bar.total)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
