"""What is said behind the name of a venue: in which track, with which award."""

from __future__ import annotations

import re

from ...core.text import clean
from .text import AROUND

_BRACKETS = "()[]"
_LONGEST = 80
_TRACK = re.compile(
    r"\b(?:oral|spotlights?|highlight|poster|track|workshops?|findings|demos?|demonstrations?|short|"
    r"long|main|industry|datasets|benchmarks?|db|d&b|tutorial|survey|student|doctoral|late|"
    r"conference|abstract|notable|top|rejected|withdrawn|accepted|under|review|extended|papers?|"
    r"system|srw|w|proceedings|ext|special|issue|early|access|companion|regular|blog|tiny|"
    r"article|in press|lecture|invited|minor|major|revision|online|working|notes)\b",
    re.IGNORECASE,
)
_ONLY_TRACK = re.compile(
    r"(?:oral|spotlights?|highlights?|poster|findings|demo|short|long|main|top[- ]\d+%?|notable)"
    r"(?:\s+(?:paper|papers|presentation|track|conference))?",
    re.IGNORECASE,
)
_AWARD = re.compile(
    r"\(?\b((?:best|outstanding|distinguished|honou?rable)\b[\w\s-]{0,40}?"
    r"(?:paper|award|mention|runner-?up|candidate|finalist|nomination)s?(?:\s+(?:award|mention|"
    r"runner-?up|candidate|finalist|nomination|honou?rable mention))?)\)?",
    re.IGNORECASE,
)


def mentions_track(text: str) -> bool:
    """Whether a word of a text may name a track."""
    return bool(_TRACK.search(text))


def may_be_track(text: str) -> bool:
    """Whether a text behind a venue may name its track, or says nothing."""
    bare = text.strip(AROUND + _BRACKETS)
    return not bare or (len(bare) <= _LONGEST and mentions_track(bare))


def is_track(text: str) -> bool:
    """Whether a text names nothing but a track: `Oral`, `Spotlight`."""
    return bool(_ONLY_TRACK.fullmatch(text.strip(AROUND + _BRACKETS)))


def without_award(text: str) -> tuple[str, str]:
    """A text without the award that it names, and that: "" if it names none."""
    match = _AWARD.search(text)
    if match is None:
        return text, ""
    return f"{text[: match.start()]} {text[match.end() :]}".strip(AROUND), clean(match[1])
