"""Sphinx's search index: it leads to the right anchors, and words are stemmed once a build."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.search import SearchLanguage, languages

from .domain import domain_of
from .html import draws_html

_MEMOISED = "awesome_memoised"


def memoise_stemming(app: Sphinx, config: Config) -> None:
    """Replace the language of the search index by one that remembers its stems.

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

    remembering = type(found.__name__, (found,), {"__init__": init, _MEMOISED: True})
    app.add_search_language(remembering)


def index_whole_anchors(app: Sphinx) -> None:
    """Tell the domain when Sphinx writes the search index: see `AwesomeDomain.get_objects`.

    There is no event for that. The inventory, for which Sphinx asks the same of a domain, must
    get the names as they are.
    """
    builder = app.builder
    if not draws_html(builder):
        return
    dump = builder.dump_search_index

    def dump_search_index() -> None:
        domain = domain_of(app.env)
        domain.is_indexed = True
        try:
            dump()
        finally:
            domain.is_indexed = False

    builder.dump_search_index = dump_search_index  # type: ignore[method-assign]
