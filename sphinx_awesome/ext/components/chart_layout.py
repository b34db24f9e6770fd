"""The layout of charts: bars, legend and texts, as numbers and words without any format.

Parts of bars differ by pattern and by colour. Fill means peer-reviewed, or with code; outline
means not yet. It must not know SVG or LaTeX.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from ...core.statistics import WITH_CODE, WITHOUT_CODE, Bar, ChartData, ChartSubject
from ..i18n import _, ngettext, papers_text


class BarPattern(Enum):
    """Patterns of bars: filled, with lines across, lines down or both, or empty."""

    SOLID = "solid"
    ROWS = "rows"
    COLUMNS = "columns"
    GRID = "grid"
    OUTLINE = "outline"

    @property
    def rows(self) -> bool:
        """True if it has lines across."""
        return self in {BarPattern.ROWS, BarPattern.GRID}

    @property
    def columns(self) -> bool:
        """True if it has lines down."""
        return self in {BarPattern.COLUMNS, BarPattern.GRID}

    @property
    def striped(self) -> bool:
        """True if it has lines in any direction."""
        return self.rows or self.columns

    @property
    def path(self) -> str:
        """Its lines on a tile of 4 by 4, as a path of SVG."""
        return ("M0 2h4" if self.rows else "") + ("M2 0v4" if self.columns else "")


_PATTERNS = {
    "conference": BarPattern.SOLID,
    "journal": BarPattern.ROWS,
    "workshop": BarPattern.COLUMNS,
    "preprint": BarPattern.OUTLINE,
    "other": BarPattern.GRID,
    "code": BarPattern.SOLID,
    "no-code": BarPattern.OUTLINE,
}

#: On white paper; all are at least 4.5:1 against it.
COLOURS = {
    "conference": "#2757dd",
    "journal": "#21632c",
    "workshop": "#872ee0",
    "preprint": "#5a5c63",
    "other": "#5a5c63",
    "code": "#0a4bff",
    "no-code": "#5a5c63",
}

PAPER, INK, GREY = "#ffffff", "#000000", "#5a5c63"


def pattern_of(name: str) -> BarPattern:
    """Return the pattern of a series."""
    return _PATTERNS[name]


class LegendKey(NamedTuple):
    """A swatch and the name of its series, with its position in pixels."""

    name: str
    text: str
    left: float
    top: float


class LegendKeys(NamedTuple):
    """A legend for a picture of fixed width."""

    keys: list[LegendKey]
    height: int


def key_rows(names: Sequence[str], width: int) -> LegendKeys:
    """Return a legend in rows.

    The width of its texts is an estimate: 6.5 px for a letter of 11 px.

    :param names: names of the series.
    :param width: width of the picture, in its own unit.
    """
    left, top, keys = 0.0, 0, []
    for name in names:
        text = series_name(name)
        room = 34 + 6.5 * len(text)
        if left and left + room > width:
            left, top = 0.0, top + 18
        keys.append(LegendKey(name, text, left, top))
        left += room
    return LegendKeys(keys, top + 26 if keys else 0)


def chart_title(data: ChartData) -> str:
    """Return the title of a chart whose author has given none."""
    titles = {
        ChartSubject.YEAR: _("Papers by year and kind of venue"),
        ChartSubject.VENUE: _("Papers by venue"),
        ChartSubject.TASK: _("Papers by section"),
        ChartSubject.CODE: _("Share of papers with code, by year"),
    }
    return str(titles[data.subject])


def series_name(name: str) -> str:
    """Return the name of a series for readers."""
    names = {
        "conference": _("Conference"),
        "journal": _("Journal"),
        "workshop": _("Workshop"),
        "preprint": _("Preprint"),
        "other": _("Other"),
        "code": _("With code"),
        "no-code": _("Without code"),
    }
    return str(names[name])


def rest_text(data: ChartData) -> str:
    """Return the venues without a bar, as the end of a sentence; "" if all have one."""
    if data.rest is None:
        return ""
    text = ngettext(
        "and {papers} at {n} other venue", "and {papers} at {n} other venues", data.rest.venues
    )
    return text.format(n=data.rest.venues, papers=papers_text(data.rest.papers))


def percent_text(bar: Bar) -> str:
    """Return the share of the first part in whole percent; a dash for a bar without papers."""
    return f"{round(100 * bar.parts[0] / bar.total)}%" if bar.total else "–"


def with_code(bar: Bar) -> str:
    """Return the number of papers of a bar, and of those with code, as text."""
    return _("{n}, {code} with code").format(n=bar.total, code=bar.parts[0])


def bar_tip(bar: Bar, look: str, number: int) -> str:
    """Return a part of a bar in words.

    :param look: name of its series.
    :param number: of its papers.
    """
    return f"{bar.label}, {series_name(look)}: {papers_text(number)}"


def bar_name(bar: Bar) -> str:
    """Return the text of a link on a bar."""
    return f"{bar.label}: {papers_text(bar.total)}"


def chart_alternative(data: ChartData) -> str:
    """Return the text that screen readers read in place of the picture."""
    if data.rest is None:
        return _("{title}. The numbers follow as a table.").format(title=chart_title(data))
    text = _("{title}, {rest}. The numbers follow as a table.")
    return text.format(title=chart_title(data), rest=rest_text(data))


def number_table(data: ChartData) -> list[list[str]]:
    """Return the numbers as rows of texts: a head first, the name of a bar first in each row."""
    bars = [(bar.label, bar) for bar in data.bars]
    match data.subject:
        case ChartSubject.YEAR:
            head = [_("Year"), *map(series_name, data.series), _("Papers")]
            rows = [[name, *map(str, bar.parts), str(bar.total)] for name, bar in bars]
        case ChartSubject.VENUE:
            head = [_("Venue"), _("Kind"), _("Papers")]
            rows = [[name, _kind_name(data, bar), str(bar.total)] for name, bar in bars]
            rows += _others_text(data)
        case ChartSubject.TASK:
            head = [_("Section"), _("With code"), _("Without code"), _("Papers")]
            rows = [[name, *map(str, bar.parts), str(bar.total)] for name, bar in bars]
        case _:
            head = [_("Year"), _("With code"), _("Papers"), _("Share")]
            rows = [
                [name, str(bar.parts[0]), str(bar.total), percent_text(bar)] for name, bar in bars
            ]
    return [list(map(str, head)), *rows]


def _kind_name(data: ChartData, bar: Bar) -> str:
    """Return the kind of the venue of a bar."""
    return next(
        series_name(name) for name, number in zip(data.series, bar.parts, strict=True) if number
    )


def _others_text(data: ChartData) -> list[list[str]]:
    """Return the row of the venues without a bar."""
    if data.rest is None:
        return []
    number = data.rest.venues
    name = ngettext("{n} other venue", "{n} other venues", number).format(n=number)
    return [[name, ", ".join(map(series_name, data.rest.kinds)), str(data.rest.papers)]]


#: Bars are never wider than among this number of bars.
MIN_SLOTS = 8

#: Width of an upright bar, as a share of its slot.
BAR_SLOT_SHARE = 0.72

PLOT_PX, TOP_PX, FOOT_PX = 150, 18, 18

#: Sizes of a bar that lies under its name.
PITCH_PX, NAME_PX, LYING_BAR_PX = 38, 14, 14

#: Smallest visible bar, in pixels up and as a share of the width across.
MIN_BAR_PX = 2

MIN_BAR_SHARE = 0.006

#: Longer names are cut to one line of a phone; the table has them in full.
BAR_LABEL_CHARS = 42


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a bar."""

    look: str  #: name of its series
    left: float
    top: float
    width: float
    height: float
    tip: str


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text, a number, or a text with a number behind it."""

    left: float
    base: float  #: base line of its letters, from the top
    text: str = ""
    number: str = ""
    middle: bool = False  #: True if its place is its middle, not its start


@dataclass(frozen=True, slots=True)
class BarArea:
    """A bar with its texts, and the area that they take."""

    bar: Bar
    left: float
    top: float
    width: float
    height: float
    boxes: tuple[Box, ...]
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """All of a picture but its legend."""

    height: int
    areas: tuple[BarArea, ...]
    rest: tuple[Text, ...] = ()  #: texts beside the bars

    @property
    def boxes(self) -> list[Box]:
        """The parts of all bars."""
        return [box for area in self.areas for box in area.boxes]

    @property
    def texts(self) -> list[Text]:
        """The texts of all bars, and the others."""
        return [*(text for area in self.areas for text in area.texts), *self.rest]


def bar_px(number: int, peak: int, most: int) -> int:
    """Return the length of a bar in pixels: 0 for no papers, else long enough to be visible.

    :param number: of its papers.
    :param peak: number of papers of the longest bar.
    :param most: length of the longest bar, in pixels.
    """
    return max(MIN_BAR_PX, round(most * number / peak)) if number else 0


def chart_scene(data: ChartData) -> Scene:
    """Return the boxes and texts of a chart."""
    match data.subject:
        case ChartSubject.YEAR:
            return _upright(data)
        case ChartSubject.CODE:
            return _upright(data, share=True)
        case _:
            return _lying(data)


def _upright(data: ChartData, *, share: bool = False) -> Scene:
    """Return upright bars, one for each year; with shares, all bars are equally high."""
    width = 1 / max(len(data.bars), MIN_SLOTS)
    height = TOP_PX + PLOT_PX + FOOT_PX + (14 if share else 0)
    areas = []
    for place, bar in enumerate(data.bars):
        left, boxes = width * place, []
        middle = left + width / 2
        top = float(TOP_PX + PLOT_PX)
        peak = bar.total if share else data.peak
        for look, number in zip(data.series, bar.parts, strict=True):
            if number:
                long = bar_px(number, peak, PLOT_PX)
                top -= long
                begin = middle - width * BAR_SLOT_SHARE / 2
                tip = bar_tip(bar, look, number)
                boxes.append(Box(look, begin, top, width * BAR_SLOT_SHARE, long, tip))
        shown = percent_text(bar) if share else str(bar.total)
        texts = [
            Text(middle, top - 5, number=shown, middle=True),
            Text(middle, TOP_PX + PLOT_PX + 14, bar.label, middle=True),
        ]
        if share:
            texts.append(Text(middle, TOP_PX + PLOT_PX + 28, f"n={bar.total}", middle=True))
        areas.append(BarArea(bar, left, 0, width, height, tuple(boxes), tuple(texts)))
    return Scene(height, tuple(areas))


def _lying(data: ChartData) -> Scene:
    """Return lying bars, each under its name, which has room on a narrow screen too."""
    areas = []
    for place, bar in enumerate(data.bars):
        top, left, boxes = place * PITCH_PX, 0.0, []
        text = Text(0, top + NAME_PX - 2, _cut(bar.label), _number(data, bar))
        for look, number in zip(data.series, bar.parts, strict=True):
            if number:
                width = max(MIN_BAR_SHARE, number / data.peak)
                tip = bar_tip(bar, look, number)
                boxes.append(
                    Box(look, left, top + NAME_PX + 2, min(width, 1 - left), LYING_BAR_PX, tip)
                )
                left += width
        areas.append(BarArea(bar, 0, top, 1, PITCH_PX, tuple(boxes), (text,)))
    height = len(data.bars) * PITCH_PX
    if rest := rest_text(data):
        text = Text(0, height + NAME_PX - 2, rest)
        return Scene(height + FOOT_PX, tuple(areas), (text,))
    return Scene(height, tuple(areas))


def _number(data: ChartData, bar: Bar) -> str:
    if data.series == (WITH_CODE, WITHOUT_CODE):
        return with_code(bar)
    return str(bar.total)


def _cut(text: str) -> str:
    return text if len(text) <= BAR_LABEL_CHARS else f"{text[: BAR_LABEL_CHARS - 1].rstrip()}…"
