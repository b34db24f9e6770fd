"""Common parts of the commands: wrong usage, loading a list, printing problems.

Problems are printed for people, for programs (JSON) and for GitHub (workflow commands). It knows
no command.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, TextIO

from ..core import files
from ..core.model import AwesomeList
from ..core.problem import Location, Problem, Severity
from ..core.text import plural

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001

EXCERPT_COLUMNS = 96
"""Columns of a source line that are shown."""

DIFF_LINES = 30
"""Lines of a difference that are shown."""

_COLOR = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTICE: "36"}


def printable(text: str) -> str:
    """Return a text as a terminal may show it, without control or other invisible characters.

    :param text: of any form.

    >>> printable("a\\tb\\x1b[2J")
    'a b�[2J'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in text)


def columns(text: str) -> int:
    """Return the number of columns that a visible text takes on a terminal.

    :param text: as :func:`printable` returns it.

    >>> columns("é"), columns("e\\u0301"), columns("张三")
    (1, 1, 4)
    """
    return sum(map(_width, text))


def _width(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def excerpt(line: str, column: int) -> tuple[str, str]:
    """Return a source line and, for the line below it, a caret at a column.

    A long line is cut around the caret; its length does not matter for the time that takes.

    :param line: as in the file, of any length.
    :param column: counted from 1, in characters; that of a line's end may be behind it.
    :return: both lines, of :data:`EXCERPT_COLUMNS` columns at most, and without line feed.
    """
    at, most = min(column - 1, len(line)), EXCERPT_COLUMNS
    before, after = printable(line[max(0, at - most) : at]), printable(line[at : at + most])
    is_cut_before, is_cut_after = at > most, len(line) > at + most
    if is_cut_before or is_cut_after or columns(before) + columns(after) > most:
        # Behind the caret at least half of the width, before it what is left.
        fitting = _fitting(after, max(most // 2, most - columns(before) - 1))
        is_cut_after |= fitting != after
        after, room = fitting, most - columns(fitting) - 1
        if is_cut_before or columns(before) > room:
            before, is_cut_before = _fitting(before[::-1], room - 1)[::-1], True
    before = "…" * is_cut_before + before
    after += "…" * is_cut_after
    return before + after, " " * columns(before) + "^"


def _fitting(text: str, room: int) -> str:
    """Return as much of the start of a text as fits into some columns."""
    for index, character in enumerate(text):
        room -= _width(character)
        if room < 0:
            return text[:index]
    return text


def format_text(
    problems: Iterable[Problem], line_at: Callable[[Location], str], *, color: bool
) -> Iterator[str]:
    """Yield the lines that show each problem: its location, the line it is in, and the hint.

    :param line_at: returns the source line at a location, or "".
    :param color: whether to paint with ANSI escapes.
    """

    def paint(style: str, what: str) -> str:
        return f"\033[{style}m{what}\033[0m" if color else what

    for problem in problems:
        severity = paint(f"1;{_COLOR[problem.severity]}", f"{problem.severity}:")
        place = paint("1", printable(str(problem.location)) + ":")
        yield f"{place} {severity} {printable(problem.message)} [{problem.code}]"
        if line := line_at(problem.location).rstrip():
            source, caret = excerpt(line, problem.location.column)
            yield f"    {source}"
            yield f"    {paint('1;32', caret)}"
        if problem.hint:
            yield f"  {paint('36', 'hint:')} {printable(problem.hint)}"
            yield from (f"    {printable(line)}" for line in problem.lines)
        yield ""


def difference(before: str, after: str, path: str) -> Iterator[str]:
    """Yield the lines in which a file is not as it should be, as a unified diff of bounded length.

    Line ends are not compared: that a file differs in nothing else is said.

    :param before: the text of the file.
    :param after: as it should be.
    :param path: of the file.
    """
    old, new = (
        [printable(line) for line in re.split("\r\n?|\n", text)] for text in (before, after)
    )
    names = (printable(path), f"{printable(path)} as it should be")
    diff = list(difflib.unified_diff(old, new, *names, n=0, lineterm=""))
    yield from diff[:DIFF_LINES]
    if len(diff) > DIFF_LINES:
        yield f"… and {len(diff) - DIFF_LINES} more lines"
    if not diff:
        yield f"{printable(path)}: its line ends differ, and nothing else"


def summary(problems: Sequence[Problem]) -> str:
    """Return how many problems there are: ``2 errors and 1 warning in 1 file``.

    :param problems: at least one.
    """
    counts = Counter(problem.severity for problem in problems)
    numbers = [plural(counts[severity], severity) for severity in Severity if counts[severity]]
    paths = {problem.location.path for problem in problems}
    *first, last = numbers
    counted = " and ".join(filter(None, [", ".join(first), last]))
    return f"{counted} in {plural(len(paths), 'file')}"


def no_problems_line(awesome_list: AwesomeList) -> str:
    """Return the line that closes a check: ``111 papers in 4 sections, no problems``.

    What is not of papers alone has entries.
    """
    sections = plural(len(awesome_list.sections), "section")
    return f"{entries_counted(len(awesome_list.entries), awesome_list)} in {sections}, no problems"


def entries_counted(number: int, awesome_list: AwesomeList) -> str:
    """Return a number of entries as a list calls them: ``7 papers``, or ``1 entry``.

    :param awesome_list: that holds them.
    """
    if awesome_list.has_papers_alone:
        return plural(number, "paper")
    return "1 entry" if number == 1 else f"{number} entries"


def incomplete_authors(awesome_list: AwesomeList) -> Iterator[str]:
    """Yield a line on authors that end in "et al.": ``1 paper does not name all its authors``.

    Nothing, if none does.
    """
    if count := sum(entry.has_more_authors for entry in awesome_list.entries.values()):
        does, whose = ("does", "its") if count == 1 else ("do", "their")
        yield f"{plural(count, 'paper')} {does} not name all {whose} authors"


def fixed_line(counts: Collection[int]) -> str:
    """Return what was fixed: ``3 values mended in 2 files``.

    :param counts: number of values in each file.
    """
    return f"{plural(sum(counts), 'value')} mended in {plural(len(counts), 'file')}"


def format_json(problems: Iterable[Problem]) -> str:
    """Return problems as a JSON list of objects, in ASCII."""
    return json.dumps(
        [
            {
                "path": problem.location.path,
                "line": problem.location.line,
                "column": problem.location.column,
                "code": str(problem.code),
                "severity": problem.severity,
                "message": problem.message,
                "hint": "\n".join([problem.hint, *problem.lines]),
            }
            for problem in problems
        ],
        indent=2,
    )


def format_github(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield workflow commands, which GitHub shows as annotations in pull requests.

    https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
    """
    for problem in problems:
        yield workflow_command(
            problem.severity,
            (str(problem), *problem.lines),
            problem.location,
            f"sphinx-awesome: {problem.code}",
        )


def workflow_command(
    severity: Severity, lines: Iterable[str], location: Location, title: str
) -> str:
    """Return the line that makes GitHub annotate a line of a file.

    :param severity: which decides the kind of the annotation.
    :param lines: of the message.
    :param location: to be annotated.
    :param title: above the message.
    """
    properties = {
        "file": PurePath(
            location.path
        ).as_posix(),  # which is how GitHub names files on Windows too
        "line": str(location.line),
        "col": str(location.column),
        "title": title,
    }
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{severity} {given}::{'%0A'.join(map(_data, lines))}"


def _data(value: str) -> str:
    return printable(value).replace("%", "%25")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def wants_color(stream: TextIO) -> bool:
    """Return whether to print in colour: https://no-color.org, https://force-color.org.

    :param stream: that is printed to.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def line_finder() -> Callable[[Location], str]:
    """Return a function that returns the line at a location, or ""; it reads each file once."""
    from ..formats.toml import read_text  # noqa: PLC0415

    @cache
    def lines(path: str) -> list[str]:
        return read_text(Path(path)).split("\n")

    def line_at(location: Location) -> str:
        return "".join(lines(location.path)[location.line - 1 : location.line])

    return line_at


class UsageError(Exception):
    """A command cannot do what it is told to; it ends with exit status 2.

    :param what: is wrong.
    :param hint: how to mend it.
    """

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"{what}; {hint}")
        self.what = what
        self.hint = hint


def example(command: str) -> str:
    """Return the sentence of a command's help that shows how to call it."""
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


def add_list(parser: argparse.ArgumentParser, note: str = "") -> None:
    """Add the option that names the list of a command.

    :param note: what is done with a README, in the help; "" to say nothing.
    """
    comma = f", {note}" if note else ""
    parser.add_argument(
        "--list",
        dest="path",
        default=Path("entries"),
        type=Path,
        metavar="PATH",
        help="the list: a directory of entry files, or a README that is the source of its list"
        f"{comma} (%(default)s, if not given)",
    )


def problem_lines(problems: Sequence[Problem], stream: TextIO | None = None) -> Iterator[str]:
    """Yield the lines that show problems to people, each with its location, its line and its hint.

    :param stream: to which they will go; standard output, if not given.
    """
    return format_text(problems, line_finder(), color=wants_color(stream or sys.stdout))


def load_or_report(path: Path) -> AwesomeList | None:
    """Return a list that was read without errors; else print the errors and return None.

    What is to be written from a list must not lack what could not be read.

    :param path: of a directory of entry files, or of a README.
    :raises UsageError: if there is no list.
    """
    from ..formats import loading  # noqa: PLC0415  (pydantic)

    if not path.exists():
        hint = "name the directory of the entry files with --entries"
        raise UsageError(f"{path} does not exist", hint)
    awesome_list, problems = loading.load(path)
    return None if print_errors(problems) else awesome_list


def print_errors(problems: Iterable[Problem]) -> bool:
    """Print the errors among problems, because of which nothing is written.

    :return: whether there are any.
    """
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        sys.stdout.writelines(f"{line}\n" for line in problem_lines(errors))
        sys.stdout.write(f"{summary(errors)}; nothing was written\n")
    return bool(errors)


@contextmanager
def writing_locks(lists: Iterable[Path]) -> Iterator[None]:
    """Hold the lock of each list that a run writes, so that two runs do not write one at once.

    It stands beside the list, under a hidden name.

    :param lists: directories of entry files, and READMEs; one that is not there needs no lock.
    :raises UsageError: if another run is writing one of them.
    """
    with ExitStack() as stack:
        for path in dict.fromkeys(Path(os.path.abspath(one)) for one in lists):  # noqa: PTH100
            if not path.exists():
                continue
            try:
                stack.enter_context(files.hold_lock(path.with_name(f".{path.name}.lock")))
            except files.LockedError:
                what = f"another run is writing the list in {path}"
                raise UsageError(what, "wait until it has ended, and call this one again") from None
        yield


def read_or_fail(path: Path) -> str:
    """Return the text of a file.

    :param path: of a text file.
    :raises UsageError: if it cannot be read as UTF-8.
    """
    from ..formats.toml import read_file  # noqa: PLC0415

    text, problems = read_file(path)
    if text is None or problems:
        raise UsageError(f"{path}: {problems[0].message}", problems[0].hint)
    return text
