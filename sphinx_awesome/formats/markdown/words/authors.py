"""Lists of authors in text, with what stands among them: "et al.", signs, institutions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize

from ....core.person_names import ET_AL, suffixes_joined, without_degrees
from ....core.text import clean
from .. import weights
from .fragments import count_words
from .names import (
    NO_NAMES,
    PLAIN_NAME,
    is_full_name,
    is_turned,
    leading_inverted_names,
    name_likelihood,
    reorder_inverted,
    without_stop,
)


@dataclass(frozen=True, slots=True)
class Authors:
    """Authors of a paper."""

    names: tuple[str, ...]
    confidence: float
    """How much they look like names, from 0 to 1."""
    more: bool = False
    """Whether there are others, "et al."."""
    workplaces: tuple[str, ...] = ()
    """Where they work, as brackets behind their names say."""

    @property
    def authors(self) -> tuple[str, ...]:
        """As an entry has them: "et al." stands for those that are not named."""
        return (*self.names, ET_AL) if self.more and self.names else self.names

    @property
    def several(self) -> bool:
        """Return whether it is more than one person."""
        return self.more or len(self.names) > 1


_SIGNS_OF_ET_AL = (" al", ".al", "etal", "etc", "others", "…", "...", "等", " 외", "ほか", "他")

_ET_AL = re.compile(
    r"\b(?:and\s+)?(?:o?et|el)\.?\s*al\b\.?|(?:\band|&)\s+others\b\.?|,\s*(?:others\b|etc\b\.?)"
    r"|(?:\s|(?<=[，、,\s][\u4e00-\u9fff]{2})|(?<=[，、,\s][\u4e00-\u9fff]{3})"
    r"|(?<=^[\u4e00-\u9fff]{2})|(?<=^[\u4e00-\u9fff]{3}))等人?(?=[\s,.，。]|$)|…|\.\.\."
    r"|\s외(?:\s?\d+\s?[명인])?(?=[\s,.]|$)|[\s、,](?:ほか|他)(?:\s?\d+\s?名)?(?=[\s,.、。]|$)",
    re.IGNORECASE,
)

_ASIDE = re.compile(r"\s*\([^()]*\)|\s*（[^（）]*）|\s*\[[^\[\]]*\]")

# As where an author works is told: `Ann Lee (City University), Bo Ito (Owl Labs)`.
_WORKPLACE = re.compile(r"\w\s*\(([^\W\d_][^()]{2,80})\)(?=\s*(?:[,;.]|and\b|&|et\b|\Z))")

_NO_WORKPLACE = re.compile(
    r"(?i:equal|contribut|correspond|author|student|\blead\b|advis|\beds?\b|@)|\d{4}|\A[^\s.]{,2}\Z"
    r"|[\u3040-\u9fff]"
)

_BRACKET = re.compile(r"[\[(（]")

_LETTERS_ONLY = re.compile(r"[A-Za-z\s,.&;-]*")

_SIGNS = re.compile(
    r"[*∗†‡§¶#^⋆★☆✉📧♠♣♥♦∥⁎⇤¹²³⁴⁵⁶⁷⁸⁹⁰]+|\\"
    r"|(?<=[^\W\d_])\s?\d{1,2}(?:,\s?\d{1,2})*(?=[\s,;*∗†]|$)|(?<=,)\d{1,2}(?=[*∗†]?[^\W\d_])"
)

# An accent that lost its letter: `M. \u0301A. Vos`.
_LOOSE = re.compile(r"(?<!\S)(?P<accent>[\u0300-\u036f]+)(?P<letter>[^\W\d_])")

_NO_PIECE = re.compile(r"\d{0,2}|[<>]")

_SEPARATOR = re.compile(
    r"\s*(?:[,;、，；]\s*(?:and\b|&)?|\s(?:and|&|·|•)(?:\s|(?=[,;、，；])|\Z)"
    r"|(?<=[a-z])\s?/\s?(?=[A-Z][a-z.]))\s*",
    re.IGNORECASE,
)

# Nearly all lists of names are of this form, which can be nothing else.
_PLAIN_SEPARATOR = re.compile(r", (?:and )?| and | & ")

_PLAIN_NAMES = re.compile(
    rf"{PLAIN_NAME.pattern}(?:(?:{_PLAIN_SEPARATOR.pattern}){PLAIN_NAME.pattern})+"
)

# A shortened word, as journals have it: `Front. Neurosci.`
_SHORTENED = re.compile(r"\A(?!Prof)[A-Z][a-z]{2,}\. [A-Z][a-z]{3,}")

# A stop for a comma: `Ann Lee. Bo Ito`.
_STOP_BETWEEN = re.compile(rf"({PLAIN_NAME.pattern})\. ({PLAIN_NAME.pattern})")

_APART = re.compile(r"[,;、，；&·•/\[(（]|\band\b|\bet\b")

_INSTITUTION = re.compile(
    r"(?i:\b(?:universit|institut|colleg|academ|laborator|school|department|faculty|hospital"
    r"|cent(?:er|re)\b|labs?\b|inc\b))"
    r"|^(?:Google|Microsoft|Meta|Facebook|OpenAI|Deep[Mm]ind|NVIDIA|Nvidia|Amazon|Apple|IBM|Adobe"
    r"|Intel|Huawei|Tencent|Alibaba|Baidu|ByteDance|Samsung|Stanford|MIT|CMU|FAIR|Berkeley|Oxford"
    r"|Cambridge|Princeton|Harvard|ETH)(?: (?:AI|Brain|Research|Asia|DeepMind|Zurich|Zürich))*$"
)


def split_et_al(text: str) -> tuple[str, str] | None:
    """Return what stands before "et al." and what after it, or None without one."""
    low = text.lower()
    if not any(sign in low for sign in _SIGNS_OF_ET_AL):  # as in most texts
        return None
    match = _ET_AL.search(text[: weights.AUTHOR_TEXT_CHARS])
    return (text[: match.start()].rstrip(" ,;"), text[match.end() :]) if match else None


def without_marks(text: str) -> str:
    """Names without affiliations and footnote signs."""
    if _BRACKET.search(text):
        for _ in range(2):  # brackets in brackets
            text = _ASIDE.sub("", text)
    return text if _LETTERS_ONLY.fullmatch(text) else _SIGNS.sub("", text)


def read_authors(text: str) -> Authors:
    """Read a text that holds authors and nothing else."""
    apart = _APART.search(text)
    end = apart.start() if apart else len(text)
    if (
        len(text) > weights.AUTHOR_TEXT_CHARS
        or end > weights.NAME_CHARS
        or text.count(" ", 0, end) >= weights.NAME_WORDS + bool(apart)
    ):
        return Authors((), 0)
    if (
        _PLAIN_NAMES.fullmatch(text)
        and NO_NAMES.isdisjoint(re.split(r"\W+", text.lower()))
        and not _INSTITUTION.search(text)
    ):
        return Authors(tuple(_PLAIN_SEPARATOR.split(text)), 1)
    more = comma = False
    workplaces = _workplaces(text) if "(" in text else ()
    if not text.isascii():
        text = text.replace(" ´", " \u0301")
        text = normalize("NFC", _LOOSE.sub(r"\g<letter>\g<accent>", text))
    text = clean(text)
    if parts := split_et_al(text):
        comma = text[len(parts[0]) :].lstrip().startswith(",") or is_turned(parts[0])
        text, rest = parts
        if re.search(r"\w", _ASIDE.sub("", rest)):
            return Authors((), 0)
        more = True
    text = suffixes_joined(without_degrees(clean(without_marks(text))))
    text = without_stop(text.lstrip(" ,;.:·•|-–—_*").rstrip(' ,;:·•|-–—_*"“”'))
    if not text or (len(text) > weights.NAME_CHARS and not _SEPARATOR.search(text)):
        return Authors((), 0)  # one name is not that long
    pieces = [piece.strip(" ,;:_*") for piece in _SEPARATOR.split(text)]
    pieces = [piece for piece in pieces if not _NO_PIECE.fullmatch(piece)]
    if len(pieces) > 1:
        two = ((piece, _STOP_BETWEEN.fullmatch(piece)) for piece in pieces)
        pieces = [name for piece, match in two for name in (match.groups() if match else [piece])]
    pieces = reorder_inverted(text, pieces, comma=comma) or pieces
    pieces = [without_stop(piece) for piece in pieces]
    pieces = _without_institutions(pieces)
    if not pieces:
        return Authors((), 0)
    return Authors(tuple(pieces), _likelihood(pieces, more=more), more, workplaces)


def _workplaces(text: str) -> tuple[str, ...]:
    """Return what brackets behind names say of where these work; no mark, and no other name."""
    places = (clean(match[1]) for match in _WORKPLACE.finditer(text))
    return tuple(dict.fromkeys(place for place in places if not _NO_WORKPLACE.search(place)))


def _likelihood(pieces: list[str], *, more: bool) -> float:
    """Return the confidence that all are names."""
    scores = [name_likelihood(piece) for piece in pieces]
    confidence = sum(scores) / len(scores)
    unlike = scores.count(0)
    if any(
        _SHORTENED.search(one) or (not score and count_words(one) >= weights.TITLE_LIKE_WORDS)
        for one, score in zip(pieces, scores, strict=True)
    ):
        confidence *= weights.FEW_NAMES_WEIGHT  # a title among them, or a journal
    elif unlike:  # one among several may have an odd name
        few = weights.ODD_NAMES_WEIGHT if len(scores) > 3 else weights.FEW_NAMES_WEIGHT
        confidence *= weights.ONE_ODD_NAME_WEIGHT if unlike == 1 and len(scores) > 2 else few
    if len(pieces) == 1 and not more:
        confidence *= weights.SINGLE_AUTHOR_WEIGHT
    elif len(pieces) == 1 or more:
        confidence = (
            max(confidence, weights.AUTHORS_WITH_ET_AL_CONFIDENCE)
            if min(scores) > 0
            else confidence
        )
    return confidence


def _without_institutions(pieces: list[str]) -> list[str]:
    """Names without the places where their bearers work.

    What follows a name and a full stop is no such place: `Ann Lee, Bo Ito. City University Press`.
    """
    return pieces[:1] + [piece for piece in pieces[1:] if not _is_institution(piece)]


def _is_institution(piece: str) -> bool:
    name, stop, _ = piece.partition(". ")
    return bool(_INSTITUTION.search(piece)) and not (stop and is_full_name(name))


def leading_authors(text: str) -> tuple[Authors, str] | None:
    """Several authors told last name first at the start of a text, and the rest; or None."""
    parts = leading_inverted_names(text[: weights.AUTHOR_TEXT_CHARS])
    if parts is None:
        return None
    who = read_authors(parts[0])
    return (who, parts[1] + text[weights.AUTHOR_TEXT_CHARS :]) if who.several else None
