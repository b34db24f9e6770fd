"""Inquiries about entries: what to ask of sources, how often, and what each answer leads to.

Questions are asked in rounds, for all entries at once, so that sources get batches: first by the
ids and addresses that an entry has, then by what the answers name, and by titles where nothing
else is known. It must not know what follows from the answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from ..core.identifiers import arxiv_month, arxiv_of_doi, doi_in_url
from ..core.model import Entry
from ..core.person_names import parse_name
from ..core.problem import KeyPath
from ..core.same_work import arxiv_ids_of, own_links
from ..core.venues import VenueKind, Venues
from .answers import Answer, Answers
from .apis import SOURCES, questions_for, title_questions
from .binding import Binding, KnownWork, bind
from .exchange import Found, NotFound, Outcome, Question
from .proposals import BoundRecord, Evidence, weigh
from .record import CodeRepository, RecordType, RelationType, SourceRecord

_MOST_ROUNDS = 5

_PAGES = ("anthology", "cvf", "pmlr", "neurips", "pubmed")

_DAY, _YEAR = timedelta(days=1), timedelta(days=365)

_YOUNG_DAYS, _EAGER_DAYS, _PATIENT_DAYS = 91, 548, 1096  # 3, 18 and 36 months


def interval(entry: Entry, venues: Venues, today: date) -> timedelta:
    """Return how long what sources say of an entry is believed.

    From the delay with which preprints appear elsewhere, half of them within seven months: those
    of 3 to 18 months are asked about monthly, to 36 months quarterly, then yearly; what has
    appeared, yearly.
    """
    if not _awaits_publication(entry, venues):
        return _YEAR
    days = age_days(entry, today)
    if days < _EAGER_DAYS:
        return timedelta(days=30)
    return timedelta(days=91) if days < _PATIENT_DAYS else _YEAR


def age_days(entry: Entry, today: date) -> int:
    """Return the age of a preprint in days, by its number or else by its year."""
    year, month = arxiv_month(entry.arxiv) or (entry.year or 1900, 1)
    return (today - date(year, month, 1)).days


def _awaits_publication(entry: Entry, venues: Venues) -> bool:
    is_preprint = bool(entry.venue) and venues.get(entry.venue).kind is VenueKind.PREPRINT
    return is_preprint and entry.published is None


@dataclass(slots=True)
class EntryInquiry:
    """The questions about one entry, and what came of them."""

    entry: Entry
    max_age: timedelta
    may_search: bool
    """Whether it is looked for by its title, if nothing else tells where it has appeared."""
    by_id: list[tuple[KeyPath, str, Question]] = field(default_factory=list)
    """Where each id of the entry stands, the id, and whom it is asked of."""
    by_page: list[Question] = field(default_factory=list)
    by_link: dict[str, Question] = field(default_factory=dict)
    """Questions about code, by the label of the link."""
    later: dict[Question, None] = field(default_factory=dict)
    """What answers led to."""
    outcomes: dict[Question, Outcome] = field(default_factory=dict)
    is_due: bool = True

    @property
    def own(self) -> list[Question]:
        """Return what is asked first."""
        questions = [question for _, _, question in self.by_id]
        return [*questions, *self.by_page, *self.by_link.values()]

    @property
    def open(self) -> list[Question]:
        """Return what has no answer yet."""
        every = dict.fromkeys([*self.own, *self.later])
        return [question for question in every if question not in self.outcomes]

    def records(self, questions: Iterable[Question]) -> Iterator[SourceRecord]:
        """Yield the records that some questions brought."""
        for question in questions:
            if isinstance(lookup := self.outcomes.get(question), Found):
                yield from lookup.records

    def evidence(self) -> Evidence:
        """Return what all answers say."""
        asked: dict[tuple[KeyPath, str], list[tuple[str, Outcome]]] = {}
        for keys, id_, question in self.by_id:
            if outcome := self.outcomes.get(question):
                label = SOURCES[question.source].label
                asked.setdefault((keys, id_), []).append((label, outcome))
        pages = [BoundRecord(one, Binding.OWN) for one in self.records(self.by_page)]
        own = {question for _, _, question in self.by_id}
        others = [
            BoundRecord(one, Binding.NONE)
            for one in self.records(question for question in self.later if question not in own)
        ]
        by_id = [(keys, id_, answers) for (keys, id_), answers in asked.items()]
        return weigh(self.entry, by_id, [*pages, *others])

    def moved(self) -> Iterator[tuple[str, str, CodeRepository]]:
        """Yield label, former name and repository of each link to code that has moved."""
        for label, question in self.by_link.items():
            outcome = self.outcomes.get(question)
            repository = outcome.repository if isinstance(outcome, Found) else None
            if repository and repository.name.lower() != question.key.lower():
                yield label, question.key, repository


class Inquiry:
    """The questions about the entries of a list.

    :param only: what is wanted: of ``identity``, ``authors``, ``ids``, ``published``,
        ``withdrawn``, ``code``.
    """

    def __init__(
        self,
        answers: Answers,
        entries: Iterable[Entry],
        venues: Venues,
        now: datetime,
        only: frozenset[str],
    ) -> None:
        self._answers = answers
        self._venues = venues
        self._now = now
        self._only = only
        self._asks_for_work = bool(only - {"code", "added"})
        self.entries = [self._prepared(entry) for entry in entries if is_paper(entry)]

    def _prepared(self, entry: Entry) -> EntryInquiry:
        today = self._now.date()
        wants_venue = (
            "published" in self._only
            and _awaits_publication(entry, self._venues)
            and age_days(entry, today) >= _YOUNG_DAYS
        )
        one = EntryInquiry(entry, interval(entry, self._venues, today), wants_venue)
        if self._asks_for_work:
            one.by_id += _by_id(entry)
            one.by_page += _by_page(entry)
            if not one.by_id and "ids" in self._only and entry.named_authors:
                one.may_search = True
        if "code" in self._only:
            github = SOURCES["github"]
            names = {label: github.knows(url) for label, url in entry.links.items()}
            one.by_link = {label: Question("github", name) for label, name in names.items() if name}
        return one

    def find_due(self, *, is_all: bool) -> None:
        """Note which entries are due: those never asked about, or long enough ago.

        :param is_all: True to ask about all of them, but for what was asked on the same day.
        """
        stored = self._answers.recall(question for one in self.entries for question in one.own)
        for one in self.entries:
            answers = [stored.get(question) for question in one.own or title_of(one.entry)]
            one.is_due = is_all or not all(
                answer and answer.asked and self._now - answer.asked < one.max_age
                for answer in answers
            )
            if is_all:
                one.max_age = min(one.max_age, _DAY)
            if not one.own and not one.may_search:
                one.is_due = False

    def run(self) -> None:
        """Ask, in rounds, until no answer leads to another question."""
        for _ in range(_MOST_ROUNDS):
            spared = [one for one in self.entries if not one.is_due]
            stored = self._answers.recall(question for one in spared for question in one.open)
            for one in spared:
                self._note(one, stored, one.open)
                # What could not be asked the last time, or was not known to be of use.
                one.is_due = bool(one.open)
            groups: dict[timedelta, dict[Question, None]] = {}
            for one in self.entries:
                if one.is_due:
                    groups.setdefault(one.max_age, {}).update(dict.fromkeys(one.open))
            # The shortest age first: what two entries ask for is then fresh for both.
            for max_age in sorted(groups):
                lookup = self._answers.collect(groups[max_age], max_age)
                for one in self.entries:
                    if one.is_due:
                        self._note(one, lookup, one.open)
            followed = [self._follow(one) for one in self.entries]
            if not any(followed):
                return

    @staticmethod
    def _note(
        one: EntryInquiry, answers: dict[Question, Answer], questions: Sequence[Question]
    ) -> None:
        one.outcomes.update((q, answers[q].outcome) for q in questions if q in answers)

    def _follow(self, one: EntryInquiry) -> bool:
        """Add what the answers about an entry lead to; return whether there is anything."""
        before = len(one.later), len(one.by_id)
        for keys, id_, question in [*one.by_id]:
            if isinstance(one.outcomes.get(question), NotFound) and question.source == "crossref":
                # Another registrar may have it; and only the resolver knows of all of them.
                others = [Question("datacite", question.key), Question("handles", question.key)]
                known = {asked for _, _, asked in one.by_id}
                one.by_id += [(keys, id_, other) for other in others if other not in known]
        if self._asks_for_work:
            one.later.update(dict.fromkeys(self._named(one)))
            if one.may_search and not one.open and not _has_appeared(one):
                # With whom the list will name first: else the next run would ask anew.
                one.later.update(dict.fromkeys(title_of(one.entry, one.evidence().work.authors)))
        return (len(one.later), len(one.by_id)) != before

    def _named(self, one: EntryInquiry) -> Iterator[Question]:
        """Yield questions for the ids that bound records name."""
        work = KnownWork.of(one.entry)
        own = {question for _, _, question in one.by_id}
        for record in one.records([*one.own, *one.later]):
            if (
                bind(work, record, Binding.OWN if record.arxiv or record.doi else Binding.NONE)
                is Binding.NONE
            ):
                continue
            # Its own id, too: by it the list will know the paper from then on.
            named = record.hint.doi, record.doi, record.arxiv
            for id_ in (*named, *record.related(RelationType.PREPRINT_OF)):
                if id_ and (asked := questions_for(id_)[:1]) and asked[0] not in own:
                    yield asked[0]
            if not one.entry.arxiv:
                for arxiv in record.related(RelationType.HAS_PREPRINT):
                    yield from questions_for(arxiv)[:1]


def _has_appeared(one: EntryInquiry) -> bool:
    """Return whether a record by an id says already that the work has appeared."""
    types = {record.type for record in one.records([*one.own, *one.later])}
    return not types <= {RecordType.PREPRINT, RecordType.OTHER}


def is_paper(entry: Entry) -> bool:
    """Return whether an entry is a paper; of other things, the sources know nothing."""
    return str(getattr(entry, "type", "paper")) == "paper"


def title_of(entry: Entry, authors: Sequence[str] = ()) -> tuple[Question, ...]:
    """Return what to ask about an entry by its title.

    :param authors: as they are known otherwise, if the entry has none.
    """
    first = next(iter(entry.named_authors or authors), "")
    return title_questions(entry.title, parse_name(first).family if first else "")[:1]


def _by_id(entry: Entry) -> Iterator[tuple[KeyPath, str, Question]]:
    """Yield where each id of an entry stands, the id, and whom to ask for it."""
    for arxiv, keys in arxiv_ids_of(entry).items():
        yield keys, arxiv, Question("arxiv", arxiv)
    dois: dict[str, tuple[KeyPath, str]] = {}
    for prefix, one in zip(((), ("published",)), entry.appearances, strict=False):
        if one.doi and not arxiv_of_doi(one.doi):
            dois.setdefault(one.doi.lower(), ((*prefix, "doi"), one.doi))
    for label, url in own_links(entry):
        if (doi := doi_in_url(url)) and not arxiv_of_doi(doi):
            dois.setdefault(doi.lower(), (("links", label), doi))
    for key, (keys, doi) in dois.items():
        yield keys, doi, Question("crossref", key)


def _by_page(entry: Entry) -> Iterator[Question]:
    """Yield what to ask of publishers whose pages the entry links to."""
    for _, url in own_links(entry):
        for name in _PAGES:
            if key := SOURCES[name].knows(url):
                yield Question(name, key)
