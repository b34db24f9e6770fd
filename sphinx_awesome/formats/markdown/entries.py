"""From what an item says to an entry."""

from __future__ import annotations

from collections.abc import Iterable

from ...core import ids
from ...core.links import of_file, why_not_url
from ...core.model import Entry, Venue
from ...core.names import et_al_last, tidy_braces
from ...core.text import clean, stable_fold
from .addresses import Target, target
from .dates import Date
from .document import Item
from .facts import Facts
from .messages import Messages
from .noise import is_noise
from .places import Places
from .sections import Sections
from .text import tidy
from .venue_names import kind_of

_TOPIC = 6
"""Words that a bullet may have to be a keyword of the papers in it."""


class Entries:
    """Makes entries, and venues that no registry knows."""

    def __init__(self, places: Places, sections: Sections, messages: Messages, folder: str) -> None:
        self.venues: dict[str, Venue] = {}
        """Those that are new, by their folded names."""
        self._known = places.venues
        self._sections = sections
        self._messages = messages
        self._folder = folder

    def of(self, facts: Facts, item: Item) -> tuple[Entry, Date | None]:
        """What an item says, as an entry without an id, and its date as exactly as it is told."""
        place = facts.place
        venue, heading_when = self._sections.venue_and_date(item.heading)
        when = (place.when if place else None) or facts.when or heading_when
        name = self._venue(place.name if place else venue)
        links, targets = self._links(facts)
        self._messages.characters(item)
        entry = Entry(
            id="",
            title=clean(facts.title),
            authors=et_al_last([tidy_braces(clean(name)) for name in facts.authors]),
            venue=clean(name),
            track=clean((place.track if place else "") or (facts.track if name else "")),
            year=when.year if when else None,
            award=clean(place.award) if place else "",
            doi=next((t.doi for t in targets if ids.is_doi(t.doi)), ""),
            arxiv=next((t.arxiv for t in targets if ids.is_arxiv(t.arxiv)), ""),
            links=links,
            tags=distinct([*facts.tags, *(t for t in item.topics if len(t.split()) <= _TOPIC)]),
            note=clean("; ".join(dict.fromkeys(_told(facts.notes)))).strip("; "),
            abstract=clean(facts.abstract),
        )
        return entry, facts.when or when

    def _venue(self, name: str) -> str:
        """The name of a venue as it was told first, if the registry lacks it."""
        if not name or self._known.find(name) is not None:
            return name
        return self.venues.setdefault(stable_fold(name), Venue(name, kind=kind_of(name))).name

    def _links(self, facts: Facts) -> tuple[dict[str, str], list[Target]]:
        told: list[tuple[str, str]] = []
        targets: list[Target] = []
        relative: list[tuple[str, int]] = []
        for label, written, one in facts.links:
            found = self._whole(written)
            if not found.is_whole:
                if found.url and not found.url.startswith(("#", "mailto:")):
                    relative.append((found.url, one.line))
            elif reason := why_not_url(found.url):
                self._messages.address(found.url, reason, one.line)
            else:
                targets.append(found)
                told.append((clean(label) or "link", found.url))
        if relative:
            self._messages.relative_addresses([url for url, _ in relative], relative[0][1])
        links: dict[str, str] = {}
        add_links(links, told)
        return links, targets

    def _whole(self, written: Target) -> Target:
        """What a link leads to, with the address of the list's folder before a file in it."""
        file = "" if written.is_whole else of_file(written.url, self._folder)
        return target(file) if file else written


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
    found: dict[str, str] = {}
    for tag in filter(None, map(clean, tags)):
        found.setdefault(stable_fold(tag), tag)
    return tuple(found.values())


def _told(notes: Iterable[str]) -> list[str]:
    """Notes without what says nothing about a paper."""
    return [note for note in map(tidy, notes) if not is_noise(note)]
