"""Sizes and places, on a desktop and on a phone, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Site

pytestmark = pytest.mark.browser

REPORTS = "medical-report-generation.html"
SECTIONS = (
    *("survey", "medical-report-generation"),
    *("medical-visual-question-answering", "medical-vision-language-model"),
)
DESKTOP, PHONE = (1280, 1000), (360, 780)


@pytest.mark.parametrize("size", [DESKTOP, PHONE, (320, 600)])
def test_no_page_scrolls_sideways(
    open_page: Callable[..., Page], published_site: Site, size: tuple[int, int]
) -> None:
    site = published_site
    page = open_page("index.html", of=site, size=size)
    for name in site.pages if size == PHONE else site.varied_pages:
        page.goto(site.base + name)
        # The theme hides what sticks out of the page, so ask what would.
        wide = page.evaluate(
            """() => [...document.querySelectorAll("article [class*=aw-]")]
                .filter(element => element.checkVisibility({visibilityProperty: true}))
                .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
                .map(element => element.className)"""
        )
        assert wide == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], name


@pytest.mark.parametrize("size", [DESKTOP, (800, 1000)])
def test_what_is_chosen_does_not_run_into_the_arrow_beside_it(
    open_page: Callable[..., Page], size: tuple[int, int]
) -> None:
    page = open_page(REPORTS, size=size)
    room = page.evaluate(
        """() => [...document.querySelectorAll(".aw-filter select")]
            .filter(select => select.checkVisibility())
            .map(select => {
                const arrow = getComputedStyle(select.parentElement, "::after")
                const taken = parseFloat(arrow.right) + parseFloat(arrow.width)
                return parseFloat(getComputedStyle(select).paddingRight) - taken
            })"""
    )
    assert len(room) == 3
    assert min(room) >= 0


@pytest.mark.parametrize("name", [*SECTIONS, "venues", "authors", "index"])
def test_nothing_is_cut_off_on_a_phone(open_page: Callable[..., Page], name: str) -> None:
    """But the titles of the newest papers, which end in dots that say so."""
    page = open_page(f"{name}.html", size=PHONE)
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".aw-rows *, .aw-card *")]
            .filter(element => element.checkVisibility() && !element.closest(".aw-sr"))
            .filter(element => {
                const box = element.getBoundingClientRect()
                const around = element.closest(".aw-rows, .aw-card").getBoundingClientRect()
                const mark = element.matches(".headerlink") ? 6 : 0
                return box.right > around.right + mark || box.left < around.left
            })
            .map(element => element.textContent)"""
    )
    assert cut == []


def test_cards_are_low_on_a_desktop(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS)
    boxes = [card.bounding_box() for card in page.locator(".aw-card").all()]
    assert 90 <= median(box["height"] for box in boxes) <= 100
    gaps = {round(below["y"] - above["y"] - above["height"], 1) for above, below in pairwise(boxes)}
    assert min(gaps) == 8
    titles = page.locator(".aw-card .aw-title").all()
    on_one_line = [title for title in titles if title.bounding_box()["height"] < 30]
    assert len(on_one_line) >= 0.8 * len(titles)


def test_a_screen_shows_eight_papers(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{REPORTS}#year-2022")
    boxes = [card.bounding_box() for card in page.locator(".aw-card").all()]
    visible = [box for box in boxes if box["y"] >= 0 and box["y"] + box["height"] <= DESKTOP[1]]
    assert len(visible) >= 8


@pytest.mark.parametrize("name", SECTIONS)
def test_the_first_screen_of_a_phone_shows_a_paper(
    open_page: Callable[..., Page], name: str
) -> None:
    page = open_page(f"{name}.html", size=PHONE)
    box = page.locator(".aw-card").first.bounding_box()
    assert box["y"] + box["height"] <= PHONE[1]


@pytest.mark.parametrize("size", [DESKTOP, PHONE, (320, 600)])
@pytest.mark.parametrize("name", [REPORTS, "explore.html"])
def test_a_line_of_what_is_found_begins_at_the_edge(
    open_page: Callable[..., Page], name: str, size: tuple[int, int]
) -> None:
    """However its parts wrap."""
    page = open_page(f"{name}?q=chest+transformer", size=size)
    page.locator(".aw-these").wait_for()
    parts = ".aw-found > *, .aw-result > aw-js > *, .aw-tally > p:first-child > *"
    boxes = [part.bounding_box() for part in page.locator(parts).all() if part.is_visible()]
    assert len(boxes) >= 3
    edge = page.locator(".aw-result, .aw-tally").first.bounding_box()["x"]
    lines = {round(box["y"] / 12) for box in boxes}
    firsts = [min(b["x"] for b in boxes if abs(b["y"] - 12 * line) < 12) for line in lines]
    assert all(abs(first - edge) <= 6.5 for first in firsts), firsts  # a button has some room


def test_the_home_page_shows_all_areas_on_the_first_screen(open_page: Callable[..., Page]) -> None:
    page = open_page("index.html")
    bottoms = [
        b["y"] + b["height"] for b in (a.bounding_box() for a in page.locator(".aw-area").all())
    ]
    assert len(bottoms) == 4
    assert max(bottoms) <= 600


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_mark_of_the_permalink_takes_no_room(
    open_page: Callable[..., Page], size: tuple[int, int]
) -> None:
    """Nor does it lie on any text."""
    page = open_page(REPORTS, size=size)
    faults = page.evaluate(
        """() => [...document.querySelectorAll(".aw-card .aw-title")].filter(title => {
            const [link, mark] = title.children
            const lines = element => JSON.stringify([...element.getClientRects()])
            const before = [lines(title), lines(link)].join()
            const box = mark.getBoundingClientRect()
            // The sign itself, which is narrower than what can be clicked.
            const glyph = {left: box.left + 7, right: box.right - 7}
            const covers = [...title.closest(".aw-card").querySelectorAll("a, span, p")]
                .filter(other => other !== mark && other !== title)
                .flatMap(other => [...other.getClientRects()])
                .some(text => text.left < glyph.right && text.right > glyph.left
                    && text.top < box.bottom - 4 && text.bottom > box.top + 4)
            mark.style.display = "none"
            return covers || before !== [lines(title), lines(link)].join()
        }).map(title => title.textContent)"""
    )
    assert faults == []


#: Targets that break WCAG 2.2, 2.5.8: smaller than 24 by 24 px, and so near to another that
#: a circle of 24 px around the middle of the one meets the other, or its circle.
SMALL_TARGETS = """() => {
    const targets = [...document.querySelectorAll(
        ".aw-card :is(a, summary), .aw-area a, .aw-rows a")]
        .filter(target => target.checkVisibility({visibilityProperty: true}))
        .map(target => {
            const box = target.getBoundingClientRect()
            const small = box.width < 24 || box.height < 24
            return {target, box, small, x: box.x + box.width / 2, y: box.y + box.height / 2}
        })
    const meets = (one, other) => {
        const x = Math.max(other.box.left, Math.min(one.x, other.box.right))
        const y = Math.max(other.box.top, Math.min(one.y, other.box.bottom))
        return Math.hypot(one.x - x, one.y - y) < 12
            || other.small && Math.hypot(one.x - other.x, one.y - other.y) < 24
    }
    return targets.filter(one => one.small)
        .filter(one => targets.some(other => other !== one && meets(one, other)
            && !one.target.contains(other.target) && !other.target.contains(one.target)))
        .map(one => [one.target.textContent, one.box.width, one.box.height])
}"""


@pytest.mark.parametrize("name", ["medical-report-generation", "index", "venues"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_targets_are_large_enough_for_fingers(
    open_page: Callable[..., Page], name: str, size: tuple[int, int]
) -> None:
    page = open_page(f"{name}.html", size=size)
    if name.startswith("medical"):
        page.locator("#paper-repsnet summary").click()
        low = page.locator(".aw-pill, .aw-also a, .aw-more-body a").evaluate_all(
            "all => all.filter(a => a.checkVisibility())"
            ".filter(a => a.getBoundingClientRect().height < 24).map(a => a.textContent)"
        )
        assert low == []
    assert page.evaluate(SMALL_TARGETS) == []


def test_a_whole_area_can_be_clicked(open_page: Callable[..., Page], site: Site) -> None:
    page = open_page("index.html")
    area = page.locator(".aw-area", has_text="Medical Report Generation")
    box = area.bounding_box()
    page.mouse.click(box["x"] + box["width"] - 4, box["y"] + box["height"] - 4)
    page.wait_for_url(f"{site.base}{REPORTS}")
    assert page.locator("h1").inner_text().startswith("Medical Report Generation")


def test_links_within_an_area_lead_elsewhere(open_page: Callable[..., Page]) -> None:
    page = open_page("index.html")
    area = page.locator(".aw-area", has_text="Medical Report Generation")
    paper = area.locator(".aw-newest a").first
    expected = paper.get_attribute("href")
    assert "#paper-" in expected
    paper.click()
    page.wait_for_url(f"**/{expected}")


def test_a_card_answers_the_pointer(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS)
    card = page.locator("#paper-ratchet")
    look = "card => [getComputedStyle(card).backgroundColor, getComputedStyle(card).borderColor]"
    before = card.evaluate(look)
    assert not card.locator(".headerlink").is_visible()
    card.hover()
    after = card.evaluate(look)
    assert before[0] != after[0]
    assert before[1] != after[1]
    assert card.locator(".headerlink").is_visible()


def test_the_chart_stands_beside_the_facts_and_beneath_them_on_a_phone(
    open_page: Callable[..., Page],
) -> None:
    for size, beside in ((DESKTOP, True), (PHONE, False)):
        page = open_page(REPORTS, size=size)
        facts = page.locator(".aw-facts").bounding_box()
        chart = page.locator(".aw-chart").bounding_box()
        cards = page.locator(".aw-list").first.bounding_box()
        assert (chart["x"] > facts["x"] + 100) is beside
        if beside:
            assert round(chart["x"] + chart["width"]) == round(cards["x"] + cards["width"])
        else:
            assert chart["x"] == cards["x"]
