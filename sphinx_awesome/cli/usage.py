"""What the commands have in common: wrong usage, examples, numbers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..core.problem import Problem
from . import report
from .check import line_finder

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001


class UsageError(Exception):
    """A command cannot do what it is told to; it ends with exit status 2.

    :param what: is wrong.
    :param hint: how to mend it.
    """

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"{what}; {hint}")


def example(command: str) -> str:
    """The sentence of a command's help that shows how to call it."""
    return f"Example: `{command}`. "


def number(count: int, what: str) -> str:
    """A number of things in words: ``1 file``, ``2 files``."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def lines(problems: Sequence[Problem]) -> Iterator[str]:
    """Problems as people read them: each with its place, its line and how to mend it."""
    return report.text(problems, line_finder(), color=report.wants_color(sys.stdout))
