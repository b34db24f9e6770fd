"""The options of ``awesome:entries``: one table, from which they are read and documented."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..core.select import GroupBy, Sort, Years


def _choice(kind: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda value: kind(value.strip().lower())


def _names(value: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in value.split(",") if name.strip())
    if not names:
        raise ValueError(value)
    return names


def _limit(value: str) -> int:
    limit = int(value)
    if limit < 1:
        raise ValueError(value)
    return limit


def _layout(value: str) -> str:
    if value.strip() not in {"cards", "list"}:
        raise ValueError(value)
    return value.strip()


def one_of(values: Iterable[str]) -> str:
    """What may stand somewhere, in words."""
    return "one of " + ", ".join(values)


def _text(value: str) -> str:
    return value


#: Options of ``awesome:chart``, told as those of ``awesome:entries``.
CHART_OPTIONS: dict[str, tuple[Callable[[str], Any], str, str]] = {
    "limit": (
        _limit,
        "a number from 1",
        "Most venues to show, 10 unless said otherwise; a line below tells of the others.",
    ),
    "caption": (_text, "a line of text", "What stands above the chart in place of its own title."),
    "name": (_text, "a name", "A label, for cross-references to the chart."),
}

#: Options of ``awesome:entries``: how to read a value, what may stand there, what it does.
#: The table in the reference is made from this.
ENTRIES_OPTIONS: dict[str, tuple[Callable[[str], Any], str, str]] = {
    "sort": (_choice(Sort), one_of(Sort), "Order of the papers; `newest` unless said otherwise."),
    "group-by": (
        _choice(GroupBy),
        one_of(GroupBy),
        "What the headings name; `year` unless said otherwise, `none` for a list.",
    ),
    "layout": (
        _layout,
        "one of cards, list",
        "A card a paper, or a row a paper whose title leads to its card.",
    ),
    "has": (
        _names,
        "labels of links or names of fields, with commas between them",
        "Only papers that have all of these, such as `code` or `published`.",
    ),
    "venues": (
        _names,
        "names or aliases of venues, with commas between them",
        "Only papers of one of these venues, listed or since.",
    ),
    "years": (
        Years.parse,
        "a year or a range such as 2021, 2020-2023, 2020- or -2019",
        "Only papers listed in these years.",
    ),
    "tags": (_names, "tags, with commas between them", "Only papers that have all of these tags."),
    "limit": (_limit, "a number from 1", "At most so many papers."),
    "heading": (_text, "a line of text", "A heading above them, only there if there are papers."),
}
