"""Identifiers: of papers and sections, DOIs, arXiv ids, addresses."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import lru_cache
from urllib.parse import quote

from .names import parse
from .text import stable_fold

ID_LENGTH = 64
ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
_ID = re.compile(ID_PATTERN)

# Words that say nothing about a paper when they come first in its title.
_STOP_WORDS = frozenset(
    {"a", "an", "and", "are", "as", "at", "by", "can", "do", "does", "for", "from", "how", "in"}
    | {"is", "it", "its", "of", "on", "or", "the", "to", "toward", "towards", "under", "using"}
    | {"via", "what", "when", "with"}
)


def is_id(text: str) -> bool:
    """Whether a text can name a paper or a section: in an address, an attribute, a file name."""
    return len(text) <= ID_LENGTH and _ID.fullmatch(text) is not None


_SPELLED = str.maketrans({"+": " plus ", "#": " sharp ", "&": " and ", "'": "", "’": ""})


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """A name as an anchor: lower-case ASCII letters, digits and single hyphens; never empty.

    Letters that do not decompose to ASCII are written as code points, so that names in any
    script keep apart.

    >>> slug("Findings of ACL"), slug("C++"), slug("张三")
    ('findings-of-acl', 'c-plus-plus', 'u5f20-u4e09')
    """
    spelled = "".join(
        c if c.isascii() else f" u{ord(c):x} " if c.isalnum() else " "
        for c in stable_fold(text).translate(_SPELLED)
    )
    words = re.findall("[a-z0-9]+", spelled)
    return "-".join(words) or "-".join(f"u{ord(c):x}" for c in text) or "u0"


_WORDS_OF_SURNAME = 3


def propose(
    title: str, authors: Sequence[str] = (), year: int | None = None, taken: Container[str] = ()
) -> str:
    """A new id for a paper: short, speaking, and not among those taken.

    The name before the title's colon if it is one or two words, else surname, year and the
    first word that says something; a number at the end if that is taken too.

    >>> propose("RATCHET: Medical Transformer for Chest X-ray Diagnosis")
    'ratchet'
    >>> propose("Competence-based Multimodal Learning", ["Fenglin Liu"], 2021)
    'liu-2021-competence'
    """
    name, colon, _ = title.partition(":")
    if colon and len(name.split()) <= 2:
        proposal = slug(name)
    else:
        words = [word for word in slug(title).split("-") if word not in _STOP_WORDS]
        surname = _surname(authors[0]) if authors and authors[0].strip() else ""
        proposal = "-".join(filter(None, [surname, str(year or ""), *words[:1]])) or slug(title)
    proposal = proposal[: ID_LENGTH - 4].strip("-")
    number, unique = 2, proposal
    while unique in taken:
        unique = f"{proposal}-{number}"
        number += 1
    return unique


def _surname(author: str) -> str:
    """The last word of a name; of one that braces hold together, its first three words."""
    name = parse(author)
    if not name.braced:
        return slug(author.rsplit(maxsplit=1)[-1])
    words = slug(name.family).removeprefix("the-").split("-")
    return "-".join(words[:_WORDS_OF_SURNAME])


# The suffix may hold nearly anything; Crossref's own advice for real-world DOIs is narrower
# (https://www.crossref.org/blog/dois-and-matching-regular-expressions/).
DOI_PATTERN = r"10\.[0-9]{4,9}/[-._;()/:<>\[\]a-zA-Z0-9]+"
DOI_LENGTH = 256
ARXIV_PATTERN = r"([0-9]{4}\.[0-9]{4,5}|[a-z]+(-[a-z]+)?(\.[A-Z]{2})?/[0-9]{7})(v[0-9]+)?"
_DOI = re.compile(DOI_PATTERN)
_ARXIV = re.compile(ARXIV_PATTERN)


def is_doi(text: str) -> bool:
    """Whether a text is a bare DOI, such as ``10.1007/978-3-030-87199-4_7``."""
    return len(text) <= DOI_LENGTH and _DOI.fullmatch(text) is not None


def is_arxiv(text: str) -> bool:
    """Whether a text is an arXiv id, new (``2107.02104``) or old (``cs/0112017``) style."""
    return _ARXIV.fullmatch(text) is not None


def doi_url(doi: str) -> str:
    """The address of a DOI."""
    return f"https://doi.org/{quote(doi, safe='/:;().-_')}"


def arxiv_url(arxiv: str) -> str:
    """The address of a paper's abstract on arXiv."""
    return f"https://arxiv.org/abs/{arxiv}"
