"""Sphinx's search index, made faster: each word is stemmed once a build, not once a page."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.search import SearchLanguage, languages

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
