from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.core import identifiers, slugs
from sphinx_awesome.core.urls import url_error


@pytest.mark.parametrize("text", ["a", "0", "ratchet", "liu-2021-competence", "a" * 64])
def test_ids(text: str) -> None:
    assert slugs.is_id(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "-a", "a-", "a--b", "A", "é", "a b", "a\n", "\na", "a_b", "a.b", "../a", "a/b"),
        *("a" * 65, "٣", 'a"b', "a\0", "ａ"),
    ],
)
def test_other_texts_are_no_ids(text: str) -> None:
    assert not slugs.is_id(text)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Findings of ACL", "findings-of-acl"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("R&D", "r-and-d"),
        ("Alzheimer's", "alzheimers"),
        ("Márquez–Neila", "marquez-neila"),
        ("张三", "u5f20-u4e09"),
        ("…", "u2026"),
        ("", "u0"),
    ],
)
def test_names_become_slugs(name: str, slug: str) -> None:
    assert slugs.slugify(name) == slug


@given(st.text())
def test_any_name_has_a_slug(name: str) -> None:
    slug = slugs.slugify(name)
    assert slug.isascii()
    assert slugs.is_id(slug[:64].strip("-"))


@pytest.mark.parametrize(
    ("title", "authors", "year", "taken", "expected"),
    [
        ("RATCHET: A Medical Transformer", [], None, (), "ratchet"),
        ("RATCHET: A Medical Transformer", [], None, ("ratchet",), "ratchet-2"),
        ("RATCHET: A Medical Transformer", [], None, ("ratchet", "ratchet-2"), "ratchet-3"),
        ("On the Automatic Generation", ["Baoyu Jing"], 2018, (), "jing-2018-automatic"),
        ("A long name before: the colon", ["Émile Zola"], 1898, (), "zola-1898-long"),
        ("Of the", [" "], None, (), "of-the"),
        ("On", ["Ada Lovelace"], None, (), "lovelace"),
        ("x" * 100, [], None, (), "x" * 60),
    ],
)
def test_ids_are_suggested(
    title: str, authors: list[str], year: int | None, taken: tuple[str, ...], expected: str
) -> None:
    assert slugs.suggest_id(title, authors, year, taken) == expected


@given(st.text(), st.lists(st.text(), max_size=2), st.none() | st.integers(0, 9999))
def test_a_proposal_is_a_new_id(title: str, authors: list[str], year: int | None) -> None:
    first = slugs.suggest_id(title, authors, year)
    second = slugs.suggest_id(title, authors, year, [first])
    assert slugs.is_id(first)
    assert slugs.is_id(second)
    assert first != second


DOIS = ["10.1007/978-3-030-87199-4_7", "10.1002/(SICI)1<1::AID>3.0.CO;2-X", "10.48550/arXiv.1"]


@pytest.mark.parametrize("doi", DOIS)
def test_dois_are_recognized(doi: str) -> None:
    assert identifiers.is_doi(doi)
    url = identifiers.doi_url(doi)
    assert url_error(url) == ""
    assert unquote(urlsplit(url).path) == f"/{doi}"


@pytest.mark.parametrize(
    "text",
    [
        *("", "10.1/x", "10.1007/", "doi:10.1007/x", "https://doi.org/10.1007/x", "10.1007/a b"),
        *("10.1007/x\n", "10.1007/é", "10.１００７/x", "10.1007/" + "x" * 249, "10.1007/x?y#z"),
    ],
)
def test_other_texts_are_no_dois(text: str) -> None:
    assert not identifiers.is_doi(text)


@pytest.mark.parametrize("arxiv", ["2107.02104", "0704.0001v2", "cs/0112017", "math.GT/0309136v1"])
def test_arxiv_ids(arxiv: str) -> None:
    assert identifiers.is_arxiv(arxiv)
    assert url_error(identifiers.arxiv_url(arxiv)) == ""
    assert identifiers.arxiv_url(arxiv) == f"https://arxiv.org/abs/{arxiv}"


@pytest.mark.parametrize(
    "text", ["", "2107", "2107.021", "2107.021044", "arXiv:2107.02104", "2107.02104v", "٢107.02104"]
)
def test_other_texts_are_no_arxiv_ids(text: str) -> None:
    assert not identifiers.is_arxiv(text)
