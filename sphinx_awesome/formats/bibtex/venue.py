"""The venue of a record: tools name it by the title of its proceedings, years and places in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...core.text import clean
from ...core.venues import Venues
from .latex import decode
from .records import Record

_FIELDS = (
    *("booktitle", "eventtitle", "journal", "journaltitle", "howpublished"),
    *("school", "institution"),
)
_PREPRINT = re.compile(r"^arxiv\b.*", re.IGNORECASE)
_URL = re.compile(r"^(?:\\url\b|https?:)", re.IGNORECASE)
_CUT = re.compile(r"\s-\s|[–—,:;()]")
_NOISE = re.compile(
    r"\b(?:19|20)\d\d\b|'\d\d\b|\b\d+(?:st|[nr]d|th)\b|^(?:the\s|annual\s|in\s|(?:proceedings|"
    r"proc\.?)\s+of\s+(?:the\s+)?|advances\s+in\s+)+|\s+\d*$|^\s+",
    re.IGNORECASE,
)
_WORKSHOP = re.compile(r"\bworkshops?\b|@", re.IGNORECASE)


def venue_of(record: Record, venues: Venues) -> str:
    """The short name of a known venue, else the name as the record has it, or ""."""
    for field in _FIELDS:
        raw = record.fields.get(field, "")
        name = clean(decode(raw))
        if not name or _URL.match(raw):
            continue
        if _PREPRINT.match(name):
            return "arXiv"
        return next((v.name for c in _candidates(name) if (v := venues.find(c))), name)
    return ""


def _candidates(name: str) -> Iterator[str]:
    """What in the title of some proceedings may be the name of their venue, best first."""
    yield name
    yield _stripped(name)
    if not _WORKSHOP.search(name):  # which is no part of the conference that it names
        yield from map(_stripped, _CUT.split(name))


def _stripped(name: str) -> str:
    """A name without years, numbers and introductory words."""
    while (shorter := _NOISE.sub("", name)) != name:
        name = shorter
    return name
