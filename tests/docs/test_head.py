"""What the pages of the published site say of themselves in their heads."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sphinx_awesome.ext.builders import PERMALINK_MARK
from sphinx_awesome.formats import toml

from ..ext.output.structured import faults_of_dataset, faults_of_items
from .conftest import BASE, DOCS

#: Made by Sphinx, or for who is lost.
NO_PAGES = {"genindex", "search", "404"}


@pytest.fixture(scope="module")
def heads(site: Path) -> dict[str, str]:
    """The head of each page by its name, of the site at its address."""
    texts = {
        path.relative_to(site).with_suffix("").as_posix(): path.read_text(encoding="utf-8")
        for path in site.rglob("*.html")
        if path.parent != site / "p"
    }
    found = {
        name: text.partition("</head>")[0]
        for name, text in texts.items()
        if name not in NO_PAGES and PERMALINK_MARK not in text  # which leads to a page
    }
    urls = {loc.text for loc in ET.parse(site / "sitemap.xml").iter() if loc.tag.endswith("loc")}
    papers = {path.stem for path in (site / "p").iterdir() if "<main" in path.read_text()}
    pages = [*found, *(f"p/{paper}" for paper in papers)]
    assert urls == {f"{BASE}{name}.html" for name in pages}
    return found


def contents(head: str, name: str) -> list[str]:
    return [unescape(text) for text in re.findall(rf'<meta {name} content="([^"]*)"', head)]


def test_titles_are_unique(heads: dict[str, str]) -> None:
    titles = [re.findall("<title>(.*?)</title>", head) for head in heads.values()]
    assert all(len(found) == 1 and found[0] for found in titles)
    assert len({found[0] for found in titles}) == len(heads)


def test_descriptions_are_unique_and_neither_short_nor_long(heads: dict[str, str]) -> None:
    found = {name: contents(head, 'name="description"') for name, head in heads.items()}
    assert {name for name, texts in found.items() if len(texts) != 1} == set()
    texts = {name: one for name, (one,) in found.items()}
    assert len(set(texts.values())) == len(heads)
    assert {name: text for name, text in texts.items() if not 50 <= len(text) <= 300} == {}
    assert "?" not in {text[-1] for text in texts.values()}  # a count that is none


def test_addresses_are_those_of_the_pages(heads: dict[str, str]) -> None:
    for name, head in heads.items():
        address = f"{BASE}{name}.html"
        assert re.findall(r'<link rel="canonical" href="([^"]*)"', head) == [address]
        assert contents(head, 'property="og:url"') == [address]
        assert contents(head, 'property="og:image"') == [f"{BASE}_static/share.png"]


def test_structured_data_is_as_search_engines_want_it(heads: dict[str, str]) -> None:
    data = {
        name: json.loads(text)
        for name, head in heads.items()
        for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', head)
    }
    assert faults_of_dataset(data.pop("index")) == []
    awesome_list, _ = toml.load(DOCS.parent / "entries")
    assert data.keys() == awesome_list.sections.keys()
    assert {name for name, items in data.items() if faults_of_items(items)} == set()
