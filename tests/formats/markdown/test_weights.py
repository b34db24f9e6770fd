"""All weights of the reader stand in one module, and each says what it means."""

import ast
from pathlib import Path

import pytest

from sphinx_awesome.formats.markdown import weights

WEIGHTS = Path(weights.__file__)
MODULES = sorted(path for path in WEIGHTS.parent.rglob("*.py") if path != WEIGHTS)


def test_each_weight_says_what_it_means() -> None:
    silent, value = [], None
    for node in [*ast.parse(WEIGHTS.read_text(encoding="utf-8")).body, None]:
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if value is not None and not is_text:
            silent.append(ast.unparse(value))
        value = node if isinstance(node, ast.Assign | ast.AnnAssign) else None
    assert silent == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_weight_stands_elsewhere(path: Path) -> None:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    found = [n for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, float)]
    assert [f"line {node.lineno}: {node.value}" for node in found] == []
