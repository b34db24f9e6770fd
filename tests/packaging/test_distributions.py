"""What is published: all of the package, and nothing else."""

import re
import subprocess
import sys
from email.message import Message
from pathlib import Path

import sphinx_awesome

ROOT = Path(__file__).parents[2]
VERSION = sphinx_awesome.__version__
INFO = f"sphinx_awesome-{VERSION}.dist-info"
PACKAGE = {
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "sphinx_awesome").rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
}


def test_names(wheel: Path, sdist: Path) -> None:
    assert wheel.name == f"sphinx_awesome-{VERSION}-py3-none-any.whl"
    assert sdist.name == f"sphinx_awesome-{VERSION}.tar.gz"


def test_wheel_holds_the_package_and_its_licence(in_wheel: set[str]) -> None:
    info = {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"}
    assert in_wheel == PACKAGE | {f"{INFO}/{name}" for name in info}


def test_source_distribution_holds_what_the_wheel_is_built_from(in_sdist: set[str]) -> None:
    # Hatchling adds .gitignore, which decides what a build from the archive leaves out.
    texts = {"README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml", "PKG-INFO", ".gitignore"}
    assert in_sdist == PACKAGE | texts


def test_package_has_its_data() -> None:
    assert "sphinx_awesome/py.typed" in PACKAGE
    assert "sphinx_awesome/data/venues.toml" in PACKAGE
    assert "sphinx_awesome/data/section.schema.json" in PACKAGE
    assert any(re.fullmatch(r"sphinx_awesome/static/.+\.css", name) for name in PACKAGE)


def test_nothing_generated_lies_in_the_package() -> None:
    endings = {
        ".py",
        ".typed",
        ".toml",
        ".json",
        ".css",
        ".js",
        ".svg",
        ".html",
        ".in",
        ".po",
        ".pot",
        ".mo",
    }
    assert {Path(name).suffix for name in PACKAGE} <= endings


def test_metadata_is_complete(metadata: Message) -> None:
    assert metadata["Name"] == "sphinx-awesome"
    assert metadata["Version"] == VERSION
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT"
    assert metadata.get_all("License-File") == ["LICENSE"]
    assert metadata["Summary"].endswith(".")
    urls = dict(line.split(", ") for line in metadata.get_all("Project-URL", []))
    assert set(urls) == {"Documentation", "Source", "Issues", "Changelog"}
    classifiers = metadata.get_all("Classifier", [])
    assert {"Framework :: Sphinx :: Extension", "Typing :: Typed"} <= set(classifiers)
    assert not [name for name in classifiers if name.startswith("License")]
    given = metadata.get_all("Requires-Dist", [])
    extras = {name for name in given if "extra ==" in name}
    names = {(re.split(r"[ <>=!~;\[]", text)[0], text.rpartition("== ")[2]) for text in extras}
    site = ("furo", "myst-parser", "sphinx-autobuild")
    assert names == {
        *((name, "'online'") for name in ("urllib3", "certifi")),
        *((name, "'site'") for name in site),
    }
    requires = {re.split(r"[ <>=!~;\[]", name)[0] for name in set(given) - extras}
    assert requires == {
        "sphinx",
        "sphinx-design",
        "pydantic",
        "tomli",
        "markdown-it-py",
    }


def test_readme_on_the_package_index_has_no_relative_address(metadata: Message) -> None:
    text = str(metadata.get_payload())
    assert text.startswith("# ")
    assert "## Licence" in text
    assert "## The papers" not in text  # which are no part of the package
    targets = re.findall(r"\]\(([^)]+)\)|(?:src|srcset|href)=\"([^\"]+)\"", text)
    assert targets
    assert [a or b for a, b in targets if not (a or b).startswith("https://")] == []


def test_wheel_installs_and_runs(wheel: Path, tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "--no-deps", "--no-index", "--target", str(tmp_path), str(wheel)], check=True
    )
    code = (
        "import runpy, sys\n"
        "sys.path.insert(0, sys.argv.pop(1))\n"
        "import sphinx_awesome\n"
        "print(sphinx_awesome.__file__, flush=True)\n"
        "runpy.run_module('sphinx_awesome', run_name='__main__', alter_sys=True)"
    )
    result = subprocess.run(
        [sys.executable, "-I", "-c", code, str(tmp_path), "--version"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    origin, version = result.stdout.splitlines()
    assert Path(origin).is_relative_to(tmp_path)
    assert VERSION in version
