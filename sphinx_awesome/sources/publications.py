"""Publications by records: venues of the registry, years, and who is a witness.

It must not know entries, nor what becomes of what it finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..core.venues import Venue, VenueKind, Venues, is_series
from .record import PublicationHint, RecordType, SourceRecord

APPEARED = frozenset({RecordType.ARTICLE, RecordType.PAPER, RecordType.CHAPTER})
"""Types of works that have appeared somewhere."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

_NOT_YET = re.compile(
    r"\b(?:submitted|submission|under review|in review|rejected|not accepted|preprint of"
    r"|extended version of|draft|withdrawn)\b",
    re.IGNORECASE,
)

_WORDS_BEFORE = re.compile(
    r"\b(?:accepted|appear(?:s|ed|ing)?|published|presented|camera[- ]ready|version|published"
    r"|forthcoming)\b(?:\s+(?:to|at|by|in|for|as|the|an?|version|appear|be|published|paper|of"
    r"|oral|poster|spotlight))*\s*:?\s+(?P<rest>.+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Appearance:
    """A place and a time at which a record says that a work appeared."""

    name: str
    """As the registry calls the venue, else as the record does."""
    year: int | None = None
    years: frozenset[int] = frozenset()
    """All years that it names: in print, online, of the meeting."""
    venue: Venue | None = None
    """None if the registry does not know it."""

    def agrees(self, other: Appearance) -> bool:
        """Return whether two are one venue and one year, as far as each says."""
        same = self.venue is not None and other.venue is not None
        return same and self.venue == other.venue and bool(self.years & other.years)


def appearance_of(record: SourceRecord, venues: Venues) -> Appearance | None:
    """Return where a record of a work says that it has appeared; None if it says nothing of that.

    The year of a meeting is that in the name of its proceedings, if it is one of the record's or
    beside one: the volume may have come out in another.
    """
    if record.type is RecordType.PREPRINT or record.type is RecordType.NOTICE:
        return None
    name = record.venue if record.venue and not is_series(record.venue) else ""
    is_journal = record.type is RecordType.ARTICLE
    venue = venues.titles.find_venue(name, is_journal=is_journal) if name else None
    if venue and venue.kind is VenueKind.PREPRINT:
        return None
    year = record.years.best
    years = record.years.all
    years_named = {int(one) for one in _YEAR.findall(name)}
    if len(years_named) == 1 and not (venue and venue.kind is VenueKind.JOURNAL):
        (meeting,) = years_named
        if not years or any(abs(meeting - one) <= 1 for one in years):
            year, years = meeting, years | years_named
    if not name:
        return None
    return Appearance(venue.name if venue else name, year, years, venue)


def appearances_in(hint: PublicationHint, venues: Venues) -> Iterator[tuple[str, Appearance]]:
    """Yield where authors say that their preprint has appeared, and in which of their fields.

    :return: ``journal`` or ``comment``, and the appearance. That something was sent somewhere says
        nothing.
    """
    if hint.journal and (venue_hit := _in_text(hint.journal, venues)):
        yield "journal", venue_hit
    if hint.comment and not _NOT_YET.search(hint.comment):
        for part in re.split(r"[;.]\s|\n|,\s+(?=\d+ (?:pages|figures))", hint.comment):
            prefix = _WORDS_BEFORE.search(part)
            if venue_hit := _in_text(prefix["rest"] if prefix else part, venues):
                yield "comment", venue_hit
                return


def _in_text(text: str, venues: Venues) -> Appearance | None:
    """Return the one venue of the registry that a free text names."""
    spaced = re.sub(r"(?<=[A-Za-z])['’]?(?=(?:19|20)\d\d\b)", " ", text)
    candidates = [spaced, *re.split(r"\s*[,;(]\s*", spaced)[:1]]
    venue = next(filter(None, map(venues.titles.find_venue, candidates)), None)
    if venue is None or venue.kind is VenueKind.PREPRINT:
        return None
    years_named = [int(one) for one in _YEAR.findall(spaced)]
    years = frozenset(years_named)
    return Appearance(venue.name, years_named[-1] if len(years) == 1 else None, years, venue)
