"""Scripts and stylesheets of HTML pages, and the texts of the scripts in the language of the site.

It knows the files in ``static/`` and when a page loads them. It must not know what a directive
shows: the record of a page names the files that it needs
(:attr:`~..domain.PageRecord.assets`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from .. import builders
from ..builders import is_html_builder, is_site_builder
from ..components.entries import is_filtered
from ..domain import domain_of
from ..i18n import ENTRY_FORMS, ENTRY_TEXTS, LOCALE, _, catalogue_language, ngettext
from ..persistence import write_if_changed

STATIC = Path(__file__).parents[2] / "static"

SCRIPTS = STATIC / "awesome"

_IMPORT = re.compile(r'^import .*"\./([\w-]+\.js)";$', re.MULTILINE)

_MODULES = {
    "translations.js": "export const translations = {};\n",
    "other-translations.js": (
        'import {{ translations }} from "./translations.js";\nObject.assign(translations, {});\n'
    ),
}


def add_assets(app: Sphinx) -> None:
    """Add the files of all pages: our stylesheet, and the script that follows moved addresses."""
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
    """Add the files that the directives of a page need to that page, and to no other.

    A handler of ``html-page-context``.
    """
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
        # Not among the other scripts: a theme may load those after the page has been painted.
        address = escape(context["pathto"]("_static/awesome/before-paint.js", resource=True))
        tag = f'<script src="{address}"></script>\n'
        context["metatags"] = context.get("metatags", "") + tag
    if any(name.endswith(".js") for name in page.assets) and is_site_builder(app.builder):
        app.add_js_file("awesome/disk.js")


def static_imports(*names: str) -> dict[str, None]:
    """Return scripts and all that they import at once, without those of ``import()``.

    :param names: file names in :data:`SCRIPTS`.
    :return: file names, in the order of their first import.
    """
    scripts = dict.fromkeys(names)
    for name in names:
        imported = _IMPORT.findall((SCRIPTS / name).read_text(encoding="utf-8"))
        if new := [other for other in imported if other not in scripts]:
            return static_imports(*scripts, *new)
    return scripts


def write_translations(app: Sphinx, exception: Exception | None) -> None:
    """Replace the modules of translations, which are empty: in English they may stay so.

    They do not where the list holds more than papers: then the scripts speak of entries.

    The texts that pages of papers load at once are in a module of their own, to keep it small.
    """
    outdir, folder = Path(app.outdir), Path("_static", "awesome")
    if exception is not None or not is_html_builder(app.builder) or not (outdir / folder).is_dir():
        return
    papers_alone = domain_of(app.env).awesome_list.has_papers_alone
    translated = list(_translated_texts(papers_alone=papers_alone))
    at_once = set(static_imports("page.js"))
    first = {text: word for script, text, word in translated if script in at_once}
    other = {text: word for script, text, word in translated if text not in first}
    for (name, code), words in zip(_MODULES.items(), (first, other), strict=True):
        if words:
            text = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            write_if_changed(outdir, folder / name, code.format(text))


_ENGLISH_PLURALS = {"one": 1, "other": 2}


def _translated_texts(*, papers_alone: bool) -> Iterator[tuple[str, str, str | dict[str, str]]]:
    """Yield the texts of the scripts that read otherwise than they are written there.

    :param papers_alone: True if the list holds nothing else.
    :return: file name of a script, a text in it (with a form for many: that for one), and its
        translation; with a form for many the forms by category of ``Intl.PluralRules``.
    """
    known = json.loads((LOCALE / "scripts.json").read_text(encoding="utf-8"))
    numbers = known["plurals"].get(catalogue_language(), _ENGLISH_PLURALS)
    meant_texts = {} if papers_alone else ENTRY_TEXTS
    meant_forms = {} if papers_alone else ENTRY_FORMS
    for script, texts in known["texts"].items():
        for text in texts:
            if isinstance(text, str):
                if (word := str(_(meant_texts.get(text, text)))) != text:
                    yield script, text, word
            else:
                one, many = text
                meant_one, meant_many = meant_forms.get(one, (one, many))
                forms = {
                    category: ngettext(meant_one, meant_many, n) for category, n in numbers.items()
                }
                if not {one, many} & set(forms.values()):
                    yield script, one, forms


def setup(app: Sphinx) -> None:
    """Register the events."""
    app.connect("builder-inited", add_assets)
    app.connect("html-page-context", add_page_assets)
    app.connect("build-finished", write_translations)
