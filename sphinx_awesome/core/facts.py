"""Numbers about papers that pages print: how many, since when, how many with code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .model import Entry


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
