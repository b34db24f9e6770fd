"""A citation as a line of text, for those who do not use LaTeX."""

from __future__ import annotations

from ..core.model import Entry
from ..core.names import listed
from ..core.reference import Reference, reference
from ..core.venues import Venues


def write(entry: Entry, venues: Venues) -> str:
    """Write a paper as `Authors (year). Title. Where. Address`.

    Names as the list has them, all of them, with commas between, and "et al." behind them if the
    list does not have all; the full name of the venue; the
    address is that of the DOI if there is one. What is not known is left out.
    """
    return line(reference(entry, venues))


def line(cited: Reference) -> str:
    """Write a citation."""
    authors = listed(list(map(str, cited.authors)), has_more=cited.has_more_authors)
    year = f"({cited.year})" if cited.year else ""
    parts = [" ".join(filter(None, [authors, year])), cited.title, cited.container, cited.edition]
    return " ".join([*(_ended(part) for part in parts if part), cited.url]).rstrip()


def _ended(part: str) -> str:
    """A part with its full stop, unless it ends in another stop."""
    return part if part.endswith((".", "?", "!", "…", "。", "？", "！")) else f"{part}."  # noqa: RUF001
