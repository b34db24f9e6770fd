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
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from .addresses import Leads, Target, shield, target
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


_SPLIT = re.compile(
    r"(?P<open>[\[(（【])|(?P<close>[\])）】])|(?P<bar>[|｜])|(?P<url>https?://[^\s<>\[\]()（）|\"“”，。]+"
    r"(?:\([^\s()]*\)[^\s<>\[\]()（）|\"“”，。]*)*)"
)
_CLOSES = {"[": "]", "(": ")", "（": "）", "【": "】"}
_DEEPEST = 12
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


@dataclass(slots=True)
class _Group:
    """What is between brackets, or the whole."""

    opened: str
    line: int
    style: Style
    nodes: list[_Group | Mark] = field(default_factory=list)

    def flat(self) -> Iterator[Mark]:
        for node in self.nodes:
            if isinstance(node, _Group):
                yield from node.flat()
            else:
                yield node

    def text(self) -> str:
        parts = []
        for node in self.nodes:
            if isinstance(node, _Group):
                parts.append(f"{node.opened}{node.text()}{_CLOSES[node.opened]}")
            else:
                parts.append(node.text if node.what is What.TEXT else " ")
        return "".join(parts)

    def style_within(self) -> Style:
        said = (mark.style for mark in self.flat() if mark.what is What.TEXT and mark.text.strip())
        return next(said, self.style)


class _Grouper:
    """Tells brackets from text; those without a partner stay text."""

    def __init__(self) -> None:
        self.root = _Group("", 0, Style.PLAIN)
        self._stack = [self.root]

    def add(self, mark: Mark) -> None:
        """Add the next mark."""
        if mark.what is not What.TEXT:
            if mark.what is What.BREAK:
                self.unwind(1)
            self._stack[-1].nodes.append(mark)
            return
        at = 0
        for match in _SPLIT.finditer(mark.text):
            self._put(mark.text[at : match.start()], mark)
            at = match.end()
            if match["open"]:
                self._open(match[0], mark)
            elif match["close"]:
                self._close(match[0], mark)
            elif match["bar"] and mark.style:
                self._put(match[0], mark)  # within what is set off as one
            elif match["bar"]:
                self._stack[-1].nodes.append(Mark(What.TAG, "|", line=mark.line))
            else:
                url = match[0].rstrip(".,;:*'")
                at -= len(match[0]) - len(url)
                self._stack[-1].nodes.append(Mark(What.LINK, "", mark.style, url, mark.line))
        self._put(mark.text[at:], mark)

    def unwind(self, depth: int) -> None:
        """Make text of brackets that are never closed."""
        while len(self._stack) > depth:
            group = self._stack.pop()
            nodes = self._stack[-1].nodes
            nodes.append(Mark(What.TEXT, group.opened, group.style, line=group.line))
            nodes += group.nodes

    def _put(self, text: str, mark: Mark) -> None:
        nodes = self._stack[-1].nodes
        last = nodes[-1] if nodes else None
        if isinstance(last, Mark) and last.what is What.TEXT and last.style == mark.style:
            last.text += text
        elif text:
            nodes.append(Mark(What.TEXT, text, mark.style, line=mark.line))

    def _open(self, bracket: str, mark: Mark) -> None:
        if len(self._stack) < _DEEPEST:
            self._stack.append(_Group(bracket, mark.line, mark.style))
        else:
            self._put(bracket, mark)

    def _close(self, bracket: str, mark: Mark) -> None:
        for depth in range(len(self._stack) - 1, 0, -1):
            if _CLOSES[self._stack[depth].opened] == bracket:
                self.unwind(depth + 1)
                group = self._stack.pop()
                self._stack[-1].nodes.append(group)
                return
        self._put(bracket, mark)


def _grouped(pieces: list[Mark]) -> _Group:
    grouper = _Grouper()
    for mark in pieces:
        grouper.add(mark)
    grouper.unwind(1)
    return grouper.root


def _is_blank(node: _Group | Mark) -> bool:
    return isinstance(node, Mark) and node.what is What.TEXT and not node.text.strip()


class _Cutter:
    """Makes fields."""

    def __init__(self, stands_alone: Callable[[str], bool], row: int) -> None:
        self.fields: list[Field] = []
        self.row = row
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
            row=self.row,
            soft=soft,
            glued=glued and bool(self.fields),
        )

    def cut(self, group: _Group) -> None:
        """Add what is in brackets, or the whole."""
        nodes = group.nodes
        for at, node in enumerate(nodes):
            if isinstance(node, _Group):
                behind = (other for other in nodes[at + 1 : at + 3] if not _is_blank(other))
                after = next(behind, None)
                self._brackets(node, after)
            else:
                self._mark(node)

    def _brackets(self, group: _Group, after: _Group | Mark | None) -> None:
        text = group.text()
        linked = [mark for mark in group.flat() if mark.what in {What.LINK, What.IMAGE}]
        if linked:
            self._linked(group, linked[0], text)
            return
        self.flush_label()
        address_follows = isinstance(after, _Group) and any(
            mark.what is What.LINK and not mark.text for mark in after.flat()
        )
        if group.opened == "[" and address_follows:
            self._label = text  # `[code] (https://…)`: meant as a link
            return
        run, whole = self._run, f"{group.opened}{text}{_CLOSES[group.opened]}"
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

    def _linked(self, group: _Group, first: Mark, text: str) -> None:
        """Add brackets with links in them; the brackets are dropped."""
        if self._label and not first.text and _EMPTY.fullmatch(text):
            label, self._label = self._label, ""
            self._mark(replace(first, text=label))
            return
        self.flush_label()
        self.close()
        self.cut(group)
        self.close()

    def _alone(self, group: _Group, text: str) -> None:
        """Add brackets as a field of their own."""
        self.close()
        if not _EMPTY.fullmatch(text):
            opened = "[" if group.opened in "[【" else "("
            style = group.style_within()
            one = Field(Is.TEXT, text, style, opened, group.line, self.row, soft=self._soft)
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
                self.row += 1
            case What.LINK:
                self._link(mark)
            case What.IMAGE if text := _keyword(mark):
                self.close()
                self.fields.append(Field(Is.BADGE, text, line=mark.line, row=self.row))
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
        found = Field(Is.LINK, mark.text, mark.style, line=mark.line, row=self.row)
        found.target, found.badge = target(mark.url), mark.badge
        found.soft, self._soft = self._soft, False
        self.fields.append(found)


def _is_within(before: str, text: str, after: _Group | Mark | None) -> bool:
    """Whether a year in brackets is in the midst of a title: `The Challenge (2017): Reading`."""
    if not isinstance(after, Mark) or after.what is not What.TEXT or not before.strip():
        return False
    match = _AFTER_COLON.match(after.text)
    return bool(match and date(text) and people(match[1]).sure < _NAMES)


def _is_part_of_word(group: _Group, text: str, after: _Group | Mark | None) -> bool:
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


def cut(pieces: list[Mark], stands_alone: Callable[[str], bool], row: int = 0) -> list[Field]:
    """Cut marks into fields.

    :param stands_alone: whether a text in brackets is a field of its own, and no part of the
        text around it.
    :param row: number of the first line.
    """
    cutter = _Cutter(stands_alone, row)
    cutter.cut(_grouped(pieces))
    cutter.flush_label()
    cutter.close()
    return cutter.fields
