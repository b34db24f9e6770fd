"""Writing COinS: a citation in a page, which Zotero and other reference managers offer to save.

An OpenURL ContextObject (ANSI/NISO Z39.88-2004) in the format of key and encoded value, which
stands as the title of an empty `span` of class Z3988. Which keys there are depends on the
format (`rft_val_fmt`): that of books has proceedings, that of journals articles, and Dublin
Core has all else, with the names that Zotero has for types.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import quote_plus

from ..core.model import Entry
from ..core.person_names import PersonName
from ..core.reference import TERMS, Reference, WorkType, reference_of
from ..core.venues import Venues


def write(entry: Entry, venues: Venues) -> str:
    """Write a paper as a ContextObject; for HTML it has to be escaped."""
    return context_object(reference_of(entry, venues))


def context_object(cited: Reference) -> str:
    """Write what is cited."""
    return "&".join(filter(None, _pairs(cited)))


def _pairs(cited: Reference) -> Iterator[str]:
    title, container, publisher = _KEYS.get(cited.work, _DUBLIN_CORE_KEYS)
    yield _HEADS[cited.work]
    yield _pair(title, cited.title)
    if publisher != container:
        yield _known(container, cited.container)
        yield _known(publisher, cited.publisher)
    else:
        yield _known(publisher, cited.container or cited.publisher)
    yield _pair("rft.degree", cited.degree)
    yield from map(_author, cited.authors)
    yield _pair("rft.date", str(cited.year or ""))
    yield _pair("rft_id", f"info:doi/{cited.doi}" if cited.doi else cited.url)


def _pair(key: str, value: str) -> str:
    return f"{key}={quote_plus(value, safe=':/,')}" if value else ""


#: The same for what stands in many papers.
_known = lru_cache(2**10)(_pair)


@lru_cache(2**16)
def _author(name: PersonName) -> str:
    """Return a name, family name first: readers split a name without comma at its last space."""
    if not name.given:
        return _pair("rft.au", f"{name.family}," if " " in name.family else name.family)
    return _pair("rft.au", f"{name.family}, {name.given} {name.suffix}".rstrip())


def _head(kind: str, key: str, value: str) -> str:
    first = ("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{kind}")
    return "&".join(_pair(*pair) for pair in (*first, (key, value)))


#: Formats with the genre that works have in them; of all other works, Dublin Core has the type.
_GENRES = {
    WorkType.PROCEEDINGS: ("book", "proceeding"),
    WorkType.ARTICLE: ("journal", "article"),
    WorkType.CHAPTER: ("book", "bookitem"),
    WorkType.BOOK: ("book", "book"),
    WorkType.THESIS: ("dissertation", "dissertation"),
    WorkType.REPORT: ("book", "report"),
}

#: How each kind of work begins: version, format, and type in the terms of that.
_HEADS = {
    work: _head(_GENRES[work][0], "rft.genre", _GENRES[work][1])
    if work in _GENRES
    else _head("dc", "rft.type", terms.zotero)
    for work, terms in TERMS.items()
}

_DUBLIN_CORE_KEYS = ("rft.title", "rft.publisher", "rft.publisher")

#: Keys of the title, of what the work is in, and of who published it.
_KEYS = {
    WorkType.PROCEEDINGS: ("rft.atitle", "rft.btitle", "rft.pub"),
    WorkType.ARTICLE: ("rft.atitle", "rft.jtitle", "rft.pub"),
    WorkType.CHAPTER: ("rft.atitle", "rft.btitle", "rft.pub"),
    WorkType.BOOK: ("rft.btitle", "rft.series", "rft.pub"),
    WorkType.REPORT: ("rft.btitle", "rft.series", "rft.pub"),
    WorkType.THESIS: ("rft.title", "rft.series", "rft.inst"),
}
