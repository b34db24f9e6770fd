"""Lists where they are kept: entry files and READMEs, and what can be written into each.

It must not know sources, nor how what is written is printed.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ...core import files
from ...core.problem import KeyPath, Replacement
from .. import common
from ..common import UsageError

if TYPE_CHECKING:
    from datetime import date

    from ...core.model import AwesomeList
    from ...core.problem import Location
    from ...formats.readme_source import ReadmeLocations
    from ...formats.toml import EntryLocations


class FieldEdit(NamedTuple):
    """A value to write into the block of a paper."""

    paper: str
    keys: KeyPath
    """Of the value in the block."""
    new: Replacement
    remark: str = ""
    """Comment above it; "" for none."""
    old: object = None
    """The value that it takes the place of; None where there is none yet."""


class StoredList(Protocol):
    """A list where it is kept."""

    awesome_list: AwesomeList

    def can_take(self, keys: KeyPath) -> bool:
        """Return whether a field can be written here at all."""
        ...

    def place(self, paper: str, *keys: str | int) -> Location:
        """Return where a paper stands, or a value in its block."""
        ...

    def write(self, edits: Iterable[FieldEdit]) -> set[FieldEdit]:
        """Write into the files, each replaced at once; return what is written.

        :param edits: one at least, of fields that the list can take.
        """
        ...


class EntryDirectory:
    """A list in a directory of entry files."""

    def __init__(self, awesome_list: AwesomeList, places: EntryLocations) -> None:
        self.awesome_list = awesome_list
        self._places = places

    def can_take(self, keys: KeyPath) -> bool:
        """Return whether a field can be written here at all."""
        return bool(keys)

    def place(self, paper: str, *keys: str | int) -> Location:
        """Return where a paper stands, or a value in its block."""
        return self._places.of_paper(self.awesome_list.homes[paper], paper, *keys)

    def write(self, edits: Iterable[FieldEdit]) -> set[FieldEdit]:
        """Write into the files; return what is written."""
        by_section: dict[str, list[FieldEdit]] = defaultdict(list)
        for edit in edits:
            by_section[self.awesome_list.homes[edit.paper]].append(edit)
        return {done for section, some in by_section.items() for done in self._write(section, some)}

    def _write(self, section: str, edits: Iterable[FieldEdit]) -> list[FieldEdit]:
        """Write into the file of a section; return what is written."""
        from ...formats.toml import insert, replace_values  # noqa: PLC0415

        path = self._places.path(section)
        by_keys = {self._places.keys(section, one.paper, *one.keys): one for one in edits}
        new = {keys: one for keys, one in by_keys.items() if one.old is None}
        changed = {keys: (one.old, one.new) for keys, one in by_keys.items() if keys not in new}
        before, _ = files.read_file(path)
        text, replaced = replace_values(before or "", str(path), changed)
        values = {keys: one.new for keys, one in new.items()}
        remarks = {keys: one.remark for keys, one in new.items() if one.remark}
        text, added = insert(text, str(path), values, remarks)
        if text != before:
            files.replace_file(path, text)
        return [by_keys[keys] for keys in (*replaced, *added)]


class ReadmeList:
    """A list in a README: its lock has the days, and the ids by which it tells papers apart."""

    def __init__(self, awesome_list: AwesomeList, readme: Path) -> None:
        self.awesome_list = awesome_list
        self._readme = readme

    @cached_property
    def _places(self) -> ReadmeLocations:
        from ...formats import readme_source  # noqa: PLC0415

        return readme_source.ReadmeLocations(self._readme)

    def can_take(self, keys: KeyPath) -> bool:
        """Return whether a field can be written here at all."""
        return keys == ("added",)

    def place(self, paper: str, *keys: str | int) -> Location:
        """Return where a paper stands, or a value in its block."""
        entry = self.awesome_list.entries[paper]
        values: list[str] = []
        if keys:
            first = getattr(entry, str(keys[0]), "")
            values = [first.get(keys[-1], "") if isinstance(first, Mapping) else str(first)]
        return self._places.of_paper(paper, *values)

    def write(self, edits: Iterable[FieldEdit]) -> set[FieldEdit]:
        """Write into the files; return what is written."""
        from ...formats import readme_source  # noqa: PLC0415

        written = set(edits)
        days: dict[str, date] = {edit.paper: edit.new for edit in written}  # type: ignore[misc]
        path = readme_source.lock_path(self._readme)
        lock, _ = readme_source.read_lock(path)
        grown = readme_source.extend_lock(self.awesome_list, lock)
        grown = dataclasses.replace(grown, added={**grown.added, **days})
        files.replace_file(path, readme_source.write_lock(grown))
        return written


def load_stored_list(path: Path) -> StoredList | None:
    """Return a list without errors; else None, with its errors printed.

    :raises UsageError: if there is no list, or no entry in it.
    """
    from ...formats import loading, readme_writer, toml  # noqa: PLC0415  (pydantic)

    if not path.exists():
        raise UsageError(f"{path} does not exist", "name where the list is with --list")
    stored: StoredList
    if loading.is_readme(path):
        if readme_writer.NOTE in files.read_text(path):
            hint = "name their directory with --list"
            raise UsageError(f"the list in {path} is made from entry files", hint)
        awesome_list, problems = loading.load(path)
        stored = ReadmeList(awesome_list, path)
    elif path.is_dir():
        awesome_list, problems, places = toml.load_with_locations(path)
        stored = EntryDirectory(awesome_list, places)
    else:
        what = f"{path} is neither a directory of entry files nor a README in Markdown"
        raise UsageError(what, f"name their directory: {path.parent}")
    if common.print_errors(problems):
        return None
    if not awesome_list.entries:
        raise UsageError(f"no entry was found in {path}", "name where the list is with --list")
    return stored
