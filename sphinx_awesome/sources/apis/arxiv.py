"""arXiv: preprints, by ids in batches or by title, with their own notes on publication.

Source: https://info.arxiv.org/help/api/user-manual.html. Three habits matter here. An id
that does not exist is missing in the answer; an id of a wrong form makes the whole request fail
with status 400; and without `max_results` only ten records are returned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from urllib.parse import urlencode

from ...core.identifiers import (
    ArxivId,
    arxiv_in_citation,
    arxiv_in_url,
    arxiv_url,
    parse_arxiv,
)
from ...core.same_work import title_words
from ..cleaning import (
    COMMENT_CHARS,
    authors_of,
    doi_of,
    have_full_names,
    links_of,
    name_of,
    plain,
    title_of,
    year_of,
)
from ..exchange import (
    AnswerForm,
    Caller,
    Found,
    Lookup,
    MalformedError,
    NotFound,
    Outcome,
    Pace,
    Question,
    Reading,
    Request,
    Response,
    SourceInfo,
    batches,
    by_lookup,
)
from ..parsing import XmlElement, read_xml
from ..record import (
    Notice,
    NoticeType,
    PublicationHint,
    RecordType,
    RecordYears,
    SourceRecord,
    Witness,
)

BATCH_ITEMS = 100
"""Ids in one request."""

MATCH_ITEMS = 5
"""Greatest number of records for a title."""

_ATOM: Final = "http://www.w3.org/2005/Atom"

_ARXIV: Final = "http://arxiv.org/schemas/atom"

_WITHDRAWN = re.compile(r"\b(?:withdrawn|withdrew|withdrawal|retracted)\b", re.IGNORECASE)

_FIRST_SENTENCE_CHARS = 200  # of an abstract that is a notice


class ArxivSource(SourceInfo):
    """arXiv."""

    def __init__(self) -> None:
        super().__init__(
            "arxiv",
            "arXiv",
            Witness.AUTHORS,
            frozenset({"export.arxiv.org", "arxiv.org"}),
            Pace(3.0),
        )

    def knows(self, text: str) -> str:
        """Return the arXiv id of an id, a citation or an address, without version; or ""."""
        arxiv = arxiv_in_citation(text)
        return arxiv.id if arxiv else ""

    def requests(self, questions: Sequence[Question], caller: Caller) -> Iterator[Request]:
        """Yield a request for up to a hundred ids, and one for each title."""
        del caller
        ids, titles = by_lookup(questions)
        for batch in batches(ids, BATCH_ITEMS):
            yield _by_ids(batch)
        for question in titles:
            words = " ".join(title_words(question.key))
            query = {"search_query": f'ti:"{words}"', "max_results": str(MATCH_ITEMS)}
            yield _request((question,), query)

    def read(self, request: Request, response: Response) -> Reading:
        """Read a feed; after a failure, ask for the halves of the batch, down to the bad id.

        :raises MalformedError: if it is not a feed, or none of its entries can be read.
        """
        questions = request.questions
        if response.status != 200:
            if len(questions) == 1:
                return Reading({questions[0]: NotFound()})
            half = len(questions) // 2
            return Reading({}, (_by_ids(questions[:half]), _by_ids(questions[half:])))
        feed = read_xml(response.body)
        if feed.name != f"{_ATOM} feed":
            raise MalformedError("no feed")
        entries = [*feed.all(f"{_ATOM} entry")]
        if any("/api/errors" in entry.first(f"{_ATOM} id") for entry in entries):
            return self.read(request, response._replace(status=400))
        records = [record for entry in entries if (record := _record(entry))]
        if questions[0].lookup is Lookup.TITLE:
            matches = Found(tuple(records[:MATCH_ITEMS]))
            return Reading({questions[0]: matches if records else NotFound()})
        if entries and not records:
            raise MalformedError("no entry that can be read")
        by_key = {ArxivId(record.arxiv).key: record for record in records}
        return Reading({one: _outcome(by_key.get(ArxivId(one.key).key)) for one in questions})


def _outcome(record: SourceRecord | None) -> Outcome:
    return Found((record,)) if record else NotFound()


def _by_ids(batch: Iterable[Question]) -> Request:
    questions = tuple(batch)
    ids = ",".join(ArxivId(question.key).key for question in questions)
    return _request(questions, {"id_list": ids, "max_results": str(len(questions))})


def _request(questions: tuple[Question, ...], query: dict[str, str]) -> Request:
    target = f"/api/query?{urlencode(query, safe=',/')}"
    return Request(questions, "export.arxiv.org", target, AnswerForm.ATOM)


def _record(entry: XmlElement) -> SourceRecord | None:
    """Return the record of an entry; None if its id or title cannot be read."""
    arxiv = arxiv_in_url(entry.first(f"{_ATOM} id"))
    title = title_of(entry.first(f"{_ATOM} title"))
    if not arxiv or not parse_arxiv(str(arxiv)) or not title:
        return None
    authors = authors_of(
        name_of(author.first(f"{_ATOM} name")) for author in entry.all(f"{_ATOM} author")
    )
    hint = PublicationHint(
        doi_of(entry.first(f"{_ARXIV} doi")),
        plain(entry.first(f"{_ARXIV} journal_ref"), COMMENT_CHARS),
        plain(entry.first(f"{_ARXIV} comment"), COMMENT_CHARS),
    )
    has_pdf = any(
        link.attributes.get("title") == "pdf" or link.attributes.get("type") == "application/pdf"
        for link in entry.all(f"{_ATOM} link")
    )
    url = arxiv_url(arxiv.id)
    pdf = f"https://arxiv.org/pdf/{arxiv.id}"
    return SourceRecord(
        source="arxiv",
        witness=Witness.AUTHORS,
        url=url,
        title=title,
        authors=authors,
        has_full_names=have_full_names(authors),
        type=RecordType.PREPRINT,
        venue="arXiv",
        years=RecordYears(issued=year_of(entry.first(f"{_ATOM} published"))),
        arxiv=arxiv.id,
        version=int(arxiv.version.removeprefix("v") or 0),
        hint=hint,
        notice=_notice(entry, hint, url) if not has_pdf else None,
        links=links_of({"pdf": pdf if has_pdf else "", "link": url}),
    )


def _notice(entry: XmlElement, hint: PublicationHint, url: str) -> Notice | None:
    """Return the notice that a preprint without a file was withdrawn, if its texts say so."""
    abstract = plain(entry.first(f"{_ATOM} summary")[:_FIRST_SENTENCE_CHARS])
    words = next((text for text in (hint.comment, abstract) if _WITHDRAWN.search(text)), "")
    return Notice(NoticeType.WITHDRAWN, url, words) if words else None
