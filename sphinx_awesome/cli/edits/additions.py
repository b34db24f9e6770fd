"""Papers that are to be added, and what becomes of each: for people, for programs, for GitHub.

It must not know sources, nor how a list is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..findings import code_block, code_span

if TYPE_CHECKING:
    from ...core.model import Entry

WRITTEN, DRY, REFUSED, UNASKED = "written", "would be written", "refused", "could not be asked"
"""What became of a paper."""

STATUS: Mapping[str, int] = {WRITTEN: 0, DRY: 0, REFUSED: 1, UNASKED: 3}
"""Exit status by what became of a paper."""


@dataclass
class PaperAddition:
    """One paper to add, and what becomes of it."""

    what: str
    standing: str = ""
    message: str = ""
    hint: str = ""
    section: str = ""
    title: str = ""
    """Of the section."""
    entry: Entry | None = None
    block: str = ""
    venue_block: str = ""
    location: str = ""
    origins: dict[str, str] = field(default_factory=dict)
    """Label of the source of each field."""
    remarks: list[str] = field(default_factory=list)

    def refuse(self, message: str, hint: str = "") -> None:
        """Note why it is not written."""
        self.standing, self.message, self.hint = REFUSED, message, hint

    @property
    def entry_id(self) -> str:
        """Return the id of its entry; "" if it has none."""
        return self.entry.id if self.entry else ""

    @property
    def fields_by_source(self) -> dict[str, list[str]]:
        """Return the names of its fields by the label of the source of each."""
        by_source: dict[str, list[str]] = {}
        for name, label in self.origins.items():
            by_source.setdefault(label, []).append(name)
        return by_source

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        path, _, line = self.location.rpartition(":")
        return {
            "what": self.what,
            "standing": self.standing,
            "id": self.entry_id,
            "path": path,
            "line": int(line or 0),
            "section": self.section,
            "text": self.block,
            "venue": self.venue_block,
            "sources": self.origins,
            "message": "; ".join(filter(None, [self.message, *self.remarks])),
            "hint": self.hint,
        }

    def lines(self) -> Iterator[str]:
        """Yield the lines that show it to people."""
        if self.block:
            yield f"{self.location}, at the end of {self.title}:"
            yield ""
            yield from (f"    {line}" for line in self.block.split("\n"))
            yield ""
            for label, names in self.fields_by_source.items():
                yield f"from {label}: {', '.join(names)}"
        yield from (f"note: {remark}" for remark in self.remarks)
        if self.venue_block and self.entry:
            yield ""
            yield f'warning: no venue is called "{self.entry.venue}" [venue]'
            yield "  hint: this block for _venues.toml would be added too"
            yield ""
            yield from (f"    {line}" for line in self.venue_block.split("\n"))
        if self.standing:
            yield f"{self.what}: {self.message}" if self.message else self.what
            if self.hint:
                yield f"  hint: {self.hint}"
            yield "nothing was written"
        yield ""

    def markdown(self) -> str:
        """Return it as Markdown, for a comment or a pull request on GitHub.

        What sources or strangers say stands in code alone: no name is called, no link is made, and
        nothing is closed by it.
        """
        if self.standing in {REFUSED, UNASKED}:
            heading = "Not added" if self.standing == REFUSED else "Not added yet"
            parts = [heading, f"- {code_span(self.what)}: {code_span(self.message)}"]
            parts[1] += f"\n- {code_span(self.hint)}" if self.hint else ""
        else:
            heading = f"{code_span(self.entry_id)}, at the end of {code_span(self.title)}"
            parts = [heading, code_block(self.block, "toml")]
            if self.venue_block:
                parts.append("A venue that the list does not know yet:")
                parts.append(code_block(self.venue_block, "toml"))
            rows = [
                f"- from {code_span(label)}: {', '.join(map(code_span, names))}"
                for label, names in self.fields_by_source.items()
            ]
            parts.append("\n".join(rows))
        parts.append("\n".join(f"- {code_span(remark)}" for remark in self.remarks))
        parts[0] = f"### {parts[0]}"
        return "\n\n".join(filter(None, parts)) + "\n"
