"""Files are replaced at once, or not at all."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_awesome.cli import main
from sphinx_awesome.core import files

# Ends the process, as a kill does, at the given number of system calls that Python reports.
KILLED = """
import os, sys
from pathlib import Path
from sphinx_awesome.cli import main
from sphinx_awesome.core import files
left = int(sys.argv[2])
def kill(event, arguments):
    global left
    if event in {"open", "os.remove", "os.rename", "os.chmod"}:
        left -= 1
        if left < 0:
            os._exit(9)
sync = os.fsync
def fsync(descriptor):
    kill("open", ())
    sync(descriptor)
os.fsync = fsync
sys.addaudithook(kill)
files.replace_file(Path(sys.argv[1]), "new" * 100_000)
"""


def test_a_new_file(tmp_path: Path) -> None:
    files.replace_file(tmp_path / "a", "é\n")
    files.replace_file(tmp_path / "b", b"\xff")
    assert (tmp_path / "a").read_bytes() == "é\n".encode()
    assert (tmp_path / "b").read_bytes() == b"\xff"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_permissions_stay(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("old")
    path.chmod(0o640)
    files.replace_file(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_kill_at_any_moment_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    path, seen = tmp_path / "a", []
    for calls in range(20):
        path.write_text("old")
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(path), str(calls)], check=False, timeout=60
        )
        seen.append((done.returncode, path.read_text()[:3]))
        if done.returncode == 0:
            break
    assert seen[0] == (9, "old")
    assert seen[-2:] == [(9, "new"), (0, "new")]
    assert {content for _, content in seen} == {"old", "new"}
    assert [p.name for p in tmp_path.iterdir()] == ["a"]  # also what former kills have left


def test_what_cannot_be_written_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as caught:
        files.replace_file(path, "new")
    assert caught.value.filename == str(path)  # rather than the hidden one, which nobody knows
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_link_under_the_hidden_name_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("theirs")
    (tmp_path / ".a.new").symlink_to(tmp_path / "elsewhere")
    files.replace_file(tmp_path / "a", "new")
    assert (tmp_path / "elsewhere").read_text() == "theirs"
    assert not (tmp_path / ".a.new").is_symlink()


def test_where_folders_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sphinx_awesome.core.files.os.name", "nt")
    try:
        files.replace_file(tmp_path / "a", "new")
    finally:
        monkeypatch.undo()
    assert (tmp_path / "a").read_text() == "new"


# A file that another program holds open, which Windows does not replace


def held(monkeypatch: pytest.MonkeyPatch, times: int) -> list[float]:
    """Refuse to rename some times; the pauses that are made."""
    rename, pauses = os.replace, []

    def refuse(source: Path, target: Path) -> None:
        nonlocal times
        times -= 1
        if times >= 0:
            raise PermissionError(13, "Access is denied", str(source), 5, str(target))
        rename(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr("time.sleep", pauses.append)
    return pauses


@pytest.mark.parametrize("times", [1, 3, 6])
def test_a_file_that_is_held_open_for_a_moment_is_replaced(
    times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_text("old")
    pauses = held(monkeypatch, times)
    files.replace_file(tmp_path / "a", "new")
    assert (tmp_path / "a").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert len(pauses) == times
    assert sum(pauses) < 1


def test_a_file_that_is_held_open_for_good_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "title = 'S'\n"
    (tmp_path / "s.toml").write_text(text)
    held(monkeypatch, 100)
    assert main(["fmt", str(tmp_path / "s.toml")]) == 2
    assert (tmp_path / "s.toml").read_text() == text
    assert [path.name for path in tmp_path.iterdir()] == ["s.toml"]
    err = capsys.readouterr().err
    assert err.startswith(f"sphinx-awesome fmt: {tmp_path / 's.toml'}: Access is denied: it cannot")
    assert "close the program that has it open" in err


# Ends the process, as a kill does, at the given number of calls; what it leaves is whole.
FOLDER_KILLED = KILLED.replace(
    'files.replace_file(Path(sys.argv[1]), "new" * 100_000)',
    'files.create_folder(Path(sys.argv[1]), {"a": "A" * 100_000, "b/c": "C", "b/d": ""})',
).replace('"os.chmod"', '"os.mkdir", "os.rmdir"')


@pytest.mark.parametrize("is_there", [False, True])
def test_a_kill_at_any_moment_leaves_no_half_of_a_folder(tmp_path: Path, *, is_there: bool) -> None:
    target, seen = tmp_path / "x" / "site", []
    for calls in range(40):
        shutil.rmtree(target, ignore_errors=True)
        if is_there:
            target.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [sys.executable, "-c", FOLDER_KILLED, str(target), str(calls)], check=False, timeout=60
        )
        seen.append((done.returncode, sorted(p.name for p in target.rglob("*"))))
        if done.returncode == 0:
            break
    expected = ["a", "b", "c", "d"]
    assert seen[-1] == (0, expected)
    assert {tuple(names) for _, names in seen} == {(), tuple(expected)}
    assert [p.name for p in target.parent.iterdir()] == ["site"]


def test_a_link_in_the_place_of_a_hidden_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "theirs").write_text("theirs")
    (tmp_path / ".a.new").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic link"):
        files.create_folder(tmp_path / "a", {"b": "B"})
    assert (tmp_path / "elsewhere" / "theirs").read_text() == "theirs"
