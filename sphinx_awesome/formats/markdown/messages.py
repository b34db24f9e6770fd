"""What is to be said about lines of a list, and how it can be mended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...core.links import is_file
from ...core.model import Entry
from ...core.problem import Code, Problem, Span
from ...core.text import clean, legible, unwanted
from .document import Item
from .facts import Facts


class Messages:
    """Collects the problems of one list."""

    def __init__(self, lines: Sequence[str], path: str, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        self._lines = lines
        self._path = path

    def span(self, item: Item) -> Span:
        """Where an item begins."""
        line = self._line(item.start)
        return Span(self._path, item.start + 1, len(line) - len(line.lstrip()) + 1)

    def address(self, url: str, reason: str, line: int) -> None:
        """An address that cannot be kept.

        :param line: its line, counted from 0.
        """
        column = self._line(line).find(url[:200]) + 1 or 1
        message = f'the address "{legible(url)}" is left out: {reason}'
        code = Code.RELATIVE if is_file(url) else Code.URL
        hint = "write the whole address as a browser shows it, starting with https://"
        if code is Code.RELATIVE:
            hint += "; sphinx-awesome new takes it from --repository"
        self._add(code, message, Span(self._path, line + 1, column), hint)

    def relative_addresses(self, urls: Sequence[str], line: int) -> None:
        """Addresses of one paper that lead nowhere from here.

        :param line: line of the first, counted from 0.
        """
        others = len(urls) - 1
        more = f"; nor do {others} more of the paper" if others > 1 else ""
        more = "; nor does another of the paper" if others == 1 else more
        self.address(urls[0], f"it does not start with http:// or https://{more}", line)

    def characters(self, item: Item) -> None:
        """Characters in an item that no text shall hold."""
        if found := unwanted("\n".join(self._lines[item.start : item.end])):
            message = f"the paper's text holds {', '.join(found)}, which is taken out"
            self._add(Code.CHARACTER, message, self.span(item), "delete it")

    def same_address(self, entry: Entry, span: Span, before: Entry, line: int) -> None:
        """A paper that has the address of another one.

        :param line: where that is told, counted from 1.
        """
        message = f'"{legible(entry.title)}" has the address of "{legible(before.title)}"'
        self._add(Code.DISAGREE, message, span, f"one of the two links is wrong, see line {line}")

    def disagree(self, before: Entry, entry: Entry, name: str, span: Span, line: int) -> None:
        """A paper that is told twice, if the two say different things.

        :param name: of the field.
        :param line: where it was told first, counted from 1.
        """
        first, second = getattr(before, name), getattr(entry, name)
        if first and second and first != second:
            message = f'"{legible(before.title)}" has the {name} {second} here and {first} before'
            self._add(Code.DISAGREE, message, span, f"make it one, see line {line}")

    def stands_out(self, item: Item, facts: Facts | None) -> None:
        """An item among papers that tells none."""
        line = legible(clean(self._line(item.start)))
        message = f'"{line}" stands among papers and is read as none'
        what = "a link to the paper" if facts is None or not facts.says_paper else "a longer title"
        hint = f"give it {what}, authors, or a venue and a year; it is kept as prose"
        self._add(Code.READING, message, self.span(item), hint)

    def _line(self, number: int) -> str:
        return self._lines[number] if number < len(self._lines) else ""

    def _add(self, code: Code, message: str, span: Span, hint: str) -> None:
        self.problems.append(Problem(code, message, span, hint))
