"""From marks to groups: what is in brackets, apart from what is around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .marks import Mark, Style, What

_SPLIT = re.compile(
    r"(?P<open>[\[(（【])|(?P<close>[\])）】])|(?P<bar>[|｜])|(?P<url>https?://[^\s<>\[\]()（）|\"“”，。]+"
    r"(?:\([^\s()]*\)[^\s<>\[\]()（）|\"“”，。]*)*)"
)
_CLOSES = {"[": "]", "(": ")", "（": "）", "【": "】"}
_DEEPEST = 12


@dataclass(slots=True)
class Group:
    """What is between brackets, or the whole."""

    opened: str
    """The bracket that opens it; "" of the whole."""
    line: int
    style: Style
    nodes: list[Group | Mark] = field(default_factory=list)

    def flat(self) -> Iterator[Mark]:
        """The marks in it, of groups in it too."""
        for node in self.nodes:
            if isinstance(node, Group):
                yield from node.flat()
            else:
                yield node

    def text(self) -> str:
        """Its text, without the brackets around it."""
        parts = []
        for node in self.nodes:
            if isinstance(node, Group):
                parts.append(node.whole())
            else:
                parts.append(node.text if node.what is What.TEXT else " ")
        return "".join(parts)

    def whole(self) -> str:
        """Its text with the brackets around it."""
        return f"{self.opened}{self.text()}{_CLOSES[self.opened]}"

    def style_within(self) -> Style:
        """The style of the first word in it."""
        said = (mark.style for mark in self.flat() if mark.what is What.TEXT and mark.text.strip())
        return next(said, self.style)


class _Grouper:
    """Tells brackets from text; those without a partner stay text."""

    def __init__(self) -> None:
        self.root = Group("", 0, Style.PLAIN)
        self._stack = [self.root]

    def add(self, mark: Mark) -> None:
        """Add the next mark."""
        if mark.what is not What.TEXT:
            if mark.what is What.BREAK:
                self.unwind(1)
            self._stack[-1].nodes.append(mark)
            return
        at = 0
        for match in _SPLIT.finditer(mark.text):
            self._put(mark.text[at : match.start()], mark)
            at = match.end()
            if match["open"]:
                self._open(match[0], mark)
            elif match["close"]:
                self._close(match[0], mark)
            elif match["bar"] and mark.style:
                self._put(match[0], mark)  # within what is set off as one
            elif match["bar"]:
                self._stack[-1].nodes.append(Mark(What.TAG, "|", line=mark.line))
            else:
                url = match[0].rstrip(".,;:*'")
                at -= len(match[0]) - len(url)
                self._stack[-1].nodes.append(Mark(What.LINK, "", mark.style, url, mark.line))
        self._put(mark.text[at:], mark)

    def unwind(self, depth: int) -> None:
        """Make text of brackets that are never closed."""
        while len(self._stack) > depth:
            group = self._stack.pop()
            nodes = self._stack[-1].nodes
            nodes.append(Mark(What.TEXT, group.opened, group.style, line=group.line))
            nodes += group.nodes

    def _put(self, text: str, mark: Mark) -> None:
        nodes = self._stack[-1].nodes
        last = nodes[-1] if nodes else None
        if isinstance(last, Mark) and last.what is What.TEXT and last.style == mark.style:
            last.text += text
        elif text:
            nodes.append(Mark(What.TEXT, text, mark.style, line=mark.line))

    def _open(self, bracket: str, mark: Mark) -> None:
        if len(self._stack) < _DEEPEST:
            self._stack.append(Group(bracket, mark.line, mark.style))
        else:
            self._put(bracket, mark)

    def _close(self, bracket: str, mark: Mark) -> None:
        for depth in range(len(self._stack) - 1, 0, -1):
            if _CLOSES[self._stack[depth].opened] == bracket:
                self.unwind(depth + 1)
                group = self._stack.pop()
                self._stack[-1].nodes.append(group)
                return
        self._put(bracket, mark)


def grouped(pieces: list[Mark]) -> Group:
    """Marks with what is in brackets apart; a bar outside of styled text is a tag `|`."""
    grouper = _Grouper()
    for mark in pieces:
        grouper.add(mark)
    grouper.unwind(1)
    return grouper.root
