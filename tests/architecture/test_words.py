"""Names use the field's words: one word for one thing (the table is in docs/architecture.md)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .test_imports import MODULES

TESTS = Path(__file__).parents[1]
HELPERS = {
    path.relative_to(TESTS).as_posix(): path
    for path in sorted(TESTS.rglob("*.py"))
    if not path.name.startswith("test_")
}

#: Words that say nothing of what a value is, with those that do.
VAGUE = {
    "told": "entry, listed, or what it is that is told",
    "said": "message, explanation, evidence",
    "kept": "cached, stored, remaining",
    "mend": "fix",
    "mended": "fixed",
    "sure": "certain, confidence",
    "people": "authors, persons, maintainers",
    "whole": "awesome_list, or what is complete",
    "drawn": "write digest, written",
    "baked": "read digest",
    "pen": "page_html",
    "found": "what was found",
}

#: Names with such a word that are right where they stand.
ALLOWED = {
    # A source has a work, does not have it, or could not be asked: the terms of its protocols.
    "sources.exchange": {"Found", "NotFound"},
    "sources.store": {"FOUND_DAYS", "NOT_FOUND_DAYS", "is_found"},
}


def names(source: str) -> Iterator[str]:
    """Yield the names that a module gives: to values, parameters, attributes, definitions."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name
            case ast.arg(arg=name) | ast.alias(asname=str(name)):
                yield name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name


def vague(source: str) -> list[str]:
    """Return the names with a vague word."""
    return sorted({name for name in names(source) if VAGUE.keys() & words_of(name)})


def words_of(name: str) -> set[str]:
    """Return the words of a name of any style, in lower case."""
    parts = re.split(r"_|(?<=[a-z])(?=[A-Z])", name.lower() if name.isupper() else name)
    return {part.lower() for part in parts}


@pytest.mark.parametrize("module", MODULES)
def test_names_in_the_package_say_what_a_value_is(module: str) -> None:
    names_of_module = vague(MODULES[module].read_text(encoding="utf-8"))
    assert set(names_of_module) == ALLOWED.get(module, set())


@pytest.mark.parametrize("helper", HELPERS)
def test_names_in_helpers_of_tests_say_what_a_value_is(helper: str) -> None:
    assert vague(HELPERS[helper].read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("kept = 1", ["kept"]),
        ("for i, said in x: pass", ["said"]),
        ("self._whole = 1", ["_whole"]),
        ("def f(all_people): ...", ["all_people"]),
        ("class _Kept: ...", ["_Kept"]),
        ("import a as told", ["told"]),
        ("keep(told.mend)", []),
    ],
)
def test_vague_names_are_reported(source: str, expected: list[str]) -> None:
    assert vague(source) == expected
