"""Every part of a card is reached, seen and opened with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

REPORTS = "medical-report-generation.html"

FOCUSED = """() => {
    const element = document.activeElement
    const style = getComputedStyle(element)
    const card = element.closest(".aw-card")
    return {
        text: element.ariaLabel?.startsWith("Select") ? "Select" : element.textContent,
        card: card && card.id,
        visible: element.checkVisibility({visibilityProperty: true}),
        ring: [style.outlineStyle, style.outlineWidth, style.outlineColor],
        brand: getComputedStyle(document.body).getPropertyValue("--color-brand-primary"),
    }
}"""


@pytest.fixture(params=["light", "dark"])
def page(open_page: Callable[..., Page], request: pytest.FixtureRequest) -> Page:
    """At a card, from which the Tab key goes on."""
    return open_page(f"{REPORTS}#paper-ratchet", color_scheme=request.param)


def test_tab_reaches_every_part_of_a_card_and_shows_where_it_is(page: Page) -> None:
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        assert found["visible"], found
        style, width, colour = found["ring"]
        assert (style, width) == ("solid", "2px"), found
        assert page.evaluate(CONTRAST_OF_RING, colour) >= 3, found
        seen.append((found["card"], found["text"]))
    card = "paper-ratchet"
    title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis and Reporting"
    authors = ("Benjamin Hou", "Georgios Kaissis", "Ronald M. Summers", "Bernhard Kainz")
    parts = (title, "#", "MICCAI 2021", *authors, "PDF", "Code", "Cite", "Select")
    assert seen[:11] == [(card, text) for text in parts]
    assert seen[11][0] != card


@pytest.mark.parametrize("size", [(1280, 1000), (360, 780)])
@pytest.mark.parametrize("opened", [False, True], ids=["closed", "opened"])
def test_the_box_that_selects_stands_last_as_it_is_reached(
    open_page: Callable[..., Page], size: tuple[int, int], *, opened: bool
) -> None:
    """In the lower right corner, on the line of the links or, of an open card, of its last one."""
    page = open_page(f"{REPORTS}#paper-ratchet", size=size)
    card = page.locator("#paper-ratchet")
    last = card.locator("summary")
    if opened:
        last.click()
        card.locator(".aw-copy").last.wait_for()  # which come with a script, and move what is below
        last = card.locator(".aw-more-body > p > a").last
    box, other = card.locator(".aw-mark input").bounding_box(), last.bounding_box()
    lower = box["y"] + box["height"] / 2 - other["y"] - other["height"] / 2
    assert abs(lower) <= (6 if opened else 1)  # under an open card's last line is some room
    assert box["x"] >= other["x"] + other["width"]
    edge = card.bounding_box()
    assert box["x"] + box["width"] <= edge["x"] + edge["width"] - 10


@pytest.mark.parametrize("size", [(1280, 1000), (360, 780), (320, 600)])
@pytest.mark.parametrize("name", [REPORTS, "medical-vision-language-model.html"])
def test_the_box_that_selects_covers_nothing(
    open_page: Callable[..., Page], name: str, size: tuple[int, int]
) -> None:
    covered = open_page(name, size=size).evaluate(
        """() => [...document.querySelectorAll(".aw-card")].filter(card => {
            const box = card.querySelector(".aw-mark label").getBoundingClientRect()
            const parts = [...card.querySelectorAll("a, summary, .aw-by, .aw-in")]
            return parts.some(part => part.checkVisibility() && [...part.getClientRects()].some(
                other => other.left < box.right - 1 && box.left + 1 < other.right
                    && other.top < box.bottom - 1 && box.top + 1 < other.bottom))
        }).map(card => card.id)"""
    )
    assert covered == []


#: Of a colour against the page behind all.
CONTRAST_OF_RING = """colour => {
    const channels = text => {
        const context = new OffscreenCanvas(1, 1).getContext("2d")
        context.fillStyle = text
        context.fillRect(0, 0, 1, 1)
        return [...context.getImageData(0, 0, 1, 1).data]
    }
    const luminance = text => {
        const [r, g, b] = channels(text)
            .map(c => c / 255)
            .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
        return .2126 * r + .7152 * g + .0722 * b
    }
    const [low, high] = [colour, getComputedStyle(document.body).backgroundColor]
        .map(luminance).sort((a, b) => a - b)
    return (high + .05) / (low + .05)
}"""


def test_the_permalink_shows_on_focus_alone(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS)
    mark = page.locator("#paper-ratchet .headerlink")
    assert not mark.is_visible()
    page.locator("#paper-ratchet .aw-title > a").first.focus()
    assert mark.is_visible()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_opens_the_citation_and_nothing_moves(page: Page, key: str) -> None:
    summary = page.locator("#paper-ratchet summary")
    record = page.locator("#paper-ratchet pre")
    card = page.locator("#paper-ratchet")
    summary.focus()
    before, height = summary.bounding_box(), card.bounding_box()["height"]
    page.keyboard.press(key)
    assert record.is_visible()
    assert summary.bounding_box() == before
    assert card.bounding_box()["height"] > height
    page.keyboard.press(key)
    assert not record.is_visible()
    assert card.bounding_box()["height"] == height


@pytest.mark.parametrize("size", [(1280, 1000), (360, 780)])
def test_no_summary_moves_when_it_opens(
    open_page: Callable[..., Page], size: tuple[int, int]
) -> None:
    """Whatever stands beside it: many links or none, sections on the right or none."""
    page = open_page("medical-vision-language-model.html", size=size)
    moved = page.evaluate(
        """() => [...document.querySelectorAll(".aw-card")].filter(card => {
            const [details, summary] = card.querySelectorAll(".aw-more, .aw-more > summary")
            const place = () => JSON.stringify(summary.getBoundingClientRect())
            const before = place()
            details.open = true
            const after = place()
            details.open = false
            return before !== after
        }).map(card => card.id)"""
    )
    assert moved == []


def test_links_have_names_of_their_own(open_page: Callable[..., Page]) -> None:
    """A list of links, as screen readers give it, names the paper with each."""
    page = open_page(REPORTS)
    code = page.get_by_role("link", name="Code: RATCHET: Medical Transformer", exact=False)
    assert code.count() == 1
    assert page.get_by_role("list").filter(has=page.locator("#paper-ratchet")).count()
    names = page.locator(".aw-card .aw-pill").evaluate_all(
        "pills => pills.map(pill => pill.ariaLabel || pill.textContent)"
    )
    assert len(names) > 51
    assert all(": " in name for name in names)
