"""Writing a list as Markdown, in the form of an awesome list on GitHub.

https://spec.commonmark.org/0.31.2/, https://github.github.com/gfm/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from ..core.facts import Facts
from ..core.facts import papers as number_of
from ..core.model import AwesomeList, Entry, Section

LINE = "- {?[**{venue} {year} {track}**] ?}{title} {links}"
"""The line of a paper, if the README does not choose another one."""
_FIELD = re.compile(r"\{([a-z]+)\}")
_OPTIONAL = re.compile(r"\{\?(.*?)\?\}")


def _choice(default: object, written: str, text: str) -> Any:  # noqa: ANN401
    """A field of `Form`: its default, how a README chooses otherwise, and what that does."""
    return field(default=default, metadata={"written": written, "help": text})


@dataclass(frozen=True, slots=True)
class Form:
    """How a list is written."""

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
    r"""A text as Markdown that shows it as it is.

    >>> escape("1. *A* snake_case [b] &amp; _c_")
    '1\\. \\*A\\* snake_case \\[b\\] \\&amp; \\_c\\_'
    """
    return _BLOCK.sub(r"\1\\\2", _TO_ESCAPE.sub(r"\\\g<0>", text))


def _target(url: str) -> str:
    """An address as the target of a link, in which brackets balance and entities are read."""
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
    """What a line may hold, as Markdown."""
    later = entry.published
    return {
        "title": escape(entry.title),
        "venue": escape(entry.venue),
        "year": str(entry.year or ""),
        "track": escape(entry.track),
        "award": escape(entry.award),
        "authors": escape(entry.byline),
        "published": escape(f"{later.venue} {later.year or ''}".strip()) if later else "",
        "links": " ".join(f"[[{escape(k)}]]({_target(v)})" for k, v in entry.links.items()),
        "tags": escape(", ".join(entry.tags)),
        "note": escape(entry.note),
    }


FIELDS = frozenset(_fields(Entry("x", "x")))
"""What the line of a paper may hold."""


def line(entry: Entry, template: str = LINE) -> str:
    r"""A paper as one line. A field that is empty leaves no space behind.

    >>> line(Entry("a", "A *B*", venue="MICCAI", year=2021, links={"pdf": "https://x.org"}))
    '- [**MICCAI 2021**] A \\*B\\* [[pdf]](https://x.org)'
    """
    values = _fields(entry)
    parts = [
        _FIELD.sub(lambda match: values[match[1]] or "\0", text)
        for at, text in enumerate(_OPTIONAL.split(template))
        # Of the pieces, each second one stood in {? … ?}.
        if at % 2 == 0 or any(values[name] for name in _FIELD.findall(text))
    ]
    return re.sub(r" \0|\0 ?", "", "".join(parts)).rstrip()


def fields_of(template: str) -> tuple[set[str], set[str]]:
    """The fields that each line has, and all fields that a template names."""
    return set(_FIELD.findall(_OPTIONAL.sub("", template))), set(_FIELD.findall(template))


# -- the whole list ---------------------------------------------------------------------------


def write_list(whole: AwesomeList, form: Form = Form()) -> str:
    """The list as Markdown: counts, contents, and a heading and a list for each section."""
    paragraphs = ["\n".join(_summary(whole, form)), "\n".join(_contents(whole, form))]
    for section in whole.sections.values():
        paragraphs.append(f"{'#' * form.level} {escape(section.title or section.id)}")
        if form.badges and section.color:
            papers = list(whole.papers(section.id))
            paragraphs.append(_badge("papers", len(papers), section.color))
        paragraphs.append(escape(section.description))
        paragraphs.append("\n".join(line(p, form.line) for p in whole.papers(section.id)))
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def write_all(whole: AwesomeList) -> str:
    """A README of the list alone, under its title."""
    head = [f"# {escape(whole.title or 'Papers')}", escape(whole.description), write_list(whole)]
    return "\n\n".join(filter(None, head))


def _summary(whole: AwesomeList, form: Form) -> Iterator[str]:
    facts = Facts.of(whole.papers())
    if form.badges:
        papers = _badge("papers", facts.papers, "blue")
        code = _badge("with code", facts.with_code, "green")
        yield f"{papers} {code}" + ("\n" if form.counts else "")
    if form.counts:
        more = [facts.span, f"{facts.with_code} with code" if facts.with_code else ""]
        number = len(whole.sections)
        sections = f"{number} section{'' if number == 1 else 's'}"
        yield ", ".join([f"{number_of(facts.papers)} in {sections}", *filter(None, more)]) + "."


def _contents(whole: AwesomeList, form: Form) -> Iterator[str]:
    if not form.contents:
        return
    for section, anchor in _anchors(whole):
        count = f" ({len(section.entries)})" if form.counts else ""
        yield f"- [{escape(section.title or section.id)}](#{anchor}){count}"


def _anchors(whole: AwesomeList) -> Iterator[tuple[Section, str]]:
    """The anchor that GitHub gives to the heading of each section.

    Lower case, spaces as hyphens, other punctuation left out; a number behind one that is taken:
    https://docs.github.com/get-started/writing-on-github (section links).
    """
    seen: dict[str, int] = {}
    for section in whole.sections.values():
        kept = re.sub(r"[^\w\- ]", "", (section.title or section.id).lower())
        anchor = kept.replace(" ", "-")
        number = seen[anchor] = seen.get(anchor, -1) + 1
        yield section, quote(f"{anchor}-{number}" if number else anchor)


def _badge(label: str, count: int, color: str) -> str:
    shown = re.sub(r"[^a-z0-9]", "", color.lower()) or "blue"
    name = label.replace(" ", "_")
    return f"![{count} {label}](https://img.shields.io/badge/{name}-{count}-{shown})"
