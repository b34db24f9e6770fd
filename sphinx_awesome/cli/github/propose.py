"""`sphinx-awesome propose`: make a pull request of a patch that another job has made.

That job asked strangers and may write nothing; this one writes and asks nobody but GitHub. It takes
the patch for what it is, changes of entry files, and refuses all else.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from ... import clock
from ...core import files, git
from ...core.problem import Severity
from ..common import UsageError, example, print_errors, printable
from .issue_form import read_issue_number

if TYPE_CHECKING:
    from ..common import Commands

BOT = ("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com")
"""Name and address under which workflows of GitHub commit."""

MAX_BODY_CHARS = 60_000
"""Characters of the text of a pull request: GitHub takes 65,536."""

_MAX_PATCH_BYTES = 4 * 1024 * 1024

_CREDENTIALS = '!f() { echo username=x-access-token; echo "password=$GH_TOKEN"; }; f'

_ITEM = re.compile(r"[ ]*- ")


class _Proposal(NamedTuple):
    """A pull request to be."""

    branch: str
    title: str
    body: str
    is_wanted: bool
    """True if a maintainer has asked for it: then it is made again, whatever became of another."""


def register(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "propose",
        help="on GitHub: make one pull request of a patch and of reports",
        description="Apply a patch to entry files alone, check the list, and open a pull request "
        "whose text are the reports, or refresh the one that is open. This is the second half of a "
        "workflow: the first asks sources and may write nothing, and this one asks nobody. It "
        "works in a work tree of its own. If there is nothing to say, nothing is done; the same is "
        "true if a pull request that said the same was closed, and if somebody has committed to "
        "its branch. GH_TOKEN holds the token, and gh must be installed.",
        epilog=example("sphinx-awesome propose --patch update.patch --report update.md --dry-run")
        + "Exit status: 0 if all is well, 1 if the patch would break the list, 2 on wrong usage, "
        "and if the patch changes anything but entry files.",
    )
    parser.add_argument(
        "--patch", required=True, type=Path, metavar="FILE", help="what `git diff` has printed"
    )
    parser.add_argument(
        "--report",
        dest="reports",
        action="append",
        default=[],
        type=Path,
        metavar="FILE.md",
        help="what a command wrote by its own --report; can be given several times",
    )
    parser.add_argument(
        "--issue",
        type=Path,
        metavar="EVENT.json",
        help="the event of the issue that the pull request closes: its branch is add/NUMBER then, "
        "and else sphinx-awesome/update",
    )
    parser.add_argument(
        "--list",
        dest="path",
        default=Path("entries"),
        type=Path,
        metavar="PATH",
        help="the directory of entry files (%(default)s, if not given)",
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="check the patch and print the pull request, and push nothing",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Open or refresh a pull request.

    :raises UsageError: if the patch is refused, or git or GitHub refuse what is asked of them.
    """
    if not arguments.path.is_dir():
        what = f"{arguments.path} is no directory of entry files"
        raise UsageError(what, "name it with --list")
    patch = _patch(arguments.patch)
    report = "\n".join(filter(None, (files.read_text(path) for path in arguments.reports)))
    if not patch and (arguments.issue or not report.strip()):
        sys.stdout.write("nothing to propose\n")
        return 0
    proposal = _proposal(report, arguments.issue)
    try:
        top = git.top_folder(arguments.path)
        entries = arguments.path.resolve().relative_to(top.resolve()).as_posix()
        _refuse_others(top, patch, entries)
        base = git.git_output(top, "rev-parse", "HEAD").decode().strip()
        with _work_tree(top, base) as tree:
            if patch:
                git.git_output(tree, "apply", "--index", given=patch)
            if _is_broken(tree / entries, base):
                return 1
            commit = _commit(tree, proposal.title)
        return _publish(top, (base, commit), proposal, is_dry=arguments.dry_run)
    except git.GitError as error:
        raise UsageError(error.what, error.hint) from None


def _patch(path: Path) -> bytes:
    """Return a patch.

    :raises UsageError: if there is none, or it is too large.
    """
    if not path.is_file():
        raise UsageError(f"{path} is no file", "name what `git diff` has printed")
    if path.stat().st_size > _MAX_PATCH_BYTES:
        hint = "is it a patch of entry files?"
        raise UsageError(f"{path} is larger than {_MAX_PATCH_BYTES // 1024**2} MB", hint)
    return path.read_bytes()


def _proposal(report: str, issue: Path | None) -> _Proposal:
    if not issue:
        return _Proposal(
            "sphinx-awesome/update", "Update papers", _limited(report), is_wanted=False
        )
    number = read_issue_number(issue)
    body = f"{_limited(report).rstrip()}\n\nCloses #{number}\n"
    return _Proposal(f"add/{number}", f"Add the paper of issue {number}", body, is_wanted=True)


def _limited(text: str) -> str:
    """Return a text as GitHub takes it; what is left out is said."""
    if len(text) <= MAX_BODY_CHARS:
        return text
    lines = text[:MAX_BODY_CHARS].split("\n")[:-1]
    left = text.count("\n") - len(lines)
    return "\n".join([*lines, "", f"And {left} lines more, in the files of the run.", ""])


def _refuse_others(top: Path, patch: bytes, entries: str) -> None:
    """Refuse a patch that changes anything but the text of entry files.

    :param entries: path of their directory from the top.
    :raises UsageError: if it does.
    """
    if not patch:
        return
    hint = f"a patch may change {entries}/*.toml alone"
    counted = git.git_output(top, "apply", "--numstat", "-z", given=patch).decode(errors="replace")
    for line in filter(None, counted.split("\0")):
        added, _, name = line.split("\t", 2) if line.count("\t") >= 2 else ("-", "", line)
        path = PurePosixPath(name)
        is_entry_file = path.parent.as_posix() == entries and path.suffix == ".toml"
        if not is_entry_file or path.name.startswith(".") or added == "-":
            raise UsageError(f"the patch changes {name}", hint)
    summary = git.git_output(top, "apply", "--summary", given=patch).decode(errors="replace")
    for line in filter(None, summary.split("\n")):
        if not line.startswith(" create mode 100644 "):
            raise UsageError(f"the patch would {line.strip()}", hint)


@contextmanager
def _work_tree(top: Path, commit: str) -> Iterator[Path]:
    """Check a commit out into a folder of its own in this block."""
    with TemporaryDirectory(prefix="sphinx-awesome-") as folder:
        tree = Path(folder, "tree")
        git.git_output(top, "worktree", "add", "--quiet", "--detach", str(tree), commit)
        try:
            yield tree
        finally:
            git.git_output(top, "worktree", "remove", "--force", str(tree))


def _is_broken(entries: Path, base: str) -> bool:
    """Return whether a list has errors, or has lost addresses since a commit; print which."""
    from ...lint.runner import check_list  # noqa: PLC0415  (pydantic)

    problems = check_list(entries, clock.today(), since=base).problems
    return print_errors(one for one in problems if one.severity is Severity.ERROR)


def _commit(tree: Path, title: str) -> str:
    """Commit what has changed in a work tree, in the name of the workflow; return the commit."""
    name, address = BOT
    who = ("-c", f"user.name={name}", "-c", f"user.email={address}", "-c", "commit.gpgsign=false")
    # A report alone is a pull request, too: of a commit that changes nothing.
    command = ("commit", "--quiet", "--no-verify", "--allow-empty", "--message", title)
    git.git_output(tree, *who, "-c", f"core.hooksPath={os.devnull}", *command)
    return git.git_output(tree, "rev-parse", "HEAD").decode().strip()


def _publish(top: Path, commits: tuple[str, str], proposal: _Proposal, *, is_dry: bool) -> int:
    """Push a commit, and open or refresh its pull request; return the exit status.

    :param commits: on which it rests, and itself.
    """
    base, commit = commits
    if is_dry:
        sys.stdout.write(f"{proposal.branch}: {proposal.title}\n\n{proposal.body}\n")
        sys.stdout.write("dry run: nothing was pushed\n")
        return 0
    target = _base_branch(top)
    if _is_taken_over(top, base, proposal.branch):
        sys.stdout.write(f"somebody has committed to {proposal.branch}: it stays as it is\n")
        return 0
    pulls = _pulls(top, proposal.branch)
    is_open = bool(pulls) and pulls[0].get("state") == "open"
    is_closed = bool(pulls) and not is_open and not proposal.is_wanted
    if is_closed and _items(pulls[0].get("body")) == _items(proposal.body):
        sys.stdout.write(f"a pull request that said the same was closed: {_address(pulls[0])}\n")
        return 0
    pushed = f"{commit}:refs/heads/{proposal.branch}"
    git.git_output(top, *_with_token("push", "--quiet", "--force", "origin", pushed))
    text = {"title": proposal.title, "body": proposal.body}
    if is_open:
        done = _github(top, "PATCH", f"pulls/{_number(pulls[0])}", text)
    else:
        done = _github(top, "POST", "pulls", {**text, "head": proposal.branch, "base": target})
    sys.stdout.write(f"{'refreshed' if is_open else 'opened'}: {_address(done)}\n")
    return 0


def _with_token(*command: str) -> tuple[str, ...]:
    """Return a command of git that takes the token from the environment, if one is there."""
    if not os.environ.get("GH_TOKEN"):
        return command
    return ("-c", "credential.helper=", "-c", f"credential.helper={_CREDENTIALS}", *command)


def _base_branch(top: Path) -> str:
    """Return the branch that is to be changed: that of the workflow, or that which is checked out.

    :raises UsageError: if none is.
    """
    if named := os.environ.get("GITHUB_REF_NAME", ""):
        return named
    first = git.git_output(top, "worktree", "list", "--porcelain").decode().partition("\n\n")[0]
    if branch := re.search(r"^branch refs/heads/(.+)$", first, re.MULTILINE):
        return branch[1]
    raise UsageError("no branch is checked out", "check out the one that is to be changed")


def _is_taken_over(top: Path, base: str, branch: str) -> bool:
    """Return whether others than the workflow have committed to its branch."""
    listed = git.git_output(top, *_with_token("ls-remote", "origin", f"refs/heads/{branch}"))
    if not listed.strip():
        return False
    git.git_output(top, *_with_token("fetch", "--quiet", "origin", f"refs/heads/{branch}"))
    shown = git.git_output(top, "log", "--format=%ae", f"{base}..FETCH_HEAD").decode()
    return bool(set(shown.split("\n")) - {"", BOT[1]})


def _items(body: object) -> list[str]:
    """Return what a text says of papers: the head of a report tells of requests and seconds."""
    lines = body.splitlines() if isinstance(body, str) else []
    return [line.rstrip() for line in lines if _ITEM.match(line)]


def _pulls(top: Path, branch: str) -> Sequence[Mapping[str, Any]]:
    """Return the pull requests of a branch: the open one first, then the latest."""
    query = f"pulls?state=all&sort=created&direction=desc&per_page=20&head={{owner}}:{branch}"
    answer = _github(top, "GET", query)
    pulls = [one for one in answer if isinstance(one, dict)] if isinstance(answer, list) else []
    return sorted(pulls, key=lambda one: one.get("state") != "open")


def _github(top: Path, method: str, path: str, text: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401
    """Return what GitHub answers, by its own program.

    :param path: below the address of the repository.
    :param text: sent as JSON on standard input: no text is part of a command.
    :raises UsageError: if it refuses, or the program is not there.
    """
    command = ["gh", "api", "--method", method, f"repos/{{owner}}/{{repo}}/{path}"]
    given = json.dumps(text).encode() if text else None
    repository = os.environ.get("GITHUB_REPOSITORY", "")
    environment = {**os.environ, **({"GH_REPO": repository} if repository else {})}
    try:
        done = subprocess.run(  # noqa: S603
            [*command, *(["--input", "-"] if given else [])],
            cwd=top,
            input=given,
            capture_output=True,
            check=False,
            env=environment,
        )
        answer = json.loads(done.stdout or b"null")
    except OSError:
        hint = "install it: https://cli.github.com"
        raise UsageError("gh, the program of GitHub, cannot be run", hint) from None
    except ValueError:
        answer = None
    if done.returncode or answer is None:
        why = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        hint = "see that GH_TOKEN may do so, and Settings, Actions, General, Workflow permissions"
        raise UsageError(f"GitHub refuses {method} {path}: {printable(why)}", hint)
    return answer


def _number(pull: Mapping[str, Any]) -> int:
    return int(pull["number"])


def _address(pull: Mapping[str, Any]) -> str:
    return printable(str(pull.get("html_url", "")))
