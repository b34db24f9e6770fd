"""Find the day on which each paper of a list first stood in a git history.

A paper is recognised in an added line by its arXiv id, by its DOI, by its title or, in an entry
file, by its id. What a line says in between is not read: lists of all forms have histories, and
most of the forms were abandoned on the way.
"""

from __future__ import annotations

import html
import re
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ..core import git
from ..core.identifiers import arxiv_keys_in, doi_keys_in
from ..core.model import Entry
from ..core.same_work import arxiv_ids_of, own_links, plus_spelled
from ..core.text import fold
from ..formats.bibtex.latex import latex_to_text

TITLE_CHARS = 16
"""Letters and digits of a title that is recognised wherever it fills a part of a line.

Shorter ones, such as "Introduction", are words of any text.
"""

LINE_CHARS = 64 * 1024
"""Bytes of the longest line in which titles are looked for: minified files have longer ones."""

EARLIEST = date(1991, 1, 1)
"""The web is as old. Days before are those of clocks that were never set."""


class FirstSeen(NamedTuple):
    """The place where a paper first stood in a history."""

    day: date | None
    """None if the days of the commit cannot be right."""
    commit: str
    """The full hash."""
    path: str
    """The file, from the root of the repository."""
    by: str
    """What the paper was recognised by, as a sentence names it."""


def first_seen(
    folder: Path, entries: Iterable[Entry], *, seconds: float | None = None
) -> dict[str, FirstSeen]:
    """Return where papers first stood in the history of a repository, by their ids.

    :param folder: in a work tree, or a bare repository.
    :param entries: to look for.
    :param seconds: after which the search ends; what is found by then is right all the same.
    :raises GitError: if git cannot tell.
    """
    latest = datetime.now(UTC).date() + timedelta(days=1)
    end = time.monotonic() + seconds if seconds is not None else None
    finder = Finder(entries)
    seen: dict[str, FirstSeen] = {}
    for addition in git.additions(folder):
        for paper, by in finder.find(addition.path, addition.line, addition.text):
            day = _day(addition, latest)
            seen[paper] = FirstSeen(day, addition.commit, addition.path, by)
        if not finder.is_searching or (end is not None and time.monotonic() > end):
            break
    return seen


def earliest(histories: Iterable[dict[str, FirstSeen]]) -> dict[str, FirstSeen]:
    """Return where papers first stood in any of several histories."""
    first: dict[str, FirstSeen] = {}
    for one in histories:
        for paper, seen in one.items():
            known = first.get(paper)
            if known is None or (seen.day or date.max) < (known.day or date.max):
                first[paper] = seen
    return first


def _day(addition: git.Addition, latest: date) -> date | None:
    """Return the author's day of a commit; if that cannot be right, the committer's; or None."""
    for text in (addition.authored, addition.committed):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            continue
        if EARLIEST <= day <= latest:
            return day
    return None


# ---- recognising papers in lines ----

_ID = re.compile(r"""^[ \t]*+(?:id|"id"|'id')[ \t]*=[ \t]*["']([a-z0-9-]+)["']""", re.MULTILINE)

_FIRST_BLOCK = re.compile(r"^[ \t]*+\[\[", re.MULTILINE)

_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>")

_ADDRESS = re.compile(r"https?://[^\s<>()\[\]{}\"'|]*")

_UNICODE_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")

_WORD = re.compile(r"[^\W_]+")

# Signs by which a line is divided, wherever they stand, and those that a title may hold too: they
# divide if something else than a letter is beside them. The escapes are those of Chinese.
_DIVIDES = re.compile(
    r"[;|()\[\]\"“”„«»<>*`=†‡\t•·●▪\u3001\u3002\u3008-\u3011\uff08\uff09\uff0c\uff1a\uff1b]"
    r"|[.,][\s_'}]|\s_|_[\s.,:]|\s[-–—]+\s|'\s*#"
)

_BEFORE_TITLES = frozenset({"title", "paper", "name"})

_WRAP = re.compile(r"[^\S\n]*\n([^\S\n]*)")

_FIELD = re.compile(r"""["']?[\w-]+["']?[^\S\n]*[:=]""")

_VALUE = re.compile(
    r"""\btitle["']?[ \t]*[:=][ \t]*(?:["'{]+([^"'{}\n]{1,100})["'}]|([^"'{}\n]{1,100})$)""",
    re.IGNORECASE | re.MULTILINE,
)

_LINK_TEXT = re.compile(
    r"""\[([^\[\]\n]{1,100})\]\(\s*<?https?://"""
    r"""|<a\s[^<>]{0,500}?https?://[^<>]{0,500}>([^<>\n]{1,100})</a>""",
    re.IGNORECASE,
)


class Finder:
    """Finds papers in lines, each once: where it is found first.

    The time that this takes hardly grows with the number of papers.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._missing: set[str] = set()
        self._arxiv: dict[str, list[str]] = defaultdict(list)
        self._doi: dict[str, list[str]] = defaultdict(list)
        self._ids: dict[str, str] = {}
        self._long: dict[str, dict[str, list[str]]] = {}  # by the first letters, and by all
        self._short: dict[str, list[str]] = defaultdict(list)
        for entry in entries:
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        paper = entry.id
        self._missing.add(paper)
        for name in (paper, *entry.aliases):
            self._ids.setdefault(name, paper)
        later = entry.published
        own = [url for _, url in own_links(entry)]
        for number in {*arxiv_keys_in(" ".join(arxiv_ids_of(entry)))}:
            self._arxiv[number].append(paper)
        for doi in {*doi_keys_in(" ".join([entry.doi, later.doi if later else "", *own]))}:
            self._doi[doi].append(paper)
        for title in {entry.title, later.title if later else ""}:
            letters = _squeezed(title).letters
            if len(letters) >= TITLE_CHARS:
                alike = self._long.setdefault(letters[:TITLE_CHARS], {})
                alike.setdefault(letters, []).append(paper)
            elif letters:
                self._short[letters].append(paper)

    @property
    def is_searching(self) -> bool:
        """Return whether a paper was not found yet."""
        return bool(self._missing)

    def find(self, path: str, line: int, raw: bytes) -> Iterator[tuple[str, str]]:
        """Yield the papers that were not found before, and what each was recognised by.

        :param path: of the file; its ending tells how titles are written in it.
        :param line: number of the first of the lines, counted from 1.
        :param raw: the lines, with their ends, in any encoding.
        """
        text = _text(raw)
        for papers, by in self._marks(path.lower(), line, text):
            for paper in papers:
                if paper in self._missing:
                    self._missing.remove(paper)
                    yield paper, by

    def _marks(self, path: str, line: int, text: str) -> Iterator[tuple[Iterable[str], str]]:
        for number in arxiv_keys_in(text):
            yield self._arxiv.get(number, ()), f"arXiv {number}"
        for doi in doi_keys_in(text):
            yield self._doi.get(doi, ()), f"the DOI {doi}"
        if path.endswith(".toml"):
            yield [self._ids[name] for name in _ID.findall(text) if name in self._ids], "its id"
            if line == 1:  # The title at the top of an entry file is that of the section.
                blocks = _FIRST_BLOCK.search(text)
                text = text[blocks.start() :] if blocks else ""
        elif path.endswith((".bib", ".tex", ".bbl")):
            text = latex_to_text(text)
        for letters in self._titles(text):
            papers = self._long.get(letters[:TITLE_CHARS], {}).get(letters, ())
            yield papers or self._short.get(letters, ()), "its title"

    def _titles(self, text: str) -> Iterator[str]:
        """Yield the titles of papers that stand in a text, squeezed."""
        if self._short:
            for pattern in (_VALUE, _LINK_TEXT):
                for match in pattern.finditer(text):
                    yield _squeezed(match[1] or match[2]).letters
        letters, starts, ends = _squeezed(text)
        for start in starts:
            for title in self._long.get(letters[start : start + TITLE_CHARS], ()):
                if start + len(title) in ends and letters.startswith(title, start):
                    yield title


def _text(raw: bytes) -> str:
    """Return lines as text without those that are too long; of no encoding, all bytes mean one."""
    if len(raw) > LINE_CHARS:
        raw = b"".join(line for line in raw.splitlines(keepends=True) if len(line) <= LINE_CHARS)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


class _Squeezed(NamedTuple):
    """A text of which only the letters and digits are left, folded."""

    letters: str
    """With a line feed between parts that no title joins."""
    starts: list[int]
    """Where a part of a line starts that may be a title, as offsets in the letters."""
    ends: set[int]
    """Where such a part ends."""


def _squeezed(text: str) -> _Squeezed:
    """Squeeze a text. Titles are the same that differ in spaces, hyphens, markup or case."""
    text = _TAG.sub("<>", _ADDRESS.sub("", text))
    if "&" in text:
        text = html.unescape(text)
    if "\\u" in text:
        text = _UNICODE_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    text = plus_spelled(text)
    word_of: Callable[[str], str] = str.lower if text.isascii() else _folded
    words: list[str] = []
    starts = [0]
    ends: set[int] = set()
    length = last = 0
    for match in _WORD.finditer(text):
        if words and text[last : match.start()] != " ":
            gap = _gap(text, last, match.start(), words[-1])
            if gap.is_end:
                ends.add(length)
            if gap.is_wall:
                words.append("\n")
                length += 1
            if gap.is_start:
                starts.append(length)
        word = word_of(match[0])
        words.append(word)
        length += len(word)
        last = match.end()
    ends.add(length)
    return _Squeezed("".join(words), starts, ends)


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    return word.lower() if word.isascii() else "".join(filter(str.isalnum, fold(word)))


class _Gap(NamedTuple):
    """A gap between two words, as titles see it."""

    is_end: bool
    """A title may end before it."""
    is_start: bool
    """A title may start behind it."""
    is_wall: bool = False
    """No title goes on behind it."""


_NOTHING = _Gap(is_end=False, is_start=False)

_DIVIDER = _Gap(is_end=True, is_start=True)

_WALL = _Gap(is_end=True, is_start=True, is_wall=True)


def _gap(text: str, last: int, start: int, before: str) -> _Gap:
    """Say what stands between two words of a text.

    :param last: where the first word ends.
    :param start: where the second one starts.
    :param before: the first word, folded.
    """
    gap = text[last:start]
    if "\n" in gap:
        match = _WRAP.fullmatch(gap)
        if not match or _FIELD.match(text, start):
            return _WALL
        line = text[text.rfind("\n", 0, last) + 1 : last]
        is_deeper = len(match[1]) > len(line) - len(line.lstrip())
        return _NOTHING if is_deeper or text[start].islower() else _DIVIDER
    if _is_divider(gap):
        return _DIVIDER
    if ":" in gap and (before[-1:].isdigit() or before in _BEFORE_TITLES):
        return _Gap(is_end=False, is_start=True)
    return _NOTHING


@lru_cache(maxsize=4096)
def _is_divider(gap: str) -> bool:
    """Return whether what stands between two words of a line divides it."""
    symbols = (c for c in gap if not c.isascii() and unicodedata.category(c) == "So")
    return _DIVIDES.search(gap) is not None or any(symbols)
