"""Positions of texts in an item: beside the title, in a column, before a year."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice

from .. import weights
from ..document.outline import Item, ItemForm
from ..words.dates import YEAR
from ..words.venue_mentions import without_numbers
from .segments import Segment, SegmentType, colon_between
from .titles import TitleCandidate

_YEAR = re.compile(rf"[\s,.(]*{YEAR}\b")

_VOLUME = re.compile(r"[\s,]*\d{1,3}(?:[.(:]\d{1,3}\)?)?[\s,]*")


@dataclass(frozen=True, slots=True)
class Position:
    """The place of a text beside the title and what is behind it."""

    slot: str
    """Its name, which the same place in other items bears too."""
    leading: bool
    """Whether it is before the title."""
    dated: bool
    """Whether a year follows."""
    named: bool
    """Whether it is all before the title but for a colon."""
    quoted: bool
    """Whether a title in quotation marks follows."""
    ended: bool
    """Whether a full stop or a year in brackets ends it."""
    head: str
    """What its column is called, if it stands in one."""
    others: frozenset[str]
    """What other columns hold, as their heads say."""
    dates: bool
    """Whether the list has dated venues there."""


class Positions:
    """Tells where the texts of an item stand, from the first to the last.

    :param dated: slots in which venues have a date, as a rule.
    """

    def __init__(
        self, item: Item, fields: Sequence[Segment], title: TitleCandidate, dated: Collection[str]
    ) -> None:
        self._item = item
        self._fields = fields
        self._title = title
        self._dated = dated
        self._roles = frozenset(column.role for column in item.columns)
        self._counts: dict[str, int] = {}

    def next(self, at: int) -> Position:
        """The position of the next text.

        :param at: its number among the segments.
        """
        one = self._fields[at]
        leading = at < self._title.first
        slot, head = self._slot(one, leading=leading), self._item.head(one.row)
        behind = next(
            (other for other in islice(self._fields, at + 1, None) if not _is_volume(one, other)),
            one,
        )
        follows = behind is not one and behind.row == one.row and behind.what is SegmentType.TEXT
        text = one.text.rstrip()
        is_next = follows and behind is self._fields[at + 1] and at + 1 == self._title.first
        plain = is_next and not one.bracket and not behind.bracket
        return Position(
            slot,
            leading,
            dated=follows and bool(_YEAR.match(without_numbers(f" {behind.text}"))),
            named=plain and colon_between(one, behind),
            quoted=text.endswith(('"', "“")) or behind.bracket == '"',
            ended=text.endswith(".")
            or (behind.bracket == "(" and behind.annotation.date is not None),
            head=head,
            others=self._roles if head else frozenset(),
            dates=slot in self._dated,
        )

    def _slot(self, one: Segment, *, leading: bool) -> str:
        if self._item.form is ItemForm.ROW:
            return f"row {self._item.group} {one.row}"
        side = "<" if leading else ">"
        kind = f"{self._item.form.value} {int(one.style)}{one.bracket}{side}"
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return f"{kind}{min(self._counts[kind], weights.SAME_TYPE_SEGMENTS)}"


def _is_volume(one: Segment, after: Segment) -> bool:
    """Return whether a text behind another, on its line, is nothing but a volume: `19.4`."""
    return after.row == one.row and not after.bracket and _VOLUME.fullmatch(after.text) is not None
