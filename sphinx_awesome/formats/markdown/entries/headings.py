"""The sections of a list, and what headings tell of the papers under them: topic, venue, year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ....core.model import Section
from ....core.slugs import IdAllocator
from ....core.text import stable_fold
from ..document.outline import Document, plain_text
from ..words.dates import YEAR, Date, date
from ..words.fragments import tidy
from ..words.venue_mentions import VenueFinder

PAPERS = "Papers"
"""Title of the section of papers that stand under no heading of their own."""

# Words beside a year or a venue that make no topic of it.
_NO_TOPIC = re.compile(
    rf"\b(?:before|after|until|since|and|to|in|papers?|earlier|early|later|publications?|works?|older|prior|"
    rf"preprints?|list|year|conferences?|journals?)\b|{YEAR}|[^\w\s]|_|年",
    re.IGNORECASE,
)

_OPEN_ENDED = re.compile(r"before|until|prior|earl|older|since|after|[-–~]", re.IGNORECASE)

_YEAR = re.compile(YEAR)

_WHOLE_YEAR = re.compile(rf"\b{YEAR}\b")


@dataclass(slots=True)
class OpenSection:
    """A section to which papers are added."""

    id: str
    title: str
    path: tuple[str, ...]
    """Titles of the headings that lead to it, its own last."""
    papers: dict[str, None] = field(default_factory=dict)
    """Their ids, in order."""

    def close(self) -> Section:
        """The section, with all its papers."""
        return Section(self.id, self.title, entries=tuple(self.papers))


class SectionFinder:
    """Finds the section of what stands under a heading, and makes it when it is first needed."""

    def __init__(self, document: Document, places: VenueFinder, ids: IdAllocator) -> None:
        self._document = document
        self._places = places
        self._ids = ids
        self._by_heading: dict[int, OpenSection] = {}
        self._names: set[str] = set()
        self._told: dict[int, tuple[str, Date | None]] = {}
        self._topics: dict[int, bool] = {}

    @cached_property
    def main(self) -> int:
        """The heading that is the list's own title; 0 if there is none."""
        headings = self._document.headings
        if len(headings) < 2:
            return 0
        level = headings[1].level
        alone = len(headings) > 2 and sum(h.level <= level for h in headings[1:]) == 1
        return int(level == 1 or (alone and not self._document.title))

    def __iter__(self) -> Iterator[OpenSection]:
        """In the order of their headings."""
        return (self._by_heading[heading] for heading in sorted(self._by_heading))

    def of(self, heading: int) -> OpenSection:
        """The section of what stands under a heading: a topic's, or the whole list's."""
        while heading and not (self._title(heading) and self._is_topic(heading)):
            heading = self._document.headings[heading].parent
        if heading == self.main:
            heading = 0
        if heading not in self._by_heading:
            self._by_heading[heading] = self._open(heading)
        return self._by_heading[heading]

    def above(self, heading: int) -> tuple[str, bool]:
        """The section that a heading's prose is kept with, and whether the heading is prose too."""
        own = heading
        while heading:
            if heading in self._by_heading:
                return self._by_heading[heading].id, heading != own
            heading = self._document.headings[heading].parent
        return "", own != self.main

    def venue_and_date(self, heading: int) -> tuple[str, Date | None]:
        """The venue and the year that a heading and those above it tell, as far as the topic."""
        venue, when = "", None
        while heading:
            here, then = self._tells(heading)
            venue, when = venue or here, when or then
            if self._is_topic(heading):
                break
            heading = self._document.headings[heading].parent
        return venue, when

    def _title(self, heading: int) -> str:
        return tidy(self._document.headings[heading].title)

    def _tells(self, heading: int) -> tuple[str, Date | None]:
        """Venue and year that a heading itself tells; ("", None) if it is a topic."""
        if heading not in self._told:
            self._told[heading] = self._read(self._title(heading))
        return self._told[heading]

    def _read(self, title: str) -> tuple[str, Date | None]:
        if when := date(title):
            return "", when
        year = _WHOLE_YEAR.search(title)
        if year and not _NO_TOPIC.sub(" ", title).strip():
            return "", None if _OPEN_ENDED.search(title) else Date(int(year[0]))
        place = self._places.find(title)
        if place is not None and place.known and not place.aside:
            return place.name, place.when
        return "", None

    def _is_topic(self, heading: int) -> bool:
        """Whether a heading names a topic, and no year or venue."""
        if heading not in self._topics:
            self._topics[heading] = self._names_topic(heading)
        return self._topics[heading]

    def _names_topic(self, heading: int) -> bool:
        title = self._title(heading)
        venue, when = self._tells(heading)
        if venue and when is None:
            # A venue alone is a topic of its own if no other stands above it.
            above = self._document.path(self._document.headings[heading].parent)
            return not any(h != self.main and self._is_topic(h) for h in above)
        if when is not None:
            return False
        return bool(_NO_TOPIC.sub(" ", title).strip()) or not _YEAR.search(title)

    def _open(self, heading: int) -> OpenSection:
        path = tuple(
            tidy(plain_text(self._document.headings[h].marks))
            for h in self._document.path(heading)
            if h != self.main
        )
        title = path[-1] if path else PAPERS
        if stable_fold(title) in self._names and len(path) > 1:
            title = f"{title} ({path[-2]})"
        number, unique = 2, title
        while stable_fold(unique) in self._names:
            unique = f"{title} ({number})"
            number += 1
        self._names.add(stable_fold(unique))
        return OpenSection(self._ids.of_section(unique), unique, path)
