"""What holds between the files of a list: ids are unique, references lead somewhere."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from ...core.model import Entry, Section, Venue
from ...core.problem import Code
from ...core.text import legible
from ...core.venues import Venues, key
from .documents import VENUES_FILE, Ref
from .messages import LONGEST, Said, nearest
from .reader import Reading

_SUGGESTIONS = 10  # To look for one takes long in a long list, and nobody reads a hundred.


class _At(NamedTuple):
    """Where an id was seen first."""

    reading: Reading
    place: tuple[str | int, ...]

    def __str__(self) -> str:
        return str(self.reading.source.span(*self.place, value=True))


class Papers:
    """The papers of some sections.

    :ivar entries: by id, in the order in which they are told.
    :ivar homes: section in which each is told.
    :ivar sections: by id, in their order.
    """

    def __init__(self, readings: Mapping[str, Reading]) -> None:
        self.entries: dict[str, Entry] = {}
        self.homes: dict[str, str] = {}
        self.sections: dict[str, Section] = {}
        self._seen: dict[str, _At] = {id_: _At(reading, ()) for id_, reading in readings.items()}
        self._aliases: dict[str, str] = {}
        self._suggestions = _SUGGESTIONS
        kept = {section: self._tell(section, reading) for section, reading in readings.items()}
        for section, reading in readings.items():
            self._take_aliases(reading, kept[section])
        for section, reading in readings.items():
            members = tuple(self._members(reading, kept[section]))
            header = cast(Section, reading.header)
            self.sections[section] = dataclasses.replace(header, entries=members)

    def _claim(self, id_: str, at: _At) -> bool:
        """Take an id, or report that it is taken."""
        first = self._seen.setdefault(id_, at)
        if first is at:
            return True
        message = f"the id `{id_}` is taken already, at {first}"
        hint = "choose another one"
        if first.place[-1:] == at.place[-1:] == ("id",):
            hint = f'for the same paper, write only ref = "{id_}"; for another one, another id'
        at.reading.report(Said(Code.DUPLICATE_ID, message, hint), *at.place, value=True)
        return False

    def _tell(self, section: str, reading: Reading) -> dict[int, Entry]:
        """The papers of a section's own, by the index of their block."""
        kept = {}
        for index, value in enumerate(reading.values):
            if isinstance(value, Entry) and self._claim(
                value.id, _At(reading, ("entry", index, "id"))
            ):
                kept[index] = self.entries[value.id] = value
                self.homes[value.id] = section
        return kept

    def _take_aliases(self, reading: Reading, kept: Mapping[int, Entry]) -> None:
        for index, entry in kept.items():
            aliases = tuple(
                alias
                for number, alias in enumerate(entry.aliases)
                if self._claim(alias, _At(reading, ("entry", index, "aliases", number)))
            )
            self._aliases |= dict.fromkeys(aliases, entry.id)
            if aliases != entry.aliases:
                self.entries[entry.id] = dataclasses.replace(entry, aliases=aliases)

    def _members(self, reading: Reading, kept: Mapping[int, Entry]) -> Iterator[str]:
        """Ids of all papers of a section, each once."""
        own = {entry.id for entry in kept.values()}
        seen: set[str] = set()
        for index, value in enumerate(reading.values):
            paper = kept[index].id if index in kept else None
            if isinstance(value, Ref):
                paper = self._resolve(value.ref, reading, index)
                if paper in own or paper in seen:
                    hint = "delete one of the two"
                    said = Said(Code.REF, f"the section has the paper `{paper}` already", hint)
                    reading.report(said, "entry", index, "ref", value=True)
                    continue
            if paper is not None:
                seen.add(paper)
                yield paper

    def _resolve(self, ref: str, reading: Reading, index: int) -> str | None:
        """Id of the paper that a reference means."""
        if ref in self.entries:
            return ref
        paper = self._aliases.get(ref)
        if paper:
            said = Said(Code.REF, f"`{ref}` is a former id", f'write ref = "{paper}"', paper)
        else:
            said = Said(Code.REF, f"no paper has the id `{ref}`", self._suggest(ref))
        reading.report(said, "entry", index, "ref", value=True)
        return paper

    def _suggest(self, ref: str) -> str:
        """How to mend a reference to nothing."""
        self._suggestions -= 1
        close = nearest(ref, self.entries, most=3) if self._suggestions >= 0 else []
        return f"write ref = {_either(close)}" if close else "write the id of a paper of the list"


def report_unknown_venues(readings: Iterable[Reading], venues: Venues) -> None:
    """Report each name that the registry does not know, once, at its first place."""
    found: dict[str, list[_At]] = {}
    known: dict[str, bool] = {"": True}
    for reading in readings:
        for index, value in enumerate(reading.values):
            if not isinstance(value, Entry):
                continue
            names: dict[tuple[str, ...], str] = {("venue",): value.venue}
            if value.published:
                names["published", "venue"] = value.published.venue
            for place, name in names.items():
                if name not in known:
                    known[name] = venues.find(name) is not None
                if not known[name]:
                    found.setdefault(name, []).append(_At(reading, ("entry", index, *place)))
    for number, (name, (first, *others)) in enumerate(found.items()):
        shown = legible(name)
        places = "place" if len(others) == 1 else "places"
        more = f", here and at {len(others)} more {places}" if others else ""
        close = venues.nearest(name) if number < _SUGGESTIONS and len(name) <= LONGEST else []
        hint = f"add it to {VENUES_FILE}, with its kind"
        if close:
            hint = f"write {_either(close)}, or {hint}"
        message = f'no venue is called "{shown}"{more}'
        first.reading.report(Said(Code.VENUE, message, hint), *first.place, value=True)


def _either(names: Sequence[str]) -> str:
    return " or ".join(f'"{name}"' for name in names)


def own_venues(reading: Reading, packaged: Iterable[Venue]) -> list[Venue]:
    """The venues of a list's own file. One with the short name of a packaged one replaces it."""
    own = {index: v for index, v in enumerate(reading.values) if isinstance(v, Venue)}
    replaced = {key(venue.name) for venue in own.values()}
    owners: dict[str, Venue] = {}  # by name as it is compared
    for venue in packaged:
        if key(venue.name) not in replaced:
            owners |= {key(name): venue for _, name in _names(venue)}
    for venue in own.values():
        owners.setdefault(key(venue.name), venue)
    kept: dict[str, Venue] = {}
    for index, venue in own.items():
        for place, name in _names(venue):
            owner = owners.setdefault(key(name), venue)
            if owner is not venue:
                message = f'"{legible(name)}" means the venue {legible(owner.name)} already'
                said = Said(Code.DUPLICATE_VENUE, message, "delete one of the two")
                reading.report(said, "venue", index, *place, value=True)
        kept.setdefault(key(venue.name), venue)
    return list(kept.values())


def _names(venue: Venue) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """All names of a venue, with the place of each in its block."""
    yield ("name",), venue.name
    if venue.full:
        yield ("full",), venue.full
    yield from ((("aliases", number), alias) for number, alias in enumerate(venue.aliases))
