"""The stylesheet, for builders that write HTML pages and no others."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from .html import draws_html

STATIC = Path(__file__).parent.parent / "static"


def add_assets(app: Sphinx) -> None:
    """Make the pages load our stylesheet from the site itself."""
    if draws_html(app.builder):
        # `Sphinx.add_static_dir` is 9.1 and newer.
        app.config.html_static_path.insert(0, str(STATIC))
        app.add_css_file("sphinx-awesome.css")
