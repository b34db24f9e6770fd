"""Count papers: for the texts of pages, for charts, and for the role ``awesome:count``.

What is no paper is counted by its type, and never among the papers of a chart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from . import slugs
from .model import TYPE_COUNTS, AwesomeList, Entry, EntryType
from .selection import Selection
from .text import closest_names, did_you_mean, fold
from .venues import VenueKind


def counted_type(entry: Entry) -> EntryType:
    """Return the type under which an entry is counted: books and their like are papers."""
    return EntryType.PAPER if entry.type.is_paper else entry.type


def count_types(entries: Iterable[Entry]) -> dict[EntryType, int]:
    """Count entries by type, papers first. No papers are told of only where there is nothing else.

    >>> count_types([])
    {<EntryType.PAPER: 'paper'>: 0}
    """
    counts = Counter(map(counted_type, entries))
    present = {type_: counts[type_] for type_ in TYPE_COUNTS if counts[type_]}
    return present or {EntryType.PAPER: 0}


@dataclass(frozen=True, slots=True)
class YearCount:
    """Papers of one year."""

    year: int
    papers: int
    with_code: int


@dataclass(frozen=True, slots=True)
class PaperCounts:
    """Numbers about some papers, and how many entries are none."""

    papers: int
    with_code: int
    years: tuple[YearCount, ...]
    """Every year from the first to the last, empty ones included."""
    others: tuple[tuple[EntryType, int], ...] = ()
    """By type, how many entries are no papers."""

    @classmethod
    def of(cls, entries: Iterable[Entry], years: range | None = None) -> PaperCounts:
        """Count entries; papers over given years, if several counts are to be compared."""
        entries = list(entries)
        papers = [entry for entry in entries if entry.type.is_paper]
        dated = [(paper.year, "code" in paper.links) for paper in papers if paper.year]
        if years is None and dated:
            years = range(min(year for year, _ in dated), max(year for year, _ in dated) + 1)
        return cls(
            papers=len(papers),
            with_code=sum("code" in paper.links for paper in papers),
            years=tuple(
                YearCount(year, sum(y == year for y, _ in dated), dated.count((year, True)))
                for year in years or ()
            ),
            others=tuple(
                (type_, number)
                for type_, number in count_types(entries).items()
                if not type_.is_paper
            ),
        )

    @property
    def types(self) -> dict[EntryType, int]:
        """Numbers of entries by type, as :func:`count_types` returns them."""
        papers = {EntryType.PAPER: self.papers} if self.papers or not self.others else {}
        return papers | dict(self.others)

    @property
    def year_range(self) -> str:
        """First to last year of papers, such as ``2018–2023``, ``2023`` or ""."""
        return _from_to(count.year for count in self.years if count.papers)


def _year_range(entries: Iterable[Entry]) -> str:
    return _from_to(entry.year for entry in entries if entry.year)


def _from_to(years: Iterable[int]) -> str:
    """Return the first and the last of some years as a range: ``2018–2023``, ``2023`` or ""."""
    known = sorted(years)
    if not known:
        return ""
    return f"{known[0]}–{known[-1]}" if known[0] != known[-1] else str(known[0])


_COUNTABLE = (
    *("papers", "entries", "sections", "venues", "authors", "tags", "years"),
    *(type_.value for type_ in EntryType if type_ is not EntryType.PAPER),
)
"""What a count may begin with: a paper is counted with books and their like, as `papers`."""

_COUNT = re.compile(
    rf"(?P<what>{'|'.join(_COUNTABLE)})"
    r"(?: with (?P<label>.+?))??(?: at (?P<venue>.+?))??(?: in (?P<section>[a-z0-9-]+))?"
)


def evaluate_count(expression: str, awesome_list: AwesomeList) -> str:
    """Return a number about the list, for running text.

    ::

        expression = what [" with " label] [" at " venue] [" in " section]
        what       = "papers" | "entries" | type
                   | "sections" | "venues" | "authors" | "tags" | "years"

    Books, theses and reports are papers; entries are all that the list holds. Years are given as
    the first and the last, those of papers if there are any; everything else is counted.

    :raises ValueError: with a sentence for the author, if it cannot be understood.
    """
    written = " ".join(expression.split())
    match = _COUNT.fullmatch(written)
    if not match:
        first = written.partition(" ")[0]
        near = "" if first in _COUNTABLE else did_you_mean(closest_names(first, _COUNTABLE))
        raise ValueError(
            f'"{expression}" is no count; write papers, sections, venues, authors, tags, years, '
            "entries or a type such as dataset, "
            'then if need be "with code", "at MICCAI" or "in SECTION"'
            + (f" ({near})" if near else "")
        )
    section = match["section"]
    if section and section not in awesome_list.sections:
        raise ValueError(f'there is no section "{section}"')
    entries = Selection(
        sections=(section,) if section else (),
        has=(match["label"],) if match["label"] else (),
        venues=(match["venue"],) if match["venue"] else (),
    ).papers(awesome_list)
    papers = [entry for entry in entries if entry.type.is_paper]
    match match["what"]:
        case "papers":
            return str(len(papers))
        case "entries":
            return str(len(entries))
        case "years":
            return _year_range(papers) or _year_range(entries)
        case "sections":
            shown = {entry.id for entry in entries}
            return str(sum(not shown.isdisjoint(s.entries) for s in awesome_list.sections.values()))
        case "venues":
            return str(len({name for paper in papers for name in awesome_list.venues_of(paper)}))
        case "authors":
            return str(len({slugs.slugify(name) for e in entries for name in e.shown_authors}))
        case "tags":
            return str(len({slugs.slugify(tag) for entry in entries for tag in entry.tags}))
        case type_:
            return str(sum(entry.type == type_ for entry in entries))


#: As many bars as have room for their years on a phone.
MAX_CHART_YEARS = 12

#: Parts of a bar that are no kind of venue.
WITH_CODE, WITHOUT_CODE, OTHER = "code", "no-code", "other"


class ChartSubject(StrEnum):
    """The subject of a chart."""

    YEAR = "year"
    """Papers by listed year and kind of venue."""
    VENUE = "venue"
    """Papers by venue."""
    TASK = "task"
    """Papers by section, with code and without."""
    CODE = "code"
    """Papers by listed year, with code and without."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar."""

    label: str
    """A year, or the name of a venue or a section."""
    parts: tuple[int, ...]
    """Papers, a number for each of the figure's series."""
    values: tuple[str, ...] = ()
    """The years, or the id of the section, where the label does not say it."""

    @property
    def facet_values(self) -> tuple[str, ...]:
        """Values of the bar as filters name them: years, a venue or the id of a section."""
        return self.values or (self.label,)

    @property
    def total(self) -> int:
        """All papers of the bar."""
        return sum(self.parts)


class OtherVenues(NamedTuple):
    """The venues without a bar: one for all would be the longest, and say nothing of any."""

    venues: int
    """How many there are."""
    papers: int
    """How many papers have appeared at one of them."""
    kinds: tuple[str, ...]
    """Of what kinds they are."""


@dataclass(frozen=True, slots=True)
class ChartData:
    """The numbers of a chart."""

    subject: ChartSubject
    series: tuple[str, ...]
    """What the parts of each bar are: kinds of venues, or with code and without."""
    bars: tuple[Bar, ...]
    rest: OtherVenues | None = None
    """What has no bar."""

    @property
    def peak(self) -> int:
        """Papers of the highest bar."""
        return max((bar.total for bar in self.bars), default=0)


def chart_data(
    subject: ChartSubject, awesome_list: AwesomeList, sections: Sequence[str] = (), limit: int = 10
) -> ChartData:
    """Count the papers of some sections, or of the whole list: books are papers, tools are not.

    :param subject: what the chart compares.
    :param awesome_list: the whole list.
    :param sections: ids; unknown ones hold nothing.
    :param limit: most venues that get a bar.
    """
    known = [name for name in sections or awesome_list.sections if name in awesome_list.sections]
    papers = _papers(awesome_list, known) if known else []
    match subject:
        case ChartSubject.YEAR:
            return _by_year(papers, awesome_list)
        case ChartSubject.VENUE:
            return _by_venue(papers, awesome_list, limit)
        case ChartSubject.TASK:
            of_section = {name: _papers(awesome_list, [name]) for name in known}
            counted = {
                name: _code(own)
                for name, own in of_section.items()
                if own or not awesome_list.sections[name].entries
            }
            bars = (
                Bar(title, n, () if title == name else (name,))
                for name, n in counted.items()
                for title in [awesome_list.sections[name].name]
            )
            return ChartData(subject, (WITH_CODE, WITHOUT_CODE), tuple(bars))
        case _:
            counts = {year: _code(of_year) for year, of_year in _years(papers).items()}
            return ChartData(ChartSubject.CODE, (WITH_CODE, WITHOUT_CODE), year_bars(counts))


def _papers(awesome_list: AwesomeList, sections: Iterable[str]) -> list[Entry]:
    return [entry for entry in awesome_list.papers(*sections) if entry.type.is_paper]


def year_bars(counts: Mapping[int, tuple[int, ...]]) -> tuple[Bar, ...]:
    """Return a bar for each year, in order; if there are too many, early years share the first.

    :param counts: for each year, the number of papers in each series.
    """
    years = sorted(counts)
    early, late = years[: 1 - MAX_CHART_YEARS], years[1 - MAX_CHART_YEARS :]
    bars = [Bar(str(year), counts[year]) for year in years]
    if len(early) < 2:
        return tuple(bars)
    parts = zip(*(counts[year] for year in early), strict=True)
    held = tuple(str(year) for year in early if sum(counts[year]))
    return (Bar(f"≤{early[-1]}", tuple(map(sum, parts)), held), *bars[-len(late) :])


def _years(papers: Iterable[Entry]) -> dict[int, list[Entry]]:
    """Return the papers of each year from the first to the last, empty years included."""
    dated = [(paper.year, paper) for paper in papers if paper.year]
    known = {year for year, _ in dated}
    by_year: dict[int, list[Entry]] = {
        year: [] for year in (range(min(known), max(known) + 1) if known else ())
    }
    for year, paper in dated:
        by_year[year].append(paper)
    return by_year


def _code(papers: Iterable[Entry]) -> tuple[int, int]:
    """Return how many papers have code, and how many have none."""
    counts = Counter("code" in paper.links for paper in papers)
    return counts[True], counts[False]


def _kind(venue: str, awesome_list: AwesomeList) -> str:
    return awesome_list.venues.get(venue).kind or OTHER


def _present(kinds: Iterable[str]) -> tuple[str, ...]:
    """Return the kinds that occur, each once, in their order."""
    present = set(kinds)
    return tuple(kind for kind in (*map(str, VenueKind), OTHER) if kind in present)


def _by_year(papers: list[Entry], awesome_list: AwesomeList) -> ChartData:
    counts = {
        year: Counter(_kind(paper.venue, awesome_list) for paper in of_year)
        for year, of_year in _years(papers).items()
    }
    kinds = _present(kind for count in counts.values() for kind in count)
    parts = {year: tuple(count[kind] for kind in kinds) for year, count in counts.items()}
    return ChartData(ChartSubject.YEAR, kinds, year_bars(parts))


def _by_venue(papers: list[Entry], awesome_list: AwesomeList, limit: int) -> ChartData:
    """Count papers by venue; one published since its preprint counts at both, as in the index."""
    places = [awesome_list.venues_of(paper) for paper in papers]
    counts = Counter(chain.from_iterable(places))
    names = sorted(counts, key=lambda name: (-counts[name], fold(name), name))
    kind = {name: _kind(name, awesome_list) for name in names}
    # To tell of a single venue takes no less room than its bar.
    limit = limit if len(names) > limit + 1 else len(names)
    kinds = _present(kind[name] for name in names[:limit])
    bars = tuple(
        Bar(name, tuple(counts[name] * (kind[name] == one) for one in kinds))
        for name in names[:limit]
    )
    others = set(names[limit:])
    if not others:
        return ChartData(ChartSubject.VENUE, kinds, bars)
    there = sum(not others.isdisjoint(place) for place in places)
    rest = OtherVenues(len(others), there, _present(kind[name] for name in others))
    return ChartData(ChartSubject.VENUE, kinds, bars, rest)
