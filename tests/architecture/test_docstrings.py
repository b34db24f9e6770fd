"""Docstrings say what a thing does or is, in standard English, and their examples are true."""

import ast
import doctest
import importlib
from collections.abc import Iterator

import pytest

from .test_imports import MODULES, NAME

INVERTED = frozenset({"What", "Whether", "How", "Where", "Who", "That", "Why", "When", "Which"})
"""First words of a sentence without a verb: a noun clause in the place of what is done."""


def documented(source: str) -> Iterator[tuple[str, str]]:
    """Yield names and docstrings of a module ("") and of its classes and functions."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield getattr(node, "name", ""), ast.get_docstring(node) or ""


def inverted(source: str) -> list[str]:
    """Return the names of those whose docstring starts with a noun clause."""
    return [name for name, text in documented(source) if text.split(" ")[0] in INVERTED]


def unmentioned_errors(source: str) -> list[str]:
    """Return public functions that raise an error by name which their docstring lacks."""
    missing: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        text = ast.get_docstring(node) or ""
        errors = sorted(error for error in raised(node) if f":raises {error}:" not in text)
        missing += [f"{node.name}: {error}" for error in errors]
    return missing


def raised(function: ast.FunctionDef) -> set[str]:
    """Return the names of errors that a function raises itself and does not catch."""
    caught = {
        name.id
        for handler in ast.walk(function)
        if isinstance(handler, ast.ExceptHandler) and handler.type
        for name in ast.walk(handler.type)
        if isinstance(name, ast.Name)
    }
    calls = (
        node.exc.func
        for node in ast.walk(function)
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)
    )
    made = {ast.unparse(call).rpartition(".")[2] for call in calls}
    return {name for name in made if name[:1].isupper()} - caught


@pytest.mark.parametrize("module", MODULES)
def test_docstrings_start_with_a_verb_or_a_noun(module: str) -> None:
    assert inverted(MODULES[module].read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("module", MODULES)
def test_public_functions_name_the_errors_that_they_raise(module: str) -> None:
    assert unmentioned_errors(MODULES[module].read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("module", MODULES)
def test_examples_in_docstrings_are_true(module: str) -> None:
    if ">>>" not in MODULES[module].read_text(encoding="utf-8"):
        return
    result = doctest.testmod(importlib.import_module(f"{NAME}.{module}"))
    assert result.failed == 0
    assert result.attempted > 0


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ('"""What it is."""', [""]),
        ('def f():\n    """Whether it is."""', ["f"]),
        ('class A:\n    """A thing."""\n    def g(self):\n        """How it is."""', ["g"]),
        ('def f():\n    """Return what it is."""\ndef g(): ...', []),
    ],
)
def test_noun_clauses_are_found(source: str, names: list[str]) -> None:
    assert inverted(source) == names


def test_errors_without_a_word_are_found() -> None:
    source = 'def f():\n    """Do.\n\n    :raises A: if."""\n    raise A("x")\n'
    assert unmentioned_errors(source) == []
    assert unmentioned_errors(source.replace("raise A", "raise B")) == ["f: B"]
    caught = "def f():\n    try:\n        raise A()\n    except A:\n        pass\n"
    assert unmentioned_errors(caught) == []
