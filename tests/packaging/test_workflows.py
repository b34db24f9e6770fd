"""Workflows, here and in sites that `new` makes: what they may, what they run, what they write."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_awesome.cli import argument_parser
from sphinx_awesome.cli.github.issue_form import PAPER_LABEL, SECTION_LABEL
from sphinx_awesome.cli.scaffold import Scaffold
from sphinx_awesome.core.model import AwesomeList, Entry, Section
from sphinx_awesome.core.venues import Venues

ROOT = Path(__file__).parents[2]
#: The jobs that may do more than read, and what they need.
ALLOWED = {
    ("release.yml", "publish"): {"id-token": "write"},
    ("readme.yml", "write"): {"contents": "write"},
    ("pages.yml", "build"): {"contents": "read", "pages": "read"},
    ("pages.yml", "publish"): {"pages": "write", "id-token": "write"},
    ("update.yml", "ask"): {"contents": "read"},
    ("update.yml", "propose"): {"contents": "write", "pull-requests": "write"},
    ("paper.yml", "ask"): {"contents": "read"},
    ("paper.yml", "comment"): {"issues": "write"},
    ("paper.yml", "propose"): {"contents": "write", "pull-requests": "write"},
}
#: What asks sources, or reads what strangers write.
ASKING = ("sphinx-awesome update", "sphinx-awesome links", "sphinx-awesome add")


def made() -> dict[str, str]:
    """The workflows of a site that `new` makes."""
    awesome_list = AwesomeList(
        title="L",
        sections={"s": Section("s", "S", entries=("a",))},
        entries={"a": Entry("a", "A")},
        homes={"a": "s"},
        venues=Venues(),
    )
    start = ".github/workflows/"
    return {
        n.removeprefix(start): t for n, t in Scaffold(awesome_list).files().items() if start in n
    }


TEXTS = {
    **{
        f"here/{path.name}": path.read_text(encoding="utf-8")
        for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    },
    **{f"made/{name}": text for name, text in made().items()},
}
every_workflow = pytest.mark.parametrize("name", TEXTS)


@every_workflow
def test_actions_are_pinned_by_commit(name: str) -> None:
    uses = re.findall(r"uses: (.+)", TEXTS[name])
    assert uses
    for use in uses:
        # A comment may say more of the step.
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use), use


@every_workflow
def test_they_only_read_but_for_the_jobs_that_must_write(name: str) -> None:
    workflow = yaml.safe_load(TEXTS[name])
    assert workflow["permissions"] == {"contents": "read"}
    triggers = workflow[True]  # YAML 1.1 reads the key `on` as true
    assert "pull_request_target" not in triggers
    for job, steps in workflow["jobs"].items():
        allowed = ALLOWED.get((name.partition("/")[2], job))
        assert steps.get("permissions") == allowed, job
        if allowed:
            assert set(triggers) <= {"push", "workflow_dispatch", "schedule", "issues"}


@every_workflow
def test_who_may_write_asks_nobody(name: str) -> None:
    """Git alone tells the days that the README's job writes: `--only added`."""
    for job in yaml.safe_load(TEXTS[name])["jobs"].values():
        run = [step.get("run", "") for step in job["steps"]]
        is_asking = any(
            command in line and "--only added" not in line for line in run for command in ASKING
        )
        assert not (is_asking and "write" in (job.get("permissions") or {}).values())


@every_workflow
def test_shell_of_more_than_three_lines_is_a_command_or_tested(name: str) -> None:
    long = [command for command in commands(TEXTS[name]) if command.strip().count("\n") > 2]
    assert not long or name.endswith("/readme.yml")  # which is tested below


@pytest.mark.parametrize("name", ["update.yml", "paper.yml"])
def test_sites_that_are_made_run_what_runs_here(name: str) -> None:
    def of(where: str) -> Any:  # noqa: ANN401
        text = TEXTS[f"{where}/{name}"]
        own = {"here": r'"?\.(\[online\]")?$', "made": r"-r docs/requirements\.txt$"}[where]
        return yaml.safe_load(re.sub(rf"(?m)(pip install --quiet) {own}", r"\1 it", text))

    assert of("here") == of("made")


@every_workflow
def test_nothing_of_a_stranger_is_put_into_a_shell(name: str) -> None:
    for command in commands(TEXTS[name]):
        assert "${{" not in command


@every_workflow
def test_no_checkout_keeps_a_token(name: str) -> None:
    for job in yaml.safe_load(TEXTS[name])["jobs"].values():
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] is False


def test_each_supported_python_is_tried_on_each_system() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    supported = re.findall(r"Python :: (3\.\d+)", text)
    matrix = yaml.safe_load(TEXTS["here/ci.yml"])["jobs"]["tests"]["strategy"]["matrix"]
    assert matrix["python"] == supported
    systems = {name.partition("-")[0] for name in matrix["os"]}
    assert systems == {"ubuntu", "macos", "windows"}
    newest = yaml.safe_load(TEXTS["here/ci.yml"])["jobs"]["newest"]
    assert newest["strategy"]["matrix"]["os"] == matrix["os"]


def test_sessions_that_run_are_there() -> None:
    here = "".join(text for name, text in TEXTS.items() if name.startswith("here/"))
    defined = re.findall(
        r"^def (\w+)\(session", (ROOT / "noxfile.py").read_text(encoding="utf-8"), re.MULTILINE
    )
    named = re.findall(r"nox -s ([\w ]+?)(?: -|$)", here, re.MULTILINE)
    assert {session for names in named for session in names.split()} <= set(defined)
    ((line,),) = (re.findall(r"sessions: (\[.+\])", here),)
    assert {s for names in yaml.safe_load(line) for s in names.split()} <= set(defined)


@pytest.mark.parametrize("name", ["here/entries.yml", "made/ci.yml"])
def test_a_pull_request_is_compared_with_its_target(name: str) -> None:
    (job,) = yaml.safe_load(TEXTS[name])["jobs"].values()
    (step,) = (step for step in job["steps"] if "--since" in step.get("run", ""))
    assert '--since "origin/$BASE"' in step["run"]
    assert step["env"] == {"BASE": "${{ github.base_ref }}"}
    assert job["steps"][0]["with"]["fetch-depth"] == 0  # else there is nothing to compare with


@pytest.mark.parametrize("name", ["here", "made"])
def test_a_readme_that_lags_behind_fails_nothing(name: str) -> None:
    texts = "".join(text for key, text in TEXTS.items() if key.startswith(name))
    noxfile = ROOT / {"here": "noxfile.py", "made": "sphinx_awesome/templates/noxfile.py.in"}[name]
    run = [*commands(texts), *noxfile.read_text(encoding="utf-8").splitlines()]
    checks = [line for line in run if "readme" in line and "--check" in line]
    assert checks
    assert all("--notice" in line for line in checks)


def test_forms_name_what_is_read_of_them() -> None:
    here = ROOT / ".github" / "ISSUE_TEMPLATE" / "1-add-a-paper.yml"
    odd = ["Two: #1 $x", "Same", "Same", '"Quoted" & {odd} [list], `code`', "- Ünïcode'"]
    ids = [f"s{number}" for number in range(len(odd))]
    awesome_list = AwesomeList(
        title="L",
        sections={i: Section(i, title, entries=("a",)) for i, title in zip(ids, odd, strict=True)},
        entries={"a": Entry("a", "A")},
        homes={"a": "s0"},
        venues=Venues(),
    )
    made = Scaffold(awesome_list).files()[".github/ISSUE_TEMPLATE/add-a-paper.yml"]
    for text in (here.read_text(encoding="utf-8"), made):
        fields = {one["id"]: one for one in yaml.safe_load(text)["body"] if "id" in one}
        labels = {name: field["attributes"]["label"] for name, field in fields.items()}
        assert (labels["paper"], labels["section"]) == (PAPER_LABEL, SECTION_LABEL)
        assert all(fields[name]["validations"]["required"] for name in ("paper", "section"))
    options = fields["section"]["attributes"]["options"]
    assert options == [odd[0], "s1", "s2", *odd[3:], "Another one"]


def commands(text: str) -> list[str]:
    """All that workflows run."""
    return [
        step["run"]
        for document in re.split(r"(?m)^(?=name: )", text)
        for job in ((yaml.safe_load(document) or {}).get("jobs") or {}).values()
        for step in job["steps"]
        if "run" in step
    ]


# -- the job that writes -----------------------------------------------------------------------

Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Git in a folder of the test, without the settings of who runs it."""
    if os.name == "nt" or not shutil.which("bash"):
        pytest.skip("needs a shell")
    env = {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
        **{
            f"GIT_{who}_{what}": "x@example.org"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }

    def run(folder: str, *arguments: str) -> str:
        command = ["git", "-C", str(tmp_path / folder), *arguments]
        return subprocess.run(
            command, env=env, check=True, capture_output=True, text=True
        ).stdout.strip()

    (tmp_path / "origin").mkdir()
    run("origin", "init", "-q", "--bare", "-b", "main")
    (tmp_path / "first" / "entries").mkdir(parents=True)
    run("first", "init", "-q", "-b", "main")
    (tmp_path / "first" / "README.md").write_text("old\n", encoding="utf-8")
    (tmp_path / "first" / "entries" / "s.toml").write_text("", encoding="utf-8")
    run("first", "add", "-A")
    run("first", "commit", "-q", "-m", "One")
    run("first", "remote", "add", "origin", str(tmp_path / "origin"))
    run("first", "push", "-q", "origin", "main")
    run("", "clone", "-q", str(tmp_path / "origin"), "runner")
    return run


@pytest.fixture(params=["here", "made"])
def commit(request: pytest.FixtureRequest, git: Git, tmp_path: Path) -> Callable[[], int]:
    """Run the step that commits and pushes; its exit status."""
    assert git
    (job,) = yaml.safe_load(TEXTS[f"{request.param}/readme.yml"])["jobs"].values()
    step: dict[str, Any] = job["steps"][-1]
    assert step["env"] == {"TOKEN": "${{ github.token }}", "BRANCH": "${{ github.ref_name }}"}
    assert not any("TOKEN" in str(other) for other in job["steps"][:-1])
    env = {
        **os.environ,
        "TOKEN": "secret",
        "BRANCH": "main",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }

    def run() -> int:
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(
            command, cwd=tmp_path / "runner", env=env, capture_output=True, text=True, check=False
        )
        assert "secret" not in done.stdout + done.stderr
        return done.returncode

    return run


def test_what_has_changed_is_pushed(commit: Callable[[], int], git: Git, tmp_path: Path) -> None:
    (tmp_path / "runner" / "README.md").write_text("new\n", encoding="utf-8")
    (tmp_path / "runner" / "entries" / "s.toml").write_text("added\n", encoding="utf-8")
    (tmp_path / "runner" / "build").write_text("not theirs\n", encoding="utf-8")
    assert commit() == 0
    assert git("origin", "show", "main:README.md") == "new"
    assert git("origin", "ls-tree", "-r", "--name-only", "main").split() == [
        "README.md",
        "entries/s.toml",
    ]
    assert git("origin", "log", "-1", "--format=%an", "main") == "github-actions[bot]"


def test_where_nothing_has_changed_nothing_is_committed(
    commit: Callable[[], int], git: Git
) -> None:
    assert commit() == 0
    assert git("origin", "rev-list", "--count", "main") == "1"


def test_where_the_branch_has_moved_on_its_own_run_writes(
    commit: Callable[[], int], git: Git, tmp_path: Path
) -> None:
    git("first", "commit", "-q", "--allow-empty", "-m", "Two")
    git("first", "push", "-q", "origin", "main")
    (tmp_path / "runner" / "README.md").write_text("new\n", encoding="utf-8")
    assert commit() == 0
    assert git("origin", "show", "main:README.md") == "old"


def test_where_the_push_is_refused_the_job_fails(
    commit: Callable[[], int], git: Git, tmp_path: Path
) -> None:
    assert git
    hook = tmp_path / "origin" / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    (tmp_path / "runner" / "README.md").write_text("new\n", encoding="utf-8")
    assert commit() != 0


@every_workflow
def test_our_commands_are_called_as_they_want_to_be(name: str) -> None:
    for command in commands(TEXTS[name]):
        for line in command.splitlines():
            if line.startswith("sphinx-awesome "):
                words = shlex.split(line.partition(" || ")[0])[1:]
                given = [word.replace("$HOW", "--dry-run") for word in words]
                assert "run" in argument_parser().parse_args(given)
