"""`sphinx-awesome lock`: the ids of the papers of a README that stays the source of its list."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.problem import Severity
from . import files, report
from .usage import UsageError, add_readme, example, lines, number

if TYPE_CHECKING:
    from .usage import Commands


def register(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "lock",
        help="keep the ids of the papers in a README",
        description="Keep the ids of the papers in a README that is the source of its list "
        '(`awesome_entries = "../README.md"`), in a small file beside it: README.ids.json. A paper '
        "whose title changes keeps its id, and none is ever given to another paper. What is in "
        "the file stays: it only grows.",
        epilog=example("sphinx-awesome lock --check")
        + "Exit status: 0 if the file has all papers now, 1 if it has not, 2 on wrong usage.",
    )
    add_readme(parser, "the file that holds the list")
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; fail if the id of a paper is not kept",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Add the ids of new papers and new titles."""
    from ..formats import markers, source, toml  # noqa: PLC0415  (markdown-it)

    readme: Path = arguments.readme
    if not readme.is_file():
        raise UsageError(f"{readme} is no file", "name the README that holds the list")
    if markers.NOTE in toml.read_text(readme):
        hint = "its ids stand in the entry files, which need no lock"
        raise UsageError(f"the list in {readme} is made from entry files", hint)
    path = source.lock_path(readme)
    shown = report.visible(str(path))
    locked, _ = source.read_lock(path)
    reading = source.load(readme)
    problems = [problem for problem in reading.problems if problem.severity is Severity.ERROR]
    if problems:
        # Ids that are not read would be lost, and those of papers that are not read given away.
        sys.stdout.writelines(f"{line}\n" for line in lines(problems))
        sys.stdout.write(f"{report.summary(problems)}; nothing was written\n")
        return 1
    if not reading.whole.entries:
        raise UsageError(f"no paper was found in {readme}", "name the README that holds the list")
    grown = source.lock(reading.whole, locked)
    new = set(reading.whole.entries) - set(locked.values())
    gone = set(locked.values()) - set(reading.whole.entries)
    if gone:
        ids = ", ".join(sorted(gone))
        sys.stdout.write(
            f"kept, though no paper of {report.visible(str(readme))} has them: {ids}\n"
        )
    if grown == locked:
        sys.stdout.write(f"{shown} has the ids of {number(len(reading.whole.entries), 'paper')}\n")
        return 0
    counts = {"new id": len(new), "new name": len(grown) - len(locked)}
    what = " and ".join(number(count, thing) for thing, count in counts.items() if count)
    if arguments.check:
        command = f"sphinx-awesome lock {report.visible(str(readme))}"
        sys.stdout.write(f"{shown} lacks {what}; run: {command}\n")
        return 1
    files.replace(path, source.write_lock(grown))
    sys.stdout.write(f"{shown}: {what} written\n")
    return 0
