"""What became of every line of a list: nothing is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What became of a line."""

    PAPER = "paper"
    """It tells a paper, or a part of one."""
    PROSE = "prose"
    """It is kept as Markdown with the section where it stands."""
    STRUCTURE = "structure"
    """It makes the list and says nothing else: a heading, a rule, the head of a table."""
    PROBLEM = "problem"
    """It could not be read: a problem names it. It is kept with the prose of its section too."""
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one line of the source."""

    number: int
    """Counted from 1."""
    kind: Kind
    place: str = ""
    """Id of the paper that it tells, else id of the section where it stands ("" before the first).

    A line that tells several papers names the first of them.
    """


@dataclass(frozen=True)
class Account:
    """All lines of the source in their order, each exactly once."""

    lines: tuple[Line, ...] = ()

    @cached_property
    def totals(self) -> Mapping[Kind, int]:
        """Lines of each kind; every kind is there, and the sum is the number of lines."""
        counted = Counter(line.kind for line in self.lines)
        return {kind: counted[kind] for kind in Kind}

    def of(self, *kinds: Kind) -> Iterable[Line]:
        """The lines of some kinds, in order."""
        return (line for line in self.lines if line.kind in kinds)
