"""Writing COinS: a citation in a page, which Zotero and other reference managers offer to save.

An OpenURL ContextObject (ANSI/NISO Z39.88-2004) in the format of key and encoded value, which
stands as the title of an empty `span` of class Z3988. Which keys there are depends on the
format (`rft_val_fmt`): that of books has proceedings, that of journals articles, and Dublin
Core has all else, with the names that Zotero has for types.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote_plus

from ..core.model import Entry
from ..core.names import Name
from ..core.reference import Reference, Work, reference
from ..core.venues import Venues

_FORMAT = "info:ofi/fmt:kev:mtx:"


def write(entry: Entry, venues: Venues) -> str:
    """Write a paper as a ContextObject; for HTML it has to be escaped."""
    return context_object(reference(entry, venues))


def context_object(cited: Reference) -> str:
    """Write what is cited."""
    pairs = _pairs(cited)
    return "&".join(f"{key}={quote_plus(value, safe=':/,')}" for key, value in pairs if value)


def _pairs(cited: Reference) -> Iterator[tuple[str, str]]:
    yield "ctx_ver", "Z39.88-2004"
    match cited.work:
        case Work.PROCEEDINGS:
            yield "rft_val_fmt", f"{_FORMAT}book"
            yield "rft.genre", "proceeding"
            yield "rft.atitle", cited.title
            yield "rft.btitle", cited.container
        case Work.ARTICLE:
            yield "rft_val_fmt", f"{_FORMAT}journal"
            yield "rft.genre", "article"
            yield "rft.atitle", cited.title
            yield "rft.jtitle", cited.container
        case _:
            yield "rft_val_fmt", f"{_FORMAT}dc"
            yield "rft.type", "preprint" if cited.work is Work.PREPRINT else "document"
            yield "rft.title", cited.title
            yield "rft.publisher", cited.container
    for name in cited.authors:
        yield "rft.au", _name(name)
    yield "rft.date", str(cited.year or "")
    yield "rft_id", f"info:doi/{cited.doi}" if cited.doi else cited.url


def _name(name: Name) -> str:
    """Family name first. Where there is no comma, readers split a name at its last space."""
    if not name.given:
        return f"{name.family}," if " " in name.family else name.family
    return f"{name.family}, {name.given} {name.suffix}".rstrip()
