"""Ties of records to the works of a list: by ids, titles and people.

An unbound record proves nothing. It must not know what follows from a bound one, nor where either
came from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from ..core.identifiers import ArxivId, arxiv_of_doi
from ..core.model import Entry
from ..core.person_names import display_name, without_degrees
from ..core.same_work import arxiv_ids_of, plus_spelled, title_words
from ..core.text import fold
from .record import RelationType, SourceRecord

MIN_TITLE_LETTERS = 16
"""Letters of a title that says enough by itself: two papers may well be called "Introduction"."""

_CERTAIN_SHARE = 0.75  # of the words that say something, where no people are known

_FUNCTION_WORDS = {
    *("a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or"),
    *("the", "through", "to", "towards", "using", "via", "with"),
}


class Binding(IntEnum):
    """Ties of a record to a work; a higher one is more certain."""

    NONE = 0
    CLAIMED = 1
    """By an id that another record names, and by the people, under a title that is another one:
    good for a proposal and for nothing else."""
    TITLE = 2
    """By an equal title and the people alone."""
    NAMED = 3
    """By an id that another record of the work names."""
    OWN = 4
    """By an id that the list has itself."""


@dataclass(frozen=True, slots=True)
class KnownWork:
    """A work, as far as it is known: by the list, and by the records that are bound to it."""

    titles: tuple[str, ...]
    authors: tuple[str, ...] = ()
    """Those that are named."""
    arxivs: frozenset[str] = frozenset()
    """Keys of its arXiv ids."""
    dois: frozenset[str] = frozenset()
    """In lower case."""
    named_dois: frozenset[str] = frozenset()
    """DOIs that its preprint names as the later version."""

    @classmethod
    def of(cls, entry: Entry) -> KnownWork:
        """Return what a list says of a paper."""
        dois = {one.doi.lower() for one in entry.appearances if one.doi}
        return cls(
            tuple(dict.fromkeys(one.title for one in entry.appearances if one.title)),
            entry.named_authors,
            frozenset(ArxivId(arxiv).key for arxiv in arxiv_ids_of(entry)),
            frozenset(doi for doi in dois if not arxiv_of_doi(doi)),
        )

    def grown(self, record: SourceRecord) -> KnownWork:
        """Return the work with what a bound record adds: a title, people, and ids that it names."""
        named = {record.hint.doi.lower(), *record.related(RelationType.PREPRINT_OF)} - {""}
        return replace(
            self,
            titles=tuple(dict.fromkeys([*self.titles, record.title])),
            authors=self.authors or record.authors,
            named_dois=self.named_dois | named,
        )


def bind(work: KnownWork, record: SourceRecord, asked: Binding = Binding.NONE) -> Binding:
    """Return how a record is tied to a work.

    The record carries an id of the work, and half of the words of the shorter of two titles; or
    it has an equal title of :data:`MIN_TITLE_LETTERS` letters, and the same first author or half
    of the people. With fewer words in common an id ties them only if each side names the other,
    and the people are the same. Where both name people and share none, nothing ties them.

    :param asked: by what it was asked for, if that was an id or an address of the work.
    """
    if work.authors and record.authors and not count_shared(work.authors, record.authors):
        return Binding.NONE
    how = max(asked, _binding_by_id(work, record))
    if how and (
        any(share_half(title, record.title) for title in work.titles)
        or _name_each_other(work, record)
    ):
        return how
    if any(titles_equal(title, record.title) for title in work.titles):
        return Binding.TITLE if authors_agree(work.authors, record) else Binding.NONE
    is_claimed = how is Binding.NAMED and _have_same_authors(work, record)
    return Binding.CLAIMED if is_claimed else Binding.NONE


def _binding_by_id(work: KnownWork, record: SourceRecord) -> Binding:
    arxiv = ArxivId(record.arxiv).key if record.arxiv else ""
    doi = record.doi.lower()
    if arxiv in work.arxivs or (doi and doi in work.dois):
        return Binding.OWN
    is_named = doi and doi in work.named_dois
    return Binding.NAMED if is_named or _names(record, work) else Binding.NONE


def _names(record: SourceRecord, work: KnownWork) -> bool:
    """Return whether a record names a preprint of the work as its own."""
    return any(
        one.type is RelationType.HAS_PREPRINT
        and one.arxiv
        and ArxivId(one.arxiv).key in work.arxivs
        for one in record.relations
    )


def _name_each_other(work: KnownWork, record: SourceRecord) -> bool:
    return (
        record.doi.lower() in work.named_dois
        and _names(record, work)
        and _have_same_authors(work, record)
    )


def _have_same_authors(work: KnownWork, record: SourceRecord) -> bool:
    shared = count_shared(work.authors, record.authors)
    return 0 < shared == len(work.authors) == len(record.authors)


def is_certain(entry: Entry, record: SourceRecord) -> bool:
    """Return whether an id is enough to say that a record is of an entry.

    People in common say so. Where none are known, the titles must have more in common than the
    usual words of titles: `A survey on X` shares half of its words with `A survey on Y`.
    """
    if entry.named_authors and record.authors:
        return True
    titles = (one.title for one in entry.appearances if one.title)
    return any(_share_much(title, record.title) for title in titles)


def _share_much(one: str, other: str) -> bool:
    first, second = (_words(title) - _FUNCTION_WORDS for title in (one, other))
    return len(first & second) >= _CERTAIN_SHARE * max(1, min(len(first), len(second)))


# -- titles --------------------------------------------------------------------------------------


def _words(title: str) -> set[str]:
    return {*title_words(plus_spelled(title))}


def share_half(one: str, other: str) -> bool:
    """Return whether two titles share half of the words of the shorter one."""
    first, second = _words(one), _words(other)
    return 2 * len(first & second) >= min(len(first), len(second)) > 0


def titles_equal(one: str, other: str) -> bool:
    """Return whether two titles are the same and long enough to say something."""
    letters = "".join(title_words(plus_spelled(one)))
    same = letters == "".join(title_words(plus_spelled(other)))
    return same and len(letters) >= MIN_TITLE_LETTERS


# -- people --------------------------------------------------------------------------------------


def authors_agree(authors: Sequence[str], record: SourceRecord) -> bool:
    """Return whether the first author is the same, or half of the people are.

    Of a record from A to Z, who is the first says nothing.
    """
    if not authors or not record.authors:
        return False
    if record.is_in_order and same_person(authors[0], record.authors[0]):
        return True
    few = min(len(authors), len(record.authors))
    return 2 * count_shared(authors, record.authors) >= few


def count_shared(authors: Sequence[str], others: Sequence[str]) -> int:
    """Return how many of some people are among others, in whatever order."""
    left = [*others]
    shared = 0
    for author in authors:
        match = next((name for name in left if same_person(author, name)), None)
        if match is not None:
            left.remove(match)
            shared += 1
    return shared


def same_person(one: str, other: str) -> bool:
    """Return whether two names can be of one person, in whatever order their parts stand.

    Initials stand for names, and middle names may be missing; a whole word must be the same.

    >>> same_person("Phi Nguyen Van", "Nguyen Van Phi"), same_person("A. Roe", "Ann M. Roe")
    (True, True)
    >>> same_person("Ann Roe", "Bob Roe"), same_person("Jia-Bin Huang", "Jiabin Huang")
    (False, True)
    """
    return any(
        _parts_agree(first, second)
        for first in _ways_to_part(one)
        for second in _ways_to_part(other)
    )


def _ways_to_part(name: str) -> list[list[str]]:
    folded = fold(without_degrees(display_name(name))).replace("'", "")
    parts = re.findall(r"[^\W\d_]+", folded)
    joined = re.findall(r"[^\W\d_]+", re.sub(r"[-\u2010-\u2015]", "", folded))
    return [parts, joined] if joined != parts else [parts]


def _parts_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether each part of the shorter name stands in the longer one, if by its initial."""
    few, many = sorted((one, other), key=len)
    left = [*many]
    words = 0
    for part in sorted(few, key=len, reverse=True):
        match = part if part in left else next((x for x in left if _is_initial(part, x)), "")
        if not match:
            return False
        left.remove(match)
        words += match == part and len(part) > 1
    # A single word is a person only where the other name has no more: a group, a mononym.
    return words > 0 and (len(few) > 1 or len(many) == 1)


def _is_initial(one: str, other: str) -> bool:
    few, many = sorted((one, other), key=len)
    return len(few) == 1 and many.startswith(few)


def are_first(named: Sequence[str], authors: Sequence[str]) -> bool:
    """Return whether some authors are the first ones of others, in their order."""
    return len(named) < len(authors) and all(map(same_person, named, authors))
