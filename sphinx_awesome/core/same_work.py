"""By what a paper is known, and when two records are one work.

All by the stable fold: keys are stored in locks, and which items are one decides their ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from .identifiers import arxiv_in_url, arxiv_of_doi, parse_arxiv
from .model import LABEL_OF_WORD, PAPER_LABELS, Entry
from .person_names import parse_name
from .problem import KeyPath
from .text import fold, stable_fold

Places: TypeAlias = dict[str, KeyPath]
"""Values, and where each stands."""

#: Labels of links that lead to the paper itself. Where others lead, several papers may be.
OWN = PAPER_LABELS | {word for word, label in LABEL_OF_WORD.items() if label in {"pdf", "link"}}

_WORD = re.compile(r"[^\W_]+")


def title_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded; a hyphen separates two.

    :param text: a title, or a part of one.

    >>> title_words("A Vision–Language Model")
    ('a', 'vision', 'language', 'model')
    """
    return tuple(_WORD.findall(fold(text)))


def own_links(paper: Entry) -> Iterator[tuple[str, str]]:
    """Yield label and address of each link that leads to the paper itself."""
    return ((label, url) for label, url in paper.links.items() if fold(label) in OWN)


def arxiv_ids_of(paper: Entry) -> Places:
    """Return the arXiv ids in the block of a paper, the field's first, with the path of each."""
    places: Places = {}
    if own := parse_arxiv(paper.arxiv):
        places[own.id] = ("arxiv",)
    if registered := arxiv_of_doi(paper.doi):
        places.setdefault(registered.id, ("doi",))
    for label, url in own_links(paper):
        if linked := arxiv_in_url(url):
            places.setdefault(linked.id, ("links", label))
    return places


def work_keys(entry: Entry) -> list[str]:
    """Return what makes two records one work, the surest first: arXiv id, DOI, title.

    :return: as a lock has them: ``arxiv:2107.02104``, ``doi:10.1000/182``, ``title:ratchet``.
    """
    keys = []
    if entry.arxiv:
        keys.append(f"arxiv:{entry.arxiv}")
    if entry.doi:
        keys.append(f"doi:{entry.doi.lower()}")
    keys.append(f"title:{title_key(entry.title)}")
    return keys


def identity_keys(entry: Entry) -> list[str]:
    """Return the keys under which a lock may have the id of a paper, the surest first.

    They are those of the work; and for a title with `+` last the one that locks had when the sign
    did not count, which a paper of that title without `+` has too.
    """
    return list(dict.fromkeys([*work_keys(entry), f"title:{_letters(entry.title)}"]))


def title_key(title: str) -> str:
    """Return what two spellings of one title share: its letters and digits, and `+` behind them.

    >>> title_key("ChatCAD+: Towards a Reader"), title_key("Chat-CAD: towards a reader")
    ('chatcadplustowardsareader', 'chatcadtowardsareader')
    """
    return _letters(plus_spelled(title))


def plus_spelled(text: str) -> str:
    """Return a text with `+` behind a word spelled: the sign that makes a name another one.

    >>> plus_spelled("ChatCAD+ and UNet++, 1 + 1")
    'ChatCADplus and UNetplusplus, 1 + 1'
    """
    return _PLUS.sub(lambda match: "plus" * len(match[0]), text) if "+" in text else text


def titles_match(one: str, other: str) -> bool:
    """Return True if two titles can be of one work, of which they have an id or a key in common.

    One holds the other, or they share 7 of 10 words of the shorter, and 3 at least.

    :param one: a title.
    :param other: another one.
    """
    a, b = _letters(one), _letters(other)
    if a in b or b in a:
        return True
    first, second = ({*_WORD.findall(stable_fold(title))} for title in (one, other))
    return len(first & second) >= max(_SHARED_WORDS, _SHARED_SHARE * min(len(first), len(second)))


def have_other_arxiv_ids(first: Entry, second: Entry) -> bool:
    """Return True if two papers are two to arXiv: both have an id there, and not the same."""
    ours, theirs = parse_arxiv(first.arxiv), parse_arxiv(second.arxiv)
    return ours is not None and theirs is not None and ours.key != theirs.key


def _letters(title: str) -> str:
    return "".join(filter(str.isalnum, stable_fold(title))) or title


_PLUS = re.compile(r"(?<=[^\W_])\++")

_SHARED_SHARE = 0.7  # of the words of the shorter of two titles

_SHARED_WORDS = 3  # of titles of however few words

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
    papers: Sequence[Entry], arxivs: Mapping[str, Places]
) -> Iterator[DuplicatePair]:
    """Yield a pair for each paper that is listed already: the first one and this one.

    :param papers: in the order of the list.
    :param arxivs: ids in each block, by the paper's id.
    """
    seen: dict[tuple[bool, str, str], tuple[Entry, KeyPath]] = {}
    for paper in papers:
        pair: DuplicatePair | None = None
        for kind, value, keys, what in _marks(paper, arxivs[paper.id]):
            # A data set has the name and the numbers of the paper about it.
            mark = (paper.type.is_paper, kind, value)
            first, there = seen.setdefault(mark, (paper, keys))
            if pair or first is paper:
                continue
            # Of two titles with one number that share little, one has most likely got a wrong one.
            is_one = not have_other_authors(first, paper)
            if kind != "title":
                is_one = titles_match(first.title, paper.title)
            if is_one:
                pair = DuplicatePair(first, paper, keys, what, there)
        if pair:
            yield pair


def _marks(paper: Entry, arxivs: Places) -> Iterator[tuple[str, str, KeyPath, str]]:
    """Yield what identifies a paper: kind and value, its path in the block, and how to name it."""
    later = paper.published
    for title, keys in ((paper.title, ("title",)), (later and later.title, ("published", "title"))):
        if title and len(folded := "".join(title_words(plus_spelled(title)))) >= _MIN_TITLE_LETTERS:
            yield "title", folded, keys, "that title"
    for arxiv, place in list(arxivs.items())[:1]:
        yield "arxiv", arxiv, place, f"arXiv {arxiv}"
    for doi, keys in ((paper.doi, ("doi",)), (later and later.doi, ("published", "doi"))):
        if doi:
            yield "doi", doi.casefold(), keys, f"the DOI {doi}"


def have_other_authors(first: Entry, second: Entry) -> bool:
    """Return whether two papers differ by their authors: none is named in both.

    That holds where not all are named, too: the first author is the last to be left out. But then
    the two papers may well have authors in common.

    :param first: a paper.
    :param second: another one.
    """
    ours, theirs = (_family_names(paper) for paper in (first, second))
    return bool(ours and theirs) and not ours & theirs


def _family_names(paper: Entry) -> set[str]:
    """Return the surname of each author, folded."""
    return {fold(parse_name(name).surname) for name in paper.shown_authors} - {""}
