"""Where a field stands in its item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .candidates import Candidate
from .dates import YEAR
from .document import Form, Item
from .fields import Field, Is, colon_between

_MOST = 4
"""Fields of one kind that are told apart."""


@dataclass(frozen=True, slots=True)
class Where:
    """How a text stands to the title and to what is behind it."""

    leading: bool
    """Whether it is before the title."""
    dated: bool
    """Whether a year follows."""
    named: bool
    """Whether it is all before the title but for a colon."""


def where(fields: Sequence[Field], at: int, title: Candidate) -> Where:
    """How a field stands to the title and to what is behind it."""
    one = fields[at]
    behind = fields[at + 1] if at + 1 < len(fields) else None
    if behind is None or behind.row != one.row or behind.what is not Is.TEXT:
        return Where(at < title.first, dated=False, named=False)
    plain = at + 1 == title.first and not one.bracket and not behind.bracket
    dated = bool(re.match(rf"[\s,.(]*{YEAR}\b", behind.text))
    return Where(at < title.first, dated, named=plain and colon_between(one, behind))


class Slots:
    """Names where a field stands, so that the same place in other items bears the same name."""

    def __init__(self, item: Item) -> None:
        self._item = item
        self._counts: dict[str, int] = {}

    def next(self, one: Field, *, leading: bool) -> str:
        """The slot of the next field."""
        if self._item.form is Form.ROW:
            return f"row {self._item.group} {one.row}"
        side = "<" if leading else ">"
        kind = f"{self._item.form.value} {int(one.style)}{one.bracket}{side}"
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return f"{kind}{min(self._counts[kind], _MOST)}"
