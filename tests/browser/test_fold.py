"""Scripts compare text as the package does."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from sphinx_awesome.core.text import fold

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OTHERS = {"Cc", "Cn", "Co", "Cs"}


def test_every_character_folds_as_in_python(open_page: Callable[..., Page]) -> None:
    page = open_page("index.html")
    texts = [
        f"x{chr(code)}y"
        for code in range(0x110000)
        if unicodedata.category(chr(code)) not in OTHERS
    ]
    folded = page.evaluate(
        """async texts => {
            const { fold } = await import(new URL("_static/awesome/fold.js", location.href))
            return texts.map(fold)
        }""",
        texts,
    )
    assert len(folded) > 140_000
    assert [pair for pair in zip(map(fold, texts), folded, strict=True) if len(set(pair)) > 1] == []
