"""`sphinx-awesome schema`: the JSON Schema of a list's section files, with its own fields."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..core import files
from . import common
from .common import UsageError, example, print_errors

if TYPE_CHECKING:
    from .common import Commands

SCHEMA_FILE = "section.schema.json"


def register(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "schema",
        help="write the JSON Schema of a list, with its own fields",
        description="Write the JSON Schema of the files of a list's sections, with the list's own "
        "fields and the values that they can have. Editors complete and check by it what is typed "
        "into a file whose first line names it: `#:schema section.schema.json`.",
        epilog=example("sphinx-awesome schema entries")
        + "Exit status: 0 if the schema is written, or is so already, 1 if it is not, 2 on wrong "
        "usage.",
    )
    parser.add_argument(
        "entries",
        nargs="?",
        default=Path("entries"),
        type=Path,
        metavar="DIR",
        help="directory of the entry files (%(default)s, if not given)",
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help=f"the file to write ({SCHEMA_FILE} in that directory, if not given)",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; print how the file differs from what would be written",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the schema of a list, or compare the two.

    :raises UsageError: if the directory is not there.
    """
    from ..formats.toml import FileKind, own_definitions, schema_text  # noqa: PLC0415  (pydantic)

    folder: Path = arguments.entries
    if not folder.is_dir():
        raise UsageError(f"{folder} is no directory", "name the directory of the entry files")
    fields, problems = own_definitions(folder)
    if print_errors(problems):
        return 1
    path: Path = arguments.output or folder / SCHEMA_FILE
    text = schema_text(FileKind.SECTION, fields)
    before = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    shown = common.printable(str(path))
    if before == text:
        sys.stdout.write(f"{shown} is the schema of the list already\n")
        return 0
    if arguments.check:
        sys.stdout.writelines(f"{ln}\n" for ln in common.difference(before, text, str(path)))
        sys.stdout.write(f"{shown} is not the schema of the list; run: sphinx-awesome schema\n")
        return 1
    files.replace_file(path, text)
    named = Path(os.path.relpath(path, folder)).as_posix()
    own = ", ".join(fields) or "none"
    sys.stdout.write(
        f"{shown}: written; the list's own fields: {own}\n"
        f"Begin the file of each section with the line: #:schema {common.printable(named)}\n"
    )
    return 0
