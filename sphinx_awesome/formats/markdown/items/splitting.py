"""Items as they tell papers: bullets, lines and cells apart that tell papers of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ....core.text import fold
from .. import weights
from ..document.outline import Item, ItemForm, Style, plain_text
from ..words.fragments import SENTENCE_END, count_words, tidy, without_announcement
from ..words.link_kinds import ClassifiedUrl, UrlKind, is_material
from ..words.venue_mentions import VenueMention
from .extraction import Interpretation
from .resources import is_linked_resource
from .segments import Annotate, Segment, SegmentType, item_segments
from .titles import TitleCandidate, best_candidate, title_candidates

_AND = re.compile(r"[\s,;]*(?:and|&)\s+")


@dataclass(slots=True)
class ParsedItem:
    """An item, what it says, and whether that is a paper."""

    item: Item
    fields: list[Segment]
    candidates: list[TitleCandidate]
    facts: Interpretation | None = None
    is_paper: bool = False
    is_resource: bool = False
    """Whether it is an entry and no paper: a tool, a data set, a course."""
    stands_out: bool = False
    """Whether it is no paper among papers that are told alike."""
    missed: int = 0
    """Of the first item of a group that may tell papers and are read as none, their number."""
    is_missed: bool = False
    """Whether it is one of these."""

    @property
    def is_entry(self) -> bool:
        """Return whether it is an entry, of whatever type."""
        return self.is_paper or self.is_resource


class _Node:
    """An item with its segments, cut once, and the items nested in it."""

    def __init__(self, item: Item, annotate: Annotate) -> None:
        self.item = item
        self.fields = _announced(item_segments(item, annotate))
        self.candidates = title_candidates(item, self.fields)
        self.nested = [_Node(child, annotate) for child in item.children]
        self._tells: dict[bool, bool] = {}

    def parsed(self) -> Iterator[ParsedItem]:
        """The item as one, with all that is nested in it; several, if it tells several papers."""
        if len(starts := self._starts()) > 1 and not self.nested:
            row, is_row = self.fields[starts[0]].row, self.item.form is ItemForm.ROW
            for start, end in pairwise([0, *starts[1:], len(self.fields)]):
                fields = [
                    one
                    for at, one in enumerate(self.fields)
                    if start <= at < end or (is_row and one.row != row and not one.target)
                ]
                if match := _AND.match(fields[0].text):
                    fields[0] = replace(fields[0], text=fields[0].text[match.end() :])
                yield ParsedItem(self.item, fields, title_candidates(self.item, fields))
            return
        if not self.nested:
            yield ParsedItem(self.item, self.fields, self.candidates)
            return
        fields = list(self.all_fields())
        yield ParsedItem(self.item, fields, title_candidates(self.item, fields))

    def _starts(self) -> list[int]:
        """Find where titles begin that link to a paper each, with nothing else between."""
        result: list[int] = []
        linked = [one for one in self.candidates if _is_linked_title(one, self.fields[one.first])]
        for candidate in linked if len(linked) > 1 else []:
            if not candidate.annotation.is_certain:
                between = self.fields[result[-1] + 1 : candidate.first] if result else []
                if all(field.target or field.annotation.is_statement for field in between):
                    result.append(candidate.first)
        texts = {fold(self.fields[at].text) for at in result}
        urls = {target.url for at in result if (target := self.fields[at].target)}
        is_row = self.item.form is ItemForm.ROW
        are_apart = is_row and len({self.fields[at].row for at in result}) > 1
        if len(texts) == len(result) == len(urls) > 1 and not are_apart:
            return result
        return [] if is_row else self._labelled_starts()

    def _labelled_starts(self) -> list[int]:
        """Find where titles begin that a labelled link to a paper of its own follows each."""
        quoted = [at for at, one in enumerate(self.fields) if one.bracket == '"']
        plain = [at for at, one in enumerate(self.fields) if one.what is SegmentType.TEXT]
        starts = quoted if len(quoted) > 1 else plain
        texts = [self.fields[at] for at in starts]
        if len(texts) < 2 or starts[0] or len({one.style for one in texts}) > 1:
            return []
        urls: list[set[str]] = [
            {target.url for one in self.fields[at:end] if (target := _paper_of(one))}
            for at, end in zip(starts, [*starts[1:], None], strict=True)
        ]
        are_apart = all(urls) and len(set().union(*urls)) == sum(map(len, urls))
        return starts if are_apart and all(map(_is_own_title, texts)) else []

    def all_fields(self, rows: int = 0) -> Iterator[Segment]:
        """The segments of the item and of what is nested in it, each item on lines of its own.

        :param rows: lines on the page above it.
        """
        for one in self.fields:
            one.row += rows
            yield one
        rows = self.fields[-1].row if self.fields else rows
        for node in self.nested:
            for one in node.all_fields(rows + 1):
                rows = one.row
                yield one

    @property
    def is_link(self) -> bool:
        """Return whether it is nothing but a link that leads to no paper, or labelled links."""
        targets = [one.target for one in self.fields]
        is_only = not self.nested and all(targets)
        if len(targets) > 1:
            return is_only and any(one.label.says_what for one in self.fields)
        return is_only and any(target and not target.leads.is_paper for target in targets)

    @property
    def tells_paper(self) -> bool:
        """Return whether it is a title with its authors or its dated venue, or leads to a paper."""
        title = self.title()
        if title is None:
            return False
        who = [one.annotation for one in self.fields]
        return any(mark.leads_to_paper for mark in self.item.marks) or any(
            isinstance(one, VenueMention) and one.known and one.when
            for annotation in who
            for one in annotation.statements()
        )

    @property
    def is_material(self) -> bool:
        """Return whether it is a link to a part of what it is nested in: `Lectures`."""
        first = self.fields[:1] if len(self.fields) <= 2 else []
        return any(one.target and is_material(one.text) for one in first)

    @property
    def is_paper_link(self) -> bool:
        """Return whether it is one link that says that the paper is there, and nothing else."""
        return len(self.fields) == 1 and not self.nested and self.fields[0].label.names_paper

    def title(self) -> TitleCandidate | None:
        """Return what may be the title of a paper of its own."""
        title = best_candidate(self.candidates)
        if title is None or title.score < weights.OWN_TITLE_SCORE:
            return None
        return title if count_words(title.text) >= weights.OWN_TITLE_WORDS else None

    @property
    def is_topic_of_resources(self) -> bool:
        """Return whether it is a few words, and the bullets in it name a tool or the like each."""
        if not self.nested or len(self.fields) != 1 or self.fields[0].target:
            return False
        if self.fields[0].annotation.is_certain:
            return False
        named = sum(
            node.is_topic_of_resources or is_linked_resource(node.item, node.fields)
            for node in self.nested
        )
        is_short = count_words(self.fields[0].text) <= weights.BOLD_HEADING_WORDS
        return is_short and named >= weights.GROUP_PAPER_SHARE * len(self.nested)

    @property
    def is_citation(self) -> bool:
        """Return whether it links to a paper, and says more than a venue and a year before it."""
        rest, stated = self.fields[0].annotation.tail if self.fields else (None, ())
        return (
            rest is not None
            and bool(stated)
            and SENTENCE_END.search(rest.text) is not None
            and any(one.target is not None and one.target.leads.is_paper for one in self.fields)
        )

    def tells_its_own(self, *, below: bool) -> bool:
        """Return whether it is a paper of its own, and no part of the one that it is nested in.

        :param below: what leads to a paper itself, of which a file beside the list is a part.
        """
        if below not in self._tells:
            nested = any(node.tells_its_own(below=below) for node in self.nested)
            self._tells[below] = nested or self._tells_one(below=below)
        return self._tells[below]

    def _tells_one(self, *, below: bool) -> bool:
        title = self.title()
        if title is None:
            return False
        one = self.fields[title.first]
        if one.what is SegmentType.LINK:
            return (
                title is self.candidates[0]
                and one.target is not None
                and one.target.leads is not UrlKind.NOWHERE
                and (one.target.is_absolute or not below)
            )
        short = all(
            count_words(c.text) <= 5
            or c.annotation.authors.confidence >= weights.AUTHORS_IN_TITLE_CONFIDENCE
            for c in self.candidates
            if c.first < title.first
        )
        return (
            _names_a_paper(self.fields) and one.row == 0 and (bool(one.style & Style.BOLD) or short)
        )


def split_items(items: Iterable[Item], annotate: Annotate) -> Iterator[ParsedItem]:
    """Items as they tell papers: bullets and lines apart that tell papers of their own."""
    for item in items:
        if item.form is ItemForm.PARAGRAPH:
            yield from _lines(item, annotate)
        else:
            yield from _bullets(_Node(item, annotate))


def _bullets(node: _Node) -> Iterator[ParsedItem]:
    item = node.item
    if not node.nested:
        yield from node.parsed()
        return
    below = any(mark.leads_to_paper for mark in item.marks)
    # Beside a link of the paper or to a part of it, or below a paper, the others are links as well.
    links = node.tells_paper or any(one.is_paper_link or one.is_material for one in node.nested)
    own = [
        child.tells_its_own(below=below) and not (links and (child.is_link or child.is_material))
        for child in node.nested
    ]
    if not any(own) and not any(mark.url for mark in item.marks):
        cited = [child.is_citation for child in node.nested]
        own = cited if sum(cited) > 1 else own
    # `- - title`, and what is said about it in the bullets below
    is_one = not any(own) or (not item.marks and own[0] and sum(own) == 1)
    if is_one and not node.is_topic_of_resources:
        yield from node.parsed()
        return
    topic = tidy(plain_text([m for m in item.marks if not (m.url and m.label.says_what)]))
    if item.marks:
        upper = replace(item, end=item.children[0].start, children=[], is_topic=True)
        yield ParsedItem(upper, node.fields, node.candidates)
    for child in node.nested:
        child.item.topics = (*item.topics, topic) if topic else item.topics
        yield from _bullets(child)


def _announced(fields: list[Segment]) -> list[Segment]:
    """Segments without the word that announces a paper."""
    first = fields[0] if fields and fields[0].what is SegmentType.TEXT else None
    if first and (text := without_announcement(first.text)) != first.text:
        return [replace(first, text=text), *fields[1:]]
    return fields


def _is_own_title(one: Segment) -> bool:
    """Return whether a text is long enough for a title, and no list of names, venue or date."""
    annotation = one.annotation
    return not (
        one.bracket in {"(", "["}
        or count_words(annotation.text) < weights.OWN_TITLE_WORDS
        or annotation.authors.several
        or annotation.is_certain
    )


def _is_linked_title(candidate: TitleCandidate, one: Segment) -> bool:
    """Return whether what may be a title leads to a paper, and is no label."""
    is_paper = one.target is not None and one.target.leads.is_paper
    is_long = is_paper and count_words(candidate.text) >= weights.OWN_TITLE_WORDS
    return is_long and not one.label.begins_with_label


def _paper_of(one: Segment) -> ClassifiedUrl | None:
    """Return where a paper is, as the label of a link or a bare address says."""
    target = one.target
    is_one = target and (one.label.names_paper or (not one.text and target.leads.is_paper))
    return target if is_one else None


def _names_a_paper(fields: Sequence[Segment]) -> bool:
    return any(
        f.target is not None
        and (f.target.leads.is_paper or (f.target.is_absolute and f.label.names_paper))
        for f in fields
    )


def _lines(item: Item, annotate: Annotate) -> Iterator[ParsedItem]:
    """A paragraph, or its lines, if each of them tells a paper."""
    parts: list[Item] = []
    for mark in item.marks:
        if not parts or mark.line > parts[-1].start:
            parts.append(Item(item.form, mark.line, mark.line + 1, item.heading, item.group))
        parts[-1].marks.append(mark)
    linked = sum(any(mark.leads_to_paper for mark in part.marks) for part in parts)
    if linked >= max(2, weights.OWN_PAPER_LINE_SHARE * len(parts)):
        nodes = [_Node(part, annotate) for part in parts]
        alone = sum(
            node.title() is not None and any(mark.leads_to_paper for mark in node.item.marks)
            for node in nodes
        )
        if alone >= max(2, weights.OWN_PAPER_LINE_SHARE * len(parts)):
            for part, after in zip(parts, [*parts[1:], None], strict=True):
                part.end = after.start if after else item.end
            for node in nodes:
                yield from node.parsed()
            return
    yield from _Node(item, annotate).parsed()
