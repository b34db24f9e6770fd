"""Markdown as CommonMark has it, with tables: what nearly all lists hold is read by short cuts."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

NORMAL = re.compile(
    r"https?://(?=[^/]{,63}/)[a-z0-9]+(?:[.-][a-z0-9]+)*/[A-Za-z0-9\-._~:/?#@!$&()*+,;=]*"
)
"""Nearly all addresses: the parser leaves them as they are, after a tenth of the time of all."""


class _Parser(MarkdownIt):
    def normalizeLink(self, url: str) -> str:  # noqa: N802  (markdown-it's own name for it)
        return url if NORMAL.fullmatch(url) else super().normalizeLink(url)


_PLAIN_LINK = (
    r"\[{}[^\[\]\\`*_~<>!&\n]+)\]"
    r"\({}https?://(?=[^/]{{,63}}/)[a-z0-9]+(?:[.-][a-z0-9]+)*/[A-Za-z0-9\-._~:/?#@!$*+,;=]*)\)"
)

# Text up to the next sign that begins something, with a closing bracket before it, which ends only
# what is open; a link of words and a normal address; a bracket before one, since no link holds one.
_PLAIN = re.compile(
    r"\]?[^\n!&*<\[\\\]_`~]+|\]"
    rf"|{_PLAIN_LINK.format('(?P<label>', '(?P<url>')}|\[(?={_PLAIN_LINK.format('(?:', '(?:')})"
)


def _plain(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  (as all its rules)
    """Read text and links of nothing but words and a normal address, as nearly all are.

    The parser's own rules give the same, after a look at each letter of a link, twice, and at all
    signs that begin nothing, such as `-`. To skip (`silent`) is to skip one of them.
    """
    match = _PLAIN.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    while match is not None:
        state.pos = match.end()
        if silent:
            break
        if match["url"]:
            state.push("link_open", "a", 1).attrs = {"href": match["url"]}
            state.pending += match["label"]
            state.push("link_close", "a", -1)
        else:
            state.pending += match[0]
        match = _PLAIN.match(state.src, state.pos, state.posMax)
    return True


MARKDOWN = _Parser("commonmark").enable(["table", "strikethrough"])
MARKDOWN.inline.ruler.at("text", _plain)
