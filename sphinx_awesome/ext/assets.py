"""Stylesheets and scripts, for builders that write HTML pages and no others."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from .domain import domain_of
from .html import draws_html

STATIC = Path(__file__).parent.parent / "static"

# In scripts a line of its own, or what types are told in; behind code on its line there is none.
_COMMENTS = {
    ".css": re.compile(r"/\*.*?\*/", re.DOTALL),
    ".js": re.compile(r"^ *//[^\n]*$|/\*\*.*?\*/ ?", re.DOTALL | re.MULTILINE),
}
_WHITE = re.compile(r"\s*\n\s*")  # none of our strings has more than one line


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
    for name in dict.fromkeys(page.assets):
        if name.endswith(".css"):
            app.add_css_file(name)
        else:
            app.add_js_file(name, type="module")


def strip_comments(app: Sphinx, exception: Exception | None) -> None:
    """Take comments and indents out of our files in the output: half of what scripts are."""
    if exception is not None or not draws_html(app.builder):
        return
    for source in sorted(STATIC.rglob("*.*")):
        path = Path(app.outdir, "_static", source.relative_to(STATIC))
        if (comments := _COMMENTS.get(path.suffix)) and path.is_file():
            text = path.read_text(encoding="utf-8")
            short = _WHITE.sub("\n", comments.sub("", text)).lstrip()
            if short != text:
                path.write_text(short, encoding="utf-8", newline="\n")
