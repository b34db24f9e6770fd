"""The fields of an item as it is laid out: of its cells, its bullets and its wrapped lines."""

from __future__ import annotations

from ...core.text import clean
from . import people as persons
from .bylines import Bylines
from .document import Form, Item
from .fields import Field, Is, cut
from .labelled import labelled
from .labels import is_label
from .marks import Mark, Style, What
from .people import people
from .person_names import looks_like_name
from .text import EDGES


def fields_of(item: Item, bylines: Bylines) -> list[Field]:
    """The fields of an item and of what is nested in it."""
    if item.form is Form.ROW:
        found: list[Field] = []
        for number, cell in enumerate(item.cells):
            for one in cut(cell, bylines.stands_alone):
                one.row = number
                found.append(one)
        return _joined(found, bylines)
    pieces: list[Mark] = []
    for one_item in item.walk():
        if pieces:
            pieces.append(Mark(What.BREAK, line=one_item.start))
        pieces += one_item.marks
    return _joined(cut(pieces, bylines.stands_alone), bylines)


def _joined(fields: list[Field], bylines: Bylines) -> list[Field]:
    """Fields without the ends of source lines that only wrap a text."""
    found: list[Field] = []
    for one in _with_linked_names(fields):
        last = found[-1] if found else None
        if (
            last is not None
            and one.soft
            and last.what is Is.TEXT is one.what
            and last.style == one.style
            and last.row == one.row
            and not one.bracket
            and not last.bracket
            and _goes_on(last.text, one.text, bylines)
        ):
            last.text = f"{last.text} {one.text}"
        else:
            found.append(one)
    return found


def _with_linked_names(fields: list[Field]) -> list[Field]:
    """Fields with names that link to their bearers made text, as the names beside them."""
    found: list[Field] = []
    linked = False
    for one in fields:
        last = found[-1] if found else None
        if last is None or last.row != one.row or last.what is not Is.TEXT:
            linked, last = False, None
        named = one.what is Is.LINK and is_person(one)
        if named and last is not None and (linked or _ends_with_names(last)):
            last.text = f"{last.text.rstrip(' ,')}, {one.text}"
            linked = True
        elif linked and last is not None and one.what is Is.TEXT and one.style == last.style:
            last.text = f"{last.text.rstrip(' ,')}, {one.text.lstrip(' ,')}"
        else:
            linked = named and bool(one.style & Style.ITALIC)
            found.append(
                Field(Is.TEXT, one.text, one.style, line=one.line, row=one.row) if linked else one
            )
    return found


def _ends_with_names(one: Field) -> bool:
    return bool(one.style & Style.ITALIC) and people(one.text).sure >= 0.55


def _goes_on(before: str, after: str, bylines: Bylines) -> bool:
    before = before.rstrip()
    if before.endswith((",", "，", " and", "-", ":", "&")):
        return True
    if labelled(after):
        return False
    # A name says less than a sentence: authors below a title are no part of it.
    return not (bylines.is_sure(after) or before.endswith((".", "?", "!")))


def is_person(one: Field) -> bool:
    """Whether a link is an author's name."""
    if one.target is None or one.target.leads.is_paper or is_label(one.text):
        return False
    text = clean(persons.bared(one.text)).strip(EDGES + ".")
    return len(text.split()) in {2, 3, 4} and looks_like_name(text) == 1
