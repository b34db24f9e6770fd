"""Stylesheets and scripts, for builders that write HTML pages and no others."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from rcssmin import cssmin  # type: ignore[import-untyped]
from rjsmin import jsmin  # type: ignore[import-untyped]
from sphinx.application import Sphinx

from . import permalinks
from .domain import domain_of
from .html import draws_html, is_site
from .i18n import _
from .output_files import write_if_changed

STATIC = Path(__file__).parent.parent / "static"

_SHORTER = {".css": cssmin, ".js": jsmin}


def add_assets(app: Sphinx) -> None:
    """Make the pages load our stylesheet from the site itself."""
    if draws_html(app.builder):
        # `Sphinx.add_static_dir` is 9.1 and newer.
        app.config.html_static_path.insert(0, str(STATIC))
        app.add_css_file("sphinx-awesome.css")
    if is_site(app.builder) and (folder := permalinks.folder(app.config)):
        # For any page: an address may name a paper that stood there once.
        data: dict[str, Any] = {
            "data-folder": folder,
            "data-arrived": _("You followed an old address. It leads here now."),
            "data-offer": _(
                "What this address names is not on this page any more. It may be here:"
            ),
        }
        app.add_js_file("aw-permalinks.js", loading_method="defer", **data)


def add_page_assets(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Make a page load what the directives on it need besides, and no other page."""
    del templatename, doctree
    page = domain_of(app.env).pages.get(pagename)
    if page is None or not draws_html(app.builder):
        return
    for name in dict.fromkeys(page.assets):
        if name.endswith(".css"):
            app.add_css_file(name)
        else:
            app.add_js_file(name, type="module")
    if page.filtered and is_site(app.builder):
        # Not among the other scripts: a theme may load those when the page is drawn already.
        address = escape(context["pathto"]("_static/awesome/arrive.js", resource=True))
        tag = f'<script src="{address}"></script>\n'
        context["metatags"] = context.get("metatags", "") + tag


def shorten(app: Sphinx, exception: Exception | None) -> None:
    """Take comments and white space out of our files in the output: half of what scripts are."""
    if exception is not None or not draws_html(app.builder):
        return
    outdir = Path(app.outdir)
    for source in sorted(STATIC.rglob("*.*")):
        name = Path("_static", source.relative_to(STATIC))
        path = outdir / name
        if (shorter := _SHORTER.get(path.suffix)) and path.is_file():
            write_if_changed(outdir, name, shorter(path.read_text(encoding="utf-8")))
