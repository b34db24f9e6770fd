"""The Wayback Machine: the copy of an address nearest to a day, by the index of its captures.

Source: https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server. Nothing is saved
there by us. Of an answer only the moment of a capture is taken; the rest of the copy's address is
made of what was asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from urllib.parse import urlencode

from ...core.urls import url_error
from ..exchange import (
    AnswerForm,
    Caller,
    Found,
    MalformedError,
    NotFound,
    Pace,
    Question,
    Reading,
    Request,
    Response,
    SourceInfo,
    by_lookup,
)
from ..parsing import read_json
from ..record import Witness

CAPTURES_ITEMS = 5
"""Captures in one answer, of which the nearest is taken."""

_KEY = re.compile(r"(?P<day>[0-9]{8})/(?P<url>https?://.+)", re.DOTALL)

_MOMENT = re.compile(r"(?P<day>[0-9]{8})[0-9]{6}", re.ASCII)


class WaybackSource(SourceInfo):
    """The Wayback Machine."""

    def __init__(self) -> None:
        super().__init__(
            "wayback",
            "Wayback Machine",
            Witness.INDEXER,
            frozenset({"web.archive.org"}),
            Pace(1.0),
        )

    def knows(self, text: str) -> str:
        """Return a day and an address as they are, as in ``20240531/https://…``; else ""."""
        match = _KEY.fullmatch(text)
        return text if match and _day(match["day"]) and not url_error(match["url"]) else ""

    def requests(self, questions: Sequence[Question], caller: Caller) -> Iterator[Request]:
        """Yield one request for each address."""
        del caller
        for question in by_lookup(questions)[0]:
            if not self.knows(question.key):
                continue
            day, _, url = question.key.partition("/")
            query = {
                "url": url,
                "output": "json",
                "fl": "timestamp,statuscode",
                "filter": "statuscode:200",
                "closest": day,
                "sort": "closest",
                "limit": str(CAPTURES_ITEMS),
            }
            target = f"/cdx/search/cdx?{urlencode(query)}"
            yield Request((question,), "web.archive.org", target, AnswerForm.JSON)

    def read(self, request: Request, response: Response) -> Reading:
        """Read the captures of an address.

        :raises MalformedError: if it is no table.
        """
        (question,) = request.questions
        rows = read_json(response.body)
        if response.status != 200 or not isinstance(rows, list):
            raise MalformedError("no table of captures")
        wanted, _, url = question.key.partition("/")
        moments = [moment for row in rows if (moment := _capture(row))]
        if not moments:
            return Reading({question: NotFound()})
        nearest = min(moments, key=lambda moment: (_distance_days(moment, wanted), moment))
        return Reading({question: Found(target=f"https://web.archive.org/web/{nearest}/{url}")})


def wayback_question(url: str, day: date) -> Question:
    """Return the question for the copy of an address nearest to a day."""
    return Question("wayback", f"{day:%Y%m%d}/{url}")


def capture_day(copy: str) -> date | None:
    """Return the day on which a copy was made; None for other addresses.

    >>> capture_day("https://web.archive.org/web/20210302101112/https://example.org/")
    datetime.date(2021, 3, 2)
    """
    match = _MOMENT.match(copy.removeprefix("https://web.archive.org/web/"))
    return _day(match["day"]) if match else None


def _capture(row: object) -> str:
    """Return the moment of a successful capture; "" for the head of the table and for all else."""
    match row:
        case [str(moment), "200", *_] if (given := _MOMENT.fullmatch(moment)) and _day(
            given["day"]
        ):
            return moment
    return ""


def _distance_days(moment: str, wanted: str) -> int:
    one, other = _day(moment[:8]), _day(wanted)
    return abs((one - other).days) if one and other else 0


def _day(digits: str) -> date | None:
    try:
        return datetime.strptime(digits, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
