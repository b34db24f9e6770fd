"""What a theme makes of our pages: measured in Chromium, light and dark, wide and narrow.

Pictures of all pages are left in the folder that THEME_PICTURES names.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .known import Theme

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.themes

MEASURE = Path(__file__).with_name("measure.js").read_text(encoding="utf-8")
PICTURES = os.environ.get("THEME_PICTURES", "")
PAGES = (
    *("index", "reports", "by-venue", "explore", "overview"),
    *("venues", "authors", "tags", "search", "404"),
)
OTHER = {"light": "dark", "dark": "light"}
#: Everything that readers open and choose, a little of each.
USE = """() => {
    const each = (name, act) => document.querySelectorAll(name).forEach(act)
    each("details[class*=aw-]", (one, n) => {
        one.open ||= n < 2 || one.matches(".aw-all, .aw-numbers")
    })
    each(".aw-chip input, .aw-mark input", (one, n) => n % 50 === 1 && one.click())
    each(".aw-sift, .aw-unfold", one => one.checkVisibility() && one.click())
}"""

Open = Callable[..., "Page"]


@pytest.fixture
def open_page(browser: Browser, address: str, theme: Theme) -> Iterator[Open]:
    """Open a page as the theme's own switch has it, or the system if that is not asked."""
    contexts = []

    def open_(
        name: str, mode: str = "light", width: int = 1280, *, by_system: bool = False, at: str = ""
    ) -> Page:
        by_switch = bool(theme.switch) and not by_system and not at
        scheme = OTHER[mode] if by_switch else mode
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
        contexts.append(context)
        context.add_init_script(MEASURE)
        page = context.new_page()
        response = page.goto((at or address) + name, wait_until="load")
        if response and response.status == 404 and name.startswith("search"):
            pytest.skip("the theme has no page of search results")
        if by_switch:
            page.evaluate(f"() => {{ const MODE = {json.dumps(mode)}; {theme.switch} }}")
        page.wait_for_timeout(700 if name.startswith("search") else 200)
        page.evaluate(USE)
        page.wait_for_timeout(200)
        return page

    yield open_
    for context in contexts:
        context.close()


def addressed(name: str) -> str:
    """A page, and on the page of search something to search for."""
    return f"{name}.html?q=radiology" if name == "search" else f"{name}.html"


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_every_text_can_be_read_and_nothing_sticks_out_or_is_squeezed(
    open_page: Open, theme: Theme, name: str, mode: str, width: int
) -> None:
    page = open_page(addressed(name), mode, width)
    if PICTURES:
        page.screenshot(path=Path(PICTURES, f"{theme.package}-{name}-{mode}-{width}.png"))
    contrasts: dict[str, float] = page.evaluate("measure.contrasts()")
    assert len(contrasts) > (0 if name in {"search", "404"} else 5)
    assert {what: ratio for what, ratio in contrasts.items() if ratio < 4.5} == {}
    assert page.evaluate("measure.sticking()") == []
    assert page.evaluate("measure.squeezed()") == []


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", ["index", "reports", "explore", "overview"])
def test_every_text_can_be_read_as_the_system_has_it(open_page: Open, name: str, mode: str) -> None:
    page = open_page(addressed(name), mode, by_system=True)
    contrasts: dict[str, float] = page.evaluate("measure.contrasts()")
    assert len(contrasts) > 5
    assert {what: ratio for what, ratio in contrasts.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("state", ["hover", "target"])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_card_that_is_pointed_at_can_be_read(open_page: Open, mode: str, state: str) -> None:
    page = open_page("reports.html", mode)
    if state == "target":
        page.evaluate("location.hash = 'paper-everything'")
    page.locator("#paper-everything .aw-title").hover()
    page.wait_for_timeout(300)
    contrasts: dict[str, float] = page.evaluate("measure.contrasts()")
    assert {what: ratio for what, ratio in contrasts.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("anchor", ["paper-report-3", "paper-everything"])
def test_what_an_address_names_is_in_sight(open_page: Open, anchor: str, width: int) -> None:
    page = open_page(f"reports.html#{anchor}", width=width)
    page.evaluate(f"location.hash = ''; location.hash = '{anchor}'")
    page.wait_for_timeout(400)
    assert page.evaluate(f"measure.over('{anchor}')") == ""


#: What themes say of the lists, folds and fields of their own pages.
KINDS = {
    "ul",
    "li",
    "details",
    "summary",
    "fieldset",
    "legend",
    "label",
    "button",
    "input",
    "select",
}


def alike(value: object, other: object) -> bool:
    """Return whether a value is that of furo, nearly its length, or no box where furo has one."""
    lengths = [re.fullmatch(r"(-?[\d.]+)px", str(text)) for text in (value, other)]
    if all(lengths):
        one, another = (float(length[1]) for length in lengths if length)
        return abs(one - another) <= 1.5
    return value in (other, False)


def differences(ours: dict[str, Any], furo: dict[str, Any]) -> Iterator[str]:
    """Yield how lists, folds and fields of a page in some theme differ from those in furo."""
    for what in ours.keys() & furo.keys():
        if what.rpartition(" > ")[2].partition(".")[0] not in KINDS:
            continue
        for name, value in ours[what].items():
            if not alike(value, other := furo[what][name]):
                yield f"{what}: {name} is {value}, not {other}"


@pytest.mark.parametrize("name", ["index", "reports", "explore", "overview", "tags"])
def test_nothing_is_indented_boxed_or_enlarged(
    open_page: Open, furo_address: str, name: str
) -> None:
    ours = open_page(f"{name}.html").evaluate("measure.shapes()")
    furo = open_page(f"{name}.html", at=furo_address).evaluate("measure.shapes()")
    assert len(ours.keys() & furo.keys()) > 5
    assert "\n".join(sorted(differences(ours, furo))) == ""


def test_years_without_papers_go_with_them(open_page: Open) -> None:
    """Also where the theme has taken away the sections in which heading and list stood."""
    page = open_page("reports.html?q=Everything+That+a+Card")
    page.wait_for_function("document.querySelectorAll('.aw-off').length > 5")
    assert page.locator(".aw-card:visible").count() == 1
    assert page.locator(".aw-year:visible").count() == 1


def test_the_search_page_of_the_theme_finds_papers(open_page: Open) -> None:
    page = open_page("search.html?q=Donaudampf", width=1280)
    links = page.locator(".aw-papers-found a", has_text="Donaudampf")
    links.first.wait_for(timeout=5000)
    assert links.first.is_visible()
