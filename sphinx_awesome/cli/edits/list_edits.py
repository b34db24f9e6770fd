"""New papers put into a list where it is kept: entry files, or a README edited by hand.

All is put into texts in memory, and written at the end. What a paper is, and whether it may be
added, it must not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ...core import files
from ...core.model import Entry
from ...core.problem import KeyPath, Location, Problem, Severity
from ...formats import toml

if TYPE_CHECKING:
    from ...core.model import AwesomeList
    from ...core.venues import Venue


class ListEdit(Protocol):
    """A list where it is kept, which can take papers."""

    awesome_list: AwesomeList
    changed: dict[Path, str]
    """New texts of files."""
    suffix: str
    """Ending of a file that holds what is put in for a paper alone."""

    def taken_ids(self) -> set[str]:
        """Return the ids that a new paper cannot have."""

    def location(self, paper: str) -> Location:
        """Return where a paper of the list stands."""

    def path(self, section: str) -> Path:
        """Return the file in which a section stands."""

    def add(self, entry: Entry, section: str, remark: str) -> str:
        """Put a paper at the end of a section; return what is put there, "" if it cannot be.

        :param remark: on what its venue rests; "" for nothing.
        """

    def take(self, text: str, section: str, entry: Entry) -> tuple[Entry | None, list[str]]:
        """Put a paper at the end of a section as somebody has written it.

        :param text: as :meth:`add` returns it, edited.
        :param entry: as it was before.
        :return: what is read of it; or None, and lines that say why nothing was put in.
        """

    def add_venue(self, venue: Venue) -> str:
        """Put a venue into the list's own registry; return what is put there."""


class EntryFilesEdit:
    """A list in a directory of entry files."""

    suffix = ".toml"

    def __init__(self, awesome_list: AwesomeList, root: Path, places: toml.EntryLocations) -> None:
        self.awesome_list = awesome_list
        self.changed: dict[Path, str] = {}
        self._root = root
        self._places = places

    def taken_ids(self) -> set[str]:
        """Return all ids in the files, those of sections and former ones too."""
        return self._places.written_ids()

    def location(self, paper: str) -> Location:
        """Return the location of its block."""
        return self._places.of_paper(self.awesome_list.homes[paper], paper)

    def path(self, section: str) -> Path:
        """Return the file of a section."""
        return self._places.path(section)

    def add(self, entry: Entry, section: str, remark: str) -> str:
        """Put a block at the end of the file of a section."""
        above: dict[KeyPath, tuple[str, ...]] = {("venue",): (f"# {remark}",)} if remark else {}
        block = toml.Block(entry, toml.Comments(above))
        written = toml.write_block(toml.FileKind.SECTION, block)
        return append_block(self.changed, self.path(section), written)

    def take(self, text: str, section: str, entry: Entry) -> tuple[Entry | None, list[str]]:
        """Put a block at the end of the file of a section as somebody has written it."""
        del entry
        name = f"{section}{self.suffix}"
        document, problems = toml.read_entry_file(f'title = "x"\n{text}', name)
        if wrong := [one for one in problems if one.severity is not Severity.NOTICE]:
            return None, [_of_block(one) for one in wrong]
        values = [block.value for block in document.blocks]
        new = values[0] if len(values) == 1 else None
        block = text.strip("\n")
        if isinstance(new, Entry) and append_block(self.changed, self.path(section), block):
            return new, []
        return None, ["one [[entry]] is to be left, and nothing else"]

    def add_venue(self, venue: Venue) -> str:
        """Put a block at the end of the list's own registry, which need not be there."""
        return add_venue(self.changed, self._root / toml.VENUES_FILE, venue)


def _of_block(problem: Problem) -> str:
    """Return a problem of a block that a line stands above, with the line of the block."""
    line = max(1, problem.location.line - 1)
    hint = f"; {problem.hint}" if problem.hint else ""
    return f"line {line}: {problem.message} [{problem.code}]{hint}"


def add_venue(changed: dict[Path, str], path: Path, venue: Venue) -> str:
    """Put a venue at the end of a registry in memory; return its block, "" if it cannot be put.

    :param changed: new texts of files, to be changed.
    :param path: of the registry, which need not be there.
    """
    return append_block(changed, path, toml.write_block(toml.FileKind.VENUES, toml.Block(venue)))


def append_block(changed: dict[Path, str], path: Path, block: str) -> str:
    """Put a block at the end of a file in memory; return it, "" if the file cannot take it."""
    text = text_of(changed, path)
    new = toml.append(text, str(path), block)
    if new == text:
        return ""
    changed[path] = new
    return block


def text_of(changed: Mapping[Path, str], path: Path) -> str:
    """Return the text of a file with the changes so far; "" if it is not there."""
    if path not in changed and path.exists():
        return files.read_file(path)[0] or ""
    return changed.get(path, "")
