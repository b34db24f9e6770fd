"""Whether a text is the name of one person."""

from __future__ import annotations

import re

from ...core.text import fold
from .vocabulary import NO_NAMES, PARTICLES

_WORD = re.compile(r"[^\W\d_][\w'’`´-]*(?:\.[^\W\d_][\w'’-]*)*|(?:[^\W\d_][\w'’-]{0,3}\.-?)+")
# As works are named, and hardly ever people: `BioBERT`, `SPINE`.
_COINED = re.compile(r"[a-z][A-Z][A-Z]|[A-Z]{4}|[a-z][A-Z]\w*[a-z][A-Z]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·]{2,5}")


def looks_like_name(piece: str) -> float:
    """How much a text looks like the name of one person, from 0 to 1."""
    if _CJK.fullmatch(piece):
        return 1
    words = piece.split()
    if len(piece) > 60 or not 1 <= len(words) <= 6 or not all(map(_WORD.fullmatch, words)):
        return 0
    folded = [fold(word).strip(".") for word in words]
    if any(word in NO_NAMES and len(word) > 1 for word in folded):
        return 0
    if any(map(_COINED.search, words)):
        return 0.3
    small = [low for word, low in zip(words, folded, strict=True) if word[0].islower()]
    if len(small) == len(words):
        return 0
    if not PARTICLES.issuperset(small):
        return 0.1
    if len(words) == 1:
        return 0.35 if len(piece) > 1 else 0
    return 1 if len(words) <= 4 else 0.7


def is_whole_name(text: str) -> bool:
    """Whether a text looks like first and last name of one person, beyond doubt."""
    return len(text.split()) > 1 and looks_like_name(text) == 1
