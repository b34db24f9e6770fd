"""Dates in text."""

from __future__ import annotations

import pytest

from sphinx_awesome.formats.markdown.words.dates import date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023", "2023"),
        ("(2014)", "2014"),
        ("2023.5", "2023-05"),
        ("2023/05", "2023-05"),
        ("2018/9/18", "2018-09-18"),
        ("2023.2/5", "2023-02-05"),
        ("2022.7/2023.12", "2022-07"),
        ("2023年5月6日", "2023-05-06"),
        ("4 Feb 2023", "2023-02-04"),
        ("Feb 4th, 2023", "2023-02-04"),
        ("Oct., 2025", "2025-10"),
        ("okt 2016", "2016-10"),
        ("2021 March", "2021-03"),
        ("05/2023", "2023-05"),
        ("31/12/2020", "2020"),
        ("2020/13", "2020"),
        ("1066", None),
        ("2023 papers", None),
        ("", None),
    ],
)
def test_dates(text: str, expected: str | None) -> None:
    found = date(text)
    assert (str(found) if found else None) == expected
