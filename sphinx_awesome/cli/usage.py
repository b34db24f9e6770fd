"""What the commands have in common: wrong usage, examples, numbers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ..core.model import AwesomeList
from ..core.problem import Problem, Severity
from . import report

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


def add_readme(parser: argparse.ArgumentParser, what: str) -> None:
    """Add the README of a command, which need not be named where it has its usual name.

    :param what: the file is, in the help.
    """
    parser.add_argument(
        "readme",
        nargs="?",
        default=Path("README.md"),
        type=Path,
        metavar="README",
        help=f"{what} (%(default)s, if not given)",
    )


def number(count: int, what: str) -> str:
    """A number of things in words: ``1 file``, ``2 files``."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def lines(problems: Sequence[Problem], stream: TextIO | None = None) -> Iterator[str]:
    """Problems as people read them: each with its place, its line and how to mend it.

    :param stream: to which they will go; standard output, if not given.
    """
    return report.text(
        problems, report.line_finder(), color=report.wants_color(stream or sys.stdout)
    )


def load(path: Path, hint: str = "name where the list is") -> AwesomeList | None:
    """A list without errors; else None, with its errors printed.

    What is to be written from a list must not lack what could not be read.

    :param hint: if there is no list.
    :raises UsageError: if there is no list.
    """
    from ..formats import lists  # noqa: PLC0415  (pydantic)

    if not path.exists():
        raise UsageError(f"{path} does not exist", hint)
    whole, problems = lists.load(path)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if not errors:
        return whole
    sys.stdout.writelines(f"{line}\n" for line in lines(errors))
    sys.stdout.write(f"{report.summary(errors)}; nothing was written\n")
    return None


def text_of(path: Path) -> str:
    """The text of a file.

    :raises UsageError: if it cannot be read as UTF-8.
    """
    from ..formats.toml import read_file  # noqa: PLC0415

    text, problems = read_file(path)
    if text is None or problems:
        raise UsageError(f"{path}: {problems[0].message}", problems[0].hint)
    return text
