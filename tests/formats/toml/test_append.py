"""A block at the end of a file, and nothing else changed in it."""

from __future__ import annotations

import pytest
import tomli

from sphinx_awesome.formats.toml import append

BLOCK = '# from arXiv\n[[entry]]\nid = "b"\ntitle = "B"\n'
HEAD = 'title = "S"  # a section\n\n[[entry]]\nid = "a"\ntitle = "A"'


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\n# the end", "\n# the end\n"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_all_else_stays_as_it_is(end: str, newline: str, mark: str) -> None:
    text = mark + f"{HEAD}{end}".replace("\n", newline)
    written = append(text, "s.toml", BLOCK)
    assert written.startswith(text)
    assert written.endswith(newline)
    assert ("\r\n" in written) == (written.count("\r") > 0) == ("\r" in text)
    found = tomli.loads(written.removeprefix("\ufeff"))
    assert [entry["id"] for entry in found["entry"]] == ["a", "b"]
    assert f"{newline}{newline}# from arXiv{newline}" in written


def test_a_file_may_be_empty_or_a_heading_alone() -> None:
    assert append("", "s.toml", BLOCK) == BLOCK
    assert append('title = "S"\n', "s.toml", BLOCK) == f'title = "S"\n\n{BLOCK}'


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("title = ", BLOCK),
        (HEAD, "[[entry"),
        ('entry = "x"\n', BLOCK),
        ("entry = []\n", BLOCK),
        (HEAD, "year = 2021\n"),
    ],
)
def test_what_cannot_be_added_changes_nothing(text: str, block: str) -> None:
    assert append(text, "s.toml", block) == text
