"""What git tells of the repository that holds a list."""

import subprocess
from pathlib import Path

import pytest

from sphinx_awesome.core.git import (
    GitError,
    additions,
    commit_of,
    files_at,
    find_work_tree,
    git_output,
    has_commits,
    is_shallow,
    is_tracked,
    require_full_history,
    top_folder,
)

from ..repositories import Repository


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
    assert files_at(entries, first, bool) == {"a.toml": b"one\n\0two", "b ü.toml": b""}
    assert files_at(entries, commit_of(entries, "HEAD"), bool) == {"b ü.toml": b""}
    assert files_at(repository, first, bool) == {}
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


# ---- histories ----


@pytest.fixture
def history(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "history")


def added(folder: Path) -> list[tuple[str, str, int, bytes]]:
    return [(a.authored, a.path, a.line, a.text) for a in additions(folder)]


def test_additions_come_commit_by_commit(history: Repository) -> None:
    history.commit("2020-01-01", {"a.md": "one\ntwo\n", "empty.md": ""})
    history.commit("2020-01-02", {"a.md": "one\n+++ 2 and a half\n-- x\n\\ y\ntwo\nthree"})
    history.commit(
        "2020-01-03", {"a.md": None, "b/a é.md": "one\n+++ 2 and a half\n-- x\n\\ y\ntwo\nthree\n"}
    )
    history.commit("2020-01-04", {'b/"q"\t.md': "@@ -1 +1 @@\ndiff --git a/x b/x\n"})
    commit = history.commit(
        "2020-01-05", {"a.bin": b"a\0b", "c.md": b"\xff\n"}, committed="2020-02-05"
    )
    assert added(history.folder) == [
        ("2020-01-01", "a.md", 1, b"one\ntwo\n"),
        ("2020-01-02", "a.md", 2, b"+++ 2 and a half\n-- x\n\\ y\n"),
        ("2020-01-02", "a.md", 6, b"three\n"),
        ("2020-01-03", "b/a é.md", 6, b"three\n"),
        ("2020-01-04", 'b/\\"q\\"\\t.md', 1, b"@@ -1 +1 @@\ndiff --git a/x b/x\n"),
        ("2020-01-05", "c.md", 1, b"\xff\n"),
    ]
    *_, last = additions(history.folder)
    assert (last.commit, last.committed) == (commit, "2020-02-05")


def test_a_merge_adds_its_own_lines_only(history: Repository) -> None:
    history.commit("2020-01-01", {"a.md": "1\n2\n3\n"})
    history.git("switch", "--quiet", "-c", "side")
    history.commit("2020-01-03", {"a.md": "1\n2\nside\n3\n"})
    history.git("switch", "--quiet", "main")
    history.commit("2020-01-02", {"a.md": "main\n1\n2\n3\n"})
    history.git("merge", "--quiet", "--no-commit", "side")
    history.commit("2020-01-04", {"a.md": "main\n1\n2\nside\n+ merge\n3\n"})
    assert [(day, line, text) for day, _, line, text in added(history.folder)] == [
        ("2020-01-01", 1, b"1\n2\n3\n"),
        ("2020-01-02", 1, b"main\n"),
        ("2020-01-03", 3, b"side\n"),
        ("2020-01-04", 5, b"+ merge\n"),
    ]


def test_settings_of_the_user_change_nothing(
    history: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    history.commit("2020-01-01", {"a é.md": "one\n"})
    for name, value in {
        "color.ui": "always",
        "diff.noprefix": "true",
        "diff.external": "false",
        "diff.context": "9",
        "log.date": "relative",
        "log.showSignature": "true",
    }.items():
        history.git("config", name, value)
    expected = [("2020-01-01", "a é.md", 1, b"one\n")]
    assert added(history.folder) == expected
    # A hook is told of its own repository.
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "another"))
    assert added(history.folder) == expected


def test_a_bare_repository_has_a_history_too(history: Repository, tmp_path: Path) -> None:
    history.commit("2020-01-01", {"a.md": "one\n"})
    history.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare"))
    require_full_history(tmp_path / "bare")
    assert has_commits(tmp_path / "bare")
    assert len(added(tmp_path / "bare")) == 1


def test_a_history_is_there_from_its_first_commit(history: Repository, tmp_path: Path) -> None:
    with pytest.raises(GitError, match=r"nothing was committed in .* yet; commit first"):
        require_full_history(history.folder)
    assert not has_commits(history.folder)
    history.commit("2020-01-01", {"a.md": "one\n"})
    history.commit("2020-01-02", {"a.md": "two\n"})
    require_full_history(history.folder)
    shallow = tmp_path / "a shallow clone"
    history.git("clone", "--quiet", "--depth=1", history.folder.as_uri(), str(shallow))
    with pytest.raises(GitError, match="lacks the beginning of its history") as error:
        require_full_history(shallow)
    assert error.value.hint == f"run: git -C '{shallow}' fetch --unshallow"
    with pytest.raises(GitError, match="no git repository holds"):
        require_full_history(tmp_path)
    with pytest.raises(GitError, match="git cannot be run"):
        require_full_history(tmp_path / "nowhere")


def test_tracked_files_are_known(history: Repository, tmp_path: Path) -> None:
    history.commit("2020-01-01", {"a/a.md": "one\n"})
    (history.folder / "b").mkdir()
    assert is_tracked(history.folder / "a", "a.md")
    assert is_tracked(history.folder / "a", ".")
    assert not is_tracked(history.folder / "a", "b.md")
    assert not is_tracked(history.folder / "b", ".")
    assert not is_tracked(tmp_path, "a.md")
    assert has_commits(history.folder / "b")
    assert not has_commits(tmp_path)


def test_a_history_that_git_cannot_read_is_an_error(history: Repository) -> None:
    history.commit("2020-01-01", {"a.md": "one\n"})
    tree = history.git("rev-parse", "HEAD^{tree}")
    path = history.folder / ".git" / "objects" / tree[:2] / tree[2:]
    path.chmod(0o600)
    path.unlink()
    with pytest.raises(GitError, match="git diff-tree failed in"):
        added(history.folder)


def test_git_is_stopped_when_nobody_wants_the_rest(history: Repository) -> None:
    for number in range(20):
        history.commit("2020-01-01", {"a.md": f"{number}\n" * 20_000})
    stream = additions(history.folder)
    assert next(stream).line == 1
    stream.close()  # any process or file that is left open is a warning, and so an error


def test_the_work_tree_of_a_folder(repository: Path, tmp_path: Path) -> None:
    assert find_work_tree(repository / "entries") == find_work_tree(repository) == repository
    assert find_work_tree(tmp_path) is None
    git(repository, "worktree", "add", "--quiet", str(tmp_path / "other"))
    assert find_work_tree(tmp_path / "other" / "entries") == tmp_path / "other"
