"""A small world of works as plain data, and how each source would tell of it.

The shapes are those of real answers (autumn 2026); the works are made up. Tests make a world, may
change what a single source says of an id (``world.arxiv["2101.00001"] = other_work``), and serve
it with :class:`.server.WorldServer`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any
from urllib.parse import quote

Name = tuple[str, str]
"""Given and family name."""


@dataclass(frozen=True)
class Work:
    """A work, with all that any source says of it."""

    title: str
    authors: Sequence[Name | str] = (("Ada", "Lovelace"), ("Grace", "Hopper"))
    """A text is the name of a group."""
    arxiv: str = ""
    version: int = 1
    submitted: int = 2021
    comment: str = ""
    journal_ref: str = ""
    arxiv_doi: str = ""
    """The DOI that arXiv names."""
    has_pdf: bool = True
    abstract: str = "We study things."
    doi: str = ""
    type: str = "journal-article"
    containers: Sequence[str] = ()
    printed: int | None = None
    online: int | None = None
    relation: dict[str, Any] = field(default_factory=dict)
    updated_by: Sequence[tuple[str, str]] = ()
    """Type and DOI of notices."""
    subtitle: str = ""
    crossref_title: str = ""
    """As it was registered, with markup or in capitals."""
    anthology: str = ""
    meeting: str = ""
    pubmed: str = ""
    page: str = ""
    """Path on a host of proceedings."""
    is_retracted: bool = False


@dataclass(frozen=True)
class Code:
    """A repository of code."""

    name: str
    number: int
    is_archived: bool = False
    pushed: str = "2024-05-31T12:00:00Z"
    stars: int = 12
    former: Sequence[str] = ()
    """Names under which it was known."""


class World:
    """What there is, by the ids under which each source knows it."""

    def __init__(self, works: Iterable[Work] = (), code: Iterable[Code] = ()) -> None:
        self.works = list(works)
        self.arxiv = {work.arxiv: work for work in self.works if work.arxiv}
        self.crossref = {
            work.doi.lower(): work
            for work in self.works
            if work.doi and not work.doi.lower().startswith("10.48550/")
        }
        self.anthology = {work.anthology: work for work in self.works if work.anthology}
        self.pubmed = {work.pubmed: work for work in self.works if work.pubmed}
        self.pages = {work.page: work for work in self.works if work.page}
        self.code = list(code)

    def repository(self, name: str) -> Code | None:
        """Return a repository by its name or a former one."""
        return next(
            (
                one
                for one in self.code
                if name.lower() in {known.lower() for known in (one.name, *one.former)}
            ),
            None,
        )


def spoken(name: Name | str) -> str:
    return name if isinstance(name, str) else " ".join(filter(None, name))


# -- arXiv ---------------------------------------------------------------------------------------


def arxiv_feed(works: Sequence[tuple[str, Work]], total: int | None = None) -> str:
    """Return the feed of some works under the ids that were asked for."""
    entries = "".join(_arxiv_entry(arxiv, work) for arxiv, work in works)
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" '
        'xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">\n'
        "  <id>https://arxiv.org/api/qFNnN3Zc8bA02fouemuGZq2J4Tg</id>\n"
        "  <title>arXiv Query: search_query=&amp;id_list=&amp;start=0</title>\n"
        "  <updated>2026-10-05T00:00:00Z</updated>\n"
        f"  <opensearch:itemsPerPage>{len(works)}</opensearch:itemsPerPage>\n"
        f"  <opensearch:totalResults>{total or len(works)}</opensearch:totalResults>\n"
        f"  <opensearch:startIndex>0</opensearch:startIndex>\n{entries}</feed>\n"
    )


def _arxiv_entry(arxiv: str, work: Work) -> str:
    address = f"{arxiv}v{work.version}"
    pdf = (
        f'    <link href="https://arxiv.org/pdf/{address}" rel="related" type="application/pdf" '
        'title="pdf"/>\n'
    )
    hints = (
        f"    <arxiv:{tag}>{escape(text)}</arxiv:{tag}>\n"
        for tag, text in (
            ("comment", work.comment),
            ("journal_ref", work.journal_ref),
            ("doi", work.arxiv_doi),
        )
        if text
    )
    authors = (
        f"    <author>\n      <name>{escape(spoken(name))}</name>\n"
        "      <arxiv:affiliation>Somewhere</arxiv:affiliation>\n    </author>\n"
        for name in work.authors
    )
    return (
        f"  <entry>\n    <id>http://arxiv.org/abs/{address}</id>\n"
        f"    <title>{escape(work.title)}</title>\n"
        "    <updated>2023-07-27T08:18:33Z</updated>\n"
        f'    <link href="https://arxiv.org/abs/{address}" rel="alternate" type="text/html"/>\n'
        f"{pdf if work.has_pdf else ''}"
        f"    <summary>{escape(work.abstract)}</summary>\n"
        '    <category term="cs.CV" scheme="http://arxiv.org/schemas/atom"/>\n'
        f"    <published>{work.submitted}-07-27T08:18:33Z</published>\n"
        f'{"".join(hints)}    <arxiv:primary_category term="cs.CV"/>\n{"".join(authors)}'
        "  </entry>\n"
    )


def arxiv_error(arxiv: str) -> str:
    """Return what arXiv answers to a whole batch in which one id has no form of one."""
    where = f"https://arxiv.org/api/errors#incorrect_id_format_for_{escape(arxiv)}"
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<feed xmlns="http://www.w3.org/2005/Atom">\n  <id>https://arxiv.org/</id>\n'
        f"  <title>arXiv Search Results</title>\n  <entry>\n    <id>{where}</id>\n"
        "    <title>Error</title>\n"
        f"    <summary>incorrect id format for {escape(arxiv)}</summary>\n"
        "    <author>\n      <name>arXiv api core</name>\n    </author>\n  </entry>\n</feed>\n"
    )


# -- Crossref ------------------------------------------------------------------------------------


def crossref_work(work: Work, doi: str = "") -> dict[str, Any]:
    """Return the message that tells of a work."""
    years = {
        key: {"date-parts": [[year, 3, 1]]}
        for key, year in (("published-print", work.printed), ("published-online", work.online))
        if year
    }
    known_years = [year for year in (work.printed, work.online) if year]
    message: dict[str, Any] = {
        "DOI": doi or work.doi,
        "URL": f"https://doi.org/{doi or work.doi}",
        "type": work.type,
        "title": [work.crossref_title or work.title],
        "subtitle": [work.subtitle] if work.subtitle else [],
        "author": [
            {"name": name, "sequence": "additional", "affiliation": []}
            if isinstance(name, str)
            else {
                "given": name[0],
                "family": name[1],
                "sequence": "additional",
                "affiliation": [],
            }
            for name in work.authors
        ],
        "container-title": list(work.containers),
        "issued": {"date-parts": [[min(known_years) if known_years else None]]},
        "relation": work.relation,
        "publisher": "A Publisher",
        "reference-count": 56,
        "is-referenced-by-count": 9,
        "member": "16",
        "score": 1,
        "source": "Crossref",
        "language": "en",
        **years,
    }
    if work.updated_by:
        message["updated-by"] = [
            {"DOI": notice, "type": type_, "label": type_.title(), "source": "publisher"}
            for type_, notice in work.updated_by
        ]
    return message


def crossref_single(message: object) -> bytes:
    return json.dumps(
        {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": message}
    ).encode()


def crossref_list(messages: Sequence[object]) -> bytes:
    return json.dumps(
        {
            "status": "ok",
            "message-type": "work-list",
            "message-version": "1.0.0",
            "message": {
                "facets": {},
                "total-results": 525905,
                "items": messages,
                "items-per-page": 5,
                "query": {"start-index": 0, "search-terms": None},
            },
        }
    ).encode()


#: What `select` may name: any other is a 400.
CROSSREF_SELECTS = frozenset(
    re.split(
        r",\s*",
        "abstract, URL, resource, member, posted, score, created, degree, update-policy, "
        "short-title, license, ISSN, container-title, issued, update-to, issue, prefix, approved, "
        "indexed, article-number, clinical-trial-number, accepted, author, group-title, DOI, "
        "is-referenced-by-count, updated-by, event, chair, standards-body, original-title, funder, "
        "translator, published, archive, published-print, alternative-id, subject, subtitle, "
        "published-online, publisher-location, content-domain, reference, title, link, type, "
        "publisher, volume, references-count, ISBN, issn-type, assertion, deposited, page, "
        "content-created, short-container-title, relation, editor",
    )
)


# -- DataCite ------------------------------------------------------------------------------------


def datacite_work(work: Work, doi: str) -> dict[str, Any]:
    """Return one item of a list."""
    creators = [
        {"name": name, "nameType": "Organizational", "affiliation": []}
        if isinstance(name, str)
        else {
            "name": f"{name[1]}, {name[0]}",
            "nameType": "Personal",
            "givenName": name[0],
            "familyName": name[1],
            "affiliation": [],
            "nameIdentifiers": [],
        }
        for name in work.authors
    ]
    related = [
        {
            "relationType": "IsVersionOf",
            "relatedIdentifier": work.arxiv_doi,
            "relatedIdentifierType": "DOI",
        }
    ]
    return {
        "id": doi.lower(),
        "type": "dois",
        "attributes": {
            "doi": doi.lower(),
            "creators": creators,
            "titles": [
                {"title": "Ein Titel", "titleType": "TranslatedTitle"},
                {"title": work.title},
            ],
            "publisher": "arXiv",
            "container": {},
            "publicationYear": work.submitted,
            "types": {"resourceTypeGeneral": "Preprint", "resourceType": "Article"},
            "relatedIdentifiers": related if work.arxiv_doi else [],
            "url": f"https://arxiv.org/abs/{work.arxiv}",
            "state": "findable",
        },
    }


def datacite_list(items: Sequence[object]) -> bytes:
    return json.dumps(
        {"data": items, "meta": {"total": len(items), "totalPages": 1, "page": 1}, "links": {}}
    ).encode()


# -- pages with citation_* tags ------------------------------------------------------------------


def page(work: Work, pdf: str, *, is_minified: bool = False, journal: str = "") -> str:
    """Return the page of a paper: in the form of CVF, or in that of the ACL Anthology."""
    names = [
        spoken(name) if is_minified or isinstance(name, str) else f"{name[1]}, {name[0]}"
        for name in work.authors
    ]
    tags = [
        ("citation_title", work.title),
        *(("citation_author", name) for name in names),
        ("citation_journal_title", journal),
        ("citation_conference_title", work.meeting),
        ("citation_publication_date", f"{work.printed}/12" if work.printed else ""),
        ("citation_doi", work.doi),
        ("citation_pdf_url", pdf),
    ]
    if is_minified:
        metas = "".join(
            f'<meta content="{escape(text)}" name={name}>' for name, text in tags if text
        )
    else:
        metas = "\n".join(
            f'<meta name="{name}" content="{escape(text)}">' for name, text in tags if text
        )
    retraction = '<div class="alert alert-danger"><b>This paper was <i>retracted</i>.</b></div>'
    return (
        f"<!doctype html>\n<html lang=en><head><meta charset=utf-8><title>x</title>\n{metas}\n"
        f'<meta property="og:title" content="x"></head>\n<body>'
        f"{retraction if work.is_retracted else ''}<p>On papers that were retracted.</p></body>"
        "</html>\n"
    )


# -- PubMed --------------------------------------------------------------------------------------


def pubmed_summaries(works: Sequence[tuple[str, Work | None]]) -> bytes:
    """Return the summaries of some numbers."""
    result: dict[str, Any] = {"uids": [number for number, _ in works]}
    for number, work in works:
        result[number] = (
            _pubmed_summary(number, work)
            if work
            else {"uid": number, "error": "cannot get document summary"}
        )
    return json.dumps({"header": {"type": "esummary", "version": "0.3"}, "result": result}).encode()


def _pubmed_summary(number: str, work: Work) -> dict[str, Any]:
    authors = [
        {"name": name, "authtype": "CollectiveName", "clusterid": ""}
        if isinstance(name, str)
        else {
            "name": f"{name[1]} {''.join(part[0] for part in name[0].split())}",
            "authtype": "Author",
            "clusterid": "",
        }
        for name in work.authors
    ]
    return {
        "uid": number,
        "pubdate": f"{work.printed} Mar" if work.printed else "",
        "epubdate": f"{work.online} Jan 6" if work.online else "",
        "source": "J Things",
        "authors": authors,
        "title": f"{work.title}.",
        "fulljournalname": next(iter(work.containers), ""),
        "pubtype": ["Journal Article", *(["Retracted Publication"] if work.is_retracted else [])],
        "articleids": [
            {"idtype": "pubmed", "idtypen": 1, "value": number},
            {"idtype": "doi", "idtypen": 3, "value": work.doi},
        ],
        "references": [],
    }


# -- GitHub --------------------------------------------------------------------------------------


def github_rest(code: Code) -> bytes:
    owner = code.name.partition("/")[0]
    return json.dumps(
        {
            "id": code.number,
            "name": code.name.partition("/")[2],
            "full_name": code.name,
            "private": False,
            "owner": {"login": owner, "type": "User"},
            "html_url": f"https://github.com/{code.name}",
            "pushed_at": code.pushed,
            "stargazers_count": code.stars,
            "archived": code.is_archived,
        }
    ).encode()


def github_graphql(world: World, query: str) -> bytes:
    """Return the answer to a query of aliases."""
    data: dict[str, Any] = {}
    errors = []
    pattern = r'(\w+): repository\(owner: "([^"]*)", name: "([^"]*)"\) \{ ([\w ]+) \}'
    for alias, owner, name, fields in re.findall(pattern, query):
        code = world.repository(f"{owner}/{name}")
        if code is None:
            data[alias] = None
            message = f"Could not resolve to a Repository with the name '{owner}/{name}'."
            errors.append({"type": "NOT_FOUND", "path": [alias], "message": message})
            continue
        all_fields = {
            "databaseId": code.number,
            "nameWithOwner": code.name,
            "isArchived": code.is_archived,
            "pushedAt": code.pushed,
            "stargazerCount": code.stars,
        }
        data[alias] = {key: all_fields[key] for key in fields.split()}
    return json.dumps({"data": data, **({"errors": errors} if errors else {})}).encode()


# -- handles -------------------------------------------------------------------------------------


def handle(doi: str, target: str, *, is_there: bool) -> bytes:
    """Return what the resolver says of a DOI."""
    if not is_there:
        return json.dumps({"responseCode": 100, "handle": doi}).encode()
    values = [
        {
            "index": 1,
            "type": "URL",
            "data": {"format": "string", "value": target},
            "ttl": 86400,
            "timestamp": "2024-03-01T00:00:00Z",
        }
    ]
    return json.dumps({"responseCode": 1, "handle": doi, "values": values}).encode()


def quoted_doi(doi: str) -> str:
    return quote(doi, safe="")


__all__ = ["Code", "Name", "Work", "World", "replace"]
