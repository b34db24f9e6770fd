"""`sphinx-awesome new`: a complete site from a list."""

from __future__ import annotations

import argparse
import dataclasses
import shlex
import sys
from collections.abc import Iterator, Sequence
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
    from .scaffold import Requirement, Scaffold
    from .site.import_record import ImportRecord
    from .site.merging import SiteMerge

_WHICH = "name a directory of entry files, or a file that ends in .toml, .md or .bib"

_SAME_VENUE_LIKENESS = 0.8
"""How much of two names of venues agrees of which one is misspelt, at most 1."""

_HISTORY_SECONDS = 20.0
"""Seconds that the history of a source may take."""

_NAMED_ITEMS = 10  # of what has no place

_SHOWN_CHARS = 70  # of each of them

_LONG_PAGE_PAPERS = 500
"""Papers of a page that is slow on a phone: a megabyte and more."""


SOURCE_HELP = (
    "the list: a README in Markdown, or several files of Markdown that are one list; a file of "
    "BibTeX or TOML; or a folder: its entry files, else its README"
)


def register(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "new",
        help="make a complete site from a list",
        usage="%(prog)s [options] FROM [FROM ...] DIR",
        description="Make a complete site from a list: entry files, pages, settings, a README with "
        "the list, and what Read the Docs and GitHub need. The folder must not be there, or be "
        "empty. What the list says besides entries stands on the pages of its sections and on "
        "pages of its own; what has no place there is kept in leftover.md. What could not be read "
        "is said. With --into, a site that was made before takes up what is new in the list, and "
        "nothing in it is overwritten that was edited since.",
        epilog=example("sphinx-awesome new README.md my-list")
        + example("sphinx-awesome new README.md --into my-list")
        + "Exit status: 0 if all was read, 1 if something was not, 2 on wrong usage.",
    )
    parser.add_argument("sources", nargs="+", metavar="FROM", help=f"{SOURCE_HELP}; then DIR")
    parser.add_argument(
        "--into",
        type=Path,
        metavar="DIR",
        help="add what is new in the list to a site that was made before; then DIR is not named "
        "behind FROM",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="write nothing; say what would be written"
    )
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

    site: Scaffold
    """What it is made of."""
    files: dict[str, str | bytes]
    """Its files by their path."""
    reading: ReadResult
    """What was read of its source."""
    source: str
    """Its source, as the user has named it."""
    dated: str
    """What to say about days from git; "" for nothing."""


def run(arguments: argparse.Namespace) -> int:
    """Make a site and say what was read, what was not, and what comes next.

    :raises UsageError: if the source holds no list, or the folder is not free.
    """
    from ..core.urls import url_error  # noqa: PLC0415

    sources: list[str] = arguments.sources
    repository = arguments.repository.rstrip("/")
    if repository and (reason := url_error(repository)):
        raise UsageError(f"--repository {repository}: {reason}", "give its address in a browser")
    if arguments.into is not None:
        return _run_into(sources, arguments.into, repository, arguments)
    if len(sources) < 2:
        raise UsageError("no folder is named", "write: sphinx-awesome new README.md DIR")
    *sources, folder = sources
    target = Path(folder)
    _refuse(target)
    made = make_site(sources, title=arguments.title, repository=repository)
    is_incomplete = convert.is_incomplete(made.reading)
    if arguments.dry_run:
        sys.stdout.writelines(f"{line}\n" for line in report(made))
        sys.stdout.write(f"\nWould be written into {common.printable(folder)}:\n\n")
        sys.stdout.writelines(f"  {name}\n" for name in made.files)
        return int(is_incomplete)
    _progress(f"Writing {plural(len(made.files), 'file')} …")
    from .site.import_record import RECORD_FILE  # noqa: PLC0415

    files.create_folder(target, {**made.files, RECORD_FILE: _record(made).text()})
    sys.stdout.writelines(f"{line}\n" for line in report(made))
    sys.stdout.write(_next_steps(common.printable(folder), made.site.requirement))
    if is_incomplete:
        sys.stdout.write("\nNot all was read: what is named above is kept as prose.\n")
    sys.stdout.writelines(f"{line}\n" for line in _leftover_lines(made.site))
    return int(is_incomplete)


def _record(made: NewSite) -> ImportRecord:
    """Return what the site was made of."""
    from .site.import_record import ImportRecord, page_digest  # noqa: PLC0415
    from .site.merging import is_page  # noqa: PLC0415

    listed = made.site.awesome_list
    pages = {name: page_digest(text) for name, text in made.files.items() if is_page(name)}
    names = {**dict.fromkeys(listed.entries), **dict.fromkeys(listed.sections)}
    own = {name: name for name in names}
    return ImportRecord(pages=pages).with_entries(listed, own, own)


def _next_steps(target: str, requirement: Requirement) -> str:
    """Return what to do with a site that has just been made.

    :param target: its folder, as a terminal may show it.
    :param requirement: by which it gets this package.
    """
    from .scaffold import SETUP  # noqa: PLC0415  (pydantic)

    warning = (
        "\ndocs/requirements.txt installs sphinx-awesome from "
        f"{common.printable(requirement.folder)}: "
        "before others build the site, name there where they get it from.\n"
        if requirement.folder
        else ""
    )
    return (
        f"\nThe site is in {target}. To see it while you write, and to build it:\n\n"
        f"  cd {shlex.quote(target)} && {SETUP} -s serve\n"
        "  .venv/bin/nox -s docs\n"
        "\nTo mend what is certain, see what else looks wrong, and tell it in the README:\n\n"
        "  .venv/bin/nox -s check -- --fix\n  .venv/bin/nox -s readme\n"
        f"{warning}"
    )


def _leftover_lines(site: Scaffold) -> Iterator[str]:
    """Yield what is in leftover.md, and where it stood."""
    pieces = site.leftover()
    if not pieces:
        return
    yield ""
    yield f"leftover.md keeps what has no place on the site ({plural(len(pieces), 'piece')}):"
    for piece in pieces[:_NAMED_ITEMS]:
        words = " ".join(piece.text.split())
        shown = f"{words[:_SHOWN_CHARS]}…" if len(words) > _SHOWN_CHARS else words
        yield common.printable(f"  {piece.path}, below line {piece.line}: {shown}")
    if len(pieces) > _NAMED_ITEMS:
        yield f"  and {len(pieces) - _NAMED_ITEMS} more"


def make_site(
    sources: Sequence[str],
    *,
    title: str = "",
    repository: str = "",
    seconds: float = _HISTORY_SECONDS,
) -> NewSite:
    """Read a list and make the files of its site.

    :param sources: path of a file in a known format, or of a folder; or of several files in
        Markdown that are one list.
    :param title: of the list; its own, or that of its repository or file, if "".
    :param repository: address of the one that it is in; "" if only git may know it.
    :param seconds: that the history of the source may take.
    :raises UsageError: if a source cannot be read, or no entry was found in it.
    """
    from .scaffold import Scaffold, installed_requirement  # noqa: PLC0415  (pydantic)

    reading = read_sources(sources, repository)
    listed, dated = _with_days(reading.awesome_list, Path(sources[0]), seconds)
    awesome_list = dataclasses.replace(
        listed,
        title=title or listed.title or _name(sources[0], repository),
        repository=repository or listed.repository,
        venues=_all_venues(listed),
    )
    site = Scaffold(awesome_list, reading, installed_requirement())
    return NewSite(site, site.files(), reading, " ".join(sources), dated)


def read_sources(sources: Sequence[str], repository: str) -> ReadResult:
    """Read the list in a source, or in several files of Markdown.

    :param repository: address of the one that it is in; "" if only git may know it.
    :raises UsageError: if a source cannot be read, or no entry was found in it.
    """
    shown = " ".join(sources)
    if convert.STANDARD in sources:
        raise UsageError("a site is not made from standard input", "name a file or a directory")
    _progress(f"Reading {common.printable(shown)} …")
    if len(sources) == 1:
        reading = convert.read_source(sources[0], None, repository, which=_WHICH)
    else:
        reading = _read_chapters(sources, repository)
    if not reading.awesome_list.entries:
        sys.stdout.writelines(f"{line}\n" for line in problem_lines(reading.problems))
        has_command = any(problem.lines for problem in reading.problems)
        hint = "run the command above" if has_command else "is it an awesome list?"
        raise UsageError(f"no entry was found in {shown}", hint)
    return reading


def _read_chapters(sources: Sequence[str], repository: str) -> ReadResult:
    """Read several files of Markdown as one list."""
    from ..formats import loading, markdown  # noqa: PLC0415  (markdown-it)
    from ..formats.registry import ReadResult  # noqa: PLC0415

    paths = list(map(Path, sources))
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path} does not exist", "name a file or a directory")
        if not loading.is_readme(path):
            hint = "name one source, or several files that end in .md"
            raise UsageError(f"{path} is no file of Markdown: several are one list", hint)
    texts = [
        markdown.MarkdownFile(
            common.read_or_fail(path), str(path), convert.web_folder_of(path, repository)
        )
        for path in paths
    ]
    return ReadResult.of_markdown(markdown.read_files(texts))


def report(made: NewSite) -> Iterator[str]:
    """Yield the lines that say what was read, and what was not."""
    yield from problem_lines(made.reading.problems)
    yield from _summary(made)
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
    dated = common.entries_counted(len(days), awesome_list)
    message = f"{dated} of {len(missing)} dated from the history of git"
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


def _summary(made: NewSite) -> list[str]:
    """Return lines that say what was read, and what was not."""
    reading = made.reading
    what = common.no_problems_line(reading.awesome_list).partition(",")[0]
    lines = [f"{what} read from {common.printable(made.source)}"]
    if reading.account is not None:
        totals = reading.account.totals
        parts = ", ".join(f"{count} {kind}" for kind, count in totals.items() if count)
        lines.append(f"{plural(sum(totals.values()), 'line')}: {parts}")
        lines += list(convert.account_lines(reading))[:1]
    if reading.problems:
        lines.append(f"{common.summary(reading.problems)}, named above")
    if pages := made.site.prose.pages:
        names = common.printable(", ".join(pages))
        lines.append(f"{plural(len(pages), 'page')} of prose: {names}")
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
            shown = common.entries_counted(len(section.entries), awesome_list)
            yield (
                f"the page of {section.id} shows {shown}: "
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


def _run_into(
    sources: Sequence[str], target: Path, repository: str, arguments: argparse.Namespace
) -> int:
    """Add what is new in a list to a site, and say what was added and what has gone.

    :raises UsageError: if the folder is no site, or the source holds no list.
    """
    from .scaffold import installed_requirement  # noqa: PLC0415  (pydantic)
    from .site.merging import merge_into  # noqa: PLC0415

    shown = common.printable(str(target))
    if not (target / "entries").is_dir():
        raise UsageError(f"{target} is no site that new has made", f"make it: new … {target}")
    if arguments.title:
        raise UsageError("--title is for a new site", "write it into entries/_list.toml")
    reading = read_sources(sources, repository)
    listed, _ = _with_days(reading.awesome_list, Path(sources[0]), _HISTORY_SECONDS)
    listed = dataclasses.replace(listed, venues=_all_venues(listed))
    reading = dataclasses.replace(reading, awesome_list=listed)
    merge = merge_into(target, reading, installed_requirement())
    if merge is None:
        return 1
    done = "to be written" if arguments.dry_run else "written"
    sys.stdout.writelines(f"{line}\n" for line in problem_lines(reading.problems))
    sys.stdout.writelines(f"{line}\n" for line in _merge_lines(merge, shown, done))
    if arguments.dry_run:
        sys.stdout.write("Nothing was written.\n")
    else:
        for name, content in merge.contents.items():
            path = target / name
            path.parent.mkdir(parents=True, exist_ok=True)
            files.replace_file(path, content)
        if merge.names:
            sys.stdout.write(
                f"\nTo see it, and to tell it in the README:\n\n  cd {shlex.quote(shown)} && "
                ".venv/bin/nox -s serve\n  .venv/bin/nox -s readme\n"
            )
    return int(convert.is_incomplete(reading) or bool(merge.refused))


def _merge_lines(merge: SiteMerge, target: str, done: str) -> Iterator[str]:
    """Yield what a site takes up of a list, what has gone from it, and what stays as it was.

    :param target: folder of the site, as a terminal may show it.
    :param done: what becomes of pages.
    """
    show = common.printable
    new = [(section, entry) for section, some in merge.added.items() for entry in some]
    yield f"{target}: {counted(len(new), 'new entry', 'new entries')}"
    yield from (show(f"  entries/{section}.toml: {e.id} ({e.title})") for section, e in new)
    if merge.defined:
        names = ", ".join(merge.defined)
        what = "field" if len(merge.defined) == 1 else "fields"
        yield show(f"  entries/_list.toml defines for them: {what} {names}")
    for id_, label in merge.linked:
        yield show(f"{id_} has a new link: {label}")
    for id_, label, url in merge.differing:
        yield show(f"{id_} keeps its link {label}; the list leads to {url} now")
    if merge.gone:
        number = counted(len(merge.gone), "entry", "entries")
        verb = "is" if len(merge.gone) == 1 else "are"
        since = "" if merge.is_guessed else " any more"
        yield f"{number} of the site {verb} not in the list{since}, and stay{'s' * (verb == 'is')}:"
        yield from (show(f"  {entry.id} ({entry.title})") for entry in merge.gone)
    pages = [name for name in merge.names if not name.startswith("entries/")]
    yield from (f"{done}: {name}" for name in pages)
    for name in merge.unnamed:
        page = Path(name).stem
        yield f"{name}: docs/index.md was edited and stays; name {page} in one of its toctrees"
    yield from (
        f"{name} was edited and stays; the list has a new text for it" for name in merge.edited
    )
    yield from (
        show(f"{path} cannot take up what is new: add it by hand") for path in merge.refused
    )


def counted(number: int, one: str, many: str) -> str:
    """Return a number with what is counted.

    :param one: its word for one.
    :param many: its word for all other numbers.
    """
    return f"{number} {one if number == 1 else many}"
