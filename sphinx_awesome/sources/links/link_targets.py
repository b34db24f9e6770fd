"""Links of an entry, and whom to ask for each: an API that knows its id, or else its page.

It must not know answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from ...core.identifiers import (
    arxiv_in_url,
    arxiv_of_doi,
    arxiv_url,
    doi_in_url,
    doi_url,
    repository_in_url,
)
from ...core.model import NOTICES, Entry
from ...core.problem import KeyPath
from ..exchange import Question
from .pages import page_question

_ARXIV_HOST = "arxiv.org"

_DOI_HOSTS = frozenset({"doi.org", "www.doi.org", "dx.doi.org"})

_ARCHIVE_HOST = "web.archive.org"

_REPOSITORY_SEGMENTS = 2  # owner and name; what follows is a page of the repository


class Link(NamedTuple):
    """An address that an entry leads to."""

    entry: Entry
    keys: KeyPath
    """Where it stands in the block of the entry."""
    url: str
    questions: tuple[Question, ...]
    """Whom to ask: it is there if all say so."""

    @property
    def name(self) -> str:
        """The field, as it is written: ``links.pdf``."""
        return ".".join(map(str, self.keys))

    @property
    def label(self) -> str:
        """The label among the links of the entry; "" for an id or a notice."""
        return str(self.keys[1]) if self.keys[0] == "links" else ""


def links_of(entry: Entry) -> Iterator[Link]:
    """Yield the links of an entry: those of its ids, of its notices, and its own."""
    addresses: list[tuple[KeyPath, str]] = []
    if entry.doi:
        addresses.append((("doi",), doi_url(entry.doi)))
    if entry.published and entry.published.doi:
        addresses.append((("published", "doi"), doi_url(entry.published.doi)))
    if entry.arxiv:
        addresses.append((("arxiv",), arxiv_url(entry.arxiv)))
    addresses += [((name,), getattr(entry, name)) for name in NOTICES if getattr(entry, name)]
    addresses += [(("links", label), url) for label, url in entry.links.items()]
    for keys, url in addresses:
        yield Link(entry, keys, url, questions_of(url))


def questions_of(url: str) -> tuple[Question, ...]:
    """Return whom to ask if an address leads anywhere.

    Nobody is asked for copies in the archive, which stay.

    >>> questions_of("https://github.com/Me/Code/tree/main/x")[0].key
    'me/code'
    >>> questions_of("https://arxiv.org/pdf/2107.02104v2")[0].key
    '2107.02104'
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removesuffix(".")
    if host == _ARCHIVE_HOST:
        return ()
    if host == _ARXIV_HOST or host.endswith(f".{_ARXIV_HOST}"):
        arxiv = arxiv_in_url(url)
        return (Question("arxiv", arxiv.id),) if arxiv else (page_question(url),)
    if host in _DOI_HOSTS and (doi := doi_in_url(url)):
        arxiv = arxiv_of_doi(doi)
        return (Question("arxiv", arxiv.id) if arxiv else Question("handles", doi.lower()),)
    if repository := repository_in_url(url):
        asked = Question("github", repository.lower())
        segments = [one for one in parts.path.split("/") if one]
        is_deep = len(segments) > _REPOSITORY_SEGMENTS
        return (asked, page_question(url)) if is_deep else (asked,)
    return (page_question(url),)


def moved_to(url: str, final: str) -> str:
    """Return the new address to propose for a page that leads elsewhere for good; "" for none.

    It is on the same host, or on another under the same path: else it may be any page, as behind
    a short address. What differs by no more than `www.` or a slash at the end is the same.

    >>> moved_to("http://example.org/a#b", "https://example.org/a/")
    'https://example.org/a#b'
    >>> moved_to("https://bit.ly/x", "https://example.org/y")
    ''
    """
    old, new = urlsplit(url), urlsplit(final)
    old_path, new_path = (
        one._replace(scheme="", netloc="", fragment="").geturl().rstrip("/") for one in (old, new)
    )
    is_same_host = _bare(old.hostname) == _bare(new.hostname)
    fragment = f"#{old.fragment}" if old.fragment else ""
    if is_same_host and old_path == new_path:
        is_safer = (old.scheme.lower(), new.scheme.lower()) == ("http", "https")
        return old._replace(scheme="https", netloc=new.netloc).geturl() if is_safer else ""
    return f"{final}{fragment}" if is_same_host or (old_path and old_path == new_path) else ""


def leads_to_front(url: str, final: str) -> bool:
    """Return True if the address of a page leads to the front page of a host.

    Many servers do that in place of a status that says that the page is gone.
    """
    old, new = urlsplit(url), urlsplit(final)
    return bool(old.path.strip("/")) and not (new.path.strip("/") or new.query)


def _bare(host: str | None) -> str:
    return (host or "").removeprefix("www.")
