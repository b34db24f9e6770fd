"""No page tells anyone who reads it, and every page works from a disk and under a strict policy."""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from sphinx_awesome.formats import toml

from .conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

    from .conftest import Site

pytestmark = pytest.mark.browser

SECTIONS = (
    *("survey", "medical-report-generation"),
    *("medical-visual-question-answering", "medical-vision-language-model"),
)


def test_the_whole_site_is_there(published_site: Site) -> None:
    awesome_list, _ = toml.load(ROOT / "entries")
    pages = set(published_site.pages)
    assert {f"{name}.html" for name in awesome_list.sections} < pages
    assert {"index.html", "venues.html", "authors.html", "search.html"} < pages


@pytest.mark.parametrize("place", ["http", "file"])
def test_no_page_asks_another_host_or_fails(
    open_page: Callable[..., Page], published_site: Site, place: str
) -> None:
    site = published_site
    base = site.base if place == "http" else site.directory.as_uri() + "/"
    page = open_page("index.html", base=base)
    for name in site.pages if place == "http" else site.varied_pages:
        page.goto(base + name)
        assert page.locator("article, #search-results").count(), name


@pytest.mark.parametrize(
    ("former", "now"),
    [
        ("guide.html#publish", "how-to/read-the-docs.html#publish"),
        ("reference.html#paper", "reference/entry-files.html#paper"),
        ("rules.html#rule-tracking", "reference/rules-links.html#rule-tracking"),
        ("guide.html#next", "guide.html#next"),
        ("guide.html#nothing", "guide.html#nothing"),
    ],
)
def test_parts_of_former_pages_are_found(
    open_page: Callable[..., Page], published_site: Site, former: str, now: str
) -> None:
    page = open_page(former, of=published_site)
    page.wait_for_url(f"{published_site.base}{now}")
    assert page.locator("h1").count() == 1


def test_the_watch_sees_what_leaves_the_site(open_page: Callable[..., Page], site: Site) -> None:
    page = open_page("index.html")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.evaluate("fetch(document.baseURI + '?seen')")
    # Browsers ask for a page's icon when they like.
    assert f"{site.base}index.html?seen" in requests


def test_the_stylesheet_is_small_on_the_wire(site: Site) -> None:
    import gzip

    css = (site.directory / "_static" / "sphinx-awesome.css").read_bytes()
    assert len(gzip.compress(css)) < 8192


def test_a_page_of_fifty_papers_is_light(site: Site) -> None:
    page = (site.directory / "medical-report-generation.html").read_bytes()
    assert page.count(b'<li class="sd-card aw-card"') == page.count(b"Z3988") > 50
    assert len(page) <= 184 * 1024


@pytest.mark.parametrize("name", ["index", *SECTIONS, "venues", "authors"])
def test_nothing_of_ours_is_inline(open_page: Callable[..., Page], name: str) -> None:
    article = open_page(f"{name}.html").locator("article")
    assert article.locator("li[class^=sd-card], .aw-rows").count()
    assert article.locator("script, style, [style], link").count() == 0
    names = article.evaluate(
        "article => [...article.querySelectorAll('*')]"
        ".flatMap(element => element.getAttributeNames())"
    )
    assert [name for name in names if name.startswith("on")] == []


def test_cards_are_styled_where_inline_style_and_script_are_forbidden(
    browser: Browser, site: Site
) -> None:
    """The theme's own inline bits are refused there; there are none of ours to refuse."""
    policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:"

    def strictly(route: Route) -> None:
        response = route.fetch()
        headers = {**response.headers, "content-security-policy": policy}
        route.fulfill(response=response, headers=headers)

    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/*.html", strictly)
        page.add_init_script(
            "window.refused = []; addEventListener('securitypolicyviolation',"
            " event => refused.push([event.effectiveDirective, event.target]))"
        )
        page.goto(f"{site.base}medical-report-generation.html")
        assert page.evaluate("refused.length")
        assert page.evaluate("refused.filter(([, node]) => node.closest?.('article')).length") == 0
        card = page.locator(".aw-card").first
        assert card.evaluate("card => getComputedStyle(card).borderRadius") == "8px"
        icon = "pill => getComputedStyle(pill, '::before').maskImage"
        assert card.locator(".aw-pill").first.evaluate(icon).startswith('url("data:image/svg+xml')


def test_the_picture_of_the_readme_is_current(site: Site) -> None:
    """Of what the page says; its colours and sizes are looked at. `nox -s pictures` draws it."""
    images = ROOT / "docs" / "images"
    script = runpy.run_path(str(images / "pages.py"))
    known = json.loads((images / "pages.json").read_text(encoding="utf-8"))
    drawn = {name: p for name, p in script["PICTURES"].items() if p.site == "sample"}
    assert "section" in drawn
    for name, picture in drawn.items():
        assert script["digest"](site.directory / picture.page) == known[name]
    assert "docs/images/section-light.png" in (ROOT / "README.md").read_text(encoding="utf-8")
