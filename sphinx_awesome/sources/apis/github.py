"""GitHub: repositories of code, those that moved or were archived among them.

With a token, a hundred repositories are one request to GraphQL; without one, each is a request,
whose redirect leads to the repository under its number. Source:
https://docs.github.com/graphql/reference/objects#repository and
https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api (redirects).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from ...core.identifiers import repository_in_url
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
from ..record import CodeRepository, Witness

BATCH_ITEMS = 100
"""Repositories in one request."""

_FIELDS = "databaseId nameWithOwner isArchived pushedAt stargazerCount"

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}")


class GithubSource(SourceInfo):
    """GitHub."""

    def __init__(self) -> None:
        super().__init__(
            "github",
            "GitHub",
            Witness.FORGE,
            frozenset({"api.github.com"}),
            Pace(1.0),
            key="GITHUB_TOKEN",
            # https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
            keyless_limit="60 requests an hour without GITHUB_TOKEN",
        )

    def knows(self, text: str) -> str:
        """Return owner and name of the repository of an address, in lower case; "" for others."""
        return repository_in_url(text).lower()

    def requests(self, questions: Sequence[Question], caller: Caller) -> Iterator[Request]:
        """Yield a request for up to a hundred repositories; one for each, without a token."""
        ids = [one for one in by_lookup(questions)[0] if _NAME.fullmatch(one.key)]
        if self.key not in caller.keys:
            for one in ids:
                yield Request((one,), "api.github.com", f"/repos/{one.key}", AnswerForm.JSON)
            return
        for batch in batches(ids, BATCH_ITEMS):
            fields = " ".join(_field(one) for one in batch)
            body = json.dumps({"query": f"query {{ {fields} }}"}).encode()
            yield Request(batch, "api.github.com", "/graphql", AnswerForm.JSON, body, self.key)

    def read(self, request: Request, response: Response) -> Reading:
        """Read one repository, or those of a batch.

        :raises MalformedError: if it holds no repositories.
        """
        questions = request.questions
        if not request.body and response.status in {404, 410}:
            return Reading({questions[0]: NotFound()})
        answer = read_json(response.body)
        if response.status != 200:
            raise MalformedError(f"status {response.status}")
        if len(questions) == 1 and member(answer, "full_name") is not None:
            return Reading({questions[0]: Found(repository=_of_rest(answer))})
        data = member(answer, "data")
        if not isinstance(data, dict):
            errors = {str(member(one, "type")) for one in members(answer, "errors")}
            if "RATE_LIMITED" in errors:
                unasked = Unasked(Cause.THROTTLED)
                return Reading(dict.fromkeys(questions, unasked))
            raise MalformedError("no repositories")
        errors_by_alias = {
            str(path): str(member(one, "type"))
            for one in members(answer, "errors")
            for path in members(one, "path")[:1]
        }
        return Reading(
            {
                one: _outcome(data.get(_alias(one)), errors_by_alias.get(_alias(one), ""))
                for one in questions
            }
        )


def _alias(question: Question) -> str:
    """Return the name of a repository in an answer, the same in every batch."""
    return f"r{hashlib.sha256(question.key.encode()).hexdigest()[:20]}"


def _field(question: Question) -> str:
    owner, _, name = question.key.partition("/")
    given = f"owner: {json.dumps(owner)}, name: {json.dumps(name)}"
    return f"{_alias(question)}: repository({given}) {{ {_FIELDS} }}"


def _outcome(repository: object, error: str) -> Outcome:
    if isinstance(repository, dict):
        try:
            return Found(
                repository=_repository(
                    *(repository.get(key) for key in _FIELDS.split()),
                )
            )
        except MalformedError as malformed:
            return Unasked(Cause.MALFORMED, str(malformed))
    if error == "NOT_FOUND":
        return NotFound()
    return Unasked(Cause.CLOSED if error == "FORBIDDEN" else Cause.MALFORMED, "no repository")


def _of_rest(answer: Any) -> CodeRepository:  # noqa: ANN401  (JSON of any shape)
    keys = ("id", "full_name", "archived", "pushed_at", "stargazers_count")
    return _repository(*(answer.get(key) for key in keys))


def _repository(
    number: object, name: object, archived: object, pushed: object, stars: object
) -> CodeRepository:
    if not isinstance(name, str) or not _NAME.fullmatch(name) or type(number) is not int:
        raise MalformedError("no repository")
    day = None
    if isinstance(pushed, str):
        with suppress(ValueError):
            day = date.fromisoformat(pushed[:10])
    return CodeRepository(name, number, archived is True, day, stars if type(stars) is int else 0)
