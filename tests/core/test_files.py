"""Files: how they are read, replaced at once or not at all, and split into records."""

from __future__ import annotations

import gc
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.cli import main
from sphinx_awesome.core import files
from sphinx_awesome.core.files import (
    MAX_FILE_BYTES,
    decode_utf8,
    normalize_newlines,
    pause_gc,
    read_file,
)
from sphinx_awesome.core.model import Entry
from sphinx_awesome.core.problem import Location, ProblemCode
from sphinx_awesome.formats import bibtex, csl_json, ris
from sphinx_awesome.formats.toml import load, read_text

from ..formats.cited import REAL, VENUES
from ..formats.strategies import entries

# -- from bytes to text: what is refused, and where a byte is wrong --


GOOD = 'title = "S"\n\n[[entry]]\nid = "a"\ntitle = "é"\n'


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes(GOOD.encode("latin-1"))
    awesome_list, (problem,) = load(tmp_path)
    assert problem.code is ProblemCode.ENCODING
    assert problem.location == Location(str(path), 5, 10)
    assert problem.message == "the byte 0xE9 at position 41 is not UTF-8"
    assert awesome_list.entries["a"].title == "\ufffd"


def test_the_place_of_a_byte_is_in_characters() -> None:
    text, (problem,) = decode_utf8("é\n张三x".encode() + b"\xff!", "s.toml")
    assert text == "é\n张三x\ufffd!"
    assert problem.location == Location("s.toml", 2, 4)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16_is_named(encoding: str) -> None:
    raw = ("\ufeff" * (encoding == "utf-16-be") + GOOD).encode(encoding)
    text, (problem,) = decode_utf8(raw, "s.toml")
    assert text is None
    assert (problem.code, problem.message) == (ProblemCode.ENCODING, "the file is UTF-16")


@given(st.binary())
def test_any_bytes_are_decoded(raw: bytes) -> None:
    text, problems = decode_utf8(raw, "s.toml")
    assert (text is None) <= bool(problems)
    if not problems:
        assert text is not None
        assert text.encode() == raw


def test_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_bytes(GOOD.encode("utf-8-sig"))
    awesome_list, (problem,) = load(tmp_path)
    assert problem.code is ProblemCode.BYTE_ORDER_MARK
    assert problem.location == Location(str(tmp_path / "s.toml"), 1, 1)
    assert list(awesome_list.entries) == ["a"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a\r\nb\rc\n", (1, 2)),
        ("a\nbc\r", (2, 3)),
        ("\r", (1, 1)),
        ("a\nb\r\n", (2, 2)),
        ("a\n\rb\r\n", (2, 1)),
        ("a\r\r\n", (1, 2)),
    ],
)
def test_line_ends_of_other_systems_are_a_problem(text: str, place: tuple[int, int]) -> None:
    normal, (problem,) = normalize_newlines(text, "s.toml")
    assert normal == text.replace("\r\n", "\n").replace("\r", "\n")
    assert (problem.code, problem.location) == (ProblemCode.LINE_ENDS, Location("s.toml", *place))


def test_windows_line_ends_shift_no_place(tmp_path: Path) -> None:
    text = GOOD.replace('"é"', '"é"\nyear = "2021"').replace("\n", "\r\n")
    (tmp_path / "s.toml").write_bytes(text.encode())
    awesome_list, problems = load(tmp_path)
    assert [(p.code, p.location.line, p.location.column) for p in problems] == [
        (ProblemCode.TYPE, 6, 8)
    ]
    assert list(awesome_list.entries) == ["a"]


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    text, (problem,) = read_file(path)
    assert text is None
    assert (problem.code, problem.message) == (ProblemCode.FILE, "the file is larger than 8 MB")


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(GOOD, encoding="utf-8")
    (tmp_path / "list").mkdir()
    (tmp_path / "list" / "s.toml").symlink_to(tmp_path / "secret")
    awesome_list, (problem,) = load(tmp_path / "list")
    assert problem.message == "the file is a symbolic link, which is not followed"
    assert not awesome_list.entries
    assert not awesome_list.sections


def test_a_directory_and_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "s.toml").mkdir()
    os.mkfifo(tmp_path / "t.toml")
    _, problems = load(tmp_path)
    assert [(problem.code, problem.message) for problem in problems] == [
        (ProblemCode.FILE, "a directory bears the name of an entry file"),
        (ProblemCode.FILE, "this is not a regular file"),
    ]


def test_a_file_that_must_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.toml"
    path.write_text(GOOD, encoding="utf-8")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    text, (problem,) = read_file(path)
    assert text is None
    assert problem.message == "the file cannot be read: Permission denied"
    assert read_text(path) == ""


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    _, (problem,) = read_file(tmp_path / "s.toml")
    assert problem.message == "the file cannot be read: No such file or directory"


@pytest.mark.parametrize("name", ["missing", "file"])
def test_a_missing_directory_is_a_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    awesome_list, (problem,) = load(tmp_path / name)
    assert (problem.code, problem.location) == (ProblemCode.FILE, Location(str(tmp_path / name)))
    assert problem.message.startswith("the directory cannot be read: ")
    assert not awesome_list.sections
    assert len(awesome_list.venues) > 100


# -- replaced at once, or not at all --


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


def test_a_failed_write_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_files_are_replaced_where_folders_cannot_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
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


@pytest.mark.soak
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


# -- records in a file --


Join = Callable[[Iterable[str]], str]
Split = Callable[[str], list[str]]

FORMATS = [
    (bibtex, files.join_records, files.split_records),
    (ris, files.join_records, files.split_records),
    (csl_json, csl_json.join, csl_json.split),
]
IDS = ["bibtex", "ris", "csl_json"]


@given(st.lists(entries, max_size=3))
def test_records_are_taken_as_they_were_written(papers: list[Entry]) -> None:
    for module, join, split in FORMATS:
        records = [module.write(paper, VENUES) for paper in papers]
        assert split(join(records)) == records


@pytest.mark.parametrize(("module", "_join", "split"), FORMATS, ids=IDS)
def test_a_list_is_its_records(module: ModuleType, _join: Join, split: Split) -> None:
    records = [module.write(paper, REAL.venues) for paper in REAL.papers()]
    assert split(module.write_all(REAL)) == records


# -- no garbage collection while a file is read --


def test_garbage_collection_is_paused_and_resumes_after_an_error() -> None:
    def fail() -> None:
        with pause_gc():
            assert not gc.isenabled()
            raise ValueError

    assert gc.isenabled()
    with pytest.raises(ValueError, match=r"^$"):
        fail()
    assert gc.isenabled()


def test_garbage_collection_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with pause_gc():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


# -- a lock that one process holds --

HOLDER = """
import sys, pathlib, time
from sphinx_awesome.core.files import hold_lock
with hold_lock(pathlib.Path(sys.argv[1])):
    print("holds", flush=True)
    time.sleep(60)
"""


def hold(path: Path) -> None:
    with files.hold_lock(path):
        assert path.exists()


def test_one_process_holds_a_lock_until_it_ends_however_that_comes(tmp_path: Path) -> None:
    path = tmp_path / ".entries.lock"
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        try:
            assert holder.stdout
            assert holder.stdout.readline().strip() == b"holds"
            with pytest.raises(files.LockedError):
                hold(path)
        finally:
            holder.kill()
            holder.wait()
    assert path.exists()  # nobody was left to take it away
    hold(path)
    assert list(tmp_path.iterdir()) == []


def test_a_lock_is_free_after_an_error(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with pytest.raises(ValueError, match="why"), files.hold_lock(path):
        raise ValueError("why")
    hold(path)


def test_a_lock_whose_file_goes_only_when_it_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows."""
    path, tries = tmp_path / "lock", []
    unlink = Path.unlink

    def refuse_once(self: Path, *, missing_ok: bool = False) -> None:
        tries.append(self)
        if len(tries) == 1:
            raise PermissionError(13, "in use", str(self))
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse_once)
    hold(path)
    assert not path.exists()
    assert len(tries) == 2


@pytest.mark.parametrize("kind", ["missing folder", "not empty"])
def test_a_lock_that_cannot_be(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "lock"
    if kind == "not empty":
        path.write_text("somebody wrote this " * 100, encoding="utf-8")
    else:
        path = tmp_path / "nowhere" / "lock"
    with pytest.raises(OSError, match="the lock cannot be made") as raised:
        hold(path)
    assert raised.value.filename == str(path)
