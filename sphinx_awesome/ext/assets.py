"""Stylesheets and scripts, for builders that write HTML pages and no others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from .domain import domain_of
from .html import draws_html

STATIC = Path(__file__).parent.parent / "static"


def add_assets(app: Sphinx) -> None:
    """Make the pages load our stylesheet from the site itself."""
    if draws_html(app.builder):
        # `Sphinx.add_static_dir` is 9.1 and newer.
        app.config.html_static_path.insert(0, str(STATIC))
        app.add_css_file("sphinx-awesome.css")


def add_page_assets(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Make a page load what the directives on it need besides, and no other page."""
    del templatename, context, doctree
    page = domain_of(app.env).pages.get(pagename)
    if page is None or not draws_html(app.builder):
        return
    for name in dict.fromkeys(name for part in page.parts for name in part.assets):
        if name.endswith(".css"):
            app.add_css_file(name)
        else:
            app.add_js_file(name, type="module")
