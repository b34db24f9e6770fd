"""Charts as pictures: what is drawn of which numbers, in SVG and in LaTeX."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from sphinx.util import texescape

from sphinx_awesome.core.statistics import (
    MAX_CHART_YEARS,
    Bar,
    ChartData,
    ChartSubject,
    OtherVenues,
    PaperCounts,
    YearCount,
)
from sphinx_awesome.ext.components import chart_layout, chart_pictures

if TYPE_CHECKING:
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"
KINDS = ("conference", "journal", "workshop", "preprint", "other")
HOSTILE = '<script>alert("&")</script> {\\input} $x$ 50% #1 ~^_'


def facts(*years: tuple[int, int, int]) -> PaperCounts:
    counts = tuple(YearCount(*year) for year in years)
    return PaperCounts(sum(y.papers for y in counts), sum(y.with_code for y in counts), counts)


YEARS = ChartData(
    ChartSubject.YEAR,
    KINDS,
    (Bar("2021", (4, 0, 1, 5, 0)), Bar("2022", (0, 0, 0, 0, 0)), Bar("2023", (10, 2, 0, 7, 1))),
)
SHARES = ChartData(
    ChartSubject.CODE,
    ("code", "no-code"),
    (Bar("2021", (1, 3)), Bar("2022", (0, 0)), Bar("2023", (5, 0))),
)
VENUES = ChartData(
    ChartSubject.VENUE,
    ("conference", "journal"),
    (Bar(HOSTILE, (400, 0)), Bar("TMI", (0, 1))),
    OtherVenues(venues=6, papers=8, kinds=("conference", "workshop")),
)
TASKS = ChartData(
    ChartSubject.TASK, ("code", "no-code"), (Bar("T" * 80, (2, 3)), Bar("Few", (0, 1)))
)
FIGURES = [YEARS, SHARES, VENUES, TASKS]


# -- the chart in the head of a section --


def test_a_bar_a_year_and_a_fill_for_code() -> None:
    drawn = chart_pictures.spark_svg(
        facts((2021, 4, 2), (2022, 0, 0), (2023, 8, 8)), chart_pictures.HEAD_SHAPE
    )
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
    drawn = chart_pictures.spark_svg(
        facts((2021, 1, 0), (2022, 900, 1)), chart_pictures.SPARK_SHAPE
    )
    heights = [float(h) for h in re.findall(r'height="([\d.]+)"/>', drawn)]
    assert min(heights) >= 1  # a stroke of 1 px around it makes 2


def test_early_years_share_a_bar() -> None:
    bars = chart_pictures.bars(facts(*((year, 2, 1) for year in range(2000, 2024))))
    assert len(bars) == MAX_CHART_YEARS
    assert bars[0] == Bar("≤2012", (13, 13), tuple(map(str, range(2000, 2013))))
    assert bars[-1] == Bar("2023", (1, 1))


def test_one_early_year_keeps_its_own_bar() -> None:
    bars = chart_pictures.bars(facts(*((year, 1, 1) for year in range(2012, 2024))))
    assert [bar.label for bar in bars] == [str(year) for year in range(2012, 2024)]


def test_nothing_is_drawn_of_nothing() -> None:
    assert chart_pictures.spark_svg(facts(), chart_pictures.HEAD_SHAPE) == ""
    assert chart_pictures.spark_svg(facts((2021, 0, 0)), chart_pictures.HEAD_SHAPE) == ""


# -- where everything stands --


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.subject)
def test_nothing_stands_outside_of_the_picture(figure: ChartData) -> None:
    drawn = chart_layout.chart_scene(figure)
    for box in drawn.boxes:
        assert 0 <= box.left < box.left + box.width <= 1 + 1e-9
        assert 0 <= box.top < box.top + box.height <= drawn.height
    for text in drawn.texts:
        assert 0 <= text.left < 1
        assert 8 <= text.base <= drawn.height  # room for the letters themselves


def test_parts_of_an_upright_bar_stand_on_each_other() -> None:
    boxes = [box for box in chart_layout.chart_scene(YEARS).boxes if box.tip.startswith("2023")]
    assert [box.look for box in boxes] == ["conference", "journal", "preprint", "other"]
    assert [round(box.height) for box in boxes] == [75, 15, 52, 8]  # of 150, for 20 papers
    for below, above in pairwise(boxes):
        assert above.top + above.height == below.top
    assert boxes[0].top + boxes[0].height == chart_layout.TOP_PX + chart_layout.PLOT_PX


def test_parts_of_a_lying_bar_follow_each_other_under_its_name() -> None:
    drawn = chart_layout.chart_scene(TASKS)
    code, rest = (box for box in drawn.boxes if box.tip.startswith("T"))
    assert (code.left, code.width, rest.left) == (0, 0.4, 0.4)
    assert rest.left + rest.width == pytest.approx(1)
    name = drawn.texts[0]
    assert name.base < code.top
    assert len(name.text) == chart_layout.BAR_LABEL_CHARS
    assert name.text.endswith("…")
    assert name.number == "5, 2 with code"


def test_shares_are_of_the_whole_height_and_a_year_without_papers_has_none() -> None:
    drawn = chart_layout.chart_scene(SHARES)
    heights = [(box.tip.partition(",")[0], box.look, box.height) for box in drawn.boxes]
    assert heights == [
        ("2021", "code", 38),
        ("2021", "no-code", 112),
        ("2023", "code", 150),
    ]
    assert [text.number for text in drawn.texts if text.number] == ["25%", "–", "100%"]
    assert [text.text for text in drawn.texts if "n=" in text.text] == ["n=4", "n=0", "n=5"]


def test_a_venue_with_one_paper_of_hundreds_is_still_seen() -> None:
    (box,) = (box for box in chart_layout.chart_scene(VENUES).boxes if box.tip.startswith("TMI"))
    assert box.width * 328 >= 1.9  # pixels on a phone


def test_venues_without_a_bar_are_told_in_every_form() -> None:
    told = "and 8 papers at 6 other venues"
    assert len(chart_layout.chart_scene(VENUES).boxes) == 2
    assert chart_layout.chart_scene(VENUES).texts[-1].text == told
    assert (
        chart_layout.chart_alternative(VENUES)
        == f"Papers by venue, {told}. The numbers follow as a table."
    )
    for drawn in (chart_pictures.inline_svg(VENUES, "x"), chart_pictures.svg_file(VENUES)):
        assert f">{told}</text>" in drawn
    assert told in chart_pictures.latex_picture(VENUES, "pdflatex")


# -- how parts are told apart --


@pytest.mark.parametrize("series", [KINDS, ("code", "no-code")])
def test_parts_are_told_apart_without_colour(series: tuple[str, ...]) -> None:
    assert len({chart_layout.pattern_of(name) for name in series}) == len(series)


@pytest.mark.parametrize("name", chart_layout.COLOURS)
def test_colours_on_paper_have_contrast(name: str) -> None:
    channels = (int(chart_layout.COLOURS[name][place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5


def test_a_legend_wraps_before_its_end() -> None:
    keys = chart_layout.key_rows(KINDS, 300)
    assert [key.name for key in keys.keys] == list(KINDS)
    assert {key.top for key in keys.keys} == {0, 18}
    assert all(key.left + 16 + 6.5 * len(key.text) <= 300 for key in keys.keys)
    assert chart_layout.key_rows((), 300) == ([], 0)


# -- as SVG --


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.subject)
def test_a_picture_in_a_page(figure: ChartData) -> None:
    text = chart_pictures.inline_svg(figure, "aw-chart-7")
    root = ET.fromstring(f"<div>{text}</div>")
    assert "style" not in text
    plot = next(e for e in root.iter("svg") if e.get("class") == "aw-plot")
    assert plot.get("role") == "img"
    assert plot.get("aria-label") == chart_layout.chart_alternative(figure)
    patterns = {e.get("id") for e in root.iter("pattern")}
    assert patterns == {
        f"aw-chart-7-{name}" for name in figure.series if chart_layout.pattern_of(name).striped
    }
    filled = {e.get("fill") for e in root.iter("rect")} - {None}
    assert filled <= {f"url(#{name})" for name in patterns}
    tips = [e.findtext("title") for e in plot.iter("rect")]
    assert tips == [box.tip for box in chart_layout.chart_scene(figure).boxes]
    legend = [" ".join("".join(key.itertext()).split()) for key in root.iter("li")]
    assert legend == [chart_layout.series_name(name) for name in figure.series]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.subject)
def test_a_bar_with_papers_is_one_link(figure: ChartData) -> None:
    text = chart_pictures.inline_svg(figure, "x", lambda bar: f'?a={bar.label}&"<b>')
    plot = next(e for e in ET.fromstring(f"<div>{text}</div>").iter("svg") if e.get("role"))
    links = list(plot.iter("a"))
    assert [link.get("href") for link in links] == [
        f'?a={bar.label}&"<b>' for bar in figure.bars if bar.total
    ]
    assert [link.get("aria-label") for link in links] == [
        chart_layout.bar_name(bar) for bar in figure.bars if bar.total
    ]
    parts = sum(bool(number) for bar in figure.bars for number in bar.parts)
    assert len(list(plot.iter("rect"))) == len(links) + parts


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.subject)
def test_a_picture_in_a_file(figure: ChartData) -> None:
    root = ET.fromstring(chart_pictures.svg_file(figure).encode())
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    assert root.findtext(f"{SVG}title") == chart_layout.chart_alternative(figure)
    rects = root.findall(f"{SVG}rect")
    assert len(rects) == 1 + len(figure.series) + len(chart_layout.chart_scene(figure).boxes)
    for rect in rects:
        x, y, w, h = (float(rect.get(name, 0)) for name in ("x", "y", "width", "height"))
        assert x + w <= width + 0.5
        assert y + h <= height + 0.5
        assert min(w, h) > 0
    named = {e.attrib["id"] for e in root.iter(f"{SVG}pattern")}
    used = {re.sub(r"url\(#(.+)\)", r"\1", rect.attrib["fill"]) for rect in rects}
    assert named == {name for name in used if not name.startswith("#")}
    shown = "".join(root.itertext())
    assert all(chart_layout.series_name(name) in shown for name in figure.series)


# -- as LaTeX --


@pytest.fixture(autouse=True, scope="module")
def _escapes() -> None:
    """What Sphinx's builder of LaTeX does first."""
    texescape.init()


def test_latex_escapes_what_the_list_says() -> None:
    text = chart_pictures.latex_picture(VENUES, "pdflatex")
    assert r"\input" not in text
    assert r"\&" in text
    assert r"\{" in text
    assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="needs pdflatex")
def test_latex_compiles(tmp_path: Path) -> None:
    pictures = "\n\n".join(chart_pictures.latex_picture(figure, "pdflatex") for figure in FIGURES)
    (tmp_path / "a.tex").write_text(
        "\\documentclass{article}\n\\usepackage[T1]{fontenc}\\usepackage{xcolor,textcomp}\n"
        # What Sphinx's escapes stand for.
        "\\def\\sphinxhyphen{}\\let\\sphinxtextasciitilde\\textasciitilde\n"
        "\\textwidth=460bp\\parindent=0pt\n"
        f"\\begin{{document}}\n{pictures}\n\\end{{document}}\n",
        encoding="utf-8",
    )
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    assert "Overfull" not in done.stdout


# -- the table --


def test_tables() -> None:
    assert chart_layout.number_table(YEARS) == [
        ["Year", "Conference", "Journal", "Workshop", "Preprint", "Other", "Papers"],
        ["2021", "4", "0", "1", "5", "0", "10"],
        ["2022", "0", "0", "0", "0", "0", "0"],
        ["2023", "10", "2", "0", "7", "1", "20"],
    ]
    assert chart_layout.number_table(SHARES) == [
        ["Year", "With code", "Papers", "Share"],
        ["2021", "1", "4", "25%"],
        ["2022", "0", "0", "–"],
        ["2023", "5", "5", "100%"],
    ]
    assert chart_layout.number_table(VENUES) == [
        ["Venue", "Kind", "Papers"],
        [HOSTILE, "Conference", "400"],
        ["TMI", "Journal", "1"],
        ["6 other venues", "Conference, Workshop", "8"],
    ]
    assert chart_layout.number_table(TASKS) == [
        ["Section", "With code", "Without code", "Papers"],
        ["T" * 80, "2", "3", "5"],
        ["Few", "0", "1", "1"],
    ]
