"""The whole list on one page: found, chosen and shared, and where something is missing."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from sphinx_awesome.core.text import clean, fold

from ..ext import hostile
from .conftest import DESKTOP, PHONE, ROOT
from .test_accessibility import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Route

    from .conftest import Site

pytestmark = pytest.mark.browser

SECTIONS = {
    "survey": "Survey",
    "medical-report-generation": "Medical Report Generation",
    "medical-visual-question-answering": "Medical Visual Question Answering",
    "medical-vision-language-model": "Medical Vision-Language Model",
}


@pytest.fixture(scope="module")
def papers(site: Site) -> list[dict[str, Any]]:
    """The papers of the sample, by what they are chosen."""
    data = json.loads((site.directory / "_static/awesome/papers.json").read_bytes())
    made = []
    for n, title in enumerate(data["title"]):
        venue, later = data["venue"][n], data["later"].get(str(n))
        venue = later[0] if later and later[0] >= 0 else venue
        name, _, kind, _ = data["venues"][venue]
        made.append(
            {
                "id": data["id"][n],
                "title": title,
                "year": str(data["year"][n]),
                "years": {str(data["year"][n]), str((later and later[1]) or data["year"][n])},
                "venue": name,
                "venues": {name, data["venues"][data["venue"][n]][0]},
                "kind": data["kinds"][kind][0] if kind >= 0 else "",
                "task": [data["sections"][section][0] for section in data["in"][n]],
                "has": [data["labels"][label][0] for label in data["has"][n]],
            }
        )
    return made


@pytest.fixture
def explore(open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Open the page with a query string; the page when its papers are there."""

    def open_(query: str = "", **options: object) -> Page:
        page = open_page(f"explore.html{query}", **options)
        page.locator(".aw-total", has_text="paper").wait_for()
        page.locator(".aw-orders").wait_for()
        return page

    return open_


def total(page: Page) -> str:
    return page.locator(".aw-total").inner_text()


def titles(page: Page) -> list[str]:
    """Of the papers that are shown, the rest of the first fifty too."""
    page.wait_for_timeout(400)
    return page.locator(":is(.aw-card .aw-title, .aw-row) > :first-child").all_inner_texts()


def chip(page: Page, name: str, row: str = "") -> Locator:
    within = page.get_by_role("group", name=row, exact=True) if row else page
    return within.get_by_role("checkbox", name=re.compile(rf"^{re.escape(name)} \d+$"))


def number(page: Page, name: str, row: str) -> int:
    return int(label(page, name, row).locator(".aw-n").inner_text())


def label(page: Page, name: str, row: str) -> Locator:
    return chip(page, name, row).locator("xpath=..")


# -- what is shown ----------------------------------------------------------------------------


def test_all_papers_are_counted_and_the_newest_fifty_shown(
    explore: Callable[..., Page], papers: list[dict[str, Any]]
) -> None:
    page = explore()
    assert total(page) == "111 papers"
    newest = sorted(papers, key=lambda paper: -int(paper["year"]))
    assert titles(page) == [paper["title"] for paper in newest[:50]]
    more = page.get_by_role("button", name="further")
    assert more.inner_text() == "Show 50 of 61 further papers"
    more.click()
    assert len(titles(page)) == 100
    assert more.inner_text() == "Show 11 of 11 further papers"
    more.press("Enter")
    assert titles(page) == [paper["title"] for paper in newest]
    assert not more.is_visible()


def test_a_card_is_the_one_that_the_build_has_drawn(
    explore: Callable[..., Page], open_page: Callable[..., Page]
) -> None:
    """But its links lead there from here, and it says in which areas the paper is."""
    page = explore("?q=RepsNet")
    card = page.locator(".aw-card:not(.aw-coming)", has_text="RepsNet").first
    card.wait_for()
    home = open_page("medical-report-generation.html").locator("#paper-repsnet")
    site = page.url.partition("explore")[0]
    for part in (".aw-title", ".aw-by", ".aw-links", "pre"):
        drawn = card.locator(part).inner_html()
        drawn = drawn.replace(f"{site}medical-report-generation.html", "").replace(site, "")
        assert drawn == home.locator(part).inner_html(), part
    where = card.locator(".aw-also")
    assert where.inner_text() == "In Medical Report Generation, Medical Vision-Language Model"
    assert card.get_attribute("id") is None
    where.get_by_role("link").nth(1).click()
    page.wait_for_url("**/medical-vision-language-model.html#paper-repsnet")


def test_a_paper_in_one_area_names_it_too(explore: Callable[..., Page]) -> None:
    page = explore("?q=RATCHET")
    where = page.locator(".aw-also", has_text="In Medical Report Generation")
    where.wait_for()
    assert where.get_by_role("link", name="Medical Report Generation").count() == 1


def test_the_permalink_of_a_card_leads_to_its_page(explore: Callable[..., Page]) -> None:
    page = explore("?q=RATCHET")
    page.locator(".aw-card:not(.aw-coming)").hover()
    page.locator(".aw-card .headerlink").click()
    page.wait_for_url("**/p/ratchet.html")
    assert page.locator("h1").inner_text().startswith("RATCHET: Medical Transformer")


def test_before_its_card_comes_a_paper_has_title_venue_and_authors(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page("index.html")
    page.route("**/medical-*.html", lambda route: route.fulfill(status=200, body=""))
    page.goto(f"{site.base}explore.html?q=RATCHET")
    card = page.locator(".aw-card.aw-coming")
    card.wait_for()
    assert card.locator(".aw-title a").inner_text().startswith("RATCHET: Medical Transformer")
    assert "MICCAI 2021 Benjamin Hou, Georgios Kaissis" in card.locator(".aw-by").inner_text()
    card.locator(".aw-title a").hover()
    href = card.locator(".aw-title a").get_attribute("href")
    assert href == f"{site.base}medical-report-generation.html#paper-ratchet"
    page.route("**/*", lambda route: route.fallback())


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_cards_that_come_move_nothing(
    open_page: Callable[..., Page], site: Site, size: tuple[int, int]
) -> None:
    page = open_page("venues.html", size=size)
    waiting: list[Route] = []

    def wait(route: Route) -> None:
        waiting.append(route)

    page.route(re.compile(r"/(medical-.*|survey)\.html$"), wait)
    page.goto(f"{site.base}explore.html")
    page.locator(".aw-coming").nth(49).wait_for()
    page.wait_for_timeout(300)
    page.evaluate(
        """() => {
            window.shift = 0
            const add = list => list.getEntries().forEach(entry => window.shift += entry.value)
            new PerformanceObserver(add).observe({type: "layout-shift"})
        }"""
    )
    assert waiting
    for route in waiting:
        route.continue_()
    page.locator(".aw-card:not(.aw-coming)").nth(4).wait_for()
    page.wait_for_timeout(200)
    assert page.evaluate("window.shift") < 0.02


def test_a_row_looks_as_the_build_draws_it(
    explore: Callable[..., Page], open_page: Callable[..., Page], site: Site
) -> None:
    drawn = open_page("index.html").locator(".aw-rows > .aw-row")
    assert drawn.count() == 5
    page = explore("?view=list&sort=title")
    while page.get_by_role("button", name="further").is_visible():
        page.get_by_role("button", name="further").click()
    shown = page.locator(".aw-rows > .aw-row")
    shown.nth(110).wait_for()
    assert shown.locator(".aw-mark").count() == 111
    markup = """rows => rows.map(row => {
        row.querySelector(".aw-mark")?.remove()
        return row.innerHTML
    })"""
    rows = {html.replace(site.base, "") for html in shown.evaluate_all(markup)}
    assert [html for html in drawn.evaluate_all(markup) if html not in rows] == []


@pytest.mark.parametrize(
    ("order", "key"),
    [
        ("Newest first", lambda paper: -int(paper["year"])),
        ("Oldest first", lambda paper: int(paper["year"])),
        ("By title", lambda paper: fold(paper["title"])),
    ],
)
def test_orders(
    explore: Callable[..., Page], papers: list[dict[str, Any]], order: str, key: Callable[..., Any]
) -> None:
    page = explore("?view=list")
    page.get_by_label("Sort").select_option(order)
    by_title = {paper["title"]: paper for paper in papers}
    keys = [key(by_title[title]) for title in titles(page)]
    assert len(keys) == 50
    assert keys == sorted(keys)


# -- what is chosen ---------------------------------------------------------------------------


def test_values_add_up_and_facets_narrow(
    explore: Callable[..., Page], papers: list[dict[str, Any]]
) -> None:
    page = explore("?view=list")
    chip(page, "2022", "Year").check()
    chip(page, "2021", "Year").check()
    chip(page, "Code", "Has").check()
    expected = [p for p in papers if p["years"] & {"2022", "2021"} and "code" in p["has"]]
    assert 0 < len(expected) < 50
    assert total(page) == f"{len(expected)} of 111 papers"
    assert sorted(titles(page)) == sorted(paper["title"] for paper in expected)


def test_numbers_follow_what_is_chosen_elsewhere(
    explore: Callable[..., Page], papers: list[dict[str, Any]]
) -> None:
    page = explore("?venue=MICCAI&year=2022")
    miccai = [paper for paper in papers if "MICCAI" in paper["venues"]]
    in_2022 = [paper for paper in papers if "2022" in paper["years"]]
    for year in ("2023", "2022", "2021"):
        assert number(page, year, "Year") == sum(year in paper["years"] for paper in miccai)
    for venue in ("MICCAI", "CVPR", "TMI"):
        assert number(page, venue, "Venue") == sum(venue in paper["venues"] for paper in in_2022)
    both = [paper for paper in miccai if paper in in_2022]
    for name, title in SECTIONS.items():
        assert number(page, title, "Section") == sum(name in paper["task"] for paper in both)
    assert number(page, "Conference", "Kind") == len(both)


def test_seldom_venues_are_folded_away_unless_chosen(explore: Callable[..., Page]) -> None:
    page = explore()
    group = page.get_by_role("group", name="Venue", exact=True)
    assert group.locator("details").get_attribute("open") is None
    folded = group.locator("details label").count()
    assert group.locator("summary").inner_text() == f"{folded} more venues"
    group.locator("summary").click()
    name = group.locator("details label span").first.inner_text()
    page.goto(page.url + f"?venue={quote(name)}")
    page.locator(".aw-total", has_text=" of ").wait_for()
    assert chip(page, name, "Venue").is_checked()
    assert label(page, name, "Venue").is_visible()


def test_what_is_left_out_by_a_box(
    explore: Callable[..., Page], papers: list[dict[str, Any]]
) -> None:
    page = explore("?view=list")
    row = page.get_by_role("group", name="Kind", exact=True)
    chip(page, "Conference", "Kind").check()
    row.get_by_label("leave out").check()
    others = [paper for paper in papers if paper["kind"] != "conference"]
    assert total(page) == f"{len(others)} of 111 papers"
    assert parse_qs(urlsplit(page.url).query)["-kind"] == ["conference"]
    chip(page, "Journal", "Kind").check()
    others = [paper for paper in others if paper["kind"] != "journal"]
    assert sorted(titles(page)) == sorted(paper["title"] for paper in others)
    row.get_by_label("leave out").uncheck()
    assert total(page) == f"{111 - len(others)} of 111 papers"


def test_leaving_out_is_offered_where_something_is_chosen(explore: Callable[..., Page]) -> None:
    page = explore()
    offered = page.get_by_label("leave out")
    assert not any(box.is_visible() for box in offered.all())
    chip(page, "2022", "Year").check()
    row = page.get_by_role("group", name="Year", exact=True)
    assert [box.is_visible() for box in offered.all()].count(True) == 1
    row.get_by_label("leave out").check()
    assert row.get_by_label("leave out").is_visible()
    chip(page, "2022", "Year").uncheck()
    assert not row.get_by_label("leave out").is_visible()
    # What is hidden chooses nothing: the next choice is one of what to show.
    chip(page, "2021", "Year").check()
    assert parse_qs(urlsplit(page.url).query) == {"year": ["2021"]}
    page = explore("?-has=code")
    row = page.get_by_role("group", name="Has", exact=True)
    assert row.get_by_label("leave out").is_checked()


@pytest.mark.parametrize(
    "query", ["author:kainz", 'Author:"Bernhard Káinz"', "author:kain venue:MICCAI year:2021"]
)
def test_papers_by_their_authors(explore: Callable[..., Page], query: str) -> None:
    page = explore(f"?q={quote(query)}")
    assert [title[:7] for title in titles(page)] == ["RATCHET"]


def test_papers_of_other_authors(explore: Callable[..., Page]) -> None:
    page = explore()
    page.locator(".aw-field input").press_sequentially("-author:kainz")
    page.locator(".aw-total", has_text="110 of 111 papers").wait_for()


def test_what_searches_is_loaded_once_the_reader_turns_to_the_field(
    open_page: Callable[..., Page],
) -> None:
    asked: list[str] = []
    page = open_page("index.html")
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(page.url.replace("index", "explore"))
    page.locator(".aw-card:not(.aw-coming)").first.wait_for()
    assert [name for name in asked if "ranking" in name or "fold" in name] == []
    with page.expect_response("**/ranking.js*"):
        page.locator(".aw-field input").focus()


def test_a_search_that_does_not_load_is_reported(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(f"{site.base}explore.html")
    page.locator(".aw-orders").wait_for()
    page.route("**/ranking.js*", lambda route: route.abort())
    page.locator(".aw-field input").fill("kainz")
    page.locator(".aw-total", has_text="The search could not be loaded.").wait_for()
    page.locator(".aw-field input").fill("")
    chip(page, "MICCAI", "Venue").check()
    page.locator(".aw-total", has_text="of 111 papers").wait_for()
    page.close()


def test_the_field_says_what_may_be_typed(explore: Callable[..., Page]) -> None:
    field = explore().get_by_role("searchbox", name="Search 111 papers")
    assert "author:" in field.get_attribute("title")


def test_what_is_left_out_by_typing(
    explore: Callable[..., Page], papers: list[dict[str, Any]]
) -> None:
    page = explore()
    field = page.get_by_role("searchbox", name="Search 111 papers by title, author or venue")
    field.press_sequentially("-venue:MICCAI")
    others = [paper for paper in papers if "MICCAI" not in paper["venues"]]
    page.locator(".aw-total", has_text=f"{len(others)} of 111 papers").wait_for()
    field.fill('-venue:MICCAI year:2021- -year:2023 kind:conference task:"report generation"')
    expected = [
        paper
        for paper in others
        if "2023" not in paper["years"]
        and any(year >= "2021" for year in paper["years"])
        and paper["kind"] == "conference"
        and "medical-report-generation" in paper["task"]
    ]
    assert expected
    assert total(page) == f"{len(expected)} of 111 papers"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("kainz 2021", "RATCHET"),
        ("miccai report 2021", "AlignTransformer"),
        ("ratch", "RATCHET"),
        ("marquez neila 2022", "Consistency-preserving"),
    ],
)
def test_words_find_papers(explore: Callable[..., Page], query: str, first: str) -> None:
    assert titles(explore(f"?q={quote(query)}"))[0].startswith(first)


def test_nothing_found_offers_to_clear(explore: Callable[..., Page]) -> None:
    page = explore("?q=nowheretobefound&year=2022")
    assert total(page) == "0 of 111 papers"
    nothing = page.locator(".aw-empty")
    assert nothing.inner_text() == "No paper matches all of this."
    page.get_by_role("button", name="Clear filters").click()  # there is one
    assert total(page) == "111 papers"
    assert not nothing.is_visible()
    assert urlsplit(page.url).query == ""
    assert page.evaluate("document.activeElement.type") == "search"


def test_a_value_that_is_no_more_finds_nothing(explore: Callable[..., Page]) -> None:
    """Rather than everything, as if it had not been asked for."""
    assert total(explore("?venue=Gone")) == "0 of 111 papers"


# -- addresses --------------------------------------------------------------------------------


def test_an_address_says_what_is_chosen(explore: Callable[..., Page]) -> None:
    page = explore()
    chip(page, "MICCAI", "Venue").check()
    page.get_by_role("searchbox", name="Search 111").press_sequentially("report")
    page.wait_for_url("**/explore.html?q=report&venue=MICCAI")
    page.get_by_role("combobox", name="Show").select_option("A list")
    shown, count = titles(page), total(page)
    again = explore(f"?{urlsplit(page.url).query}")
    assert (titles(again), total(again)) == (shown, count)
    assert again.get_by_role("searchbox", name="Search 111").input_value() == "report"
    assert chip(again, "MICCAI", "Venue").is_checked()


def test_back_and_forward(explore: Callable[..., Page]) -> None:
    page = explore()
    chip(page, "2022", "Year").check()
    one = total(page)
    chip(page, "Code", "Has").check()
    two = total(page)
    page.go_back()
    assert (total(page), chip(page, "Code", "Has").is_checked()) == (one, False)
    page.go_back()
    assert total(page) == "111 papers"
    page.go_forward()
    page.go_forward()
    assert (total(page), chip(page, "Code", "Has").is_checked()) == (two, True)


def test_back_from_a_paper_to_what_was_found(explore: Callable[..., Page]) -> None:
    page = explore("?year=2021&q=ratchet")
    page.locator(".aw-also a").first.click()
    page.wait_for_url("**#paper-ratchet")
    page.go_back()
    page.locator(".aw-total", has_text=" of ").wait_for()
    assert titles(page)[0].startswith("RATCHET")


def test_the_field_of_the_home_page_leads_here(open_page: Callable[..., Page]) -> None:
    page = open_page("index.html")
    field = page.get_by_role("searchbox", name="Search 111 papers by title, author or venue")
    field.fill("kainz")
    field.press("Enter")
    page.wait_for_url("**/explore.html?q=kainz")
    page.locator(".aw-total", has_text="1 of 111").wait_for()
    page.go_back()
    page.get_by_role("button", name="Explore all").click()
    page.locator(".aw-total", has_text="111 papers").wait_for()


# -- who reads ----------------------------------------------------------------------------------


def test_with_the_keyboard_alone(explore: Callable[..., Page]) -> None:
    page = explore()
    page.get_by_role("searchbox", name="Search 111").focus()
    seen = []
    for _ in range(5):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                """() => {
                    const element = document.activeElement
                    const ring = getComputedStyle(element)
                    const label = element.labels[0].textContent
                    return [label, ring.outlineStyle, ring.outlineWidth]
                }"""
            )
        )
    assert [label for label, *_ in seen] == [
        *("Survey 3", "Medical Report Generation 51", "Medical Visual Question Answering 23"),
        *("Medical Vision-Language Model 38", "2025 4"),
    ]
    assert {(style, width) for _, style, width in seen} == {("solid", "2px")}
    page.keyboard.press("Space")
    assert total(page) == "4 of 111 papers"
    assert page.evaluate("document.activeElement.value") == "2025"
    for _ in range(7):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.labels[0].textContent") == "leave out"


def test_what_comes_of_a_choice_is_announced(explore: Callable[..., Page]) -> None:
    page = explore()
    status = page.get_by_role("status").filter(has_text="111 papers")
    assert status.count() == 1
    assert status.evaluate("element => element.localName") == "output"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_state_breaks_a_rule(
    explore: Callable[..., Page], size: tuple[int, int], scheme: str
) -> None:
    page = explore("?year=2022&-venue=arXiv", size=size, color_scheme=scheme)
    page.locator(".aw-card:not(.aw-coming)").first.wait_for()
    if size == PHONE:
        page.get_by_role("button", name="Filters", exact=True).click()
    page.locator(".aw-all summary").first.click()
    page.locator(".aw-card summary").first.click()
    assert violations(page) == []
    page.get_by_role("combobox", name="Show").select_option("A list")
    assert violations(page) == []
    page.get_by_role("searchbox", name="Search 111").fill("nowheretobefound")
    assert violations(page) == []
    page.goto(page.url.partition("explore")[0] + "search.html?q=report")
    page.locator(".aw-papers-found").wait_for()
    assert violations(page) == []


SMALL = """() => [...document.querySelectorAll(
    ".aw-explore :is(button, select, summary, input[type=search], label, .aw-title > a)")]
    .filter(element => element.checkVisibility({visibilityProperty: true}))
    .filter(element => !element.matches(".aw-title > a, .aw-names > summary")) // words of a line
    .map(element => [element.textContent, element.getBoundingClientRect()])
    .filter(([, box]) => box.width < 24 || box.height < 24)
    .map(([text, box]) => [text, box.width, box.height])"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE, (320, 600)])
def test_room_for_fingers_and_none_too_wide(
    explore: Callable[..., Page], size: tuple[int, int]
) -> None:
    page = explore("?year=2022&-venue=arXiv", size=size)
    if size[0] < 700:
        button = page.get_by_role("button", name="Filters", exact=True)
        assert not page.locator(".aw-fold").is_visible()
        assert button.get_attribute("aria-expanded") == "false"
        page.locator(".aw-card:not(.aw-coming)").first.wait_for()
        box = page.locator(".aw-card").first.bounding_box()
        assert box["y"] < size[1] - 60, "a paper is on the first screen"
        button.click()
        assert button.get_attribute("aria-expanded") == "true"
    assert page.locator(".aw-fold").is_visible()
    page.locator(".aw-all summary").first.click()
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    wide = page.evaluate(
        """() => [...document.querySelectorAll(".aw-explore *")]
            .filter(element => element.checkVisibility() && !element.closest(".aw-sr"))
            .filter(element => element.getBoundingClientRect().right > innerWidth)
            .map(element => element.className)"""
    )
    assert wide == []


MARK = """label => {
    const {backgroundColor, width} = getComputedStyle(label, "::before")
    return {backgroundColor, width}
}"""
CLEAR = "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_show_what_is_chosen(explore: Callable[..., Page], scheme: str) -> None:
    page = explore("?year=2022&-has=code", forced_colors="active", color_scheme=scheme)
    canvas = page.evaluate(
        """() => {
            document.body.insertAdjacentHTML("beforeend", '<i style="color: Canvas"></i>')
            return getComputedStyle(document.body.lastChild).color
        }"""
    )
    for name, row in (("2022", "Year"), ("Code", "Has")):
        assert label(page, name, row).evaluate(MARK)["backgroundColor"] not in {canvas, CLEAR}
        assert label(page, name, row).evaluate(MARK)["width"] == "14px"
    assert label(page, "2021", "Year").evaluate(MARK)["width"] == "auto"


def test_copying_a_citation(explore: Callable[..., Page]) -> None:
    page = explore("?q=RATCHET", permissions=["clipboard-read", "clipboard-write"])
    page.locator(".aw-card summary").click()
    page.get_by_role("button", name="Copy BibTeX").click()
    page.get_by_role("status").filter(has_text="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("@inproceedings{ratchet,")


# -- what is taken along -----------------------------------------------------------------------


def saved(page: Page, name: str, within: str) -> str:
    """The file that a button gives."""
    with page.expect_download() as download:
        page.locator(within).get_by_role("button", name=name, exact=True).click()
    return Path(download.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "ending"), [("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json")]
)
def test_what_is_found_is_saved_as_the_build_writes_it(
    explore: Callable[..., Page], site: Site, papers: list[dict[str, Any]], name: str, ending: str
) -> None:
    page = explore("?year=2022")
    newest = sorted(papers, key=lambda paper: -int(paper["year"]))
    wanted = [paper["id"] for paper in newest if "2022" in paper["years"]]
    assert len(wanted) > 12  # more than stand there at once
    text = saved(page, name, ".aw-these")
    built = (site.directory / f"papers.{ending}").read_text(encoding="utf-8")
    if ending == "json":
        items = json.loads(text)
        assert [item["id"] for item in items] == wanted
        assert all(item in json.loads(built) for item in items)
    else:
        records = text.strip().split("\n\n")
        pattern = {"bib": r"^@\w+\{([^,]+),", "ris": r"^ID  - (.+)$"}[ending]
        assert re.findall(pattern, text, re.MULTILINE) == wanted
        assert all(record.strip() in built for record in records)
    assert page.locator(".aw-told").inner_text() == f"{len(wanted)} papers saved."


def test_nothing_is_offered_where_nothing_is_found(explore: Callable[..., Page]) -> None:
    page = explore("?q=nosuchword")
    assert not page.locator(".aw-these").is_visible()


def test_papers_are_selected_here_and_on_their_pages(
    explore: Callable[..., Page], site: Site
) -> None:
    page = explore("?q=RepsNet")
    assert not page.locator(".aw-chosen").is_visible()
    box = page.get_by_role("checkbox", name="Select: RepsNet", exact=False)
    box.focus()
    page.keyboard.press("Space")
    assert page.locator(".aw-number").inner_text() == "1 paper selected"
    page.goto(f"{site.base}medical-report-generation.html")
    assert page.locator("#paper-repsnet .aw-mark input").is_checked()
    page.locator("#paper-ratchet .aw-mark input").click()
    page.go_back()
    page.locator(".aw-card:not(.aw-coming)").first.wait_for()
    assert page.locator(".aw-number").inner_text() == "2 papers selected"
    assert box.is_checked()
    text = saved(page, "BibTeX", ".aw-tray")
    assert re.findall(r"^@\w+\{([^,]+),", text, re.MULTILINE) == ["repsnet", "ratchet"]
    # A card that has been away says what was done meanwhile.
    field = page.locator(".aw-field input")
    field.fill("ratchet")
    other = page.get_by_role("checkbox", name="Select: RATCHET", exact=False)
    other.wait_for()
    assert other.is_checked()
    page.get_by_role("button", name="Clear selection").click()
    assert not page.locator(".aw-chosen").is_visible()
    assert not other.is_checked()
    field.fill("repsnet")
    box.wait_for()
    assert not box.is_checked()


def test_what_cannot_be_saved_is_said(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(f"{site.base}explore.html?q=ratchet")
    page.locator(".aw-these").wait_for()
    page.context.set_offline(True)
    page.locator(".aw-these").get_by_role("button", name="RIS").click()
    said = page.get_by_text("The site is out of reach: nothing can be saved now.")
    said.wait_for()
    assert said.count() == 1
    page.close()


# -- where something is missing ---------------------------------------------------------------


def links(page: Page) -> list[str]:
    rows = page.locator(".aw-explore > .aw-rows a")
    assert all(row.is_visible() for row in rows.all())
    return rows.evaluate_all("links => links.map(link => link.getAttribute('href'))")


PLAIN = [*(f"{name}.html#section-{name}" for name in SECTIONS), "venues.html", "authors.html"]


def test_without_javascript(open_page: Callable[..., Page]) -> None:
    assert links(open_page("explore.html", java_script_enabled=False)) == PLAIN


def test_from_a_disk(open_page: Callable[..., Page], site: Site) -> None:
    """No module runs there, and nothing can be fetched: scripts hold the same."""
    page = open_page("explore.html", base=f"{site.directory.as_uri()}/")
    page.locator(".aw-orders").wait_for()
    assert total(page) == "111 papers"
    page.locator(".aw-field input").fill("author:kainz")
    page.locator(".aw-total", has_text="1 of 111 papers").wait_for()
    page.locator(".aw-field input").fill("arXiv:2107.02104v2")
    page.locator(".aw-total", has_text="1 of 111 papers").wait_for()
    assert page.locator(".aw-card.aw-coming").count() == 0
    page.locator(".aw-title a").click()
    page.wait_for_url("**/medical-report-generation.html#paper-ratchet")


def test_from_a_disk_without_that_script(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.route("**/from-disk.js*", lambda route: route.abort())
    page.goto(f"{site.directory.as_uri()}/explore.html")
    assert links(page) == PLAIN
    page.close()


def test_near_words_are_offered_where_nothing_is_found(explore: Callable[..., Page]) -> None:
    page = explore("?q=ratchett")
    page.get_by_role("button", name="RATCHET", exact=True).click()
    page.locator(".aw-total", has_text="1 of 111 papers").wait_for()
    assert not page.locator(".aw-empty").is_visible()
    page.wait_for_url("**/explore.html?q=RATCHET")


def test_a_range_of_years_in_the_address(
    explore: Callable[..., Page], papers: list[dict[str, Any]]
) -> None:
    page = explore("?year=2021-2022&view=list")
    expected = [paper for paper in papers if paper["years"] & {"2021", "2022"}]
    assert total(page) == f"{len(expected)} of 111 papers"
    assert chip(page, "2021", "Year").is_checked()


def test_without_the_script(open_page: Callable[..., Page], site: Site) -> None:
    page = open_page("venues.html")
    asked: list[Route] = []

    def empty(route: Route) -> None:
        asked.append(route)
        route.fulfill(status=200, body="", content_type="text/javascript")

    page.route("**/explore.js*", empty)
    page.goto(f"{site.base}explore.html")
    page.wait_for_timeout(200)
    assert len(asked) == 1
    assert links(page) == PLAIN


def test_without_the_data(open_page: Callable[..., Page], site: Site) -> None:
    page = open_page("venues.html")
    page.route("**/papers.json", lambda route: route.fulfill(status=200, body="<!doctype html>"))
    page.goto(f"{site.base}explore.html")
    page.locator(".aw-total", has_text="could not be loaded").wait_for()
    assert links(page) == PLAIN
    assert not page.locator(".aw-explore input").count()


def test_on_a_slow_line_one_can_type_at_once(open_page: Callable[..., Page], site: Site) -> None:
    page = open_page("venues.html")
    waiting: list[Route] = []

    def wait(route: Route) -> None:
        waiting.append(route)

    page.route("**/papers.json", wait)
    page.goto(f"{site.base}explore.html")
    page.locator(".aw-total", has_text="Loading").wait_for()
    assert links(page) == PLAIN
    page.get_by_role("searchbox", name=re.compile("by title, author or venue")).fill("kainz")
    waiting.pop().continue_()
    page.locator(".aw-total", has_text="1 of 111 papers").wait_for()
    assert page.locator(".aw-explore > .aw-rows").count() == 0
    page.wait_for_url("**/explore.html?q=kainz")


# -- those who mean harm ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile_explorer(make_served: Callable[..., Site]) -> Site:
    files = hostile.files()
    files["docs/index.md"] = files["docs/index.md"].replace("roles\n", "roles\nexplore\n")
    files["docs/explore.md"] = "# Explore\n\n```{awesome:explore}\n```\n"
    return make_served(files)


@pytest.mark.parametrize("view", ["cards", "list"])
def test_hostile_values_are_texts(
    explore: Callable[..., Page], hostile_explorer: Site, view: str
) -> None:
    page = explore(f"?view={view}", of=hostile_explorer)
    page.wait_for_timeout(300)
    shown = page.locator(":is(.aw-card .aw-title, .aw-row) > :first-child")
    texts = shown.evaluate_all("all => all.map(one => one.textContent)")
    values = {clean(value) for value in hostile.VALUES.values()}
    assert len(texts) == len(set(texts)) == min(50, len(values))
    assert set(texts) <= values
    tasks = page.get_by_role("group", name="Section", exact=True).locator("label > span:not(.aw-n)")
    assert set(tasks.evaluate_all("all => all.map(one => one.textContent)")) == values
    assert page.locator(".aw-explore :is(script, img, svg, iframe, base, meta, style)").count() == 0
    schemes = page.evaluate("[...new Set([...document.links].map(link => link.protocol))]")
    assert set(schemes) <= {"http:", "https:"}


@pytest.mark.parametrize("name", ["script", "separators", "constructor", "double-quote", "bidi"])
def test_hostile_values_can_be_chosen(
    explore: Callable[..., Page], hostile_explorer: Site, name: str
) -> None:
    value = clean(hostile.VALUES[name])
    page = explore(f"?tag={quote(value, safe='')}&view=list", of=hostile_explorer)
    assert titles(page) == [value]


def test_hostile_words_are_looked_for(explore: Callable[..., Page], hostile_explorer: Site) -> None:
    page = explore("", of=hostile_explorer)
    for value in (
        "<img src=x onerror=alert(1)>",
        "(((",
        "[zz-",
        "__proto__",
        "a" * 5000,
        "\\",
        "%00",
    ):
        page.goto(f"{hostile_explorer.base}explore.html?q={quote(value)}&sort=constructor&view=x")
        page.locator(".aw-orders").wait_for()
        assert " of " in total(page)
        assert page.get_by_role("combobox", name="Sort").input_value() == "best"
        assert page.get_by_role("combobox", name="Show").input_value() == "cards"


def test_under_a_strict_policy(browser: Browser, site: Site) -> None:
    """Nothing of ours is refused where all is that does not come from the site."""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " connect-src 'self'; form-action 'self'"
    )

    def strictly(route: Route) -> None:
        response = route.fetch()
        headers = {**response.headers, "content-security-policy": policy}
        route.fulfill(response=response, headers=headers)

    with browser.new_context() as context:
        page = context.new_page()
        page.route(re.compile(r"\.html(\?.*)?$"), strictly)
        page.add_init_script(
            "window.refused = []; addEventListener('securitypolicyviolation',"
            " event => refused.push([event.effectiveDirective, event.target]))"
        )
        for query in ("explore.html?year=2022", "search.html?q=report"):
            page.goto(site.base + query)
            page.locator(":is(.aw-card:not(.aw-coming), .aw-papers-found)").first.wait_for()
            ours = "refused.filter(([, node]) => node.closest?.('article')).map(([what]) => what)"
            assert page.evaluate(ours) == []
            assert page.evaluate("refused.filter(([what]) => what === 'connect-src').length") == 0


# -- size -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def large_site(make_served: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A list of PAPERS papers, a thousand unless said otherwise; ten thousand take a while."""
    sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))
    import lists
    import sites

    folder = tmp_path_factory.mktemp("large")
    sites.ours(folder, lists.make(int(os.environ.get("PAPERS", "1000"))))
    (folder / "explore.md").write_text("# Explore\n\n:::{awesome:explore}\n:::\n", encoding="utf-8")
    index = (folder / "index.md").read_text(encoding="utf-8")
    index = index.replace("```{toctree}\n", "```{toctree}\nexplore\n")
    (folder / "index.md").write_text(index, encoding="utf-8")
    return make_served(folder)


@pytest.fixture
def work(explore: Callable[..., Page], large_site: Site) -> tuple[Page, Callable[[], float]]:
    """The page, and how long its main thread has worked so far, in milliseconds."""
    page = explore(of=large_site)
    page.wait_for_timeout(800)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def worked() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(m["value"] * 1000 for m in metrics if m["name"] == "TaskDuration")

    return page, worked


def test_a_key_press_takes_less_than_fifty_milliseconds(
    work: tuple[Page, Callable[[], float]],
) -> None:
    page, worked = work
    page.get_by_role("searchbox", name=re.compile("^Search 1")).focus()
    times = []
    for key in "transformer chest":
        before = worked()
        page.keyboard.press(key)
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        times.append(worked() - before)
    assert " of " in total(page)
    assert median(times) < 50, times


def test_first_papers_within_a_second(open_page: Callable[..., Page], large_site: Site) -> None:
    times = []
    for _ in range(3):
        page = open_page("explore.html", of=large_site)
        page.locator(".aw-card").first.wait_for()
        times.append(page.evaluate("performance.now()"))
    assert min(times) < 1000, times


def test_never_more_than_is_shown_is_drawn(explore: Callable[..., Page], large_site: Site) -> None:
    page = explore(of=large_site)
    page.wait_for_timeout(300)
    assert page.locator(".aw-card").count() == 50
    assert page.evaluate("document.querySelectorAll('.aw-explore *').length") < 2500
