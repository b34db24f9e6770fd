"""Citations as a line of text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from sphinx_awesome.core.model import Entry
from sphinx_awesome.core.person_names import PersonName
from sphinx_awesome.core.reference import Reference, WorkType, text_citation, write_text

from ..ext import hostile
from .cited import PREPRINT, RATCHET, REAL, VENUES, hostile_paper
from .strategies import entries


def test_a_paper_of_a_conference() -> None:
    assert write_text(RATCHET, VENUES) == (
        "Benjamin Hou, Laurens van der Maaten, Ronald M. Summers Jr., The A and B Group (2021). "
        "RATCHET: Medical Transformer. Medical Image Computing & Co. "
        "https://doi.org/10.1007/978-3-030-87199-4_7"
    )


def test_what_ends_in_a_stop_gets_no_other() -> None:
    assert write_text(PREPRINT, VENUES) == (
        "Pierre Chambon (2022). RoentGen? arXiv. https://arxiv.org/abs/2211.12737"
    )
    team = replace(PREPRINT, authors=("Acme Inc.",), year=None)
    assert write_text(team, VENUES).startswith("Acme Inc. RoentGen?")


def test_what_is_not_known_is_left_out() -> None:
    assert write_text(Entry("a", "A"), VENUES) == "A."
    assert write_text(Entry("a", "A", year=2021), VENUES) == "(2021). A."


def test_a_page_has_a_version_and_a_day() -> None:
    page = Reference(
        *("a", WorkType.OTHER, "A page", (PersonName("Lovelace", "Ada"),), "A list", 2024),
        url="https://example.org/",
        version="0.1",
        day=date(2024, 5, 31),
    )
    assert text_citation(page) == (
        "Ada Lovelace (2024). A page. A list. Version 0.1, 2024-05-31. https://example.org/"
    )


def check(text: str, entry: Entry) -> None:
    """It is one line, and holds all that it should, in order."""
    latest = entry.latest
    place = 0
    for part in (*entry.shown_authors, str(latest.year or ""), latest.title, entry.url):
        words = part.removesuffix(".").replace(",", "")
        place = text.replace(",", "").index(words, place)
    assert text.endswith(entry.url)
    assert len(text.splitlines()) == 1


def test_the_real_list_is_one_line_a_paper() -> None:
    for entry in REAL.papers():
        check(write_text(entry, REAL.venues), entry)


@pytest.mark.parametrize("name", hostile.VALUES)
def test_hostile_texts_are_texts(name: str) -> None:
    check(write_text(hostile_paper(name), VENUES), hostile_paper(name))


@given(entries)
def test_any_paper_is_one_line(entry: Entry) -> None:
    check(write_text(entry, VENUES), entry)
