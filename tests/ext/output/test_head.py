"""What pages say of themselves in their head, for people who share them and for search engines."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.core.model import (
    AwesomeList,
    Citation,
    Entry,
    EntryType,
    Maintainer,
    Publication,
    Section,
)
from sphinx_awesome.core.venues import Venues
from sphinx_awesome.ext.output import head

from ..conftest import Page, Site
from .structured import WORKS, faults_of_dataset, faults_of_items

# -- descriptions, addresses and pictures --


# MyST-Parser 5.2 asks for something of Sphinx that Sphinx 9 is about to take away.
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

BASE = "https://list.example.org/en/latest"
LIST = """
    title = "Small list"
    description = "Papers on reading images and writing what is in them."
    licence = "CC-BY-4.0"
    repository = "https://example.org/list"
    sections = ["reports", "models"]

    [[maintainer]]
    name = "Ada"
    """
PAGES = {
    "entries/_list.toml": LIST,
    "docs/about.md": """
        # About *us*

        :::{note}
        Not this.
        :::

        We have {awesome:count}`papers` papers & more,
        on "two" lines.

        Not this either.
        """,
    "docs/bare.md": "# Bare",
    "docs/own.md": """
        ---
        myst:
          html_meta:
            description: "Said by \\"hand\\""
            "property=og:type": "article"
        ---

        # Own

        Not this.
        """,
    "docs/index.md": """
        # Home

        Not this.

        :::{toctree}
        reports
        models
        about
        bare
        own
        :::
        """,
}


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * (width + 1) * height)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def tags(page: Page) -> dict[str, str]:
    """Contents by name, each name but once."""
    found: dict[str, str] = {}
    for element in page.by_tag("meta"):
        name = element.attributes.get("name") or element.attributes.get("property")
        if name in {"viewport", "color-scheme", None}:
            continue
        assert name not in found
        found[name] = element["content"]
    return found


def data_of(page: Page) -> Any:  # noqa: ANN401
    scripts = [
        e for e in page.by_tag("script") if e.attributes.get("type") == "application/ld+json"
    ]
    assert len(scripts) <= 1
    return json.loads(scripts[0].data) if scripts else None


def canonical(page: Page) -> str:
    (link,) = [e for e in page.by_tag("link") if e.attributes.get("rel") == "canonical"]
    return link["href"]


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    return make_site(PAGES)


def test_descriptions(site: Site) -> None:
    built = site.build(html_title="Title")
    found = {name: tags(built.page(f"{name}.html")) for name in ("index", "reports", "models")}
    assert {name: found[name]["description"] for name in found} == {
        "index": "Papers on reading images and writing what is in them.",
        "reports": "2 papers, 2021–2022, 1 with code. Writing reports.",
        "models": "2 papers, 2022, 0 with code.",
    }
    assert tags(built.page("about.html"))["description"] == (
        "We have 3 papers & more, on “two” lines."
    )
    assert "description" not in tags(built.page("bare.html"))
    assert tags(built.page("reports.html")) == {
        "description": found["reports"]["description"],
        "og:title": "Reports",
        "og:type": "website",
        "og:site_name": "Small",
        "og:description": found["reports"]["description"],
        "twitter:card": "summary",
    }
    assert found["index"]["og:title"] == "Small"


def test_what_an_author_says_stays(site: Site) -> None:
    found = tags(site.build().page("own.html"))
    assert found["description"] == found["og:description"] == 'Said by "hand"'
    assert found["og:type"] == "article"


def test_a_list_without_a_description_is_described_by_its_home_page(site: Site) -> None:
    site.replace(
        "entries/_list.toml",
        'description = "Papers on reading images and writing what is in them."\n',
        "",
    )
    assert tags(site.build().page("index.html"))["description"] == "Not this."


def test_a_long_text_is_cut_at_a_word(site: Site) -> None:
    site.replace("entries/reports.toml", "Writing reports.", "Writing, reading " * 40)
    text = tags(site.build().page("reports.html"))["description"]
    assert 280 < len(text) <= head.DESCRIPTION_CHARS
    assert text.endswith(("Writing…", "reading…"))


def test_without_the_address_of_the_site_no_address_is_said(site: Site) -> None:
    (site.root / "docs/share.png").write_bytes(png(12, 6))
    built = site.build(awesome_share_picture="share.png")
    for path in built.outdir.glob("*.html"):
        page = built.page(path.name)
        names = tags(page).keys()
        assert not {"og:url", "og:image"} & names
        assert [e for e in page.by_tag("link") if e.attributes.get("rel") == "canonical"] == []
        data = data_of(page)
        assert data is None or "list.example.org" not in json.dumps(data)
    assert "url" not in data_of(built.page("index.html"))
    assert "url" not in data_of(built.page("reports.html"))["itemListElement"][0]["item"]


@pytest.mark.parametrize("slash", ["", "/"])
@pytest.mark.parametrize(
    ("builder", "file", "address"),
    [
        ("html", "reports.html", "reports.html"),
        ("dirhtml", "reports/index.html", "reports/"),
    ],
)
def test_addresses(site: Site, builder: str, file: str, address: str, slash: str) -> None:
    (site.root / "docs/share.png").write_bytes(png(12, 6))
    built = site.build(builder, html_baseurl=BASE + slash, awesome_share_picture="share.png")
    page = built.page(file)
    found = tags(page)
    assert found["og:url"] == canonical(page) == f"{BASE}/{address}"
    assert found["og:image"] == f"{BASE}/_static/share.png"
    assert (found["og:image:width"], found["og:image:height"]) == ("12", "6")
    assert found["og:image:alt"] == "Small"
    assert found["twitter:card"] == "summary_large_image"
    assert (built.outdir / "_static/share.png").is_file()
    items = data_of(page)
    assert faults_of_items(items) == []
    assert items["itemListElement"][0]["item"]["url"] == f"{BASE}/{address}#paper-roentgen"
    home = data_of(built.page("index.html"))
    assert faults_of_dataset(home) == []
    assert home["url"] == canonical(built.page("index.html"))
    for form in home["distribution"]:
        assert (built.outdir / form["contentUrl"].removeprefix(f"{BASE}/")).is_file()


def test_a_picture_that_is_not_there(site: Site) -> None:
    built = site.build(strict=False, html_baseurl=BASE, awesome_share_picture="no.png")
    (warning,) = built.warnings
    assert 'awesome_share_picture: there is no file "no.png"; name a file by its path' in warning
    assert warning.endswith("[awesome.config]")
    assert tags(built.page("index.html"))["twitter:card"] == "summary"


def test_sizes_of_pictures(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(png(1200, 630))
    assert head.png_size(path) == (1200, 630)
    for content in (b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0" + b"x" * 40):
        path.write_bytes(content)
        assert head.png_size(path) == ()


def test_hostile_texts_stay_texts(site: Site) -> None:
    text = '</title><script>alert("1")</script> & <!-- \u2028'
    site.write(
        "entries/_list.toml", LIST.replace("Papers on", f"{text!s} Papers on".replace('"', "'"))
    )
    page = site.build(html_baseurl=BASE).page("index.html")
    plain = text.replace('"', "'").replace("\u2028", "").strip()
    assert tags(page)["description"].startswith(plain)
    assert data_of(page)["description"].startswith(plain)
    assert escape(plain) != plain


def test_other_builders_say_nothing(site: Site) -> None:
    site.replace("docs/conf.py", '"Small"', '"Small"\nversion = "1"\ncopyright = "us"')
    for builder in ("epub", "singlehtml"):
        built = site.build(builder, html_baseurl=BASE)
        texts = [
            path.read_text(encoding="utf-8")
            for path in built.outdir.rglob("*")
            if path.suffix in {".html", ".xhtml"}
        ]
        assert texts
        assert not [text for text in texts if "og:title" in text or "ld+json" in text]


# -- what is written again --


def test_a_home_page_says_what_the_list_says_now(site: Site) -> None:
    site.build()
    assert site.build().written == []
    for old, new in [
        ('"Small list"', '"Little list"'),
        ("reading images", "seeing images"),
        ("CC-BY-4.0", "CC0-1.0"),
        ('"Ada"', '"Ada L."'),
        ("example.org/list", "example.org/lists"),
    ]:
        site.replace("entries/_list.toml", old, new)
        again = site.build()
        assert again.written == ["index"], old
        assert site.build(out="fresh").text("index.html") == again.text("index.html")


def test_a_section_page_says_what_its_papers_say_now(site: Site) -> None:
    site.build(html_baseurl=BASE)
    site.replace("entries/reports.toml", "year = 2021", "year = 2020")
    built = site.build(html_baseurl=BASE)
    assert "2 papers, 2020–2022" in tags(built.page("reports.html"))["description"]
    assert "index" in built.written  # the span of the whole list
    fresh = site.build(out="fresh", html_baseurl=BASE)
    for name in ("index.html", "reports.html", "models.html"):
        assert built.text(name) == fresh.text(name)


# -- data for search engines --


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


def test_the_address_of_a_doi_is_quoted() -> None:
    cited = replace(WHOLE, cite=Citation(doi="10.1002/(SICI)1<1::AID>3"))
    data = head.dataset(cited, TEXT, SITE, FILES)
    assert data
    assert data["identifier"] == "https://doi.org/10.1002/(SICI)1%3C1::AID%3E3"


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


def test_each_type_of_entry_has_one_of_its_own() -> None:
    entries = [Entry(type_, "A", type=type_, publisher="Labs") for type_ in EntryType]
    data = head.item_list("One", [(entry, f"{SITE}#{entry.id}") for entry in entries])
    assert faults_of_items(data) == []
    items = [item["item"] for item in data["itemListElement"]]
    assert {item["@type"] for item in items} == WORKS
    assert items[2] == {
        "@type": "Thesis",
        "url": f"{SITE}#thesis",
        "name": "A",
        "publisher": {"@type": "Organization", "name": "Labs"},
    }


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
