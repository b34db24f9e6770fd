"""`sphinx-awesome check`: all that is wrong with a list."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .. import clock
from ..core import files
from ..core.problem import Severity
from ..core.text import closest_names
from . import common
from .common import UsageError, example

if TYPE_CHECKING:
    from ..lint.runner import LintResult
    from .common import Commands

_MAX_FIX_ROUNDS = 5  # of mending: what one has mended, another rule may still find wanting


def register(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "check",
        help="check a list for mistakes",
        description="Check the entry files of a list or the README that holds one, and the list "
        "that they make: papers told twice, addresses that contradict the year, and more. Each "
        "problem is printed with its file, line and column, and with how to mend it.",
        epilog=example("sphinx-awesome check --fix entries")
        + "Exit status: 0 if there is no problem or there are notices alone, 1 if there is an "
        "error or a warning, 2 on wrong usage.",
    )
    parser.add_argument(
        "paths",
        nargs="*",
        default=[Path("entries")],
        type=Path,
        metavar="PATH",
        help="a directory of entry files, or a README in Markdown that holds a list; each is a "
        "list of its own (entries, if not given)",
    )
    parser.add_argument(
        "--select",
        type=_codes,
        default=[],
        metavar="RULE,…",
        help="apply these rules alone; errors of the files are told all the same",
    )
    parser.add_argument(
        "--ignore",
        type=_codes,
        default=[],
        metavar="RULE,…",
        help="do not apply these rules this time; for good, write `ignore` into the files",
    )
    parser.add_argument(
        "--since",
        metavar="REF",
        help="compare with what stood at a branch, a tag or a commit of git: addresses that were "
        "published must stay, and of two papers of which one gives way, the newer is named",
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help="first do in entry files what a hint says without a choice, and nothing else in them",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="text for people (if not given), a JSON list for programs, or workflow commands, "
        "which GitHub shows beside the lines of a pull request",
    )
    parser.set_defaults(run=run, writes=lambda given: given.paths if given.fix else [])


def _codes(text: str) -> list[str]:
    return [code.strip() for code in text.split(",") if code.strip()]


def run(arguments: argparse.Namespace) -> int:
    """Check lists and print what is wrong.

    :raises UsageError: if a path holds no list, or if there is no such rule or commit.
    """
    # Imported here, so that --help and a misspelt option need not wait for pydantic.
    from ..core.git import GitError  # noqa: PLC0415
    from ..formats import loading  # noqa: PLC0415
    from ..lint.rules import KNOWN_CODES  # noqa: PLC0415
    from ..lint.runner import check_list  # noqa: PLC0415

    for path in arguments.paths:
        _refuse(path, fix=arguments.fix)
    for code in (*arguments.select, *arguments.ignore):
        if code not in KNOWN_CODES:
            close = closest_names(code, KNOWN_CODES)
            hint = f"write {close[0]}" if close else "write the name that check prints"
            raise UsageError(f"no rule is called {code}", hint)
    codes = set(arguments.select or KNOWN_CODES) - set(arguments.ignore)

    fixed_counts: dict[Path, int] = {}
    every: list[LintResult] = []
    for path in arguments.paths:
        look = partial(check_list, path, clock.today(), codes, arguments.since)
        try:
            checked = look()
        except GitError as error:
            raise UsageError(error.what, error.hint) from None
        if checked.is_new:
            sys.stderr.write(_of_a_new_list(path, arguments.since))
        if not checked.awesome_list.entries and loading.is_readme(path):
            raise UsageError(f"no entry was found in {path}", "is it an awesome list?")
        every.append(_fix(checked, look, fixed_counts) if arguments.fix else checked)
    sys.stdout.writelines(f"{line}\n" for line in _lines(every, arguments.format, fixed_counts))
    reported = (problem for checked in every for problem in checked.problems)
    return any(problem.severity is not Severity.NOTICE for problem in reported)


def _of_a_new_list(path: Path, since: str) -> str:
    """Say that there is nothing to compare a list with."""
    what = f"there was no list in {path} at {since}, so that no address of it can be lost"
    return f"sphinx-awesome check: {common.printable(what)}\n"


def _refuse(path: Path, *, fix: bool) -> None:
    """Take what holds a list, and nothing else."""
    from ..formats import loading  # noqa: PLC0415

    if not path.exists():
        raise UsageError(f"{path} does not exist", "name a directory of entry files or a README")
    if loading.is_readme(path):
        if fix:
            hint = f"run: sphinx-awesome check {path}, and mend by hand what it prints"
            raise UsageError(f"--fix mends entry files alone, and {path} is none", hint)
    elif path.suffix == ".toml" and not path.is_dir():
        what = f"{path} is one file of a list"
        raise UsageError(what, f"name their directory: {path.parent}")
    elif not path.is_dir():
        what = f"{path} is neither a directory nor a README in Markdown"
        raise UsageError(what, "name a directory of entry files or a README")


def _fix(
    checked: LintResult, look: Callable[[], LintResult], fixed_counts: dict[Path, int]
) -> LintResult:
    """Fix what is certain, until nothing is left that is.

    :param mended: is to hold how many values were mended in each file.
    :return: what is wrong then.
    """
    from ..formats.toml import read_file, replace_values  # noqa: PLC0415

    for _ in range(_MAX_FIX_ROUNDS):
        count = 0
        for path, edits in checked.edits.items():
            text, _ = read_file(path)
            new, done = replace_values(text or "", str(path), edits)
            files.replace_file(path, new)
            fixed_counts[path] = fixed_counts.get(path, 0) + len(done)
            count += len(done)
        if not count:
            break
        checked = look()
    return checked._replace(certain=0)  # what is not mended now cannot be


def _lines(
    every: Sequence[LintResult], form: str, fixed_counts: Mapping[Path, int]
) -> Iterable[str]:
    """Return the lines to print: the problems in the chosen format, and closing lines."""
    problems = [problem for checked in every for problem in checked.problems]
    closing = [common.no_problems_line(checked.awesome_list) for checked in every]
    if problems:
        closing = [common.summary(problems)]
        if certain := sum(checked.certain for checked in every):
            closing.append(f"{certain} of them can be mended by: sphinx-awesome check --fix")
    if fixed_counts:
        closing.append(common.fixed_line(fixed_counts.values()))
    match form:
        case "json":
            return [common.format_json(problems)]
        case "github":
            return [*common.format_github(problems), *closing]
        case _:
            color = common.wants_color(sys.stdout)
            return [*common.format_text(problems, common.line_finder(), color=color), *closing]
