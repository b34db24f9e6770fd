"""Marks: what inline text is made of, whether it was written in Markdown or in HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, IntFlag


class Style(IntFlag):
    """How text is set off."""

    PLAIN = 0
    BOLD = 1
    ITALIC = 2
    UNDERLINED = 4
    CODE = 8
    STRUCK = 16


class What(Enum):
    """What a mark is."""

    TEXT = "text"
    LINK = "link"
    IMAGE = "image"
    SOFT = "soft"
    """The end of a source line that is not the end of a line on the page."""
    BREAK = "break"
    TAG = "tag"
    """An HTML tag that makes blocks: its text is `name` or `/name`."""


@dataclass(slots=True)
class Mark:
    """A piece of inline text."""

    what: What
    text: str = ""
    """Of a link, its text; of a picture, what stands for it."""
    style: Style = Style.PLAIN
    url: str = ""
    """Of a link, where it leads; of a picture, where it is."""
    line: int = 0
    """Source line, counted from the first of the block."""
    badge: str = ""
    """Of a link, the address of the picture in it, if it has one."""


def plain(pieces: Sequence[Mark]) -> str:
    """The text of some marks, without that of pictures."""
    return " ".join("".join(_plain(pieces)).split())


def _plain(pieces: Sequence[Mark]) -> Iterator[str]:
    for mark in pieces:
        if mark.what is What.TEXT:
            yield mark.text
        elif mark.what is What.LINK:
            yield "" if mark.badge else mark.text
        else:
            yield " "
