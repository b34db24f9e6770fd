"""Write output files so that a build that is killed leaves no half of one under its name.

A file is written in a hidden folder of the output and moved to its place when it is whole: a
kill leaves the old content or the new one there. What is left in the hidden folder is of no use
to anybody; the next build removes it before it writes anything.

Files are not synchronised with the disk: a killed process loses nothing that it has written.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path, PurePath

UNFINISHED = ".awesome-unfinished"
"""Name of the hidden folder, directly below the output."""

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def write_if_changed(root: Path, name: str | PurePath, content: str | bytes) -> bool:
    """Write one file, unless it has that content already.

    :param root: the output folder.
    :param name: path of the file below it. Missing folders are made.
    :param content: text is encoded as UTF-8; its line ends stay as they are.
    :return: whether the file was written.
    :raises OSError: if it cannot be written; then it is as it was.
    """
    raw = content.encode() if isinstance(content, str) else content
    path = root / name
    if path.is_file() and path.read_bytes() == raw:
        return False
    # Processes of a parallel build may write one file at the same time.
    new = _unfinished(root) / f"{os.getpid()}-{path.name}"
    _write(str(new), raw)
    path.parent.mkdir(parents=True, exist_ok=True)
    new.replace(path)
    return True


def write_all(root: Path, folder: str | PurePath, contents: Iterable[tuple[str, bytes]]) -> None:
    """Write many files into one folder, whatever they hold now.

    If the folder is not there yet, it is moved to its place as a whole: thousands of small files
    then cost no more than if each were written where it belongs.

    :param folder: path of the folder below the output.
    :param contents: name in the folder and content of each file.
    :raises OSError: if something cannot be written; then each file is as it was, or new.
    """
    target, new = root / folder, _unfinished(root) / "folder"
    new.mkdir()
    for name, content in contents:
        _write(f"{new}/{name}", content)
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        try:
            new.rename(target)
        except OSError:  # Windows moves no folder of which a file is open, as in a virus scanner
            target.mkdir()
        else:
            return
    for path in new.iterdir():
        path.replace(target / path.name)
    new.rmdir()


def remove_unfinished(root: Path) -> None:
    """Remove what a killed build has left unfinished, and the hidden folder itself."""
    shutil.rmtree(root / UNFINISHED, ignore_errors=True)


def _unfinished(root: Path) -> Path:
    """The hidden folder, made if it is missing."""
    folder = root / UNFINISHED
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write(path: str, content: bytes) -> None:
    """Write a file in as few system calls as can be."""
    descriptor = os.open(path, _FLAGS, 0o666)
    try:
        written = os.write(descriptor, content)
        while written < len(content):  # if the disk is full, the next call says so
            written += os.write(descriptor, content[written:])
    finally:
        os.close(descriptor)
