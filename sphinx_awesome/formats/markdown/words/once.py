"""Facts about a text that are found when they are first asked for, and stay with it.

It replaces tables of what was asked before, which grow with a list.
"""

from __future__ import annotations

from typing import Any


class LazyFacts:
    """A record of slots, of which some are filled by a method when they are first read.

    The slot `venue` is filled by `_find_venue`. A found value must not hold the record itself:
    reading creates no reference cycles.
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (each slot has a type of its own)
        result = getattr(type(self), f"_find_{name}")(self)
        setattr(self, name, result)
        return result
