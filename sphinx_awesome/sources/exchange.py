"""Questions to sources, requests, responses and outcomes: values alone, without I/O.

**Found**, **not found** and **could not be asked** are three types. Silence is not an answer: what
could not be asked is never stored, lowers no claim and proves nothing. This module must not know
any source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import NamedTuple, Protocol, TypeAlias

from .record import CodeRepository, SourceRecord, Witness


class Lookup(StrEnum):
    """The key by which a work is looked up."""

    ID = "id"
    TITLE = "title"


@dataclass(frozen=True, slots=True, order=True)
class Question:
    """One thing to ask one source; the key of an answer in the store."""

    source: str
    key: str
    """An id in the source's canonical form, or a title."""
    lookup: Lookup = Lookup.ID
    author: str = ""
    """A family name, which narrows down a title."""

    def __str__(self) -> str:
        return self.key


@dataclass(frozen=True, slots=True)
class Found:
    """The source has it."""

    records: tuple[SourceRecord, ...] = ()
    """One, for an id; the best matches first, for a title."""
    repository: CodeRepository | None = None
    target: str = ""
    """Address to which a DOI leads, as its handle says, or of an archived copy; "" if unknown."""

    @property
    def record(self) -> SourceRecord | None:
        """The first record; None if there is none."""
        return self.records[0] if self.records else None


@dataclass(frozen=True, slots=True)
class NotFound:
    """The source was asked and does not have it."""


class Cause(StrEnum):
    """Reasons for which a source could not be asked: a sentence after its name."""

    THROTTLED = "asks to be asked less often"
    DOWN = "is down"
    UNREACHABLE = "could not be reached"
    NO_SUCH_HOST = "is no host that the net knows"
    SLOW = "took too long"
    LARGE = "answered with too much"
    HTML = "answers with a web page"
    MALFORMED = "answered with what cannot be read"
    CLOSED = "refuses to answer"
    REDIRECTED = "leads elsewhere"
    OFFLINE = "was not asked: --offline"
    NO_KEY = "has no key"
    UNSUITED = "cannot be asked for that"
    STOPPED = "was not asked any more"


@dataclass(frozen=True, slots=True)
class Unasked:
    """The source could not be asked. Nothing follows from that."""

    cause: Cause
    detail: str = ""
    """More words, clean and short, without any part of an answer; "" for none."""

    def __str__(self) -> str:
        return f"{self.cause} ({self.detail})" if self.detail else str(self.cause)

    @property
    def counts(self) -> bool:
        """True if the source should have been asked: exit status 3."""
        return self.cause not in {Cause.NO_KEY, Cause.UNSUITED}


Outcome: TypeAlias = Found | NotFound | Unasked


class AnswerForm(Enum):
    """Forms in which sources answer, by media type."""

    JSON = "application/json"
    ATOM = "application/atom+xml"
    HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Request:
    """A request for one question or for several at once."""

    questions: tuple[Question, ...]
    host: str
    target: str
    """Path and query, as sent."""
    form: AnswerForm
    body: bytes = b""
    """Sent by POST; b"" for a GET."""
    token: str = ""
    """Name of the environment variable whose token this host gets; "" for none."""

    @property
    def url(self) -> str:
        """The address, without regard to mirrors."""
        return f"https://{self.host}{self.target}"


class Response(NamedTuple):
    """The response of a server: nothing in it is trusted."""

    status: int
    body: bytes
    type: str = ""
    """Media type and parameters, as the server sends them."""
    etag: str = ""


class PageStep(NamedTuple):
    """The answer of a web page to one request, without its text."""

    status: int
    location: str = ""
    """Where a redirect leads, as received; "" for none."""


class Reading(NamedTuple):
    """Outcomes read from a response."""

    outcomes: Mapping[Question, Outcome]
    more: tuple[Request, ...] = ()
    """Requests to send next, for the questions that are still open."""


class MalformedError(Exception):
    """An answer cannot be read: the source could not be asked.

    :param detail: the fault in our own words, without any part of the answer.
    """


@dataclass(frozen=True, slots=True)
class Caller:
    """The caller that requests name: sources want an address for questions."""

    repository: str = ""
    email: str = ""
    keys: frozenset[str] = frozenset()
    """Names of the environment variables that hold a token."""


class Pace(NamedTuple):
    """Pauses between requests to a host."""

    seconds: float
    """Pause from one request to the next."""
    polite_seconds: float = 0.0
    """The same for callers with an e-mail address; 0 if there is no difference."""

    def of(self, caller: Caller) -> float:
        """Return the pause for a caller, in seconds."""
        return self.polite_seconds if caller.email and self.polite_seconds else self.seconds


class Source(Protocol):
    """A source of facts. It opens no connection: bytes come in, and records go out.

    One that needs a key or a login is written in the same way: `key` names the variable of the
    environment, `needs_key` says that nothing is asked without it.
    """

    @property
    def name(self) -> str:
        """Name in questions and in the store: ``arxiv``."""

    @property
    def label(self) -> str:
        """Name for readers: ``arXiv``."""

    @property
    def witness(self) -> Witness:
        """The first witness of its statements."""

    @property
    def hosts(self) -> frozenset[str]:
        """Its own hosts: no other is asked, and redirects to others are not followed."""

    @property
    def pace(self) -> Pace:
        """Pauses between requests to its hosts."""

    @property
    def key(self) -> str:
        """Name of the environment variable that may hold its token; "" for none."""

    @property
    def needs_key(self) -> bool:
        """True if it is asked only with a token."""

    @property
    def keyless_limit(self) -> str:
        """Limit of requests without its token, in words; "" for none."""

    def knows(self, text: str) -> str:
        """Return the canonical form of an id or address that it knows; "" for any other text."""

    def requests(self, questions: Sequence[Question], caller: Caller) -> Iterable[Request]:
        """Yield requests for questions, several in one where the source allows that.

        :param questions: questions to this source.
        :param caller: named in the requests if the source wants that.
        """

    def read(self, request: Request, response: Response) -> Reading:
        """Read a response of status 200, 400, 404 or 410.

        :raises MalformedError: if it is no answer to the request; no other error is raised.
        """


_USUAL_PACE = Pace(1.0)


@dataclass(frozen=True)
class SourceInfo:
    """Properties of a source that do not change; the base class of each."""

    name: str = ""
    label: str = ""
    witness: Witness = Witness.INDEXER
    hosts: frozenset[str] = field(default_factory=frozenset)
    pace: Pace = _USUAL_PACE
    key: str = ""
    needs_key: bool = False
    keyless_limit: str = ""


def batches(questions: Sequence[Question], most: int) -> Iterable[tuple[Question, ...]]:
    """Yield questions in batches.

    :param most: greatest number of questions in a batch.
    """
    for start in range(0, len(questions), most):
        yield tuple(questions[start : start + most])


def by_lookup(questions: Sequence[Question]) -> tuple[list[Question], list[Question]]:
    """Return the questions by id, and those by title."""
    ids = [one for one in questions if one.lookup is Lookup.ID]
    return ids, [one for one in questions if one.lookup is Lookup.TITLE]
