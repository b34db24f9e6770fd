"""The files of a list as they are written: header, blocks and comments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePath
from typing import TypeAlias

from ...core.model import Citation, Entry, Maintainer, Section, Venue
from .scan import Path

LIST_FILE = "_list.toml"
VENUES_FILE = "_venues.toml"


def _help(text: str) -> dict[str, str]:
    return {"help": text}


@dataclass(frozen=True, slots=True)
class Ref:
    """A block that shows a paper told elsewhere."""

    ref: str = field(
        metadata=_help("Id of a paper told in another section's file, which this one shows too.")
    )


@dataclass(frozen=True, slots=True)
class ListHeader:
    """The keys at the top of `_list.toml`."""

    title: str = field(default="", metadata=_help("Title of the list."))
    description: str = field(
        default="", metadata=_help("What the list is about, in a sentence or two. Plain text.")
    )
    homepage: str = field(default="", metadata=_help("Address where the list is published."))
    repository: str = field(default="", metadata=_help("Address of its source repository."))
    licence: str = field(
        default="", metadata=_help("Licence of the list: an SPDX identifier such as `CC0-1.0`.")
    )
    cite: Citation | None = field(default=None, metadata=_help("How to cite the list itself."))
    sections: tuple[str, ...] = field(
        default=(),
        metadata=_help("Ids of the sections, which are the names of their files, in their order."),
    )
    removed: Mapping[str, str] = field(
        default_factory=dict,
        metadata=_help(
            "Id of a paper or a section that had to go, or a former id of it, and the reason, "
            "which its address shows from then on. Plain text. The id is never given again."
        ),
    )
    ignore: Mapping[str, str] = field(
        default_factory=dict,
        metadata=_help("Rule that `check` is not to apply to the list, and the reason."),
    )


@dataclass(frozen=True, slots=True)
class VenuesHeader:
    """The top of `_venues.toml`, which has no keys."""


Header: TypeAlias = Section | ListHeader | VenuesHeader
Value: TypeAlias = Entry | Ref | Maintainer | Venue


class Kind(Enum):
    """The three kinds of files: what is at their top, and what their blocks are and are called."""

    SECTION = (Section, Entry, "entry", "The papers, in the order in which to show them.")
    LIST = (ListHeader, Maintainer, "maintainer", "Who keeps the list.")
    VENUES = (VenuesHeader, Venue, "venue", "Venues to add, or to replace by their short names.")

    def __init__(self, header: type, block: type, name: str, meaning: str) -> None:
        self.header = header
        self.block = block
        self.block_name = name
        self.meaning = meaning

    @classmethod
    def of(cls, path: str) -> Kind:
        """The kind of a file, by its name."""
        names = {LIST_FILE: cls.LIST, VENUES_FILE: cls.VENUES}
        return names.get(PurePath(path).name, cls.SECTION)


@dataclass(frozen=True, slots=True)
class Comments:
    """Comments of a block or a header, by the path in it of what they stand above or beside.

    The path is () for the block's own header; it may end with a place of
    :mod:`~sphinx_awesome.formats.toml.scan`.
    """

    above: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    """Lines; "" is a blank line between paragraphs."""
    beside: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    """Comments at the end of the line; more than one of a key written over several lines."""


@dataclass(frozen=True, slots=True)
class Block:
    """One `[[entry]]`, `[[maintainer]]` or `[[venue]]`."""

    value: Value
    comments: Comments = Comments()


@dataclass(frozen=True, slots=True)
class Document:
    """One file."""

    kind: Kind
    header: Header
    blocks: tuple[Block, ...] = ()
    comments: Comments = Comments()
    """Those of the header, and at the top and the bottom of the file."""
