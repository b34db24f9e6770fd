"""From marks to groups: what is in brackets, apart from what is around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from ....core.text import clean
from ..document.outline import Form, Item, Mark, Style, What
from ..weights import _NAMES, BRACKET_LEVELS
from ..words import authors as persons
from ..words.authors import looks_like_name, people
from ..words.bylines import Bylines
from ..words.dates import date
from ..words.fragments import EDGES
from ..words.link_kinds import Leads, Target, is_label, labelled, shield, target

_SPLIT = re.compile(
    r"(?P<open>[\[(（【])|(?P<close>[\])）】])|(?P<bar>[|｜])|(?P<url>https?://[^\s<>\[\]()（）|\"“”，。]+"
    r"(?:\([^\s()]*\)[^\s<>\[\]()（）|\"“”，。]*)*)"
)

_CLOSES = {"[": "]", "(": ")", "（": "）", "【": "】"}


@dataclass(slots=True)
class Group:
    """What is between brackets, or the whole."""

    opened: str
    """The bracket that opens it; "" of the whole."""
    line: int
    style: Style
    nodes: list[Group | Mark] = field(default_factory=list)

    def flat(self) -> Iterator[Mark]:
        """The marks in it, of groups in it too."""
        for node in self.nodes:
            if isinstance(node, Group):
                yield from node.flat()
            else:
                yield node

    def text(self) -> str:
        """Its text, without the brackets around it."""
        parts = []
        for node in self.nodes:
            if isinstance(node, Group):
                parts.append(node.whole())
            else:
                parts.append(node.text if node.what is What.TEXT else " ")
        return "".join(parts)

    def whole(self) -> str:
        """Its text with the brackets around it."""
        return f"{self.opened}{self.text()}{_CLOSES[self.opened]}"

    def style_within(self) -> Style:
        """The style of the first word in it."""
        said = (mark.style for mark in self.flat() if mark.what is What.TEXT and mark.text.strip())
        return next(said, self.style)


class _Grouper:
    """Tells brackets from text; those without a partner stay text."""

    def __init__(self) -> None:
        self.root = Group("", 0, Style.PLAIN)
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
        if len(self._stack) < BRACKET_LEVELS:
            self._stack.append(Group(bracket, mark.line, mark.style))
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


def grouped(pieces: list[Mark]) -> Group:
    """Marks with what is in brackets apart; a bar outside of styled text is a tag `|`."""
    grouper = _Grouper()
    for mark in pieces:
        grouper.add(mark)
    grouper.unwind(1)
    return grouper.root


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


def fields_of(item: Item, bylines: Bylines) -> list[Field]:
    """The fields of an item and of what is nested in it."""
    if item.form is Form.ROW:
        found: list[Field] = []
        for number, cell in enumerate(item.cells):
            for one in cut(cell, bylines.stands_alone):
                one.row = number
                found.append(one)
        return _joined(found, bylines)
    pieces: list[Mark] = []
    for one_item in item.walk():
        if pieces:
            pieces.append(Mark(What.BREAK, line=one_item.start))
        pieces += one_item.marks
    return _joined(cut(pieces, bylines.stands_alone), bylines)


def _joined(fields: list[Field], bylines: Bylines) -> list[Field]:
    """Fields without the ends of source lines that only wrap a text."""
    found: list[Field] = []
    for one in _with_linked_names(fields):
        last = found[-1] if found else None
        if (
            last is not None
            and one.soft
            and last.what is Is.TEXT is one.what
            and last.style == one.style
            and last.row == one.row
            and not one.bracket
            and not last.bracket
            and _goes_on(last.text, one.text, bylines)
        ):
            last.text = f"{last.text} {one.text}"
        else:
            found.append(one)
    return found


def _with_linked_names(fields: list[Field]) -> list[Field]:
    """Fields with names that link to their bearers made text, as the names beside them."""
    found: list[Field] = []
    linked = False
    for one in fields:
        last = found[-1] if found else None
        if last is None or last.row != one.row or last.what is not Is.TEXT:
            linked, last = False, None
        named = one.what is Is.LINK and is_person(one)
        if named and last is not None and (linked or _ends_with_names(last)):
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


def _ends_with_names(one: Field) -> bool:
    return bool(one.style & Style.ITALIC) and people(one.text).sure >= 0.55


def _goes_on(before: str, after: str, bylines: Bylines) -> bool:
    before = before.rstrip()
    if before.endswith((",", "，", " and", "-", ":", "&")):
        return True
    if labelled(after):
        return False
    # A name says less than a sentence: authors below a title are no part of it.
    return not (bylines.is_sure(after) or before.endswith((".", "?", "!")))


def is_person(one: Field) -> bool:
    """Whether a link is an author's name."""
    if one.target is None or one.target.leads.is_paper or is_label(one.text):
        return False
    text = clean(persons.bared(one.text)).strip(EDGES + ".")
    return len(text.split()) in {2, 3, 4} and looks_like_name(text) == 1
