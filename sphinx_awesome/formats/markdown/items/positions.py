"""Positions of texts in an item: beside the title, in a column, before a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .. import weights
from ..document.outline import Item, ItemForm
from ..words.dates import YEAR
from ..words.venue_mentions import without_numbers
from .segments import Segment, SegmentType, colon_between
from .titles import TitleCandidate

_VOLUME = re.compile(r"[\s,]*\d{1,3}(?:[.(:]\d{1,3}\)?)?[\s,]*")


@dataclass(frozen=True, slots=True)
class Position:
    """The place of a text beside the title and what is behind it."""

    leading: bool
    """Whether it is before the title."""
    dated: bool
    """Whether a year follows."""
    named: bool
    """Whether it is all before the title but for a colon."""
    quoted: bool = False
    """Whether a title in quotation marks follows."""
    ended: bool = False
    """Whether a full stop or a year in brackets ends it."""
    head: str = ""
    """What its column is called, if it stands in one."""
    others: frozenset[str] = frozenset()
    """What other columns hold, as their heads say."""
    dates: bool = False
    """Whether the list has dated venues there."""


def _is_numbers(one: Segment, after: Segment) -> bool:
    """Return whether a text behind another, on its line, is nothing but a volume: `19.4`."""
    return after.row == one.row and not after.bracket and _VOLUME.fullmatch(after.text) is not None


def position_of(
    fields: Sequence[Segment], at: int, title: TitleCandidate, item: Item | None = None
) -> Position:
    """Return how a field stands to the title and to what is behind it."""
    one = fields[at]
    head = item.head(one.row) if item else ""
    others = frozenset(column.role for column in item.columns) if item and head else frozenset()
    behind = next((other for other in fields[at + 1 :] if not _is_numbers(one, other)), one)
    follows = behind is not one and behind.row == one.row and behind.what is SegmentType.TEXT
    quoted = one.text.rstrip().endswith(('"', "“")) or behind.bracket == '"'
    year_behind = behind.bracket == "(" and behind.annotation.date is not None
    ended = one.text.rstrip().endswith(".") or year_behind
    is_next = follows and behind is fields[at + 1] and at + 1 == title.first
    plain = is_next and not one.bracket and not behind.bracket
    when = rf"[\s,.(]*{YEAR}\b"
    dated = follows and bool(re.match(when, without_numbers(f" {behind.text}")))
    named = plain and colon_between(one, behind)
    return Position(at < title.first, dated, named, quoted, ended, head, others)


class PositionNames:
    """Names where a field stands, so that the same place in other items bears the same name."""

    def __init__(self, item: Item) -> None:
        self._item = item
        self._counts: dict[str, int] = {}

    def next(self, one: Segment, *, leading: bool) -> str:
        """The slot of the next field."""
        if self._item.form is ItemForm.ROW:
            return f"row {self._item.group} {one.row}"
        side = "<" if leading else ">"
        kind = f"{self._item.form.value} {int(one.style)}{one.bracket}{side}"
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return f"{kind}{min(self._counts[kind], weights.SAME_TYPE_SEGMENTS)}"
