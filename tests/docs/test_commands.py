"""Every command that a how-to shows is run, in a folder as its reader has it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import warnings
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from sphinx.cmd.build import build_main

from sphinx_awesome import cli

from ..sources.server import WorldServer
from ..sources.world import World
from .conftest import HOW_TOS

LIST = """\
# Images

## Segmentation

- [**MICCAI 2015**] U-Net: Convolutional Networks for Biomedical Image Segmentation [[pdf]](https://arxiv.org/pdf/1505.04597)
- [**CVPR 2020**] New-Id: A Paper That Was Called Otherwise Before [[pdf]](https://a.org/new.pdf)

<!-- awesome-list -->
<!-- /awesome-list -->
"""
LIBRARY = """\
@inproceedings{u-net, title={U-Net: Convolutional Networks}, author={Olaf Ronneberger},
  booktitle={MICCAI}, year={2015}, eprint={1505.04597}, archiveprefix={arXiv}}
"""
#: What is not run here: it makes an environment, or asks the network.
ELSEWHERE = re.compile(r"pip |python3 -m venv|\. \.venv|\.venv/bin/nox |sphinx-build -b linkcheck")
#: What finds something in the files below, and is to.
FINDS = {"sphinx-awesome update", "sphinx-awesome update --only added"}
PAGES = [*HOW_TOS, "explanation/reading", "reference/python"]


def run(line: str) -> int:
    """Run a command in this process."""
    program, *arguments = shlex.split(line)
    if program == "sphinx-awesome":
        return cli.main(arguments)
    assert program == "sphinx-build"
    if "latexpdf" in arguments:  # what comes behind needs LaTeX
        arguments = ["-b", "latex", *arguments[2:]]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of what MyST-Parser asks for
        return build_main(["-q", *arguments])


@pytest.fixture
def folder(
    blocks: Callable[[str], list[Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """The list that is made by hand, in git, with what its maker may have besides."""
    shown = {block.caption: block.text for block in blocks("how-to/by-hand")}
    files = {name: text for name, text in shown.items() if "/" in name and ".rst" not in name}
    files |= {"README.md": LIST, "library.bib": LIBRARY}
    files |= {f"chapters/{name}.md": f"# {name}\n" for name in ("vision", "language")}
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    name = {
        f"GIT_{who}_{what}": "me@a.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    for command in (
        "init -q",
        "add .",
        "commit -qm All",
        "update-ref refs/remotes/origin/main HEAD",
    ):
        subprocess.run(
            ["git", *command.split()], cwd=tmp_path, check=True, env={**os.environ, **name}
        )
    with WorldServer(World([])) as server, chdir(tmp_path):
        monkeypatch.setenv("SPHINX_AWESOME_MIRRORS", server.mirrors())
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
        yield tmp_path


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_work(
    blocks: Callable[[str], list[Any]], request: pytest.FixtureRequest, page: str
) -> None:
    text = "".join(block.text for block in blocks(page) if block.language == "sh")
    lines = [line for line in text.splitlines() if not ELSEWHERE.match(line)]
    if lines:
        request.getfixturevalue("folder")
    if page == "how-to/readme-changed":  # whose reader has made a site before
        run("sphinx-awesome new README.md my-list")
    assert [line for line in lines if run(line) != (line in FINDS)] == []


def test_the_markers_of_a_readme_are_understood(
    blocks: Callable[[str], list[Any]], folder: Path
) -> None:
    shown = [b.text for b in blocks("how-to/list-in-a-readme") if b.language == "md"]
    assert len(shown) == 2
    for markers in shown:
        (folder / "README.md").write_text(f"# Images\n\n{markers}", encoding="utf-8")
        assert cli.main(["readme"]) == 0
        text = (folder / "README.md").read_text(encoding="utf-8")
        assert ("- **Segment Anything**, Alexander" in text) == ("line=" in markers)
