"""The readings of an item: which field is the title, and what the others then say.

An item has a reading for each field that may be its title. How good a reading is depends on the
field itself and, in a second round, on where the whole list has its titles; what an unsure field
says depends on what the list says in the same place elsewhere (:mod:`.score`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ...core.text import clean, fold
from . import people as persons
from .addresses import Leads, Target
from .bylines import Bylines
from .dates import YEAR, Date, date, year_month
from .document import Form, Item
from .facts import Candidate, Facts, Role, Said
from .fields import Field, Is, cut
from .labelled import labelled, last_label, only_label
from .labels import is_known, is_label, label, says_paper
from .marks import Mark, Style, What
from .people import People, people
from .places import Place, Places, is_track
from .text import EDGES, tidy, words
from .titles import Titles

_NOTHING = frozenset(
    {"", "null", "n/a", "na", "none", "nan", "tba", "tbd", "todo", "-", "–", "—", "/", "x", "✗"}
)


_IN_LABEL = re.compile(r"[,(:@]\s*")
_BETWEEN = re.compile(r"\s+[-–|]\s+|\s*[,;]\s*")
_SURE = 0.75
"""How much a dated label must look like a venue that the registry lacks: `[VizConf 2024](u)`."""
_SHORT = 6
"""Words that a keyword before a title may have."""
_SLOTS = 4


class Reader:
    """Reads items of one list."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.bylines = Bylines(places)
        self.titles = Titles(self.bylines)

    # Fields

    def fields(self, item: Item) -> list[Field]:
        """The fields of an item and of what is nested in it."""
        if item.form is Form.ROW:
            found: list[Field] = []
            for number, cell in enumerate(item.cells):
                for one in cut(cell, self.bylines.stands_alone):
                    one.row = number
                    found.append(one)
            return self._joined(found)
        pieces: list[Mark] = []
        for one_item in item.walk():
            if pieces:
                pieces.append(Mark(What.BREAK, line=one_item.start))
            pieces += one_item.marks
        return self._joined(cut(pieces, self.bylines.stands_alone))

    def _joined(self, fields: list[Field]) -> list[Field]:
        """Fields without the ends of source lines that only wrap a text."""
        found: list[Field] = []
        for one in self._with_linked_names(fields):
            last = found[-1] if found else None
            if (
                last is not None
                and one.soft
                and last.what is Is.TEXT is one.what
                and last.style == one.style
                and last.row == one.row
                and not one.bracket
                and not last.bracket
                and self._goes_on(last.text, one.text)
            ):
                last.text = f"{last.text} {one.text}"
            else:
                found.append(one)
        return found

    def _with_linked_names(self, fields: list[Field]) -> list[Field]:
        """Fields with names that link to their bearers made text, as the names beside them."""
        found: list[Field] = []
        linked = False
        for one in fields:
            last = found[-1] if found else None
            if last is None or last.row != one.row or last.what is not Is.TEXT:
                linked, last = False, None
            named = one.what is Is.LINK and _is_person(one)
            if named and last is not None and (linked or self._ends_with_names(last)):
                last.text = f"{last.text.rstrip(' ,')}, {one.text}"
                linked = True
            elif linked and last is not None and one.what is Is.TEXT and one.style == last.style:
                last.text = f"{last.text.rstrip(' ,')}, {one.text.lstrip(' ,')}"
            else:
                linked = named and bool(one.style & Style.ITALIC)
                found.append(
                    Field(Is.TEXT, one.text, one.style, line=one.line, row=one.row)
                    if linked
                    else one
                )
        return found

    def _ends_with_names(self, one: Field) -> bool:
        return bool(one.style & Style.ITALIC) and people(one.text).sure >= 0.55

    def _goes_on(self, before: str, after: str) -> bool:
        before = before.rstrip()
        if before.endswith((",", "，", " and", "-", ":", "&")):
            return True
        if labelled(after):
            return False
        # A name says less than a sentence: authors below a title are no part of it.
        return not (self.bylines.is_sure(after) or before.endswith((".", "?", "!")))

    # What the others say

    def read(
        self, item: Item, fields: list[Field], chosen: Candidate, roles: dict[str, Role]
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
            self._say(facts, said)
        if one.what is Is.LINK:
            self._link(facts, one, "")
        slots = _Slots(item)
        linked: list[Field] = []
        for at, other in enumerate(fields):
            leading = at < chosen.first
            if chosen.first <= at <= chosen.last:
                continue
            if other.what is Is.BADGE:
                self._badge(facts, other)
            elif other.what is Is.TEXT:
                slot = slots.next(other, leading=leading)
                self._text(facts, other, slot, roles.get(slot), _where(fields, at, chosen))
            elif _is_person(other):
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
            self._place(facts, place)
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
            self._place(facts, place)
        whole = places[0]
        if whole and not dated and target.leads is not Leads.CODE:
            facts.labels += [whole] if whole.known or not is_label(text) else []

    def _place(self, facts: Facts, place: Place) -> None:
        """Add a venue: the first that is known stays, another one is a note."""
        if place.aside:
            facts.notes.append(place.aside)
        if facts.place is None or (place.known and not facts.place.known):
            facts.place = place
        elif facts.place.name == place.name:
            if facts.place.when is None or (place.track and not facts.place.track):
                facts.place = place
        elif place.known:
            said = " ".join(filter(None, [place.name, str(place.when or ""), place.track]))
            facts.notes.append(said)

    def _text(self, facts: Facts, one: Field, slot: str, role: Role | None, where: _Where) -> None:
        """Add what a text says."""
        text = clean(one.text).strip(EDGES)
        if _NOTHING.issuperset(_BETWEEN.split(fold(text).strip(" .-–—"))):
            return
        if says := labelled(one.text):
            self._labelled(facts, *says)
            return
        found = self.bylines.read(text, role)
        if where.leading and _one_name(found):
            found = [(Role.NOTE, text)]  # of a work, more likely than of its only author
        first, _, rest = text.partition(" ")
        if where.leading and rest and not (one.style or one.bracket) and (when := date(first)):
            found = [(Role.DATE, when), (Role.NOTE, rest)]
        if found != [(Role.NOTE, text)]:
            for said in found:
                self._say(facts, said)
            facts.votes += [(slot, what) for what, _ in found[:1]]
        elif is_track(text):
            facts.track = facts.track or text
        elif not only_label(text):
            facts.open += 1
            self._unsure(facts, one, text, role, where)

    def _unsure(
        self, facts: Facts, one: Field, text: str, role: Role | None, where: _Where
    ) -> None:
        """Add a text that says nothing for sure, by where it stands."""
        place = self.places.find(text)
        leading = where.leading
        least = 0 if role is Role.PLACE else 0.5 if leading and one.bracket else 0.75
        if where.dated and not leading:
            least = min(least, 0.2 if one.style & Style.ITALIC else 0.35)
        if place is not None and place.sure >= least and (not leading or one.bracket or not least):
            self._place(facts, place)
        elif leading and (one.bracket or words(text) <= _SHORT):
            facts.tags.append(tidy(text))
            if where.named and facts.tags[-1]:
                facts.name = facts.tags[-1]
        elif (
            role is Role.PEOPLE
            and not (leading or facts.authors)
            and (who := people(text)).sure >= 0.2
        ):
            facts.authors = who.names
        else:
            facts.notes.append(text)

    def _say(self, facts: Facts, said: Said) -> None:
        """Add what is sure."""
        match said[1]:
            case People(names):
                if facts.authors:
                    facts.notes.append(", ".join(names))
                else:
                    facts.authors = names
            case Place() as place:
                self._place(facts, place)
            case Date() as when:
                known = facts.when
                if known is None or (when.year == known.year and when.month and not known.month):
                    facts.when = when
            case text:
                facts.notes.append(text)

    def _authors(self, facts: Facts, text: str) -> None:
        """Add authors that are told as such, and the venue or the date behind them."""
        found = self.bylines.read(text, Role.PEOPLE)
        if found and isinstance(found[0][1], People):
            facts.authors = ()
            for said in found:
                self._say(facts, said)
        else:
            facts.authors = people(text).names or facts.authors

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
            self._place(facts, place)
        else:
            for said in self.bylines.read(rest):
                self._say(facts, said)


@dataclass(frozen=True, slots=True)
class _Where:
    """How a text stands to the title and to what is behind it."""

    leading: bool
    """Whether it is before the title."""
    dated: bool
    """Whether a year follows."""
    named: bool
    """Whether it is all before the title but for a colon."""


def _where(fields: list[Field], at: int, title: Candidate) -> _Where:
    one = fields[at]
    behind = fields[at + 1] if at + 1 < len(fields) else None
    if behind is None or behind.row != one.row or behind.what is not Is.TEXT:
        return _Where(at < title.first, dated=False, named=False)
    colon = one.text.rstrip().endswith((":", "：")) or behind.text.lstrip().startswith((":", "："))
    plain = at + 1 == title.first and not one.bracket and not behind.bracket
    dated = bool(re.match(rf"[\s,.(]*{YEAR}\b", behind.text))
    return _Where(at < title.first, dated, named=plain and colon)


class _Slots:
    """Names where a field stands, so that the same place in other items bears the same name."""

    def __init__(self, item: Item) -> None:
        self._item = item
        self._counts: dict[str, int] = {}

    def next(self, one: Field, *, leading: bool) -> str:
        """The slot of the next field."""
        if self._item.form is Form.ROW:
            return f"row {self._item.group} {one.row}"
        side = "<" if leading else ">"
        kind = f"{self._item.form.value} {int(one.style)}{one.bracket}{side}"
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return f"{kind}{min(self._counts[kind], _SLOTS)}"


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


def _one_name(found: list[Said]) -> bool:
    return any(
        isinstance(said, People) and len(said.names) == 1 and not said.more for _, said in found
    )


def _is_person(one: Field) -> bool:
    """Whether a link is an author's name."""
    text = clean(persons.bared(one.text)).strip(EDGES + ".")
    return (
        len(text.split()) in {2, 3, 4}
        and persons.looks_like_name(text) == 1
        and one.target is not None
        and not one.target.leads.is_paper
        and not is_label(one.text)
    )
