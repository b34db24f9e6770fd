"""The pages for developers name what is there, and the recipes work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from sphinx_awesome.core.model import Entry
from sphinx_awesome.formats.markdown import read
from sphinx_awesome.lint.context import LintContext
from sphinx_awesome.lint.rules import wording

from ..formats.markdown import forms
from ..lint.lists import make

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "sphinx_awesome"
PAGE, RECIPES = (
    (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    for name in ("architecture", "recipes")
)
FOLDERS = sorted(path.name for path in PACKAGE.iterdir() if path.is_dir())
ROOMS = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
NAMES = sorted(set(re.findall(rf"`((?:{'|'.join(ROOMS)})(?:\.\w+)+)`", PAGE + RECIPES)))


def resolve(name: str) -> object:
    """What a dotted name within the package stands for."""
    parts = name.split(".")
    found: object = None
    for module in accumulate(parts, "{}.{}".format, initial=PACKAGE.name):
        try:
            found = import_module(module)
        except ModuleNotFoundError:
            found = getattr(found, module.rpartition(".")[2])
    return found


def drawn(text: str) -> Iterator[str]:
    """Paths of the folders in a drawing."""
    path: list[str] = []
    for line in text.splitlines()[1:]:
        if match := re.match(r"[│├└─ ]*? (?=\w)", line):
            depth = len(re.match(r"(?:[│ ]   )*", line)[0]) // 4  # type: ignore[index]
            path[depth:] = [line[match.end() :].split("/")[0]]
            yield "/".join(path)


@pytest.mark.parametrize("name", NAMES)
def test_each_name_is_there(name: str) -> None:
    assert resolve(name) is not None


def test_each_path_is_there() -> None:
    paths = re.findall(r"`((?:docs|tests)/[\w/.-]+)`", PAGE + RECIPES)
    assert len(paths) > 2
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_drawing_has_each_folder() -> None:
    drawing = PAGE.partition("```text\n")[2].partition("```")[0]
    folders = {p.relative_to(PACKAGE).as_posix() for p in PACKAGE.rglob("*") if p.is_dir()}
    rooms = {p.parent.relative_to(PACKAGE).as_posix() for p in PACKAGE.rglob("*/__init__.py")}
    assert set(drawn(drawing)) <= folders
    assert (rooms - {"."}) | {"data", "static", "templates"} <= set(drawn(drawing))


def test_it_is_read_in_one_sitting() -> None:
    assert len(PAGE.splitlines()) < 250


def recipe(title: str) -> str:
    """The code of a recipe."""
    return RECIPES.partition(f"## {title}\n")[2].partition("```python\n")[2].partition("```")[0]


def test_the_rule_of_the_recipe_finds_something() -> None:
    names: dict[str, Any] = {**vars(wording), "NOTE_CHARS": 40}
    exec(recipe("Add a lint rule"), names)
    note = "This note is longer than any note is to be."
    awesome_list = make(s=f'[[entry]]\nnote = "{note}"\n\n[[entry]]\nnote = "Short."\n')
    (finding,) = names["long_note"](LintContext(awesome_list, date(2026, 5, 31)))
    assert (finding.keys, finding.message) == (("note",), "the note has 43 characters")


def test_the_form_of_the_recipe_is_read() -> None:
    names = {**vars(forms)}
    exec(f"new = {{\n{dedent(recipe('Teach the Markdown reader a form'))}}}", names)
    (form,) = names["new"].values()
    reading = read(f"# Lists\n\n## Topic\n\n{form.source}\n")
    (entry,) = reading.awesome_list.entries.values()
    assert isinstance(entry, Entry)
    assert (entry.title, entry.venue, entry.year) == (form.title, form.venue, form.year)
    assert dict(entry.links) == form.links
