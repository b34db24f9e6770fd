"""Looking up papers that somebody names: by an id, an address, a title, or BibTeX.

Which records are of one work is decided here, by the titles and the authors. It knows no list and
no file, and prints nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..core.identifiers import arxiv_of_doi
from ..core.model import Entry
from ..core.same_work import have_other_authors, title_key
from ..sources import (
    SOURCES,
    Answer,
    Answers,
    EntryFacts,
    Found,
    Lookup,
    Question,
    RecordType,
    RelationType,
    SourceRecord,
    Unasked,
    Witness,
    facts_of,
    questions_for,
    title_questions,
)
from ..sources.binding import MIN_TITLE_LETTERS, share_half

if TYPE_CHECKING:
    from ..core.venues import Venues

_MAX_ROUNDS = 3  # from one record to another that it names

_SHOWN_RECORDS = 5

_POINTERS = {Witness.PUBLISHER, Witness.INDEXER}
"""Witnesses of whose DOI the registrar knows more: the volume, the authors in full."""

_PREPRINT = RecordType.PREPRINT


@dataclass(frozen=True, eq=False)
class NamedPaper:
    """A paper as somebody names it."""

    text: str
    """As it was given; the title, of a record of BibTeX."""
    questions: tuple[Question, ...]
    """The first is asked first; all of them, if it is named by its title."""
    entry: Entry | None = None
    """What BibTeX says of it."""

    @property
    def is_title(self) -> bool:
        """Return whether it is named by its title alone."""
        return any(one.lookup is Lookup.TITLE for one in self.questions)


@dataclass
class LookupResult:
    """The records and facts of one paper, or why there are none."""

    facts: EntryFacts | None = None
    """None if no source has it, or could be asked."""
    records: list[SourceRecord] = field(default_factory=list)
    """Those of which the facts are, that asked for first."""
    unasked: dict[str, Unasked] = field(default_factory=dict)
    """Labels of sources that should have been asked, and why they could not be."""
    stand_ins: dict[str, str] = field(default_factory=dict)
    """Labels of sources, with that of the one that was asked instead."""
    contradiction: str = ""
    """Why it is not what was named, as a sentence; "" if it is."""
    candidates: list[SourceRecord] = field(default_factory=list)
    """What may have been meant by a title that no record has."""
    remarks: list[str] = field(default_factory=list)
    """What was left out, and why."""


def name_paper(text: str) -> NamedPaper | None:
    """Return what to ask about a paper that an id, an address or a title names.

    :param text: clean.
    :return: None for an address that no source knows, and for what can be no title.
    """
    if questions := questions_for(text) or questions_for(f"https://{text}"):
        return NamedPaper(text, questions)
    is_address = "://" in text or text.lower().startswith("www.")
    if is_address or not any(map(str.isalpha, text)):
        return None
    return NamedPaper(text, title_questions(text))


def name_entry(entry: Entry) -> NamedPaper:
    """Return what to ask about a paper that BibTeX tells."""
    for given in (entry.doi, entry.arxiv, *entry.links.values()):
        if given and (questions := questions_for(given)):
            return NamedPaper(entry.title, questions, entry)
    return NamedPaper(entry.title, title_questions(entry.title), entry)


def look_up(
    papers: Sequence[NamedPaper], answers: Answers, venues: Venues
) -> dict[NamedPaper, LookupResult]:
    """Ask sources for papers, several at once, and for what their records name.

    :param venues: the known ones.
    """
    results = {paper: LookupResult() for paper in papers}
    _ask_first(results, answers)
    _ask_further(results, answers)
    for paper, result in results.items():
        if result.records:
            result.facts = facts_of(result.records, venues)
            result.contradiction = _contradiction(paper, result)
    return results


def _ask_first(results: Mapping[NamedPaper, LookupResult], answers: Answers) -> None:
    """Find each paper itself: a question that is not answered leads to the next one."""
    waiting = {
        paper: [paper.questions] if paper.is_title else [(one,) for one in paper.questions]
        for paper in results
    }
    while asked := {paper: steps.pop(0) for paper, steps in waiting.items() if steps}:
        came = answers.collect(question for some in asked.values() for question in some)
        for paper, questions in asked.items():
            result = results[paper]
            records = list(_records(result, (came[question] for question in questions)))
            if paper.is_title:
                _choose_by_title(paper, result, records)
            elif records:
                result.records = records[:1]
            if result.records:
                result.unasked = {} if not paper.is_title else result.unasked
                waiting[paper] = []


def _records(result: LookupResult, answers: Iterable[Answer]) -> Iterator[SourceRecord]:
    """Yield the records of answers; note what could not be asked, and who was asked instead."""
    for answer in answers:
        label = SOURCES[answer.question.source].label
        if isinstance(answer.outcome, Found):
            if answer.stand_in:
                result.stand_ins[label] = answer.stand_in
            yield from answer.outcome.records
        elif isinstance(answer.outcome, Unasked) and answer.outcome.counts:
            result.unasked[label] = answer.outcome


def _choose_by_title(
    paper: NamedPaper, result: LookupResult, records: Sequence[SourceRecord]
) -> None:
    """Choose the records that have a title; none, if they are of several works."""
    key = title_key(paper.text)
    exact = [one for one in records if title_key(one.title) == key]
    if paper.entry:
        exact = [one for one in exact if not have_other_authors(paper.entry, _as_entry(one))]
    published = {one.doi.lower() for one in exact if one.doi and one.type is not _PREPRINT}
    numbers = {one.arxiv for one in exact if one.arxiv}
    is_one = exact and all(are_one_work(exact[0], one) for one in exact)
    if is_one and len(published) <= 1 and len(numbers) <= 1 and len(key) >= MIN_TITLE_LETTERS:
        result.records = exact
    else:
        result.candidates = (exact or list(records))[:_SHOWN_RECORDS]


def _ask_further(results: Mapping[NamedPaper, LookupResult], answers: Answers) -> None:
    """Ask for what records name: where a preprint has appeared, and the preprint of a paper."""
    asked = {paper: set(paper.questions) for paper in results}
    for _ in range(_MAX_ROUNDS):
        further: dict[NamedPaper, list[Question]] = {}
        for paper, result in results.items():
            own = {
                text.lower()
                for one in result.records
                if one.witness not in _POINTERS
                for text in (one.doi, one.arxiv)
            }
            named = [text for one in result.records for text in _named_by(one)]
            new = [questions_for(text)[:1] for text in named if text.lower() not in own]
            questions = [one for some in new for one in some if one not in asked[paper]]
            if questions:
                further[paper] = list(dict.fromkeys(questions))
                asked[paper].update(questions)
        if not further:
            return
        came = answers.collect(question for some in further.values() for question in some)
        for paper, questions in further.items():
            result = results[paper]
            for record in _records(result, (came[question] for question in questions)):
                if are_one_work(result.records[0], record):
                    result.records.append(record)
                else:
                    name = record.doi or record.arxiv
                    result.remarks.append(f"{name} is another paper, and was left out")


def _named_by(record: SourceRecord) -> Iterator[str]:
    """Yield the ids of versions of the work that a record names."""
    if record.hint.doi:
        yield record.hint.doi
    for relation in record.relations:
        if relation.arxiv or relation.type is not RelationType.HAS_PREPRINT:
            yield relation.arxiv or relation.doi
    if record.doi and record.witness in _POINTERS:
        yield record.doi
    if registered := arxiv_of_doi(record.doi):
        yield registered.id


def are_one_work(one: SourceRecord, other: SourceRecord) -> bool:
    """Return whether two records, of which one names the other, are of one work.

    They share half of the words of the shorter title, and somebody wrote both.
    """
    alike = share_half(one.title, other.title)
    return alike and not have_other_authors(_as_entry(one), _as_entry(other))


def _as_entry(record: SourceRecord) -> Entry:
    return Entry("", record.title, record.authors)


def _contradiction(paper: NamedPaper, result: LookupResult) -> str:
    """Return why records are not the paper that was named; "" if they are."""
    record = result.records[0]
    if record.type is RecordType.NOTICE:
        return "this is a notice about another paper"
    given = paper.entry
    if given and not are_one_work(_as_record(given), record):
        name = record.arxiv or record.doi
        return f"{name} is another paper: {record.title}" if name else "the address is of another"
    return ""


def _as_record(entry: Entry) -> SourceRecord:
    return SourceRecord("", Witness.AUTHORS, "", entry.title, entry.named_authors)


def evidence(result: LookupResult, day: str) -> str:
    """Return on what the venue of a paper rests: fixed words, labels of sources and ids alone.

    :param day: of the answers, as TOML has it.
    """
    facts = result.facts
    placed = facts.origins.get("venue") if facts else None
    if facts is None or placed is None:
        return ""
    label = SOURCES[placed.source].label
    first = next((one for one in result.records if one.arxiv), placed)
    if first is placed:
        return "" if placed.type is _PREPRINT else f"{label}. {day}"
    named = SOURCES[first.source].label
    same = "same title" if title_key(first.title) == title_key(placed.title) else "title alike"
    if placed.authors and first.authors:
        are_same = len(first.authors) == len(placed.authors)
        same += " and authors" if are_same else ", authors in common"
    if placed.doi and first.hint.doi.lower() == placed.doi.lower():
        return f"{named} names this DOI; {label}: {same}. {day}"
    return f"{label} names arXiv {first.arxiv}; {named}: {same}. {day}"


def address_of(record: SourceRecord) -> str:
    """Return by what a person can name the work of a record again."""
    return record.arxiv or record.doi or record.url
