"""Where records say that a work appeared, and which person is which."""

from __future__ import annotations

import pytest

from sphinx_awesome.core.venues import Venue, VenueKind, Venues
from sphinx_awesome.sources.binding import same_person
from sphinx_awesome.sources.publications import appearance_of, appearances_in
from sphinx_awesome.sources.record import (
    PublicationHint,
    RecordType,
    RecordYears,
    SourceRecord,
    Witness,
)

VENUES = Venues(
    [
        Venue(
            "CVPR", "Conference on Computer Vision and Pattern Recognition", VenueKind.CONFERENCE
        ),
        Venue("CVPR W", "Workshops at CVPR", VenueKind.WORKSHOP, ("CVPR Workshops", "CVPRW")),
        Venue("ACL", "Annual Meeting of the Association of Words", VenueKind.CONFERENCE),
        Venue("Findings of ACL", "", VenueKind.CONFERENCE),
        Venue("Nature", "Nature", VenueKind.JOURNAL),
        Venue("NEJM AI", "NEJM AI", VenueKind.JOURNAL),
        Venue("arXiv", "arXiv", VenueKind.PREPRINT),
    ]
)


@pytest.mark.parametrize(
    ("name", "venue"),
    [
        ("2022 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)", "CVPR"),
        ("Computer Vision and Things: CVPR 2022", "CVPR"),
        ("Proceedings of the 40th Conference on Computer Vision and Pattern Recognition", "CVPR"),
        ("2023 Computer Vision and Pattern Recognition Workshops (CVPRW)", "CVPR W"),
        ("CVPR 2023 Workshops", "CVPR W"),
        ("Workshop on Roses", ""),
        ("Findings of the Association for Computational Linguistics: ACL 2023", "Findings of ACL"),
        ("Findings of Nothing", ""),
        ("NEJM AI 2(1):AIoa2400640", "NEJM AI"),
        ("Nature", "Nature"),
        ("Nature of Things", ""),
        ("ACL and CVPR", ""),
        ("Proceedings of the IEEE", ""),
        ("", ""),
    ],
)
def test_venues_are_found_under_their_long_names(name: str, venue: str) -> None:
    found = VENUES.titles.find_venue(name)
    assert (found.name if found else "") == venue


def record(type_: RecordType, venue: str, year: int | None = 2022) -> SourceRecord:
    years = RecordYears(printed=year)
    return SourceRecord(
        "crossref", Witness.REGISTRAR, "u", "T", type=type_, venue=venue, years=years
    )


@pytest.mark.parametrize(
    ("type_", "venue", "year", "appeared"),
    [
        (RecordType.PAPER, "CVPR 2021", 2022, ("CVPR", 2021)),
        (RecordType.PAPER, "CVPR 2012", 2022, ("CVPR", 2022)),
        (RecordType.PAPER, "CVPR 2021", None, ("CVPR", 2021)),
        (RecordType.ARTICLE, "Annals of Roses", 2022, ("Annals of Roses", 2022)),
        (RecordType.ARTICLE, "arXiv", 2022, None),
        (RecordType.PREPRINT, "Nature", 2022, None),
        (RecordType.NOTICE, "Nature", 2022, None),
        (RecordType.CHAPTER, "Lecture Notes in Computer Science", 2022, None),
    ],
)
def test_the_year_is_that_of_the_meeting(
    type_: RecordType, venue: str, year: int | None, appeared: tuple[str, int] | None
) -> None:
    found = appearance_of(record(type_, venue, year), VENUES)
    assert (found and (found.name, found.year)) == appeared


@pytest.mark.parametrize(
    ("hint", "places"),
    [
        (PublicationHint(journal="Nature 80 (2022) 102520"), [("journal", "Nature", 2022)]),
        (PublicationHint(comment="9 pages. Accepted at CVPR2022"), [("comment", "CVPR", 2022)]),
        (PublicationHint(comment="To appear in Nature"), [("comment", "Nature", None)]),
        (PublicationHint(comment="Submitted to CVPR 2022"), []),
        (PublicationHint(comment="An arXiv preprint"), []),
        (PublicationHint(journal="arXiv", comment="arXiv"), []),
        (PublicationHint(comment="9 pages, 3 figures"), []),
    ],
)
def test_authors_say_where_it_appeared(
    hint: PublicationHint, places: list[tuple[str, str, int | None]]
) -> None:
    found = [(where, one.name, one.year) for where, one in appearances_in(hint, VENUES)]
    assert found == places


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Phi Nguyen Van", "Nguyen Van Phi", True),
        ("A. Roe", "Ann M. Roe", True),
        ("Ann Roe, PhD", "Ann Roe", True),
        ("A. R.", "Ann Roe", False),
        ("Roe", "Ann Roe", False),
        ("Plato", "Plato", True),
        ("Ann Roe", "Ann Doe", False),
        ("{The List Team}", "The List Team", True),
    ],
)
def test_one_person_under_two_names(one: str, other: str, is_same: bool) -> None:  # noqa: FBT001
    assert same_person(one, other) is is_same
    assert same_person(other, one) is is_same
