"""`sphinx-awesome preview`, with a small server; tests/docs/test_preview.py has the real one."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sphinx_awesome.cli import main, preview

LIST = """\
# Reports

## Radiology

- [**MICCAI 2021**] RATCHET: Medical Transformer for Reports [[pdf]](https://arxiv.org/pdf/2107.02104)
- [**CVPR 2022**] A Graph Transformer for Reports [[pdf]](https://a.org/graph.pdf)

## Pathology

- [**ISBI 2020**] A Report of What the Slide Shows [[pdf]](https://a.org/slide.pdf)
"""
#: Listens at a port, as the real server does once the site is built.
SERVER = """
import signal, socket, sys, time
if sys.argv[2] == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
listening = socket.socket()
listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listening.bind(("127.0.0.1", int(sys.argv[1])))
listening.listen()
time.sleep(60)
"""
Capture = pytest.CaptureFixture[str]
Step = Callable[[Path], None]


class Previews:
    """Runs the command, and does something while it runs."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.source = folder / "list.md"
        self.source.write_text(LIST, encoding="utf-8")
        self.server = "willing"
        self.opened: list[str] = []
        self.temporary = folder / "tmp"
        self.temporary.mkdir()
        self._steps: Iterator[Step] = iter(())
        self._site = Path()
        self._is_served = False
        self._answers = preview.answers
        monkeypatch.setattr("tempfile.tempdir", str(self.temporary))
        monkeypatch.setattr(preview, "server_command", self._command)
        monkeypatch.setattr(preview, "is_installed", lambda _: True)
        monkeypatch.setattr(preview, "answers", self._ask)
        monkeypatch.setattr(preview, "pause", self._pause)
        monkeypatch.setattr(preview.webbrowser, "open", self.opened.append)

    def run(self, *steps: Step, options: tuple[str, ...] = ()) -> int:
        """Run the command; a step after each look at the list, then Ctrl-C."""
        self._steps = iter(steps)
        return main(["preview", str(self.source), "--port", "0", *options])

    def _command(self, folder: Path, port: int) -> list[str]:
        self._site = folder / "site"
        if self.server == "failing":
            return [sys.executable, "-c", "raise SystemExit(1)"]
        return [sys.executable, "-c", SERVER, str(port), self.server]

    def _ask(self, port: int) -> bool:
        self._is_served = self._answers(port)
        return self._is_served

    def _pause(self) -> None:
        if not self._is_served:
            time.sleep(0.05)
        elif step := next(self._steps, None):
            step(self._site)
        else:
            raise KeyboardInterrupt


@pytest.fixture
def previews(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Previews:
    """The command in a folder of its own, with a small list."""
    monkeypatch.chdir(tmp_path)
    return Previews(tmp_path, monkeypatch)


def test_the_address_is_said_and_opened_and_nothing_is_left(
    previews: Previews, capsys: Capture
) -> None:
    seen = []

    def look(site: Path) -> None:
        seen.append((site / "docs" / "index.md").read_text(encoding="utf-8"))

    assert previews.run(look) == 0
    out = capsys.readouterr().out
    (address,) = previews.opened
    assert f"3 papers in 2 sections read from {previews.source}\n" in out
    assert f"\nThe site: {address}\nIt follows the list. Ctrl-C ends it.\n" in out
    assert address.startswith("http://127.0.0.1:")
    assert out.endswith("\nEnded.\n")
    assert seen[0].startswith("---\nhide-toc: true")
    assert list(previews.temporary.iterdir()) == []


def test_no_browser_is_opened_if_none_is_wanted(previews: Previews) -> None:
    assert previews.run(options=("--no-browser",)) == 0
    assert previews.opened == []


def test_the_site_follows_the_list(previews: Previews, capsys: Capture) -> None:
    seen: list[set[str]] = []
    times: list[int] = []

    def change(old: str, new: str) -> Step:
        text = previews.source.read_text(encoding="utf-8")
        return lambda _: (
            previews.source.write_text(text.replace(old, new), encoding="utf-8") and None
        )

    def look(site: Path) -> None:
        seen.append({path.name for path in (site / "entries").iterdir()})
        times.append((site / "docs" / "conf.py").stat().st_mtime_ns)

    assert previews.run(look, change("## Pathology", "## Dermatology"), look) == 0
    assert seen == [
        {"_list.toml", "radiology.toml", "pathology.toml"},
        {"_list.toml", "radiology.toml", "dermatology.toml"},
    ]
    assert times[0] == times[1]  # what stays the same is not written
    assert capsys.readouterr().out.count("3 papers in 2 sections read from") == 2


def test_a_list_that_cannot_be_read_leaves_the_site_as_it_was(
    previews: Previews, capsys: Capture
) -> None:
    seen: list[bool] = []

    def look(site: Path) -> None:
        seen.append((site / "entries" / "radiology.toml").is_file())

    def empty(_site: Path) -> None:
        previews.source.write_text("# Nothing\n", encoding="utf-8")

    def remove(_site: Path) -> None:
        previews.source.unlink()

    assert previews.run(empty, look, remove, look) == 0
    out = capsys.readouterr().out
    assert f"no entry was found in {previews.source}" in out
    assert f"{previews.source} does not exist" in out
    assert out.count("; the site stays as it was\n") == 2
    assert seen == [True, True]


def test_entry_files_are_followed_too(previews: Previews, capsys: Capture) -> None:
    assert main(["convert", str(previews.source), "entries"]) == 0
    previews.source = previews.source.parent / "entries"

    def change(_site: Path) -> None:
        path = previews.source / "radiology.toml"
        path.write_text(path.read_text(encoding="utf-8").replace("Graph", "Tree"), encoding="utf-8")

    assert previews.run(change, lambda _: None) == 0
    assert capsys.readouterr().out.count("3 papers in 2 sections read from") == 2


def test_a_server_that_ends_by_itself_is_an_error(previews: Previews, capsys: Capture) -> None:
    previews.server = "failing"
    assert previews.run() == 2
    assert "the server has ended; what it said stands above" in capsys.readouterr().err
    assert previews.opened == []
    assert list(previews.temporary.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_told_to_terminate_it_leaves_nothing_either(previews: Previews) -> None:
    assert previews.run(lambda _: os.kill(os.getpid(), signal.SIGTERM)) == 0
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    assert list(previews.temporary.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_server_that_does_not_end_is_killed(
    previews: Previews, monkeypatch: pytest.MonkeyPatch
) -> None:
    previews.server = "stubborn"
    monkeypatch.setattr(preview, "_END_SECONDS", 0.2)
    assert previews.run() == 0
    assert list(previews.temporary.iterdir()) == []


def test_packages_that_are_missing_are_named(
    previews: Previews, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    for present, message in {
        "myst_parser": "2 packages are missing: sphinx-autobuild, furo",
        "": "3 packages are missing: sphinx-autobuild, furo, myst-parser",
    }.items():
        monkeypatch.setattr(preview, "is_installed", present.__eq__)
        assert previews.run() == 2
        assert capsys.readouterr().err == (
            f"sphinx-awesome preview: to preview a list, {message}; "
            "run: pip install 'sphinx-awesome[site]'\n"
        )
    monkeypatch.setattr(preview, "is_installed", "furo".__ne__)
    assert previews.run() == 2
    assert "1 package is missing: furo;" in capsys.readouterr().err


def test_a_port_that_is_taken_is_an_error_and_the_usual_one_gives_way(
    previews: Previews, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for wrong in (port, 99999):
            assert main(["preview", str(previews.source), "--port", str(wrong)]) == 2
            assert capsys.readouterr().err == (
                f"sphinx-awesome preview: port {wrong} cannot be taken; "
                "name another one, or leave out --port\n"
            )
        monkeypatch.setattr(preview, "USUAL_PORT", port)
        assert preview.free_port(None) not in {port, 0}
    monkeypatch.setattr(preview, "USUAL_PORT", port)
    assert preview.free_port(None) == port


def test_the_server_is_that_of_sphinx_autobuild_and_pauses_are_short(tmp_path: Path) -> None:
    command = preview.server_command(tmp_path, 1234)
    assert command[:3] == [sys.executable, "-m", "sphinx_autobuild"]
    assert command[-2:] == [str(tmp_path / "site" / "docs"), str(tmp_path / "html")]
    assert command[command.index("--port") + 1] == "1234"
    before = time.monotonic()
    preview.pause()
    assert time.monotonic() - before < 5


def test_packages_are_looked_for_and_not_imported() -> None:
    assert preview.is_installed("pytest")
    assert not preview.is_installed("no_such_package")
