"""What a page of papers weighs, and what a key press costs on a long one."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable
from statistics import median
from typing import TYPE_CHECKING

import pytest

from .conftest import Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

REPORTS = "medical-report-generation.html"
KIB = 1024
#: Of scripts and of styles that a page of some kind loads by itself, compressed: readable code is
#: worth a few kilobytes.
SECTION = (12 * KIB, 8 * KIB)
EXPLORE = (18.25 * KIB, 10 * KIB)


def loaded(page: Page, site: Site) -> dict[str, int]:
    """Our files that a page has loaded by itself, each with its size when compressed."""
    urls = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    names = {url.removeprefix(site.base).partition("?")[0] for url in urls}
    ours = [name for name in names if "awesome" in name]
    return {
        name: len(gzip.compress((site.directory / name).read_bytes(), 9)) for name in sorted(ours)
    }


def within(sizes: dict[str, int], budget: tuple[float, float]) -> bool:
    """Whether what a page has loaded keeps to its budget."""
    scripts = {name: size for name, size in sizes.items() if name.endswith(".js")}
    styles = {name: size for name, size in sizes.items() if name.endswith(".css")}
    assert sum(scripts.values()) <= budget[0], scripts
    assert sum(styles.values()) <= budget[1], styles
    return bool(scripts) and bool(styles)


def test_a_page_of_papers_is_small(open_page: Callable[..., Page], site: Site) -> None:
    page = open_page(REPORTS)
    page.locator(".aw-filter").wait_for()
    sizes = loaded(page, site)
    assert "_static/awesome/page.js" in sizes
    assert "_static/awesome/overview.css" not in sizes
    assert within(sizes, SECTION)


def test_the_page_that_explores_the_list_is_small(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page("explore.html")
    page.locator(".aw-orders").wait_for()
    sizes = loaded(page, site)
    assert "_static/awesome/explore.js" in sizes
    assert within({n: s for n, s in sizes.items() if not n.endswith(".json")}, EXPLORE)


def test_a_translated_page_is_as_small(open_page: Callable[..., Page], german_site: Site) -> None:
    page = open_page(REPORTS, of=german_site)
    assert page.locator(".aw-count").inner_text().strip() == "51 Arbeiten"
    page.locator("select[name=year]").select_option("2023")
    assert " von 51 Arbeiten" in page.locator(".aw-count").inner_text()
    sizes = loaded(page, german_site)
    assert "_static/awesome/translations.js" in sizes
    assert "_static/awesome/other-translations.js" not in sizes
    assert within(sizes, SECTION)
    page.locator(".aw-card:not(.aw-off) .aw-more > summary").first.click()
    page.get_by_role("button", name="BibTeX kopieren").wait_for()


def test_the_rest_of_the_scripts_comes_when_it_is_asked_for(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page(REPORTS)
    page.locator(".aw-filter").wait_for()
    before = loaded(page, site)
    page.locator("#paper-ratchet summary").click()
    page.locator("#paper-ratchet .aw-copy").first.wait_for()
    page.locator("select[name=sort]").select_option("title")
    page.locator("aw-bar ~ .aw-set").wait_for()
    later = loaded(page, site).keys() - before.keys()
    names = {name.rpartition("/")[2] for name in later}
    assert names == {
        *("copy.js", "other-translations.js"),
        *("sort.js", "fold.js", "fold-table.js"),
    }


def test_what_searches_a_page_comes_when_the_reader_turns_to_the_field(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page(REPORTS)
    page.locator(".aw-filter").wait_for()
    assert not any("page-search" in name for name in loaded(page, site))
    with page.expect_response("**/page-search.js*"):
        page.locator(".aw-find input").focus()


def test_the_largest_page_is_at_most_184_kilobytes(site: Site) -> None:
    """Of it, 15 are the links from authors and venues to their papers; compressed, that is one."""
    assert (site.directory / REPORTS).stat().st_size <= 184 * KIB


def test_the_page_of_a_paper_is_small(open_page: Callable[..., Page], site: Site) -> None:
    page = open_page("p/ratchet.html")
    sizes = loaded(page, site)
    assert {name.rpartition("/")[2] for name in sizes} == {"paper.css", "paper.js"}
    assert sum(sizes.values()) <= 3 * KIB
    largest = max((site.directory / "p").iterdir(), key=lambda path: path.stat().st_size)
    assert largest.stat().st_size <= 16 * KIB


@pytest.fixture(scope="module")
def long_site(make_served: Callable[..., Site]) -> Site:
    """A thousand papers on one page."""
    draw = random.Random(1)
    words = ["chest", "radiology", "report", "transformer", "vision", "language", "model", "graph"]
    names = [
        f"{one} {two}" for one in ("Wei", "Ana", "Jürgen") for two in ("Zhang", "Márquez", "Groß")
    ]
    blocks = ['title = "Many"\n']
    for number in range(1000):
        title = " ".join(draw.choices(words, k=9))
        authors = ", ".join(f'"{name}"' for name in draw.sample(names, 6))
        blocks.append(
            f'[[entry]]\nid = "p{number}"\ntitle = "{title} {number}"\nauthors = [{authors}]\n'
            f'venue = "{draw.choice(["MICCAI", "CVPR", "TMI", "arXiv"])}"\n'
            f'year = {draw.randint(2014, 2024)}\ntags = ["{draw.choice(words)}"]\n'
            f'links.pdf = "https://example.org/{number}.pdf"\n'
        )
    conf = 'extensions = ["sphinx_awesome", "myst_parser"]\nhtml_theme = "furo"\nproject = "Long"\n'
    return make_served(
        {
            "docs/conf.py": conf + 'myst_enable_extensions = ["colon_fence"]\n',
            "docs/index.md": "# Many\n\n:::{awesome:entries} many\n:::\n",
            "entries/_list.toml": 'title = "Long"\nsections = ["many"]\n',
            "entries/many.toml": "\n".join(blocks),
        }
    )


#: From an event to the end of style and layout, in milliseconds; the pause lets the page draw.
KEY_PRESS = """async ([before, after]) => {
    const field = document.querySelector(".aw-find input")
    const type = text => {
        field.value = text
        field.dispatchEvent(new InputEvent("input", {bubbles: true}))
        document.querySelector("article").getBoundingClientRect()
    }
    const drawn = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 20)))
    const times = []
    for (let i = 0; i < 9; i++) {
        type(before)
        await drawn()
        const start = performance.now()
        type(after)
        times.push(performance.now() - start)
        await drawn()
    }
    return times
}"""


def test_a_key_press_at_a_thousand_papers(open_page: Callable[..., Page], long_site: Site) -> None:
    """At most 16 ms of script, style and layout; four times that here, where others compute too."""
    page = open_page("index.html", of=long_site)
    with page.expect_response("**/fold-table.js*"):
        page.locator(".aw-find input").focus()
    page.wait_for_timeout(300)
    assert page.locator(".aw-count").inner_text().strip() == "1000 papers"
    for before, after in (("", "c"), ("c", "ch"), ("ch", "c"), ("", "7"), ("q7", "7"), ("7", "")):
        times = page.evaluate(KEY_PRESS, [before, after])
        assert median(times) <= 4 * 16, (before, after, times)


def test_what_is_off_the_screen_of_a_long_page_is_found_all_the_same(
    open_page: Callable[..., Page], long_site: Site
) -> None:
    page = open_page("index.html#paper-p500", of=long_site)
    page.wait_for_timeout(300)
    box = page.locator("#paper-p500").bounding_box()
    assert 0 <= box["y"] < page.viewport_size["height"]
