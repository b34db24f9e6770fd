"""Where the papers of a list stand in its files."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path, PurePath

from ...core.model import Entry
from ...core.problem import Span
from .documents import LIST_FILE, Kind
from .reader import Reading
from .scan import Path as Keys


class Places:
    """Where everything in a directory of entry files stands.

    Files are looked through when something in them is asked for, each once.

    :param sections: files that were read, by the id of the section.
    """

    def __init__(self, root: Path, listed: Reading | None, sections: Mapping[str, Reading]) -> None:
        self._root = root
        self._listed = listed
        self._sections = sections

    def path(self, section: str) -> Path:
        """The file of a section."""
        return self._root / f"{section}.toml"

    def keys(self, section: str, paper: str, *keys: str | int) -> Keys:
        """The path of something in a paper's block within the file of its section."""
        place = (Kind.SECTION.block_name, self._blocks[section][paper], *keys)
        return self._sections[section].path_in_file(place)

    def of_paper(self, section: str, paper: str, *keys: str | int, value: bool = True) -> Span:
        """The place of a value, or of its key, in a paper's block, which the section tells."""
        source = self._sections[section].source
        return source.span(*self.keys(section, paper, *keys), value=value)

    def of_section(self, section: str, *keys: str) -> Span:
        """The place of a key at the top of a section's file."""
        return self._sections[section].source.span(*keys)

    def of_list(self, *keys: str) -> Span:
        """The place of a key at the top of the list's own file."""
        return self._listed.source.span(*keys) if self._listed else Span(str(self._root))

    def owner(self, span: Span) -> tuple[str, str]:
        """Section and paper to which a place belongs, or ""."""
        path = PurePath(span.path)
        if path.name == LIST_FILE or path.stem not in self._sections:
            return "", ""
        lines = self._lines[path.stem]
        at = bisect_right(lines, span.line) - 1
        value = self._sections[path.stem].values[at] if at >= 0 else None
        return path.stem, value.id if isinstance(value, Entry) else ""

    @cached_property
    def _blocks(self) -> dict[str, dict[str, int]]:
        """The number of the first block of each paper in the file of each section."""
        found: dict[str, dict[str, int]] = {}
        for section, reading in self._sections.items():
            blocks = found[section] = {}
            for index, value in enumerate(reading.values):
                if isinstance(value, Entry):
                    blocks.setdefault(value.id, index)
        return found

    @cached_property
    def _lines(self) -> dict[str, list[int]]:
        """The lines on which the blocks of each section start."""
        name = Kind.SECTION.block_name
        return {
            section: [reading.source.span(name, at).line for at in range(len(reading.values))]
            for section, reading in self._sections.items()
        }
