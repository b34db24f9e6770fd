"""What a paper is recognised by: the words of its title, and the arXiv ids in its block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from ..core import ids
from ..core.model import Entry
from ..core.text import fold

Keys: TypeAlias = tuple[str | int, ...]
"""Where a value stands in a paper's block: ``("links", "pdf")``."""
Places: TypeAlias = dict[str, Keys]
"""Values, and where each stands."""

#: Labels of links that lead to the paper itself. Where others lead, several papers may be.
OWN = frozenset(
    {"pdf", "paper", "arxiv", "link", "url", "html", "abs", "abstract", "preprint", "openreview"}
)

_WORD = re.compile(r"[^\W_]+")
_ARXIV_ADDRESS = re.compile(
    r"https?://(?:[a-z0-9-]+\.)*(?:arxiv\.org/(?:abs|pdf|html|format)|ar5iv\.org/abs"
    r"|alphaxiv\.org/(?:abs|pdf)|huggingface\.co/papers)/"
    rf"(?P<id>{ids.ARXIV_PATTERN})(?:\.pdf)?/?(?:[?#].*)?",
    re.IGNORECASE,
)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_VERSION = re.compile(r"v[0-9]+\Z")


def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded; what a hyphen joins is two.

    >>> words("A Vision–Language Model")
    ('a', 'vision', 'language', 'model')
    """
    return tuple(_WORD.findall(fold(text)))


def own_links(paper: Entry) -> Iterator[tuple[str, str]]:
    """Label and address of each link that leads to the paper itself."""
    return ((label, url) for label, url in paper.links.items() if fold(label) in OWN)


def arxiv_in(url: str) -> str:
    """The arXiv id, without version, that an address leads to, or "".

    >>> arxiv_in("https://arxiv.org/pdf/2107.02104v2.pdf")
    '2107.02104'
    """
    match = _ARXIV_ADDRESS.fullmatch(url) if "iv.org/" in url or "/papers/" in url else None
    return _VERSION.sub("", match["id"]) if match else ""


def arxivs(paper: Entry) -> Places:
    """The arXiv ids in a paper's block, its own first: the field's, if there is one."""
    found: Places = {}
    if paper.arxiv:
        found[_VERSION.sub("", paper.arxiv)] = ("arxiv",)
    if match := _ARXIV_DOI.fullmatch(paper.doi):
        found.setdefault(_VERSION.sub("", match[1]), ("doi",))
    for label, url in own_links(paper):
        if arxiv := arxiv_in(url):
            found.setdefault(arxiv, ("links", label))
    return found
