"""A README as the source of a list: it stays edited by hand, and the site follows it.

Beside it a small file, the lock (:mod:`.lockfile`), holds the id of each paper by all that the
paper is known by: its arXiv id, its DOI, its title, and the links that no other paper has. So an id
outlives a new title, and none is ever given to another paper. ``_venues.toml`` beside it adds
venues.
"""

from __future__ import annotations

import dataclasses
import pickle
import shlex
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from ..core.model import AwesomeList, Entry, Section
from ..core.problem import Location, Problem, ProblemCode
from ..core.same_work import identity_keys, work_keys
from ..core.venues import Venues
from . import markdown, toml
from .lockfile import Lock, line_of, lock_path, parse_lock, read_lock, write_lock

__all__ = [
    "Lock",
    "ReadmeLocations",
    "extend_lock",
    "load_files",
    "load_readme",
    "locate_paper",
    "lock_path",
    "lost_ids",
    "names_of",
    "read_lock",
    "read_readme",
    "write_lock",
]


def read_readme(readme: Path, folder: str = "") -> markdown.MarkdownReading:
    """Read the list in a README, with the ids of its lock. Total.

    :param folder: where on the web the README's folder is, as for :func:`.markdown.read`.
    """
    sources, problems = _sources(readme)
    reading = _read(sources._replace(folder=folder))
    problems = sorted([*problems, *reading.problems], key=lambda problem: problem.location)
    return dataclasses.replace(reading, problems=problems)


def load_readme(
    readme: Path, kept: toml.ReadingCache | None = None
) -> tuple[AwesomeList, list[Problem]]:
    """Read the list alone, as :func:`load` does.

    :param kept: the list of an earlier call, which is used if nothing has changed; as for
        :func:`.toml.load`.
    """
    sources, problems = _sources(readme)
    digest = blake2b(repr(sources).encode()).digest()
    key = str(readme)
    found = recalled = toml.recall(kept or {}, key, digest)
    if not isinstance(found, _Result):
        reading = _read(sources)
        found = _Result(reading.awesome_list, reading.problems)
    if kept is not None:
        is_kept = found is recalled
        entry = kept[key] if is_kept else (digest, pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
        kept.clear()
        kept[key] = entry
    return found.awesome_list, sorted(
        [*problems, *found.problems], key=lambda problem: problem.location
    )


class _Result(NamedTuple):
    """What is kept of a list."""

    awesome_list: AwesomeList
    problems: list[Problem]


class _Sources(NamedTuple):
    """All that a list is read from."""

    text: str
    path: str
    lock: str
    lock_path: str
    venues: str
    venues_path: str
    folder: str = ""


def _sources(readme: Path) -> tuple[_Sources, list[Problem]]:
    text, problems = toml.read_file(readme)
    beside: list[str] = []
    for path in (lock_path(readme), readme.with_name(toml.VENUES_FILE)):
        found: str | None = None
        if path.exists():
            found, more = toml.read_file(path)
            problems += more
        beside += (found or "", str(path))
    return _Sources(text or "", str(readme), *beside), problems


def names_of(readme: Path) -> list[str]:
    """The names of the files from which the list in a README is read."""
    return [readme.name, lock_path(readme).name, toml.VENUES_FILE]


def load_files(files: Mapping[str, bytes], readme: Path) -> AwesomeList:
    """Read the list in a README from the contents of its files, which need not be on the disk.

    :param files: by name; those that are not there are taken for empty.
    """
    sources = [(files.get(name, b"").decode(errors="replace"), name) for name in names_of(readme)]
    return _read_anew(_Sources(*(part for source in sources for part in source))).awesome_list


@lru_cache(maxsize=1)
def _read(sources: _Sources) -> markdown.MarkdownReading:
    """Read a README; kept, since each dead link of it is looked up in it."""
    return _read_anew(sources)


def _read_anew(sources: _Sources) -> markdown.MarkdownReading:
    lock, problems = parse_lock(sources.lock, sources.lock_path)
    known, found = _venues(sources.venues, sources.venues_path)
    problems += found
    ids = markdown.KnownIds(lock.known_papers, lock.known_sections, lock.former_ids)
    reading = markdown.read(sources.text, sources.path, known, ids, sources.folder)
    moved, renamed = (
        _moved(reading.awesome_list, lock.known_papers),
        _renamed(reading.awesome_list, lock),
    )
    if moved or renamed:
        ids = ids._replace(papers={**ids.papers, **moved}, sections={**ids.sections, **renamed})
        reading = markdown.read(sources.text, sources.path, known, ids, sources.folder)
    for id_ in lock.removed:
        if id_ in reading.awesome_list.entries or id_ in reading.awesome_list.sections:
            problems.append(_removed_in_use(id_, sources))
    reading.problems.extend(problems)
    return dataclasses.replace(reading, awesome_list=_with_lock(reading.awesome_list, lock))


def _removed_in_use(id_: str, sources: _Sources) -> Problem:
    message = f"`{id_}` was removed, and {Path(sources.path).name} has it"
    hint = "delete it there; or, if it is back, delete this line"
    location = line_of(sources.lock, sources.lock_path, "removed", id_)
    return Problem(ProblemCode.DUPLICATE_ID, message, location, hint)


def _venues(text: str, path: str) -> tuple[Venues, list[Problem]]:
    """The packaged venues and a list's own."""
    packaged = toml.packaged_venues()
    if not text:
        return Venues(packaged), []
    own, problems = toml.read_venues(text, path)
    return Venues([*packaged, *own]), problems


def _moved(awesome_list: AwesomeList, locked: Mapping[str, str]) -> dict[str, str]:
    """Locked ids of papers that are now known by their links alone, by their new titles."""
    moved: dict[str, str] = {}
    for entry in awesome_list.entries.values():
        if any(key in locked for key in identity_keys(entry)):
            continue
        former = (locked.get(f"url:{url}", "") for url in entry.links.values())
        id_ = next((id_ for id_ in former if id_), "")
        if id_ and id_ not in awesome_list.entries and id_ not in moved.values():
            moved[work_keys(entry)[-1]] = id_
    return moved


def _renamed(awesome_list: AwesomeList, lock: Lock) -> dict[str, str]:
    """Locked ids of sections that are now known by their papers alone, by their new titles.

    Such a section has most of the papers that are left of the former one, and few others that
    the lock knows.
    """
    new = {
        section.id: key
        for section in awesome_list.sections.values()
        if (key := markdown.section_key(section.title)) not in lock.sections
    }
    known = Counter(home for paper, home in awesome_list.homes.items() if paper in lock.homes)
    renamed: dict[str, str] = {}
    for former, homes in _homes_now(awesome_list, lock):
        for section, count in homes.most_common(1):
            is_most = 2 * count > homes.total() and 2 * count > known[section]
            if is_most and section in new:
                renamed.setdefault(new[section], former)
    return renamed


def _homes_now(awesome_list: AwesomeList, lock: Lock) -> Iterator[tuple[str, Counter[str]]]:
    """The locked sections that are not there, each with where its papers are now."""
    found: dict[str, Counter[str]] = {
        former: Counter()
        for former in lock.known_sections.values()
        if former not in awesome_list.sections and former not in lock.removed
    }
    for paper, home in awesome_list.homes.items() if found else ():
        if (former := lock.homes.get(paper, "")) in found:
            found[former][home] += 1
    yield from found.items()


def _with_lock(awesome_list: AwesomeList, lock: Lock) -> AwesomeList:
    """A list with what the lock alone knows: former ids, what was removed, and days."""
    used = {*awesome_list.entries, *awesome_list.sections}
    removed = {id_: reason for id_, reason in lock.removed.items() if id_ not in used}
    used.update(removed)
    former: dict[str, list[str]] = {}
    for old, new in _new_names(awesome_list, lock):
        if old not in used and (new in awesome_list.entries or new in awesome_list.sections):
            used.add(old)
            former.setdefault(new, []).append(old)
    entries = {
        id_: dataclasses.replace(
            entry,
            aliases=(*entry.aliases, *former.get(id_, ())),
            added=entry.added or lock.added.get(id_),
        )
        for id_, entry in awesome_list.entries.items()
    }
    sections = {
        id_: dataclasses.replace(section, aliases=tuple(former.get(id_, ())))
        for id_, section in awesome_list.sections.items()
    }
    return dataclasses.replace(awesome_list, entries=entries, sections=sections, removed=removed)


def _new_names(awesome_list: AwesomeList, lock: Lock) -> Iterator[tuple[str, str]]:
    """Former ids, each with the id that took its place."""
    for old in lock.new_names:
        new, passed = old, {old}
        while (following := lock.new_names.get(new, new)) not in passed:
            new = following
            passed.add(new)
        yield old, new
    for former, homes in _homes_now(awesome_list, lock):
        for section, count in homes.most_common(1):
            if 2 * count >= homes.total():
                yield former, section


def extend_lock(awesome_list: AwesomeList, lock: Lock) -> Lock:
    """A lock that knows all papers and sections of a list.

    No id in it changes, and nothing goes; only in which section a paper stands is written anew.
    """
    urls = Counter(
        url for entry in awesome_list.entries.values() for url in set(entry.links.values())
    )
    ids, sections = dict(lock.ids), dict(lock.sections)
    for entry in awesome_list.entries.values():
        own = [f"url:{url}" for url in entry.links.values() if urls[url] == 1]
        for key in (*work_keys(entry), *own):
            ids.setdefault(key, entry.id)
        sections[f"paper:{entry.id}"] = awesome_list.homes[entry.id]
    for section in awesome_list.sections.values():
        sections.setdefault(markdown.section_key(section.title), section.id)
        for alias in section.aliases:
            sections.setdefault(f"id:{alias}", section.id)
    return dataclasses.replace(lock, ids=ids, sections=sections)


def lost_ids(awesome_list: AwesomeList, lock: Lock) -> list[str]:
    """The ids of a lock that nothing in a list has, and of which it is not said why."""
    used = {*awesome_list.entries, *awesome_list.sections}
    used.update(old for old, new in _new_names(awesome_list, lock) if new in used)
    given = {*lock.known_papers.values(), *lock.known_sections.values(), *lock.new_names}
    return sorted(given - used - lock.removed.keys())


def locate_paper(readme: Path, paper: str) -> Location:
    """The first line of a README that tells a paper."""
    return ReadmeLocations(readme).of_paper(paper)


class ReadmeLocations:
    """Where the papers of a README stand in it."""

    def __init__(self, readme: Path) -> None:
        self._path = str(readme)
        self._text = toml.read_text(readme).split("\n")
        self._lines: dict[str, list[int]] = {}
        for line in read_readme(readme).account.of(markdown.LineStatus.PAPER):
            self._lines.setdefault(line.place, []).append(line.number)

    def of_paper(self, paper: str, *texts: str) -> Location:
        """The place of the first of some texts that stands on the lines that tell a paper.

        If none does, the first of these lines: what a paper is told by is read, not copied.
        """
        # A line that tells several papers has the name of the first.
        numbers = self._lines.get(paper) or range(1, len(self._text) + 1)
        for text in filter(None, texts):
            for number in numbers:
                if column := self._text[number - 1].find(text) + 1:
                    return Location(self._path, number, column)
        line = self._text[numbers[0] - 1]
        return Location(self._path, numbers[0], len(line) - len(line.lstrip()) + 1)

    def of_lost(
        self, lost: Sequence[str], heir: Entry | Section | None, reason: str
    ) -> tuple[Location, str, tuple[str, ...]]:
        """The place for what became of ids that were lost, a hint, and the command that mends it.

        :param heir: what bears another name now; None if it is gone.
        :param reason: why it is gone, if that is known.
        """
        command = ["sphinx-awesome", "lock", shlex.quote(self._path)]
        for id_ in lost:
            if heir is not None:
                command += ["--alias", f"{id_}={heir.id}"]
            else:
                given = shlex.quote(f"{id_}={reason}") if reason else f'{id_}="why"'
                command += ["--removed", given]
        if heir is not None:
            location, hint = self.of_paper(heir.id, heir.title), "run this command"
        else:
            location = Location(str(lock_path(Path(self._path))))
            hint = "run this command, with the reason for why"
        return location, hint, (" ".join(command),)
