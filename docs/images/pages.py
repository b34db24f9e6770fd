# ruff: noqa: INP001 (a script and no package)
"""Draw the pictures of pages, light and dark: ``nox -s pictures``.

Those of the tutorial show the site that it makes, that of the README the frozen list of the
tests, those of the gallery its lists.
Beside them stands a digest of what each page said when it was drawn, `pages.json`: a test tells
when one says something else. Colours and sizes are not in it.

    python docs/images/pages.py CHROMIUM
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

from sphinx_awesome import cli

HERE = Path(__file__).parent
DOCS = HERE.parent
SAMPLE = HERE.parents[1] / "tests" / "sample" / "docs"
GALLERY = sorted(DOCS.glob("gallery/*/conf.py"))
TUTORIAL = ("tutorial", "tutorial/publish")
FOLDER = "my-list"
DIGESTS = HERE / "pages.json"
BLOCK = re.compile(
    r"^```\{code-block\} \w+\n:caption: ([^\n]+)\n\n(.*?)^```$", re.MULTILINE | re.DOTALL
)


class Picture(NamedTuple):
    """What a picture shows, and how large."""

    site: str
    """The site that it is of: `new`, `published` (of the tutorial), `sample` or a gallery's."""
    page: str
    query: str = ""
    clicked: str = ""
    """What is clicked before, as a CSS selector."""
    scrolled_to: str = ""
    size: tuple[int, int] = (900, 600)
    scale: float = 1.5


PICTURES = {
    "section": Picture("sample", "medical-report-generation.html", size=(1280, 800), scale=1),
    "gallery-tools": Picture("tools", "index.html", size=(900, 500)),
    "gallery-courses": Picture("courses", "images-and-text.html", size=(900, 500)),
    "tutorial-preview": Picture("new", "index.html"),
    "tutorial-section": Picture("new", "global-models.html"),
    "tutorial-mended": Picture(
        "published",
        "global-models.html",
        clicked="#paper-weatherbench summary",
        scrolled_to="#paper-weatherbench",
        size=(900, 420),
    ),
    "tutorial-explore": Picture("published", "explore.html", query="?q=radar"),
    "tutorial-paper": Picture("published", "p/fourcastnet.html", size=(900, 520)),
}


# -- the tutorial, followed -------------------------------------------------------------------


def listings() -> dict[str, str]:
    """What the tutorial shows, by its caption."""
    pages = [(DOCS / f"{name}.md").read_text(encoding="utf-8") for name in TUTORIAL]
    return {caption: text for page in pages for caption, text in BLOCK.findall(page)}


def write_files(folder: Path) -> None:
    """Write the files that the tutorial shows into the site that was made."""
    for caption, text in listings().items():
        path = folder / caption.removesuffix(", the beginning")
        if caption == "docs/index.md, the beginning":
            title = text.partition("\n")[0]
            rest = path.read_text(encoding="utf-8").partition(f"{title}\n\n")[2]
            head = path.read_text(encoding="utf-8").partition(title)[0]
            path.write_text(f"{head}{text}{rest}", encoding="utf-8")
        elif "/" in caption and " " not in caption:
            path.write_text(text, encoding="utf-8")


@contextlib.contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Be in a folder, and back."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def make(folder: Path) -> Path:
    """Make the site of the tutorial as `new` leaves it."""
    (folder / "README.md").write_text(listings()["README.md"], encoding="utf-8")
    with inside(folder):
        cli.main(["new", "README.md", FOLDER, "--repository", "https://github.com/my-name/my-list"])
    return folder / FOLDER


# -- what a page says -------------------------------------------------------------------------


def digest(page: Path) -> str:
    """A digest of what a page says: its words, without those of the sidebar."""
    text = page.read_text(encoding="utf-8")
    body = re.search(r"<(article|main)\b.*?</\1>", text, re.DOTALL)
    words = unescape(re.sub(r"<[^>]*>", " ", body[0] if body else text)).split()
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:16]


# -- drawing ----------------------------------------------------------------------------------


def build(source: Path, out: Path) -> Path:
    """Build a site strictly."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-d", f"{out}-doctrees"]
    subprocess.run([*command, str(source), str(out)], check=True)  # noqa: S603 (our own command)
    return out


def draw(sites: dict[str, Path], chromium: str) -> None:
    """Have a browser draw all pictures."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (not where this is tested)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for name, picture in PICTURES.items():
            for scheme in ("light", "dark"):
                page = browser.new_page(
                    viewport=dict(zip(("width", "height"), picture.size, strict=True)),
                    device_scale_factor=picture.scale,
                    color_scheme=scheme,
                    reduced_motion="reduce",
                )
                address = (sites[picture.site] / picture.page).as_uri()
                page.goto(address + picture.query, wait_until="networkidle")
                if picture.clicked:
                    page.click(picture.clicked)
                if picture.scrolled_to:
                    page.locator(picture.scrolled_to).evaluate("e => e.scrollIntoView()")
                    page.mouse.move(0, 0)
                page.screenshot(path=HERE / f"{name}-{scheme}.png")
                page.close()
        browser.close()


def main(chromium: str) -> None:
    """Make the sites, draw the pictures, and note what they show."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        folder = make(root)
        sites = {
            "sample": build(SAMPLE, root / "sample"),
            "new": build(folder / "docs", root / "a"),
        }
        sites |= {path.parent.name: build(path.parent, root / path.parent.name) for path in GALLERY}
        with inside(folder):
            cli.main(["check", "--fix"])
        write_files(folder)
        sites["published"] = build(folder / "docs", root / "b")
        draw(sites, chromium)
        digests = {name: digest(sites[p.site] / p.page) for name, p in PICTURES.items()}
        DIGESTS.write_text(json.dumps(digests, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
