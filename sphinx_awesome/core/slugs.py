"""Ids and anchors: the rule for ids, slugs of names, proposals for new ids and their allocation.

What makes published addresses folds by :func:`.text.stable_fold`, which never changes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from .person_names import parse_name
from .text import stable_fold


def section_key(title: str) -> str:
    """Return the key by which a section is known: the folded title of its heading.

    :param title: as in the list.
    """
    return f"title:{stable_fold(title)}"


class KnownIds(NamedTuple):
    """Ids that are known before a list is read."""

    papers: Mapping[str, str] = MappingProxyType({})
    """Ids that papers shall have, by what they are known by (:func:`keys`)."""
    sections: Mapping[str, str] = MappingProxyType({})
    """Ids that sections shall have, by what they are known by (:func:`section_key`)."""
    others: Collection[str] = ()
    """Further ids that nothing new gets."""


class IdAllocator:
    """Gives each paper and each section an id of its own."""

    def __init__(self, known: KnownIds) -> None:
        self._wanted = known.papers
        self._wanted_sections = known.sections
        self._taken = {*known.papers.values(), *known.sections.values(), *known.others}
        self._papers: set[str] = set()
        self._sections: set[str] = set()
        self._numbers: dict[str, int] = {}

    def of_paper(
        self, keys: Iterable[str], title: str, authors: Sequence[str], year: int | None
    ) -> str:
        """Return the id of a paper: the one that is wanted if it is free, else a new one.

        :param keys: by which the paper is known.
        :param title: of the paper.
        :param authors: in their order.
        :param year: of the paper; None if it has none.
        """
        wanted = (self._wanted.get(key, "") for key in keys)
        free = (id_ for id_ in wanted if id_ not in self._papers and is_id(id_))
        chosen = next(free, "") or self._new(suggest_id(title, authors, year))
        self._papers.add(chosen)
        return chosen

    def of_section(self, title: str) -> str:
        """Return the id of a section: the one that is wanted if it is free, else a new one.

        :param title: of its heading.
        """
        chosen = self._wanted_sections.get(section_key(title), "")
        if not chosen or chosen in self._sections:
            chosen = self._new(slugify(title)[: ID_CHARS - 6].strip("-"))
        self._sections.add(chosen)
        return chosen

    def _new(self, proposal: str) -> str:
        """Return an id that is not taken, as :func:`~sphinx_awesome.core.slugs.suggest_id` does.

        It does not count from 2 for each of a thousand papers of one name.
        """
        unique = proposal
        while unique in self._taken:
            self._numbers[proposal] = self._numbers.get(proposal, 1) + 1
            unique = f"{proposal[: ID_CHARS - 8].strip('-')}-{self._numbers[proposal]}"
        self._taken.add(unique)
        return unique


ID_CHARS = 64

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"

_ID = re.compile(ID_PATTERN)

STOP_WORDS = frozenset(
    {"a", "an", "and", "are", "as", "at", "by", "can", "do", "does", "for", "from", "how", "in"}
    | {"is", "it", "its", "of", "on", "or", "the", "to", "toward", "towards", "under", "using"}
    | {"via", "what", "when", "with"}
)
"""Words of a title that say nothing about a paper."""


def is_id(text: str) -> bool:
    """Return whether a text can be an id: in an address, an attribute, a file name.

    :param text: of any form.
    """
    return len(text) <= ID_CHARS and _ID.fullmatch(text) is not None


_SPELLED = str.maketrans({"+": " plus ", "#": " sharp ", "&": " and ", "'": "", "’": ""})


@lru_cache(maxsize=4096)
def slugify(text: str) -> str:
    """Return a name as an anchor: lower-case ASCII letters, digits and single hyphens; never empty.

    Letters that do not decompose to ASCII are written as code points, so that names in any
    script keep apart.

    :param text: a name in any script.

    >>> slugify("Findings of ACL"), slugify("C++"), slugify("张三")
    ('findings-of-acl', 'c-plus-plus', 'u5f20-u4e09')
    """
    spelled = stable_fold(text).translate(_SPELLED)
    if not spelled.isascii():
        spelled = "".join(
            c if c.isascii() else f" u{ord(c):x} " if c.isalnum() else " " for c in spelled
        )
    words = re.findall("[a-z0-9]+", spelled)
    return "-".join(words) or "-".join(f"u{ord(c):x}" for c in text) or "u0"


_SURNAME_WORDS = 3


def suggest_id(
    title: str, authors: Sequence[str] = (), year: int | None = None, taken: Container[str] = ()
) -> str:
    """Return a new id for a paper: short, speaking, and not among those taken.

    The name before the title's colon if it is one or two words, else surname, year and the
    first word that says something; a number at the end if that is taken too.

    :param title: of the paper.
    :param authors: in their order; the first one becomes a part of the id.
    :param year: of the paper; None if it has none.
    :param taken: ids that are in use.

    >>> suggest_id("RATCHET: Medical Transformer for Chest X-ray Diagnosis")
    'ratchet'
    >>> suggest_id("Competence-based Multimodal Learning", ["Fenglin Liu"], 2021)
    'liu-2021-competence'
    """
    name, colon, _ = title.partition(":")
    if colon and len(name.split()) <= 2:
        proposal = slugify(name)
    else:
        words = [word for word in slugify(title).split("-") if word not in STOP_WORDS]
        surname = _surname(authors[0]) if authors and authors[0].strip() else ""
        proposal = "-".join(filter(None, [surname, str(year or ""), *words[:1]])) or slugify(title)
    proposal = proposal[: ID_CHARS - 4].strip("-")
    number, unique = 2, proposal
    while unique in taken:
        unique = f"{proposal}-{number}"
        number += 1
    return unique


def _surname(author: str) -> str:
    """Return the surname of an author as a part of an id; of a braced name, three words."""
    name = parse_name(author)
    if not name.braced:
        return slugify(name.surname)
    words = slugify(name.family).removeprefix("the-").split("-")
    return "-".join(words[:_SURNAME_WORDS])
