"""Read files within limits, and write them so that a kill leaves the old content or the new one.

It knows no format: entry files, READMEs and locks are read and written through it.
"""

from __future__ import annotations

import errno
import gc
import os
import shutil
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from .problem import Location, Problem, ProblemCode


@contextmanager
def pause_gc() -> Iterator[None]:
    """Pause cyclic garbage collection in this block, or as a decorator in this function.

    For work that makes many objects and no reference cycles, where the search for cycles takes
    longer than the work. The previous state is restored on exit.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


MAX_FILE_BYTES = 8 * 1024 * 1024
"""Bytes that a file may have: twice what ten thousand papers take."""


def read_file(path: Path) -> tuple[str | None, list[Problem]]:
    """Return the text of a file, or None if it must not or cannot be read; and the problems.

    Only a regular file is opened: a link could lead out of the project, a pipe would never end.

    :param path: as problems name it, too.
    """
    try:
        status = path.lstat()
        reason = _why_not(status.st_mode, status.st_size)
        raw = b"" if reason else path.read_bytes()
    except OSError as error:
        reason = (f"the file cannot be read: {error.strerror}", "check its name and permissions")
    if reason:
        return None, [Problem(ProblemCode.FILE, reason[0], Location(str(path)), reason[1])]
    return decode_utf8(raw, str(path))


def read_text(path: Path) -> str:
    """Return the text of a file as columns and lines count in it, or "" if it cannot be read."""
    text, _ = read_file(path)
    return normalize_newlines(text or "", str(path))[0]


def _why_not(mode: int, size: int) -> tuple[str, str] | None:
    """Return why a file is not opened and what to do about it, or None if it may be opened."""
    if stat.S_ISLNK(mode):
        return "the file is a symbolic link, which is not followed", "put the file itself here"
    if stat.S_ISDIR(mode):
        return "a directory bears the name of an entry file", "rename it, or take it away"
    if not stat.S_ISREG(mode):
        return "this is not a regular file", "put a file here, or take it away"
    if size > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1024**2
        return f"the file is larger than {limit} MB", "divide it into several sections"
    return None


def decode_utf8(raw: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """Decode UTF-8. Bytes that are not UTF-8 become U+FFFD, and the first is reported.

    :param path: as problems name the file.
    :return: the text, None for UTF-16; and the problems.
    """
    try:
        return raw.decode(), []
    except UnicodeDecodeError as error:
        before, start = raw[: error.start], error.start
    hint = "save the file as UTF-8"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [Problem(ProblemCode.ENCODING, "the file is UTF-16", Location(path), hint)]
    line = before[before.rfind(b"\n") + 1 :].decode()
    location = Location(path, before.count(b"\n") + 1, len(line) + 1)
    message = f"the byte 0x{raw[start]:02X} at position {start} is not UTF-8"
    return raw.decode(errors="replace"), [Problem(ProblemCode.ENCODING, message, location, hint)]


def has_windows_line_ends(text: str) -> bool:
    """Return whether every line ends with CR LF, as git writes files that it checks out there.

    :param text: with its line ends.
    """
    return 0 < text.count("\r\n") == text.count("\r") == text.count("\n")


def normalize_newlines(text: str, path: str) -> tuple[str, list[Problem]]:
    """Return a text without byte order mark and with line feeds alone; and what was different.

    Windows line ends in all of a file are no problem: git makes them when it checks out there.

    :param text: decoded, with its line ends.
    :param path: as problems name the file.
    """
    problems = []
    if text.startswith("\ufeff"):
        text = text[1:]
        problems.append(
            Problem(
                ProblemCode.BYTE_ORDER_MARK,
                "the file starts with an invisible byte order mark",
                Location(path),
                "save it as UTF-8 without one (in many editors, not “UTF-8 with BOM”)",
            )
        )
    if has_windows_line_ends(text):
        text = text.replace("\r\n", "\n")
    if "\r" in text:
        at = text.index("\r")
        line_start = text.rfind("\n", 0, at) + 1
        problems.append(
            Problem(
                ProblemCode.LINE_ENDS,
                "the file has line ends of several systems, or of old Macs",
                Location(path, text.count("\n", 0, at) + 1, at - line_start + 1),
                "save it with Unix line ends (LF)",
            )
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, problems


_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4)
"""Seconds between attempts to replace a file that another program holds open."""


def replace_file(path: Path, content: str | bytes) -> None:
    """Write a file, or replace one at once; its permissions stay.

    The new content is on the disk before it takes the old one's place. It is written beside it
    under a hidden name, which the next call takes away if a kill has left it.

    :param path: of the file; its folder is there.
    :param content: a text is written as UTF-8, its line ends unchanged.
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


class LockedError(Exception):
    """Another process holds a lock."""


@contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Hold a lock, as one process at a time can, and take its file away at the end.

    The file is an empty database whose lock is that of the operating system: it is free when the
    process that held it has ended, however that came, and whatever file it has left.

    :param path: of the lock's file; its folder is there.
    :raises LockedError: if another process holds it.
    :raises OSError: if there can be no such file.
    """
    import sqlite3  # noqa: PLC0415  (which most commands do without)

    try:
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    except sqlite3.Error as error:
        raise OSError(None, f"the lock cannot be made: {error}", str(path)) from None
    with closing(connection):
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise LockedError from None
            raise OSError(None, f"the lock cannot be made: {error}", str(path)) from None
        try:
            yield
        finally:
            # While it is held: else it could be the lock of the next process that goes.
            try:
                path.unlink(missing_ok=True)
            except PermissionError:  # Windows removes no file that is open
                connection.close()
                with suppress(OSError):
                    path.unlink()


def create_folder(target: Path, contents: Mapping[str, str | bytes]) -> None:
    """Make a folder with files at once: a kill leaves no half of them under its name.

    They are written into a hidden folder beside it, which the next call for the same folder takes
    away if a kill has left it.

    The current folder alone cannot be replaced: whoever stands in it would stand nowhere. Whole
    files and folders are moved into it.

    :param target: is not there yet, or is an empty folder.
    :param contents: by path below the folder; a text is written as UTF-8, its line ends unchanged.
    :raises OSError: if something cannot be written; then there is no such folder.
    """
    target = Path(os.path.abspath(target))  # noqa: PTH100  ("." has no name)
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f".{target.name}.new")
    if new.is_symlink():  # not ours: what it leads to is somebody's
        raise OSError(errno.ELOOP, "a symbolic link stands in its way; delete it", str(new))
    if new.exists():
        shutil.rmtree(new)
    for name, content in contents.items():
        path = new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content, encoding="utf-8", newline="")
    if target.is_dir() and target.samefile(Path.cwd()):
        for path in sorted(new.iterdir()):
            path.replace(target / path.name)
        new.rmdir()
        return
    if target.is_dir():
        target.rmdir()
    new.replace(target)


def _sync(folder: Path) -> None:
    """Write the new name to the disk too, where folders can be opened: not on Windows."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def join_records(records: Iterable[str]) -> str:
    """Return the text of a file that holds some records, separated by empty lines.

    :param records: without the line feed at their ends.
    """
    return "\n".join(f"{record}\n" for record in records)


def split_records(text: str) -> list[str]:
    """Return the records in a text that :func:`join_records` has made."""
    return text.removesuffix("\n").split("\n\n") if text else []
