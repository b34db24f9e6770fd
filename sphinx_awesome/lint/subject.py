"""A list under examination, with what several rules ask of it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property

from ..core.model import AwesomeList, Entry, VenueKind
from .marks import Places, arxivs, words
from .sameness import Same, same


class Subject:
    """A list under examination; each question is answered once.

    :param today: what lies later has not happened yet.
    """

    def __init__(self, whole: AwesomeList, today: date) -> None:
        self.whole = whole
        self.today = today

    @cached_property
    def papers(self) -> list[Entry]:
        """All papers, in the order in which they are told."""
        return list(self.whole.entries.values())

    @cached_property
    def words(self) -> dict[str, tuple[str, ...]]:
        """The words of each paper's title, folded; by its id."""
        return {paper.id: words(paper.title) for paper in self.papers}

    @cached_property
    def arxivs(self) -> dict[str, Places]:
        """The arXiv ids of each paper, without version, and where its block names each."""
        return {paper.id: arxivs(paper) for paper in self.papers}

    @cached_property
    def same(self) -> list[Same]:
        """Papers that are told already."""
        return list(same(self.papers, self.words, self.arxivs))

    @cached_property
    def sections(self) -> dict[str, list[str]]:
        """Ids of the sections that show each paper."""
        found: dict[str, list[str]] = defaultdict(list)
        for section in self.whole.sections.values():
            for paper in section.entries:
                found[paper].append(section.id)
        return found

    def kind(self, venue: str) -> VenueKind | None:
        """The kind of a venue, if it is known."""
        return self.whole.venues.get(venue).kind if venue else None

    def is_preprint(self, paper: Entry) -> bool:
        """Whether the list tells a paper as a preprint."""
        return self.kind(paper.venue) is VenueKind.PREPRINT

    def name(self, first: Entry, second: Entry) -> str:
        """How a sentence about the second of two papers names the first."""
        home = self.whole.homes.get(first.id, "")
        is_near = home == self.whole.homes.get(second.id, "")
        return f"`{first.id}`" if is_near else f"`{first.id}` in {home}"
