"""`sphinx-awesome readme`: the list in a README, between two markers."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..core import files
from ..core.problem import Location, Severity
from . import common
from .common import UsageError, add_readme, example, load_or_report, read_or_fail

if TYPE_CHECKING:
    from .common import Commands


def register(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "readme",
        help="write the list into a README",
        description="Write the list into a README, between the lines `<!-- awesome-list -->` and "
        "`<!-- /awesome-list -->`; the rest of the file stays as it is. The first line may choose: "
        "`no-badges`, `no-counts`, `no-contents`, the `level` of the headings (one below the last "
        "heading before it, if not given) and the `line` of a paper, such as "
        '`line="- {title} ({authors}, {year}){? at {venue}?} {links}"`, in which a part in '
        "`{?` and `?}` is left out if its fields are empty.",
        epilog=example("sphinx-awesome readme --check")
        + "Exit status: 0 if the README tells the list now, or with --notice, 1 if it does not, "
        "2 on wrong usage.",
    )
    add_readme(parser, "the file to write into")
    parser.add_argument(
        "--entries",
        default=Path("entries"),
        type=Path,
        metavar="DIR",
        help="directory of the entry files (%(default)s, if not given)",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; print what is not as in the entry files",
    )
    parser.add_argument(
        "--notice",
        action="store_true",
        help="with --check: a README that lags behind the entry files is a notice and no failure, "
        "for pull requests to lists whose README is written after the merge",
    )
    parser.add_argument(
        "--format",
        choices=("text", "github"),
        default="text",
        help="with --check: text for people (if not given), or a workflow command too, which "
        "GitHub shows beside the README",
    )
    parser.set_defaults(run=run, writes=lambda given: [] if given.check else [given.entries])


def run(arguments: argparse.Namespace) -> int:
    """Write the list into a README, or compare the two.

    :raises UsageError: if the markers in the README are missing or not understood.
    """
    from ..formats import readme_writer  # noqa: PLC0415  (pydantic)

    if arguments.notice and not arguments.check:
        raise UsageError("--notice says how --check ends", "write: readme --check --notice")
    path: Path = arguments.readme
    shown = common.printable(str(path))
    awesome_list = load_or_report(arguments.entries)
    if awesome_list is None:
        return 1
    before = read_or_fail(path)
    try:
        after = readme_writer.fill_region(before, awesome_list)
    except readme_writer.MarkerError as error:
        raise UsageError(f"{path}:{error.line}: {error}", error.hint) from None
    if after == before:
        sys.stdout.write(f"{shown} tells the list as it is\n")
        return 0
    if not arguments.check:
        files.replace_file(path, after)
        sys.stdout.write(
            f"{shown}: {common.no_problems_line(awesome_list).partition(',')[0]} written\n"
        )
        return 0
    for line in common.difference(before, after, str(path)):
        sys.stdout.write(f"{line}\n")
    if readme_writer.tells(before, awesome_list):
        what = "tells the list, but not in the form that it should have"
    else:
        what = "does not tell the list as it is"
    message = f"{shown} {what}; run: sphinx-awesome readme {shown}"
    if arguments.format == "github":
        severity = Severity.NOTICE if arguments.notice else Severity.ERROR
        location = Location(str(path), readme_writer.first_line(before))
        sys.stdout.write(
            common.workflow_command(severity, [message], location, "sphinx-awesome: readme") + "\n"
        )
    else:
        sys.stdout.write(f"{'notice: ' if arguments.notice else ''}{message}\n")
    return 0 if arguments.notice else 1
