"""The command line: `sphinx-awesome`."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from ..version import __version__
from . import add, check, convert, fmt, lock, new, preview, readme, schema, update
from .common import UsageError, printable


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command.

    :return: 0 if all is well, 1 if something was found, 2 if the command was misused.
    :raises SystemExit: with 2 on arguments that cannot be understood, with 0 after `--help`.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Titles are in all scripts: never fail on one because a locale knows ASCII alone.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = argument_parser()
    arguments = parser.parse_args(argv)
    if "run" not in arguments:
        parser.print_help()
        return 2
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads has seen enough. Python flushes once more at exit, which must not fail either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except UsageError as error:
        return _fail(arguments.command, str(error))
    except OSError as error:
        return _fail(arguments.command, f"{error.filename or 'a file'}: {error.strerror or error}")
    except KeyboardInterrupt:
        return 130
    return code


def _fail(command: str, message: str) -> int:
    """Say why a command has ended early."""
    sys.stdout.flush()
    sys.stderr.write(f"sphinx-awesome {command}: {printable(message)}\n")
    return 2


def argument_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line, with all commands."""
    parser = argparse.ArgumentParser(
        prog="sphinx-awesome",
        description="Keep an awesome list of research papers.",
        epilog="Example: `sphinx-awesome new README.md my-list`. "
        "Exit status: 0 if all is well, 1 if something was found, 2 on wrong usage.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for module in (new, preview, add, check, fmt, schema, update, readme, lock, convert):
        module.register(commands)
    return parser
