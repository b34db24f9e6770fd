"""A list within a README, between two comments, each on a line of its own.

The rest of the file is not touched. The first comment says how the list is written::

    <!-- awesome-list no-badges level=3 line="- {title} {links}" -->
    <!-- /awesome-list -->
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import product
from typing import Any
from urllib.parse import quote

from ..core.model import TYPE_COUNTS, AwesomeList, Entry
from ..core.statistics import PaperCounts
from ..core.text import plural, quote_for_message

LINE = "- {?[**{venue} {year} {track}**] ?}{title} {links}"
"""The line of a paper, if the README does not choose another one."""

_FIELD = re.compile(r"\{([a-z]+)\}")

_OPTIONAL = re.compile(r"\{\?(.*?)\?\}")


def _choice(default: object, written: str, text: str) -> Any:  # noqa: ANN401
    """Return a field of `ReadmeStyle`: its default, how to choose otherwise, and the effect."""
    return field(default=default, metadata={"written": written, "help": text})


@dataclass(frozen=True, slots=True)
class ReadmeStyle:
    """The form in which a list is written."""

    line: str = _choice(LINE, 'line="…"', "The line of a paper, with its fields in braces.")
    badges: bool = _choice(
        True, "no-badges", "No pictures of how many papers there are; they are from img.shields.io."
    )
    counts: bool = _choice(
        True, "no-counts", "No sentence with how many papers there are, and no numbers in contents."
    )
    contents: bool = _choice(True, "no-contents", "No table of contents.")
    level: int = _choice(
        2,
        "level=2",
        "Level of the headings, 1 to 6; one below the last heading before the list, if not given.",
    )


# -- texts and addresses -----------------------------------------------------------------------

_TO_ESCAPE = re.compile(
    r"""[\\`*\[\]<~]            # what starts or ends something wherever it stands
      | (?<![^\W_])_|_(?![^\W_]) # an underscore within a word is one
      | &(?=\#?\w+;)             # an entity
      | (?<=http):(?=//)|(?<=https):(?=//)|(?<=www)\.   # an address, which would become a link
    """,
    re.VERBOSE | re.IGNORECASE,
)

_BLOCK = re.compile(r"^(\d{0,9})([#+\-=>.)])")


def escape(text: str) -> str:
    r"""Return a text as Markdown that shows it as it is.

    :param text: plain.

    >>> escape("1. *A* snake_case [b] &amp; _c_")
    '1\\. \\*A\\* snake_case \\[b\\] \\&amp; \\_c\\_'
    """
    return _BLOCK.sub(r"\1\\\2", _TO_ESCAPE.sub(r"\\\g<0>", text))


def _target(url: str) -> str:
    """Return an address as the target of a link: its brackets balance, and entities are escaped."""
    return re.sub(r"[()*_`~\[\]]|&(?=#?\w+;)", r"\\\g<0>", url) if _needs_escape(url) else url


def _needs_escape(url: str) -> bool:
    depth = 0
    for character in url:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            return True
    return depth > 0 or re.search(r"&#?\w+;", url) is not None


# -- the line of a paper ----------------------------------------------------------------------


def _fields(entry: Entry) -> dict[str, str]:
    """Return what a line may hold, as Markdown, by the name of the field."""
    later = entry.published
    return {
        "title": escape(entry.title),
        "venue": escape(entry.venue),
        "year": str(entry.year or ""),
        "track": escape(entry.track),
        "award": escape(entry.award),
        "authors": escape(entry.byline),
        "published": escape(str(later)) if later else "",
        "links": _links(entry.links),
        "tags": escape(", ".join(entry.tags)),
        "note": escape(entry.note),
    }


def _links(links: Mapping[str, str]) -> str:
    return " ".join(f"[[{escape(label)}]]({_target(url)})" for label, url in links.items())


FIELDS = frozenset(_fields(Entry("x", "x")))
"""What the line of a paper may hold."""


def entry_line(entry: Entry, template: str = LINE) -> str:
    r"""Return an entry as one line. A field that is empty leaves no space behind.

    :param entry: a paper; another entry has a line of its own, if no other template is given.
    :param template: with names of fields in braces, and optional parts in brackets.

    >>> entry_line(Entry("a", "A *B*", venue="MICCAI", year=2021, links={"pdf": "https://x.org"}))
    '- [**MICCAI 2021**] A \\*B\\* [[pdf]](https://x.org)'
    """
    if template == LINE and not entry.type.is_paper:
        return _line_of_resource(entry)
    values = _fields(entry)
    parts = [
        _FIELD.sub(lambda match: values[match[1]] or "\0", text)
        for at, text in enumerate(_OPTIONAL.split(template))
        # Of the pieces, each second one stood in {? … ?}.
        if at % 2 == 0 or any(values[name] for name in _FIELD.findall(text))
    ]
    return re.sub(r" \0|\0 ?", "", "".join(parts)).rstrip()


def _line_of_resource(entry: Entry) -> str:
    """Return what is no paper as lists of such tell it: `- [Name](link) - What it is.`."""
    label = next(iter(entry.links), "")
    name = escape(entry.title)
    if label:
        name = f"[{name}]({_target(entry.links[label])})"
    stop = "" if entry.note.endswith((".", "!", "?", "…", "。")) else "."
    note = f" - {escape(entry.note)}{stop}" if entry.note else ""
    others = _links({other: url for other, url in entry.links.items() if other != label})
    return f"- {name}{note} {others}".rstrip()


def template_fields(template: str) -> tuple[set[str], set[str]]:
    """Return the fields that each line has, and all fields that a template names.

    :param template: as :func:`entry_line` takes it.
    """
    return set(_FIELD.findall(_OPTIONAL.sub("", template))), set(_FIELD.findall(template))


# -- the whole list ---------------------------------------------------------------------------


def write_list(
    awesome_list: AwesomeList, form: ReadmeStyle = ReadmeStyle(), above: Iterable[str] = ()
) -> str:
    """Write the list as Markdown: counts, contents, and a heading and a list for each section.

    :param awesome_list: the whole list.
    :param form: how to write it.
    :param above: texts of the headings that stand before it, whose anchors are taken.
    """
    contents = _contents(awesome_list, form, above)
    paragraphs = ["\n".join(_summary(awesome_list, form)), "\n".join(contents)]
    for section in awesome_list.sections.values():
        paragraphs.append(f"{'#' * form.level} {escape(section.name)}")
        if form.badges and section.color:
            entries = list(awesome_list.papers(section.id))
            what = "papers" if all(entry.type.is_paper for entry in entries) else "entries"
            paragraphs.append(_badge(what, len(entries), section.color))
        paragraphs.append(escape(section.description))
        paragraphs.append(
            "\n".join(entry_line(p, form.line) for p in awesome_list.papers(section.id))
        )
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def write_all(awesome_list: AwesomeList) -> str:
    """Return a README of the list alone, under its title."""
    title = awesome_list.title or "Papers"
    head = [
        f"# {escape(title)}",
        escape(awesome_list.description),
        write_list(awesome_list, above=[title]),
    ]
    return "\n\n".join(filter(None, head))


def _summary(awesome_list: AwesomeList, form: ReadmeStyle) -> Iterator[str]:
    facts = PaperCounts.of(awesome_list.papers())
    if form.badges:
        what = "entries" if facts.others else "papers"
        entries = _badge(what, sum(facts.types.values()), "blue")
        code = _badge("with code", facts.with_code, "green")
        yield f"{entries} {code}" + ("\n" if form.counts else "")
    if form.counts:
        more = [facts.year_range, f"{facts.with_code} with code" if facts.with_code else ""]
        sections = plural(len(awesome_list.sections), "section")
        *others, last = (
            TYPE_COUNTS[type_][number != 1].format(n=number)
            for type_, number in facts.types.items()
        )
        yield ", ".join([*others, f"{last} in {sections}", *filter(None, more)]) + "."


def _contents(awesome_list: AwesomeList, form: ReadmeStyle, above: Iterable[str]) -> Iterator[str]:
    if not form.contents:
        return
    names = [section.name for section in awesome_list.sections.values()]
    given = list(anchors([*above, *names]))
    own = given[len(given) - len(names) :]
    for section, anchor in zip(awesome_list.sections.values(), own, strict=True):
        count = f" ({len(section.entries)})" if form.counts else ""
        yield f"- [{escape(section.name)}](#{anchor}){count}"


def anchors(headings: Iterable[str]) -> Iterator[str]:
    """Yield the anchors that GitHub gives to the headings of a page, in their order.

    Lower case, spaces as hyphens, other punctuation left out; a number behind one that is taken:
    https://docs.github.com/get-started/writing-on-github (section links).
    """
    seen: dict[str, int] = {}
    for text in headings:
        anchor = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
        number = seen[anchor] = seen.get(anchor, -1) + 1
        yield quote(f"{anchor}-{number}" if number else anchor)


def _badge(label: str, count: int, color: str) -> str:
    shown = re.sub(r"[^a-z0-9]", "", color.lower()) or "blue"
    name = label.replace(" ", "_")
    return f"![{count} {label}](https://img.shields.io/badge/{name}-{count}-{shown})"


MARKERS = ("<!-- awesome-list -->", "<!-- /awesome-list -->")

NOTE = "<!-- Made by `sphinx-awesome readme`: edit the entries, not these lines. -->"

_BEGIN = re.compile(r"^[ \t]*<!--\s*awesome-list\b(.*?)-->[ \t]*\r?$", re.MULTILINE)

_END = re.compile(r"^[ \t]*<!--\s*/awesome-list\s*-->[ \t]*\r?$", re.MULTILINE)

_COMMENT = re.compile(r"<!--[^<>]*-->")

_LINK = re.compile(r"\[?\[[^\[\]\n]*\]\]?\([^()\s]*\)")

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s", re.MULTILINE)

_HEADING_TEXT = re.compile(
    r"^ {0,3}#{1,6}[ \t]+(?P<hashes>.*?)[ \t#]*$"
    r"|^[ \t]*<h(?P<level>[1-6])\b[^<>]*>(?P<html>.*?)</h(?P=level)>"
    r"|^ {0,3}(?P<line>\S.*)\n {0,3}(?:=+|-+)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)

_MARKUP = re.compile(r"!\[[^\[\]]*\]\([^()]*\)|\]\([^()]*\)|<[^<>]*>|\\")

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1|\Z)", re.MULTILINE | re.DOTALL)


class MarkerError(ValueError):
    """The reason why a list cannot be put into a README.

    :param line: of the README, counted from 1.
    :param hint: how to mend it.
    """

    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line = line
        self.hint = hint


def fill_region(text: str, awesome_list: AwesomeList) -> str:
    """Return a README with the list between its markers; what is outside of them is unchanged.

    :param text: of the README.
    :param awesome_list: the whole list.
    :raises MarkerError: if the markers are not there, or not understood.
    """
    begin, end = _region(text)
    form = _form(begin[1], _line_number(text, begin.start()), _level(text[: begin.start()]))
    newline = "\r\n" if begin[0].endswith("\r") else "\n"
    listed = write_list(awesome_list, form, _headings(text[: begin.start()]))
    region = f"\n{NOTE}\n\n{listed}\n".replace("\n", newline)
    return text[: begin.end()].removesuffix("\r") + region + text[end.start() :]


def is_marker(line: str) -> bool:
    """Return whether a line marks where a list begins or ends, or says that it is written."""
    return bool(_BEGIN.fullmatch(line) or _END.fullmatch(line)) or line.strip() == NOTE


def outside_of_region(before: str, after: str) -> tuple[str, str]:
    """Return what stands before and after a list, without what was written with it between markers.

    :param before: what stands before the first entry.
    :param after: what stands after the last one.
    """
    begin = _BEGIN.search(before) if NOTE in before else None
    end = _END.search(after)
    texts = (before[: begin.start()] if begin else before, after[end.end() :] if end else after)
    first, last = (_END.sub("", _BEGIN.sub("", text)).strip() for text in texts)
    return first, last


def tells(text: str, awesome_list: AwesomeList) -> bool:
    """Return whether a README states the list between its markers, in whatever form.

    White space, comments, the level of headings, the order of the links of a paper, and whether
    there are badges, numbers and contents are form; all else is what it tells.

    :param text: of the README.
    :param awesome_list: the whole list.
    :raises MarkerError: if the markers are not there, or not understood.
    """
    begin, end = _region(text)
    form = _form(begin[1], _line_number(text, begin.start()), 1)
    present = _content(text[begin.end() : end.start()])
    above = _headings(text[: begin.start()])
    forms = (
        replace(form, badges=badge, counts=count, contents=toc)
        for badge, count, toc in product((True, False), repeat=3)
    )
    return any(present == _content(write_list(awesome_list, one, above)) for one in forms)


def first_line(text: str) -> int:
    """Return the number of the line where the list of a README begins.

    :param text: of the README.
    :return: counted from 1.
    :raises MarkerError: if the markers are not there.
    """
    return _line_number(text, _region(text)[0].start())


def _content(markdown: str) -> list[tuple[str, list[str]]]:
    """Return what each line states, without its form: its text, and its links, sorted."""
    lines = (line.strip().lstrip("#") for line in _COMMENT.sub("", markdown).split("\n"))
    return [
        (" ".join(_LINK.sub(" ", line).split()), sorted(_LINK.findall(line)))
        for line in lines
        if line
    ]


def _region(text: str) -> tuple[re.Match[str], re.Match[str]]:
    """Return the matches of the two markers."""
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


def _headings(before: str) -> list[str]:
    r"""Return the headings in a text as they are shown, however they are written.

    >>> _headings("# A [b](c)\n\nD\n---\n<h2 align=center>E <b>f</b></h2>\n")
    ['A b', 'D', 'E f']
    """
    shown = _FENCE.sub("", before.replace("\r", ""))
    texts = (
        match["hashes"] or match["html"] or match["line"] or ""
        for match in _HEADING_TEXT.finditer(shown)
    )
    return [re.sub(r"[\[\]*`]", "", _MARKUP.sub("", text)).strip() for text in texts]


def _level(before: str) -> int:
    """Return the level of headings that continues a text: one below its last heading."""
    shown = _FENCE.sub("", before)
    levels = [len(match[1]) for match in _HEADING.finditer(shown)]
    return min(6, levels[-1] + 1) if levels else 2


def _form(options: str, number: int, level: int) -> ReadmeStyle:
    """Return the form that the options of the first marker choose."""
    given: dict[str, object] = {"level": level}
    names = [field.name for field in fields(ReadmeStyle)]
    flags = [name for name in names if name not in {"line", "level"}]
    hint = f'write line="…", level=2 or no-{", no-".join(flags)}'
    try:
        words = shlex.split(options)
    except ValueError:
        raise MarkerError(number, "a quote in the marker does not end", hint) from None
    for word in words:
        name, _, value = word.partition("=")
        if name == "line" and value:
            given["line"] = checked_template(value, number)
        elif name == "level" and re.fullmatch("[1-6]", value):
            given["level"] = int(value)
        elif word.removeprefix("no-") in flags:
            given[word.removeprefix("no-")] = not word.startswith("no-")
        else:
            raise MarkerError(
                number, f'the marker does not understand "{quote_for_message(word)}"', hint
            )
    return ReadmeStyle(**given)  # type: ignore[arg-type]


def checked_template(template: str, number: int = 1) -> str:
    """Return a template if it can be the line of a paper.

    :param template: as :func:`entry_line` takes it.
    :param number: line in which it stands, counted from 1.
    :raises MarkerError: if it names a field that there is not, or no title.
    """
    always, named = template_fields(template)
    if unknown := named - FIELDS:
        hint = f"the fields are {', '.join(sorted(FIELDS))}"
        raise MarkerError(number, f"a line of a paper has no field {{{min(unknown)}}}", hint)
    if "title" not in always:
        raise MarkerError(number, "the line of a paper lacks its {title}", f"write {LINE}")
    return template
