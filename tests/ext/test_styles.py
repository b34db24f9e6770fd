"""What holds of every stylesheet, whatever the theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sphinx_awesome

STATIC = Path(sphinx_awesome.__file__).parent / "static"
STYLES = {path.name: path.read_text(encoding="utf-8") for path in STATIC.rglob("*.css")}
OWN = {name for text in STYLES.values() for name in re.findall(r"(--[\w-]+)\s*:", text)}
#: The title of furo's pages, and what is fixed to the window.
BY_WINDOW = re.compile(r"#furo-main-content|\.aw-tray")


@pytest.mark.parametrize("name", STYLES)
def test_a_variable_of_a_theme_has_a_fallback(name: str) -> None:
    assert [v for v in re.findall(r"var\((--[\w-]+)\s*\)", STYLES[name]) if v not in OWN] == []


@pytest.mark.parametrize("name", STYLES)
def test_what_fits_is_asked_of_the_container(name: str) -> None:
    asked = [line for line in STYLES[name].splitlines() if re.search(r"@media.*width", line)]
    assert [line for line in asked if not BY_WINDOW.search(line)] == []


@pytest.mark.parametrize("name", STYLES)
def test_every_brace_is_closed(name: str) -> None:
    text = re.sub(r'/\*.*?\*/|"[^"]*"', "", STYLES[name], flags=re.DOTALL)
    assert text.count("{") == text.count("}")
