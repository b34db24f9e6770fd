"""Search finds papers, and leads to them: Sphinx's own, and ours above its results."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Site

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


@pytest.mark.parametrize("query", ["abnormal", '"nothing abnormal"'])
def test_names_of_papers_are_not_escaped_twice(search: Callable[[str], Page], query: str) -> None:
    shown = search(query).locator("#search-results li").all_inner_texts()
    (found,) = (text for text in shown if "Disambiguating" in text)
    assert found.startswith('"Nothing Abnormal": Disambiguating')


def test_hostile_names_are_texts_in_results(
    open_page: Callable[..., Page], hostile_site: Site
) -> None:
    page = open_page("search.html?q=alert", of=hostile_site)
    page.locator("#search-results li", has_text="<script>").first.wait_for()
    assert page.locator("#search-results :is(script, img, svg, iframe)").count() == 0


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


# -- papers above its results -----------------------------------------------------------------


def papers(page: Page) -> list[str]:
    page.locator(".aw-papers-found").wait_for()
    links = page.locator(".aw-papers-found .aw-row > a")
    return links.evaluate_all("links => links.map(link => link.getAttribute('href'))")


@pytest.mark.parametrize(
    "query",
    ["kainz 2021", "miccai report 2021 transformer diagnosis", "ratch", "RATCHET venue:MICCAI"],
)
def test_papers_stand_first(search: Callable[[str], Page], site: Site, query: str) -> None:
    page = search(query)
    assert papers(page)[0] == f"{site.base}{RATCHET}"
    above = page.locator(".aw-papers-found").bounding_box()
    below = page.locator("#search-results").bounding_box()
    assert above["y"] + above["height"] <= below["y"]
    page.locator(".aw-papers-found .aw-row > a").first.click()
    page.wait_for_url(f"**/{RATCHET}")


def test_those_of_many_lead_on(search: Callable[[str], Page], site: Site) -> None:
    page = search("report")
    assert len(papers(page)) == 8
    page.get_by_role("link", name="Explore all").click()
    page.wait_for_url(f"{site.base}explore.html?q=report")


def test_words_of_no_paper_leave_the_page_as_it_is(search: Callable[[str], Page]) -> None:
    page = search("permalinks")
    page.wait_for_timeout(300)
    assert results(page)
    assert page.locator(".aw-papers-found").count() == 0


@pytest.mark.parametrize("query", ["", "-", "   "])
def test_without_words_nothing_is_asked_for(open_page: Callable[..., Page], query: str) -> None:
    page = open_page("venues.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page.url.replace("venues.html", f"search.html?q={quote_plus(query)}"))
    page.wait_for_timeout(300)
    assert any("search.js" in url for url in asked)
    assert not any("papers.json" in url for url in asked)


def test_without_the_data_its_results_stand_alone(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page("venues.html")
    page.route("**/papers.json", lambda route: route.fulfill(status=200, body="{}"))
    page.goto(f"{site.base}search.html?q=ratchet")
    page.locator(".search-summary", has_text="found").wait_for()
    page.wait_for_timeout(200)
    assert results(page)[0] == RATCHET
    assert page.locator(".aw-papers-found").count() == 0


def test_without_javascript_the_page_says_so(open_page: Callable[..., Page]) -> None:
    page = open_page("search.html?q=ratchet", java_script_enabled=False)
    assert page.locator(".admonition", has_text="activate JavaScript").is_visible()


def test_where_nothing_is_found_near_words_are_offered(open_page: Callable[..., Page]) -> None:
    page = open_page("search.html?q=ratchett")
    none = page.locator(".aw-papers-none")
    none.wait_for()
    assert none.get_by_role("link", name="Explore all papers").is_visible()
    none.get_by_role("button", name="RATCHET", exact=True).click()
    page.wait_for_url("**/search.html?q=RATCHET*")
    assert papers(page)[0].endswith(RATCHET)


@pytest.mark.parametrize("query", ["2107.02104v2", "github.com/farrell236/RATCHET.git"])
def test_what_is_pasted_leads_to_the_paper(
    open_page: Callable[..., Page], site: Site, query: str
) -> None:
    page = open_page(f"search.html?q={quote_plus(query)}")
    assert papers(page) == [f"{site.base}{RATCHET}"]


def test_from_a_disk_papers_are_found_too(open_page: Callable[..., Page], site: Site) -> None:
    page = open_page("search.html?q=author:kainz", base=f"{site.directory.as_uri()}/")
    assert papers(page)[0].endswith(RATCHET)
