"""The venue registry: one venue under all its names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from . import slugs
from .text import N_, closest_names, help_text, stable_fold


class VenueKind(StrEnum):
    """The way in which a venue reviews; decides a badge's colour and a citation's type."""

    CONFERENCE = N_("conference")
    JOURNAL = N_("journal")
    WORKSHOP = N_("workshop")
    PREPRINT = N_("preprint")


@dataclass(frozen=True, slots=True)
class Venue:
    """A place where papers appear, under one short name."""

    name: str = field(metadata=help_text("Short name, as the badge shows it."))
    full: str = field(default="", metadata=help_text("Full name, shown on hover and in citations."))
    kind: VenueKind | None = field(
        default=None,
        metadata=help_text("`conference`, `journal`, `workshop` or `preprint`."),
    )
    aliases: tuple[str, ...] = field(
        default=(), metadata=help_text("Other names that mean this venue.")
    )

    @property
    def slug(self) -> str:
        """The name as an anchor and an object name."""
        return slugs.slugify(self.name)


_NO_LETTER = re.compile(r"[\W_]+")


def normalize_venue(name: str) -> str:
    """Return the key that two spellings of one name share: `Neur. IPS` and `NeurIPS`.

    By the stable fold, since it decides under which venue, and with it at which anchor, a paper
    stands.

    :param name: in any spelling.
    """
    folded = stable_fold(name)
    return _NO_LETTER.sub("", folded) or folded


SERIES = {
    normalize_venue(name): full
    for name, full in {
        "PMLR": "the proceedings of many conferences on machine learning",
        "Proceedings of Machine Learning Research": "the proceedings of many conferences",
        "LNCS": "Springer's proceedings of many conferences",
        "Lecture Notes in Computer Science": "Springer's proceedings of many conferences",
        "CEUR": "the proceedings of many workshops",
        "CEUR-WS": "the proceedings of many workshops",
        "CEUR Workshop": "the proceedings of many workshops",
        "CEUR Workshop Proceedings": "the proceedings of many workshops",
        "IEEE Xplore": "all that IEEE publishes",
        "ACM Digital Library": "all that ACM publishes",
        "SpringerLink": "all that Springer publishes",
        "ScienceDirect": "all that Elsevier publishes",
    }.items()
}
"""Series and shelves that hold the volumes of many venues, by normal name, and what they hold."""


class Venues:
    """Venues by short name, full name or alias.

    Later venues add to earlier ones: one with the short name of an earlier one replaces it.
    """

    def __init__(self, venues: Iterable[Venue] = ()) -> None:
        self._venues: dict[str, Venue] = {}
        self._by_key: dict[str, Venue] = {}
        for venue in venues:
            self._venues[normalize_venue(venue.name)] = venue
        for venue in self._venues.values():
            for name in (venue.full, *venue.aliases):
                if name:
                    self._by_key.setdefault(normalize_venue(name), venue)
        # A short name is never another venue's alias.
        self._by_key |= self._venues
        self._by_name: dict[str, Venue | None] = {}  # by name as written: lists repeat themselves

    def __iter__(self) -> Iterator[Venue]:
        return iter(self._venues.values())

    def __len__(self) -> int:
        return len(self._venues)

    def find(self, name: str) -> Venue | None:
        """Return the venue of that name, full name or alias, or None.

        :param name: in any spelling.
        """
        if name not in self._by_name:
            self._by_name[name] = self._by_key.get(normalize_venue(name))
        return self._by_name[name]

    def find_container(self, name: str, *, is_journal: bool = False) -> Venue | None:
        """Return the venue that the title of a volume or a journal names, or None.

        A journal is found by its whole title alone: a part of it may well be another one's. Nor is
        a part of a title a journal, or the conference of a workshop or of a companion volume.

        :param name: such as ``2022 IEEE/CVF Conference on Vision (CVPR)``.
        :param is_journal: whether it is the title of a journal.
        """
        if venue := self.find(name):
            return venue
        if is_journal:
            return None
        if venue := self._find_shortened(name):
            return venue
        venues = (self._find_shortened(part) for part in _CUT.split(name))
        return next((venue for venue in venues if venue and _is_part_of(venue, name)), None)

    def _find_shortened(self, name: str) -> Venue | None:
        """Return the venue of a name without years, numbers, introductory words and sponsors."""
        while not (venue := self.find(name) or self.find(_SPONSOR.sub("", name))):
            shorter = _NOISE.sub("", name)
            if shorter == name:
                return None
            name = shorter
        return venue

    def get(self, name: str) -> Venue:
        """Return the venue of that name, or one of no kind that bears it.

        :param name: in any spelling.
        """
        return self.find(name) or Venue(name)

    def nearest(self, name: str, most: int = 3, alike: float = 0.6) -> list[str]:
        """Return short names of the venues that a misspelt name may have meant, best first.

        :param name: that no venue has.
        :param most: number of venues at most.
        :param alike: how much of the name must agree, at most 1.
        """
        close = closest_names(normalize_venue(name), self._by_key, 2 * most, alike)
        return list(dict.fromkeys(self._by_key[key].name for key in close))[:most]


_CUT = re.compile(r"\s-\s|[–—,:;()]")

_NOISE = re.compile(
    r"\b(?:19|20)\d\d\b|'\d\d\b|\b\d+(?:st|[nr]d|th)\b|^(?:the\s|annual\s|in\s|(?:proceedings|"
    r"proc\.?)\s+of\s+(?:the\s+)?)+|\s+\d*$|^\s+"
    r"|^[a-z]+(?:-(?:first|second|third|[a-z]{3,6}th))?(?<=first|econd|third|..\wth)\s"
    r"|,?\s\(?volume\s\d.*$",
    re.IGNORECASE,
)

_SPONSOR = re.compile(r"\A(?:IEEE|CVF|IEEE Computer Society)(?:/(?:IEEE|CVF))*\s+", re.IGNORECASE)

_WORKSHOP = re.compile(r"\bworkshops?\b|@", re.IGNORECASE)

_OTHER_VOLUME = re.compile(
    r"\b(?:findings|companion|adjunct|extended abstracts?|student abstracts?)\b", re.IGNORECASE
)


def _is_part_of(venue: Venue, name: str) -> bool:
    """Return whether a venue that a part of a title names can be that of the whole volume."""
    if venue.kind in {VenueKind.JOURNAL, VenueKind.PREPRINT} or _OTHER_VOLUME.search(name):
        return False
    return venue.kind is VenueKind.WORKSHOP or not is_workshop(name)


def is_workshop(name: str) -> bool:
    """Return whether the title of a volume says that it is one of workshops.

    >>> is_workshop("CVPR Workshops"), is_workshop("Learning@Scale"), is_workshop("CVPR")
    (True, True, False)
    """
    return _WORKSHOP.search(name) is not None


def is_series(name: str) -> bool:
    """Return whether a name is that of a series or a shelf, of any of its parts: no venue.

    >>> is_series("Lecture Notes in Computer Science"), is_series("Lecture Notes in Networks")
    (True, True)
    """
    return normalize_venue(name) in SERIES or _SERIES_NAME.match(name) is not None


_SERIES_NAME = re.compile(
    r"(?:Lecture Notes in|Communications in Computer and Information Science\Z"
    r"|IFIP Advances in|Advances in Intelligent Systems and Computing\Z"
    r"|Proceedings of Machine Learning Research\b|Smart Innovation, Systems and Technologies\Z"
    r"|Studies in Computational Intelligence\Z|ACM International Conference Proceeding Series\Z"
    r"|Frontiers in Artificial Intelligence and Applications\Z"
    r"|Studies in Health Technology and Informatics\Z|LNCS\b|CCIS\Z)",
    re.IGNORECASE,
)
