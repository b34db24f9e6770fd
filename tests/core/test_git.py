"""What git tells of the repository that holds a list."""

import subprocess
from pathlib import Path

import pytest

from sphinx_awesome.core.git import (
    GitError,
    commit_of,
    files_at,
    git_output,
    is_shallow,
    top_folder,
)


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of two commits, in the second of which a file has gone."""
    folder = tmp_path / "repository"
    entries = folder / "entries"
    entries.mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    (entries / "a.toml").write_bytes(b"one\n\0two")
    (entries / "b ü.toml").write_bytes(b"")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "First")
    git(folder, "tag", "first")
    (entries / "a.toml").unlink()
    git(folder, "commit", "--quiet", "-am", "Second")
    return folder


def test_files_are_read_as_they_stood(repository: Path) -> None:
    entries = repository / "entries"
    first = commit_of(entries, "first")
    assert files_at(entries, first) == {"a.toml": b"one\n\0two", "b ü.toml": b""}
    assert files_at(entries, commit_of(entries, "HEAD")) == {"b ü.toml": b""}
    assert files_at(repository, first) == {}
    assert top_folder(entries) == repository.resolve()
    assert not is_shallow(entries)


@pytest.mark.parametrize("ref", ["nowhere", "HEAD~9", "--help", ""])
def test_an_unknown_commit_is_named(repository: Path, ref: str) -> None:
    with pytest.raises(GitError, match="git knows no commit") as error:
        commit_of(repository, ref)
    assert "git log" in error.value.hint


def test_a_shallow_clone_says_how_to_deepen_it(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", repository.as_uri(), "shallow")
    assert is_shallow(tmp_path / "shallow")
    with pytest.raises(GitError, match="lacks the beginning") as error:
        commit_of(tmp_path / "shallow", "HEAD~1")
    assert error.value.hint == "run: git fetch --unshallow"


def test_a_folder_outside_of_any_repository_is_named(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="no git repository holds"):
        top_folder(tmp_path)
    with pytest.raises(GitError, match="cannot be run"):
        git_output(tmp_path / "nowhere", "status")
