"""A list with everything that a page of ours can show, built in the theme that THEME names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from ..browser.conftest import browser
from .known import THEMES, Theme

__all__ = ["browser"]

SITE = Path(__file__).parent / "site"
#: Where the site is on its host; `html_baseurl` of its `conf.py` says so too.
SUB_PATH = "/lists/images"


class _Handler(SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(SUB_PATH))

    def log_message(self, *_: object) -> None:
        pass


def serve(directory: Path) -> tuple[ThreadingHTTPServer, str]:
    """Serve a folder on this machine. Return the server, and the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(directory)))
    Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}{SUB_PATH}/"


def build_strictly(source: Path, out: Path, *options: str, theme: Theme | None = None) -> Path:
    """Build in a process of its own: every warning, and every reference to nothing, is an error."""
    command = [*(sys.executable, "-m", "sphinx", "-W", "-n", "--keep-going", "-q")]
    env = {**os.environ, "AWESOME_THEME": json.dumps((theme or THEMES["furo"]).settings)}
    done = subprocess.run(
        [*command, "-d", f"{out}-doctrees", *options, str(source), str(out)],
        capture_output=True,
        text=True,
        check=False,
        env=env,
    )
    if done.returncode:
        pytest.fail(f"the site does not build:\n{done.stderr}", pytrace=False)
    return out


@pytest.fixture(scope="session")
def theme() -> Theme:
    """The theme that THEME names by its package; furo unless it does."""
    return THEMES[os.environ.get("THEME", "furo")]


@pytest.fixture(scope="session")
def address(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site in the theme."""
    out = tmp_path_factory.mktemp("theme") / "html"
    server, base = serve(build_strictly(SITE / "docs", out, theme=theme))
    yield base
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def furo_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the same site in furo, for which its look was made."""
    server, base = serve(build_strictly(SITE / "docs", tmp_path_factory.mktemp("furo") / "html"))
    yield base
    server.shutdown()
    server.server_close()
