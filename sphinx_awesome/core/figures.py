"""What charts of a list show: bars, each of a few parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from .facts import venues
from .model import AwesomeList, Entry, VenueKind
from .text import fold

#: As many bars as have room for their years on a phone.
MOST_YEARS = 12

#: Parts of a bar that are no kind of venue.
WITH_CODE, WITHOUT_CODE, OTHER = "code", "no-code", "other"


class Subject(StrEnum):
    """What a chart is about."""

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

    @property
    def total(self) -> int:
        """All papers of the bar."""
        return sum(self.parts)


class Rest(NamedTuple):
    """The venues without a bar: one for all would be the longest, and say nothing of any."""

    venues: int
    """How many there are."""
    papers: int
    """How many papers have appeared at one of them."""
    kinds: tuple[str, ...]
    """Of what kinds they are."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The numbers of a chart."""

    subject: Subject
    series: tuple[str, ...]
    """What the parts of each bar are: kinds of venues, or with code and without."""
    bars: tuple[Bar, ...]
    rest: Rest | None = None
    """What has no bar."""

    @property
    def peak(self) -> int:
        """Papers of the highest bar."""
        return max((bar.total for bar in self.bars), default=0)


def figure(
    subject: Subject, whole: AwesomeList, sections: Sequence[str] = (), limit: int = 10
) -> Figure:
    """Count the papers of some sections, or of the whole list.

    :param sections: ids; unknown ones hold nothing.
    :param limit: most venues that get a bar.
    """
    known = [name for name in sections or whole.sections if name in whole.sections]
    papers = list(whole.papers(*known)) if known else []
    match subject:
        case Subject.YEAR:
            return _by_year(papers, whole)
        case Subject.VENUE:
            return _by_venue(papers, whole, limit)
        case Subject.TASK:
            counted = {name: _code(whole.papers(name)) for name in known}
            bars = (Bar(whole.sections[name].title or name, n) for name, n in counted.items())
            return Figure(subject, (WITH_CODE, WITHOUT_CODE), tuple(bars))
        case _:
            counts = {year: _code(found) for year, found in _years(papers).items()}
            return Figure(Subject.CODE, (WITH_CODE, WITHOUT_CODE), year_bars(counts))


def year_bars(counts: Mapping[int, tuple[int, ...]], most: int = MOST_YEARS) -> tuple[Bar, ...]:
    """A bar a year, in order; if there are too many, the early years share the first."""
    years = sorted(counts)
    early, late = years[: -most + 1], years[-most + 1 :]
    bars = [Bar(str(year), counts[year]) for year in years]
    if len(early) < 2:
        return tuple(bars)
    parts = zip(*(counts[year] for year in early), strict=True)
    return (Bar(f"≤{early[-1]}", tuple(map(sum, parts))), *bars[-len(late) :])


def _years(papers: Iterable[Entry]) -> dict[int, list[Entry]]:
    """The papers of each year from the first to the last, empty years included."""
    dated = [(paper.year, paper) for paper in papers if paper.year]
    span = {year for year, _ in dated}
    found: dict[int, list[Entry]] = {
        year: [] for year in (range(min(span), max(span) + 1) if span else ())
    }
    for year, paper in dated:
        found[year].append(paper)
    return found


def _code(papers: Iterable[Entry]) -> tuple[int, int]:
    """Papers with code, and without."""
    counts = Counter("code" in paper.links for paper in papers)
    return counts[True], counts[False]


def _kind(venue: str, whole: AwesomeList) -> str:
    return whole.venues.get(venue).kind or OTHER


def _present(kinds: Iterable[str]) -> tuple[str, ...]:
    """Kinds in their order, each once."""
    found = set(kinds)
    return tuple(kind for kind in (*map(str, VenueKind), OTHER) if kind in found)


def _by_year(papers: list[Entry], whole: AwesomeList) -> Figure:
    counts = {
        year: Counter(_kind(paper.venue, whole) for paper in found)
        for year, found in _years(papers).items()
    }
    kinds = _present(kind for count in counts.values() for kind in count)
    parts = {year: tuple(count[kind] for kind in kinds) for year, count in counts.items()}
    return Figure(Subject.YEAR, kinds, year_bars(parts))


def _by_venue(papers: list[Entry], whole: AwesomeList, limit: int) -> Figure:
    """A paper that was published since counts at both of its venues, as in the index."""
    places = [venues(paper, whole) for paper in papers]
    counts = Counter(chain.from_iterable(places))
    names = sorted(counts, key=lambda name: (-counts[name], fold(name), name))
    kind = {name: _kind(name, whole) for name in names}
    # To tell of a single venue takes no less room than its bar.
    limit = limit if len(names) > limit + 1 else len(names)
    kinds = _present(kind[name] for name in names[:limit])
    bars = tuple(
        Bar(name, tuple(counts[name] * (kind[name] == one) for one in kinds))
        for name in names[:limit]
    )
    others = set(names[limit:])
    if not others:
        return Figure(Subject.VENUE, kinds, bars)
    there = sum(not others.isdisjoint(place) for place in places)
    rest = Rest(len(others), there, _present(kind[name] for name in others))
    return Figure(Subject.VENUE, kinds, bars, rest)
