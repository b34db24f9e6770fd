"""Which list a folder holds."""

from __future__ import annotations

from pathlib import Path

from sphinx_awesome.formats.loading import list_in


def test_a_folder_is_its_entry_files_else_its_readme(tmp_path: Path) -> None:
    assert list_in(tmp_path) == tmp_path
    other = tmp_path / "notes.md"
    other.touch()
    assert list_in(other) == other
    assert list_in(tmp_path / "none") == tmp_path / "none"
    (tmp_path / "readme.txt").touch()
    (tmp_path / "README.zh.md").touch()
    assert list_in(tmp_path) == tmp_path
    (tmp_path / "ReadMe.md").touch()
    assert list_in(tmp_path) == tmp_path / "ReadMe.md"
    (tmp_path / "entries").mkdir()
    assert list_in(tmp_path) == tmp_path / "ReadMe.md"
    (tmp_path / "entries" / "a.toml").touch()
    assert list_in(tmp_path) == tmp_path / "entries"
    (tmp_path / "_list.toml").touch()
    assert list_in(tmp_path) == tmp_path
