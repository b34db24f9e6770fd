"""Identifiers of papers: in addresses, in citations and in text, and when they were given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.core.identifiers import (
    AnthologyId,
    ArxivId,
    IdKind,
    PaperId,
    anthology_in_path,
    arxiv_in_citation,
    arxiv_in_text,
    arxiv_in_url,
    arxiv_month,
    arxiv_of_doi,
    doi_in_citation,
    doi_in_url,
    is_arxiv,
    is_doi,
    lookup_keys,
    paper_id_in_url,
    parse_arxiv,
    repository_in_url,
    says_no_more,
)
from sphinx_awesome.core.model import Entry
from sphinx_awesome.core.same_work import arxiv_ids_of
from sphinx_awesome.core.venues import Venues
from sphinx_awesome.formats.bibtex import reader
from sphinx_awesome.formats.markdown.words.link_kinds import UrlKind, classify_url

ARXIV_ADDRESSES = [
    "https://arxiv.org/abs/2107.02104",
    "http://www.arxiv.org/abs/2107.02104v2",
    "https://export.arxiv.org/pdf/2107.02104",
    "https://arxiv.org/pdf/2107.02104v2.pdf",
    "https://arxiv.org/pdf/2107.02104.pdf#page=2",
    "https://arxiv.org/html/2107.02104v1/",
    "https://arxiv.org/format/2107.02104",
    "https://arxiv.org/ps/2107.02104",
    "https://arxiv.org/abs/arXiv:2107.02104",
    "https://ARXIV.org/ABS/2107.02104",
    "arxiv.org/abs/2107.02104",
    "https://ar5iv.org/abs/2107.02104",
    "https://ar5iv.org/html/2107.02104",
    "https://ar5iv.labs.arxiv.org/html/2107.02104",
    "https://www.alphaxiv.org/abs/2107.02104",
    "https://alphaxiv.org/pdf/2107.02104v1",
    "https://www.alphaxiv.org/overview/2107.02104",
    "https://huggingface.co/papers/2107.02104",
    "https://proxy.example.org/https://arxiv.org/abs/2107.02104",
    "https://example.org/login?url=https%3A%2F%2Farxiv.org%2Fabs%2F2107.02104",
    "https://doi.org/10.48550/arXiv.2107.02104",
    "https://www.doi.org/10.48550/ARXIV.2107.02104",
    "https://doi.org/10.48550%2FarXiv.2107.02104",
]


@pytest.mark.parametrize("url", ARXIV_ADDRESSES)
def test_reader_and_linter_read_one_arxiv_id_in_an_address(url: str) -> None:
    assert getattr(arxiv_in_url(url), "id", "") == "2107.02104"
    assert paper_id_in_url(url) == PaperId(IdKind.ARXIV, "2107.02104")
    whole = url if "://" in url else f"https://{url}"
    assert classify_url(whole).arxiv == "2107.02104"
    assert classify_url(whole).leads is UrlKind.ARXIV
    assert list(arxiv_ids_of(Entry("a", "A", links={"pdf": url}))) == ["2107.02104"]


@pytest.mark.parametrize(
    ("url", "arxiv"),
    [
        ("https://arxiv.org/abs/MATH.gt/0309136v2", ArxivId("math.GT/0309136", "v2")),
        ("https://arxiv.org/abs/HEP-TH/9901123", ArxivId("hep-th/9901123")),
        ("https://doi.org/10.48550/arXiv.cs/0112017", ArxivId("cs/0112017")),
        ("https://doi.org/10.48550/arxiv.2107.02104V1", ArxivId("2107.02104", "v1")),
        ("https://arxiv.org/abs/0704.0001", ArxivId("0704.0001")),
        ("https://arxiv.org/abs/2107.021045", None),
        ("https://arxiv.org/abs/cs/01120178", None),
        ("https://arxiv.org/abs/2107", None),
        ("https://myarxiv.org/abs/2107.02104", None),
        ("https://doi.org/10.48550/arXiv.x", None),
        ("https://doi.org/10.1000/182", None),
        ("https://example.org/2107.02104", None),
    ],
)
def test_an_arxiv_id_ends_where_its_digits_end_and_has_one_case(
    url: str, arxiv: ArxivId | None
) -> None:
    assert arxiv_in_url(url) == arxiv
    assert classify_url(url).arxiv == (arxiv.id if arxiv else "")


@pytest.mark.parametrize(
    ("text", "arxiv"),
    [
        ("2107.02104", "2107.02104"),
        ("arXiv:2107.02104v2 [cs.CL]", "2107.02104v2"),
        ("arxiv 2107.02104", "2107.02104"),
        ("MATH.gt/0309136", "math.GT/0309136"),
        ("doi:10.48550/arXiv.2107.02104", "2107.02104"),
        ("https://arxiv.org/pdf/2107.02104v2.pdf", "2107.02104v2"),
        ("https://ar5iv.org/abs/2107.02104", "2107.02104"),
        ("see https://arxiv.org/abs/2107.02104", "None"),
        ("2107.021045", "None"),
        ("", "None"),
    ],
)
def test_an_arxiv_id_is_found_in_a_citation_and_nothing_else(text: str, arxiv: str) -> None:
    assert str(arxiv_in_citation(text)) == arxiv


@pytest.mark.parametrize(
    ("text", "arxiv"),
    [
        ("arXiv preprint arXiv:2107.02104, 2021", "2107.02104"),
        ("CoRR abs/2107.02104", "None"),
        ("abs/2107.02104", "2107.02104"),
        ("see https://arxiv.org/abs/2107.02104v3", "2107.02104v3"),
        ("arXiv:2107.021045", "None"),
        ("2107.02104", "None"),
    ],
)
def test_an_arxiv_id_is_found_in_text_that_names_it(text: str, arxiv: str) -> None:
    assert str(arxiv_in_text(text)) == arxiv


def test_ids_of_one_paper_have_one_key() -> None:
    texts = ("math.GT/0309136", "math/0309136v2", "arXiv:MATH.gt/0309136")
    assert {parsed.key for text in texts if (parsed := parse_arxiv(text))} == {"math/0309136"}


@pytest.mark.parametrize(
    ("doi", "arxiv"),
    [
        ("10.48550/arXiv.2107.02104", "2107.02104"),
        ("10.48550/arXiv.cs/0112017", "cs/0112017"),
        ("10.48550/arXiv.x", "None"),
        ("10.48550/arXiv.2107.021045", "None"),
        ("10.1000/182", "None"),
    ],
)
def test_the_doi_of_arxiv_holds_an_id(doi: str, arxiv: str) -> None:
    assert str(arxiv_of_doi(doi)) == arxiv


@pytest.mark.parametrize(
    ("arxiv", "month"),
    [
        ("2107.02104", (2021, 7)),
        ("0704.0001", (2007, 4)),
        ("cs/0112017", (2001, 12)),
        ("hep-th/9901123", (1999, 1)),
        ("math.GT/9107123", (1991, 7)),
        ("2113.00001", None),
        ("0612.0001", None),
        ("hep-th/9913123", None),
    ],
)
def test_an_arxiv_id_says_its_month(arxiv: str, month: tuple[int, int] | None) -> None:
    assert arxiv_month(arxiv) == month


@pytest.mark.parametrize(
    ("url", "doi"),
    [
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("https://www.doi.org/10.1000/182", "10.1000/182"),
        ("http://dx.doi.org/10.1000/182", "10.1000/182"),
        ("doi.org/10.1000/182.", "10.1000/182"),
        ("https://doi.org/10.1000%2F182", "10.1000/182"),
        ("https://doi.org/doi:10.1000/182", "10.1000/182"),
        ("https://doi.org/10.1000/a(1)", "10.1000/a(1)"),
        ("https://doi.org/10.1000/182),", "10.1000/182"),
        ("https://dl.acm.org/doi/10.1145/3386569", "10.1145/3386569"),
        ("https://dl.acm.org/doi/abs/10.1145/3386569?download=1", "10.1145/3386569"),
        ("https://onlinelibrary.wiley.com/doi/10.1002/fld.3935/full", "10.1002/fld.3935"),
        ("https://link.springer.com/chapter/10.1007/978-3-030-8_7#page-1", "10.1007/978-3-030-8_7"),
        ("https://link.springer.com/content/pdf/10.1007/978-3-0_7.pdf", "10.1007/978-3-0_7"),
        ("https://doi.org/10.1000/x|y", ""),
        ("https://example.org/10.1000/182", ""),
    ],
)
def test_a_doi_is_found_in_an_address(url: str, doi: str) -> None:
    assert doi_in_url(url) == doi
    whole = url if "://" in url else f"https://{url}"
    assert classify_url(whole).doi == doi


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1000/182", "10.1000/182"),
        ("DOI 10.1000/182", "10.1000/182"),
        ("doi:10.1000/182.", "10.1000/182"),
        ("https://www.doi.org/10.1000/182/?x=1", "10.1000/182"),
        ("https://link.springer.com/article/10.1007/s1-2", "10.1007/s1-2"),
        ("see https://doi.org/10.1000/182", ""),
        ("10.1000/a b", ""),
        ("", ""),
    ],
)
def test_a_doi_is_found_in_a_citation_and_nothing_else(text: str, doi: str) -> None:
    assert doi_in_citation(text) == doi


@pytest.mark.parametrize(
    ("url", "kind", "id_", "address"),
    [
        *(
            (url, IdKind.PUBMED, "34512345", "https://pubmed.ncbi.nlm.nih.gov/34512345")
            for url in (
                "https://pubmed.ncbi.nlm.nih.gov/34512345/",
                "https://www.ncbi.nlm.nih.gov/pubmed/34512345",
            )
        ),
        *(
            (url, IdKind.ANTHOLOGY, "P19-1234", "https://aclanthology.org/P19-1234")
            for url in (
                "https://aclanthology.org/P19-1234.pdf",
                "https://www.aclweb.org/anthology/P19-1234/",
            )
        ),
        *(
            (url, IdKind.OPENREVIEW, "Fg_YT-w", "https://openreview.net/forum?id=Fg_YT-w")
            for url in (
                "https://openreview.net/forum?id=Fg_YT-w",
                "https://openreview.net/pdf?noteId=x&id=Fg_YT-w#all",
            )
        ),
        ("https://dl.acm.org/doi/10.1145/3", IdKind.DOI, "10.1145/3", "https://doi.org/10.1145/3"),
    ],
)
def test_an_id_is_found_in_an_address_and_makes_one(
    url: str, kind: IdKind, id_: str, address: str
) -> None:
    found = paper_id_in_url(url)
    assert found == PaperId(kind, id_)
    assert found.url == address
    assert paper_id_in_url(address) == found


def test_other_addresses_hold_no_id() -> None:
    assert paper_id_in_url("https://aclanthology.org/people/a/ada") is None
    assert paper_id_in_url("https://openreview.net/group?id=ICLR.cc") is None
    assert paper_id_in_url("https://example.org/") is None


def test_an_anthology_id_is_taken_apart() -> None:
    assert anthology_in_path("v1/2021.emnlp-main.288") == AnthologyId(
        "2021.emnlp-main.288", 2021, "emnlp", "main"
    )
    assert anthology_in_path("P79-1001") == AnthologyId("P79-1001", 1979, "P", "1")


def test_an_address_says_no_more_than_an_id() -> None:
    assert says_no_more("http://dx.doi.org/10.1000/ABC", "10.1000/abc", "")
    assert says_no_more("https://www.arxiv.org/abs/2107.02104v1", "", "2107.02104v2")
    assert says_no_more("https://doi.org/10.48550/arXiv.2107.02104", "", "2107.02104")
    assert not says_no_more("https://dl.acm.org/doi/10.1000/abc", "10.1000/abc", "")
    assert not says_no_more("https://arxiv.org/abs/2107.02105", "", "2107.02104")
    assert not says_no_more("https://arxiv.org/pdf/2107.02104", "", "2107.02104")
    assert not says_no_more("https://example.org/", "", "")


@pytest.mark.parametrize(
    ("field", "doi", "arxiv", "links"),
    [
        ("doi = {https://www.doi.org/10.1000/182}", "10.1000/182", "", {}),
        ("doi = {10.1000%2F182}", "10.1000/182", "", {}),
        ("url = {https://www.doi.org/10.1000/182}", "10.1000/182", "", {}),
        ("doi = {10.48550/arXiv.cs/0112017}", "", "cs/0112017", {}),
        ("eprint = {arXiv:MATH.gt/0309136}", "", "math.GT/0309136", {}),
        ("note = {arXiv:2107.021045}", "", "", {}),
        ("url = {https://ar5iv.org/abs/2107.02104}", "", "2107.02104", {"link": "https"}),
        ("url = {https://dl.acm.org/doi/10.1145/3}", "10.1145/3", "", {"link": "https"}),
    ],
)
def test_bibtex_reads_ids_as_the_others_do(
    field: str, doi: str, arxiv: str, links: dict[str, str]
) -> None:
    awesome_list, problems = reader.read(f"@misc{{a, title = {{T}}, {field}}}", "a.bib", Venues())
    (entry,) = awesome_list.entries.values()
    assert (entry.doi, entry.arxiv) == (doi, arxiv)
    assert entry.links.keys() == links.keys()
    assert not problems


@given(st.text())
def test_every_result_is_an_id(text: str) -> None:
    for found in (arxiv_in_citation(text), arxiv_in_text(text), arxiv_in_url(text)):
        assert found is None or is_arxiv(str(found))
    for doi in (doi_in_citation(text), doi_in_url(text)):
        assert not doi or is_doi(doi)


#: What is pasted, with its keys; the tests of the scripts hold them to it too.
PASTED = json.loads(
    (Path(__file__).parents[1] / "javascript" / "lookup-keys.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("text", PASTED)
def test_keys_by_which_a_pasted_text_is_looked_up(text: str) -> None:
    assert list(lookup_keys(text)) == PASTED[text]["keys"]


@given(st.text())
def test_any_text_has_keys_or_none(text: str) -> None:
    assert all(isinstance(key, str) for group in lookup_keys(text) for key in group)


@pytest.mark.parametrize(
    ("url", "repository"),
    [
        ("https://github.com/Me/my-code", "Me/my-code"),
        ("http://www.github.com/me/my_code.py/", "me/my_code.py"),
        ("https://github.com/me/code.git", "me/code"),
        ("https://github.com/me/code/tree/main/a#b", "me/code"),
        ("github.com/me/code?tab=readme", "me/code"),
        ("https://github.com/me/code#news", "me/code"),
        ("https://github.com/me", ""),
        ("https://github.com/topics/medical", ""),
        ("https://github.com/me/..", ""),
        ("https://github.com/-me/code", ""),
        ("https://github.com.example.org/me/code", ""),
        ("https://example.org/github.com/me/code", ""),
        ("https://me.github.io/code", ""),
        ("https://github.com/me/" + "a" * 101, ""),
    ],
)
def test_repositories(url: str, repository: str) -> None:
    assert repository_in_url(url) == repository
