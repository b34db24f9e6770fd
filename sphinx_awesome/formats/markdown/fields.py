"""From the marks of an item to its fields: the pieces that its own punctuation sets apart.

::

    field   = "[" text "]" | "(" text ")"    where nothing else is in the brackets
            | a link                         its brackets aside: "[[pdf](u)]", "([code](u))"
            | a badge
            | quoted text, if a separator or an edge is on both sides of it
            | text of one style, as far as a line break, a bar or a link
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from .addresses import Leads, Target, shield, target
from .brackets import Group, grouped
from .dates import date
from .labelled import labelled
from .marks import Mark, Style, What
from .people import people


class Is(Enum):
    """What a field is."""

    TEXT = "text"
    LINK = "link"
    BADGE = "badge"


@dataclass(slots=True)
class Field:
    """A piece of an item."""

    what: Is
    text: str
    style: Style = Style.PLAIN
    bracket: str = ""
    """`[` or `(` if it fills brackets, `"` if it is quoted."""
    line: int = 0
    """Source line, counted from 0."""
    row: int = 0
    """Line on the page within the item; of a row of a table, the number of the cell."""
    target: Target | None = None
    badge: str = ""
    soft: bool = False
    """Whether it begins a source line within a line of the page."""
    glued: bool = False
    """Whether it goes on without a separator where another style ends."""


def colon_between(one: Field, after: Field) -> bool:
    """Whether a colon stands between two fields that follow on each other."""
    return one.text.rstrip().endswith((":", "：")) or after.text.lstrip().startswith((":", "："))


_QUOTED = re.compile(r"[\"“]([^\"“”]{12,})[\"”]")
_BEFORE_QUOTE = re.compile(r"(?:^|[,.:;)\]}-])\s*\Z")
_AFTER_QUOTE = re.compile(r"\s*(?:\Z|[,.;(|\[–—-])")
_ENDED = re.compile(r"[.,?!]\s*\Z")
_SEPARATES = re.compile(r"[\s\"“”]*[,.:;|–—)\]]|[\s\"“”]*-\s")
_ENDS = re.compile(r"(?:[,.:;?!|–—(\[\"”]|\s-)\s*\Z")
_AFTER_COLON = re.compile(r"\s*[:：]\s*((?:[^\W\d_][\w'’-]*\s+){2}.*)", re.DOTALL)
_NAMES = 0.6
_PREFIX = re.compile(r"(?i:re|un|non|de|pre|in|im|dis|self|multi|semi|co|ir|over|under)-?")
# Tokens of language models, of which some titles tell.
_TOKENS = frozenset({"CLS", "SEP", "MASK", "UNK", "EOS", "BOS", "PAD"})
_EMPTY = re.compile(r"[\s,.;:|/&+•·\\–—_*~<>-]*(?:(?:and|or)[\s,]*)?")


def _is_blank(node: Group | Mark) -> bool:
    return isinstance(node, Mark) and node.what is What.TEXT and not node.text.strip()


class _Cutter:
    """Makes fields."""

    def __init__(self, stands_alone: Callable[[str], bool]) -> None:
        self.fields: list[Field] = []
        self._row = 0
        self._run: Field | None = None
        self._soft = False
        self._stands_alone = stands_alone
        self._label = ""

    def close(self) -> None:
        run, self._run = self._run, None
        if run is not None and not _EMPTY.fullmatch(run.text):
            self.fields += _quoted(run)

    def add(self, text: str, style: Style, line: int) -> None:
        """More text."""
        if self._run is not None and self._run.style == style and not self._soft:
            self._run.text += text
            return
        before = self._run
        glued = bool(
            before is not None
            and not self._soft
            and before.text.strip()
            and text.strip()
            and not _SEPARATES.match(text)
            and not _ENDS.search(before.text)
        )
        self.close()
        soft, self._soft = self._soft, False
        self._run = Field(
            Is.TEXT,
            text,
            style,
            line=line,
            row=self._row,
            soft=soft,
            glued=glued and bool(self.fields),
        )

    def cut(self, group: Group) -> None:
        """Add what is in brackets, or the whole."""
        nodes = group.nodes
        for at, node in enumerate(nodes):
            if isinstance(node, Group):
                behind = (other for other in nodes[at + 1 : at + 3] if not _is_blank(other))
                after = next(behind, None)
                self._brackets(node, after)
            else:
                self._mark(node)

    def _brackets(self, group: Group, after: Group | Mark | None) -> None:
        text = group.text()
        linked = [mark for mark in group.flat() if mark.what in {What.LINK, What.IMAGE}]
        if linked:
            self._linked(group, linked[0], text)
            return
        self.flush_label()
        address_follows = isinstance(after, Group) and any(
            mark.what is What.LINK and not mark.text for mark in after.flat()
        )
        if group.opened == "[" and address_follows:
            self._label = text  # `[code] (https://…)`: meant as a link
            return
        run, whole = self._run, group.whole()
        if run is not None and (labelled(run.text) or _is_within(run.text, text, after)):
            run.text += whole
        elif run is None and _is_part_of_word(group, text, after):
            self.add(whole, group.style_within(), group.line)
        elif (
            run is None
            or not run.text.strip()
            or _ENDS.search(run.text)
            or self._stands_alone(text)
            or (group.opened == "[" and after is None)
        ):
            self._alone(group, text)
        else:
            self.add(whole, run.style, group.line)

    def _linked(self, group: Group, first: Mark, text: str) -> None:
        """Add brackets with links in them; the brackets are dropped."""
        if self._label and not first.text and _EMPTY.fullmatch(text):
            label, self._label = self._label, ""
            self._mark(replace(first, text=label))
            return
        self.flush_label()
        self.close()
        self.cut(group)
        self.close()

    def _alone(self, group: Group, text: str) -> None:
        """Add brackets as a field of their own."""
        self.close()
        if not _EMPTY.fullmatch(text):
            opened = "[" if group.opened in "[【" else "("
            style = group.style_within()
            one = Field(Is.TEXT, text, style, opened, group.line, self._row, soft=self._soft)
            self.fields.append(one)
            self._soft = False

    def flush_label(self) -> None:
        """Make text of a label that no address follows."""
        if self._label:
            label, self._label = self._label, ""
            self.add(f"[{label}]", Style.PLAIN, 0)

    def _mark(self, mark: Mark) -> None:
        if mark.what is not What.TEXT or mark.text.strip():
            self.flush_label()
        match mark.what:
            case What.TEXT:
                self.add(mark.text, mark.style, mark.line)
            case What.SOFT:
                self._end_of_line(mark)
            case What.BREAK:
                self.close()
                self._row += 1
            case What.LINK:
                self._link(mark)
            case What.IMAGE if text := _keyword(mark):
                self.close()
                self.fields.append(Field(Is.BADGE, text, line=mark.line, row=self._row))
            case What.TAG if mark.text == "/summary" and self._run is not None:
                self._run.text += ": "
            case What.TAG:
                self.close()
            case _:
                pass  # a picture that says nothing

    def _end_of_line(self, mark: Mark) -> None:
        if mark.style and self._run is not None and self._run.style == mark.style:
            self._run.text += " "  # within what is set off as one
        else:
            self._soft = True

    def _link(self, mark: Mark) -> None:
        self.close()
        found = Field(Is.LINK, mark.text, mark.style, line=mark.line, row=self._row)
        found.target, found.badge = target(mark.url), mark.badge
        found.soft, self._soft = self._soft, False
        self.fields.append(found)


def _is_within(before: str, text: str, after: Group | Mark | None) -> bool:
    """Whether a year in brackets is in the midst of a title: `The Challenge (2017): Reading`."""
    if not isinstance(after, Mark) or after.what is not What.TEXT or not before.strip():
        return False
    match = _AFTER_COLON.match(after.text)
    return bool(match and date(text) and people(match[1]).sure < _NAMES)


def _is_part_of_word(group: Group, text: str, after: Group | Mark | None) -> bool:
    """Whether brackets begin a title: `(Re)Reading Lists`, `[CLS] Tokens`."""
    if not isinstance(after, Mark) or after.what is not What.TEXT:
        return False
    if group.opened == "[":
        return text in _TOKENS
    return bool(_PREFIX.fullmatch(text)) and after.text.lstrip()[:1].isalpha()


def _keyword(mark: Mark) -> str:
    """What a badge that leads nowhere says, if it says a word about the paper."""
    found = target(mark.url)
    return shield(mark.url) if found.leads is Leads.BADGE and "/badge/" in mark.url else ""


def _quoted(run: Field) -> list[Field]:
    """A run of text cut at what is quoted in it."""
    match = _QUOTED.search(run.text)
    if match is None:
        return [run]
    before, after = run.text[: match.start()], run.text[match.end() :]
    ends = _AFTER_QUOTE.match(after) or _ENDED.search(match[1])
    if not _BEFORE_QUOTE.search(before) or not ends:
        return [run]
    parts = [(before, ""), (match[1], '"'), (after, "")]
    return [
        Field(Is.TEXT, text, run.style, bracket, run.line, run.row, soft=run.soft and not number)
        for number, (text, bracket) in enumerate(parts)
        if not _EMPTY.fullmatch(text)
    ]


def cut(pieces: list[Mark], stands_alone: Callable[[str], bool]) -> list[Field]:
    """Cut marks into fields.

    :param stands_alone: whether a text in brackets is a field of its own, and no part of the
        text around it.
    """
    cutter = _Cutter(stands_alone)
    cutter.cut(grouped(pieces))
    cutter.flush_label()
    cutter.close()
    return cutter.fields
