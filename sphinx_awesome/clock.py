"""What time it is: by the clock, or by SOURCE_DATE_EPOCH where that is set.

The one place that reads the variable, so that whatever is dated in a run has one day. What has to
wait for real time, such as the pace of requests, must not ask here.
https://reproducible-builds.org/specs/source-date-epoch/
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime


def set_moment(environment: Mapping[str, str] = os.environ) -> datetime | None:
    """Return the moment of SOURCE_DATE_EPOCH, in UTC; None where none is set, or none that is."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if not (epoch.isascii() and epoch.isdecimal()):
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (OverflowError, ValueError, OSError):  # beyond the years that Python or the system knows
        return None


def now(environment: Mapping[str, str] = os.environ) -> datetime:
    """Return the moment in UTC."""
    return set_moment(environment) or datetime.now(UTC)


def today(environment: Mapping[str, str] = os.environ) -> date:
    """Return the day in Greenwich."""
    return now(environment).date()
