"""Names of authors: ``Last, First`` and ``First Last`` as one name each."""

from __future__ import annotations

from bibtexparser.middlewares.names import split_multiple_persons_names

from ...core.text import clean
from .latex import decode


def authors(field: str) -> tuple[tuple[str, ...], bool]:
    """The authors of a field, each as ``First Last``, and whether "and others" stands for more."""
    names = [clean(decode(_in_order(name))) for name in split_multiple_persons_names(field)]
    others = names[-1:] == ["others"]
    return tuple(filter(None, names[:-1] if others else names)), others


def _in_order(name: str) -> str:
    """A name with its first name first: ``von Last, First`` or ``von Last, Jr, First``."""
    last, *rest = _parts(name)
    return " ".join([*rest[-1:], last, *rest[:-1]])


def _parts(name: str) -> list[str]:
    """A name cut at its commas, less those in braces: the name of a group may have some."""
    parts, depth = [""], 0
    for character in name:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]
