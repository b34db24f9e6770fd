"""Paper, forced colours, less motion, and themes that know none of furo's variables."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from .conftest import SAMPLE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Site

pytestmark = pytest.mark.browser

REPORTS = "medical-report-generation.html"


def test_on_paper(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS)
    page.emulate_media(media="print")
    for part in (".aw-more", ".aw-legend"):
        assert page.locator(part).count()
        assert not any(element.is_visible() for element in page.locator(part).all())
    card = page.locator("#paper-ratchet")
    shown = "link => getComputedStyle(link, '::after').content"
    for link in (card.locator(".aw-title > a").first, *card.locator(".aw-links a").all()):
        assert link.get_attribute("href") in link.evaluate(shown)
    assert card.evaluate("card => getComputedStyle(card).borderStyle") == "none"
    assert card.evaluate("card => getComputedStyle(card).breakInside") == "avoid"


@pytest.mark.parametrize("part", [".aw-key", ".aw-card .aw-conference"])
def test_colours_that_say_something_are_printed(open_page: Callable[..., Page], part: str) -> None:
    """A browser leaves backgrounds out on paper, and where the swatch was would be a gap."""
    page = open_page(REPORTS)
    page.emulate_media(media="print")
    pseudo = "'::before'" if part == ".aw-key" else "null"
    style = f"element => getComputedStyle(element, {pseudo}).printColorAdjust"
    assert page.locator(part).first.evaluate(style) == "exact"


def test_a_long_list_of_rows_begins_where_it_stands(open_page: Callable[..., Page]) -> None:
    page = open_page("venues.html")
    page.emulate_media(media="print")
    style = "element => getComputedStyle(element).breakInside"
    assert page.locator(".aw-rows").first.evaluate(style) == "auto"
    assert page.locator(".aw-rows > li").first.evaluate(style) == "avoid"


def test_on_a_screen_no_address_is_written_out(open_page: Callable[..., Page]) -> None:
    link = open_page(REPORTS).locator("#paper-ratchet .aw-links a").first
    assert link.evaluate("link => getComputedStyle(link, '::after').content") == "none"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours(open_page: Callable[..., Page], scheme: str) -> None:
    """Icons, the chart and the target are seen without background and shadow."""
    page = open_page(f"{REPORTS}#paper-ratchet", forced_colors="active", color_scheme=scheme)
    canvas, text, link = page.evaluate(
        """["Canvas", "CanvasText", "LinkText"].map(name => {
            document.body.insertAdjacentHTML("beforeend", `<i style="color: ${name}"></i>`)
            return getComputedStyle(document.body.lastChild).color
        })"""
    )
    style = "([element, pseudo, name]) => getComputedStyle(element, pseudo)[name]"

    def look(selector: str, name: str, pseudo: str | None = None) -> str:
        handle = page.locator(selector).first.element_handle()
        return page.evaluate(style, [handle, pseudo, name])

    assert look(".aw-links a", "backgroundColor", "::before") == link
    cite = ".aw-more > summary"
    assert look(cite, "backgroundColor", "::before") == look(cite, "color")
    assert look(".aw-chart rect", "stroke") == text
    assert look(".aw-chart rect", "fill") == canvas
    assert look(".aw-chart .aw-code", "fill") == text
    assert look(".aw-chart text", "fill") == text
    assert look(".aw-key", "backgroundColor", "::before") == text
    assert look("#paper-ratchet", "outlineStyle") == "solid"
    assert look("#paper-repsnet", "outlineStyle") == "none"
    assert look(".aw-card .aw-conference", "borderTopColor") not in {canvas, "rgba(0, 0, 0, 0)"}


def test_less_motion(open_page: Callable[..., Page]) -> None:
    scrolling = "getComputedStyle(document.documentElement).scrollBehavior"
    assert open_page(REPORTS, reduced_motion="reduce").evaluate(scrolling) == "auto"
    assert open_page(REPORTS, reduced_motion="no-preference").evaluate(scrolling) == "smooth"


def test_nothing_moves_by_itself(open_page: Callable[..., Page]) -> None:
    moving = open_page(REPORTS, reduced_motion="no-preference").evaluate(
        """() => [...document.querySelectorAll("article [class*=aw-]")].filter(element => {
            const style = getComputedStyle(element)
            return style.animationName !== "none" || style.transitionDuration !== "0s"
        }).map(element => element.className)"""
    )
    assert moving == []


@pytest.fixture(scope="module")
def plain_site(make_served: Callable[..., Site]) -> Site:
    """The sample in Sphinx's own theme."""
    options = ("-D", "html_theme=alabaster", "-D", "html_theme_options.description=")
    return make_served(SAMPLE / "docs", *options)


@pytest.mark.parametrize("size", [(1280, 1000), (360, 780)])
def test_another_theme(
    open_page: Callable[..., Page], plain_site: Site, size: tuple[int, int]
) -> None:
    page = open_page(f"{REPORTS}#paper-ratchet", of=plain_site, size=size)
    card = page.locator("#paper-ratchet")
    look = """card => {
        const style = getComputedStyle(card)
        return [style.borderTopWidth, style.borderTopStyle, style.listStyleType, style.marginLeft]
    }"""
    assert card.evaluate(look) == ["1px", "solid", "none", "0px"]
    assert "inset" in card.evaluate("card => getComputedStyle(card).boxShadow")
    colour = "badge => getComputedStyle(badge).color"
    badge = card.locator(".aw-venue").first
    assert badge.evaluate(colour) != card.locator(".aw-by").evaluate(colour)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
