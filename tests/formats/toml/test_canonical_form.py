"""A file is rewritten only if nothing of it is lost."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.formats.toml import Block, EntryFile, canonical_form, file_writer
from sphinx_awesome.formats.toml.scanner import comments

from ..strategies import list_files, section_files, venue_files
from .spellings import PATHS, commented, spelled

GOOD = 'title = "S"\n\n[[entry]]\nid = "a"\ntitle = "A"  # why\n'


@given(st.one_of(section_files, list_files, venue_files), st.integers())
def test_any_spelling_becomes_canonical_and_stays_so(document: EntryFile, seed: int) -> None:
    random = Random(seed)
    path = PATHS[document.kind]
    written, problems = canonical_form(commented(spelled(document, random), random), path)
    if written is None:
        assert [str(p.message) for p in problems] == ["the file is empty"]
    else:
        assert canonical_form(written, path) == (written, problems)


def test_a_canonical_file_stays_as_it_is() -> None:
    assert canonical_form(GOOD, "s.toml") == (GOOD, [])


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (GOOD + "x = 1\n", "unknown-field"),
        (GOOD + 'year = "2021"\n', "type"),
        (GOOD + "[[entry]\n", "syntax"),
        ("", "file"),
    ],
)
def test_a_file_with_an_error_has_no_canonical_form(bad: str, code: str) -> None:
    written, problems = canonical_form(bad, "s.toml")
    assert written is None
    assert [str(problem.code) for problem in problems] == [code]


def test_files_with_warnings_have_a_canonical_form() -> None:
    written, problems = canonical_form("\ufeff" + GOOD.replace("\n", "\r\n"), "s.toml")
    assert written == GOOD
    assert [str(problem.code) for problem in problems] == ["byte-order-mark"]


@pytest.mark.parametrize("loses", ["comment", "paper"])
def test_a_lossy_canonical_form_is_not_written(loses: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(document: EntryFile) -> str:
        if loses == "paper":
            return file_writer.write_entry_file(replace(document, blocks=()))
        blocks = tuple(Block(block.value) for block in document.blocks)
        return file_writer.write_entry_file(replace(document, blocks=blocks))

    monkeypatch.setattr("sphinx_awesome.formats.toml.directory.write_entry_file", careless)
    written, (problem,) = canonical_form(GOOD, "s.toml")
    assert written is None
    assert "would not say the same" in problem.message


def test_a_number_sign_in_a_text_is_no_comment() -> None:
    text = "a = \"# no\" # one\nb = '''\n# no\n'''\n# two\nc = [ # three\n]"
    assert comments(text) == ["# one", "# two", "# three"]
