"""The tutorial, followed word for word, and its pictures."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import subprocess
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from types import ModuleType

import pytest

from sphinx_awesome import cli
from sphinx_awesome.ext.output.head import png_size

from .conftest import DOCS, build_site, read_blocks

IMAGES = DOCS / "images"
STEPS = [
    block
    for name in ("tutorial", "tutorial/publish")
    for block in read_blocks((DOCS / f"{name}.md").read_text(encoding="utf-8"))
]
#: What is not run here: it makes an environment, serves (test_preview.py), or asks the network.
ELSEWHERE = re.compile(r"python3 -m venv|\. \.venv|pip |sphinx-awesome preview|git push")


@pytest.fixture(scope="module")
def pictures() -> ModuleType:
    """The script that draws the pictures."""
    spec = importlib.util.spec_from_file_location("pages", IMAGES / "pages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def followed(pictures: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sites of the tutorial, after its steps; what commands print is compared on the way."""
    root = tmp_path_factory.mktemp("tutorial")
    folder = root / pictures.FOLDER
    sites, here, printed = {"new": root / "new", "published": root / "published"}, root, ""
    for step in STEPS:
        if step.caption == "README.md":
            (root / "README.md").write_text(step.text, encoding="utf-8")
        if step.caption.startswith("What ") and "preview" not in step.caption:
            assert printed == step.text, step.caption
            printed = ""
        lines = step.text.splitlines() if step.language == "sh" else []
        for line in lines:
            if line == "cd my-list":
                here = folder
            elif line.startswith("sphinx-build"):
                assert build_site(folder / "docs", sites["new"]) == ""
            elif not ELSEWHERE.match(line):
                with chdir(here):
                    printed += run(line)
        if step.caption == "docs/index.md, the beginning":
            pictures.write_files(folder)
        if step.caption == "What fmt and readme print":  # "Build again"
            assert build_site(folder / "docs", sites["published"]) == ""
    assert printed == ""
    return {**sites, "folder": folder}


def run(line: str) -> str:
    """Run a command. Return what it prints, for those who have a release installed."""
    program, *arguments = shlex.split(line)
    if program != "sphinx-awesome":
        user = {
            f"GIT_{who}_{of}": "me" for who in ("AUTHOR", "COMMITTER") for of in ("NAME", "EMAIL")
        }
        env = {**os.environ, **user}
        subprocess.run([program, *arguments], check=True, capture_output=True, env=env)
        return ""
    told = StringIO()
    with redirect_stdout(told), redirect_stderr(told):
        cli.main(arguments)
    # Who has the package from a folder is told so.
    return re.sub(r"\ndocs/requirements\.txt installs .+\n", "", told.getvalue())


def test_the_site_is_what_the_tutorial_says(followed: dict[str, Path]) -> None:
    home, section = (
        (followed["published"] / name).read_text(encoding="utf-8")
        for name in ("index.html", "global-models.html")
    )
    assert "for who builds such models" in home
    assert "7 papers, 2015–2023" in home
    assert 'title="Journal of Advances in Modeling Earth Systems (journal)"' in section
    assert (followed["published"] / "p" / "fourcastnet.html").is_file()
    assert cli.main(["check", str(followed["folder"] / "entries")]) == 0
    kept = subprocess.run(
        ["git", "ls-files"], cwd=followed["folder"], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "entries/global-models.toml" in kept
    assert not [name for name in kept if name.startswith(("docs/_build", "leftover"))]


def test_the_account_of_its_lines_is_that_of_the_explanation(followed: dict[str, Path]) -> None:
    (shown,) = (
        block.text
        for block in read_blocks((DOCS / "explanation/reading.md").read_text(encoding="utf-8"))
        if block.language == "text"
    )
    with chdir(followed["folder"].parent):
        said = run("sphinx-awesome convert README.md list.toml --report").splitlines()
    assert set(shown.splitlines()) <= set(said)


def test_the_folder_holds_what_is_drawn(followed: dict[str, Path]) -> None:
    (tree,) = (step.text for step in STEPS if step.text.startswith("my-list/"))
    drawn = re.findall(r"[├└]── (\S+)", tree)
    there = {path.name for path in followed["folder"].iterdir()} | {".github/workflows"}
    assert {name.rstrip("/") for name in drawn} <= there


# -- the pictures -----------------------------------------------------------------------------


def test_pictures_are_there_light_and_dark(pictures: ModuleType) -> None:
    names = {f"{name}-{scheme}.png" for name in pictures.PICTURES for scheme in ("light", "dark")}
    assert {path.name for path in IMAGES.glob("*-*.png")} == names
    for name, picture in pictures.PICTURES.items():
        for scheme in ("light", "dark"):
            path = IMAGES / f"{name}-{scheme}.png"
            assert png_size(path) == tuple(round(n * picture.scale) for n in picture.size)
            assert path.stat().st_size < 200_000


def test_pictures_of_the_tutorial_are_current(
    pictures: ModuleType, followed: dict[str, Path]
) -> None:
    """Draw them anew with `nox -s pictures` where a page says something else now."""
    known = json.loads(pictures.DIGESTS.read_text(encoding="utf-8"))
    assert known.keys() == pictures.PICTURES.keys()
    drawn = {name: p for name, p in pictures.PICTURES.items() if p.site in followed}
    now = {name: pictures.digest(followed[p.site] / p.page) for name, p in drawn.items()}
    assert now == {name: known[name] for name in drawn}


def test_each_step_shows_its_picture(pictures: ModuleType) -> None:
    shown = {
        path: alt
        for name in ("tutorial", "tutorial/publish")
        for path, alt in re.findall(
            r"^```\{image\} (\S+)\n:alt: (.+)$",
            (DOCS / f"{name}.md").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    }
    texts = {Path(path).stem: alt for path, alt in shown.items()}
    named = [name for name in pictures.PICTURES if name.startswith("tutorial")]
    for name in named:
        assert texts[f"{name}-light"] == texts[f"{name}-dark"]
        assert len(texts[f"{name}-light"]) > 60
    assert len(texts) == 2 * len(named)
