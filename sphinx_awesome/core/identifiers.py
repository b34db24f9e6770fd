"""Identifiers of papers: of arXiv, DOI, PubMed, the ACL Anthology and OpenReview; of repositories.

This module owns every pattern of such an id: how it is recognised in addresses and in text, how it
is normalised, and which address it has. It must not know entries, lists or labels of links, nor
which venue an id speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple
from urllib.parse import quote, unquote

# -- arXiv ---------------------------------------------------------------------------------------
# https://info.arxiv.org/help/arxiv_identifier.html

ARXIV_PATTERN = r"([0-9]{4}\.[0-9]{4,5}|[a-z]+(-[a-z]+)?(\.[A-Z]{2})?/[0-9]{7})(v[0-9]+)?"
"""An arXiv id in its canonical form, with or without version."""

NEW_ARXIV_PATTERN = r"[0-9]{4}\.[0-9]{4,5}(?:v[0-9]+)?(?![0-9])"
"""An arXiv id as all are since 2007, without groups; it ends where its digits end."""

_OLD_ARXIV = r"[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/[0-9]{7}"

# In any case and with "arXiv:" before it. It ends where its digits end: 2107.021045 is none.
_ANY_ARXIV = (
    rf"(?:arxiv:\s*)?(?P<id>[0-9]{{4}}\.[0-9]{{4,5}}|{_OLD_ARXIV})(?P<version>v[0-9]+)?(?![0-9])"
)

_ARXIV = re.compile(ARXIV_PATTERN)

_LOOSE_ARXIV = re.compile(_ANY_ARXIV, re.IGNORECASE)

_ARXIV_DOI = re.compile(rf"10\.48550/arxiv\.{_ANY_ARXIV}", re.IGNORECASE)

_ARXIV_IN_TEXT = re.compile(rf"(?:arxiv(?:\s+preprint|[\s:.,])*+|^abs/){_ANY_ARXIV}", re.IGNORECASE)

_BEFORE_ARXIV = re.compile(r"\Aarxiv(?:\s*:\s*|\s+)", re.IGNORECASE)

_SUBJECT = re.compile(r"\s*\[[a-z-]+(?:\.[a-z-]+)?(?:,\s[a-z.-]+)*\]\Z", re.IGNORECASE)

_ABSTRACT = re.compile(
    r"https?://(?:[a-z]+\.)?(?:arxiv\.org/abs/|doi\.org/10\.48550/)", re.IGNORECASE
)

# Wherever it stands in a line; of the old ones without the subject class.
_BARE_ARXIV = re.compile(
    r"(?<!\d)(?<!\d\.)(?P<new>\d{4}\.\d{4,5})(?!\d)"
    r"|(?<![\w.-])(?P<archive>[a-z]+(?:-[a-z]+)?)(?:\.[a-z]{2})?/(?P<old>\d{7})(?!\d)",
    re.IGNORECASE,
)

_NEW_SINCE, _NEW_UNTIL = "0704", "3912"  # year and month; later ones would be years: 4001

_OLD_SINCE_YEAR = 91  # 1991, the first year of arXiv


class ArxivId(NamedTuple):
    """An arXiv id in canonical case."""

    id: str
    """Without version: ``2107.02104``, ``math.GT/0309136``."""
    version: str = ""
    """Such as ``v2``; "" if none is named."""

    def __str__(self) -> str:
        return f"{self.id}{self.version}"

    @property
    def key(self) -> str:
        """The part that all ids of one paper share: an old one without its subject class."""
        return re.sub(r"\.[A-Z]{2}/", "/", self.id)


def is_arxiv(text: str) -> bool:
    """Return True for an arXiv id, new (``2107.02104``) or old (``cs/0112017``) style.

    :param text: without "arXiv:", with or without version.
    """
    return _ARXIV.fullmatch(text) is not None


def parse_arxiv(text: str) -> ArxivId | None:
    """Return the arXiv id that a text is, in any case and with "arXiv:" before it; or None.

    >>> parse_arxiv("arXiv:MATH.gt/0309136v2")
    ArxivId(id='math.GT/0309136', version='v2')
    """
    return _arxiv_of(_LOOSE_ARXIV.fullmatch(text.strip()))


def arxiv_of_doi(doi: str) -> ArxivId | None:
    """Return the arXiv id to which arXiv itself gave a DOI, or None for any other DOI.

    :param doi: bare, in any case.

    >>> arxiv_of_doi("10.48550/arXiv.cs/0112017"), arxiv_of_doi("10.48550/arXiv.x")
    (ArxivId(id='cs/0112017', version=''), None)
    """
    return _arxiv_of(_ARXIV_DOI.fullmatch(doi))


def arxiv_in_citation(text: str) -> ArxivId | None:
    """Return the arXiv id in an address, or in a citation of the paper and nothing else; or None.

    :param text: plain.

    >>> str(arxiv_in_citation("arXiv:2107.02104v2 [cs.CV]"))
    '2107.02104v2'
    """
    text = _SUBJECT.sub("", text.strip())
    arxiv = parse_arxiv(_BEFORE_ARXIV.sub("", text)) or arxiv_of_doi(_BEFORE_DOI.sub("", text))
    return arxiv or (None if re.search(r"\s", text) else arxiv_in_url(text))


def arxiv_in_text(text: str) -> ArxivId | None:
    """Return the first arXiv id that a text names as one, or to which an address in it leads.

    :param text: plain, of any length.

    >>> str(arxiv_in_text("arXiv preprint arXiv:2107.02104, 2021"))
    '2107.02104'
    """
    return _arxiv_of(_ARXIV_IN_TEXT.search(text)) or arxiv_in_url(text)


def arxiv_keys_in(text: str) -> Iterator[str]:
    """Yield the key of whatever may be an arXiv id in a text, to be looked up among those known.

    >>> list(arxiv_keys_in("https://arxiv.org/pdf/2107.02104v2.pdf, math.GT/0309136"))
    ['2107.02104', 'math/0309136']
    """
    for match in _BARE_ARXIV.finditer(text):
        yield match["new"] or f"{match['archive'].lower()}/{match['old']}"


def arxiv_url(arxiv: str) -> str:
    """Return the address of a paper's abstract on arXiv.

    :param arxiv: an id, with or without version.
    """
    return f"https://arxiv.org/abs/{arxiv}"


def arxiv_month(arxiv: str) -> tuple[int, int] | None:
    """Return the year and the month in which an arXiv id was given; None if there is no such month.

    :param arxiv: an id, new or old style.

    >>> arxiv_month("2107.02104"), arxiv_month("hep-th/9901123"), arxiv_month("2113.00001")
    ((2021, 7), (1999, 1), None)
    """
    _, is_old, number = arxiv.rpartition("/")
    if not is_old:
        return new_arxiv_month(number[:4])
    year, month = int(number[:2]), int(number[2:4])
    if not 1 <= month <= 12:
        return None
    return (1900 if year >= _OLD_SINCE_YEAR else 2000) + year, month


def new_arxiv_month(digits: str) -> tuple[int, int] | None:
    """Return the year and the month that the first four digits of an id tell, as since 2007.

    >>> new_arxiv_month("1807"), new_arxiv_month("1813"), new_arxiv_month("0612")
    ((2018, 7), None, None)
    """
    match = re.fullmatch(r"(\d\d)(0[1-9]|1[0-2])", digits)
    if not match or not _NEW_SINCE <= digits <= _NEW_UNTIL:
        return None
    return 2000 + int(match[1]), int(match[2])


def _arxiv_of(match: re.Match[str] | None) -> ArxivId | None:
    if match is None:
        return None
    archive, slash, number = match["id"].rpartition("/")
    name, dot, subject = archive.partition(".")
    version = (match["version"] or "").lower()
    return ArxivId(f"{name.lower()}{dot}{subject.upper()}{slash}{number}", version)


# -- DOIs ----------------------------------------------------------------------------------------
# The suffix may hold nearly anything; Crossref's own advice for real-world DOIs is narrower
# (https://www.crossref.org/blog/dois-and-matching-regular-expressions/). Letters of either case
# are the same (ISO 26324).

DOI_PATTERN = r"10\.[0-9]{4,9}/[-._;()/:<>\[\]a-zA-Z0-9]+"

DOI_CHARS = 256
"""Characters of the longest DOI that is taken."""

_DOI = re.compile(DOI_PATTERN)

_BEFORE_DOI = re.compile(
    r"\A(?:(?:https?://)?(?:(?:www\.|dx\.)?doi\.org|doi\.acm\.org)/)?(?:doi(?:\s*:\s*|\s+))?",
    re.IGNORECASE,
)

_AFTER_PATH = re.compile(r"[?#].*", re.DOTALL)

_DOI_IN_TEXT = re.compile(r"10\.\d{4,9}(?:/|%2F)[^\s\"'<>|{}`]{1,512}", re.IGNORECASE)

# What publishers write behind the DOI in their addresses, and what a sentence does.
_PAGE = r"full(?:-text)?|e?pdf|html|abstract|meta"

_AFTER_DOI = re.compile(rf"(?:[?#&].*|[./](?:{_PAGE})|v\d+|[.,;:!*_\]/])\Z", re.IGNORECASE)

_PAGE_OF_DOI = re.compile(rf"(?:/(?:{_PAGE})|\.pdf)\Z", re.IGNORECASE)


def is_doi(text: str) -> bool:
    """Return True for a bare DOI, such as ``10.1007/978-3-030-87199-4_7``.

    :param text: without the address of a resolver.
    """
    return len(text) <= DOI_CHARS and _DOI.fullmatch(text) is not None


def doi_url(doi: str) -> str:
    """Return the address of a DOI.

    :param doi: bare.
    """
    return f"https://doi.org/{quote(doi, safe='/:;().-_')}"


def doi_in_citation(text: str) -> str:
    """Return the DOI in an address, or in a citation of the paper and nothing else; or "".

    :param text: plain.

    >>> doi_in_citation("doi: 10.1000/182"), doi_in_citation("https://www.doi.org/10.1000%2F182.")
    ('10.1000/182', '10.1000/182')
    """
    text = text.strip()
    bare = _BEFORE_DOI.sub("", text)
    if bare.startswith("10.") and (doi := _doi_at(_AFTER_PATH.sub("", bare))):
        return doi
    return "" if re.search(r"\s", text) else doi_in_url(text)


def doi_keys_in(text: str) -> Iterator[str]:
    r"""Yield whatever may be a DOI in a text, in lower case, to be looked up among those known.

    >>> list(doi_keys_in(r"[x](https://doi.org/10.1016/S0140-6736(05)71146-6), {10.1000/A\_B}"))
    ['10.1016/s0140-6736(05)71146-6', '10.1000/a_b']
    """
    if "10." not in text:
        return
    for match in _DOI_IN_TEXT.finditer(text.replace("\\", "")):
        doi = unquote(match[0])
        shorter = _shortened(doi)
        while shorter != doi:
            doi, shorter = shorter, _shortened(shorter)
        yield doi.lower()


def _shortened(doi: str) -> str:
    """Return a DOI without one of the things behind it that are no part of it."""
    doi = _AFTER_DOI.sub("", doi, count=1)
    if doi.endswith(")") and doi.count(")") > doi.count("("):
        return doi[:-1]
    return doi


# -- the ACL Anthology ---------------------------------------------------------------------------
# https://aclanthology.org/info/ids/

_NEW_ANTHOLOGY = re.compile(
    r"(?:\A|/)(?P<year>\d{4})\.(?P<venue>[a-z0-9_]+)-(?P<volume>\w+)\.\d+", re.ASCII
)

_OLD_ANTHOLOGY = re.compile(r"(?:\A|/)(?P<venue>[A-Z])(?P<year>\d\d)-(?P<volume>\d)\d{3}", re.ASCII)

_ANTHOLOGY_SINCE_YEAR = 60  # of the old ids, 1960 and later


class AnthologyId(NamedTuple):
    """An id of the ACL Anthology, taken apart."""

    id: str
    """As a whole: ``2021.emnlp-main.288``, ``P19-1234``."""
    year: int
    venue: str
    """``emnlp``; a capital letter in the old ids: ``P``."""
    volume: str
    """``main``, ``1``."""

    @property
    def is_old(self) -> bool:
        """Return whether it is an id as they were until 2019, whose venue is a letter."""
        return self.venue.isupper()


def anthology_in_path(path: str) -> AnthologyId | None:
    """Return the id of the ACL Anthology in the path of an address or the suffix of a DOI.

    :param path: without the slash at its start.

    >>> anthology_in_path("anthology/P19-1234.pdf").year
    2019
    """
    if match := _NEW_ANTHOLOGY.search(path):
        year = int(match["year"])
    elif match := _OLD_ANTHOLOGY.search(path):
        year = int(match["year"])
        year += 1900 if year > _ANTHOLOGY_SINCE_YEAR else 2000
    else:
        return None
    return AnthologyId(match[0].removeprefix("/"), year, match["venue"], match["volume"])


# -- addresses -----------------------------------------------------------------------------------


class IdKind(Enum):
    """The organisation that gave an id."""

    ARXIV = "arxiv"
    DOI = "doi"
    PUBMED = "pubmed"
    ANTHOLOGY = "anthology"
    OPENREVIEW = "openreview"


class PaperId(NamedTuple):
    """An id of a paper, and who gave it."""

    kind: IdKind
    id: str
    """Canonical and without version; "" for an address of a DOI that holds none."""

    @property
    def url(self) -> str:
        """The address of the paper."""
        if self.kind is IdKind.DOI:
            return doi_url(self.id)
        return f"{_ADDRESSES[self.kind]}{self.id}"


_ADDRESSES = {
    IdKind.ARXIV: arxiv_url(""),
    IdKind.PUBMED: "https://pubmed.ncbi.nlm.nih.gov/",
    IdKind.ANTHOLOGY: "https://aclanthology.org/",
    IdKind.OPENREVIEW: "https://openreview.net/forum?id=",
}

_ANY_DOI = r"(?P<doi>10\.\d{4,9}(?:/|%2F)[^\s?#]+)"

# Host, and what follows it in the address of a paper. A host stands for those below it too, and
# for any other host that passes it on: `proxy.example.org/https://arxiv.org/abs/…`.
_PATHS = (
    (IdKind.ARXIV, "arxiv.org", rf"(?:abs|pdf|html|ps|format)/{_ANY_ARXIV}"),
    (IdKind.ARXIV, "ar5iv.org", rf"(?:abs|html)/{_ANY_ARXIV}"),
    (IdKind.ARXIV, "alphaxiv.org", rf"(?:abs|pdf|overview)/{_ANY_ARXIV}"),
    (IdKind.ARXIV, "huggingface.co", rf"papers/{_ANY_ARXIV}"),
    (IdKind.DOI, "doi.org", rf"(?:doi:\s*)?{_ANY_DOI}"),
    (IdKind.DOI, "doi.acm.org", _ANY_DOI),
    (IdKind.DOI, "", rf"doi/(?:[a-z]+/)?{_ANY_DOI}"),
    (IdKind.DOI, "springer.com", rf"(?:chapter|article|epdf|content/pdf)/{_ANY_DOI}"),
    (IdKind.PUBMED, "pubmed.ncbi.nlm.nih.gov", r"(?P<id>\d+)"),
    (IdKind.PUBMED, "ncbi.nlm.nih.gov", r"pubmed/(?P<id>\d+)"),
    (IdKind.ANTHOLOGY, "aclanthology.org", r"(?P<path>[^?#]+)"),
    (IdKind.ANTHOLOGY, "aclweb.org", r"(?P<path>[^?#]+)"),
    (IdKind.OPENREVIEW, "openreview.net", r"(?:forum|pdf|attachment)\?(?:.*&)?id=(?P<id>[\w-]+)"),
)

_HOSTS_AND_PATHS = tuple(
    (
        kind,
        host or "doi/",
        re.compile(
            rf"(?<![a-z0-9-]){re.escape(host)}/{path}" if host else f"/{path}", re.IGNORECASE
        ),
    )
    for kind, host, path in _PATHS
)


_OF_ARXIV = frozenset({IdKind.ARXIV, IdKind.DOI})

_NOT_OF_ARXIV = frozenset(IdKind) - {IdKind.ARXIV}


def paper_id_in_url(url: str) -> PaperId | None:
    """Return the id of the paper to which an address leads, or None.

    :param url: an address, with or without scheme.

    >>> paper_id_in_url("https://export.arxiv.org/ps/MATH.gt/0309136v2").id
    'math.GT/0309136'
    >>> paper_id_in_url("https://doi.org/10.48550/arXiv.2107.02104").url
    'https://arxiv.org/abs/2107.02104'
    """
    if arxiv := arxiv_in_url(url):
        return PaperId(IdKind.ARXIV, arxiv.id)
    for kind, match in _matches(url, _NOT_OF_ARXIV):
        if kind is IdKind.DOI:
            return PaperId(kind, _doi_at(match["doi"]))
        if kind is not IdKind.ANTHOLOGY:
            return PaperId(kind, match["id"])
        if anthology := anthology_in_path(match["path"]):
            return PaperId(kind, anthology.id)
    return None


def arxiv_in_url(url: str) -> ArxivId | None:
    """Return the arXiv id to which an address leads, that of a DOI included; or None.

    :param url: with or without scheme.
    """
    for kind, match in _matches(url, _OF_ARXIV):
        if kind is IdKind.ARXIV:
            return _arxiv_of(match)
        if arxiv := arxiv_of_doi(_doi_at(match["doi"])):
            return arxiv
    return None


def doi_in_url(url: str) -> str:
    """Return the DOI in an address of the resolver or of a publisher, or "".

    :param url: with or without scheme.

    >>> doi_in_url("https://dl.acm.org/doi/abs/10.1145/3386569.3392410")
    '10.1145/3386569.3392410'
    """
    return next((_doi_at(m["doi"]) for _, m in _matches(url, frozenset({IdKind.DOI}))), "")


def says_no_more(url: str, doi: str, arxiv: str) -> bool:
    """Return True if an address is that of a DOI at its resolver or of an abstract on arXiv.

    :param url: the address in question.
    :param doi: the DOI that is known, or "".
    :param arxiv: the arXiv id that is known, of any version, or "".
    """
    known = parse_arxiv(arxiv)
    if known and _ABSTRACT.match(url):
        linked = arxiv_in_url(url)
        return linked is not None and linked.key == known.key
    return bool(doi) and _doi_at(_AFTER_PATH.sub("", _BEFORE_DOI.sub("", url))).lower() == (
        doi.lower()
    )


def _matches(url: str, kinds: frozenset[IdKind]) -> Iterator[tuple[IdKind, re.Match[str]]]:
    """Yield the rows of the table of hosts that fit an address, of some kinds of ids."""
    if "%" in url:
        url = url.replace("%3A", ":").replace("%3a", ":").replace("%2F", "/").replace("%2f", "/")
    lower = url.lower()
    for kind, host, path in _HOSTS_AND_PATHS:
        if host in lower and kind in kinds and (match := path.search(url)):
            yield kind, match


def _doi_at(written: str) -> str:
    """Return the DOI in the path of an address, without its page and the end of a sentence."""
    doi = unquote(written)
    while doi.endswith(("/", ".", ",", ";")) or (
        doi.endswith(")") and doi.count(")") > doi.count("(")
    ):
        doi = doi[:-1]
    doi = _PAGE_OF_DOI.sub("", doi)
    return doi if is_doi(doi) else ""


# -- looking up what a reader pastes ---------------------------------------------------------------
# `static/awesome/lookup.js` does the same with what is typed; a test compares the two.

_OF_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.", re.IGNORECASE)

_NATURE = re.compile(r"(?<![a-z0-9-])nature\.com/articles/([\w-]+(?:\.\d+)*)", re.IGNORECASE)

_OTHER_HOSTS = re.compile(
    r"(?:nature\.com|ncbi\.nlm\.nih\.gov|aclanthology\.org|aclweb\.org|openreview\.net)\Z"
)

_AROUND = re.compile(r"\A[\"'<>()\[\]{},;]+|[\"'<>()\[\]{},;.!]+\Z")

_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://)?(?:[^/@\s]*@)?(?:www\.)?"
    r"(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d+)?(?:[/:](?P<path>[^#]*))?(?:#.*)?\Z",
    re.IGNORECASE,
)

_OWNER_AND_NAME = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)

_CODE_HOST = re.compile(
    r"(?:github\.com|gitlab\.[a-z0-9.-]+|bitbucket\.org|codeberg\.org|gitee\.com|huggingface\.co)\Z"
)

# Their addresses begin with the owner and the name of a repository.
_OWNED_HOSTS = frozenset(["github.com", "bitbucket.org", "codeberg.org", "gitee.com"])

_WITHIN_CODE = re.compile(
    r"/(?:-/)?(?:tree|blob|raw|src|resolve|commits?|issues|pulls?|wiki|releases|actions|discussions"
    r"|tags|branches)(?:/.*)?\Z"
)

_FOLLOWING = re.compile(r"(?:[?&](?:utm_\w+|fbclid|gclid|ref)=[^&]*)+\Z")

_ENDINGS = re.compile(r"(?:/index\.html?|\.git|\.pdf|\.html?|/)+\Z")


def lookup_keys(text: str) -> tuple[list[str], list[str], list[str]]:
    """Return keys of what a text may name, to be looked up among those of the papers of a list.

    :return: ids of papers; addresses as they are; what these addresses are within, such as the
        repository of a file. The first of the three that has a key of a paper tells it.

    >>> lookup_keys("https://www.GitHub.com/farrell236/RATCHET/tree/main/#readme")
    ([], ['github.com/farrell236/ratchet/tree/main'], ['github.com/farrell236/ratchet'])
    >>> lookup_keys("arXiv:2107.02104v2")[0]
    ['arxiv:2107.02104']
    """
    arxiv = _OF_ARXIV_DOI.sub(" ", text.replace("%2F", "/"))
    ids = [f"arxiv:{key}" for key in arxiv_keys_in(arxiv)]
    ids += [f"doi:{doi}" for doi in doi_keys_in(text)]
    addresses: list[str] = []
    within: list[str] = []
    for word in text.split():
        bare = _AROUND.sub("", word)
        if _OWNER_AND_NAME.fullmatch(bare):
            within.append(f"github.com/{_ENDINGS.sub('', bare.lower())}")
        address = _ADDRESS.match(bare)
        if not address:
            continue
        host, path = address["host"].lower(), (address["path"] or "").lower()
        if _OTHER_HOSTS.search(host):
            ids += _other_ids(bare)
        is_code = _CODE_HOST.match(host) is not None
        key = _address_key(host, path.partition("?")[0] if is_code else path)
        addresses.append(key)
        if host in _OWNED_HOSTS:
            repository = "/".join(key.split("/")[:3])
        else:
            repository = _WITHIN_CODE.sub("", key) if is_code else key
        if repository != key:
            within.append(repository)
    return ids, addresses, within


def _address_key(host: str, path: str) -> str:
    path = unquote(_FOLLOWING.sub("", path))
    if host == "openaccess.thecvf.com":
        path = path.replace("/html/", "/papers/")
    return _ENDINGS.sub("", f"{host}/{path}")


def _other_ids(address: str) -> Iterator[str]:
    if match := _NATURE.search(address):
        yield f"doi:10.1038/{match[1].lower()}"
    paper_id = paper_id_in_url(address)
    if paper_id and paper_id.kind not in {IdKind.ARXIV, IdKind.DOI}:
        yield f"{paper_id.kind.value}:{paper_id.id.lower()}"


# -- repositories of code ------------------------------------------------------------------------
# https://docs.github.com/repositories/creating-and-managing-repositories: letters, digits, hyphens,
# underscores and full stops.

_REPOSITORY = re.compile(
    r"(?:https?://)?(?:www\.)?github\.com/(?P<owner>[a-z0-9][a-z0-9-]{0,38})/"
    r"(?P<name>[a-z0-9._-]{1,100}?)(?:\.git)?/*(?:[?#].*|/.*)?",
    re.IGNORECASE | re.DOTALL,
)

# Pages of GitHub's own, where the name of an owner stands otherwise.
_NO_OWNERS = frozenset(
    [
        *("about", "apps", "collections", "enterprise", "explore", "features", "marketplace"),
        *("orgs", "search", "settings", "sponsors", "topics", "trending", "users"),
    ]
)


def repository_in_url(url: str) -> str:
    """Return owner and name of the repository on GitHub to which an address leads, or "".

    >>> repository_in_url("https://github.com/Me/my-code.git"), repository_in_url("https://x.org/a")
    ('Me/my-code', '')
    """
    match = _REPOSITORY.fullmatch(url)
    if not match or match["owner"].lower() in _NO_OWNERS or not match["name"].strip("."):
        return ""
    return f"{match['owner']}/{match['name']}"
