"""The page of a paper in a browser, and what its card leads to: with scripts and without."""

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
#: One that has appeared since, with a link of each kind that is common, and more authors than fit.
PAPER = "lee-2023-unified"

CONTRASTS = """() => {
    const levels = text => {
        const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number)
        const scale = text.startsWith("color(") ? 1 : 255
        return [r / scale, g / scale, b / scale, a]
    }
    const over = ([r, g, b, a], below) =>
        [r, g, b].map((value, i) => value * a + below[i] * (1 - a)).concat(1)
    const luminance = color => {
        const linear = v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4
        const [r, g, b] = color.slice(0, 3).map(linear)
        return .2126 * r + .7152 * g + .0722 * b
    }
    const probe = document.createElement("i")
    probe.style.color = "Canvas"
    document.body.append(probe)
    const canvas = levels(getComputedStyle(probe).color)
    const behind = element => element
        ? over(levels(getComputedStyle(element).backgroundColor), behind(element.parentElement))
        : canvas
    const found = []
    for (const element of document.body.querySelectorAll("*")) {
        const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())
        if (!own || element === probe) continue
        const colours = [levels(getComputedStyle(element).color), behind(element)]
        const [one, other] = colours.map(luminance)
        const ratio = (Math.max(one, other) + .05) / (Math.min(one, other) + .05)
        if (ratio < 4.5) found.push(`${element.tagName} ${element.textContent}: ${ratio}`)
    }
    return found
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_it_can_be_read_without_scripts(
    open_page: Callable[..., Page], site: Site, scheme: str, size: tuple[int, int]
) -> None:
    page = open_page(
        "p/ratchet.html", of=site, size=size, color_scheme=scheme, java_script_enabled=False
    )
    for text in ("Benjamin Hou", "MICCAI 2021", "arXiv", "PDF", "Code", "@inproceedings{ratchet,"):
        assert page.get_by_text(text).first.is_visible(), text
    assert not page.get_by_role("button").count()
    assert page.locator(".related a").count() == 5
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert dark == (scheme == "dark")
    assert page.evaluate(CONTRASTS) == []


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")])
@pytest.mark.parametrize("which", ["site", "german_site", "hostile_site"])
def test_it_breaks_no_rule(
    open_page: Callable[..., Page],
    request: pytest.FixtureRequest,
    which: str,
    size: tuple[int, int],
    scheme: str,
) -> None:
    site: Site = request.getfixturevalue(which)
    paths = sorted((site.directory / "p").glob("*.html"))
    papers = [path.name for path in paths if "<main" in path.read_text(encoding="utf-8")]
    page = open_page(f"p/{papers[0]}", of=site, size=size, color_scheme=scheme)
    found = []
    for name in papers[:: max(1, len(papers) // 12)]:
        page.goto(f"{site.base}p/{name}")
        found += [f"{name} {line}" for line in violations(page)]
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], name
    assert found == []


def test_from_paper_to_paper_and_back_to_the_list(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page("p/ratchet.html", java_script_enabled=False)
    page.locator(".related a").first.click()
    page.wait_for_url(f"{site.base}p/*.html")
    assert page.url != f"{site.base}p/ratchet.html"
    page.goto(f"{site.base}p/ratchet.html")
    page.get_by_role("link", name="Benjamin Hou").click()
    page.wait_for_url(f"{site.base}authors.html#author-benjamin-hou")
    assert page.locator("#author-benjamin-hou").is_visible()
    assert "RATCHET" in page.locator(":target").inner_text()
    page.goto(f"{site.base}p/ratchet.html")
    page.locator("header a").last.click()
    page.wait_for_url(f"{site.base}{REPORTS}#paper-ratchet")
    page.goto(f"{site.base}p/ratchet.html")
    page.locator("header a").first.click()
    page.wait_for_url(f"{site.base}index.html")


@pytest.mark.parametrize("place", ["http", "file"])
def test_a_citation_is_copied(open_page: Callable[..., Page], site: Site, place: str) -> None:
    base = site.base if place == "http" else f"{site.directory.as_uri()}/"
    granted = {} if place == "file" else {"permissions": ["clipboard-read", "clipboard-write"]}
    page = open_page("p/ratchet.html", base=base, **granted)
    plain, bibtex = page.get_by_role("button", name="Copy").all()
    if place == "file":
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject('no') }")
    bibtex.click()
    said = "keyboard" if place == "file" else "Copied"
    page.get_by_role("status").last.filter(has_text=said).wait_for()
    read = "getSelection().toString()" if place == "file" else "navigator.clipboard.readText()"
    assert page.evaluate(read).startswith("@inproceedings{ratchet,")
    plain.click()
    page.get_by_role("status").first.filter(has_text="ed").wait_for()
    assert page.evaluate(read).startswith("Benjamin Hou, Georgios Kaissis")


def test_it_is_good_on_paper(open_page: Callable[..., Page]) -> None:
    page = open_page("p/ratchet.html", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="light")
    assert not page.get_by_role("button").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    address = "getComputedStyle(document.querySelector('.links a'), '::after').content"
    assert "arxiv.org/abs/2107.02104" in page.evaluate(address)


# -- cards --


def test_authors_and_venue_of_a_card_lead_to_their_papers(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page(REPORTS, java_script_enabled=False)
    page.locator("#paper-ratchet .aw-by").get_by_role("link", name="Benjamin Hou").click()
    page.wait_for_url(f"{site.base}authors.html#author-benjamin-hou")
    page.goto(site.base + REPORTS)
    page.locator("#paper-ratchet .aw-venue").click()
    page.wait_for_url(f"{site.base}venues.html#venue-miccai")
    assert page.locator("#venue-miccai").is_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_other_authors_open_in_their_line(
    open_page: Callable[..., Page], size: tuple[int, int]
) -> None:
    page = open_page(REPORTS, size=size, java_script_enabled=False)
    names = page.locator(".aw-names").first
    line = names.locator("xpath=..")
    summary, hidden = names.locator("summary"), names.locator("a").first
    before = line.inner_text()
    assert "+" in summary.inner_text()
    assert not hidden.is_visible()
    place = summary.bounding_box()
    summary.focus()
    page.keyboard.press("Enter")
    assert hidden.is_visible()
    assert summary.bounding_box() == {**place, "width": summary.bounding_box()["width"]}
    # They stand in the text, not on lines of their own.
    assert "\n" not in line.inner_text().replace(before, "").partition("more")[2]
    summary.click()
    assert not hidden.is_visible()
    assert line.inner_text() == before


def test_all_authors_are_printed(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS)
    page.emulate_media(media="print")
    names = page.locator(".aw-names")
    assert names.count() > 5
    assert all(link.is_visible() for link in names.locator("a").all())
    assert not any(summary.is_visible() for summary in names.locator("summary").all())


def test_authors_that_are_not_shown_are_found(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS)
    page.locator(".aw-filter").wait_for()
    hidden = page.locator(".aw-names a").first.text_content()
    page.locator(".aw-find input").fill(hidden)
    assert page.locator(".aw-card:not(.aw-off)", has_text=hidden).count() >= 1
