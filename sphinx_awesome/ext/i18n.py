"""The texts of the interface in the language of the site.

They come from the extension's own gettext catalogues in ``sphinx_awesome/locale``. What a list says
is data, and never translated.
"""

from __future__ import annotations

from collections.abc import Mapping
from gettext import NullTranslations
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.locale import get_translation, translators

from ..core import model
from ..core.model import EntryType
from ..core.text import N_, NN_

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


ENTRY_TEXTS = {
    "Explore all papers": N_("Explore all entries"),
    "Loading the papers …": N_("Loading the entries …"),
    "No paper matches all of this.": N_("No entry matches all of this."),
    "Papers": N_("Entries"),
    "Show all papers": N_("Show all entries"),
    "The papers could not be loaded. These pages show them:": N_(
        "The entries could not be loaded. These pages show them:"
    ),
}
"""Texts of the scripts, and how they read in a list that does not hold papers alone."""

ENTRY_FORMS = {
    "Explore {n} paper": NN_("Explore {n} entry", "Explore all {n} entries"),
    "Show {more} of {n} further paper": NN_(
        "Show {more} of {n} further entry", "Show {more} of {n} further entries"
    ),
    "{n} paper chosen by this address.": NN_(
        "{n} entry chosen by this address.", "{n} entries chosen by this address."
    ),
    "{n} paper in “{tab}”": NN_("{n} entry in “{tab}”", "{n} entries in “{tab}”"),
    "{n} paper saved.": NN_("{n} entry saved.", "{n} entries saved."),
    "{n} paper selected": NN_("{n} entry selected", "{n} entries selected"),
}
"""The same of texts with forms for one and for many, by that for one."""


def papers_text(number: int) -> str:
    """Return a number of papers as text, such as ``51 papers``."""
    return ngettext("{n} paper", "{n} papers", number).format(n=number)


def types_text(numbers: Mapping[EntryType, int]) -> str:
    """Return numbers of entries as text, such as ``51 papers, 12 data sets``.

    :param numbers: by the type under which entries are counted, as
        :func:`~sphinx_awesome.core.statistics.count_types` returns them.
    """
    return ", ".join(type_text(type_, number) for type_, number in numbers.items())


def type_text(type_: EntryType, number: int) -> str:
    """Return a number of entries of one type as text, such as ``12 data sets``."""
    return ngettext(*model.TYPE_COUNTS[type_], number).format(n=number)


def type_name(type_: EntryType) -> str:
    """Return the name of a type, as a badge has it."""
    return _(model.TYPE_NAMES[type_][0])


def type_heading(type_: EntryType) -> str:
    """Return the name of a type that heads several entries."""
    return _(model.TYPE_NAMES[type_][1])


def link_label(name: str) -> str:
    """Return the label of a link, in the language of the site if it is one of ours."""
    return _(model.LINK_LABELS[name]) if name in model.LINK_LABELS else name
