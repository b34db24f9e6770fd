"""Axe finds nothing on any page: light on a desktop, dark on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .conftest import DESKTOP, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Site

pytestmark = pytest.mark.browser

#: What the theme and Sphinx do by themselves, by rule: elements that are not ours.
THEIRS = {
    "aria-required-attr": ".sidebar-tree .caption",
    "landmark-unique": ".sidebar-drawer, .toc-drawer",
    "page-has-heading-one": "html",  # the search page
    "region": ".content-icon-container .visually-hidden, .skip-to-content, .back-to-top *",
    "scrollable-region-focusable": "[class*=highlight-] > .highlight > pre, .table-wrapper",
}


def axe() -> str:
    """The script, of the version that is pinned with the tests."""
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds, a line each: the rule, and where."""
    page.evaluate(axe())
    found: list[str] = page.evaluate(
        """async theirs => {
            const result = await axe.run(document, { resultTypes: ["violations"] });
            const isTheirs = (rule, target) => {
                const element = document.querySelector(target);
                return theirs[rule] && element.matches(theirs[rule])
                    && !element.closest('[class*="aw-"]:not(html, body)');
            };
            return result.violations.flatMap(({ id, nodes }) => nodes
                .filter(({ target }) => !isTheirs(id, target[0]))
                .map(({ target, html }) => `${id}: ${target[0]} ${html.slice(0, 120)}`));
        }""",
        THEIRS,
    )
    return found


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_no_page_breaks_a_rule(
    open_page: Callable[..., Page], published_site: Site, size: tuple[int, int], scheme: str
) -> None:
    site = published_site
    page = open_page("index.html", of=site, size=size, color_scheme=scheme)
    found = []
    for name in site.varied_pages:
        page.goto(site.base + name)
        found += [f"{name} {line}" for line in violations(page)]
    assert found == []


def test_axe_finds_what_is_wrong(open_page: Callable[..., Page]) -> None:
    page = open_page("survey.html")
    page.evaluate("document.querySelector('.aw-card .aw-pill').removeAttribute('aria-label')")
    page.evaluate("document.querySelector('.aw-card .aw-pill').textContent = ''")
    assert [line.partition(":")[0] for line in violations(page)] == ["link-name"]
