"""New papers put into a README that is the source of its list, each as a line in its own form.

The form is learnt from lines that are there. Whatever is put in is read again: the README must then
hold the new paper, in its section, and all others as before.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ... import clock
from ...core.identifiers import arxiv_url, doi_url
from ...core.person_names import display_name
from ...core.same_work import title_key
from ...formats import markdown, readme_source, readme_writer, toml
from .list_edits import add_venue, text_of

if TYPE_CHECKING:
    from ...core.model import AwesomeList, Entry
    from ...core.problem import Location
    from ...core.venues import Venue

_LINES = ("- **{title}** {authors} ({venue} {year}) {links}", readme_writer.LINE)
"""Forms of a line, if none can be learnt."""

_EXAMPLE_LINES = (
    3  # lines from which a form is tried to be learnt: each is tried by reading the list
)

_LINK = re.compile(
    r"(?P<before>\[?\[(?:[^\[\]]|\[[^\[\]]*\]\([^()\s]*\))*\]\()(?P<url>[^()\s]+)\)\]?"
)


class ReadmeEdit:
    """A list in a README."""

    suffix = ".md"

    def __init__(self, awesome_list: AwesomeList, readme: Path) -> None:
        self.awesome_list = awesome_list
        self.changed: dict[Path, str] = {}
        self._readme = readme

    def taken_ids(self) -> set[str]:
        """Return the ids of papers and sections, former ones too, and those of the lock."""
        lock, _ = readme_source.read_lock(readme_source.lock_path(self._readme))
        known = {*lock.known_papers.values(), *lock.known_sections.values(), *lock.former_ids}
        aliases = {a for entry in self.awesome_list.entries.values() for a in entry.aliases}
        return known | aliases | {*self.awesome_list.entries, *self.awesome_list.sections}

    def location(self, paper: str) -> Location:
        """Return the location of its first line."""
        return readme_source.locate_paper(self._readme, paper)

    def path(self, section: str) -> Path:
        """Return the README, whatever the section."""
        del section
        return self._readme

    def add_venue(self, venue: Venue) -> str:
        """Put a block at the end of the registry beside the README."""
        return add_venue(self.changed, self._readme.with_name(toml.VENUES_FILE), venue)

    def add(self, entry: Entry, section: str, remark: str) -> str:
        """Put a line behind the last one of a section, in the form of the lines there."""
        del remark  # a line has no place for it
        text = text_of(self.changed, self._readme)
        reading = self._read(text)
        plain = [line.rstrip("\r\n").removeprefix("\ufeff") for line in text.splitlines()]
        for line in self._forms(reading, plain, section, entry):
            new = _with_line(text, reading, section, line)
            taken = self._taken(reading.awesome_list, new, section)
            if taken and title_key(taken.title) == title_key(entry.title):
                self._put(new, entry)
                return line
        return ""

    def take(self, text: str, section: str, entry: Entry) -> tuple[Entry | None, list[str]]:
        """Put a line behind the last one of a section as somebody has written it."""
        before = text_of(self.changed, self._readme)
        reading = self._read(before)
        new = _with_line(before, reading, section, text.strip("\n"))
        taken = self._taken(reading.awesome_list, new, section)
        if taken is None:
            return None, ["it is not read as one paper of this section, beside all others"]
        written = dataclasses.replace(taken, id=entry.id, added=entry.added)
        self._put(new, written)
        return written, []

    def _read(self, text: str, ids: dict[str, str] | None = None) -> markdown.MarkdownReading:
        lock, _ = readme_source.read_lock(readme_source.lock_path(self._readme))
        known = markdown.KnownIds(
            {**lock.known_papers, **(ids or {})}, lock.known_sections, lock.former_ids
        )
        return markdown.read(text, str(self._readme), self.awesome_list.venues, known)

    def _forms(
        self, reading: markdown.MarkdownReading, lines: Sequence[str], section: str, entry: Entry
    ) -> Iterator[str]:
        """Yield lines that may tell a paper, the most fitting form first."""
        counts: dict[str, list[int]] = {}
        for reported in reading.account.of(markdown.LineStatus.PAPER):
            counts.setdefault(reported.place, []).append(reported.number)
        papers = reading.awesome_list
        own = [one for one in papers.sections[section].entries if papers.homes[one] == section]
        others = [one for one in papers.entries if one not in set(own)]
        examples = [one for one in (*reversed(own), *reversed(others)) if len(counts[one]) == 1]
        for paper in examples[:_EXAMPLE_LINES]:
            line = line_like(lines[counts[paper][0] - 1], papers.entries[paper], entry)
            if line:
                yield line
        address = _address(entry)
        linked = dataclasses.replace(entry, links={"paper": address} if address else {})
        yield from (readme_writer.entry_line(linked, form) for form in _LINES)

    def _taken(self, before: AwesomeList, text: str, section: str) -> Entry | None:
        """Return the new paper of a text that holds one, and all others as before."""
        after = self._read(text).awesome_list
        new = [one for one in after.entries if one not in before.entries]
        if len(new) != 1 or after.homes[new[0]] != section:
            return None
        rest = {id_: one for id_, one in after.entries.items() if id_ != new[0]}
        return after.entries[new[0]] if rest == before.entries else None

    def _put(self, text: str, entry: Entry) -> None:
        self.changed[self._readme] = text
        self._lock(text, entry)

    def _lock(self, text: str, entry: Entry) -> None:
        """Put id and day of a new paper into the lock, if the README has one."""
        path = readme_source.lock_path(self._readme)
        if not path.exists():
            return
        lock, _ = readme_source.read_lock(path)
        ids = dict.fromkeys(markdown.identity_keys(entry), entry.id)
        awesome_list = self._read(text, ids).awesome_list
        grown = readme_source.extend_lock(awesome_list, lock)
        days = {**grown.added, entry.id: entry.added or clock.today()}
        self.changed[path] = readme_source.write_lock(dataclasses.replace(grown, added=days))


def _with_line(text: str, reading: markdown.MarkdownReading, section: str, line: str) -> str:
    """Return a README with a line behind the last one of a section."""
    lines = text.splitlines(keepends=True)
    at = _end_of_section(reading, section)
    ending = "\r\n" if "\r\n" in text else "\n"
    before = lines[at - 1] if lines[at - 1].endswith(("\r", "\n")) else lines[at - 1] + ending
    gap = "" if _is_entry(reading, at) else ending
    return "".join([*lines[: at - 1], before, gap, line, ending, *lines[at:]])


def _end_of_section(reading: markdown.MarkdownReading, section: str) -> int:
    """Return the number of the last line of a section's papers; of its heading, if it has none."""
    papers = reading.awesome_list
    own = {one for one in papers.sections[section].entries if papers.homes[one] == section}
    paper_lines = [
        one.number for one in reading.account.of(markdown.LineStatus.PAPER) if one.place in own
    ]
    shown = [
        one.number
        for one in reading.account.lines
        if one.place == section and one.kind is not markdown.LineStatus.BLANK
    ]
    return max(paper_lines or shown or [len(reading.account.lines)])


def _is_entry(reading: markdown.MarkdownReading, number: int) -> bool:
    return any(one.number == number for one in reading.account.of(markdown.LineStatus.PAPER))


def line_like(line: str, example: Entry, entry: Entry) -> str:
    """Return a line that tells a paper as another line tells another one; "" if it cannot be.

    :param line: of Markdown, which tells the example alone.
    :param example: as it was read from the line.
    :param entry: to be told.

    >>> from sphinx_awesome.core.model import Entry
    >>> first = Entry("a", "Old Title", ("A B",), venue="CVPR", year=2020)
    >>> second = Entry("b", "New Title", ("C D",), venue="ICML", year=2021, arxiv="2101.00001")
    >>> line = "* [Old Title](https://x.org) - A B. *CVPR 2020* [[code](https://y.org)]"
    >>> line_like(line, first, second)
    '* [New Title](https://arxiv.org/abs/2101.00001) - C D. *ICML 2021*'
    """
    title = next((t for t in (readme_writer.escape(example.title), example.title) if t in line), "")
    if not title:
        return ""
    masked = line.replace(title, "\0", 1)
    is_first = True

    def link(match: re.Match[str]) -> str:
        nonlocal is_first
        if not is_first:
            return "\3"
        is_first = False
        ending = match[0][match.end("url") - match.start() :]
        return f"{match['before']}\4{ending}"

    masked = _LINK.sub(link, masked)
    is_row = line.lstrip().startswith("|")  # whose bars are its cells
    masked = re.sub("\3" if is_row else r"[ |/,·]*\x03[\])]*", "", masked)
    if byline := _byline_in(masked, example):
        masked = masked.replace(byline, "\1" if entry.authors else "", 1)
    for name in filter(None, (example.venue,)):
        masked = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "\2", masked, count=1)
    if example.year:
        masked = re.sub(rf"(?<!\d){example.year}(?!\d)", "\5", masked)
    values = {
        "\0": readme_writer.escape(entry.title),
        "\1": readme_writer.escape(entry.byline),
        "\2": readme_writer.escape(entry.venue),
        "\4": _address(entry),
        "\5": str(entry.year or ""),
    }
    if any(mark in masked and not value for mark, value in values.items()):
        return ""  # a link to nowhere, or marks around nothing
    return re.sub("[\0\1\2\4\5]", lambda match: values[match[0]], masked).rstrip()


def _byline_in(line: str, example: Entry) -> str:
    """Return what a line has from the first author to the last, "et al." included."""
    names = [re.escape(display_name(name)) for name in example.named_authors]
    if not names:
        return ""
    last = rf".*?{names[-1]}" if len(names) > 1 else ""
    match = re.search(rf"{names[0]}{last}(?:,?\s+et\s+al\.?)?", line)
    return match[0] if match else ""


def _address(entry: Entry) -> str:
    """Return the address that a line leads to."""
    if entry.arxiv:
        return arxiv_url(entry.arxiv)
    return doi_url(entry.doi) if entry.doi else next(iter(entry.links.values()), "")
