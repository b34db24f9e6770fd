"""Which blocks tell one paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..core.model import Entry
from ..core.text import fold
from .marks import Keys, Places, words

_SHORTEST = 16  # letters of a title that says enough: two papers may well be called "Introduction"


class Same(NamedTuple):
    """Two blocks that tell one paper."""

    first: Entry
    second: Entry
    keys: Keys
    """What gives it away in the block of the second."""
    what: str
    """What they have in common, as a sentence names it."""
    first_keys: Keys
    """What gives it away in the block of the first."""


def same(
    papers: Sequence[Entry], words: Mapping[str, tuple[str, ...]], arxivs: Mapping[str, Places]
) -> Iterator[Same]:
    """Each paper that is told already, with the block that told it first.

    :param words: of each title, by the paper's id.
    :param arxivs: ids in each block, by the paper's id.
    """
    seen: dict[tuple[str, str], tuple[Entry, Keys]] = {}
    for paper in papers:
        found: Same | None = None
        for kind, value, keys, what in _marks(paper, arxivs[paper.id]):
            first, there = seen.setdefault((kind, value), (paper, keys))
            if found or first is paper:
                continue
            # Of two titles with one number that share little, one has most likely got a wrong one.
            is_one = not are_by_others(first, paper)
            if kind != "title":
                is_one = alike(words[first.id], words[paper.id])
            if is_one:
                found = Same(first, paper, keys, what, there)
        if found:
            yield found


def _marks(paper: Entry, arxivs: Places) -> Iterator[tuple[str, str, Keys, str]]:
    """What is one paper's alone: its kind and value, where it stands, and how it is called."""
    later = paper.published
    for title, keys in ((paper.title, ("title",)), (later and later.title, ("published", "title"))):
        # The only sign that makes a name another one: ChatCAD and ChatCAD+.
        if title and len(folded := "".join(words(title.replace("+", "plus")))) >= _SHORTEST:
            yield "title", folded, keys, "that title"
    for arxiv, place in list(arxivs.items())[:1]:
        yield "arxiv", arxiv, place, f"arXiv {arxiv}"
    for doi, keys in ((paper.doi, ("doi",)), (later and later.doi, ("published", "doi"))):
        if doi:
            yield "doi", doi.casefold(), keys, f"the DOI {doi}"


def alike(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether a title can be an earlier form of another: they share half of their words."""
    return 2 * len({*first} & {*second}) >= min(len({*first}), len({*second}))


def are_by_others(first: Entry, second: Entry) -> bool:
    """Whether two papers are known not to be one by their authors: none is named in both.

    That holds where not all are named, too: the first author is the last to be left out. But then
    the two papers may well have authors in common.
    """
    ours, theirs = (_family_names(paper) for paper in (first, second))
    return bool(ours and theirs) and not ours & theirs


def _family_names(paper: Entry) -> set[str]:
    """The last word of each author's name, folded."""
    return {words[-1] for name in paper.shown_authors if (words := fold(name).split())}
