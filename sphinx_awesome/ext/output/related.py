"""Related papers: those that share features that few others have.

It owns the features and their weights. It must not know pages, and its results depend on the list
alone: not on the machine, the day or former results.
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
"""An author in common: research groups continue their work."""

TAG_WEIGHT = 2
"""A tag in common: a person has given both papers the same topic."""

WORD_WEIGHT = 1
"""A word in common that few titles have: often a method or a data set, sometimes chance."""

RARE_PAPERS = 10
"""Greatest number of papers with a feature: a more common one says little, and would join all."""

RELATED_PAPERS = 5
"""Greatest number of related papers of a paper."""

WORD_CHARS = 3
"""Characters of the shortest word that counts, unless there is a digit in it."""

_WEIGHTS = {"@": AUTHOR_WEIGHT, "#": TAG_WEIGHT, "'": WORD_WEIGHT}
"""By the first character of a feature."""

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
"""Characters of scripts without spaces between words: kana and Han."""

_WORDS = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")

_IS_CJK = re.compile(f"[{_CJK}]")


def features_of(entry: Entry, slug: Callable[[str], str] = slugify) -> tuple[str, ...]:
    """Return the features that an entry may share with others: authors, tags, words of its title.

    Spellings of a name that share a line in an index are the same feature. If the title has changed
    since the preprint, the words of both count.

    :param slug: `slugify`, or a cached one for thousands of entries.
    """
    features = [f"@{slug(display_name(name))}" for name in entry.named_authors]
    features += [f"#{slug(tag)}" for tag in entry.tags]
    for appearance in entry.appearances:
        features += [f"'{word}" for word in _words(appearance.title)]
    return tuple(dict.fromkeys(features))


def _words(title: str) -> Iterator[str]:
    """Yield the meaningful words of a title; pairs of characters for scripts without spaces."""
    for word in _WORDS.findall(fold(title)):
        if _IS_CJK.match(word):
            yield from map("".join, pairwise(word))
        elif word not in STOP_WORDS and (len(word) >= WORD_CHARS or not word.isalpha()):
            yield word


class RelatedPapers:
    """Finds the papers that are related to one.

    :param features: by id, the features of every paper, in the order of the list.
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
        """Return the ids of the papers that share most with one; ties in the order of the list.

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
        """Return the ids of papers whose related papers may differ after some papers changed.

        :param features: former and current features of the changed papers.
        :param changes: number of the changed papers: as many more may have had a feature before.
        """
        papers: set[str] = set()
        for feature in set(features):
            having = self._having.get(feature, ())
            if len(having) <= RARE_PAPERS + changes:
                papers.update(self._ids[position] for position in having)
        return papers
