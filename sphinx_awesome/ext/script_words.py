"""The words of the scripts, in the language of the site, as a module that they import.

No page needs a script of its own for them, which a strict content security policy would refuse.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from babel.core import Locale, UnknownLocaleError
from babel.messages.extract import extract_from_dir
from sphinx.application import Sphinx

from .assets import STATIC
from .html import draws_html
from .i18n import _, ngettext

SCRIPTS = STATIC / "awesome"
KEYWORDS = {"t": None, "tn": (1, 2)}
"""The functions of ``words.js``, as Babel names keywords."""


def write_translations(app: Sphinx, exception: Exception | None) -> None:
    """Replace the empty ``translations.js``; in English the scripts have their words."""
    path = Path(app.outdir, "_static", "awesome", "translations.js")
    if exception is not None or not draws_html(app.builder) or not path.is_file():
        return
    if words := dict(_words(app.config.language or "en")):
        text = json.dumps(words, ensure_ascii=False, sort_keys=True, indent=0)
        path.write_text(f"export const translations = {text};\n", encoding="utf-8")


def _words(language: str) -> Iterator[tuple[str, str | dict[str, str]]]:
    """Each text that has a translation: itself, or its forms by plural category.

    The categories are those of ``Intl.PluralRules``, which are Unicode's, as Babel's are.
    """
    if language == "en":
        return
    category = _locale(language).plural_form
    for found in extract_from_dir(SCRIPTS, [("*.js", "javascript")], keywords=KEYWORDS):
        message = found[2]
        if isinstance(message, str):
            if (text := str(_(message))) != message:
                yield message, text
        else:
            one, many = message
            forms = {category(n): ngettext(one, many, n) for n in range(200, -1, -1)}
            if not {one, many} & set(forms.values()):
                yield one, forms


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
