"""Sites in a real browser: the one that is installed here, nothing is downloaded."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from ..ext import hostile

if TYPE_CHECKING:
    # Not installed where the other tests run.
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parents[2]
#: The site of a list that never changes: tests/sample/README.md.
SAMPLE = ROOT / "tests" / "sample"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")

#: A desktop and a phone; heights in which "the first screen" is meant.
DESKTOP, PHONE = (1280, 1000), (360, 780)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the one that CHROMIUM names, else the first that is found."""
    from playwright.sync_api import sync_playwright

    named = os.environ.get("CHROMIUM")
    installed = filter(None, map(shutil.which, [named] if named else CHROMIUMS))
    path = next(installed, None)
    if path is None:
        missing = f"{named} is no program" if named else "no Chromium found"
        pytest.fail(f"{missing}: install one, and name it in CHROMIUM", pytrace=False)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path)
        yield launched
        launched.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@dataclass(frozen=True)
class Site:
    """A built site and the address at which it is served."""

    directory: Path
    base: str

    @property
    def pages(self) -> list[str]:
        """All pages of the theme; those of papers, in ``p/``, have tests of their own."""
        return sorted(path.name for path in self.directory.glob("*.html")) + sorted(
            f"{path.parent.name}/{path.name}" for path in self.directory.glob("[!p_]*/*.html")
        )

    @property
    def varied_pages(self) -> list[str]:
        """Pages with parts of ours, and of those that are prose the longest of each folder."""
        texts = {name: (self.directory / name).read_text(encoding="utf-8") for name in self.pages}
        ours = {name for name, text in texts.items() if re.search(r'class="[^"]*\baw-', text)}
        longest = {}
        for name in sorted(texts.keys() - ours, key=lambda name: len(texts[name])):
            longest[Path(name).parent] = name
        return sorted([*ours, *longest.values()])


def build(source: Path, out: Path, *options: str) -> None:
    """Build in a process of its own, as users do."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", f"{out}-doctrees"]
    done = subprocess.run(
        [*command, *options, str(source), str(out)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.fail(f"the site does not build:\n{done.stderr}", pytrace=False)


@pytest.fixture(scope="session")
def make_served(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[..., Site]]:
    """Build a site from its files, or from a folder, and serve it on this machine."""
    servers: list[ThreadingHTTPServer] = []

    def make(source: Path | dict[str, str], *options: str) -> Site:
        root = tmp_path_factory.mktemp("site")
        if isinstance(source, dict):
            for name, text in source.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
            source = root / "docs"
        build(source, root / "html", *options)
        handler = partial(_Quiet, directory=str(root / "html"))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return Site(root / "html", f"http://127.0.0.1:{server.server_port}/")

    yield make
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def site(make_served: Callable[..., Site]) -> Site:
    """The sample: a list that never changes, whose papers tests may name and count."""
    return make_served(SAMPLE / "docs")


@pytest.fixture(scope="session")
def published_site(make_served: Callable[..., Site]) -> Site:
    """The published list, whatever it holds today, and the documentation of the package."""
    return make_served(ROOT / "docs")


@pytest.fixture(scope="session")
def german_site(make_served: Callable[..., Site]) -> Site:
    """The sample, in a language other than that of the scripts."""
    return make_served(SAMPLE / "docs", "-D", "language=de")


@pytest.fixture(scope="session")
def hostile_site(make_served: Callable[..., Site]) -> Site:
    """Hostile values in every field of a list."""
    return make_served(hostile.files())


@pytest.fixture(scope="session")
def harmless_site(make_served: Callable[..., Site]) -> Site:
    """Every field of a list, with harmless values."""
    return make_served(hostile.files(hostile.HARMLESS))


@dataclass
class Watch:
    """What no page may do."""

    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext, base: str) -> None:
        """Watch all pages of a context."""
        context.on("request", lambda request: self._on_request(request.url, base))
        context.on("page", self._on_page)

    def _on_request(self, url: str, base: str) -> None:
        if not url.startswith((base, "data:", "blob:")):
            self.faults.append(f"a request leaves the site: {url}")

    def _on_page(self, page: Page) -> None:
        page.on("dialog", self._on_dialog)
        page.on("pageerror", lambda error: self.faults.append(f"a script failed: {error}"))
        page.on("console", self._on_console)

    def _on_dialog(self, dialog: Any) -> None:  # noqa: ANN401
        self.faults.append(f"a dialog opened: {dialog.message}")
        dialog.dismiss()

    def _on_console(self, message: Any) -> None:  # noqa: ANN401
        place = message.location["url"]
        # A browser asks for an icon by itself, and Chromium loads no modules from a disk.
        refused = re.search(
            r"^Access to script at 'file:.*/_static/awesome/[\w-]+\.js", message.text
        )
        refused = refused or message.text.startswith("Access to fetch at 'file:")
        failed = re.search(r"^file:.*/_static/awesome/[\w-]+\.js", place)
        if message.type == "error" and not (place.endswith("/favicon.ico") or refused or failed):
            self.faults.append(f"the console says: {message.text}")


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Open a page of a site. Whatever a test does, no page may do what `Watch` watches for."""
    contexts: list[BrowserContext] = []
    watch = Watch()

    def open_(
        address: str,
        *,
        of: Site = site,
        size: tuple[int, int] = DESKTOP,
        base: str = "",
        **options: object,
    ) -> Page:
        viewport = {"width": size[0], "height": size[1]}
        # Else furo scrolls smoothly to where an address points, which takes a while.
        options = {"reduced_motion": "reduce", **options}
        context = browser.new_context(viewport=viewport, **options)
        context.set_default_timeout(5000)
        contexts.append(context)
        base = base or of.base
        watch.over(context, base)
        page = context.new_page()
        page.goto(base + address)
        if "q=" in address and options.get("java_script_enabled", True):
            # What searches a page of papers is loaded before its bar comes.
            page.wait_for_function("!document.querySelector('aw-bar:empty')")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert watch.faults == []
