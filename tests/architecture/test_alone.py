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


def test_there_are_modules() -> None:
    assert "sphinx_awesome.core.model" in MODULES
    assert "sphinx_awesome.cli" in WITHOUT_SPHINX


def test_each_module_imports_alone() -> None:
    # What others have made is imported once, and each module of ours in a process of its own.
    code = (
        "import importlib, os, sys\n"
        "import babel, markdown_it, pydantic, sphinx.application, sphinx.builders.html\n"
        "assert not any(name.startswith('sphinx_awesome') for name in sys.modules)\n"
        "for name in sys.argv[1:]:\n"
        "    if not (child := os.fork()):\n"
        "        importlib.import_module(name)\n"
        "        sys.stdout.flush()\n"
        "        os._exit(0)\n"
        "    if os.waitpid(child, 0)[1]:\n"
        "        sys.exit(f'{name} does not import alone')\n"
    )
    result = run(code, *MODULES)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


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
