"""Running text: authors, where, when.

::

    byline = people ["et al."] [separator] [place] [separator] [date] | place | date
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import TypeAlias

from ....core.person_names import ABBREVIATED_SUFFIX
from ....core.text import clean
from ..weights import (
    AUTHORS_BEFORE_UNKNOWN_CONFIDENCE,
    AUTHORS_BEFORE_VENUE_CONFIDENCE,
    AUTHORS_WITH_ET_AL_CONFIDENCE,
    BRACKETED_VENUE_CONFIDENCE,
    BYLINE_NOTE_WORDS,
    EXPECTED_AUTHORS_CONFIDENCE,
    LONE_AUTHORS_CONFIDENCE,
    RIVAL_AUTHORS_CONFIDENCE,
    SURE_AUTHORS_CONFIDENCE,
    SURE_VENUE_CONFIDENCE,
    VENUE_BEHIND_AUTHORS_CONFIDENCE,
    VENUE_BEHIND_BREAK_CONFIDENCE,
    VENUE_BEHIND_COMMA_CONFIDENCE,
    VENUE_BEHIND_INITIAL_CONFIDENCE,
    VENUE_BEHIND_STOP_CONFIDENCE,
)
from . import authors as persons
from .authors import Authors, is_whole_name, read_authors
from .dates import Date, date
from .fragments import EDGES, SENTENCE_END, TRAILING_BRACKETS, count_words
from .venue_mentions import VenueFinder, VenueMention

_AFFILIATION = re.compile(r"^\s*\([^()\d]*\)")

_BY = re.compile(r"[>\s,]*\b(?:written\s+)?by:?\s+(?=\S)", re.IGNORECASE)

_BREAKS = re.compile(r"(?<!\b[A-Z])\.\s+|(?<=[a-z] [A-Z])\.\s+|\s[-–—|@]\s|[,;]\s+|\?\s+|\s+in\s+")

_INITIAL = re.compile(r"[a-z] [A-Z]\Z")

# An initial that may stand for "Journal".
_MIDDLE = re.compile(r"[a-z] J\. [A-Z]")

_IN_NAMES = re.compile(rf"\b(?:St|{ABBREVIATED_SUFFIX})\Z")

_AFTER_AUTHOR = re.compile(r"(?<!\b[A-Z])(?P<sign>[.,;])\s+")

_BETWEEN_AUTHORS = re.compile(r"[.,;]\s+|\s+(?:and|&)\s+")

StatedAuthors: TypeAlias = Authors | VenueMention | Date | str
"""What one piece of text says; a text that is not understood is a note."""


class BylineReader:
    """Reads running text, with the venues that are known; each distinct text once.

    A text is looked at as a part of another, as a title and, in both rounds, as what it says.
    """

    def __init__(self, places: VenueFinder) -> None:
        self.places = places
        self._read: dict[tuple[str, type | None], Sequence[StatedAuthors]] = {}
        self._tails: dict[str, tuple[str, Sequence[VenueMention | Date]]] = {}

    def stands_alone(self, text: str) -> bool:
        """Whether what is in brackets is no part of the text around it."""
        place = self.places.find(text)
        if place is None:
            return date(text) is not None
        return place.sure >= SURE_VENUE_CONFIDENCE and (
            place.when is not None or not place.known or text.isupper()
        )

    def is_sure(self, text: str) -> bool:
        """Whether a text names authors, a venue or a date beyond doubt."""
        return any(
            said.several if isinstance(said, Authors) else not isinstance(said, str)
            for said in self.read(text)
        )

    def names_and_place(self, text: str) -> bool:
        """Whether a text is several whole names and the venue or the date of their paper."""
        if "," not in text:
            return False
        rest, found = self.without_tail(text)
        who = read_authors(rest)
        return bool(found) and who.several and who.sure >= SURE_AUTHORS_CONFIDENCE

    def read(self, text: str, expected: type | None = None) -> Sequence[StatedAuthors]:
        """Read a text that holds authors, a venue or a date, in this order or not.

        :param expected: what the list says in such a place, if that is known.
        :returns: what it says; the text as a note if it cannot be read.
        """
        if (text, expected) not in self._read:
            self._read[text, expected] = self._says(text, expected)
        return self._read[text, expected]

    def _says(self, text: str, expected: type | None) -> Sequence[StatedAuthors]:
        text = clean(text).strip(EDGES + '"“”')
        if not text:
            return []
        if when := date(text):
            return [when]
        if match := _BY.match(text):
            said = self.read(text[match.end() :], Authors)
            return said if said and isinstance(said[0], Authors) else [text]
        place = self.places.find(text)
        if place is not None and place.known:
            return [place]
        if parts := persons.split_et_al(text):
            return self._et_al(text, *parts)
        if (
            place is not None
            and place.sure >= SURE_VENUE_CONFIDENCE
            and read_authors(text).sure < RIVAL_AUTHORS_CONFIDENCE
        ):
            return self._several(text) or self._one_author(text, expected) or [place]
        return self._parts(text, expected) or [text]

    def _one_author(self, text: str, expected: type | None) -> list[StatedAuthors]:
        """One author and a venue of whatever name, where the list tells authors."""
        text = text.lstrip(EDGES + ".")
        match = _AFTER_AUTHOR.search(text) if expected is Authors else None
        if match is None or not is_whole_name(text[: match.start()]):
            return []
        after = text[match.end() :]
        place = self.places.find(after)
        behind_stop = match["sign"] == "."
        least = VENUE_BEHIND_STOP_CONFIDENCE if behind_stop else VENUE_BEHIND_AUTHORS_CONFIDENCE
        if place is None or place.sure < least:
            return []
        if not behind_stop and any(map(is_whole_name, _BETWEEN_AUTHORS.split(after))):
            return []  # of several authors
        return [Authors((text[: match.start()],), 1), place]

    def _several(self, text: str) -> list[StatedAuthors]:
        """Several authors and the venue behind them, of which a word may look like a venue's."""
        rest, found = self.without_tail(text)
        who = read_authors(rest)
        located = any(isinstance(said, VenueMention) for said in found) or _MIDDLE.search(rest)
        sure = who.several and who.sure >= AUTHORS_BEFORE_VENUE_CONFIDENCE
        return [who, *found] if located and sure else []

    def _parts(self, text: str, expected: type | None) -> list[StatedAuthors]:
        """Authors, or anything, before a venue and a date; nothing if there are none."""
        rest, found = self.without_tail(text)
        who = read_authors(rest)
        is_likely = expected is Authors or bool(found)
        least = EXPECTED_AUTHORS_CONFIDENCE if is_likely else LONE_AUTHORS_CONFIDENCE
        if who.sure >= least:
            return [who, *found]
        if split := self._names_then_place(rest, expected):
            return [*split, *found]
        if one := self._one_author(text, expected):
            return one
        return [*found, rest] if found and count_words(rest) <= BYLINE_NOTE_WORDS else []

    def _et_al(self, text: str, before: str, after: str) -> list[StatedAuthors]:
        """Authors, "et al.", and the venue after it, of whatever name."""
        comma = "," if text[len(before) :].lstrip().startswith(",") else ""
        who = read_authors(f"{before}{comma} et al.")
        if who.sure < EXPECTED_AUTHORS_CONFIDENCE:
            return [text]
        named = Authors(who.names, AUTHORS_WITH_ET_AL_CONFIDENCE, more=True)
        found: list[StatedAuthors] = [named]
        after = clean(_AFFILIATION.sub("", after, count=1)).strip(EDGES + ".")
        if not after:
            return found
        if when := date(after):
            found.append(when)
        elif (place := self.places.find(after)) is not None:
            found.append(place)
        else:
            rest, tail = self.without_tail(after)
            found += [*tail, rest] if rest else tail
        return found

    def without_tail(self, text: str) -> tuple[str, Sequence[VenueMention | Date]]:
        """A text without the venue and the date at its end, and these."""
        if text not in self._tails:
            self._tails[text] = self._cut(text)
        return self._tails[text]

    def _cut(self, text: str) -> tuple[str, Sequence[VenueMention | Date]]:
        found: list[VenueMention | Date] = []
        for _ in range(4):
            match = TRAILING_BRACKETS.search(text)
            if match and (said := self.place_or_date(match[1], least=BRACKETED_VENUE_CONFIDENCE)):
                found.append(said)
                text = text[: match.start()].rstrip(EDGES + ".")
                continue
            for match in reversed(list(_BREAKS.finditer(text))[-6:]):
                if match[0].strip() == "?":
                    continue
                least = VENUE_BEHIND_COMMA_CONFIDENCE
                if match[0].strip() in {".", "|", "-", "–", "—", "@"}:
                    least = VENUE_BEHIND_BREAK_CONFIDENCE
                if _INITIAL.search(text[: match.start()]):
                    least = VENUE_BEHIND_INITIAL_CONFIDENCE
                said = self.place_or_date(text[match.end() :], least)
                if said and not _may_be_words(match[0].strip(), said):
                    start, said = self._with_venue(text, match.start(), said)
                    found.append(said)
                    text = text[:start].rstrip(EDGES)
                    break
            else:
                break
        return text, found[::-1]

    def _with_venue(
        self, text: str, start: int, said: VenueMention | Date
    ) -> tuple[int, VenueMention | Date]:
        """A date with the venue before it, as far as the full stop: `… Ito. VizConf, 2018`."""
        stops = [m for m in _BREAKS.finditer(text[:start]) if m[0].strip() == "."]
        if isinstance(said, VenueMention) or text[start] == "." or not stops:
            return start, said
        stop = stops[-1]
        before = text[: stop.start()]
        by_initial = bool(_INITIAL.search(before))
        least = VENUE_BEHIND_INITIAL_CONFIDENCE if by_initial else SURE_VENUE_CONFIDENCE
        who = read_authors(before)
        turned = bool(who.names) and who.names[-1] not in before  # `Ito B` is no first name
        if _IN_NAMES.search(before):
            return start, said
        sure = who.several and who.sure >= SURE_AUTHORS_CONFIDENCE
        if sure and (turned or not by_initial):
            least = VENUE_BEHIND_AUTHORS_CONFIDENCE
        place = self.places.find(text[stop.end() :].strip(EDGES + "."))
        if place is None or place.known or place.sure < least or "," in place.name:
            return start, said
        return stop.start(), place

    def place_or_date(self, text: str, least: float) -> VenueMention | Date | None:
        """The venue or the date that a text is.

        :param least: how much an unknown venue must look like one.
        """
        text = text.strip(EDGES + ".")
        if when := date(text):
            return when
        place = self.places.find(text)
        if place is not None and (place.known or place.sure >= least):
            return place
        return None

    def _names_then_place(self, text: str, expected: type | None) -> list[StatedAuthors]:
        """Authors, a full stop, and a venue that the registry does not know."""
        for match in islice(SENTENCE_END.finditer(text), 6):
            who, after = read_authors(text[: match.start()]), text[match.end() :]
            place = self.places.find(after)
            is_place = place is not None and place.sure >= VENUE_BEHIND_STOP_CONFIDENCE
            least = SURE_AUTHORS_CONFIDENCE
            if expected is Authors and is_place:
                least = AUTHORS_BEFORE_UNKNOWN_CONFIDENCE
            if who.sure >= least and (is_place or who.several):
                return [who, place if place and is_place else after]
        return []


def _may_be_words(separator: str, said: VenueMention | Date) -> bool:
    """Whether a venue without a year may be words of a title: `…, radiology`, `… in robotics`."""
    return (
        isinstance(said, VenueMention)
        and said.when is None
        and separator not in {".", "|"}
        and not re.search(r"[A-Z][A-Z]|(?i:rxiv)", said.name)
    )
