"""The reference says what the code says."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from unittest.mock import Mock

import pytest

import sphinx_awesome
from sphinx_awesome.cli import argument_parser
from sphinx_awesome.core.selection import Sort
from sphinx_awesome.ext import setup
from sphinx_awesome.ext.components.entries import ENTRIES_OPTIONS, EntriesDirective
from sphinx_awesome.ext.domain import AwesomeDomain
from sphinx_awesome.lint.rules import RULES as CHECKED
from sphinx_awesome.lint.rules import SOURCE_RULES

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in REFERENCE.glob("[!_]*.md")}
RULES = REFERENCE.with_name("rules.md").read_text(encoding="utf-8")


RULES_OF_CHECK = (*CHECKED, *SOURCE_RULES)


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", REFERENCE / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_tables_are_current(generate: ModuleType) -> None:
    made = generate.snippets()
    assert set(REFERENCE.glob("_*.md")) == set(made)
    for path, text in made.items():
        assert path.read_text(encoding="utf-8") == text, (
            f"{path.name} has fallen behind: run python docs/reference/generate.py"
        )


def test_tables_are_shown_once(generate: ModuleType) -> None:
    text = "\n".join([*PAGES.values(), RULES])
    included = re.findall(r"^```\{include\} (?:reference/)?(_.+)$", text, re.MULTILINE)
    assert sorted(included) == sorted(path.name for path in generate.snippets())


@pytest.fixture(scope="module")
def app() -> Mock:
    """An application that notes what the extension registers."""
    noted = Mock()
    setup(noted)
    return noted


def test_every_directive_is_there(app: Mock) -> None:
    titles = re.findall(r"^## `awesome:(.+)`$", PAGES["directives"], re.MULTILINE)
    assert titles == [call.args[1] for call in app.add_directive_to_domain.call_args_list]


def test_every_role_is_there(app: Mock) -> None:
    roles = re.findall(r"^\| `awesome:(\w+)` \|", PAGES["roles"], re.MULTILINE)
    added = [call.args[1] for call in app.add_role_to_domain.call_args_list]
    assert roles == [*AwesomeDomain.roles, *added]


def test_every_option_and_order_is_there() -> None:
    assert EntriesDirective.option_spec.keys() - ENTRIES_OPTIONS.keys() == {"no-index"}
    assert "`:no-index:`" in PAGES["directives"]
    (orders,) = re.findall(r"^The orders: .+(?:\n.+)*", PAGES["directives"], re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", orders)) == set(Sort)


def all_of(generate: ModuleType) -> str:
    """All that is made from the code, in one text."""
    return "\n".join(generate.snippets().values())


def test_every_rule_is_told_once(generate: ModuleType) -> None:
    told = re.findall(r"^\(rule-(.+)\)=$", all_of(generate), re.MULTILINE)
    assert sorted(told) == sorted([*(rule.code for rule in RULES_OF_CHECK), "lost-permalink"])


def test_every_command_is_told_once(generate: ModuleType) -> None:
    told = re.findall(
        r"^## `sphinx-awesome (\w+)`$", "\n".join(generate.snippets().values()), re.MULTILINE
    )
    assert sorted(told) == sorted(generate.subparsers(argument_parser()))


def test_no_module_is_public() -> None:
    """What the page says: nothing but what Sphinx needs is promised."""
    assert sphinx_awesome.__all__ == ["__version__", "setup"]
