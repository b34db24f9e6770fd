"""Indices of a list: which papers a venue, an author or a tag has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from . import slugs
from .model import AwesomeList, Entry
from .person_names import display_name, parse_name
from .text import N_, fold, stable_fold
from .venues import Venue


class IndexKind(StrEnum):
    """The kind of terms that an index lists."""

    VENUE = "venue"
    AUTHOR = "author"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Term:
    """One line of an index."""

    slug: str
    name: str
    papers: tuple[Entry, ...]
    """Latest year first."""
    venue: Venue | None = None
    order: str = ""
    """Of an author, the name as it is sorted: family name first, folded."""
    letter: str = ""
    """Of an author, the letter under which the name stands; "#" for none of A to Z."""

    def anchor(self, kind: IndexKind) -> str:
        """Return the anchor at which its index page shows it."""
        return f"{kind}-{self.slug}"


def index_terms(awesome_list: AwesomeList, kind: IndexKind) -> dict[str, Term]:
    """Return all terms of an index by slug, in its order.

    Names with one slug are one term, under the spelling that most papers use: `José` and `Jose`.
    A paper that was published since stands under both of its venues. Braces around a name, or a
    part of it, say where it is sorted: one paper that has them is enough.

    :param awesome_list: the whole list.
    :param kind: of the terms.
    """
    names: dict[str, Counter[str]] = {}
    braced: dict[str, str] = {}  # authors as they are written with braces
    papers: dict[str, dict[str, Entry]] = {}
    for paper in sorted(awesome_list.entries.values(), key=lambda p: -(p.latest.year or 0)):
        for name in _names(paper, kind, awesome_list):
            shown = display_name(name) if kind is IndexKind.AUTHOR else name
            slug = slugs.slugify(shown)
            if shown != name:
                braced.setdefault(slug, name)
            names.setdefault(slug, Counter())[shown] += 1
            papers.setdefault(slug, {})[paper.id] = paper
    made = [
        Term(
            slug,
            name := spellings.most_common(1)[0][0],
            tuple(papers[slug].values()),
            awesome_list.venues.get(name) if kind is IndexKind.VENUE else None,
            *(_order_and_letter(braced.get(slug, name)) if kind is IndexKind.AUTHOR else ()),
        )
        for slug, spellings in names.items()
    ]
    return {term.slug: term for term in sorted(made, key=_ORDER[kind])}


def group_terms(terms: Iterable[Term], kind: IndexKind) -> dict[str, list[Term]]:
    """Return the terms under the headings of their index page.

    Venues under their kind, most papers first; authors and tags under their first letter, all
    that does not start with one of A to Z under "#".

    :param terms: in the order of the index.
    :param kind: of the terms.
    """
    groups: dict[str, list[Term]] = {}
    for term in terms:
        groups.setdefault(_HEADING[kind](term), []).append(term)
    return groups


def _names(paper: Entry, kind: IndexKind, awesome_list: AwesomeList) -> Iterable[str]:
    match kind:
        case IndexKind.VENUE:
            return awesome_list.venues_of(paper) if paper.type.is_paper else ()
        case IndexKind.AUTHOR:
            return paper.named_authors
        case _:
            return paper.tags


def _order_and_letter(name: str) -> tuple[str, str]:
    """Return a name as it is sorted, and the letter of its heading: both by its surname."""
    parts = parse_name(name)
    return fold(parts.surname_first), _letter(parts.surname)


def _letter(text: str) -> str:
    """Return the letter under which a text stands, by the stable fold: headings have anchors."""
    initial = stable_fold(text)[:1].upper()
    return initial if "A" <= initial <= "Z" else "#"


_KINDS = {
    "conference": N_("Conferences"),
    "journal": N_("Journals"),
    "workshop": N_("Workshops"),
    "preprint": N_("Preprint servers"),
    None: N_("Other venues"),
}

_KIND_ORDER = list(_KINDS)


def kind_heading(kind: str | None) -> str:
    """Return the plural that heads venues of one kind.

    :param kind: of venues; None for terms that are no known venue.
    """
    return _KINDS[kind or None]


def _venue_order(term: Term) -> tuple[object, ...]:
    kind = term.venue.kind if term.venue else None
    return (_KIND_ORDER.index(kind), -len(term.papers), fold(term.name))


_ORDER: dict[IndexKind, Callable[[Term], tuple[object, ...]]] = {
    IndexKind.VENUE: _venue_order,
    IndexKind.AUTHOR: lambda term: (
        term.letter == "#",
        term.order,
        term.slug,
    ),
    IndexKind.TAG: lambda term: (_letter(term.name) == "#", fold(term.name), term.slug),
}

_HEADING: dict[IndexKind, Callable[[Term], str]] = {
    IndexKind.VENUE: lambda term: kind_heading(term.venue.kind if term.venue else None),
    IndexKind.AUTHOR: lambda term: term.letter,
    IndexKind.TAG: lambda term: _letter(term.name),
}
