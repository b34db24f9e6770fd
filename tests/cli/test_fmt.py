"""`sphinx-awesome fmt`."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_awesome.cli import common, main

CANONICAL = 'title = "S"\n\n[[entry]]\nid = "a"\ntitle = "A"  # why\n'
OTHER = "title = 'S'\n[[entry]]\ntitle = 'A' # why\nid = 'a'\n"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list in `entries`, one file of it not in canonical form."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "entries"
    folder.mkdir()
    (folder / "a.toml").write_text(CANONICAL, encoding="utf-8")
    (folder / "b.toml").write_text(OTHER, encoding="utf-8")
    (folder / ".c.toml").write_text("[", encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, str]:
    return {
        path.name: path.read_text(encoding="utf-8", errors="replace") for path in folder.iterdir()
    }


def test_files_are_rewritten_once(entries: Path, capsys: Capture) -> None:
    assert main(["fmt"]) == 0
    assert contents(entries) == {"a.toml": CANONICAL, "b.toml": CANONICAL, ".c.toml": "["}
    assert main(["fmt"]) == 0
    assert capsys.readouterr().out == (
        "entries/b.toml: rewritten\n"
        "1 file rewritten, 1 file in canonical form already\n"
        "2 files in canonical form already\n"
    )


def test_check_writes_nothing(entries: Path, capsys: Capture) -> None:
    before = contents(entries)
    assert main(["fmt", "--check"]) == 1
    assert contents(entries) == before
    assert capsys.readouterr().out == (
        "--- entries/b.toml\n+++ entries/b.toml as it should be\n@@ -1 +1,2 @@\n"
        "-title = 'S'\n+title = \"S\"\n+\n@@ -3,2 +4,2 @@\n"
        "-title = 'A' # why\n-id = 'a'\n+id = \"a\"\n+title = \"A\"  # why\n"
        "entries/b.toml: not in canonical form; run: sphinx-awesome fmt entries/b.toml\n"
        "1 file to rewrite, 1 file in canonical form already\n"
    )
    assert main(["fmt", "--check", "entries/a.toml"]) == 0


def test_a_long_difference_is_cut(entries: Path, capsys: Capture) -> None:
    more = "".join(f"\n[[entry]]\ntitle = 'A'\nid = 'a{n}'\n" for n in range(common.DIFF_LINES))
    (entries / "b.toml").write_text(CANONICAL + more, encoding="utf-8")
    assert main(["fmt", "--check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == common.DIFF_LINES + 3
    assert lines[common.DIFF_LINES].startswith("… and ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CANONICAL[:-1], "+"),
        (CANONICAL.replace("\n", "\r"), "line ends"),
        (CANONICAL.replace("\n", "\r\n", 1), "line ends"),
        (f"\ufeff{CANONICAL}", '-�title = "S"'),
    ],
)
def test_invisible_differences_are_reported(
    text: str, said: str, entries: Path, capsys: Capture
) -> None:
    (entries / "b.toml").write_bytes(text.encode())
    assert main(["fmt", "--check"]) == 1
    assert said in capsys.readouterr().out


def test_line_ends_of_windows_are_no_fault(entries: Path, capsys: Capture) -> None:
    """Git checks files out with them there."""
    windows = CANONICAL.replace("\n", "\r\n").encode()
    (entries / "b.toml").write_bytes(windows)
    assert main(["fmt", "--check"]) == 0
    assert main(["fmt"]) == 0
    assert (entries / "b.toml").read_bytes() == windows
    assert capsys.readouterr().out == "2 files in canonical form already\n" * 2


def test_a_file_with_an_error_stays_and_the_others_are_rewritten(
    entries: Path, capsys: Capture
) -> None:
    (entries / "a.toml").write_text(OTHER + "colour = 1\n", encoding="utf-8")
    (entries / "d.toml").write_bytes(b"title = '\xff'\n")
    assert main(["fmt", "entries"]) == 1
    assert contents(entries)["a.toml"] == OTHER + "colour = 1\n"
    assert contents(entries)["b.toml"] == CANONICAL
    out = capsys.readouterr().out
    assert "entries/a.toml:5:1: error: `colour` is not a field of a paper" in out
    assert "entries/d.toml:1:10: error: the byte 0xFF at position 9 is not UTF-8" in out
    assert out.endswith("1 file rewritten, 2 errors in 2 files\n")


def test_files_with_warnings_are_formatted(entries: Path, capsys: Capture) -> None:
    (entries / "b.toml").write_bytes(b"\xef\xbb\xbf" + CANONICAL.replace("\n", "\r\n").encode())
    assert main(["fmt"]) == 0
    assert (entries / "b.toml").read_bytes() == CANONICAL.encode()
    assert capsys.readouterr().out.startswith("entries/b.toml: rewritten\n")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("no\x1bthing", "no�thing does not exist; name an entry file or their directory"),
        ("README.md", "README.md is no entry file; name one that ends in .toml"),
        ("empty", "empty holds no entry file; name an entry file or their directory"),
    ],
)
def test_files_that_cannot_be_formatted_are_named(
    path: str, message: str, entries: Path, capsys: Capture
) -> None:
    (entries.parent / "README.md").touch()
    (entries.parent / "empty").mkdir()
    assert main(["fmt", path]) == 2
    assert capsys.readouterr() == ("", f"sphinx-awesome fmt: {message}\n")


def test_a_folder_that_cannot_be_written_to(
    entries: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, _: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("sphinx_awesome.core.files.replace_file", refuse)
    assert main(["fmt"]) == 2
    assert capsys.readouterr().err == "sphinx-awesome fmt: entries/b.toml: Permission denied\n"
    assert contents(entries)["b.toml"] == OTHER
