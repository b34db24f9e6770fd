"""From the items of a document to an awesome list, with an account of every line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ...core import ids as core_ids
from ...core.links import is_file, of_file, why_not_url
from ...core.model import AwesomeList, Entry, Section, Venue
from ...core.problem import Code, Problem, Span
from ...core.text import clean, fold, legible, unwanted
from ...core.venues import Venues
from .account import Account, Kind, Line
from .addresses import Leads, Target
from .addresses import target as target_of
from .dates import YEAR, Date, date
from .document import Document, Item
from .facts import Facts
from .marks import plain
from .noise import is_noise
from .places import Places
from .score import Told
from .text import tidy
from .venue_names import kind_of

_TOPIC = 6
"""Words that a bullet may have to be a keyword of the papers in it."""
PAPERS = "Papers"
"""Title of the section of papers that stand under no heading of their own."""


@dataclass(slots=True)
class _Paper:
    """A paper under way."""

    entry: Entry
    date: Date | None
    span: Span


@dataclass(slots=True)
class _Section:
    id: str
    title: str
    path: tuple[str, ...]
    papers: dict[str, None] = field(default_factory=dict)


_CONTEXT = re.compile(
    rf"\b(?:before|after|until|since|and|to|in|papers?|earlier|early|later|publications?|works?|older|prior|"
    rf"preprints?|list|year|conferences?|journals?)\b|{YEAR}|[^\w\s]|_|年",
    re.IGNORECASE,
)


def keys(entry: Entry) -> list[str]:
    """What a paper is known by, the surest first: arXiv id, DOI, folded title."""
    found = []
    if entry.arxiv:
        found.append(f"arxiv:{entry.arxiv}")
    if entry.doi:
        found.append(f"doi:{entry.doi.lower()}")
    found.append(f"title:{_title_key(entry.title)}")
    return found


def _title_key(title: str) -> str:
    return "".join(c for c in fold(title) if c.isalnum()) or title


class Builder:
    """Puts a list together."""

    def __init__(
        self,
        document: Document,
        path: str,
        known: Venues,
        places: Places,
        ids: Mapping[str, str],
    ) -> None:
        self.document = document
        self.path = path
        self.known = known
        self.places = places
        self.ids = ids
        self.folder = ""  # its address, if it is known
        self.problems: list[Problem] = []
        self.sections: dict[int, _Section] = {}  # by heading
        self.papers: dict[str, _Paper] = {}  # by id
        self.by_key: dict[str, str] = {}
        self.homes: dict[str, str] = {}
        self.places_of: list[str | None] = [None] * len(document.lines)
        self.new: dict[str, Venue] = {}
        self._taken: set[str] = set(ids.values())
        self._numbers: dict[str, int] = {}
        self._names: set[str] = set()
        self._contexts: dict[int, tuple[str, Date | None]] = {}
        self._main = self._main_heading()

    # Sections

    def _main_heading(self) -> int:
        """The heading that is the list's own title; 0 if there is none."""
        headings = self.document.headings
        if len(headings) < 2:
            return 0
        level = headings[1].level
        alone = len(headings) > 2 and sum(h.level <= level for h in headings[1:]) == 1
        return int(level == 1 or (alone and not self.document.title))

    def context(self, heading: int) -> tuple[str, Date | None]:
        """What :meth:`_context` says, once for each heading."""
        if heading not in self._contexts:
            self._contexts[heading] = self._context(heading)
        return self._contexts[heading]

    def _context(self, heading: int) -> tuple[str, Date | None]:
        """Venue and year that a heading gives to what is under it; ("", None) if it is a topic."""
        title = tidy(self.document.headings[heading].title)
        if when := date(title):
            return "", when
        year = re.search(rf"\b{YEAR}\b", title)
        when = Date(int(year[0])) if year else None
        rest = _CONTEXT.sub(" ", title).strip()
        if year and not rest:
            open_ended = re.search(
                r"before|until|prior|earl|older|since|after|[-–~]", title, re.IGNORECASE
            )
            return "", None if open_ended else when
        place = self.places.find(title)
        if place is not None and place.known and not place.aside:
            return place.name, place.when
        return "", None

    def is_topic(self, heading: int) -> bool:
        """Whether a heading names a topic, and no year or venue."""
        title = tidy(self.document.headings[heading].title)
        venue, when = self.context(heading)
        if venue and when is None:
            # A venue alone is a topic of its own if no other stands above it.
            above = self.document.headings[heading].parent
            return not any(h != self._main and self.is_topic(h) for h in self.document.path(above))
        if (venue, when) != ("", None):
            return False
        return bool(_CONTEXT.sub(" ", title).strip()) or not re.search(YEAR, title)

    def section(self, heading: int) -> _Section:
        """The section of what stands under a heading: a topic's, or the whole list's."""
        while heading and (
            not self.is_topic(heading) or not tidy(self.document.headings[heading].title)
        ):
            heading = self.document.headings[heading].parent
        if heading == self._main:
            heading = 0
        if heading not in self.sections:
            self.sections[heading] = self._new_section(heading)
        return self.sections[heading]

    def _new_section(self, heading: int) -> _Section:
        path = tuple(
            tidy(plain(self.document.headings[h].marks))
            for h in self.document.path(heading)
            if h != self._main
        )
        title = path[-1] if path else PAPERS
        if fold(title) in self._names and len(path) > 1:
            title = f"{title} ({path[-2]})"
        number, unique = 2, title
        while fold(unique) in self._names:
            unique = f"{title} ({number})"
            number += 1
        self._names.add(fold(unique))
        return _Section(
            self._new_id(core_ids.slug(unique)[: core_ids.ID_LENGTH - 6].strip("-")), unique, path
        )

    # Papers

    def add(self, told: Told) -> None:
        """Add a paper, or what is new about one that is known."""
        assert told.facts is not None  # noqa: S101  (what tells a paper has facts)
        section = self.section(told.item.heading)
        span = self._span(told.item)
        entry, when = self._entry(told.facts, told.item, span)
        its = keys(entry)
        known = self._find(entry, its, span)
        if known is None:
            entry = replace(entry, id=self._id(entry, its))
            self.papers[entry.id] = _Paper(entry, when, span)
            self.homes[entry.id] = section.id
        else:
            entry = self._merge(self.papers[known], entry, when, span)
        for key in its:
            self.by_key.setdefault(key, entry.id)
        section.papers.setdefault(entry.id)
        for line in range(told.item.start, min(told.item.end, len(self.places_of))):
            if self.document.kinds[line] is not Kind.BLANK and self.places_of[line] is None:
                self.document.kinds[line] = Kind.PAPER
                self.places_of[line] = entry.id

    def _find(self, entry: Entry, its: Iterable[str], span: Span) -> str | None:
        """The paper that is told already, if an item tells it again."""
        for key in its:
            known = self.by_key.get(key)
            if known is None or (
                key.startswith("title:")
                and len(entry.title.split()) < 3
                and not entry.title.isupper()
            ):
                continue
            before = self.papers[known]
            if key.startswith("title:") or _alike(before.entry.title, entry.title):
                return known
            message = f'"{legible(entry.title)}" has the address of "{legible(before.entry.title)}"'
            hint = f"one of the two links is wrong, see line {before.span.line}"
            self.problems.append(Problem(Code.DISAGREE, message, span, hint))
            return None
        return None

    def _merge(self, before: _Paper, entry: Entry, when: Date | None, span: Span) -> Entry:
        """One paper of what is told in two places. The first to say a thing is believed."""
        old = before.entry
        for name in ("year", "venue", "arxiv"):
            first, second = getattr(old, name), getattr(entry, name)
            if first and second and first != second:
                message = f'"{legible(old.title)}" has the {name} {second} here and {first} before'
                hint = f"make it one, see line {before.span.line}"
                self.problems.append(Problem(Code.DISAGREE, message, span, hint))
        links = dict(old.links)
        _add_links(links, entry.links.items())
        before.entry = replace(
            old,
            authors=old.authors or entry.authors,
            venue=old.venue or entry.venue,
            track=old.track or (entry.track if old.venue == entry.venue else ""),
            year=old.year or (entry.year if not old.venue or old.venue == entry.venue else None),
            award=old.award or entry.award,
            doi=old.doi or entry.doi,
            arxiv=old.arxiv or entry.arxiv,
            links=links,
            tags=_distinct([*old.tags, *entry.tags]),
            note=old.note or entry.note,
            abstract=old.abstract or entry.abstract,
        )
        before.date = before.date or when
        return before.entry

    def _entry(self, facts: Facts, item: Item, span: Span) -> tuple[Entry, Date | None]:
        """What an item says, as an entry without an id, and its date."""
        place = facts.place
        venue, heading_when = self._from_headings(item.heading)
        when = (place.when if place else None) or facts.when or heading_when
        exact = facts.when or when
        name = place.name if place else venue
        if name and self.known.find(name) is None:
            self.new.setdefault(fold(name), Venue(name, kind=kind_of(name)))
            name = self.new[fold(name)].name
        links, targets = self._links(facts)
        arxiv = next((t.arxiv for t in targets if t.arxiv and core_ids.is_arxiv(t.arxiv)), "")
        doi = next((t.doi for t in targets if t.doi and core_ids.is_doi(t.doi)), "")
        self._report_characters(item, span)
        entry = Entry(
            id="",
            title=clean(facts.title),
            authors=tuple(filter(None, map(clean, facts.authors))),
            venue=clean(name),
            track=clean((place.track if place else "") or (facts.track if name else "")),
            year=when.year if when else None,
            award=clean(place.award) if place else "",
            doi=doi,
            arxiv=arxiv,
            links=links,
            tags=_distinct([*facts.tags, *(t for t in item.topics if len(t.split()) <= _TOPIC)]),
            note=clean("; ".join(dict.fromkeys(_told(facts.notes)))).strip("; "),
            abstract=clean(facts.abstract),
        )
        return entry, exact

    def _from_headings(self, heading: int) -> tuple[str, Date | None]:
        """The venue and the year that the headings above tell."""
        venue, when = "", None
        while heading:
            here, then = self.context(heading)
            venue, when = venue or here, when or then
            if self.is_topic(heading):
                break
            heading = self.document.headings[heading].parent
        return venue, when

    def _links(self, facts: Facts) -> tuple[dict[str, str], list[Target]]:
        told: list[tuple[str, str]] = []
        targets = []
        relative: list[tuple[str, int]] = []
        for label, written, one in facts.links:
            target = self._whole(written)
            line = one.line + 1
            if target.leads is Leads.NOWHERE:
                if target.url and not target.url.startswith(("#", "mailto:")):
                    relative.append((target.url, line))
                continue
            if reason := why_not_url(target.url):
                self._report_url(target.url, reason, line)
                continue
            targets.append(target)
            told.append((clean(label) or "link", target.url))
        if relative:
            url, line = relative[0]
            others = len(relative) - 1
            more = f"; nor do {others} more of the paper" if others > 1 else ""
            more = "; nor does another of the paper" if others == 1 else more
            self._report_url(url, f"it does not start with http:// or https://{more}", line)
        links: dict[str, str] = {}
        _add_links(links, told)
        return links, targets

    def _whole(self, target: Target) -> Target:
        """What a link leads to, with the address of the list's folder before a file in it."""
        file = of_file(target.url, self.folder) if target.leads is Leads.NOWHERE else ""
        return target_of(file) if file else target

    def _report_url(self, url: str, reason: str, line: int) -> None:
        source = self.document.lines[line - 1] if line <= len(self.document.lines) else ""
        column = source.find(url[:200]) + 1 or 1
        message = f'the address "{legible(url)}" is left out: {reason}'
        code = Code.RELATIVE if is_file(url) else Code.URL
        hint = "write the whole address as a browser shows it, starting with https://"
        if code is Code.RELATIVE:
            hint += "; sphinx-awesome new takes it from --repository"
        self.problems.append(Problem(code, message, Span(self.path, line, column), hint))

    def _report_characters(self, item: Item, span: Span) -> None:
        if found := unwanted("\n".join(self.document.lines[item.start : item.end])):
            message = f"the paper's text holds {', '.join(found)}, which is taken out"
            self.problems.append(Problem(Code.CHARACTER, message, span, "delete it"))

    def _span(self, item: Item) -> Span:
        line = self.document.lines[item.start] if item.start < len(self.document.lines) else ""
        return Span(self.path, item.start + 1, len(line) - len(line.lstrip()) + 1)

    def _id(self, entry: Entry, its: Iterable[str]) -> str:
        for key in its:
            wanted = self.ids.get(key)
            if wanted and wanted not in self.papers and core_ids.is_id(wanted):
                return wanted
        return self._new_id(core_ids.propose(entry.title, entry.authors, entry.year))

    def _new_id(self, proposal: str) -> str:
        """An id that is not taken, in the manner of :func:`~sphinx_awesome.core.ids.propose`."""
        unique = proposal
        while unique in self._taken:
            self._numbers[proposal] = self._numbers.get(proposal, 1) + 1
            unique = f"{proposal[: core_ids.ID_LENGTH - 8].strip('-')}-{self._numbers[proposal]}"
        self._taken.add(unique)
        return unique

    # The rest

    def stand_out(self, told: Told) -> None:
        """Report an item among papers that tells none."""
        facts = told.facts
        line = (
            clean(self.document.lines[told.item.start])
            if told.item.start < len(self.document.lines)
            else ""
        )
        message = f'"{legible(line)}" stands among papers and is read as none'
        what = "a link to the paper" if facts is None or not facts.says_paper else "a longer title"
        hint = f"give it {what}, authors, or a venue and a year; it is kept as prose"
        self.problems.append(Problem(Code.READING, message, self._span(told.item), hint))
        for number in range(told.item.start, min(told.item.end, len(self.document.kinds))):
            if self.document.kinds[number] is Kind.PROSE:
                self.document.kinds[number] = Kind.PROBLEM

    def finish(
        self,
    ) -> tuple[AwesomeList, Account, dict[str, str], dict[str, tuple[str, ...]], dict[str, str]]:
        """The list, its account, prose, paths and dates."""
        ordered = [self.sections[heading] for heading in sorted(self.sections)]
        title = self.document.headings[self._main].title if self._main else self.document.title
        whole = AwesomeList(
            title=tidy(title),
            sections={s.id: Section(s.id, s.title, entries=tuple(s.papers)) for s in ordered},
            entries={paper: self.papers[paper].entry for paper in self.papers},
            homes=dict(self.homes),
            venues=Venues([*self.known, *self.new.values()]),
        )
        account, prose = self._account()
        paths = {s.id: s.path for s in ordered}
        dates = {i: str(p.date) for i, p in self.papers.items() if p.date}
        return whole, account, prose, paths, dates

    def _account(self) -> tuple[Account, dict[str, str]]:
        """What became of each line, and the prose of each section."""
        document = self.document
        lines: list[Line] = []
        prose: dict[str, list[str]] = {}
        starts = {heading.start: n for n, heading in enumerate(document.headings) if n}
        place, headed = "", True
        for number, kind in enumerate(document.kinds):
            if heading := starts.get(number):
                place, headed = self._section_above(heading)
            lines.append(Line(number + 1, kind, self.places_of[number] or place))
            is_heading = number in starts and headed
            if kind in {Kind.PROSE, Kind.PROBLEM, Kind.BLANK} or (
                is_heading and kind is Kind.STRUCTURE
            ):
                prose.setdefault(place, []).append(document.lines[number])
        texts = {
            place: re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")
            for place, kept in prose.items()
        }
        return Account(tuple(lines)), {place: f"{text}\n" for place, text in texts.items() if text}

    def _section_above(self, heading: int) -> tuple[str, bool]:
        """The section that a heading's prose is kept with, and whether the heading is prose too."""
        own = heading
        while heading:
            if heading in self.sections:
                return self.sections[heading].id, heading != own
            heading = self.document.headings[heading].parent
        return "", own != self._main


def _told(notes: Iterable[str]) -> list[str]:
    """Notes without what says nothing about a paper."""
    return [note for note in map(tidy, notes) if not is_noise(note)]


def _alike(one: str, other: str) -> bool:
    """Whether two titles can be one: one holds the other, or they share most of their words."""
    a, b = _title_key(one), _title_key(other)
    if a in b or b in a:
        return True
    first, second = set(fold(one).split()), set(fold(other).split())
    return len(first & second) >= max(3, 0.7 * min(len(first), len(second)))


def _add_links(links: dict[str, str], more: Iterable[tuple[str, str]]) -> None:
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


def _distinct(tags: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for tag in filter(None, map(clean, tags)):
        found.setdefault(fold(tag), tag)
    return tuple(found.values())
