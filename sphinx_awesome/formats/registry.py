"""All formats by name: what is read, what is written, and what each has no place for.

The modules of formats are imported when they are asked for: most of them are asked for never.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.model import AwesomeList, Entry, names_in
from ..core.person_names import ET_AL
from ..core.problem import Problem

if TYPE_CHECKING:
    from .markdown import Frame, MarkdownReading, ProsePart

_OF_A_PAPER = [field.name for field in fields(Entry)]

_DEFAULTS = {field.name: field.default for field in fields(Entry)}

_OF_A_LIST = [f.name for f in fields(AwesomeList) if f.name not in {"entries", "homes", "venues"}]

_EVERYTHING = frozenset(_OF_A_PAPER)

_CITED = frozenset(
    {"id", "title", "authors", "venue", "type", "publisher", "year", "doi", "arxiv", "published"}
)


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The result of reading a source."""

    awesome_list: AwesomeList
    problems: list[Problem]
    account: Any = None
    """Of Markdown: :class:`sphinx_awesome.formats.markdown.LineReport`."""
    paths: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of Markdown: the headings that lead to a section, its own last, by its id."""
    parts: tuple[ProsePart, ...] = ()
    """Of Markdown: what is no entry, by its headings, in their order."""
    frame: Frame | None = None
    """Of Markdown: what stands before and after the list."""

    @classmethod
    def of_markdown(cls, reading: MarkdownReading) -> ReadResult:
        """Return what was read of a README."""
        return cls(
            reading.awesome_list,
            reading.problems,
            reading.account,
            reading.paths,
            reading.parts,
            reading.frame,
        )


@dataclass(frozen=True, slots=True)
class ListFormat:
    """One way to write a list down."""

    name: str
    title: str
    endings: tuple[str, ...]
    write: Callable[[AwesomeList], str]
    """Write a list as a text."""
    reader: Callable[[str, str, str], ReadResult] | None = None
    """Read a list from a text, its path and the folder of its source; None if it cannot be read."""
    holds: frozenset[str] = _EVERYTHING
    """Fields of a paper that it has a place for."""
    holds_of_list: frozenset[str] = frozenset()
    """What it has a place for that is said of the list, `sections` among it."""
    can_hold: Callable[[Entry], bool] | None = None
    """Return whether a paper can be written at all; None if every paper can."""
    says_et_al: bool = True
    """Whether it can say that not all authors are named."""

    def read(self, text: str, path: str, folder: str = "") -> ReadResult:
        """Read a list. Total.

        :param text: in this format.
        :param path: as problems shall name the source.
        :param folder: where on the web the source's folder is, with a slash at its end, if it is
            known: Markdown links to files in it.
        """
        assert self.reader is not None, f"{self.title} cannot be read"  # noqa: S101
        return self.reader(text, path, folder)

    def losses(self, awesome_list: AwesomeList) -> list[str]:
        """Return what is lost when the list is written, each as the rest of a sentence.

        :param awesome_list: the whole list.
        """
        filled = Counter(
            name
            for entry in awesome_list.entries.values()
            for name in _OF_A_PAPER
            if name not in self.holds
            and (value := getattr(entry, name))
            and value != _DEFAULTS[name]
        )
        own = Counter(name for entry in awesome_list.entries.values() for name in entry.fields)
        papers = [
            text
            for name in _OF_A_PAPER
            if filled[name]
            for text in (
                [f"fields.{one} ({own[one]})" for one in own]
                if name == "fields"
                else [f"{name} ({filled[name]})"]
            )
        ]
        incomplete = sum(entry.has_more_authors for entry in awesome_list.entries.values())
        if incomplete and not self.says_et_al:
            papers.append(f'"{ET_AL}" ({incomplete})')
        facts = [
            name
            for name in _OF_A_LIST
            if name not in self.holds_of_list
            and getattr(awesome_list, name)
            and (name != "sections" or len(awesome_list.sections) > 1)
        ]
        unwritten = {"fields of papers": papers, "facts of the list": facts}
        lost = [f"{whose}: {', '.join(names)}" for whose, names in unwritten.items() if names]
        if can_hold := self.can_hold:
            without = [entry.id for entry in awesome_list.entries.values() if not can_hold(entry)]
            lost += [f"papers: {', '.join(without)}"] if without else []
        return lost


def _write_toml(awesome_list: AwesomeList) -> str:
    from .toml import write_single_file  # noqa: PLC0415

    return write_single_file(awesome_list)


def _write_markdown(awesome_list: AwesomeList) -> str:
    from .readme_writer import write_all  # noqa: PLC0415

    return write_all(awesome_list)


def _write_bibtex(awesome_list: AwesomeList) -> str:
    from .bibtex import write_all  # noqa: PLC0415

    return write_all(awesome_list)


def _write_csl_json(awesome_list: AwesomeList) -> str:
    from .csl_json import write_all  # noqa: PLC0415

    return write_all(awesome_list)


def _write_ris(awesome_list: AwesomeList) -> str:
    from .ris import write_all  # noqa: PLC0415

    return write_all(awesome_list)


def _write_csv(awesome_list: AwesomeList) -> str:
    from .csv_table import write_all  # noqa: PLC0415

    return write_all(awesome_list)


def _write_atom(awesome_list: AwesomeList) -> str:
    from .atom import write_all  # noqa: PLC0415

    return write_all(awesome_list)


def _has_feed_date(entry: Entry) -> bool:
    from .atom import feed_date  # noqa: PLC0415

    return bool(feed_date(entry))


def _read_toml(text: str, path: str, _folder: str) -> ReadResult:
    from .toml import load_single_file  # noqa: PLC0415

    return ReadResult(*load_single_file(text, path))


def _read_bibtex(text: str, path: str, _folder: str) -> ReadResult:
    from ..core.venues import Venues  # noqa: PLC0415
    from .bibtex.reader import read  # noqa: PLC0415
    from .toml import packaged_venues  # noqa: PLC0415

    return ReadResult(*read(text, path, Venues(packaged_venues())))


def _read_markdown(text: str, path: str, folder: str) -> ReadResult:
    from .markdown import read  # noqa: PLC0415

    return ReadResult.of_markdown(read(text, path, folder=folder))


FORMATS = {
    known.name: known
    for known in (
        ListFormat(
            "toml",
            "TOML",
            (".toml",),
            _write_toml,
            _read_toml,
            holds_of_list=frozenset({"title", "description", "ignore"}),
        ),
        ListFormat(
            "md",
            "Markdown",
            (".md", ".markdown"),
            _write_markdown,
            _read_markdown,
            frozenset({"title", "venue", "year", "track", "links"}),
            frozenset({"title", "description", "sections"}),
        ),
        ListFormat(
            "bib",
            "BibTeX",
            (".bib",),
            _write_bibtex,
            _read_bibtex,
            _CITED | names_in("bib").keys(),
        ),
        ListFormat(
            "json",
            "CSL-JSON",
            (".json",),
            _write_csl_json,
            holds=_CITED | names_in("json").keys() | {"fields"},
            says_et_al=False,
        ),
        ListFormat(
            "ris",
            "RIS",
            (".ris",),
            _write_ris,
            holds=_CITED | names_in("ris").keys(),
            says_et_al=False,
        ),
        ListFormat(
            "csv",
            "CSV",
            (".csv",),
            _write_csv,
            holds=_EVERYTHING - {"ignore"},
            holds_of_list=frozenset({"sections"}),
        ),
        ListFormat(
            "atom",
            "Atom",
            (".atom", ".xml"),
            _write_atom,
            holds=(_CITED - {"arxiv", "type", "publisher"})
            | {"abstract", "tags", "added", "withdrawn", "retracted"},
            holds_of_list=frozenset({"title", "homepage", "maintainers"}),
            can_hold=_has_feed_date,
        ),
    )
}
"""By name."""


def format_of_path(path: str) -> ListFormat | None:
    """Return the format of a file, by its ending, or None.

    :param path: of a file, which need not be there.
    """
    ending = Path(path).suffix.lower()
    return next((known for known in FORMATS.values() if ending in known.endings), None)
