"""Changing single values of a file, and nothing else in it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.core.model import Entry
from sphinx_awesome.core.text import clean
from sphinx_awesome.formats.toml import Block, Document, edit, load_with_places, read, write

from .strategies import names, section_files

TEXT = """\
# About this file

title = "S"

[[entry]]  # the first
id = "a"
title = 'A "good" title'  # as printed
authors = [
    "Ada",  # first
    # and
    "Bob",
]
tags = ["x", "x"]
published.venue = "x"
links = { pdf = "http://example.org/x", code = "http://example.org/x" }

[[entry]]
id = "b"
title = \"\"\"
On two
lines\"\"\"
note = '''literal'''
"""


@pytest.mark.parametrize(
    ("keys", "old", "before", "after"),
    [
        (("title",), 'A "good" title', "'A \"good\" title'  #", '"A \\"new\\" é"  #'),
        (("authors", 1), "Bob", '    "Bob",', '    "A \\"new\\" é",'),
        (("tags", 1), "x", '"x", "x"]', '"x", "A \\"new\\" é"]'),
        (("published", "venue"), "x", 'venue = "x"', 'venue = "A \\"new\\" é"'),
        (
            ("links", "code"),
            "http://example.org/x",
            '"http://example.org/x" }',
            '"A \\"new\\" é" }',
        ),
    ],
)
def test_one_value_changes(keys: tuple[str | int, ...], old: str, before: str, after: str) -> None:
    path = ("entry", 0, *keys)
    assert TEXT.count(before) == 1
    assert edit(TEXT, "s.toml", {path: (old, 'A "new" é')}) == (
        TEXT.replace(before, after),
        [path],
    )


@pytest.mark.parametrize(
    ("path", "old"),
    [
        (("entry", 0, "title"), "Another title"),
        (("entry", 0, "abstract"), ""),
        (("entry", 1, "title"), "On two lines"),
        (("entry", 1, "note"), "literal"),
        (("entry", 0, "tags"), "x"),
        (("entry", 7, "title"), "x"),
    ],
)
def test_what_does_not_stand_there_as_expected_stays(path: tuple[str | int, ...], old: str) -> None:
    assert edit(TEXT, "s.toml", {path: (old, "new")}) == (TEXT, [])


def test_several_values_change_at_once() -> None:
    edits = {
        ("entry", 0, "tags", 0): ("x", "a longer one"),
        ("entry", 0, "tags", 1): ("x", "y"),
        ("entry", 0, "id"): ("nothing", "b"),
    }
    text, done = edit(TEXT, "s.toml", edits)
    assert text == TEXT.replace('["x", "x"]', '["a longer one", "y"]')
    assert done == list(edits)[:2]


def test_line_ends_of_windows_stay() -> None:
    edits = {("entry", 0, "tags", 1): ("x", "y")}
    text, done = edit(TEXT.replace("\n", "\r\n"), "s.toml", edits)
    assert (text.replace("\r\n", "\n"), done) == edit(TEXT, "s.toml", edits)
    assert text.count("\r\n") == text.count("\n") == TEXT.count("\n")


@pytest.mark.parametrize("text", [TEXT.replace("\n", "\r\n", 1), f"\ufeff{TEXT}", f"{TEXT}[[entry"])
def test_a_file_that_is_not_good_stays(text: str) -> None:
    assert edit(text, "s.toml", {("entry", 0, "tags", 1): ("x", "y")}) == (text, [])


def test_what_would_change_more_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    edits = {("entry", 0, "tags", 1): ("x", "y")}
    for wrong in ('"z"', '"y"] # ', '"y"] # more\nid_2 = ["'):
        monkeypatch.setattr("sphinx_awesome.formats.toml.editor.quoted", lambda _, w=wrong: w)
        assert edit(TEXT, "s.toml", edits) == (TEXT, [])


@given(section_files, st.data())
def test_in_any_file_that_value_alone_changes(document: Document, data: st.DataObject) -> None:
    blocks = [n for n, b in enumerate(document.blocks) if isinstance(b.value, Entry)]
    if not blocks:
        return
    index = data.draw(st.sampled_from(blocks))
    new = data.draw(names)
    entry = document.blocks[index].value
    assert isinstance(entry, Entry)
    text, done = edit(write(document), "s.toml", {("entry", index, "title"): (entry.title, new)})
    assert done == [("entry", index, "title")]
    expected = list(document.blocks)
    expected[index] = Block(dataclasses.replace(entry, title=clean(new)))
    changed, problems = read(text, "s.toml")
    assert [block.value for block in changed.blocks] == [block.value for block in expected]
    assert write(changed) == write(dataclasses.replace(document, blocks=tuple(expected)))
    assert all(problem.code.slug != "syntax" for problem in problems)


def test_places_of_papers(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "t.toml").write_text('title = "T"\n[[entry]]\nref = "a"\n', encoding="utf-8")
    whole, problems, places = load_with_places(tmp_path)
    assert list(whole.entries) == ["a", "b"]
    assert [problem.code.slug for problem in problems] == ["venue"]
    assert places.path("s") == tmp_path / "s.toml"
    assert places.keys("s", "b", "links", "pdf") == ("entry", 1, "links", "pdf")
    title = places.of_paper("s", "b", "title")
    assert (title.path, title.line, title.column) == (str(tmp_path / "s.toml"), 19, 9)
    assert (places.of_section("t", "title").line, places.of_section("s", "title").line) == (1, 3)
    assert str(places.of_list("title")) == f"{tmp_path}:1:1"
    assert places.owner(title) == ("s", "b")
    assert places.owner(places.of_section("s", "title")) == ("s", "")
    assert places.owner(dataclasses.replace(title, path=str(tmp_path / "t.toml"))) == ("t", "")
    assert places.owner(dataclasses.replace(title, path=str(tmp_path / "_list.toml"))) == ("", "")
    assert places.owner(dataclasses.replace(title, path=str(tmp_path / "u.toml"))) == ("", "")
