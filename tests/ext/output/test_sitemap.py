"""The sitemap, and the page for who has not found one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from sphinx_awesome.ext.output import sitemap

from ..conftest import Page, Site

if TYPE_CHECKING:
    from collections.abc import Callable

# MyST-Parser 5.2 asks for something of Sphinx that Sphinx 9 is about to take away.
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

BASE = "https://list.example.org/en/latest/"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
INDEX = """
    # Home

    :::{toctree}
    reports
    models
    sub/page & more
    :::
    """


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    return make_site({"docs/index.md": INDEX, "docs/sub/page & more.md": "# More"})


def locations(text: str) -> list[str | None]:
    return [loc.text for loc in ET.fromstring(text.encode()).iter(LOC)]


# -- for robots --


@pytest.mark.parametrize(
    ("builder", "names"),
    [
        ("html", ["index.html", "models.html", "reports.html", "sub/page%20%26%20more.html"]),
        ("dirhtml", ["", "models/", "reports/", "sub/page%20%26%20more/"]),
    ],
)
def test_all_pages_are_in_the_sitemap(site: Site, builder: str, names: list[str]) -> None:
    built = site.build(builder, html_baseurl=BASE)
    papers = [f"p/{name}.html" for name in ("ratchet", "roentgen", "medclip")]
    assert locations(built.text("sitemap.xml")) == [BASE + name for name in (*names, *papers)]
    assert built.text("robots.txt").splitlines()[-1] == f"Sitemap: {BASE}sitemap.xml"


def test_pages_that_are_not_written_again_stay_in_the_sitemap(site: Site) -> None:
    before = site.build(html_baseurl=BASE).text("sitemap.xml")
    written = (site.root / "out-html/sitemap.xml").stat().st_mtime_ns
    site.write("docs/models.md", "# Models\n\nNew.\n\n:::{awesome:entries} models\n:::")
    again = site.build(html_baseurl=BASE)
    assert again.written != ["index", "models", "reports", "sub/page & more"]
    assert again.text("sitemap.xml") == before
    assert (site.root / "out-html/sitemap.xml").stat().st_mtime_ns == written


def test_without_the_address_of_the_site_there_is_no_sitemap(site: Site) -> None:
    built = site.build(html_baseurl=BASE)
    assert (built.outdir / "sitemap.xml").is_file()
    site.build()
    assert not (built.outdir / "sitemap.xml").exists()
    assert not (built.outdir / "robots.txt").exists()


def test_files_of_the_project_stay(site: Site) -> None:
    site.write("docs/robots.txt", "User-agent: *\nDisallow: /")
    built = site.build(html_baseurl=BASE, html_extra_path=["robots.txt"])
    assert built.text("robots.txt") == "User-agent: *\nDisallow: /\n"
    assert locations(built.text("sitemap.xml"))
    site.build(html_extra_path=["robots.txt"])
    assert (built.outdir / "robots.txt").is_file()
    assert not (built.outdir / "sitemap.xml").exists()


def test_only_sites_have_these_files(site: Site) -> None:
    site.replace("docs/conf.py", '"Small"', '"Small"\nversion = "1"\ncopyright = "us"')
    for builder in ("epub", "singlehtml", "text"):
        built = site.build(builder, html_baseurl=BASE)
        names = {path.name for path in built.outdir.rglob("*")}
        assert not names & {"sitemap.xml", "robots.txt", "404.html", "404.xhtml", "404.txt"}


# -- the page for who is lost --


def addresses(page: Page) -> list[str]:
    names = ("href", "src", "action")
    return [e[name] for e in page.elements for name in names if name in e.attributes]


@pytest.mark.parametrize(
    ("builder", "base", "models"),
    [
        ("html", BASE, "/en/latest/models.html"),
        ("dirhtml", BASE, "/en/latest/models/"),
        ("html", "https://me.github.io/list", "/list/models.html"),
        ("html", "https://list.example.org", "/models.html"),
    ],
)
def test_a_page_that_is_right_at_any_address(
    site: Site, builder: str, base: str, models: str
) -> None:
    built = site.build(builder, html_baseurl=base)
    page = built.page("404.html")
    lost = "https://host.example.org/en/latest/some/where/deep.html"
    found_addresses = addresses(page)
    assert f"{models}#section-models" in found_addresses
    root = urlsplit(base).path.rstrip("/") + "/"
    for address in found_addresses:
        path = unquote(urlsplit(urljoin(lost, address)).path)
        if address.startswith("#") or "://" in address:
            continue
        assert address.startswith(root), address
        name = path.removeprefix(root)
        name += "index.html" if name.endswith("/") or not name else ""
        assert (built.outdir / name).is_file(), address
    (html,) = page.by_tag("html")
    assert html["data-content_root"] == root
    (form,) = [
        form for form in page.by_tag("form") if form["action"] and "aw-search" in form["class"]
    ]
    assert form["action"].startswith(f"{root}search")
    robots = [e["content"] for e in page.by_tag("meta") if e.attributes.get("name") == "robots"]
    assert robots == ["noindex"]
    assert [e for e in page.by_tag("link") if e.attributes.get("rel") == "canonical"] == []


def test_where_the_root_is_not_known_the_page_is_right_beside_the_others(site: Site) -> None:
    page = site.build().page("404.html")
    assert "models.html#section-models" in addresses(page)
    assert not [address for address in addresses(page) if address.startswith("/")]


def test_it_says_what_the_list_says_now(site: Site) -> None:
    site.build(html_baseurl=BASE)
    site.replace("entries/models.toml", '"Models"', '"Language <b>Models</b>"')
    built = site.build(html_baseurl=BASE)
    assert "Language <b>Models</b>" in [e.text for e in built.page("404.html").by_tag("a")]
    assert built.text("404.html") == site.build(out="fresh", html_baseurl=BASE).text("404.html")


def test_a_page_of_the_project_is_used_instead(site: Site) -> None:
    site.write("docs/404.md", "---\norphan: true\n---\n\n# Lost\n\n[Models](models.md)\n")
    built = site.build(html_baseurl=BASE)
    page = built.page("404.html")
    assert "Lost" in page.by_tag("h1")[0].text
    assert "/en/latest/models.html" in addresses(page)
    assert "404" not in built.text("sitemap.xml")
    before = built.text("404.html")
    assert site.build(html_baseurl=BASE).text("404.html") == before


def test_a_build_that_does_not_write_it(site: Site) -> None:
    site.write("docs/404.md", "---\norphan: true\n---\n\n# Lost")
    built = site.build(html_baseurl=BASE, filenames=["models.md"], strict=False)
    assert not (built.outdir / "404.html").exists()


def test_what_is_no_relative_address_stays() -> None:
    html = (
        '<a href="a.html">href="b.html"</a><a href="#c"></a><a href="/d"></a>'
        '<a href="mailto:e@example.org"></a><img src="data:image/png;base64,AA">'
        '<img\nsrc="../f.png"><a href="?q=1"></a><html data-content_root="./">'
    )
    assert sitemap.absolutize(html, "/x/y/404.html") == (
        '<a href="/x/y/a.html">href="b.html"</a><a href="#c"></a><a href="/d"></a>'
        '<a href="mailto:e@example.org"></a><img src="data:image/png;base64,AA">'
        '<img\nsrc="/x/f.png"><a href="/x/y/404.html?q=1"></a><html data-content_root="/x/y/">'
    )
