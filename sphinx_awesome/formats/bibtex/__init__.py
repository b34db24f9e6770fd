"""BibTeX: writing it; and reading it, in :mod:`.reader`, for which bibtexparser must be there."""

from .writer import write, write_all

__all__ = ["write", "write_all"]
