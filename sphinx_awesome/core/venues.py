"""The venue registry: one venue under all its names, and under the titles of its volumes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from . import slugs
from .text import N_, clean, closest_names, fold, help_text, stable_fold


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
    folded = name.lower() if name.isascii() else stable_fold(name)  # the same but for spaces
    return _NO_LETTER.sub("", folded) or stable_fold(name)


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

    @cached_property
    def titles(self) -> VenueTitles:
        """Return what finds these venues by titles of proceedings and of journals."""
        return VenueTitles(self)

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


_WORKSHOP_WORD = re.compile(r"\bworkshops?\b|@", re.IGNORECASE)


def is_workshop(name: str) -> bool:
    """Return whether the title of a volume says that it is one of workshops.

    >>> is_workshop("CVPR Workshops"), is_workshop("Learning@Scale"), is_workshop("CVPR")
    (True, True, False)
    """
    return _WORKSHOP_WORD.search(name) is not None


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

# -- titles of proceedings and journals ------------------------------------------------------------
# How publishers, DBLP and curators spell them; the names themselves are the registry's. A title
# that means no known venue is not guessed at: it stays as it is.

ACRONYM_TITLE_SHARE = 0.5
"""Part of the words of a venue's full name that a title must have for an acronym in it to mean that
venue: acronyms are few, and conferences are many."""

TITLE_CHARS = 500
"""Characters of the longest title that may mean a venue: those of proceedings have up to 300."""

_TITLE_SEGMENTS = 12
"""Pieces of a title that are looked at from its beginning: a title has no more."""

_UNITS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_TENS = "twent|thirt|fort|fift|sixt|sevent|eight|ninet"
_ORDINAL = (
    rf"(?:\d+\s*(?:st|nd|rd|th)\b|(?:(?:{_TENS})y[\s-]?)?(?:{_UNITS})\b|(?:{_TENS})ieth\b"
    r"|(?:tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth)\b"
    r"|(?:one[\s-])?hundredth\b)"
)

_LEAD = re.compile(
    rf"\s*(?:in\s+(?:the\s+)?(?=proc|{_ORDINAL}|\d{{4}}\b)|(?-i:[A-Z]{{2,}})\d\d:\s"
    r"|(?-i:[IVXLC]+)\s+(?=(?:annual\s+)?(?:int|conf|symp))"
    r"|(?:(?:conference|companion|adjunct|joint|full|online)\s+)?(?:proceedings|proc\b\.?)\s*"
    r"(?:volume\s+)?(?:of\s+)?(?:the\s+)?"
    rf"|the\s+|annual\s+|{_ORDINAL}\s*(?:annual\s+)?|(?:19|20)\d\d\s+(?:on\s+(?=int))?|[-,:]\s*)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    rf"\b(?:19|20)\d\d\b|['’]\d\d\b|\b{_ORDINAL}|\bannu(?:al\b|\.)|\s+(?:\d+|(?-i:[IVXLC]{{2,}}))\s*$"
    r"|\b(?:volume|vol\.|part|number)\s*[\dIVXLC]+\b",
    re.IGNORECASE,
)
_PUBLISHER = re.compile(
    r"(?:the\s+)?(?:(?:IEEE(?:\s+Computer\s+Society)?|INNS|ENNS|ACM|CVF|RSJ|USENIX|SIAM|SPIE|IAPR|ISCA|IFIP|EUROGRAPHICS|EATCS|IACR|AMIA"
    r"|AIAA|BMVA|ISMIR|SIG[A-Z]+|SIG[a-z]+)(?:\s*[/&-]\s*|\s+and\s+|\s+))+",
    re.IGNORECASE,
)
_OWN_ACRONYM = re.compile(r"[A-Z]{3,}[a-z]*\s+(?=[Cc]onf|[Ss]ymp)")
_EVENT = re.compile(r"\b(?:conf|symp|meeting|congress|workshop)", re.IGNORECASE)
_BREAK = re.compile(
    rf"\s-+\s|[–—,:;()\[\]]|\s+and\s+(?:the\s+)?(?=(?:{_ORDINAL})\s)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[\s,;:(]+(?:vol(?:ume|\.)?|no\.|number|pp?[.:]+|pages?|issue|art(?:icle|\.)?)[\s.:]*\w*\d.*"
    r"|[\s,;:]+(?!(?:19|20)\d\d\Z)\d[\d\s():;,.–-]*(?:(?<=:)[a-z]{1,6}\d+)?)\Z",
    re.IGNORECASE,
)
"""Volume, number, and pages or the number of an article behind the title of a journal."""

_PARENTHESES = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")

_IN_PARENTHESES = re.compile(r"[(\[]([^()\[\]]*)[)\]]")

_BESIDE = re.compile(r"companion|adjunct|extended abstract|student abstract", re.IGNORECASE)
"""Tracks that appear in volumes of their own."""

_WORKSHOP = re.compile(r"\bworkshops?\b", re.IGNORECASE)
_ABOUT = re.compile(r"\s*(?::|on\b|for\b|of\b)", re.IGNORECASE)
_FINDINGS = re.compile(r"\s*(?:in\s+)?findings\s+of\b(?P<rest>.*)", re.IGNORECASE)
_ACRONYM = re.compile(r"(?<![\w-])[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:[-/][A-Z]{2,})*(?![a-z])")

_TURNED = re.compile(
    r"(?P<about>.+?)(?:\s*\([^()]*\))?,\s+(?=(?:19|20)\d\d\b|IEEE|ACM|Proc|Int)(?:.*[.,]\s+)?"
    r"(?P<head>[^.,]*\b(?:conference|symposium|workshop|transactions|journal)\s+on)",
    re.IGNORECASE,
)
"""A title with its subject first: ``Data Mining (ICDM), 2012 IEEE International Conference on``."""

_SUBTITLE = re.compile(r"\s+:\s.*")
"""PubMed's way to add an acronym, a society or a second title to that of a journal."""

_PROCEEDINGS = re.compile(
    r"\bproc(?:eedings|\.)|\bconf(?:erence|\.)|\bsymp(?:osium|\.)", re.IGNORECASE
)
_SAYS_NOTHING = re.compile(
    r"(?:\b(?:conference|proceedings|papers|symposium|workshops?|meeting|international|on|of)\b\W*)*",
    re.IGNORECASE,
)

_NAMED_EVENT = re.compile(r"\b(?:conference|symposium|meeting)\s+(?:on|of|for)\b", re.IGNORECASE)

_TRACK = re.compile(
    r"[\s,:(-]*\b(?:track\s+on\s+)?"
    r"(?P<track>(?:system\s+)?demonstrations?|demos?|(?:student|doctoral)\s+[\w ]+"
    r"|datasets?\s+and\s+benchmarks?|industry|industrial|tutorials?(?:\s+abstracts)?"
    r"|position\s+papers?|short\s+papers?|long\s+papers?|companion(?:\s+(?:volume|papers))?"
    r"|extended\s+abstracts?|late[\s-]breaking\s+\w+|doctoral\s+consortium|applied\s+data\s+science"
    r"|main\s+conference|research)(?:\s+(?:track|volume|papers?|program))?\)?\s*\Z",
    re.IGNORECASE,
)
_LEADING_TRACK = re.compile(
    r"\s*(?P<track>companion(?=\s+proceedings)|companion\s+(?:of|to)(?=\s+the\b)|extended\s+abstracts"
    r"|adjunct(?=\s+proceedings))\s*(?:of\s+)?(?:the\s+)?",
    re.IGNORECASE,
)

_PREPRINT = re.compile(
    r"\s*(?:(?:preprint|e-?print)s?\s+(?:at|on|in)?\s*)?(?P<name>\w*rxiv|corr)\b.*", re.IGNORECASE
)

_STOP_WORDS = frozenset(["a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "with"])
_WORD = re.compile(r"[^\W_]+\.?")
_WORD_END = re.compile(r"(?<=\w)(?=\s|\Z)")
_CONTRACTED = re.compile(r"'l\b")  # Int'l, Nat'l
_BLANK = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class TitledVenue:
    """The meaning of a title of proceedings or of a journal."""

    name: str
    """Short name of a known venue, else the title."""
    track: str = ""
    """Track of the venue, or workshop there, that the title names."""


class VenueTitles:
    """Knows the titles of the venues of a registry; each distinct title once."""

    def __init__(self, venues: Venues) -> None:
        self._venues = venues
        self._by_key: dict[str, Venue | None] = {}
        self._by_words: dict[str, list[tuple[Sequence[str], Venue]]] = {}
        for venue in venues:
            for name in filter(None, (venue.name, venue.full, *venue.aliases)):
                self._learn(name, venue)
        self._meanings: dict[tuple[str, bool], TitledVenue] = {}

    def _learn(self, name: str, venue: Venue) -> None:
        for key in {_key(reduced) for reduced in _reduced(name)} - {""}:
            known = self._by_key.setdefault(key, venue)
            if known is not venue:
                self._by_key[key] = None  # what two titles share says nothing
        words = _words(name)
        if len(words) > 1:
            self._by_words.setdefault(words[0][:1], []).append((words, venue))

    def find(self, title: str, *, is_journal: bool = False) -> TitledVenue:
        """Return the venue that a title means.

        :param title: as plain text.
        :param is_journal: whether it is that of a journal, which is no part of a longer one.
        """
        key = title, is_journal
        if key not in self._meanings:
            self._meanings[key] = self._find(clean(title), is_journal=is_journal)
        return self._meanings[key]

    def find_venue(self, title: str, *, is_journal: bool = False) -> Venue | None:
        """Return the known venue in whose own volume, or issue, a paper with this container is.

        A companion volume is not its conference.

        :param title: such as ``2022 IEEE/CVF Conference on Vision (CVPR)``.
        :param is_journal: whether it is that of a journal.
        """
        titled = self.find(title, is_journal=is_journal)
        return None if _BESIDE.match(titled.track) else self._venues.find(titled.name)

    def _find(self, title: str, *, is_journal: bool) -> TitledVenue:
        if len(title) > TITLE_CHARS:
            return TitledVenue(title)
        if hit := self._venues.find(title):
            return TitledVenue(hit.name)
        if title.lower().endswith(" on") and (match := _TURNED.fullmatch(title)):
            turned = self._find(f"{match['head']} {match['about']}", is_journal=is_journal)
            return turned if self._venues.find(turned.name) else TitledVenue(title)
        if match := _PREPRINT.fullmatch(title):
            hit = self._venues.find(match["name"])
            return TitledVenue(hit.name if hit else title)
        if is_journal and not _PROCEEDINGS.search(title):
            bare = _TAIL.sub("", title) or title
            hit = self._titled(bare) or self._titled(_PARENTHESES.sub("", _SUBTITLE.sub("", bare)))
            if not hit and "." not in bare:
                # PubMed abbreviates without full stops: `IEEE Trans Med Imaging`.
                hit = self._abbreviated(_WORD_END.sub(".", bare))
            return TitledVenue(hit.name if hit else bare)
        if match := _FINDINGS.match(title):
            return TitledVenue(self._findings(match["rest"]) or title)
        if _WORKSHOP.search(title):
            return self._workshop(title) or TitledVenue(title)
        title_of_all, track = _without_track(title)
        hit = self._conference(title_of_all) or self._conference(title)
        return TitledVenue(hit.name, track) if hit else TitledVenue(title)

    def _titled(self, title: str) -> Venue | None:
        """The venue of which that is the title, ordinals, years and publishers aside."""
        if hit := self._venues.find(title):
            return hit
        reduced = list(_reduced(title))
        for one in reduced:
            if hit := self._by_key.get(_key(one)):
                return hit
        return next(filter(None, map(self._abbreviated, reduced)), None)

    def _abbreviated(self, title: str) -> Venue | None:
        """The venue of which a title is the abbreviation: `Proc. Int. Conf. Mach. Learn.`."""
        words = _words(title)
        if len(words) < 2 or not any(word.endswith(".") for word in words):
            return None
        hit = {
            venue.name: venue
            for known, venue in self._by_words.get(words[0][:1], ())
            if len(known) == len(words) and all(map(_abbreviates, words, known))
        }
        return next(iter(hit.values())) if len(hit) == 1 else None

    def _conference(self, title: str) -> Venue | None:
        """The venue that the title of proceedings begins with, or whose acronym it has."""
        if hit := self._beginning(title)[0]:
            return hit
        acronym, _, rest = title.partition(" ")
        if (hit := self._venues.find(acronym)) and self._titled(rest) is hit:
            return hit
        pieces = [piece for piece in _BREAK.split(title) if piece.strip()]
        for piece in pieces[1:]:
            name = clean(_NUMBERS.sub(" ", piece))
            hit = self._venues.find(name)
            if hit and _ACRONYM.fullmatch(name.replace(" ", "")) and _share(hit, title):
                return hit
        return next((f for piece in pieces[1:2] if (f := self._titled_in_full(piece))), None)

    def _beginning(self, title: str) -> tuple[Venue | None, str]:
        """The venue that a title begins with, as much of it as can be, and what stands behind."""
        ends = [len(title), *(match.start() for match in reversed(list(_BREAK.finditer(title))))]
        for end in ends[-_TITLE_SEGMENTS:]:
            head = title[:end]
            if hit := self._titled(head) or self._titled(_PARENTHESES.sub("", head)):
                return hit, title[end:]
        return None, ""

    def _titled_in_full(self, piece: str) -> Venue | None:
        """The conference of which a piece of a title is the whole title."""
        return self._titled(piece) if _NAMED_EVENT.search(piece) else None

    def _workshop(self, title: str) -> TitledVenue | None:
        """A workshop that is known, or the workshops of the conference that a title begins with."""
        if hit := self._titled(title) or self._titled(_PARENTHESES.sub("", title)):
            return TitledVenue(hit.name)
        for acronym in _IN_PARENTHESES.findall(title):
            hit = self._venues.find(clean(_NUMBERS.sub(" ", acronym)))
            if hit and hit.kind is VenueKind.WORKSHOP:
                return TitledVenue(hit.name)
        word = _WORKSHOP.search(title)
        assert word is not None  # noqa: S101  (the caller has seen one)
        before, behind = title[: word.start()], title[word.end() :]
        conference, rest = self._beginning(before)
        if conference is None and word[0].endswith("s"):
            conference = self._venues.find(_NUMBERS.sub(" ", _BREAK.split(before)[-1]))
        hit = self._venues.find(f"{conference.name} Workshop") if conference else None
        if hit is None:
            return None
        of_it = _PARENTHESES.sub("", rest).strip(" ,:;-")
        on = behind if _ABOUT.match(behind) else ""
        return TitledVenue(hit.name, clean(f"{of_it} {word[0]}{on}") if of_it or on else "")

    def _findings(self, rest: str) -> str | None:
        """The Findings of the conference of the last acronym in a title, or of its whole name."""
        acronyms = _ACRONYM.findall(rest)
        names = [name for acronym in acronyms[::-1] for name in (acronym, *acronym.split("-"))]
        if not acronyms and (conference := self._conference(rest)):
            names = [conference.name]
        known = (self._venues.find(f"Findings of {name}") for name in names)
        return next((hit.name for hit in known if hit), None)


def _reduced(title: str) -> Iterator[str]:
    """A title without what changes from year to year, and then without its publisher."""
    while match := _LEAD.match(title):
        title = title[match.end() :]
    title = clean(_NUMBERS.sub(" ", title)).strip(" ,:;-")
    yield title
    is_conference = _EVENT.search(title) is not None
    for start in (_PUBLISHER, _OWN_ACRONYM) if is_conference else ():
        match = start.match(title)
        if match and not _SAYS_NOTHING.fullmatch(title, match.end()):
            title = title[match.end() :]
            yield title


def _key(title: str) -> str:
    """Return what the spellings of one title share."""
    folded = fold(title.replace("&", " and "))
    return " ".join(word for word in _BLANK.split(folded) if word not in {"the", ""})


def _words(title: str) -> Sequence[str]:
    """The words of a title that abbreviations keep, folded, each with its full stop."""
    *_, bare = _reduced(title)
    folded = _CONTRACTED.sub(".", fold(bare))
    return [word for word in _WORD.findall(folded) if word not in _STOP_WORDS]


def _abbreviates(short: str, word: str) -> bool:
    if short.endswith("."):
        return word.startswith(short[:-1])
    return short == word.removesuffix(".")


def _without_track(title: str) -> tuple[str, str]:
    """A title without the track that it names at its end or its beginning, and that."""
    bare = re.sub(r"\s*\((?:volume|vol\.?|part)[^()]*\)", "", title, flags=re.IGNORECASE)
    if match := _LEADING_TRACK.match(bare):
        return bare[match.end() :], clean(match["track"].removesuffix(" of").removesuffix(" to"))
    match = _TRACK.search(bare)
    if match is None or not bare[: match.start()].strip():
        return bare, ""
    track = clean(f"{match['track']}")
    is_all = re.fullmatch(r"(?:main|long|short|research).*", track, re.IGNORECASE)
    return bare[: match.start()], "" if is_all else track


def _share(venue: Venue, title: str) -> bool:
    """Return whether enough words of a venue's full name stand in a title."""
    words = {word.rstrip(".") for word in _WORD.findall(fold(title))}
    wanted = [word for word in _words(venue.full) if word not in {"conference", "international"}]
    there = sum(word in words for word in wanted)
    return there >= ACRONYM_TITLE_SHARE * len(wanted)


def kind_of_title(title: str, *, is_journal: bool) -> VenueKind:
    """Return the kind of a venue that is not known, by the record that names it."""
    if is_journal:
        return VenueKind.JOURNAL
    return VenueKind.WORKSHOP if _WORKSHOP.search(title) else VenueKind.CONFERENCE
