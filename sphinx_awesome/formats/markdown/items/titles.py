"""Find the segments of an item that may be its title, and score each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .. import weights
from ..document.outline import Item, ItemForm, Style
from ..words.annotations import Annotation
from ..words.fragments import (
    LEADING_BRACKETS,
    count_words,
)
from ..words.link_kinds import UrlKind, split_label
from ..words.names import inverted_name
from .segments import Segment, SegmentType, colon_between
from .title_parts import names_first


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
    if text.count(",") > 1 and names_first(text):
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
    below = weights.BELOW_TITLE_PENALTY * (item.form is ItemForm.TITLED and one.row > 0)
    order = "first" if first else "later"
    form = f"{item.form.value} {one.what.value} {int(one.style)}{one.bracket} {order}"
    lines = weights.LINE_PENALTY * min(one.row, weights.COUNTED_LINES)
    return form, weights.FIRST_SEGMENT_SCORE * first - lines - below


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

_HEAD_SCORES = {"title": weights.TITLE_HEAD_SCORE, "name": -weights.NAME_HEAD_PENALTY}
