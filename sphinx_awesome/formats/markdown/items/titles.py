"""Find the segments of an item that may be its title, and score each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ....core.venues import VenueKind
from .. import weights
from ..document.outline import Item, ItemForm, Style
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
from ..words.link_kinds import UrlKind, split_label
from ..words.names import inverted_name, is_family_name, is_full_name, name_likelihood
from ..words.venue_mentions import VenueMention, guess_venue_kind
from .segments import Annotate, Segment, SegmentType, colon_between


@dataclass(slots=True)
class TitleCandidate:
    """A field, or several that go on, as a title."""

    first: int
    last: int
    annotation: Annotation
    """Its text, and what else that may be."""
    form: str
    """Where and how it is set off: what the list does again and again."""
    score: float

    @property
    def text(self) -> str:
        """Its text."""
        return self.annotation.text


def best_candidate(candidates: Sequence[TitleCandidate]) -> TitleCandidate | None:
    """The candidate for which most speaks."""
    return max(candidates, key=lambda c: c.score, default=None)


def title_candidates(item: Item, fields: Sequence[Segment]) -> list[TitleCandidate]:
    """The fields that may be the title, with what speaks for each."""
    result: list[TitleCandidate] = []
    first = True
    for at, one in enumerate(fields):
        if one.what is SegmentType.BADGE or (
            one.what is SegmentType.LINK
            and (one.badge or one.label.says_what or one.text.startswith(("http:", "https:")))
        ):
            continue
        if _ONLY_MARK.fullmatch(one.text):
            continue
        if result and at <= result[-1].last:
            continue
        last = at
        while last + 1 < len(fields) and _goes_on(one, fields[last + 1]):
            last += 1
        if last > at and _is_tag(fields, last):
            last -= 1
        annotation = one.annotation
        if last > at:
            annotation = one.annotate("".join(f.text for f in fields[at : last + 1]))
        after = fields[last + 1] if last + 1 < len(fields) else None
        score = _of_text(one, annotation, _before(fields, at))
        score += _of_style(one) + _of_what_follows(one, annotation.text, after)
        form, bonus = _place_in(item, one, first=first)
        if not one.bracket or one.bracket == '"':
            first = False
        result.append(TitleCandidate(at, last, annotation, form, score + bonus))
    return result


def _before(fields: Sequence[Segment], at: int) -> Segment | None:
    """Return the segment before another, without what stands in brackets between them."""
    others = (one for one in reversed(fields[:at]) if one.bracket not in {"(", "["})
    return next(others, None)


def _goes_on(first: Segment, one: Segment) -> bool:
    """Return whether a title goes on in another style: a word of it is set off, or its name is."""
    if (
        not one.glued
        or one.what is not SegmentType.TEXT
        or (first.style and count_words(first.text) > weights.SET_OFF_WORDS)
    ):
        return False
    return not one.annotation.is_certain


def _is_tag(fields: Sequence[Segment], at: int) -> bool:
    """Return whether code that ends a title is a word about it: ``A Title `NEW TASK` ``."""
    before, one = fields[at - 1], fields[at]
    ends = at + 1 == len(fields) or not fields[at + 1].glued
    return (
        ends
        and bool(one.style & Style.CODE)
        and not before.style & Style.CODE
        and count_words(before.text) >= weights.OWN_TITLE_WORDS
        and count_words(one.text) <= weights.SET_OFF_WORDS
        and one.text.replace(" ", "").replace("-", "").isalpha()
        and not _NEEDS_MORE.search(before.text)
    )


def _of_text(one: Segment, annotation: Annotation, before: Segment | None) -> float:
    """Return what the text itself says for or against it."""
    if says := split_label(one.text):
        return weights.LABELLED_TITLE_SCORE if says[0] == "title" else -weights.OTHER_LABEL_PENALTY
    text = annotation.text
    count = count_words(text)
    by_length = (
        weights.TITLE_LENGTH_SCORE if count <= weights.TITLE_WORDS else -weights.LONG_TEXT_PENALTY
    )
    score = weights.WORD_COUNT_SCORES.get(count, by_length)
    score -= weights.OVERLONG_TEXT_PENALTY * (count > weights.OVERLONG_TEXT_WORDS)
    if _is_description(one, before):
        score -= weights.DESCRIPTION_PENALTY
    if annotation.date:
        return score - weights.DATE_TEXT_PENALTY
    if annotation.is_byline:
        return score - weights.BYLINE_TEXT_PENALTY
    if penalty := _venue_penalty(one, annotation, before):
        return score - penalty
    is_one = text.count(",") == 1 and not (one.style or one.target) and inverted_name(text)
    confidence = 1 if is_one else annotation.authors.confidence
    if confidence >= weights.AUTHORS_IN_TITLE_CONFIDENCE:
        return score - weights.AUTHORS_TEXT_PENALTY * confidence
    if text.count(",") > 1 and _names_first(text):
        return score + weights.NAMED_TITLE_SCORE
    if one.text.lstrip()[:1] in {",", ".", ";"} or annotation.around_et_al:
        return score - weights.REST_OF_TEXT_PENALTY
    return score


def _venue_penalty(one: Segment, annotation: Annotation, before: Segment | None) -> float:
    """Return what speaks against a title in that it looks like a venue."""
    place = annotation.likely_venue
    if place is None:
        return 0
    titled = place.aside and LEADING_BRACKETS.match(annotation.text)  # `(ICML 2019) T`
    if not titled and (place.known or place.confidence > weights.VENUE_IN_TITLE_CONFIDENCE):
        short = place.known or count_words(annotation.text) <= weights.WORK_NAME_WORDS
        return weights.VENUE_TEXT_PENALTY if short else weights.LONG_VENUE_TEXT_PENALTY
    behind = one.what is SegmentType.LINK and before is not None and before.row == one.row
    if behind and place.when and place.confidence >= weights.LABEL_VENUE_CONFIDENCE:
        return weights.LONG_VENUE_TEXT_PENALTY  # `Title [[Steel & Iron Industry 2015]](u)`
    return 0


def _is_description(one: Segment, before: Segment | None) -> bool:
    """Return whether it describes a name before it: `**Fox** - hunts mice`, `[Owl](x) - Fast.`."""
    if before is None or one.style or one.bracket or one.what is not SegmentType.TEXT:
        return False
    if (one.row, one.soft) != (before.row, False) and before.style & Style.BOLD:
        return _is_sentence(one.annotation.text, is_titled=count_words(before.text) >= 3)
    if before.row != one.row:
        return False
    if before.target and not before.target.leads.is_paper and SENTENCE.match(one.text):
        return True
    match = _DASH.match(one.text)
    if not match or not (before.style & Style.BOLD or before.target):
        return False
    text = one.text[match.end() :]
    if text[:1].islower() and not _NAMED.match(text):
        return True
    words = [word for word in text.split() if word[:1].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    is_tool = before.target is not None and not before.target.leads.is_paper
    return is_tool and len(words) > 1 and 2 * capitals < len(words)


def _is_sentence(text: str, *, is_titled: bool) -> bool:
    """Return whether a text below a name in bold describes it, and is no title.

    :param is_titled: whether the name has the words of a title.
    """
    words = text.split()
    lower = sum(word[:1].islower() for word in words)
    if len(words) < weights.DESCRIPTION_WORDS or 2 * lower < len(words):
        return False
    return is_titled or bool(_TELLS.search(text))


def _of_style(one: Segment) -> float:
    """Return what speaks for a title in how it is set off."""
    score = weights.BRACKET_SCORES.get(one.bracket, 0)
    if one.style is not Style.PLAIN:
        score += bool(one.style & Style.BOLD) - bool(one.style & Style.STRUCK)
    if one.target is not None:
        leads = one.target.leads
        nowhere = leads is UrlKind.NOWHERE and not one.target.is_file
        other = -weights.DEAD_LINK_PENALTY if nowhere else weights.OTHER_LINK_SCORE
        score += weights.PAPER_LINK_SCORE if leads.is_paper else other
    return score


def _of_what_follows(one: Segment, text: str, after: Segment | None) -> float:
    """Return whether it rather is the name of a work before its title: `**Name**: Title`."""
    if after is None or after.row != one.row or count_words(text) > weights.WORK_NAME_WORDS:
        return 0
    if _is_description(after, one):
        return 0
    named = (
        after.what is SegmentType.TEXT
        and colon_between(one, after)
        and count_words(after.text) >= 2
    )
    return -weights.WORK_NAME_PENALTY if named or after.bracket == '"' else 0


def _place_in(item: Item, one: Segment, *, first: bool) -> tuple[str, float]:
    """The form of a title by its place in the item, and what the place says for it."""
    if item.form is ItemForm.ROW:
        role = item.role(one.row)
        bonus = _HEAD_SCORES.get(role, -weights.OTHER_HEAD_PENALTY) if role else 0
        bonus -= weights.COLUMN_PENALTY * min(one.row, weights.COUNTED_COLUMNS)
        return f"row {item.group} {one.row} {one.what.value}", bonus
    order = "first" if first else "later"
    form = f"{item.form.value} {one.what.value} {int(one.style)}{one.bracket} {order}"
    return form, weights.FIRST_SEGMENT_SCORE * first - weights.LINE_PENALTY * min(
        one.row, weights.COUNTED_LINES
    )


SENTENCE = re.compile(r"\s+(?!by\b|in\b|at\b|et\b|and\b|arxiv|pp?\b)[a-z]{2,}[,\s]+\w+\s+\w+")
"""What goes on as a sentence behind a name: `[Owl AG](page) produces sensors.`"""

# Words of sentences about a work, which few titles have.
_TELLS = re.compile(
    r"\b(?:we|our|this (?:paper|work|article|survey|study)|is|are|was|were|has|have|which|that"
    r"|proposes?|presents?|introduces?|describes?|shows?|demonstrates?|provides?)\b",
    re.IGNORECASE,
)

_DASH = re.compile(r"\s*(?:(?:[-–—:：]|[.,]\s+[-–—])\s+|,\s+(?=(?:an?|the|our)\s+[a-z]))")

# A title that begins with a name in small letters: `emrqa: A corpus`.
_NAMED = re.compile(r"\S+:\s")

# Words after which a title goes on.
_NEEDS_MORE = re.compile(
    r"\b(?:an?|and|as|at|by|for|from|in|into|of|on|or|the|to|using|via|vs\.?|with)\s*\Z",
    re.IGNORECASE,
)

# What is set off before a title and says nothing of it.
_ONLY_MARK = re.compile(r"\W*(?:new|hot|updated?|must[- ]read|recommended)\b\W*", re.IGNORECASE)

# Not before how something is done: `by Folding Cranes and Boats`.
_BEFORE_NAMES = re.compile(
    r"(?<!\b[A-Z])[.?!]\s+|[。，；]\s*|\s[-–—|]\s|,?\sby\s(?![A-Z][a-z]+ing\s)|,\s+|;\s"
)

_BEFORE_COLON = re.compile(r"([^:：]{4,40})[:：]\s+(?=\S)")

# As few titles begin: `2019, A Title`.
_YEAR_FIRST = re.compile(rf"({YEAR})\s?[,，]\s*(?=\S+\s+\S)")

_UNCLOSED = re.compile(r"\s*[(\[]([^()\[\]]{4,60})\Z")

_UNPAIRED = re.compile(r"[\[(][^()\[\]]+\Z|[^()\[\]]{4,40}[\])][^()\[\]]+\Z")

_BARE_YEAR = re.compile(r"(?<=\w)\s+((?:19|20)\d\d)\.?\Z")

_CITATION = re.compile(
    r"(?P<who>[^\"“”]{3,}?)[.,:]?\s*[\"“](?P<title>[^\"“”]{8,}?)[.,]?[\"”](?P<rest>[^\"“”]*)"
)

# A month or a day behind a title, as no title ends: `Lists. 2019-10-22`.
_DAY_BEHIND = re.compile(r"[.,|]\s+(20\d\d-[01]\d(?:-[0-3]\d)?)\.?\Z")

_BESIDE_NAME = re.compile(r"(?:(?<!\b[A-Z])(?P<stop>\.)|[,，](?:\s+by)?)\s+")

_AND = re.compile(r"\s+(?:and|&)\s+|^\s*and\s+")

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
    elif match := _BEFORE_COLON.match(split.text):
        first = annotate(match[1]).venue_or_date(weights.ONLY_KNOWN_VENUE_CONFIDENCE)
        if isinstance(first, Date):
            years = {when.year for one in split.statements if (when := _when(one))}
            dated: Date | bool | None = plain and years <= {first.year}
        else:
            dated = first.when if first else None
        if first and dated:
            split.take(first, split.text[match.end() :])


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
            split.take(who, before + (mark if mark in {"?", "!"} else ""))
            return
    if result := _names_first(text):
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


def _names_first(text: str) -> tuple[Authors, str] | None:
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


_HEAD_SCORES = {"title": weights.TITLE_HEAD_SCORE, "name": -weights.NAME_HEAD_PENALTY}
