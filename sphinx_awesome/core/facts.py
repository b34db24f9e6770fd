"""Numbers about papers that pages print: how many, since when, how many with code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from . import ids
from .model import AwesomeList, Entry
from .select import Selection


def papers(number: int) -> str:
    """A number of papers in words: ``1 paper``, ``20 papers``."""
    return f"{number} paper{'' if number == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class YearCount:
    """Papers of one year."""

    year: int
    papers: int
    with_code: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Numbers about some papers."""

    papers: int
    with_code: int
    years: tuple[YearCount, ...]
    """Every year from the first to the last, empty ones included."""

    @classmethod
    def of(cls, papers: Iterable[Entry], years: range | None = None) -> Facts:
        """Count papers; over given years, if several counts are to be compared."""
        papers = list(papers)
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
        )

    @property
    def span(self) -> str:
        """First to last year, such as ``2018–2023``, ``2023`` or ""."""
        years = [count.year for count in self.years if count.papers]
        if not years:
            return ""
        return f"{years[0]}–{years[-1]}" if years[0] != years[-1] else str(years[0])


def venues(paper: Entry, whole: AwesomeList) -> list[str]:
    """Short names of the venues of a paper: the listed one, and where it has appeared since."""
    places = (paper.venue, paper.published.venue if paper.published else "")
    return list(dict.fromkeys(whole.venues.get(name).name for name in places if name))


def newest(papers: Iterable[Entry], most: int = 2) -> list[Entry]:
    """The papers that stand last among the latest: new ones are added at the end."""
    latest_last = sorted(papers, key=lambda p: p.year or 0)
    return latest_last[: -most - 1 : -1]


_COUNT = re.compile(
    r"(?P<what>papers|sections|venues|authors|tags|years)"
    r"(?: with (?P<label>.+?))??(?: at (?P<venue>.+?))??(?: in (?P<section>[a-z0-9-]+))?"
)


def count(expression: str, whole: AwesomeList) -> str:
    """A number about the list, for running text.

    ::

        expression = what [" with " label] [" at " venue] [" in " section]
        what       = "papers" | "sections" | "venues" | "authors" | "tags" | "years"

    Years are given as the first and the last; everything else is counted.

    :raises ValueError: with a sentence for the author, if it cannot be understood.
    """
    match = _COUNT.fullmatch(" ".join(expression.split()))
    if not match:
        raise ValueError(
            f'"{expression}" is no count; write papers, sections, venues, authors, tags or years, '
            'then if need be "with code", "at MICCAI" or "in SECTION"'
        )
    section = match["section"]
    if section and section not in whole.sections:
        raise ValueError(f'there is no section "{section}"')
    papers = Selection(
        sections=(section,) if section else (),
        has=(match["label"],) if match["label"] else (),
        venues=(match["venue"],) if match["venue"] else (),
    ).papers(whole)
    match match["what"]:
        case "papers":
            return str(len(papers))
        case "years":
            return Facts.of(papers).span
        case "sections":
            shown = {paper.id for paper in papers}
            return str(sum(not shown.isdisjoint(s.entries) for s in whole.sections.values()))
        case "venues":
            return str(len({name for paper in papers for name in venues(paper, whole)}))
        case "authors":
            return str(len({ids.slug(name) for p in papers for name in p.shown_authors}))
        case _:
            return str(len({ids.slug(tag) for p in papers for tag in p.tags}))
