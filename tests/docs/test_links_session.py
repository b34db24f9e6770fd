"""The sessions with `links` on its page, word for word."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sphinx_awesome.cli import main

from ..sources.server import HOSTS, Reply, WorldServer
from ..sources.world import Code, World

ENTRIES = """\
title = "Lungs"

[[entry]]
id = "ash-2022-reading"
title = "Reading Images of Lungs with Transformers"
links.project = "https://example.org/reading"
links.pdf = "https://example.org/reading.pdf"
added = 2022-03-01

[[entry]]
id = "ash-2022-seeing"
title = "Seeing Lungs Without Any Labels"
links.code = "https://github.com/ash/old-name"
"""
MOMENTS = ("1791158400", "1791417600")  # 5 and 8 October 2026


def test_the_sessions_of_the_page(
    blocks: Callable[[str], list[Any]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sessions = [
        b.text for b in blocks("how-to/dead-links") if b.text.startswith("$ sphinx-awesome")
    ]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    path = Path("entries/lungs.toml")
    path.parent.mkdir()
    path.write_text(ENTRIES, encoding="utf-8")
    world = World(code=[Code("ash/new-name", 1, former=["ash/old-name"])])
    with WorldServer(world) as server:
        monkeypatch.setenv("SPHINX_AWESOME_MIRRORS", server.mirrors(hosts=(*HOSTS, "example.org")))
        server.replies["example.org/reading"] = Reply(404)
        server.replies["example.org/reading.pdf"] = Reply(200)
        server.captures["https://example.org/reading"] = ["20180101000000", "20220201101112"]
        for moment, session in zip(MOMENTS, sessions, strict=True):
            monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
            command, _, expected = session.removeprefix("$ sphinx-awesome ").partition("\n")
            assert main(shlex.split(command)) == 1
            shown = capsys.readouterr().out.replace("\\", "/")
            shown = re.sub(
                r"requests?: \d+ s\n", lambda one: one[0].split(":")[0] + ": 4 s\n", shown
            )
            assert shown.strip() == expected.strip()
    text = path.read_text(encoding="utf-8")
    assert text == ENTRIES.replace("old-name", "new-name")
