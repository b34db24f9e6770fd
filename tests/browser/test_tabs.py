"""Papers in tabs of sphinx-design: one bar, always in reach, that tells of hits elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Site

pytestmark = pytest.mark.browser

CONF = """\
extensions = ["sphinx_awesome", "myst_parser"]
html_theme = "furo"
project = "Tabs"
myst_enable_extensions = ["colon_fence"]
"""
PAGE = """\
# Tabs

::::::{tab-set}
:::::{tab-item} New
::::{awesome:entries} papers
:years: 2023-
:group-by: none
::::
:::::
:::::{tab-item} Older
::::{awesome:entries} papers
:years: -2022
:group-by: none
::::
:::::
::::::

:::::{dropdown} Others
::::{awesome:entries} others
:group-by: none
::::
:::::
"""
ENTRIES = "".join(
    f'[[entry]]\nid = "{name}"\ntitle = "{title}"\nauthors = ["Ada Lovelace"]\nyear = {year}\n\n'
    for name, title, year in [
        ("a", "Graphs of reports", 2023),
        ("b", "Reports of graphs", 2021),
        ("c", "Chest pictures", 2020),
    ]
)
OTHERS = '[[entry]]\nid = "d"\ntitle = "Graphs alone"\nauthors = ["Grace Hopper"]\nyear = 2019\n'


@pytest.fixture(scope="module")
def tabs(make_served: Callable[..., Site]) -> Site:
    return make_served(
        {
            "docs/conf.py": CONF,
            "docs/index.md": PAGE,
            "entries/_list.toml": 'title = "Tabs"\nsections = ["papers", "others"]\n',
            "entries/papers.toml": f'title = "Papers"\n\n{ENTRIES}',
            "entries/others.toml": f'title = "Others"\n\n{OTHERS}',
        }
    )


def visible(page: Page) -> list[str]:
    return page.locator(".aw-card").evaluate_all(
        "all => all.filter(card => card.checkVisibility()).map(card => card.id)"
    )


def offers(page: Page) -> list[str]:
    return page.locator(".aw-elsewhere button").all_inner_texts()


def test_hits_in_a_tab_that_is_closed_are_told(open_page: Callable[..., Page], tabs: Site) -> None:
    page = open_page("index.html", of=tabs)
    field = page.locator(".aw-find input")
    assert offers(page) == []
    field.fill("graphs")
    page.locator(".aw-count", has_text="3 of 4 papers").wait_for()
    page.locator(".aw-elsewhere button").nth(1).wait_for()
    assert visible(page) == ["paper-a"]
    assert offers(page) == ["1 paper in “Older”", "1 paper in “Others”"]
    page.locator(".aw-elsewhere button").first.click()
    page.locator(".aw-elsewhere button", has_text="New").wait_for()
    assert visible(page) == ["paper-b"]
    assert field.is_visible()
    page.locator(".aw-elsewhere button", has_text="Others").click()
    assert visible(page) == ["paper-b", "paper-d"]
    page.get_by_role("button", name="Clear filters").click()
    page.wait_for_function("!document.querySelector('.aw-elsewhere button')")


def test_an_address_opens_the_tab_of_its_paper(open_page: Callable[..., Page], tabs: Site) -> None:
    page = open_page("index.html#paper-c", of=tabs)
    page.locator("#paper-c").wait_for(state="visible")
    assert page.locator(".aw-find input").is_visible()


def test_without_scripts_tabs_and_papers_are_there(
    open_page: Callable[..., Page], tabs: Site
) -> None:
    page = open_page("index.html", of=tabs, java_script_enabled=False)
    assert visible(page) == ["paper-a"]
