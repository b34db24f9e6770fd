"""By what a paper is known, and the ids that papers and sections get.

All by the stable fold: keys are stored in locks, and which items are one decides their ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from .identifiers import arxiv_in_url, arxiv_of_doi, parse_arxiv
from .model import Entry
from .person_names import parse_name
from .problem import KeyPath
from .text import fold, stable_fold

Places: TypeAlias = dict[str, KeyPath]
"""Values, and where each stands."""

#: Labels of links that lead to the paper itself. Where others lead, several papers may be.
OWN = frozenset(
    {"pdf", "paper", "arxiv", "link", "url", "html", "abs", "abstract", "preprint", "openreview"}
)

_WORD = re.compile(r"[^\W_]+")


def title_words(text: str) -> tuple[str, ...]:
    """The words of a text, folded; what a hyphen joins is two.

    >>> words("A Vision–Language Model")
    ('a', 'vision', 'language', 'model')
    """
    return tuple(_WORD.findall(fold(text)))


def own_links(paper: Entry) -> Iterator[tuple[str, str]]:
    """Label and address of each link that leads to the paper itself."""
    return ((label, url) for label, url in paper.links.items() if fold(label) in OWN)


def arxiv_ids_of(paper: Entry) -> Places:
    """The arXiv ids in a paper's block, its own first: the field's, if there is one."""
    found: Places = {}
    if own := parse_arxiv(paper.arxiv):
        found[own.id] = ("arxiv",)
    if registered := arxiv_of_doi(paper.doi):
        found.setdefault(registered.id, ("doi",))
    for label, url in own_links(paper):
        if linked := arxiv_in_url(url):
            found.setdefault(linked.id, ("links", label))
    return found


def identity_keys(entry: Entry) -> list[str]:
    """What a paper is known by, the surest first: arXiv id, DOI, folded title."""
    found = []
    if entry.arxiv:
        found.append(f"arxiv:{entry.arxiv}")
    if entry.doi:
        found.append(f"doi:{entry.doi.lower()}")
    found.append(f"title:{_bare(entry.title)}")
    return found


def titles_match(one: str, other: str) -> bool:
    """Whether two titles can be one: one holds the other, or they share most of their words."""
    a, b = _bare(one), _bare(other)
    if a in b or b in a:
        return True
    first, second = set(stable_fold(one).split()), set(stable_fold(other).split())
    return len(first & second) >= max(3, 0.7 * min(len(first), len(second)))


def _bare(title: str) -> str:
    return "".join(filter(str.isalnum, stable_fold(title))) or title


_MIN_TITLE_LETTERS = (
    16  # letters of a title that says enough: two papers may well be called "Introduction"
)


class DuplicatePair(NamedTuple):
    """Two blocks that tell one paper."""

    first: Entry
    second: Entry
    keys: KeyPath
    """What gives it away in the block of the second."""
    what: str
    """What they have in common, as a sentence names it."""
    first_keys: KeyPath
    """What gives it away in the block of the first."""


def find_duplicates(
    papers: Sequence[Entry], words: Mapping[str, tuple[str, ...]], arxivs: Mapping[str, Places]
) -> Iterator[DuplicatePair]:
    """Each paper that is told already, with the block that told it first.

    :param words: of each title, by the paper's id.
    :param arxivs: ids in each block, by the paper's id.
    """
    seen: dict[tuple[str, str], tuple[Entry, KeyPath]] = {}
    for paper in papers:
        found: DuplicatePair | None = None
        for kind, value, keys, what in _marks(paper, arxivs[paper.id]):
            first, there = seen.setdefault((kind, value), (paper, keys))
            if found or first is paper:
                continue
            # Of two titles with one number that share little, one has most likely got a wrong one.
            is_one = not have_other_authors(first, paper)
            if kind != "title":
                is_one = share_half(words[first.id], words[paper.id])
            if is_one:
                found = DuplicatePair(first, paper, keys, what, there)
        if found:
            yield found


def _marks(paper: Entry, arxivs: Places) -> Iterator[tuple[str, str, KeyPath, str]]:
    """What is one paper's alone: its kind and value, where it stands, and how it is called."""
    later = paper.published
    for title, keys in ((paper.title, ("title",)), (later and later.title, ("published", "title"))):
        # The only sign that makes a name another one: ChatCAD and ChatCAD+.
        if (
            title
            and len(folded := "".join(title_words(title.replace("+", "plus"))))
            >= _MIN_TITLE_LETTERS
        ):
            yield "title", folded, keys, "that title"
    for arxiv, place in list(arxivs.items())[:1]:
        yield "arxiv", arxiv, place, f"arXiv {arxiv}"
    for doi, keys in ((paper.doi, ("doi",)), (later and later.doi, ("published", "doi"))):
        if doi:
            yield "doi", doi.casefold(), keys, f"the DOI {doi}"


def share_half(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether a title can be an earlier form of another: they share half of their words."""
    return 2 * len({*first} & {*second}) >= min(len({*first}), len({*second}))


def have_other_authors(first: Entry, second: Entry) -> bool:
    """Whether two papers are known not to be one by their authors: none is named in both.

    That holds where not all are named, too: the first author is the last to be left out. But then
    the two papers may well have authors in common.
    """
    ours, theirs = (_family_names(paper) for paper in (first, second))
    return bool(ours and theirs) and not ours & theirs


def _family_names(paper: Entry) -> set[str]:
    """The surname of each author, folded."""
    return {fold(parse_name(name).surname) for name in paper.shown_authors} - {""}
