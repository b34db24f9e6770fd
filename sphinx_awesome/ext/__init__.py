"""The Sphinx extension: everything that imports Sphinx or docutils."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from ..version import __version__
from . import config, domain, i18n, rebuild
from .components import (
    chart,
    cite,
    count,
    downloads,
    entries,
    explore,
    filters,
    former_pages,
    index,
    sections,
)
from .output import (
    disk_bundle,
    furo_sidebar,
    head,
    permalinks,
    sitemap,
    static_files,
    stemming,
)

ROOMS = (
    config,
    i18n,
    domain,
    entries,
    sections,
    index,
    cite,
    chart,
    explore,
    count,
    filters,
    downloads,
    former_pages,
    stemming,
    static_files,
    disk_bundle,
    head,
    sitemap,
    furo_sidebar,
    permalinks,
    rebuild,
)
"""The modules that register something with Sphinx, each by its function `setup`.

Directives in the order of the reference. Handlers of one event run in the order of their
priorities, which those have that need an order: it does not depend on this list.
"""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.setup_extension("sphinx_design")
    for room in ROOMS:
        room.setup(app)
    return {
        "version": __version__,
        "env_version": 3,  # published in the search index; see `AwesomeDomain.data_version`
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
