"""What follows for an entry from the records of its work."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sphinx_awesome.core.model import Entry
from sphinx_awesome.core.venues import Venue, VenueKind, Venues
from sphinx_awesome.sources.binding import Binding, KnownWork
from sphinx_awesome.sources.proposals import (
    BoundRecord,
    Evidence,
    Proposal,
    Standing,
    propose,
    propose_moves,
)
from sphinx_awesome.sources.record import (
    CodeRepository,
    PublicationHint,
    RecordType,
    RecordYears,
    SourceRecord,
    Witness,
)

TODAY = date(2026, 10, 5)

VENUES = Venues(
    [
        Venue("Fictional", "Journal of Fictional Things", VenueKind.JOURNAL),
        Venue("arXiv", "arXiv", VenueKind.PREPRINT),
    ]
)

TITLE = "Reading Images of Lungs with Transformers"

AUTHORS = ("Ann Ash", "Bob Birch")

PREPRINT = Entry(
    id="lungs", title=TITLE, authors=AUTHORS, venue="arXiv", year=2022, arxiv="2201.00001"
)

PAPER = Entry(id="lungs", title=TITLE, authors=AUTHORS, venue="Fictional", year=2023)

ON_ARXIV = SourceRecord(
    "arxiv",
    Witness.AUTHORS,
    "https://arxiv.org/abs/2201.00001",
    TITLE,
    AUTHORS,
    type=RecordType.PREPRINT,
    arxiv="2201.00001",
)

ARTICLE = SourceRecord(
    "crossref",
    Witness.REGISTRAR,
    "https://doi.org/10.5555/1",
    TITLE,
    AUTHORS,
    type=RecordType.ARTICLE,
    venue="Journal of Fictional Things",
    years=RecordYears(printed=2023),
    doi="10.5555/1",
)


def follows(
    entry: Entry, *records: SourceRecord, only: str, how: Binding = Binding.NAMED
) -> list[Proposal]:
    """Return what follows for an entry from records that are all bound to it in one way."""
    bound = [BoundRecord(record, how) for record in records]
    about = Evidence(entry, KnownWork.of(entry), bound)
    return [*propose(about, VENUES, TODAY, frozenset({only}))]


@pytest.mark.parametrize(
    "other",
    [
        replace(ARTICLE, doi=""),
        replace(ARTICLE, doi="10.5555/2", type=RecordType.NOTICE),
        replace(ARTICLE, doi="10.5555/2", type=RecordType.PREPRINT),
    ],
)
def test_a_doi_is_that_of_a_paper(other: SourceRecord) -> None:
    assert follows(PAPER, other, only="ids") == []
    (one,) = follows(PAPER, other, ARTICLE, only="ids")
    assert one.values == {("doi",): "10.5555/1"}


def test_an_arxiv_id_is_that_of_a_record_that_has_one() -> None:
    without = replace(ON_ARXIV, source="datacite", arxiv="")
    assert follows(PAPER, without, only="ids") == []
    (one,) = follows(PAPER, without, ON_ARXIV, only="ids")
    assert (one.values, one.sources) == ({("arxiv",): "2201.00001"}, ("arXiv",))


def test_what_is_no_paper_is_no_publication() -> None:
    book = replace(ARTICLE, type=RecordType.OTHER)
    assert follows(PREPRINT, book, only="published") == []
    (one,) = follows(PREPRINT, replace(book, witness=Witness.PUBLISHER), only="published")
    assert one.values["published", "venue"] == "Fictional"


def test_a_publication_without_a_year_is_proposed_without_one() -> None:
    (one,) = follows(PREPRINT, replace(ARTICLE, years=RecordYears()), only="published")
    assert one.standing is Standing.PROPOSED
    assert one.reason.endswith("no year is named")
    assert one.values == {
        ("published", "venue"): "Fictional",
        ("published", "doi"): "10.5555/1",
        ("published", "added"): TODAY,
    }


def test_a_place_that_no_list_knows_contradicts_none() -> None:
    unknown = replace(ARTICLE, venue="Annals of Roses", doi="10.5555/2")
    (one,) = follows(PREPRINT, ARTICLE, unknown, only="published")
    assert one.standing is Standing.CERTAIN
    assert one.values["published", "venue"] == "Fictional"


@pytest.mark.parametrize(
    ("how", "standing"),
    [(Binding.NAMED, Standing.CERTAIN), (Binding.CLAIMED, Standing.PROPOSED)],
)
def test_authors_tell_of_their_own_preprint(how: Binding, standing: Standing) -> None:
    """Where only other records claim that it is this one, what it says is not certain."""
    hint = PublicationHint(comment="Journal of Fictional Things 2023")
    records = replace(ON_ARXIV, hint=hint), ARTICLE
    (one,) = follows(PREPRINT, *records, only="published", how=how)
    assert one.standing is standing
    assert {*one.sources} == {"arXiv", "Crossref"}
    (alone,) = follows(PREPRINT, records[0], only="published", how=how)
    assert (alone.standing, alone.sources) == (Standing.PROPOSED, ("arXiv",))


@pytest.mark.parametrize(
    ("url", "former", "new"),
    [
        ("https://github.com/Me/Old/tree/main", "me/old", "https://github.com/us/new/tree/main"),
        ("https://github.com/m/m", "m/m", "https://github.com/us/new"),
        ("github.com/com/com.git", "com/com", "github.com/us/new.git"),
    ],
)
def test_a_link_to_code_leads_to_the_new_name(url: str, former: str, new: str) -> None:
    entry = replace(PAPER, links={"code": url})
    (one,) = propose_moves(entry, [("code", former, CodeRepository("us/new", 1))])
    assert (one.values, one.old) == ({("links", "code"): new}, url)
