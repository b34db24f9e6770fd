"""How the parts of bars are told apart: by pattern, and by colour besides.

Fill means peer-reviewed, or that there is code; outline means not yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from . import words


class Look(Enum):
    """A pattern, by whether it has lines across and lines down."""

    SOLID = "solid"
    ROWS = "rows"
    COLUMNS = "columns"
    GRID = "grid"
    OUTLINE = "outline"

    @property
    def rows(self) -> bool:
        """Whether it has lines across."""
        return self in {Look.ROWS, Look.GRID}

    @property
    def columns(self) -> bool:
        """Whether it has lines down."""
        return self in {Look.COLUMNS, Look.GRID}

    @property
    def striped(self) -> bool:
        """Whether it has lines at all."""
        return self.rows or self.columns

    @property
    def path(self) -> str:
        """Its lines on a tile of 4 by 4, as SVG writes a path."""
        return ("M0 2h4" if self.rows else "") + ("M2 0v4" if self.columns else "")


_LOOKS = {
    "conference": Look.SOLID,
    "journal": Look.ROWS,
    "workshop": Look.COLUMNS,
    "preprint": Look.OUTLINE,
    "other": Look.GRID,
    "code": Look.SOLID,
    "no-code": Look.OUTLINE,
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


def look_of(name: str) -> Look:
    """The pattern of a series."""
    return _LOOKS[name]


class Key(NamedTuple):
    """A swatch and what it stands for, at a place."""

    name: str
    text: str
    left: float
    top: float


class Keys(NamedTuple):
    """A legend for a picture of fixed width."""

    keys: list[Key]
    height: int


def key_rows(names: Sequence[str], width: int) -> Keys:
    """Lay out a legend. How wide its texts are can only be guessed: 6.5 px a letter, of 11."""
    left, top, keys = 0.0, 0, []
    for name in names:
        text = words.series(name)
        room = 34 + 6.5 * len(text)
        if left and left + room > width:
            left, top = 0.0, top + 18
        keys.append(Key(name, text, left, top))
        left += room
    return Keys(keys, top + 26 if keys else 0)
