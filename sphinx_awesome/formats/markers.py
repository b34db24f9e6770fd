"""A list within a README, between two comments, each on a line of its own.

The rest of the file is not touched. The first comment says how the list is written::

    <!-- awesome-list no-badges level=3 line="- {title} {links}" -->
    <!-- /awesome-list -->
"""

from __future__ import annotations

import re
import shlex
from dataclasses import fields, replace
from itertools import product

from ..core.model import AwesomeList
from ..core.text import legible
from .readme import FIELDS, LINE, Form, fields_of, write_list

MARKERS = ("<!-- awesome-list -->", "<!-- /awesome-list -->")
NOTE = "<!-- Made by `sphinx-awesome readme`: edit the entries, not these lines. -->"
_BEGIN = re.compile(r"^[ \t]*<!--\s*awesome-list\b(.*?)-->[ \t]*\r?$", re.MULTILINE)
_END = re.compile(r"^[ \t]*<!--\s*/awesome-list\s*-->[ \t]*\r?$", re.MULTILINE)
_COMMENT = re.compile(r"<!--[^<>]*-->")
_LINK = re.compile(r"\[?\[[^\[\]\n]*\]\]?\([^()\s]*\)")
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1|\Z)", re.MULTILINE | re.DOTALL)


class MarkerError(ValueError):
    """Why a list cannot be put into a README.

    :param line: of the README, counted from 1.
    :param hint: how to mend it.
    """

    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line = line
        self.hint = hint


def fill(text: str, whole: AwesomeList) -> str:
    """A README with the list between its markers; what is outside of them stays as it is.

    :raises MarkerError: if the markers are not there, or not understood.
    """
    begin, end = _region(text)
    form = _form(begin[1], _line_number(text, begin.start()), _level(text[: begin.start()]))
    newline = "\r\n" if begin[0].endswith("\r") else "\n"
    region = f"\n{NOTE}\n\n{write_list(whole, form)}\n".replace("\n", newline)
    return text[: begin.end()].removesuffix("\r") + region + text[end.start() :]


def tells(text: str, whole: AwesomeList) -> bool:
    """Return whether a README tells the list between its markers, in whatever form.

    White space, comments, the level of headings, the order of the links of a paper, and whether
    there are badges, numbers and contents are form; all else is what it tells.

    :raises MarkerError: if the markers are not there, or not understood.
    """
    begin, end = _region(text)
    form = _form(begin[1], _line_number(text, begin.start()), 1)
    told = _content(text[begin.end() : end.start()])
    return any(
        told == _content(write_list(whole, replace(form, badges=badge, counts=count, contents=toc)))
        for badge, count, toc in product((True, False), repeat=3)
    )


def first_line(text: str) -> int:
    """Return the number of the line where the list of a README begins.

    :raises MarkerError: if the markers are not there.
    """
    return _line_number(text, _region(text)[0].start())


def _content(markdown: str) -> list[tuple[str, list[str]]]:
    """What each line says, without its form: its text, and its links in one order."""
    lines = (line.strip().lstrip("#") for line in _COMMENT.sub("", markdown).split("\n"))
    return [
        (" ".join(_LINK.sub(" ", line).split()), sorted(_LINK.findall(line)))
        for line in lines
        if line
    ]


def _region(text: str) -> tuple[re.Match[str], re.Match[str]]:
    """The two markers."""
    shown = _FENCE.sub(lambda match: re.sub("[^\n]", " ", match[0]), text)  # of the same length
    begins, ends = list(_BEGIN.finditer(shown)), list(_END.finditer(shown))
    wanted = "put two lines where the list shall stand: " + " and ".join(MARKERS)
    if not begins and not ends:
        raise MarkerError(1, "the README does not say where the list shall stand", wanted)
    if len(begins) != 1 or len(ends) != 1:
        extra = (begins[1:] or ends[1:] or begins or ends)[0]
        message = "each of the two markers must be there once"
        raise MarkerError(_line_number(text, extra.start()), message, wanted)
    if ends[0].start() < begins[0].end():
        number = _line_number(text, ends[0].start())
        raise MarkerError(number, "the end marker stands before the other one", wanted)
    return begins[0], ends[0]


def _line_number(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _level(before: str) -> int:
    """The level of headings that goes on from what stands before: one below its last heading."""
    shown = _FENCE.sub("", before)
    levels = [len(match[1]) for match in _HEADING.finditer(shown)]
    return min(6, levels[-1] + 1) if levels else 2


def _form(options: str, number: int, level: int) -> Form:
    """What the first marker says."""
    given: dict[str, object] = {"level": level}
    names = [field.name for field in fields(Form)]
    flags = [name for name in names if name not in {"line", "level"}]
    hint = f'write line="…", level=2 or no-{", no-".join(flags)}'
    try:
        words = shlex.split(options)
    except ValueError:
        raise MarkerError(number, "a quote in the marker does not end", hint) from None
    for word in words:
        name, _, value = word.partition("=")
        if name == "line" and value:
            given["line"] = checked(value, number)
        elif name == "level" and re.fullmatch("[1-6]", value):
            given["level"] = int(value)
        elif word.removeprefix("no-") in flags:
            given[word.removeprefix("no-")] = not word.startswith("no-")
        else:
            raise MarkerError(number, f'the marker does not understand "{legible(word)}"', hint)
    return Form(**given)  # type: ignore[arg-type]


def checked(template: str, number: int = 1) -> str:
    """A template, if it can be the line of a paper.

    :raises MarkerError: if it names a field that there is not, or no title.
    """
    always, named = fields_of(template)
    if unknown := named - FIELDS:
        hint = f"the fields are {', '.join(sorted(FIELDS))}"
        raise MarkerError(number, f"a line of a paper has no field {{{min(unknown)}}}", hint)
    if "title" not in always:
        raise MarkerError(number, "the line of a paper lacks its {title}", f"write {LINE}")
    return template
