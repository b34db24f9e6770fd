"""The words of the scripts, in the language of the site, as modules that they import.

No page needs a script of its own for them, which a strict content security policy would refuse.
What pages of papers load at once is kept small: all words but theirs are a second module.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from babel.core import Locale, UnknownLocaleError
from sphinx.application import Sphinx

from ..locale.scripts import SCRIPTS, texts
from .html import draws_html
from .i18n import _, ngettext
from .output_files import write_if_changed

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
    if exception is not None or not draws_html(app.builder) or not (outdir / folder).is_dir():
        return
    found = list(_words(app.config.language or "en"))
    at_once = set(loaded_with("page.js"))
    first = {text: word for script, text, word in found if script in at_once}
    other = {text: word for script, text, word in found if text not in first}
    for (name, code), words in zip(_MODULES.items(), (first, other), strict=True):
        if words:
            text = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            write_if_changed(outdir, folder / name, code.format(text))


def loaded_with(*names: str) -> dict[str, None]:
    """Some scripts, and all those that they load at once."""
    found = dict.fromkeys(names)
    for name in names:
        imported = _IMPORT.findall((SCRIPTS / name).read_text(encoding="utf-8"))
        if new := [other for other in imported if other not in found]:
            return loaded_with(*found, *new)
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
