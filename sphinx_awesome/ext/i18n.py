"""The texts of the interface in the language of the site.

They come from the extension's own gettext catalogues in ``sphinx_awesome/locale``. What a list says
is data, and never translated.
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


def _translations() -> NullTranslations:
    """Return the catalogue in use; outside of a build, as for :data:`_`, one without texts."""
    return translators.get(("general", CATALOGUE)) or NullTranslations()


def catalogue_language() -> str:
    """Return the language of the catalogue in use, as its header names it; "" if there is none.

    The language of the site may have another name: ``de_AT`` uses the catalogue of ``de``.
    """
    return _translations().info().get("language", "")


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a text for a number, by the plural rule of the language.

    :param one: the English text for one.
    :param many: the English text for any other number.
    """
    return _translations().ngettext(one, many, number)


def papers_text(number: int) -> str:
    """Return a number of papers as text, such as ``51 papers``."""
    return ngettext("{n} paper", "{n} papers", number).format(n=number)


def link_label(name: str) -> str:
    """Return the label of a link, in the language of the site if it is one of ours."""
    return _(model.LINK_LABELS[name]) if name in model.LINK_LABELS else name
