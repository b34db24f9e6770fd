"""What is printed about problems."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_awesome.cli import common
from sphinx_awesome.core.model import AwesomeList, Entry, EntryType, Section
from sphinx_awesome.core.problem import Location, Problem, ProblemCode
from sphinx_awesome.core.venues import Venues

TYPE = Problem(
    ProblemCode.TYPE, "`year` must be a number", Location("s.toml", 2, 8), "write year = 2021"
)
VENUE = Problem(ProblemCode.VENUE, 'no venue is called "X"', Location("s.toml", 9, 1))
HOSTILE = "a\x1b[2J\x9b31m\u202e\r\n::error::b%, c: d\ud800"


# A line and its caret


@pytest.mark.parametrize(
    ("line", "column", "shown", "indent"),
    [
        ('year = "2021"', 8, 'year = "2021"', 7),
        ("\ta = 1", 2, " a = 1", 1),
        ('title = "张三" x', 14, 'title = "张三" x', 15),
        ("e\u0301 = 1", 3, "e\u0301 = 1", 1),
        ("a\x1b[2J\u202eb", 7, "a�[2J�b", 6),
        ("a", 2, "a", 1),
        ("a", 99, "a", 1),
        ("", 1, "", 0),
    ],
)
def test_the_caret_stands_below_its_column(line: str, column: int, shown: str, indent: int) -> None:
    assert common.excerpt(line, column) == (shown, " " * indent + "^")


@pytest.mark.parametrize(
    ("column", "shown", "indent"),
    [
        (1, "0123456789012345678…", 0),
        (10, "0123456789012345678…", 9),
        (12, "…345678901234567890…", 9),
        (30, "…123456789012345678…", 9),
        (60, "…234567890123456789", 18),
        (61, "…234567890123456789", 19),
    ],
)
def test_a_long_line_is_cut(
    column: int, shown: str, indent: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(common, "EXCERPT_COLUMNS", 20)
    assert common.excerpt("0123456789" * 6, column) == (shown, " " * indent + "^")


@given(st.text(), st.integers(1, 200), st.integers(12, 60))
@example("0123456789" * 30, 150, 20)
@example("张" * 100, 50, 20)
@example("a" * 15 + "张" * 3, 16, 20)
def test_any_line_fits_and_the_caret_is_right(line: str, column: int, most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(common, "EXCERPT_COLUMNS", most)
        shown, caret = common.excerpt(line, column)
    assert shown.isprintable()
    assert common.columns(shown) <= most
    assert caret == " " * (len(caret) - 1) + "^"
    below = common.printable(line[column - 1 : column])
    if below and unicodedata.category(below) not in {"Mn", "Me"}:
        starts = [common.columns(shown[:index]) for index in range(len(shown))]
        at = len(starts) - 1 - starts[::-1].index(len(caret) - 1)
        assert shown[at] == below


def test_the_length_of_a_line_does_not_matter() -> None:
    line = "张" * 5_000_000
    assert all(len(common.excerpt(line, column)[0]) < 60 for column in range(1, 2000))


# For people


def lines(*problems: Problem, color: bool = False) -> list[str]:
    source = {2: 'year = "2021"'}
    return list(
        common.format_text(problems, lambda location: source.get(location.line, ""), color=color)
    )


def test_a_problem_is_printed_with_its_line_and_hint() -> None:
    assert lines(TYPE, VENUE) == [
        "s.toml:2:8: error: `year` must be a number [type]",
        '    year = "2021"',
        "           ^",
        "  hint: write year = 2021",
        "",
        's.toml:9:1: warning: no venue is called "X" [venue]',
        "",
    ]


def test_colour_changes_no_text() -> None:
    colored = lines(TYPE, VENUE, color=True)
    assert "\x1b[1;31merror:\x1b[0m" in colored[0]
    assert any("\x1b[1;33mwarning:\x1b[0m" in line for line in colored)
    assert [re.sub(r"\x1b\[[\d;]*m", "", line) for line in colored] == lines(TYPE, VENUE)


def test_control_characters_do_not_reach_the_terminal() -> None:
    problem = Problem(ProblemCode.TYPE, HOSTILE, Location(HOSTILE, 2), HOSTILE)
    told = list(common.format_text([problem], lambda _: HOSTILE, color=False))
    assert all(line.isprintable() for line in told)
    assert len(told) == 5


@pytest.mark.parametrize(
    ("problems", "expected"),
    [
        ([TYPE], "1 error in 1 file"),
        ([VENUE, VENUE], "2 warnings in 1 file"),
        (
            [TYPE, TYPE, replace(VENUE, location=Location("t.toml"))],
            "2 errors and 1 warning in 2 files",
        ),
    ],
)
def test_the_summary_counts_problems_by_severity(problems: list[Problem], expected: str) -> None:
    assert common.summary(problems) == expected


def test_the_closing_line_without_problems() -> None:
    awesome_list = AwesomeList(
        sections={"s": Section("s")}, entries={c: Entry(c, c) for c in "ab"}, venues=Venues()
    )
    assert common.no_problems_line(awesome_list) == "2 papers in 1 section, no problems"
    tools = [Entry(c, c, type=EntryType.SOFTWARE) for c in "ab"]
    for entries, counted in ((tools, "2 entries"), (tools[:1], "1 entry")):
        tool_list = replace(awesome_list, entries={entry.id: entry for entry in entries})
        assert common.no_problems_line(tool_list) == f"{counted} in 1 section, no problems"


@pytest.mark.parametrize(
    ("environment", "terminal", "expected"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"TERM": "dumb"}, True, False),
        ({"TERM": "xterm"}, True, True),
        ({"NO_COLOR": ""}, True, True),
        ({"NO_COLOR": "1"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, False, True),
        ({"FORCE_COLOR": ""}, False, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
    ],
)
def test_output_is_coloured_on_terminals_and_where_it_is_asked_for(
    environment: dict[str, str], *, terminal: bool, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    class Stream(io.StringIO):
        def isatty(self) -> bool:
            return terminal

    assert common.wants_color(Stream()) is expected


# For programs


def test_problems_as_json() -> None:
    problem = Problem(ProblemCode.TYPE, HOSTILE, Location("é.toml", 2, 8), "h")
    text = common.format_json([problem, VENUE])
    assert text.isascii()
    assert json.loads(text) == [
        {
            "path": "é.toml",
            "line": 2,
            "column": 8,
            "code": "type",
            "severity": "error",
            "message": HOSTILE,
            "hint": "h",
        },
        {
            "path": "s.toml",
            "line": 9,
            "column": 1,
            "code": "venue",
            "severity": "warning",
            "message": 'no venue is called "X"',
            "hint": "",
        },
    ]
    assert json.loads(common.format_json([])) == []


def test_github() -> None:
    commands = "\n".join(
        common.format_github([TYPE, replace(VENUE, location=Location("a,b:c%.toml"))])
    )
    assert commands == (
        "::error file=s.toml,line=2,col=8,title=sphinx-awesome%3A type::"
        "`year` must be a number; write year = 2021\n"
        "::warning file=a%2Cb%3Ac%25.toml,line=1,col=1,title=sphinx-awesome%3A venue::"
        'no venue is called "X"'
    )


@given(st.text(), st.text(), st.text())
@example(HOSTILE, HOSTILE, HOSTILE)
def test_a_workflow_command_stays_one(path: str, message: str, hint: str) -> None:
    (line,) = common.format_github([Problem(ProblemCode.TYPE, message, Location(path), hint)])
    assert line.isprintable()
    command, properties, data = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line).groups()
    assert command == "error"
    assert [given.split("=")[0] for given in properties.split(",")] == [
        *("file", "line", "col", "title"),
    ]
    assert "%" not in re.sub("%(25|3A|2C)", "", f"{properties}{data}")
