"""Facts of an entry by the records of one work, each with the record that it is from.

It takes records that are of one work already: whether they are must be known before. It knows
venues, and must not know entry files, nor what is in a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..core.identifiers import arxiv_of_doi, says_no_more
from ..core.model import Publication
from ..core.same_work import title_key
from ..core.venues import Venue, VenueKind, Venues, is_series, is_workshop
from .record import Notice, RecordType, SourceRecord, Witness

PREPRINT_VENUE = "arXiv"
"""The venue of a paper that has appeared nowhere else, as far as is known."""

_PUBLISHED = {RecordType.ARTICLE, RecordType.PAPER, RecordType.CHAPTER}

_WITNESSES = [Witness.PUBLISHER, Witness.REGISTRAR, Witness.INDEXER, Witness.AUTHORS, Witness.FORGE]
"""Who is believed first of where a work appeared."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

_ACRONYM = re.compile(r"\(([A-Z][\w'’&-]{1,19})(?:\s+(?:19|20)?\d\d)?\)\s*$")

_AFTER_DASH = re.compile(r"\s[–—-]\s([A-Z][\w'’&-]{1,19})\s+(?:19|20)\d\d\s*$")

_MEETING = re.compile(
    r"\b(?:conference|symposium|congress|meeting|proceedings|workshops?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """Facts that an entry may hold of one work; what is not known is empty."""

    title: str = ""
    authors: tuple[str, ...] = ()
    venue: Venue | None = None
    """One of the registry, or one that is proposed for it: see `is_venue_known`."""
    is_venue_known: bool = True
    year: int | None = None
    doi: str = ""
    arxiv: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    """Addresses that say more than the ids."""
    notice: Notice | None = None
    """That it was withdrawn or retracted."""
    are_authors_in_order: bool = True
    """Whether the authors are in the order of the paper, as far as is known."""
    origins: Mapping[str, SourceRecord] = field(default_factory=dict)
    """The record from which a field is, by its name: ``title``, ``venue``, ``links.pdf``."""

    @property
    def published(self) -> Publication | None:
        """Return where the work has appeared, as that field says it; None if only as a preprint."""
        record = self.origins.get("published")
        if record is None or self.venue is None:
            return None
        title = record.title if differs(record, self.title) else ""
        return Publication(self.venue.name, self.year, self.doi, title)


def facts_of(records: Sequence[SourceRecord], venues: Venues) -> EntryFacts:
    """Return what records of one work say together.

    :param records: at least one, that which was asked for first.
    :param venues: the known ones.
    """
    published = published_record(records)
    arxiv = next((one for one in records if one.arxiv), None)
    titled = _titled(records, published)
    named = authors_record(records)
    placed = published or arxiv
    venue = venue_of(published, venues) if published else _preprint_venue(arxiv, venues)
    doi, registered = _doi(records, published)
    dated = next((one for one in (placed, *records) if one and year_of(one)), None)
    links = dict(_links(records, doi, arxiv.arxiv if arxiv else ""))
    origins = {
        "title": titled,
        "authors": named,
        "venue": placed if venue else None,
        "year": dated,
        "doi": registered,
        "arxiv": arxiv,
        "published": published,
        **{f"links.{label}": record for label, (_, record) in links.items()},
    }
    return EntryFacts(
        title=titled.title,
        authors=named.authors if named else (),
        venue=venue,
        is_venue_known=venue is None or venues.find(venue.name) is not None,
        year=year_of(dated) if dated else None,
        doi=doi,
        arxiv=arxiv.arxiv if arxiv else "",
        links={label: url for label, (url, _) in links.items()},
        notice=next((one.notice for one in records if one.notice), None),
        are_authors_in_order=named is None or named.is_in_order,
        origins={name: record for name, record in origins.items() if record},
    )


def published_record(records: Iterable[SourceRecord]) -> SourceRecord | None:
    """Return the record that says best where a work appeared; None if none does.

    One that names a series alone, or nothing, does not.
    """
    published_in = [one for one in records if one.type in _PUBLISHED and _container(one)]
    return min(published_in, key=lambda one: _WITNESSES.index(one.witness), default=None)


def authors_record(records: Iterable[SourceRecord]) -> SourceRecord | None:
    """Return the record whose authors are to be written; None if none names any.

    The authors know best in which order they stand, and a publisher better than an index that
    shortens names.
    """
    named = [one for one in records if one.authors]
    order = [Witness.AUTHORS, *_WITNESSES]

    def rank(one: SourceRecord) -> tuple[bool, bool, int]:
        return not one.is_in_order, not one.has_full_names, order.index(one.witness)

    return min(named, key=rank, default=None)


def venue_of(record: SourceRecord, venues: Venues) -> Venue | None:
    """Return the known venue of a record, else one to be proposed; None if it names none.

    :param venues: the known ones.

    >>> from .record import SourceRecord, Witness
    >>> name = "2022 IEEE Conference on Testing Workshops (ICSTW)"
    >>> found = venue_of(SourceRecord("", Witness.REGISTRAR, "", venue=name), Venues())
    >>> found.name, found.full, found.kind.value
    ('ICSTW', 'IEEE Conference on Testing Workshops', 'workshop')
    """
    container = _container(record)
    if not container:
        return None
    is_journal = record.type is RecordType.ARTICLE
    return venues.titles.find_venue(container, is_journal=is_journal) or _proposed(
        container, venues, is_journal=is_journal
    )


def year_of(record: SourceRecord) -> int | None:
    """Return the year to write: in print, else online, else as issued.

    A volume is of the year of its meeting, if its title names one: it may be printed in the next.
    """
    year = record.years.best
    named = {int(text) for text in _YEAR.findall(record.venue)}
    if record.type in _PUBLISHED - {RecordType.ARTICLE} and len(named) == 1:
        (meeting,) = named
        if year is None or abs(meeting - year) <= 1:
            return meeting
    return year


def differs(record: SourceRecord, title: str) -> bool:
    """Return whether a record has another title than this one, folded."""
    return bool(record.title) and title_key(record.title) != title_key(title)


def _container(record: SourceRecord) -> str:
    return "" if is_series(record.venue) else record.venue


def _proposed(container: str, venues: Venues, *, is_journal: bool) -> Venue:
    """Return a venue that a list may add: by its acronym, if its name has one that is free."""
    if is_journal:
        return Venue(container, kind=VenueKind.JOURNAL)
    kind = VenueKind.CONFERENCE if _MEETING.search(container) else None
    if is_workshop(container):
        kind = VenueKind.WORKSHOP
    full = " ".join(_YEAR.sub("", container).split())
    for pattern in (_ACRONYM, _AFTER_DASH):
        match = pattern.search(container)
        if match and not venues.find(match[1]):
            rest = " ".join(_YEAR.sub("", container[: match.start()]).split())
            return Venue(match[1], rest, kind or VenueKind.CONFERENCE)
    return Venue(full, kind=kind)


def _preprint_venue(arxiv: SourceRecord | None, venues: Venues) -> Venue | None:
    return venues.find(PREPRINT_VENUE) or Venue(PREPRINT_VENUE) if arxiv else None


def _titled(records: Sequence[SourceRecord], published: SourceRecord | None) -> SourceRecord:
    """Return the record whose title is to be written.

    The published one is cited. If the authors' own differs in spelling alone, it is better: what
    is registered often lacks capitals, or has nothing else.
    """
    wanted = published or records[0]
    own = [one for one in records if one.witness is Witness.AUTHORS]
    same = [one for one in own if not differs(one, wanted.title)]
    better = [one for one in (*same, wanted, *own, *records) if not one.is_in_capitals]
    return next(iter(better), wanted)


def _doi(
    records: Sequence[SourceRecord], published: SourceRecord | None
) -> tuple[str, SourceRecord | None]:
    """Return the DOI of the version that is cited, and its record; arXiv's own is none."""
    are_published = [one for one in records if one.type in _PUBLISHED]
    candidates = filter(None, [published, *are_published]) if are_published else records
    for one in candidates:
        if one.doi and not arxiv_of_doi(one.doi):
            hinted = (other.hint.doi for other in records)
            same = (doi for doi in hinted if doi.lower() == one.doi.lower())
            return next(same, one.doi), one  # the authors write it as it is printed
    return "", None


def _links(
    records: Sequence[SourceRecord], doi: str, arxiv: str
) -> Iterator[tuple[str, tuple[str, SourceRecord]]]:
    """Yield label, address and record of links; of two with one label, the publisher's."""
    seen: set[str] = set()
    for one in sorted(records, key=lambda one: _WITNESSES.index(one.witness)):
        for label, url in one.links.items():
            if label not in seen and not says_no_more(url, doi, arxiv):
                seen.add(label)
                yield label, (url, one)
