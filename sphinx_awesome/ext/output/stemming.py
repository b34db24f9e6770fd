"""Sphinx's search index: it leads to the right anchors, and words are stemmed once a build.

The words of a page are indexed as they stand and, where that differs, as :func:`.text.fold` has
them; `search.js` folds the words of a query. So `Lodz` finds `Łódź`, and without our script, as
from a disk, `Łódź` is found as ever.
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
    """Replace the language of the search index by one that remembers its stems, and folds.

    On the real list half of the words of a page stand on other pages too; at 10,000 papers
    nearly all do, and stemming is half of the time to write a page.
    """
    code = config.html_search_language or config.language or "en"
    found = languages.get(code) or languages.get(code.partition("_")[0])
    if isinstance(found, str):
        module, _, name = found.rpartition(".")
        found = getattr(import_module(module), name)
    if found is None or hasattr(found, _MEMOISED):
        return

    def init(self: SearchLanguage, options: dict[str, str]) -> None:
        found.__init__(self, options)
        self.stem = cache(self.stem)  # type: ignore[method-assign]

    def split(self: SearchLanguage, text: str) -> list[str]:
        words = found.split(self, text)
        if text.isascii():
            return words
        known = {word.lower() for word in words}
        return [*words, *(word for word in found.split(self, fold(text)) if word not in known)]

    members = {"__init__": init, "split": split, _MEMOISED: True}
    app.add_search_language(type(found.__name__, (found,), members))


def index_whole_anchors(app: Sphinx) -> None:
    """Make the domain know when Sphinx writes the search index: see `AwesomeDomain.get_objects`.

    There is no event for that. The inventory, for which Sphinx asks the same of a domain, must
    get the names as they are.
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
    # It reads a hundred thousand lists, and no cycle among them.
    builder.load_indexer = pause_gc()(builder.load_indexer)  # type: ignore[method-assign]


def setup(app: Sphinx) -> None:
    """Register the events."""
    app.connect("config-inited", memoise_stemming)
    app.connect("builder-inited", index_whole_anchors)
