"""The file of ids beside a README: what is good in it is known, whatever else it holds."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.formats.lockfile import Lock, parse_lock, read_lock, write_lock

from .strategies import ids, names

LOCK = Lock(
    {"title:a": "a", "id:old": "a"},
    {"title:s": "s", "paper:a": "s", "id:t": "s"},
    {"gone": 'It was "a talk".'},
    {"a": date(2024, 5, 31)},
)


def test_a_lock_reads_back() -> None:
    text = write_lock(LOCK)
    assert parse_lock(text, "x") == (LOCK, [])
    assert text.count("\n") > 10


@given(
    st.builds(
        Lock,
        st.dictionaries(names, ids),
        st.dictionaries(names, ids),
        st.dictionaries(ids, names),
        st.dictionaries(ids, st.dates(date(1000, 1, 1))),
    )
)
def test_any_lock_reads_back(lock: Lock) -> None:
    assert parse_lock(write_lock(lock), "x") == (lock, [])


def test_a_lock_tells_former_ids_and_homes() -> None:
    assert LOCK.known_papers == {"title:a": "a"}
    assert LOCK.known_sections == {"title:s": "s"}
    assert LOCK.homes == {"a": "s"}
    assert LOCK.new_names == {"old": "a", "t": "s"}
    assert LOCK.former_ids == {"gone", "old", "t"}


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ('{\n"title:a": "A"}', "1 of the ids break the rule for ids and are not used", (2, 1)),
        ('{"version": 3}', "the file of ids is of version 3: no id in it is known", (1, 2)),
        ('{"version": true}', "the file of ids is of version true: no id in it is known", (1, 2)),
        ('{"version": 2.0}', "the file of ids is of version 2.0: no id in it is known", (1, 2)),
        ('{"version": 2,\n"idz": {}}', "`idz` is not a part of a file of ids", (2, 1)),
        ('{"version": 2,\n"ids": []}', "`ids` must be a table in braces", (2, 1)),
        (
            '{"version": 2, "ids": {"title:b": "b"},\n"sections": {"title:b": "B"}}',
            "1 of the ids of sections break the rule for ids and are not used",
            (2, 14),
        ),
        (
            '{"version": 2,\n"removed": {"a": "why",\n"b": "",\n"C": "why", "d": 1}}',
            "3 of the removals have no id or no reason and are not used",
            (3, 1),
        ),
        (
            '{"version": 2,\n"added": {"a": "2024-05-31",\n"b": "2024-02-30", "c": 1}}',
            "2 of the days are none and are not used",
            (3, 1),
        ),
        ('{"version": 2, "ids": {"\\u0061": 1}}', "1 of the ids break", (1, 22)),
        ('{"version": 2\n"ids": {}}', "the file of ids is not JSON", (2, 1)),
    ],
)
def test_problems_have_the_location_of_their_key(
    text: str, message: str, place: tuple[int, int]
) -> None:
    _, (problem,) = parse_lock(text, "x.json")
    assert problem.message.startswith(message)
    assert (problem.location.path, problem.location.line, problem.location.column) == (
        "x.json",
        *place,
    )
    assert problem.hint


def test_good_values_beside_bad_ones_are_read() -> None:
    given = {
        "version": 2,
        "ids": {"title:a": "a", "title:b": "B"},
        "removed": {"gone": " Why\n not. ", "x": 1},
        "added": {"a": "2024-05-31", "b": "soon"},
        "sections": 1,
    }
    lock, problems = parse_lock(json.dumps(given), "x")
    assert lock == Lock({"title:a": "a"}, {}, {"gone": "Why not."}, {"a": date(2024, 5, 31)})
    assert len(problems) == 4


@given(st.text() | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(json.dumps))
def test_reading_a_lock_never_fails(text: str) -> None:
    lock, _ = parse_lock(text, "x")
    assert parse_lock(write_lock(lock), "x") == (lock, [])


def test_a_missing_lock_knows_nothing(tmp_path: Path) -> None:
    assert read_lock(tmp_path / "none.json") == (Lock(), [])
    path = tmp_path / "x.json"
    path.write_bytes(b'{"title:a": "a"}\xff')
    _, problems = read_lock(path)
    assert [str(problem.code) for problem in problems] == ["encoding", "syntax"]
