"""The tools of an index in a browser: a filter, and the terms with most papers first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Site

pytestmark = pytest.mark.browser

LIST = """
[[entry]]
id = "one"
title = "One"
authors = ["Ana Müller", "Bo Zhang"]
[[entry]]
id = "two"
title = "Two"
authors = ["Bo Zhang", "王 小明", "Çelik Öz"]
[[entry]]
id = "three"
title = "Three"
authors = ["Bo Zhang", "Ana Müller"]
"""
INDEX = "# Index\n\nBefore.\n\n```{awesome:index} author\n```\n\n```{awesome:entries} s\n```\n"
CONF = 'extensions = ["sphinx_awesome", "myst_parser"]\nhtml_theme = "furo"\nproject = "P"\n'


@pytest.fixture(scope="module")
def index_site(make_served: Callable[..., Site]) -> Site:
    """A site of one page: an index of authors, and the papers."""
    return make_served({"docs/conf.py": CONF, "docs/index.md": INDEX, "entries/s.toml": LIST})


def names(page: Page) -> list[str]:
    """The names that a reader sees, in their order."""
    seen: list[str] = page.locator(".aw-term b").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.textContent)"
    )
    return seen


ALL = ["Ana Müller", "Çelik Öz", "Bo Zhang", "王 小明"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ALL),
        ("mull", ["Ana Müller"]),
        ("bo -zhang", []),
        ("OZ celik", ["Çelik Öz"]),
        ("zhang, bo", ["Bo Zhang"]),
        ("hang", []),  # words match from their beginning
        ("小明", ["王 小明"]),
    ],
)
def test_a_filter_leaves_the_names_that_match(
    open_page: Callable[..., Page], index_site: Site, typed: str, expected: list[str]
) -> None:
    page = open_page("index.html", of=index_site)
    page.get_by_role("searchbox", name="Filter authors").fill(typed)
    assert names(page) == expected
    headings = page.locator(".aw-group:has(.aw-term) > h2").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).length"
    )
    assert headings == len(expected)
    count = f"{len(expected)} of 4" if typed else ""
    assert page.locator(".aw-index-tools output").text_content() == count


def test_most_papers_first_and_back(open_page: Callable[..., Page], index_site: Site) -> None:
    page = open_page("index.html", of=index_site)
    box = page.get_by_label("Most papers first")
    box.check()
    assert names(page) == ["Bo Zhang", "Ana Müller", "Çelik Öz", "王 小明"]
    assert not page.locator(".aw-letters").is_visible()
    page.wait_for_function("location.search == '?sort=papers'")
    box.uncheck()
    assert names(page) == ALL
    assert page.locator(".aw-letters").is_visible()


def test_an_address_holds_the_choice_and_gives_way_to_its_anchor(
    open_page: Callable[..., Page], index_site: Site
) -> None:
    page = open_page("index.html?q=zhang&sort=papers", of=index_site)
    assert names(page) == ["Bo Zhang"]
    page = open_page("index.html?q=zhang#author-ana-muller", of=index_site)
    assert names(page) == ALL
    assert page.locator("#author-ana-muller").is_visible()


def test_without_scripts_letters_and_names_are_there(
    open_page: Callable[..., Page], index_site: Site
) -> None:
    page = open_page("index.html", of=index_site, java_script_enabled=False)
    assert page.locator(".aw-letters a").all_text_contents() == ["M", "O", "Z", "#"]
    assert page.get_by_role("searchbox", name="Filter authors").count() == 0
    assert page.locator(".aw-term b").all_text_contents() == ALL
