"""The steps of the workflows that ask and propose, run one by one as GitHub would run them.

Sources are a server on loopback, and `gh` a program that notes what it was asked. What a job hands
to the next one is what it uploads.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from ..sources.conftest import small_world
from ..sources.server import WorldServer

WORKFLOWS = Path(__file__).parents[2] / ".github" / "workflows"

pytestmark = pytest.mark.skipif(
    os.name == "nt" or not shutil.which("bash"), reason="GitHub runs these in bash"
)

LIST = {
    "entries/_list.toml": 'title = "L"\nsections = ["reports"]\n',
    "entries/reports.toml": (
        'title = "Report Generation"\n\n[[entry]]\nid = "first"\ntitle = "A First Paper of Lungs"\n'
        'links.pdf = "https://example.org/first.pdf"\n'
    ),
}

GH = """#!{python}
import json, os, pathlib, sys
folder = pathlib.Path({folder!r})
text = sys.stdin.read() if "--input" in sys.argv else None
for word in sys.argv:
    if word.startswith("body=@"):
        text = pathlib.Path(word[6:]).read_text(encoding="utf-8")
with (folder / "asked.jsonl").open("a") as file:
    file.write(json.dumps([sys.argv[1:], text, os.environ["GH_TOKEN"]]) + "\\n")
print("[]" if "GET" in sys.argv else '{{"html_url": "https://github.com/o/r/pull/5"}}')
"""

HOSTILE = "`touch pwned` $(touch pwned) \"'; touch pwned; # ${{ github.token }} @all Closes #1 <b>"


class Runner:
    """A machine of GitHub's for each job: a clone, an environment, and what it uploads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.event: dict[str, Any] = {}
        self.uploads: dict[str, list[Path]] = {}
        self.jobs: list[str] = []
        """Names of the jobs that ran, with their repositories as folders of the same names."""

    def run(self, name: str) -> None:
        """Run a workflow for the event."""
        workflow = yaml.safe_load((WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8"))
        outputs: dict[str, str] = {}
        for job, told in workflow["jobs"].items():
            condition = told.get("if", "")
            if "needs." in condition:
                wanted = condition.rpartition("== ")[2].strip("'")
                if outputs.get("result", "") != wanted:
                    continue
            self.jobs.append(job)
            self._job(job, told["steps"], outputs)

    def _job(self, job: str, steps: list[dict[str, Any]], outputs: dict[str, str]) -> None:
        place = self.folder / job
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        for step in steps:
            use = step.get("uses", "")
            given = step.get("with", {})
            if use.startswith("actions/checkout"):
                git(self.folder, "clone", "-q", "origin", job)
            elif use.startswith("actions/upload-artifact"):
                names = given["path"].split()
                self.uploads[given["name"]] = [
                    place / one for one in names if (place / one).exists()
                ]
            elif use.startswith("actions/download-artifact"):
                target = place / given.get("path", ".")
                target.mkdir(exist_ok=True)
                for path in self.uploads[given["name"]]:
                    shutil.copy(path, target)
            elif "run" in step and "pip install" not in step["run"]:
                outputs.update(self._step(place, step))

    def _step(self, place: Path, step: Mapping[str, Any]) -> dict[str, str]:
        event, output = self.folder / "event.json", self.folder / "output"
        event.write_text(json.dumps(self.event), encoding="utf-8")
        output.write_text("", encoding="utf-8")
        assert "${{" not in step["run"]
        own = {name: self._value(text) for name, text in step.get("env", {}).items()}
        env = {
            **os.environ,
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_REPOSITORY": "o/r",
            "GITHUB_REF_NAME": "main",
            **own,
        }
        command = ["bash", "-e", "-c", step["run"]]
        done = subprocess.run(
            command, cwd=place, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "ghs_" not in done.stdout + done.stderr
        return dict(line.split("=", 1) for line in output.read_text().splitlines())

    def _value(self, expression: str) -> str:
        """Return what GitHub makes of an expression."""
        values = {
            "${{ github.token }}": "ghs_token",
            "${{ github.event.issue.number }}": str(self.event.get("issue", {}).get("number")),
            "${{ github.event.action == 'opened' && '--dry-run' || '--yes' }}": (
                "--dry-run" if self.event.get("action") == "opened" else "--yes"
            ),
        }
        return values[expression]

    @property
    def asked(self) -> list[tuple[list[str], str, str]]:
        """What GitHub was asked: the command, the text, and the token."""
        path = self.folder / "asked.jsonl"
        return list(map(json.loads, path.read_text().splitlines())) if path.exists() else []


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.org", *arguments]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Runner]:
    for name in [name for name in os.environ if name.startswith(("GIT", "GH_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1791158400")
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))
    programs = tmp_path / "bin"
    programs.mkdir()
    python = f"#!{sys.executable}\n"
    ours = f"{python}import sys\nfrom sphinx_awesome.cli import main\nsys.exit(main())\n"
    texts = {"gh": GH.format(python=sys.executable, folder=str(tmp_path)), "sphinx-awesome": ours}
    for name, text in texts.items():
        (programs / name).write_text(text, encoding="utf-8")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "first" / "entries").mkdir(parents=True)
    for name, text in LIST.items():
        (tmp_path / "first" / name).write_text(text, encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "main", "first")
    git(tmp_path / "first", "add", "-A")
    git(tmp_path / "first", "commit", "-q", "-m", "One")
    git(tmp_path, "clone", "-q", "--bare", "first", "origin")
    with WorldServer(small_world()) as server:
        monkeypatch.setenv("SPHINX_AWESOME_MIRRORS", server.mirrors())
        yield Runner(tmp_path)


def issue(runner: Runner, action: str, paper: str, rest: str = HOSTILE) -> None:
    """Have an issue by form be opened or labelled."""
    body = (
        f"### Paper\n\n{paper}\n\n### Section\n\nReport Generation\n\n### Anything else\n\n{rest}"
    )
    runner.event = {
        "action": action,
        "label": {"name": "add"},
        "issue": {"number": 12, "title": HOSTILE, "body": body, "user": {"login": "$(id)"}},
    }
    runner.run("paper")


def branches(runner: Runner) -> list[str]:
    return git(runner.folder / "origin", "branch", "--format=%(refname:short)").split()


def test_a_paper_by_issue(runner: Runner) -> None:
    issue(runner, "opened", "https://arxiv.org/abs/2107.02104")
    assert runner.jobs == ["ask", "comment"]
    ((command, text, token),) = runner.asked
    path = "repos/o/r/issues/12/comments"
    assert command == ["api", path, "-F", "body=@paper.md", "--silent"]
    assert text.startswith("### `ratchet`, at the end of `Report Generation`")
    assert token == "ghs_token"
    assert branches(runner) == ["main"]

    issue(runner, "labeled", "https://arxiv.org/abs/2107.02104")
    assert runner.jobs[2:] == ["ask", "propose"]
    sent = json.loads(runner.asked[-1][1])
    assert (sent["head"], sent["base"]) == ("add/12", "main")
    assert sent["body"].endswith("\n\nCloses #12\n")
    assert 'id = "ratchet"' in sent["body"]
    assert branches(runner) == ["add/12", "main"]
    changed = git(runner.folder / "origin", "diff", "--numstat", "main", "add/12").split()
    assert changed == ["12", "0", "entries/reports.toml"]
    assert not list(runner.folder.rglob("pwned"))


@pytest.mark.parametrize("action", ["opened", "labeled"])
def test_a_paper_by_issue_that_cannot_be(runner: Runner, action: str) -> None:
    issue(runner, action, HOSTILE)
    assert runner.jobs == ["ask", "comment"]
    (asked,) = runner.asked
    assert asked[1].startswith("### Not added\n\n- ")
    assert branches(runner) == ["main"]
    assert not list(runner.folder.rglob("pwned"))


def test_an_issue_of_another_kind(runner: Runner) -> None:
    runner.event = {"action": "opened", "issue": {"number": 3, "title": "?", "body": HOSTILE}}
    runner.run("paper")
    assert runner.jobs == ["ask"]
    assert runner.asked == []


PREPRINT = """title = "Report Generation"

[[entry]]
id = "ratchet"
title = "RATCHET: Reading Things with Transformers"
venue = "arXiv"
year = 2021
arxiv = "2107.02104"
links.code = "https://github.com/you/old-name"
added = 2021-07-27
"""


def keep(runner: Runner, text: str) -> None:
    (runner.folder / "first" / "entries" / "reports.toml").write_text(text, encoding="utf-8")
    git(runner.folder / "first", "commit", "-q", "-a", "-m", "Another")
    git(runner.folder / "first", "push", "-q", "../origin", "main")


def test_the_pull_request_of_the_week(runner: Runner) -> None:
    keep(runner, PREPRINT)
    runner.run("update")
    assert runner.jobs == ["ask", "propose"]
    (opened,) = [json.loads(text) for command, text, _ in runner.asked if "POST" in command]
    assert (opened["head"], opened["base"]) == ("sphinx-awesome/update", "main")
    for line in (
        '+ authors = ["Benjamin Hou", "Georgios Kaissis"]',
        '+ published.venue = "MICCAI"',
        '~ links.code = "https://github.com/you/new-name"',
        "arXiv names this DOI; Crossref: same title",
    ):
        assert line in opened["body"]
    shown = git(runner.folder / "origin", "show", f"{opened['head']}:entries/reports.toml")
    written = [line for line in shown.splitlines() if line not in PREPRINT.splitlines()]
    assert 'links.code = "https://github.com/you/new-name"' in written
    assert "published.added = 2026-10-05" in written
    assert branches(runner) == ["main", "sphinx-awesome/update"]

    # Merged, there is nothing to say.
    git(runner.folder / "first", "pull", "-q", "../origin", "sphinx-awesome/update")
    git(runner.folder / "first", "push", "-q", "../origin", "main")
    asked = len(runner.asked)
    git(runner.folder / "origin", "branch", "-q", "-D", "sphinx-awesome/update")
    runner.run("update")
    assert len(runner.asked) == asked
    assert branches(runner) == ["main"]
