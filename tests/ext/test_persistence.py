"""Files of the output are the old ones or the new ones, whenever a build is killed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_awesome.ext.persistence import (
    UNFINISHED,
    remove_unfinished,
    write_folder,
    write_if_changed,
)

PAGES = {"a.html": b"A", "b.html": b"B", "c.html": b""}


class Killed(BaseException):
    """What nobody catches."""


def files(root: Path) -> dict[str, bytes]:
    """All files that are not in the hidden folder, by name."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and UNFINISHED not in path.parts
    }


def names(root: Path) -> list[str]:
    """What is in a folder, hidden or not."""
    return sorted(path.name for path in root.iterdir())


def killed_at_each_call(
    monkeypatch: pytest.MonkeyPatch, prepare: Callable[[], Path], act: Callable[[Path], object]
) -> list[dict[str, bytes]]:
    """What a kill leaves before each call of the operating system, and half way of each write."""
    left: list[dict[str, bytes]] = []
    for number in range(100):
        root, calls = prepare(), 0

        def counted(name: str, root: Path = root, number: int = number) -> None:
            original = getattr(os, name)

            def call(*arguments: object, **options: object) -> object:
                nonlocal calls
                calls += 1
                if calls == number + 1:  # and not again on the way out
                    if name == "write":
                        descriptor, content = arguments
                        assert isinstance(content, bytes)
                        original(descriptor, content[: len(content) // 2])
                    left.append(files(root))
                    raise Killed
                return original(*arguments, **options)

            monkeypatch.setattr(os, name, call)

        for name in ("open", "write", "close", "mkdir", "rename", "replace", "rmdir"):
            counted(name)
        try:
            act(root)
        except Killed:
            monkeypatch.undo()
            # The next build.
            remove_unfinished(root)
            act(root)
            left.append(files(root))
            continue
        monkeypatch.undo()
        return left
    raise AssertionError


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[[], Path]:
    """A new folder each time."""

    def make() -> Path:
        root = tmp_path / str(len(list(tmp_path.iterdir())))
        root.mkdir()
        return root

    return make


def test_what_a_file_says(tmp_path: Path) -> None:
    assert write_if_changed(tmp_path, "a/b.txt", "é\r\n")
    assert write_if_changed(tmp_path, Path("c"), b"\xff")
    assert files(tmp_path) == {"a/b.txt": "é\r\n".encode(), "c": b"\xff"}
    remove_unfinished(tmp_path)
    assert names(tmp_path) == ["a", "c"]


def test_the_same_is_not_written(tmp_path: Path) -> None:
    write_if_changed(tmp_path, "a", "same")
    os.utime(tmp_path / "a", (1, 1))
    assert not write_if_changed(tmp_path, "a", b"same")
    assert (tmp_path / "a").stat().st_mtime == 1
    assert write_if_changed(tmp_path, "a", "other")


def test_one_file(monkeypatch: pytest.MonkeyPatch, fresh: Callable[[], Path]) -> None:
    def prepare() -> Path:
        root = fresh()
        (root / "a").write_bytes(b"old one")
        return root

    left = killed_at_each_call(
        monkeypatch, prepare, lambda root: write_if_changed(root, "a", b"new one")
    )
    assert len(left) > 8
    assert left[0] == {"a": b"old one"}
    assert all(state in [{"a": b"old one"}, {"a": b"new one"}] for state in left)
    assert left[1::2] == [{"a": b"new one"}] * (len(left) // 2)


def test_a_new_folder(monkeypatch: pytest.MonkeyPatch, fresh: Callable[[], Path]) -> None:
    complete = {f"x/p/{name}": content for name, content in PAGES.items()}
    left = killed_at_each_call(
        monkeypatch, fresh, lambda root: write_folder(root, Path("x/p"), PAGES.items())
    )
    assert left[0] == {}
    assert all(state in [{}, complete] for state in left)
    assert left[1::2] == [complete] * (len(left) // 2)


def test_more_in_a_folder(monkeypatch: pytest.MonkeyPatch, fresh: Callable[[], Path]) -> None:
    def prepare() -> Path:
        root = fresh()
        (root / "p").mkdir()
        (root / "p/a.html").write_bytes(b"old")
        (root / "p/mine.html").write_bytes(b"mine")
        return root

    complete = {"p/mine.html": b"mine"} | {f"p/{name}": made for name, made in PAGES.items()}
    left = killed_at_each_call(
        monkeypatch, prepare, lambda root: write_folder(root, "p", PAGES.items())
    )
    for state in left:
        assert state["p/a.html"] in {b"old", b"A"}
        assert all(complete[name] == made for name, made in state.items() if name != "p/a.html")
    assert left[1::2] == [complete] * (len(left) // 2)


def test_a_folder_that_cannot_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, if something looks into one of its files."""

    def refused(_source: object, _target: object) -> None:
        raise PermissionError(13, "Access is denied")

    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", refused)
        write_folder(tmp_path, "p", PAGES.items())
    assert files(tmp_path) == {f"p/{name}": content for name, content in PAGES.items()}
    remove_unfinished(tmp_path)
    assert names(tmp_path) == ["p"]


def test_a_disk_that_takes_a_little_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, content: write(file, content[:2]))
    write_if_changed(tmp_path, "a", "abcde")
    assert (tmp_path / "a").read_bytes() == b"abcde"


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int, _content: bytes) -> int:
        raise OSError(28, "No space left on device")

    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space left"):
        write_if_changed(tmp_path, "a", "new")
    with pytest.raises(OSError, match="No space left"):
        write_folder(tmp_path, "p", PAGES.items())
    assert files(tmp_path) == {"a": b"old"}
    remove_unfinished(tmp_path)
    assert names(tmp_path) == ["a"]


def test_there_may_be_nothing_to_remove(tmp_path: Path) -> None:
    remove_unfinished(tmp_path / "nowhere")
    remove_unfinished(tmp_path)
    assert names(tmp_path) == []
