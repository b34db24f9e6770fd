"""From inline Markdown, and the HTML in it, to marks: text with its style, links, pictures, breaks.

Markdown and HTML come out alike, so that nothing behind this module knows which of the two a list
is written in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from .marks import Mark, Style, What
from .text import decoded
from .vocabulary import BLOCKS

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])([a-zA-Z-]+)\s{0,3}=\s{0,3}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
)
_STYLES = {
    **dict.fromkeys(("b", "strong"), Style.BOLD),
    **dict.fromkeys(("i", "em", "cite"), Style.ITALIC),
    **dict.fromkeys(("u", "ins"), Style.UNDERLINED),
    **dict.fromkeys(("code", "kbd", "tt"), Style.CODE),
    **dict.fromkeys(("s", "del", "strike"), Style.STRUCK),
}
_MARKDOWN_STYLES = {"strong": Style.BOLD, "em": Style.ITALIC, "s": Style.STRUCK}
# Footnote signs at names: `<sup>1,*</sup>`.
_SIGNS = re.compile(r"[\d\s,;*∗†‡§¶#✉+-]*")
# No footnote sign, but a power: of what no name ends with, `S<sup>3</sup>`.
_POWER = re.compile(r"\d|[a-z]{1,2}")
_BASE = re.compile(r"(?<![^\W\d_])(?:[A-Z]|[A-Z]*[a-z]*[A-Z]+[\w-]*)\Z")
# GitHub shows `:star:` as a picture.
_SHORTCODE = re.compile(r"(?<![\w:/]):[a-z][a-z0-9_+-]{1,30}:(?![\d:/])")


class _Walk:
    """The state while tokens are walked through."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.line = 0
        self.depths = dict.fromkeys(Style, 0)
        self.style = Style.PLAIN
        self.link: Mark | None = None
        self.raised: list[int] = []

    def turn(self, style: Style, by: int) -> None:
        """Begin a style, or end it."""
        self.depths[style] = max(0, self.depths[style] + by)
        self.style = Style(sum(one for one, depth in self.depths.items() if depth))

    def token(self, token: Token) -> None:
        """Heed a token."""
        match token.type:
            case "text":
                self.text(token.content)
            case "code_inline":
                self.text(token.content, Style.CODE)
            case "softbreak" | "hardbreak":
                self.put(What.SOFT if token.type == "softbreak" else What.BREAK)
                self.line += 1
            case "link_open":
                self.open_link(str(token.attrs.get("href", "")))
            case "link_close":
                self.close_link()
            case "image":
                self.image(token.content, str(token.attrs.get("src", "")))
            case "html_inline":
                self.tag(token.content)
                self.line += token.content.count("\n")
            case _:
                name, _, edge = token.type.rpartition("_")
                self.turn(_MARKDOWN_STYLES[name], 1 if edge == "open" else -1)

    def text(self, text: str, style: Style = Style.PLAIN) -> None:
        text = _SHORTCODE.sub("", text) if ":" in text else text
        if not text:
            return
        style |= self.style
        if self.link is not None:
            if not self.link.text:
                self.link.style = style
            self.link.text += text
        elif self.marks and self.marks[-1].what is What.TEXT and self.marks[-1].style == style:
            self.marks[-1].text += text
        else:
            self.marks.append(Mark(What.TEXT, text, style, line=self.line))

    def put(self, what: What, text: str = "") -> None:
        if self.link is not None:
            self.link.text += " "
        else:
            self.marks.append(Mark(what, text, self.style, line=self.line))

    def open_link(self, url: str) -> None:
        self.close_link()
        self.link = Mark(What.LINK, url=url, style=self.style, line=self.line)

    def close_link(self) -> None:
        if self.link is not None:
            self.marks.append(self.link)
            self.link = None

    def image(self, alt: str, source: str) -> None:
        if self.link is None:
            self.marks.append(Mark(What.IMAGE, alt, self.style, source, self.line))
        else:
            self.link.badge = self.link.badge or source
            if not self.link.text:
                self.link.text = alt

    def tag(self, text: str) -> None:
        """Heed an HTML tag."""
        match = _TAG.match(text)
        if not match:
            return
        closing, name = match[1] == "/", match[2].lower()
        if style := _STYLES.get(name):
            self.turn(style, -1 if closing else 1)
        elif name == "br":
            self.put(What.BREAK)
        elif name == "a":
            self.close_link()
            if not closing and (url := _attributes(match[3]).get("href")):
                self.open_link(url)
        elif name == "img":
            attributes = _attributes(match[3])
            self.image(attributes.get("alt", ""), attributes.get("src", ""))
        elif name == "sup":
            self._raise(closing=closing)
        elif name in BLOCKS:
            self.close_link()
            self.marks.append(Mark(What.TAG, f"{match[1]}{name}", line=self.line))

    def _raise(self, *, closing: bool) -> None:
        if not closing:
            self.raised.append(len(self.marks))
            self.marks.append(Mark(What.TEXT, "", self.style, line=self.line))
        elif self.raised:
            start = self.raised.pop()
            raised = self.marks[start:]
            before = self.marks[start - 1].text if start else ""
            power = len(raised) == 1 and _POWER.fullmatch(raised[0].text) and _BASE.search(before)
            if power and self.marks[start - 1].style == raised[0].style:
                self.marks[start - 1].text += raised[0].text
                del self.marks[start:]
            elif all(m.what is What.TEXT and _SIGNS.fullmatch(m.text) for m in raised):
                del self.marks[start:]


def _attributes(text: str) -> dict[str, str]:
    return {
        match[1].lower(): decoded(match[2] or match[3] or match[4] or "").strip()
        for match in _ATTRIBUTE.finditer(text)
    }


def marks(tokens: Sequence[Token] | None) -> list[Mark]:
    """What the tokens of one block say, in order."""
    walk = _Walk()
    for token in tokens or ():
        walk.token(token)
    walk.close_link()
    return walk.marks
