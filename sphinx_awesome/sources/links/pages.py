"""Web pages: whether an address answers, by HEAD and then a ranged GET, hop by hop.

A host has one thread and one connection at a time; a redirect to another host waits for that
host's. An answer is stored and committed when it arrives. It must not know entries, nor what
follows from an answer.
"""

from __future__ import annotations

import json
import queue
import re
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, TypeAlias

from ... import clock
from ...core.urls import url_error
from ..client import MAX_REDIRECTS_ITEMS, REDIRECTS, Client
from ..exchange import Cause, MalformedError, PageStep, Question, Response, Unasked
from ..mirrors import AddressError, Hop, next_page, page_hop
from ..parsing import member, read_json
from ..store import AnswerStore

_THREADS_ITEMS = 16

_MAX_FAILURES_ITEMS = 3  # in a row; then a host is left alone in this run

_POLL_SECONDS = 0.2  # so that Ctrl-C is heard on Windows too

_JOIN_SECONDS = 2.0

_PERMANENT = frozenset({301, 308})

_MISSING = frozenset({404, 410, 0})  # 0: no such host

_CLOSED = frozenset({401, 403, 407, 429, 451, 503, 999})  # 999: as LinkedIn answers robots

_THERE = frozenset({*range(200, 300), 416})  # 416: an empty file has no first byte

_LOGIN = re.compile(
    r"/(?:(?:wp-)?login|log-in|signin|sign[-_]in|auth|authorize|sso|captcha)(?:\.(?!pdf)\w+)?(?:[/?]|\Z)",
    re.IGNORECASE,
)


class PageAnswer(NamedTuple):
    """The answer of a web page."""

    status: int
    """Status of the last step; 0 if there is no such host."""
    url: str
    """Address of the last step."""
    is_permanent: bool = False
    """True if it was led elsewhere, and each time for good."""
    wants_more: bool = False
    """True if it leads in a circle, as where cookies are wanted, or to a page for logging in."""

    @property
    def is_missing(self) -> bool:
        """True if the page, or its host, is not there."""
        return self.status in _MISSING

    @property
    def is_closed(self) -> bool:
        """True if it does not answer robots, which says nothing of what it holds."""
        return self.status in _CLOSED or self.wants_more

    @property
    def is_there(self) -> bool:
        """True if a reader gets it."""
        return self.status in _THERE and not self.is_closed

    @property
    def reason(self) -> str:
        """The reason in words for which it is missing or closed."""
        if not self.status:
            return "no such host"
        return "wants a login or cookies" if self.wants_more else f"status {self.status}"


PageOutcome: TypeAlias = PageAnswer | Unasked


def page_question(url: str) -> Question:
    """Return the key under which the answer of a page is stored: its address without fragment."""
    return Question("page", url.partition("#")[0])


@dataclass(slots=True)
class _Visit:
    """An address on its way to an answer."""

    question: Question
    hop: Hop
    seen: list[str] = field(default_factory=list)
    """Addresses of the steps before."""
    is_permanent: bool = True


class Pages:
    """Ask web pages, many at once.

    :param client: sends requests; None for answers from the store alone.
    :param now: returns the moment of an answer, in UTC.
    """

    def __init__(
        self,
        store: AnswerStore,
        client: Client | None,
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self._store = store
        self._client = client
        self._now = now
        self._waiting: dict[str, deque[_Visit]] = {}
        self._idle: deque[str] = deque()
        """Hosts with visits, which no thread has taken."""
        self._busy: set[str] = set()
        self._open_visits = 0
        self._expected = 0
        self._threads: list[threading.Thread] = []
        self._changed = threading.Condition()
        self._results: queue.SimpleQueue[tuple[Question, PageOutcome] | BaseException] = (
            queue.SimpleQueue()
        )

    def recall(self, questions: Iterable[Question]) -> Iterator[tuple[Question, PageAnswer]]:
        """Yield the answers that are stored, however old they are."""
        for question in questions:
            note = self._store.find(question)
            response = self._store.response(note.answer) if note else None
            if response and (answer := _read(question, response)):
                yield question, answer

    def start(self, questions: Iterable[Question]) -> None:
        """Begin to ask pages, in threads of their own; :meth:`results` brings what they answer."""
        for question in dict.fromkeys(questions):
            self._expected += 1
            if self._client is None:
                self._results.put((question, Unasked(Cause.OFFLINE)))
                continue
            try:
                self._add(_Visit(question, page_hop(question.key)))
            except AddressError as error:
                self._results.put((question, Unasked(Cause.UNSUITED, str(error))))
        if self._client and self._open_visits:
            self._client.resume()
            self._threads = [
                threading.Thread(target=self._work, args=(self._client,), daemon=True)
                for _ in range(min(_THREADS_ITEMS, self._open_visits))
            ]
            for thread in self._threads:
                thread.start()

    def results(self) -> Iterator[tuple[Question, PageOutcome]]:
        """Yield what pages answer, as it arrives, until all have."""
        while self._expected:
            with suppress(queue.Empty):
                result = self._results.get(timeout=_POLL_SECONDS)
                if isinstance(result, BaseException):
                    raise result
                self._expected -= 1
                yield result

    def stop(self) -> None:
        """Ask nothing more; the answers that have come are stored."""
        if self._client and self._open_visits:  # Ctrl-C
            self._client.stop()
            with self._changed:
                self._waiting.clear()
                self._idle.clear()
                self._open_visits = 0
                self._changed.notify_all()
        for thread in self._threads:
            thread.join(_JOIN_SECONDS)

    # -- which thread has which host ---------------------------------------------------------------

    def _add(self, visit: _Visit) -> None:
        """Add a visit to those that wait for its host."""
        host = visit.hop.host
        with self._changed:
            self._open_visits += not visit.seen
            if host not in self._waiting:
                self._waiting[host] = deque()
                if host not in self._busy:
                    self._idle.append(host)
                    self._changed.notify()
            self._waiting[host].append(visit)

    def _take_host(self) -> str:
        """Return a host for this thread alone, when there is one; "" when all is done."""
        with self._changed:
            while not self._idle and self._open_visits:
                self._changed.wait()
            if not self._open_visits:
                return ""
            host = self._idle.popleft()
            self._busy.add(host)
            return host

    def _take_visit(self, host: str) -> _Visit | None:
        """Return the next visit of this thread's host; None if there is none now."""
        with self._changed:
            visits = self._waiting.get(host)
            return visits.popleft() if visits else None

    def _give_back(self, host: str) -> None:
        """Leave a host to other threads, if it has got visits meanwhile."""
        with self._changed:
            self._busy.discard(host)
            if self._waiting.get(host):
                self._idle.append(host)
                self._changed.notify()
            else:
                self._waiting.pop(host, None)

    def _work(self, client: Client) -> None:
        """Visit the pages of one host after another: the work of a thread."""
        try:
            while host := self._take_host():
                failures = 0
                while visit := self._take_visit(host):
                    outcome = self._visit(client, visit)
                    failures = failures + 1 if isinstance(outcome, Unasked) else 0
                    if failures == _MAX_FAILURES_ITEMS and isinstance(outcome, Unasked):
                        client.give_up(host, outcome)
                    if outcome is not None:
                        self._finish(visit, outcome)
                client.leave(Hop(host, ""))
                self._give_back(host)
        except BaseException as error:  # noqa: BLE001 - raised again in the thread of the caller
            self._results.put(error)

    def _finish(self, visit: _Visit, outcome: PageOutcome) -> None:
        if isinstance(outcome, PageAnswer):
            results = {visit.question: outcome.is_there}
            self._store.put(results, _written(outcome), self._now())
        self._results.put((visit.question, outcome))
        with self._changed:
            self._open_visits = max(0, self._open_visits - 1)  # it is 0 after a stop
            if not self._open_visits:
                self._changed.notify_all()

    # -- one step ----------------------------------------------------------------------------------

    def _visit(self, client: Client, visit: _Visit) -> PageOutcome | None:
        """Ask for an address; return None if it leads to another, which waits for its host."""
        step = _look(client, visit.hop)
        if isinstance(step, Unasked):
            if step.cause is Cause.NO_SUCH_HOST:
                return self._answer(visit, 0)
            # What the host of an earlier page has said holds for all of its pages in this run.
            return self._answer(visit, 429) if step.cause is Cause.THROTTLED else step
        if step.status not in REDIRECTS:
            return self._answer(visit, step.status)
        try:
            hop = next_page(visit.hop, step.location, client.mirrors)
        except AddressError as error:
            return Unasked(Cause.REDIRECTED, str(error))
        visit.seen.append(visit.hop.url)
        visit.is_permanent &= step.status in _PERMANENT
        visit.hop = hop
        if hop.url in visit.seen:
            return self._answer(visit, step.status, wants_more=True)
        if len(visit.seen) > MAX_REDIRECTS_ITEMS:
            return Unasked(Cause.REDIRECTED, "too often")
        self._add(visit)
        return None

    @staticmethod
    def _answer(visit: _Visit, status: int, *, wants_more: bool = False) -> PageOutcome:
        last = visit.hop.url
        is_permanent = bool(visit.seen) and visit.is_permanent
        is_login = _LOGIN.search(last) and not _LOGIN.search(visit.question.key)
        answer = PageAnswer(status, last, is_permanent, wants_more or bool(is_login))
        if answer.is_there or answer.is_missing or answer.is_closed:
            return answer
        return Unasked(Cause.DOWN, f"status {status}")


def _look(client: Client, hop: Hop) -> PageStep | Unasked:
    """Ask for a page by HEAD, and by GET where that is not answered well."""
    step = client.look(hop, "HEAD")
    if isinstance(step, PageStep) and not (
        step.status == 429 or 200 <= step.status < 300 or step.status in REDIRECTS
    ):
        step = client.look(hop, "GET")
    if isinstance(step, PageStep) and step.status == 429:
        return client.give_up(hop.host, Unasked(Cause.THROTTLED, "status 429"))
    return step


# -- in the store ----------------------------------------------------------------------------------


def _written(answer: PageAnswer) -> Response:
    value = {"url": answer.url, "permanent": answer.is_permanent, "more": answer.wants_more}
    return Response(answer.status, json.dumps(value).encode(), "application/json")


def _read(question: Question, response: Response) -> PageAnswer | None:
    """Return a stored answer; None if it cannot be read."""
    try:
        value = read_json(response.body)
    except MalformedError:
        return None
    url = member(value, "url")
    if not isinstance(url, str) or url_error(url):
        url = question.key
    flags = (member(value, name) is True for name in ("permanent", "more"))
    answer = PageAnswer(response.status, url, *flags)
    return answer if answer.is_there or answer.is_missing or answer.is_closed else None
