"""What is asked about an entry, and when asking ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sphinx_awesome.core.model import Entry
from sphinx_awesome.core.venues import Venues
from sphinx_awesome.sources import Inquiry, RecordType, SourceRecord, Witness
from sphinx_awesome.sources.answers import Answer
from sphinx_awesome.sources.exchange import Found, Question
from sphinx_awesome.sources.record import PublicationHint

NOW = datetime(2026, 10, 5, tzinfo=UTC)

TITLE = "Reading Images of Lungs with Transformers"

ENTRY = Entry(id="lungs", title=TITLE, authors=("Ann Ash",), doi="10.5555/1")


class Chain:
    """Answers in which each record names the DOI after its own, up to a last one."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.asked: list[str] = []

    def recall(self, questions: Iterable[Question]) -> dict[Question, Answer]:
        assert not [*questions]
        return {}

    def collect(self, questions: Iterable[Question], max_age: timedelta) -> dict[Question, Answer]:
        assert max_age == timedelta(days=365)
        self.asked += [one.key for one in questions]
        return {one: Answer(one, Found((self.record(one.key),)), NOW) for one in questions}

    def record(self, doi: str) -> SourceRecord:
        number = int(doi.rpartition("/")[2])
        after = f"10.5555/{number + 1}" if number < self.last else ""
        return SourceRecord(
            "crossref",
            Witness.REGISTRAR,
            f"https://doi.org/{doi}",
            TITLE,
            ("Ann Ash",),
            type=RecordType.ARTICLE,
            doi=doi,
            hint=PublicationHint(doi=after),
        )


def asked(chain: Chain) -> list[str]:
    """Run an inquiry over a chain; return the DOIs that were asked about, in order."""
    only = frozenset({"ids"})
    inquiry = Inquiry(chain, [ENTRY], Venues([]), NOW, only)  # type: ignore[arg-type]
    inquiry.run()
    return chain.asked


def test_what_answers_name_is_asked_about() -> None:
    assert asked(Chain(3)) == ["10.5555/1", "10.5555/2", "10.5555/3"]


def test_records_that_name_one_another_without_end_are_left_at_last() -> None:
    assert asked(Chain(1000)) == [f"10.5555/{n}" for n in range(1, 6)]


def test_what_was_not_asked_says_nothing() -> None:
    inquiry = Inquiry(Chain(1), [ENTRY], Venues([]), NOW, frozenset({"ids"}))  # type: ignore[arg-type]
    evidence = inquiry.entries[0].evidence()
    assert (evidence.bound, evidence.contradictions) == ([], [])
