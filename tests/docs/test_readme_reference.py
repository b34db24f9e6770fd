"""The reference names all that a README may say."""

import re
from dataclasses import fields
from pathlib import Path

from sphinx_awesome.formats.readme_writer import FIELDS, ReadmeStyle

TEXT = (Path(__file__).parents[2] / "docs/reference/readme.md").read_text(encoding="utf-8")


def test_fields_of_a_line_are_named() -> None:
    sentence = re.search(r"The fields of a line: (.+?)\. A part", TEXT, re.DOTALL)
    assert sentence
    assert set(re.findall(r"`(\w+)`", sentence[1])) == FIELDS


def test_every_word_of_the_marker_is_told() -> None:
    table = (Path(__file__).parents[2] / "docs" / "reference" / "_readme.md").read_text()
    for field in fields(ReadmeStyle):
        assert f"`{field.metadata['written']}`" in table
