"""A list that holds more than papers, in a browser: its facet, and how its entries are counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Site

pytestmark = pytest.mark.browser

FILES = {
    "docs/conf.py": """\
extensions = ["sphinx_awesome", "myst_parser"]
html_theme = "furo"
myst_enable_extensions = ["colon_fence"]
""",
    "docs/index.md": "# Home\n\n:::{toctree}\nlist\nexplore\n:::\n",
    "docs/list.md": "# List\n\n:::{awesome:entries} list\n:::\n",
    "docs/explore.md": "# Explore\n\n:::{awesome:explore}\n:::\n",
    "entries/_list.toml": 'title = "Types"\n',
    "entries/list.toml": """\
title = "List"

[[entry]]
id = "paper"
title = "A Paper"
venue = "MICCAI"
year = 2021
links.pdf = "https://example.org/paper.pdf"

[[entry]]
id = "data"
title = "Some Data"
type = "dataset"
year = 2021
note = "Ten images."
links.data = "https://example.org/data"

[[entry]]
id = "tool"
title = "A Tool"
type = "software"
note = "Reads them."
links.code = "https://example.org/tool"

[[entry]]
id = "book"
title = "A Book"
type = "book"
publisher = "A Press"
links.link = "https://example.org/book"
""",
}
WHOLE = "2 papers, 1 data set, 1 software tool"


@pytest.fixture(scope="module")
def typed(make_served: Callable[..., Site]) -> Site:
    return make_served(FILES)


def test_on_a_page(open_page: Callable[..., Page], typed: Site) -> None:
    page = open_page("list.html", of=typed)
    count = page.locator(".aw-count")
    assert count.inner_text().strip() == WHOLE
    types = page.locator("select[name=type]")
    assert types.locator("option").all_inner_texts() == [
        *("Any type", "Paper (1)", "Book (1)", "Data set (1)", "Software (1)")
    ]
    numbers = page.locator("h2 .aw-n")
    assert numbers.all_inner_texts() == ["1 paper, 1 data set", "1", "1 paper"]
    types.select_option("dataset")
    assert count.inner_text().strip() == "1 of 4 entries"
    assert numbers.first.inner_text() == "1 of 2 entries"
    shown = page.locator(".aw-card:not(.aw-off)")
    assert shown.count() == 1
    assert "type=dataset" in page.evaluate("location.search")
    types.select_option("")
    page.locator(".aw-find input").fill("-type:paper")
    page.wait_for_function("document.querySelectorAll('.aw-card:not(.aw-off)').length === 3")
    page.locator(".aw-find input").fill("")
    assert count.inner_text().strip() == WHOLE


def test_explored(open_page: Callable[..., Page], typed: Site) -> None:
    page = open_page("explore.html?view=list", of=typed)
    assert page.locator(".aw-total").inner_text() == WHOLE
    facet = page.get_by_role("group", name="Type", exact=True)
    assert facet.locator("label > span:first-of-type").all_inner_texts() == [
        *("Paper", "Book", "Data set", "Software")
    ]
    badges = page.locator(".aw-row .sd-badge")
    assert badges.all_inner_texts() == ["MICCAI 2021", "Data set 2021", "Software", "A Press"]
    facet.get_by_role("checkbox", name="Data set").check()
    assert page.locator(".aw-total").inner_text() == "1 of 4 entries"
    page.goto(page.url.partition("?")[0] + "?ids=tool,data")
    page.locator(".aw-chosen-by").wait_for()
    assert page.locator(".aw-total").inner_text() == "2 of 2 entries"
