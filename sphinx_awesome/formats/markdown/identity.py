"""By what a paper is known, and the ids that papers and sections get.

All by the stable fold: keys are stored in locks, and which items are one decides their ids.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ...core import ids
from ...core.model import Entry
from ...core.text import stable_fold


def keys(entry: Entry) -> list[str]:
    """What a paper is known by, the surest first: arXiv id, DOI, folded title."""
    found = []
    if entry.arxiv:
        found.append(f"arxiv:{entry.arxiv}")
    if entry.doi:
        found.append(f"doi:{entry.doi.lower()}")
    found.append(f"title:{_bare(entry.title)}")
    return found


def section_key(title: str) -> str:
    """What a section is known by: the folded title of its heading."""
    return f"title:{stable_fold(title)}"


def alike(one: str, other: str) -> bool:
    """Whether two titles can be one: one holds the other, or they share most of their words."""
    a, b = _bare(one), _bare(other)
    if a in b or b in a:
        return True
    first, second = set(stable_fold(one).split()), set(stable_fold(other).split())
    return len(first & second) >= max(3, 0.7 * min(len(first), len(second)))


def _bare(title: str) -> str:
    return "".join(filter(str.isalnum, stable_fold(title))) or title


class KnownIds(NamedTuple):
    """Ids that are known before a list is read."""

    papers: Mapping[str, str] = MappingProxyType({})
    """Ids that papers shall have, by what they are known by (:func:`keys`)."""
    sections: Mapping[str, str] = MappingProxyType({})
    """Ids that sections shall have, by what they are known by (:func:`section_key`)."""
    others: Collection[str] = ()
    """Further ids that nothing new gets."""


class Ids:
    """Gives each paper and each section an id of its own."""

    def __init__(self, known: KnownIds) -> None:
        self._wanted = known.papers
        self._wanted_sections = known.sections
        self._taken = {*known.papers.values(), *known.sections.values(), *known.others}
        self._papers: set[str] = set()
        self._sections: set[str] = set()
        self._numbers: dict[str, int] = {}

    def of_paper(
        self, keys: Iterable[str], title: str, authors: Sequence[str], year: int | None
    ) -> str:
        """The id of a paper: the one that it shall have, or else a new one.

        :param keys: by which the paper is known.
        """
        wanted = (self._wanted.get(key, "") for key in keys)
        free = (id_ for id_ in wanted if id_ not in self._papers and ids.is_id(id_))
        found = next(free, "") or self._new(ids.propose(title, authors, year))
        self._papers.add(found)
        return found

    def of_section(self, title: str) -> str:
        """The id of a section: the one that it shall have, or else a new one."""
        found = self._wanted_sections.get(section_key(title), "")
        if not found or found in self._sections:
            found = self._new(ids.slug(title)[: ids.ID_LENGTH - 6].strip("-"))
        self._sections.add(found)
        return found

    def _new(self, proposal: str) -> str:
        """An id that is not taken, in the manner of :func:`~sphinx_awesome.core.ids.propose`.

        It does not count from 2 for each of a thousand papers of one name.
        """
        unique = proposal
        while unique in self._taken:
            self._numbers[proposal] = self._numbers.get(proposal, 1) + 1
            unique = f"{proposal[: ids.ID_LENGTH - 8].strip('-')}-{self._numbers[proposal]}"
        self._taken.add(unique)
        return unique
