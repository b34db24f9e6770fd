"""The ACL Anthology: the publisher's own pages, one a paper.

Source: https://aclanthology.org/info/ids/ and the `citation_*` tags of its pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...core.identifiers import IdKind, anthology_in_path, paper_id_in_url
from ..exchange import (
    AnswerForm,
    Caller,
    Found,
    MalformedError,
    NotFound,
    Pace,
    Question,
    Reading,
    Request,
    Response,
    SourceInfo,
    by_lookup,
)
from ..record import Notice, NoticeType, SourceRecord, Witness
from .proceedings import record_of_page

# Only in a box above the paper: an abstract may be about retracted papers.
_RETRACTED = re.compile(
    rb"""class=(?:"[^"<>]{0,200}\balert\b[^"<>]{0,200}"|alert)[^<>]{0,200}>"""
    rb"(?:[^<>]{0,300}<[^<>]{0,300}>){0,8}?[^<>]{0,300}\bretracted\b",
    re.IGNORECASE,
)

_RETRACTION_BYTES = 512 * 1024  # the part of a page that is searched


class AnthologySource(SourceInfo):
    """The ACL Anthology."""

    def __init__(self) -> None:
        super().__init__(
            "anthology",
            "ACL Anthology",
            Witness.PUBLISHER,
            frozenset({"aclanthology.org", "www.aclanthology.org"}),
            Pace(1.0),
        )

    def knows(self, text: str) -> str:
        """Return the Anthology's id of an id, an address or a DOI; "" for any other text."""
        paper = paper_id_in_url(text)
        if paper and paper.kind is IdKind.ANTHOLOGY:
            return paper.id
        suffix = text.strip().partition("10.18653/v1/")[2] or text.strip()
        bare = anthology_in_path(suffix)
        return bare.id if bare and bare.id.lower() == suffix.lower() else ""

    def requests(self, questions: Sequence[Question], caller: Caller) -> Iterator[Request]:
        """Yield one request for each paper."""
        del caller
        for question in by_lookup(questions)[0]:
            target = f"/{question.key}/"
            yield Request((question,), "aclanthology.org", target, AnswerForm.HTML)

    def read(self, request: Request, response: Response) -> Reading:
        """Read the page of a paper.

        :raises MalformedError: if its status is unknown or it has no title.
        """
        (question,) = request.questions
        if response.status in {404, 410}:
            return Reading({question: NotFound()})
        if response.status != 200:
            raise MalformedError(f"status {response.status}")
        url = f"https://aclanthology.org/{question.key}/"
        is_retracted = _RETRACTED.search(response.body[:_RETRACTION_BYTES])
        record = record_of_page(
            self,
            response.body,
            url,
            anthology=question.key,
            notice=Notice(NoticeType.RETRACTED, url) if is_retracted else None,
        )
        return Reading({question: Found((record,))})


def anthology_of(record: SourceRecord) -> str:
    """Return the Anthology's id of a work whose DOI is one of it; "" for any other."""
    return AnthologySource().knows(record.doi)
