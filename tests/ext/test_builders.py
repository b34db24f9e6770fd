"""Every builder makes the site, with the links in it, and with no warning."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .conftest import Site

INDEX = {
    "docs/index.md": """
        # Home

        {awesome:count}`papers` papers.

        :::{awesome:sections}
        :::

        :::{awesome:index} tag
        :::

        :::{toctree}
        reports
        models
        :::
        """
}
DOI = "https://doi.org/10.1038/s41551-024-01246-y"
PDF = "https://arxiv.org/pdf/2107.02104.pdf"
TITLE = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"


@pytest.fixture
def complete_site(make_site: Callable[..., Site]) -> Site:
    site = make_site(INDEX)
    site.replace("docs/conf.py", '"Small"', '"Small"\nversion = "1"\ncopyright = "us"')
    return site


@pytest.mark.filterwarnings("ignore:'sphinxcontrib.serializinghtml")  # of its own making
@pytest.mark.parametrize("builder", ["dirhtml", "json"])
def test_builders_that_draw_cards(complete_site: Site, builder: str) -> None:
    built = complete_site.build(builder)
    name = {"dirhtml": "models/index.html", "json": "models.fjson"}[builder]
    text = built.text(name)
    if builder == "json":
        text = json.loads(text)["body"]
    assert 'class="sd-card aw-card" id="paper-medclip"' in text
    assert "../reports/#paper-roentgen" in text


@pytest.mark.parametrize(
    ("builder", "name", "expected"),
    [
        ("singlehtml", "index.html", [f'href="{DOI}"', 'href="#paper-ratchet"', TITLE]),
        ("latex", "small.tex", [rf"\sphinxhref{{{DOI}}}", r"reports:paper-ratchet}", "MedCLIP"]),
        ("text", "reports.txt", ["MICCAI 2021", TITLE, "also in Models", "2 papers, 2021–2022"]),
        ("man", "small.1", [r"farrell236/RATCHET", r"X\-ray Diagnosis\fP", "3 papers."]),
        ("texinfo", "small.texi", [f"@footnote{{{DOI}}}", "@anchor{reports paper-ratchet}"]),
        ("xml", "reports.xml", [f'refuri="{DOI}"', 'ids="paper-ratchet"', TITLE]),
        ("pseudoxml", "reports.pseudoxml", [f'refuri="{DOI}"', 'ids="paper-ratchet"', TITLE]),
    ],
)
def test_builders_with_standard_nodes(
    complete_site: Site, builder: str, name: str, expected: list[str]
) -> None:
    built = complete_site.build(builder)
    text = " ".join(built.text(name).split()).replace(r"\:", "")  # where man pages may break
    assert [part for part in expected if part not in text] == []
    assert "aw-card" not in text
    assert not list(built.outdir.rglob("sphinx-awesome.css"))
    assert not (built.outdir / "p").exists()


def test_each_anchor_once_on_a_single_page(complete_site: Site) -> None:
    page = complete_site.build("singlehtml").page("index.html")
    ids = [e["id"] for e in page.elements if "id" in e.attributes]
    assert page.by_id("paper-roentgen")
    # Headings of one name in several documents are Sphinx's own matter.
    ours = {name for name in ids if name.startswith(("paper-", "section-", "tag-"))}
    assert [name for name in ours if ids.count(name) > 1] == []
    for link in page.by_tag("a"):
        href = link.attributes.get("href", "")
        if href.startswith("#paper-"):
            assert href[1:] in ids


def test_epub(complete_site: Site) -> None:
    built = complete_site.build("epub")
    with ZipFile(next(built.outdir.glob("*.epub"))) as book:
        names = book.namelist()
        page = book.read("reports.xhtml").decode()
    assert not [name for name in names if "awesome" in name]
    ET.fromstring(page.partition("<!DOCTYPE html>")[2].strip())
    assert f'href="{PDF}"' in page
    assert 'href="models.xhtml#paper-roentgen"' in page


def test_translators_get_prose_but_no_data(complete_site: Site) -> None:
    built = complete_site.build("gettext", doctrees="doctrees-gettext")
    catalogues = {path.name: path.read_text("utf-8") for path in built.outdir.glob("*.pot")}
    assert 'msgid "Reports"' in catalogues["reports.pot"]
    for text in ("RATCHET", "Writing reports.", "2021", "Report Generation"):
        assert text not in "".join(catalogues.values())


def test_the_stylesheet_is_on_html_pages(complete_site: Site) -> None:
    built = complete_site.build()
    page = built.page("reports.html")
    sheets = [e["href"] for e in page.by_tag("link") if e.attributes.get("rel") == "stylesheet"]
    assert [href for href in sheets if "sphinx-awesome.css" in href]
    assert (built.outdir / "_static/sphinx-awesome.css").is_file()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A web site with one page, `/alive`: this machine stands between, as its proxy.

    Its own address is an IP number, which no list may hold.
    """
    site = "http://papers.example.org"

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(200 if self.path == f"{site}/alive" else 404)
            self.end_headers()

        do_GET = do_HEAD  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever)
    thread.start()
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{http.server_port}")
    monkeypatch.delenv("no_proxy", raising=False)
    yield site
    http.shutdown()
    thread.join()
    http.server_close()


def test_the_link_checker_looks_at_prose_alone(complete_site: Site, server: str) -> None:
    complete_site.write(
        "entries/models.toml",
        f"""
        title = "Models"

        [[entry]]
        id = "one"
        title = "One"
        links.pdf = "{server}/paper"
        links.code = "{server}/dead"
        """,
    )
    complete_site.write("entries/reports.toml", 'title = "Reports"\n\n[[entry]]\nref = "one"\n')
    index = complete_site.root / "docs" / "index.md"
    index.write_text(f"{index.read_text()}\n[prose]({server}/alive)\n")
    built = complete_site.build("linkcheck", strict=False)
    checked = {json.loads(line)["uri"] for line in built.text("output.json").splitlines()}
    assert checked == {f"{server}/alive"}  # and none of the site itself
