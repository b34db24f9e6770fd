"""TODO."""

from __future__ import annotations

import re
from urllib.parse import quote

ARXIV_PATTERN = r"([0-9]{4}\.[0-9]{4,5}|[a-z]+(-[a-z]+)?(\.[A-Z]{2})?/[0-9]{7})(v[0-9]+)?"

_ARXIV_ADDRESS = re.compile(
    r"https?://(?:[a-z0-9-]+\.)*(?:arxiv\.org/(?:abs|pdf|html|format)|ar5iv\.org/abs"
    r"|alphaxiv\.org/(?:abs|pdf)|huggingface\.co/papers)/"
    rf"(?P<id>{ARXIV_PATTERN})(?:\.pdf)?/?(?:[?#].*)?",
    re.IGNORECASE,
)

_VERSION = re.compile(r"v[0-9]+\Z")


def arxiv_id_in_url(url: str) -> str:
    """The arXiv id, without version, that an address leads to, or "".

    >>> arxiv_in("https://arxiv.org/pdf/2107.02104v2.pdf")
    '2107.02104'
    """
    match = _ARXIV_ADDRESS.fullmatch(url) if "iv.org/" in url or "/papers/" in url else None
    return _VERSION.sub("", match["id"]) if match else ""


# The suffix may hold nearly anything; Crossref's own advice for real-world DOIs is narrower
# (https://www.crossref.org/blog/dois-and-matching-regular-expressions/).
DOI_PATTERN = r"10\.[0-9]{4,9}/[-._;()/:<>\[\]a-zA-Z0-9]+"

DOI_CHARS = 256

_DOI = re.compile(DOI_PATTERN)

_ARXIV = re.compile(ARXIV_PATTERN)


def is_doi(text: str) -> bool:
    """Whether a text is a bare DOI, such as ``10.1007/978-3-030-87199-4_7``."""
    return len(text) <= DOI_CHARS and _DOI.fullmatch(text) is not None


def is_arxiv(text: str) -> bool:
    """Whether a text is an arXiv id, new (``2107.02104``) or old (``cs/0112017``) style."""
    return _ARXIV.fullmatch(text) is not None


def doi_url(doi: str) -> str:
    """The address of a DOI."""
    return f"https://doi.org/{quote(doi, safe='/:;().-_')}"


def arxiv_url(arxiv: str) -> str:
    """The address of a paper's abstract on arXiv."""
    return f"https://arxiv.org/abs/{arxiv}"
