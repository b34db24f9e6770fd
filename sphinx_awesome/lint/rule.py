"""What a rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..core.problem import Severity
from .subject import Subject


class Rival(NamedTuple):
    """The other of two papers, one of which gives way: the newer, if git can tell which that is."""

    paper: str
    """Id of the paper."""
    keys: tuple[str | int, ...]
    """What gives it away in its block."""
    message: str
    """What is wrong, as it is told at the other paper."""
    hint: str
    """How to mend it there, if the other paper is the newer."""
    hint_here: str
    """How to mend it at the paper of the finding, if that is the newer."""


class Finding(NamedTuple):
    """One place where a list breaks a rule."""

    paper: str
    """Id of the paper."""
    keys: tuple[str | int, ...]
    """The value in its block that is wrong: ``("links", "pdf")``."""
    message: str
    """What is wrong, as one sentence without a full stop."""
    hint: str
    """How to mend it, as one sentence without a full stop."""
    new: str | tuple[str, ...] = ""
    """The text that is right, if that is certain; of an item of a list also several, which take its
    place."""
    rival: Rival | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a good list does not do."""

    code: str
    """Its permanent name; :class:`~sphinx_awesome.core.problem.Code` has none of that name."""
    title: str
    """What is wrong, in a few words."""
    why: str
    """Why that is wrong, in sentences of Markdown."""
    mend: str
    """How to mend it, in sentences of Markdown."""
    example: str
    """Blocks of an entry file, the last of which breaks this rule, and no block any other."""
    find: Callable[[Subject], Iterator[Finding]]
    severity: Severity = Severity.WARNING
    mended: str = ""
    """What ``check --fix`` makes of the example; "" if only a person can mend it."""

    @property
    def slug(self) -> str:
        """The code, under the name that all problems have it."""
        return self.code

    def __str__(self) -> str:
        return self.code
