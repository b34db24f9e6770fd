"""Which fields of an item may be its title, and what speaks for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...core.text import clean, fold
from . import people as persons
from .addresses import Leads
from .bylines import Bylines
from .dates import date
from .document import Form, Item
from .fields import Field, Is, colon_between
from .labelled import labelled
from .labels import is_label
from .marks import Style
from .people import people
from .text import LEADING_BRACKETS, words
from .vocabulary import HEADS

_WORDS = 3
"""Words that are set off at the start of a title; more of them are the title."""
_NAME = 5
"""Words that the name of a work may have: what is longer is its title."""


@dataclass(slots=True)
class Candidate:
    """A field, or several that go on, as a title."""

    first: int
    last: int
    text: str
    form: str
    """Where and how it is set off: what the list does again and again."""
    score: float


def best(candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate for which most speaks."""
    return max(candidates, key=lambda c: c.score, default=None)


def candidates(item: Item, fields: Sequence[Field], bylines: Bylines) -> list[Candidate]:
    """The fields that may be the title, with what speaks for each."""
    found: list[Candidate] = []
    first = True
    for at, one in enumerate(fields):
        if one.what is Is.BADGE or (one.what is Is.LINK and (one.badge or is_label(one.text))):
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
        found.append(Candidate(at, last, text, form, score + bonus))
    return found


def _goes_on(first: Field, one: Field, bylines: Bylines) -> bool:
    """Whether a title goes on in another style: a word of it is set off, or its name is."""
    if not one.glued or one.what is not Is.TEXT or (first.style and words(first.text) > _WORDS):
        return False
    return not bylines.is_sure(one.text)


def _of_text(one: Field, text: str, bylines: Bylines) -> float:
    """What the text itself says for or against it."""
    if says := labelled(one.text):
        return 3 if says[0] == "title" else -5
    count = words(text)
    score = {0: -6.0, 1: -2.0, 2: 0.0, 3: 1.2}.get(count, 2.0 if count <= 30 else -0.5)
    score -= 3 * (count > 60)
    place = bylines.places.find(text)
    titled = place is not None and place.aside and LEADING_BRACKETS.match(text)  # `(ICML 2019) T`
    if place is not None and not titled and (place.known or place.sure > 0.7):
        return score - (4 if place.known or count <= _NAME else 1)
    if date(text):
        return score - 6
    if bylines.names_and_place(text):
        return score - 5
    who = people(text)
    if who.sure >= 0.6:
        return score - 3 * who.sure
    if one.text.lstrip()[:1] in {",", ".", ";"} or persons.split_et_al(text):
        return score - 2
    return score


def _of_style(one: Field) -> float:
    """What speaks for a title in how it is set off."""
    score = {"[": -2.0, "(": -2.0, '"': 2.0}.get(one.bracket, 0.0)
    score += bool(one.style & Style.BOLD) - bool(one.style & Style.STRUCK)
    if one.target is not None:
        leads = one.target.leads
        nowhere = leads is Leads.NOWHERE and not one.target.is_file
        score += 1.5 if leads.is_paper else -1 if nowhere else 0.7
    return score


def _of_what_follows(one: Field, text: str, after: Field | None) -> float:
    """Whether it rather is the name of a work before its title: `**Name**: Title`."""
    if after is None or after.row != one.row or words(text) > _NAME:
        return 0
    named = after.what is Is.TEXT and colon_between(one, after) and words(after.text) >= 2
    return -2.5 if named or after.bracket == '"' else 0


def _place_in(item: Item, one: Field, *, first: bool) -> tuple[str, float]:
    """The form of a title by its place in the item, and what the place says for it."""
    if item.form is Form.ROW:
        head = item.columns[one.row] if one.row < len(item.columns) else ""
        bonus = HEADS.get(fold(head).strip(), 0) - 0.1 * min(one.row, 9)
        return f"row {item.group} {one.row} {one.what.value}", bonus
    order = "first" if first else "later"
    form = f"{item.form.value} {one.what.value} {int(one.style)}{one.bracket} {order}"
    return form, 0.5 * first - 0.4 * min(one.row, 5)
