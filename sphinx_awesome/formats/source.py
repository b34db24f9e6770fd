"""A README as the source of a list: it stays edited by hand, and the site follows it.

Beside it a small file, the lock, holds the id of each paper by all that the paper is known by:
its arXiv id, its DOI, its title, and the links that no other paper has. So an id outlives a new
title, and none is ever given to another paper. ``_venues.toml`` beside it adds venues.
"""

from __future__ import annotations

import dataclasses
import json
import pickle
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from ..core import ids
from ..core.model import AwesomeList
from ..core.problem import Code, Problem, Span
from ..core.venues import Venues
from . import markdown, toml

MOST = 8 * 1024 * 1024
"""Bytes that a lock may have."""


def lock_path(readme: Path) -> Path:
    """Where the ids of a README's papers are kept: ``README.ids.json``."""
    return readme.with_name(f"{readme.stem}.ids.json")


def load(readme: Path) -> markdown.Reading:
    """Read the list in a README, with the ids of its lock. Total."""
    sources, problems = _sources(readme)
    reading = _read(sources)
    problems = sorted([*problems, *reading.problems], key=lambda problem: problem.span)
    return dataclasses.replace(reading, problems=problems)


def load_list(readme: Path, kept: toml.Kept | None = None) -> tuple[AwesomeList, list[Problem]]:
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
        found = _Result(reading.whole, reading.problems)
    if kept is not None:
        is_kept = found is recalled
        entry = kept[key] if is_kept else (digest, pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
        kept.clear()
        kept[key] = entry
    return found.whole, sorted([*problems, *found.problems], key=lambda problem: problem.span)


class _Result(NamedTuple):
    """What is kept of a list."""

    whole: AwesomeList
    problems: list[Problem]


class _Sources(NamedTuple):
    """All that a list is read from."""

    text: str
    path: str
    locked: tuple[tuple[str, str], ...]
    venues: str
    venues_path: str


def _sources(readme: Path) -> tuple[_Sources, list[Problem]]:
    text, problems = toml.read_file(readme)
    locked, found = read_lock(lock_path(readme))
    problems += found
    venues, path = None, readme.with_name(toml.VENUES_FILE)
    if path.exists():
        venues, found = toml.read_file(path)
        problems += found
    return _Sources(
        text or "", str(readme), tuple(locked.items()), venues or "", str(path)
    ), problems


@lru_cache(maxsize=1)
def _read(sources: _Sources) -> markdown.Reading:
    """Read a README; kept, since each dead link of it is looked up in it."""
    known, problems = _venues(sources.venues, sources.venues_path)
    given = dict(sources.locked)
    reading = markdown.read(sources.text, sources.path, known, given)
    if moved := _moved(reading.whole, given):
        reading = markdown.read(sources.text, sources.path, known, given | moved)
    reading.problems.extend(problems)
    return reading


def _venues(text: str, path: str) -> tuple[Venues, list[Problem]]:
    """The packaged venues and a list's own."""
    packaged = toml.packaged_venues()
    if not text:
        return Venues(packaged), []
    own, problems = toml.read_venues(text, path)
    return Venues([*packaged, *own]), problems


def _moved(whole: AwesomeList, locked: Mapping[str, str]) -> dict[str, str]:
    """Locked ids of papers that are now known by their links alone, by their new titles."""
    moved: dict[str, str] = {}
    for entry in whole.entries.values():
        known = markdown.keys(entry)
        if any(key in locked for key in known):
            continue
        former = (locked.get(f"url:{url}", "") for url in entry.links.values())
        id_ = next((id_ for id_ in former if id_), "")
        if id_ and id_ not in whole.entries and id_ not in moved.values():
            moved[known[-1]] = id_
    return moved


def lock(whole: AwesomeList, locked: Mapping[str, str]) -> dict[str, str]:
    """A lock that knows all papers of a list: nothing in it changes, it only grows."""
    urls = Counter(url for entry in whole.entries.values() for url in set(entry.links.values()))
    grown = dict(locked)
    for entry in whole.entries.values():
        own = [f"url:{url}" for url in entry.links.values() if urls[url] == 1]
        for key in (*markdown.keys(entry), *own):
            grown.setdefault(key, entry.id)
    return grown


def write_lock(locked: Mapping[str, str]) -> str:
    """A lock as it is committed: a line a key, in order, so that two additions merge."""
    return json.dumps(locked, indent=0, sort_keys=True, ensure_ascii=False) + "\n"


def read_lock(path: Path) -> tuple[dict[str, str], list[Problem]]:
    """The ids of a lock by what papers are known by. Total; without a file, there are none."""
    if not path.exists():
        return {}, []
    text, problems = toml.read_file(path)
    try:
        given = json.loads(text or "{}")
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        message = "the file of ids is not JSON: no id in it is known"
        hint = "take the version before from git, then run sphinx-awesome lock"
        return {}, [*problems, Problem(Code.SYNTAX, message, Span(str(path), line), hint)]
    if not isinstance(given, dict):
        given = {"": given}
    good = {key: id_ for key, id_ in given.items() if isinstance(id_, str) and ids.is_id(id_)}
    if len(good) != len(given):
        message = f"{len(given) - len(good)} of the ids break the rule for ids and are not used"
        hint = "use lower-case letters, digits and single hyphens, 64 characters at most"
        problems = [*problems, Problem(Code.ID, message, Span(str(path)), hint)]
    return good, problems


def locate(readme: Path, paper: str) -> Span:
    """The first line of a README that tells a paper."""
    return Places(readme).of_paper(paper)


class Places:
    """Where the papers of a README stand in it."""

    def __init__(self, readme: Path) -> None:
        self._path = str(readme)
        self._text = toml.read_text(readme).split("\n")
        self._lines: dict[str, list[int]] = {}
        for line in load(readme).account.of(markdown.Kind.PAPER):
            self._lines.setdefault(line.place, []).append(line.number)

    def of_paper(self, paper: str, *texts: str) -> Span:
        """The place of the first of some texts that stands on the lines that tell a paper.

        If none does, the first of these lines: what a paper is told by is read, not copied.
        """
        # A line that tells several papers has the name of the first.
        numbers = self._lines.get(paper) or range(1, len(self._text) + 1)
        for text in filter(None, texts):
            for number in numbers:
                if column := self._text[number - 1].find(text) + 1:
                    return Span(self._path, number, column)
        line = self._text[numbers[0] - 1]
        return Span(self._path, numbers[0], len(line) - len(line.lstrip()) + 1)
