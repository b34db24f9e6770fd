"""Stylesheets and scripts, for builders that write HTML pages and no others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from babel.core import Locale, UnknownLocaleError
from docutils import nodes
from sphinx.application import Sphinx

from ...locale.catalogues import SCRIPTS, texts
from .. import builders
from ..builders import is_html_builder, is_site_builder
from ..components.entries import is_filtered
from ..domain import domain_of
from ..i18n import _, ngettext
from ..persistence import write_if_changed

_IMPORT = re.compile(r'^import .*"\./([\w-]+\.js)";$', re.MULTILINE)

_MODULES = {
    "translations.js": "export const translations = {};\n",
    "other-translations.js": (
        'import {{ translations }} from "./translations.js";\nObject.assign(translations, {});\n'
    ),
}


def write_translations(app: Sphinx, exception: Exception | None) -> None:
    """Replace the empty modules; in English the scripts have their words."""
    outdir, folder = Path(app.outdir), Path("_static", "awesome")
    if exception is not None or not is_html_builder(app.builder) or not (outdir / folder).is_dir():
        return
    found = list(_words(app.config.language or "en"))
    at_once = set(static_imports("page.js"))
    first = {text: word for script, text, word in found if script in at_once}
    other = {text: word for script, text, word in found if text not in first}
    for (name, code), words in zip(_MODULES.items(), (first, other), strict=True):
        if words:
            text = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            write_if_changed(outdir, folder / name, code.format(text))


def static_imports(*names: str) -> dict[str, None]:
    """Some scripts, and all those that they load at once."""
    found = dict.fromkeys(names)
    for name in names:
        imported = _IMPORT.findall((SCRIPTS / name).read_text(encoding="utf-8"))
        if new := [other for other in imported if other not in found]:
            return static_imports(*found, *new)
    return found


def _words(language: str) -> Iterator[tuple[str, str, str | dict[str, str]]]:
    """Each text that has a translation, with its script: itself, or its forms by plural category.

    The categories are those of ``Intl.PluralRules``, which are Unicode's, as Babel's are.
    """
    if language == "en":
        return
    category = _locale(language).plural_form
    for script, text in texts():
        if isinstance(text, str):
            if (word := str(_(text))) != text:
                yield script, text, word
        else:
            one, many = text
            forms = {category(n): ngettext(one, many, n) for n in range(200, -1, -1)}
            if not {one, many} & set(forms.values()):
                yield script, one, forms


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


STATIC = Path(__file__).parents[2] / "static"


def add_assets(app: Sphinx) -> None:
    """Make the pages load our stylesheet from the site itself."""
    if is_html_builder(app.builder):
        # `Sphinx.add_static_dir` is 9.1 and newer.
        app.config.html_static_path.insert(0, str(STATIC))
        app.add_css_file("sphinx-awesome.css")
    if is_site_builder(app.builder) and (folder := builders.permalink_folder(app.config)):
        # For any page: an address may name a paper that stood there once.
        data: dict[str, Any] = {
            "data-folder": folder,
            "data-arrived": _("You followed an old address. It leads here now."),
            "data-offer": _(
                "What this address names is not on this page any more. It may be here:"
            ),
        }
        app.add_js_file("awesome/permalinks.js", loading_method="defer", **data)


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
    if page is None or not is_html_builder(app.builder):
        return
    for name in dict.fromkeys(page.assets):
        if name.endswith(".css"):
            app.add_css_file(name)
        else:
            app.add_js_file(name, type="module")
    if is_filtered(page) and is_site_builder(app.builder):
        # Not among the other scripts: a theme may load those when the page is drawn already.
        address = escape(context["pathto"]("_static/awesome/before-paint.js", resource=True))
        tag = f'<script src="{address}"></script>\n'
        context["metatags"] = context.get("metatags", "") + tag


def setup(app: Sphinx) -> None:
    """Register the events."""
    app.connect("builder-inited", add_assets)
    app.connect("html-page-context", add_page_assets)
    app.connect("build-finished", write_translations)
