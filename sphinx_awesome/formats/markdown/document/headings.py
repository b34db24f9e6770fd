"""Read headings for what stands under them: a topic, or a venue and a year."""

from __future__ import annotations

import re
from functools import cached_property

from ....core.venues import VenueKind
from ..words.dates import Date, heading_date, is_topic
from ..words.fragments import tidy
from ..words.venue_mentions import VenueFinder, VenueMention, guess_venue_kind
from .outline import Document

_CONTENTS = re.compile(r"\W*(?:table of )?contents?\W*|\W*toc\W*|目录|目錄", re.IGNORECASE)


def is_contents(title: str) -> bool:
    """Return whether a heading is that of a table of contents."""
    return _CONTENTS.fullmatch(title) is not None


class HeadingReader:
    """Reads the headings of a document, each once."""

    def __init__(self, document: Document, finder: VenueFinder) -> None:
        self._document = document
        self._finder = finder
        self.path = document.path
        titles = (tidy(heading.title) for heading in document.headings)
        self.titles = tuple(titles)
        self._venues_and_dates = tuple(map(self._read, self.titles))
        self.is_topic: list[bool] = []
        """Of each heading, whether it names a topic, and no year or venue."""
        for heading in range(len(self.titles)):
            self.is_topic.append(self._names_topic(heading))

    @cached_property
    def main(self) -> int:
        """The heading that is the list's own title; 0 if there is none."""
        headings = self._document.headings
        if len(headings) < 2 or not self._document.has_own_title:
            return 0
        level = headings[1].level
        alone = len(headings) > 2 and sum(h.level <= level for h in headings[1:]) == 1
        return int(level == 1 or (alone and not self._document.title))

    def venue_and_date(self, heading: int) -> tuple[str, Date | None]:
        """The venue and the year that a heading and those above it tell.

        A venue alone counts as far as the topic; a year for all that stands below it, and a venue
        with its year as well.
        """
        venue, when, within = "", None, True
        for number in reversed(self._document.path(heading)):
            here, then = self._venues_and_dates[number]
            venue, when = venue or (here if within or (then and not when) else ""), when or then
            within = within and not self.is_topic[number]
        return venue, when

    def _read(self, title: str) -> tuple[str, Date | None]:
        """Venue and year that a heading itself tells; ("", None) if it is a topic."""
        if when := heading_date(title):
            return "", when
        venue = self._finder.find(title)
        if venue is not None and (venue.known or _is_workshop(venue)) and not venue.aside:
            return venue.name, venue.when
        return "", None

    def _names_topic(self, heading: int) -> bool:
        title = self.titles[heading]
        venue, when = self._venues_and_dates[heading]
        if when is not None or not title or is_contents(title):
            return False
        if venue:
            # A venue alone is a topic of its own if no other stands above it.
            above = self._document.path(self._document.headings[heading].parent)
            return not any(h != self.main and self.is_topic[h] for h in above)
        return is_topic(title)


def _is_workshop(venue: VenueMention) -> bool:
    """Return whether it is the name of one workshop with its year: `Owl Workshop at ICCV 2021`."""
    is_one = venue.when is not None and len(venue.name.split()) > 2
    return is_one and guess_venue_kind(venue.name) is VenueKind.WORKSHOP
