"""Copying, selecting and saving papers; also without storage, without the network."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import bibtexparser
import pytest

from .conftest import DESKTOP, PHONE, SAMPLE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Download, Page, Route

    from .conftest import Site

pytestmark = pytest.mark.browser

REPORTS = "medical-report-generation.html"
MODELS = "medical-vision-language-model.html"


def mark(page: Page, *papers: str) -> None:
    for paper in papers:
        page.locator(f"#paper-{paper} .aw-mark input").click()


def save(page: Page, name: str, within: str) -> Download:
    with page.expect_download() as download:
        page.locator(within).get_by_role("button", name=name, exact=True).click()
    return download.value


def saved(page: Page, name: str, within: str) -> str:
    """The file that a button gives."""
    return Path(save(page, name, within).path()).read_text(encoding="utf-8")


def told(page: Page) -> str:
    return page.locator(".aw-told").inner_text()


def ids(bib: str) -> list[str]:
    return [entry.key for entry in bibtexparser.parse_string(bib).entries]


@pytest.mark.parametrize(("name", "part"), [("Copy BibTeX", "pre"), ("Copy citation", ".aw-plain")])
def test_a_citation_is_copied_in_one_click(
    open_page: Callable[..., Page], name: str, part: str
) -> None:
    page = open_page(REPORTS, permissions=["clipboard-read", "clipboard-write"])
    card = page.locator("#paper-ratchet")
    assert card.get_by_role("button").count() == 0
    card.locator("summary").click()
    card.get_by_role("button", name=name).click()
    page.get_by_role("status").get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == card.locator(part).inner_text().strip()
    assert "RATCHET" in copied


def test_where_nothing_may_be_copied_the_text_is_selected(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    card = page.locator("#paper-ratchet")
    card.locator("summary").click()
    card.get_by_role("button", name="Copy BibTeX").click()
    page.get_by_role("status").get_by_text("copy it with your keyboard").wait_for()
    selected = page.evaluate("getSelection().toString()")
    assert selected.strip() == card.locator("pre").inner_text().strip()


def test_a_selection_lasts_over_pages_and_visits(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page(REPORTS)
    assert not page.locator(".aw-chosen").is_visible()
    mark(page, "ratchet", "repsnet")
    assert page.locator(".aw-number").inner_text() == "2 papers selected"
    page.goto(site.base + MODELS)
    assert page.locator(".aw-number").inner_text() == "2 papers selected"
    assert page.locator("#paper-repsnet .aw-mark input").is_checked()
    mark(page, "repsnet")
    page.reload()
    assert page.locator(".aw-number").inner_text() == "1 paper selected"
    page.get_by_role("button", name="Clear selection").click()
    page.goto(site.base + REPORTS)
    assert not page.locator(".aw-chosen").is_visible()
    assert not page.locator("#paper-ratchet .aw-mark input").is_checked()


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("name", [REPORTS, "explore.html?q=ratchet+medical"])
def test_what_is_selected_can_be_saved_without_scrolling(
    open_page: Callable[..., Page], size: tuple[int, int], name: str
) -> None:
    page = open_page(name, size=size)
    page.locator(".aw-mark input").first.check(force=True)
    box = page.locator(".aw-chosen").bounding_box()
    assert 0 <= box["y"] <= size[1] - box["height"]
    assert 0 <= box["x"] <= size[0] - box["width"]


def test_selecting_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS)
    box = page.get_by_role("checkbox", name="Select: RATCHET", exact=False)
    box.focus()
    assert (
        page.locator("#paper-ratchet .aw-mark").evaluate("m => getComputedStyle(m).opacity") == "1"
    )
    page.keyboard.press("Space")
    assert page.locator(".aw-number").inner_text() == "1 paper selected"


def test_another_window_follows(open_page: Callable[..., Page], site: Site) -> None:
    page = open_page(REPORTS)
    other = page.context.new_page()
    other.goto(site.base + MODELS)
    mark(page, "repsnet")
    other.wait_for_function("document.querySelector('#paper-repsnet .aw-mark input').checked")
    assert other.locator(".aw-number").inner_text() == "1 paper selected"


@pytest.mark.parametrize("name", ["BibTeX", "RIS", "CSL-JSON"])
def test_a_selection_is_saved_as_the_build_writes_it(
    open_page: Callable[..., Page], site: Site, name: str
) -> None:
    ending = {"BibTeX": "bib", "RIS": "ris", "CSL-JSON": "json"}[name]
    page = open_page(REPORTS)
    mark(page, "ratchet", "repsnet")
    text = saved(page, name, ".aw-tray")
    built = (site.directory / f"medical-report-generation.{ending}").read_text(encoding="utf-8")
    if ending == "json":
        items = json.loads(text)
        assert [item["id"] for item in items] == ["ratchet", "repsnet"]
        assert all(item in json.loads(built) for item in items)
    else:
        records = text.strip().split("\n\n")
        assert len(records) == 2
        assert all(record.strip() in built for record in records)
    assert told(page) == "2 papers saved."


def test_papers_of_other_pages_come_out_of_the_list(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page(REPORTS)
    mark(page, "ratchet")
    page.goto(site.base + MODELS)
    other = page.locator(".aw-card").last.get_attribute("id").removeprefix("paper-")
    mark(page, other)
    assert ids(saved(page, "BibTeX", ".aw-tray")) == ["ratchet", other]


def test_what_the_filters_leave_is_saved(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS)
    assert not page.locator(".aw-these").is_visible()
    page.locator(".aw-find input").fill("chest")
    page.locator(".aw-these").wait_for()
    page.locator(".aw-card.aw-off").first.wait_for(state="attached")  # what searches comes later
    shown = page.locator(".aw-card:not(.aw-off)").evaluate_all(
        "cards => cards.map(card => card.id.slice(6))"
    )
    assert ids(saved(page, "BibTeX", ".aw-these")) == shown
    assert len(shown) > 1


@pytest.mark.parametrize(("name", "ending"), [("BibTeX", "bib"), ("CSL-JSON", "json")])
def test_a_file_of_some_papers_is_not_called_as_that_of_all(
    open_page: Callable[..., Page], site: Site, name: str, ending: str
) -> None:
    page = open_page(REPORTS)
    mark(page, "ratchet")
    stem = "medical-report-generation"
    assert save(page, name, ".aw-tray").suggested_filename == f"{stem}-selection.{ending}"
    page.goto(f"{site.base}{MODELS}?q=chest")
    assert save(page, name, ".aw-tray").suggested_filename == f"papers-selection.{ending}"
    stem = "medical-vision-language-model"
    assert save(page, name, ".aw-these").suggested_filename == f"{stem}-selection.{ending}"
    page.goto(f"{site.base}explore.html?year=2022")
    assert save(page, name, ".aw-these").suggested_filename == f"papers-selection.{ending}"
    page.goto(f"{site.base}explore.html")
    assert save(page, name, ".aw-these").suggested_filename == f"papers.{ending}"


# -- rows --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rows_site(make_served: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The sample, and all of it once more as rows."""
    root = tmp_path_factory.mktemp("rows") / "sample"
    shutil.copytree(SAMPLE, root)
    rows = "---\norphan: true\n---\n# Rows\n\n```{awesome:entries}\n:layout: list\n```\n"
    (root / "docs/rows.md").write_text(rows, encoding="utf-8")
    return make_served(root / "docs")


def test_rows_are_selected_as_cards_are(open_page: Callable[..., Page], rows_site: Site) -> None:
    page = open_page("rows.html", of=rows_site)
    box = page.get_by_role("checkbox", name="Select: RATCHET", exact=False)
    page.locator(".aw-row", has_text="RATCHET").get_by_role("link").focus()
    page.keyboard.press("Tab")
    assert box.evaluate("box => box === document.activeElement")
    assert box.locator("xpath=../..").evaluate("mark => getComputedStyle(mark).opacity") == "1"
    page.keyboard.press("Space")
    assert page.locator(".aw-number").inner_text() == "1 paper selected"
    assert ids(saved(page, "BibTeX", ".aw-tray")) == ["ratchet"]
    page.goto(rows_site.base + REPORTS)
    assert page.locator("#paper-ratchet .aw-mark input").is_checked()
    page.goto(f"{rows_site.base}explore.html?q=ratchet&view=list")
    assert page.get_by_role("checkbox", name="Select: RATCHET", exact=False).is_checked()


def test_rows_have_no_box_without_javascript(
    open_page: Callable[..., Page], rows_site: Site
) -> None:
    page = open_page("rows.html", of=rows_site, java_script_enabled=False)
    assert page.locator(".aw-row").count() >= 111
    assert page.locator("article input").count() == 0


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_box_stands_in_its_row_and_moves_nothing(
    open_page: Callable[..., Page], rows_site: Site, size: tuple[int, int]
) -> None:
    page = open_page("rows.html", of=rows_site, size=size)
    page.locator(".aw-row input").first.wait_for(state="attached")
    meeting = page.evaluate(
        """() => [...document.querySelectorAll(".aw-row")].filter(row => {
            const [around, box, ...others] = [row, row.querySelector(".aw-mark label"),
                ...row.querySelectorAll("a, .aw-nb")].map(part => part.getBoundingClientRect())
            return box.bottom > around.bottom || box.right > around.right
                || others.some(other => other.right > box.left)
        }).map(row => row.textContent)"""
    )
    assert meeting == []
    height = "document.querySelector('.aw-rows').getBoundingClientRect().height"
    filled = page.evaluate(height)
    page.evaluate("document.querySelectorAll('.aw-row > .aw-mark').forEach(mark => mark.remove())")
    assert page.evaluate(height) == filled


def test_offline_where_no_card_is_nothing_can_be_saved(unwatched: Page, rows_site: Site) -> None:
    page = unwatched
    page.goto(f"{rows_site.base}rows.html")
    page.locator(".aw-row input").first.check(force=True)
    saved(page, "RIS", ".aw-tray")  # which loads what saves
    page.context.set_offline(True)
    page.locator(".aw-tray").get_by_role("button", name="BibTeX").click()
    page.get_by_text("The site is out of reach: nothing can be saved now.").wait_for()


# -- where something is missing ----------------------------------------------------------------


@pytest.fixture
def unwatched(browser: Browser) -> Iterator[Page]:
    """A page whose console may say that something cannot be loaded: the test is about that."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


def test_offline_the_cards_give_bibtex_and_the_rest_is_said(unwatched: Page, site: Site) -> None:
    page = unwatched
    page.goto(site.base + REPORTS)
    mark(page, "ratchet", "repsnet")
    saved(page, "RIS", ".aw-tray")
    page.context.set_offline(True)
    assert ids(saved(page, "BibTeX", ".aw-tray")) == ["ratchet", "repsnet"]
    page.locator(".aw-tray").get_by_role("button", name="CSL-JSON").click()
    page.get_by_text("The site is out of reach: only BibTeX can be saved now.").wait_for()


def test_offline_from_the_start_a_sentence_says_so(unwatched: Page, site: Site) -> None:
    page = unwatched
    page.goto(site.base + REPORTS)
    mark(page, "ratchet")
    page.context.set_offline(True)
    page.locator(".aw-tray").get_by_role("button", name="BibTeX").click()
    page.get_by_text("The site is out of reach: nothing can be saved now.").wait_for()


def test_a_paper_that_is_no_longer_there_is_said(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS)
    mark(page, "ratchet")
    page.evaluate(
        """() => {
            const [key] = Object.keys(localStorage).filter(key => key.startsWith("awesome-sel"))
            localStorage.setItem(key, '["ratchet", "gone"]')
        }"""
    )
    page.reload()
    assert ids(saved(page, "BibTeX", ".aw-tray")) == ["ratchet"]
    assert told(page) == "1 paper saved. 1 cannot be found."


DENIED = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("denied", "SecurityError") }
})"""


@pytest.mark.parametrize("stored", [DENIED, "localStorage.getItem = () => '{'"])
def test_without_storage_all_else_works(unwatched: Page, site: Site, stored: str) -> None:
    """The theme's own script fails where storage is denied."""
    page = unwatched
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error.stack)))
    page.add_init_script(stored)
    page.goto(site.base + REPORTS)
    mark(page, "ratchet")
    assert page.locator(".aw-number").inner_text() == "1 paper selected"
    page.locator(".aw-find input").fill("repsnet")
    page.locator(".aw-count", has_text="1 of 51 papers").wait_for()
    assert [text for text in failed if "/awesome/" in text] == []


POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' data:; img-src 'self' data:; "
    "connect-src 'self'"
)


def test_a_strict_content_policy_allows_all_of_it(unwatched: Page, site: Site) -> None:
    """The theme has scripts and styles within its pages; ours are files."""
    page = unwatched
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text + message.location["url"]))

    def with_policy(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer, headers={**answer.headers, "content-security-policy": POLICY}
        )

    page.route("**/*.html*", with_policy)
    page.goto(f"{site.base}{REPORTS}?q=ratchet")
    mark(page, "ratchet")
    page.locator("#paper-ratchet summary").click()
    page.locator("#paper-ratchet .aw-copy").first.wait_for()
    assert ids(saved(page, "BibTeX", ".aw-tray")) == ["ratchet"]
    page.locator("select[name=sort]").select_option("title")
    page.locator("aw-bar ~ .aw-set").wait_for()
    visible = "cards => cards.filter(card => card.checkVisibility()).length"
    assert page.locator(".aw-card").evaluate_all(visible) == 1
    assert any("Content Security Policy" in text for text in refused)
    assert [text for text in refused if "awesome/" in text] == []
