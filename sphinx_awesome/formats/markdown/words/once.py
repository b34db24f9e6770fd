"""Facts about a text that are found when they are first asked for, and stay with it.

It replaces tables of what was asked before, which grow with a list.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar


class LazyFacts:
    """A record of slots, of which some are filled by a method when they are first read.

    The slot `venue` is filled by `_find_venue`. A found value must not hold the record itself:
    reading creates no reference cycles.
    """

    __slots__ = ()
    _finders: ClassVar[dict[str, Callable[[Any], Any]]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        slots: tuple[str, ...] = cls.__slots__
        finders = {name: getattr(cls, f"_find_{name}", None) for name in slots}
        cls._finders = cls._finders | {name: find for name, find in finders.items() if find}

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (each slot has a type of its own)
        find = self._finders.get(name)
        if find is None:
            raise AttributeError(name, name=name, obj=self)
        result = find(self)
        setattr(self, name, result)
        return result
