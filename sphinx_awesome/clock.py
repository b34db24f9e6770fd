"""The time of a run: that of the clock, or SOURCE_DATE_EPOCH where it is set.

No other module reads the variable, so that whatever a run dates has one day. What has to wait for
real time, such as the pace of requests, must not use this module.
https://reproducible-builds.org/specs/source-date-epoch/
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime


def set_moment(environment: Mapping[str, str] = os.environ) -> datetime | None:
    """Return the moment that SOURCE_DATE_EPOCH sets, in UTC.

    :param environment: variables by name.
    :return: None if the variable is not set, or is not a number of seconds within known years.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if not (epoch.isascii() and epoch.isdecimal()):
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (OverflowError, ValueError, OSError):  # beyond the years that Python or the system knows
        return None


def now(environment: Mapping[str, str] = os.environ) -> datetime:
    """Return the moment of the run, in UTC: the one that is set, or the current one."""
    return set_moment(environment) or datetime.now(UTC)


def today(environment: Mapping[str, str] = os.environ) -> date:
    """Return the date of the run, in UTC."""
    return now(environment).date()
