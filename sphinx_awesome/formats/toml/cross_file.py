"""Checks between the files of a list: unique ids, references with targets, known venues."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple, cast

from ...core.model import Entry, Section
from ...core.problem import KeyPath, Problem, ProblemCode
from ...core.text import closest_names, quote_for_message
from ...core.venues import Venue, Venues, normalize_venue
from .file_reader import FileReading
from .file_schema import VENUES_FILE, ListHeader, Ref
from .own_fields import OwnFieldCheck
from .validation import Explanation

_MAX_SUGGESTIONS = 10  # To look for one takes long in a long list, and nobody reads a hundred.


class _At(NamedTuple):
    """A place in the files."""

    reading: FileReading
    place: KeyPath


class Claim(NamedTuple):
    """The statement in a file that gives an id to something."""

    reading: FileReading
    place: KeyPath
    """() for a section, which has its id from the name of its file."""

    def __str__(self) -> str:
        return str(self.reading.source.location(*self.in_file, value=True))

    @property
    def in_file(self) -> KeyPath:
        """The path in the file, where bad items of a list stand too."""
        return self.reading.path_in_file(self.place)

    @property
    def kind(self) -> str:
        """The kind of thing: `section`, `paper`, `former section`, `former paper` or `removed`."""
        match self.place:
            case ():
                return "section"
            case ("removed", _):
                return "removed"
            case (*_, "id"):
                return "paper"
            case ("aliases", _):
                return "former section"
            case _:
                return "former paper"

    @property
    def section(self) -> str:
        """The id of the section in whose file it stands."""
        return PurePath(self.reading.path).stem

    @property
    def paper(self) -> Entry | None:
        """The paper in whose block it stands, if it stands in one."""
        value = self.reading.values[int(self.place[1])] if self.place[:1] == ("entry",) else None
        return value if isinstance(value, Entry) else None


class Clash(NamedTuple):
    """Two things that were given one id."""

    id: str
    first: Claim
    """What keeps the id."""
    second: Claim
    """Where the problem was reported."""
    turned: Problem
    """The same problem as it is told at the first."""


class CrossFileCheck:
    """The papers of some sections.

    :ivar entries: by id, in the order in which they are told.
    :ivar homes: section in which each is told.
    :ivar sections: by id, in their order.
    :ivar removed: ids that are in use no more, each with the reason.
    :ivar clashes: what each problem of an id that was given twice is about.
    :ivar fields: the list's own fields, by name.
    :param listed: the list's own file, which says what was removed, and defines fields.
    :param takes_any_field: True if a field need not be defined.
    """

    def __init__(
        self,
        readings: Mapping[str, FileReading],
        listed: FileReading | None = None,
        *,
        takes_any_field: bool = False,
    ) -> None:
        own_fields = OwnFieldCheck(listed, takes_any=takes_any_field)
        self._own_fields = own_fields
        self.fields = own_fields.definitions
        self.entries: dict[str, Entry] = {}
        self.homes: dict[str, str] = {}
        self.sections: dict[str, Section] = {}
        self.clashes: dict[Problem, Clash] = {}
        self._seen = {id_: Claim(reading, ()) for id_, reading in readings.items()}
        self._aliases: dict[str, str] = {}
        self._suggestions = _MAX_SUGGESTIONS
        self.removed = self._take_removed(listed)
        own = {
            section: self._take_entries(section, reading) for section, reading in readings.items()
        }
        former = {
            section: self._take_former_ids(reading, cast(Section, reading.header).aliases)
            for section, reading in readings.items()
        }
        for section, reading in readings.items():
            own_fields.hint_at_prefix(reading)
            self._take_aliases(reading, own[section])
        for section, reading in readings.items():
            members = tuple(self._members(reading, own[section]))
            header = cast(Section, reading.header)
            self.sections[section] = dataclasses.replace(
                header, entries=members, aliases=former[section]
            )

    def _claim(self, id_: str, claim: Claim) -> bool:
        """Take an id, or report that it is taken."""
        first = self._seen.setdefault(id_, claim)
        if first is claim:
            return True
        explanation = _taken(id_, claim, first, self.removed.get(id_, ""))
        turned = _taken(id_, first, claim, self.removed.get(id_, ""))
        self._report(id_, first, claim, explanation, turned)
        return False

    def _report(
        self, id_: str, first: Claim, second: Claim, explanation: Explanation, turned: Explanation
    ) -> None:
        """Report at the second of two places that an id is given twice."""
        problem = second.reading.report(explanation, *second.in_file, value=True)
        location = first.reading.source.location(*first.in_file, value=True)
        other = Problem(turned.code, turned.message, location, turned.hint)
        self.clashes[problem] = Clash(id_, first, second, other)

    def _take_removed(self, listed: FileReading | None) -> dict[str, str]:
        """Take the ids that are never given again, and return those that no section still has."""
        header = listed.header if listed else None
        if listed is None or not isinstance(header, ListHeader):
            return {}
        removed = {}
        for id_, reason in header.removed.items():
            claim = Claim(listed, ("removed", id_))
            first = self._seen.setdefault(id_, claim)
            if first is claim:
                removed[id_] = reason
            else:
                explanation, turned = (
                    _taken(id_, claim, first, reason),
                    _taken(id_, first, claim, reason),
                )
                self._report(id_, first, claim, explanation, turned)
        return removed

    def _take_former_ids(
        self, reading: FileReading, aliases: Iterable[str], *path: str | int
    ) -> tuple[str, ...]:
        """Take those of the former ids at a path that nothing else has, and return them."""
        return tuple(
            alias
            for number, alias in enumerate(aliases)
            if self._claim(alias, Claim(reading, (*path, "aliases", number)))
        )

    def _take_entries(self, section: str, reading: FileReading) -> dict[int, Entry]:
        """Return the papers of a section's own, by the index of their block."""
        own = {}
        for index, value in enumerate(reading.values):
            if isinstance(value, Entry) and self._claim(
                value.id, Claim(reading, ("entry", index, "id"))
            ):
                entry = self._own_fields.checked(value, reading, index)
                own[index] = self.entries[value.id] = entry
                self.homes[value.id] = section
        return own

    def _take_aliases(self, reading: FileReading, own: Mapping[int, Entry]) -> None:
        for index, entry in own.items():
            aliases = self._take_former_ids(reading, entry.aliases, "entry", index)
            self._aliases |= dict.fromkeys(aliases, entry.id)
            if aliases != entry.aliases:
                self.entries[entry.id] = dataclasses.replace(entry, aliases=aliases)

    def _members(self, reading: FileReading, own: Mapping[int, Entry]) -> Iterator[str]:
        """Yield the ids of all papers of a section, each once."""
        own_ids = {entry.id for entry in own.values()}
        seen: set[str] = set()
        for index, value in enumerate(reading.values):
            paper = own[index].id if index in own else None
            if isinstance(value, Ref):
                paper = self._resolve(value.ref, reading, index)
                if paper in own_ids or paper in seen:
                    hint = "delete one of the two"
                    explanation = Explanation(
                        ProblemCode.REF, f"the section has the paper `{paper}` already", hint
                    )
                    reading.report(explanation, "entry", index, "ref", value=True)
                    continue
            if paper is not None:
                seen.add(paper)
                yield paper

    def _resolve(self, ref: str, reading: FileReading, index: int) -> str | None:
        """Return the id of the paper that a reference means; report what is wrong with it."""
        if ref in self.entries:
            return ref
        paper = self._aliases.get(ref)
        if paper:
            explanation = Explanation(
                ProblemCode.REF, f"`{ref}` is a former id", f'write ref = "{paper}"', paper
            )
        elif reason := self.removed.get(ref):
            message = f'the paper `{ref}` was removed: "{quote_for_message(reason)}"'
            explanation = Explanation(ProblemCode.REF, message, "delete this block")
        else:
            explanation = Explanation(
                ProblemCode.REF, f"no paper has the id `{ref}`", self._suggest(ref)
            )
        reading.report(explanation, "entry", index, "ref", value=True)
        return paper

    def _suggest(self, ref: str) -> str:
        """Return how to fix a reference to nothing."""
        self._suggestions -= 1
        close = closest_names(ref, self.entries, most=3) if self._suggestions >= 0 else []
        return f"write ref = {_either(close)}" if close else "write the id of a paper of the list"


def _taken(id_: str, here: Claim, there: Claim, reason: str) -> Explanation:
    """Say that something has an id that something else has, and how to mend it.

    :param reason: why what had it was removed, or "".
    """
    message = f"the id `{id_}` is taken already, at {there}"
    hint = "choose another one"
    if here.kind == "section":
        hint = "choose another name for the file"
    if here.kind == "removed":
        message = f"`{id_}` was removed, and is in use at {there}"
        hint = "delete what has the id there; or, if it is back, delete this line"
    elif there.kind == "removed":
        message = f'the id `{id_}` was removed, at {there}: "{quote_for_message(reason)}"'
        hint = f"{hint}; if this is what was removed, delete removed.{id_} there"
    elif here.kind == there.kind == "paper":
        fix = f'write only ref = "{id_}"'
        if here.reading is there.reading:
            fix = "delete one of the two blocks"
        hint = f"for the same paper, {fix}; for another one, another id"
    return Explanation(ProblemCode.DUPLICATE_ID, message, hint)


def report_unknown_venues(readings: Iterable[FileReading], venues: Venues) -> None:
    """Report each name that the registry does not know, once, at its first place.

    :param readings: of the files, to which the problems are added.
    :param venues: the known ones.
    """
    unknown: dict[str, list[_At]] = {}
    known: dict[str, bool] = {"": True}
    for reading in readings:
        for index, value in enumerate(reading.values):
            if not isinstance(value, Entry):
                continue
            for prefix, one in zip(((), ("published",)), value.appearances, strict=False):
                name = one.venue
                if name not in known:
                    known[name] = venues.find(name) is not None
                if not known[name]:
                    unknown.setdefault(name, []).append(
                        _At(reading, ("entry", index, *prefix, "venue"))
                    )
    for number, (name, (first, *others)) in enumerate(unknown.items()):
        shown = quote_for_message(name)
        places = "place" if len(others) == 1 else "places"
        more = f", here and at {len(others)} more {places}" if others else ""
        close = venues.nearest(name) if number < _MAX_SUGGESTIONS else []
        hint = f"add it to {VENUES_FILE}, with its kind"
        if close:
            hint = f"write {_either(close)}, or {hint}"
        message = f'no venue is called "{shown}"{more}'
        first.reading.report(
            Explanation(ProblemCode.VENUE, message, hint), *first.place, value=True
        )


def _either(names: Sequence[str]) -> str:
    return " or ".join(f'"{name}"' for name in names)


def check_own_venues(reading: FileReading, packaged: Iterable[Venue]) -> list[Venue]:
    """Return the venues of a list's own file. One replaces the packaged one of its short name.

    :param reading: of the list's own file of venues.
    :param packaged: the venues that every list knows.
    """
    own = {index: v for index, v in enumerate(reading.values) if isinstance(v, Venue)}
    replaced = {normalize_venue(venue.name) for venue in own.values()}
    owners: dict[str, Venue] = {}  # by name as it is compared
    for venue in packaged:
        if normalize_venue(venue.name) not in replaced:
            owners |= {normalize_venue(name): venue for _, name in _names(venue)}
    for venue in own.values():
        owners.setdefault(normalize_venue(venue.name), venue)
    accepted: dict[str, Venue] = {}
    for index, venue in own.items():
        for place, name in _names(venue):
            owner = owners.setdefault(normalize_venue(name), venue)
            if owner is not venue:
                first, second = quote_for_message(owner.name), quote_for_message(name)
                message = f'"{second}" means the venue {first} already'
                explanation = Explanation(
                    ProblemCode.DUPLICATE_VENUE, message, "delete one of the two"
                )
                at = reading.path_in_file(("venue", index, *place))
                reading.report(explanation, *at, value=True)
        accepted.setdefault(normalize_venue(venue.name), venue)
    return list(accepted.values())


def _names(venue: Venue) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield all names of a venue, each with its path in the block."""
    yield ("name",), venue.name
    if venue.full:
        yield ("full",), venue.full
    yield from ((("aliases", number), alias) for number, alias in enumerate(venue.aliases))
