"""Say what is doubtful in a list: where it stands, what it is, and how to mend it.

It owns the words of these problems. What an item is, it is told.
"""

from __future__ import annotations

import posixpath
import re
import shlex
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from ....core.model import Entry
from ....core.problem import Location, Problem, ProblemCode
from ....core.text import clean, invisible_characters, plural, quote_for_message
from ....core.urls import is_relative_file
from ..document.outline import Document, Heading, Item, ItemForm, plain_text
from ..items.extraction import Interpretation
from ..items.splitting import ParsedItem

_MARKDOWN_FILE = re.compile(r"\.(?:md|markdown)(?:#|\Z)", re.IGNORECASE)

_NO_CHAPTER = re.compile(
    r"(?:^|/)(?:contribut\w*|licen[cs]e|changelog|code[-_]of[-_]conduct|security"
    r"|readme[^/.]+)\.\w+$|^(?:\./)?readme\.\w+$",
    re.IGNORECASE,
)

_MESSAGE_ITEMS = 3
"""Files that one message names, at most."""


class ProblemReporter:
    """Collects the problems of one list."""

    def __init__(self, document: Document, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        self._lines = document.lines
        self._document = document

    def location(self, item: Item) -> Location:
        """Return the place where an item begins."""
        line = self._line(item.start)
        return self._at(item.start, len(line) - len(line.lstrip()) + 1)

    def _at(self, line: int, column: int) -> Location:
        """Return the place of a line in its file.

        :param line: of the document, counted from 0.
        """
        origin = self._document.origin(line)
        return Location(origin.path, line - origin.start + 1, column)

    def address(self, url: str, reason: str, line: int) -> None:
        """An address that cannot be kept.

        :param line: its line, counted from 0.
        """
        column = self._line(line).find(url[:200]) + 1 or 1
        message = f'the address "{quote_for_message(url)}" is left out: {reason}'
        code = ProblemCode.RELATIVE if is_relative_file(url) else ProblemCode.URL
        hint = "write the whole address as a browser shows it, starting with https://"
        if code is ProblemCode.RELATIVE:
            hint += "; sphinx-awesome new takes it from --repository"
        self._add(code, message, self._at(line, column), hint)

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
        lines = self._lines[item.start : item.end]
        if all(map(str.isprintable, lines)):
            return
        if result := invisible_characters("\n".join(lines)):
            message = f"the paper's text holds {', '.join(result)}, which is taken out"
            self._add(ProblemCode.CHARACTER, message, self.location(item), "delete it")

    def same_address(self, entry: Entry, location: Location, before: Entry, line: int) -> None:
        """A paper that has the address of another one.

        :param line: where that is told, counted from 1.
        """
        first, second = quote_for_message(before.title), quote_for_message(entry.title)
        message = f'"{second}" has the address of "{first}"'
        self._add(
            ProblemCode.DISAGREE,
            message,
            location,
            f"one of the two links is wrong, see line {line}",
        )

    def disagree(
        self, before: Entry, entry: Entry, name: str, location: Location, line: int
    ) -> None:
        """A paper that is told twice, if the two say different things.

        :param name: of the field.
        :param line: where it was told first, counted from 1.
        """
        first, second = getattr(before, name), getattr(entry, name)
        if first and second and first != second:
            title = quote_for_message(before.title)
            message = f'"{title}" has the {name} {second} here and {first} before'
            if name == "title":
                message = f'"{quote_for_message(second)}" is called "{title}" before'
            self._add(ProblemCode.DISAGREE, message, location, f"make it one, see line {line}")

    def stands_out(self, item: Item, facts: Interpretation | None) -> None:
        """An item among papers that tells none."""
        line = quote_for_message(clean(self._line(item.start)))
        if facts and facts.tells_another:
            message = f'"{line}" links to two papers and is read as none'
            hint = "give each of them an item of its own; it is kept as prose"
            self._add(ProblemCode.READING, message, self.location(item), hint)
            return
        message = f'"{line}" stands among papers and is read as none'
        what = "a link to the paper" if facts is None or not facts.says_paper else "a longer title"
        hint = f"give it {what}, authors, or a venue and a year; it is kept as prose"
        self._add(ProblemCode.READING, message, self.location(item), hint)

    def linked_heading(self, heading: Heading) -> None:
        """A heading that may be the title of a paper, under which nothing was read."""
        title = plain_text([m for m in heading.marks if not (m.url and m.label.says_what)])
        message = f'the heading "{quote_for_message(title)}" links to a paper and is not read'
        hint = "make it a bullet if it is the title of one; it is kept as a heading of prose"
        self._add(ProblemCode.READING, message, self._at(heading.start, 1), hint)

    def elsewhere(self, parsed: Sequence[ParsedItem]) -> None:
        """Files beside a list without entries to which it links: they may have its entries."""
        linked = {
            field.target.url.partition("#")[0]: one.item
            for one in reversed(parsed)
            for field in reversed(one.fields)
            if field.target and field.target.is_file and _MARKDOWN_FILE.search(field.target.url)
        }
        chapters = [url for url in reversed(linked) if not _NO_CHAPTER.search(url)]
        if chapters:
            names = ", ".join(quote_for_message(url) for url in chapters[:_MESSAGE_ITEMS])
            message = f"no entry stands here; the list links to other files: {names}"
            if len(chapters) > _MESSAGE_ITEMS:
                message += f" and {len(chapters) - _MESSAGE_ITEMS} more"
            where = self.location(linked[chapters[0]])
            folder = posixpath.dirname(where.path)
            paths = (posixpath.normpath(posixpath.join(folder, unquote(url))) for url in chapters)
            files = " ".join(map(shlex.quote, [where.path, *paths]))
            hint = "make a site of all of them"
            command = f"sphinx-awesome new {files} DIR"
            problem = Problem(ProblemCode.READING, message, where, hint, (command,))
            self.problems.append(problem)

    def missed(self, first: ParsedItem) -> None:
        """Items of one list or table that may tell papers and are read as none."""
        what, of = {
            ItemForm.ROW: ("table", "row"),
            ItemForm.PARAGRAPH: ("text", "paragraph"),
        }.get(first.item.form, ("list", "item"))
        there = f"{what} at line {first.item.start + 1}"
        verb = "is" if first.missed == 1 else "are"
        message = (
            f"{there}: {plural(first.missed, of)} with links to papers, or a venue and a year, "
        )
        hint = "give each a title of three words, and a link, authors, or a venue and a year"
        self._add(
            ProblemCode.READING,
            f"{message}{verb} not read",
            self.location(first.item),
            f"{hint}; they are kept as prose",
        )

    def _line(self, number: int) -> str:
        return self._lines[number] if number < len(self._lines) else ""

    def _add(self, code: ProblemCode, message: str, location: Location, hint: str) -> None:
        self.problems.append(Problem(code, message, location, hint))
