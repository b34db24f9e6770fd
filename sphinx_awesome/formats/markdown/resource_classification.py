"""Find the entries of a list that are no papers: tools, data sets, models, courses and the like.

An item is one if it names something and links to it, and stands under a heading that says what it
is, or among others like it. It knows what the items are; what a paper is was decided before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...core.model import EntryType
from ...core.venues import VenueKind
from . import weights
from .document.headings import HeadingReader
from .document.outline import ItemForm
from .items.extraction import Interpretation
from .items.resources import NamedResource, interpret_resource, named_resource, take_authors
from .items.segments import SegmentType
from .items.splitting import ParsedItem
from .words.dates import date
from .words.entry_types import (
    HeadingTypes,
    address_type,
    entry_type,
    heading_types,
    list_types,
)
from .words.fragments import count_words
from .words.link_kinds import ClassifiedUrl, UrlKind
from .words.venue_mentions import guess_venue_kind

_PERSONS = re.compile(
    r"\b(?:people|persons?|researchers?|(?:research )?groups?|labs?|laborator(?:y|ies)|experts?"
    r"|authors?|team|members|who to follow|influencers?|follow us|organi[sz]ers?)\b"
    r"|人物|研究者|学者|研究组|实验室|团队|作者",
    re.IGNORECASE,
)
"""Headings of persons, who stay prose."""

_BY_PERSONS = frozenset({EntryType.BOOK, EntryType.THESIS, EntryType.TALK})
"""Types of which the authors are told, as a rule."""

_WRITINGS = re.compile(r"\b(?:papers?|surveys?|publications?)\b|论文|综述", re.IGNORECASE)
"""Headings of papers, whatever else they name: `Papers and code`."""


class Surroundings(NamedTuple):
    """The headings above an item, as far as they say what its entries are."""

    types: tuple[HeadingTypes, ...]
    """What each names, the nearest first, the title of the list left out."""
    is_typed: bool
    """Whether one of them names types, or the title of the list does."""
    is_of_persons: bool

    @property
    def nearest(self) -> EntryType | None:
        """Return the type that the nearest heading with one names."""
        return next((named.types[0] for named in self.types if named.types), None)


class ResourceFinder:
    """Finds the entries of a list that are no papers."""

    def __init__(self, headings: HeadingReader) -> None:
        self._headings = headings
        self._list_types = list_types(headings.titles[headings.main])
        self._around: dict[int, Surroundings] = {}

    def find(self, group: Sequence[ParsedItem]) -> None:
        """Decide which items of one list, table or run of paragraphs are entries and no papers."""
        named: list[tuple[ParsedItem, NamedResource]] = []
        papers = 0
        are_papers = sum(one.is_paper for one in group) > weights.GROUP_PAPER_SHARE * len(group)
        for one in group:
            around = self._surroundings(one.item.heading)
            if around.is_of_persons:
                continue
            facts = one.facts if one.is_paper else None
            if facts is not None and _stays_paper(one, facts, around, are_papers=are_papers):
                papers += 1
                continue
            resource = named_resource(one.item, one.fields)
            if resource is not None and _leads_somewhere(one):
                named.append((one, resource))
        is_usual = not papers and len(named) >= weights.GROUP_PAPER_SHARE * len(group)
        for one, resource in named:
            around = self._surroundings(one.item.heading)
            if around.is_typed or not papers or _stands_apart(resource):
                self._decide(one, resource, around, is_usual=is_usual)

    def _surroundings(self, heading: int) -> Surroundings:
        """Return what the headings above an item say, found once for each heading."""
        if heading not in self._around:
            numbers = [h for h in self._headings.path(heading) if h != self._headings.main]
            titles = [self._headings.titles[number] for number in reversed(numbers)]
            own = [title for title in titles[:2] if not date(title)][:1]
            types = tuple(heading_types("" if _WRITINGS.search(t) else t) for t in titles)
            is_typed = any(named.types for named in (*types, self._list_types))
            of_persons = any(map(_PERSONS.search, own))
            self._around[heading] = Surroundings(types, is_typed, of_persons)
        return self._around[heading]

    def _decide(
        self, one: ParsedItem, resource: NamedResource, around: Surroundings, *, is_usual: bool
    ) -> None:
        """Make an entry of an item, if its heading, its address or its neighbours say that it is.

        :param is_usual: whether the others of its group are no papers and name something too.
        """
        targets = _targets(one, resource)
        typed = around.is_typed
        if not typed and resource.target is None and (may_be_paper(one) or _labels_paper(one)):
            return  # a method of a paper, rather
        if one.item.form is ItemForm.PARAGRAPH:
            is_one = typed and (resource.is_described or resource.is_set_off)
        else:
            in_table = one.item.form is ItemForm.ROW
            is_so = bool(one.item.columns) if in_table else resource.target is not None
            is_one = typed or any(map(address_type, targets)) or (is_usual and is_so)
        if is_one:
            self._make(one, resource, around, targets)

    def _make(
        self,
        one: ParsedItem,
        resource: NamedResource,
        around: Surroundings,
        targets: Sequence[ClassifiedUrl],
    ) -> None:
        """Make an entry of an item that names something."""
        facts = interpret_resource(one.item, one.fields, resource)
        description = facts.notes[0] if facts.notes else ""
        topics = map(heading_types, reversed(one.item.topics))
        above = [*topics, *around.types]
        facts.type = entry_type(above, self._list_types, targets, description)
        take_authors(facts, one.fields, is_usual=facts.type in _BY_PERSONS)
        paper = one.facts if one.is_paper else None
        if paper is not None:
            facts.when = facts.when or paper.when or (paper.place.when if paper.place else None)
        one.facts, one.is_resource = facts, True
        one.is_paper = one.stands_out = False


def _stays_paper(
    one: ParsedItem, facts: Interpretation, around: Surroundings, *, are_papers: bool
) -> bool:
    """Return whether what was read as a paper is one; it gets the type that *Books* says.

    :param are_papers: whether most of its group were read as papers.
    """
    nearest = around.nearest
    if nearest is not None and nearest.is_paper:
        facts.type = nearest
        return True
    is_among_others = around.is_typed and not are_papers
    if len(facts.authors) > is_among_others:  # a single one may be a school: `*City College*`
        return True
    if not (around.is_typed or _may_be_resource(one, facts)):
        return True
    resource = named_resource(one.item, one.fields)
    return resource is None or not _is_rather_resource(
        facts, resource, typed=around.is_typed, are_papers=are_papers
    )


def _may_be_resource(one: ParsedItem, facts: Interpretation) -> bool:
    """Return whether what was read as a paper begins with a link, and that is not its title."""
    return facts.candidate.first > 0 and one.fields[0].what is SegmentType.LINK


def _is_rather_resource(
    facts: Interpretation, resource: NamedResource, *, typed: bool, are_papers: bool
) -> bool:
    """Return whether what was read as a paper is the name of a tool, or says what one does.

    :param typed: whether it stands where such things are listed.
    :param are_papers: whether most of its group were read as papers.
    """
    leads_elsewhere = resource.target is not None and not resource.target.leads.is_paper
    is_title = resource.first <= facts.candidate.first <= resource.last
    place = facts.place
    if place is not None and guess_venue_kind(place.name) is not VenueKind.PREPRINT:
        return typed and leads_elsewhere and resource.is_described and not facts.says_paper
    if is_title:
        is_name = count_words(facts.title) < weights.OWN_TITLE_WORDS
        return typed and (is_name or (leads_elsewhere and not are_papers))
    return leads_elsewhere and (resource.is_described or (typed and not are_papers))


def _stands_apart(resource: NamedResource) -> bool:
    """Return whether what stands among papers is a post, or a short name with an address."""
    if resource.target is not None and address_type(resource.target) is EntryType.POST:
        return True
    is_name = resource.target is not None or not resource.is_described
    return is_name and count_words(resource.name) <= weights.WORK_NAME_WORDS


def may_be_paper(one: ParsedItem) -> bool:
    """Return whether an item links to a paper, or names a known venue and a year."""
    if any(field.target and field.target.leads.is_paper for field in one.fields):
        return True
    place = one.facts.place if one.facts else None
    return place is not None and place.known and place.when is not None


def _labels_paper(one: ParsedItem) -> bool:
    return any(field.target is not None and field.label.names_paper for field in one.fields)


def _leads_somewhere(one: ParsedItem) -> bool:
    return any(
        field.target is not None
        and field.target.is_absolute
        and field.target.leads not in {UrlKind.BADGE, UrlKind.NOWHERE}
        for field in one.fields
    )


def _targets(one: ParsedItem, resource: NamedResource) -> list[ClassifiedUrl]:
    """Return the addresses of what an item names: its own, then those of its code and its data."""
    own = [resource.target] if resource.target else []
    labelled = [
        field.target
        for field in one.fields
        if field.target is not None
        and field.target is not resource.target
        and field.label.says_what
    ]
    return [target for target in [*own, *labelled] if not target.leads.is_paper]
