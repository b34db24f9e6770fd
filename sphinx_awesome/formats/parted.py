"""Files of records with an empty line between them, of which no record has one in it."""

from __future__ import annotations

from collections.abc import Iterable


def join(records: Iterable[str]) -> str:
    """The text of a file with some records."""
    return "\n".join(f"{record}\n" for record in records)


def split(text: str) -> list[str]:
    """The records of such a text."""
    return text.removesuffix("\n").split("\n\n") if text else []
