"""What is cited of a paper, and how it reads as a line of text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from sphinx_awesome.core.model import Entry, EntryType, Publication
from sphinx_awesome.core.person_names import PersonName
from sphinx_awesome.core.reference import (
    TERMS,
    Reference,
    WorkType,
    reference_of,
    text_citation,
    work_of,
    write_text,
)
from sphinx_awesome.core.venues import Venue, VenueKind, Venues
from sphinx_awesome.formats.bibtex import record as bibtex_record
from sphinx_awesome.formats.csl_json import record as csl_json_record
from sphinx_awesome.formats.ris import record as ris_record

from ..ext import hostile
from ..formats.cited import PREPRINT, RATCHET, REAL, VENUES, hostile_paper
from ..formats.strategies import entries

# -- what is cited --


KINDS = Venues(
    [
        Venue("MICCAI", "Medical Image Computing", VenueKind.CONFERENCE),
        Venue("MedIA", "Medical Image Analysis", VenueKind.JOURNAL, ("MIA",)),
        Venue("ML4H", kind=VenueKind.WORKSHOP),
        Venue("arXiv", kind=VenueKind.PREPRINT),
        Venue("bioRxiv", kind=VenueKind.PREPRINT),
    ]
)


def test_the_published_version_is_cited() -> None:
    later = Publication("MIA", 2024, "10.1016/j.media.2024.1", "A new title")
    entry = Entry(
        *("a", "A", ("Ada Lovelace",), "arXiv"),
        year=2021,
        arxiv="2107.02104",
        published=later,
        tags=("x",),
        abstract="So.",
    )
    assert reference_of(entry, KINDS) == Reference(
        id="a",
        work=WorkType.ARTICLE,
        title="A new title",
        authors=(PersonName("Lovelace", "Ada"),),
        container="Medical Image Analysis",
        year=2024,
        doi="10.1016/j.media.2024.1",
        arxiv="2107.02104",
        url="https://doi.org/10.1016/j.media.2024.1",
        texts={"abstract": "So.", "tags": ("x",)},
    )


TERMS_OF_TYPES = {
    EntryType.PAPER: ("document", "GEN", "misc", "ScholarlyArticle", "Text"),
    EntryType.BOOK: ("book", "BOOK", "book", "Book", "Book"),
    EntryType.THESIS: ("thesis", "THES", "phdthesis", "Thesis", "Dissertation"),
    EntryType.REPORT: ("report", "RPRT", "techreport", "Report", "Report"),
    EntryType.DATASET: ("dataset", "DATA", "dataset", "Dataset", "Dataset"),
    EntryType.SOFTWARE: ("software", "COMP", "software", "SoftwareSourceCode", "Software"),
    EntryType.MODEL: ("software", "COMP", "misc", "SoftwareApplication", "Model"),
    EntryType.COURSE: ("document", "GEN", "misc", "Course", "InteractiveResource"),
    EntryType.TALK: ("speech", "SLIDE", "misc", "PresentationDigitalDocument", "Audiovisual"),
    EntryType.POST: ("post-weblog", "BLOG", "misc", "BlogPosting", "Text"),
    EntryType.WEBSITE: ("webpage", "ELEC", "misc", "WebSite", "InteractiveResource"),
}


@pytest.mark.parametrize("type_", EntryType)
def test_each_type_has_its_names_elsewhere(type_: EntryType) -> None:
    cited = reference_of(Entry("a", "A", type=type_), KINDS)
    assert cited.terms[:5] == TERMS_OF_TYPES[type_]
    assert cited.work is work_of(Entry("a", "A", type=type_))
    csl, ris, bibtex, *_ = cited.terms
    assert f'"type": "{csl}"' in csl_json_record(cited)
    assert ris_record(cited).startswith(f"TY  - {ris}\n")
    assert bibtex_record(cited).startswith(f"@{bibtex}{{a,")


def test_all_works_have_terms() -> None:
    assert TERMS.keys() == set(WorkType)


@pytest.mark.parametrize(
    ("venue", "arxiv", "work", "container", "on_arxiv"),
    [
        ("MICCAI", "", WorkType.PROCEEDINGS, "Medical Image Computing", False),
        ("ML4H", "", WorkType.PROCEEDINGS, "ML4H", False),
        ("MedIA", "2107.02104", WorkType.ARTICLE, "Medical Image Analysis", False),
        ("arXiv", "2107.02104", WorkType.PREPRINT, "arXiv", True),
        ("arXiv", "", WorkType.PREPRINT, "arXiv", False),
        ("bioRxiv", "2107.02104", WorkType.PREPRINT, "bioRxiv", False),
        ("", "2107.02104", WorkType.PREPRINT, "arXiv", True),
        ("A report", "2107.02104", WorkType.OTHER, "A report", False),
        ("", "", WorkType.OTHER, "", False),
    ],
)
def test_a_venue_decides_what_kind_of_work_it_is(
    *, venue: str, arxiv: str, work: WorkType, container: str, on_arxiv: bool
) -> None:
    cited = reference_of(Entry("a", "A", venue=venue, arxiv=arxiv), KINDS)
    assert (cited.work, cited.container) == (work, container)
    assert cited.is_on_arxiv_alone is on_arxiv


def test_what_has_a_publisher_and_is_in_something_is_a_chapter() -> None:
    entry = Entry("a", "A", venue="Handbook of Lists", publisher="List Press")
    cited = reference_of(entry, KINDS)
    assert cited.terms[:3] == ("chapter", "CHAP", "incollection")
    assert "  booktitle = {Handbook of Lists},\n" in bibtex_record(cited)
    assert reference_of(Entry("a", "A", publisher="List Press"), KINDS).work is WorkType.OTHER


def test_an_address_that_may_not_be_published_is_left_out() -> None:
    assert reference_of(Entry("a", "A", links={"pdf": "javascript:alert(1)"}), KINDS).url == ""


def test_an_edition_is_a_version_and_a_day() -> None:
    page = Reference("a", WorkType.OTHER, "A")
    assert page.edition == ""
    dated = Reference("a", WorkType.OTHER, "A", version="0.1", day=date(2024, 5, 31))
    assert dated.edition == "Version 0.1, 2024-05-31"


# -- as a line of text --


def test_a_paper_of_a_conference() -> None:
    assert write_text(RATCHET, VENUES) == (
        "Benjamin Hou, Laurens van der Maaten, Ronald M. Summers Jr., The A and B Group (2021). "
        "RATCHET: Medical Transformer. Medical Image Computing & Co. "
        "https://doi.org/10.1007/978-3-030-87199-4_7"
    )


def test_a_part_that_ends_in_a_stop_gets_no_other() -> None:
    assert write_text(PREPRINT, VENUES) == (
        "Pierre Chambon (2022). RoentGen? arXiv. https://arxiv.org/abs/2211.12737"
    )
    team = replace(PREPRINT, authors=("Acme Inc.",), year=None)
    assert write_text(team, VENUES).startswith("Acme Inc. RoentGen?")


def test_unknown_parts_are_left_out() -> None:
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


def test_a_citation_says_that_a_paper_was_taken_back() -> None:
    entry = Entry("a", "A", year=2022, retracted="https://doi.org/10.5555/3")
    assert write_text(entry, KINDS) == "(2022). A. Retracted: https://doi.org/10.5555/3."
