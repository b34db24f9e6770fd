"""Authors, as lists write them.

::

    people    = person (separator person)* [separator] ["et al."]
    separator = "," | ";" | "、" | "，" | "&" | "and" | "·"
    person    = First Last | "Last, First" (where "and" or ";" separates)

Affiliations in round brackets and footnote signs are not part of a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from ...core.names import ET_AL
from ...core.text import clean
from . import name_orders
from .name_orders import in_order
from .person_names import looks_like_name


@dataclass(frozen=True, slots=True)
class People:
    """Authors of a paper."""

    names: tuple[str, ...]
    sure: float
    """How much they look like names, from 0 to 1."""
    more: bool = False
    """Whether there are others, "et al."."""

    @property
    def authors(self) -> tuple[str, ...]:
        """As an entry has them: "et al." stands for those that are not named."""
        return (*self.names, ET_AL) if self.more and self.names else self.names

    @property
    def several(self) -> bool:
        """Whether it is more than one person."""
        return self.more or len(self.names) > 1


_LONGEST = 8000
"""Letters of a text that is looked at: large collaborations have hundreds of authors."""
_ET_AL = re.compile(
    r"[\s,;]{0,4}(?:\b(?:and\s+)?(?:o?et|el)\.?\s*al\b\.?|(?:\band|&)\s+others\b\.?|,\s*others\b|\s等人?(?=[\s,.，。]|$)|…|\.\.\.)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\([^()]*\)|\s*（[^（）]*）|\s*\[[^\[\]]*\]")
_SIGNS = re.compile(r"[*∗†‡§¶#^⋆★☆✉📧♠♣♥♦∥⁎⇤¹²³⁴⁵⁶⁷⁸⁹⁰]+|(?<=[^\W\d_])\s?\d{1,2}(?=[\s,;]|$)|\\")
# An accent that lost its letter: `M. \u0301A. Vos`.
_LOOSE = re.compile(r"(?<!\S)(?P<accent>[\u0300-\u036f]+)(?P<letter>[^\W\d_])")
_SEPARATOR = re.compile(r"\s*(?:[,;、，；]\s*(?:and\b|&)?|\s(?:and|&|·|•)\s)\s*", re.IGNORECASE)
_INITIAL = re.compile(r"\b(?:[A-Z]|Jr|Sr)\.\Z")
_INSTITUTION = re.compile(
    r"(?i:\b(?:universit|institut|colleg|academ|laborator|school|department|faculty|hospital"
    r"|cent(?:er|re)\b|labs?\b|inc\b))"
    r"|^(?:Google|Microsoft|Meta|Facebook|OpenAI|Deep[Mm]ind|NVIDIA|Nvidia|Amazon|Apple|IBM|Adobe"
    r"|Intel|Huawei|Tencent|Alibaba|Baidu|ByteDance|Samsung|Stanford|MIT|CMU|FAIR|Berkeley|Oxford"
    r"|Cambridge|Princeton|Harvard|ETH)(?: (?:AI|Brain|Research|Asia|DeepMind|Zurich|Zürich))*$"
)


def split_et_al(text: str) -> tuple[str, str] | None:
    """What stands before "et al." and what after it, or None without one."""
    match = _ET_AL.search(text[:_LONGEST])
    return (text[: match.start()], text[match.end() :]) if match else None


def bared(text: str) -> str:
    """Names without affiliations and footnote signs."""
    for _ in range(2):  # brackets in brackets
        text = _ASIDE.sub("", text)
    return _SIGNS.sub("", text)


@lru_cache(maxsize=16384)  # a text is looked at as a title, as a byline and as a whole
def people(text: str) -> People:
    """Read a text that holds authors and nothing else."""
    if len(text) > _LONGEST:
        return People((), 0)
    more = comma = False
    if not text.isascii():
        text = text.replace(" ´", " \u0301")
        text = normalize("NFC", _LOOSE.sub(r"\g<letter>\g<accent>", text))
    text = clean(text)
    if parts := split_et_al(text):
        comma = text[len(parts[0]) :].lstrip().startswith(",")
        text, rest = parts
        if re.search(r"\w", _ASIDE.sub("", rest)):
            return People((), 0)
        more = True
    text = clean(bared(text)).lstrip(" ,;.:·•|-–—_*").rstrip(" ,;:·•|-–—_*")
    text = _without_stop(text)
    if not text or (len(text) > 60 and not _SEPARATOR.search(text)):
        return People((), 0)  # one name is not that long
    pieces = [piece.strip(" ,;:_*") for piece in _SEPARATOR.split(text)]
    pieces = [piece for piece in pieces if piece]
    pieces = in_order(text, pieces, comma=comma) or pieces
    pieces = [_without_stop(piece) for piece in pieces]
    pieces = _without_institutions(_with_suffixes(pieces))
    if not pieces:
        return People((), 0)
    return People(tuple(pieces), _likelihood(pieces, more=more), more)


def _likelihood(pieces: list[str], *, more: bool) -> float:
    """How much all look like names."""
    scores = [looks_like_name(piece) for piece in pieces]
    sure = sum(scores) / len(scores)
    unlike = scores.count(0)
    if unlike:  # one among several may have an odd name
        sure *= 0.95 if unlike == 1 and len(scores) > 2 else 0.7 if len(scores) > 3 else 0.3
    if len(pieces) == 1 and not more:
        sure *= 0.6
    elif len(pieces) == 1 or more:
        sure = max(sure, 0.9) if min(scores) > 0 else sure
    return sure


def _without_stop(text: str) -> str:
    """A text without a full stop at its end, unless it is that of an initial or of `Jr.`."""
    return text if _INITIAL.search(text) else text.rstrip(".")


def _with_suffixes(pieces: list[str]) -> list[str]:
    found: list[str] = []
    for piece in pieces:
        if found and re.fullmatch(r"(?:Jr|Sr)\.?|I{2,3}|IV|Ph\.?D\.?|M\.?D\.?", piece):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return found


def _without_institutions(pieces: list[str]) -> list[str]:
    """Names without the places where their bearers work."""
    return pieces[:1] + [piece for piece in pieces[1:] if not _INSTITUTION.search(piece)]


def leading(text: str) -> tuple[People, str] | None:
    """Several authors told last name first at the start of a text, and the rest; or None."""
    parts = name_orders.leading(text[:_LONGEST])
    if parts is None:
        return None
    who = people(parts[0])
    return (who, parts[1] + text[_LONGEST:]) if who.several else None
