r"""Parse the records of a BibTeX file, with the place of each field.

Owns the grammar, ``@string`` and ``crossref``, and what is made of damaged text; must not know what
a field means. The grammar is Btparse's
(https://metacpan.org/dist/Text-BibTeX/view/btparse/doc/bt_language.pod), less its strictness: the
parser is total and linear, reports what is wrong where it is wrong, and reads on.

A record never reaches beyond the next line that begins one. If its braces do not balance before
that, it is read again by its lines: then a value ends before a line that begins a field.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...core.problem import Location, Problem, ProblemCode
from ...core.text import quote_for_message
from .journal_macros import MONTHS

MAX_RECORD_CHARS = 100_000
"""Characters of a value after macros are put in: more than any abstract has."""

_KINDS = (
    "article|book|booklet|conference|dataset|inbook|incollection|inproceedings|manual|mastersthesis"
    "|misc|online|phdthesis|proceedings|report|software|techreport|thesis|unpublished"
)
# A record, or one whose @ or bracket is missing: a line with a key and a comma.
_BEGIN = re.compile(
    r"@[ \t]*(?P<kind>[^\W\d][\w.:+-]*)\s*(?P<open>[{(])"
    rf"|^[ \t]*(?P<bare>{_KINDS})[ \t]*\{{(?=[ \t]*[^\s,={{}}()\"#%]+[ \t]*,[ \t]*$)"
    r"|^[ \t]*@[ \t]*(?P<unopened>[^\W\d]\w*)(?=(?:[ \t]+[^\s,={}()\"#%]+,)?[ \t]*$)",
    re.IGNORECASE | re.MULTILINE,
)
_LINE_BEGIN = re.compile(r"^[ \t]*@[ \t]*[^\W\d][\w.:+-]*\s*[{(]", re.MULTILINE)
_COMMENTED_OUT = re.compile(r"[ \t]*%")
_KEY = re.compile(r"\s*+(?P<key>[^\s,={}()\"#%]*+(?:[ \t]++[^\s,={}\"#%]++(?!\s*+=))*+)")
_SPACE = re.compile(r"(?:\s++|,|%[^\n]*+)*+")
_BLANK = re.compile(r"\s*+")
_NAME = r"[^\W\d][\w.:+/*-]*+"
_FIELD = re.compile(rf"(?P<name>{_NAME})\s*+=")
_FIELD_LINE = re.compile(rf"\n[ \t]*+{_NAME}[ \t]*+=[ \t]*+[\w{{\"]|\n[ \t]*+[}})][ \t]*+(?:\n|\Z)")
_WORD = re.compile(r"[^\s\"#{}(),=]++")
_STRAY_FIELD = re.compile(
    rf"^[ \t]*(?P<field>{_NAME}[ \t]*=[ \t]*(?:[{{\"]|\d+[ \t]*,))", re.MULTILINE
)
_JUNK = re.compile(r"[{}(),]|[^{}(),]++")
# Those behind a backslash do not count, or do, as to BibTeX itself: `{C:\dir\}`.
_BRACES = (re.compile(r"\\.|[{})\"]", re.DOTALL), re.compile(r"[{})\"]"))
# A field behind a text that nothing closes.
_OPEN_CHARS = 5_000
"""Characters behind a brace that nothing closes, in which the next field is looked for."""

_FIELD_BEHIND = re.compile(r",\s*[A-Za-z][\w-]*\s*=\s*[{\"\d]")

_QUOTE_AT_END = re.compile(rf"\"(?=\s*+(?:[}})]|,?\s*+{_NAME}\s*+=|,\s*+[}})]))")

# What a work hands over to what appeared in it: biblatex's rules of inheritance (its manual,
# appendix B), less what says something of the work alone.
_HANDED_OVER = (
    *("booktitle", "eventtitle", "journal", "journaltitle", "series", "year", "date"),
    *("publisher", "institution", "organization", "school"),
)

_XDATA_LEVELS = 4
"""How deep a container of data may name others."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: values with their macros put in, still LaTeX, by lower-case name."""

    kind: str
    key: str
    fields: Mapping[str, str]
    location: Location
    places: Mapping[str, Location]


def parse_records(text: str, path: str) -> tuple[list[Record], list[Problem]]:
    """Parse all records of a file but the works that others only appear in. Total."""
    parser = _FileParser(text, path)
    records_read = list(parser.records())
    return list(_with_inherited(records_read, parser.problems)), parser.problems


@dataclass
class _Parsed:
    """A record as far as it is read, and where what follows begins."""

    kind: str
    key: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    at: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    end: int = 0
    is_closed: bool = False


class _FileParser:
    """Reads the records of a text one after the other."""

    def __init__(self, text: str, path: str) -> None:
        self._text = text
        self._path = path
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._begins = [match.start() for match in _LINE_BEGIN.finditer(text)]
        self._macros = dict(MONTHS)
        self.problems: list[Problem] = []

    def records(self) -> Iterator[Record]:
        """Yield the records; ``@string`` is learnt, comments and preambles are passed over."""
        at = 0
        while match := _BEGIN.search(self._text, at):
            self._name_stray_field(at, match.start())
            at = match.end()
            line = self._text[self._line_starts[self._line(match.start())] : match.start()]
            if _COMMENTED_OUT.match(line):
                continue
            kind = (match["kind"] or match["bare"] or match["unopened"]).lower()
            if kind in {"comment", "preamble"}:
                at = self._balanced(at, len(self._text), match["open"] or "{") or at
                continue
            if match["bare"]:
                hint = "write @ before its kind"
                self.problems.append(self.problem(match.start(), "the record has no @", hint))
            elif match["unopened"]:
                hint = "write { before the key"
                self.problems.append(self.problem(match.start(), "the record is not opened", hint))
            limit = self._limit(match)
            parsed = self._parse(match, limit)
            self.problems += parsed.problems
            at = parsed.end
            if kind == "string":
                for name, value in parsed.fields.items():
                    self._macros.setdefault(name, value)
            else:
                places = {name: self._location(place) for name, place in parsed.at.items()}
                yield Record(kind, parsed.key, parsed.fields, self._location(match.start()), places)
        self._name_stray_field(at, len(self._text))

    def _name_stray_field(self, start: int, end: int) -> None:
        """Name the first field between two records, which belongs to none."""
        if match := _STRAY_FIELD.search(self._text, start, end):
            hint = "put it into the braces of its record"
            message = f'"{quote_for_message(match["field"])}…" belongs to no record'
            self.problems.append(self.problem(match.start("field"), message, hint))

    def _limit(self, begin: re.Match[str]) -> int:
        """Return where the next record begins at the latest: a line that is indented no deeper."""
        column = begin.start() - self._line_starts[self._line(begin.start())]
        for start in self._begins[bisect_right(self._begins, begin.start()) :]:
            if self._text.index("@", start) - start <= column:
                return start
        return len(self._text)

    def _line(self, at: int) -> int:
        return bisect_right(self._line_starts, at) - 1

    def _location(self, at: int) -> Location:
        line = self._line(at)
        return Location(self._path, line + 1, at - self._line_starts[line] + 1)

    def _parse(self, begin: re.Match[str], limit: int) -> _Parsed:
        """Parse a record in the first way in which it is closed, else by its lines."""
        for braces in (_BRACES, _BRACES[1:]):
            parsed = _RecordParser(self, begin, limit, braces, by_lines=False).parse()
            if parsed.is_closed:
                return parsed
        return _RecordParser(self, begin, limit, _BRACES, by_lines=True).parse()

    def problem(self, at: int, message: str, hint: str) -> Problem:
        """Return a problem at a place of the text."""
        return Problem(ProblemCode.SYNTAX, message, self._location(at), hint)

    def macro(self, name: str) -> str | None:
        """The text that a macro stands for, or None."""
        return self._macros.get(name.lower())

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def _balanced(self, at: int, limit: int, opening: str) -> int:
        return balanced_end(self._text, at, limit, ")" if opening == "(" else "}")


def balanced_end(
    text: str, at: int, limit: int, closing: str, braces: Sequence[re.Pattern[str]] = _BRACES
) -> int:
    """Return where a text ends that begins here, or 0: at the bracket or quote that closes it.

    :param braces: which braces count, those first that are more likely to balance.
    """
    for pattern in braces:
        depth = 0
        for match in pattern.finditer(text, at, limit):
            if match[0] == closing and depth == 0:
                return match.start()
            depth += {"{": 1, "}": -1}.get(match[0], 0)
            if depth < 0:
                break
    return 0


class _RecordParser:
    """Reads one record; what is wrong is noted where it stands.

    :param braces: which braces count, those first that are more likely to balance.
    :param by_lines: whether a value ends before a line that begins a field.
    """

    def __init__(
        self,
        file: _FileParser,
        begin: re.Match[str],
        limit: int,
        braces: Sequence[re.Pattern[str]],
        *,
        by_lines: bool,
    ) -> None:
        self._file = file
        self._text = file.text
        self._at = begin.end()
        self._begin = begin
        self._limit = limit
        self._braces = braces
        # Where lines begin at which a value ends at the latest.
        self._lines = [
            match.start()
            for match in _FIELD_LINE.finditer(self._text, self._at, limit if by_lines else 0)
        ]
        self._has_last_quote = True
        self._is_open = False
        self._is_torn = False  # whether what follows is the rest of a text that ended too early
        self._closing = ")" if begin["open"] == "(" else "}"
        self._parsed = _Parsed((begin["kind"] or begin["bare"] or begin["unopened"]).lower())

    def parse(self) -> _Parsed:
        """Return the record."""
        if self._parsed.kind != "string":
            self._parse_key()
        while self._next_field():
            pass
        self._parsed.end = max(self._at, self._begin.end())
        if not self._parsed.is_closed and not self._is_open:
            self._note(
                self._begin.start(),
                f"the record of `{quote_for_message(self._parsed.key)}` is not closed",
                f"write {self._closing} behind its last field",
            )
        return self._parsed

    def _note(self, at: int, message: str, hint: str) -> None:
        self._parsed.problems.append(self._file.problem(at, message, hint))

    def _skip(self, pattern: re.Pattern[str]) -> str:
        """Move behind a pattern that always matches; return the next character, "" at the limit."""
        match = pattern.match(self._text, self._at, self._limit)
        self._at = match.end() if match else self._at
        return self._text[self._at] if self._at < self._limit else ""

    def _parse_key(self) -> None:
        if _FIELD.match(self._text, _behind(_BLANK, self._text, self._at), self._limit):
            self._note(self._at, "the record has no key", "write a name and a comma here")
            return
        match = _KEY.match(self._text, self._at, self._limit)
        assert match is not None  # noqa: S101  (it matches everywhere)
        self._parsed.key, self._at = match["key"], match.end()
        end = self._at
        if self._skip(_BLANK) not in {",", self._closing, ""}:
            self._note(end, "a comma is missing behind the key", "write a comma here")

    def _next_field(self) -> bool:
        """Read a field and what separates it from the next; return False behind the last."""
        character = self._skip(_SPACE)
        if character == self._closing:
            return self._close()
        if not character:
            return False
        if match := _FIELD.match(self._text, self._at, self._limit):
            self._parse_field(match)
        else:
            start = self._at
            self._skip_junk()
            quoted_text = quote_for_message(self._text[start : self._at])
            self._note(start, f'"{quoted_text}" is no field', "write name = {text}, or delete it")
        return True

    def _close(self) -> bool:
        """Close the record, unless fields go on behind the brace."""
        behind = _behind(_SPACE, self._text, self._at + 1)
        goes_on = self._closing == "}" and _FIELD.match(self._text, behind, self._limit)
        if goes_on and "," in self._text[self._at + 1 : behind]:
            self._note(self._at, "a brace too many closes the record here", "delete it")
            self._at = behind
            return True
        self._parsed.is_closed = True
        self._at += 1
        return False

    def _skip_junk(self) -> None:
        """Move to the next comma outside of brackets, or to the end."""
        depth = 0
        for match in _JUNK.finditer(self._text, self._at, self._limit):
            self._at = match.start()
            if depth == 0 and match[0] in {",", self._closing}:
                return
            depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(match[0], 0)
            self._at = match.end()
            if depth < 0:
                return

    def _parse_field(self, match: re.Match[str]) -> None:
        name, start = match["name"].lower(), self._at
        self._at = match.end()
        value = self._value(name)
        if name not in self._parsed.fields:
            self._parsed.fields[name], self._parsed.at[name] = value, start
        elif self._parsed.kind != "string" and self._parsed.fields[name] != value:
            message = f"the record has more than one {quote_for_message(name)}"
            self._note(start, message, "delete all but one of them")

    def _value(self, name: str) -> str:
        """Read a value: texts in braces or quotes, numbers and macros, joined by ``#``."""
        parts: list[str] = []
        start, length = self._at, 0
        while (part := self._part(name)) is not None:
            parts.append(part)
            length += len(part)
            end = self._at
            character = self._skip(_BLANK)
            if character == "#":
                self._at += 1
                continue
            if character in {",", self._closing, ""}:
                break
            if not self._goes_on(end, character):
                break
            parts.append(" ")
            self._is_torn = True
        self._is_torn = False
        if length > MAX_RECORD_CHARS:
            # Macros of macros can make a text of any length from a few lines.
            message = f"a value of more than {MAX_RECORD_CHARS} characters is left out"
            self._note(start, message, "write a shorter one")
            return ""
        return " ".join("".join(parts).split())

    def _goes_on(self, end: int, character: str) -> bool:
        """Say what is wrong behind a part; return whether what follows belongs to the value."""
        if character == ";":
            self._note(self._at, "a semicolon stands where a comma belongs", "write a comma")
            self._at += 1
            return False
        is_field = _FIELD.match(self._text, self._at, self._limit)
        if is_field or character in "})(@=":
            if is_field:
                self._note(end, "a comma is missing behind the field", "write a comma here")
            return False
        if not self._is_torn:
            message = "a comma or a # is missing behind the text"
            self._note(end, message, "write one of them here")
        return True

    def _part(self, name: str) -> str | None:
        """Read one part of a value, or return None where there is none."""
        opening = self._skip(_BLANK)
        if opening in {"{", '"'} and opening:
            return self._delimited(opening)
        match = _WORD.match(self._text, self._at, self._limit)
        if match is None:
            return None
        start, self._at = self._at, match.end()
        known = self._file.macro(match[0])
        is_unknown = known is None and not match[0].isdecimal()
        if is_unknown and name != "month" and not self._is_torn:
            quoted_text = quote_for_message(match[0])
            message = f'no @string defines "{quoted_text}", which is taken for a text'
            self._note(start, message, "put a text in braces")
        return match[0] if known is None else known

    def _delimited(self, opening: str) -> str:
        """Read a text in braces or quotes."""
        start = self._at + 1
        limit = self._value_limit(start)
        closing = "}" if opening == "{" else '"'
        end = balanced_end(self._text, start, limit, closing, self._braces)
        if not end:
            what = "brace" if opening == "{" else "quote"
            self._note(self._at, f"the {what} that opens here is not closed", f"write {closing}")
            self._is_open = True
            text = self._text[start:limit].rstrip()
            self._at = start + len(text) - text.endswith(",") if limit < self._limit else limit
            field = _FIELD_BEHIND.search(text, 0, _OPEN_CHARS)  # which is no part of the text
            return text[: field.start() if field else None].rstrip(", \n").removesuffix(closing)
        if opening == '"' and not _QUOTE_AT_END.match(self._text, end, self._limit):
            last = self._last_quote(end, limit)
            if last > end:
                self._note(end, "a quote within quotes ends the text here", 'write {"} for it')
                end = last
        self._at = end + 1
        return self._text[start:end]

    def _last_quote(self, at: int, limit: int) -> int:
        """Return where a text in quotes ends that has quotes of its own, if that can be told."""
        behind = _behind(_BLANK, self._text, at + 1)
        if self._text[behind : behind + 1] in {"#", ",", ""}:
            return 0
        match = _QUOTE_AT_END.search(self._text, at + 1, limit) if self._has_last_quote else None
        self._has_last_quote = match is not None  # or there is none further on either
        return match.start() if match else 0

    def _value_limit(self, start: int) -> int:
        """Return where a value ends at the latest."""
        return next(
            iter(self._lines[(at := bisect_right(self._lines, start)) : at + 1]), self._limit
        )


def _behind(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _with_inherited(records_read: list[Record], problems: list[Problem]) -> Iterator[Record]:
    """Yield the papers, with what the work that they appeared in hands over to them.

    Such a work itself is not among them, and no container of data is (``@xdata``). One that is not
    in the file is named once, where it is wanted first.
    """
    containers = {r.key.lower(): r for r in reversed(records_read) if r.kind == "xdata"}
    complete = [_with_data(r, containers) for r in records_read if r.kind != "xdata"]
    names = {_crossref(record) for record in complete} - {""}
    works = {r.key.lower(): r for r in reversed(complete) if r.key.lower() in names}
    for record in complete:
        if record.key.lower() in works and not _crossref(record):
            continue
        work = works.get(_crossref(record))
        handed = _handed_over(work) if work else {}
        if work is None and _crossref(record) in names and not record.fields.get("booktitle"):
            names.remove(_crossref(record))
            message = f"the record `{quote_for_message(record.fields['crossref'])}` is not here"
            hint = "put it into the file, or write booktitle and year"
            place = record.places["crossref"]
            problems.append(
                Problem(ProblemCode.REF, f"{message}, which papers are in", place, hint)
            )
        own = {name: value for name, value in record.fields.items() if name != "crossref"}
        yield replace(record, fields={**handed, **own})


def _with_data(record: Record, containers: Mapping[str, Record], level: int = 0) -> Record:
    """A record with all fields of the containers of data that it names."""
    fields = dict(record.fields)
    for name in re.split(r"\s*,\s*", fields.pop("xdata", "")):
        if level < _XDATA_LEVELS and (data := containers.get(name.lower())):
            fields = {**_with_data(data, containers, level + 1).fields, **fields}
    return replace(record, fields=fields)


def _handed_over(work: Record) -> dict[str, str]:
    """Return what a work says of the papers in it: where and when they appeared."""
    handed = {name: value for name in _HANDED_OVER if (value := work.fields.get(name))}
    title = work.fields.get("title", "")
    if title and not handed.get("booktitle"):
        subtitle = work.fields.get("subtitle", "")
        handed["booktitle"] = f"{title}: {subtitle}" if subtitle else title
    return handed


def _crossref(record: Record) -> str:
    """Key of the work that a record names, if it does not name itself."""
    name = record.fields.get("crossref", "").lower()
    return "" if name == record.key.lower() else name
