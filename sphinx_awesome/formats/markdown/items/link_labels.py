"""Labels of the links of an item: by their texts, by columns, and by what stands beside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from ....core.model import PAPER_LABELS
from ....core.text import clean, fold
from .. import weights
from ..document.outline import Item
from ..words.fragments import count_words, tidy
from ..words.link_kinds import (
    LABEL_IN_ANY_LANGUAGE,
    ClassifiedUrl,
    LinkLabel,
    UrlKind,
    fold_label,
    trailing_label,
)
from .segments import Segment, SegmentType

NamedLink: TypeAlias = tuple[str, ClassifiedUrl, Segment]
"""A link with what it is called."""

_WORD_BEFORE = re.compile(r"([\w.+#-]+(?: [\w.+#-]+)?)\s*[:：]\s*\Z")

_OF_ADDRESS = re.compile(r"\s*([^\W\d_][\w'’&/-]*(?: [\w'’&/()-]+){0,3})\s*[:：]\s*")


def tell_links_apart(links: list[NamedLink], fields: Sequence[Segment]) -> None:
    """Call links of one label as the list does, or by what stands beside: `code (PyTorch)`.

    One of them keeps the label: the first that the list calls so.
    """
    names = {label for label, _, _ in links}
    if len(names) == len(links):
        return
    alike: dict[str, list[int]] = {}
    for at, (label, _, _) in enumerate(links):
        alike.setdefault(label, []).append(at)
    numbers = {id(one): at for at, one in enumerate(fields)}
    for label, places in alike.items():
        called_so = (at for at in places if fold_label(links[at][2].text) == label)
        keeps = next(called_so, places[0])
        for at in places:
            _, target, one = links[at]
            name = _own_word(label, one) or _word_beside(label, fields, numbers[id(one)])
            is_other = at != keeps and target.url != links[keeps][1].url
            if is_other and name and name not in names:
                links[at] = (name, target, one)
                names.add(name)


def _own_word(label: str, one: Segment) -> str:
    """Return what the list calls a link, if that is another word than its label."""
    word = one.label.word
    if not one.label.says_what or not word or one.badge or word in {label, fold_label(label)}:
        return ""
    is_plain = word in PAPER_LABELS and one.text.strip(" []()").lower() == "paper"
    return "paper" if is_plain else clean(one.text.strip(" \t\n[]()|,.:;`*"))


def _word_beside(label: str, fields: Sequence[Segment], at: int) -> str:
    """Return the label with what stands in brackets behind a link, or before it and a colon.

    :param at: the number of the link among the segments.
    """
    one = fields[at]
    behind = fields[at + 1] if at + 1 < len(fields) else one
    before = fields[at - 1] if at else one
    match = _WORD_BEFORE.search(before.text) if before.what is SegmentType.TEXT else None
    word = behind.text if behind.bracket == "(" else match[1] if match else ""
    beside = [other for other in (behind, before) if other.row == one.row]
    is_word = beside and 0 < count_words(word) <= weights.WORD_BESIDE_WORDS
    return f"{label} ({tidy(word)})" if is_word and fold(word) != label else ""


def label_of_link(item: Item, one: Segment, before: Segment | None) -> LinkLabel:
    """Return what a link is called: its text, or what its column or the label before it says."""
    if one.target and one.target.leads is UrlKind.CODE and item.role(one.row) == "link":
        head = LinkLabel(item.columns[one.row].head)
        says_less = not one.label.is_known or LABEL_IN_ANY_LANGUAGE.get(one.label.word) == "link"
        return head if head.word in LABEL_IN_ANY_LANGUAGE and says_less else one.label
    if (
        before is not None
        and before.what is SegmentType.TEXT
        and not (one.text and one.label.is_known)
        and (text := trailing_label(before.text))
    ):
        return LinkLabel(text)
    match = _OF_ADDRESS.fullmatch(before.text) if before and before.row and not one.text else None
    return LinkLabel(match[1]) if match else one.label


def labels_address(fields: Sequence[Segment], at: int) -> bool:
    """Return whether a text on a line of its own says what is at an address behind it.

    As in `Colour wheel: https://example.org/wheel`, below a title.
    """
    one, after = fields[at], fields[at + 1] if at + 1 < len(fields) else None
    begins = one.row > 0 and fields[at - 1].row != one.row
    is_bare = after is not None and after.target is not None and not after.text
    return begins and is_bare and _OF_ADDRESS.fullmatch(one.text) is not None
