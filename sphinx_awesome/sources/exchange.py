"""What is asked of sources, what they answer, and what came of it: values alone, and no I/O.

**Found**, **not found** and **could not be asked** are three types. Silence is not an answer: what
could not be asked is never stored, lowers no claim and proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import NamedTuple, Protocol, TypeAlias

from .record import CodeRepository, SourceRecord, Witness


class Lookup(StrEnum):
    """By what a work is looked up."""

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
    """Where a DOI leads, as its handle says; "" if that is not told."""

    @property
    def record(self) -> SourceRecord | None:
        """The first record."""
        return self.records[0] if self.records else None


@dataclass(frozen=True, slots=True)
class NotFound:
    """The source was asked and does not have it."""


class Cause(StrEnum):
    """Why a source could not be asked, as a sentence goes on after its name."""

    THROTTLED = "asks to be asked less often"
    DOWN = "is down"
    UNREACHABLE = "could not be reached"
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
    """More words, clean and short, without any part of an answer."""

    def __str__(self) -> str:
        return f"{self.cause} ({self.detail})" if self.detail else str(self.cause)

    @property
    def counts(self) -> bool:
        """Whether the source should have been asked: exit status 3."""
        return self.cause not in {Cause.NO_KEY, Cause.UNSUITED}


Outcome: TypeAlias = Found | NotFound | Unasked


class AnswerForm(Enum):
    """In which form a source answers, with the media types that it may be told to be."""

    JSON = "application/json"
    ATOM = "application/atom+xml"
    HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Request:
    """What to send, for one question or for several at once."""

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
        """The address."""
        return f"https://{self.host}{self.target}"


class Response(NamedTuple):
    """What came back: nothing in it is trusted."""

    status: int
    body: bytes
    type: str = ""
    """Media type and parameters, as told."""
    etag: str = ""


class Reading(NamedTuple):
    """What a response says."""

    outcomes: Mapping[Question, Outcome]
    more: tuple[Request, ...] = ()
    """What to ask now, for the questions that are still open."""


class MalformedError(Exception):
    """An answer cannot be read: the source could not be asked.

    :param detail: in words of ours.
    """


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: sources want to know whom to write to."""

    repository: str = ""
    email: str = ""
    keys: frozenset[str] = frozenset()
    """Names of the environment variables that hold a token."""


class Pace(NamedTuple):
    """How often a host may be asked."""

    seconds: float
    """From one request to the next."""
    polite_seconds: float = 0.0
    """The same for who says who he is, where that differs; 0 if it does not."""

    def of(self, caller: Caller) -> float:
        """Return the seconds that hold for a caller."""
        return self.polite_seconds if caller.email and self.polite_seconds else self.seconds


class Source(Protocol):
    """A source of facts. It opens no connection: bytes come in, and records go out.

    One that needs a key or a login is written in the same way: `key` names the variable of the
    environment, `needs_key` says that nothing is asked without it.
    """

    @property
    def name(self) -> str:
        """In questions and in the store: ``arxiv``."""

    @property
    def label(self) -> str:
        """As people call it: ``arXiv``."""

    @property
    def witness(self) -> Witness:
        """Who says first what it says."""

    @property
    def hosts(self) -> frozenset[str]:
        """Its own hosts: no other is asked, and no redirect leads elsewhere."""

    @property
    def pace(self) -> Pace:
        """How often a host may be asked."""

    @property
    def key(self) -> str:
        """Name of the environment variable that may hold its token; "" for none."""

    @property
    def needs_key(self) -> bool:
        """Whether it is asked only with a token."""

    def knows(self, text: str) -> str:
        """Return the canonical form of an id or address that it knows; "" for any other text."""

    def requests(self, questions: Sequence[Question], caller: Caller) -> Iterable[Request]:
        """Yield what to send for questions, several at once where the source takes that."""

    def read(self, request: Request, response: Response) -> Reading:
        """Read a response of status 200, 400, 404 or 410; total.

        :raises MalformedError: if it is no answer to the request; nothing else is raised.
        """


_USUAL_PACE = Pace(1.0)


@dataclass(frozen=True)
class SourceInfo:
    """What is fixed about a source; the base of each."""

    name: str = ""
    label: str = ""
    witness: Witness = Witness.INDEXER
    hosts: frozenset[str] = field(default_factory=frozenset)
    pace: Pace = _USUAL_PACE
    key: str = ""
    needs_key: bool = False


def batches(questions: Sequence[Question], most: int) -> Iterable[tuple[Question, ...]]:
    """Yield questions in batches."""
    for start in range(0, len(questions), most):
        yield tuple(questions[start : start + most])


def by_lookup(questions: Sequence[Question]) -> tuple[list[Question], list[Question]]:
    """Return the questions by id, and those by title."""
    ids = [one for one in questions if one.lookup is Lookup.ID]
    return ids, [one for one in questions if one.lookup is Lookup.TITLE]
