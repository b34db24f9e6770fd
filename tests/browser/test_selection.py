"""The selection in one place: shown where the list is explored, and shared by its address."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from .conftest import DESKTOP, PHONE
from .test_accessibility import violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Site

pytestmark = pytest.mark.browser

REPORTS = "medical-report-generation.html"


def select(page: Page, *papers: str) -> None:
    """Tick the boxes of papers on their page."""
    for paper in papers:
        page.locator(f"#paper-{paper} .aw-mark input").check()


def ids(page: Page) -> list[str]:
    """The ids of the papers that Explore shows, in their order."""
    page.locator(".aw-orders").wait_for()
    page.locator(".aw-explore :is(.aw-card, .aw-row):not(.aw-coming)").first.wait_for()
    page.wait_for_function("!document.querySelector('.aw-coming')")
    found: list[str] = page.locator(".aw-explore :is(.aw-card, .aw-row)").evaluate_all(
        "all => all.map(one => (one.querySelector('.aw-mark input')?.value"
        " ?? one.querySelector('a').hash.replace('#paper-', '')))"
    )
    return found


def said(page: Page) -> str:
    return page.locator(".aw-chosen-by output").inner_text()


def button(page: Page, name: str) -> None:
    page.locator(".aw-explore").get_by_role("button", name=name, exact=True).click()


def test_a_selection_is_shown_in_its_order(open_page: Callable[..., Page], site: Site) -> None:
    page = open_page(REPORTS)
    select(page, "repsnet", "ratchet")
    page.goto(f"{site.base}medical-vision-language-model.html")
    select(page, "medclip")
    page.get_by_role("link", name="Show selection").click()
    page.wait_for_url("**/explore.html?ids=repsnet,ratchet,medclip")
    assert ids(page) == ["repsnet", "ratchet", "medclip"]
    assert said(page) == "3 papers chosen by this address."
    assert page.locator(".aw-total").inner_text() == "3 papers"
    assert page.get_by_label("Sort").input_value() == "ids"
    assert not page.get_by_role("button", name="Add to your selection").is_visible()
    page.get_by_role("button", name="Clear selection").click()
    assert ids(page) == ["repsnet", "ratchet", "medclip"]
    assert page.get_by_role("button", name="Add to your selection").is_visible()


def test_another_reader_takes_over_a_selection(open_page: Callable[..., Page]) -> None:
    page = open_page("explore.html?ids=ratchet,repsnet")
    assert ids(page) == ["ratchet", "repsnet"]
    assert not page.locator(".aw-chosen").is_visible()
    assert page.evaluate("localStorage.length") == 0
    button(page, "Add to your selection")
    assert page.locator(".aw-number").inner_text() == "2 papers selected"
    assert not page.get_by_role("button", name="Add to your selection").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Copy address"
    button(page, "Show all papers")
    page.wait_for_function("!location.search")
    assert not page.locator(".aw-chosen-by").is_visible()
    assert page.get_by_label("Sort").input_value() == "newest"
    page.go_back()
    assert ids(page) == ["ratchet", "repsnet"]


def test_filters_choose_among_the_papers_of_an_address(open_page: Callable[..., Page]) -> None:
    page = open_page("explore.html?ids=ratchet,repsnet&year=2022")
    assert ids(page) == ["repsnet"]
    assert page.locator(".aw-total").inner_text() == "1 of 2 papers"
    page.get_by_role("searchbox").first.fill("transformer")
    page.wait_for_function("new URLSearchParams(location.search).get('q') == 'transformer'")
    button(page, "Clear filters")
    page.wait_for_function("location.search == '?ids=ratchet,repsnet'")
    assert ids(page) == ["ratchet", "repsnet"]
    page.get_by_label("Sort").select_option("newest")
    assert ids(page) == ["repsnet", "ratchet"]


FORMER = """
[[entry]]
id = "one"
aliases = ["first"]
title = "One"
[[entry]]
id = "two"
title = "Two"
"""


def test_former_ids_lead_to_their_papers_and_unknown_ones_are_counted(
    open_page: Callable[..., Page], make_served: Callable[..., Site]
) -> None:
    conf = 'extensions = ["sphinx_awesome", "myst_parser"]\nhtml_theme = "furo"\nproject = "P"\n'
    index = "# Home\n\n```{toctree}\nexplore\n```\n\n```{awesome:entries} s\n```\n"
    explore = "# Explore\n\n```{awesome:explore}\n```\n"
    files = {"docs/conf.py": conf, "docs/index.md": index, "docs/explore.md": explore}
    of = make_served({**files, "entries/s.toml": FORMER})
    rights = ["clipboard-read", "clipboard-write"]
    page = open_page("explore.html?ids=two,nothing,first,%00", of=of, permissions=rights)
    assert ids(page) == ["two", "one"]
    assert said(page) == "2 papers chosen by this address. 2 cannot be found."
    button(page, "Copy address")
    page.locator(".aw-told", has_text="Copied.").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()") == f"{of.base}explore.html?ids=two,one"
    page = open_page("explore.html?ids=%3Cimg%20src=x%20onerror=alert(1)%3E", of=of)
    page.locator(".aw-empty").wait_for()
    assert said(page) == "0 papers chosen by this address. 3 cannot be found."


def test_an_address_that_cannot_be_copied_is_shown(open_page: Callable[..., Page]) -> None:
    page = open_page("explore.html?ids=ratchet&year=2021")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    button(page, "Copy address")
    page.locator(".aw-address").wait_for()
    assert page.evaluate("String(getSelection())").endswith("/explore.html?ids=ratchet")


def test_from_a_disk_too(open_page: Callable[..., Page], site: Site) -> None:
    base = f"{site.directory.as_uri()}/"
    page = open_page(REPORTS, base=base)
    select(page, "repsnet", "ratchet")
    page.get_by_role("link", name="Show selection").click()
    page.wait_for_url("**/explore.html?ids=repsnet,ratchet")
    assert ids(page) == ["repsnet", "ratchet"]
    assert said(page) == "2 papers chosen by this address."


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_nothing_is_in_the_way(
    open_page: Callable[..., Page], size: tuple[int, int], scheme: str
) -> None:
    page = open_page("explore.html?ids=ratchet,repsnet,nothing", size=size, color_scheme=scheme)
    assert ids(page) == ["ratchet", "repsnet"]
    button(page, "Add to your selection")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    box = page.locator(".aw-chosen").bounding_box()
    assert 0 <= box["x"] <= size[0] - box["width"]


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_boxes_are_seen_without_hovering(
    open_page: Callable[..., Page], size: tuple[int, int]
) -> None:
    page = open_page(REPORTS, size=size)
    covered = page.locator(".aw-mark").evaluate_all(
        """all => all.slice(0, 12).filter(mark => {
            mark.scrollIntoView({block: "center"})
            const {left, top, width, height} = mark.getBoundingClientRect()
            return getComputedStyle(mark).opacity !== "1"
                || !mark.contains(document.elementFromPoint(left + width / 2, top + height / 2))
                || [...mark.parentElement.querySelectorAll("a, summary")].some(link => {
                    const box = link.getBoundingClientRect()
                    return box.right > left && box.left < left + width
                        && box.bottom > top && box.top < top + height
                })
        }).map(mark => mark.parentElement.id)"""
    )
    assert covered == []
