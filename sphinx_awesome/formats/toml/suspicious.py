"""Characters that deceive a reader of the list: those that cannot be seen, and those in hosts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...core.links import lookalike_host, why_not_url
from ...core.problem import Code
from ...core.text import clean, legible, unwanted
from .messages import Fault, Said
from .scan import Path

_ADDRESSES = {"homepage", "repository", "url"}
_ENCODED = re.compile("[Xx][Nn]--")
_BEYOND_ASCII = re.compile(r"[^\0-\x7f]+")
_HOST_BEYOND_ASCII = re.compile(r"://[!#-&(-.0-~]*+[^\0-\x7f]")
_ESCAPE = re.compile(r'\\[^nrt"\\]')


def may_deceive(text: str) -> bool:
    """Whether a TOML file can hold such characters, as such or as escapes: hardly any does."""
    if _ESCAPE.search(text) or "xn--" in text.lower():
        return True
    if text.isascii():
        return False
    beyond = "".join(_BEYOND_ASCII.findall(text))
    return _HOST_BEYOND_ASCII.search(text) is not None or unwanted(beyond) != []


def find(tables: object) -> Iterator[Fault]:
    """What deceives in some tables as read."""
    stack: list[tuple[Path, object]] = [((), tables)]
    while stack:
        path, value = stack.pop()
        match value:
            case str():
                yield from (Fault(path, said) for said in _in_text(path, value))
            case dict():
                stack += (((*path, key), inner) for key, inner in value.items())
                for key in value:
                    yield from (Fault((*path, key), said, True) for said in _in_text((), key))
            case list():
                stack += (((*path, index), inner) for index, inner in enumerate(value))


def _in_text(path: Path, text: str) -> Iterator[Said]:
    if text.isascii() and text.isprintable() and not _ENCODED.search(text):
        return
    if found := unwanted(text):
        yield Said(
            Code.CHARACTER,
            f'"{legible(text)}" holds {", ".join(found)}, which cannot be seen',
            "delete it; it is taken out of all pages",
            clean(text) if path else None,
        )
    is_address = bool(path) and (path[-1] in _ADDRESSES or path[-2:-1] == ("links",))
    if is_address and not why_not_url(text) and (hosts := lookalike_host(text)):
        yield Said(
            Code.HOST,
            f"the host {hosts[1]} ({hosts[0]}) can pass for another one",
            "make sure that it is the one that is meant",
        )
