"""Selections: the papers that a page shows, in their order and groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import StrEnum

from .model import AwesomeList, Entry
from .text import fold

NEWEST_PAPERS = 2
"""Papers that are shown as the newest of a section."""


def newest(papers: Iterable[Entry]) -> list[Entry]:
    """Return the papers that stand last among the latest: new ones are added at the end.

    :param papers: in the order of the list.
    """
    latest_last = sorted(papers, key=lambda p: p.year or 0)
    return latest_last[: -NEWEST_PAPERS - 1 : -1]


#: Fields that a paper may or may not have filled in.
FIELDS = frozenset(field.name for field in fields(Entry) if field.default is not MISSING)


class Sort(StrEnum):
    """Orders of papers."""

    NEWEST = "newest"
    """Latest year first; within a year as in the file."""
    OLDEST = "oldest"
    TITLE = "title"
    VENUE = "venue"
    ADDED = "added"
    """Latest added first."""
    PUBLISHED = "published"
    """Latest year first, where the year is that of the published version if there is one."""
    APPEARED = "appeared"
    """By the day on which the list learnt that they have appeared since, the latest first; then as
    by `published`."""
    LISTED = "listed"
    """As in the file."""


class GroupBy(StrEnum):
    """The property of papers that the headings between them name."""

    YEAR = "year"
    VENUE = "venue"
    KIND = "kind"
    SECTION = "section"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Years:
    """A year or a range of years, both ends included and either one open."""

    first: int | None = None
    last: int | None = None

    @classmethod
    def parse(cls, text: str) -> Years:
        """Read ``2021``, ``2021-2023``, ``2021-`` or ``-2020``.

        :raises ValueError: if it is none of these.
        """
        first, dash, last = (part.strip() for part in text.partition("-"))
        if not dash:
            last = first
        if not (first or last):
            raise ValueError(text)
        years = cls(*(int(part) if part else None for part in (first, last)))
        if years.first is not None and years.last is not None and years.first > years.last:
            raise ValueError(text)
        return years

    def __contains__(self, year: int | None) -> bool:
        if year is None:
            return False
        return (self.first is None or year >= self.first) and (
            self.last is None or year <= self.last
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice among the papers of a list. Plain values: it can be stored and compared."""

    sections: tuple[str, ...] = ()
    """Ids; none means the whole list."""
    sort: Sort = Sort.NEWEST
    group_by: GroupBy = GroupBy.YEAR
    has: tuple[str, ...] = ()
    """What a paper must all have: labels of links, or fields such as ``published``."""
    venues: tuple[str, ...] = ()
    """Names or aliases, of which a paper must have appeared in one, listed or since."""
    years: Years | None = None
    """Listed years."""
    tags: tuple[str, ...] = ()
    """Tags that a paper must all have, in any spelling."""
    types: tuple[str, ...] = ()
    """Types, of which an entry must have one."""
    limit: int | None = None

    def papers(self, awesome_list: AwesomeList) -> list[Entry]:
        """Return the papers chosen, in order. Unknown sections hold none."""
        known = [section for section in self.sections if section in awesome_list.sections]
        if self.sections and not known:
            return []
        chosen = [
            paper for paper in awesome_list.papers(*known) if self._chooses(paper, awesome_list)
        ]
        return _ordered(chosen, self.sort, awesome_list)[: self.limit]

    def _chooses(self, paper: Entry, awesome_list: AwesomeList) -> bool:
        if self.types and paper.type not in self.types:
            return False
        if not all(has_value(paper, what) for what in self.has):
            return False
        if self.years and paper.year not in self.years:
            return False
        if self.tags and not {fold(tag) for tag in self.tags} <= {fold(tag) for tag in paper.tags}:
            return False
        if self.venues:
            wanted = {awesome_list.venues.get(name).name for name in self.venues}
            return not wanted.isdisjoint(awesome_list.venues_of(paper))
        return True


def has_value(paper: Entry, what: str) -> bool:
    """Return whether a paper has a link of that label, or else a field of that name filled in.

    :param paper: of the list.
    :param what: label of a link, or name of a field.
    """
    return what in paper.links or (what in FIELDS and bool(getattr(paper, what)))


def _ordered(papers: list[Entry], sort: Sort, awesome_list: AwesomeList) -> list[Entry]:
    """Return papers sorted stably, those without the value in question last."""
    match sort:
        case Sort.NEWEST:
            return sorted(papers, key=lambda p: -(p.year or 0))
        case Sort.OLDEST:
            return sorted(papers, key=lambda p: p.year or 9999)
        case Sort.PUBLISHED:
            return sorted(papers, key=lambda p: -(p.latest.year or 0))
        case Sort.TITLE:
            return sorted(papers, key=lambda p: fold(p.title))
        case Sort.VENUE:
            return sorted(
                papers,
                key=lambda p: (
                    not p.venue,
                    fold(awesome_list.venues.get(p.venue).name),
                    -(p.year or 0),
                ),
            )
        case Sort.ADDED:
            return sorted(papers, key=lambda p: -_ordinal(p.added))
        case Sort.APPEARED:
            return sorted(papers, key=lambda p: (-_ordinal(day_of(p, sort)), -(p.latest.year or 0)))
        case _:
            return papers


def day_of(paper: Entry, sort: Sort) -> date | None:
    """Return the day by which a paper is sorted; None if it has none, or another order.

    :param paper: of the list.
    :param sort: the order.
    """
    if sort is Sort.APPEARED:
        return paper.published.added if paper.published else None
    return paper.added if sort is Sort.ADDED else None


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def grouped(
    papers: Iterable[Entry], group_by: GroupBy, awesome_list: AwesomeList
) -> list[tuple[str, list[Entry]]]:
    """Return papers under one heading each, headings in the order in which papers bring them.

    A paper without the value in question goes under a last heading "", what is no paper under its
    type. Where nothing has a value, there is one group without heading, as for `GroupBy.NONE`.

    :param papers: in the order that they keep below each heading.
    :param group_by: what the headings name.
    :param awesome_list: whose sections and venues the headings name.
    """
    value: dict[GroupBy, Callable[[Entry], str]] = {
        GroupBy.YEAR: lambda p: str(p.year or ""),
        GroupBy.VENUE: lambda p: awesome_list.venues.get(p.venue).name,
        GroupBy.KIND: lambda p: awesome_list.venues.get(p.venue).kind or "",
        GroupBy.SECTION: lambda p: awesome_list.homes[p.id],
        GroupBy.NONE: lambda _: "",
    }
    papers = list(papers)
    with_value: dict[str, list[Entry]] = {}
    without: dict[str, list[Entry]] = {}
    for paper in papers:
        if heading := value[group_by](paper):
            with_value.setdefault(heading, []).append(paper)
        else:
            without.setdefault("" if paper.type.is_paper else paper.type, []).append(paper)
    if not with_value:
        return [("", papers)] if papers else []
    if "" in without:
        without[""] = without.pop("")
    return [*with_value.items(), *without.items()]
