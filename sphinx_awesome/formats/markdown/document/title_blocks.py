"""Papers whose title stands above what is said about them.

::

    titled = heading that links to the paper, what stands under it
           | bold paragraph, bullets with labels ("arXiv: …", "code: …")
           | heading, bullets with labels
       | heading, links to the paper by a label ("[Paper](…)"), paragraphs

That is how a list is told only if it does so again and again: one heading with a link in it is a
heading.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from .. import weights
from ..words.dates import date
from ..words.fragments import count_words, word_set
from ..words.link_kinds import is_label
from .outline import (
    Document,
    Heading,
    InlineNode,
    Item,
    ItemForm,
    NodeType,
    Style,
    plain_text,
)

REMARKS = word_set("intro introduction keywords keyword homepage project slides notes note blog")
"""Labels of what is said about a paper that is named above."""

_ADDRESS = re.compile(r"https?://\S+")

_LABEL = re.compile(r"[^\w]*(?P<label>[^\W\d_][\w ()（）/、&-]{1,24}?)\s*[:：]", re.UNICODE)


def merge_title_blocks(document: Document) -> None:
    """Make one item of each title and what is said under it."""
    by_heading: dict[int, list[Item]] = defaultdict(list)
    for item in document.items:
        by_heading[item.heading].append(item)
    titles = _titles(document, by_heading)
    merged: list[Item] = []
    for heading in {item.heading: None for item in document.items} | dict.fromkeys(titles):
        items = by_heading[heading]
        if heading in titles:
            merged.append(_under(document, heading, items))
        else:
            merged += items
    merged.sort(key=lambda item: item.start)
    document.items = _under_bold_lines(document, _bold(merged))


def _titles(document: Document, by_heading: dict[int, list[Item]]) -> set[int]:
    """The headings that are titles of papers."""
    parents = {heading.parent for heading in document.headings[1:]}
    levels: Counter[int] = Counter()
    result: dict[int, int] = {}
    for number, heading in enumerate(document.headings):
        if not number:
            continue
        levels[heading.level] += 1
        if (
            number in parents
            or count_words(heading.title) < weights.TITLE_BLOCK_ITEMS
            or len(by_heading[number]) > weights.MAX_TITLE_ITEMS
        ):
            continue
        linked = any(mark.leads_to_paper for mark in heading.marks)
        if linked or _is_labelled(by_heading[number]) or _has_paper(by_heading[number]):
            result[number] = heading.level
    often = {
        level
        for level, count in Counter(result.values()).items()
        if count >= weights.TITLE_BLOCK_ITEMS and count >= weights.TITLE_BLOCK_SHARE * levels[level]
    }
    return {
        number
        for number, heading in enumerate(document.headings)
        if heading.level in often
        and (number in result or (number not in parents and _is_linked(heading)))
    }


def _is_linked(heading: Heading) -> bool:
    """Return whether a heading links to something about it, as others link to papers."""
    return count_words(heading.title) >= weights.TITLE_BLOCK_ITEMS and any(
        mark.what is NodeType.LINK and mark.target.is_absolute for mark in heading.marks
    )


def _under(document: Document, number: int, items: list[Item]) -> Item:
    heading = document.headings[number]
    end = max([heading.start + 1, *(item.end for item in items)])
    titled = Item(
        ItemForm.TITLED, heading.start, end, heading.parent, -heading.level, list(heading.marks)
    )
    for mark in titled.marks:
        mark.line = heading.start
    _add(titled, items)
    return titled


def _add(titled: Item, items: list[Item]) -> None:
    for item in items:
        for one in item.walk():
            for cell in one.cells or [one.marks]:
                titled.marks.append(InlineNode(NodeType.BREAK, line=one.start))
                titled.marks += cell
        titled.end = max(titled.end, item.end)


def _is_labelled(items: list[Item]) -> bool:
    """Return whether items are bullets, mostly with a label, that link to a paper."""
    return _are_labels(items) and any(map(_links, items))


def _are_labels(items: list[Item]) -> bool:
    """Return whether items are bullets, mostly with a label."""
    bullets = [item for item in items if item.form is ItemForm.BULLET]
    if not bullets or len(bullets) < len(items):
        return False
    labelled = sum(_begins_with_label(item) for item in bullets)
    return labelled >= weights.LABELLED_BULLET_SHARE * len(bullets)


def _has_paper(items: list[Item]) -> bool:
    """Return whether items are labelled links, one of them to a paper, and else paragraphs."""
    labels = [item for item in items if _is_labels(item)]
    return any(map(_links, labels)) and all(
        item.form is ItemForm.PARAGRAPH and not _links(item) for item in items if item not in labels
    )


def _is_labels(item: Item) -> bool:
    """Return whether an item is links that say what is there, and nothing else."""
    links = [mark for mark in item.marks if mark.what is NodeType.LINK]
    shown = "".join(mark.text for mark in item.marks if mark.what is NodeType.TEXT)
    return (
        bool(links)
        and not item.children
        and not re.search(r"\w", shown)
        and all(mark.label.says_what or mark.badge for mark in links)
    )


def _begins_with_label(item: Item) -> bool:
    first = next((m for m in item.marks if _says(m)), InlineNode(NodeType.TEXT))
    if first.what is NodeType.LINK:
        return first.label.says_what and not first.text.startswith("http")
    return _without_label(first.text) != first.text


def _without_label(text: str) -> str:
    """Return a text without the label and the colon before it: `arXiv: 2001.00001`."""
    match = _LABEL.match(text[:60])
    says = match and (is_label(match["label"]) or match["label"].strip().lower() in REMARKS)
    return text[match.end() :] if match and says else text


def _links(item: Item) -> bool:
    """Return whether an item leads to a paper; addresses in its text are not links yet."""
    return any(
        mark.target.leads.is_paper
        if mark.what is NodeType.LINK
        else any(target.leads.is_paper for target in mark.addresses())
        for mark in item.marks
    )


def _bold(items: list[Item]) -> list[Item]:
    """Bold or linked paragraphs made one with the bullets under each, if the list does so often."""
    items = [
        item for item in items if item.cells or any(_says(m) for i in item.walk() for m in i.marks)
    ]
    labelled: list[tuple[int, int]] = []
    addressed: list[tuple[int, int]] = []
    noted: list[tuple[int, int]] = []
    unlinked: list[tuple[int, int]] = []
    for at, item in enumerate(items[:-1]):
        is_linked = _is_linked_title(item)
        if item.form is not ItemForm.PARAGRAPH or not (_is_bold(item) or is_linked or _ends(item)):
            continue
        begins = _behind_links(items, at)
        after = begins
        while (
            after < len(items)
            and items[after].form is ItemForm.BULLET
            and items[after].heading == item.heading
            and after - at <= weights.MAX_LABELLED_TITLE_ITEMS
            and items[after].group == items[begins].group
        ):
            after += 1
        if is_linked or not _is_bold(item):
            if after > begins == at + 1 and not any(map(_links, items[begins:after])):
                noted.append((at, after))
        elif _is_labelled(items[begins:after]):
            labelled.append((at, after))
        elif any(map(_links, items[at + 1 : begins])):
            addressed.append((at, begins))
        elif _are_labels(items[begins:after]):
            unlinked.append((at, after))
    often = len(labelled) >= weights.TITLE_BLOCK_ITEMS
    is_usual = often or len(addressed) >= weights.ADDRESSED_TITLE_BLOCK_ITEMS
    pairs = sorted(
        (labelled + unlinked if often else [])
        + (noted if len(noted) >= _noted_least(items, noted) else [])
        + (addressed if is_usual else [])
    )
    merged: list[Item] = []
    at = 0
    for start, end in pairs:
        merged += items[at:start]
        titled = items[start]
        titled.form = ItemForm.TITLED
        titled.group = 0
        _add(titled, items[start + 1 : end])
        merged.append(titled)
        at = end
    return merged + items[at:]


def _noted_least(items: list[Item], noted: list[tuple[int, int]]) -> int:
    """Return how many titles must have notes below: fewer if all of these are sentences."""
    below = [plain_text(one.marks) for start, end in noted for one in items[start + 1 : end]]
    are_sentences = all(text.endswith((".", "。")) and count_words(text) > 3 for text in below)
    return weights.ADDRESSED_TITLE_BLOCK_ITEMS if are_sentences else weights.TITLE_BLOCK_ITEMS


def _behind_links(items: list[Item], at: int) -> int:
    """Return where the links below a bold paragraph end: right below it, or below what it says."""
    heading = items[at].heading
    links = at + 1
    while links < len(items) and items[links].heading == heading and _is_text(items[links]):
        links += 1
    end = links
    while end < len(items) and items[end].heading == heading and _only_links(items[end]):
        end += 1
    return end if end > links else at + 1


def _is_text(item: Item) -> bool:
    """Return whether a paragraph links nowhere, and is not bold."""
    links = any(mark.what is NodeType.LINK or "http" in mark.text for mark in item.marks)
    return item.form is ItemForm.PARAGRAPH and not (links or _is_bold(item))


def _only_links(item: Item) -> bool:
    """Return whether a paragraph is nothing but addresses, or links that say what is there.

    A label may stand before them: `Code: https://…`.
    """
    if item.form is not ItemForm.PARAGRAPH:
        return False
    shown = "".join(m.text for m in item.marks if m.what is NodeType.TEXT)
    links = [m for m in item.marks if m.what is NodeType.LINK]
    return (
        bool(links or "http" in shown)
        and not re.search(r"\w", _without_label(_ADDRESS.sub("", shown)))
        and all(m.text.startswith("http") or m.label.says_what or m.badge for m in links)
    )


def _is_linked_title(item: Item) -> bool:
    """Return whether a paragraph begins with a title that links to a paper."""
    first = next((mark for mark in item.marks if _says(mark)), None)
    return (
        first is not None
        and first.leads_to_paper
        and not first.label.says_what
        and count_words(first.text) >= weights.TITLE_BLOCK_ITEMS
    )


_SAYING = (NodeType.TEXT, NodeType.LINK)


def _ends(item: Item) -> bool:
    """Return whether a paragraph ends with a labelled link to a paper, behind its title."""
    shown = [mark for mark in item.marks if _says(mark) and re.search(r"\w", mark.text)]
    return (
        len(shown) > 1
        and shown[0].what is NodeType.TEXT
        and shown[-1].leads_to_paper
        and shown[-1].label.says_what
    )


def _says(mark: InlineNode) -> bool:
    return mark.what in _SAYING and bool(mark.text.strip())


def _is_bold(item: Item) -> bool:
    shown = [mark for mark in item.marks if _says(mark)]
    return (
        bool(shown)
        and all(mark.style & Style.BOLD for mark in shown)
        and count_words(plain_text(shown)) >= 2
    )


def _under_bold_lines(document: Document, items: list[Item]) -> list[Item]:
    """Items without the bold lines above bullets or rows: these become headings of theirs.

    A line in italics is one if it is a date, or if there are several under one heading.
    """
    remaining: list[Item] = []
    above: tuple[int, int] | None = None
    pairs = [(item, after) for item, after in pairwise(items) if _is_heading(item, after)]
    slanted = Counter(item.heading for item, _ in pairs if not _in_style(item, Style.BOLD))
    headings = {
        id(item)
        for item, _ in pairs
        if _in_style(item, Style.BOLD) or slanted[item.heading] > 1 or date(plain_text(item.marks))
    }
    for item in items:
        if id(item) in headings:
            upper = document.headings[item.heading]
            document.headings.append(
                Heading(
                    plain_text(item.marks), upper.level + 1, item.heading, item.start, item.marks
                )
            )
            above = item.heading, len(document.headings) - 1
            document.structure(item.start, item.end)
            continue
        if above and item.heading == above[0]:
            for one in item.walk():
                one.heading = above[1]
        else:
            above = None
        remaining.append(item)
    return remaining


def _in_style(item: Item, style: Style) -> bool:
    return all(mark.style & style for mark in item.marks if _says(mark))


def _is_heading(item: Item, after: Item) -> bool:
    """Return whether a paragraph is a few words that are set off, above bullets or rows."""
    title = plain_text(item.marks)
    return (
        item.form is ItemForm.PARAGRAPH
        and after.form in {ItemForm.BULLET, ItemForm.ROW}
        and after.heading == item.heading
        and (_in_style(item, Style.BOLD) or _in_style(item, Style.ITALIC))
        and all(mark.what is not NodeType.LINK for mark in item.marks)
        and 0 < count_words(title) <= weights.BOLD_HEADING_WORDS
        and not title.endswith((".", "!", "?", ","))
    )
