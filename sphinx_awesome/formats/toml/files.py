"""From the bytes of a file to its text."""

from __future__ import annotations

import stat
from pathlib import Path

from ...core.problem import Code, Problem, Span

SIZE = 8 * 1024 * 1024
"""Bytes that a file may have: twice what ten thousand papers take."""


def read_file(path: Path) -> tuple[str | None, list[Problem]]:
    """The text of a file; None if it must not or cannot be read.

    Only a regular file is opened: a link could lead out of the project, a pipe would never end.
    """
    try:
        status = path.lstat()
        reason = _why_not(status.st_mode, status.st_size)
        raw = b"" if reason else path.read_bytes()
    except OSError as error:
        reason = (f"the file cannot be read: {error.strerror}", "check its name and permissions")
    if reason:
        return None, [Problem(Code.FILE, reason[0], Span(str(path)), reason[1])]
    return decode(raw, str(path))


def read_text(path: Path) -> str:
    """The text of a file as all places count in it; "" if it cannot be read."""
    text, _ = read_file(path)
    return normalise(text or "", str(path))[0]


def _why_not(mode: int, size: int) -> tuple[str, str] | None:
    """Why a file is not opened, and what to do about it."""
    if stat.S_ISLNK(mode):
        return "the file is a symbolic link, which is not followed", "put the file itself here"
    if stat.S_ISDIR(mode):
        return "a directory bears the name of an entry file", "rename it, or take it away"
    if not stat.S_ISREG(mode):
        return "this is not a regular file", "put a file here, or take it away"
    if size > SIZE:
        limit = SIZE // 1024**2
        return f"the file is larger than {limit} MB", "divide it into several sections"
    return None


def decode(raw: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The text of UTF-8. Bytes that are not UTF-8 become U+FFFD, and the first is reported."""
    try:
        return raw.decode(), []
    except UnicodeDecodeError as error:
        before, start = raw[: error.start], error.start
    hint = "save the file as UTF-8"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [Problem(Code.ENCODING, "the file is UTF-16", Span(path), hint)]
    line = before[before.rfind(b"\n") + 1 :].decode()
    span = Span(path, before.count(b"\n") + 1, len(line) + 1)
    message = f"the byte 0x{raw[start]:02X} at position {start} is not UTF-8"
    return raw.decode(errors="replace"), [Problem(Code.ENCODING, message, span, hint)]


def has_windows_line_ends(text: str) -> bool:
    """Return whether every line ends with CR LF, as git writes files that it checks out there."""
    return 0 < text.count("\r\n") == text.count("\r") == text.count("\n")


def normalise(text: str, path: str) -> tuple[str, list[Problem]]:
    """A text without byte order mark and with line feeds alone, and what was otherwise.

    Windows line ends in all of a file are no problem: git makes them when it checks out there.
    """
    problems = []
    if text.startswith("\ufeff"):
        text = text[1:]
        problems.append(
            Problem(
                Code.BYTE_ORDER_MARK,
                "the file starts with an invisible byte order mark",
                Span(path),
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
                Code.LINE_ENDS,
                "the file has line ends of several systems, or of old Macs",
                Span(path, text.count("\n", 0, at) + 1, at - line_start + 1),
                "save it with Unix line ends (LF)",
            )
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, problems
