"""Sphinx's search index: its links have the right anchors, and words are stemmed once in a build.

The words of a page are indexed as written and, if that differs, as folded by :func:`.text.fold`;
`search.js` folds the words of a query. So `Lodz` finds `Łódź`, and without our script, as from a
disk, `Łódź` still finds `Łódź`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.search import SearchLanguage, languages

from ...core.files import pause_gc
from ...core.text import fold
from ..builders import is_html_builder
from ..domain import domain_of

_MEMOISED = "awesome_memoised"


def memoise_stemming(app: Sphinx, config: Config) -> None:
    """Replace the language of the search index by one that caches its stems, and folds words.

    On the real list half of the words of a page are on other pages too; with 10,000 papers nearly
    all are, and stemming is half of the time to write a page.
    """
    code = config.html_search_language or config.language or "en"
    language = languages.get(code) or languages.get(code.partition("_")[0])
    if isinstance(language, str):
        module, _, name = language.rpartition(".")
        language = getattr(import_module(module), name)
    if language is None or hasattr(language, _MEMOISED):
        return

    def init(self: SearchLanguage, options: dict[str, str]) -> None:
        language.__init__(self, options)
        self.stem = cache(self.stem)  # type: ignore[method-assign]

    def split(self: SearchLanguage, text: str) -> list[str]:
        words = language.split(self, text)
        if text.isascii():
            return words
        known = {word.lower() for word in words}
        return [*words, *(word for word in language.split(self, fold(text)) if word not in known)]

    members = {"__init__": init, "split": split, _MEMOISED: True}
    app.add_search_language(type(language.__name__, (language,), members))


def note_indexing(app: Sphinx) -> None:
    """Tell the domain when Sphinx writes the search index; see `AwesomeDomain.get_objects`.

    There is no event for that. The inventory uses the same objects, and must get the names as they
    are.
    """
    builder = app.builder
    if not is_html_builder(builder):
        return
    dump = builder.dump_search_index

    @pause_gc()
    def dump_search_index() -> None:
        domain = domain_of(app.env)
        domain.is_indexed = True
        try:
            dump()
        finally:
            domain.is_indexed = False

    builder.dump_search_index = dump_search_index  # type: ignore[method-assign]
    # It reads a hundred thousand lists without a reference cycle.
    builder.load_indexer = pause_gc()(builder.load_indexer)  # type: ignore[method-assign]


def setup(app: Sphinx) -> None:
    """Register the events."""
    app.connect("config-inited", memoise_stemming)
    app.connect("builder-inited", note_indexing)
