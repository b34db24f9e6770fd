"""The texts of the scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir

SCRIPTS = Path(__file__).parents[1] / "static" / "awesome"

_KEYWORDS = {"t": None, "tn": (1, 2)}
"""The functions of ``words.js``, as Babel names keywords."""


def texts() -> Iterator[tuple[str, str | tuple[str, str]]]:
    """Name of a script, and a text in it, or the forms of one for one and for many."""
    for script, _line, text, *_ in extract_from_dir(
        SCRIPTS, [("*.js", "javascript")], keywords=_KEYWORDS
    ):
        if isinstance(text, str):
            yield script, text
        else:
            one, many = text
            yield script, (one, many)
