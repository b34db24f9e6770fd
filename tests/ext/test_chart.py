from __future__ import annotations

import re

from sphinx_awesome.core.facts import Facts, YearCount
from sphinx_awesome.ext import chart


def facts(*years: tuple[int, int, int]) -> Facts:
    counts = tuple(YearCount(*year) for year in years)
    return Facts(sum(y.papers for y in counts), sum(y.with_code for y in counts), counts)


def test_a_bar_a_year_and_a_fill_for_code() -> None:
    drawn = chart.svg(facts((2021, 4, 2), (2022, 0, 0), (2023, 8, 8)), chart.HEAD)
    heights = [
        float(h)
        for h in re.findall(r'<rect x="[^"]*" y="[^"]*" width="27" height="([^"]*)"', drawn)
    ]
    filled = [float(h) for h in re.findall(r'class="aw-code"[^>]*height="([^"]*)"', drawn)]
    assert heights == [18, 37]
    assert filled == [9, 37]
    assert drawn.count("<path") == 1  # the year without papers
    assert re.findall(r">(\d+)</text>", drawn) == ["4", "2021", "0", "2022", "8", "2023"]


def test_one_paper_among_hundreds_is_still_seen() -> None:
    drawn = chart.svg(facts((2021, 1, 0), (2022, 900, 1)), chart.SPARK)
    heights = [float(h) for h in re.findall(r'height="([\d.]+)"/>', drawn)]
    assert min(heights) >= 1  # a stroke of 1 px around it makes 2


def test_early_years_share_a_bar() -> None:
    years = [(year, 1, 1) for year in range(2000, 2024)]
    bars = chart.bars(facts(*years))
    assert len(bars) == chart.MOST_BARS
    assert bars[0] == ("≤2012", YearCount(2012, 13, 13))
    assert bars[-1] == ("2023", YearCount(2023, 1, 1))


def test_one_early_year_keeps_its_own_bar() -> None:
    years = [(year, 1, 1) for year in range(2012, 2024)]
    assert [label for label, _ in chart.bars(facts(*years))] == [str(y) for y in range(2012, 2024)]


def test_nothing_is_drawn_of_nothing() -> None:
    assert chart.svg(facts(), chart.HEAD) == ""
    assert chart.svg(facts((2021, 0, 0)), chart.HEAD) == ""
