"""Parts of a title as lists write it: a venue or a date beside it, authors before or behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ....core.venues import VenueKind
from .. import weights
from ..words import authors as persons
from ..words.annotations import Annotation, Statement
from ..words.authors import Authors, read_authors
from ..words.dates import YEAR, Date, date
from ..words.fragments import (
    EDGES,
    LEADING_BRACKETS,
    SENTENCE_END,
    count_words,
    trailing_brackets,
    without_carrier,
)
from ..words.names import inverted_name, is_family_name, is_full_name, name_likelihood
from ..words.venue_mentions import VenueMention, guess_venue_kind
from .segments import Annotate

# Not before how something is done: `by Folding Cranes and Boats`.
_BEFORE_NAMES = re.compile(
    r"(?<!\b[A-Z])[.?!]\s+|[。，；]\s*|\s[-–—|]\s|,?\sby\s(?![A-Z][a-z]+ing\s)|,\s+|;\s"
)

_BEFORE_COLON = re.compile(r"([^:：]{4,40})[:：]\s+(?=\S)")

# The year and the venue: `2020-VizConf - Title`.
_DATED_VENUE = re.compile(r"((?:19|20)\d\d[\s-]+[A-Z][\w&/ ]{1,30}?)\s+[-–—]\s+(?=\S)")

# As few titles begin: `2019, A Title`.
_YEAR_FIRST = re.compile(rf"({YEAR})\s?[,，]\s*(?=\S+\s+\S)")

_UNCLOSED = re.compile(r"\s*[(\[]([^()\[\]]{4,60})\Z")

_UNPAIRED = re.compile(r"[\[(][^()\[\]]+\Z|[^()\[\]]{4,40}[\])][^()\[\]]+\Z")

_BARE_YEAR = re.compile(r"(?<=\w)\s+((?:19|20)\d\d)\.?\Z")

# A year and a venue that hyphens join to a title, as files are named: `16-ICML-Lists`.
_CODED = re.compile(
    r"(?:(?P<year>(?:19|20)?\d\d)[-_](?P<venue>[A-Z][A-Za-z]+)|([A-Z][A-Za-z]+)[-_'’]?((?:20)?\d\d))"
    r"[-_](?P<title>[^\W_].*)"
)

_CITATION = re.compile(
    r"(?P<who>[^\"“”]{3,}?)[.,:]?\s*[\"“](?P<title>[^\"“”]{8,}?)[.,]?[\"”](?P<rest>[^\"“”]*)"
)

# A month or a day behind a title, as no title ends: `Lists. 2019-10-22`.
_DAY_BEHIND = re.compile(r"[.,|]\s+(20\d\d-[01]\d(?:-[0-3]\d)?)\.?\Z")

_BESIDE_NAME = re.compile(r"(?:(?<!\b[A-Z])(?P<stop>\.)|[,，](?:\s+by)?)\s+")

_AND = re.compile(r"\s+(?:and|&|/)\s+|^\s*and\s+")

_BETWEEN_NAMES = re.compile(r"\s*(?:[,，]\s*(?:and\s+)?|\s+and\s+|\s+&\s+)")


@dataclass(slots=True)
class TitleParts:
    """A title, and what was told with it."""

    text: str
    statements: list[Statement] = field(default_factory=list)
    bare_year: int = 0
    """A year at its end without a separator: the list decides whether that is a date."""
    lone_authors: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """What may be its only author, and the title without it, by the side on which it stands: the
    list decides whether it is."""
    bare_venue: tuple[VenueMention, str] | None = None
    """What may be its venue behind a comma, and the title without it: the list decides that too."""
    cites: bool = False
    """Whether authors stand behind it in brackets: `(Lee et al., 2019)`."""
    by_line: str = ""
    """It with "by" and its authors at its end: the list decides whether these are some."""

    def take(self, statement: Statement, rest: str) -> None:
        """Take something off the title."""
        self.statements.append(statement)
        self.text = rest


def split_title(annotation: Annotation, annotate: Annotate, *, plain: bool) -> TitleParts:
    """A title without the venue, the date and the authors told with it.

    ::

        told = [year ","] [venue ":"] title ["(" venue | date | people ")"] [separator byline]
             | people separator title

    The separated parts are only taken off if they are sure, and of a title that is set off as
    a whole only what is in brackets, a venue with its year, a preprint, "et al.", and what stands
    among these.

    :param plain: whether the title is not set off from the text around it.
    """
    split = TitleParts(without_carrier(annotation.text))
    cited = None if plain else _cited(split.text, annotate)
    if cited is None:
        _take_all(split, annotation, annotate, plain=plain)
    return cited or split


def _take_all(
    split: TitleParts, annotation: Annotation, annotate: Annotate, *, plain: bool
) -> None:
    """Take off a title all that was told with it."""
    if (match := _CODED.match(split.text)) and (place := _coded_venue(match, annotate)):
        split.take(place, match["title"])
    _take_brackets(split, annotate)
    rest, result = (annotation if split.text == annotation.text else annotate(split.text)).tail
    venues = [one for one in result if isinstance(one, VenueMention)]
    is_certain = result if plain else venues and all(map(_is_certain, venues))
    if is_certain and count_words(rest.text) >= 2:
        split.text = rest.text
        split.statements += result
    _take_first(split, annotate, plain=plain)
    if plain:
        _of_plain_text(split, annotate)
    elif persons.split_et_al(split.text):
        _take_authors(split)


def _take_first(split: TitleParts, annotate: Annotate, *, plain: bool) -> None:
    """Take off the year before a comma, or the venue or the date before a colon."""
    if plain and (match := _YEAR_FIRST.match(split.text)):
        split.take(Date(int(match[1])), split.text[match.end() :])
    elif plain and (match := _DATED_VENUE.match(split.text)):
        where = annotate(match[1]).venue
        if where and where.when and where.confidence >= weights.DATED_ACRONYM_CONFIDENCE:
            split.take(where, split.text[match.end() :])
    elif match := _BEFORE_COLON.match(split.text):
        first = annotate(match[1]).venue_or_date(weights.ONLY_KNOWN_VENUE_CONFIDENCE)
        if isinstance(first, Date):
            years = {when.year for one in split.statements if (when := _when(one))}
            dated: Date | bool | None = plain and years <= {first.year}
        else:
            dated = first.when if first else None
        if first and dated:
            split.take(first, split.text[match.end() :])


def _coded_venue(match: re.Match[str], annotate: Annotate) -> VenueMention | None:
    """The venue before a title, known or all in capitals, with its year: `16-ICML-Lists`."""
    year, name = (match["year"], match["venue"]) if match["year"] else (match[4], match[3])
    venue = annotate(f"{name} '{year[-2:]}").venue
    is_coded = name.isupper() and match["title"][0].isupper() and bool(match["year"])
    return venue if venue is not None and (venue.known or is_coded) else None


def _cited(text: str, annotate: Annotate) -> TitleParts | None:
    """A whole citation that is a link: `Lee, Ann, et al. "Title." Journal 12 (2020).`."""
    match = _CITATION.fullmatch(text) if '"' in text or "“" in text else None
    if match is None:
        return None
    name = inverted_name(match["who"])
    who = (
        Authors((name,), 1) if name else next(iter(annotate(match["who"]).statements(Authors)), "")
    )
    if not isinstance(who, Authors) or not (name or who.several):
        return None
    behind = annotate(match["rest"].strip(EDGES + "."))
    stated = behind.statements() if re.search(r"\w", behind.text) else []
    return TitleParts(match["title"], [who, *stated])


def _of_plain_text(split: TitleParts, annotate: Annotate) -> None:
    """Take the authors off a title that is not set off, and note what the list has to decide."""
    for take in (_take_authors, _take_lone_author):
        if not any(isinstance(one, Authors) for one in split.statements):
            take(split)
    if match := _BARE_YEAR.search(split.text):
        split.bare_year = int(match[1])
    if not any(isinstance(one, VenueMention) for one in split.statements):
        split.bare_venue = _venue_behind_comma(split, annotate)


def _when(statement: Statement) -> Date | None:
    if isinstance(statement, VenueMention):
        return statement.when
    return statement if isinstance(statement, Date) else None


def _take_brackets(split: TitleParts, annotate: Annotate) -> None:
    """Take off what is in brackets before and behind a title, and a day at its end."""
    if (match := _DAY_BEHIND.search(split.text)) and (when := date(match[1])):
        split.take(when, split.text[: match.start()])
    _take_unpaired(split, annotate)
    unclosed = _UNCLOSED.search(split.text) if "(" in split.text or "[" in split.text else None
    if (unclosed and unclosed.start()) and (
        statement := annotate(unclosed[1]).venue_or_date(weights.CERTAIN_VENUE_CONFIDENCE)
    ):
        split.take(statement, split.text[: unclosed.start()])
    match = LEADING_BRACKETS.match(split.text)
    if match and (statement := annotate(match[1]).venue_or_date(weights.CERTAIN_VENUE_CONFIDENCE)):
        split.take(statement, split.text[match.end() :])
    while match := trailing_brackets(split.text):
        within = annotate(match[1])
        if match[1].startswith("@"):  # where its authors work: `Title (@Some Lab etc.)`
            split.take(within.text.lstrip("@"), split.text[: match.start()])
            continue
        statement = within.venue_or_date(weights.CERTAIN_VENUE_CONFIDENCE) or within.dated_venue
        result: Sequence[Statement] = [statement] if statement else within.statements()
        first = result[0] if result else ""
        if statement is None and not (isinstance(first, Authors) and first.several):
            return
        split.cites = split.cites or isinstance(first, Authors)
        split.statements += result
        split.text = split.text[: match.start()]


def _take_unpaired(split: TitleParts, annotate: Annotate) -> None:
    """Take off a venue before a title of which one bracket is missing: `CVPR 2022] Title`."""
    is_unpaired = any(one in split.text for one in "[]()") and _UNPAIRED.match(split.text)
    place = annotate(split.text).likely_venue if is_unpaired else None
    if place is not None and place.known and place.when and count_words(place.aside) >= 2:
        split.take(replace(place, aside=""), place.aside)


def _is_certain(place: VenueMention) -> bool:
    if place.when is None:
        return guess_venue_kind(place.name) is VenueKind.PREPRINT
    return place.known or place.confidence >= weights.CERTAIN_VENUE_CONFIDENCE


def _take_authors(split: TitleParts) -> None:
    """Take the authors off a title, behind it or before it."""
    text = split.text
    if (first := persons.leading_authors(text)) and count_words(first[1]) >= 3:
        split.take(*first)
        return
    if last := _names_last(text, dated=bool(split.statements)):
        split.take(*last)
        return
    for match in reversed([m for m in _BEFORE_NAMES.finditer(text) if not _is_between(m)][-40:]):
        before, after = text[: match.start()], text[match.end() :]
        if count_words(before) < 2 or len(after) > weights.NAME_LIST_CHARS:
            break
        who, mark = read_authors(after), match[0].strip()
        alone = (
            who.more
            and who.confidence >= weights.AUTHORS_WITH_ET_AL_CONFIDENCE
            and len(who.names) <= 3
        )
        if alone and mark == ",":
            who, before = _with_names_before(who, before)
        if alone or (mark != "," and _are_certain(who)):
            split.by_line = text if mark == "by" and not alone else ""
            split.take(who, before + (mark if mark in {"?", "!"} else ""))
            return
    if result := names_first(text):
        split.take(*result)
    elif stop := SENTENCE_END.search(text):
        who = read_authors(text[: stop.start()])
        is_certain = who.several and who.confidence >= weights.LEADING_AUTHORS_CONFIDENCE
        if is_certain and count_words(text[stop.end() :]) >= 3:
            split.take(who, text[stop.end() :])


def _is_between(match: re.Match[str]) -> bool:
    """Return whether it is a semicolon between names told last name first: `Ito, Bo; Lee, Ann`."""
    if match[0].strip() != ";":
        return False
    return bool(inverted_name(match.string[: match.start()].rpartition(". ")[2]))


def _are_certain(who: Authors) -> bool:
    return who.several and who.confidence >= weights.CERTAIN_AUTHORS_CONFIDENCE


def _take_lone_author(split: TitleParts) -> None:
    """Take off the only author where that is certain, and note what else may be one.

    It is with an initial, or between full stops: `T. Ann Lee. ICML 2020`.
    """
    text = split.text
    before, stop, behind = text.rpartition(". ")
    if stop and split.statements and (name := inverted_name(behind)) and count_words(before) >= 3:
        split.take(Authors((name,), 1), before)
        return
    signs = list(_BESIDE_NAME.finditer(text)) if len(text) < weights.NAME_LIST_CHARS else []
    lone = {}
    for side, sign in (("behind", signs[-1]), ("before", signs[0])) if signs else ():
        one, two = text[: sign.start()], text[sign.end() :]
        name, rest = (two, one) if side == "behind" else (one, two)
        name = name.strip(EDGES + ".")
        is_last = side == "behind" and not sign["stop"] and is_family_name(name)
        if count_words(rest) < 3 or not (is_last or is_full_name(name)):
            continue
        with_initial = bool(re.search(r"\b[A-Z]\.", name))
        if split.statements and side == "behind" and (sign["stop"] or with_initial):
            split.take(Authors((name,), 1), rest)
            return
        lone[side] = name, rest.strip(EDGES)
    split.lone_authors = lone


def _venue_behind_comma(split: TitleParts, annotate: Annotate) -> tuple[VenueMention, str] | None:
    """Return a dated venue of whatever name behind a comma, and the title without it."""
    before, comma, name = split.text.rpartition(", ")
    when = next((one for one in split.statements if isinstance(one, Date)), None)
    if not comma or count_words(before) < weights.OWN_TITLE_WORDS:
        return None
    place = annotate(f"{name}, {when}" if when else name).venue
    if place is None or place.when is None or is_full_name(place.name):
        return None
    is_one = place.confidence >= weights.CAPITALISED_VENUE_CONFIDENCE
    return (place, before) if is_one else None


def _with_names_before(who: Authors, before: str) -> tuple[Authors, str]:
    """Authors with the whole names that commas part from them, and the text without these."""
    pieces = before.split(",")
    names = list(who.names)
    while is_full_name(pieces[-1].strip(EDGES)) and count_words(",".join(pieces[:-1])) >= 3:
        names.insert(0, pieces.pop().strip(EDGES))
    return Authors(tuple(names), who.confidence, who.more), ",".join(pieces)


def _names_last(text: str, *, dated: bool) -> tuple[Authors, str] | None:
    """Whole names behind a title, all parted by commas: two before a venue, three elsewhere."""
    comma = next((sign for sign in "，、" if sign in text), ",")
    pieces = text.split(comma)
    names: list[str] = []
    while len(pieces) > 1:
        persons_here = [part.strip(EDGES) for part in _AND.split(pieces[-1])]
        persons_here = [name for name in persons_here if name]
        if not all(_is_between_commas(one, comma) for one in persons_here):
            break
        names[:0] = persons_here
        pieces.pop()
    rest = comma.join(pieces)
    if len(names) < (2 if dated else 3) or count_words(rest) < 3:
        return None
    return Authors(tuple(names), 1), rest


def _is_between_commas(name: str, comma: str) -> bool:
    """Return whether it is a name; between `、`, a word of two letters may be one of a title."""
    return is_full_name(name) or (comma == "、" and len(name) > 2 and name_likelihood(name) == 1)


def names_first(text: str) -> tuple[Authors, str] | None:
    """Two names or more and the title after them, all parted by commas."""
    names: list[str] = []
    at = 0
    for match in _BETWEEN_NAMES.finditer(text):
        name = text[at : match.start()].strip(EDGES)
        if not is_full_name(name):
            break
        names.append(name)
        at = match.end()
    rest = text[at:]
    more = persons.split_et_al(rest)
    if more and not more[0]:
        rest = more[1].lstrip(EDGES + ".")
    if len(names) < 2 or count_words(rest) < 3 or name_likelihood(rest.split(",")[0]) == 1:
        return None
    return Authors(tuple(names), 1, more=bool(more and not more[0])), rest
