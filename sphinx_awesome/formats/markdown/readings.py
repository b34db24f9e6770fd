"""The readings of an item: which field is the title, and what the others then say.

An item has a reading for each field that may be its title. How good a reading is depends on the
field itself and, in a second round, on where the whole list has its titles; what an unsure field
says depends on what the list says in the same place elsewhere (:mod:`.score`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ...core.text import clean, fold
from . import people as persons
from .blocks import Form, Item
from .dates import Date, date
from .fields import Field, Is, cut
from .inline import Mark, Style, What
from .links import Leads, Target, is_known, is_label, label, says_paper
from .people import People, people
from .places import Place, Places, is_track


class Role(StrEnum):
    """What a field says."""

    PEOPLE = "people"
    PLACE = "place"
    DATE = "date"
    TAG = "tag"
    NOTE = "note"


@dataclass(slots=True)
class Candidate:
    """A field, or several that go on, as a title."""

    first: int
    last: int
    text: str
    form: str
    """Where and how it is set off: what the list does again and again."""
    score: float


@dataclass(slots=True)
class Facts:
    """What an item says about a paper."""

    title: str
    candidate: Candidate
    authors: tuple[str, ...] = ()
    place: Place | None = None
    when: Date | None = None
    links: list[tuple[str, Target, Field]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    abstract: str = ""
    track: str = ""
    """Of a venue that is told elsewhere."""
    votes: list[tuple[str, Role]] = field(default_factory=list)
    """What fields say beyond doubt, by their slots."""
    open: int = 0
    """Fields of which that is in doubt."""
    says_paper: bool = False
    """Whether a link says that the paper is there."""
    labels: list[Place] = field(default_factory=list)
    """Venues that labels of links may name."""
    bare_year: int = 0
    """A year that ends the title without a separator: the list decides whether it is a date."""


_LABELLED = re.compile(
    r"^[^\w\[(]*(?P<label>[^\W\d_][\w /&-]{1,24}?)\s*(?:[:：]|(?<=[Tt][Ll][Dd][Rr])\s)\s*",
    re.UNICODE,
)
_SAYS = {
    **dict.fromkeys(("author", "authors", "by", "作者"), "authors"),
    **dict.fromkeys(
        ("venue", "conference", "journal", "published", "publisher", "publication", "publish")
        + ("published in", "published at", "accepted", "accepted by", "source", "会议"),
        "venue",
    ),
    **dict.fromkeys(
        ("date", "year", "time", "published date", "submitted", "日期", "年份"), "date"
    ),
    **dict.fromkeys(
        ("key word", "key words", "keyword", "keywords", "key", "tag", "tags", "topic", "topics")
        + ("task", "tasks", "关键词"),
        "tags",
    ),
    **dict.fromkeys(
        ("abstract", "digest", "tldr", "tl dr", "tl;dr", "summary", "摘要"), "abstract"
    ),
    **dict.fromkeys(("title", "paper title", "标题"), "title"),
    **dict.fromkeys(("award",), "award"),
    **dict.fromkeys(
        ("intro", "introduction", "comment", "comments", "note", "notes", "remark", "institution")
        + ("institutions", "affiliation", "affiliations", "env", "environment", "contribution"),
        "note",
    ),
}
_NOTHING = frozenset(
    {"null", "n/a", "na", "none", "nan", "tba", "tbd", "todo", "-", "–", "—", "/", "x", "✗"}
)
_HEADS = {
    **dict.fromkeys(
        ("title", "paper", "papers", "paper title", "publication", "论文", "标题", "article"), 2.0
    ),
    **dict.fromkeys(
        ("name", "model", "method", "dataset", "benchmark", "framework", "abbr", "acronym"), -0.7
    ),
    **dict.fromkeys(
        "code link links venue conf conference date year demo stars github url type modalities "
        "authors author journal license licence notes note comments comment description task tasks "
        "modality frames subjects source availability language size count citations domain "
        "annotation annotations remarks remark institute institution keywords keyword".split(),
        -3.0,
    ),
}
_LEADING = re.compile(r"^(?:\s|:[a-z0-9_+-]+:|[^\w\s\"'“‘«\[({$\\<¿¡#@&+])+")
_EDGES = " \t\n,;:|/*_~·•"
# A full stop behind a single capital is that of an initial.
_SENTENCE = re.compile(r"(?<!\b[A-Z])[.?!。]\s+(?=\S)")
_TRAILING_ROUND = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]*)[)）\]】]\s*[.,]?\s*\Z")
_LEADING_ROUND = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]*)[)）\]】]\s*[.,:]?\s*(?=\w)")
_AFFILIATION = re.compile(r"^\s*\([^()\d]*\)")
_BARE_YEAR = re.compile(r"(?<=\w)\s+((?:19|20)\d\d)\.?\Z")
_BEFORE_NAMES = re.compile(r"(?<!\b[A-Z])[.?!。]\s+|\s[-–—|]\s|,\s+|\sby\s|;\s")
_BREAKS = re.compile(r"(?<!\b[A-Z])\.\s+|\s[-–—|@]\s|[,;]\s+|\?\s+|\s+in\s+")


def words(text: str) -> int:
    """Number of words; of scripts without spaces, two letters make one."""
    if text.isascii():
        return len(text.split())
    wide = sum("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in text)
    return len(text.split()) + wide // 2


class Reader:
    """Reads items of one list."""

    def __init__(self, places: Places) -> None:
        self.places = places

    # Fields

    def fields(self, item: Item) -> list[Field]:
        """The fields of an item and of what is nested in it."""
        if item.form is Form.ROW:
            found: list[Field] = []
            for number, cell in enumerate(item.cells):
                for one in cut(cell, self.stands_alone):
                    one.row = number
                    found.append(one)
            return self._joined(found)
        pieces: list[Mark] = []
        for one_item in item.walk():
            if pieces:
                pieces.append(Mark(What.BREAK, line=one_item.start))
            pieces += one_item.marks
        return self._joined(cut(pieces, self.stands_alone))

    def stands_alone(self, text: str) -> bool:
        """Whether what is in brackets is no part of the text around it."""
        if len(text) > 100:
            return False
        if date(text):
            return True
        place = self.places.find(text)
        return place is not None and (
            (place.known and (place.when is not None or place.sure >= 1 or text.isupper()))
            or place.sure >= 0.75
        )

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
                    Field(Is.TEXT, one.text, one.style, line=one.line, row=one.row) if linked else one
                )
        return found

    def _ends_with_names(self, one: Field) -> bool:
        return bool(one.style & Style.ITALIC) and people(one.text).sure >= 0.55

    def _goes_on(self, before: str, after: str) -> bool:
        before = before.rstrip()
        if before.endswith((",", "，", " and", "-", ":", "&")):
            return True
        if self._labelled(after):
            return False
        # A name says less than a sentence: authors below a title are no part of it.
        return not (self._is_sure(after) or before.endswith((".", "?", "!")))

    def _is_sure(self, text: str) -> bool:
        if date(text):
            return True
        place = self.places.find(text)
        if place is not None and (place.known or place.sure >= 0.7):
            return True
        if people(text).sure >= 0.6:
            return True
        return any(found[0] is not Role.NOTE for found in self.byline(text))

    def _labelled(self, text: str) -> tuple[str, str] | None:
        """What a text says that it says, and the rest of it."""
        match = _LABELLED.match(text[:60])
        if match is None:
            return None
        says = _SAYS.get(fold(match["label"]).replace("-", " ").strip())
        return (says, text[match.end() :]) if says else None

    # Titles

    def candidates(self, item: Item, fields: list[Field]) -> list[Candidate]:
        """The fields that may be the title, with what speaks for each."""
        found = []
        first = True
        for at, one in enumerate(fields):
            if one.what is Is.BADGE or (one.what is Is.LINK and (one.badge or is_label(one.text))):
                continue
            if one.glued and found and found[-1].last == at - 1:
                continue
            last = at
            while last + 1 < len(fields) and self._is_glued(fields[last + 1]):
                last += 1
            text = "".join(f.text for f in fields[at : last + 1])
            score = self._title_score(item, fields, at, last, clean(text))
            if item.form is Form.ROW:
                form = f"row {item.group} {one.row} {one.what.value}"
                head = item.columns[one.row] if one.row < len(item.columns) else ""
                score += _HEADS.get(fold(head).strip(), 0) - 0.1 * min(one.row, 9)
            else:
                order = "first" if first else "later"
                form = f"{item.form.value} {one.what.value} {int(one.style)}{one.bracket} {order}"
                score += 0.5 * first
            if not one.bracket or one.bracket == '"':
                first = False
            found.append(Candidate(at, last, text, form, score))
        return found

    def _is_glued(self, one: Field) -> bool:
        return one.glued and one.what is Is.TEXT and not self._is_sure(one.text)

    def _title_score(self, item: Item, fields: list[Field], at: int, last: int, text: str) -> float:
        one = fields[at]
        labelled = self._labelled(one.text)
        if labelled:
            return 3 if labelled[0] == "title" else -5
        count = words(text)
        score = {0: -6.0, 1: -2.0, 2: 0.0, 3: 1.2}.get(count, 2.0 if count <= 30 else -0.5)
        if count > 60:
            score -= 3
        if one.bracket in {"[", "("}:
            score -= 2
        elif one.bracket == '"':
            score += 2
        if one.style & Style.BOLD:
            score += 1
        if one.style & Style.STRUCK:
            score -= 1
        if one.what is Is.LINK and one.target is not None:
            score += (
                1.5
                if one.target.leads.is_paper
                else 0.7
                if one.target.leads is not Leads.NOWHERE
                else -1
            )
        if item.form is not Form.ROW:
            score -= 0.4 * min(one.row, 5)
        place = self.places.find(text)
        if place is not None and (place.known or place.sure > 0.7):
            score -= 4
        elif date(text):
            score -= 6
        else:
            who = people(text)
            if who.sure >= 0.6:
                score -= 3 * who.sure
            elif one.text.lstrip()[:1] in {",", ".", ";"} or persons.split_et_al(text):
                score -= 2
        after = fields[last + 1] if last + 1 < len(fields) else None
        if (
            after is not None
            and after.what is Is.TEXT
            and after.row == one.row
            and count <= 5
            and one.text.rstrip().endswith(":") + after.text.lstrip().startswith((":", "："))
            and words(after.text) >= 2
        ) or (count <= 5 and after is not None and after.bracket == '"' and after.row == one.row):
            score -= 2.5  # the name of the work before its title
        return score

    # What the others say

    def read(
        self, item: Item, fields: list[Field], chosen: Candidate, roles: dict[str, Role]
    ) -> Facts:
        """Read an item by one of its titles.

        :param roles: what the list says in which slot, as far as it is known.
        """
        facts = Facts("", chosen)
        one = fields[chosen.first]
        if (labelled := self._labelled(chosen.text)) and labelled[0] == "title":
            chosen.text = labelled[1]
        if one.what is Is.TEXT and not one.bracket:
            text = self._split(facts, chosen.text, plain=not one.style)
        else:
            text = self._split(facts, chosen.text, plain=False)
        facts.title = tidy(text)
        if one.what is Is.LINK and one.target is not None:
            self._link(facts, one, title=True)
        ordinals: dict[str, int] = {}
        names: list[Field] = []
        for at, other in enumerate(fields):
            if chosen.first <= at <= chosen.last:
                continue
            if other.what is Is.BADGE:
                self._badge(facts, other)
            elif other.what is Is.LINK:
                before = fields[at - 1] if at and fields[at - 1].row == other.row else None
                if _is_person(other):
                    names.append(other)
                else:
                    self._link(facts, other, before=before)
            else:
                slot = self._slot(item, other, at < chosen.first, ordinals)
                self._text(facts, other, slot, roles, leading=at < chosen.first)
        if names:
            if facts.authors or (len(names) < 2 and not names[0].style):
                for one_name in names:
                    self._link(facts, one_name)
            else:
                facts.authors = tuple(tidy(f.text) for f in names)
        if facts.place is None:
            facts.place = next((place for place in facts.labels if place.known), None)
        return facts

    def _slot(self, item: Item, one: Field, leading: bool, ordinals: dict[str, int]) -> str:  # noqa: FBT001
        if item.form is Form.ROW:
            return f"row {item.group} {one.row}"
        kind = f"{item.form.value} {int(one.style)}{one.bracket}{'<' if leading else '>'}"
        ordinals[kind] = ordinals.get(kind, 0) + 1
        return f"{kind}{min(ordinals[kind], 4)}"

    def _badge(self, facts: Facts, one: Field) -> None:
        place = self.places.find(one.text)
        if place is not None and place.known and (place.when or place.sure >= 1):
            self._place(facts, place)
        elif when := date(one.text):
            facts.when = facts.when or when
        elif fold(one.text) not in {fold(tag) for tag in facts.tags}:
            facts.tags.append(clean(one.text))

    def _link(
        self, facts: Facts, one: Field, *, title: bool = False, before: Field | None = None
    ) -> None:
        target = one.target
        if target is None or target.leads is Leads.BADGE:
            return
        text = "" if title else one.text
        if before is not None and before.what is Is.TEXT and (not text or not is_known(text)):
            text = _last_label(before.text) or text
        if text and not one.badge and not title:
            place = self.places.find(clean(text))
            if place is not None and place.known and place.when:
                self._place(facts, place)
            elif (
                place is not None
                and (place.known or not is_label(text))
                and target.leads is not Leads.CODE
            ):
                facts.labels.append(place)
            elif not is_label(text):
                self._split_label(facts, text)
        if target.leads.is_paper or says_paper(text):
            facts.says_paper = facts.says_paper or (
                target.leads.is_paper or target.leads in {Leads.OTHER, Leads.PROJECT}
            )
        facts.links.append((label(text, target, one.badge), target, one))

    def _split_label(self, facts: Facts, text: str) -> None:
        """A venue that a label names beside other words: `[Paper, CVPR 2020]`."""
        for part in re.split(r"[,(:@]\s*", text)[1:]:
            place = self.places.find(part.strip(" )"))
            if place is not None and place.known and place.when:
                self._place(facts, place)

    def _place(self, facts: Facts, place: Place) -> None:
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

    def _text(  # noqa: C901
        self, facts: Facts, one: Field, slot: str, roles: dict[str, Role], *, leading: bool
    ) -> None:
        text = clean(one.text).strip(_EDGES)
        if not text or fold(text).strip(" .") in _NOTHING or text.startswith(("#", "↑", "⬆")):
            return
        if labelled := self._labelled(one.text):
            self._labelled_text(facts, *labelled)
            return
        role = roles.get(slot)
        found = self.byline(text, role)
        if leading and _one_name(found):
            found = [(Role.NOTE, text)]  # of a work, more likely than of its only author
        unsure = found == [(Role.NOTE, text)]
        if unsure and _only_label(text):
            return
        if not unsure:
            for what, value in found:
                self._say(facts, what, value)
            if found:
                facts.votes.append((slot, found[0][0]))
            return
        if is_track(text):
            facts.track = facts.track or text
            return
        facts.open += 1
        place = self.places.find(text)
        if leading and one.bracket:
            if role is Role.PLACE and place is not None:
                self._place(facts, place)
            elif place is not None and place.sure >= 0.5:
                self._place(facts, place)
            else:
                facts.tags.append(text)
            return
        if role is Role.PLACE and place is not None:
            self._place(facts, place)
        elif (
            role is Role.PEOPLE
            and not leading
            and not facts.authors
            and (who := people(text)).sure >= 0.2
        ):
            facts.authors = who.names
        elif leading and words(text) <= 6:
            facts.tags.append(tidy(text))
        elif place is not None and place.sure >= 0.75:
            self._place(facts, place)
        else:
            facts.notes.append(text)

    def _say(self, facts: Facts, what: Role, value: object) -> None:
        match value:
            case People():
                if facts.authors:
                    facts.notes.append(", ".join(value.names))
                else:
                    facts.authors = value.names
            case Place():
                self._place(facts, value)
            case Date():
                if facts.when is None or (
                    value.year == facts.when.year and value.month and not facts.when.month
                ):
                    facts.when = value
            case str():
                (facts.tags if what is Role.TAG else facts.notes).append(value)

    def _labelled_text(self, facts: Facts, says: str, rest: str) -> None:
        rest = clean(rest).strip(_EDGES)
        if not rest:
            return
        match says:
            case "authors":
                who = people(rest)
                facts.authors = who.names or facts.authors
            case "venue" | "date":
                place = self.places.find(rest)
                if when := date(rest):
                    facts.when = facts.when or when
                elif place is not None:
                    self._place(facts, place)
                else:
                    facts.notes.append(rest)
            case "tags":
                for tag in re.split(r"[;,；，]\s*", rest):
                    if tag := clean(tag).strip("[]. "):
                        facts.tags.append(tag)
            case "abstract" if not facts.abstract:
                facts.abstract = rest
            case _:
                for what, value in self.byline(rest):
                    self._say(facts, what, value)

    # Running text

    def byline(self, text: str, role: Role | None = None) -> list[tuple[Role, object]]:
        """Read a text that holds authors, a venue or a date, in this order or not.

        ::

            byline = people ["et al."] [separator] [place] [separator] [date]
                   | place | date

        :returns: what it says; the text as a note if it cannot be read.
        """
        text = clean(text).strip(_EDGES + '"“”')
        if not text:
            return []
        if when := date(text):
            return [(Role.DATE, when)]
        place = self.places.find(text)
        if place is not None and place.known:
            return [(Role.PLACE, place)]
        if parts := persons.split_et_al(text):
            return self._et_al(text, *parts)
        if place is not None and place.sure >= 0.75 and people(text).sure < 0.7:
            return [(Role.PLACE, place)]
        rest, found = self._without_tail(text)
        who = people(rest) if rest else None
        expected = role is Role.PEOPLE or bool(found)
        if who is not None and (who.sure >= 0.6 or (expected and who.sure >= 0.3)):
            return [(Role.PEOPLE, who), *found]
        if rest and (split := self._names_then_place(rest, role)):
            return [*split, *found]
        if not rest:
            return found
        if not found and (both := self._date_then_place(rest)):
            return both
        if found and words(rest) <= 12:
            return [*found, (Role.NOTE, rest)]
        return [(Role.NOTE, text)]

    def _et_al(self, text: str, before: str, after: str) -> list[tuple[Role, object]]:
        """Authors, "et al.", and the venue after it, of whatever name."""
        who = people(f"{before} et al.")
        if not who.names or len(who.names) > 60 or who.sure < 0.3:
            return [(Role.NOTE, text)]
        found: list[tuple[Role, object]] = [(Role.PEOPLE, People(who.names, 0.9, more=True))]
        after = clean(_AFFILIATION.sub("", after, count=1)).strip(_EDGES + ".")
        if not after:
            return found
        if when := date(after):
            found.append((Role.DATE, when))
        elif (place := self.places.find(after)) is not None:
            found.append((Role.PLACE, place))
        else:
            rest, tail = self._without_tail(after)
            found += tail
            if rest:
                found.append((Role.NOTE, rest))
        return found

    def _without_tail(self, text: str) -> tuple[str, list[tuple[Role, object]]]:
        """A text without the venue and the date at its end, and these."""
        found: list[tuple[Role, object]] = []
        for _ in range(4):
            if match := _TRAILING_ROUND.search(text):
                if said := self._place_or_date(match[1], least=0.7):
                    found.append(said)
                    text = text[: match.start()].rstrip(_EDGES + ".")
                    continue
            for match in reversed(list(_BREAKS.finditer(text))[-6:]):
                if match[0].strip() == "?":
                    continue
                least = 0.7 if match[0].strip() in {".", "|", "-", "–", "—", "@"} else 0.79
                said = self._place_or_date(text[match.end() :], least)
                if said and not _may_be_words(match[0].strip(), said[1]):
                    found.append(said)
                    text = text[: match.start()].rstrip(_EDGES)
                    break
            else:
                break
        return text, found[::-1]

    def _place_or_date(self, text: str, least: float) -> tuple[Role, object] | None:
        text = text.strip(_EDGES + ".")
        if len(text) > 160:
            return None
        if when := date(text):
            return Role.DATE, when
        place = self.places.find(text)
        if place is not None and (place.known or place.sure >= least):
            return Role.PLACE, place
        return None

    def _names_then_place(self, text: str, role: Role | None) -> list[tuple[Role, object]]:
        """Authors, a full stop, and a venue that the registry does not know."""
        for match in _SENTENCE.finditer(text):
            before, after = text[: match.start()], text[match.end() :]
            who = people(before)
            if who.sure >= (0.85 if role is not Role.PEOPLE else 0.55):
                place = self.places.find(after)
                if place is not None and place.sure >= 0.2:
                    return [(Role.PEOPLE, who), (Role.PLACE, place)]
                if who.sure >= 0.85 and len(who.names) > 1:
                    return [(Role.PEOPLE, who), (Role.NOTE, after)]
        return []

    def _date_then_place(self, text: str) -> list[tuple[Role, object]]:
        """A date and a venue with nothing but a space between them: `Feb., 2025 ICLR 2025`."""
        parts = text.split(" ")
        if len(parts) > 8:
            return []
        for cut_at in range(1, len(parts)):
            before, after = " ".join(parts[:cut_at]), " ".join(parts[cut_at:])
            for one, other in ((before, after), (after, before)):
                place = self.places.find(other)
                if (when := date(one)) and place is not None and place.known:
                    return [(Role.DATE, when), (Role.PLACE, place)]
        return []

    def _split(self, facts: Facts, text: str, *, plain: bool) -> str:
        """A title without the venue, the date and the authors told with it.

        ::

            told = [place ":"] title ["(" place | date | people ")"] [separator byline]

        The separated parts are only taken off if they are sure, and of a title that is set off as
        a whole only what is in brackets.
        """
        text = clean(text)
        if match := _LEADING_ROUND.match(text):
            if said := self._place_or_date(match[1], least=0.75):
                self._say(facts, *said)
                text = text[match.end() :]
        while match := _TRAILING_ROUND.search(text):
            said = self._place_or_date(match[1], least=0.75)
            if said is None:
                who = people(match[1])
                if who.sure < 0.85 or (len(who.names) < 2 and not who.more):
                    break
                said = Role.PEOPLE, who
            self._say(facts, *said)
            text = text[: match.start()]
        if not plain:
            return text
        rest, found = self._without_tail(text)
        if found and words(rest) >= 2:
            for what, value in found:
                self._say(facts, what, value)
            text = rest
        if match := re.match(r"([^:：]{4,40})[:：]\s+(?=\S)", text):
            if said := self._place_or_date(match[1], least=2):
                place = said[1]
                if not isinstance(place, Place) or place.when:
                    self._say(facts, *said)
                    text = text[match.end() :]
        text = self._split_people(facts, text)
        if match := _BARE_YEAR.search(text):
            facts.bare_year = int(match[1])
        return text

    def _split_people(self, facts: Facts, text: str) -> str:
        if facts.authors:
            return text
        for match in reversed(list(_BEFORE_NAMES.finditer(text))[-40:]):
            before, after = text[: match.start()], text[match.end() :]
            if words(before) < 2:
                break
            who = people(after)
            strong = match[0].strip() not in {","}
            if (strong and who.sure >= 0.85 and (len(who.names) > 1 or who.more)) or (
                who.more and who.sure >= 0.9 and len(who.names) <= 3
            ):
                facts.authors = who.names
                ending = match[0].strip()
                return before + (ending if ending in {"?", "!"} else "")
        if found := _names_first(text):
            facts.authors, text = found
            return text
        match = _SENTENCE.search(text)
        if match:
            who = people(text[: match.start()])
            if (
                who.sure >= 0.9
                and (len(who.names) > 1 or who.more)
                and words(text[match.end() :]) >= 3
            ):
                facts.authors = who.names
                return text[match.end() :]
        return text


def _one_name(found: list[tuple[Role, object]]) -> bool:
    return any(
        isinstance(said, People) and len(said.names) == 1 and not said.more for _, said in found
    )


def _may_be_words(separator: str, said: object) -> bool:
    """Whether a venue without a year may be words of a title: `…, radiology`, `… in robotics`."""
    return (
        isinstance(said, Place)
        and said.when is None
        and separator not in {".", "|"}
        and not re.search(r"[A-Z][A-Z]|(?i:rxiv)", said.name)
    )


_BETWEEN_NAMES = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s+&\s+)")


def _names_first(text: str) -> tuple[tuple[str, ...], str] | None:
    """Two names or more and the title after them, all parted by commas."""
    names: list[str] = []
    at = 0
    for match in _BETWEEN_NAMES.finditer(text):
        name = text[at : match.start()].strip()
        if len(name.split()) < 2 or persons.looks_like_name(name) < 1:
            break
        names.append(name)
        at = match.end()
    rest = text[at:]
    if len(names) < 2 or words(rest) < 3 or persons.looks_like_name(rest.split(",")[0]) == 1:
        return None
    return tuple(names), rest


def tidy(text: str) -> str:
    """A title or a name without what is around it."""
    text = clean(text)
    text = _LEADING.sub("", text).rstrip(_EDGES).strip()
    while len(text) > 1 and (text[0], text[-1]) in {
        ('"', '"'),
        ("“", "”"),
        ("'", "'"),
        ("«", "»"),
        ("`", "`"),
    }:
        text = text[1:-1].strip(_EDGES)
    for opened, closed in ("[]", "()"):
        if text.startswith(opened) and closed not in text:
            text = text[1:]
        elif text.endswith(closed) and opened not in text:
            text = text[:-1]
    text = text.rstrip(_EDGES)
    if (
        text.endswith(".")
        and not text.endswith("..")
        and not re.search(r"\b[A-Z]\.[A-Z]\.\Z", text)
    ):
        text = text[:-1].rstrip(_EDGES)
    if text.endswith(('"', "”")) and text.count('"') % 2 + text.count("”") - text.count("“") > 0:
        text = text[:-1].rstrip(_EDGES + ".")
    return text


def _is_person(one: Field) -> bool:
    """Whether a link is an author's name."""
    text = clean(persons.bared(one.text)).strip(_EDGES + ".")
    return (
        len(text.split()) in {2, 3, 4}
        and persons.looks_like_name(text) == 1
        and one.target is not None
        and not one.target.leads.is_paper
        and not is_label(one.text)
    )


def _last_label(text: str) -> str:
    """The label before a bare address: `code: https://…`."""
    match = re.search(r"([^\W\d_][\w -]{1,24}?)\s*[:：]\s*\Z", text)
    return match[1].split(",")[-1].strip() if match and is_label(match[1]) else ""


def _only_label(text: str) -> bool:
    """Whether a text only announces a link, or is one that leads nowhere: `Code:`, `Paper`."""
    parts: Iterator[str] = (
        part for part in re.split(r"[\[\]|/,;:·•()（）]+", text) if part.strip()
    )
    return len(text) <= 60 and all(is_label(part) for part in parts)
