"""Inquiries about links: which are due, what each source or page answers, and what follows.

A link is dead if it was not there in two runs, three days apart or more, and there in none between
them. It must not know files or commands.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeAlias
from urllib.parse import urlsplit

from ...core.identifiers import arxiv_in_url
from ...core.model import Entry
from ...core.same_work import arxiv_ids_of
from ...core.venues import Venues
from ..answers import Answers
from ..apis import SOURCES
from ..apis.wayback import capture_day, wayback_question
from ..exchange import Cause, Found, NotFound, Outcome, Question, Unasked
from ..proposals import Proposal, Standing, propose, propose_moves, weigh
from ..store import Absence
from .link_targets import Link, leads_to_front, links_of, moved_to
from .pages import PageAnswer, Pages

LinkOutcome: TypeAlias = Outcome | PageAnswer

DEAD_AFTER = timedelta(days=3)
"""Least time between two answers that a link is not there; then it is dead."""

ALIVE_FOR = timedelta(days=30)
"""Time for which an answer is believed."""

CLOSED_FOR = timedelta(days=7)
"""The same for a page that does not answer robots."""

DEAD, MOVED, ARCHIVED = "dead-link", "moved-link", "archived-code"
"""Codes of the rules that links break."""

ARCHIVED_COPY = " (archived)"
"""What stands behind a label, to make that of the link to an archived copy."""

FORGE = ("GitHub",)
"""Who alone can say for certain that something has moved."""


class Suspect(NamedTuple):
    """A link that was not there for the first time, or for too short a time to be dead."""

    link: Link
    reason: str
    dead_from: datetime
    """From when on another such answer makes it dead."""


class _Missing(NamedTuple):
    """A link that is not there, by the last answer."""

    link: Link
    absence: Absence
    reason: str


class LinkInquiry:
    """The questions about the links of a list.

    :param now: the moment of the run, in UTC.
    """

    def __init__(
        self, answers: Answers, entries: Iterable[Entry], venues: Venues, now: datetime
    ) -> None:
        self.links = [link for entry in entries for link in links_of(entry)]
        self.outcomes: dict[Question, LinkOutcome] = {}
        self._versions: dict[Question, dict[Question, None]] = {}
        """By paper of arXiv, the versions that links name."""
        for link in self.links:
            for question in link.questions:
                if version := _version_of(link, question):
                    self._versions.setdefault(question, {})[version] = None
        self.due: list[Question] = []
        self.suspects: list[Suspect] = []
        self.unasked: dict[str, Unasked] = {}
        """By source or host, the first reason for which it could not be asked."""
        self.unsuited: list[Link] = []
        """Links that are never asked for, as those to other ports than 80 and 443."""
        self._answers = answers
        self._pages = Pages(answers.store, answers.client, lambda: now)
        self._venues = venues
        self._now = now

    # -- asking ------------------------------------------------------------------------------------

    @property
    def _questions(self) -> list[Question]:
        return list(dict.fromkeys(one for link in self.links for one in link.questions))

    def find_due(self, *, is_all: bool) -> None:
        """Note what is to be asked: what was never asked about, or long enough ago."""
        questions = self._questions
        of_pages = [one for one in questions if one.source == "page"]
        others = [one for one in questions if one.source != "page"]
        self.outcomes.update(self._pages.recall(of_pages))
        for question, answer in self._answers.recall(others).items():
            self.outcomes[question] = answer.outcome
        if self._answers.client is None:  # the store alone, however old
            self.due = [one for one in questions if one not in self.outcomes]
        else:
            self.due = [one for one in questions if is_all or self._is_due(one)]

    def _is_due(self, question: Question) -> bool:
        store = self._answers.store
        note, outcome = store.find(question), self.outcomes.get(question)
        if note is None or outcome is None:
            return True
        age = self._now - note.asked
        if age < timedelta(days=-1):  # of an answer from tomorrow, one of two clocks is wrong
            return True
        for missing in self._missing_of(question, outcome):
            absence = store.absence(missing) or Absence(note.asked, note.asked)
            if absence.last - absence.first < DEAD_AFTER <= self._now - absence.first:
                return True
        is_closed = isinstance(outcome, PageAnswer) and outcome.is_closed
        return age >= (CLOSED_FOR if is_closed else ALIVE_FOR)

    def _missing_of(self, question: Question, outcome: LinkOutcome) -> Iterator[Question]:
        """Yield what is missing by an answer: what was asked for, or a version of it."""
        if _is_missing(outcome):
            yield question
        for version in self._versions.get(question, {}):
            if _lacks_version(version, outcome):
                yield version

    @property
    def due_links(self) -> list[Link]:
        """The links about which somebody is to be asked."""
        due = set(self.due)
        return [link for link in self.links if due.intersection(link.questions)]

    def run(self, progress: Callable[[int, int], None] = lambda *_: None) -> None:
        """Ask what is due.

        :param progress: called with the number of answers so far, and of all to come.
        """
        total = len(self.due)
        progress(0, total)
        self._pages.start(one for one in self.due if one.source == "page")
        try:
            others = [one for one in self.due if one.source != "page"]
            for number, answer in enumerate(self._answers.ask(others, timedelta(0)), 1):
                self._note(answer.question, answer.outcome)
                progress(number, total)
            started = time.monotonic()
            for number, (question, page) in enumerate(self._pages.results(), len(others) + 1):
                self._note(question, page)
                progress(number, total)
            self._answers.seconds += time.monotonic() - started
        finally:
            self._pages.stop()
        for question, outcome in self.outcomes.items():  # those of `update`, too
            self._note_absence(question, outcome)

    def _note(self, question: Question, outcome: LinkOutcome) -> None:
        """Take an answer; what could not be asked lowers no earlier one."""
        if not isinstance(outcome, Unasked):
            self.outcomes[question] = outcome
            self._note_absence(question, outcome)
        elif question.source == "page":
            if outcome.cause is Cause.UNSUITED:
                self.unsuited += [one for one in self.links if question in one.questions]
            else:
                host = urlsplit(question.key).hostname or ""
                self.unasked.setdefault(host, outcome)
        else:
            self.unasked.setdefault(SOURCES[question.source].label, outcome)

    def _note_absence(self, question: Question, outcome: LinkOutcome) -> None:
        store = self._answers.store
        missing = [*self._missing_of(question, outcome)]
        note = store.find(question)
        for one in missing:
            store.note_absence(one, note.asked if note else self._now)
        if not (isinstance(outcome, PageAnswer) and outcome.is_closed):
            for one in (question, *self._versions.get(question, {})):
                if one not in missing:
                    store.forget_absence(one)

    # -- what follows ------------------------------------------------------------------------------

    def proposals(self) -> list[Proposal]:
        """Return what follows from all answers; look for archived copies of what is dead."""
        self.suspects = []
        dead: list[_Missing] = []
        following: list[Proposal] = []
        for link in self.links:
            missing = self._missing(link)
            if missing is None:
                following += self._of_living(link)
            elif missing.absence.last - missing.absence.first >= DEAD_AFTER:
                dead.append(missing)
            else:
                dead_from = missing.absence.first + DEAD_AFTER
                self.suspects.append(Suspect(link, missing.reason, dead_from))
        following += self._of_dead(dead)
        following += self._withdrawn()
        return following

    def _missing(self, link: Link) -> _Missing | None:
        """Return since when a link is not there; None if nothing says so."""
        for question in link.questions:
            outcome = self.outcomes.get(question)
            for missing in self._missing_of(question, outcome) if outcome else ():
                absence = self._answers.store.absence(missing)
                if absence and missing in {question, _version_of(link, question)}:
                    return _Missing(link, absence, _reason(missing, outcome))
        return None

    def _of_living(self, link: Link) -> Iterator[Proposal]:
        """Yield what is to be said of a link that leads somewhere."""
        has_moved = False
        for question in link.questions:
            outcome = self.outcomes.get(question)
            if isinstance(outcome, Found) and (repository := outcome.repository):
                if link.label and repository.name.lower() != question.key.lower():
                    has_moved = True
                    moves = propose_moves(link.entry, [(link.label, question.key, repository)])
                    for one in moves:
                        hint = "written by --write"
                        yield replace(one, standing=Standing.MOVED, rule=MOVED, hint=hint)
                if repository.is_archived:
                    pushed = f", last push {repository.pushed}" if repository.pushed else ""
                    reason = f"`{link.name}` is archived: {repository.name}{pushed}"
                    yield _of(link, Standing.ARCHIVED, reason, ARCHIVED, FORGE)
            elif isinstance(outcome, PageAnswer) and not has_moved:
                yield from _of_page(link, outcome)

    def _of_dead(self, missing: Iterable[_Missing]) -> Iterator[Proposal]:
        """Yield the links that are dead, each with its archived copy, if there is one.

        Those beside which the list has the copy already are settled.
        """
        dead = [
            one for one in missing if f"{one.link.label}{ARCHIVED_COPY}" not in one.link.entry.links
        ]
        asked = [_copy_question(one) for one in dead if one.link.label]
        copies = self._copies(asked)
        for one in dead:
            first, last = one.absence.first.date(), one.absence.last.date()
            reason = f"`{one.link.name}` leads nowhere: {one.reason}, on {first} and on {last}"
            finding = _of(one.link, Standing.DEAD, reason, DEAD)
            copy = copies.get(_copy_question(one), "") if one.link.label else ""
            yield _with_copy(finding, one, copy) if copy else finding

    def _copies(self, questions: Iterable[Question]) -> dict[Question, str]:
        """Return the addresses of archived copies."""
        answers = self._answers
        copies = {}
        asked = answers.collect(questions) if answers.client else answers.recall(questions)
        for question, answer in asked.items():
            if isinstance(answer.outcome, Found):
                copies[question] = answer.outcome.target
            elif isinstance(answer.outcome, Unasked) and answer.outcome.counts:
                self.unasked.setdefault(SOURCES["wayback"].label, answer.outcome)
        return copies

    def _withdrawn(self) -> Iterator[Proposal]:
        """Yield the papers that arXiv says were withdrawn."""
        for entry in {link.entry.id: link.entry for link in self.links}.values():
            yield from self._withdrawn_of(entry)

    def _withdrawn_of(self, entry: Entry) -> Iterator[Proposal]:
        by_id = [
            (keys, arxiv, [(SOURCES["arxiv"].label, outcome)])
            for arxiv, keys in arxiv_ids_of(entry).items()
            if isinstance(outcome := self.outcomes.get(Question("arxiv", arxiv)), Found)
        ]
        evidence = weigh(entry, by_id, ())
        yield from propose(evidence, self._venues, self._now.date(), frozenset({"withdrawn"}))


def is_proven(proposal: Proposal) -> bool:
    """Return True if a link has moved for certain: one repository, of which the forge says so."""
    return proposal.standing is Standing.MOVED and proposal.sources == FORGE


def _of(
    link: Link, standing: Standing, reason: str, rule: str = "", sources: tuple[str, ...] = ()
) -> Proposal:
    return Proposal(link.entry.id, {}, standing, reason, sources, rule=rule, keys=link.keys)


def _copy_question(missing: _Missing) -> Question:
    """Return the question for the copy of a link from when it was right."""
    entry = missing.link.entry
    day = date(entry.year, 7, 1) if entry.year else missing.absence.first.date()
    return wayback_question(missing.link.url, entry.added or day)


def _with_copy(finding: Proposal, missing: _Missing, copy: str) -> Proposal:
    """Return that a link is dead, with its archived copy as what may be written."""
    day = capture_day(copy)
    return replace(
        finding,
        values={("links", f"{missing.link.label}{ARCHIVED_COPY}"): copy},
        sources=(SOURCES["wayback"].label,),
        evidence=f"Copy of {day}: the link is dead since {missing.absence.first.date()}",
        hint=f"its copy of {day}: {copy}",
    )


def _of_page(link: Link, page: PageAnswer) -> Iterator[Proposal]:
    """Yield that a page is closed to robots, or has moved."""
    host = (urlsplit(page.url).hostname or "",)
    if page.is_closed:
        reason = f"`{link.name}` is closed to robots: {page.reason}"
        yield _of(link, Standing.CLOSED, reason, sources=host)
    elif page.is_permanent and leads_to_front(link.url, page.url):
        reason = f"`{link.name}` leads to the front page of {host[0]} now"
        moved = _of(link, Standing.MOVED, reason, MOVED, host)
        yield replace(moved, hint="look if the page is still there, and under which address")
    elif page.is_permanent and (new := moved_to(link.url, page.url)):
        moved = _of(link, Standing.MOVED, f"`{link.name}` has moved to {new}", MOVED, host)
        yield replace(moved, values={link.keys: new}, old=link.url)


def _is_missing(outcome: LinkOutcome) -> bool:
    return isinstance(outcome, NotFound) or (
        isinstance(outcome, PageAnswer) and outcome.is_missing and not outcome.is_closed
    )


def _version_of(link: Link, question: Question) -> Question | None:
    """Return the version of a paper on arXiv that a link names; None if it names none."""
    arxiv = arxiv_in_url(link.url) if question.source == "arxiv" else None
    return Question("arxiv", str(arxiv)) if arxiv and arxiv.version else None


def _lacks_version(version: Question, outcome: LinkOutcome) -> bool:
    """Return whether arXiv has a paper, but not that version of it."""
    record = outcome.record if isinstance(outcome, Found) else None
    number = int(version.key.rpartition("v")[2])
    return bool(record and record.version and number > record.version)


def _reason(question: Question, outcome: LinkOutcome | None) -> str:
    if isinstance(outcome, PageAnswer):
        return outcome.reason
    if question.source == "handles":
        return f"no DOI is {question.key}"
    kind = "repository " if question.source == "github" else ""
    return f"{SOURCES[question.source].label} has no {kind}{question.key}"
