"""Where the papers of a list stand in its files."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any

from ...core import ids
from ...core.model import Entry
from ...core.problem import Problem, Span
from .across import Clash
from .documents import LIST_FILE, Kind
from .reader import Reading
from .scan import Path as Keys
from .writer import quoted

_INLINE = re.compile(r"""["']?removed["']?\s*=""")
_ID_IN_TEXT = re.compile(rf"""(?m)(?:^\s*id\s*=\s*|[\[,]\s*)["'](?P<id>{ids.ID_PATTERN})["']""")


class Places:
    """Where everything in a directory of entry files stands.

    Files are looked through when something in them is asked for, each once.

    :param sections: files that were read, by the id of the section.
    :ivar clashes: what each problem of an id that was given twice is about.
    """

    def __init__(
        self,
        root: Path,
        listed: Reading | None,
        sections: Mapping[str, Reading],
        clashes: Mapping[Problem, Clash],
    ) -> None:
        self._root = root
        self._listed = listed
        self._sections = sections
        self.clashes = clashes

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

    def of_removals(self, removals: Mapping[str, str]) -> tuple[Span, str, tuple[str, ...]]:
        """The place in the list's own file for what was removed, and what to write there.

        :param removals: reasons, by id.
        :return: the place; where to write, as a hint; and the lines to write.
        """
        path = self._root / LIST_FILE
        lines = [f"{id_} = {quoted(reason)}" for id_, reason in removals.items()]
        span, where = Span(str(path)), f"write at the top of {path}"
        if self._listed is None and not path.exists():
            where = f"write into a new file, {path}"
        form = self._form_of_removals()
        if form == "dotted":
            lines = [f"removed.{line}" for line in lines]
        elif form == "table":
            span, where = self.of_list("removed"), f"write below [removed] in {path}"
        else:
            span, where = self.of_list("removed"), f"write between the braces in {path}"
            lines = [f"{', '.join(lines)},"]
        return span, f"{where}, with the reason for why", tuple(lines)

    def _form_of_removals(self) -> str:
        """How the list's own file writes what was removed: `dotted`, as a `table` or `inline`."""
        if self._listed is None or "removed" not in self._listed.source.header:
            return "dotted"
        source = self._listed.source
        line = source.text.split("\n")[source.span("removed").line - 1].lstrip()
        if line.startswith("["):
            return "table"
        return "inline" if _INLINE.match(line) else "dotted"

    @property
    def is_list_file_unread(self) -> bool:
        """Whether the list's own file is there and cannot be read."""
        return self._listed is None and (self._root / LIST_FILE).exists()

    def written_ids(self) -> set[str]:
        """All ids that stand in the files, those of blocks too that could not be read.

        Of a file that is no TOML, all that its text may give as an id.
        """
        found: set[str] = set()
        for reading in (self._listed, *self._sections.values()):
            if reading is not None:
                header, blocks = reading.source.header, reading.source.blocks
                tables = [header, *(block for block in blocks if isinstance(block, dict))]
                for table in tables:
                    found.update(_given_ids(table))
                if not reading.source.is_whole:
                    found.update(m["id"] for m in _ID_IN_TEXT.finditer(reading.source.text))
        return found | self._sections.keys()

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


def _given_ids(table: Mapping[str, Any]) -> Iterator[str]:
    """The ids that a block, or the top of a file, gives: whatever else is wrong with it."""
    if isinstance(id_ := table.get("id"), str):
        yield id_
    if isinstance(aliases := table.get("aliases"), list):
        yield from (alias for alias in aliases if isinstance(alias, str))
    if isinstance(removed := table.get("removed"), dict):
        yield from removed
