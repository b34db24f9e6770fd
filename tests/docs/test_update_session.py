"""The session with `update` in the how-to, word for word."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sphinx_awesome.cli import main

from ..sources.server import WorldServer
from ..sources.world import Work, World

ANN, EVE = ("Ann", "Ash"), ("Eve", "Elm")
READING, SEEING = "Reading Images of Lungs with Transformers", "Seeing Lungs Without Any Labels"
ROSES = "Growing Roses in the Shade"
DOI = "10.5555/reading.2023"
ENTRIES = f"""\
title = "Lungs"

[[entry]]
id = "ash-2022-reading"
title = "{READING}"
authors = ["Ann Ash"]
venue = "arXiv"
year = 2022
arxiv = "2201.00001"

[[entry]]
id = "ash-2022-seeing"
title = "{SEEING}"
authors = ["Ann Ash"]
venue = "arXiv"
year = 2022
arxiv = "2201.00002"

[[entry]]
id = "ash-2021-hearing"
title = "Hearing Lungs"
authors = ["Ann Ash"]
arxiv = "2201.00004"
venue = "MICCAI"
year = 2021
added = 2021-01-01
"""
WORKS = [
    Work(READING, [ANN], arxiv="2201.00001", arxiv_doi=DOI),
    Work(READING, [ANN], doi=DOI, containers=["Medical Image Analysis"], printed=2023),
    Work(SEEING, [ANN], arxiv="2201.00002", comment="Accepted at MICCAI 2022"),
    Work(ROSES, [EVE], arxiv="2201.00004"),
]


def test_the_session_of_the_page(
    blocks: Callable[[str], list[Any]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = blocks("how-to/update-papers")
    (session,) = [b.text for b in page if b.text.startswith("$ sphinx-awesome update")]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1791158400")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    path = Path("entries/lungs.toml")
    path.parent.mkdir()
    path.write_text(ENTRIES, encoding="utf-8")
    with WorldServer(World(WORKS)) as server:
        monkeypatch.setenv("SPHINX_AWESOME_MIRRORS", server.mirrors())
        for part in session.split("$ sphinx-awesome ")[1:]:
            command, _, told = part.partition("\n")
            only = "identity,authors,ids,published,withdrawn,code"  # nothing is in git here
            assert main([*shlex.split(command), "--only", only]) == 1
            shown = capsys.readouterr().out.replace("\\", "/")
            assert re.sub(r": \d+ s\n", ": 4 s\n", shown) == told
    assert path.read_text(encoding="utf-8").count("published.added = 2026-10-05") == 2
