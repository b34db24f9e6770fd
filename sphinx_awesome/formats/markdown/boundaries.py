"""Where one paper ends and the next begins: bullets in a bullet, the lines of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...core.text import clean
from .addresses import Leads
from .bylines import Bylines
from .candidates import best, candidates
from .document import Form, Item
from .fields import Field, Is
from .labels import leads_to_paper, says_paper
from .layout import fields_of
from .marks import Style, plain
from .text import words

_OWN_LINES = 0.75
"""Part of the lines of a paragraph that must tell a paper each."""


def papers_apart(items: Sequence[Item], bylines: Bylines) -> Iterator[Item]:
    """Items as they tell papers: bullets apart that tell papers of their own."""
    for item in items:
        if item.form is Form.PARAGRAPH:
            yield from _lines(item, bylines)
            continue
        below = any(map(leads_to_paper, item.marks))
        if any(own := [_tells_its_own(child, bylines, below) for child in item.children]):
            if not item.marks and own[0] and sum(own) == 1:
                yield item  # `- - title`, and what is said about it in the bullets below
                continue
            topic = clean(plain(item.marks))
            if item.marks:
                yield replace(item, end=item.children[0].start, children=[], is_topic=True)
            for child in item.children:
                child.topics = (*item.topics, topic) if topic else item.topics
            yield from papers_apart(item.children, bylines)
        else:
            yield item


def _tells_its_own(item: Item, bylines: Bylines, below: bool) -> bool:  # noqa: FBT001
    """Whether a bullet in a bullet tells a paper of its own.

    :param below: what leads to a paper itself, of which a file beside the list is a part.
    """
    if any(_tells_its_own(child, bylines, below) for child in item.children):
        return True
    alone = Item(item.form, item.start, item.end, item.heading, item.group, item.marks)
    fields = fields_of(alone, bylines)
    told = candidates(alone, fields, bylines)
    title = best(told)
    if title is None or title.score < 1.5 or words(title.text) < 3:
        return False
    one = fields[title.first]
    if one.what is Is.LINK:
        return (
            title is told[0]
            and one.target is not None
            and one.target.leads is not Leads.NOWHERE
            and (one.target.is_whole or not below)
        )
    short = all(words(c.text) <= 5 for c in told if c.first < title.first)
    return _names_a_paper(fields) and one.row == 0 and (bool(one.style & Style.BOLD) or short)


def _names_a_paper(fields: Sequence[Field]) -> bool:
    return any(
        f.what is Is.LINK
        and f.target is not None
        and (f.target.leads.is_paper or (f.target.is_whole and says_paper(f.text)))
        for f in fields
    )


def _lines(item: Item, bylines: Bylines) -> Iterator[Item]:
    """A paragraph, or its lines, if each of them tells a paper."""
    parts: list[Item] = []
    for mark in item.marks:
        if not parts or mark.line > parts[-1].start:
            parts.append(Item(item.form, mark.line, mark.line + 1, item.heading, item.group))
        parts[-1].marks.append(mark)
    linked = [part for part in parts if any(map(leads_to_paper, part.marks))]
    if len(linked) < 2 or len(linked) < _OWN_LINES * len(parts):
        yield item
        return
    alone = 0
    for part in linked:
        title = best(candidates(part, fields_of(part, bylines), bylines))
        alone += title is not None and title.score >= 1.5 and words(title.text) >= 3
    if alone < 2 or alone < _OWN_LINES * len(parts):
        yield item
        return
    for part, after in zip(parts, [*parts[1:], None], strict=True):
        part.end = after.start if after else item.end
        yield part
