"""The handles of DOIs: registered or not, at any registrar, and the address of each.

Source: https://www.doi.org/doi-handbook/HTML/rest-api-response-format.html. No publisher's page is
loaded: many refuse robots.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from ...core.identifiers import doi_in_citation
from ..cleaning import url_of
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
from ..parsing import member, members, read_json
from ..record import Witness

_SUCCESS, _NO_SUCH_HANDLE, _NO_SUCH_VALUE = "1", "100", "200"


class HandlesSource(SourceInfo):
    """The resolver of DOIs."""

    def __init__(self) -> None:
        super().__init__(
            "handles",
            "doi.org",
            Witness.REGISTRAR,
            frozenset({"doi.org"}),
            Pace(0.5),
        )

    def knows(self, text: str) -> str:
        """Return the DOI of an id, a citation or an address, in lower case; "" for other texts."""
        return doi_in_citation(text).lower()

    def requests(self, questions: Sequence[Question], caller: Caller) -> Iterator[Request]:
        """Yield one request for each DOI."""
        del caller
        for question in by_lookup(questions)[0]:
            target = f"/api/handles/{quote(question.key, safe='/')}?type=URL"
            yield Request((question,), "doi.org", target, AnswerForm.JSON)

    def read(self, request: Request, response: Response) -> Reading:
        """Read a handle: with an address, without one, or missing.

        :raises MalformedError: if it is another handle, or has an unknown code.
        """
        (question,) = request.questions
        answer = read_json(response.body)
        code = str(member(answer, "responseCode"))
        handle = member(answer, "handle")
        if not isinstance(handle, str) or handle.lower() != question.key.lower():
            raise MalformedError("another handle")
        if code == _NO_SUCH_HANDLE:
            return Reading({question: NotFound()})
        if code not in {_SUCCESS, _NO_SUCH_VALUE}:
            raise MalformedError("a code that is not known")
        values = (
            url_of(member(one, "data", "value"))
            for one in members(answer, "values")
            if member(one, "type") == "URL"
        )
        return Reading({question: Found(target=next(filter(None, values), ""))})
