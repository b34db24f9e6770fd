"""Each module imports alone, and the rooms beneath Sphinx never bring it in."""

import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "sphinx_awesome"
MODULES = [
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.stem != "__main__"
]
WITHOUT_SPHINX = [name for name in MODULES if name.split(".")[1:2] != ["ext"]]
SPHINX = ("sphinx", "docutils", "sphinx_design")


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_modules_are_listed() -> None:
    assert "sphinx_awesome.core.model" in MODULES
    assert "sphinx_awesome.cli" in WITHOUT_SPHINX


IMPORT_ALONE = """
import importlib, os, sys
import babel, markdown_it, pydantic, sphinx.application, sphinx.builders.html  # once, for all

def loaded_with(name):
    reading, writing = os.pipe()
    if not (child := os.fork()):
        importlib.import_module(name)
        ours = [module for module in sys.modules if module.startswith("sphinx_awesome")]
        os.write(writing, " ".join(ours).encode())
        sys.stdout.flush()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        loaded = pipe.read().split()
    if os.waitpid(child, 0)[1]:
        sys.exit(f"{name} does not import alone")
    return set(loaded)

assert not any(name.startswith("sphinx_awesome") for name in sys.modules)
names = sorted(sys.argv[1:])  # packages before their modules
loaded = {}
for name in names:
    parts = name.split(".")
    above = [".".join(parts[:end]) for end in range(1, len(parts))]
    # Python imports the packages above a module first. What they load needs no try of its own.
    if not any(name in loaded.get(package, ()) for package in above):
        loaded[name] = loaded_with(name)
print(len(set().union(*loaded.values()).intersection(names)))
"""


def test_each_module_imports_alone() -> None:
    result = run(IMPORT_ALONE, *MODULES)
    assert (result.returncode, result.stdout, result.stderr) == (0, f"{len(MODULES)}\n", "")


def test_a_module_that_does_not_import_is_found() -> None:
    code = "import importlib, sys; importlib.import_module(sys.argv[1])"
    result = run(code, "sphinx_awesome.core.nowhere")
    assert result.returncode == 1
    assert "sphinx_awesome.core.nowhere" in result.stderr


def test_rooms_beneath_sphinx_do_not_import_it() -> None:
    code = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        f"print(*(name for name in {SPHINX} if name in sys.modules))"
    )
    result = run(code, *WITHOUT_SPHINX)
    assert (result.returncode, result.stdout, result.stderr) == (0, "\n", "")


def test_the_package_itself_imports_nothing_of_sphinx() -> None:
    code = (
        "import sphinx_awesome, sys\n"
        "assert callable(sphinx_awesome.setup)\n"
        f"print(*(name for name in {SPHINX} if name in sys.modules))"
    )
    result = run(code)
    assert (result.returncode, result.stdout, result.stderr) == (0, "\n", "")
