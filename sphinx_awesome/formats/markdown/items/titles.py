"""Which segments of an item may be its title, and how likely each is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ....core.text import clean, fold
from ....core.venues import VenueKind
from ..document.outline import Item, ItemForm, Style
from ..weights import (
    AUTHORS_IN_TITLE_CONFIDENCE,
    AUTHORS_TEXT_PENALTY,
    AUTHORS_WITH_ET_AL_CONFIDENCE,
    BRACKET_SCORES,
    BYLINE_TEXT_PENALTY,
    COLUMN_PENALTY,
    COUNTED_COLUMNS,
    COUNTED_LINES,
    DATE_TEXT_PENALTY,
    DEAD_LINK_PENALTY,
    FIRST_SEGMENT_SCORE,
    LABELLED_TITLE_SCORE,
    LEADING_AUTHORS_CONFIDENCE,
    LINE_PENALTY,
    LONG_TEXT_PENALTY,
    LONG_VENUE_TEXT_PENALTY,
    NAME_HEAD_PENALTY,
    NAME_LIST_CHARS,
    ONLY_KNOWN_VENUE_CONFIDENCE,
    OTHER_HEAD_PENALTY,
    OTHER_LABEL_PENALTY,
    OTHER_LINK_SCORE,
    OVERLONG_TEXT_PENALTY,
    OVERLONG_TEXT_WORDS,
    PAPER_LINK_SCORE,
    REST_OF_TEXT_PENALTY,
    SET_OFF_WORDS,
    SURE_AUTHORS_CONFIDENCE,
    SURE_VENUE_CONFIDENCE,
    TITLE_HEAD_SCORE,
    TITLE_LENGTH_SCORE,
    TITLE_WORDS,
    VENUE_IN_TITLE_CONFIDENCE,
    VENUE_TEXT_PENALTY,
    WORD_COUNT_SCORES,
    WORK_NAME_PENALTY,
    WORK_NAME_WORDS,
)
from ..words import authors as persons
from ..words.authors import Authors, _words, is_whole_name, name_likelihood, read_authors
from ..words.bylines import BylineReader, StatedAuthors
from ..words.dates import date
from ..words.fragments import EDGES, LEADING_BRACKETS, SENTENCE_END, TRAILING_BRACKETS, count_words
from ..words.link_kinds import UrlKind, is_label, split_label
from ..words.venue_mentions import VenueMention, guess_venue_kind
from .segments import Segment, SegmentType, colon_between


@dataclass(slots=True)
class TitleCandidate:
    """A field, or several that go on, as a title."""

    first: int
    last: int
    text: str
    form: str
    """Where and how it is set off: what the list does again and again."""
    score: float


def best_candidate(candidates: Sequence[TitleCandidate]) -> TitleCandidate | None:
    """The candidate for which most speaks."""
    return max(candidates, key=lambda c: c.score, default=None)


def title_candidates(
    item: Item, fields: Sequence[Segment], bylines: BylineReader
) -> list[TitleCandidate]:
    """The fields that may be the title, with what speaks for each."""
    found: list[TitleCandidate] = []
    first = True
    for at, one in enumerate(fields):
        if one.what is SegmentType.BADGE or (
            one.what is SegmentType.LINK and (one.badge or is_label(one.text))
        ):
            continue
        if found and at <= found[-1].last:
            continue
        last = at
        while last + 1 < len(fields) and _goes_on(one, fields[last + 1], bylines):
            last += 1
        text = clean("".join(f.text for f in fields[at : last + 1]))
        after = fields[last + 1] if last + 1 < len(fields) else None
        score = _of_text(one, text, bylines)
        score += _of_style(one) + _of_what_follows(one, text, after)
        form, bonus = _place_in(item, one, first=first)
        if not one.bracket or one.bracket == '"':
            first = False
        found.append(TitleCandidate(at, last, text, form, score + bonus))
    return found


def _goes_on(first: Segment, one: Segment, bylines: BylineReader) -> bool:
    """Whether a title goes on in another style: a word of it is set off, or its name is."""
    if (
        not one.glued
        or one.what is not SegmentType.TEXT
        or (first.style and count_words(first.text) > SET_OFF_WORDS)
    ):
        return False
    return not bylines.is_sure(one.text)


def _of_text(one: Segment, text: str, bylines: BylineReader) -> float:
    """What the text itself says for or against it."""
    if says := split_label(one.text):
        return LABELLED_TITLE_SCORE if says[0] == "title" else -OTHER_LABEL_PENALTY
    count = count_words(text)
    by_length = TITLE_LENGTH_SCORE if count <= TITLE_WORDS else -LONG_TEXT_PENALTY
    score = WORD_COUNT_SCORES.get(count, by_length)
    score -= OVERLONG_TEXT_PENALTY * (count > OVERLONG_TEXT_WORDS)
    place = bylines.places.find(text)
    titled = place is not None and place.aside and LEADING_BRACKETS.match(text)  # `(ICML 2019) T`
    if place is not None and not titled and (place.known or place.sure > VENUE_IN_TITLE_CONFIDENCE):
        short = place.known or count <= WORK_NAME_WORDS
        return score - (VENUE_TEXT_PENALTY if short else LONG_VENUE_TEXT_PENALTY)
    if date(text):
        return score - DATE_TEXT_PENALTY
    if bylines.names_and_place(text):
        return score - BYLINE_TEXT_PENALTY
    who = read_authors(text)
    if who.sure >= AUTHORS_IN_TITLE_CONFIDENCE:
        return score - AUTHORS_TEXT_PENALTY * who.sure
    if one.text.lstrip()[:1] in {",", ".", ";"} or persons.split_et_al(text):
        return score - REST_OF_TEXT_PENALTY
    return score


def _of_style(one: Segment) -> float:
    """What speaks for a title in how it is set off."""
    score = BRACKET_SCORES.get(one.bracket, 0)
    score += bool(one.style & Style.BOLD) - bool(one.style & Style.STRUCK)
    if one.target is not None:
        leads = one.target.leads
        nowhere = leads is UrlKind.NOWHERE and not one.target.is_file
        other = -DEAD_LINK_PENALTY if nowhere else OTHER_LINK_SCORE
        score += PAPER_LINK_SCORE if leads.is_paper else other
    return score


def _of_what_follows(one: Segment, text: str, after: Segment | None) -> float:
    """Whether it rather is the name of a work before its title: `**Name**: Title`."""
    if after is None or after.row != one.row or count_words(text) > WORK_NAME_WORDS:
        return 0
    named = (
        after.what is SegmentType.TEXT
        and colon_between(one, after)
        and count_words(after.text) >= 2
    )
    return -WORK_NAME_PENALTY if named or after.bracket == '"' else 0


def _place_in(item: Item, one: Segment, *, first: bool) -> tuple[str, float]:
    """The form of a title by its place in the item, and what the place says for it."""
    if item.form is ItemForm.ROW:
        head = item.columns[one.row] if one.row < len(item.columns) else ""
        bonus = HEADS.get(fold(head).strip(), 0) - COLUMN_PENALTY * min(one.row, COUNTED_COLUMNS)
        return f"row {item.group} {one.row} {one.what.value}", bonus
    order = "first" if first else "later"
    form = f"{item.form.value} {one.what.value} {int(one.style)}{one.bracket} {order}"
    return form, FIRST_SEGMENT_SCORE * first - LINE_PENALTY * min(one.row, COUNTED_LINES)


_BEFORE_NAMES = re.compile(r"(?<!\b[A-Z])[.?!。]\s+|\s[-–—|]\s|,?\sby\s|,\s+|;\s")

_BEFORE_COLON = re.compile(r"([^:：]{4,40})[:：]\s+(?=\S)")

_BARE_YEAR = re.compile(r"(?<=\w)\s+((?:19|20)\d\d)\.?\Z")

_BETWEEN_NAMES = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s+&\s+)")


@dataclass(slots=True)
class TitleParts:
    """A title, and what was told with it."""

    text: str
    said: list[StatedAuthors] = field(default_factory=list)
    bare_year: int = 0
    """A year at its end without a separator: the list decides whether that is a date."""

    def take(self, said: StatedAuthors, rest: str) -> None:
        """Take something off the title."""
        self.said.append(said)
        self.text = rest


class TitleSplitter:
    """Takes off titles what is told with them."""

    def __init__(self, bylines: BylineReader) -> None:
        self.bylines = bylines

    def split(self, text: str, *, plain: bool) -> TitleParts:
        """A title without the venue, the date and the authors told with it.

        ::

            told = [place ":"] title ["(" place | date | people ")"] [separator byline]
                 | people separator title

        The separated parts are only taken off if they are sure, and of a title that is set off as
        a whole only what is in brackets.

        :param plain: whether the title is not set off from the text around it.
        """
        split = TitleParts(clean(text))
        self._brackets(split)
        if not plain:
            self._of_whole(split)
            return split
        rest, found = self.bylines.without_tail(split.text)
        if found and count_words(rest) >= 2:
            split.text = rest
            split.said += found
        if match := _BEFORE_COLON.match(split.text):
            said = self.bylines.place_or_date(match[1], least=ONLY_KNOWN_VENUE_CONFIDENCE)
            if said and not (isinstance(said, VenueMention) and said.when is None):
                split.take(said, split.text[match.end() :])
        if not any(isinstance(said, Authors) for said in split.said):
            _take_people(split)
        if match := _BARE_YEAR.search(split.text):
            split.bare_year = int(match[1])
        return split

    def _of_whole(self, split: TitleParts) -> None:
        """Take off a title that is set off as a whole what is told in it beyond doubt.

        That is a venue with its year, a preprint, "et al.", and what stands among these.
        """
        rest, found = self.bylines.without_tail(split.text)
        places = [said for said in found if isinstance(said, VenueMention)]
        if count_words(rest) >= 2 and places and all(map(_is_sure, places)):
            split.text = rest
            split.said += found
        if match := _BEFORE_COLON.match(split.text):
            said = self.bylines.place_or_date(match[1], least=ONLY_KNOWN_VENUE_CONFIDENCE)
            if isinstance(said, VenueMention) and said.when:
                split.take(said, split.text[match.end() :])
        if persons.split_et_al(split.text):
            _take_people(split)

    def _brackets(self, split: TitleParts) -> None:
        """Take off what is in brackets before and behind a title."""
        match = LEADING_BRACKETS.match(split.text)
        if match and (said := self.bylines.place_or_date(match[1], least=SURE_VENUE_CONFIDENCE)):
            split.take(said, split.text[match.end() :])
        while match := TRAILING_BRACKETS.search(split.text):
            said = self.bylines.place_or_date(match[1], least=SURE_VENUE_CONFIDENCE)
            found: Sequence[StatedAuthors] = [said] if said else self.bylines.read(match[1])
            first = found[0] if found else ""
            if said is None and not (isinstance(first, Authors) and first.several):
                return
            split.said += found
            split.text = split.text[: match.start()]


def _is_sure(place: VenueMention) -> bool:
    if place.when is None:
        return guess_venue_kind(place.name) is VenueKind.PREPRINT
    return place.known or place.sure >= SURE_VENUE_CONFIDENCE


def _take_people(split: TitleParts) -> None:
    """Take the authors off a title, behind it or before it."""
    text = split.text
    if (first := persons.leading_authors(text)) and count_words(first[1]) >= 3:
        split.take(*first)
        return
    if last := _names_last(text, dated=bool(split.said)):
        split.take(*last)
        return
    for match in reversed(list(_BEFORE_NAMES.finditer(text))[-40:]):
        before, after = text[: match.start()], text[match.end() :]
        if count_words(before) < 2 or len(after) > NAME_LIST_CHARS:
            break
        who = read_authors(after)
        mark = match[0].strip()
        alone = who.more and who.sure >= AUTHORS_WITH_ET_AL_CONFIDENCE and len(who.names) <= 3
        if alone and mark == ",":
            who, before = _with_names_before(who, before)
        sure = who.several and who.sure >= SURE_AUTHORS_CONFIDENCE
        if alone or (mark != "," and sure):
            split.take(who, before + (mark if mark in {"?", "!"} else ""))
            return
    if found := _names_first(text):
        split.take(*found)
    elif stop := SENTENCE_END.search(text):
        who = read_authors(text[: stop.start()])
        sure = who.several and who.sure >= LEADING_AUTHORS_CONFIDENCE
        if sure and count_words(text[stop.end() :]) >= 3:
            split.take(who, text[stop.end() :])


def _with_names_before(who: Authors, before: str) -> tuple[Authors, str]:
    """Authors with the whole names that commas part from them, and the text without these."""
    pieces = before.split(",")
    names = list(who.names)
    while is_whole_name(pieces[-1].strip(EDGES)) and count_words(",".join(pieces[:-1])) >= 3:
        names.insert(0, pieces.pop().strip(EDGES))
    return Authors(tuple(names), who.sure, who.more), ",".join(pieces)


def _names_last(text: str, *, dated: bool) -> tuple[Authors, str] | None:
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
    if len(names) < (2 if dated else 3) or count_words(rest) < 3:
        return None
    return Authors(tuple(names), 1), rest


def _names_first(text: str) -> tuple[Authors, str] | None:
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
    if len(names) < 2 or count_words(rest) < 3 or name_likelihood(rest.split(",")[0]) == 1:
        return None
    return Authors(tuple(names), 1), rest


_TITLES = ("title", "paper", "papers", "paper title", "publication", "article", "论文", "标题")

_NAMES = _words("name model method dataset benchmark framework abbr acronym")

_OTHERS = _words(
    """
    code link links venue conf conference date year demo stars github url type modalities
    authors author journal license licence notes note comments comment description task tasks
    modality frames subjects source availability language size count citations domain annotation
    annotations remarks remark institute institution keywords keyword
    """
)

HEADS = (
    dict.fromkeys(_TITLES, TITLE_HEAD_SCORE)
    | dict.fromkeys(_NAMES, -NAME_HEAD_PENALTY)
    | dict.fromkeys(_OTHERS, -OTHER_HEAD_PENALTY)
)
"""What the head of a column says for or against titles in it."""
