"""Turn an awesome list of research papers into a Sphinx site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .version import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["__version__", "setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the Sphinx extension. Imported here alone: the command line needs no Sphinx."""
    from .ext import setup as setup_extension  # noqa: PLC0415

    return setup_extension(app)
