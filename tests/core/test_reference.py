"""What is cited of a paper."""

from __future__ import annotations

from datetime import date

import pytest

from sphinx_awesome.core.model import Entry, Publication
from sphinx_awesome.core.person_names import PersonName
from sphinx_awesome.core.reference import Reference, WorkType, reference_of
from sphinx_awesome.core.venues import Venue, VenueKind, Venues

VENUES = Venues(
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
    assert reference_of(entry, VENUES) == Reference(
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
    cited = reference_of(Entry("a", "A", venue=venue, arxiv=arxiv), VENUES)
    assert (cited.work, cited.container) == (work, container)
    assert cited.is_on_arxiv_alone is on_arxiv


def test_an_address_that_may_not_be_published_is_left_out() -> None:
    assert reference_of(Entry("a", "A", links={"pdf": "javascript:alert(1)"}), VENUES).url == ""


def test_an_edition_is_a_version_and_a_day() -> None:
    page = Reference("a", WorkType.OTHER, "A")
    assert page.edition == ""
    dated = Reference("a", WorkType.OTHER, "A", version="0.1", day=date(2024, 5, 31))
    assert dated.edition == "Version 0.1, 2024-05-31"
