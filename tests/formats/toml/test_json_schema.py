"""The JSON Schemas: that they are current, and that they say what the reader does."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft7Validator, FormatChecker

from sphinx_awesome.core.model import LINK_LABELS
from sphinx_awesome.core.venues import VenueKind
from sphinx_awesome.formats.toml import EntryFile, FileKind, write_entry_file
from sphinx_awesome.formats.toml.json_schema import FILES, json_schema, text, write_schemas

from ..strategies import list_files, section_files, venue_files

ENTRIES = Path(__file__).parents[3] / "entries"


def json_of(toml: str) -> object:
    return json.loads(json.dumps(tomllib.loads(toml), default=date.isoformat))


def is_valid(kind: FileKind, toml: str) -> bool:
    return Draft7Validator(json_schema(kind), format_checker=FormatChecker()).is_valid(
        json_of(toml)
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_schema_is_current(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == text(FILES[path])
    Draft7Validator.check_schema(json_schema(FILES[path]))


def test_all_schemas_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    written: dict[str, str] = {}

    def write_text(self: Path, data: str, **_: str) -> None:
        written[self.name] = data

    monkeypatch.setattr(Path, "write_text", write_text)
    write_schemas()
    assert written == {path.name: text(kind) for path, kind in FILES.items()}


@pytest.mark.parametrize("path", sorted(ENTRIES.glob("*.toml")), ids=lambda path: path.name)
def test_this_list_is_valid(path: Path) -> None:
    assert is_valid(FileKind.of(path.name), path.read_text(encoding="utf-8"))


@given(section_files | list_files | venue_files)
def test_written_files_are_valid_in_the_schema(document: EntryFile) -> None:
    toml = write_entry_file(document)
    assert is_valid(document.kind, toml) or (document.kind is FileKind.SECTION and not toml)


@pytest.mark.parametrize(
    "block",
    [
        'ref = "a"\ntitle = "A"',
        'id = "a"',
        'title = "A"',
        'id = "A"\ntitle = "A"',
        'id = "a"\ntitle = ""',
        'id = "a"\ntitle = "A"\nyear = "2021"',
        'id = "a"\ntitle = "A"\nyear = 20211',
        'id = "a"\ntitle = "A"\nauthors = "Ada"',
        'id = "a"\ntitle = "A"\nauthors = [1]',
        'id = "a"\ntitle = "A"\nadded = "yesterday"',
        'id = "a"\ntitle = "A"\ndoi = "https://doi.org/10.1007/x"',
        'id = "a"\ntitle = "A"\narxiv = "arXiv:2107.02104"',
        'id = "a"\ntitle = "A"\nlinks.pdf = "javascript:alert(1)"',
        'id = "a"\ntitle = "A"\nlinks.other = "ftp://example.org/"',
        'id = "a"\ntitle = "A"\npublished.month = 3',
        'id = "a"\ntitle = "A"\nautors = ["Ada"]',
    ],
)
def test_values_that_break_a_rule_are_invalid_in_the_schema(block: str) -> None:
    good = 'title = "S"\n[[entry]]\nid = "a"\ntitle = "A"\n'
    assert is_valid(FileKind.SECTION, good)
    assert not is_valid(FileKind.SECTION, f'title = "S"\n[[entry]]\n{block}\n')


def test_an_editor_can_complete_labels_and_kinds() -> None:
    entry, _ = json_schema(FileKind.SECTION)["properties"]["entry"]["items"]["oneOf"]
    assert list(entry["properties"]["links"]["properties"]) == list(LINK_LABELS)
    assert all(field["description"] for field in entry["properties"].values())
    venue = json_schema(FileKind.VENUES)["properties"]["venue"]["items"]
    assert venue["properties"]["kind"]["enum"] == list(VenueKind)
