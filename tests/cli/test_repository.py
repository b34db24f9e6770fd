"""Where the files beside a README are on the web."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from sphinx_awesome.cli.convert import web_folder_of, web_page_of

FILES = "https://github.com/me/my-list/blob/HEAD/"
REMOTE = "git@github.com:me/my-list.git"


@pytest.mark.parametrize(
    ("remote", "page"),
    [
        (REMOTE, "https://github.com/me/my-list"),
        ("ssh://git@github.com:22/me/my-list", "https://github.com/me/my-list"),
        ("ssh://git@gitlab.com/me/my-list.git/", "https://gitlab.com/me/my-list"),
        ("https://github.com/me/my-list.git", "https://github.com/me/my-list"),
        ("https://user:secret@github.com/me/my-list", "https://github.com/me/my-list"),
        ("../my-list", ""),
        ("C:/lists/my-list.git", ""),
        ("C:\\lists\\my-list", ""),
        ("file:///C:/lists/my-list", ""),
        ("", ""),
    ],
)
def test_the_page_of_a_repository(remote: str, page: str) -> None:
    assert web_page_of(remote) == page


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def readme(tmp_path: Path) -> Path:
    """A README in a folder of a repository, of which git does not know yet."""
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "remote", "add", "origin", REMOTE)
    (tmp_path / "docs").mkdir()
    path = tmp_path / "docs" / "README.md"
    path.touch()
    return path


def test_a_readme_that_git_keeps_is_in_its_repository(readme: Path) -> None:
    git(readme.parent, "add", "README.md")
    assert web_folder_of(readme) == f"{FILES}docs/"
    assert web_folder_of(readme, "https://github.com/me/another") == f"{FILES}docs/"
    git(readme.parent, "remote", "set-url", "origin", "/srv/my-list")
    assert web_folder_of(readme, "https://github.com/me/another") == (
        "https://github.com/me/another/blob/HEAD/"
    )


def test_a_name_beyond_ascii_is_known_to_git(readme: Path) -> None:
    readme.with_name("Übersicht.md").touch()
    git(readme.parent, "add", "Übersicht.md")
    assert web_folder_of(readme.with_name("Übersicht.md")) == f"{FILES}docs/"


def test_a_readme_that_git_does_not_keep_is_of_the_repository_that_is_named(readme: Path) -> None:
    assert web_folder_of(readme) == ""
    assert web_folder_of(readme, "https://github.com/me/my-list") == FILES
    assert web_folder_of(readme, "https://example.org/my-list") == ""


def test_git_need_not_be_there(readme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(readme.parent, "add", "README.md")
    monkeypatch.setenv("PATH", "")
    assert web_folder_of(readme) == ""
