"""The reference says what the code says."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from unittest.mock import Mock

import pytest

from sphinx_awesome.core.selection import Sort
from sphinx_awesome.ext import setup
from sphinx_awesome.ext.components.entries import ENTRIES_OPTIONS, EntriesDirective
from sphinx_awesome.ext.domain import AwesomeDomain

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
PAGE = REFERENCE.with_suffix(".md").read_text(encoding="utf-8")
RULES = REFERENCE.with_name("rules.md").read_text(encoding="utf-8")


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
    assert set(REFERENCE.glob("*.md")) == set(made)
    for path, text in made.items():
        assert path.read_text(encoding="utf-8") == text, (
            f"{path.name} has fallen behind: run python docs/reference/generate.py"
        )


def test_tables_are_shown_once(generate: ModuleType) -> None:
    included = re.findall(r"^```\{include\} reference/(.+)$", PAGE + RULES, re.MULTILINE)
    assert sorted(included) == sorted(path.name for path in generate.snippets())


@pytest.fixture(scope="module")
def app() -> Mock:
    """An application that notes what the extension registers."""
    noted = Mock()
    setup(noted)
    return noted


def test_every_directive_is_there(app: Mock) -> None:
    titles = re.findall(r"^### `awesome:(.+)`$", PAGE, re.MULTILINE)
    assert titles == [call.args[1] for call in app.add_directive_to_domain.call_args_list]


def test_every_role_is_there(app: Mock) -> None:
    roles = re.findall(r"^\| `awesome:(\w+)` \|", PAGE, re.MULTILINE)
    added = [call.args[1] for call in app.add_role_to_domain.call_args_list]
    assert roles == [*AwesomeDomain.roles, *added]


def test_every_option_and_order_is_there() -> None:
    assert EntriesDirective.option_spec.keys() - ENTRIES_OPTIONS.keys() == {"no-index"}
    assert "`:no-index:`" in PAGE
    (orders,) = re.findall(r"^The orders: .+(?:\n.+)*", PAGE, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", orders)) == set(Sort)
