"""Titles that differ by so little that they may mean one paper, in linear time.

Each title is compared with those alone that share one of its rarest words and, of many of them,
with its neighbours in the alphabet.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, TypeAlias

from ..core.model import Entry
from .marks import words
from .sameness import are_by_others
from .subject import Subject

_Words: TypeAlias = tuple[str, ...]

_RAREST = 4  # words under which a title is looked for
_NEIGHBOURS = 8  # of a title among those that share a word with it
_FEWEST = 5  # words of a title that says enough
_FEW = 2  # different words of two titles that bear one name
_MOST = 4  # different words of titles that are worth a closer look
_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to"}
    | {"toward", "towards", "using", "via", "with", "based"}
)
_SHORTEST = 6  # letters of a word that is misspelt and not another one
# Words that differ by these alone mean another thing.
_PREFIX = re.compile(
    r"\A(?:anti|bi|de|dis|hyper|hypo|im|inter|intra|in|macro|micro|mono|multi|non|over|post|pre"
    r"|re|semi|sub|super|tri|under|uni|un)"
)
# Numbers and signs tell the parts of a series apart: `3D`, `II`, `ChatCAD+`.
_COUNTING = re.compile(r"\w*\d\w*|\b[IVX]+\b(?!-)|\w+\+")


class _Title(NamedTuple):
    """A title, taken apart once for all that it is compared with."""

    words: _Words
    number: int
    """Of its paper in the list."""
    distinct: frozenset[str]
    counting: tuple[str, ...]
    """The numbers and signs in it, in their order."""
    rests: tuple[_Words, ...]
    """Its words without the name that it starts with, if they say enough by themselves."""
    name: str
    """The name before its colon, or ""."""


def near_titles(subject: Subject) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of papers whose titles are nearly the same; each paper is the second of one at most."""
    titles = [_taken_apart(n, p.title, subject.words[p.id]) for n, p in enumerate(subject.papers)]
    pairs = {
        (max(one, other), min(one, other))
        for block in _blocks(titles)
        for one, other in _neighbours(block)
    }
    seen = set()
    for b, a in sorted(pairs):
        first, second = subject.papers[a], subject.papers[b]
        if (
            b not in seen
            and _are_near(titles[a], titles[b])
            and not _are_known_as_two(subject, first, second)
        ):
            seen.add(b)
            yield first, second


def _taken_apart(number: int, title: str, all_words: _Words) -> _Title:
    name, colon, rest = title.partition(":")
    first, _, others = title.partition(" ")
    rests = [words(rest), words(others) if _is_name(first) else ()]
    return _Title(
        all_words,
        number,
        frozenset(all_words),
        tuple(sorted(_COUNTING.findall(title))),
        tuple(found for found in rests if len(found) >= _FEWEST),
        name if colon and _is_name(name) else "",
    )


def _is_name(word: str) -> bool:
    """Whether a word is a name that was made for a paper: `BiomedGPT`."""
    return " " not in word and "-" not in word and sum(map(str.isupper, word)) > 1


def _blocks(titles: Sequence[_Title]) -> Iterator[list[_Title]]:
    """Titles that share a rare word."""
    counts = Counter(word for title in titles for word in title.distinct)
    blocks: dict[str, list[_Title]] = defaultdict(list)
    for title in titles:
        if len(title.words) >= _FEWEST:
            shared = sorted((counts[word], word) for word in title.distinct if counts[word] > 1)
            for _, word in shared[:_RAREST]:
                blocks[word].append(title)
    return (sorted(block, key=lambda title: title[:2]) for block in blocks.values())


def _neighbours(block: Sequence[_Title]) -> Iterator[tuple[int, int]]:
    """Pairs of papers whose titles stand near each other and differ by few words."""
    for index, title in enumerate(block):
        for other in block[index + 1 : index + 1 + _NEIGHBOURS]:
            if len(title.distinct ^ other.distinct) <= _MOST:
                yield title.number, other.number


def _are_near(first: _Title, second: _Title) -> bool:
    if first.counting != second.counting:
        return False
    if second.words in first.rests or first.words in second.rests:
        return True
    is_one_name = first.name and first.name == second.name
    if is_one_name and len(first.distinct ^ second.distinct) <= _FEW:
        return True
    return _is_misspelt(first.words, second.words)


def _are_known_as_two(subject: Subject, first: Entry, second: Entry) -> bool:
    """Whether the list says otherwise that two papers are two: to arXiv, or by their authors."""
    ours, theirs = subject.arxivs[first.id], subject.arxivs[second.id]
    if ours and theirs and not ours.keys() & theirs.keys():
        return True
    return are_by_others(first, second)


def _is_misspelt(a: _Words, b: _Words) -> bool:
    """Whether two titles differ by small words, hyphens and one misspelt word at most."""
    a, b = (tuple(word for word in title if word not in _SMALL) for title in (a, b))
    if "".join(a) == "".join(b):
        return True
    differing = [pair for pair in zip(a, b, strict=False) if len({*pair}) > 1]
    return len(a) == len(b) and len(differing) == 1 and _is_slip(*differing[0])


def _is_slip(x: str, y: str) -> bool:
    """Whether a word can be another one misspelt."""
    if min(len(x), len(y)) < _SHORTEST or {x, _PREFIX.sub("", x)} & {y, _PREFIX.sub("", y)}:
        return False
    return SequenceMatcher(None, x, y, autojunk=False).ratio() >= 0.85
