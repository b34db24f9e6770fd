"""Load and write a list: a directory of entry files, or one file alone; locate what is in it."""

from __future__ import annotations

import dataclasses
import pickle
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path, PurePath
from typing import Any

from ...core import slugs
from ...core.files import decode_utf8, read_file, read_text
from ...core.model import AwesomeList, Entry, FieldDefinition, Maintainer, Section
from ...core.problem import KeyPath as Keys
from ...core.problem import Location, Problem, ProblemCode, Severity
from ...core.slugs import is_id
from ...core.venues import Venue, Venues
from .cross_file import Clash, CrossFileCheck, check_own_venues, report_unknown_venues
from .file_reader import FileReading, read_entry_file
from .file_schema import (
    LIST_FILE,
    VENUES_FILE,
    Block,
    Comments,
    EntryFile,
    Explanation,
    FileKind,
    ListHeader,
    Ref,
    VenuesHeader,
)
from .file_writer import quoted, write_entry_file
from .recovering_parser import RecoveredToml, split_at_headers
from .scanner import comments

_INLINE = re.compile(r"""["']?removed["']?\s*=""")

_ID_IN_TEXT = re.compile(rf"""(?m)(?:^\s*id\s*=\s*|[\[,]\s*)["'](?P<id>{slugs.ID_PATTERN})["']""")


class EntryLocations:
    """The locations of everything in a directory of entry files.

    Files are looked through when something in them is asked for, each once.

    :param sections: files that were read, by the id of the section.
    :ivar clashes: what each problem of an id that was given twice is about.
    """

    def __init__(
        self,
        root: Path,
        listed: FileReading | None,
        sections: Mapping[str, FileReading],
        clashes: Mapping[Problem, Clash],
    ) -> None:
        self._root = root
        self._listed = listed
        self._sections = sections
        self.clashes = clashes

    def path(self, section: str) -> Path:
        """Return the file of a section."""
        return self._root / f"{section}.toml"

    def keys(self, section: str, paper: str, *keys: str | int) -> Keys:
        """Return the path of something in a paper's block within the file of its section."""
        place = (FileKind.SECTION.block_name, self._blocks[section][paper], *keys)
        return self._sections[section].path_in_file(place)

    def of_paper(self, section: str, paper: str, *keys: str | int, value: bool = True) -> Location:
        """Return the location of a value, or of its key, in a paper's block in its home section."""
        source = self._sections[section].source
        return source.location(*self.keys(section, paper, *keys), value=value)

    def of_section(self, section: str, *keys: str) -> Location:
        """Return the location of a key at the top of a section's file."""
        return self._sections[section].source.location(*keys)

    def of_list(self, *keys: str) -> Location:
        """Return the location of a key at the top of the list's own file."""
        return self._listed.source.location(*keys) if self._listed else Location(str(self._root))

    def of_removals(self, removals: Mapping[str, str]) -> tuple[Location, str, tuple[str, ...]]:
        """Return where in the list's own file to write what was removed, and what to write.

        :param removals: reasons, by id.
        :return: the place; where to write, as a hint; and the lines to write.
        """
        path = self._root / LIST_FILE
        lines = [f"{id_} = {quoted(reason)}" for id_, reason in removals.items()]
        location, where = Location(str(path)), f"write at the top of {path}"
        if self._listed is None and not path.exists():
            where = f"write into a new file, {path}"
        form = self._form_of_removals()
        if form == "dotted":
            lines = [f"removed.{line}" for line in lines]
        elif form == "table":
            location, where = self.of_list("removed"), f"write below [removed] in {path}"
        else:
            location, where = self.of_list("removed"), f"write between the braces in {path}"
            lines = [f"{', '.join(lines)},"]
        return location, f"{where}, with the reason for why", tuple(lines)

    def _form_of_removals(self) -> str:
        """Return the form of removals in the list's own file: `dotted`, `table` or `inline`."""
        if self._listed is None or "removed" not in self._listed.source.header:
            return "dotted"
        source = self._listed.source
        line = source.text.split("\n")[source.location("removed").line - 1].lstrip()
        if line.startswith("["):
            return "table"
        return "inline" if _INLINE.match(line) else "dotted"

    @property
    def is_list_file_unread(self) -> bool:
        """Return whether the list's own file is there and cannot be read."""
        return self._listed is None and (self._root / LIST_FILE).exists()

    def written_ids(self) -> set[str]:
        """Return all ids in the files, those of blocks too that could not be read.

        Of a file that is no TOML, all that its text may give as an id.
        """
        ids: set[str] = set()
        for reading in (self._listed, *self._sections.values()):
            if reading is not None:
                header, blocks = reading.source.header, reading.source.blocks
                tables = [header, *(block for block in blocks if isinstance(block, dict))]
                for table in tables:
                    ids.update(_given_ids(table))
                if not reading.source.is_toml:
                    ids.update(m["id"] for m in _ID_IN_TEXT.finditer(reading.source.text))
        return ids | self._sections.keys()

    def owner(self, location: Location) -> tuple[str, str]:
        """Return section and paper to which a location belongs; "" for none."""
        path = PurePath(location.path)
        if path.name == LIST_FILE or path.stem not in self._sections:
            return "", ""
        lines = self._lines[path.stem]
        at = bisect_right(lines, location.line) - 1
        value = self._sections[path.stem].values[at] if at >= 0 else None
        return path.stem, value.id if isinstance(value, Entry) else ""

    @cached_property
    def _blocks(self) -> dict[str, dict[str, int]]:
        """The number of the first block of each paper in the file of each section."""
        numbers: dict[str, dict[str, int]] = {}
        for section, reading in self._sections.items():
            blocks = numbers[section] = {}
            for index, value in enumerate(reading.values):
                if isinstance(value, Entry):
                    blocks.setdefault(value.id, index)
        return numbers

    @cached_property
    def _lines(self) -> dict[str, list[int]]:
        """The lines on which the blocks of each section start."""
        name = FileKind.SECTION.block_name
        return {
            section: [reading.source.location(name, at).line for at in range(len(reading.values))]
            for section, reading in self._sections.items()
        }


def _given_ids(table: Mapping[str, Any]) -> Iterator[str]:
    """Yield the ids that a block, or the top of a file, gives, whatever else is wrong with it."""
    if isinstance(id_ := table.get("id"), str):
        yield id_
    if isinstance(aliases := table.get("aliases"), list):
        yield from (alias for alias in aliases if isinstance(alias, str))
    if isinstance(removed := table.get("removed"), dict):
        yield from removed


PACKAGED_VENUES = Path(__file__).parents[2] / "data" / "venues.toml"

ReadingCache = dict[str, tuple[bytes, bytes]]
"""Digest of a file's text and its reading, pickled, by path."""


def load(root: Path, cached: ReadingCache | None = None) -> tuple[AwesomeList, list[Problem]]:
    """Read the list in a directory.

    Total: what is good is in the list, all else among the problems, in the order of the files.
    Of two papers with one id, the first in the order of the list stays.

    :param kept: readings of an earlier call by the same version of this package, which are used
        for files with the same text. Afterwards it holds those of this call. As with any pickle,
        it must not come from strangers.
    :param root: the directory.
    """
    return _assemble(root, *_read_all(root, cached))[:2]


def load_with_locations(root: Path) -> tuple[AwesomeList, list[Problem], EntryLocations]:
    """Read the list in a directory, as :func:`load` does; and where everything in it stands."""
    return _assemble(root, *_read_all(root, None))


def own_definitions(root: Path) -> tuple[Mapping[str, FieldDefinition], list[Problem]]:
    """Return the own fields of the list in a directory by its own file; and that file's problems.

    :param root: the directory, which need not hold that file.
    """
    path = root / LIST_FILE
    if not path.exists():
        return {}, []
    text, problems = read_file(path)
    if text is None:
        return {}, problems
    reading = FileReading(text, str(path), FileKind.LIST)
    header = reading.header
    return header.fields if isinstance(header, ListHeader) else {}, problems + reading.problems


def load_files(files: Mapping[str, bytes], root: Path) -> AwesomeList:
    """Read a list from the contents of its files, which need not be on the disk. Total.

    :param files: by name; those that are no entry files are left out.
    :param root: the directory in which they would be.
    """
    readings: dict[str, FileReading] = {}
    for name in sorted(filter(is_entry_file, files)):
        path = str(root / name)
        text, _ = decode_utf8(files[name], path)
        if text is not None:
            readings[name] = FileReading(text, path, FileKind.of(name))
    return _assemble(root, readings, [])[0]


def is_entry_file(name: str) -> bool:
    """Return whether a file is one of a list, by its name: a section's, or the list's own.

    :param name: without folder.
    """
    stem, dot, ending = name.partition(".")
    return name in {LIST_FILE, VENUES_FILE} or (f"{dot}{ending}" == ".toml" and is_id(stem))


def _assemble(
    root: Path, readings: dict[str, FileReading], problems: list[Problem]
) -> tuple[AwesomeList, list[Problem], EntryLocations]:
    """Make the list of what its files hold.

    :param readings: of the files, by name.
    :param problems: of files that were not read.
    """
    listed = readings.pop(LIST_FILE, None)
    header = ListHeader()
    maintainers: tuple[Maintainer, ...] = ()
    if listed and isinstance(listed.header, ListHeader):
        header = listed.header
        maintainers = tuple(value for value in listed.values if isinstance(value, Maintainer))
    own = readings.pop(VENUES_FILE, None)
    reading = readings.pop(str(PACKAGED_VENUES), None)
    packaged = _venues_in(reading) if reading else packaged_venues()
    venues = Venues([*packaged, *(check_own_venues(own, packaged) if own else ())])
    sections = _in_order(readings, header.sections, listed)
    unread = listed is None and any(Path(p.location.path).name == LIST_FILE for p in problems)
    papers = CrossFileCheck(sections, listed, takes_any_field=unread)
    report_unknown_venues(sections.values(), venues)
    for reading in (listed, own, *sections.values()):
        problems += reading.problems if reading else ()
    awesome_list = AwesomeList(
        **_facts(header),
        maintainers=maintainers,
        sections=papers.sections,
        entries=papers.entries,
        homes=papers.homes,
        removed=papers.removed,
        fields=papers.fields,
        venues=venues,
    )
    problems.sort(key=lambda problem: problem.location)
    return awesome_list, problems, EntryLocations(root, listed, sections, papers.clashes)


def _facts(source: ListHeader | AwesomeList) -> dict[str, Any]:
    """Return the fields that a list and the top of its own file have in common, unchanged."""
    names = (known.name for known in dataclasses.fields(ListHeader))
    apart = {"sections", "removed", "fields"}
    return {name: getattr(source, name) for name in names if name not in apart}


@cache
def packaged_venues() -> tuple[Venue, ...]:
    """Return the venues that every list knows."""
    path = str(PACKAGED_VENUES)
    return _venues_in(FileReading(read_text(PACKAGED_VENUES), path, FileKind.VENUES))


def _venues_in(reading: FileReading) -> tuple[Venue, ...]:
    return tuple(value for value in reading.values if isinstance(value, Venue))


def _read_all(
    root: Path, cached: ReadingCache | None
) -> tuple[dict[str, FileReading], list[Problem]]:
    """Read the files of a directory, by name, in the order of their names."""
    try:
        names = sorted(path.name for path in root.iterdir())
    except OSError as error:
        message = f"the directory cannot be read: {error.strerror}"
        hint = "name the directory that holds the entry files"
        return {}, [Problem(ProblemCode.FILE, message, Location(str(root)), hint)]
    readings: dict[str, FileReading] = {}
    problems: list[Problem] = []
    before = dict(cached or {})
    if cached:
        cached.clear()
    for name in names:
        path = root / name
        # Editors keep hidden files beside those that they edit, and some of Windows add an ending.
        if not name.lower().endswith((".toml", ".toml.txt")) or name.startswith("."):
            continue
        if not is_entry_file(name):
            message = "the file's name cannot be the id of a section"
            hint = "use lower-case letters, digits and single hyphens, such as my-section.toml"
            problems.append(Problem(ProblemCode.FILE, message, Location(str(path)), hint))
            continue
        text, file_problems = read_file(path)
        problems += file_problems
        if text is not None:
            readings[name] = _reading(text, str(path), FileKind.of(name), before, cached)
    if not readings and not problems:
        message, hint = "the directory holds no entry file", "write one, such as my-section.toml"
        problems.append(Problem(ProblemCode.FILE, message, Location(str(root)), hint))
    if cached is not None:  # names have no folder, so that this key is none of them
        name, packaged = str(PACKAGED_VENUES), read_text(PACKAGED_VENUES)
        readings[name] = _reading(packaged, name, FileKind.VENUES, before, cached)
    return readings, problems


def _reading(
    text: str, path: str, kind: FileKind, before: ReadingCache, cached: ReadingCache | None
) -> FileReading:
    """Read a file, unless it was read before with the same text."""
    if cached is None:
        return FileReading(text, path, kind)
    digest = blake2b(text.encode()).digest()
    reading = recall(before, path, digest)
    if isinstance(reading, FileReading):
        cached[path] = before[path]
        return reading
    reading = FileReading(text, path, kind)
    cached[path] = digest, pickle.dumps(reading, pickle.HIGHEST_PROTOCOL)
    return reading


def recall(cached: ReadingCache, path: str, digest: bytes) -> object:
    """Return what is kept of a file, or None if that is not to be had.

    That is so too if it cannot be unpickled, for whatever reason: the file is there to be read.

    :param cached: readings of an earlier call.
    :param path: of the file.
    :param digest: of what it must have been made from.
    """
    try:
        made_from, pickled = cached[path]
        return pickle.loads(pickled) if made_from == digest else None  # noqa: S301
    except Exception:  # noqa: BLE001  (a pickle can raise anything)
        return None


def _in_order(
    readings: dict[str, FileReading], ids: tuple[str, ...], listed: FileReading | None
) -> dict[str, FileReading]:
    """Return the sections in the order of `_list.toml`, then those that it does not name."""
    sections = {name.removesuffix(".toml"): reading for name, reading in readings.items()}
    if listed is None or not ids:
        return sections
    ordered: dict[str, FileReading] = {}
    for index, section in enumerate(ids):
        if section in ordered:
            explanation = Explanation(
                ProblemCode.DUPLICATE_ID, f"`{section}` is named twice", "delete one of the two"
            )
            listed.report(explanation, *listed.path_in_file(("sections", index)))
        elif section in sections:
            ordered[section] = sections[section]
        else:
            message = f"there is no file {section}.toml"
            hint = "write it, or delete the section here"
            if new := _new_id(section, sections):
                message, hint = f"`{section}` is a former id", f'write "{new}"'
            explanation = Explanation(ProblemCode.SECTION, message, hint)
            listed.report(explanation, *listed.path_in_file(("sections", index)))
    for section, reading in sections.items():
        if section not in ordered:
            message = f"`{section}` is not among the sections of {LIST_FILE}"
            reading.report(
                Explanation(ProblemCode.SECTION, message, "add it there, where it shall stand")
            )
            ordered[section] = reading
    return ordered


def _new_id(former: str, sections: Mapping[str, FileReading]) -> str:
    """Return the id of the section that had another one before, or ""."""
    headers = ((section, reading.header) for section, reading in sections.items())
    return next(
        (section for section, h in headers if isinstance(h, Section) and former in h.aliases), ""
    )


def locate_entry(root: Path, section: str, paper: str, *keys: str) -> Location:
    """Return the location of a paper, or of one of its keys, in a section's file.

    Falls back to the header of the paper's block, then to the file's first line. Reads no more
    of the file than it needs, so that it can be asked for each link of a list.

    :param root: the directory of entry files.
    :param section: id of the paper's home section.
    :param paper: its id.
    :param keys: path of a value in its block.
    """
    path = root / f"{section}.toml"
    text = read_text(path)
    name = FileKind.SECTION.block_name
    for start, piece in split_at_headers(text, name):
        if paper not in piece:
            continue
        source = RecoveredToml(piece, str(path), name)
        for index, block in enumerate(source.blocks):
            if isinstance(block, dict) and paper in {block.get("id"), block.get("ref")}:
                location = source.location(name, index, *keys)
                return Location(
                    location.path, location.line + text.count("\n", 0, start), location.column
                )
    return Location(str(path))


_ID_LINE = re.compile(rf"""(?m)^[ \t]*["']?id["']?[ \t]*=[ \t]*["']({slugs.ID_PATTERN})["']""")

_LONG_STRING = re.compile(r'"""|\'\'\'')


def entry_lines(path: Path) -> dict[str, int]:
    """Return the line on which each entry of a section's file begins, by its id.

    A list of thousands asks for all of them: only a file with strings of several lines, in which
    anything may stand, or without headers, is read as TOML for that.
    """
    text = read_text(path)
    name = FileKind.SECTION.block_name
    lines: dict[str, int] = {}
    pieces = split_at_headers(text, name)
    if _LONG_STRING.search(text) or len(pieces) == 1:
        source = RecoveredToml(text, str(path), name)
        for index, block in enumerate(source.blocks):
            if isinstance(block, dict) and isinstance(id_ := block.get("id"), str):
                lines.setdefault(id_, source.location(name, index).line)
        return lines
    line = 1
    for _start, piece in pieces:
        if id_line := _ID_LINE.search(piece):
            lines.setdefault(id_line[1], line)
        line += piece.count("\n")
    return lines


def load_single_file(text: str, path: str) -> tuple[AwesomeList, list[Problem]]:
    """Read a list from the text of one section's file alone, as :func:`load` does.

    :param text: of the file.
    :param path: as problems name it; its stem is the id of the section.
    """
    reading = FileReading(text, path, FileKind.SECTION)
    section = PurePath(path).stem
    papers = CrossFileCheck({section: reading}, takes_any_field=True)
    venues = Venues(packaged_venues())
    report_unknown_venues([reading], venues)
    return AwesomeList(
        sections=papers.sections,
        entries=papers.entries,
        homes=papers.homes,
        fields=papers.fields,
        venues=venues,
    ), sorted(reading.problems, key=lambda problem: problem.location)


def read_venues(text: str, path: str) -> tuple[list[Venue], list[Problem]]:
    """Return the venues of a list's own file, which add to the packaged ones; and the problems.

    :param text: of the file.
    :param path: as problems name it.
    """
    reading = FileReading(text, path, FileKind.VENUES)
    return check_own_venues(reading, packaged_venues()), reading.problems


def write_directory(awesome_list: AwesomeList) -> dict[str, str]:
    """Return the files of a list's directory, by name: reading them gives the list again."""
    header = ListHeader(
        **_facts(awesome_list),
        removed=awesome_list.removed,
        fields=awesome_list.fields,
        sections=tuple(awesome_list.sections),
    )
    documents = {
        LIST_FILE: EntryFile(FileKind.LIST, header, tuple(map(Block, awesome_list.maintainers))),
        VENUES_FILE: EntryFile(
            FileKind.VENUES, VenuesHeader(), tuple(map(Block, added_venues(awesome_list)))
        ),
    }
    for section in awesome_list.sections.values():
        blocks = tuple(_blocks(awesome_list, section.id))
        documents[f"{section.id}.toml"] = EntryFile(FileKind.SECTION, section, blocks)
    written = {name: write_entry_file(document) for name, document in documents.items()}
    return {name: text for name, text in written.items() if text}


def write_single_file(awesome_list: AwesomeList) -> str:
    """Return all papers of a list as the file of one section, with the title of the list."""
    only = (
        next(iter(awesome_list.sections.values()))
        if len(awesome_list.sections) == 1
        else Section("list")
    )
    section = Section(
        only.id,
        awesome_list.title or only.title or "Papers",
        only.color,
        awesome_list.description or only.description,
        aliases=only.aliases,
        ignore={**awesome_list.ignore, **only.ignore},
    )
    blocks = tuple(Block(entry) for entry in awesome_list.papers())
    return write_entry_file(EntryFile(FileKind.SECTION, section, blocks))


def added_venues(awesome_list: AwesomeList) -> list[Venue]:
    """Return the venues that a list adds to the packaged ones, or changes."""
    packaged = set(packaged_venues())
    return [venue for venue in awesome_list.venues if venue not in packaged]


def _blocks(awesome_list: AwesomeList, section: str) -> Iterator[Block]:
    for paper in awesome_list.sections[section].entries:
        is_home = awesome_list.homes[paper] == section
        yield Block(awesome_list.entries[paper] if is_home else Ref(paper))


def canonical_form(text: str, path: str) -> tuple[str | None, list[Problem]]:
    """Return the one canonical form of a file's text.

    What was written is read again: only a text that says the same, with every comment, is given.

    :param text: of the file.
    :param path: as problems shall name it; its name says of which kind the file is.
    :return: None with the errors for which the file cannot be rewritten; with a text, the warnings.
    """
    document, problems = read_entry_file(text, path)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    written = write_entry_file(document)
    if _says(written, path) != (_values(document), _words(text)):
        message = "the canonical form of the file would not say the same: it stays as it is"
        hint = "please report this, with the file"
        return None, [*problems, Problem(ProblemCode.FILE, message, Location(path), hint)]
    return written, problems


def _says(text: str, path: str) -> tuple[EntryFile, Counter[str]]:
    return _values(read_entry_file(text, path)[0]), _words(text)


def _values(document: EntryFile) -> EntryFile:
    """Return a document without comments: these may stand elsewhere in its canonical form."""
    blocks = tuple(dataclasses.replace(block, comments=Comments()) for block in document.blocks)
    return dataclasses.replace(document, blocks=blocks, comments=Comments())


def _words(text: str) -> Counter[str]:
    """Count the words of all comments: two beside one value become one comment."""
    return Counter(word for comment in comments(text) for word in comment.split())
