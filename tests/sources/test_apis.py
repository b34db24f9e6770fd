"""Each source: what it knows, what it asks, and what it reads from answers in recorded shapes."""

# ruff: noqa: ANN401, E501 - addresses are long, and JSON has any shape

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from sphinx_awesome.core.person_names import unbalanced_brace
from sphinx_awesome.core.text import invisible_characters
from sphinx_awesome.core.urls import url_error
from sphinx_awesome.sources import (
    SOURCES,
    Caller,
    Cause,
    CodeRepository,
    Found,
    Lookup,
    NotFound,
    Notice,
    NoticeType,
    PublicationHint,
    Question,
    RecordType,
    RecordYears,
    Relation,
    RelationType,
    SourceRecord,
    Unasked,
    Witness,
    questions_for,
    title_questions,
)
from sphinx_awesome.sources.apis.anthology import anthology_of
from sphinx_awesome.sources.apis.crossref import SELECTED
from sphinx_awesome.sources.apis.wayback import capture_day, wayback_question
from sphinx_awesome.sources.exchange import MalformedError, Reading, Request, Response

from . import world as shapes
from .world import Code, Work, World

ME = Caller("https://github.com/me/list", "me@example.org")
WITH_KEY = Caller(keys=frozenset({"GITHUB_TOKEN"}))


def question(source: str, key: str) -> Question:
    return Question(source, key)


def title(source: str, key: str, author: str = "") -> Question:
    return Question(source, key, Lookup.TITLE, author)


def requests(*questions: Question, caller: Caller = ME) -> list[Request]:
    return list(SOURCES[questions[0].source].requests(questions, caller))


def read(
    body: bytes | str, *questions: Question, status: int = 200, caller: Caller = ME
) -> Reading:
    (request,) = requests(*questions, caller=caller)
    raw = body.encode() if isinstance(body, str) else body
    return SOURCES[questions[0].source].read(request, Response(status, raw))


def record(body: bytes | str, one: Question) -> SourceRecord:
    outcome = read(body, one).outcomes[one]
    assert isinstance(outcome, Found)
    assert outcome.record is not None
    return outcome.record


def query(request: Request) -> dict[str, str]:
    return {key: value[0] for key, value in parse_qs(urlsplit(request.target).query).items()}


def test_sources_have_names_hosts_and_a_pace() -> None:
    for name, source in SOURCES.items():
        assert source.name == name
        assert source.label
        assert source.hosts
        assert source.pace.of(ME) > 0
        assert source.pace.of(Caller()) >= source.pace.of(ME)
        assert source.knows("") == source.knows("a title of things") == ""
        assert not source.needs_key


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("2107.02104", [("arxiv", "2107.02104"), ("datacite", "10.48550/arxiv.2107.02104")]),
        ("arXiv:math.GT/0309136v2", [("arxiv", "math.GT/0309136"), ("datacite", "10.48550/arxiv.math.gt/0309136")]),
        ("https://arxiv.org/pdf/2107.02104v1", [("arxiv", "2107.02104"), ("datacite", "10.48550/arxiv.2107.02104")]),
        ("https://doi.org/10.48550/arXiv.2107.02104", [("arxiv", "2107.02104"), ("datacite", "10.48550/arxiv.2107.02104")]),
        ("10.1000/ABC", [("crossref", "10.1000/abc"), ("datacite", "10.1000/abc")]),
        ("https://dl.acm.org/doi/10.1145/1.2", [("crossref", "10.1145/1.2"), ("datacite", "10.1145/1.2")]),
        ("https://pubmed.ncbi.nlm.nih.gov/123/", [("pubmed", "123")]),
        ("https://aclanthology.org/P19-1234.pdf", [("anthology", "P19-1234")]),
        ("2021.emnlp-main.288", [("anthology", "2021.emnlp-main.288")]),
        (
            "10.18653/v1/2021.emnlp-main.288",
            [("crossref", "10.18653/v1/2021.emnlp-main.288"), ("datacite", "10.18653/v1/2021.emnlp-main.288"), ("anthology", "2021.emnlp-main.288")],
        ),
        (
            "https://openaccess.thecvf.com/content_CVPR_2019/papers/He_Bag_of_Tricks_CVPR_2019_paper.pdf",
            [("cvf", "/content_CVPR_2019/html/He_Bag_of_Tricks_CVPR_2019_paper.html")],
        ),
        (
            "https://openaccess.thecvf.com/content/CVPR2021W/ABC/html/He_A_CVPRW_2021_paper.html",
            [("cvf", "/content/CVPR2021W/ABC/html/He_A_CVPRW_2021_paper.html")],
        ),
        ("https://proceedings.mlr.press/v139/radford21a", [("pmlr", "/v139/radford21a.html")]),
        ("http://proceedings.mlr.press/v139/radford21a/radford21a.pdf", [("pmlr", "/v139/radford21a.html")]),
        (
            "https://papers.nips.cc/paper/2017/file/3f5ee243547dee91fbd053c1c4a845aa-Paper.pdf",
            [("neurips", "/paper_files/paper/2017/hash/3f5ee243547dee91fbd053c1c4a845aa-Abstract.html")],
        ),
        (
            "https://proceedings.neurips.cc/paper_files/paper/2022/hash/3f5ee243547dee91fbd053c1c4a845aa-Abstract-Conference.html",
            [("neurips", "/paper_files/paper/2022/hash/3f5ee243547dee91fbd053c1c4a845aa-Abstract-Conference.html")],
        ),
        ("https://proceedings.mlr.press/v139/", []),
        ("https://proceedings.mlr.press.example.org/v139/radford21a.html", []),
        ("https://openaccess.thecvf.com/CVPR2021", []),
        ("https://[::1", []),
        ("https://github.com/me/code", []),
        ("A title in words", []),
    ],
)  # fmt: skip
def test_which_sources_know_a_paper(text: str, asked: list[tuple[str, str]]) -> None:
    assert [(one.source, one.key) for one in questions_for(text)] == asked


def test_titles_are_asked_of_those_that_find_them() -> None:
    assert title_questions(" A  title\n", "Hou") == (
        title("crossref", "A title", "Hou"),
        title("arxiv", "A title", "Hou"),
    )


# -- arXiv ---------------------------------------------------------------------------------------

ONE = question("arxiv", "2107.02104")
RATCHET = Work(
    "RATCHET: Reading\n  Things & co",
    [("Benjamin", "Hou"), ("", "The ABC Collaboration"), ("Dirk", "Wübben")],
    arxiv="2107.02104",
    version=3,
    comment="Accepted at <b>MICCAI</b> 2021",
    journal_ref="MICCAI 2021, LNCS 12907",
    arxiv_doi="10.1007/978-3-030-87199-4_7",
)


def test_arxiv_asks_a_hundred_at_once() -> None:
    many = [question("arxiv", f"2101.{number:05}") for number in range(150)]
    first, second = requests(*many)
    assert first.host == "export.arxiv.org"
    assert len(first.questions) == 100
    assert query(first)["max_results"] == "100"
    assert query(second)["id_list"].split(",") == [one.key for one in many[100:]]
    (old,) = requests(question("arxiv", "math.GT/0309136"))
    assert old.target == "/api/query?id_list=math/0309136&max_results=1"
    (by_title,) = requests(title("arxiv", 'The "x" AND y: é'))
    assert query(by_title) == {"search_query": 'ti:"the x and y e"', "max_results": "5"}


def test_arxiv_is_read() -> None:
    found = record(shapes.arxiv_feed([("2107.02104", RATCHET)]), ONE)
    assert found == SourceRecord(
        source="arxiv",
        witness=Witness.AUTHORS,
        url="https://arxiv.org/abs/2107.02104",
        title="RATCHET: Reading Things & co",
        authors=("Benjamin Hou", "{The ABC Collaboration}", "Dirk Wübben"),
        type=RecordType.PREPRINT,
        venue="arXiv",
        years=RecordYears(issued=2021),
        arxiv="2107.02104",
        version=3,
        hint=PublicationHint(
            "10.1007/978-3-030-87199-4_7",
            "MICCAI 2021, LNCS 12907",
            "Accepted at MICCAI 2021",
        ),
        links={
            "pdf": "https://arxiv.org/pdf/2107.02104",
            "link": "https://arxiv.org/abs/2107.02104",
        },
    )


def test_arxiv_leaves_out_what_is_not_there() -> None:
    there, missing = ONE, question("arxiv", "2101.99999")
    outcomes = read(shapes.arxiv_feed([("2107.02104", RATCHET)]), there, missing).outcomes
    assert isinstance(outcomes[there], Found)
    assert outcomes[missing] == NotFound()
    assert read(shapes.arxiv_feed([]), missing).outcomes == {missing: NotFound()}


def test_arxiv_tells_old_ids_without_their_subject() -> None:
    asked = question("arxiv", "math.GT/0309136")
    found = record(shapes.arxiv_feed([("math/0309136", RATCHET)]), asked)
    assert found.arxiv == "math/0309136"


@pytest.mark.parametrize("status", [400, 200])
def test_a_batch_with_a_bad_id_is_halved(status: int) -> None:
    many = [question("arxiv", f"2101.{number:05}") for number in range(3)]
    reading = read(shapes.arxiv_error("abc"), *many, status=status)
    assert reading.outcomes == {}
    assert [len(request.questions) for request in reading.more] == [1, 2]
    assert query(reading.more[1])["max_results"] == "2"
    assert read(shapes.arxiv_error("abc"), ONE, status=400).outcomes == {ONE: NotFound()}


def test_arxiv_titles() -> None:
    asked = title("arxiv", "Things")
    feed = shapes.arxiv_feed([(f"2101.{n:05}", RATCHET) for n in range(9)])
    outcome = read(feed, asked).outcomes[asked]
    assert isinstance(outcome, Found)
    assert [one.arxiv for one in outcome.records] == [f"2101.{n:05}" for n in range(5)]
    assert read(shapes.arxiv_feed([]), asked).outcomes == {asked: NotFound()}


@pytest.mark.parametrize(
    ("work", "words"),
    [
        (Work("A b", has_pdf=False, comment="Withdrawn: superseded by 2405.13351"), "Withdrawn: superseded by 2405.13351"),
        (Work("A b", has_pdf=False, abstract="This paper has been withdrawn by the author"), "This paper has been withdrawn by the author"),
        (Work("A b", has_pdf=True, comment="This version is withdrawn"), None),
        (Work("A b", has_pdf=False, comment="12 pages"), None),
        (Work("A b", has_pdf=False, abstract="x " * 200 + "withdrawn"), None),
    ],
)  # fmt: skip
def test_withdrawn_is_what_has_no_file_and_says_so(work: Work, words: str | None) -> None:
    found = record(shapes.arxiv_feed([("2107.02104", work)]), ONE)
    url = "https://arxiv.org/abs/2107.02104"
    assert found.notice == (Notice(NoticeType.WITHDRAWN, url, words) if words else None)
    assert ("pdf" in found.links) is work.has_pdf


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html/>",
        shapes.arxiv_feed([("2107.02104", RATCHET)])[:-40].encode(),
        shapes.arxiv_feed([("2107.02104", RATCHET)]).encode("latin-1"),
        shapes.arxiv_feed([("2107.02104", replace(RATCHET, title=" "))]).encode(),
        shapes.arxiv_feed([("nowhere", RATCHET)]).encode(),
    ],
)
def test_feeds_that_cannot_be_read(body: bytes) -> None:
    with pytest.raises(MalformedError):
        read(body, ONE)


# -- Crossref ------------------------------------------------------------------------------------

DOI = question("crossref", "10.1000/abc")
CHAPTER = Work(
    "On Things",
    [("Laurens", "van der Maaten"), "The List Team", ("Rhonda", "Roebuck Williams")],
    doi="10.1000/ABC",
    type="book-chapter",
    containers=("Lecture Notes in Computer Science", "Medical Imaging &amp; Things – MICCAI 2021"),
    printed=2021,
    online=2020,
    crossref_title="On <jats:italic>Things</jats:italic>",
    relation={
        "has-preprint": [
            {"id-type": "arxiv", "id": "2107.02104v1", "asserted-by": "object"},
            {"id-type": "doi", "id": "10.48550/arXiv.2107.02105"},
            {"id-type": "doi", "id": "10.1101/2020.01.01.20"},
            {"id-type": "doi", "id": "javascript:bad"},
        ],
        "is-preprint-of": "nonsense",
        "cites": [{"id-type": "doi", "id": "10.1000/other"}],
    },
)


def crossref(work: Work, **changes: Any) -> SourceRecord:
    return record(shapes.crossref_single({**shapes.crossref_work(work), **changes}), DOI)


def test_crossref_asks_one_by_one_and_says_who_asks() -> None:
    (request,) = requests(question("crossref", "10.1000/a;b(1)<2>"))
    assert request.url == (
        "https://api.crossref.org/works/10.1000%2Fa%3Bb%281%29%3C2%3E?mailto=me@example.org"
    )
    (request,) = requests(DOI, caller=Caller())
    assert request.target == "/works/10.1000%2Fabc"


def test_crossref_selects_only_fields_that_it_lists() -> None:
    (request,) = requests(title("crossref", "On Things & more", "Hou"))
    assert query(request)["query.bibliographic"] == "On Things & more Hou"
    assert query(request)["rows"] == "5"
    assert query(request)["select"].split(",") == list(SELECTED)
    assert set(SELECTED) <= shapes.CROSSREF_SELECTS


def test_crossref_is_read() -> None:
    assert crossref(CHAPTER) == SourceRecord(
        source="crossref",
        witness=Witness.REGISTRAR,
        url="https://doi.org/10.1000/ABC",
        title="On Things",
        authors=("Laurens van der Maaten", "{The List Team}", "Rhonda {Roebuck Williams}"),
        type=RecordType.CHAPTER,
        venue="Medical Imaging & Things – MICCAI 2021",
        series="Lecture Notes in Computer Science",
        years=RecordYears(2021, 2020, 2020),
        doi="10.1000/ABC",
        relations=(
            Relation(RelationType.HAS_PREPRINT, arxiv="2107.02104"),
            Relation(RelationType.HAS_PREPRINT, arxiv="2107.02105"),
            Relation(RelationType.HAS_PREPRINT, doi="10.1101/2020.01.01.20"),
        ),
        links={"link": "https://doi.org/10.1000/ABC"},
    )
    found = crossref(CHAPTER)
    assert found.years.best == 2021
    assert found.years.all == {2020, 2021}
    assert found.related(RelationType.HAS_PREPRINT) == {
        "2107.02104",
        "2107.02105",
        "10.1101/2020.01.01.20",
    }
    assert found.related(RelationType.PREPRINT_OF) == set()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"published-print": None}, RecordYears(None, 2020, 2020)),
        ({"published-print": {"date-parts": [[None]]}}, RecordYears(None, 2020, 2020)),
        ({"published-print": {"date-parts": []}}, RecordYears(None, 2020, 2020)),
        ({"published-print": {"date-parts": [[]]}}, RecordYears(None, 2020, 2020)),
        ({"issued": {"date-parts": [["2019"]]}}, RecordYears(2021, 2020, 2019)),
        ({"issued": 5, "published-online": [], "published-print": ""}, RecordYears()),
    ],
)
def test_years_of_crossref(changes: dict[str, Any], expected: RecordYears) -> None:
    assert crossref(CHAPTER, **changes).years == expected


@pytest.mark.parametrize(
    ("containers", "event", "venue", "series"),
    [
        (["Journal of Things"], None, "Journal of Things", ""),
        (["LNCS"], None, "", "LNCS"),
        (["LNCS"], {"name": "MICCAI"}, "MICCAI", "LNCS"),
        ([], {"name": "CVPR"}, "CVPR", ""),
        ([], None, "", ""),
        (["", None, "A"], None, "A", ""),
    ],
)
def test_a_series_is_no_venue(
    containers: list[Any], event: object, venue: str, series: str
) -> None:
    found = crossref(CHAPTER, **{"container-title": containers, "event": event})
    assert (found.venue, found.series) == (venue, series)


def test_a_subtitle_is_a_part_of_the_title() -> None:
    assert crossref(CHAPTER, subtitle=["A Survey"]).title == "On Things: A Survey"
    assert crossref(CHAPTER, title=["On Things: a survey"], subtitle=["A Survey"]).title == (
        "On Things: a survey"
    )
    assert crossref(CHAPTER, title=["On Things:"], subtitle=["A Survey"]).title == (
        "On Things: A Survey"
    )


def test_capitals() -> None:
    found = crossref(
        CHAPTER,
        title=["ON THINGS AND MORE"],
        author=[{"given": "KAIMING", "family": "HE"}, {"given": "ROSS B.", "family": "GIRSHICK"}],
    )
    assert found.is_in_capitals
    assert found.authors == ("Kaiming He", "Ross B. Girshick")
    assert not crossref(CHAPTER).is_in_capitals
    assert not crossref(CHAPTER, title=["GAN"]).is_in_capitals


def test_authors_from_a_to_z_are_not_in_order() -> None:
    names = [("Zoe", "Alpha"), ("Yan", "Beta"), ("Ann", "Gamma"), ("Bo", "Zeta")]
    assert not crossref(replace(CHAPTER, authors=names)).is_in_order
    assert crossref(replace(CHAPTER, authors=names[:3])).is_in_order
    assert crossref(replace(CHAPTER, authors=names[::-1])).is_in_order
    neurips = question("crossref", "10.52202/079017-0015")
    work = replace(CHAPTER, authors=names[1::-1], doi=neurips.key)
    assert not record(shapes.crossref_single(shapes.crossref_work(work)), neurips).is_in_order


@pytest.mark.parametrize(
    ("notices", "url"),
    [
        ([("correction", "10.1000/c"), ("retraction", "10.1000/r")], "https://doi.org/10.1000/r"),
        ([("retraction", "nonsense")], "https://doi.org/10.1000/ABC"),
        ([("correction", "10.1000/c"), ("expression_of_concern", "10.1000/e")], ""),
        ([], ""),
    ],
)
def test_only_a_retraction_retracts(notices: list[tuple[str, str]], url: str) -> None:
    notice = crossref(replace(CHAPTER, updated_by=notices)).notice
    assert notice == (Notice(NoticeType.RETRACTED, url) if url else None)


def test_the_notice_is_not_what_it_retracts() -> None:
    found = crossref(CHAPTER, **{"update-to": [{"type": "retraction", "DOI": "10.1000/x"}]})
    assert (found.type, found.notice) == (RecordType.NOTICE, None)


def test_crossref_has_not_or_tells_of_others() -> None:
    assert read(b"Resource not found.", DOI, status=404).outcomes == {DOI: NotFound()}
    asked = title("crossref", "On Things")
    works = [shapes.crossref_work(CHAPTER), {}, shapes.crossref_work(Work("", doi="10.1000/1"))]
    outcome = read(shapes.crossref_list(works), asked).outcomes[asked]
    assert isinstance(outcome, Found)
    assert len(outcome.records) == 1
    assert read(shapes.crossref_list([]), asked).outcomes == {asked: NotFound()}


@pytest.mark.parametrize(
    ("asked", "body", "status"),
    [
        (DOI, b"", 200),
        (DOI, b"null", 200),
        (DOI, b'{"status":"ok","message":{}}', 200),
        (DOI, shapes.crossref_single(shapes.crossref_work(replace(CHAPTER, doi="10.1000/x"))), 200),
        (DOI, shapes.crossref_single(shapes.crossref_work(CHAPTER))[:-30], 200),
        (DOI, b'{"status":"failed"}', 400),
        (title("crossref", "x"), b'{"status":"ok","message":{}}', 200),
        (title("crossref", "x"), b'{"status":"failed"}', 400),
    ],
)
def test_crossref_cannot_be_read(asked: Question, body: bytes, status: int) -> None:
    with pytest.raises(MalformedError):
        read(body, asked, status=status)


# -- DataCite ------------------------------------------------------------------------------------

PREPRINT_DOI = question("datacite", "10.48550/arxiv.2107.02104")


def test_datacite_is_asked_for_fifty_at_once() -> None:
    many = [question("datacite", f"10.1000/{number}") for number in range(60)]
    first, second = requests(*many)
    assert len(first.questions), len(second.questions) == (50, 10)
    assert query(second)["query"].startswith('doi:("10.1000/50" OR "10.1000/51"')
    assert query(second)["page[size]"] == "10"
    assert query(second)["mailto"] == "me@example.org"
    assert "mailto" not in query(requests(many[0], caller=Caller())[0])
    assert requests(title("datacite", "x")) == []


def test_datacite_says_what_the_authors_gave_to_arxiv() -> None:
    item = shapes.datacite_work(RATCHET, "10.48550/arXiv.2107.02104")
    found = record(shapes.datacite_list([item]), PREPRINT_DOI)
    assert found == SourceRecord(
        source="datacite",
        witness=Witness.AUTHORS,
        url="https://arxiv.org/abs/2107.02104",
        title="RATCHET: Reading Things & co",
        authors=("Benjamin Hou", "{The ABC Collaboration}", "Dirk Wübben"),
        type=RecordType.PREPRINT,
        venue="arXiv",
        years=RecordYears(issued=2021),
        arxiv="2107.02104",
        relations=(Relation(RelationType.VERSION_OF, doi="10.1007/978-3-030-87199-4_7"),),
        links={"link": "https://arxiv.org/abs/2107.02104"},
    )


def test_datacite_says_what_others_registered() -> None:
    asked = question("datacite", "10.5281/zenodo.1")
    work = replace(RATCHET, authors=["The ABC Team", ("Ann", "Lee")])
    item = shapes.datacite_work(work, asked.key)
    item["attributes"] |= {
        "types": {"resourceTypeGeneral": "JournalArticle"},
        "container": {"title": "Journal of Things", "type": "Journal"},
        "relatedIdentifiers": [
            {"relationType": "HasPreprint", "relatedIdentifier": "arXiv:2107.02104"},
            {"relationType": "HasPreprint", "relatedIdentifier": None},
            {"relationType": "Cites", "relatedIdentifier": "10.1000/x"},
            None,
        ],
    }
    item["attributes"]["creators"].append({"name": "Chen, Bo"})
    found = record(shapes.datacite_list([item]), asked)
    assert found.witness is Witness.REGISTRAR
    assert found.authors == ("{The ABC Team}", "Ann Lee", "Bo Chen")
    assert (found.type, found.venue) == (RecordType.ARTICLE, "Journal of Things")
    assert found.relations == (Relation(RelationType.HAS_PREPRINT, arxiv="2107.02104"),)
    assert (found.doi, found.url) == (asked.key, "https://doi.org/10.5281/zenodo.1")


def test_datacite_leaves_out_what_is_not_there() -> None:
    assert read(shapes.datacite_list([]), PREPRINT_DOI).outcomes == {PREPRINT_DOI: NotFound()}
    for body in (b"{}", b"[]", shapes.datacite_list([{}, None])):
        with pytest.raises(MalformedError):
            read(body, PREPRINT_DOI)
    with pytest.raises(MalformedError):
        read(shapes.datacite_list([]), PREPRINT_DOI, status=400)


# -- pages ---------------------------------------------------------------------------------------

EMNLP = question("anthology", "2021.emnlp-main.288")
MEETING = Work(
    "Things at a Meeting",
    [("Feng", "Jiang (蒋峰)"), ("Ann", "Lee")],
    doi="10.18653/v1/2021.emnlp-main.288",
    meeting="Proceedings of the 2021 Conference on Things",
    printed=2021,
)


def test_the_anthology_is_read() -> None:
    (request,) = requests(EMNLP)
    assert request.url == "https://aclanthology.org/2021.emnlp-main.288/"
    body = shapes.page(MEETING, "http://aclanthology.org/2021.emnlp-main.288.pdf", is_minified=True)
    assert record(body, EMNLP) == SourceRecord(
        source="anthology",
        witness=Witness.PUBLISHER,
        url=request.url,
        title="Things at a Meeting",
        authors=("Feng Jiang", "Ann Lee"),
        type=RecordType.PAPER,
        venue="Proceedings of the 2021 Conference on Things",
        years=RecordYears(issued=2021),
        doi="10.18653/v1/2021.emnlp-main.288",
        anthology="2021.emnlp-main.288",
        links={"pdf": "https://aclanthology.org/2021.emnlp-main.288.pdf", "link": request.url},
    )
    assert anthology_of(record(body, EMNLP)) == "2021.emnlp-main.288"


def test_the_anthology_says_what_was_retracted() -> None:
    body = shapes.page(replace(MEETING, is_retracted=True), "", is_minified=True)
    url = "https://aclanthology.org/2021.emnlp-main.288/"
    assert record(body, EMNLP).notice == Notice(NoticeType.RETRACTED, url)
    assert record(body.replace("retracted", "removed"), EMNLP).notice is None


def test_pages_of_proceedings() -> None:
    cvf = question("cvf", "/content/CVPR2021/html/x_paper.html")
    found = record(shapes.page(MEETING, "https://openaccess.thecvf.com/x.pdf"), cvf)
    assert found.witness is Witness.PUBLISHER
    assert found.authors == ("Feng Jiang", "Ann Lee")
    assert found.url == "https://openaccess.thecvf.com/content/CVPR2021/html/x_paper.html"
    neurips = question("neurips", "/paper_files/paper/2021/hash/x-Abstract.html")
    journal = "Advances in Neural Information Processing Systems"
    found = record(shapes.page(replace(MEETING, meeting=""), "", journal=journal), neurips)
    assert (found.venue, found.type) == (journal, RecordType.ARTICLE)
    pmlr = question("pmlr", "/v139/x.html")
    series = "Proceedings of Machine Learning Research"
    found = record(shapes.page(MEETING, "https://evil.example.org/x.pdf", journal=series), pmlr)
    assert (found.venue, found.series) == (MEETING.meeting, series)
    assert "pdf" not in found.links
    assert "pdf" not in record(shapes.page(MEETING, "https://[::1"), pmlr).links


@pytest.mark.parametrize(
    "asked", [EMNLP, question("pmlr", "/v139/x.html"), question("cvf", "/content/x_paper.html")]
)
def test_pages_that_are_not_there_or_say_nothing(asked: Question) -> None:
    page = "<!doctype html><title>Not found</title>"
    assert read(page, asked, status=404).outcomes == {asked: NotFound()}
    for status in (200, 400):
        with pytest.raises(MalformedError):
            read(page, asked, status=status)
    with pytest.raises(MalformedError, match="without a title"):
        read(f'<meta name="citation_title" content="{"x" * 2000}">', asked)
    assert requests(replace(asked, lookup=Lookup.TITLE)) == []


# -- PubMed --------------------------------------------------------------------------------------

NUMBER = question("pubmed", "27933103")
MEDICAL = Work(
    "On Telomeres",
    [("J Michael", "Gaziano"), ("Immaculata", "De Vivo"), "The ABC Team"],
    doi="10.1136/gutjnl-2016-312510",
    containers=("Gut",),
    printed=2017,
    online=2016,
)


def summary(**changes: Any) -> bytes:
    answer = json.loads(shapes.pubmed_summaries([(NUMBER.key, MEDICAL)]))
    answer["result"][NUMBER.key] |= changes
    return json.dumps(answer).encode()


def test_pubmed_is_asked_for_many_at_once() -> None:
    many = [question("pubmed", str(number)) for number in range(1, 251)]
    first, second = requests(*many)
    assert len(first.questions), len(second.questions) == (200, 50)
    assert query(second)["email"] == "me@example.org"
    assert query(second)["tool"] == "sphinx-awesome"
    assert "email" not in query(requests(NUMBER, caller=Caller())[0])


def test_pubmed_is_read() -> None:
    assert record(summary(), NUMBER) == SourceRecord(
        source="pubmed",
        witness=Witness.INDEXER,
        url="https://pubmed.ncbi.nlm.nih.gov/27933103",
        title="On Telomeres",
        authors=("J. M. Gaziano", "I. {De Vivo}", "{The ABC Team}"),
        has_full_names=False,
        type=RecordType.ARTICLE,
        venue="Gut",
        years=RecordYears(2017, 2016),
        doi="10.1136/gutjnl-2016-312510",
        pubmed="27933103",
        links={"link": "https://pubmed.ncbi.nlm.nih.gov/27933103"},
    )
    changed = record(
        summary(
            title="[Über Dinge].",
            pubtype=["Preprint"],
            authors=[{"name": "Board E", "authtype": "PublisherName"}, {"name": "Lee A"}],
            articleids=[{"idtype": "doi", "value": ""}, None],
        ),
        NUMBER,
    )
    assert (changed.title, changed.type, changed.doi) == ("Über Dinge", RecordType.PREPRINT, "")
    assert changed.authors == ("A. Lee",)


@pytest.mark.parametrize(
    ("changes", "url"),
    [
        ({"references": [{"reftype": "Retraction in", "pmid": 5}]}, "https://pubmed.ncbi.nlm.nih.gov/5"),
        ({"references": [{"reftype": "Comment in", "pmid": 5}, {"reftype": "Retraction in"}]}, "https://pubmed.ncbi.nlm.nih.gov/27933103"),
        ({"references": [{"reftype": "Retraction in", "pmid": "0"}]}, "https://pubmed.ncbi.nlm.nih.gov/27933103"),
        ({"pubtype": ["Retracted Publication"]}, "https://pubmed.ncbi.nlm.nih.gov/27933103"),
        ({"references": [None]}, ""),
    ],
)  # fmt: skip
def test_pubmed_says_what_was_retracted(changes: dict[str, Any], url: str) -> None:
    notice = record(summary(**changes), NUMBER).notice
    assert notice == (Notice(NoticeType.RETRACTED, url) if url else None)
    assert record(summary(pubtype=["Retraction of Publication"]), NUMBER).type is RecordType.NOTICE


def test_pubmed_has_not_or_cannot_be_read() -> None:
    other = question("pubmed", "5")
    body = shapes.pubmed_summaries([(NUMBER.key, MEDICAL), ("5", None)])
    outcomes = read(body, NUMBER, other).outcomes
    assert isinstance(outcomes[NUMBER], Found)
    assert outcomes[other] == NotFound()
    outcome = read(summary(uid="6"), NUMBER).outcomes[NUMBER]
    assert isinstance(outcome, Unasked)
    assert outcome.cause is Cause.MALFORMED
    for odd, status in ((b"{}", 200), (b'{"error":"x"}', 200), (body, 400)):
        with pytest.raises(MalformedError):
            read(odd, NUMBER, status=status)


# -- GitHub --------------------------------------------------------------------------------------

CODE = question("github", "me/code")
FOUND_CODE = Found(repository=CodeRepository("Me/Code", 1, False, date(2024, 5, 31), 12))


def graphql(*questions: Question, world: World) -> Reading:
    (request,) = requests(*questions, caller=WITH_KEY)
    body = shapes.github_graphql(world, json.loads(request.body)["query"])
    return SOURCES["github"].read(request, Response(200, body))


def test_github_is_asked_for_a_hundred_at_once_with_a_token() -> None:
    many = [question("github", f"me/code-{number}") for number in range(150)]
    first, second = requests(*many, caller=WITH_KEY)
    assert (len(first.questions), len(second.questions)) == (100, 50)
    assert (first.target, first.token) == ("/graphql", "GITHUB_TOKEN")
    alone = requests(*many)
    assert len(alone) == 150
    assert (alone[7].target, alone[7].body, alone[7].token) == ("/repos/me/code-7", b"", "")
    assert requests(question("github", 'me/"}{'), caller=WITH_KEY) == []
    assert SOURCES["github"].knows("https://github.com/Me/Code.git") == "me/code"


def test_github_is_read() -> None:
    moved = question("github", "you/old")
    missing = question("github", "no/where")
    new = Code("you/new", 2, is_archived=True, pushed="never", former=["you/old"])
    world = World(code=[Code("Me/Code", 1), new])
    outcomes = graphql(CODE, moved, missing, world=world).outcomes
    assert outcomes == {
        CODE: FOUND_CODE,
        moved: Found(repository=CodeRepository("you/new", 2, True, None, 12)),
        missing: NotFound(),
    }
    assert FOUND_CODE.repository is not None
    assert FOUND_CODE.repository.url == "https://github.com/Me/Code"
    assert FOUND_CODE.record is None


def test_github_is_read_without_a_token_and_from_what_is_kept() -> None:
    assert read(shapes.github_rest(Code("Me/Code", 1)), CODE).outcomes == {CODE: FOUND_CODE}
    assert read(b'{"message":"Not Found"}', CODE, status=404).outcomes == {CODE: NotFound()}
    (request,) = requests(CODE, question("github", "a/b"), caller=WITH_KEY)
    kept = shapes.github_graphql(
        World(code=[Code("Me/Code", 1)]), json.loads(request.body)["query"]
    )
    assert read(kept, CODE).outcomes == {CODE: FOUND_CODE}


def test_github_has_limits_and_secrets() -> None:
    (request,) = requests(CODE, caller=WITH_KEY)
    alias = json.loads(request.body)["query"].split()[2].rstrip(":")

    def outcome(answer: object) -> object:
        reading = SOURCES["github"].read(request, Response(200, json.dumps(answer).encode()))
        return reading.outcomes[CODE]

    limited = outcome({"data": None, "errors": [{"type": "RATE_LIMITED"}]})
    assert limited == Unasked(Cause.THROTTLED)
    closed = outcome({"data": {alias: None}, "errors": [{"type": "FORBIDDEN", "path": [alias]}]})
    assert isinstance(closed, Unasked)
    assert closed.cause is Cause.CLOSED
    for odd in (None, 5, {}, {"nameWithOwner": "x\n/y", "databaseId": 1}, {"nameWithOwner": "a/b"}):
        unread = outcome({"data": {alias: odd}})
        assert isinstance(unread, Unasked)
        assert unread.cause is Cause.MALFORMED


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{}", 200), (b'{"full_name": 5}', 200), (b"[]", 200), (b"{}", 400), (b"", 200)],
)
def test_github_cannot_be_read(body: bytes, status: int) -> None:
    with pytest.raises(MalformedError):
        read(body, CODE, status=status)
    if status == 200:
        with pytest.raises(MalformedError):
            read(body, CODE, status=404, caller=WITH_KEY)


# -- handles -------------------------------------------------------------------------------------

HANDLE = question("handles", "10.1000/abc")


def test_handles() -> None:
    (request,) = requests(question("handles", "10.1000/a(b)<c>"))
    assert request.target == "/api/handles/10.1000/a%28b%29%3Cc%3E?type=URL"
    body = shapes.handle("10.1000/ABC", "https://example.org/abc", is_there=True)
    assert read(body, HANDLE).outcomes == {HANDLE: Found(target="https://example.org/abc")}
    body = shapes.handle("10.1000/abc", "javascript:alert(1)", is_there=True)
    assert read(body, HANDLE).outcomes == {HANDLE: Found()}
    missing = shapes.handle("10.1000/abc", "", is_there=False)
    assert read(missing, HANDLE, status=404).outcomes == {HANDLE: NotFound()}
    no_url = b'{"responseCode":200,"handle":"10.1000/abc"}'
    assert read(no_url, HANDLE, status=404).outcomes == {HANDLE: Found()}
    assert SOURCES["handles"].knows("https://doi.org/10.1000/ABC") == "10.1000/abc"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b'{"responseCode":1,"handle":"10.1000/other"}',
        b'{"responseCode":2,"handle":"10.1000/abc"}',
    ],
)
def test_handles_that_cannot_be_read(body: bytes) -> None:
    for status in (200, 404):
        with pytest.raises(MalformedError):
            read(body, HANDLE, status=status)


# -- the Wayback Machine -------------------------------------------------------------------------

COPY = Question("wayback", "20210401/https://example.org/a?b=c")


def test_the_copy_nearest_to_a_day_is_taken() -> None:
    (request,) = requests(COPY)
    assert request.host == "web.archive.org"
    asked = query(request)
    assert asked["url"] == "https://example.org/a?b=c"
    assert (asked["closest"], asked["sort"], asked["filter"]) == (
        "20210401",
        "closest",
        "statuscode:200",
    )
    rows = [
        ["timestamp", "statuscode"],
        *(["20190101000000", "200"], ["20210402000000", "404"], ["20210302101112", "200"]),
        *(["20219902101112", "200"], ["2021", "200"], "x", None, [5, "200"], ["20210401000000"]),
    ]
    copy = "https://web.archive.org/web/20210302101112/https://example.org/a?b=c"
    assert read(json.dumps(rows).encode(), COPY).outcomes == {COPY: Found(target=copy)}
    assert read(b"[]", COPY).outcomes == {COPY: NotFound()}
    assert capture_day(copy) == date(2021, 3, 2)
    assert capture_day("https://web.archive.org/web/2021/x") is capture_day("x") is None
    assert wayback_question("https://example.org/a?b=c", date(2021, 4, 1)) == COPY


def test_copies_that_cannot_be_asked_for() -> None:
    for key in ("20219901/https://example.org/", "2021/https://example.org/", "20210401/x"):
        assert SOURCES["wayback"].knows(key) == ""
        assert requests(Question("wayback", key)) == []
    assert SOURCES["wayback"].knows(COPY.key) == COPY.key
    for body, status in ((b"{}", 200), (b"", 200), (b"[]", 404)):
        with pytest.raises(MalformedError):
            read(body, COPY, status=status)


# -- all of them ---------------------------------------------------------------------------------

GOOD: list[tuple[Question, bytes]] = [
    (COPY, b'[["timestamp", "statuscode"], ["20210302101112", "200"]]'),
    (ONE, shapes.arxiv_feed([("2107.02104", RATCHET)]).encode()),
    (title("arxiv", "things"), shapes.arxiv_feed([("2107.02104", RATCHET)]).encode()),
    (DOI, shapes.crossref_single(shapes.crossref_work(CHAPTER))),
    (title("crossref", "things"), shapes.crossref_list([shapes.crossref_work(CHAPTER)])),
    (PREPRINT_DOI, shapes.datacite_list([shapes.datacite_work(RATCHET, PREPRINT_DOI.key)])),
    (EMNLP, shapes.page(MEETING, "", is_minified=True).encode()),
    (question("cvf", "/content/x_paper.html"), shapes.page(MEETING, "").encode()),
    (NUMBER, summary()),
    (CODE, shapes.github_rest(Code("Me/Code", 1))),
    (HANDLE, shapes.handle("10.1000/abc", "https://example.org", is_there=True)),
]


def hold(found: Found) -> None:
    """Hold what every record promises."""
    for one in found.records:
        texts = [one.title, one.venue, one.series, one.url, *one.authors, *one.hint]
        assert all(text == " ".join(text.split()) for text in texts)
        assert not any(invisible_characters(text) for text in texts)
        assert one.title
        assert not any(unbalanced_brace(name) for name in one.authors)
        assert not any(url_error(url) for url in one.links.values())
        assert not one.notice or not url_error(one.notice.url)


HOSTILE = [
    "\x1b[2J\x07",
    "\u202eabc\u2066",
    "\n[[entry]]\nid = 'x'",
    '"""',
    "<script>alert(1)</script>",
    "]]>",
    "{" * 30,
    "x" * 1_000_000,
    "\x00",
    "\ud800",
    "@everyone #1 `rm -rf`",
    "${{ github.token }}",
]


def hostile_json(value: object, text: str) -> object:
    """Return the same JSON with a text in place of every text but the ids."""
    if isinstance(value, dict):
        kept = {"DOI", "doi", "uid", "handle", "status", "full_name", "type", "relationType"}
        return {k: v if k in kept else hostile_json(v, text) for k, v in value.items()}
    if isinstance(value, list):
        return [hostile_json(one, text) for one in value]
    return f"A {value} {text}" if isinstance(value, str) else value


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:10]))
@pytest.mark.parametrize(("asked", "body"), GOOD, ids=lambda one: str(one)[:12])
def test_hostile_strings_are_harmless(asked: Question, body: bytes, text: str) -> None:
    try:
        raw = json.dumps(hostile_json(json.loads(body), text)).encode()
    except ValueError:
        safe = text.replace("\x00", "").encode("utf-8", "ignore")
        raw = body.replace(b"Things", safe.replace(b"<", b"&lt;").replace(b'"', b"&quot;"))
    try:
        outcomes = read(raw, asked).outcomes
    except MalformedError:
        return
    assert isinstance(outcomes, Mapping)
    for outcome in outcomes.values():
        if isinstance(outcome, Found):
            hold(outcome)


def cut(body: bytes, chance: random.Random) -> bytes:
    return body[: chance.randrange(len(body))]


def flip(body: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body))
    return body[:at] + bytes([chance.randrange(256)]) + body[at + 1 :]


def doubled(body: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(body)) for _ in range(2))
    return body[:end] + body[start:]


def retyped(body: bytes, chance: random.Random) -> bytes:
    """Return JSON in which some value has another type."""
    try:
        answer = json.loads(body)
    except ValueError:
        return flip(body, chance)
    at = answer
    while True:
        key = chance.choice(list(at) if isinstance(at, dict) else range(len(at)))
        if chance.random() < 0.2 or not isinstance(at[key], dict | list) or not at[key]:
            break
        at = at[key]
    odd = [None, 5, -1, 1e999, "x", [], {}, True, [[]], {"a": 1}, "2021", ["x"], 10**400]
    at[key] = chance.choice(odd)
    return json.dumps(answer, default=str).encode()


@pytest.mark.parametrize("change", [cut, flip, doubled, retyped])
@pytest.mark.parametrize(("asked", "body"), GOOD, ids=lambda one: str(one)[:12])
def test_damaged_answers_are_read_or_malformed(
    asked: Question, body: bytes, change: Callable[[bytes, random.Random], bytes]
) -> None:
    chance = random.Random(asked.key)
    for _ in range(100):
        damaged = change(body, chance)
        for status in (200, 400, 404, 410):
            try:
                outcomes = read(damaged, asked, status=status).outcomes
            except MalformedError:
                continue
            for outcome in outcomes.values():
                if isinstance(outcome, Found):
                    hold(outcome)
