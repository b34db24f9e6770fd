"""The Sphinx extension: everything that imports Sphinx or docutils."""

from __future__ import annotations

from importlib import import_module

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from ..version import __version__

ROOMS = (
    "config",
    "i18n",
    "domain",
    "components.entries",
    "components.sections",
    "components.index",
    "components.cite",
    "components.chart",
    "components.explore",
    "components.count",
    "components.filters",
    "components.downloads",
    "components.former_pages",
    "output.stemming",
    "output.static_files",
    "output.head",
    "output.sitemap",
    "output.furo_sidebar",
    "output.linkcheck",
    "output.permalinks",
    "rebuild",
)
"""The modules that register something with Sphinx, each by its function `setup`.

Directives in the order of the reference. Handlers of one event run in the order of their
priorities, which those have that need an order: it does not depend on this list.
"""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.setup_extension("sphinx_design")
    for room in ROOMS:
        import_module(f".{room}", __name__).setup(app)
    return {
        "version": __version__,
        "env_version": 3,  # published in the search index; see `AwesomeDomain.data_version`
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
