"""`sphinx-awesome convert`: a list from one format to another."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core import files
from ..core.git import GitError, git_output
from ..core.problem import ProblemCode, Severity
from ..core.text import plural
from ..core.urls import blob_base_url, url_error
from ..formats.registry import FORMATS, ListFormat, ReadResult, format_of_path
from . import common
from .common import UsageError, example, problem_lines, read_or_fail

if TYPE_CHECKING:
    from ..core.model import AwesomeList
    from .common import Commands

STANDARD = "-"
"""Stands for standard input or output."""

_READ = [known.name for known in FORMATS.values() if known.reader]


def register(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "convert",
        help="convert a list from one format to another",
        description="Convert a list: from a directory of entry files, TOML, Markdown or BibTeX to "
        "a directory, TOML, Markdown, BibTeX, CSL-JSON, RIS, CSV or Atom. What could not be read, "
        "and what the other format has no place for, is said on standard error.",
        epilog=example("sphinx-awesome convert library.bib entries")
        + "Exit status: 0 if all was read, 1 if something was not, 2 on wrong usage.",
    )
    parser.add_argument(
        "source", metavar="FROM", help="a directory of entry files, a file, or - for standard input"
    )
    parser.add_argument(
        "target",
        metavar="TO",
        help="a directory for entry files (a name without an ending), a file, or - for standard "
        "output",
    )
    parser.add_argument(
        "--from",
        dest="read_as",
        choices=_READ,
        help="format of FROM (that of its ending, if not given)",
    )
    parser.add_argument(
        "--to",
        dest="write_as",
        choices=list(FORMATS),
        help="format of TO (that of its ending, if not given)",
    )
    parser.add_argument(
        "--report",
        action="store_true",
        help="also print what became of every line of a file in Markdown",
    )
    parser.add_argument("--force", action="store_true", help="replace files that are there")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Convert a list, and say what was not taken over."""
    target = None if arguments.target == STANDARD else Path(arguments.target)
    written_as = _target_format(arguments.target, arguments.write_as)
    reading = read_source(arguments.source, arguments.read_as)
    if arguments.report:
        _print_account(reading.account, arguments.source)
    say = sys.stderr.writelines
    say(f"{line}\n" for line in problem_lines(reading.problems, sys.stderr))
    what = common.no_problems_line(reading.awesome_list).partition(",")[0]
    if not reading.awesome_list.entries:
        say([f"sphinx-awesome convert: no entry was found in {_name(arguments.source)}\n"])
        return 1
    if written_as is None:
        assert target  # noqa: S101  (a directory has a name)
        _write_directory(reading.awesome_list, target, force=arguments.force)
        say([f"{what} written to {_name(str(target))}\n"])
    else:
        text = written_as.write(reading.awesome_list)
        if target is None:
            sys.stdout.write(text)
        else:
            _refuse_existing([target], force=arguments.force)
            files.replace_file(target, text)
            say([f"{what} written to {_name(str(target))}\n"])
        losses = written_as.losses(reading.awesome_list)
        say(f"{written_as.title} has no place for these {loss}\n" for loss in losses)
    say(f"{line}\n" for line in common.incomplete_authors(reading.awesome_list))
    say(f"{line}\n" for line in account_lines(reading))
    return int(is_incomplete(reading))


def is_incomplete(reading: ReadResult) -> bool:
    """Return whether something of a source was not read: an error, or an item that is named."""
    return any(
        problem.severity is Severity.ERROR or problem.code is ProblemCode.READING
        for problem in reading.problems
    )


def account_lines(reading: ReadResult) -> Iterator[str]:
    """Yield what became of the items of a file in Markdown, and that some are named above."""
    if reading.account is None:
        return
    items = reading.account.items
    parts = ", ".join(f"{count} {what}" for what, count in items.items() if count)
    yield f"{plural(sum(items.values()), 'item')}: {parts}"
    if is_incomplete(reading):
        yield "what is named above was not read; it is kept as prose where it stands"


def _name(path: str) -> str:
    return common.printable("standard input" if path == STANDARD else path)


def _target_format(target: str, name: str | None) -> ListFormat | None:
    """Return the format to write, or None for a directory of entry files."""
    if target == STANDARD:
        if name is None:
            raise UsageError("standard output has no ending", "say --to with a format")
        return FORMATS[name]
    path = Path(target)
    if name in {None, "toml"} and (path.is_dir() or not path.suffix or target.endswith("/")):
        return None
    list_format = FORMATS[name] if name else format_of_path(target)
    if list_format is None:
        raise UsageError(f"{target} has no known ending", "say --to with a format")
    return list_format


def read_source(
    source: str, name: str | None, repository: str = "", *, which: str = ""
) -> ReadResult:
    """Read a list from a directory, a file or standard input.

    :param source: a path, or ``-`` for standard input.
    :param name: of the format; that of the ending, if None.
    :param repository: the address of the one that it is in, unless git knows it.
    :param which: sources have a known format; to say it with `--from`, if not given.
    :raises UsageError: if the source cannot be read, or its format is not known.
    """
    from ..formats import loading  # noqa: PLC0415
    from ..formats.lockfile import lock_path  # noqa: PLC0415

    path = Path(source)
    if source != STANDARD and path.is_dir():
        path = loading.list_in(path)
        if path.is_dir():
            return ReadResult(*loading.load(path))
        source = str(path)
    list_format = FORMATS[name] if name else format_of_path(source)
    if list_format is not None and not list_format.reader:
        raise UsageError(
            f"{list_format.title} is written and not read", "name what it was made from"
        )
    if list_format is None:
        what = "standard input" if source == STANDARD else source
        hint = which or f"say --from {'|'.join(_READ)}"
        raise UsageError(f"the format of {what} is not known", hint)
    if source == STANDARD:
        # The name has an ending, as the name of a section's file must.
        text, shown = _standard_input(), f"stdin{list_format.endings[0]}"
        folder = ""
    elif not path.exists():
        raise UsageError(f"{source} does not exist", "name a file or a directory")
    else:
        text, shown = read_or_fail(path), source
        folder = web_folder_of(path, repository)
        if list_format.name == "md" and lock_path(path).exists():
            # The ids in it have been published.
            from ..formats import readme_source  # noqa: PLC0415  (markdown-it)

            return ReadResult.of_markdown(readme_source.read_readme(path, folder))
    return list_format.read(text, shown, folder)


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"standard input is not UTF-8: {error}", "convert it first") from None


def _print_account(account: Any, source: str) -> None:  # noqa: ANN401  (of Markdown alone)
    """Print what became of each line, and how many lines became what."""
    if account is None:
        raise UsageError("only Markdown has an account of its lines", "leave out --report")
    name = common.printable(source)
    for line in account.lines:
        sys.stderr.write(f"{name}:{line.number}: {line.kind} {line.place}".rstrip() + "\n")
    totals = ", ".join(f"{number} {kind}" for kind, number in account.totals.items())
    sys.stderr.write(f"{name}: lines: {totals}\n")


def _write_directory(awesome_list: AwesomeList, target: Path, *, force: bool) -> None:
    from ..formats import toml  # noqa: PLC0415

    texts = toml.write_directory(awesome_list)
    if target.is_dir() and not force:
        # Another list's section would become one of this list.
        _refuse_existing(sorted(target.glob("*.toml")), force=False)
    _refuse_existing([target / name for name in texts], force=force)
    if not target.exists():
        files.create_folder(target, texts)
        return
    for name, text in texts.items():
        files.replace_file(target / name, text)


def _refuse_existing(paths: list[Path], *, force: bool) -> None:
    there = [path for path in paths if path.exists()]
    if there and not force:
        raise UsageError(f"{there[0]} is there already", "name another place, or say --force")


_SHORT = re.compile(r"(?:ssh://)?[\w.-]+@(?P<host>[\w.-]+)(?::\d+(?=/))?[:/](?P<path>.+)")
"""``git@github.com:me/my-list.git``, ``ssh://git@github.com/me/my-list``"""


def web_folder_of(readme: Path, repository: str = "") -> str:
    """Return the address of the folder that a README is in, with a slash at its end, or "".

    That is known if git keeps the README, and where its `origin` is; else it is taken for the
    README at the root of a repository.

    :param readme: its path, which need not be absolute.
    :param repository: address of that repository, if it is known.
    """
    tracked = _git(readme, "ls-files", "-z", "--full-name", "--", readme.name).rstrip("\0")
    if tracked and (
        files := blob_base_url(web_page_of(_git(readme, "remote", "get-url", "origin")))
    ):
        return files + tracked.removesuffix(readme.name)
    return blob_base_url(repository)


def web_page_of(remote: str) -> str:
    """Return the web page of a repository, given the address that git fetches it from; or "".

    :param remote: address of a remote as git prints it, of any scheme.

    >>> web_page_of("git@github.com:me/my-list.git")
    'https://github.com/me/my-list'
    """
    if match := _SHORT.fullmatch(remote):
        remote = f"https://{match['host']}/{match['path']}"
    remote = re.sub(r"^https://[^/@]*@", "https://", remote)  # a user name, or a secret
    remote = remote.rstrip("/").removesuffix(".git")
    return "" if url_error(remote) else remote


def _git(beside: Path, *arguments: str) -> str:
    """Return what git prints in the folder of a file, or "" if it is not there or fails."""
    try:
        return git_output(beside.resolve().parent, *arguments).decode(errors="replace").strip()
    except GitError:
        return ""
