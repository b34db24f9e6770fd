"""The smallest parts of a TOML text: strings, comments, keys, and what statements are made of.

All of them match any text in linear time.
"""

from __future__ import annotations

import re
from collections import deque

import tomli

# Possessive quantifiers throughout: a match fails at once instead of trying shorter ones.
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\[^\n])*+"|'[^'\n]*+')"""
_DOTTED = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+"
_LINES = (r'"""(?:[^"\\]|\\.|"(?!""))*+', r"'''(?:[^']|'(?!''))*+")
_LINE = (r'"(?:[^"\\\n]|\\[^\n])*+"?', r"'[^'\n]*+'?")
_STRING = rf"(?:{_LINES[0]}(?:\"{{3,5}}|\Z)|{_LINES[1]}(?:'{{3,5}}|\Z)|{_LINE[0]}|{_LINE[1]})"
_STRINGS = re.compile(rf"\#[^\n]*+|(?P<open>(?:{'|'.join(_LINES)})\Z)|{_STRING}", re.DOTALL)
PARTS = re.compile(_PART)
"""A part of a dotted key."""
STATEMENT = re.compile(
    rf"(?P<newline>\n)|(?P<space>[ \t\r]++)|(?P<comment>\#[^\n]*+)"
    rf"|(?P<header>\[\[?+[ \t]*+(?P<name>{_DOTTED})[ \t]*+\]\]?+)"
    rf"|(?P<key>{_DOTTED})[ \t]*+=[ \t]*+"
    rf"|(?P<other>[^\n#]++)",
    re.DOTALL,
)
"""What stands where a statement may begin; of a key and its value, the key."""
VALUE = re.compile(
    rf"(?P<newline>\n)|(?P<space>[ \t\r]++)|(?P<comment>\#[^\n]*+)"
    rf"|(?P<open>[\[{{])|(?P<close>[\]}}])|(?P<comma>,)"
    rf"|(?P<word>{_STRING}|[^\s,\[\]{{}}#\"']++)|(?P<other>.)",
    re.DOTALL,
)
"""What stands where a value may begin, or goes on in brackets."""
SCALAR = re.compile(rf"(?:{_STRING}|[^\s,\[\]{{}}#\"']++)[ \t]*+(?=\n|#|\Z)", re.DOTALL)
"""Nearly all values: one string, number or day, and then the line ends."""
ASSIGNMENT = re.compile(rf"(?P<key>{_DOTTED})[ \t]*+=[ \t]*+")
"""A key of an inline table."""


def open_string(text: str) -> tuple[int, str] | None:
    """Offset and quotes of a string of several lines that does not end."""
    last = deque(_STRINGS.finditer(text), maxlen=1)
    opened = last[0]["open"] if last else None
    return (last[0].start(), opened[:3]) if opened else None


def comments(text: str) -> list[str]:
    """All comments, with their `#`, whatever they stand above or beside."""
    return [match[0] for match in _STRINGS.finditer(text) if match[0].startswith("#")]


def parts_of(key: str) -> tuple[str, ...]:
    """The parts of a dotted key as written: ``links."my code"`` as ("links", "my code")."""
    if '"' in key or "'" in key:
        return tuple(_unquoted(part) for part in PARTS.findall(key))
    return tuple(part.strip() for part in key.split("."))


def _unquoted(part: str) -> str:
    if part[0] == '"' and "\\" in part:
        try:
            return next(iter(tomli.loads(f"{part} = 0")))
        except tomli.TOMLDecodeError:
            return part
    return part.strip(part[0]) if part[0] in "\"'" else part
