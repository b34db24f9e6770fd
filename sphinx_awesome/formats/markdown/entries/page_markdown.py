"""Write prose of a README as Markdown for a page of a site.

Prose is of strangers. What is written holds text, links, lists, tables, quotations, code and
pictures, in CommonMark without HTML, and nothing that MyST takes for a directive, a role, a target,
a comment or a substitution: https://myst-parser.readthedocs.io/en/latest/syntax/syntax.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from ....core.text import clean, visible_line
from ....core.urls import url_error
from ..document.commonmark import MARKDOWN
from ..document.parser import BLOCKS, TAG, tag_attributes
from ..words.link_kinds import UrlKind, classify_url


class Written(NamedTuple):
    """Blocks for a page, and pieces that it cannot show."""

    blocks: tuple[str, ...]
    """Blocks of Markdown: paragraphs, lists, tables …"""
    lost: tuple[str, ...]
    """Pieces of the source that have no place on a page."""

    @property
    def text(self) -> str:
        """All blocks as one text, without a line end at its end."""
        return "\n\n".join(self.blocks)


@dataclass(frozen=True, slots=True)
class Targets:
    """Targets of the addresses in prose on a site."""

    link: Callable[[str], str] = lambda _: ""
    """Return the target of a link that is not absolute, as a page names it; "" for none."""
    picture: Callable[[str], str] = lambda _: ""
    """Return the file of a picture, as a page names it; "" if it is not there."""


def write_for_page(
    source: str,
    targets: Targets = Targets(),
    references: Mapping[str, Any] | None = None,
) -> Written:
    """Return prose as Markdown that a page may hold.

    :param source: Markdown and HTML, as in a README.
    :param targets: what its addresses lead to.
    :param references: targets that the file defines for its links, elsewhere than here.
    """
    writer = _BlockWriter(targets)
    known = {"references": dict(references or {})}
    blocks = writer.blocks(SyntaxTreeNode(MARKDOWN.parse(source, known)).children)
    return Written(tuple(blocks), tuple(writer.lost))


_PLAIN = frozenset(
    ["text", "softbreak", "hardbreak", "code_inline"]
    + [f"{name}_{edge}" for name in ("em", "strong", "s") for edge in ("open", "close")]
)


def split_description(source: str) -> tuple[str, str]:
    """Return the first paragraph as plain text, and the Markdown behind it.

    The first is "" if a text begins with something else, or with what only Markdown can hold:
    links, pictures and HTML.

    :param source: Markdown.
    """
    tokens = MARKDOWN.parse(source)
    if not tokens or tokens[0].type != "paragraph_open" or not tokens[0].map:
        return "", source
    pieces = [one for one in tokens[1].children or () if one.content or one.type != "text"]
    text = clean("".join(piece.content or " " for piece in pieces))
    is_line_in_bold = pieces[0].type == "strong_open" and pieces[-1].type == "strong_close"
    if (
        not all(piece.type in _PLAIN for piece in pieces)
        or is_line_in_bold
        or len(text) > DESCRIPTION_CHARS
        or len(text.split()) < DESCRIPTION_WORDS
        or _ADDRESS.search(text)
    ):
        return "", source
    rest = source.split("\n")[tokens[0].map[1] :]
    return text, "\n".join(rest).strip("\n")


DESCRIPTION_CHARS = 600
"""Characters that the description of a section has at most."""

DESCRIPTION_WORDS = 3
"""Words that it has at least."""

_SPECIAL = re.compile(
    r"""[\\`*\[\]<>~{}$|^]      # of Markdown, and of the syntax of MyST and its extensions
      | (?<![^\W_])_|_(?![^\W_]) # an underscore within a word is one
      | &(?=\#?\w+;)             # an entity
      | (?<=http):(?=//)|(?<=https):(?=//)
    """,
    re.VERBOSE | re.IGNORECASE,
)

_START = re.compile(r"^(\d{0,9})([#+\-=>.)%(:])", re.MULTILINE)

_ADDRESS = re.compile(r"https?://[^\s<>\"'\[\]{}|\\^`]+[^\s<>\"'\[\]{}|\\^`.,;:!?)*_]")

_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)

_WORD = re.compile(r"[^\W_]")

_UNSHOWN = re.compile(
    r"<(script|style|iframe|svg|object|embed|video|audio|form|math)\b.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)

_BREAK = "\0"
"""Stands for the end of a line until a block is written; text that is read has none."""

_UNESCAPED = re.compile(r"(?<!\\)\*+|\\(?=[^\w\s])")
"""What makes text Markdown: marks of emphasis, and backslashes."""

_MARKS = {
    **dict.fromkeys(("strong", "b"), "**"),
    **dict.fromkeys(("em", "i", "cite"), "*"),
}

_CODE_ELEMENTS = frozenset({"code", "kbd", "tt"})

_CELLS = frozenset({"td", "th"})

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"})


def escape_for_page(text: str) -> str:
    r"""Return a text as Markdown that shows it as it is, also in MyST.

    :param text: plain; it may stand at the start of a line.

    >>> escape_for_page("{ref}`x` and (y)=")
    '\\{ref\\}\\`x\\` and (y)='
    """
    return _START.sub(r"\1\\\2", _within_line(text))


def _within_line(text: str) -> str:
    """Return a text as Markdown that shows it as it is within a line."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def code_span(text: str) -> str:
    """Return a text as code within a line."""
    text = " ".join(text.split())
    ticks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}" if text else ""


@dataclass(slots=True)
class _Open:
    """A span that is not closed yet."""

    kind: str
    start: int
    """Pieces that were there before it."""
    url: str = ""


@dataclass(slots=True)
class _Spans:
    """Text within a block, as it is written."""

    targets: Targets
    lost: list[str]
    pieces: list[str] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    """Blocks that HTML has ended."""
    bullet: str = ""
    """What the next block of HTML begins with."""

    def tokens(self, tokens: Sequence[Token]) -> None:
        """Write the tokens of a block."""
        for token in tokens:
            self._token(token)

    def end(self) -> list[str]:
        """End the block; return what it and those before it say."""
        self.end_block()
        return self.blocks

    def end_block(self) -> None:
        """End a block, in the midst of HTML."""
        while self.open:
            self._close(self.open[-1].kind)
        lines = map(clean, "".join(self.pieces).split(_BREAK))
        text = "\\\n".join(filter(None, lines))
        self.pieces = []
        if text:
            self.blocks.append(self.bullet + _START.sub(r"\1\\\2", text))
            self.bullet = ""

    def _token(self, token: Token) -> None:
        match token.type:
            case "text":
                self._text(token.content)
            case "code_inline":
                self._add(code_span(token.content))
            case "softbreak":
                self._add(" ")
            case "hardbreak":
                self._add(_BREAK)
            case "image":
                alt = "".join(child.content for child in token.children or ())
                self._image(str(token.attrs.get("src", "")), alt)
            case "html_inline":
                self._html(token.content)
            case _:
                self._edge(token)

    def _edge(self, token: Token) -> None:
        """Begin or end a span."""
        name, _, edge = token.type.rpartition("_")
        kind = "a" if name == "link" else name
        if edge == "close":
            self._close(kind)
        elif kind == "a" or kind in _MARKS:
            self._begin(kind, str(token.attrs.get("href", "")))

    def _add(self, text: str) -> None:
        if text:
            self.pieces.append(text)

    def _text(self, text: str) -> None:
        if any(one.kind == "a" for one in self.open):
            self._add(_within_line(text))
            return
        at = 0
        for match in _ADDRESS.finditer(text):
            if not url_error(match[0]):
                self._add(_within_line(text[at : match.start()]))
                self._add(f"[{_within_line(match[0])}]({_target(match[0])})")
                at = match.end()
        self._add(_within_line(text[at:]))

    def _begin(self, kind: str, url: str = "") -> None:
        if kind == "a":
            self._close("a")
        self.open.append(_Open(kind, len(self.pieces), url))

    def _close(self, kind: str) -> None:
        """Close a span, and what was opened in it and is still open."""
        kinds = [one.kind for one in self.open]
        if kind not in kinds:
            return
        at = len(kinds) - 1 - kinds[::-1].index(kind)
        one = self.open[at]
        del self.open[at:]
        text = "".join(self.pieces[one.start :])
        del self.pieces[one.start :]
        inner = text.strip(f" {_BREAK}")
        if not inner:
            self._add(" " if text else "")
            return
        before, _, after = text.partition(inner)
        self._add(f"{before}{self._wrapped(one, inner)}{after}")

    def _wrapped(self, one: _Open, inner: str) -> str:
        if one.kind == "a":
            target = self._link(one.url)
            return f"[{inner}]({_target(target)})" if target else inner
        if one.kind in _CODE_ELEMENTS:
            return code_span(_UNESCAPED.sub("", inner).replace(_BREAK, " "))
        mark = _MARKS[one.kind]
        return inner if _BREAK in inner or inner.startswith("*") else f"{mark}{inner}{mark}"

    def _link(self, url: str) -> str:
        if url.lower().startswith(("http://", "https://")):
            return "" if url_error(url) else url
        return self.targets.link(url)

    def _image(self, source: str, alt: str) -> None:
        """Show a picture that the site has; else what stands for it, which leads to it."""
        alt = " ".join(alt.split())
        in_link = any(one.kind == "a" for one in self.open)
        if file := self.targets.picture(source):
            self._add(f"![{_within_line(alt)}]({_target(file)})")
        elif in_link:
            self._add(_within_line(alt or "Picture"))
        elif "badge" in source.lower() or classify_url(source).leads is UrlKind.BADGE:
            pass  # a number that another server draws: no page asks it
        elif target := self._link(source):
            self._add(f"[{_within_line(alt or 'Picture')}]({_target(target)})")
        else:
            self._add(_within_line(alt))
            self.lost.append(source)

    def _html(self, tag: str) -> None:
        match = TAG.match(tag)
        if tag.startswith("<!--") and _WORD.search(tag):
            self.lost.append(tag)
        if match:
            self._element(match[2].lower(), tag_attributes(match[3]), closing=match[1] == "/")

    def _element(self, name: str, attributes: Mapping[str, str], *, closing: bool) -> None:
        """Heed where an element of HTML begins or ends."""
        kind = name if name in _MARKS or name in _CODE_ELEMENTS or name == "a" else ""
        if kind and closing:
            self._close(kind)
        elif kind:
            self._begin(kind, attributes.get("href", ""))
        elif name == "br":
            self._add(_BREAK)
        elif name == "img":
            self._image(attributes.get("src", ""), attributes.get("alt", ""))
        elif name in BLOCKS:
            self._html_block(name, closing=closing)

    def _html_block(self, name: str, *, closing: bool) -> None:
        """Heed where a block of HTML begins or ends."""
        if name in _CELLS:
            self._add(" ")
            return
        if name in _HEADINGS and closing:
            self.pieces = [_bold("".join(self.pieces).strip())]
        self.end_block()
        if name == "li":
            self.bullet = "" if closing else "- "


def _bold(text: str) -> str:
    """Return a line in bold, unless it is empty or something in it is set off already."""
    return text if not text or "*" in text or _BREAK in text else f"**{text}**"


def _target(url: str) -> str:
    """Return the target of a link as Markdown."""
    return re.sub(r"[()<>\[\]*_`~{}|$&\\]", r"\\\g<0>", url.replace(" ", "%20"))


class _BlockWriter:
    """Writes blocks."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets
        self.lost: list[str] = []

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> list[str]:
        """Return some blocks, each without the line end of its last line."""
        return [block for node in nodes for block in self._block(node)]

    def _block(self, node: SyntaxTreeNode) -> Iterator[str]:
        match node.type:
            case "paragraph":
                yield from self._inline(node)
            case "heading":
                # Those of the document are its parts: this one stands in a list or a quotation.
                yield from map(_bold, self._inline(node))
            case "bullet_list" | "ordered_list":
                yield from self._list(node)
            case "blockquote":
                yield from _prefixed(self.blocks(node.children), "> ", "> ")
            case "fence" | "code_block":
                yield _fenced(node.content)
            case "html_block":
                yield from self._html(node.content)
            case "table":
                yield from self._table(node)
            case _:
                pass  # a rule

    def _inline(self, node: SyntaxTreeNode) -> list[str]:
        spans = _Spans(self._targets, self.lost)
        for child in node.children:
            spans.tokens(child.token.children or () if child.token else ())
        return spans.end()

    def _list(self, node: SyntaxTreeNode) -> Iterator[str]:
        number = int(str(node.attrs.get("start", 1)))
        items: list[str] = []
        for item in node.children:
            marker = f"{number}. " if node.type == "ordered_list" else "- "
            number += 1
            tight = all(child.hidden for child in item.children if child.type == "paragraph")
            blocks = self.blocks(item.children)
            items += _prefixed(blocks, marker, " " * len(marker), tight=tight)
        if items:
            yield "\n".join(items)

    def _html(self, content: str) -> list[str]:
        def take(match: re.Match[str]) -> str:
            if _WORD.search(match[0]):
                self.lost.append(match[0])
            return ""

        content = _UNSHOWN.sub(take, _COMMENT.sub(take, content))
        spans = _Spans(self._targets, self.lost)
        spans.tokens(MARKDOWN.parseInline(content)[0].children or ())
        return _with_tight_lists(spans.end())

    def _table(self, node: SyntaxTreeNode) -> Iterator[str]:
        rows = [
            [" ".join(self._inline(cell)).replace("\\\n", " ") for cell in row.children]
            for part in node.children
            for row in part.children
        ]
        lines = [f"| {' | '.join(map(_cell, row))} |" for row in rows]
        lines.insert(1, f"|{'---|' * len(rows[0])}")
        yield "\n".join(lines)


def _cell(text: str) -> str:
    r"""Return text as a cell of a table, in whose code too a bar is escaped."""
    return re.sub(r"(?<!\\)\|", r"\|", text)


def _prefixed(
    blocks: Sequence[str], first: str, others: str, *, tight: bool = False
) -> Iterator[str]:
    """Yield blocks in a container: with a marker before its first line, and a margin below."""
    if not blocks:
        return
    text = ("\n" if tight else "\n\n").join(blocks)
    lines = text.split("\n")
    margin = [f"{others}{line}".rstrip() for line in lines[1:]]
    yield "\n".join([f"{first}{lines[0]}", *margin])


def _with_tight_lists(blocks: Sequence[str]) -> list[str]:
    """Return blocks, with bullets that follow each other in one block."""
    result: list[str] = []
    for block in blocks:
        if block.startswith("- ") and result and result[-1].startswith("- "):
            result[-1] += f"\n{block}"
        else:
            result.append(block)
    return result


def _fenced(content: str) -> str:
    """Return code as a block without a language: none is run, none is looked up."""
    ticks = max((len(run) for run in re.findall("`+", content)), default=0)
    fence = "`" * max(3, ticks + 1)
    lines = map(visible_line, content.rstrip("\n").split("\n"))
    return "\n".join([f"{fence}text", *lines, fence])
