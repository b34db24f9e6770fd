"""`sphinx-awesome schema`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from sphinx_awesome.cli import main

LIST = """\
[fields.modality]
title = "Modality"
values = ["CT", "MRI"]

[fields.organ]
title = "Organ"
"""
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "entries"
    folder.mkdir()
    (folder / "_list.toml").write_text(LIST, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("fields", "is_valid"),
    [
        ({}, True),
        ({"modality": "CT", "organ": ["lung", "any"]}, True),
        ({"modality": ["CT", "MRI"]}, True),
        ({"modality": "PET"}, False),
        ({"modality": ["CT", "PET"]}, False),
        ({"modalty": "CT"}, False),
        ({"organ": ""}, False),
    ],
)
def test_the_schema_knows_the_fields_of_the_list(
    entries: Path, fields: object, *, is_valid: bool
) -> None:
    assert main(["schema"]) == 0
    schema = json.loads((entries / "section.schema.json").read_bytes())
    Draft7Validator.check_schema(schema)
    document = {"title": "S", "entry": [{"id": "a", "title": "A", "fields": fields}]}
    assert Draft7Validator(schema).is_valid(document) is is_valid


def test_it_says_how_files_name_it(entries: Path, capsys: Capture) -> None:
    Path("schemas").mkdir()
    assert main(["schema", "--check"]) == 1
    assert "run: sphinx-awesome schema" in capsys.readouterr().out
    assert not list(entries.glob("*.json"))
    assert main(["schema", "entries", "--output", "schemas/ours.json"]) == 0
    assert capsys.readouterr().out == (
        "schemas/ours.json: written; the list's own fields: modality, organ\n"
        "Begin the file of each section with the line: #:schema ../schemas/ours.json\n"
    )
    assert main(["schema", "--check", "--output", "schemas/ours.json"]) == 0
    assert capsys.readouterr().out == "schemas/ours.json is the schema of the list already\n"


def test_a_list_without_a_file_of_its_own_has_no_fields(entries: Path, capsys: Capture) -> None:
    (entries / "_list.toml").unlink()
    assert main(["schema"]) == 0
    assert "own fields: none" in capsys.readouterr().out


@pytest.mark.parametrize("text", [b"[fields.modality]\n", b"title = \xff", None])
def test_a_list_that_cannot_be_read_has_no_schema(
    entries: Path, text: bytes | None, capsys: Capture
) -> None:
    """None stands for a folder of that name."""
    (entries / "_list.toml").unlink()
    if text is None:
        (entries / "_list.toml").mkdir()
    else:
        (entries / "_list.toml").write_bytes(text)
    assert main(["schema"]) == 1
    assert "nothing was written" in capsys.readouterr().out
    assert not list(entries.glob("*.json"))


def test_a_folder_that_is_not_there(capsys: Capture) -> None:
    assert main(["schema", "nowhere"]) == 2
    assert capsys.readouterr().err == (
        "sphinx-awesome schema: nowhere is no directory; name the directory of the entry files\n"
    )
