"""`sphinx-awesome new`: a complete site from a list."""

from __future__ import annotations

import argparse
import dataclasses
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..core import files
from ..core.model import AwesomeList
from ..core.text import plural
from ..core.venues import Venue, Venues, normalize_venue
from . import common, convert
from .common import UsageError, example, problem_lines

if TYPE_CHECKING:
    from ..formats.registry import ReadResult
    from .common import Commands

_WHICH = "name a directory of entry files, or a file that ends in .toml, .md or .bib"

_SAME_VENUE_LIKENESS = 0.8
"""How much of two names of venues agrees of which one is misspelt, at most 1."""

_HISTORY_SECONDS = 20.0
"""Seconds that the history of a source may take."""

_LONG_PAGE_PAPERS = 500
"""Papers of a page that is slow on a phone: a megabyte and more."""


def register(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "new",
        help="make a complete site from a list",
        description="Make a complete site from a list: entry files, pages, settings, a README with "
        "the list, and what Read the Docs and GitHub need. The folder must not be there, or be "
        "empty. What could not be read of the list is said, and what is no paper is kept in "
        "leftover.md.",
        epilog=example("sphinx-awesome new README.md my-list")
        + "Exit status: 0 if all was read, 1 if something was not, 2 on wrong usage.",
    )
    parser.add_argument(
        "source",
        metavar="FROM",
        help="the list: a README in Markdown, a file of BibTeX or TOML, or a directory of entry "
        "files",
    )
    parser.add_argument("target", type=Path, metavar="DIR", help="the folder to make")
    parser.add_argument("--title", default="", help="title of the list (its own, if not given)")
    parser.add_argument(
        "--repository",
        default="",
        metavar="URL",
        help="where the list is or will be, such as https://github.com/me/my-list; pages then lead "
        "to their source, and links to files beside the README to these, unless git knows where it "
        "is from",
    )
    parser.set_defaults(run=run)


class NewSite(NamedTuple):
    """A site that is not written yet."""

    files: dict[str, str]
    """Its files by their path."""
    reading: ReadResult
    """What was read of its source."""
    dated: str
    """What to say about days from git; "" for nothing."""
    package_folder: str
    """The folder of this machine from which it gets this package; "" if any machine can."""


def run(arguments: argparse.Namespace) -> int:
    """Make a site and say what was read, what was not, and what comes next.

    :raises UsageError: if the source holds no list, or the folder is not free.
    """
    from ..core.urls import url_error  # noqa: PLC0415
    from .scaffold import SETUP  # noqa: PLC0415  (pydantic)

    target: Path = arguments.target
    _refuse(target)
    repository = arguments.repository.rstrip("/")
    if repository and (reason := url_error(repository)):
        raise UsageError(f"--repository {repository}: {reason}", "give its address in a browser")
    made = make_site(arguments.source, title=arguments.title, repository=repository)
    _progress(f"Writing {plural(len(made.files), 'file')} …")
    files.create_folder(target, made.files)
    sys.stdout.writelines(f"{line}\n" for line in report(made, arguments.source))
    shown = common.printable(str(target))
    sys.stdout.write(_next_steps(shown, SETUP, made.package_folder))
    is_incomplete = convert.is_incomplete(made.reading)
    if is_incomplete:
        sys.stdout.write("\nNot all was read: what is named above is kept in leftover.md.\n")
    return int(is_incomplete)


def _next_steps(target: str, setup: str, package_folder: str) -> str:
    """Return what to do with a site that has just been made.

    :param target: its folder, as a terminal may show it.
    :param setup: the command that sets nox up and runs it.
    :param package_folder: as in `NewSite`.
    """
    warning = (
        f"\ndocs/requirements.txt installs sphinx-awesome from {common.printable(package_folder)}: "
        "before others build the site, name there where they get it from.\n"
        if package_folder
        else ""
    )
    return (
        f"\nThe site is in {target}. To see it while you write, and to build it:\n\n"
        f"  cd {shlex.quote(target)} && {setup} -s serve\n"
        "  .venv/bin/nox -s docs\n"
        "\nTo mend what is certain, see what else looks wrong, and tell it in the README:\n\n"
        "  .venv/bin/nox -s check -- --fix\n  .venv/bin/nox -s readme\n"
        f"{warning}"
    )


def make_site(
    source: str, *, title: str = "", repository: str = "", seconds: float = _HISTORY_SECONDS
) -> NewSite:
    """Read a list and make the files of its site.

    :param source: path of a file in a known format, or of a directory of entry files.
    :param title: of the list; its own, or that of its repository or file, if "".
    :param repository: address of the one that it is in; "" if only git may know it.
    :param seconds: that the history of the source may take.
    :raises UsageError: if the source cannot be read, or no paper was found in it.
    """
    from .scaffold import Scaffold, description_of, installed_requirement  # noqa: PLC0415  (pydantic)

    if source == convert.STANDARD:
        raise UsageError("a site is not made from standard input", "name a file or a directory")
    _progress(f"Reading {common.printable(source)} …")
    reading = convert.read_source(source, None, repository, which=_WHICH)
    if not reading.awesome_list.entries:
        sys.stdout.writelines(f"{line}\n" for line in problem_lines(reading.problems))
        raise UsageError(f"no entry was found in {source}", "is it an awesome list?")
    listed, dated = _with_days(reading.awesome_list, Path(source), seconds)
    awesome_list = dataclasses.replace(
        listed,
        title=title or reading.awesome_list.title or _name(source, repository),
        description=reading.awesome_list.description or description_of(reading.prose.get("", "")),
        repository=repository or reading.awesome_list.repository,
        venues=_all_venues(reading.awesome_list),
    )
    requirement = installed_requirement()
    site = Scaffold(awesome_list, reading.paths, reading.prose, requirement)
    return NewSite(site.files(), reading, dated, requirement.folder)


def report(made: NewSite, source: str) -> Iterator[str]:
    """Yield the lines that say what was read, and what was not.

    :param source: as the user has named it.
    """
    yield from problem_lines(made.reading.problems)
    yield from _summary(made.reading, common.printable(source), "leftover.md" in made.files)
    if made.dated:
        yield made.dated


def _with_days(awesome_list: AwesomeList, source: Path, seconds: float) -> tuple[AwesomeList, str]:
    """Give papers the days on which they first stood in the repository of their source.

    :param seconds: that this may take.
    :return: the list, and what to say about it: nothing where no repository keeps the source.
    """
    from ..core import git  # noqa: PLC0415
    from . import history  # noqa: PLC0415

    missing = [entry for entry in awesome_list.entries.values() if entry.added is None]
    folder = source if source.is_dir() else source.resolve().parent
    if not missing or not git.is_tracked(folder, "." if source.is_dir() else source.name):
        return awesome_list, ""
    _progress("Reading its history …")
    try:
        git.require_full_history(folder)
        seen = history.first_seen(folder, missing, seconds=seconds)
    except git.GitError as error:
        return awesome_list, common.printable(f"no `added` from git: {error.what}; {error.hint}")
    days = {paper: first.day for paper, first in seen.items() if first.day}
    if not days:
        return awesome_list, ""
    entries = {
        paper: dataclasses.replace(entry, added=days[paper]) if paper in days else entry
        for paper, entry in awesome_list.entries.items()
    }
    message = f"{plural(len(days), 'paper')} of {len(missing)} dated from the history of git"
    return dataclasses.replace(awesome_list, entries=entries), message


def _name(source: str, repository: str) -> str:
    """Return the title of a list that has none: the name of its repository, else of its file."""
    path = Path(source).resolve()
    if repository:
        return repository.rpartition("/")[2]
    return path.parent.name if path.stem.casefold() == "readme" else path.stem


def _all_venues(awesome_list: AwesomeList) -> Venues:
    """Return the venues of a list, and the unknown ones: then the site builds without warning."""
    entries = awesome_list.entries.values()
    names = [one.venue for entry in entries for one in entry.appearances]
    unknown = {
        normalize_venue(name): Venue(name)
        for name in names
        if name and not awesome_list.venues.find(name)
    }
    return Venues([*awesome_list.venues, *unknown.values()])


def _summary(reading: ReadResult, source: str, has_leftover: bool) -> list[str]:  # noqa: FBT001
    """Return lines that say what was read, and what was not."""
    lines = [
        f"{common.no_problems_line(reading.awesome_list).partition(',')[0]} read from {source}"
    ]
    if reading.account is not None:
        totals = reading.account.totals
        parts = ", ".join(f"{count} {kind}" for kind, count in totals.items() if count)
        lines.append(f"{plural(sum(totals.values()), 'line')}: {parts}")
        lines += list(convert.account_lines(reading))[:1]
    if reading.problems:
        lines.append(f"{common.summary(reading.problems)}, named above")
    if has_leftover:
        lines.append("what is no paper is kept in leftover.md")
    lines += common.incomplete_authors(reading.awesome_list)
    return [*lines, *_of_venues(reading.awesome_list), *_of_sections(reading.awesome_list)]


def _of_venues(awesome_list: AwesomeList) -> Iterator[str]:
    """Yield how many venues are unknown, and which of them may be known ones, misspelt."""
    from ..formats.toml import packaged_venues  # noqa: PLC0415

    packaged = Venues(packaged_venues())
    names = sorted({venue.name for venue in awesome_list.venues if not packaged.find(venue.name)})
    if names:
        yield (
            f"{plural(len(names), 'venue')} not known before: "
            "entries/_venues.toml has them, tell the kind of each"
        )
    for name in names:
        for close in packaged.nearest(name, most=1, alike=_SAME_VENUE_LIKENESS):
            yield f'  "{common.printable(name)}" may be {close}; if so, write that in entries/'


def _of_sections(awesome_list: AwesomeList) -> Iterator[str]:
    """Yield a line for each section whose page is too long to scroll through."""
    for section in awesome_list.sections.values():
        if len(section.entries) > _LONG_PAGE_PAPERS:
            yield (
                f"the page of {section.id} shows {plural(len(section.entries), 'paper')}: "
                "divide its file in entries/ for pages that open sooner"
            )


def _refuse(target: Path) -> None:
    """Raise an error if there is something that a new site would overwrite."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise UsageError(f"{target} is no folder", "name one that is not there yet")
    if target.is_dir() and any(target.iterdir()):
        raise UsageError(f"{target} is not empty", "name a folder that is not there yet")


def _progress(what: str) -> None:
    """Say on a terminal what is being done."""
    if sys.stderr.isatty():
        sys.stderr.write(f"{what}\n")
        sys.stderr.flush()
