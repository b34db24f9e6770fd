"""What the words of a name tell of a venue that the registry lacks: how sure, and which kind."""

from __future__ import annotations

import re

from ...core.model import VenueKind

_PREPRINT = re.compile(r"\w*(?:rxiv|preprints?)", re.IGNORECASE)
_VENUE_WORDS = re.compile(
    r"\b(?:conference|conf\.|journal|j\.|transactions|trans\.|proceedings|proc\.|workshops?|"
    r"symposium|symp\.|letters|annals|magazine|bulletin|congress|reviews?|review|frontiers|"
    r"advances|archives|acta|international|lncs|lecture notes|preprint|thesis|dissertation|"
    r"nature|science|ieee|acm|springer|elsevier|meeting|lett\.|eng\.|sci\.|comput\.|med\.|"
    r"technical report|tech report)(?=\W|$)",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Za-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:[-/& ][A-Z][A-Za-z]*)*")
_KINDS = (
    (re.compile(r"workshop|\bW\b", re.IGNORECASE), VenueKind.WORKSHOP),
    (re.compile(r"rxiv|preprint", re.IGNORECASE), VenueKind.PREPRINT),
    (
        re.compile(
            r"journal|transactions|\btrans\b|letters|annals|magazine|bulletin", re.IGNORECASE
        ),
        VenueKind.JOURNAL,
    ),
    (re.compile(r"conference|symposium|congress|proceedings", re.IGNORECASE), VenueKind.CONFERENCE),
)


def kind_of(name: str) -> VenueKind | None:
    """What the words of a name tell of how a venue reviews."""
    return next((kind for pattern, kind in _KINDS if pattern.search(name)), None)


def looks_like_venue(name: str, *, dated: bool) -> float:
    """How much a name looks like that of a venue, from 0 to 1.

    :param dated: whether a year follows it, or pages do.
    """
    words = name.split()
    if not words or len(words) > 14 or len(name) < 2 or not name[0].isalnum():
        return 0
    if re.search(r"https?:|[?!=]|\bet al\b", name) or not any(c.isupper() for c in name):
        return 0
    if _PREPRINT.fullmatch(name):
        return 0.8
    if _VENUE_WORDS.search(name):
        return 0.8 if dated else 0.6
    if len(words) <= 3 and _ACRONYM.fullmatch(name):
        return 0.75 if dated else 0.35
    lower = sum(
        word[0].islower() and word not in {"of", "and", "on", "in", "for", "the", "with"}
        for word in words
    )
    if lower or len(words) > 8:
        return 0.1 if dated else 0
    return 0.5 if dated else 0.2
