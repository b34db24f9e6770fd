"""The data that search engines read: what they require, and what strangers may write."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.core.model import AwesomeList, Citation, Entry, Maintainer, Publication, Section
from sphinx_awesome.core.venues import Venues
from sphinx_awesome.ext.output import head

from .structured import faults_of_dataset, faults_of_items

SITE = "https://example.org/en/latest/"
PAPERS = {
    "a": Entry("a", "A", year=2019, doi="10.1/a"),
    "b": Entry("b", "B", year=2022, published=Publication(year=2024), arxiv="2107.02104"),
    "c": Entry("c", "C", links={"pdf": "javascript:alert(1)"}),
}
WHOLE = AwesomeList(
    title="A list",
    homepage="https://example.org/home",
    repository="https://example.org/repository",
    licence="CC-BY-4.0",
    maintainers=(
        Maintainer("Ada", email="ada@example.org", url="https://example.org/ada"),
        Maintainer("Bob", url="javascript:alert(1)"),
    ),
    cite=Citation(doi="10.5281/zenodo.1"),
    sections={"one": Section("one", "One", entries=tuple(PAPERS)), "two": Section("two")},
    entries=PAPERS,
    venues=Venues(),
)
TEXT = "Papers about a thing that takes more than fifty characters to tell."
FILES = [("application/x-bibtex", f"{SITE}papers.bib")]


def test_the_list_as_a_data_set() -> None:
    data = head.dataset(WHOLE, TEXT, SITE, FILES)
    assert data
    assert faults_of_dataset(data) == []
    assert data == {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": f"{SITE}#list",
        "name": "A list",
        "description": TEXT,
        "url": SITE,
        "sameAs": ["https://example.org/repository", "https://example.org/home"],
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "creator": [
            {"@type": "Person", "name": "Ada", "url": "https://example.org/ada"},
            {"@type": "Person", "name": "Bob"},
        ],
        "identifier": "https://doi.org/10.5281/zenodo.1",
        "keywords": ["One"],
        "temporalCoverage": "2019/2022",
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "application/x-bibtex",
                "contentUrl": f"{SITE}papers.bib",
            }
        ],
    }


def test_the_address_of_a_doi_is_quoted() -> None:
    cited = replace(WHOLE, cite=Citation(doi="10.1002/(SICI)1<1::AID>3"))
    data = head.dataset(cited, TEXT, SITE, FILES)
    assert data
    assert data["identifier"] == "https://doi.org/10.1002/(SICI)1%3C1::AID%3E3"


def test_what_is_not_known_is_not_said() -> None:
    bare = AwesomeList(title="A list", venues=Venues())
    data = head.dataset(bare, TEXT, "", [])
    assert data == {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": "A list",
        "description": TEXT,
        "isAccessibleForFree": True,
    }
    assert faults_of_dataset(data) == []


def test_bounds_of_a_description() -> None:
    assert head.dataset(WHOLE, "x" * 49, SITE, []) is None
    assert head.dataset(WHOLE, "x" * 50, SITE, [])
    data = head.dataset(WHOLE, "x" * 6000, SITE, [])
    assert data
    assert len(data["description"]) == 5000
    assert head.dataset(AwesomeList(venues=Venues()), TEXT, SITE, []) is None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"name": ""}, "name"),
        ({"description": "Short."}, "description"),
        ({"license": "CC-BY-4.0"}, "license"),
        ({"creator": [{"@type": "Thing", "name": "x"}]}, "creator"),
        ({"url": "/relative"}, "url"),
        ({"distribution": [{"@type": "DataDownload"}]}, "distribution"),
        ({"licence": "x"}, "licence is not documented"),
    ],
)
def test_the_checker_finds(change: dict[str, Any], fault: str) -> None:
    data = head.dataset(WHOLE, TEXT, SITE, FILES)
    assert data
    assert fault in faults_of_dataset({**data, **change})


def test_the_papers_of_a_page() -> None:
    page = f"{SITE}one.html"
    data = head.item_list("One", [(p, f"{page}#paper-{p.id}") for p in PAPERS.values()])
    assert faults_of_items(data) == []
    assert data["numberOfItems"] == 3
    first, second, third = (item["item"] for item in data["itemListElement"])
    assert first == {
        "@type": "ScholarlyArticle",
        "url": f"{page}#paper-a",
        "name": "A",
        "datePublished": "2019",
        "sameAs": "https://doi.org/10.1/a",
    }
    assert second["datePublished"] == "2024"
    assert third == {"@type": "ScholarlyArticle", "url": f"{page}#paper-c", "name": "C"}


def test_the_checker_of_items_finds() -> None:
    found = head.item_list("One", [(PAPERS["a"], ""), (PAPERS["b"], "x")])
    assert "url" in faults_of_items(found)
    twice = head.item_list("One", [(PAPERS["a"], f"{SITE}#a"), (PAPERS["b"], f"{SITE}#a")])
    assert "url" in faults_of_items(twice)
    elsewhere = head.item_list(
        "One", [(PAPERS["a"], f"{SITE}a"), (PAPERS["b"], "https://example.net/b")]
    )
    assert "urls of several pages" in faults_of_items(elsewhere)


@pytest.mark.parametrize(
    ("licence", "url"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC-BY-NC-SA-3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("MIT", "https://spdx.org/licenses/MIT.html"),
        ("https://example.org/terms", "https://example.org/terms"),
        ("https://user@example.org/", ""),
        ("All rights reserved", ""),
        ("", ""),
    ],
)
def test_addresses_of_licences(licence: str, url: str) -> None:
    assert head.licence_url(licence) == url


class Scripts(HTMLParser):
    """The contents of the scripts of a page, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.others: list[str] = []
        self._within = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within = tag == "script"
        if self._within:
            assert attrs == [("type", "application/ld+json")]
            self.found.append("")
        else:
            self.others.append(tag)

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._within = False

    def handle_data(self, data: str) -> None:
        if self._within:
            self.found[-1] += data


@given(st.text())
def test_whatever_a_text_holds_it_stays_a_text(text: str) -> None:
    html = head.json_ld_script({"name": text})
    parsed = Scripts(html)
    assert parsed.others == []
    assert [json.loads(found) for found in parsed.found] == [{"name": text}]


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]>",
        "&lt;/script&gt;",
        '"}</ScRiPt >',
        "line\u2028paragraph\u2029",
    ],
)
def test_hostile_texts(text: str) -> None:
    html = head.json_ld_script({"name": text})
    assert not set("<>&\u2028\u2029") & set(html[len('<script type="application/ld+json">') : -10])
    assert json.loads(Scripts(html).found[0]) == {"name": text}
