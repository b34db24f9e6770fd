"""The repository's top level says what the project is: nothing else gathers there."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOP = {
    *("README.md", "LICENSE", "CHANGELOG.md", "CITATION.cff", "pyproject.toml", "noxfile.py"),
    *("docs", "entries", "sphinx_awesome", "tests"),
}
UNTRACKED = {"build", "dist", "htmlcov"}


def top_level() -> set[str]:
    """What git tracks; outside of a checkout, what is there less what builds leave behind."""
    if (ROOT / ".git").exists():
        command = ["git", "-C", str(ROOT), "ls-files", "-z"]
        listed = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        return {name.partition("/")[0] for name in listed.split("\0") if name}
    return {path.name for path in ROOT.iterdir()} - UNTRACKED


def strangers(names: set[str]) -> set[str]:
    return {name for name in names if not name.startswith(".")} - TOP


def test_top_level_holds_nothing_else() -> None:
    names = top_level()
    assert strangers(names) == set()
    assert {"README.md", "LICENSE", "pyproject.toml", "sphinx_awesome"} <= names


@pytest.mark.parametrize("name", ["setup.py", "requirements.txt", "CONTRIBUTING.md", "scripts"])
def test_strangers_are_found(name: str) -> None:
    assert strangers(TOP | {".github", name}) == {name}


def test_generated_files_are_not_tracked() -> None:
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--ignored", "--exclude-standard"],
        capture_output=True,
        check=False,
    )
    assert listed.stdout.decode() == ""
