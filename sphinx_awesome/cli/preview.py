"""`sphinx-awesome preview`: the site of a list, served on this machine while the list is written.

Makes the site that `new` makes in a temporary folder, has sphinx-autobuild build and serve it, and
makes it again when the list has changed.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import signal
import socket
import subprocess
import sys
import tempfile
import time
import webbrowser
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..core import files
from . import common, new
from .common import UsageError, example

if TYPE_CHECKING:
    from .common import Commands

_HOST = "127.0.0.1"

USUAL_PORT = 8000

_NEEDED = {"sphinx_autobuild": "sphinx-autobuild", "furo": "furo", "myst_parser": "myst-parser"}
"""Modules that serve and build the site, and the packages that they are in."""

_HISTORY_SECONDS = 3.0
"""Seconds that the history of the list may take: a first page is due."""

_LOOK_SECONDS = 0.5
"""Seconds from one look at the list to the next."""

_END_SECONDS = 5.0
"""Seconds in which the server may end by itself."""

Signature = tuple[tuple[str, int, int], ...]
"""Name, time of change and size of each file of a list."""


def register(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "preview",
        help="serve the site of a list while you write it",
        description="Make the site of a list in a temporary folder, build it, serve it on this "
        "machine alone, and build it again whenever the list changes. What could not be read is "
        "said. Ctrl-C ends it, and nothing is left.",
        epilog=example("sphinx-awesome preview README.md")
        + "Exit status: 0 when it is ended, 2 on wrong usage or if the site cannot be served.",
    )
    parser.add_argument("sources", nargs="+", metavar="FROM", help=new.SOURCE_HELP)
    parser.add_argument(
        "--port",
        type=int,
        metavar="N",
        help=f"port of the address ({USUAL_PORT} or, if that is taken, a free one, if not given)",
    )
    parser.add_argument(
        "--no-browser", action="store_true", help="open no browser; say the address alone"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve the site of a list until somebody ends it.

    :raises UsageError: if a package is missing, the source holds no list, or the server ends.
    """
    sources: list[str] = arguments.sources
    if missing := [name for module, name in _NEEDED.items() if not is_installed(module)]:
        what = "package is" if len(missing) == 1 else "packages are"
        raise UsageError(
            f"to preview a list, {len(missing)} {what} missing: {', '.join(missing)}",
            "run: pip install 'sphinx-awesome[site]'",
        )
    port = free_port(arguments.port)
    before = _signature(sources)
    made = new.make_site(sources, seconds=_HISTORY_SECONDS)
    _say(new.report(made))
    with _temporary_folder() as folder, contextlib.suppress(KeyboardInterrupt):
        site = folder / "site"
        _update(site, {}, made.files)
        with _serving(folder, port) as server:
            for _ in _until_served(server, port):
                pause()
            if server.poll() is None:
                address = f"http://{_HOST}:{port}/"
                _say(["", f"The site: {address}", "It follows the list. Ctrl-C ends it."])
                if not arguments.no_browser:
                    webbrowser.open(address)
            _follow(sources, (before, made.files), site, server)
        raise UsageError("the server has ended", "what it said stands above")
    _say(["", "Ended."])
    return 0


def is_installed(module: str) -> bool:
    """Return whether a module can be imported."""
    return importlib.util.find_spec(module) is not None


def free_port(wanted: int | None) -> int:
    """Return a port that is free.

    :param wanted: the only one to take; None for any, first the usual one.
    :raises UsageError: if it is taken, or is no port.
    """
    for port in [wanted] if wanted is not None else [USUAL_PORT, 0]:
        with socket.socket() as listening:
            # As servers do: a port whose last connections are just closing is free.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError, OverflowError):
                listening.bind((_HOST, port))
                free: int = listening.getsockname()[1]
                return free
    raise UsageError(f"port {wanted} cannot be taken", "name another one, or leave out --port")


@contextlib.contextmanager
def _temporary_folder() -> Iterator[Path]:
    """Make a folder that is gone afterwards, also if the process is told to terminate.

    Whoever starts programs in the background has them ignore Ctrl-C: here it is heard again.
    """

    def interrupt(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    signals = (signal.SIGTERM, signal.SIGINT)
    former = [signal.signal(number, interrupt) for number in signals]
    try:
        # On Windows a file that the server has not closed yet cannot be removed.
        with tempfile.TemporaryDirectory(
            prefix="sphinx-awesome-", ignore_cleanup_errors=True
        ) as name:
            yield Path(name)
    finally:
        for number, handler in zip(signals, former, strict=True):
            signal.signal(number, handler)


@contextlib.contextmanager
def _serving(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Build and serve the site of a folder meanwhile."""
    server = subprocess.Popen(server_command(folder, port), stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        yield server
    finally:
        server.terminate()
        try:
            server.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def server_command(folder: Path, port: int) -> list[str]:
    """Return the command that builds and serves a site, and builds it again as it changes."""
    site = folder / "site"
    return [
        *(sys.executable, "-m", "sphinx_autobuild", "--host", _HOST, "--port", str(port)),
        *("--watch", str(site / "entries"), "-q", "-d", str(folder / "doctrees")),
        *(str(site / "docs"), str(folder / "html")),
    ]


def _until_served(server: subprocess.Popen[bytes], port: int) -> Iterator[None]:
    """Yield until something answers at a port, or the server has ended."""
    while server.poll() is None and not answers(port):
        yield


def answers(port: int) -> bool:
    """Return True if something listens at a port of this machine."""
    with socket.socket() as asking:
        asking.settimeout(_LOOK_SECONDS)
        return asking.connect_ex((_HOST, port)) == 0


def pause() -> None:
    """Wait until the next look at the list."""
    time.sleep(_LOOK_SECONDS)


def _follow(
    sources: Sequence[str],
    known: tuple[Signature, Mapping[str, str | bytes]],
    site: Path,
    server: subprocess.Popen[bytes],
) -> None:
    """Make the site again whenever its list changes, until the server ends.

    :param known: the signature of the list, and the files of the site as they were made from it.
    """
    signature, written = known
    while server.poll() is None:
        if (now := _signature(sources)) != signature:
            signature = now
            written = _make_again(sources, site, written)
        pause()


def _make_again(
    sources: Sequence[str], site: Path, written: Mapping[str, str | bytes]
) -> Mapping[str, str | bytes]:
    """Make the site of a list that has changed; if that cannot be read, the site stays.

    :return: the files of the site.
    """
    try:
        made = new.make_site(sources, seconds=_HISTORY_SECONDS)
    except (UsageError, OSError) as error:
        _say(["", common.printable(f"sphinx-awesome preview: {error}; the site stays as it was")])
        return written
    _say(["", *new.report(made)])
    _update(site, written, made.files)
    return made.files


def _update(site: Path, before: Mapping[str, str | bytes], now: Mapping[str, str | bytes]) -> None:
    """Write the files of a site that differ from those before, and remove those that are gone."""
    for name, content in now.items():
        if before.get(name) != content:
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            files.replace_file(path, content)
    for name in before.keys() - now.keys():
        (site / name).unlink(missing_ok=True)


def _signature(sources: Sequence[str]) -> Signature:
    """Return what changes whenever somebody writes a file of a list."""
    from ..formats import loading  # noqa: PLC0415
    from ..formats.lockfile import lock_path  # noqa: PLC0415

    paths: list[Path] = []
    for source in sources:
        with contextlib.suppress(OSError):
            path = loading.list_in(Path(source))
            paths += sorted(path.glob("*.toml")) if path.is_dir() else [path, lock_path(path)]
    signature = []
    for file in paths:
        with contextlib.suppress(OSError):
            state = file.stat()
            signature.append((file.name, state.st_mtime_ns, state.st_size))
    return tuple(signature)


def _say(lines: Iterator[str] | list[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()
