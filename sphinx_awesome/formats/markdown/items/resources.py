"""Read what an item says of something that is no paper: a tool, a data set, a course.

It owns the form of such an item: a name with a link, or a name and links behind it, then what is
said about it. Whether the item is one, and of which type it is, is decided later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ....core.text import clean, fold
from ....core.urls import is_pdf
from .. import weights
from ..document.outline import Item, ItemForm, Style
from ..words.authors import Authors
from ..words.dates import Date
from ..words.fragments import EDGES, count_words, is_nothing, tidy
from ..words.link_kinds import (
    NO_LABEL,
    ClassifiedUrl,
    UrlKind,
    is_label,
    is_material,
    link_label_of,
)
from ..words.names import is_full_name
from .extraction import Interpretation, heed_topics
from .link_labels import label_of_link, tell_links_apart
from .segments import Segment, SegmentType
from .titles import TitleCandidate


@dataclass(slots=True)
class NamedResource:
    """The name in an item, and where it stands."""

    name: str
    first: int
    last: int
    """The first and the last segment of the name."""
    rest: str = ""
    """What stands behind the name in its last segment."""
    target: ClassifiedUrl | None = None
    """Where the name leads to, if it is a link."""
    when: Date | None = None
    """Of a date before the name."""
    is_set_off: bool = False
    """Whether it is bold or quoted."""
    is_described: bool = False
    """Whether a dash or a colon parts the name from what is said about it."""


# What parts a name from what is said about it.
_PARTS = re.compile(r"\s*(?:[:：]|\s[-–—|]|^[-–—|])(?:\s+|\Z)|\s*[：—]\s*")

_BEGINS_PARTED = re.compile(r"\s*(?:[:：–—]|-{1,3}(?=\s)|[,.]\s+-\s)")

_IN_BRACKETS = re.compile(r"\A\[([^\[\]]*)\]\Z")

_BEFORE_SIGN = re.compile(r"\s+([,.;:!?)\]，。；：])")

_LEADING = " \t\n-–—:：,，.;|·"

_BRACKETS = {"(": ("(", ")"), "[": ("[", "]"), '"': ('"', '"')}


def named_resource(item: Item, fields: Sequence[Segment]) -> NamedResource | None:
    """Find what an item names, or None if it begins with something else."""
    when: Date | None = None
    row = _name_cell(item, fields) if item.form is ItemForm.ROW else -1
    for at, one in enumerate(fields):
        if row >= 0 and one.row != row:
            continue
        if one.what is SegmentType.TEXT and one.annotation.date:
            when = one.annotation.date
            continue
        if one.what is SegmentType.BADGE or _says_nothing(one):
            continue
        if one.what is SegmentType.TEXT and one.bracket and _is_keyword(one):
            continue
        resource = (
            _linked(at, one, fields) if one.what is SegmentType.LINK else _worded(at, one, fields)
        )
        if resource is None:
            return None
        resource.when = when
        return _with_set_off(resource, fields)
    return None


def is_linked_resource(item: Item, fields: Sequence[Segment]) -> bool:
    """Return whether an item begins with a name that is a link, and not to a paper."""
    named = named_resource(item, fields)
    if named is None or named.target is None or named.target.leads.is_paper:
        return False
    return not is_material(named.name) and not named.name.isdigit()


def _name_cell(item: Item, fields: Sequence[Segment]) -> int:
    """Return the cell of a row that holds the name: by the heads of the columns, or the first."""
    named = [cell for cell, column in enumerate(item.columns) if column.role in {"name", "title"}]
    rows = [one.row for one in fields if not _says_nothing(one) and not one.annotation.date]
    return next((cell for cell in named if cell in rows), rows[0] if rows else 0)


def _says_nothing(one: Segment) -> bool:
    """Return whether it is a number, a sign or a picture before a name."""
    if one.what is SegmentType.LINK:
        return bool(one.badge) or (one.target is not None and one.target.leads is UrlKind.BADGE)
    return not re.search(r"[^\W\d_]", one.text)


def _is_keyword(one: Segment) -> bool:
    return count_words(one.text) <= weights.KEYWORD_WORDS


def _linked(at: int, one: Segment, fields: Sequence[Segment]) -> NamedResource | None:
    """Return the name that a link is; None if the link says what is there and names nothing."""
    target, label = one.target, one.label
    is_paper = target is not None and target.leads.is_paper  # `[arXiv](u)` is none by that name
    if (
        target is None
        or not target.is_absolute
        or (label.is_known and (is_paper or not label.is_name))
    ):
        return None
    is_described = at + 1 < len(fields) and _is_parted(fields[at + 1])
    if label.says_what and not (label.is_name or is_described):
        return None
    name = _IN_BRACKETS.sub(r"\1", tidy(one.text))
    if name.startswith(("http://", "https://", "@")) or not name:
        return None
    return NamedResource(name, at, at, target=target, is_set_off=bool(one.style & Style.BOLD))


def _worded(at: int, one: Segment, fields: Sequence[Segment]) -> NamedResource | None:
    """Return the name that a text begins with: bold, or before a dash, a colon or links."""
    text, is_set_off = one.text, bool(one.style & Style.BOLD or one.bracket == '"')
    parted = None if is_set_off else _PARTS.search(text)
    name = tidy(text[: parted.start()] if parted else text.rstrip(" :："))
    rest = text[parted.end() :] if parted else ""
    after = fields[at + 1] if at + 1 < len(fields) else None
    is_described = parted is not None or (after is not None and _is_parted(after))
    is_described |= text.rstrip().endswith((":", "："))
    most = weights.TITLE_WORDS if is_set_off else weights.RESOURCE_NAME_WORDS
    is_short = 0 < count_words(name) <= most
    in_line = after is not None and after.row == one.row
    is_alone = not rest and (after is None or (in_line and not (is_set_off or _announces(after))))
    if not is_short or is_alone or is_label(name) or one.bracket == "(":
        return None
    return NamedResource(name, at, at, rest, is_set_off=is_set_off, is_described=is_described)


def _announces(after: Segment) -> bool:
    """Return whether what follows a bare name is a link that says what is there, or an address."""
    if after.what is not SegmentType.LINK:
        return bool(after.bracket or after.style)
    return after.label.says_what or not after.text.strip() or after.text.startswith("http")


def _is_parted(after: Segment) -> bool:
    return after.what is SegmentType.TEXT and bool(_BEGINS_PARTED.match(after.text))


def _with_set_off(named: NamedResource, fields: Sequence[Segment]) -> NamedResource:
    """Return a linked name with the bold words that go on with it: `[CS 61](u) **Compilers**`."""
    after = fields[named.last + 1] if named.last + 1 < len(fields) else None
    if named.target is None or after is None or after.row != fields[named.last].row:
        return named
    if after.what is SegmentType.TEXT and after.style & Style.BOLD and not after.bracket:
        set_off = tidy(after.text)
        if count_words(set_off) <= weights.RESOURCE_NAME_WORDS:
            return replace(named, name=f"{named.name} {set_off}", last=named.last + 1)
    return replace(named, is_described=_is_parted(after))


@dataclass(slots=True)
class _Description:
    """A description that is put together of pieces."""

    lines: list[str] = field(default_factory=list)
    row: int = -1

    def add(self, text: str, row: int) -> None:
        """Add a piece of text: to the line that it stands on, or as the next line."""
        if row == self.row and self.lines:
            self.lines[-1] += f" {text}"
        else:
            self.lines.append(text)
        self.row = row

    def notes(self) -> list[str]:
        """Return the lines, without what stands around them."""
        texts = (_BEFORE_SIGN.sub(r"\1", clean(line)).strip(_LEADING) for line in self.lines)
        return [text for text in texts if re.search(r"\w", text)]


def interpret_resource(
    item: Item, fields: Sequence[Segment], named: NamedResource
) -> Interpretation:
    """Read an item as a resource: its name, links, tags, and what is said about it."""
    chosen = fields[named.first]
    candidate = TitleCandidate(named.first, named.last, chosen.annotation, "", 0)
    facts = Interpretation(named.name, candidate, when=named.when)
    if named.target is not None:
        facts.links.append((_own_label(named.target), named.target, chosen))
    chips = set(_chips(fields, named.last))
    description = _Description()
    if named.rest:
        description.add(named.rest, chosen.row)
    for at, one in enumerate(fields):
        if named.first <= at <= named.last or (at < named.first and item.form is not ItemForm.ROW):
            _add_before(facts, one, is_name=named.first <= at <= named.last)
        elif one.what is SegmentType.LINK:
            _add_link(facts, description, item, fields, at)
        elif one.what is SegmentType.TEXT and not item.head(one.row) and one.annotation.date:
            facts.when = facts.when or one.annotation.date
        elif one.what is SegmentType.BADGE or at in chips or _is_tag(fields, at, named):
            facts.tags.append(clean(one.text))
        elif item.head(one.row):
            _add_cell(facts, description, one, item)
        else:
            _add_text(description, one)
    tell_links_apart(facts.links, fields)
    _add_dates(facts, chosen, item)
    notes = [note for note in description.notes() if fold(note) != fold(named.name)]
    facts.notes = [*notes, *facts.notes]
    return facts


def _chips(fields: Sequence[Segment], last: int) -> Iterator[int]:
    """Yield the segments in code that end an item: its licence and its language."""
    for at in range(len(fields) - 1, last, -1):
        one = fields[at]
        if one.row != fields[last].row:
            continue
        if one.what is SegmentType.TEXT and one.style & Style.CODE:
            yield at
        elif one.what is SegmentType.TEXT and re.search(r"\w", one.text):
            return  # code amid a sentence


def _is_tag(fields: Sequence[Segment], at: int, named: NamedResource) -> bool:
    """Return whether it is a keyword in brackets between a name and what it does: `X (Go)`.

    Capitals alone are the name once more: `Owl Language Kit (OLK)`.
    """
    one, is_next = fields[at], at == named.last + 1 < len(fields) - 1
    return (
        is_next
        and one.what is SegmentType.TEXT
        and one.bracket == "("
        and not one.text.isupper()
        and not one.annotation.date
        and _is_keyword(one)
        and _is_parted(fields[at + 1])
    )


def _add_dates(facts: Interpretation, named: Segment, item: Item) -> None:
    """Add what the bullets above an item are about, and the year of a volume that it names.

    No venue is its own: `NIPS2015 Papers` are data.
    """
    heed_topics(facts, item.topics, named.annotate)
    volumes = (facts.place, named.annotation.likely_venue)
    facts.place = None
    dates = (place.when for place in volumes if place and place.known and place.when)
    facts.when = facts.when or next(dates, None)


def _own_label(target: ClassifiedUrl) -> str:
    return "paper" if target.leads.is_paper else link_label_of(NO_LABEL, target)


def _add_before(facts: Interpretation, one: Segment, *, is_name: bool) -> None:
    """Add what stands before the name: keywords in brackets, and links of pictures."""
    if is_name:
        return
    if one.what is SegmentType.TEXT and one.bracket and not one.annotation.date:
        place = one.annotation.likely_venue
        if place is not None and place.when:
            facts.when = facts.when or place.when
        else:
            facts.tags.append(tidy(one.text))


def _add_link(
    facts: Interpretation, description: _Description, item: Item, fields: Sequence[Segment], at: int
) -> None:
    """Add a link, and its text to what is said if the sentence needs it."""
    one = fields[at]
    target = one.target
    if target is None or target.leads is UrlKind.BADGE:
        return
    before = fields[at - 1] if at and fields[at - 1].row == one.row else None
    label = label_of_link(item, one, before)
    is_address = one.text.startswith("http") or not one.text.strip()
    is_words = not (label.says_what or is_address or one.badge)
    is_paper = label.word in {"paper", "papers"} or (
        is_words
        and target.leads.is_paper
        and not (target.leads is UrlKind.PAPER and is_pdf(target.url))
    )
    if is_words and (is_paper or _goes_on(before)):
        description.add(one.text, one.row)
    shown = link_label_of(label, target, one.badge)
    if is_paper or (target.leads.is_paper and shown == "link"):
        shown = "paper"
    facts.links.append((shown, target, one))


def _goes_on(before: Segment | None) -> bool:
    """Return whether the sentence before a link goes on with it."""
    if before is None or before.what is not SegmentType.TEXT:
        return False
    return not re.search(r"[.!?:：。;]\s*\Z|[-–—|]\s*\Z", before.text)


def _add_cell(facts: Interpretation, description: _Description, one: Segment, item: Item) -> None:
    """Add a text of a column, by what the head of that says."""
    text, role = one.annotation.text, item.role(one.row)
    if is_nothing(text):
        return
    if role in {"date", "venue"} and (when := _date_of(one)):
        facts.when = facts.when or when
    elif role == "tags":
        facts.tags += filter(None, (clean(tag) for tag in re.split(r"[;,；，]\s*", text)))
    elif role == "authors" and one.annotation.authors.names:
        facts.authors = one.annotation.authors.authors
    elif role in {"field", ""}:
        facts.add_field(item.head(one.row), text)
    elif role != "link" or not is_label(text):
        _add_text(description, one)


def _date_of(one: Segment) -> Date | None:
    venue = one.annotation.likely_venue
    return one.annotation.date or (venue.when if venue else None)


def _add_text(description: _Description, one: Segment) -> None:
    opened, closed = _BRACKETS.get(one.bracket, ("", ""))
    description.add(f"{opened}{one.text.strip() if opened else one.text}{closed}", one.row)


def take_authors(
    facts: Interpretation, fields: Sequence[Segment], *, is_usual: bool = False
) -> None:
    """Take the authors and the date, if a line says nothing else: `by Ann Lee and Bo Ito, 2016`.

    :param is_usual: whether things of its type have authors, as a rule: a single name is one then.
    """
    if not facts.notes:
        return
    annotation = fields[facts.candidate.first].annotate(facts.notes[0].strip(EDGES))
    statements = annotation.statements()
    by = facts.notes[0].lower().startswith("by ")
    names = [one for one in statements if isinstance(one, Authors)]
    is_certain = any(
        by
        or (is_usual and all(map(is_full_name, one.names)))
        or one.more
        or (one.several and one.confidence >= weights.CERTAIN_AUTHORS_CONFIDENCE)
        for one in names
    )
    dates = [one for one in statements if isinstance(one, Date)]
    if len(names) + len(dates) < len(statements) or not (is_certain or (dates and not names)):
        return
    facts.notes = facts.notes[1:]
    for statement in statements:
        facts.add(statement)
