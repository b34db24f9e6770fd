"""Addresses that were published once lead on, wherever what they name is now, or say why not."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from ..ext.conftest import SITE
from .conftest import Site
from .test_paper_page import CONTRASTS

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ARRIVED = "You followed an old address. It leads here now."
OFFER = "What this address names is not on this page any more. It may be here:"


def files() -> dict[str, str]:
    """A list with a renamed section, a removed paper, a page elsewhere, and pages that are none."""
    made = {name: dedent(text) for name, text in SITE.items()}
    made["docs/index.md"] = made["docs/index.md"].replace("models\n", "models\nsub/page\n")
    made["docs/sub/page.md"] = "# A page\n\n[Gone](#paper-medclip)\n"
    made["docs/conf.py"] += 'html_baseurl = "/"\n'
    made["entries/_list.toml"] += 'removed.gone = "Its authors have withdrawn it."\n'
    made["entries/reports.toml"] = 'aliases = ["captions"]\n' + made["entries/reports.toml"]
    # Not on the page of reports, although its permalink leads there.
    return made


@pytest.fixture(scope="module")
def moved_site(make_served: Callable[..., Site]) -> Site:
    return make_served(files(), "-D", "suppress_warnings=myst.xref_missing")


@pytest.fixture(scope="module")
def dir_site(make_served: Callable[..., Site]) -> Site:
    return make_served(files(), "-b", "dirhtml", "-D", "suppress_warnings=myst.xref_missing")


def said(page: Page) -> str:
    page.locator(".aw-moved:not(:empty)").wait_for()
    return page.locator(".aw-moved").inner_text()


@pytest.mark.parametrize("start", ["reports", "index", "sub/page", "search", "404"])
def test_a_paper_that_is_on_another_page(
    open_page: Callable[..., Page], moved_site: Site, start: str
) -> None:
    page = open_page(f"{start}.html#paper-medclip", of=moved_site)
    page.wait_for_url(f"{moved_site.base}models.html#paper-medclip")
    assert said(page) == ARRIVED
    card = page.locator("#paper-medclip")
    assert card.get_by_role("status").inner_text() == ARRIVED
    box = card.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 1000
    # It is said once.
    page.reload()
    page.locator(".aw-filter").wait_for()
    assert not page.locator(".aw-moved").count()


@pytest.mark.parametrize("start", ["reports/", "", "sub/page/"])
def test_below_folders(open_page: Callable[..., Page], dir_site: Site, start: str) -> None:
    page = open_page(f"{start}#paper-medclip", of=dir_site)
    page.wait_for_url(f"{dir_site.base}models/#paper-medclip")
    assert said(page) == ARRIVED


def test_back_leads_to_where_one_came_from(
    open_page: Callable[..., Page], moved_site: Site
) -> None:
    page = open_page("index.html", of=moved_site)
    page.goto(f"{moved_site.base}reports.html#paper-medclip")
    page.wait_for_url("**/models.html#paper-medclip")
    assert said(page) == ARRIVED
    page.go_back()
    assert page.url == f"{moved_site.base}index.html"


def test_an_address_that_changes_on_the_page(
    open_page: Callable[..., Page], moved_site: Site
) -> None:
    page = open_page("reports.html", of=moved_site)
    page.evaluate("location.hash = 'paper-ratchet'")
    page.wait_for_timeout(300)
    assert page.url.endswith("reports.html#paper-ratchet")
    page.evaluate("location.hash = 'paper-medclip'")
    page.wait_for_url("**/models.html#paper-medclip")
    assert said(page) == ARRIVED
    # On the same page, nothing is said any more.
    page.evaluate("location.hash = 'paper-roentgen'")
    page.locator(".aw-moved").wait_for(state="detached")


def test_a_former_id_of_a_paper_elsewhere(open_page: Callable[..., Page], moved_site: Site) -> None:
    page = open_page("sub/page.html#paper-chambon-2022", of=moved_site)
    page.wait_for_url("**/reports.html#paper-roentgen")
    assert said(page) == ARRIVED


def test_a_section_on_another_page(open_page: Callable[..., Page], moved_site: Site) -> None:
    page = open_page("models.html#section-captions", of=moved_site)
    page.wait_for_url(f"{moved_site.base}reports.html")
    assert said(page) == ARRIVED


@pytest.mark.parametrize(
    "address",
    [
        "reports.html#paper-ratchet",
        "reports.html#paper-chambon-2022",
        "reports.html#section-captions",
        "reports.html?year=2021#paper-roentgen",
        "reports.html#paper-nowhere",
        "reports.html#year-1900",
        "reports.html#paper-../index",
        "reports.html#paper-",
        "reports.html#paper-%",
        "reports.html#",
        "reports.html",
    ],
)
def test_what_is_on_the_page_or_nowhere_leads_nowhere(
    open_page: Callable[..., Page], moved_site: Site, address: str
) -> None:
    # A browser says so itself if a file is not there.
    nowhere = address.endswith("nowhere")
    page = open_page("index.html" if nowhere else address, of=moved_site)
    if nowhere:
        page.route("**/p/*", lambda route: route.fulfill(status=200, body="<h1>Home</h1>"))
        page.goto(f"{moved_site.base}{address}")
    page.wait_for_timeout(400)
    assert page.url == f"{moved_site.base}{address}"
    assert not page.locator(".aw-moved").count()


def test_a_permalink_that_leads_back_is_not_followed(
    open_page: Callable[..., Page], moved_site: Site
) -> None:
    """As while a site is written anew: the permalink is of another build than the page."""
    page = open_page("index.html", of=moved_site)
    seen: list[str] = []
    page.on("framenavigated", lambda frame: seen.append(frame.url))
    old = (moved_site.directory / "p/ratchet.html").read_text(encoding="utf-8")

    def answer(path: str) -> None:
        text = old.replace("../reports.html#paper-ratchet", f"{path}#paper-lost")
        page.unroute_all()
        page.route(
            "**/p/lost.html", lambda route: route.fulfill(content_type="text/html", body=text)
        )

    answer("../models.html")
    page.goto(f"{moved_site.base}models.html#paper-lost")
    page.wait_for_timeout(500)
    assert seen == [f"{moved_site.base}models.html#paper-lost"]
    # Nor is the next one, if the page to which it has led does not have the paper either.
    answer("../reports.html")
    page.goto(f"{moved_site.base}sub/page.html#paper-lost")
    page.wait_for_url("**/reports.html#paper-lost")
    page.wait_for_timeout(500)
    assert seen[-1] == f"{moved_site.base}reports.html#paper-lost"
    assert not page.locator(".aw-moved").count()


def test_a_removed_paper(open_page: Callable[..., Page], moved_site: Site) -> None:
    page = open_page("reports.html#paper-gone", of=moved_site)
    page.wait_for_url(f"{moved_site.base}p/gone.html")
    assert page.get_by_role("heading").inner_text() == "Removed from the list"
    assert "Its authors have withdrawn it." in page.inner_text("body")
    page.get_by_role("link", name="Small list").click()
    page.wait_for_url(f"{moved_site.base}index.html")
    page.locator("article").wait_for()
    assert not page.locator(".aw-moved").count()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_of_a_removed_paper_can_be_read(
    open_page: Callable[..., Page], moved_site: Site, scheme: str, width: int
) -> None:
    page = open_page("p/gone.html", of=moved_site, color_scheme=scheme, size=(width, 780))
    colour = page.evaluate("getComputedStyle(document.body).color")
    assert (int(colour.removeprefix("rgb(").split(",")[0]) < 128) == (scheme == "light")
    assert page.evaluate(CONTRASTS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_from_a_disk_the_permalink_is_offered(
    open_page: Callable[..., Page], moved_site: Site
) -> None:
    base = f"{moved_site.directory.as_uri()}/"
    page = open_page("sub/page.html#paper-medclip", of=moved_site, base=base)
    assert said(page) == f"{OFFER} medclip.html"
    assert page.url == f"{base}sub/page.html#paper-medclip"
    page.locator(".aw-moved a").click()
    page.wait_for_url(f"{base}p/medclip.html")
    page.get_by_role("link", name="Models").first.click()
    page.wait_for_url(f"{base}models.html#paper-medclip")
    page.wait_for_timeout(200)
    assert not page.locator(".aw-moved").count()
    page.goto(f"{base}reports.html#paper-ratchet")
    page.wait_for_timeout(200)
    assert not page.locator(".aw-moved").count()


def test_out_of_reach_the_permalink_is_offered(
    open_page: Callable[..., Page], moved_site: Site
) -> None:
    page = open_page("reports.html", of=moved_site)
    fail = "window.fetch = () => Promise.reject(new TypeError('offline'))"
    page.evaluate(f"{fail}; location.hash = 'paper-medclip'")
    assert said(page) == f"{OFFER} medclip.html"
    assert page.locator(".aw-moved a").evaluate("a => a.href") == f"{moved_site.base}p/medclip.html"


def test_it_is_said_in_the_language_of_the_site(
    open_page: Callable[..., Page], german_site: Site
) -> None:
    page = open_page("venues.html#paper-ratchet", of=german_site)
    page.wait_for_url("**/medical-report-generation.html#paper-ratchet")
    assert said(page).endswith("führt jetzt hierher.")


# -- the former page of a section --


@pytest.mark.parametrize("place", ["http", "file"])
@pytest.mark.parametrize("rest", ["", "#paper-ratchet", "?year=2021#paper-ratchet"])
def test_a_former_page(
    open_page: Callable[..., Page], moved_site: Site, place: str, rest: str
) -> None:
    base = moved_site.base if place == "http" else f"{moved_site.directory.as_uri()}/"
    page = open_page(f"captions.html{rest}", of=moved_site, base=base)
    page.wait_for_url(f"{base}reports.html{rest}")
    assert page.locator("h1").inner_text() == "Reports"
    if rest:
        assert page.evaluate("document.querySelector(':target').id") == "paper-ratchet"


def test_a_former_page_below_folders(open_page: Callable[..., Page], dir_site: Site) -> None:
    page = open_page("captions/#paper-ratchet", of=dir_site)
    page.wait_for_url(f"{dir_site.base}reports/#paper-ratchet")


def test_a_former_page_of_a_paper_that_has_moved_too(
    open_page: Callable[..., Page], moved_site: Site
) -> None:
    page = open_page("captions.html#paper-medclip", of=moved_site)
    page.wait_for_url(f"{moved_site.base}models.html#paper-medclip")
    assert said(page) == ARRIVED


def test_a_former_page_without_javascript(open_page: Callable[..., Page], moved_site: Site) -> None:
    page = open_page("captions.html", of=moved_site, java_script_enabled=False)
    page.wait_for_url(f"{moved_site.base}reports.html")


def test_a_former_page_leaves_no_trace(open_page: Callable[..., Page], moved_site: Site) -> None:
    page = open_page("index.html", of=moved_site)
    page.goto(f"{moved_site.base}captions.html#paper-ratchet")
    page.wait_for_url("**/reports.html#paper-ratchet")
    page.go_back()
    assert page.url == f"{moved_site.base}index.html"


# -- the address that is copied --


def test_copying_gives_the_whole_address(open_page: Callable[..., Page], moved_site: Site) -> None:
    page = open_page(
        "reports.html", of=moved_site, permissions=["clipboard-read", "clipboard-write"]
    )
    card = page.locator("#paper-ratchet")
    card.locator("summary").click()
    card.get_by_role("button", name="Copy link").click()
    page.locator(".aw-told", has_text="Copied.").wait_for()
    address = f"{moved_site.base}p/ratchet.html"
    assert page.evaluate("navigator.clipboard.readText()") == address
    for link in (card.locator(".headerlink"), card.get_by_role("link", name="Link to this paper")):
        assert link.last.evaluate("a => a.href") == address


def test_where_nothing_may_be_copied_the_address_is_selected(
    open_page: Callable[..., Page], moved_site: Site
) -> None:
    page = open_page("reports.html", of=moved_site)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    page.locator("#paper-ratchet summary").click()
    page.get_by_role("button", name="Copy link").click()
    page.locator(".aw-told", has_text="selected").wait_for()
    assert page.evaluate("getSelection().toString()") == f"{moved_site.base}p/ratchet.html"


def test_to_follow_it_on_the_page_keeps_what_is_chosen(
    open_page: Callable[..., Page], moved_site: Site
) -> None:
    page = open_page("reports.html?year=2021", of=moved_site)
    page.evaluate("window.same = true")
    page.locator("#paper-ratchet").hover()
    page.locator("#paper-ratchet .headerlink").click()
    page.wait_for_url("**/reports.html?year=2021#paper-ratchet")
    assert page.evaluate("window.same")
    assert page.locator(".aw-card:visible").count() == 1
    with page.context.expect_page() as opened:
        page.locator("#paper-ratchet .headerlink").click(modifiers=["ControlOrMeta"])
    opened.value.wait_for_url("**/p/ratchet.html")


def test_without_javascript_it_leads_to_the_page_of_the_paper(
    open_page: Callable[..., Page], moved_site: Site
) -> None:
    page = open_page("reports.html?year=2021", of=moved_site, java_script_enabled=False)
    page.locator("#paper-ratchet").hover()
    page.locator("#paper-ratchet .headerlink").click()
    page.wait_for_url(f"{moved_site.base}p/ratchet.html")
