"""The schema of entry files: kinds of files, their tables and fields, and how a fault is told.

It must not know how values are validated: what reads a list from the cache needs no validator.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field
from enum import Enum
from pathlib import PurePath
from typing import Any, NamedTuple, TypeAlias

from ...core.model import Citation, Entry, FieldDefinition, Maintainer, Section
from ...core.problem import KeyPath, ProblemCode, Replacement
from ...core.text import help_text
from ...core.venues import Venue

LIST_FILE = "_list.toml"

VENUES_FILE = "_venues.toml"


@dataclass(frozen=True, slots=True)
class Ref:
    """A block that shows a paper told elsewhere."""

    ref: str = field(
        metadata=help_text(
            "Id of a paper told in another section's file, which this one shows too."
        )
    )


@dataclass(frozen=True, slots=True)
class ListHeader:
    """The keys at the top of `_list.toml`."""

    title: str = field(default="", metadata=help_text("Title of the list."))
    description: str = field(
        default="", metadata=help_text("What the list is about, in a sentence or two. Plain text.")
    )
    homepage: str = field(default="", metadata=help_text("Address where the list is published."))
    repository: str = field(default="", metadata=help_text("Address of its source repository."))
    licence: str = field(
        default="", metadata=help_text("Licence of the list: an SPDX identifier such as `CC0-1.0`.")
    )
    cite: Citation | None = field(default=None, metadata=help_text("How to cite the list itself."))
    sections: tuple[str, ...] = field(
        default=(),
        metadata=help_text(
            "Ids of the sections, which are the names of their files, in their order."
        ),
    )
    removed: Mapping[str, str] = field(
        default_factory=dict,
        metadata=help_text(
            "Id of a paper or a section that had to go, or a former id of it, and the reason, "
            "which its address shows from then on. Plain text. The id is never given again."
        ),
    )
    ignore: Mapping[str, str] = field(
        default_factory=dict,
        metadata=help_text("Rule that `check` is not to apply to the list, and the reason."),
    )
    fields: Mapping[str, FieldDefinition] = field(
        default_factory=dict,
        metadata=help_text(
            "The list's own fields of entries, a table for each, by its name: lower-case letters, "
            "digits and single hyphens. Entries give values as `fields.NAME`."
        ),
    )


@dataclass(frozen=True, slots=True)
class VenuesHeader:
    """The top of `_venues.toml`, which has no keys."""


Header: TypeAlias = Section | ListHeader | VenuesHeader

Value: TypeAlias = Entry | Ref | Maintainer | Venue


class FileKind(Enum):
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
    def of(cls, path: str) -> FileKind:
        """Return the kind of a file, by its name."""
        names = {LIST_FILE: cls.LIST, VENUES_FILE: cls.VENUES}
        return names.get(PurePath(path).name, cls.SECTION)


@dataclass(frozen=True, slots=True)
class Comments:
    """Comments of a block or a header, by the path in it of what they stand above or beside.

    The path is () for the block's own header; it may end with a place of
    :mod:`~sphinx_awesome.formats.toml.scanner`.
    """

    above: Mapping[KeyPath, tuple[str, ...]] = field(default_factory=dict)
    """Lines; "" is a blank line between paragraphs."""
    beside: Mapping[KeyPath, tuple[str, ...]] = field(default_factory=dict)
    """Comments at the end of the line; more than one of a key written over several lines."""


@dataclass(frozen=True, slots=True)
class Block:
    """One `[[entry]]`, `[[maintainer]]` or `[[venue]]`."""

    value: Value
    comments: Comments = Comments()


@dataclass(frozen=True, slots=True)
class EntryFile:
    """One file."""

    kind: FileKind
    header: Header
    blocks: tuple[Block, ...] = ()
    comments: Comments = Comments()
    """Those of the header, and at the top and the bottom of the file."""


def file_fields(model: type) -> list[dataclasses.Field[Any]]:
    """Return the fields of a dataclass that stand in a file: those with a help text.

    :param model: a dataclass of the model.
    """
    return [one for one in dataclasses.fields(model) if "help" in one.metadata]


def is_required(one: dataclasses.Field[Any]) -> bool:
    """Return whether a field must be given.

    :param one: of a dataclass of the model.
    """
    return one.default is MISSING and one.default_factory is MISSING


class Explanation(NamedTuple):
    """A problem without its place."""

    code: ProblemCode
    message: str
    hint: str
    new: Replacement | None = None
    """What the hint says to write, where it leaves no choice."""


class Violation(NamedTuple):
    """A problem with its place in some tables."""

    path: KeyPath
    explanation: Explanation
    is_of_key: bool = False
    """Whether the key is wrong, rather than its value."""


MISSPELT_FIELD_LIKENESS = (
    0.75  # how like a misspelt name is to the one field that it must have meant, at most 1
)


def is_free(table: object, path: Sequence[str | int]) -> bool:
    """Return whether a key can be written into a table: no key and no value is in its way.

    :param table: as read.
    :param path: of the new key within it.
    """
    for part in path:
        if not isinstance(table, Mapping):
            return False
        if part not in table:
            return True
        table = table[part]
    return False
