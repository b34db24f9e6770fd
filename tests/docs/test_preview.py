"""`sphinx-awesome preview` as a newcomer runs it: a README, an address, a change, Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

LIST = "# Reports\n\n## Radiology\n\n- [**MICCAI 2021**] RATCHET for Reports [[pdf]](https://a.org/a.pdf)\n"
ADDED = "- [**CVPR 2022**] A Graph Transformer for Reports [[pdf]](https://a.org/graph.pdf)\n"
PATIENCE_SECONDS = 90


def page(address: str) -> str:
    """The text at an address of the site."""
    with urlopen(address, timeout=10) as answer:
        text: str = answer.read().decode()
        return text


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent as a signal")
def test_a_site_is_served_follows_its_list_and_goes(tmp_path: Path) -> None:
    source, temporary = tmp_path / "README.md", tmp_path / "tmp"
    source.write_text(LIST, encoding="utf-8")
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
            address = next(
                line.partition(": ")[2].strip() for line in process.stdout if "The site: " in line
            )
            assert "RATCHET for Reports" in page(f"{address}radiology.html")
            source.write_text(LIST + ADDED, encoding="utf-8")
            end = time.monotonic() + PATIENCE_SECONDS
            while "A Graph Transformer" not in page(f"{address}radiology.html"):
                assert time.monotonic() < end, "the site has not followed its list"
                time.sleep(0.5)
        finally:
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        assert process.stdout.read().endswith("Ended.\n")
        assert process.wait(PATIENCE_SECONDS) == 0
    assert list(temporary.iterdir()) == []
