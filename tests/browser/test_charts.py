"""Charts in a browser: both schemes, a phone, forced colours, paper, and no script."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from .test_colours import CONTRAST

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Site

pytestmark = pytest.mark.browser

OVERVIEW = "overview.html"
DESKTOP, PHONE, NARROW = (1280, 1000), (360, 780), (320, 600)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_and_texts_have_contrast(open_page: Callable[..., Page], scheme: str) -> None:
    page = open_page(OVERVIEW, color_scheme=scheme)
    measured = page.locator(".aw-figure rect, .aw-plot text").evaluate_all(
        f"""all => all.map(shape => {{
            const style = getComputedStyle(shape), text = shape.matches("text")
            // What is drawn, put as the colour of a text at the same place.
            const probe = document.createElement("span")
            probe.style.color = text ? style.fill : style.stroke
            shape.closest("figure").append(probe)
            const contrast = ({CONTRAST})(probe)
            probe.remove()
            return [text ? "text" : "edge", contrast, shape.outerHTML]
        }})"""
    )
    assert len(measured) > 50
    assert [one for one in measured if one[1] < (4.5 if one[0] == "text" else 3)] == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE, NARROW])
def test_a_chart_fits_any_screen(open_page: Callable[..., Page], size: tuple[int, int]) -> None:
    page = open_page(OVERVIEW, size=size)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    outside = page.locator(".aw-plot text, .aw-plot rect").evaluate_all(
        """all => all.filter(shape => {
            const box = shape.getBoundingClientRect()
            const plot = shape.closest("svg").getBoundingClientRect()
            return box.left < plot.left - 2 || box.right > plot.right + 2
                || box.top < plot.top - 2 || box.bottom > plot.bottom + 2
        }).map(shape => shape.textContent)"""
    )
    assert outside == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_texts_of_a_chart_do_not_meet(
    open_page: Callable[..., Page], size: tuple[int, int]
) -> None:
    page = open_page(OVERVIEW, size=size)
    meeting = page.locator(".aw-plot").evaluate_all(
        """plots => plots.flatMap(plot => {
            const texts = [...plot.querySelectorAll("text")]
                .map(text => [text.textContent, text.getBoundingClientRect()])
            return texts.flatMap(([one, a], place) => texts.slice(place + 1)
                .filter(([, b]) => a.left < b.right && b.left < a.right
                    && a.top + 1 < b.bottom && b.top + 1 < a.bottom)
                .map(([other]) => [one, other]))
        })"""
    )
    assert meeting == []


def test_forced_colours(open_page: Callable[..., Page]) -> None:
    page = open_page(OVERVIEW, forced_colors="active", color_scheme="dark")
    canvas, text = page.evaluate(
        """["Canvas", "CanvasText"].map(name => {
            document.body.insertAdjacentHTML("beforeend", `<i style="color: ${name}"></i>`)
            return getComputedStyle(document.body.lastChild).color
        })"""
    )
    looks = page.locator(".aw-plot rect:not(.aw-hit)").evaluate_all(
        """all => all.map(rect => {
            const style = getComputedStyle(rect)
            return [rect.classList.contains("aw-solid"), style.stroke, style.fill]
        })"""
    )
    assert {stroke for _, stroke, _ in looks} == {text}
    assert {fill for solid, _, fill in looks if solid} == {text}
    assert {fill for solid, _, fill in looks if not solid and "url" not in fill} == {canvas}
    lines = page.locator("pattern path").evaluate_all(
        "all => all.map(path => getComputedStyle(path).stroke)"
    )
    assert set(lines) == {text}


def test_the_numbers_open_without_a_script(open_page: Callable[..., Page], site: Site) -> None:
    page = open_page(OVERVIEW, of=site, java_script_enabled=False)
    figure = page.locator("#chart-year")
    rows = figure.locator("tbody tr")
    assert not rows.first.is_visible()
    figure.locator("summary").click()
    assert rows.first.is_visible()
    assert figure.locator("summary").bounding_box()["height"] >= 24


def test_the_numbers_open_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page(OVERVIEW)
    summary = page.locator("#chart-year summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("#chart-year tbody tr").first.is_visible()
    outline = summary.evaluate("summary => getComputedStyle(summary).outlineStyle")
    assert outline == "solid"


def test_what_a_screen_reader_is_told(open_page: Callable[..., Page]) -> None:
    page = open_page(OVERVIEW)
    tree = page.locator("#chart-task").aria_snapshot()
    assert 'group "Papers by section. The numbers follow as a table."' in tree
    page.locator("#chart-task summary").click()
    tree = page.locator("#chart-task").aria_snapshot()
    assert 'rowheader "Medical Report Generation"' in tree
    assert 'columnheader "With code"' in tree


def test_on_paper(open_page: Callable[..., Page]) -> None:
    page = open_page(OVERVIEW)
    page.emulate_media(media="print")
    figure = page.locator("#chart-venue")
    style = "figure => [getComputedStyle(figure).breakInside, getComputedStyle(figure).breakAfter]"
    assert figure.evaluate(style) == ["avoid", "auto"]
    assert figure.locator(".aw-plot").is_visible()


def test_who_is_lost_can_search(open_page: Callable[..., Page]) -> None:
    page = open_page("404.html")
    page.locator("article .aw-search input").fill("ratchet")
    page.keyboard.press("Enter")
    page.wait_for_url("**/explore.html?q=ratchet*")
    from playwright.sync_api import expect

    # The field says so when the script that searches is there.
    expect(page.locator(".aw-explore input[type=search]")).to_have_value("ratchet")
