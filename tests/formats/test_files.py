"""From bytes to text: what is refused, and where a byte is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.core.files import MAX_FILE_BYTES, decode_utf8, normalize_newlines, read_file
from sphinx_awesome.core.problem import Location, ProblemCode
from sphinx_awesome.formats.toml import load, read_text

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
def test_other_line_ends(text: str, place: tuple[int, int]) -> None:
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
def test_no_directory(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    awesome_list, (problem,) = load(tmp_path / name)
    assert (problem.code, problem.location) == (ProblemCode.FILE, Location(str(tmp_path / name)))
    assert problem.message.startswith("the directory cannot be read: ")
    assert not awesome_list.sections
    assert len(awesome_list.venues) > 100
