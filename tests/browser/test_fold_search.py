"""What is typed finds what is shown: on a page of papers, on the page that explores, in search."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Site

pytestmark = pytest.mark.browser

CONF = """\
extensions = ["sphinx_awesome", "myst_parser"]
html_theme = "furo"
project = "Odd"
myst_enable_extensions = ["colon_fence"]
"""
ENTRIES = """\
title = "Odd"

[[entry]]
id = "odd"
title = "“Vision–Language” Models for Alzheimer’s Eﬃcient co\u00adoperation"
authors = ["Łukasz Ørsted", "Guðrún Þórsdóttir"]
venue = "Łódź Letters"
year = 2023
tags = ["X‑ray"]
links.pdf = "https://example.org/odd.pdf"

[[entry]]
id = "plain"
title = "Another paper on quite other matters"
authors = ["Jane Doe"]
year = 2022
links.pdf = "https://example.org/plain.pdf"
"""
QUERIES = [
    "vision-language",
    "Vision—language",
    "alzheimer's",
    "alzheimer`s",
    "efficient",
    "cooperation",
    "orsted",
    "Ørsted",
    "lukasz",
    "thorsdottir gudrun",
    "lodz",
    "x-ray",
    "ＶＩＳＩＯＮ",
]


@pytest.fixture(scope="module")
def odd(make_served: Callable[..., Site]) -> Site:
    """A list whose names no keyboard has."""
    return make_served(
        {
            "docs/conf.py": CONF,
            "docs/index.md": "# Home\n\n```{toctree}\nlist\nexplore\nprose\n```\n",
            "docs/list.md": "# List\n\n:::{awesome:entries} papers\n:::\n",
            "docs/explore.md": "# Explore\n\n:::{awesome:explore}\n:::\n",
            "docs/prose.md": "# Prose\n\nOf Jürgen Groß and co\u00adworkers in Malmö.\n",
            "entries/_list.toml": 'title = "Odd"\nsections = ["papers"]\n',
            "entries/_venues.toml": '[[venue]]\nname = "Łódź Letters"\nkind = "journal"\n',
            "entries/papers.toml": ENTRIES,
        }
    )


@pytest.mark.parametrize("query", QUERIES)
def test_on_a_page_of_papers(open_page: Callable[..., Page], odd: Site, query: str) -> None:
    page = open_page(f"list.html?q={quote_plus(query)}", of=odd)
    page.locator(".aw-filter").wait_for()
    assert page.locator(".aw-card:not(.aw-off)").evaluate_all("all => all.map(c => c.id)") == [
        "paper-odd"
    ]


@pytest.mark.parametrize("query", [*QUERIES, "author:orsted", "venue:lodz", "–plain −matters"])
def test_where_the_list_is_explored(open_page: Callable[..., Page], odd: Site, query: str) -> None:
    page = open_page(f"explore.html?q={quote_plus(query)}", of=odd)
    page.locator("[id=paper-odd], a[href$='#paper-odd']").first.wait_for()
    assert page.locator("[id=paper-plain], .aw-explore a[href$='#paper-plain']").count() == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        *((query, "list.html") for query in ("vision-language", "orsted", "thorsdottir", "lodz")),
        *((query, "prose.html") for query in ("jurgen", "Jürgen", "gross", "Groß", "malmo")),
        ("coworkers", "prose.html"),
    ],
)
def test_in_the_search_of_the_site(
    open_page: Callable[..., Page], odd: Site, query: str, found: str
) -> None:
    page = open_page(f"search.html?q={quote_plus(query)}", of=odd)
    page.locator(".search-summary", has_text="found").wait_for()
    links = page.locator("#search-results li > a")
    shown = links.evaluate_all("all => all.map(a => a.getAttribute('href').split('#')[0])")
    assert found in shown
