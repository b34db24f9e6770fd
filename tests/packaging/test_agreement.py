"""What is said in two places is said alike."""

import re
import tomllib
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml

import sphinx_awesome
from sphinx_awesome.lint.runner import check_list

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LIST = tomllib.loads((ROOT / "entries" / "_list.toml").read_text(encoding="utf-8"))
SECTIONS = {
    stem: tomllib.loads((ROOT / "entries" / f"{stem}.toml").read_text(encoding="utf-8"))
    for stem in LIST["sections"]
}
TEXTS = {
    name: (ROOT / name).read_text(encoding="utf-8")
    for name in (
        *("README.md", "CHANGELOG.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md"),
        ".github/PULL_REQUEST_TEMPLATE.md",
    )
}
DOCUMENTATION = PROJECT["project"]["urls"]["Documentation"]
SOURCE = PROJECT["project"]["urls"]["Source"]


def read_yaml(name: str) -> Any:  # noqa: ANN401
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def test_version() -> None:
    version = sphinx_awesome.__version__
    headings = re.findall(r"^## \[([^\]]+)\]", TEXTS["CHANGELOG.md"], re.MULTILINE)
    assert headings[:2] == ["Unreleased", version]
    assert read_yaml("CITATION.cff")["version"] == version
    for heading in headings:
        assert f"\n[{heading}]: {SOURCE}/" in TEXTS["CHANGELOG.md"]


def test_the_list() -> None:
    cited = read_yaml("CITATION.cff")["preferred-citation"]
    assert cited["title"] == LIST["title"]
    assert TEXTS["README.md"].startswith(f"# {LIST['title']}\n")
    assert LIST["repository"] == SOURCE
    people = {
        f"{a['given-names']} {a['family-names']}" for a in cited["authors"] if "given-names" in a
    }
    assert people == {maintainer["name"] for maintainer in LIST["maintainer"]}
    assert cited["license"] == LIST["licence"]
    for maintainer in LIST["maintainer"]:
        assert maintainer["email"] in TEXTS[".github/CONTRIBUTING.md"]
        assert maintainer["email"] in TEXTS[".github/SECURITY.md"]


def test_task_areas() -> None:
    """Whatever they are called in the entries: a title that changes there alone is no fault."""
    linked = re.findall(rf"- \[.+?\]\({DOCUMENTATION}(.+?)\.html\)", TEXTS["README.md"])
    assert linked == list(SECTIONS)
    form = read_yaml(".github/ISSUE_TEMPLATE/1-add-a-paper.yml")
    (area,) = (field for field in form["body"] if field.get("id") == "section")
    *options, other = area["attributes"]["options"]
    assert len(options) == len(SECTIONS)
    assert other == "Another one"


def test_block_to_copy_is_a_good_entry_and_everywhere_the_same(tmp_path: Path) -> None:
    """Whatever becomes of that paper in the published list."""
    names = ("README.md", ".github/CONTRIBUTING.md", ".github/PULL_REQUEST_TEMPLATE.md")
    blocks = {
        dedent(block)
        for name in names
        for block in re.findall(r"^ *\[\[entry\]\]\n(?: *\S+ = .+\n)+", TEXTS[name], re.MULTILINE)
    }
    (block,) = blocks
    (tmp_path / "section.toml").write_text(f'title = "Section"\n\n{block}', encoding="utf-8")
    assert check_list(tmp_path, date(2026, 5, 31)).problems == []


@pytest.mark.parametrize("name", ["README.md", ".github/CONTRIBUTING.md"])
def test_commands(name: str) -> None:
    commands = re.findall(r"^(python3 .+?) +#", TEXTS[name], re.MULTILINE)
    start = "python3 -m venv .venv && .venv/bin/pip install -q nox && .venv/bin/nox -s"
    assert commands == [f"{start} docs", f"{start} tests"]


@pytest.mark.parametrize("name", TEXTS)
def test_addresses(name: str) -> None:
    text = TEXTS[name]
    assert set(re.findall(r"https://[\w.-]*readthedocs\.io/[a-z]+/[a-z]+/", text)) <= {
        DOCUMENTATION
    }
    assert set(re.findall(r"https://github\.com/[\w.-]+/awesome[\w.-]+", text)) <= {SOURCE}
    here = (ROOT / name).parent
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert (here / target).exists(), target
    for target in re.findall(r"(?:src|srcset)=\"([^\"]+)\"", text):
        assert (here / target).is_file(), target


def test_tools_before_a_commit_are_those_of_the_lint_session() -> None:
    hooks = [
        hook
        for repository in read_yaml(".pre-commit-config.yaml")["repos"]
        if repository["repo"] == "local"
        for hook in repository["hooks"]
    ]
    known = {*PROJECT["dependency-groups"]["lint"], *PROJECT["project"]["dependencies"]}
    assert {name for hook in hooks for name in hook["additional_dependencies"]} <= known
