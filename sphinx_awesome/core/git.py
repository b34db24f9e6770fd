"""Ask git about the repository that a list is kept in. Read only; nothing here changes it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path, PurePosixPath


class GitError(Exception):
    """Git cannot answer.

    :param what: is wrong, as one sentence without a full stop.
    :param hint: how to mend it, as one sentence without a full stop.
    """

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"{what}; {hint}")
        self.what = what
        self.hint = hint


def git_output(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Run git in a folder and return what it prints.

    :param given: its standard input.
    :raises GitError: if git is not installed, or ends with another exit status than 0.
    """
    try:
        done = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607
            cwd=folder,
            input=given,
            env={**os.environ, "LC_ALL": "C"},  # what it says is looked at
            capture_output=True,
            check=False,
        )
    except OSError as error:
        what = f"git cannot be run in {folder}: {error.strerror}"
        raise GitError(what, "install git, and name a folder that exists") from None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        what = f"git {arguments[0]} failed in {folder}: {said.removeprefix('fatal: ')}"
        raise GitError(what, "see what git says")
    return done.stdout


def top_folder(folder: Path) -> Path:
    """Return the root of the work tree that holds a folder.

    :raises GitError: if no repository holds it.
    """
    try:
        shown = git_output(folder, "rev-parse", "--show-toplevel")
    except GitError as error:
        if "not a git repository" not in error.what:
            raise
        what = f"no git repository holds {folder}"
        raise GitError(what, "run git init, or work in a clone") from error
    return Path(shown.decode().removesuffix("\n"))


def is_shallow(folder: Path) -> bool:
    """Return whether a clone lacks the beginning of its history."""
    return git_output(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


def commit_of(folder: Path, ref: str) -> str:
    """Return the full hash of the commit that a ref, a tag or a short hash names.

    :raises GitError: if git knows no such commit, as in a shallow clone that ends before it.
    """
    try:
        shown = git_output(
            folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
        )
    except GitError:
        top_folder(folder)  # which says so if there is none
        what = f"git knows no commit {ref!r} here"
        hint = "name a branch, a tag or a commit that `git log` shows"
        if is_shallow(folder):
            what = f"{what}, in a clone that lacks the beginning of its history"
            hint = "run: git fetch --unshallow"
        raise GitError(what, hint) from None
    return shown.decode().strip()


def paths_at(folder: Path, commit: str) -> list[str]:
    """Return the paths of all files of a commit, from the root of the work tree, with slashes.

    :param folder: any of the work tree.
    :raises GitError: if git cannot tell.
    """
    listed = git_output(folder, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit)
    return [name.decode("utf-8", "surrogateescape") for name in listed.split(b"\0") if name]


def files_at(
    folder: Path, commit: str, wanted: Callable[[str], bool] = bool, former: str | None = None
) -> dict[str, bytes]:
    """Return the files that stood directly in a folder at a commit, by name.

    Empty if the folder was not there. Links to other files are left out.

    :param folder: of the work tree; it need not hold now what it held then.
    :param wanted: whether to read a file, by its name; all of them, if not given.
    :param former: where the folder was at the commit, from the root of the work tree ("" is the
        root itself); where it is now, if not given.
    :raises GitError: if git cannot tell.
    """
    tree = ["./"] if former is None else [f"{former}/"] if former else []
    full = [] if former is None else ["--full-tree"]
    listed = git_output(folder, "ls-tree", "-z", *full, commit, *tree)
    blobs: dict[str, bytes] = {}
    for line in listed.split(b"\0"):
        meta, _, name = line.partition(b"\t")
        file = PurePosixPath(name.decode("utf-8", "surrogateescape")).name
        if meta.startswith((b"100644 ", b"100755 ")) and wanted(file):
            blobs[file] = meta.split(b" ")[2]
    if not blobs:
        return {}
    shown = git_output(folder, "cat-file", "--batch", given=b"\n".join(blobs.values()) + b"\n")
    found: dict[str, bytes] = {}
    start = 0
    for file in blobs:
        head, _, _ = shown[start : start + 256].partition(b"\n")
        size = int(head.split(b" ")[2])
        start += len(head) + 1
        found[file] = shown[start : start + size]
        start += size + 1
    return found
