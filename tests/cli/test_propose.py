"""`sphinx-awesome propose`: with a repository of the test, and a program that plays GitHub's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sphinx_awesome import cli
from sphinx_awesome.cli.github.propose import BOT, MAX_BODY_CHARS

Capture = pytest.CaptureFixture[str]
Git = Callable[..., str]
Propose = Callable[..., int]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="gh is a script here")

ENTRY = '[[entry]]\nid = "{0}"\ntitle = "A Title of {0}"\nlinks.pdf = "https://a.org/{0}"\n'
BEFORE = f'title = "S"\n\n{ENTRY.format("a")}'
AFTER = f"{BEFORE}year = 2020\n"
REPORT = "# Update of papers\n\n`2 requests: 3 s`  \n\n## Written\n\n- `entries/s.toml:3` `a`\n"

#: Says what it was asked, and answers as GitHub does: from a file, or for what is sent to it.
GH = """#!{python}
import json, os, pathlib, sys
folder = pathlib.Path({folder!r})
method, path = sys.argv[3:5]
text = sys.stdin.read() if "--input" in sys.argv else "null"
with (folder / "asked.jsonl").open("a") as file:
    file.write(json.dumps([method, path, json.loads(text), os.environ.get("GH_REPO")]) + "\\n")
if (folder / "refusal").exists():
    sys.stderr.write((folder / "refusal").read_text())
    sys.exit(1)
if method == "GET":
    print((folder / "pulls.json").read_text())
else:
    print(json.dumps({{"html_url": "https://github.com/o/r/pull/5"}}))
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone in which the command runs, its origin, and what plays GitHub's program."""
    for name in [name for name in os.environ if name.startswith(("GIT", "GH_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ada")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "ada@example.org")
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Ada")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "ada@example.org")
    (tmp_path / "bin").mkdir()
    gh = tmp_path / "bin" / "gh"
    gh.write_text(GH.format(python=sys.executable, folder=str(tmp_path)), encoding="utf-8")
    gh.chmod(0o755)
    monkeypatch.setenv("PATH", f"{gh.parent}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "pulls.json").write_text("[]", encoding="utf-8")
    (tmp_path / "origin").mkdir()
    (tmp_path / "clone" / "entries").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "clone")
    Path("entries/s.toml").write_text(BEFORE, encoding="utf-8")
    Path("README.md").write_text("# T\n", encoding="utf-8")
    run_git("-C", "../origin", "init", "-q", "--bare", "-b", "main")
    run_git("init", "-q", "-b", "main")
    run_git("add", "-A")
    run_git("commit", "-q", "-m", "One")
    run_git("remote", "add", "origin", "../origin")
    run_git("push", "-q", "origin", "main")
    # Theirs alone: who commits says it otherwise.
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{name}_NAME")
        monkeypatch.delenv(f"GIT_{name}_EMAIL")
    return tmp_path


def run_git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def as_ada(*arguments: str) -> str:
    return run_git("-c", "user.name=Ada", "-c", "user.email=ada@example.org", *arguments)


@pytest.fixture
def propose(folder: Path) -> Propose:
    """Run the command for what a file became; the work tree is as it was before."""

    def run(*options: str, text: str = AFTER, report: str = REPORT, patch: str = "") -> int:
        path = Path("entries/s.toml")
        path.write_text(text, encoding="utf-8")
        run_git("add", "--intent-to-add", "entries")
        made = patch or run_git("diff", "--", "entries") + "\n"
        run_git("checkout", "-q", "--", ".")
        (folder / "update.patch").write_text(made if made.strip() else "", encoding="utf-8")
        (folder / "update.md").write_text(report, encoding="utf-8")
        (folder / "links.md").write_text("", encoding="utf-8")
        reports = ("--report", "../update.md", "--report", "../links.md", "--report", "../no.md")
        return cli.main(["propose", "--patch", "../update.patch", *reports, *options])

    return run


def asked(folder: Path) -> list[list[Any]]:
    path = folder / "asked.jsonl"
    return list(map(json.loads, path.read_text().splitlines())) if path.exists() else []


def pulls(folder: Path, *some: dict[str, Any]) -> None:
    known = {"html_url": "https://github.com/o/r/pull/4", "number": 4}
    text = json.dumps([{**known, **one} for one in some])
    (folder / "pulls.json").write_text(text, encoding="utf-8")


BRANCH = "sphinx-awesome/update"


def test_a_pull_request_is_opened(
    propose: Propose, folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GH_TOKEN", "ghs_secret")
    monkeypatch.setenv("GITHUB_REPOSITORY", "o/r")
    assert propose() == 0
    assert capsys.readouterr().out == "opened: https://github.com/o/r/pull/5\n"
    query = "state=all&sort=created&direction=desc&per_page=20&head={owner}:sphinx-awesome/update"
    sent = {"title": "Update papers", "body": REPORT, "head": BRANCH, "base": "main"}
    assert asked(folder) == [
        ["GET", f"repos/{{owner}}/{{repo}}/pulls?{query}", None, "o/r"],
        ["POST", "repos/{owner}/{repo}/pulls", sent, "o/r"],
    ]
    assert run_git("-C", "../origin", "show", f"{BRANCH}:entries/s.toml") + "\n" == AFTER
    shown = run_git("-C", "../origin", "log", "--format=%an|%ae|%cn|%B", "-1", BRANCH)
    assert shown == f"{BOT[0]}|{BOT[1]}|{BOT[0]}|Update papers"
    changed = run_git("-C", "../origin", "diff", "--name-only", "main", BRANCH)
    assert changed == "entries/s.toml"
    # Nothing is left of it here.
    assert run_git("status", "--porcelain") == ""
    assert run_git("branch", "--list") == "* main"
    assert len(run_git("worktree", "list").splitlines()) == 1


def test_the_open_one_is_refreshed(propose: Propose, folder: Path, capsys: Capture) -> None:
    assert propose() == 0
    pulls(folder, {"state": "closed", "number": 9, "body": REPORT}, {"state": "open"})
    report = REPORT.replace("`a`", "`b`")
    assert propose(text=AFTER.replace("2020", "2021"), report=report) == 0
    assert capsys.readouterr().out.endswith("refreshed: https://github.com/o/r/pull/5\n")
    assert asked(folder)[-1][:3] == [
        "PATCH",
        "repos/{owner}/{repo}/pulls/4",
        {"title": "Update papers", "body": report},
    ]
    assert "2021" in run_git("-C", "../origin", "show", f"{BRANCH}:entries/s.toml")
    assert run_git("-C", "../origin", "rev-list", "--count", BRANCH) == "2"


def test_a_file_may_be_new(propose: Propose, folder: Path) -> None:
    """As that of venues, which `add` makes."""
    made = '[[venue]]\nname = "Own"\nkind = "journal"\n'
    lines = "".join(f"+{line}\n" for line in made.splitlines())
    name = "entries/_venues.toml"
    head = f"diff --git a/{name} b/{name}\nnew file mode 100644\n--- /dev/null\n+++ b/{name}\n"
    assert propose(patch=f"{head}@@ -0,0 +1,3 @@\n{lines}") == 0
    assert run_git("-C", "../origin", "show", f"{BRANCH}:{name}") == made.strip()
    assert asked(folder)[-1][0] == "POST"


def test_where_there_is_nothing_to_say_nothing_is_done(
    propose: Propose, folder: Path, capsys: Capture
) -> None:
    assert propose(text=BEFORE, report="") == 0
    assert capsys.readouterr().out == "nothing to propose\n"
    assert asked(folder) == []
    assert run_git("-C", "../origin", "branch", "--list", "--format=%(refname:short)") == "main"


def test_a_report_without_a_patch_is_a_pull_request_too(propose: Propose, folder: Path) -> None:
    assert propose(text=BEFORE) == 0
    assert asked(folder)[-1][0] == "POST"
    assert run_git("-C", "../origin", "diff", "--name-only", "main", BRANCH) == ""
    assert run_git("-C", "../origin", "rev-list", "--count", BRANCH) == "2"


def test_what_was_closed_is_not_said_again(propose: Propose, folder: Path, capsys: Capture) -> None:
    body = REPORT.replace("3 s", "9 s").replace("\n", "\r\n")
    pulls(folder, {"state": "closed", "body": body})
    assert propose() == 0
    assert "a pull request that said the same was closed: https" in capsys.readouterr().out
    assert [one[0] for one in asked(folder)] == ["GET"]
    assert propose(report=REPORT + "- `more`\n") == 0
    assert asked(folder)[-1][0] == "POST"
    pulls(folder, {"state": "closed", "body": None})
    assert propose() == 0
    assert asked(folder)[-1][0] == "POST"


def test_a_branch_that_somebody_works_on_stays(
    propose: Propose, folder: Path, capsys: Capture
) -> None:
    assert propose() == 0
    run_git("fetch", "-q", "origin", BRANCH)
    run_git("switch", "-q", "--detach", "FETCH_HEAD")
    as_ada("commit", "-q", "--allow-empty", "-m", "By hand")
    run_git("push", "-q", "origin", f"HEAD:{BRANCH}")
    theirs = run_git("rev-parse", "HEAD")
    run_git("switch", "-q", "main")
    assert propose(text=AFTER.replace("2020", "2021")) == 0
    assert f"somebody has committed to {BRANCH}: it stays" in capsys.readouterr().out
    assert run_git("-C", "../origin", "rev-parse", BRANCH) == theirs
    assert len(asked(folder)) == 2


# -- of an issue -----------------------------------------------------------------------------------


def test_an_issue_is_closed(propose: Propose, folder: Path) -> None:
    body = "### Paper\n\n$(x) `y` @z Closes #1"
    event = {"issue": {"number": 12, "body": body, "title": body}}
    (folder / "event.json").write_text(json.dumps(event), encoding="utf-8")
    new = f"{BEFORE}\n{ENTRY.format('b')}"
    pulls(folder, {"state": "closed", "body": f"{REPORT}\nCloses #12\n"})
    assert propose("--issue", "../event.json", text=new) == 0
    sent = asked(folder)[-1][2]
    assert sent == {
        "title": "Add the paper of issue 12",
        "body": f"{REPORT}\nCloses #12\n",
        "head": "add/12",
        "base": "main",
    }
    assert run_git("-C", "../origin", "log", "--format=%s", "-1", "add/12") == sent["title"]


def test_an_issue_without_a_patch_is_no_pull_request(
    propose: Propose, folder: Path, capsys: Capture
) -> None:
    (folder / "event.json").write_text('{"issue": {"number": 12, "body": ""}}', encoding="utf-8")
    assert propose("--issue", "../event.json", text=BEFORE) == 0
    assert capsys.readouterr().out == "nothing to propose\n"


# -- what is refused -------------------------------------------------------------------------------


def of(path: str, header: str = "", mode: str = "100644") -> str:
    return (
        f"diff --git a/{path} b/{path}\n{header or f'new file mode {mode}'}\n--- /dev/null\n"
        f"+++ b/{path}\n@@ -0,0 +1 @@\n+x = 1\n"
    )


RENAME = (
    "diff --git a/entries/s.toml b/entries/t.toml\nsimilarity index 100%\n"
    "rename from entries/s.toml\nrename to entries/t.toml\n"
)
DELETED = (
    "diff --git a/entries/s.toml b/entries/s.toml\ndeleted file mode 100644\n"
    "--- a/entries/s.toml\n+++ /dev/null\n@@ -1,6 +0,0 @@\n"
    + "".join(f"-{line}\n" for line in BEFORE.splitlines())
)
MODE = "diff --git a/entries/s.toml b/entries/s.toml\nold mode 100644\nnew mode 100755\n"


@pytest.mark.parametrize(
    ("patch", "message"),
    [
        (of("README.md"), "the patch changes README.md; a patch may change entries/*.toml alone"),
        (of(".github/workflows/x.yml"), "the patch changes .github/workflows/x.yml"),
        (of("entries/x.yml"), "the patch changes entries/x.yml"),
        (of("entries/.x.toml"), "the patch changes entries/.x.toml"),
        (of("entries/deep/x.toml"), "the patch changes entries/deep/x.toml"),
        (of("other/x.toml"), "the patch changes other/x.toml"),
        (of("entries/x.toml", mode="120000"), "would create mode 120000 entries/x.toml"),
        (of("entries/x.toml", mode="100755"), "would create mode 100755 entries/x.toml"),
        (RENAME, "the patch would rename entries"),
        (DELETED, "the patch would delete mode 100644 entries/s.toml"),
        (MODE, "the patch would mode change 100644 => 100755 entries/s.toml"),
        ("nothing of a patch\n", "git apply failed"),
        (of("entries/s.toml", header="index 1..2"), "git apply failed"),
        (of("../../x.toml"), "the patch changes "),
    ],
)
def test_a_patch_of_anything_else(
    propose: Propose, folder: Path, capsys: Capture, patch: str, message: str
) -> None:
    assert propose(patch=patch) == 2
    assert message in capsys.readouterr().err
    assert asked(folder) == []
    assert run_git("-C", "../origin", "branch", "--list", "--format=%(refname:short)") == "main"
    assert len(run_git("worktree", "list").splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{BEFORE}year = soon\n", "[syntax]"),
        (BEFORE.replace('"a"', '"b"'), "[lost-permalink]"),
        (f"{BEFORE}\n{ENTRY.format('a')}", "[duplicate-id]"),
    ],
)
def test_a_patch_that_breaks_the_list(
    propose: Propose, folder: Path, capsys: Capture, text: str, message: str
) -> None:
    assert propose(text=text) == 1
    out = capsys.readouterr().out
    assert message in out
    assert "nothing was written" in out
    assert asked(folder) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--list", "nowhere"], "nowhere is no directory of entry files"),
        (["--patch", "nowhere"], "nowhere is no file"),
        (["--patch", "."], ". is no file"),
        (["--patch", "../large"], "is larger than 4 MB"),
        (["--issue", "nowhere"], "nowhere: the file cannot be read"),
    ],
)
def test_wrong_usage(
    propose: Propose, folder: Path, capsys: Capture, words: list[str], message: str
) -> None:
    (folder / "large").write_bytes(b"x" * 5 * 1024 * 1024)
    assert propose(*words) == 2
    assert message in capsys.readouterr().err


def test_no_repository(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    (folder / "bare" / "entries").mkdir(parents=True)
    monkeypatch.chdir(folder / "bare")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder))
    Path("p").write_text("x", encoding="utf-8")
    assert cli.main(["propose", "--patch", "p"]) == 2
    assert "no git repository holds entries" in capsys.readouterr().err


def test_dry_run(propose: Propose, folder: Path, capsys: Capture) -> None:
    assert propose("--dry-run") == 0
    out = capsys.readouterr().out
    assert out == f"{BRANCH}: Update papers\n\n{REPORT}\ndry run: nothing was pushed\n"
    assert asked(folder) == []


def test_a_long_report_is_cut_at_a_line(propose: Propose, capsys: Capture) -> None:
    line = f"- `{'x' * 90}`\n"
    assert propose("--dry-run", report=line * 1000) == 0
    out = capsys.readouterr().out
    shown = out.count("- `x")
    assert f"\n\nAnd {1000 - shown} lines more, in the files of the run.\n" in out
    assert MAX_BODY_CHARS - 200 < len(out) < MAX_BODY_CHARS + 200


def test_the_branch_of_the_workflow_is_changed(
    propose: Propose, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    run_git("switch", "-q", "--detach")
    assert propose() == 2
    assert "no branch is checked out" in capsys.readouterr().err
    monkeypatch.setenv("GITHUB_REF_NAME", "next")
    assert propose() == 0
    assert asked(folder)[-1][2]["base"] == "next"


@pytest.mark.parametrize("answer", ["refused", "no JSON", "no program", "other JSON"])
def test_what_github_refuses(
    propose: Propose,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
    answer: str,
) -> None:
    expected = "GitHub refuses GET pulls"
    if answer == "refused":
        (folder / "refusal").write_text("HTTP 403: not \x1b[2Jpermitted\nmore", encoding="utf-8")
        expected = "not \ufffd[2Jpermitted; see that GH_TOKEN may do so, and Settings, Actions"
    elif answer == "no program":
        (folder / "bin" / "gh").unlink()
        (folder / "bin" / "git").symlink_to(run_git("--exec-path") + "/git")
        monkeypatch.setenv("PATH", str(folder / "bin"))
        expected = "gh, the program of GitHub, cannot be run; install it"
    else:
        text = "{" if answer == "no JSON" else '{"message": "x"}'
        (folder / "pulls.json").write_text(text, encoding="utf-8")
    status = propose()
    assert status == (0 if answer == "other JSON" else 2)
    assert (expected in capsys.readouterr().err) is (status == 2)
