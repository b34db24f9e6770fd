"""Dates, as lists write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ....core.identifiers import new_arxiv_month
from .. import weights

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
} | {"okt": 10, "dez": 12, "mai": 5}

YEAR = r"(?:19[5-9]\d|20\d\d)"

_MONTH = r"(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|okt|dez|mai)[a-z]*"

_DAY = r"(?P<d>[0-3]?\d)(?:[snrt][tdh])?"

_BREAK = r"[\s,.'’/-]*"

#: A date that stands alone. Each is one form; none can match a text in two ways.
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<y>{YEAR})",
        rf"(?P<y>{YEAR})\s?[-/.]\s?(?P<m>[01]?\d)(?:\s?[-/.]\s?(?P<d>[0-3]?\d))?",
        rf"(?P<y>{YEAR})[.](?P<m>[01]?\d)\s?[-/~–].*",  # from one month to another: the first
        rf"(?P<y>{YEAR})年(?:(?P<m>[01]?\d)月(?:(?P<d>[0-3]?\d)日)?)?",
        rf"{_MONTH}{_BREAK}(?P<y>{YEAR})",
        rf"{_MONTH}{_BREAK}{_DAY}{_BREAK}(?P<y>{YEAR})",
        rf"{_DAY}{_BREAK}{_MONTH}{_BREAK}(?P<y>{YEAR})",
        rf"(?P<y>{YEAR}){_BREAK}{_MONTH}(?:{_BREAK}{_DAY})?",
        rf"(?P<m>[01]?\d)\s?[-/.]\s?(?P<y>{YEAR})",
        rf"(?P<a>[0-3]?\d)\s?[-/.]\s?(?P<b>[0-3]?\d)\s?[-/.]\s?(?P<y>{YEAR})",  # of either order
    )
)

_YEAR = re.compile(YEAR)


@dataclass(frozen=True, slots=True)
class Date:
    """A date, as exactly as it was written."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        parts = f"{self.year}", f"{self.month:02}", f"{self.day:02}"
        return "-".join(parts[: 1 + bool(self.month) + bool(self.month and self.day)])


def has_year(text: str) -> bool:
    """Return whether a text may hold a date."""
    return _YEAR.search(text) is not None


def date(text: str) -> Date | None:
    """Read a text that is a date and nothing else.

    >>> str(date("4 Feb 2023")), str(date("2023.5")), str(date("(Oct., 2025)"))
    ('2023-02-04', '2023-05', '2025-10')
    """
    text = text.strip(" \t\n()[],.;:*")
    if not 4 <= len(text) <= weights.DATE_CHARS or not _YEAR.search(text):
        return None
    for form in _FORMS:
        if match := form.fullmatch(text):
            groups = match.groupdict()
            month = _month(groups.get("m") or "")
            day = int(groups.get("d") or 0)
            return Date(int(match["y"]), month, day if month and 1 <= day <= 31 else 0)
    return None


def year_month(token: str) -> Date | None:
    """Read four digits as year and month, as ids of arXiv have them (since 2007).

    >>> str(year_month("1807")), year_month("1813"), year_month("0612")
    ('2018-07', None, None)
    """
    result = new_arxiv_month(token)
    return Date(*result) if result else None


def _month(text: str) -> int:
    if text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else 0
    return _MONTHS.get(text[:3].lower(), 0)


# Words beside a year or a venue that make no topic of it, counts, and quarters of a year.
_NO_TOPIC = re.compile(
    r"\b(?:before|after|until|since|and|to|in|papers?|earlier|early|later|publications?|works?|older"
    r"|prior|preprints?|list|year|conferences?|journals?|entries|items|total|new|latest|so far"
    rf"|q[1-4]|h[12]|spring|summer|autumn|fall|winter)\b|{YEAR}|\b\d{{1,3}}\b|[^\w\s]|_|年|篇|论文|論文|发表|發表|的|\bjahr\b",
    re.IGNORECASE,
)

_OPEN_ENDED = re.compile(
    rf"\b(?:before|until|prior|earl\w*|older|since|after)\b|{YEAR}\s*[-–~](?!\s*(?:\d{{1,3}}\s*[a-z]|[qh][1-4]\b))",
    re.IGNORECASE,
)

_ALONE = re.compile(rf"(?<!\d){YEAR}(?!\d)")


def heading_date(title: str) -> Date | None:
    """The date that a heading is, beside counts, marks and quarters of the year.

    >>> [str(heading_date(title)) for title in ("2021 (12 papers)", "2021-Q3", "Jahr 2020")]
    ['2021', '2021', '2020']
    >>> heading_date("2020 and earlier"), heading_date("Task 2010")
    (None, None)
    """
    if when := date(title):
        return when
    year = _ALONE.search(title)
    if year is None or _NO_TOPIC.sub(" ", title).strip() or _OPEN_ENDED.search(title):
        return None
    return Date(int(year[0]))


def is_topic(title: str) -> bool:
    """Return whether a heading of no date says more than when papers appeared."""
    return bool(_NO_TOPIC.sub(" ", title).strip()) or not _ALONE.search(title)
