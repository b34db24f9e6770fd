"""Ask sources many questions: the store first, then in batches, with one thread for each host.

Commands use this. It knows sources by their protocol alone.
"""

from __future__ import annotations

import os
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

from .. import clock
from ..core.model import AwesomeList
from ..core.text import plural
from .apis import HOSTS, SOURCES, STAND_INS
from .client import PAGES, Client
from .exchange import (
    Caller,
    Cause,
    Found,
    Lookup,
    MalformedError,
    NotFound,
    Outcome,
    Question,
    Request,
    Response,
    Source,
    Unasked,
)
from .mirrors import VARIABLE, read_mirrors
from .store import AnswerStore, StoredNote

_MAX_MALFORMED_ITEMS = 3  # answers in a row that cannot be read; then a host is down

_POLL_SECONDS = 0.2  # so that Ctrl-C is heard on Windows too

_JOIN_SECONDS = 2.0

_Sending: TypeAlias = tuple[Source, Request]


@dataclass(frozen=True, slots=True)
class Answer:
    """A question and its outcome."""

    question: Question
    outcome: Outcome
    asked: datetime | None = None
    """When the source answered, in UTC; None if it could not be asked."""
    is_stored: bool = False
    """True if the answer comes from the store."""
    stand_in: str = ""
    """Label of the source that was asked instead; "" for the one that was meant."""


def caller_of(
    awesome_list: AwesomeList | None = None, environment: Mapping[str, str] = os.environ
) -> Caller:
    """Return the caller that requests name to sources.

    :param awesome_list: gives its repository and the first e-mail address of its maintainers.
    :param environment: variables by name; those that hold a token of a source are noted by name.
    """
    keys = frozenset(one.key for one in SOURCES.values() if one.key and environment.get(one.key))
    if awesome_list is None:
        return Caller(keys=keys)
    emails = (one.email for one in awesome_list.maintainers)
    repository = awesome_list.repository or awesome_list.homepage
    return Caller(repository, next(filter(None, emails), ""), keys)


class Answers:
    """Answer questions from the store and by asking sources.

    :param client: sends requests; None for answers from the store alone, however old they are.
    :param sources: the sources by name.
    :param now: returns the moment, in UTC, by which stored answers have an age.
    """

    def __init__(
        self,
        store: AnswerStore,
        client: Client | None = None,
        *,
        sources: Mapping[str, Source] = SOURCES,
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self.unasked: dict[str, Unasked] = {}
        """By label, the sources that should have been asked and could not be: the first reason."""
        self.seconds = 0.0
        """Seconds that asking has taken."""
        self.store = self._store = store
        self.client = self._client = client
        self._sources = sources
        self._now = now
        self._caller = client.caller if client else Caller()

    @classmethod
    def open(
        cls,
        awesome_list: AwesomeList | None = None,
        *,
        offline: bool = False,
        path: Path | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> Answers:
        """Open the store, and make a client unless offline.

        :param awesome_list: the list whose maintainer asks.
        :param offline: True for answers from the store alone.
        :param path: file of the store; None for the one in the user's cache.
        :param environment: variables by name: mirrors and tokens.
        :raises MirrorError: if the variable of mirrors cannot be understood.
        :raises OnlineMissingError: if the extra `online` is not installed, and it is not offline.
        """
        mirrors = read_mirrors(environment.get(VARIABLE, ""), HOSTS, has_pages=True)
        store = AnswerStore(path)
        if offline:
            return cls(store)
        try:
            caller = caller_of(awesome_list, environment)
            return cls(store, Client(store, caller, mirrors, environment=environment))
        except BaseException:
            store.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close connections and store."""
        if self._client:
            self._client.close()
        self._store.close()

    @property
    def messages(self) -> Sequence[str]:
        """Sentences about the store for the user: a damaged file, or one that is not writable."""
        return self._store.messages

    @property
    def sent(self) -> Mapping[str, int]:
        """Number of requests sent, by label of the source."""
        return self._client.sent if self._client else {}

    def summary(self) -> str:
        """Return the cost of asking as text: ``arXiv 1 request, Crossref 21 requests: 41 s``."""
        if not self.sent:
            return "no requests"
        sent = sorted(self.sent.items(), key=lambda one: one[0] == PAGES)
        parts = [f"{label} {plural(number, 'request')}" for label, number in sent]
        return f"{', '.join(parts)}: {self.seconds:.0f} s"

    def collect(
        self, questions: Iterable[Question], max_age: timedelta | None = None
    ) -> dict[Question, Answer]:
        """Return the answer to each question.

        :param max_age: as in :meth:`ask`.
        """
        return {answer.question: answer for answer in self.ask(questions, max_age)}

    def recall(self, questions: Iterable[Question]) -> dict[Question, Answer]:
        """Return the answers that are kept, however old they are; nobody is asked."""
        return self._stored(dict.fromkeys(questions), None, is_any_age=True)

    def ask(
        self, questions: Iterable[Question], max_age: timedelta | None = None
    ) -> Iterator[Answer]:
        """Yield one answer to each question as they arrive, stored ones first.

        :param max_age: greatest age of a stored answer, if less than the usual days.
        """
        started = time.monotonic()
        try:
            failed: list[Answer] = []
            for answer in self._ask(dict.fromkeys(questions), max_age):
                if isinstance(answer.outcome, Unasked) and answer.question.source in STAND_INS:
                    failed.append(answer)
                else:
                    yield self._noted(answer)
            yield from self._ask_others(failed, max_age)
        finally:
            self.seconds += time.monotonic() - started

    def _noted(self, answer: Answer) -> Answer:
        """Note the source of an answer if it could not be asked."""
        outcome = answer.outcome
        if isinstance(outcome, Unasked) and outcome.counts:
            self.unasked.setdefault(self._sources[answer.question.source].label, outcome)
        return answer

    def _ask_others(self, failed: Sequence[Answer], max_age: timedelta | None) -> Iterator[Answer]:
        """Ask stand-ins of the sources that could not be asked."""
        instead: dict[Question, Answer] = {}
        for answer in failed:
            self._noted(answer)
            name = STAND_INS[answer.question.source]
            key = self._sources[name].knows(answer.question.key) if name in self._sources else ""
            if key and answer.question.lookup is Lookup.ID:
                instead[Question(name, key)] = answer
            else:
                yield answer
        for other in self._ask(instead, max_age):
            original = instead[other.question]
            if isinstance(other.outcome, Found):
                label = self._sources[other.question.source].label
                yield replace(other, question=original.question, stand_in=label)
            else:
                yield original

    def _ask(self, questions: Iterable[Question], max_age: timedelta | None) -> Iterator[Answer]:
        asked = list(questions)
        stored = self._stored(asked, max_age, is_any_age=self._client is None)
        yield from stored.values()
        still: dict[str, list[Question]] = {}
        for question in asked:
            source = self._sources[question.source]
            if question in stored:
                continue
            if not self._client:
                yield Answer(question, Unasked(Cause.OFFLINE))
            elif source.needs_key and source.key not in self._caller.keys:
                yield Answer(question, Unasked(Cause.NO_KEY))
            else:
                still.setdefault(question.source, []).append(question)
        if self._client and still:
            yield from self._send(self._client, still)

    def _stored(
        self, questions: Iterable[Question], max_age: timedelta | None, *, is_any_age: bool
    ) -> dict[Question, Answer]:
        """Return the stored answers that are fresh, or all if their age does not count."""
        now = self._now()
        notes: dict[Question, StoredNote] = {}
        groups: dict[tuple[str, int], list[Question]] = {}
        for question in questions:
            note = self._store.find(question)
            if note and (is_any_age or note.is_fresh(now, max_age)):
                notes[question] = note
                groups.setdefault((question.source, note.answer), []).append(question)
        return {
            question: Answer(question, outcome, notes[question].asked, is_stored=True)
            for (source, answer), group in groups.items()
            for question, outcome in self._read_stored(self._sources[source], answer, group)
        }

    def _read_stored(
        self, source: Source, answer: int, questions: Sequence[Question]
    ) -> Iterator[tuple[Question, Outcome]]:
        """Read a stored answer anew, for all questions that share it."""
        response = self._store.response(answer)
        if response is None:
            return
        for request in source.requests(questions, Caller()):
            with suppress(MalformedError):
                for question, outcome in source.read(request, response).outcomes.items():
                    if isinstance(outcome, Found | NotFound):
                        yield question, outcome

    def _send(
        self, client: Client, questions: Mapping[str, Sequence[Question]]
    ) -> Iterator[Answer]:
        """Send requests, and yield the answers as they come."""
        plan: dict[str, deque[_Sending]] = {}
        planned: set[Question] = set()
        for name, some in questions.items():
            source = self._sources[name]
            for request in source.requests(some, self._caller):
                plan.setdefault(request.host, deque()).append((source, request))
                planned.update(request.questions)
        for question in (one for some in questions.values() for one in some):
            if question not in planned:
                yield Answer(question, Unasked(Cause.UNSUITED))
        yield from self._run(client, plan.values())

    def _run(self, client: Client, plan: Iterable[deque[_Sending]]) -> Iterator[Answer]:
        """Send requests in one thread for each host; stop them all when the caller stops."""
        results: queue.SimpleQueue[Answer | BaseException | None] = queue.SimpleQueue()
        threads = [
            threading.Thread(target=self._work, args=(client, sendings, results), daemon=True)
            for sendings in plan
        ]
        client.resume()
        running = len(threads)
        for thread in threads:
            thread.start()
        try:
            while running:
                with suppress(queue.Empty):
                    result = results.get(timeout=_POLL_SECONDS)
                    if isinstance(result, BaseException):
                        raise result
                    if result is None:
                        running -= 1
                    else:
                        yield result
        finally:
            if running:  # Ctrl-C, or the caller stops early
                client.stop()
            for thread in threads:
                thread.join(_JOIN_SECONDS)

    def _work(
        self,
        client: Client,
        sendings: deque[_Sending],
        results: queue.SimpleQueue[Answer | BaseException | None],
    ) -> None:
        """Send all requests to one host: the work of a thread."""
        malformed = 0
        try:
            while sendings:
                source, request = sendings.popleft()
                answers, more = self._one(client, source, request)
                sendings.extendleft((source, one) for one in reversed(more))
                for answer in answers:
                    results.put(answer)
                causes = {a.outcome.cause for a in answers if isinstance(a.outcome, Unasked)}
                malformed = malformed + 1 if causes == {Cause.MALFORMED} else 0
                if malformed >= _MAX_MALFORMED_ITEMS:
                    client.give_up(request.host, Unasked(Cause.MALFORMED))
        except BaseException as error:  # noqa: BLE001 - raised again in the thread of the caller
            results.put(error)
        finally:
            results.put(None)

    def _one(
        self, client: Client, source: Source, request: Request
    ) -> tuple[list[Answer], Sequence[Request]]:
        """Send one request; return its answers and the requests that follow from them."""
        stored = self._stored_response(request)
        response = client.send(source, request, stored.etag if stored else "")
        if isinstance(response, Unasked):
            return [Answer(question, response) for question in request.questions], ()
        now = self._now()
        is_same = stored is not None and response.status == 304
        try:
            reading = source.read(request, stored if stored and is_same else response)
        except MalformedError as error:
            unasked = Unasked(Cause.MALFORMED, str(error))
            return [Answer(question, unasked) for question in request.questions], ()
        if is_same:
            self._store.touch(request.questions[0], now)
        else:
            results = {
                question: isinstance(outcome, Found)
                for question, outcome in reading.outcomes.items()
                if not isinstance(outcome, Unasked)
            }
            self._store.put(results, response, now)
        answers = [
            Answer(question, outcome, None if isinstance(outcome, Unasked) else now)
            for question, outcome in reading.outcomes.items()
        ]
        return answers, reading.more

    def _stored_response(self, request: Request) -> Response | None:
        """Return the stored response, of any age, to a request for one question."""
        note = self._store.find(request.questions[0]) if len(request.questions) == 1 else None
        return self._store.response(note.answer) if note else None
