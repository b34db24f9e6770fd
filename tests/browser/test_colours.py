"""Contrast of what is rendered, in both schemes and in every state of a card."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from .conftest import Site

pytestmark = pytest.mark.browser

REPORTS = "medical-report-generation.html"

#: WCAG's contrast of an element's text against all that is painted behind it.
CONTRAST = """element => {
    const context = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true})
    context.fillStyle = "white"
    context.fillRect(0, 0, 1, 1)
    const paint = colour => {
        context.fillStyle = colour
        context.fillRect(0, 0, 1, 1)
    }
    const behind = []
    for (let around = element; around; around = around.parentElement)
        behind.unshift(getComputedStyle(around).backgroundColor)
    behind.forEach(paint)
    const luminance = () => {
        const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data]
            .map(c => c / 255)
            .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
        return .2126 * r + .7152 * g + .0722 * b
    }
    const ground = luminance()
    paint(getComputedStyle(element).color)
    const [low, high] = [ground, luminance()].sort((a, b) => a - b)
    return (high + .05) / (low + .05)
}"""


def contrast(element: Locator) -> float:
    return element.evaluate(CONTRAST)


def test_contrast_is_measured_right(open_page: Callable[..., Page]) -> None:
    page = open_page("survey.html")
    page.evaluate(
        """document.querySelector("h1").innerHTML =
            "<b style='color: #777; background: #fff'>a</b>"
            + "<i style='background: #fff'><s style='color: #000; background: #0008'>b</s></i>" """
    )
    assert contrast(page.locator("h1 b")) == pytest.approx(4.48, abs=0.01)
    assert contrast(page.locator("h1 s")) == pytest.approx(4.69, abs=0.01)


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return request.param


def test_badges(open_page: Callable[..., Page], harmless_site: Site, scheme: str) -> None:
    pages = {
        open_page(REPORTS, color_scheme=scheme): ("conference", "journal", "workshop", "preprint"),
        # No paper of the list has an award.
        open_page("papers.html", of=harmless_site, color_scheme=scheme): ("award",),
    }
    for page, kinds in pages.items():
        for kind in kinds:
            card = page.locator(".aw-card", has=page.locator(f".aw-{kind}")).first
            badge = card.locator(f".aw-{kind}").first
            for state in ("card", "hover", "target"):
                put_into(state, card, page)
                for text in (badge, *badge.locator("span").all()):
                    assert contrast(text) >= 4.5, f"{kind} {state}"


@pytest.mark.parametrize("state", ["card", "hover", "target"])
def test_texts_and_links_of_a_card(open_page: Callable[..., Page], state: str, scheme: str) -> None:
    page = open_page(REPORTS, color_scheme=scheme)
    card = page.locator("#paper-repsnet")
    put_into(state, card, page)
    card.locator("summary").click()
    parts = (".aw-title > a", ".aw-by", ".aw-also", ".aw-also a", ".aw-links a", "summary", "pre")
    for part in (*parts, ".headerlink"):
        if part == ".headerlink" and state == "card":
            continue
        assert contrast(card.locator(part).first) >= 4.5, part


def put_into(state: str, card: Locator, page: Page) -> None:
    """Bring a card into a state, which must change its ground."""
    page.mouse.move(0, 0)
    if page.url.partition("#")[2]:
        page.goto(page.url.partition("#")[0] + "#")
    ground = "card => getComputedStyle(card).backgroundColor"
    before = card.evaluate(ground)
    if state == "hover":
        card.hover()
    elif state == "target":
        page.goto(f"{page.url.partition('#')[0]}#{card.get_attribute('id')}")
    assert (card.evaluate(ground) != before) is (state != "card")


@pytest.mark.parametrize("name", ["index", "venues", "authors", "medical-report-generation"])
def test_texts_outside_of_cards(open_page: Callable[..., Page], name: str, scheme: str) -> None:
    page = open_page(f"{name}.html", color_scheme=scheme)
    for part in (".aw-facts", ".aw-facts b", ".aw-n", ".aw-term", ".aw-newest a", ".aw-rows a"):
        for element in page.locator(part).all()[:3]:
            assert contrast(element) >= 4.5, part
    for part in (".aw-chart text",):
        fills = page.locator(part).evaluate_all(
            "texts => texts.slice(0, 3).map(text => {"
            " text.style.color = getComputedStyle(text).fill; return text.textContent })"
        )
        for place in range(len(fills)):
            assert contrast(page.locator(part).nth(place)) >= 4.5, part


def test_edges_of_bars(open_page: Callable[..., Page], scheme: str) -> None:
    page = open_page(REPORTS, color_scheme=scheme)
    bar = page.locator(".aw-chart rect").first
    bar.evaluate("bar => bar.style.color = getComputedStyle(bar).stroke")
    assert contrast(bar) >= 3
