"""Asking many questions: the store first, batches, threads, and what could not be asked."""

# ruff: noqa: ANN401, PLR0913, PLR0917 - a case is a row of a table

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sphinx_awesome.core.model import AwesomeList, Maintainer
from sphinx_awesome.core.venues import Venues
from sphinx_awesome.sources import (
    SOURCES,
    Answer,
    Answers,
    AnswerStore,
    Caller,
    Cause,
    Client,
    Found,
    MirrorError,
    NotFound,
    OnlineMissingError,
    Question,
    Unasked,
    caller_of,
    questions_for,
    title_questions,
)
from sphinx_awesome.sources.exchange import Pace, Reading, Request, Response, SourceInfo

from .server import Fault, WorldServer
from .world import Work

ARXIV, CROSSREF = "export.arxiv.org", "api.crossref.org"
RATCHET = Question("arxiv", "2107.02104")
DOI = "10.1007/978-3-030-87199-4_7"
EVERYTHING = (
    *(RATCHET, Question("arxiv", "math/0309136"), Question("arxiv", "2101.99999")),
    *(Question("crossref", DOI), Question("crossref", "10.1000/nowhere")),
    *(Question("datacite", "10.48550/arxiv.2107.02104"), Question("pubmed", "123456")),
    *(Question("anthology", "2021.emnlp-main.288"), Question("handles", DOI)),
    Question("cvf", "/content/CVPR2021/html/Hou_Things_CVPR_2021_paper.html"),
    *(Question("github", "me/code"), Question("github", "you/old-name")),
    *title_questions("RATCHET: Reading Things with Transformers", "Hou"),
)
NOWHERE = {Question("arxiv", "2101.99999"), Question("crossref", "10.1000/nowhere")}


def outcomes(given: Mapping[Question, Answer]) -> dict[Question, object]:
    return {question: answer.outcome for question, answer in given.items()}


def test_everything_is_asked_once(answers: Answers, server: WorldServer) -> None:
    first = answers.collect([*EVERYTHING, *EVERYTHING])
    assert set(first) == set(EVERYTHING)
    for question, answer in first.items():
        assert isinstance(answer.outcome, NotFound if question in NOWHERE else Found)
        assert not answer.is_stored
        assert answer.asked is not None
    assert answers.unasked == {}
    assert answers.messages == []
    assert answers.sent["arXiv"] == 2
    assert "arXiv 2 requests" in answers.summary()
    seen = len(server.seen)
    second = answers.collect(EVERYTHING)
    assert len(server.seen) == seen
    assert outcomes(second) == outcomes(first)
    assert all(answer.is_stored for answer in second.values())


def test_offline_answers_come_from_the_store_alone(
    answers: Answers, server: WorldServer, store: AnswerStore
) -> None:
    first = answers.collect(EVERYTHING)
    seen = len(server.seen)
    years_later = lambda: datetime(2028, 1, 1, tzinfo=UTC)  # noqa: E731
    offline = Answers(store, now=years_later)
    assert outcomes(offline.collect(EVERYTHING)) == outcomes(first)
    new = Question("arxiv", "2102.00001")
    assert offline.collect([new])[new] == Answer(new, Unasked(Cause.OFFLINE))
    assert list(offline.unasked) == ["arXiv"]
    assert offline.summary() == "no requests"
    assert len(server.seen) == seen


@pytest.mark.parametrize(
    ("days", "max_age", "requests"),
    [
        (89, None, 1),
        (91, None, 2),
        (31, None, 1),
        (29, None, 0),
        (29, timedelta(days=28), 2),
        (0, timedelta(0), 2),
    ],
)
def test_what_is_old_is_asked_again(
    client: Client,
    store: AnswerStore,
    server: WorldServer,
    days: int,
    max_age: timedelta | None,
    requests: int,
) -> None:
    asked = [Question("crossref", DOI), Question("crossref", "10.1000/nowhere")]
    start = datetime(2026, 10, 5, tzinfo=UTC)
    Answers(store, client, now=lambda: start).collect(asked)
    server.seen.clear()
    later = Answers(store, client, now=lambda: start + timedelta(days=days))
    later.collect(asked, max_age)
    assert len(server.seen) == requests


def test_what_has_not_changed_is_fresh_again(
    client: Client, store: AnswerStore, server: WorldServer
) -> None:
    server.etags = True
    asked = Question("anthology", "2021.emnlp-main.288")
    start = datetime(2026, 10, 5, tzinfo=UTC)
    first = Answers(store, client, now=lambda: start).collect([asked])
    later = start + timedelta(days=100)
    second = Answers(store, client, now=lambda: later).collect([asked])
    assert outcomes(second) == outcomes(first)
    assert second[asked].asked == later
    assert "If-None-Match" in server.seen[-1].headers
    kept = store.find(asked)
    assert kept is not None
    assert kept.asked == later
    response = store.response(kept.answer)
    assert response is not None
    assert response.status == 200


def test_the_clock_may_be_set(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    moment = datetime.fromtimestamp(1_800_000_000, UTC)
    assert answers.collect([RATCHET])[RATCHET].asked == moment


def test_a_kept_answer_that_cannot_be_read_is_asked_anew(
    answers: Answers, store: AnswerStore
) -> None:
    now = datetime.now(UTC)
    store.put({RATCHET: True}, Response(200, b"poisoned"), now)
    assert isinstance(answers.collect([RATCHET])[RATCHET].outcome, Found)
    code = Question("github", "me/code")
    store.put({code: True}, Response(200, b'{"data": {}}'), now)
    offline = Answers(store)
    assert offline.collect([code])[code].outcome == Unasked(Cause.OFFLINE)


def test_bad_ids_in_a_batch_cost_themselves_alone(answers: Answers, server: WorldServer) -> None:
    bad = [Question("arxiv", f"21{month}.00001") for month in (13, 99)]
    missing = [Question("arxiv", f"2101.{number:05}") for number in range(60)]
    found = answers.collect([*missing[:30], bad[0], RATCHET, *missing[30:], bad[1]])
    assert isinstance(found[RATCHET].outcome, Found)
    others = {one: answer.outcome for one, answer in found.items() if one != RATCHET}
    assert set(others.values()) == {NotFound()}
    assert len(others) == 62
    assert answers.unasked == {}
    assert len(server.paths(ARXIV)) < 30
    seen = len(server.seen)
    answers.collect([*missing, *bad, RATCHET])
    assert len(server.seen) == seen


def test_an_answer_that_another_process_takes_out_meanwhile(
    answers: Answers, store: AnswerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers.collect([RATCHET])
    monkeypatch.setattr(store, "response", lambda _: None)
    assert not answers.collect([RATCHET])[RATCHET].is_stored


# -- what could not be asked ---------------------------------------------------------------------

#: Ways in which a source is down, its answers malformed among them.
DOWN = [
    *(Fault.THROTTLED, Fault.NOT_ACCEPTABLE, Fault.UNAVAILABLE, Fault.ERROR, Fault.FORBIDDEN),
    *(Fault.PAGE, Fault.PAGE_AS_DATA, Fault.MISSING_PAGE, Fault.TRUNCATED, Fault.HALF),
    *(Fault.EMPTY, Fault.GARBAGE, Fault.NULL, Fault.GZIP_BOMB, Fault.LARGE, Fault.TO_PRIVATE),
    *(Fault.TO_FILE, Fault.CLOSED, Fault.BROTLI, Fault.CUT_GZIP),
]


@pytest.mark.parametrize("fault", DOWN, ids=lambda fault: fault.name)
def test_nothing_is_learnt_from_a_source_that_is_down(
    answers: Answers, server: WorldServer, store: AnswerStore, fault: Fault
) -> None:
    server.misbehave(CROSSREF, fault)
    asked = [Question("crossref", DOI), *title_questions("RATCHET")[:1]]
    found = answers.collect([*asked, Question("handles", DOI)])
    for question in asked:
        assert isinstance(found[question].outcome, Unasked)
        assert found[question].asked is None
        assert store.find(question) is None
    assert isinstance(found[Question("handles", DOI)].outcome, Found)
    assert list(answers.unasked) == ["Crossref"]


def test_a_page_of_a_publisher_that_says_nothing(answers: Answers, server: WorldServer) -> None:
    asked = Question("cvf", "/content/CVPR2021/html/Hou_Things_CVPR_2021_paper.html")
    server.misbehave("openaccess.thecvf.com", Fault.PAGE)
    assert answers.collect([asked])[asked].outcome == Unasked(
        Cause.MALFORMED, "a page without citation_title"
    )


def test_three_malformed_answers_are_enough(answers: Answers, server: WorldServer) -> None:
    server.misbehave(CROSSREF, Fault.HALF, times=2)
    asked = [Question("crossref", f"10.1000/{number}") for number in range(10)]
    found = answers.collect(asked)
    assert [type(found[one].outcome) for one in asked[:3]] == [Unasked, Unasked, NotFound]
    server.misbehave(CROSSREF, Fault.HALF)
    more = [Question("crossref", f"10.1000/more-{number}") for number in range(10)]
    server.seen.clear()
    assert {type(answer.outcome) for answer in answers.ask(more)} == {Unasked}
    assert len(server.seen) == 3


@pytest.mark.parametrize("fault", [Fault.THROTTLED, Fault.PAGE, Fault.CLOSED, Fault.NULL])
def test_datacite_stands_in_for_arxiv(
    answers: Answers, server: WorldServer, store: AnswerStore, fault: Fault
) -> None:
    server.misbehave(ARXIV, fault)
    missing = Question("arxiv", "2101.99999")
    by_title = title_questions("RATCHET")[1]
    found = answers.collect([RATCHET, missing, by_title])
    answer = found[RATCHET]
    assert isinstance(answer.outcome, Found)
    assert answer.outcome.record is not None
    assert answer.outcome.record.arxiv == "2107.02104"
    assert (answer.question, answer.stand_in) == (RATCHET, "DataCite")
    assert isinstance(found[missing].outcome, Unasked)
    assert isinstance(found[by_title].outcome, Unasked)
    assert list(answers.unasked) == ["arXiv"]
    assert store.find(RATCHET) is None
    server.behave()


def test_without_datacite_nobody_stands_in(client: Client, store: AnswerStore) -> None:
    alone = Answers(store, client, sources={"arxiv": SOURCES["arxiv"]})
    client.give_up(ARXIV, Unasked(Cause.DOWN))
    assert alone.collect([RATCHET])[RATCHET].outcome == Unasked(Cause.DOWN)


def test_github_is_asked_with_and_without_a_token(server: WorldServer, tmp_path: Path) -> None:
    asked = [
        Question("github", "me/code"),
        Question("github", "you/old-name"),
        Question("github", "no/where"),
    ]
    told = []
    for number, token in enumerate(["", "ghp_secret"]):
        environment = {"SPHINX_AWESOME_MIRRORS": server.mirrors(), "GITHUB_TOKEN": token}
        path = tmp_path / f"{number}.sqlite3"
        with Answers.open(path=path, environment=environment) as answers:
            told.append(outcomes(answers.collect(asked)))
            requests = len(server.seen)
            assert outcomes(answers.collect(asked)) == told[-1]
            assert len(server.seen) == requests
        with Answers.open(path=path, offline=True, environment={}) as answers:
            assert outcomes(answers.collect(asked)) == told[-1]
    assert told[0] == told[1]
    assert len(server.paths("api.github.com")) == 4 + 1
    code = told[0][asked[1]]
    assert isinstance(code, Found)
    assert code.repository is not None
    assert (code.repository.name, code.repository.number) == ("you/new-name", 2)


class Keyed(SourceInfo):
    """A source that needs a key, as OpenReview would."""

    def __init__(self) -> None:
        super().__init__(
            "keyed",
            "Keyed",
            hosts=frozenset({CROSSREF}),
            key="KEYED_KEY",
            needs_key=True,
            pace=Pace(0),
        )

    def knows(self, text: str) -> str:
        return text

    def requests(self, questions: Sequence[Question], caller: Caller) -> Iterator[Request]:
        yield from SOURCES["crossref"].requests(questions, caller)

    def read(self, request: Request, response: Response) -> Reading:
        return SOURCES["crossref"].read(request, response)


def test_a_source_without_its_key_is_not_asked_and_does_not_count(
    client: Client, store: AnswerStore, server: WorldServer
) -> None:
    answers = Answers(store, client, sources={"keyed": Keyed()})
    asked = Question("keyed", DOI)
    outcome = answers.collect([asked])[asked].outcome
    assert outcome == Unasked(Cause.NO_KEY)
    assert str(outcome) == "has no key"
    assert answers.unasked == {}
    assert server.seen == []


def test_a_source_that_cannot_be_asked_for_titles(answers: Answers, store: AnswerStore) -> None:
    (asked,) = title_questions("A title")[:1]
    odd = Question("datacite", asked.key, asked.lookup)
    assert answers.collect([odd])[odd].outcome == Unasked(Cause.UNSUITED)
    assert answers.unasked == {}
    assert Answers(store).collect([odd])[odd].outcome == Unasked(Cause.OFFLINE)
    store.put({odd: True}, Response(200, b"{}"), datetime.now(UTC))
    assert answers.collect([odd])[odd].outcome == Unasked(Cause.UNSUITED)


def test_hosts_are_asked_side_by_side(
    answers: Answers, server: WorldServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = server.reply
    barrier = threading.Barrier(3, timeout=10)

    def together(seen: Any) -> Any:
        barrier.wait()
        return reply(seen)

    monkeypatch.setattr(server, "reply", together)
    asked = [RATCHET, Question("crossref", DOI), Question("handles", DOI)]
    assert all(isinstance(answer.outcome, Found) for answer in answers.ask(asked))


def test_who_asks_may_stop_and_ask_again(answers: Answers, server: WorldServer) -> None:
    asked = [Question("crossref", f"10.1000/{number}") for number in range(200)]
    asking = answers.ask(asked)
    next(asking)
    asking.close()  # type: ignore[attr-defined]
    assert len(server.seen) < 200
    assert isinstance(answers.collect([RATCHET])[RATCHET].outcome, Found)


def test_an_error_of_ours_is_raised_where_it_is_heard(
    answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(type(SOURCES["arxiv"]), "read", fail)
    with pytest.raises(ZeroDivisionError):
        answers.collect([RATCHET])


INTERRUPTED = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # also in the background
import os, sys, pathlib
from sphinx_awesome.sources import Answers, Question
with Answers.open(path=pathlib.Path(sys.argv[1])) as answers:
    try:
        for answer in answers.ask(Question("crossref", f"10.1000/{n}") for n in range(1000)):
            print(answer.question.key, flush=True)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_ends_goes_on_where_it_was(
    server: WorldServer, tmp_path: Path, kind: signal.Signals
) -> None:
    path = tmp_path / "answers.sqlite3"
    environment = os.environ | {"SPHINX_AWESOME_MIRRORS": server.mirrors(0.02)}
    command = [sys.executable, "-c", INTERRUPTED, str(path)]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        told = [process.stdout.readline().strip() for _ in range(5)]
        process.send_signal(kind)
        told += process.stdout.read().split()
        assert process.stderr.read() == ""
        process.wait(20)
    if kind is signal.SIGINT:
        assert told.pop() == "interrupted"
        assert process.returncode == 0
    seen = len(server.seen)
    assert seen < 1000
    with Answers.open(path=path, environment=environment) as answers:
        again = answers.collect(Question("crossref", key) for key in told)
        assert all(answer.is_stored for answer in again.values())
        assert len(server.seen) == seen


# -- who asks ------------------------------------------------------------------------------------


def test_who_asks() -> None:
    awesome_list = AwesomeList(
        repository="https://github.com/me/list",
        homepage="https://me.example.org",
        maintainers=(
            Maintainer("Ann"),
            Maintainer("Bo", "bo@example.org"),
            Maintainer("C", "c@x.org"),
        ),
        venues=Venues(),
    )
    assert caller_of(awesome_list, {}) == Caller("https://github.com/me/list", "bo@example.org")
    homepage = AwesomeList(homepage="https://me.example.org", venues=Venues())
    assert caller_of(homepage, {}) == Caller("https://me.example.org")
    assert caller_of(None, {"GITHUB_TOKEN": "x"}) == Caller(keys=frozenset({"GITHUB_TOKEN"}))
    assert caller_of(None, {"GITHUB_TOKEN": ""}) == Caller()


def test_opening(tmp_path: Path, server: WorldServer, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "answers.sqlite3"
    with pytest.raises(MirrorError):
        Answers.open(path=path, environment={"SPHINX_AWESOME_MIRRORS": "nonsense"})
    assert not path.exists()
    environment = {"SPHINX_AWESOME_MIRRORS": server.mirrors()}
    awesome_list = AwesomeList(maintainers=(Maintainer("B", "b@example.org"),), venues=Venues())
    with Answers.open(awesome_list, path=path, environment=environment) as answers:
        assert isinstance(answers.collect([RATCHET])[RATCHET].outcome, Found)
    assert "mailto:b@example.org" in server.seen[0].headers["User-Agent"]

    def missing(*_: object, **__: object) -> None:
        raise OnlineMissingError

    monkeypatch.setattr("sphinx_awesome.sources.answers.Client", missing)
    with pytest.raises(OnlineMissingError):
        Answers.open(path=path, environment={})
    with Answers.open(path=path, offline=True, environment={}) as answers:
        assert isinstance(answers.collect([RATCHET])[RATCHET].outcome, Found)


def test_other_papers_are_told_as_they_are(answers: Answers, server: WorldServer) -> None:
    """An id may lead to another paper: that is found here, and judged by who asked."""
    server.world.arxiv["2101.00001"] = Work("Another Paper", [("Mal", "Lory")])
    asked = Question("arxiv", "2101.00001")
    outcome = answers.collect([asked])[asked].outcome
    assert isinstance(outcome, Found)
    assert outcome.record is not None
    assert (outcome.record.title, outcome.record.authors) == ("Another Paper", ("Mal Lory",))


def test_a_thousand_papers(answers: Answers, server: WorldServer) -> None:
    works = [Work(f"Work {n}", arxiv=f"2101.{n:05}", doi=f"10.1000/{n}") for n in range(1000)]
    server.world.arxiv |= {work.arxiv: work for work in works}
    ids = [Question("arxiv", work.arxiv) for work in works]
    assert all(isinstance(answer.outcome, Found) for answer in answers.ask(ids))
    assert len(server.seen) == 10
    assert all(answer.is_stored for answer in answers.ask(ids))
    assert questions_for(works[0].arxiv)[0] == ids[0]
