"""What pages say of themselves in their head."""

from __future__ import annotations

import json
import struct
import zlib
from html import escape
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_awesome.ext.output import head

from ..conftest import Page, Site
from .structured import faults_of_dataset, faults_of_items

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
