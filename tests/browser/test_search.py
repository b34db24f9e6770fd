"""Sphinx's own search finds papers, and leads to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

RATCHET = "medical-report-generation.html#paper-ratchet"


@pytest.fixture
def search(open_page: Callable[..., Page]) -> Callable[[str], Page]:
    """Search the site; the page when all results are there."""

    def search_(query: str) -> Page:
        page = open_page(f"search.html?q={quote_plus(query)}")
        page.locator(".search-summary", has_text="found").wait_for()
        return page

    return search_


def results(page: Page) -> list[str]:
    links = page.locator("#search-results li > a")
    return links.evaluate_all("links => links.map(link => link.getAttribute('href'))")


@pytest.mark.parametrize(
    "query",
    [
        "ratchet",
        "medical transformer for chest x-ray diagnosis",
        "miccai 2021",
        "ratchet miccai",
        "RATCHET 2021",
    ],
)
def test_a_paper_is_found(search: Callable[[str], Page], query: str) -> None:
    assert RATCHET in results(search(query))


def test_the_name_of_a_paper_comes_first_and_leads_to_its_card(
    search: Callable[[str], Page],
) -> None:
    page = search("ratchet")
    assert results(page)[0] == RATCHET
    page.locator("#search-results li > a").first.click()
    page.wait_for_url("**/medical-report-generation.html*")
    assert page.evaluate("location.hash") == "#paper-ratchet"
    assert page.locator("#paper-ratchet:target").is_visible()


def test_a_later_title_is_found(search: Callable[[str], Page]) -> None:
    found = results(search("vision language foundation model generation realistic chest"))
    assert "medical-report-generation.html#paper-roentgen" in found


def test_an_author_leads_to_a_page_that_shows_them(search: Callable[[str], Page]) -> None:
    page = search("Kainz")
    assert "medical-report-generation.html" in results(page)
    page.locator("#search-results a[href='medical-report-generation.html']").click()
    page.wait_for_url("**/medical-report-generation.html*")
    assert page.locator("#paper-ratchet .aw-by", has_text="Bernhard Kainz").is_visible()


def test_a_venue_leads_to_its_line(search: Callable[[str], Page]) -> None:
    assert "venues.html#venue-miccai" in results(search("miccai"))


def test_a_task_area_leads_to_its_page(search: Callable[[str], Page]) -> None:
    assert "survey.html#section-survey" in results(search("survey"))
