"""Sources of facts about papers: the only room that opens a connection.

Commands ask :class:`Answers`, with questions that :func:`questions_for` and :func:`title_questions`
make, and get **found**, **not found** or **could not be asked**. :class:`Inquiry` asks about the
entries of a list, :class:`LinkInquiry` about its links, and :func:`propose` says what follows; what
is done with that, this room must not know.
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
from .inquiry import Inquiry
from .links import LinkInquiry, is_proven
from .mirrors import MirrorError
from .proposals import Proposal, Standing, propose, propose_moves
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
    "Inquiry",
    "LinkInquiry",
    "Lookup",
    "MirrorError",
    "NotFound",
    "Notice",
    "NoticeType",
    "OnlineMissingError",
    "Outcome",
    "Proposal",
    "PublicationHint",
    "Question",
    "RecordType",
    "RecordYears",
    "Relation",
    "RelationType",
    "Source",
    "SourceRecord",
    "Standing",
    "Unasked",
    "Witness",
    "authors_record",
    "caller_of",
    "differs",
    "facts_of",
    "is_proven",
    "propose",
    "propose_moves",
    "published_record",
    "questions_for",
    "title_questions",
    "venue_of",
    "year_of",
]
