"""`sphinx-awesome fmt`: the one canonical form of entry files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..core import files
from ..core.problem import Problem, Severity
from ..core.text import plural
from . import common
from .common import UsageError, example, problem_lines

if TYPE_CHECKING:
    from .common import Commands


def register(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "fmt",
        help="write entry files in their one canonical form",
        description="Write entry files in their one canonical form: fields in one order, one "
        "spelling of each value. Comments stay. A file is replaced at once, and only if what was "
        "written reads back to the same; one with errors stays as it is.",
        epilog=example("sphinx-awesome fmt --check entries")
        + "Exit status: 0 if all files are in this form now, 1 if one is not, 2 on wrong usage.",
    )
    parser.add_argument(
        "paths",
        nargs="*",
        default=[Path("entries")],
        type=Path,
        metavar="PATH",
        help="an entry file, or a directory of them (entries, if not given)",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; name the files that are not in this form, with what differs",
    )
    parser.set_defaults(run=run, writes=_lists)


def _lists(arguments: argparse.Namespace) -> list[Path]:
    """Return the directories whose files are rewritten."""
    paths: list[Path] = [] if arguments.check else arguments.paths
    return [path if path.is_dir() else path.parent for path in paths]


def run(arguments: argparse.Namespace) -> int:
    """Format files, and print what was done."""
    # Imported here, so that --help and a misspelt option need not wait for pydantic.
    from ..formats import toml  # noqa: PLC0415

    problems: list[Problem] = []
    changed = same = 0
    for path in _files(arguments.paths):
        text, file_problems = toml.read_file(path)
        new = None
        if text is not None and not file_problems:
            new, file_problems = toml.canonical_form(text, str(path))
        shown = common.printable(str(path))
        if new is None:
            problems += (problem for problem in file_problems if problem.severity is Severity.ERROR)
        elif text in (new, new.replace("\n", "\r\n")):  # as git checks it out on Windows
            same += 1
        elif arguments.check:
            changed += 1
            sys.stdout.writelines(f"{ln}\n" for ln in common.difference(text or "", new, str(path)))
            sys.stdout.write(f"{shown}: not in canonical form; run: sphinx-awesome fmt {shown}\n")
        else:
            changed += 1
            files.replace_file(path, new)
            sys.stdout.write(f"{shown}: rewritten\n")
    sys.stdout.writelines(f"{line}\n" for line in problem_lines(problems))
    did = "to rewrite" if arguments.check else "rewritten"
    closing = [
        f"{plural(changed, 'file')} {did}" if changed else "",
        f"{plural(same, 'file')} in canonical form already" if same else "",
        common.summary(problems) if problems else "",
    ]
    sys.stdout.write(f"{', '.join(filter(None, closing))}\n")
    return int(bool(problems) or (arguments.check and changed > 0))


_NAME_ONE = "name an entry file or their directory"


def _files(paths: list[Path]) -> Iterator[Path]:
    """Yield the entry files that are named, in the order of their names in each directory."""
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.glob("*.toml") if not p.name.startswith("."))
            if not inside:
                raise UsageError(f"{path} holds no entry file", _NAME_ONE)
            yield from inside
        elif not path.exists():
            raise UsageError(f"{path} does not exist", _NAME_ONE)
        elif path.suffix != ".toml":
            raise UsageError(f"{path} is no entry file", "name one that ends in .toml")
        else:
            yield path
