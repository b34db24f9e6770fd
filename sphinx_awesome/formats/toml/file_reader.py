"""Read one entry file: what is good in it, what is wrong, and where everything stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path as FilePath
from pathlib import PurePath

from ...core.files import normalize_newlines, read_text
from ...core.model import Section
from ...core.person_names import tidy_braces
from ...core.problem import Fix, KeyPath, Problem, ProblemCode
from ...core.text import clean
from . import validation
from .file_schema import Block, Comments, EntryFile, FileKind, Header, Ref, Value
from .recovering_parser import MAX_PROBLEMS, RecoveredToml
from .validation import Explanation, Violation, validate


def tidy(text: str) -> str:
    """Return a text as it is after reading."""
    return tidy_braces(clean(text))


def read_entry_file(text: str, path: str) -> tuple[EntryFile, list[Problem]]:
    """Read one file; its name says of which kind it is.

    Total: what is good is in the document, all else among the problems. A file with problems
    is not to be written from its document, which lacks what was not good.

    :param text: of the file, line ends included.
    :param path: as problems shall name it. The id of a section is the stem of its last part.
    """
    reading = FileReading(text, path, FileKind.of(path))
    return reading.document(), reading.problems


class FileReading:
    """One file, read: what is good in it, what is not, and where everything is.

    :ivar header: the good keys above the first block.
    :ivar values: of all blocks; None where a block is not good.
    """

    def __init__(self, text: str, path: str, kind: FileKind) -> None:
        self.kind = kind
        self.path = path
        text, self.problems = normalize_newlines(text, path)
        self.source = RecoveredToml(text, path, kind.block_name)
        self.problems += self.source.problems
        self.header = self._read_header()
        self.values = self._read_blocks()
        if validation.may_deceive(text):
            known = {problem.location for problem in self.problems}
            for fault in validation.find_deceptive(self.source.tables):
                if self.source.location(*fault.path, value=True) not in known:
                    self._report_fault(fault, *fault.path)
        if not (self.problems or self.source.is_given):
            self.report(
                Explanation(
                    ProblemCode.FILE, "the file is empty", "write a title and the first block"
                )
            )
        self.problems.sort(key=lambda problem: problem.location)
        if len(self.problems) >= MAX_PROBLEMS:
            message = f"the file has {MAX_PROBLEMS} problems or more: the rest of it is left out"
            del self.problems[MAX_PROBLEMS:]
            self.report(Explanation(ProblemCode.FILE, message, "mend these first"))

    def __getstate__(self) -> dict[str, object]:
        """Leave out the source, which is large and is made again when it is needed."""
        return {name: value for name, value in vars(self).items() if name != "source"}

    @cached_property
    def source(self) -> RecoveredToml:
        """The tables and their locations; of a reading from the cache, read again from the file."""
        return RecoveredToml(read_text(FilePath(self.path)), self.path, self.kind.block_name)

    def report(self, explanation: Explanation, *place: str | int, value: bool = False) -> Problem:
        """Add a problem of something in the file, and return it.

        :param explanation: what is wrong.
        :param value: whether it is the value that is wrong, and not its key.
        :param place: path of the key or item in the file.
        """
        location = self.source.location(*place, value=value)
        fix = None
        if explanation.new is not None and self.source.is_toml:  # else blocks are counted otherwise
            fix = Fix(place, self.source.value(*place), explanation.new)
        problem = Problem(
            explanation.code, explanation.message, location, explanation.hint, fix=fix
        )
        self.problems.append(problem)
        return problem

    def path_in_file(self, place: KeyPath) -> KeyPath:
        """Return the path in the file of something that was read.

        :param place: an item of a list by its number among those that are good; all else as it is.
        """
        match place:
            case (self.kind.block_name, int(block), str(name), int(number)):
                given = self.source.blocks[block].get(name)
                items = getattr(self.values[block], name)
            case (self.kind.block_name, int(block), "fields", str(name), int(number)):
                given = self.source.blocks[block]["fields"][name]
                items = getattr(self.values[block], "fields")[name]  # noqa: B009  (of an entry)
                if isinstance(given, str):
                    return place[:-1]
            case (str(name), int(number)) if name != self.kind.block_name:
                given, items = self.source.header.get(name), getattr(self.header, name)
            case _:
                return place
        item = items[number]
        same = [n for n, text in enumerate(given) if isinstance(text, str) and tidy(text) == item]
        before = items[:number].count(item)
        return (*place[:-1], same[before] if before < len(same) else number)

    def _report_fault(self, fault: Violation, *place: str | int) -> None:
        self.report(fault.explanation, *place, value=not fault.is_of_key)

    def _read_header(self) -> Header:
        (given,), faults = validate(self.kind.header, [self.source.header])
        for fault in faults:
            self._report_fault(fault, *fault.path[1:])
        given = given or {}
        if self.kind is not FileKind.SECTION:
            header: Header = self.kind.header(**given)
            return header
        if self.source.is_toml and self.source.is_given and "title" not in self.source.header:
            hint = 'write title = "…" at the top'
            self.report(Explanation(ProblemCode.MISSING_FIELD, "the section has no title", hint))
        return Section(PurePath(self.path).stem, **given)

    def _read_blocks(self) -> list[Value | None]:
        values: list[Value | None] = [None] * len(self.source.blocks)
        kinds: dict[type, list[int]] = defaultdict(list)
        for index, table in enumerate(self.source.blocks):
            is_ref = self.kind is FileKind.SECTION and isinstance(table, dict) and "ref" in table
            kinds[Ref if is_ref else self.kind.block].append(index)
        for model, indices in kinds.items():
            tables = [self.source.blocks[index] for index in indices]
            results, faults = validate(model, tables)
            for index, given in zip(indices, results, strict=True):
                values[index] = None if given is None else model(**given)
            for fault in faults:
                index = indices[int(fault.path[0])]
                self._report_fault(fault, self.kind.block_name, index, *fault.path[1:])
        return values

    def document(self) -> EntryFile:
        """Return the good values with the comments around them."""
        above = self._by_block(self.source.scan.above)
        beside = self._by_block(self.source.scan.beside)
        blocks = (
            Block(value, Comments(above[index], beside[index]))
            for index, value in enumerate(self.values)
            if value is not None
        )
        around = Comments(above[None], beside[None])
        return EntryFile(self.kind, self.header, tuple(blocks), around)

    def _by_block(
        self, comments: Mapping[KeyPath, list[str]]
    ) -> dict[int | None, dict[KeyPath, tuple[str, ...]]]:
        """Return comments by the index of their block, and by None for the rest of the file."""
        by_block: dict[int | None, dict[KeyPath, tuple[str, ...]]] = defaultdict(dict)
        for path, lines in comments.items():
            match path:
                case (self.kind.block_name, int(index), *inner) if index >= 0:
                    by_block[index][tuple(inner)] = tuple(lines)
                case _:
                    by_block[None][path] = tuple(lines)
        return by_block
