"""Interpret a piece of text: authors, a venue, a date, several of them, or none.

Each text of an item gets one :class:`Annotation`, which stays with it. An interpretation is made
when it is first asked for, with how likely it is, and never again: all rooms below read it there.

::

    statements = people ["et al."] [separator] [place] [separator] [date] | place | date
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import TypeAlias

from ....core.person_names import ABBREVIATED_SUFFIX
from ....core.text import clean
from .. import weights
from . import authors as persons
from .authors import Authors, read_authors
from .dates import Date, date, has_year
from .fragments import EDGES, SENTENCE_END, count_words, trailing_brackets
from .link_kinds import is_label
from .names import is_family_name, is_full_name, name_with_initials
from .once import LazyFacts
from .venue_mentions import (
    THESIS,
    VenueFinder,
    VenueMention,
    has_venue_word,
    mentions_track,
    without_numbers,
)

_AFFILIATION = re.compile(r"^\s*\([^()\d]*\)")

_BY = re.compile(r"[>\s,]*\b(?:(?:written\s+)?(?P<by>by)|with):?\s+(?=\S)", re.IGNORECASE)

_BREAKS = re.compile(
    r"(?<=\))\s+(?=(?:19|20)\d\d\Z)"
    r"|(?<!\b[A-Z])\.\s+|(?<=[a-z.,] [A-Z])\.\s+|(?<=\.-[A-Z])\.\s+|\s[-–—|@]\s|[,;]\s+"
    r"|[，；。、]\s*|\?\s+|\s+in\s+"
)

# Words of venues that are shortened: no sentence ends there.
_SHORTENED = re.compile(
    r"\b(?:Int|Intl|Conf|Symp|Trans|Proc|Lett|Rev|Ann|Adv|Comput|Sci|Eng|Med|Mach|Anal|Intell|Front"
    r"|Soc|Commu[n]|Syst|Technol|Appl|Res|Math|Phys|Biol|Vis|Vol|No|pp|Pattern Anal|Process|Nat)\Z"
)

# The initial of a name that begins with it: `Ann Lee, B. Cy Ito`.
_OWN_INITIAL = re.compile(r"(?:,|\band|&) [A-Z]\Z")

_INITIAL = re.compile(r"[a-z.,][ -][A-Z]\Z")

# Of a first name: `Ito, B`, `B. C`, `B.-C`.
_INITIAL_FIRST = re.compile(r"[.,][ -][A-Z]\Z")

# An initial that may stand for "Journal".
_MIDDLE = re.compile(r"[a-z] J\. [A-Z]")

_IN_NAMES = re.compile(rf"\b(?:St|{ABBREVIATED_SUFFIX})\Z")

_BEFORE_THESIS = re.compile(rf"[.,]\s+(?={THESIS}(?!\w))")

_AFTER_AUTHOR = re.compile(r"(?<!\b[A-Z])(?P<sign>[.,;])\s+")

_BETWEEN_AUTHORS = re.compile(r"[.,;]\s+|\s+(?:and|&)\s+")

Statement: TypeAlias = Authors | VenueMention | Date | str
"""What one piece of text says; a text that is not understood is a note."""

VenueOrDate: TypeAlias = VenueMention | Date

_COMMA = re.compile(r",\s+|[，、]\s*")

_STOPS = frozenset(".。")

_BREAK_SIGNS = _STOPS | frozenset("|-–—@")

_AND = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)

_QUOTES = '"“”'


class Annotation(LazyFacts):
    """A text with what it may be.

    :param text: of which what separates it from other text is taken off.
    """

    __slots__ = (
        *("text", "date", "venue", "likely_venue", "authors", "around_et_al", "stands_alone"),
        *("is_byline",),
        *("_finder", "_tail", "_rest", "_plain"),
    )
    date: Date | None
    """The date that it is."""
    venue: VenueMention | None
    """The venue that it names, if it says nothing else."""
    likely_venue: VenueMention | None
    """The venue that it names, if that may be known or have a date; nearly no title has."""
    authors: Authors
    """The authors that it holds, if it holds nothing else."""
    around_et_al: tuple[str, str] | None
    """What stands before "et al." and what after it; None without one."""
    stands_alone: bool
    """Whether in brackets it is no part of the text around it."""
    is_byline: bool
    """Whether it is several whole names and the venue or the date of their paper."""
    _tail: tuple[str, Sequence[VenueOrDate]]
    _rest: Annotation
    _plain: Sequence[Statement]

    def __init__(self, text: str, finder: VenueFinder) -> None:
        text = clean(text).strip(EDGES)
        self.text = text[2:].lstrip(EDGES) if text[1:2] == " " and text[0] in "-–—" else text
        self._finder = finder

    def _of(self, text: str) -> Annotation:
        """The annotation of a part of the text."""
        return self if text == self.text else Annotation(text, self._finder)

    def _find_date(self) -> Date | None:
        return date(self.text) or date(without_numbers(self.text)) if has_year(self.text) else None

    def _find_venue(self) -> VenueMention | None:
        return self._finder.find(self.text)

    def _find_authors(self) -> Authors:
        return read_authors(self.text)

    def _find_around_et_al(self) -> tuple[str, str] | None:
        return persons.split_et_al(self.text)

    def _find_likely_venue(self) -> VenueMention | None:
        return self.venue if self._finder.may_be_likely(self.text) else None

    @property
    def dated_venue(self) -> VenueMention | None:
        """The venue of whatever name that it is, with its year."""
        place = self.likely_venue
        if place is None or place.when is None:
            return None
        return place if place.confidence >= weights.CAPITALISED_VENUE_CONFIDENCE else None

    @property
    def tail(self) -> tuple[Annotation, Sequence[VenueOrDate]]:
        """The text without the venue and the date at its end, and these."""
        rest, result = self._tail
        return self if rest == self.text else self._rest, result

    def _find__rest(self) -> Annotation:
        return self._of(self._tail[0])

    def _find_stands_alone(self) -> bool:
        venue = self.venue
        if venue is None:
            return self.date is not None
        return venue.confidence >= weights.CERTAIN_VENUE_CONFIDENCE and (
            venue.when is not None or not venue.known or self.text.isupper()
        )

    @property
    def dated_words(self) -> VenueMention | None:
        """The venue that capitalised words and a year may be: `Optics Now, 2020`."""
        venue = self.dated_venue
        if venue is None or venue.known:
            return None
        is_one = (
            not (mentions_track(venue.name) or is_label(venue.name))
            and not re.search(r"\d{3}|:", venue.name)
            and date(f"{venue.name} 2000") is None  # a month
        )
        return venue if is_one else None

    @property
    def citation(self) -> tuple[Authors, VenueMention] | None:
        """Authors and the venue of their work, and nothing else: `Lee, A., PhD Thesis 2019`."""
        match self.statements():
            case [Authors() as who, VenueMention() as venue]:
                return who, venue
        return None

    def is_long_for(self, acronym: Annotation) -> bool:
        """Return whether it is a venue's name and no names, before its acronym in brackets."""
        venue = acronym.venue
        if venue is None or not venue.is_bare or not has_venue_word(self.text):
            return False
        return not any(isinstance(statement, Authors) for statement in self.statements())

    @property
    def is_certain(self) -> bool:
        """Return whether it names authors, a venue or a date beyond doubt."""
        return any(
            statement.several if isinstance(statement, Authors) else not isinstance(statement, str)
            for statement in self.statements()
        )

    @property
    def is_statement(self) -> bool:
        """Return whether it says something of a paper, or nothing but "and"."""
        statements = self.statements()
        return not re.search(r"\w\w", _AND.sub("", self.text)) or any(
            not isinstance(statement, str) for statement in statements
        )

    def _find_is_byline(self) -> bool:
        between = _BETWEEN_AUTHORS.search(self.text)
        if between is None or self.text.count(" ", 0, between.start()) > weights.NAME_WORDS:
            return False
        rest, result = self.tail
        if not result or not rest.authors.several:
            return False
        return rest.authors.confidence >= weights.CERTAIN_AUTHORS_CONFIDENCE

    def venue_or_date(self, least: float) -> VenueOrDate | None:
        """The venue or the date that it is.

        :param least: how much an unknown venue must look like one.
        """
        return self.date or _believed(self.likely_venue, least)

    def _find__plain(self) -> Sequence[Statement]:
        return self._says(None)

    def statements(self, expected: type | None = None) -> Sequence[Statement]:
        """Return what it says, of authors, a venue or a date, in this order or not.

        :param expected: what the list says in such a place, if that is known.
        :returns: the text as a note if it cannot be read.
        """
        bare = self.text.strip(_QUOTES)
        if bare != self.text:
            return self._of(bare).statements(expected)
        return self._plain if expected is None else self._says(expected)

    def _says(self, expected: type | None) -> Sequence[Statement]:
        text = self.text
        if not text or self.date:
            return [self.date] if self.date else []
        if match := _BY.match(text):
            statement = self._of(text[match.end() :]).statements(Authors)
            who = statement[0] if statement else None
            return (
                statement if isinstance(who, Authors) and (match["by"] or who.several) else [text]
            )
        if self.is_byline and not self._finder.begins_like_one(text):
            return self._parts(expected)
        return self._venue_first() or self._other_statements(expected)

    def _other_statements(self, expected: type | None) -> Sequence[Statement]:
        """A venue, or authors and what stands behind them; or anything."""
        text, venue = self.text, self.likely_venue
        if venue is None and self.authors.confidence < weights.RIVAL_AUTHORS_CONFIDENCE:
            venue = self.venue
        if venue is not None and venue.known:
            return [venue]
        if self.around_et_al:
            return self._et_al(*self.around_et_al)
        if (
            venue is not None
            and venue.confidence >= weights.CERTAIN_VENUE_CONFIDENCE
            and self.authors.confidence < weights.RIVAL_AUTHORS_CONFIDENCE
        ):
            return (
                self._several()
                or self._one_author(expected)
                or (self._one_name() or self._names_and_venue(venue))
            )
        return self._parts(expected) or [text]

    def _venue_first(self) -> list[Statement]:
        """A venue or a date, and the authors behind it: `LISTS'23, Lee, Ann, et al.`."""
        head, comma, rest = self.text.lstrip(EDGES + ".").partition(",")
        if not comma or len(head.split()) > weights.VENUE_NAME_WORDS or is_full_name(head):
            return []
        venue = self._of(head).venue_or_date(weights.CERTAIN_VENUE_CONFIDENCE)
        bare = isinstance(venue, VenueMention) and venue.is_bare and venue.name != head
        if venue is None or (bare and is_family_name(head)):  # `Chi, Ann, et al.`
            return []
        who, *more = self._of(rest).statements() or [""]
        if not isinstance(who, Authors) or who.confidence < weights.CERTAIN_AUTHORS_CONFIDENCE:
            return []
        return [venue, who, *more] if who.more or len(who.names) > 2 else []

    def _one_author(self, expected: type | None) -> list[Statement]:
        """One author and a venue of whatever name, where the list tells authors."""
        text = self.text.lstrip(EDGES + ".")
        match = _AFTER_AUTHOR.search(text) if expected is Authors else None
        if match is None or not is_full_name(text[: match.start()]):
            return []
        after = text[match.end() :]
        venue = self._finder.find(after)
        behind_stop = match["sign"] == "."
        least = (
            weights.VENUE_BEHIND_STOP_CONFIDENCE
            if behind_stop
            else weights.VENUE_BEHIND_AUTHORS_CONFIDENCE
        )
        if venue is None or venue.confidence < least:
            return []
        if not behind_stop and any(map(is_full_name, _BETWEEN_AUTHORS.split(after))):
            return []  # of several authors
        return [Authors((text[: match.start()],), 1), venue]

    def _one_name(self) -> list[Statement]:
        """One author before a comma and a venue that is known, with its year."""
        rest, result = self.tail
        is_certain = any(
            isinstance(statement, VenueMention) and statement.known and statement.when
            for statement in result
        )
        name = rest.text.strip(EDGES + ".")
        return [Authors((name,), 1), *result] if is_certain and is_full_name(name) else []

    def _names_and_venue(self, venue: VenueMention) -> list[Statement]:
        """An unknown venue without the names before it, and these: `Ann Lee, Bo Ito, Lists`.

        Before a thesis, one name is enough: `Lee, A., Ph.D. Thesis`.
        """
        for match in _BEFORE_THESIS.finditer(self.text):
            name = self.text[: match.start()]
            name = name_with_initials(name) or name
            thesis = self._finder.find(self.text[match.end() :])
            if thesis and (is_full_name(name) or is_family_name(name)):
                return [Authors((name,), 1), thesis]
        pieces = venue.name.split(",")
        for cut in range(len(pieces) - 1, 0, -1):
            who = read_authors(",".join(pieces[:cut]))
            name = ",".join(pieces[cut:]).strip(EDGES)
            first = pieces[0].strip()
            is_single = cut == 1 and is_full_name(first) and not has_venue_word(first)
            if name and (
                is_single or (who.several and who.confidence >= weights.CERTAIN_AUTHORS_CONFIDENCE)
            ):
                known = self._finder.find(name)
                name = known.name if known and known.known else name
                return [who, replace(venue, name=name, known=bool(known and known.known))]
        return [venue]

    def _several(self) -> list[Statement]:
        """Several authors and the venue behind them, of which a word may look like a venue's."""
        rest, result = self.tail
        who = rest.authors
        venues = [statement for statement in result if isinstance(statement, VenueMention)]
        located = venues or _MIDDLE.search(rest.text) or self.is_byline
        is_certain = who.several and who.confidence >= weights.AUTHORS_BEFORE_VENUE_CONFIDENCE
        return [who, *result] if located and is_certain else []

    def _parts(self, expected: type | None) -> list[Statement]:
        """Authors, or anything, before a venue and a date; nothing if there are none."""
        rest, result = self.tail
        is_likely = expected is Authors or bool(result)
        least = (
            weights.EXPECTED_AUTHORS_CONFIDENCE if is_likely else weights.LONE_AUTHORS_CONFIDENCE
        )
        if rest.authors.confidence >= least:
            return [rest.authors, *result]
        if split := rest.names_then_venue(expected):
            return [*split, *result]
        if one := self._one_author(expected):
            return one
        return (
            [*result, rest.text]
            if result and count_words(rest.text) <= weights.BYLINE_NOTE_WORDS
            else []
        )

    def _et_al(self, before: str, after: str) -> list[Statement]:
        """Authors, "et al.", and the venue after it, of whatever name."""
        comma = "," if self.text[len(before) :].lstrip().startswith(",") else ""
        who = read_authors(f"{before}{comma} et al.")
        if who.confidence < weights.EXPECTED_AUTHORS_CONFIDENCE:
            return [self.text]
        named = replace(who, confidence=weights.AUTHORS_WITH_ET_AL_CONFIDENCE, more=True)
        behind = self._of(clean(_AFFILIATION.sub("", after, count=1)).strip(EDGES + "."))
        if not behind.text:
            return [named]
        if behind.authors.several and who.names[0] in behind.authors.names:
            return [behind.authors]  # the label of a fold, and what is in it
        if statement := behind.date or behind.venue:
            return [named, statement]
        rest, tail = behind.tail
        return [named, *tail, rest.text] if rest.text else [named, *tail]

    def _find__tail(self) -> tuple[str, Sequence[VenueOrDate]]:
        text = self.text
        result: list[VenueOrDate] = []
        for _ in range(4):
            match = trailing_brackets(text)
            if match and (
                statement := self._of(match[1].strip(EDGES + ".")).venue_or_date(
                    weights.BRACKETED_VENUE_CONFIDENCE
                )
            ):
                result.append(statement)
                text = text[: match.start()].rstrip(EDGES + ".")
                continue
            for match in reversed(list(_BREAKS.finditer(text))[-6:]):
                part = text[match.end() :].strip(EDGES + ".")
                if not self._finder.may_be_likely(part):
                    continue
                before, sign = text[: match.start()], match[0].strip()
                if sign == "?" or _is_shortened(before):
                    continue
                least = weights.VENUE_BEHIND_COMMA_CONFIDENCE
                if sign in _BREAK_SIGNS:
                    least = weights.VENUE_BEHIND_BREAK_CONFIDENCE
                if _INITIAL.search(before):
                    least = weights.VENUE_BEHIND_INITIAL_CONFIDENCE
                statement = self._of(part).venue_or_date(least)
                if (
                    statement
                    and not _may_be_words(sign, statement)
                    and not _begins_with_author(statement, before)
                ):
                    start, statement = self._with_venue(text, match.start(), statement)
                    result.append(statement)
                    text = text[:start].rstrip(EDGES)
                    break
            else:
                break
        return text, result[::-1]

    def _with_venue(self, text: str, start: int, statement: VenueOrDate) -> tuple[int, VenueOrDate]:
        """A date with the venue before it, as far as the full stop: `… Ito. VizConf, 2018`.

        Behind a comma it must have a word of venues: `… Ito, Journal of Lists, 2018`.
        """
        commas = list(_COMMA.finditer(text, 0, start)) if text[start] in ",，、" else []
        stops = [
            m
            for m in _BREAKS.finditer(text[:start])
            if m[0].strip() in _STOPS
            and not _is_shortened(text[: m.start()])
            and not _INITIAL_FIRST.search(text[: m.start()])
        ]
        behind = not stops or (commas and commas[-1].end() > stops[-1].end())
        if isinstance(statement, Date) and commas and behind:
            venue = self._finder.find(text[commas[-1].end() :].strip(EDGES + "."))
            worded = venue and venue.confidence >= weights.DATED_WORDED_VENUE_CONFIDENCE
            if venue and worded and not venue.known and not is_full_name(venue.name):
                return commas[-1].start(), venue
        if isinstance(statement, VenueMention) or text[start] in _STOPS or not stops:
            return start, statement
        stop = stops[-1]
        before, behind_stop = text[: stop.start()], text[stop.end() :].strip(EDGES + ".")
        after = text[stop.end() : start].strip(EDGES)
        by_initial = bool(_INITIAL.search(before))
        least = (
            weights.VENUE_BEHIND_INITIAL_CONFIDENCE
            if by_initial
            else weights.CERTAIN_VENUE_CONFIDENCE
        )
        who = read_authors(before)
        turned = bool(who.names) and who.names[-1] not in before  # `Ito B` is no first name
        if _IN_NAMES.search(before) or (_OWN_INITIAL.search(before) and is_full_name(after)):
            return start, statement
        is_certain = who.several and who.confidence >= weights.CERTAIN_AUTHORS_CONFIDENCE
        if is_certain and (turned or not by_initial):
            least = weights.VENUE_BEHIND_AUTHORS_CONFIDENCE
        venue = self._finder.find(behind_stop)
        if venue is None or venue.known or venue.confidence < least or "," in venue.name:
            return start, statement
        return stop.start(), venue

    def names_then_venue(self, expected: type | None) -> list[Statement]:
        """Authors, a full stop, and a venue that the registry does not know."""
        for match in islice(SENTENCE_END.finditer(self.text), 6):
            who, after = read_authors(self.text[: match.start()]), self.text[match.end() :]
            venue = self._finder.find(after)
            is_venue = (
                venue is not None and venue.confidence >= weights.VENUE_BEHIND_STOP_CONFIDENCE
            )
            least = weights.CERTAIN_AUTHORS_CONFIDENCE
            if expected is Authors and is_venue:
                least = weights.AUTHORS_BEFORE_UNKNOWN_CONFIDENCE
            if who.confidence >= least and (is_venue or who.several):
                return [who, venue if venue and is_venue else after]
        return []


def _is_shortened(before: str) -> bool:
    """Return whether a text before a full stop ends with a word that venues shorten."""
    return _SHORTENED.search(before, max(0, len(before) - 12)) is not None


def _believed(venue: VenueMention | None, least: float) -> VenueMention | None:
    """A venue, if it is known or looks enough like one."""
    return venue if venue is not None and (venue.known or venue.confidence >= least) else None


def _begins_with_author(statement: VenueOrDate, before: str) -> bool:
    """Return whether a venue begins with the last author: `Ann Lee, Bo Ito. City Press`."""
    if not isinstance(statement, VenueMention) or statement.known:
        return False
    name, stop, venue = statement.name.partition(". ")
    return (
        bool(stop)
        and "." not in venue
        and not _SHORTENED.search(name)
        and is_full_name(name)
        and is_full_name(before.rpartition(",")[2].strip(EDGES + "."))
    )


def _may_be_words(separator: str, statement: VenueMention | Date) -> bool:
    """Return whether an undated venue may be words of a title: `…, radiology`, `… in robotics`."""
    return (
        isinstance(statement, VenueMention)
        and statement.when is None
        and separator not in {".", "。", "|"}
        and not re.search(r"[A-Z][A-Z]|(?i:rxiv)", statement.name)
    )
