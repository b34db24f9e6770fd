"""Which records are of a work, and by what."""

from __future__ import annotations

import pytest

from sphinx_awesome.sources.binding import Binding, KnownWork, authors_agree, bind
from sphinx_awesome.sources.record import SourceRecord, Witness

TITLE = "Reading Images of Lungs with Transformers"


def record(*authors: str, is_in_order: bool = True) -> SourceRecord:
    return SourceRecord("crossref", Witness.REGISTRAR, "u", TITLE, authors, is_in_order=is_in_order)


@pytest.mark.parametrize(
    ("authors", "named", "agree"),
    [
        (("Ann Ash", "Bob Birch", "Eve Elm"), record("A. Ash", "Fay Fir", "Gus Gum"), True),
        (("Ann Ash", "Bob Birch"), record("Bob Birch", "Ann Ash"), True),
        (("Ann Ash", "Bob Birch", "Eve Elm"), record("Fay Fir", "Gus Gum", "Eve Elm"), False),
        (("Ann Ash", "Bob Birch"), record("Ann Ash", "Cy Cork", is_in_order=False), True),
        (
            ("Ann Ash", "Bob Birch", "Eve Elm"),
            record("Ann Ash", "Cy Cork", "Di Dill", is_in_order=False),
            False,
        ),
        ((), record("Ann Ash"), False),
        (("Ann Ash",), record(), False),
    ],
)
def test_the_first_author_or_half_of_the_people(
    authors: tuple[str, ...],
    named: SourceRecord,
    agree: bool,  # noqa: FBT001
) -> None:
    assert authors_agree(authors, named) is agree


def test_an_equal_title_ties_no_record_where_no_people_are_known() -> None:
    assert bind(KnownWork((TITLE,)), record("Ann Ash")) is Binding.NONE
    assert bind(KnownWork((TITLE,), ("Ann Ash",)), record("Ann Ash")) is Binding.TITLE
