"""`sphinx-awesome check`: all that is wrong in the entry files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.problem import Span
from . import report

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001


def register(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "check",
        help="check the entry files of a list",
        description="Check the entry files of a list. Each problem is printed with its file, line "
        "and column, and with how to mend it.",
        epilog="Exit status: 0 if there is no problem, 1 if there is one, 2 on wrong usage.",
    )
    parser.add_argument(
        "directory",
        nargs="?",
        default=Path("entries"),
        type=Path,
        metavar="DIR",
        help="directory of the entry files (%(default)s, if not given)",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="text for people (if not given), a JSON list for programs, or workflow commands, "
        "which GitHub shows beside the lines of a pull request",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check a directory and print what is wrong."""
    # Imported here, so that --help and a misspelt option need not wait for pydantic.
    from ..formats.toml import load  # noqa: PLC0415

    directory: Path = arguments.directory
    if not directory.is_dir():
        what = "is not a directory" if directory.exists() else "does not exist"
        sys.stderr.write(f"sphinx-awesome check: {report.visible(str(directory))} {what}\n")
        return 2
    whole, problems = load(directory)
    closing = report.summary(problems) if problems else report.clean(whole)
    match arguments.format:
        case "json":
            lines: Iterable[str] = [report.as_json(problems)]
        case "github":
            lines = [*report.github(problems), closing]
        case _:
            color = report.wants_color(sys.stdout)
            lines = [*report.text(problems, line_finder(), color=color), closing]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return bool(problems)


def line_finder() -> Callable[[Span], str]:
    """What gives the line that holds a place, "" if there is none; it reads each file once."""
    from ..formats.toml import read_text  # noqa: PLC0415

    @cache
    def lines(path: str) -> list[str]:
        return read_text(Path(path)).split("\n")

    def line_at(span: Span) -> str:
        return "".join(lines(span.path)[span.line - 1 : span.line])

    return line_at
