"""Who may import whom. The table is the house's plan; the imports are read from the source."""

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "sphinx_awesome"
NAME = PACKAGE.name

#: Rooms of the package that each room may import, itself aside.
ROOMS = {
    "core": set(),
    "formats": {"core"},
    "lint": {"core", "formats"},
    "sources": {"core"},
    "ext": {"core", "formats", "lint"},
    "cli": {"core", "formats", "lint", "sources"},
    "locale": {"core"},
}
#: Distributions that a room may import, the standard library aside.
ROOM_LIBRARIES = {
    "ext": {"sphinx", "docutils", "sphinx_design"},
    "locale": {"babel"},
}
#: Further distributions of single modules, or of the modules of a package.
MODULE_LIBRARIES = {
    "": {"sphinx"},  # for the types of setup(); that it stays lazy is tested in test_alone.py
    "formats.toml": {"pydantic", "pydantic_core", "tomli"},
    "formats.markdown": {"markdown_it"},
    "sources.client": {"urllib3", "certifi"},
}
#: The package's own modules. What they import inside of functions is imported when it is needed.
TOP = {"": {"ext", "version"}, "__main__": {"cli"}, "version": set(), "clock": set()}

MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    .removesuffix("__init__")
    .strip("."): path
    for path in sorted(PACKAGE.rglob("*.py"))
}


def imported(module: str, source: str, *, package: bool) -> Iterator[str]:
    """Absolute names of all that a module imports, wherever in it."""
    own = [NAME, *filter(None, module.split("."))]
    base = own if package else own[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = base[: len(base) - node.level + 1] if node.level else []
            origin = ".".join([*start, *filter(None, [node.module])])
            # `from . import x`: x may be a module, and then it is what is imported.
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def offences(module: str, source: str, *, package: bool = False) -> list[str]:
    """What a module imports and may not."""
    room = module.partition(".")[0]
    rooms = TOP[module] if module in TOP else {room, *ROOMS[room]}
    libraries = ROOM_LIBRARIES.get(room, set()) | MODULE_LIBRARIES.get(
        ".".join(module.split(".")[:2]), set()
    )
    found = []
    for name in imported(module, source, package=package):
        top, _, rest = name.partition(".")
        target = rest.partition(".")[0]
        if top == NAME:
            if target in ROOMS and target not in rooms:
                found.append(name)
        elif top not in sys.stdlib_module_names and top not in libraries:
            found.append(name)
    return found


@pytest.mark.parametrize("module", MODULES)
def test_module_imports_only_what_its_room_may(module: str) -> None:
    path = MODULES[module]
    source = path.read_text(encoding="utf-8")
    assert offences(module, source, package=path.stem == "__init__") == []


def test_every_room_is_in_the_table() -> None:
    rooms = {module.partition(".")[0] for module in MODULES}
    assert rooms - set(ROOMS) == set(TOP) & set(MODULES)
    assert {"core", "formats", "ext", "cli"} <= rooms


def test_modules_of_formats_import_in_one_direction() -> None:
    modules = {module: path for module, path in MODULES.items() if module.startswith("formats")}
    graph: dict[str, set[str]] = {}
    for module, path in modules.items():
        source = path.read_text(encoding="utf-8")
        for name in imported(module, source, package=path.stem == "__init__"):
            own = name.removeprefix(f"{NAME}.")
            origin = own if own in modules else own.rpartition(".")[0]
            graph.setdefault(module, set()).add(origin)
    assert graph["formats.markdown"] > {
        "formats.markdown.document.parser",
        "formats.markdown.consensus",
    }
    TopologicalSorter(graph).prepare()  # a circle is an error


def test_only_the_client_of_sources_opens_connections() -> None:
    network = {"http", "socket", "ssl", "urllib.request", "urllib3", "requests", "httpx", "aiohttp"}
    network |= {"asyncio", "ftplib", "imaplib", "nntplib", "poplib", "smtplib", "socketserver"}
    network |= {"telnetlib", "xmlrpc", "webbrowser", "_socket", "_ssl"}
    callers = {
        module
        for module, path in MODULES.items()
        for name in imported(
            module, path.read_text(encoding="utf-8"), package=path.stem == "__init__"
        )
        if any(name == bad or name.startswith(f"{bad}.") for bad in network)
    }
    # What previews a site serves it on this machine alone.
    assert callers == {"sources.client", "cli.preview"}


@pytest.mark.parametrize(
    ("module", "source", "bad"),
    [
        ("core.model", "import sphinx", "sphinx"),
        ("core.model", "import pydantic", "pydantic"),
        ("core.model", "def f():\n    from docutils import nodes", "docutils.nodes"),
        ("core.model", "from ..formats import toml", "sphinx_awesome.formats.toml"),
        ("core.model", "from .. import formats", "sphinx_awesome.formats"),
        ("core.model", "import sphinx_awesome.ext", "sphinx_awesome.ext"),
        ("formats.ris", "import pydantic", "pydantic"),
        ("formats.toml", "import markdown_it", "markdown_it"),
        ("formats.toml", "from sphinx_awesome.lint import rules", "sphinx_awesome.lint.rules"),
        ("ext.card", "from ..sources import Answers", "sphinx_awesome.sources.Answers"),
        ("lint.runner", "from ..sources import Answers", "sphinx_awesome.sources.Answers"),
        ("sources.store", "import urllib3", "urllib3"),
        ("sources.apis.arxiv", "from ...formats import toml", "sphinx_awesome.formats.toml"),
        ("ext.card", "import pydantic", "pydantic"),
        ("cli.check", "from ..ext import setup", "sphinx_awesome.ext.setup"),
        ("cli.check", "import sphinx.util", "sphinx.util"),
    ],
)
def test_forbidden_imports_are_reported(module: str, source: str, bad: str) -> None:
    assert offences(module, source) == [bad]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("core.model", "import re\nfrom . import ids\nfrom .text import fold"),
        ("formats.toml", "from pydantic import TypeAdapter\nfrom ..core.model import Entry"),
        ("formats.markdown.reader", "from markdown_it import MarkdownIt"),
        ("sources.client", "import urllib3.connection\nimport certifi"),
        ("sources.apis.arxiv", "from ...core.identifiers import parse_arxiv"),
        ("ext.domain", "from docutils import nodes\nfrom sphinx.domains import Domain"),
        ("cli.check", "from ..formats import toml\nfrom .. import __version__"),
    ],
)
def test_allowed_imports_pass(module: str, source: str) -> None:
    assert offences(module, source) == []
