"""The words of the interface, in the language of the site.

They come from the extension's own gettext catalogue in ``sphinx_awesome/locale``; what a list
says is data and never translated.
"""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.locale import get_translation, translators

from ..core import model

CATALOGUE = "sphinx-awesome"

LOCALE = Path(__file__).parent.parent / "locale"

_ = get_translation(CATALOGUE)


def setup(app: Sphinx) -> None:
    """Register the catalogue of the site's language.

    Sphinx would go on speaking the language of the first of several builds in one process.
    """
    translators.pop(("general", CATALOGUE), None)
    app.add_message_catalog(CATALOGUE, str(LOCALE))


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a text for a number, by the plural rule of the language."""
    # Outside of a build, as `_` does, in English.
    found = translators.get(("general", CATALOGUE)) or NullTranslations()
    return found.ngettext(one, many, number)


def papers_text(number: int) -> str:
    """Return a number of papers in words."""
    return ngettext("{n} paper", "{n} papers", number).format(n=number)


def link_label(name: str) -> str:
    """Return how the label of a link reads; one that is not ours as written."""
    return _(model.LINK_LABELS[name]) if name in model.LINK_LABELS else name
