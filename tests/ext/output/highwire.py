"""The tags of scholars' tools, read by the rules by which Zotero reads them.

These are the rules of its translator for embedded metadata and of that for RDF, to which it gives
the tags of OpenGraph, written down anew:
https://github.com/zotero/translators/blob/master/Embedded%20Metadata.js and …/RDF.js.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ...formats.zotero import creator

#: Tags that say what kind of thing a page describes, whatever else is on it.
KINDS = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
#: What OpenGraph says for sure; an article may be any.
GRAPH_KINDS = {"book": "book", "website": "webpage"}


@dataclass
class Item:
    """What Zotero makes of a page."""

    kind: str
    title: str
    creators: list[tuple[str, str]]  #: last and first names
    date: str
    container: str
    publisher: str
    doi: str
    url: str
    abstract: str
    pdf: str
    tags: list[str] = field(default_factory=list)


def read(metas: Iterable[tuple[str, str]]) -> Item:
    """Read the tags of a page: the name or the property of each, and its content."""
    contents: dict[str, list[str]] = {}
    for name, content in metas:
        contents.setdefault(name, []).append(content)

    def one(*names: str) -> str:
        return next((contents[name][0] for name in names if name in contents), "")

    kinds = [kind for name, kind in KINDS.items() if name in contents]
    graph = GRAPH_KINDS.get(one("og:type"), "")
    creators = [
        creator(name) for text in contents.get("citation_author", []) for name in persons(text)
    ]
    return Item(
        kind=graph or (kinds[-1] if kinds else "journalArticle"),
        title=one("citation_title", "og:title"),
        creators=creators,
        date=one("citation_publication_date", "citation_date"),
        container=one("citation_journal_title", "citation_conference_title", "og:site_name"),
        publisher=one("citation_publisher"),
        doi=one("citation_doi"),
        url=one("citation_public_url", "og:url"),
        abstract=one("citation_abstract", "og:description"),
        pdf=one("citation_pdf_url"),
        tags=[t.strip() for text in contents.get("citation_keywords", []) for t in text.split(";")],
    )


def persons(text: str) -> list[str]:
    """Several names may stand in one tag, with semicolons between, or commas."""
    names = re.split(r"\s*;\s*", text)
    if len(names) == 1:
        parts = re.split(r"\s*,\s*", text)
        if len(parts) > 1 and " " in parts[0] and " " in parts[1]:
            return parts
    return names
