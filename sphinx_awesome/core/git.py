"""Ask git about the repository that a list is kept in. Nothing here changes it.

What a pull request is made of is committed by `cli.github.propose`, which runs git from here.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from typing import NamedTuple

# By these a hook tells git of the repository that it is called for, which need not be ours.
_OF_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX")

_TEXT_SIZE = "8m"
"""Files above this size are no text to git: what no entry file may have either."""


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

    :param folder: in which git is run.
    :param given: its standard input.
    :param arguments: of git, the command first.
    :raises GitError: if git is not installed, or ends with another exit status than 0.
    """
    try:
        done = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607
            cwd=folder,
            input=given,
            capture_output=True,
            check=False,
            env=_environment(),
        )
    except OSError as error:
        what = f"git cannot be run in {folder}: {error.strerror}"
        raise GitError(what, "install git, and name a folder that exists") from None
    if done.returncode != 0:
        command = next(one for one in arguments if not one.startswith("-") and "=" not in one)
        raise _failed(command, folder, done.stderr)
    return done.stdout


def _environment() -> dict[str, str]:
    """Return the environment for git: the folder alone says which repository is meant.

    What git says is in English, as all that is said here.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    return environment | {"LC_ALL": "C"}


def _failed(command: str, folder: Path, errors: bytes) -> GitError:
    """Return the error for a command of git that has failed, with the first line of its own."""
    message = errors.decode("utf-8", "replace").strip().partition("\n")[0]
    what = f"git {command} failed in {folder}: {message.removeprefix('fatal: ')}"
    return GitError(what, "see what git says")


def top_folder(folder: Path) -> Path:
    """Return the root of the work tree that holds a folder.

    :param folder: of a work tree.
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


def find_work_tree(folder: Path) -> Path | None:
    """Return the root of the work tree that holds a folder, without asking git; None if none does.

    Work trees beside the first one, and submodules, have a file there where others have a folder.
    """
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), None)


def is_shallow(folder: Path) -> bool:
    """Return whether a clone lacks the beginning of its history."""
    return git_output(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


def commit_of(folder: Path, ref: str) -> str:
    """Return the full hash of the commit that a ref, a tag or a short hash names.

    :param folder: of a work tree.
    :param ref: such as ``HEAD``, ``v1.0`` or ``1a2b3c4``.
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
    :param commit: its full hash.
    :raises GitError: if git cannot tell.
    """
    listed = git_output(folder, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit)
    return [name.decode("utf-8", "surrogateescape") for name in listed.split(b"\0") if name]


def files_at(
    folder: Path, commit: str, wanted: Callable[[str], bool], former: str | None = None
) -> dict[str, bytes]:
    """Return the files that stood directly in a folder at a commit, by name.

    Empty if the folder was not there. Links to other files are left out.

    :param folder: of the work tree; it need not hold now what it held then.
    :param commit: its full hash.
    :param wanted: whether to read a file, by its name.
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
    contents: dict[str, bytes] = {}
    start = 0
    for file in blobs:
        head, _, _ = shown[start : start + 256].partition(b"\n")
        size = int(head.split(b" ")[2])
        start += len(head) + 1
        contents[file] = shown[start : start + size]
        start += size + 1
    return contents


def has_commits(folder: Path) -> bool:
    """Return whether a folder is in a repository in which something was committed."""
    try:
        git_output(folder, "rev-parse", "--verify", "--quiet", "HEAD")
    except GitError:
        return False
    return True


def is_tracked(folder: Path, name: str) -> bool:
    """Return whether a repository keeps a file of a folder, or ``.``, something in it.

    :param folder: any; without repository nothing is tracked.
    :param name: of the file, or ``.``.
    """
    try:
        return bool(git_output(folder, "ls-files", "--", name))
    except GitError:
        return False


def require_full_history(folder: Path) -> None:
    """Raise an error unless a folder is in a repository that has commits, from the first one on.

    :param folder: of a work tree, or a bare repository.
    :raises GitError: with the command that mends it, if git can.
    """
    try:
        git_output(folder, "rev-parse", "--git-dir")
    except GitError as error:
        if "not a git repository" not in error.what:  # git may be missing, or not trust its owner
            raise
        what = f"no git repository holds {folder}"
        raise GitError(what, "run git init, or work in a clone") from error
    if is_shallow(folder):
        what = f"the clone in {folder} lacks the beginning of its history"
        raise GitError(what, f"run: git -C {shlex.quote(str(folder))} fetch --unshallow")
    if not has_commits(folder):
        raise GitError(f"nothing was committed in {folder} yet", "commit first")


class Addition(NamedTuple):
    """Lines that a commit has added to a file in one place."""

    commit: str
    """Its full hash."""
    authored: str
    """The author's day where the author was, such as ``2024-05-31``; anything, if it is broken."""
    committed: str
    """The committer's day, likewise."""
    path: str
    """The file, from the root of the repository, with slashes."""
    line: int
    """Number of the first of the lines, counted from 1."""
    text: bytes


def additions(folder: Path) -> Iterator[Addition]:
    """Yield all lines that were ever added to text files, commit by commit, parents first.

    These are the commits that HEAD is made of, those of merged branches included; of commits that
    do not build on each other, the one that was authored first comes first. Of a merge those lines
    count that none of its parents has. The lines of a renamed file are not added again. Files that
    git takes for binary, and those above 8 MiB, are passed over.

    Git is stopped when the generator is closed.

    :param folder: of a work tree, or a bare repository.
    :raises GitError: if git cannot tell.
    """
    commits = git_output(folder, "rev-list", "--reverse", "--author-date-order", "HEAD")
    # A plumbing command: the user's settings of colours, prefixes or renames do not change it.
    command = [
        *("git", "-c", f"core.bigFileThreshold={_TEXT_SIZE}", "-c", "core.quotePath=false"),
        *("diff-tree", "--stdin", "--root", "-r", "-c", "-p", "--unified=0", "--find-renames"),
        *("--no-ext-diff", "--no-textconv", "--no-color", "--src-prefix=a/", "--dst-prefix=b/"),
        *("--date=short", "--format=%x01%H%x01%ad%x01%cd"),
    ]
    with TemporaryFile() as given, TemporaryFile() as errors:
        given.write(commits)
        given.seek(0)
        with subprocess.Popen(  # noqa: S603
            command,
            cwd=folder,
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=_environment(),
        ) as process:
            try:
                yield from _additions(process.stdout or ())
            except BaseException:  # GeneratorExit, if nobody wants the rest
                process.kill()
                raise
        if process.returncode != 0:
            errors.seek(0)
            raise _failed("diff-tree", folder, errors.read())


_HUNK = re.compile(rb"(?P<marks>@@+)[^+]* \+(?P<line>\d+)")


def _additions(lines: Iterable[bytes]) -> Iterator[Addition]:
    """Read the output of ``git diff-tree``.

    Within a hunk each line starts with one mark for each parent; ``+`` for all is an addition.
    https://git-scm.com/docs/diff-format#_combined_diff_format
    """
    commit = authored = committed = path = ""
    first = at = 0
    plus = b""  # what starts an added line; nothing outside of hunks
    added: list[bytes] = []
    for line in lines:
        if plus and line.startswith((b"+", b"-", b" ", b"\\")):
            if line.startswith(plus):
                first = first if added else at
                added.append(line[len(plus) :])
            at += not line.startswith(b"\\") and b"-" not in line[: len(plus)]
            continue
        if added:
            yield Addition(commit, authored, committed, path, first, b"".join(added))
            added = []
        plus = b""
        if hunk := _HUNK.match(line):
            plus = b"+" * (len(hunk["marks"]) - 1)
            at = int(hunk["line"])
        elif line.startswith(b"\x01"):
            _, commit, authored, committed = line.decode("utf-8", "replace").strip().split("\x01")
        elif line.startswith(b"+++ "):
            name = line[len(b"+++ ") :].rstrip(b"\t\r\n").strip(b'"').removeprefix(b"b/")
            path = name.decode("utf-8", "replace")
    if added:
        yield Addition(commit, authored, committed, path, first, b"".join(added))
