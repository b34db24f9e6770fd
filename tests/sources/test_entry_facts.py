"""What the records of one work say of an entry, and from which of them each fact is."""

from dataclasses import replace

import pytest

from sphinx_awesome.core.model import Publication
from sphinx_awesome.core.venues import Venue, VenueKind, Venues
from sphinx_awesome.formats.toml import packaged_venues
from sphinx_awesome.sources import (
    Notice,
    NoticeType,
    RecordType,
    RecordYears,
    SourceRecord,
    Witness,
    facts_of,
    published_record,
    venue_of,
    year_of,
)

VENUES = Venues(packaged_venues())

DOI = "10.1007/978-3-030-87199-4_7"

ARXIV = SourceRecord(
    "arxiv",
    Witness.AUTHORS,
    "https://arxiv.org/abs/2107.02104",
    "RATCHET: Reading Things with Transformers",
    ("Benjamin Hou", "Georgios Kaissis"),
    type=RecordType.PREPRINT,
    venue="arXiv",
    years=RecordYears(issued=2021),
    arxiv="2107.02104",
    links={
        "pdf": "https://arxiv.org/pdf/2107.02104",
        "link": "https://arxiv.org/abs/2107.02104",
    },
)

CHAPTER = SourceRecord(
    "crossref",
    Witness.REGISTRAR,
    f"https://doi.org/{DOI}",
    "Ratchet: reading things with transformers",
    ("Benjamin Hou", "Georgios Kaissis"),
    type=RecordType.CHAPTER,
    venue="Medical Image Computing and Computer Assisted Intervention – MICCAI 2021",
    series="Lecture Notes in Computer Science",
    years=RecordYears(printed=2022, online=2021, issued=2021),
    doi=DOI,
    links={"link": f"https://doi.org/{DOI}"},
)

PAGE = SourceRecord(
    "cvf",
    Witness.PUBLISHER,
    "https://openaccess.thecvf.com/x.html",
    "Things of Vision",
    ("Ada Lovelace",),
    type=RecordType.PAPER,
    venue="Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition",
    years=RecordYears(issued=2021),
    links={
        "pdf": "https://openaccess.thecvf.com/x.pdf",
        "link": "https://openaccess.thecvf.com/x.html",
    },
)


def test_preprint_alone() -> None:
    facts = facts_of([ARXIV], VENUES)
    assert (facts.venue.name, facts.is_venue_known, facts.year) == ("arXiv", True, 2021)
    assert (facts.arxiv, facts.doi, facts.published) == ("2107.02104", "", None)
    assert facts.links == {"pdf": "https://arxiv.org/pdf/2107.02104"}
    assert {record.source for record in facts.origins.values()} == {"arxiv"}


def test_preprint_that_has_appeared() -> None:
    facts = facts_of([ARXIV, CHAPTER], VENUES)
    assert facts.title == ARXIV.title
    assert (facts.venue.name, facts.year, facts.doi) == ("MICCAI", 2021, DOI)
    assert facts.published == Publication("MICCAI", 2021, DOI)
    sources = {name: record.source for name, record in facts.origins.items()}
    assert sources == {
        **dict.fromkeys(("title", "authors", "arxiv", "links.pdf"), "arxiv"),
        **dict.fromkeys(("venue", "year", "doi", "published"), "crossref"),
    }


def test_series_alone_is_never_a_venue() -> None:
    record = replace(CHAPTER, venue="", series="Lecture Notes in Computer Science")
    named = replace(CHAPTER, venue="Lecture Notes in Computer Science")
    for one in (record, named):
        assert published_record([one]) is None
        assert venue_of(one, VENUES) is None
        facts = facts_of([one], VENUES)
        assert (facts.venue, facts.doi, facts.year) == (None, DOI, 2022)
        assert facts_of([ARXIV, one], VENUES).venue.name == "arXiv"


def test_publisher_is_believed_before_the_registrar() -> None:
    registered = replace(CHAPTER, venue="Another Conference", doi="10.1000/182")
    facts = facts_of([registered, PAGE], VENUES)
    assert (facts.venue.name, facts.doi) == ("CVPR", "10.1000/182")
    assert facts.links["pdf"] == PAGE.links["pdf"]


@pytest.mark.parametrize(
    ("container", "type_", "venue"),
    [
        (
            "Journal of Things",
            RecordType.ARTICLE,
            Venue("Journal of Things", "", VenueKind.JOURNAL),
        ),
        ("Thing, Nature and Science", RecordType.ARTICLE, None),
        (
            "2022 IEEE International Conference on Testing Workshops (ICSTW)",
            RecordType.PAPER,
            Venue(
                "ICSTW", "IEEE International Conference on Testing Workshops", VenueKind.WORKSHOP
            ),
        ),
        (
            "Pattern Things – PT 2020",
            RecordType.CHAPTER,
            Venue("PT", "Pattern Things", VenueKind.CONFERENCE),
        ),
        ("Handbook of Things", RecordType.CHAPTER, Venue("Handbook of Things")),
        # An acronym that another venue has, of which this is a companion.
        (
            "Companion of the Conference on Vision (CVPR)",
            RecordType.PAPER,
            Venue("Companion of the Conference on Vision (CVPR)", "", VenueKind.CONFERENCE),
        ),
    ],
)
def test_unknown_venues_are_proposed(
    container: str, type_: RecordType, venue: Venue | None
) -> None:
    record = replace(CHAPTER, venue=container, type=type_)
    expected = venue or Venue(container, kind=VenueKind.JOURNAL)
    assert venue_of(record, VENUES) == expected
    assert not facts_of([record], VENUES).is_venue_known


@pytest.mark.parametrize(
    ("container", "years", "year"),
    [
        ("Meeting 2021", RecordYears(printed=2022), 2021),
        ("Meeting 2021", RecordYears(), 2021),
        ("Meeting 2015", RecordYears(printed=2022), 2022),
        ("Meetings 2020 and 2021", RecordYears(printed=2022), 2022),
        ("Meeting", RecordYears(None, 2020, 2019), 2020),
    ],
)
def test_year_of_a_volume(container: str, years: RecordYears, year: int) -> None:
    assert year_of(replace(CHAPTER, venue=container, years=years)) == year


def test_year_of_a_journal_is_its_own() -> None:
    record = replace(CHAPTER, venue="Vision 2021", type=RecordType.ARTICLE)
    assert year_of(record) == 2022


def test_year_of_another_record_fills_a_gap() -> None:
    facts = facts_of([ARXIV, replace(CHAPTER, venue="Meeting", years=RecordYears())], VENUES)
    assert (facts.year, facts.origins["year"]) == (2021, ARXIV)


def test_authors_in_order_come_first() -> None:
    by_letter = replace(CHAPTER, authors=("A B", "C D"), is_in_order=False)
    facts = facts_of([by_letter, replace(PAGE, title=CHAPTER.title)], VENUES)
    assert (facts.authors, facts.are_authors_in_order) == (PAGE.authors, True)
    alone = facts_of([by_letter], VENUES)
    assert (alone.authors, alone.are_authors_in_order) == (("A B", "C D"), False)
    nobody = facts_of([replace(CHAPTER, authors=())], VENUES)
    assert (nobody.authors, nobody.are_authors_in_order) == ((), True)
    short = replace(CHAPTER, has_full_names=False)
    assert facts_of([replace(PAGE, authors=("X Y",)), short], VENUES).authors == ("X Y",)


def test_title_of_the_published_version() -> None:
    renamed = replace(CHAPTER, title="Reading Things Again")
    facts = facts_of([ARXIV, renamed], VENUES)
    assert (facts.title, facts.origins["title"]) == ("Reading Things Again", renamed)
    assert facts.published.title == ""
    in_capitals = replace(CHAPTER, title="READING THINGS AGAIN")
    assert facts_of([ARXIV, in_capitals], VENUES).title == ARXIV.title
    assert facts_of([ARXIV, in_capitals], VENUES).published.title == "READING THINGS AGAIN"
    assert facts_of([in_capitals], VENUES).title == "READING THINGS AGAIN"


def test_notice_and_dois() -> None:
    notice = Notice(NoticeType.WITHDRAWN, "https://arxiv.org/abs/2107.02104")
    assert facts_of([replace(ARXIV, notice=notice)], VENUES).notice == notice
    registered = replace(ARXIV, arxiv="", doi="10.48550/arXiv.2107.02104")
    assert facts_of([registered], VENUES).doi == ""
    preprint = replace(registered, doi="10.1101/2021.01.01", links={})
    assert facts_of([preprint], VENUES).doi == "10.1101/2021.01.01"
    # The DOI of a preprint is none of the version that is cited.
    assert facts_of([preprint, PAGE], VENUES).doi == ""
    assert facts_of([preprint], VENUES).venue is None


def test_registry_without_arxiv() -> None:
    facts = facts_of([ARXIV], Venues())
    assert (facts.venue, facts.is_venue_known) == (Venue("arXiv"), False)
