"""What readers type finds the same in every field: a sample of the queries that node tries."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

import pytest

from .conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Site

pytestmark = pytest.mark.browser

KNOWN = json.loads((ROOT / "tests" / "javascript" / "queries.json").read_bytes())
#: Every fourth query.
SAMPLE = list(KNOWN["queries"].items())[::4]
CONF = """\
extensions = ["sphinx_awesome", "myst_parser"]
html_theme = "furo"
project = "Queries"
myst_enable_extensions = ["colon_fence"]
"""


def toml(value: Any) -> str:  # noqa: ANN401
    """A value as it stands in an entry file; JSON's strings and lists are TOML's too."""
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key)} = {toml(one)}" for key, one in value.items())
        return f"{{ {', '.join(pairs)} }}"
    return json.dumps(value, ensure_ascii=False)


def blocks(kind: str, records: list[dict[str, Any]]) -> str:
    lines = (
        "".join(f"{key} = {toml(value)}\n" for key, value in record.items() if value)
        for record in records
    )
    return "\n".join(f"[[{kind}]]\n{text}" for text in lines)


@pytest.fixture(scope="module")
def queried(make_served: Callable[..., Site]) -> Site:
    return make_served(
        {
            "docs/conf.py": CONF,
            "docs/index.md": "# Home\n\n```{toctree}\nlist\nexplore\n```\n",
            "docs/list.md": "# Papers\n\n:::{awesome:entries} papers\n:::\n",
            "docs/explore.md": "# Explore\n\n:::{awesome:explore}\n:::\n",
            "entries/_list.toml": f'title = "Queries"\nfields = {toml(KNOWN["fields"])}\n',
            "entries/_venues.toml": blocks("venue", KNOWN["venues"]),
            "entries/papers.toml": f'title = "Papers"\n\n{blocks("entry", KNOWN["papers"])}',
        }
    )


def ids(links: list[str]) -> list[str]:
    return sorted(link.partition("#paper-")[2] for link in links)


IDS = "all => all.map(one => one.id.replace('paper-', ''))"
HREFS = "all => all.map(one => one.href)"


def typed(page: Page, field: str, query: str) -> None:
    page.locator(f"{field} input").fill(query)
    page.wait_for_timeout(150)


def test_on_a_page_of_papers(open_page: Callable[..., Page], queried: Site) -> None:
    page = open_page("list.html?q=x", of=queried)
    shown = page.locator(".aw-card:not(.aw-off)")
    for query, finds in SAMPLE:
        typed(page, ".aw-find", query)
        assert sorted(shown.evaluate_all(IDS)) == sorted(finds), query


def test_where_the_list_is_explored(open_page: Callable[..., Page], queried: Site) -> None:
    page = open_page("explore.html?view=list&q=x", of=queried)
    page.locator(".aw-orders").wait_for()
    for query, finds in SAMPLE:
        typed(page, ".aw-field", query)
        page.wait_for_timeout(100)
        assert ids(page.locator(".aw-row > a").evaluate_all(HREFS)) == sorted(finds), query


def test_in_the_search_of_the_site(open_page: Callable[..., Page], queried: Site) -> None:
    for query, finds in SAMPLE[::3]:
        if len(finds) > 8:
            continue
        page = open_page(f"search.html?q={quote_plus(query)}", of=queried)
        page.locator(".aw-papers-found" if finds else "#search-results h2").wait_for()
        found = page.locator(".aw-papers-found .aw-row > a").evaluate_all(HREFS)
        assert ids(found) == sorted(finds), query


@pytest.mark.parametrize(
    ("german", "english"), [("mit Code", "with code"), ("seit 2022", "since 2022")]
)
def test_plain_forms_in_the_language_of_the_site(
    open_page: Callable[..., Page], german_site: Site, german: str, english: str
) -> None:
    address = f"medical-report-generation.html?q={quote_plus(german)}"
    shown = ".aw-card:not(.aw-off)"
    there = open_page(address, of=german_site).locator(shown).evaluate_all(IDS)
    here = open_page(address.replace(quote_plus(german), quote_plus(english)))
    assert there == here.locator(shown).evaluate_all(IDS)
    assert 0 < len(there) < 51


def test_fields_of_the_list_are_facets(open_page: Callable[..., Page], queried: Site) -> None:
    page = open_page("list.html", of=queried)
    shown = page.locator(".aw-card:not(.aw-off)")
    page.locator("select[name=modality]").select_option("Ultrasound")
    assert shown.evaluate_all(IDS) == ["encoders"]
    page.wait_for_url("**/list.html?modality=Ultrasound")
    page = open_page("explore.html?view=list&modality=MRI", of=queried)
    page.locator(".aw-row > a[href*='#paper-']").first.wait_for()
    assert ids(page.locator(".aw-row > a").evaluate_all(HREFS)) == ["encoders", "limits"]
    chips = page.locator("fieldset:has(legend:text-is('Modality')) .aw-chip")
    assert [text.split() for text in chips.all_inner_texts()] == [["MRI", "2"], ["Ultrasound", "1"]]
    # Nothing is chosen by a field that is no facet, and no address names it.
    assert page.locator("legend").all_inner_texts().count("Task") == 0
