"""The one clock: real, or set."""

from datetime import UTC, date, datetime

import pytest

from sphinx_awesome import clock


def test_the_moment_that_is_set() -> None:
    environment = {"SOURCE_DATE_EPOCH": "86401"}
    assert clock.set_moment(environment) == datetime(1970, 1, 2, 0, 0, 1, tzinfo=UTC)
    assert clock.now(environment) == datetime(1970, 1, 2, 0, 0, 1, tzinfo=UTC)
    assert clock.today(environment) == date(1970, 1, 2)


@pytest.mark.parametrize("epoch", ["", "soon", "-5", "1.5", "²", "٣", "9" * 30, "9" * 5000])
def test_what_is_no_moment_leaves_the_clock_as_it_is(epoch: str) -> None:
    environment = {"SOURCE_DATE_EPOCH": epoch}
    before = datetime.now(UTC)
    assert clock.set_moment(environment) is None
    assert before <= clock.now(environment) <= datetime.now(UTC)
    assert before.date() <= clock.today({}) <= datetime.now(UTC).date()
