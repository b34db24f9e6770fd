"""`sphinx-awesome update`: fill in what a second source knows of the papers of a list."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ..core import files, git
from ..core.text import plural
from . import common
from .common import UsageError, example

if TYPE_CHECKING:
    from datetime import date

    from ..core.model import AwesomeList, Entry
    from ..core.problem import Location
    from ..formats.readme_source import ReadmeLocations
    from ..formats.toml import EntryLocations
    from .common import Commands
    from .history import FirstSeen

FIELDS = ("added",)
"""Fields that can be filled in."""

_SHOWN_PAPERS = 10
"""Papers that one line names."""


def register(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "update",
        help="fill in what a second source knows of the papers",
        description="Fill in what a second source knows of the papers of a list. `added` comes "
        "from git: the author's day of the commit in which a paper's arXiv id, DOI, title or id "
        "first stood in any file. A field that is filled in stays as it is. Without --write, what "
        "would be written is printed, and nothing is.",
        epilog=example("sphinx-awesome update --only added --write")
        + "Exit status: 0 if it is written or there is nothing to write, 1 if there is something "
        "to write or an error in the list, 2 on wrong usage.",
    )
    parser.add_argument(
        "--only",
        type=_fields,
        default=(),
        metavar="FIELD,…",
        help=f"fill in these fields alone, of: {', '.join(FIELDS)} (all, if not given)",
    )
    parser.add_argument(
        "--list",
        dest="path",
        default=Path("entries"),
        type=Path,
        metavar="PATH",
        help="the list: a directory of entry files, or a README that is the source of its list, "
        "whose days stand in README.ids.json (%(default)s, if not given)",
    )
    parser.add_argument(
        "--history",
        action="append",
        default=[],
        type=Path,
        metavar="REPO",
        help="a clone of another repository that the papers have stood in, whose history counts "
        "too; can be given several times",
    )
    parser.add_argument("--write", action="store_true", help="write it into the files")
    parser.set_defaults(run=run)


def _fields(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if name not in FIELDS:
            message = f"no field {name!r} can be filled in; choose from: {', '.join(FIELDS)}"
            raise argparse.ArgumentTypeError(message)
    return names


def run(arguments: argparse.Namespace) -> int:
    """Print what can be filled in, or write it.

    :raises UsageError: if there is no list, or git cannot tell the days that are asked for.
    """
    path: Path = arguments.path
    stored = _load(path)
    if stored is None:
        return 1
    entries = stored.awesome_list.entries.values()
    missing = [entry for entry in entries if entry.added is None]
    if not missing:
        sys.stdout.write(f"{plural(len(entries), 'paper')}, each with `added`\n")
        return 0
    try:
        seen = _search(path if path.is_dir() else path.parent, missing, arguments.history)
    except git.GitError as error:
        if arguments.only or arguments.history:
            raise UsageError(error.what, error.hint) from None
        message = f"`added` stays out: {error.what}; {error.hint}"
        sys.stdout.write(f"{common.printable(message)}\n")
        return 0
    days = {paper: first.day for paper, first in seen.items() if first.day}
    written = stored.write(days) if arguments.write and days else set()
    lines = [*_lines(stored, seen, days.keys() - written), *_not_dated(missing, seen)]
    sys.stdout.writelines(f"{common.printable(line)}\n" for line in lines)
    return _close(len(missing), len(days), written if arguments.write else None)


class _StoredList(Protocol):
    """A list where it is kept, which can take days."""

    awesome_list: AwesomeList

    def place(self, paper: str) -> Location:
        """Return where a paper stands."""
        ...

    def write(self, days: Mapping[str, date]) -> set[str]:
        """Write the days of papers; return the papers whose day is written."""
        ...


class _Entries:
    """A list in a directory of entry files."""

    def __init__(self, awesome_list: AwesomeList, places: EntryLocations) -> None:
        self.awesome_list = awesome_list
        self._places = places

    def place(self, paper: str) -> Location:
        return self._places.of_paper(self.awesome_list.homes[paper], paper)

    def write(self, days: Mapping[str, date]) -> set[str]:
        from ..formats.toml import insert  # noqa: PLC0415

        by_section: dict[str, list[str]] = {}
        for paper in days:
            by_section.setdefault(self.awesome_list.homes[paper], []).append(paper)
        written: set[str] = set()
        for section, papers in by_section.items():
            path = self._places.path(section)
            keys = {self._places.keys(section, paper, "added"): paper for paper in papers}
            text, _ = files.read_file(path)
            new, done = insert(text or "", str(path), {key: days[keys[key]] for key in keys})
            if done:
                files.replace_file(path, new)
            written |= {keys[key] for key in done}
        return written


class _Readme:
    """A list in a README: its lock has the days, and the ids by which it tells papers apart."""

    def __init__(self, awesome_list: AwesomeList, readme: Path) -> None:
        self.awesome_list = awesome_list
        self._readme = readme

    @cached_property
    def _places(self) -> ReadmeLocations:
        from ..formats import readme_source  # noqa: PLC0415

        return readme_source.ReadmeLocations(self._readme)

    def place(self, paper: str) -> Location:
        return self._places.of_paper(paper)

    def write(self, days: Mapping[str, date]) -> set[str]:
        from ..formats import readme_source  # noqa: PLC0415

        path = readme_source.lock_path(self._readme)
        lock, _ = readme_source.read_lock(path)
        grown = readme_source.extend_lock(self.awesome_list, lock)
        grown = dataclasses.replace(grown, added={**grown.added, **days})
        files.replace_file(path, readme_source.write_lock(grown))
        return set(days)


def _load(path: Path) -> _StoredList | None:
    """Return a list without errors; else None, with its errors printed."""
    from ..formats import loading, readme_writer, toml  # noqa: PLC0415  (pydantic)

    if not path.exists():
        raise UsageError(f"{path} does not exist", "name where the list is with --list")
    stored: _StoredList
    if loading.is_readme(path):
        if readme_writer.NOTE in files.read_text(path):
            hint = "name their directory with --list"
            raise UsageError(f"the list in {path} is made from entry files", hint)
        awesome_list, problems = loading.load(path)
        stored = _Readme(awesome_list, path)
    elif path.is_dir():
        awesome_list, problems, places = toml.load_with_locations(path)
        stored = _Entries(awesome_list, places)
    else:
        what = f"{path} is neither a directory of entry files nor a README in Markdown"
        raise UsageError(what, f"name their directory: {path.parent}")
    if common.print_errors(problems):
        return None
    if not awesome_list.entries:
        raise UsageError(f"no paper was found in {path}", "name where the list is with --list")
    return stored


def _search(
    path: Path, entries: Iterable[Entry], histories: Iterable[Path]
) -> dict[str, FirstSeen]:
    """Return where papers first stood in the history of their list and in others.

    Nothing need be committed beside the list, if others are named.

    :raises GitError: if git cannot tell.
    """
    from . import history  # noqa: PLC0415  (markdown-it and others, for nothing, at each start)

    others = list(histories)
    for other in others:
        if not other.is_dir():
            hint = "name the folder of a clone, which git clone makes"
            raise UsageError(f"--history {other} is no folder", hint)
    folders = [*others] if others and not git.has_commits(path) else [path, *others]
    for folder in folders:
        git.require_full_history(folder)
    return history.earliest(history.first_seen(folder, entries) for folder in folders)


def _lines(
    stored: _StoredList, seen: Mapping[str, FirstSeen], papers: Iterable[str]
) -> Iterator[str]:
    """Yield what is to be written for each paper, and where that is known from."""
    chosen = set(papers)
    for paper in stored.awesome_list.entries:
        if paper in chosen:
            first = seen[paper]
            location = stored.place(paper)
            yield f"{location.path}:{location.line}: {paper}"
            yield f"    + added = {first.day}    git: {first.by} in {first.path}, {_short(first)}"


def _not_dated(missing: Iterable[Entry], seen: Mapping[str, FirstSeen]) -> Iterator[str]:
    """Yield why papers get no day."""
    new = [entry.id for entry in missing if entry.id not in seen]
    if new:
        yield f"in no commit yet: {_named(new)}; commit first"
    broken = [f"{paper} ({_short(first)})" for paper, first in seen.items() if not first.day]
    if broken:
        what = f"first in a commit whose day cannot be right: {_named(broken)}"
        yield f"{what}; write `added` by hand"


def _named(papers: list[str]) -> str:
    more = len(papers) - _SHOWN_PAPERS
    return ", ".join(papers[:_SHOWN_PAPERS]) + (f" and {more} more" if more > 0 else "")


def _short(first: FirstSeen) -> str:
    return first.commit[:10]


def _close(missing: int, dated: int, written: set[str] | None) -> int:
    """Print the last line; return the exit status."""
    if written is None:
        message = f"{plural(missing, 'paper')} without `added`, {dated} of them can be dated"
        sys.stdout.write(f"{message}{'; to write it, add --write' if dated else ''}\n")
        return int(dated > 0)
    sys.stdout.write(f"{plural(missing, 'paper')} without `added`, {len(written)} of them dated\n")
    if len(written) < dated:
        sys.stdout.write("what is named above has no place in its file: write it by hand\n")
        return 1
    return 0
