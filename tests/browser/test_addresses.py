"""Addresses lead where they say, also backwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Site

pytestmark = pytest.mark.browser

REPORTS = "medical-report-generation.html"


def target_in_view(page: Page) -> str:
    """The id of what the address names, if that is on the screen."""
    return page.evaluate(
        """() => {
            const target = document.querySelector(":target")
            const box = target.getBoundingClientRect()
            return box.top >= 0 && box.top < innerHeight ? target.id : `${target.id} at ${box.top}`
        }"""
    )


@pytest.mark.parametrize("place", ["http", "file"])
def test_the_permalink_of_a_paper(open_page: Callable[..., Page], site: Site, place: str) -> None:
    base = site.base if place == "http" else site.directory.as_uri() + "/"
    page = open_page("p/ratchet.html", base=base)
    page.locator("header a").last.click()
    page.wait_for_url(f"{base}{REPORTS}#paper-ratchet")
    assert target_in_view(page) == "paper-ratchet"


def test_the_permalink_of_a_section(open_page: Callable[..., Page], site: Site) -> None:
    page = open_page("p/medical-report-generation.html")
    page.wait_for_url(f"{site.base}{REPORTS}")
    assert page.locator("h1").inner_text() == "Medical Report Generation"


def test_the_permalink_of_a_section_among_others(
    open_page: Callable[..., Page], harmless_site: Site
) -> None:
    page = open_page("p/of-script.html", of=harmless_site)
    page.wait_for_url(f"{harmless_site.base}papers.html#section-of-script")
    assert target_in_view(page) == "section-of-script"


def test_the_permalink_of_a_former_id(open_page: Callable[..., Page], harmless_site: Site) -> None:
    page = open_page("p/former-script.html", of=harmless_site)
    page.wait_for_url(f"{harmless_site.base}p/script.html")
    page.locator("header a").last.click()
    page.wait_for_url(f"{harmless_site.base}papers.html#paper-script")
    assert target_in_view(page) == "paper-script"


def test_a_former_id_in_the_address_marks_the_card(
    open_page: Callable[..., Page], harmless_site: Site
) -> None:
    page = open_page("papers.html#paper-former-script", of=harmless_site)
    shadow = "card => getComputedStyle(card).boxShadow"
    assert "inset" in page.locator("#paper-script").evaluate(shadow)
    assert page.locator("#paper-image").evaluate(shadow) == "none"


def test_every_permalink_leads_to_something(site: Site) -> None:
    import re

    links = list((site.directory / "p").glob("*.html"))
    assert len(links) == 111 + 4
    for link in links:
        text = link.read_text(encoding="utf-8")
        url = re.search(r'(?:url=|data-card=")\.\./([^"#]+)(?:#([^"]+))?"', text)
        page = (site.directory / url[1]).read_text(encoding="utf-8")
        assert url[2] is None or f' id="{url[2]}"' in page


def test_back_and_forward(open_page: Callable[..., Page], site: Site) -> None:
    page = open_page("index.html")
    page.goto(f"{site.base}p/medical-report-generation.html")
    page.wait_for_url(f"{site.base}{REPORTS}")
    page.go_back()
    # The page in between leaves no trace, which would send a reader forward again.
    assert page.url == f"{site.base}index.html"
    page.goto(f"{site.base}p/ratchet.html")
    page.locator("header a").last.click()
    page.wait_for_url(f"{site.base}{REPORTS}#paper-ratchet")
    assert target_in_view(page) == "paper-ratchet"
    page.go_back()
    assert page.url == f"{site.base}p/ratchet.html"
    page.go_forward()
    page.wait_for_url(f"{site.base}{REPORTS}#paper-ratchet")
    assert target_in_view(page) == "paper-ratchet"


def test_from_card_to_card_and_back(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{REPORTS}#paper-ratchet")
    page.locator("#paper-repsnet").hover()
    page.locator("#paper-repsnet .headerlink").click()
    assert target_in_view(page) == "paper-repsnet"
    page.go_back()
    assert target_in_view(page) == "paper-ratchet"


def test_a_line_of_an_index_is_marked(open_page: Callable[..., Page]) -> None:
    page = open_page("venues.html#venue-miccai")
    assert target_in_view(page) == "venue-miccai"
    line = page.locator(":target")
    assert "inset" in line.evaluate("line => getComputedStyle(line).boxShadow")
    assert line.evaluate("line => getComputedStyle(line).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert line.locator(".aw-papers > li").count() == 20


def test_a_line_of_an_index_leads_to_the_card(open_page: Callable[..., Page], site: Site) -> None:
    page = open_page("venues.html#venue-miccai")
    page.get_by_role("link", name="RATCHET").click()
    page.wait_for_url(f"{site.base}{REPORTS}#paper-ratchet")
    assert target_in_view(page) == "paper-ratchet"


def test_headings_of_years_have_addresses(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{REPORTS}#year-2021")
    assert target_in_view(page) == "year-2021"
    heading = page.locator("#year-2021 > h2")
    assert heading.inner_text().startswith("2021")
    assert heading.locator(".headerlink").get_attribute("href") == "#year-2021"


@pytest.mark.parametrize("size", [(1280, 1000), (360, 780)])
def test_a_target_is_not_hidden_beneath_a_header(
    open_page: Callable[..., Page], size: tuple[int, int]
) -> None:
    page = open_page(f"{REPORTS}#paper-ratchet", size=size)
    hit = """card => {
        const box = card.getBoundingClientRect()
        return card.contains(document.elementFromPoint(box.left + 20, box.top + 4))
    }"""
    assert page.locator("#paper-ratchet").evaluate(hit)
