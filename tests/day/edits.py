"""An ordinary day of a list, in a copy of this repository.

Papers come, one moves, one goes, and a section gets another name.

    python tests/day/edits.py FOLDER

What it adds, moves and takes out is found in the list as it is: nothing here names a paper of it.
"""

from __future__ import annotations

import dataclasses
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count, cycle
from pathlib import Path
from typing import NamedTuple

from sphinx_awesome.core.model import AwesomeList, Entry, Publication, Section
from sphinx_awesome.core.venues import VenueKind
from sphinx_awesome.formats import toml
from sphinx_awesome.formats.toml import Block, EntryFile, Ref

ROOT = Path(__file__).parents[2]

WHY = "Its authors have withdrawn it."


class Day(NamedTuple):
    """What has happened."""

    added: tuple[str, ...]
    """Ids of new papers, one in each section."""
    moved: tuple[str, str, str]
    """Id of a paper, and the sections that it has left and come to."""
    removed: tuple[str, ...]
    """Id of a paper that is gone, and its former ids."""


def copy_repository(repository: Path, target: Path) -> None:
    """Copy what git tracks, as it is in the work tree, into a new repository of one commit."""
    listed = subprocess.run(
        ["git", "-C", str(repository), "ls-files", "-z"], capture_output=True, check=True
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (repository / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(repository / name, target / name)
    who = ("-c", "user.name=Day", "-c", "user.email=day@example.org", "-c", "commit.gpgsign=false")
    for command in (("init", "-q"), ("add", "-A"), (*who, "commit", "-q", "-m", "Before the day")):
        subprocess.run(["git", "-C", str(target), *command], check=True)


def live(entries: Path, today: date) -> Day:
    """Add a paper to each section, move one and take one out, in the entry files.

    :param entries: the folder of a list without errors, of two sections or more.
    :param today: no new paper has appeared later.
    :raises ValueError: if no paper can be moved, or none taken out.
    """
    awesome_list, _ = toml.load(entries)
    documents = {name: _document(entries / f"{name}.toml") for name in awesome_list.sections}
    going = list(_alone(awesome_list))
    if len(awesome_list.sections) < 2 or len(going) < 2:
        raise ValueError("the list has too few sections or papers for an ordinary day")
    moved, removed = going[len(going) // 3], going[-1 - len(going) // 3]
    home = awesome_list.homes[moved]
    other = next(name for name in awesome_list.sections if name != home)
    block = _take(documents, home, moved)
    documents[other] = _with(documents[other], [*documents[other].blocks, block])
    _take(documents, awesome_list.homes[removed], removed)

    added = []
    for number, (name, paper) in enumerate(
        zip(documents, papers(awesome_list, today), strict=False)
    ):
        blocks = list(documents[name].blocks)
        # Above all others, below them, and in between.
        blocks.insert((0, len(blocks), len(blocks) // 2)[number % 3], Block(paper))
        documents[name] = _with(documents[name], blocks)
        added.append(paper.id)
    for name, document in documents.items():
        _write(entries / f"{name}.toml", document)
    gone = (removed, *awesome_list.entries[removed].aliases)
    _note(entries / "_list.toml", gone)
    return Day(tuple(added), (moved, home, other), gone)


def rename_section(repository: Path) -> tuple[str, str]:
    """Give the last section of a repository another id and title, in all that names it.

    Its file and its page are renamed, its former id becomes an alias.

    :return: the former id and the new one.
    """
    entries, docs = repository / "entries", repository / "docs"
    listed = _document(entries / "_list.toml")
    assert isinstance(listed.header, toml.ListHeader)
    *others, old = listed.header.sections
    document = _document(entries / f"{old}.toml")
    assert isinstance(document.header, Section)
    new, title = f"{old}-and-more", f"{document.header.title} and More"
    header = dataclasses.replace(
        document.header, title=title, aliases=(old, *document.header.aliases)
    )
    (entries / f"{old}.toml").unlink()
    _write(entries / f"{new}.toml", dataclasses.replace(document, header=header))
    header_of_list = dataclasses.replace(listed.header, sections=(*others, new))
    _write(entries / "_list.toml", dataclasses.replace(listed, header=header_of_list))
    (docs / f"{old}.md").rename(docs / f"{new}.md")
    named = [*docs.glob("*.md"), repository / "README.md"]
    for path in (*named, *repository.glob(".github/ISSUE_TEMPLATE/*.yml")):
        text = path.read_text(encoding="utf-8")
        edited = re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, text)
        edited = re.sub(rf"{re.escape(document.header.title)}(?!\w)", title, edited)
        if edited != text:
            path.write_text(edited, encoding="utf-8", newline="")
    return old, new


def papers(awesome_list: AwesomeList, today: date) -> Iterator[Entry]:
    """Yield papers of each shape that a paper has, one after the other, without end."""
    registry = toml.packaged_venues()
    used = {awesome_list.venues.get(entry.venue).name for entry in awesome_list.entries.values()}
    new = [venue for venue in registry if venue.name not in used] or list(registry)
    conferences = [v.name for v in new if v.kind is VenueKind.CONFERENCE] or ["MICCAI"]
    journals = [v.name for v in new if v.kind is VenueKind.JOURNAL] or ["Nature"]
    # The list may have seen such a day before.
    taken = {*awesome_list.entries, *awesome_list.removed}
    numbers = (n for n in count(1) if f"ordinary-day-{n}" not in taken)
    shapes = cycle((_of_a_conference, _preprint, _published_since, _of_a_journal, _short))
    for number, shape in zip(numbers, shapes, strict=False):
        venues = journals if shape is _of_a_journal else conferences
        yield shape(f"ordinary-day-{number}", number, venues[number % len(venues)], today.year)


def _of_a_conference(name: str, number: int, venue: str, year: int) -> Entry:
    """A venue and authors that are new to the list, of a year that is, with all that has a line."""
    return Entry(
        name,
        f"Zebrafish Quorum {number}: What $L_2$ & <Mask> Say “Well” on a Tuesday",
        ("Ólafur Þórðarson", "Nguyễn Thị Ánh", "王小明", "Jürgen van der Groß Jr."),
        venue,
        year=year + 1,
        tags=("ordinary days", "zebrafish"),
        links={
            "pdf": f"https://day.example.org/{number}.pdf",
            "code": f"https://github.com/example-{number}/ordinary-day",
            "Supplement (2nd part)": f"https://day.example.org/{number}/more?a=b&c=d",
        },
        abstract="A paper as it may come on any day. It says nothing new.",
        note="Accepted, to be printed.",
        award="Best Paper",
    )


def _preprint(name: str, number: int, venue: str, year: int) -> Entry:  # noqa: ARG001
    return Entry(
        name,
        f"Kaleidoscopic Bookkeeping for Tomorrow's Weather, Volume {number}",
        ("Ada Lovelace", "Grace Hopper"),
        "arXiv",
        year=year,
        arxiv=f"{year % 100:02}01.{99000 + number}",
        links={"pdf": f"https://arxiv.org/pdf/{year % 100:02}01.{99000 + number}"},
        tags=("weather",),
    )


def _published_since(name: str, number: int, venue: str, year: int) -> Entry:
    before = f"{(year - 1) % 100:02}06.{98000 + number}"
    return dataclasses.replace(
        _preprint(name, number, venue, year - 1),
        title=f"Gondolas That Remember: Chapter {number}",
        arxiv=before,
        links={"arXiv": f"https://arxiv.org/abs/{before}"},
        tags=(),
        aliases=(f"{name}-before",),
        published=Publication(venue, year=year, title=f"Gondolas Remembered, {number}"),
    )


def _of_a_journal(name: str, number: int, venue: str, year: int) -> Entry:
    return Entry(
        name,
        f"Umbrellas under Microscopes, or the {number}th Marmalade Hypothesis",
        ("Émilie du Châtelet",),
        venue,
        year=year,
        doi=f"10.5555/ordinary.day.{number}",
    )


def _short(name: str, number: int, venue: str, year: int) -> Entry:
    """What a paper needs, and no more."""
    link = {"link": f"https://day.example.org/{number}"}
    return Entry(name, f"Xylophone Treaties {number}", ("Plato",), venue, year=year, links=link)


def _alone(awesome_list: AwesomeList) -> Iterator[str]:
    """Papers that stand in one section alone, which keeps others when they go."""
    shown = [paper for section in awesome_list.sections.values() for paper in section.entries]
    for section in awesome_list.sections.values():
        alone = [paper for paper in section.entries if shown.count(paper) == 1]
        yield from alone if len(section.entries) > 2 else ()


def _document(path: Path) -> EntryFile:
    document, _ = toml.read_entry_file(path.read_text(encoding="utf-8"), str(path))
    return document


def _write(path: Path, document: EntryFile) -> None:
    path.write_text(toml.write_entry_file(document), encoding="utf-8", newline="")


def _with(document: EntryFile, blocks: list[Block]) -> EntryFile:
    return dataclasses.replace(document, blocks=tuple(blocks))


def _take(documents: dict[str, EntryFile], section: str, paper: str) -> Block:
    """Take the block of a paper out of the file of its section."""
    blocks = list(documents[section].blocks)
    (block,) = (b for b in blocks if not isinstance(b.value, Ref) and b.value.id == paper)
    documents[section] = _with(documents[section], [b for b in blocks if b is not block])
    return block


def _note(path: Path, gone: tuple[str, ...]) -> None:
    """Say in the list why ids are gone."""
    document = _document(path)
    assert isinstance(document.header, toml.ListHeader)
    removed = {**document.header.removed, **dict.fromkeys(gone, WHY)}
    header = dataclasses.replace(document.header, removed=removed)
    _write(path, dataclasses.replace(document, header=header))


def main(folder: Path) -> None:
    """Make the copy and live the day there."""
    copy_repository(ROOT, folder)
    day = live(folder / "entries", datetime.now(UTC).date())
    moved, home, other = day.moved
    old, new = rename_section(folder)
    subprocess.run(["git", "-C", str(folder), "add", "-A"], check=True)
    sys.stdout.write(
        f"added: {', '.join(day.added)}\nmoved: {moved} from {home} to {other}\n"
        f"removed: {', '.join(day.removed)}\nsection {old} is now {new}\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
