"""A title apart from what is told together with it: authors, a venue, a date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...core.model import VenueKind
from ...core.text import clean
from . import people as persons
from .bylines import Bylines, Said
from .people import People, people
from .person_names import is_whole_name, looks_like_name
from .places import Place
from .text import EDGES, LEADING_BRACKETS, SENTENCE_END, TRAILING_BRACKETS, words
from .venue_names import kind_of

_BEFORE_NAMES = re.compile(r"(?<!\b[A-Z])[.?!。]\s+|\s[-–—|]\s|,?\sby\s|,\s+|;\s")
_BEFORE_COLON = re.compile(r"([^:：]{4,40})[:：]\s+(?=\S)")
_BARE_YEAR = re.compile(r"(?<=\w)\s+((?:19|20)\d\d)\.?\Z")
_BETWEEN_NAMES = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s+&\s+)")
_LONGEST_NAMES = 1500


@dataclass(slots=True)
class Split:
    """A title, and what was told with it."""

    text: str
    said: list[Said] = field(default_factory=list)
    bare_year: int = 0
    """A year at its end without a separator: the list decides whether that is a date."""

    def take(self, said: Said, rest: str) -> None:
        """Take something off the title."""
        self.said.append(said)
        self.text = rest


class Titles:
    """Takes off titles what is told with them."""

    def __init__(self, bylines: Bylines) -> None:
        self.bylines = bylines

    def split(self, text: str, *, plain: bool) -> Split:
        """A title without the venue, the date and the authors told with it.

        ::

            told = [place ":"] title ["(" place | date | people ")"] [separator byline]
                 | people separator title

        The separated parts are only taken off if they are sure, and of a title that is set off as
        a whole only what is in brackets.

        :param plain: whether the title is not set off from the text around it.
        """
        split = Split(clean(text))
        self._brackets(split)
        if not plain:
            self._of_whole(split)
            return split
        rest, found = self.bylines.without_tail(split.text)
        if found and words(rest) >= 2:
            split.text = rest
            split.said += found
        if match := _BEFORE_COLON.match(split.text):
            said = self.bylines.place_or_date(match[1], least=2)
            if said and not (isinstance(said, Place) and said.when is None):
                split.take(said, split.text[match.end() :])
        if not any(isinstance(said, People) for said in split.said):
            _take_people(split)
        if match := _BARE_YEAR.search(split.text):
            split.bare_year = int(match[1])
        return split

    def _of_whole(self, split: Split) -> None:
        """Take off a title that is set off as a whole what is told in it beyond doubt.

        That is a venue with its year, a preprint, "et al.", and what stands among these.
        """
        rest, found = self.bylines.without_tail(split.text)
        places = [said for said in found if isinstance(said, Place)]
        if words(rest) >= 2 and places and all(map(_is_sure, places)):
            split.text = rest
            split.said += found
        if match := _BEFORE_COLON.match(split.text):
            said = self.bylines.place_or_date(match[1], least=2)
            if isinstance(said, Place) and said.when:
                split.take(said, split.text[match.end() :])
        if persons.split_et_al(split.text):
            _take_people(split)

    def _brackets(self, split: Split) -> None:
        """Take off what is in brackets before and behind a title."""
        match = LEADING_BRACKETS.match(split.text)
        if match and (said := self.bylines.place_or_date(match[1], least=0.75)):
            split.take(said, split.text[match.end() :])
        while match := TRAILING_BRACKETS.search(split.text):
            said = self.bylines.place_or_date(match[1], least=0.75)
            found: Sequence[Said] = [said] if said else self.bylines.read(match[1])
            first = found[0] if found else ""
            if said is None and not (isinstance(first, People) and first.several):
                return
            split.said += found
            split.text = split.text[: match.start()]


def _is_sure(place: Place) -> bool:
    if place.when is None:
        return kind_of(place.name) is VenueKind.PREPRINT
    return place.known or place.sure >= 0.75


def _take_people(split: Split) -> None:
    """Take the authors off a title, behind it or before it."""
    text = split.text
    if (first := persons.leading(text)) and words(first[1]) >= 3:
        split.take(*first)
        return
    if last := _names_last(text, dated=bool(split.said)):
        split.take(*last)
        return
    for match in reversed(list(_BEFORE_NAMES.finditer(text))[-40:]):
        before, after = text[: match.start()], text[match.end() :]
        if words(before) < 2 or len(after) > _LONGEST_NAMES:
            break
        who = people(after)
        mark = match[0].strip()
        alone = who.more and who.sure >= 0.9 and len(who.names) <= 3
        if alone and mark == ",":
            who, before = _with_names_before(who, before)
        if alone or (mark != "," and who.sure >= 0.85 and who.several):
            split.take(who, before + (mark if mark in {"?", "!"} else ""))
            return
    if found := _names_first(text):
        split.take(*found)
    elif stop := SENTENCE_END.search(text):
        who = people(text[: stop.start()])
        if who.sure >= 0.9 and who.several and words(text[stop.end() :]) >= 3:
            split.take(who, text[stop.end() :])


def _with_names_before(who: People, before: str) -> tuple[People, str]:
    """Authors with the whole names that commas part from them, and the text without these."""
    pieces = before.split(",")
    names = list(who.names)
    while is_whole_name(pieces[-1].strip(EDGES)) and words(",".join(pieces[:-1])) >= 3:
        names.insert(0, pieces.pop().strip(EDGES))
    return People(tuple(names), who.sure, who.more), ",".join(pieces)


def _names_last(text: str, *, dated: bool) -> tuple[People, str] | None:
    """Whole names behind a title, all parted by commas: two before a venue, three elsewhere."""
    pieces = text.split(",")
    names: list[str] = []
    while len(pieces) > 1:
        told = [part.strip(EDGES) for part in re.split(r"\s+(?:and|&)\s+|^\s*and\s+", pieces[-1])]
        told = [name for name in told if name]
        if not all(map(is_whole_name, told)):
            break
        names[:0] = told
        pieces.pop()
    rest = ",".join(pieces)
    if len(names) < (2 if dated else 3) or words(rest) < 3:
        return None
    return People(tuple(names), 1), rest


def _names_first(text: str) -> tuple[People, str] | None:
    """Two names or more and the title after them, all parted by commas."""
    names: list[str] = []
    at = 0
    for match in _BETWEEN_NAMES.finditer(text):
        name = text[at : match.start()].strip(EDGES)
        if not is_whole_name(name):
            break
        names.append(name)
        at = match.end()
    rest = text[at:]
    if len(names) < 2 or words(rest) < 3 or looks_like_name(rest.split(",")[0]) == 1:
        return None
    return People(tuple(names), 1), rest
