"""PubMed: papers of journals, by number.

Source: https://www.ncbi.nlm.nih.gov/books/NBK25499/#chapter4.ESummary. It names authors by their
initials; the DOI in its records leads to full names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from ...core.identifiers import IdKind, PaperId, paper_id_in_url
from ..cleaning import (
    VENUE_CHARS,
    authors_of,
    doi_of,
    group,
    links_of,
    plain,
    title_of,
    vancouver,
    year_of,
)
from ..exchange import (
    AnswerForm,
    Caller,
    Cause,
    Found,
    MalformedError,
    NotFound,
    Outcome,
    Pace,
    Question,
    Reading,
    Request,
    Response,
    SourceInfo,
    Unasked,
    batches,
    by_lookup,
)
from ..parsing import member, members, read_json
from ..record import Notice, NoticeType, RecordType, RecordYears, SourceRecord, Witness

BATCH_ITEMS = 200
"""Numbers in one request."""

_NOT_THERE = "cannot get document summary"


class PubmedSource(SourceInfo):
    """PubMed."""

    def __init__(self) -> None:
        super().__init__(
            "pubmed",
            "PubMed",
            Witness.INDEXER,
            frozenset({"eutils.ncbi.nlm.nih.gov"}),
            Pace(0.4),
        )

    def knows(self, text: str) -> str:
        """Return the number in an address of PubMed; "" for any other text."""
        paper = paper_id_in_url(text)
        return paper.id if paper and paper.kind is IdKind.PUBMED else ""

    def requests(self, questions: Sequence[Question], caller: Caller) -> Iterator[Request]:
        """Yield a request for up to two hundred numbers."""
        for batch in batches(by_lookup(questions)[0], BATCH_ITEMS):
            query = {
                "db": "pubmed",
                "retmode": "json",
                "id": ",".join(one.key for one in batch),
                "tool": "sphinx-awesome",
            }
            if caller.email:
                query["email"] = caller.email
            target = f"/entrez/eutils/esummary.fcgi?{urlencode(query, safe=',@')}"
            yield Request(batch, "eutils.ncbi.nlm.nih.gov", target, AnswerForm.JSON)

    def read(self, request: Request, response: Response) -> Reading:
        """Read summaries; one with an error is of a number that does not exist.

        :raises MalformedError: if it holds no summaries.
        """
        answer = read_json(response.body)
        result = member(answer, "result")
        if response.status != 200 or not isinstance(result, dict):
            # A single number in no form of one: "Invalid uid abc at position=0".
            raise MalformedError("no summaries")
        return Reading({one: _outcome(one, result.get(one.key)) for one in request.questions})


def _outcome(question: Question, summary: object) -> Outcome:
    if member(summary, "error") == _NOT_THERE:
        return NotFound()
    record = _record(question.key, summary)
    return Found((record,)) if record else Unasked(Cause.MALFORMED, "no summary")


def _record(number: str, summary: Any) -> SourceRecord | None:  # noqa: ANN401
    title = title_of(member(summary, "title"))
    if member(summary, "uid") != number or not title:
        return None
    url = PaperId(IdKind.PUBMED, number).url
    ids = members(summary, "articleids")
    dois = (doi_of(member(one, "value")) for one in ids if member(one, "idtype") == "doi")
    authors = authors_of(map(_author, members(summary, "authors")))
    return SourceRecord(
        source="pubmed",
        witness=Witness.INDEXER,
        url=url,
        title=title.removeprefix("[").removesuffix("]") if title.startswith("[") else title,
        authors=authors,
        has_full_names=False,
        type=_type(summary),
        venue=plain(member(summary, "fulljournalname"), VENUE_CHARS),
        years=RecordYears(
            printed=year_of(member(summary, "pubdate")), online=year_of(member(summary, "epubdate"))
        ),
        doi=next(filter(None, dois), ""),
        pubmed=number,
        notice=_notice(summary, url),
        links=links_of({"link": url}),
    )


def _author(author: object) -> str:
    kind = member(author, "authtype")
    if kind == "CollectiveName":
        return group(member(author, "name"))
    return vancouver(member(author, "name")) if kind in {None, "Author"} else ""


def _type(summary: object) -> RecordType:
    types = set(map(str, members(summary, "pubtype")))
    if types & {"Retraction of Publication", "Published Erratum"}:
        return RecordType.NOTICE
    return RecordType.PREPRINT if "Preprint" in types else RecordType.ARTICLE


def _notice(summary: object, url: str) -> Notice | None:
    """Return the notice that a paper was retracted, at its own address if PubMed has it."""
    for one in members(summary, "references"):
        if str(member(one, "reftype")).lower() == "retraction in":
            number = str(member(one, "pmid") or "")
            at = PaperId(IdKind.PUBMED, number).url if number.isdecimal() and number != "0" else url
            return Notice(NoticeType.RETRACTED, at)
    if "Retracted Publication" in members(summary, "pubtype"):
        return Notice(NoticeType.RETRACTED, url)
    return None
