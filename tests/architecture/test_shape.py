"""The shape of the package: number, length, names and order of its files."""

import ast
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter

import pytest

from .test_imports import MODULES, NAME, imported

FILES = 196
"""Modules and faces of the whole package."""
FILES_OF_A_FOLDER = 16
LINES = 600

#: Floors of the house, from below: a module imports from its own floor and from those before it.
FLOORS = {
    "": ["version clock", "core", "formats", "lint", "sources", "cli"],
    "ext": [
        "builders config i18n log persistence",
        "domain",
        "components",
        "output",
        "rebuild",
        "",
    ],
    "sources": [
        *[
            "record",
            "exchange",
            "cleaning parsing mirrors store",
            "apis client entry_facts",
            "answers",
        ],
        *["binding publications", "proposals", "inquiry links"],
        "",
    ],
    "sources.links": ["pages", "link_targets", "link_inquiry", ""],
    "formats.markdown": [
        *["weights", "words", "document", "items", "consensus"],
        *["resource_classification", "classification", "entries"],
        "",
    ],
    "formats.toml": [
        "scanner value_rules",
        "file_schema",
        "field_types file_writer recovering_parser",
        "file_editor json_schema validation",
        *["file_reader", "own_fields", "cross_file", "directory"],
        "",
    ],
}

UNITS = frozenset(
    [
        "addresses",
        "bp",
        "bytes",
        "chars",
        "columns",
        "confidence",
        "days",
        "items",
        "keys",
        "letters",
        "level",
        "levels",
        "likelihood",
        "likeness",
        "lines",
        "pages",
        "papers",
        "paragraphs",
        "penalty",
        "priority",
        "problems",
        "px",
        "records",
        "rounds",
        "score",
        "seconds",
        "segments",
        "share",
        "slots",
        "suggestions",
        "titles",
        "values",
        "venues",
        "version",
        "weight",
        "words",
        "year",
        "years",
    ]
)
"""Last words of the names of numbers: what they count, or the scale that they are on."""

POSITIONS = {"END", "TOP", "BOTTOM", "USUAL_PORT"}
"""Numbers that are names: negative indices, which no list has, and the number of a port."""


def classes(source: str) -> Iterator[str]:
    """Names of the classes at the top of a module."""
    yield from (node.name for node in ast.parse(source).body if isinstance(node, ast.ClassDef))


def numbers(source: str) -> Iterator[str]:
    """Names of the numbers at the top of a module, also of several in one line."""
    for node in ast.parse(source).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                pairs = [(name, value)]
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                pairs = [(name, value)]
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                pairs = [
                    (n.id, v) for n, v in zip(names, values, strict=True) if isinstance(n, ast.Name)
                ]
            case _:
                pairs = []
        yield from (name for name, value in pairs if is_number(value))


def is_number(value: ast.expr) -> bool:
    """Return whether an expression is a number written out, or a product of such."""
    match value:
        case ast.Constant(value=bool()):
            return False
        case ast.Constant(value=int() | float()):
            return True
        case ast.UnaryOp(operand=operand):
            return is_number(operand)
        case ast.BinOp(left=left, right=right):
            return is_number(left) and is_number(right)
    return False


def graph() -> dict[str, set[str]]:
    """Which module imports which: lazily, for annotations alone, and through a face too."""
    found: dict[str, set[str]] = {}
    for module, path in MODULES.items():
        names = imported(module, path.read_text(encoding="utf-8"), package=path.stem == "__init__")
        found[module] = {own_module(name) for name in names if name.startswith(NAME)} - {module}
    return found


def own_module(name: str) -> str:
    """The module of the package in which a dotted name stands."""
    own = name.removeprefix(NAME).strip(".")
    while own not in MODULES:
        own = own.rpartition(".")[0]
    return own


def floor_of(module: str, house: str) -> str | None:
    """The part of a house in which a module stands, or None if it stands elsewhere."""
    if house and module != house and not module.startswith(f"{house}."):
        return None
    return module.removeprefix(house).strip(".").partition(".")[0]


def test_the_package_has_few_files() -> None:
    assert len(MODULES) <= FILES
    folders = Counter(path.parent for path in MODULES.values())
    assert [folder for folder, count in folders.items() if count > FILES_OF_A_FOLDER] == []


def test_no_module_is_longer_than_one_topic() -> None:
    lengths = {m: len(p.read_text(encoding="utf-8").splitlines()) for m, p in MODULES.items()}
    assert {module: length for module, length in lengths.items() if length > LINES} == {}


def test_no_file_name_stands_twice() -> None:
    names = Counter(path.stem for path in MODULES.values() if path.stem != "__init__")
    assert [name for name, count in names.items() if count > 1] == []


def test_no_class_name_stands_twice() -> None:
    names = Counter(
        name for path in MODULES.values() for name in classes(path.read_text(encoding="utf-8"))
    )
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("module", MODULES)
def test_numbers_say_what_they_count(module: str) -> None:
    named = numbers(MODULES[module].read_text(encoding="utf-8"))
    silent = [n for n in named if n not in POSITIONS and n.lower().rpartition("_")[2] not in UNITS]
    assert silent == []


def test_nothing_imports_in_a_circle() -> None:
    modules = graph()
    assert set(TopologicalSorter(modules).static_order()) >= set(modules)  # a circle is an error


@pytest.mark.parametrize("house", FLOORS)
def test_floors_are_built_from_below(house: str) -> None:
    order = {name: n for n, names in enumerate(FLOORS[house]) for name in names.split() or [""]}
    upwards = []
    for module, others in graph().items():
        floor = floor_of(module, house)
        if floor is None or floor not in order:
            continue
        for other in others:
            lower = floor_of(other, house)
            if lower in order and order[lower] > order[floor]:
                upwards.append(f"{module} imports {other}")
    assert upwards == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("LIMIT = 3", ["LIMIT"]),
        ("LIMIT: int = 8 * 1024", ["LIMIT"]),
        ("A, B = 1, -2.5", ["A", "B"]),
        ("NAME = 'x'\nFLAG = True\ndef f():\n    inner = 3", []),
    ],
)
def test_numbers_are_found(source: str, found: list[str]) -> None:
    assert list(numbers(source)) == found
