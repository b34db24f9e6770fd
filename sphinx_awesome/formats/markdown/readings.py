"""The readings of an item: which field is the title, and what the others then say.

An item has a reading for each field that may be its title. How good a reading is depends on the
field itself and, in a second round, on where the whole list has its titles; what an unsure field
says depends on what the list says in the same place elsewhere (:mod:`.score`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...core.text import clean, fold
from .addresses import Leads, Target
from .bylines import Bylines, Said
from .candidates import Candidate
from .dates import date, year_month
from .document import Item
from .facts import Facts
from .fields import Field, Is
from .labelled import labelled, last_label, only_label
from .labels import is_known, is_label, label, says_paper
from .layout import is_person
from .marks import Style
from .people import People, people
from .places import Place
from .slots import Slots, Where, where
from .text import EDGES, tidy, words
from .titles import Titles
from .tracks import is_track

_NOTHING = frozenset(
    {"", "null", "n/a", "na", "none", "nan", "tba", "tbd", "todo", "-", "–", "—", "/", "x", "✗"}
)
_IN_LABEL = re.compile(r"[,(:@]\s*")
_BETWEEN = re.compile(r"\s+[-–|]\s+|\s*[,;]\s*")
_SURE = 0.75
"""How much a dated label must look like a venue that the registry lacks: `[VizConf 2024](u)`."""
_SHORT = 6
"""Words that a keyword before a title may have."""


class Reader:
    """Reads items of one list."""

    def __init__(self, bylines: Bylines) -> None:
        self.bylines = bylines
        self.places = bylines.places
        self.titles = Titles(bylines)

    def read(
        self, item: Item, fields: list[Field], chosen: Candidate, roles: Mapping[str, type]
    ) -> Facts:
        """Read an item by one of its titles.

        :param roles: what the list says in which slot, as far as it is known.
        """
        facts = Facts("", chosen)
        one = fields[chosen.first]
        says = labelled(chosen.text)
        text = says[1] if says and says[0] == "title" else chosen.text
        plain = one.what is Is.TEXT and not one.bracket and not one.style
        split = self.titles.split(text, plain=plain)
        facts.title, facts.bare_year = tidy(split.text), split.bare_year
        for said in split.said:
            facts.add(said)
        if one.what is Is.LINK:
            self._link(facts, one, "")
        slots = Slots(item)
        linked: list[Field] = []
        for at, other in enumerate(fields):
            leading = at < chosen.first
            if chosen.first <= at <= chosen.last:
                continue
            if other.what is Is.BADGE:
                self._badge(facts, other)
            elif other.what is Is.TEXT:
                slot = slots.next(other, leading=leading)
                self._text(facts, other, slot, roles.get(slot), where(fields, at, chosen))
            elif is_person(other):
                linked.append(other)
            else:
                before = fields[at - 1] if at and fields[at - 1].row == other.row else None
                self._link(facts, other, _label(other, before))
        self._linked_names(facts, linked)
        if facts.place is None:
            sure = (p for p in facts.labels if p.known or (p.when and p.sure >= _SURE))
            facts.place = next(sure, None)
        _months(facts)
        return facts

    def _linked_names(self, facts: Facts, linked: list[Field]) -> None:
        """Authors, each with a link; links of that look to one side of the authors stay links."""
        if len(linked) > 1 and not facts.authors:
            facts.authors = tuple(tidy(one.text) for one in linked)
        else:
            for one in linked:
                self._link(facts, one, one.text)

    def _badge(self, facts: Facts, one: Field) -> None:
        place = self.places.find(one.text)
        if place is not None and place.known and (place.when or place.sure >= 1):
            facts.add_place(place)
        elif when := date(one.text):
            facts.when = facts.when or when
        else:
            facts.tags.append(one.text)

    def _link(self, facts: Facts, one: Field, text: str) -> None:
        """Add a link, and what its label says of the paper.

        :param text: its label; "" if the list has none for it.
        """
        target = one.target
        if target is None or target.leads is Leads.BADGE:
            return
        if when := date(text):
            facts.when, text = facts.when or when, ""
        if text and not one.badge:
            self._label(facts, text, target)
        if target.leads.is_paper or (
            says_paper(text) and target.leads in {Leads.OTHER, Leads.PROJECT}
        ):
            facts.says_paper = True
        facts.links.append((label(text, target, one.badge), target, one))

    def _label(self, facts: Facts, text: str, target: Target) -> None:
        """Heed a venue that a label names: `[CVPR 2020]`, `[Paper, CVPR 2020]`."""
        places = [self.places.find(clean(text))]
        if not is_label(text):
            places += [self.places.find(part.strip(" )")) for part in _IN_LABEL.split(text)[1:]]
        dated = [place for place in places if place and place.known and place.when]
        for place in dated[:1]:
            facts.add_place(place)
        whole = places[0]
        if whole and not dated and target.leads is not Leads.CODE:
            facts.labels += [whole] if whole.known or not is_label(text) else []

    def _text(
        self, facts: Facts, one: Field, slot: str, expected: type | None, where: Where
    ) -> None:
        """Add what a text says."""
        text = clean(one.text).strip(EDGES)
        if _NOTHING.issuperset(_BETWEEN.split(fold(text).strip(" .-–—"))):
            return
        if says := labelled(one.text):
            self._labelled(facts, *says)
            return
        found = self.bylines.read(text, expected)
        if where.leading and _one_name(found):
            found = [text]  # of a work, more likely than of its only author
        first, _, rest = text.partition(" ")
        if where.leading and rest and not (one.style or one.bracket) and (when := date(first)):
            found = [when, rest]
        if found != [text]:
            for said in found:
                facts.add(said)
            facts.votes += [(slot, type(said)) for said in found[:1]]
        elif is_track(text):
            facts.track = facts.track or text
        elif not only_label(text):
            facts.open += 1
            self._unsure(facts, one, text, expected, where)

    def _unsure(
        self, facts: Facts, one: Field, text: str, expected: type | None, where: Where
    ) -> None:
        """Add a text that says nothing for sure, by where it stands."""
        place = self.places.find(text)
        leading = where.leading
        least = 0 if expected is Place else 0.5 if leading and one.bracket else 0.75
        if where.dated and not leading:
            least = min(least, 0.2 if one.style & Style.ITALIC else 0.35)
        if place is not None and place.sure >= least and (not leading or one.bracket or not least):
            facts.add_place(place)
        elif leading and (one.bracket or words(text) <= _SHORT):
            facts.tags.append(tidy(text))
            if where.named and facts.tags[-1]:
                facts.name = facts.tags[-1]
        elif (
            expected is People
            and not (leading or facts.authors)
            and (who := people(text)).sure >= 0.2
        ):
            facts.authors = who.authors
        else:
            facts.notes.append(text)

    def _authors(self, facts: Facts, text: str) -> None:
        """Add authors that are told as such, and the venue or the date behind them."""
        found = self.bylines.read(text, People)
        if found and isinstance(found[0], People):
            facts.authors = ()
            for said in found:
                facts.add(said)
        else:
            facts.authors = people(text).authors or facts.authors

    def _labelled(self, facts: Facts, says: str, rest: str) -> None:
        """Add what says itself what it is."""
        rest = clean(rest).strip(EDGES)
        if says == "authors":
            self._authors(facts, rest)
        elif says == "tags":
            tags = (clean(tag).strip("[]. ") for tag in re.split(r"[;,；，]\s*", rest))
            facts.tags += filter(None, tags)
        elif says == "abstract" and not facts.abstract:
            facts.abstract = rest
        elif says == "venue" and date(rest) is None and (place := self.places.find(rest)):
            facts.add_place(place)
        else:
            for said in self.bylines.read(rest):
                facts.add(said)


def _label(one: Field, before: Field | None) -> str:
    """What a link is called: its text, or the label before it if that says more."""
    if before is not None and before.what is Is.TEXT and not (one.text and is_known(one.text)):
        return last_label(before.text) or one.text
    return one.text


def _months(facts: Facts) -> None:
    """Read a year behind "arXiv" as a month, if the paper's id says that it is: `arXiv 2005`."""
    place = facts.place
    if place is None or place.when is None or place.name != "arXiv":
        return
    token = str(place.when.year)
    if not place.when.month and any(target.arxiv[:4] == token for _, target, _ in facts.links):
        facts.place = replace(place, when=year_month(token))


def _one_name(found: Sequence[Said]) -> bool:
    return any(
        isinstance(said, People) and len(said.names) == 1 and not said.more for said in found
    )
