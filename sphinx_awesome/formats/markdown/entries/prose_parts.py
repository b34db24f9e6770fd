"""Divide what a list says besides entries into parts: one for each heading, in their order.

It knows the lines of a document and what became of each. How a page shows a part, and on which
page, it must not know.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple
from urllib.parse import unquote

from ....core.text import clean
from .. import weights
from ..document.outline import (
    Document,
    InlineNode,
    Item,
    LineReport,
    LineStatus,
    NodeType,
    Origin,
    ReportedLine,
    plain_text,
)
from ..words.fragments import tidy

_REMAINING = frozenset({LineStatus.PROSE, LineStatus.PROBLEM, LineStatus.BLANK})

# What stands between the links of a table of contents: signs and numbers.
_BETWEEN = re.compile(r"[\W\d_]*")

_HTML_HEADING = re.compile(r"<(h[1-6]|summary)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE)

_END_OF_HEADING = re.compile(r"</(?:h[1-6]|summary)\s*>", re.IGNORECASE)

_ELEMENT = re.compile(
    r"<(?P<end>/?)(?P<name>table|thead|tbody|tfoot|tr|td|th|colgroup|ul|ol|li|dl|dt|dd|div|center)\b"
    r"[^<>]*>",
    re.IGNORECASE,
)
"""A tag of HTML that holds others and shows nothing itself."""

_RULE = re.compile(r" {0,3}(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}")

_FRONT_RULE = "---"


@dataclass(frozen=True, slots=True)
class ProsePart:
    """Text under one heading that is no entry."""

    titles: tuple[str, ...]
    """Headings that lead to it, its own last; none above the first, and below the list's title."""
    section: str
    """Id of the section on whose page it stands; "" for none."""
    is_own: bool
    """Whether its heading is that of the section itself."""
    has_entries: bool
    """Whether an entry stands under its heading."""
    links: tuple[tuple[str, str], ...]
    """Text and address of each link in its heading."""
    before: str
    """Markdown above the first entry that stands under the heading; all, if none does."""
    after: str
    """Markdown below the first entry."""
    line: int
    """Where it begins in its file, counted from 1."""
    origin: Origin
    """The file in which it stands."""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing but the heading is there."""
        return not (self.before or self.after)


class Frame(NamedTuple):
    """Text before and after the list in its file, as it is written there.

    Without a table of contents, whose place another one takes.
    """

    before: str = ""
    """From the first line on, the title of the list included."""
    after: str = ""
    has_title: bool = False
    """Whether the title of the list is there."""


@dataclass(frozen=True, slots=True)
class SectionsOfHeadings:
    """The sections that headings belong to."""

    above: Callable[[int], tuple[str, bool]]
    """The section that keeps a heading's prose, and whether the heading is prose too."""
    own: Mapping[int, str]
    """Sections by their own headings; the top of the document, and the title, is 0."""
    main: int
    """The heading that is the title of the list; 0 for none."""


class ProseDivider:
    """Divides the lines of a document that tell no entry.

    :param tells: ids of entries, by the lines that mention them.
    :param topics: bullets that name what those below them are about.
    """

    def __init__(
        self,
        document: Document,
        sections: SectionsOfHeadings,
        tells: Mapping[int, str],
        topics: Iterable[Item],
    ) -> None:
        self._document = document
        self._sections = sections
        self._tells = tells
        self._topic_items = tuple(topics)
        headings = document.headings
        self._starts = {heading.start: n for n, heading in enumerate(headings) if n}
        self._order = sorted(self._starts)
        self._papers = [
            line for line, kind in enumerate(document.kinds) if kind is LineStatus.PAPER
        ]

    def report(self, items: Mapping[str, int]) -> tuple[LineReport, dict[str, str]]:
        """Return the account of all items and lines, and the prose of each section.

        :param items: counted by what became of them.
        """
        document = self._document
        lines: list[ReportedLine] = []
        remaining: dict[str, list[str]] = defaultdict(list)
        place, headed = "", True
        written: set[int] = set()
        for number, kind in enumerate(document.kinds):
            if heading := self._starts.get(number):
                place, headed = self._sections.above(heading)
            lines.append(ReportedLine(number + 1, kind, self._tells.get(number, place)))
            is_heading = number in self._starts and headed
            if kind in _REMAINING or (is_heading and kind is LineStatus.STRUCTURE):
                remaining[place] += self._head_of_table(number, written)
                remaining[place].append(document.lines[number])
        prose = {
            place: f"{text}\n" for place, texts in remaining.items() if (text := _joined(texts))
        }
        return LineReport(tuple(lines), items), prose

    def parts(self) -> tuple[ProsePart, ...]:
        """Return a part for each heading, and one for what stands above them all."""
        borders = [0, *(line for line in self._order if line), len(self._document.lines)]
        left_out = {*self._contents, *self._topics()}
        return tuple(self._part(start, end, left_out) for start, end in pairwise(borders))

    def frame(self, parts: Sequence[ProsePart]) -> Frame:
        """Return what stands before and after the list in the first file of the document.

        :param parts: of the document.
        """
        document = self._document
        end = document.origins[1].start if len(document.origins) > 1 else len(document.lines)
        listed = [self._top(heading) for heading in self._sections.own if heading]
        lines = [document.headings[heading].start for heading in listed]
        first = min([*lines, *self._papers[:1], end])
        before = [n for n in range(self._start(), first) if n not in self._papers_heads]
        last = max([first, *(line + 1 for line in self._papers if line < end)])
        of_lists = {part.line + part.origin.start - 1 for part in parts if part.section}
        behind = [n for n in self._order if last <= n < end and n not in of_lists]
        left_out = {*self._contents, *self._empty_headings(parts)}
        after = range(min([*behind, end]), end)
        first_text, last_text = (
            _joined(document.lines[n] for n in span if n not in left_out)
            for span in (before, after)
        )
        return Frame(first_text, last_text, has_title=bool(self._sections.main))

    @property
    def _papers_heads(self) -> set[int]:
        """Lines of heads of tables whose first row tells an entry."""
        heads = self._document.heads
        return {n for row in self._papers[:1] if row in heads for n in heads[row]}

    def _start(self) -> int:
        """Return the first line behind the front matter."""
        document = self._document
        if not document.kinds or document.kinds[0] is not LineStatus.STRUCTURE:
            return 0
        if document.lines[0].rstrip() != _FRONT_RULE:
            return 0
        ends = (n for n in range(1, len(document.lines)) if document.lines[n].rstrip() == "---")
        return next(ends, -1) + 1

    def _top(self, heading: int) -> int:
        """Return the uppermost heading above one, the title of the list aside."""
        path = [h for h in self._document.path(heading) if h != self._sections.main]
        return path[0] if path else heading

    def _part(self, start: int, end: int, left_out: set[int]) -> ProsePart:
        document, heading = self._document, self._starts.get(start, 0)
        path = [h for h in document.path(heading) if h != self._sections.main]
        section, _ = self._sections.above(heading)
        own = 0 if heading == self._sections.main else heading
        first = bisect_right(self._papers, start - 1)
        border = next((n for n in self._papers[first:] if n < end), end)
        written: set[int] = set()
        return ProsePart(
            tuple(tidy(plain_text(document.headings[h].marks)) for h in path),
            section,
            is_own=bool(section) and self._sections.own.get(own) == section,
            has_entries=border < end,
            links=self._links_of(heading),
            before=_joined(self._lines(start, border, left_out, written)),
            after=_joined(self._lines(border, end, left_out, written)),
            line=start - document.origin(start).start + 1,
            origin=document.origin(start),
        )

    def _links_of(self, heading: int) -> tuple[tuple[str, str], ...]:
        if heading in {0, self._sections.main}:
            return ()
        marks = self._document.headings[heading].marks
        links = (mark for mark in marks if mark.what is NodeType.LINK and not mark.badge)
        return tuple((clean(link.text), link.url) for link in links if link.target.is_absolute)

    def _lines(self, start: int, end: int, left_out: set[int], written: set[int]) -> Iterator[str]:
        """Yield the lines of a part that are kept, heads of tables above rows among them."""
        document = self._document
        for number in range(start, end):
            line, kind = document.lines[number], document.kinds[number]
            if number in left_out or _RULE.fullmatch(line.rstrip()):
                continue
            if kind in _REMAINING:
                yield from self._head_of_table(number, written)
                yield line
            elif kind is LineStatus.STRUCTURE and (
                number in self._starts or _END_OF_HEADING.search(line)
            ):
                yield _beside_heading(line)

    def _head_of_table(self, row: int, written: set[int]) -> Iterator[str]:
        """Yield the lines of the head of a row's table, if they are not written yet."""
        head = self._document.heads.get(row, range(0))
        if head and head.start not in written:
            written.add(head.start)
            yield from (
                self._document.lines[n]
                for n in head
                if self._document.kinds[n] is LineStatus.STRUCTURE
            )

    def _topics(self) -> Iterator[int]:
        """Yield the lines of bullets that name the topic of the entries below: a tag of these."""
        for item in self._topic_items:
            is_tag = len(plain_text(item.marks).split()) <= weights.TOPIC_WORDS
            if is_tag and not {*range(item.start, item.end + 1)}.isdisjoint(self._tells):
                yield from range(item.start, item.end)

    @cached_property
    def _contents(self) -> frozenset[int]:
        """The lines of tables of contents, and of links back to them."""
        contents = filter(self._is_contents, self._document.items)
        return frozenset(line for item in contents for line in range(item.start, item.end))

    def _is_contents(self, item: Item) -> bool:
        """Return whether an item is nothing but links within the list."""
        marks = [*item.marks, *(mark for cell in item.cells for mark in cell)]
        links = [mark for mark in marks if mark.what is NodeType.LINK]
        if not links:
            is_topic = len(plain_text(marks).split()) <= weights.TOPIC_WORDS
            return bool(item.children) and is_topic and all(map(self._is_contents, item.children))
        origin = self._document.origin(item.start)
        return (
            all(self._leads_here(link.url, origin) for link in links)
            and all(_BETWEEN.fullmatch(text) for text in _texts(marks))
            and all(map(self._is_contents, item.children))
        )

    def _leads_here(self, url: str, origin: Origin) -> bool:
        """Return whether an address leads to a place in the list: an anchor, or a file of it."""
        if "://" in url:
            return False
        file, _, _ = unquote(url).partition("#")
        if not file:
            return url.startswith("#")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(origin.path), file))
        return any(path == posixpath.normpath(one.path) for one in self._document.origins)

    def _empty_headings(self, parts: Sequence[ProsePart]) -> Iterator[int]:
        """Yield the lines of headings of tables of contents."""
        contents = self._contents
        lines = [part.line + part.origin.start - 1 for part in parts]
        for part, line, following in zip(
            parts, lines, [*lines[1:], len(self._document.lines)], strict=True
        ):
            if part.is_empty and part.titles and contents & {*range(line, following)}:
                yield line


def mark_read_elements(document: Document) -> None:
    """Note the tags of tables and lists in HTML of which every item was read: they are no prose."""
    tags = [(n, tag) for n in sorted(document.html) for tag in _ELEMENT.finditer(document.lines[n])]
    bare = {n for n in dict(tags) if not _ELEMENT.sub("", document.lines[n]).strip()}
    texts = {LineStatus.PROSE, LineStatus.PROBLEM}
    is_prose = (kind in texts and n not in bare for n, kind in enumerate(document.kinds))
    prose = [0, *accumulate(is_prose)]
    papers = [0, *accumulate(kind is LineStatus.PAPER for kind in document.kinds)]
    read: Counter[int] = Counter()
    for start, end in _elements(tags):
        if prose[end] == prose[start] and papers[end] > papers[start]:
            read[start] += 1
            read[end] -= 1
    depths = accumulate(read[n] for n in range(len(document.lines)))
    for line, depth in enumerate(depths):
        if depth and line in bare:
            document.structure(line, line + 1)


def _elements(tags: Iterable[tuple[int, re.Match[str]]]) -> Iterator[tuple[int, int]]:
    """Yield the first line of each element, and the line after its last.

    :param tags: each with its line, in order.
    """
    opened: list[tuple[str, int]] = []
    names: Counter[str] = Counter()
    for line, tag in tags:
        name = tag["name"].lower()
        if not tag["end"]:
            opened.append((name, line))
            names[name] += 1
            continue
        while names[name]:  # which also ends what has no end of its own
            inner, start = opened.pop()
            names[inner] -= 1
            if inner == name:
                yield start, line + 1
                break


def _beside_heading(line: str) -> str:
    """Return what stands in a line beside a heading in HTML, or beside its end."""
    around = _HTML_HEADING.split(line)[::2]
    return "".join(around if len(around) > 1 else _END_OF_HEADING.split(line, maxsplit=1)[1:])


def _texts(marks: Iterable[InlineNode]) -> Iterator[str]:
    return (mark.text for mark in marks if mark.what is NodeType.TEXT)


def _joined(lines: Iterable[str]) -> str:
    """Return lines as a text, with one empty line where several stood."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
