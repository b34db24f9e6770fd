"""The papers of a list, each once, however often it is told."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...core.model import Entry
from ...core.problem import Span
from .dates import Date
from .entries import add_links, distinct
from .identity import Ids, alike, keys
from .messages import Messages


@dataclass(slots=True)
class _Paper:
    """A paper, as it was told so far."""

    entry: Entry
    date: Date | None
    span: Span
    """Where it was told first."""


class Papers:
    """Gathers papers: what is told of one in several places becomes one entry."""

    def __init__(self, ids: Ids, messages: Messages) -> None:
        self._ids = ids
        self._messages = messages
        self._by_id: dict[str, _Paper] = {}
        self._by_key: dict[str, str] = {}

    @property
    def entries(self) -> dict[str, Entry]:
        """All papers by their ids, in the order in which they were told first."""
        return {id_: paper.entry for id_, paper in self._by_id.items()}

    @property
    def dates(self) -> dict[str, str]:
        """Dates of those that have one, as exactly as they were told."""
        return {id_: str(paper.date) for id_, paper in self._by_id.items() if paper.date}

    def add(self, entry: Entry, when: Date | None, span: Span) -> str:
        """Add a paper, or what is new about one that is known, and give its id."""
        its = keys(entry)
        known = self._find(entry, its, span)
        if known is None:
            id_ = self._ids.of_paper(its, entry.title, entry.authors, entry.year)
            self._by_id[id_] = _Paper(replace(entry, id=id_), when, span)
        else:
            id_ = known.entry.id
            self._merge(known, entry, when, span)
        for key in its:
            self._by_key.setdefault(key, id_)
        return id_

    def _find(self, entry: Entry, its: list[str], span: Span) -> _Paper | None:
        """The paper that is told already, if an item tells it again."""
        short = len(entry.title.split()) < 3 and not entry.title.isupper()
        for key in its:
            by_title = key.startswith("title:")
            if key not in self._by_key or (by_title and short):
                continue
            known = self._by_id[self._by_key[key]]
            if by_title or alike(known.entry.title, entry.title):
                return known
            self._messages.same_address(entry, span, known.entry, known.span.line)
            return None
        return None

    def _merge(self, known: _Paper, entry: Entry, when: Date | None, span: Span) -> None:
        """Add to a paper what is told of it again. The first to say a thing is believed.

        Of authors, those who are all named are, before those who are not.
        """
        old = known.entry
        for name in ("year", "venue", "arxiv"):
            self._messages.disagree(old, entry, name, span, known.span.line)
        links = dict(old.links)
        add_links(links, entry.links.items())
        known.entry = replace(
            old,
            authors=_fuller(old, entry),
            venue=old.venue or entry.venue,
            track=old.track or (entry.track if old.venue == entry.venue else ""),
            year=old.year or (entry.year if not old.venue or old.venue == entry.venue else None),
            award=old.award or entry.award,
            doi=old.doi or entry.doi,
            arxiv=old.arxiv or entry.arxiv,
            links=links,
            tags=distinct([*old.tags, *entry.tags]),
            note=old.note or entry.note,
            abstract=old.abstract or entry.abstract,
        )
        known.date = known.date or when


def _fuller(old: Entry, new: Entry) -> tuple[str, ...]:
    """The authors of two entries that tell one paper."""
    is_incomplete = old.has_more_authors and new.authors and not new.has_more_authors
    is_fuller = is_incomplete and len(new.authors) >= len(old.named_authors)
    return new.authors if is_fuller else old.authors or new.authors
