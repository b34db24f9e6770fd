"""Assemble the entries of a list from its classified items, and report what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ....core import identifiers
from ....core.model import AwesomeList, Entry, EntryType, Publication, Section
from ....core.person_names import et_al_last, tidy_braces
from ....core.problem import Location, Problem
from ....core.same_work import (
    have_other_arxiv_ids,
    have_other_authors,
    identity_keys,
    title_key,
    titles_match,
    work_keys,
)
from ....core.slugs import IdAllocator
from ....core.text import clean, fold, stable_fold
from ....core.urls import resolve_file_url, url_error
from ....core.venues import Venue, VenueKind, Venues
from .. import weights
from ..classification import linked_headings
from ..document.headings import HeadingReader
from ..document.outline import (
    Document,
    Item,
    LineReport,
    LineStatus,
    plain_text,
)
from ..items.extraction import Interpretation
from ..items.splitting import ParsedItem
from ..words.dates import Date
from ..words.fragments import is_ignorable, is_nothing, tidy
from ..words.link_kinds import ClassifiedUrl, classify_url
from ..words.venue_mentions import guess_venue_kind
from .list_fields import ListFields
from .problem_reporter import ProblemReporter
from .prose_parts import (
    Frame,
    ProseDivider,
    ProsePart,
    SectionsOfHeadings,
    mark_read_elements,
)

PAPERS = "Papers"
"""Title of the section of papers that stand under no heading of their own."""


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

    def __init__(self, document: Document, headings: HeadingReader, ids: IdAllocator) -> None:
        self._document = document
        self.headings = headings
        self.ids = ids
        self._by_heading: dict[int, OpenSection] = {}
        self._names: set[str] = set()

    def __iter__(self) -> Iterator[OpenSection]:
        """In the order of their headings."""
        return (self._by_heading[heading] for heading in sorted(self._by_heading, key=self._start))

    def _start(self, heading: int) -> int:
        return self._document.headings[heading].start

    def of(self, heading: int) -> OpenSection:
        """The section of what stands under a heading: a topic's, or the whole list's."""
        while heading and not self.headings.is_topic[heading]:
            heading = self._document.headings[heading].parent
        if heading == self.headings.main:
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
        return "", own != self.headings.main

    def of_headings(self) -> SectionsOfHeadings:
        """Return which headings are sections, and which belong to one."""
        own = {heading: section.id for heading, section in self._by_heading.items()}
        return SectionsOfHeadings(self.above, own, self.headings.main)

    def _open(self, heading: int) -> OpenSection:
        path = tuple(
            tidy(plain_text(self._document.headings[h].marks))
            for h in self._document.path(heading)
            if h != self.headings.main
        )
        title = path[-1] if path else PAPERS
        if stable_fold(title) in self._names and len(path) > 1:
            title = f"{title} ({path[-2]})"
        number, unique = 2, title
        while stable_fold(unique) in self._names:
            unique = f"{title} ({number})"
            number += 1
        self._names.add(stable_fold(unique))
        return OpenSection(self.ids.of_section(unique), unique, path)


@dataclass(slots=True)
class _Paper:
    """A paper, as it was told so far."""

    entry: Entry
    date: Date | None
    location: Location
    """Where it was told first."""


class EntryCollector:
    """Gathers papers: what is told of one in several places becomes one entry."""

    def __init__(self, ids: IdAllocator, messages: ProblemReporter) -> None:
        self._ids = ids
        self._messages = messages
        self._by_id: dict[str, _Paper] = {}
        self._by_key: dict[str, str] = {}

    @property
    def entries(self) -> dict[str, Entry]:
        """All papers by their ids, in the order in which they were told first."""
        return {id_: paper.entry for id_, paper in self._by_id.items()}

    @property
    def dates(self) -> dict[str, str]:
        """Dates of those that have one, as exactly as they were told."""
        return {id_: str(paper.date) for id_, paper in self._by_id.items() if paper.date}

    def add(self, entry: Entry, when: Date | None, location: Location) -> str:
        """Add a paper, or what is new about one that is known, and give its id."""
        its = _keys(entry)
        known = self._find(entry, its, location)
        if known is None:
            id_ = self._ids.of_paper(identity_keys(entry), entry.title, entry.authors, entry.year)
            self._by_id[id_] = _Paper(replace(entry, id=id_), when, location)
        else:
            id_ = known.entry.id
            self._merge(known, entry, when, location)
        for key in its:
            self._by_key.setdefault(key, id_)
        return id_

    def _find(self, entry: Entry, its: list[str], location: Location) -> _Paper | None:
        """The paper that is told already, if an item tells it again."""
        short = len(entry.title.split()) < 3 and not entry.title.isupper()
        for key in its:
            by_title = key.startswith("title:")
            if key not in self._by_key or (by_title and short):
                continue
            known = self._by_id[self._by_key[key]]
            is_other = have_other_arxiv_ids(known.entry, entry) or (
                by_title and _are_two(known.entry, entry)
            )
            if not is_other and (by_title or titles_match(known.entry.title, entry.title)):
                return known
            line = known.location.line
            if by_title:
                self._messages.disagree(known.entry, entry, "arxiv", location, line)
            else:
                self._messages.same_address(entry, location, known.entry, line)
            return None
        return None

    def _merge(self, known: _Paper, entry: Entry, when: Date | None, location: Location) -> None:
        """Add to a paper what is told of it again. The first to say a thing is believed.

        Of authors, those who are all named are, before those who are not. The year is that of the
        venue: a date told before, without one, is that of a preprint.
        """
        old = known.entry
        preprints = _is_preprint(old), _is_preprint(entry)
        later = old.published
        has_other_title = _has_other_title(old, entry)
        if preprints == (True, False) and entry.venue and not later:
            later = Publication(
                entry.venue, entry.year, title=entry.title if has_other_title else ""
            )
        elif has_other_title:
            self._messages.disagree(old, entry, "title", location, known.location.line)
        finds_venue = bool(entry.venue and entry.year and not old.venue)
        is_earlier = finds_venue and (old.year or 0) <= (entry.year or 0)
        if preprints[0] == preprints[1]:
            for name in ("venue",) if is_earlier else ("year", "venue"):
                self._messages.disagree(old, entry, name, location, known.location.line)
        links = dict(old.links)
        add_links(links, entry.links.items())
        known.entry = replace(
            old,
            authors=_fuller(old, entry),
            venue=old.venue or entry.venue,
            track=old.track or (entry.track if old.venue == entry.venue else ""),
            year=entry.year
            if finds_venue
            else old.year or (entry.year if not old.venue or old.venue == entry.venue else None),
            award=old.award or entry.award,
            doi=old.doi or entry.doi,
            arxiv=old.arxiv or entry.arxiv,
            links=links,
            tags=distinct([*old.tags, *entry.tags]),
            note=_joined_notes(old.note, entry.note),
            abstract=old.abstract or entry.abstract,
            publisher=old.publisher or entry.publisher,
            published=later,
            fields={**entry.fields, **old.fields} if entry.fields else old.fields,
        )
        known.date = known.date or when


def _joined_notes(old: str, new: str) -> str:
    """Join what two mentions of one work say, each thing once; a word alone adds nothing."""
    there = fold(old)
    more = [
        note for note in new.split("; ") if not old or (" " in note and fold(note) not in there)
    ]
    return "; ".join(filter(None, [old, *more]))


def _has_other_title(old: Entry, new: Entry) -> bool:
    """Return whether one work is told under two titles, of which neither is part of the other."""
    one, other = title_key(old.title), title_key(new.title)
    return old.type.is_paper and one not in other and other not in one


def _keys(entry: Entry) -> list[str]:
    """Return what makes two mentions one entry; of no paper, its name and its first address.

    A tool and the paper about it are two, and so are two tools of one name.
    """
    if entry.type.is_paper:
        return work_keys(entry)
    return [f"{entry.type}:{title_key(entry.title)} {next(iter(entry.links.values()), '')}"]


def _fuller(old: Entry, new: Entry) -> tuple[str, ...]:
    """The authors of two entries that tell one paper."""
    is_incomplete = old.has_more_authors and new.authors and not new.has_more_authors
    is_fuller = is_incomplete and len(new.authors) >= len(old.named_authors)
    if len(old.authors) == len(new.authors) and old.authors != new.authors:
        is_fuller = all(map(str.endswith, new.authors, old.authors))  # `Lee`, then `Ann Lee`
    return new.authors if is_fuller else old.authors or new.authors


def _is_preprint(entry: Entry) -> bool:
    return guess_venue_kind(entry.venue) is VenueKind.PREPRINT


def _are_two(one: Entry, other: Entry) -> bool:
    """Return whether papers of one title are two: no author is in both, or they have two DOIs."""
    dois = {doi.lower() for doi in (one.doi, other.doi) if doi and not _PREPRINT_DOI.match(doi)}
    return len(dois) > 1 or have_other_authors(one, other)


_PREPRINT_DOI = re.compile(r"10\.(?:48550|1101|21203|31234|2139|36227|26434)/")


class EntryBuilder:
    """Makes entries, and venues that no registry knows."""

    def __init__(
        self,
        known: Venues,
        sections: SectionFinder,
        messages: ProblemReporter,
        document: Document,
    ) -> None:
        self.venues: dict[str, Venue] = {}
        """Those that are new, by their folded names."""
        self.fields = ListFields()
        self._known = known
        self._sections = sections
        self._messages = messages
        self._document = document

    def of(self, facts: Interpretation, item: Item) -> tuple[Entry, Date | None]:
        """Make an entry without an id of an item, and its date as exactly as it is written."""
        place, is_paper = facts.place, facts.type.is_paper
        venue, heading_when = self._sections.headings.venue_and_date(item.heading)
        when = (place.when if place else None) or facts.when or heading_when
        name = self._venue(place.name if place else venue if is_paper else "")
        links, targets = self._links(facts)
        ids = targets if is_paper else targets[:1]
        self._messages.characters(item)
        entry = Entry(
            id="",
            title=clean(facts.title),
            authors=et_al_last([tidy_braces(clean(name)) for name in facts.authors]),
            venue=clean(name),
            track=clean((place.track if place else "") or (facts.track if name else "")),
            year=when.year if when else None,
            award=clean(place.award) if place else "",
            doi=next((t.doi for t in ids if identifiers.is_doi(t.doi)), ""),
            arxiv=next((t.arxiv for t in ids if is_paper and identifiers.is_arxiv(t.arxiv)), ""),
            links=links,
            tags=distinct(
                [*facts.tags, *(t for t in facts.topics if len(t.split()) <= weights.TOPIC_WORDS)]
            ),
            note=clean("; ".join(dict.fromkeys(_informative(facts.notes)))).strip("; "),
            abstract=clean(facts.abstract),
            type=EntryType.THESIS if place and place.is_thesis and is_paper else facts.type,
            publisher=clean(place.school) if place else "",
            fields=self.fields.of(facts.fields) if facts.fields else {},
        )
        return entry, facts.when or when

    def _venue(self, name: str) -> str:
        """The name of a venue as it was told first, if the registry lacks it."""
        if not name or self._known.find(name) is not None:
            return name
        return self.venues.setdefault(
            stable_fold(name), Venue(name, kind=guess_venue_kind(name))
        ).name

    def _links(self, facts: Interpretation) -> tuple[dict[str, str], list[ClassifiedUrl]]:
        labelled: list[tuple[str, str]] = []
        targets: list[ClassifiedUrl] = []
        relative: list[tuple[str, int]] = []
        for label, written, one in facts.links:
            result = self._resolved(written, one.line)
            if not result.is_absolute:
                if not (result.url.startswith(("#", "mailto:")) or is_nothing(result.url)):
                    relative.append((result.url, one.line))
            elif reason := url_error(result.url):
                self._messages.address(result.url, reason, one.line)
            else:
                targets.append(result)
                labelled.append((clean(label) or "link", result.url))
        if relative:
            self._messages.relative_addresses([url for url, _ in relative], relative[0][1])
        links: dict[str, str] = {}
        add_links(links, labelled)
        return links, targets

    def _resolved(self, written: ClassifiedUrl, line: int) -> ClassifiedUrl:
        """Return the target of a link, with the address of its file's folder before a file."""
        if written.is_absolute:
            return written
        file = resolve_file_url(written.url, self._document.origin(line).folder)
        return classify_url(file) if file else written


def add_links(links: dict[str, str], more: Iterable[tuple[str, str]]) -> None:
    """Add links that lead elsewhere than those that are there, each under a label of its own."""
    there = set(links.values())
    numbers: dict[str, int] = {}
    for label, url in more:
        if url in there:
            continue
        unique = label
        while unique in links:
            numbers[label] = numbers.get(label, 1) + 1
            unique = f"{label} {numbers[label]}"
        links[unique] = url
        there.add(url)


def distinct(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags without those that are there already, in upper or lower case."""
    result: dict[str, str] = {}
    for tag in filter(None, map(clean, tags)):
        result.setdefault(stable_fold(tag), tag)
    return tuple(result.values())


def _informative(notes: Iterable[str]) -> list[str]:
    """Notes without what says nothing about a paper."""
    return [note for note in map(tidy, notes) if not is_ignorable(note)]


@dataclass(frozen=True, slots=True)
class MarkdownReading:
    """A list, read."""

    awesome_list: AwesomeList
    """Sections in the order of their headings, their papers, and the venues, new ones included."""
    problems: list[Problem]
    """In the order of the lines."""
    account: LineReport
    prose: Mapping[str, str]
    """Markdown that is kept with a section, by its id; under "", what stands before the first."""
    paths: Mapping[str, tuple[str, ...]]
    """Headings that lead to a section, its own last, by its id."""
    dates: Mapping[str, str]
    """When papers appeared, as exactly as the list says it (`2023-05`, `2023-05-31`), by id."""
    parts: tuple[ProsePart, ...] = ()
    """What is no entry, by the headings under which it stands, in their order."""
    frame: Frame = field(default_factory=Frame)
    """What stands before and after the list."""


class ListBuilder:
    """Puts a list together."""

    def __init__(
        self,
        document: Document,
        sections: SectionFinder,
        known: Venues,
        messages: ProblemReporter,
    ) -> None:
        self._document = document
        self._known = known
        self._messages = messages
        self._sections = sections
        self._entries = EntryBuilder(known, self._sections, messages, document)
        self._papers = EntryCollector(sections.ids, messages)
        self._homes: dict[str, str] = {}
        self._tells: dict[int, str] = {}  # papers, by the lines that tell them

    def build(self, parsed: Sequence[ParsedItem]) -> MarkdownReading:
        """Build a list of the items that tell papers, and report those that should."""
        for one in parsed:
            if one.is_entry and one.facts is not None:
                self._add(one, one.facts)
            elif one.stands_out:
                self._messages.stands_out(one.item, one.facts)
            elif one.missed:
                self._messages.missed(one)
            if one.stands_out or one.is_missed:
                self._mark(one.item)
        document, sections = self._document, list(self._sections)
        mark_read_elements(document)
        main = self._sections.headings.main
        awesome_list = AwesomeList(
            title=tidy(document.headings[main].title if main else document.title),
            sections={section.id: section.close() for section in sections},
            entries=self._papers.entries,
            homes=self._homes,
            venues=Venues([*self._known, *self._entries.venues.values()]),
            fields=self._entries.fields.definitions(self._papers.entries.values()),
        )
        self._name_linked_headings(parsed)
        if not self._papers.entries:
            self._messages.elsewhere(parsed)
        problems = sorted(self._messages.problems, key=lambda problem: problem.location)
        topics = (one.item for one in parsed if one.item.is_topic)
        divider = ProseDivider(document, self._sections.of_headings(), self._tells, topics)
        account, prose = divider.report(self._items(parsed))
        parts = divider.parts()
        return MarkdownReading(
            awesome_list,
            problems,
            account,
            prose,
            paths={section.id: section.path for section in sections},
            dates=self._papers.dates,
            parts=parts,
            frame=divider.frame(parts),
        )

    def _add(self, one: ParsedItem, facts: Interpretation) -> None:
        """Add a paper, or what is new about one that is known."""
        section = self._sections.of(one.item.heading)
        entry, when = self._entries.of(facts, one.item)
        id_ = self._papers.add(entry, when, self._messages.location(one.item))
        self._homes.setdefault(id_, section.id)
        section.papers.setdefault(id_)
        kinds = self._document.kinds
        for line in range(one.item.start, min(one.item.end, len(kinds))):
            if kinds[line] is not LineStatus.BLANK and line not in self._tells:
                kinds[line] = LineStatus.PAPER
                self._tells[line] = id_

    def _name_linked_headings(self, parsed: Sequence[ParsedItem]) -> None:
        """Name headings that link to papers, if they are no items and have no entry below."""
        used = {h for one in parsed if one.is_entry for h in self._document.path(one.item.heading)}
        items = {one.item.start for one in parsed}
        for number in linked_headings(self._sections.headings, self._document):
            heading = self._document.headings[number]
            if number not in used and heading.start not in items:
                self._messages.linked_heading(heading)

    def _mark(self, item: Item) -> None:
        """Note the lines of what is named and read as no paper."""
        kinds = self._document.kinds
        for line in range(item.start, min(item.end, len(kinds))):
            if kinds[line] is LineStatus.PROSE:
                kinds[line] = LineStatus.PROBLEM

    def _items(self, parsed: Sequence[ParsedItem]) -> dict[str, int]:
        """Count the items by what became of them; those of no words and no links are none."""
        papers = sum(one.is_entry for one in parsed)
        named = sum(one.stands_out or one.is_missed for one in parsed)
        entries = len(self._papers.entries)
        prose = len(parsed) - papers - named
        return {"entries": entries, "told again": papers - entries, "named": named, "prose": prose}
