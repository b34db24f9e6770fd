"""Writing files so that a kill at any moment leaves the old content or the new one."""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Mapping
from pathlib import Path

_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4)
"""Seconds between attempts to replace a file that another program holds open."""


def replace(path: Path, content: str | bytes) -> None:
    """Write a file, or replace one at once; its permissions stay.

    The new content is on the disk before it takes the old one's place. It is written beside it
    under a hidden name, which the next call takes away if a kill has left it.

    :raises OSError: if the folder cannot be written to; then nothing has changed.
    """
    raw = content.encode() if isinstance(content, str) else content
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    try:
        with new.open("xb") as file:  # which follows no link that somebody put there
            if path.exists():
                new.chmod(stat.S_IMODE(path.stat().st_mode))
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        _take_place(new, path)
    except OSError as error:
        error.filename = str(path)  # as the user knows the file, not under its hidden name
        raise
    finally:
        new.unlink(missing_ok=True)
    _sync(path.parent)


def _take_place(new: Path, path: Path) -> None:
    """Rename a file to one that may be there.

    Windows refuses that while an editor, a search index or a virus scanner holds the other one
    open, mostly for a moment: it is tried again, for less than a second.

    :raises PermissionError: if it is refused to the end.
    """
    for pause in _PAUSES:
        try:
            new.replace(path)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    try:
        new.replace(path)
    except PermissionError as error:
        what = (
            f"{error.strerror}: it cannot be replaced, and stays as it is; close the program that "
            "has it open, or ask for the right to write it"
        )
        raise PermissionError(error.errno, what, str(path)) from error


def create_folder(target: Path, texts: Mapping[str, str]) -> None:
    """Make a folder with files at once: a kill leaves no half of them under its name.

    They are written into a hidden folder beside it, which the next call for the same folder takes
    away if a kill has left it.

    The current folder alone cannot be replaced: whoever stands in it would stand nowhere. Whole
    files and folders are moved into it.

    :param target: is not there yet, or is an empty folder.
    :param texts: by path below the folder.
    :raises OSError: if something cannot be written; then there is no such folder.
    """
    target = Path(os.path.abspath(target))  # noqa: PTH100  ("." has no name)
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f".{target.name}.new")
    if new.is_symlink() or new.exists():
        shutil.rmtree(new)
    for name, text in texts.items():
        path = new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    if target.is_dir() and target.samefile(Path.cwd()):
        for path in sorted(new.iterdir()):
            path.replace(target / path.name)
        new.rmdir()
        return
    if target.is_dir():
        target.rmdir()
    new.replace(target)


def _sync(folder: Path) -> None:
    """Have the new name on the disk too, where folders can be opened: not on Windows."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
