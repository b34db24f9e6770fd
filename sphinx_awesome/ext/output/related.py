"""Which papers of a list are related: those that share what few others have.

It owns the weights and what counts as shared. It knows nothing of pages, and what it finds
depends on the list alone: not on the machine, the day or what was found before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise

from ...core.model import Entry
from ...core.person_names import display_name
from ...core.slugs import STOP_WORDS, slugify
from ...core.text import fold

AUTHOR_WEIGHT = 3
"""An author in common: people go on with what they have begun."""

TAG_WEIGHT = 2
"""A tag in common: someone has said what both papers are about."""

WORD_WEIGHT = 1
"""A word that few titles have in common: often a method or a data set, sometimes chance."""

RARE_PAPERS = 10
"""Papers that may have a feature; what more papers have says little, and would join all of them."""

RELATED_PAPERS = 5
"""Papers that are named as related to one."""

WORD_CHARS = 3
"""Characters of the shortest word that counts, unless there is a digit in it."""

_WEIGHTS = {"@": AUTHOR_WEIGHT, "#": TAG_WEIGHT, "'": WORD_WEIGHT}
"""By the character with which a feature begins."""

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
"""Characters of which the words have no spaces between them: kana and Han."""

_WORDS = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")

_IS_CJK = re.compile(f"[{_CJK}]")


def features_of(entry: Entry, slug: Callable[[str], str] = slugify) -> tuple[str, ...]:
    """Return what an entry may share with others, each once: authors, tags and words of its title.

    Spellings of a name that the indices take for one are one here. If the title has changed since
    the preprint, the words of both count.

    :param slug: as `slugify`; a caller with thousands of entries remembers names.
    """
    found = [f"@{slug(display_name(name))}" for name in entry.named_authors]
    found += [f"#{slug(tag)}" for tag in entry.tags]
    for appearance in entry.appearances:
        found += [f"'{word}" for word in _words(appearance.title)]
    return tuple(dict.fromkeys(found))


def _words(title: str) -> Iterator[str]:
    """Yield the words of a title that say something; of a script without spaces, pairs."""
    for word in _WORDS.findall(fold(title)):
        if _IS_CJK.match(word):
            yield from map("".join, pairwise(word))
        elif word not in STOP_WORDS and (len(word) >= WORD_CHARS or not word.isalpha()):
            yield word


class RelatedPapers:
    """Finds the papers that are related to one.

    :param features: of every paper, by id, in the order of the list.
    """

    def __init__(self, features: Mapping[str, Iterable[str]]) -> None:
        self._features = features
        self._ids = list(features)
        self._positions = {paper: position for position, paper in enumerate(self._ids)}
        having: defaultdict[str, list[int]] = defaultdict(list)
        for position, own in enumerate(features.values()):
            for feature in own:
                having[feature].append(position)
        self._having = having

    def of(self, paper: str) -> list[str]:
        """Return the ids of the papers that share most with one; of equals, the first in the list.

        :param paper: id of a paper of the list.
        """
        own, number = self._positions[paper], len(self._ids)
        scores: dict[int, int] = {}
        for feature in self._features[paper]:
            having = self._having[feature]
            if 1 < len(having) <= RARE_PAPERS:
                weight = _WEIGHTS[feature[0]]
                for position in having:
                    scores[position] = scores.get(position, 0) + weight
        scores.pop(own, None)
        # One number says both, and its remainder is the position.
        ordered = sorted(position - score * number for position, score in scores.items())
        return [self._ids[order % number] for order in ordered[:RELATED_PAPERS]]

    def touched_by(self, features: Iterable[str], changes: int) -> set[str]:
        """Return the papers whose related papers may be others than before some papers changed.

        :param features: of the changed papers, those that they had and those that they have.
        :param changes: number of the changed papers: so many more may have had a feature before.
        """
        found: set[str] = set()
        for feature in set(features):
            having = self._having.get(feature, ())
            if len(having) <= RARE_PAPERS + changes:
                found.update(self._ids[position] for position in having)
        return found
