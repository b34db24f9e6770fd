"""Sources of facts about papers: the only room that opens a connection.

Commands ask :class:`Answers`, with questions that :func:`questions_for` and :func:`title_questions`
make, and get **found**, **not found** or **could not be asked**. This room must not decide if a
record is about the paper that was meant, nor what follows from it.
"""

from __future__ import annotations

from .answers import Answer, Answers, caller_of
from .apis import HOSTS, SOURCES, questions_for, title_questions
from .client import Client, ClientLimits, OnlineMissingError
from .entry_facts import (
    EntryFacts,
    authors_record,
    differs,
    facts_of,
    published_record,
    venue_of,
    year_of,
)
from .exchange import Caller, Cause, Found, Lookup, NotFound, Outcome, Question, Source, Unasked
from .mirrors import MirrorError
from .record import (
    CodeRepository,
    Notice,
    NoticeType,
    PublicationHint,
    RecordType,
    RecordYears,
    Relation,
    RelationType,
    SourceRecord,
    Witness,
)
from .store import AnswerStore

__all__ = [
    "HOSTS",
    "SOURCES",
    "Answer",
    "AnswerStore",
    "Answers",
    "Caller",
    "Cause",
    "Client",
    "ClientLimits",
    "CodeRepository",
    "EntryFacts",
    "Found",
    "Lookup",
    "MirrorError",
    "NotFound",
    "Notice",
    "NoticeType",
    "OnlineMissingError",
    "Outcome",
    "PublicationHint",
    "Question",
    "RecordType",
    "RecordYears",
    "Relation",
    "RelationType",
    "Source",
    "SourceRecord",
    "Unasked",
    "Witness",
    "authors_record",
    "caller_of",
    "differs",
    "facts_of",
    "published_record",
    "questions_for",
    "title_questions",
    "venue_of",
    "year_of",
]
