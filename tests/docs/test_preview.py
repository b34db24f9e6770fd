"""`sphinx-awesome preview` as the tutorial runs it: a README, an address, a change, Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

ADDED = "\n## Reports\n\n- [**CVPR 2022**] A Graph Transformer for Reports [[pdf]](https://a.org/graph.pdf)\n"
PATIENCE_SECONDS = 90


def page(address: str) -> str:
    """The text at an address of the site; "" if there is none yet."""
    try:
        with urlopen(address, timeout=10) as answer:
            text: str = answer.read().decode()
            return text
    except HTTPError:
        return ""


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent as a signal")
def test_a_site_is_served_follows_its_list_and_goes(
    blocks: Callable[[str], list[Any]], tmp_path: Path
) -> None:
    shown = {block.caption: block.text for block in blocks("tutorial")}
    source, temporary = tmp_path / "README.md", tmp_path / "tmp"
    source.write_text(shown["README.md"], encoding="utf-8")
    temporary.mkdir()
    with subprocess.Popen(
        [
            sys.executable,
            "-m",
            "sphinx_awesome",
            "preview",
            "README.md",
            "--no-browser",
            "--port",
            "0",
        ],
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout
        try:
            said = ""
            for line in process.stdout:
                said += line
                if line.startswith("It follows"):
                    break
            address = re.search(r"The site: (\S+)", said)[1]
            shown_there = said.replace(address, "http://127.0.0.1:8000/")
            assert shown_there == shown["What preview prints"]
            assert "WeatherBench" in page(f"{address}global-models.html")
            source.write_text(shown["README.md"] + ADDED, encoding="utf-8")
            end = time.monotonic() + PATIENCE_SECONDS
            while "A Graph Transformer" not in page(f"{address}reports.html"):
                assert time.monotonic() < end, "the site has not followed its list"
                time.sleep(0.5)
        finally:
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        assert process.stdout.read().endswith("Ended.\n")
        assert process.wait(PATIENCE_SECONDS) == 0
    assert list(temporary.iterdir()) == []
