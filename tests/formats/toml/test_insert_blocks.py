"""Blocks put between others, and all else as it was."""

from __future__ import annotations

import pytest

from sphinx_awesome.formats.toml import block_names, insert_blocks, named_sections

FILE = """\
# Of the first.
[[entry]]
id = "a"
title = "A" # beside

# Apart.

# Of the second.
# And more.
[[entry]]
ref = "b"
"""
NEW = '[[entry]]\nid = "n"\ntitle = "N"\n'


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("number", "before"), [(0, "# Of the first."), (1, "# Of the second."), (2, None)]
)
def test_a_block_stands_before_another_with_its_comments(
    ends: str, number: int, before: str | None
) -> None:
    text = FILE.replace("\n", ends)
    written = insert_blocks(text, "x.toml", {number: [f"# new\n{NEW}"]})
    block = f"# new\n{NEW}\n".replace("\n", ends)
    if before is None:
        assert written == text + ends + block.removesuffix(ends)
    else:
        assert written == text.replace(before, f"{block}{before}")


def test_several_blocks_keep_their_order() -> None:
    blocks = [NEW.replace('"n"', f'"n{number}"') for number in range(4)]
    written = insert_blocks(FILE, "x.toml", {1: blocks[:2], 0: blocks[2:3], 2: blocks[3:]})
    assert block_names(written, "x.toml") == ["n2", "a", "n0", "n1", "b", "n3"]
    assert insert_blocks('title = "X"\n', "x.toml", {0: [NEW]}) == f'title = "X"\n\n{NEW}'


@pytest.mark.parametrize(
    "text", ["[[entry]\n", "entry = 1\n", 'entry = [{id = "a"}]\n', '[entry]\nid = "a"\n']
)
def test_a_file_that_cannot_take_a_block_stays(text: str) -> None:
    assert insert_blocks(text, "x.toml", {0: [NEW]}) == text


def test_names_of_blocks_and_sections() -> None:
    assert block_names(FILE, "x.toml") == ["a", "b"]
    assert block_names("[[entry]]\ntitle = 1\n", "x.toml") == [""]
    assert block_names("entry = [1]\n", "x.toml") == [""]
    assert block_names("entry = 1\n", "x.toml") == block_names("[", "x.toml") == []
    assert named_sections('sections = ["a", 1, "b"]\n', "_list.toml") == ["a", "b"]
    assert named_sections("sections = 1\n", "_list.toml") == named_sections("[", "x") == []
