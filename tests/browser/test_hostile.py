"""A list by someone who means harm does nothing in a browser either."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from sphinx_awesome.core.text import clean

from ..ext import hostile

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Site

pytestmark = pytest.mark.browser

OURS = ["index", "papers", "by-venue", "terms", "roles"]


@pytest.mark.parametrize("javascript", [True, False])
def test_every_page_opens_in_peace(
    open_page: Callable[..., Page], hostile_site: Site, *, javascript: bool
) -> None:
    """Dialogs, failing scripts and requests to other hosts are watched for everywhere."""
    page = open_page("index.html", of=hostile_site, java_script_enabled=javascript)
    for name in hostile_site.pages:
        page.goto(hostile_site.base + name)
        page.mouse.move(400, 400)
    page.goto(f"{hostile_site.base}p/script.html")
    page.mouse.move(400, 400)
    page.locator("header a").last.click()
    page.wait_for_url("**/papers.html#paper-script")


KINDS = """() => [...document.querySelectorAll("*")].map(
    element => [element.localName, ...element.getAttributeNames().sort()].join(" "))"""


@pytest.mark.parametrize("name", OURS)
def test_the_browser_finds_no_markup_of_theirs(
    open_page: Callable[..., Page], hostile_site: Site, harmless_site: Site, name: str
) -> None:
    bad = open_page(f"{name}.html", of=hostile_site).evaluate(KINDS)
    good = open_page(f"{name}.html", of=harmless_site).evaluate(KINDS)
    # Elsewhere tags stand under their initials, to which links lead.
    initials = {"nav aria-label class"}
    assert set(bad) - initials == set(good) - initials
    assert len(bad) == len(good) or name in {"index", "terms"}


def test_the_browser_shows_the_text(open_page: Callable[..., Page], hostile_site: Site) -> None:
    page = open_page("papers.html", of=hostile_site)
    for name, value in hostile.VALUES.items():
        card = page.locator(f"#paper-{name}")
        shown = card.evaluate(
            """card => [".aw-title > a", ".aw-note", ".aw-award", ".aw-more-body > p"].map(
                part => card.querySelector(part).textContent)"""
        )
        assert shown == [clean(value)] * 4


def test_every_link_is_plain_http(open_page: Callable[..., Page], hostile_site: Site) -> None:
    page = open_page("index.html", of=hostile_site)
    for name in OURS:
        page.goto(f"{hostile_site.base}{name}.html")
        schemes = page.evaluate("[...new Set([...document.links].map(link => link.protocol))]")
        assert set(schemes) <= {"http:", "https:"}


@pytest.mark.parametrize("name", ["script", "image", "svg"])
def test_search_shows_their_titles_as_text(
    open_page: Callable[..., Page], hostile_site: Site, name: str
) -> None:
    """Asked for by its words, and by the whole of it, which is what a link to the page can do."""
    value = clean(hostile.VALUES[name])
    page = open_page("index.html", of=hostile_site)
    for query in (value.split()[-1], value, f"Later {value}"):
        page.goto(f"{hostile_site.base}search.html?q={quote(query, safe='')}")
        page.locator(".search-summary", has_text="earch").wait_for()
        page.wait_for_timeout(100)
        results = page.locator("#search-results")
        if query == value.split()[-1]:
            assert results.locator("li").count()
        assert results.locator("script, img, svg, base, [onmouseover], [onload]").count() == 0


def test_the_layout_bears_them_all(open_page: Callable[..., Page], hostile_site: Site) -> None:
    """Long words and titles wrap; nothing lies outside of its card."""
    for size in ((1280, 1000), (360, 780)):
        page = open_page("papers.html", of=hostile_site, size=size)
        for name in OURS:
            page.goto(f"{hostile_site.base}{name}.html")
            outside = page.evaluate(
                """() => [...document.querySelectorAll(".aw-card *, .aw-area *, .aw-rows *")]
                    .filter(element => element.checkVisibility({visibilityProperty: true}))
                    .filter(element => !element.closest(".aw-newest, .aw-sr"))
                    .filter(element => {
                        const around = element.closest(".aw-card, .aw-area, .aw-rows")
                        const box = element.getBoundingClientRect()
                        return box.right > around.getBoundingClientRect().right + 1
                    }).map(element => element.className + ": " + element.textContent.slice(-60))"""
            )
            assert outside == [], f"{name} at {size}"
