"""A page of papers: filters, their state in the address, and what a saved page is worth."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from .conftest import DESKTOP, PHONE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from .conftest import Site

pytestmark = pytest.mark.browser

REPORTS = "medical-report-generation.html"


def shown(page: Page) -> list[str]:
    """Ids of the papers that can be seen, in their order."""
    return page.locator(".aw-card").evaluate_all(
        "cards => cards.filter(card => card.checkVisibility()).map(card => card.id)"
    )


def count(page: Page) -> str:
    return page.locator("output").inner_text().strip()


def find(page: Page, words: str) -> None:
    """Type into the field, until the papers are those that it finds."""
    page.locator(".aw-find input").fill(words)
    page.locator(".aw-count", has_text=" of ").wait_for()


def settled(page: Page) -> None:
    """Until what was typed stands in the address."""
    page.wait_for_timeout(650)


def query(page: Page) -> str:
    return page.evaluate("location.search + location.hash")


def test_every_word_must_match_in_any_order(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS)
    assert count(page) == "51 papers"
    page.get_by_role("searchbox").last.press_sequentially("X-RAY MICCAI ratchet")
    page.locator(".aw-count", has_text="1 of 51").wait_for()
    assert shown(page) == ["paper-ratchet"]
    assert count(page) == "1 of 51 papers"
    settled(page)
    assert query(page) == "?q=X-RAY+MICCAI+ratchet"


@pytest.mark.parametrize(
    "words",
    ["Kainz", "kainz bernhard", "Georgios KAÏSSIS", "2021 miccai kaissis", "conference hou"],
)
def test_names_venues_and_years_are_found(open_page: Callable[..., Page], words: str) -> None:
    page = open_page(REPORTS)
    find(page, words)
    assert "paper-ratchet" in shown(page)
    assert len(shown(page)) < 51


def test_names_that_the_byline_leaves_out_are_found(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS)
    folded = page.locator(".aw-card:has(.aw-names)").first
    find(page, folded.locator(".aw-names a").first.text_content())
    assert folded.get_attribute("id") in shown(page)


def test_further_names_of_venues_are_found(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS)
    find(page, "trans. med. imaging")
    venues = page.locator(".aw-card:not(.aw-off)").evaluate_all(
        "all => all.map(card => card.dataset.venue)"
    )
    assert set(venues) == {"TMI"}


def test_choices_say_what_they_would_leave(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS)
    find(page, "chest")
    for name in ("venue", "year"):
        options = page.locator(f"select[name={name}] option").all_inner_texts()
        values = page.locator(f"select[name={name}] option").evaluate_all(
            "all => all.map(option => option.value)"
        )
        for value, text in list(zip(values, options, strict=True))[1:4]:
            page.locator(f"select[name={name}]").select_option(value)
            assert text == f"{value} ({len(shown(page))})"
            page.locator(f"select[name={name}]").select_option("")
    text = page.locator(".aw-check").inner_text()
    page.locator(".aw-check input").check()
    assert text.split() == ["Has", "code", f"({len(shown(page))})"]


def test_years_say_how_many_are_left_and_fold_away(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{REPORTS}?q=ratchet")
    assert page.locator("#year-2021 > h2 .aw-n").inner_text() == "1 of 11 papers"
    assert not page.locator("#year-2022").is_visible()
    assert not page.locator('.toc-tree a[href="#year-2022"]').is_visible()
    assert page.locator('.toc-tree a[href="#year-2021"]').is_visible()
    page.get_by_role("button", name="Clear filters").click()
    assert page.locator("#year-2022").is_visible()
    assert page.locator("#year-2021 > h2 .aw-n").inner_text() == "11 papers"
    assert len(shown(page)) == 51


def test_an_empty_result_says_so_and_offers_to_clear(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{REPORTS}?q=nosuchword")
    assert shown(page) == []
    assert count(page) == "0 of 51 papers"
    assert page.get_by_text("No paper matches all of this.").is_visible()
    elsewhere = page.get_by_role("link", name="Search the whole list")
    assert elsewhere.get_attribute("href") == "explore.html?q=nosuchword"
    page.get_by_role("button", name="Clear filters").click()
    assert len(shown(page)) == 51
    assert page.locator(".aw-find input").evaluate("field => field === document.activeElement")
    assert not page.get_by_role("button", name="Clear filters").is_visible()


def test_the_number_found_is_announced(open_page: Callable[..., Page]) -> None:
    output = open_page(REPORTS).locator("output")
    assert output.get_attribute("aria-live") == "polite"


def test_an_address_gives_the_same_view_again(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{REPORTS}?q=chest&year=2023&has=code&sort=title")
    assert page.locator(".aw-find input").input_value() == "chest"
    assert page.locator("select[name=year]").input_value() == "2023"
    assert page.locator(".aw-check input").is_checked()
    page.locator(".aw-set .aw-card:not(.aw-off)").first.wait_for()
    page.wait_for_function("document.querySelector('.aw-group').hidden")
    cards = page.locator(".aw-card:not(.aw-off) .aw-title > a:first-child")
    titles = [title.lower() for title in cards.all_inner_texts()]
    assert titles == sorted(titles)
    assert len(titles) >= 3


def test_back_and_forward(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS)
    page.locator(".aw-find input").press_sequentially("chest")
    page.locator(".aw-count", has_text=" of ").wait_for()
    settled(page)
    chest = shown(page)
    page.locator(".aw-check input").check()
    settled(page)
    both = shown(page)
    assert len(both) < len(chest) < 51
    page.go_back()
    assert (query(page), shown(page)) == ("?q=chest", chest)
    assert not page.locator(".aw-check input").is_checked()
    page.go_back()
    assert (query(page), len(shown(page))) == ("", 51)
    assert page.locator(".aw-find input").input_value() == ""
    page.go_forward()
    page.go_forward()
    assert (query(page), shown(page)) == ("?q=chest&has=code", both)


def test_a_paper_that_the_address_names_is_shown_and_said_why(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(f"{REPORTS}?year=2023#paper-ratchet")
    assert "paper-ratchet" in shown(page)
    assert "RATCHET: Medical Transformer" in count(page)
    assert "which the address names" in count(page)
    box = page.locator("#paper-ratchet").bounding_box()
    assert 0 <= box["y"] < DESKTOP[1]
    page.locator(".aw-check input").check()
    settled(page)
    assert "paper-ratchet" not in shown(page)
    assert query(page) == "?year=2023&has=code"


def test_what_an_address_asks_for_and_the_page_has_not_can_be_seen(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(f"{REPORTS}?year=1999")
    assert shown(page) == []
    assert page.locator("select[name=year]").input_value() == "1999"


def test_other_parameters_stay(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{REPORTS}?from=x")
    page.locator(".aw-check input").check()
    settled(page)
    assert query(page) == "?from=x&has=code"


def test_another_order_and_back(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS)
    listed = shown(page)
    page.locator("select[name=sort]").select_option("oldest")
    page.wait_for_function("document.querySelector('.aw-group').hidden")
    years = page.locator(".aw-card").evaluate_all("cards => cards.map(card => card.dataset.year)")
    assert years == sorted(years)
    assert not page.locator("#year-2023 > h2").is_visible()
    page.locator("select[name=sort]").select_option("")
    page.wait_for_function("!document.querySelector('.aw-group').hidden")
    assert shown(page) == listed
    assert page.locator("#year-2021 > .aw-list > .aw-card").count() == 11


def test_on_a_phone_choices_unfold(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS, size=PHONE)
    button = page.get_by_role("button", name="Filters")
    assert button.get_attribute("aria-expanded") == "false"
    assert not page.locator("select[name=year]").is_visible()
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    assert page.locator("select[name=year]").is_visible()
    button.press("Enter")
    assert not page.locator("select[name=year]").is_visible()
    assert not open_page(REPORTS).get_by_role("button", name="Filters").is_visible()


def test_the_bar_is_one_line_on_a_desktop(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS)
    assert page.locator(".aw-filter").bounding_box()["height"] <= 42
    tops = {b["y"] for b in (c.bounding_box() for c in page.locator(".aw-filter label").all()) if b}
    assert len(tops) == 1


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_order_is_not_cut_off(
    open_page: Callable[..., Page], site: Site, german_site: Site, language: str
) -> None:
    page = open_page(REPORTS, of=german_site if language == "de" else site)
    cut = page.locator("select[name=sort]").evaluate(
        """select => {
            const before = select.offsetWidth
            select.style.width = "max-content"
            return select.offsetWidth - before
        }"""
    )
    assert cut <= 0
    assert page.locator(".aw-filter").bounding_box()["height"] <= 42


SHIFTS = """() => new Promise(done => {
    const ours = ".aw-head, aw-bar, .aw-result, .aw-group, .aw-card, .aw-legend, .aw-links, details"
    new PerformanceObserver(list => done(list.getEntries().flatMap(entry => entry.sources)
        .filter(({node}) => node?.matches?.(ours)).map(({node}) => node.outerHTML.slice(0, 80)))
    ).observe({type: "layout-shift", buffered: true})
    setTimeout(() => done([]), 300)
})"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_nothing_of_ours_shifts_while_the_page_loads(
    open_page: Callable[..., Page], site: Site, size: tuple[int, int]
) -> None:
    """The script comes late here, long after the first picture."""
    page = open_page("index.html", size=size)
    page.route("**/awesome/*.js", lambda route: (page.wait_for_timeout(150), route.continue_()))
    page.goto(site.base + REPORTS)
    page.locator(".aw-filter").wait_for()
    assert page.evaluate(SHIFTS) == []


def come_late(page: Page) -> None:
    """Let modules come long after what is drawn first."""
    page.route("**/awesome/*.js*", lambda route: (page.wait_for_timeout(150), route.continue_()))
    page.add_init_script(
        """window.shift = 0
        new PerformanceObserver(list => list.getEntries().forEach(entry => shift += entry.value))
            .observe({type: "layout-shift", buffered: true})"""
    )


@pytest.mark.parametrize(
    "query", ["", "?year=2023", "?q=chest", "?year=2021&sort=title", "?sort=venue"]
)
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_what_an_address_chooses_shifts_nothing(
    open_page: Callable[..., Page], site: Site, size: tuple[int, int], query: str
) -> None:
    page = open_page("index.html", size=size)
    come_late(page)
    page.goto(f"{site.base}{REPORTS}{query}")
    page.locator(".aw-filter").wait_for()
    page.wait_for_timeout(600)
    page.locator(".aw-card:not(.aw-off)").first.wait_for()
    assert page.evaluate("window.shift") < 0.001


@pytest.mark.parametrize("missing", ["page.js", "sort.js"])
def test_papers_show_where_scripts_are_missing(browser: Browser, site: Site, missing: str) -> None:
    """Whatever the address asks for: nothing waits for ever."""
    page = browser.new_page()
    page.route(f"**/awesome/{missing}*", lambda route: route.abort())
    page.goto(f"{site.base}{REPORTS}?year=2021&sort=title")
    shown = page.locator(".aw-card:not(.aw-off)")
    shown.first.wait_for()
    assert shown.count() > 0
    page.close()


def test_from_a_disk_filters_work(open_page: Callable[..., Page], site: Site) -> None:
    """No module runs there: one script that holds them all does."""
    page = open_page(f"{REPORTS}?year=2021&sort=title", base=f"{site.directory.as_uri()}/")
    page.locator(".aw-count", has_text="11 of 51 papers").wait_for()
    find(page, "xray author:kainz")
    page.locator(".aw-count", has_text="1 of 51 papers").wait_for()
    assert shown(page) == ["paper-ratchet"]
    find(page, "https://github.com/farrell236/RATCHET/#readme")
    page.locator(".aw-count", has_text="1 of 51 papers").wait_for()
    assert shown(page) == ["paper-ratchet"]
    page.locator("#paper-ratchet summary").click()
    page.locator("#paper-ratchet .aw-copy").first.wait_for()


def test_from_a_disk_without_the_script_no_room_is_kept(
    open_page: Callable[..., Page], browser: Browser, site: Site
) -> None:
    page = browser.new_page()
    page.route("**/from-disk.js*", lambda route: route.abort())
    page.goto(f"{site.directory.as_uri()}/{REPORTS}?year=2023")
    page.wait_for_function("!document.documentElement.matches('.aw-live')")
    plain = open_page(REPORTS, java_script_enabled=False)
    top = "document.querySelector('.aw-card').getBoundingClientRect().top + scrollY"
    assert page.locator(".aw-card").last.is_visible()
    assert page.evaluate(top) == pytest.approx(plain.evaluate(top), abs=70)
    page.close()


def test_without_the_script_no_control_is_there(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS, java_script_enabled=False)
    assert page.locator("article :is(button, input, select)").count() == 0
    page = open_page("index.html")
    page.route(
        "**/awesome/page.js*", lambda route: route.fulfill(content_type="text/javascript", body="")
    )
    page.goto(page.url.replace("index.html", REPORTS))
    assert page.locator("article :is(button, input, select)").count() == 0
    assert page.locator(".aw-card").count() == 51


def save(page: Page, site: Site, path: Path) -> None:
    """Save a page as browsers do: its elements as they are now, and its files beside it."""
    text = re.sub(
        r'(href|src)="_static/', rf'\1="{site.directory.as_uri()}/_static/', page.content()
    )
    path.write_text(text, encoding="utf-8")


def test_a_saved_page_shows_all_papers_and_no_dead_control(
    open_page: Callable[..., Page], site: Site, tmp_path: Path
) -> None:
    page = open_page(f"{REPORTS}?q=chest&sort=venue")
    page.wait_for_function("document.querySelector('.aw-group').hidden")
    page.locator(".aw-card:not(.aw-off) .aw-more > summary").first.click()
    page.locator(".aw-copy").first.wait_for()
    page.locator(".aw-card:not(.aw-off) .aw-mark input").first.check(force=True)
    assert len(shown(page)) < 51
    save(page, site, tmp_path / "saved.html")
    # The browser refuses module scripts from files, and no browser saves what stands for them.
    saved = page.context.browser.new_page()
    saved.route("**/from-disk.js*", lambda route: route.abort())
    saved.goto((tmp_path / "saved.html").as_uri())
    assert len(shown(saved)) == 51
    controls = saved.locator("article :is(button, input, select)").all()
    assert controls
    assert not any(control.is_visible() for control in controls)
    assert not saved.get_by_text("No paper matches").is_visible()
    saved.close()


def test_a_saved_page_that_is_served_again_works(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page(f"{REPORTS}?q=chest")
    page.locator(".aw-card:not(.aw-off) .aw-mark input").first.check(force=True)
    (site.directory / "saved-page.html").write_text(page.content(), encoding="utf-8")
    try:
        again = open_page("saved-page.html")
        assert again.locator(".aw-filter").count() == 1
        assert again.locator(".aw-tray").count() == 1
        assert again.locator("#paper-ratchet .aw-mark").count() == 1
        assert len(shown(again)) == 51
        find(again, "ratchet")
        assert shown(again) == ["paper-ratchet"]
    finally:
        (site.directory / "saved-page.html").unlink()


def test_by_keyboard_alone(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS)
    page.locator(".aw-find input").focus()
    page.keyboard.type("chest")
    names = []
    for _ in range(5):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.name || document.activeElement.value"))
    assert [name for name in names if name != "tag"][:4] == ["venue", "year", "has", "sort"]
    page.locator(".aw-check input").focus()
    before = len(shown(page))
    page.keyboard.press("Space")
    assert len(shown(page)) < before


FOCUS = """() => {
    const outline = element => {
        const {outlineStyle, outlineWidth} = getComputedStyle(element)
        return outlineStyle === "solid" && outlineWidth === "2px"
    }
    const element = document.activeElement
    return outline(element) || outline(element.closest("label") ?? element)
}"""


def test_focus_is_seen_on_every_control(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{REPORTS}?q=ratchet")
    page.locator(".aw-card:not(.aw-off) .aw-more > summary").click()
    page.locator(".aw-copy").first.wait_for()
    page.locator(".aw-find input").focus()
    seen = 0
    for _ in range(24):
        if page.evaluate("document.activeElement.closest('aw-bar, aw-js') !== null"):
            assert page.evaluate(FOCUS), page.evaluate("document.activeElement.outerHTML")
            seen += 1
        page.keyboard.press("Tab")
    assert seen >= 10


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_controls_are_large_enough_for_fingers(
    open_page: Callable[..., Page], size: tuple[int, int]
) -> None:
    page = open_page(f"{REPORTS}?q=ratchet", size=size)
    page.locator(".aw-card:not(.aw-off) .aw-more > summary").click()
    page.locator(".aw-copy").first.wait_for()
    page.locator("#paper-ratchet .aw-mark input").check(force=True)
    small = page.locator("aw-bar :is(label, button), aw-js :is(label, button)").evaluate_all(
        """all => all.filter(one => one.checkVisibility()).filter(one => {
            const {width, height} = one.getBoundingClientRect()
            return width < 24 || height < 24
        }).map(one => one.outerHTML)"""
    )
    assert small == []


def test_forced_colours_leave_every_control(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{REPORTS}?q=chest", forced_colors="active")
    border = page.locator(".aw-filter").evaluate("bar => getComputedStyle(bar).borderTopStyle")
    assert border == "solid"
    mask = "label => getComputedStyle(label, '::after').forcedColorAdjust"
    assert page.locator(".aw-pick").first.evaluate(mask) == "none"


def test_years_from_one_to_another(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS)
    until = page.locator("select[name=until]")
    assert not until.is_visible()
    page.locator("select[name=year]").select_option("2021")
    assert until.is_visible()
    one = len(shown(page))
    until.select_option("2022")
    settled(page)
    assert query(page) == "?year=2021-2022"
    years = page.locator(".aw-card:not(.aw-off)").evaluate_all(
        "all => all.map(c => c.dataset.year)"
    )
    assert set(years) == {"2021", "2022"}
    assert len(years) > one
    again = open_page(f"{REPORTS}?year=2021-2022")
    assert shown(again) == shown(page)
    assert again.locator("select[name=year]").input_value() == "2021"
    assert again.locator("select[name=until]").input_value() == "2022"
    page.get_by_role("button", name="Clear filters").click()
    assert not until.is_visible()
    assert len(shown(open_page(f"{REPORTS}?year=2022-"))) > len(
        shown(open_page(f"{REPORTS}?year=2022"))
    )


def test_a_paper_counts_in_both_its_years_and_venues(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{REPORTS}?year=2024&venue=Nature+Biomedical+Engineering")
    assert shown(page) == ["paper-roentgen"]
    page = open_page(f"{REPORTS}?year=2022&venue=arXiv")
    assert "paper-roentgen" in shown(page)


def test_near_words_are_one_click_away(open_page: Callable[..., Page]) -> None:
    page = open_page(REPORTS)
    find(page, "ratchett kainz")
    assert shown(page) == []
    page.get_by_role("button", name="RATCHET kainz", exact=True).click()
    page.locator(".aw-count", has_text="1 of 51").wait_for()
    assert shown(page) == ["paper-ratchet"]
    assert page.locator(".aw-find input").input_value() == "RATCHET kainz"


@pytest.mark.parametrize(
    ("address", "field"),
    [(REPORTS, ".aw-find"), ("explore.html", ".aw-field"), ("index.html", ".aw-search")],
)
def test_a_slash_leads_to_the_own_field_of_a_page(
    open_page: Callable[..., Page], address: str, field: str
) -> None:
    page = open_page(address)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    own = page.locator(f"{field} input")
    assert own.evaluate("field => field === document.activeElement")
    page.keyboard.type("and/or")
    assert own.input_value() == "and/or"
