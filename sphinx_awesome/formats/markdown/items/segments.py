"""The segments of an item: what separators, brackets and quotes set apart.

Each segment carries the annotation of its text: what it may be, found once for all later rooms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TypeAlias

from ....core.text import clean
from .. import weights
from ..document.outline import InlineNode, Item, NodeType, Style
from ..words import authors as persons
from ..words.annotations import Annotation
from ..words.authors import Authors, read_authors
from ..words.dates import date
from ..words.fragments import EDGES, WORDLESS, count_words
from ..words.link_kinds import NO_LABEL, ClassifiedUrl, LinkLabel, UrlKind, badge_says, split_label
from ..words.names import is_full_name, name_likelihood
from ..words.once import LazyFacts

Annotate: TypeAlias = Callable[[str], Annotation]
"""Annotates a text, with the venues that are known."""

_SPLIT = re.compile(
    r"(?P<open>[\[(（【])|(?P<close>[\])）】])|(?P<bar>[|｜])|(?P<url>https?://[^\s<>\[\]()（）|\"“”，。]+"
    r"(?:\([^\s()]*\)[^\s<>\[\]()（）|\"“”，。]*)*)"
)

_CLOSES = {"[": "]", "(": ")", "（": "）", "【": "】"}


@dataclass(slots=True)
class Bracketed:
    """The content of brackets, or of the complete item."""

    opened: str
    """The bracket that opens it; "" of the whole."""
    line: int
    style: Style
    nodes: list[Bracketed | InlineNode] = field(default_factory=list)

    def flat(self) -> Iterator[InlineNode]:
        """The marks in it, of groups in it too."""
        for node in self.nodes:
            if isinstance(node, Bracketed):
                yield from node.flat()
            else:
                yield node

    def text(self) -> str:
        """Its text, without the brackets around it."""
        parts = []
        for node in self.nodes:
            if isinstance(node, Bracketed):
                parts.append(node.full_text())
            else:
                parts.append(node.text if node.what is NodeType.TEXT else " ")
        return "".join(parts)

    def full_text(self) -> str:
        """Its text with the brackets around it."""
        return f"{self.opened}{self.text()}{_CLOSES[self.opened]}"

    def style_within(self) -> Style:
        """The style of the first word in it."""
        styles = (
            mark.style for mark in self.flat() if mark.what is NodeType.TEXT and mark.text.strip()
        )
        return next(styles, self.style)


class _Grouper:
    """Tells brackets from text; those without a partner stay text."""

    def __init__(self, *, in_cell: bool) -> None:
        self._in_cell = in_cell
        self.root = Bracketed("", 0, Style.PLAIN)
        self._stack = [self.root]

    def add(self, mark: InlineNode) -> None:
        """Add the next mark."""
        if mark.what is not NodeType.TEXT:
            if mark.what is NodeType.BREAK:
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
            elif match["bar"] and (self._in_cell or mark.style or _is_letter(match)):
                self._put(match[0], mark)
            elif match["bar"]:
                self._stack[-1].nodes.append(InlineNode(NodeType.TAG, "|", line=mark.line))
            else:
                url = match[0].rstrip(".,;:*'")
                at -= len(match[0]) - len(url)
                self._stack[-1].nodes.append(
                    InlineNode(NodeType.LINK, "", mark.style, url, mark.line)
                )
        self._put(mark.text[at:], mark)

    def unwind(self, depth: int) -> None:
        """Make text of brackets that are never closed."""
        while len(self._stack) > depth:
            group = self._stack.pop()
            nodes = self._stack[-1].nodes
            nodes.append(InlineNode(NodeType.TEXT, group.opened, group.style, line=group.line))
            nodes += group.nodes

    def _put(self, text: str, mark: InlineNode) -> None:
        nodes = self._stack[-1].nodes
        last = nodes[-1] if nodes else None
        if isinstance(last, InlineNode) and last.what is NodeType.TEXT and last.style == mark.style:
            last.text += text
        elif text:
            nodes.append(InlineNode(NodeType.TEXT, text, mark.style, line=mark.line))

    def _open(self, bracket: str, mark: InlineNode) -> None:
        if len(self._stack) < weights.BRACKET_LEVELS:
            self._stack.append(Bracketed(bracket, mark.line, mark.style))
        else:
            self._put(bracket, mark)

    def _close(self, bracket: str, mark: InlineNode) -> None:
        for depth in range(len(self._stack) - 1, 0, -1):
            if _CLOSES[self._stack[depth].opened] == bracket:
                self.unwind(depth + 1)
                group = self._stack.pop()
                self._stack[-1].nodes.append(group)
                return
        self._put(bracket, mark)


def _is_letter(bar: re.Match[str]) -> bool:
    """Return whether a bar stands within a word, in brackets, as in `p(y|x)`."""
    before, after = bar.string[: bar.start()], bar.string[bar.end() :]
    return bool(re.search(r"\w[(\[]\w{1,9}\Z", before) and re.match(r"\w{1,9}[)\]]", after))


def group_brackets(pieces: list[InlineNode], *, in_cell: bool = False) -> Bracketed:
    """Inline nodes with what is in brackets apart.

    A bar is a tag `|`, but for one in a cell, in styled text, or within a word.
    """
    grouper = _Grouper(in_cell=in_cell)
    for mark in pieces:
        grouper.add(mark)
    grouper.unwind(1)
    return grouper.root


class SegmentType(Enum):
    """The type of a segment."""

    TEXT = "text"
    LINK = "link"
    BADGE = "badge"


class _SegmentFacts(LazyFacts):
    __slots__ = ("annotation", "is_person")
    annotation: Annotation
    """What its text may be."""
    is_person: bool
    """Whether it is a link with the name of an author."""


@dataclass(slots=True)
class Segment(_SegmentFacts):
    """A piece of an item."""

    what: SegmentType
    text: str
    annotate: Annotate = field(repr=False, compare=False)
    style: Style = Style.PLAIN
    bracket: str = ""
    """`[` or `(` if it fills brackets, `"` if it is quoted."""
    line: int = 0
    """Source line, counted from 0."""
    row: int = 0
    """Line on the page within the item; of a row of a table, the number of the cell."""
    target: ClassifiedUrl | None = None
    badge: str = ""
    soft: bool = False
    """Whether it begins a source line within a line of the page."""
    joined: bool = False
    """Whether a comma or "and", and nothing else, joins it to what stands before."""
    glued: bool = False
    """Whether it goes on without a separator where another style ends."""
    label: LinkLabel = NO_LABEL
    """Of a link, what its text says as a label."""

    def _find_annotation(self) -> Annotation:
        return self.annotate(self.text)

    def _find_is_person(self) -> bool:
        if self.target is None or self.target.leads.is_paper or self.label.says_what:
            return False
        text = clean(persons.without_marks(self.text)).strip(EDGES + ".")
        return len(text.split()) in {2, 3, 4} and name_likelihood(text) == 1


def colon_between(one: Segment, after: Segment) -> bool:
    """Return whether a colon stands between two fields that follow on each other."""
    return one.text.rstrip().endswith((":", "：")) or after.text.lstrip().startswith((":", "："))


_QUOTED = re.compile(
    r"“([^“”]{8,})”|[\"“]([^\"“”]{8,})[\"”]|《([^《》]{3,})》|「([^「」]{4,})」"
    r"|„([^„“”]{8,})[“”]|«\s*([^«»]{8,}?)\s*»|\A\s*['‘]([^'‘’]{12,})['’]"
)

_BEFORE_QUOTE = re.compile(r"(?:^|[,.:;)\]}-])\s*\Z")

_AFTER_QUOTE = re.compile(r"\s*(?:\Z|[,.;(|\[–—，。；（、-]|by\b)|(?<=》) ")

_ENDED = re.compile(r"[.,?!]\s*\Z")

_SEPARATES = re.compile(r"[\s\"“”]*[,.:;|–—)\]]|[\s\"“”]*-\s")

_ENDINGS = (*',.:;?!|–—(["”', " -")

_AFTER_COLON = re.compile(r"\s*[:：]\s*((?:[^\W\d_][\w'’-]*\s+){2}.*)", re.DOTALL)

_PREFIX = re.compile(
    r"(?i:re|un|non|de|pre|in|im|dis|mi[s]|self|multi|semi|co|ir|over|under|sub|inter|anti|post|out)-?"
)

# Tokens of language models, of which some titles tell.
_TOKENS = frozenset({"CLS", "SEP", "MASK", "UNK", "EOS", "BOS", "PAD"})

_JOINS = re.compile(r"[*†‡§¶\d\s]*(?:[,，、]\s*(?:and)?|and|&)\s*")

_ENDS_WITH_JOIN = re.compile(r"(?:[,，、&]|\band)\s*\Z")

_BEGINS_WITH_JOIN = re.compile(r"\A[*†‡§¶\d\s]*(?:[,，、&]|and\b)")

_NAME_ENDS = re.compile(r"[,，、&]|\band\b|\.(?=\s|\Z)")

_EMPTY = re.compile(r"[\s,.;:|/&+•·\\–—_*~<>-]*(?:(?:and|or)[\s,]*)?")


_LINKED = (NodeType.LINK, NodeType.IMAGE)


def _is_blank(node: Bracketed | InlineNode) -> bool:
    return isinstance(node, InlineNode) and node.what is NodeType.TEXT and not node.text.strip()


class _Cutter:
    """Makes fields."""

    def __init__(self, annotate: Annotate, *, in_cell: bool) -> None:
        self._in_cell = in_cell
        self.fields: list[Segment] = []
        self._row = 0
        self._run: Segment | None = None
        self._soft = False
        self._annotate = annotate
        self._label = ""
        self._joins = False

    def close(self) -> None:
        run, self._run = self._run, None
        if run is None:
            return
        if _EMPTY.fullmatch(run.text):
            self._joins = bool(_JOINS.fullmatch(run.text))
            return
        run.joined = self._joins and bool(self.fields)
        self._joins = False
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
            and not before.text.rstrip().endswith(_ENDINGS)
        )
        self.close()
        soft, self._soft = self._soft, False
        self._run = Segment(
            SegmentType.TEXT,
            text,
            self._annotate,
            style,
            line=line,
            row=self._row,
            soft=soft,
            glued=glued and bool(self.fields),
        )

    def cut(self, group: Bracketed) -> None:
        """Add what is in brackets, or the whole."""
        nodes = group.nodes
        for at, node in enumerate(nodes):
            if isinstance(node, Bracketed):
                behind = (other for other in nodes[at + 1 : at + 3] if not _is_blank(other))
                after = next(behind, None)
                self._brackets(node, after)
            else:
                self._mark(node)

    def _brackets(self, group: Bracketed, after: Bracketed | InlineNode | None) -> None:
        text = group.text()
        linked = [mark for mark in group.flat() if mark.what in _LINKED]
        if linked:
            self._linked(group, linked[0], text)
            return
        self.flush_label()
        address_follows = isinstance(after, Bracketed) and any(
            mark.what is NodeType.LINK and not mark.text for mark in after.flat()
        )
        if group.opened in "[【" and address_follows:
            self._label = text  # `[code] (https://…)`: meant as a link
            return
        run, full_text = self._run, group.full_text()
        if run is not None and (split_label(run.text) or _is_within(run.text, text, after)):
            run.text += full_text
            return
        if run is None and _is_part_of_word(group, text, after):
            self.add(full_text, group.style_within(), group.line)
            return
        style = group.style_within()
        bracket = "[" if group.opened in "[【" else "("
        one = Segment(SegmentType.TEXT, text, self._annotate, style, bracket, group.line, self._row)
        if run is None or WORDLESS.fullmatch(run.text) or run.text.rstrip().endswith(_ENDINGS):
            self._alone(one)
        elif self.fields and self._annotate(run.text).is_long_for(one.annotation):
            self.add(full_text, run.style, group.line)
        elif one.annotation.stands_alone or (group.opened == "[" and after is None):
            self._alone(one)
        else:
            self.add(full_text, run.style, group.line)

    def _linked(self, group: Bracketed, first: InlineNode, text: str) -> None:
        """Add brackets with links in them; the brackets are dropped."""
        if self._label and not first.text and _EMPTY.fullmatch(text):
            label, self._label = self._label, ""
            self._mark(replace(first, text=label))
            return
        self.flush_label()
        self.close()
        self.cut(group)
        self.close()

    def _alone(self, one: Segment) -> None:
        """Add brackets as a segment of their own."""
        self.close()
        if not _EMPTY.fullmatch(one.text):
            one.soft, self._soft = self._soft, False
            self.fields.append(one)

    def flush_label(self) -> None:
        """Make text of a label that no address follows."""
        if self._label:
            label, self._label = self._label, ""
            self.add(f"[{label}]", Style.PLAIN, 0)

    def _mark(self, mark: InlineNode) -> None:
        if mark.what is not NodeType.TEXT or mark.text.strip():
            self.flush_label()
        match mark.what:
            case NodeType.TEXT:
                self.add(mark.text, mark.style, mark.line)
            case NodeType.SOFT:
                self._end_of_line(mark)
            case NodeType.BREAK:
                self.close()
                self._row += 1
            case NodeType.LINK:
                self._link(mark)
            case NodeType.IMAGE if text := _keyword(mark):
                self.close()
                one = Segment(SegmentType.BADGE, text, self._annotate, line=mark.line)
                self.fields.append(replace(one, row=self._row))
            case NodeType.TAG if mark.text == "/summary" and self._run is not None:
                self._end_of_summary(self._run)
            case NodeType.TAG:
                self.close()

    def _end_of_summary(self, run: Segment) -> None:
        """Make a label of what a fold is called, if that says what is in it; else drop it."""
        run.text += ": "
        short = count_words(run.text) <= weights.FOLD_LABEL_WORDS
        if short and (self.fields or self._in_cell) and not split_label(run.text):
            self._run = None

    def _end_of_line(self, mark: InlineNode) -> None:
        if mark.style and self._run is not None and self._run.style == mark.style:
            self._run.text += " "  # within what is set off as one
        else:
            self._soft = True

    def _link(self, mark: InlineNode) -> None:
        self.close()
        result = Segment(
            SegmentType.LINK, mark.text, self._annotate, mark.style, line=mark.line, row=self._row
        )
        result.target, result.badge, result.label = mark.target, mark.badge, mark.label
        result.soft, self._soft = self._soft, False
        self.fields.append(result)


def _is_within(before: str, text: str, after: Bracketed | InlineNode | None) -> bool:
    """Return whether a year in brackets is amid a title: `The Challenge (2017): Reading`."""
    if not isinstance(after, InlineNode) or after.what is not NodeType.TEXT or not before.strip():
        return False
    match = _AFTER_COLON.match(after.text)
    return bool(
        match and date(text) and read_authors(match[1]).confidence < weights.SEGMENT_NAME_LIKELIHOOD
    )


def _is_part_of_word(group: Bracketed, text: str, after: Bracketed | InlineNode | None) -> bool:
    """Return whether brackets begin a title: `(Re)Reading Lists`, `[CLS] Tokens`."""
    if not isinstance(after, InlineNode) or after.what is not NodeType.TEXT:
        return False
    if group.opened == "[":
        return text in _TOKENS
    return bool(_PREFIX.fullmatch(text)) and after.text.lstrip()[:1].isalpha()


def _keyword(mark: InlineNode) -> str:
    """Return what a badge that leads nowhere says, if it says a word about the paper."""
    is_badge = mark.target.leads is UrlKind.BADGE and "/badge/" in mark.url
    return badge_says(mark.url)[1] if is_badge else ""


def _quoted(run: Segment) -> list[Segment]:
    """A run of text cut at what is quoted in it."""
    match = _QUOTED.search(run.text)
    if match is None:
        return [run]
    before, after = run.text[: match.start()], run.text[match.end() :]
    quoted = match[match.lastindex or 0]
    is_ended = _ENDED.search(quoted) and after.lstrip()[:1] not in {":", "："}
    ends = is_ended or _AFTER_QUOTE.match(run.text, match.end())
    venue = None if ends else run.annotate(after).likely_venue
    if not _BEFORE_QUOTE.search(before) or not (ends or (venue and venue.known)):
        return [run]
    parts = [(before, ""), (quoted, '"'), (after, "")]
    return [
        replace(run, text=text, bracket=bracket, soft=run.soft and not number, glued=False)
        for number, (text, bracket) in enumerate(parts)
        if not _EMPTY.fullmatch(text)
    ]


def cut_segments(
    pieces: list[InlineNode], annotate: Annotate, *, in_cell: bool = False
) -> list[Segment]:
    """Cut inline nodes into segments."""
    cutter = _Cutter(annotate, in_cell=in_cell)
    cutter.cut(group_brackets(pieces, in_cell=in_cell))
    cutter.flush_label()
    cutter.close()
    return cutter.fields


def item_segments(item: Item, annotate: Annotate) -> list[Segment]:
    """The segments of an item itself; of a row of a table, each with the number of its cell."""
    result: list[Segment] = []
    for number, cell in enumerate(item.cells):
        for one in cut_segments(cell, annotate, in_cell=True):
            one.row = number
            result.append(one)
    return _joined(result or cut_segments(item.marks, annotate))


def _joined(fields: list[Segment]) -> list[Segment]:
    """Segments without the ends of source lines that only wrap a text."""
    result: list[Segment] = []
    for one in _with_linked_names(_with_styled_names(fields)):
        last = result[-1] if result else None
        if (
            last is not None
            and one.soft
            and last.what is SegmentType.TEXT is one.what
            and last.style == one.style
            and last.row == one.row
            and not one.bracket
            and not last.bracket
            and _goes_on(last.text, one)
        ):
            result[-1] = replace(last, text=f"{last.text} {one.text}")
        else:
            result.append(one)
    return result


def _with_styled_names(fields: list[Segment]) -> list[Segment]:
    """Segments with names in different emphasis made one, where something else is the title."""
    result: list[Segment] = []
    at = 0
    while at < len(fields):
        end = at + 1
        while end < len(fields) and _names_go_on(fields[end - 1], fields[end]):
            end += 1
        names = _names_in_one(fields[at:end]) if end > at + 1 else None
        if names and (
            any(map(_may_be_title, fields[:at])) or any(map(_may_be_title, fields[end:]))
        ):
            result.append(names)
        else:
            result += fields[at:end]
        at = end
    return result


def _names_go_on(one: Segment, after: Segment) -> bool:
    """Return whether a list of names goes on in another style."""
    texts = one.what is after.what is SegmentType.TEXT and not (one.bracket or after.bracket)
    if not texts or one.row != after.row or (one.style == after.style and not after.joined):
        return False
    last, first = _ENDS_WITH_JOIN.sub("", one.text), _BEGINS_WITH_JOIN.sub("", after.text)
    if not after.joined and (last, first) == (one.text, after.text):
        return False
    ends = _NAME_ENDS.split(last)[-1], _NAME_ENDS.split(first)[0]
    named = [is_full_name(persons.without_marks(end).strip(EDGES)) for end in ends]
    return named[0] and (named[1] or after.annotation.around_et_al is not None)


def _names_in_one(fields: Sequence[Segment]) -> Segment | None:
    """Return one segment of what several say, if that is names; else None."""
    text = fields[0].text
    for one in fields[1:]:
        is_apart = _ENDS_WITH_JOIN.search(text) or _BEGINS_WITH_JOIN.match(one.text)
        text += one.text if is_apart else f", {one.text}"
    result = replace(fields[0], text=text, style=Style.PLAIN)
    who = next(iter(result.annotation.statements()), None)
    return result if isinstance(who, Authors) and len(who.authors) >= len(fields) else None


def _may_be_title(one: Segment) -> bool:
    if one.what is SegmentType.LINK:
        return not one.label.says_what and count_words(one.text) >= weights.LINKED_TITLE_WORDS
    return count_words(one.text) >= weights.OWN_TITLE_WORDS


def _with_linked_names(fields: list[Segment]) -> list[Segment]:
    """Fields with names that link to their bearers made text, as the names beside them."""
    result: list[Segment] = []
    linked = False
    for one in fields:
        last = result[-1] if result else None
        if last is None or last.row != one.row or last.what is not SegmentType.TEXT:
            linked, last = False, None
        named = one.what is SegmentType.LINK and one.is_person
        if named and last is not None and (linked or _ends_with_names(last)):
            result[-1] = replace(last, text=f"{last.text.rstrip(' ,')}, {one.text}")
            linked = True
        elif (
            linked and last is not None and one.what is SegmentType.TEXT and one.style == last.style
        ):
            result[-1] = replace(last, text=f"{last.text.rstrip(' ,')}, {one.text.lstrip(' ,')}")
        else:
            linked = named and bool(one.style & Style.ITALIC)
            result.append(replace(one, what=SegmentType.TEXT, soft=False) if linked else one)
    return result


def _ends_with_names(one: Segment) -> bool:
    return (
        bool(one.style & Style.ITALIC)
        and one.annotation.authors.confidence >= weights.LINKED_NAMES_CONFIDENCE
    )


def _goes_on(before: str, after: Segment) -> bool:
    before = before.rstrip()
    if before.endswith((",", "，", " and", "-", ":", "&")):
        return True
    if split_label(after.text):
        return False
    # A name says less than a sentence: authors below a title are no part of it.
    return not (after.annotation.is_certain or before.endswith((".", "?", "!")))
