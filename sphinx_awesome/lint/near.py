"""Titles that differ by so little that they may mean one paper, in linear time.

Each title is compared with those alone that share one of its rarest words and, of many of them,
with its neighbours in the alphabet.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import TypeAlias

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


def near_titles(subject: Subject) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of papers whose titles are nearly the same; each paper is the second of one at most."""
    order = {paper.id: number for number, paper in enumerate(subject.papers)}
    pairs = {
        tuple(sorted((order[one], order[other])))
        for block in _blocks(subject.words)
        for one, other in _neighbours(block)
    }
    seen = set()
    for b, a in sorted((b, a) for a, b in pairs):
        if b not in seen and _are_near(subject, subject.papers[a], subject.papers[b]):
            seen.add(b)
            yield subject.papers[a], subject.papers[b]


def _blocks(titles: Mapping[str, _Words]) -> Iterator[list[tuple[_Words, str]]]:
    """Titles with the ids of their papers, by a rare word that they share."""
    counts = Counter(word for title in titles.values() for word in set(title))
    blocks: dict[str, list[tuple[_Words, str]]] = defaultdict(list)
    for paper, title in titles.items():
        if len(title) >= _FEWEST:
            shared = sorted((counts[word], word) for word in set(title) if counts[word] > 1)
            for _, word in shared[:_RAREST]:
                blocks[word].append((title, paper))
    return (sorted(block) for block in blocks.values())


def _neighbours(block: list[tuple[_Words, str]]) -> Iterator[tuple[str, str]]:
    sets = [frozenset(title) for title, _ in block]
    for index, (_, paper) in enumerate(block):
        for other in range(index + 1, min(index + 1 + _NEIGHBOURS, len(block))):
            if len(sets[index] ^ sets[other]) <= _MOST:
                yield paper, block[other][1]


def _are_near(subject: Subject, first: Entry, second: Entry) -> bool:
    ours, theirs = subject.arxivs[first.id], subject.arxivs[second.id]
    if ours and theirs and not ours.keys() & theirs.keys():
        return False  # to arXiv they are two
    if are_by_others(first, second):
        return False
    if Counter(_COUNTING.findall(first.title)) != Counter(_COUNTING.findall(second.title)):
        return False
    a, b = subject.words[first.id], subject.words[second.id]
    if b in _without_name(first.title) or a in _without_name(second.title):
        return True
    if _is_misspelt(a, b):
        return True
    name = _name(first.title)
    return bool(name) and name == _name(second.title) and len({*a} ^ {*b}) <= _FEW


def _without_name(title: str) -> Iterator[_Words]:
    """The words after the name that a title starts with, if they say enough by themselves."""
    rests = [title.partition(":")[2]]
    first, _, rest = title.partition(" ")
    if _is_name(first):
        rests.append(rest)
    return (found for found in map(words, rests) if len(found) >= _FEWEST)


def _name(title: str) -> str:
    """The name before the colon of a title, or ""."""
    name, colon, _ = title.partition(":")
    return name if colon and _is_name(name) else ""


def _is_name(word: str) -> bool:
    """Whether a word is a name that was made for a paper: `BiomedGPT`."""
    return " " not in word and "-" not in word and sum(map(str.isupper, word)) > 1


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
