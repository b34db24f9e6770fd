"""BibTeX: writing it; and reading it, in :mod:`.reader`."""

from __future__ import annotations

from .writer import record, write, write_all

__all__ = ["record", "write", "write_all"]
