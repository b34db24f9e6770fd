"""The pages of the documentation, the code blocks in them, and a way to build sites."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from sphinx.application import Sphinx
from sphinx.util.console import strip_escape_sequences
from sphinx.util.docutils import docutils_namespace, patch_docutils

DOCS = Path(__file__).parents[2] / "docs"
#: All pages by their names, those within folders with the folder.
PAGES = sorted(
    path.relative_to(DOCS).with_suffix("").as_posix()
    for path in DOCS.rglob("[!_]*.md")
    if not {"_build", "gallery"} & set(path.relative_to(DOCS).parts[:-1])
)
HOW_TOS = [name for name in PAGES if name.startswith("how-to/")]


@dataclass(frozen=True)
class Block:
    """A code block of a page."""

    language: str
    text: str
    caption: str


def read_blocks(text: str) -> list[Block]:
    """The code blocks of a page, those within other directives too."""
    blocks = []
    for token in MarkdownIt("commonmark").parse(text):
        if token.type != "fence":
            continue
        info = re.fullmatch(r"\{(.+?)\}\s*(.*)", token.info)
        if info is None:
            blocks.append(Block(token.info.strip(), token.content, ""))
            continue
        name, argument = info.groups()
        options = dict(re.findall(r"^:([\w-]+): *(.*)$", token.content, re.MULTILINE))
        if name == "code-block":
            content = re.sub(r"\A(:[\w-]+:.*\n)+\n", "", token.content)
            blocks.append(Block(argument, content, options.get("caption", "")))
        else:
            blocks += read_blocks(token.content)
    return blocks


def build_site(
    source: Path, out: Path, files: Mapping[str, str] | None = None, **config: object
) -> str:
    """Build a site of HTML pages and return its warnings.

    :param files: to be written first, by their path beside the source.
    """
    for name, text in (files or {}).items():
        path = source.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    warning = StringIO()
    with patch_docutils(), docutils_namespace(), warnings.catch_warnings():
        # MyST-Parser asks for what Sphinx 9 deprecates.
        warnings.filterwarnings("ignore", r".*\.app' is deprecated", module="myst_parser")
        app = Sphinx(
            *(source, source, out, out.with_name(f"{out.name}-doctrees"), "html"),
            confoverrides={"nitpicky": True, **config},
            status=None,
            warning=warning,
        )
        app.build()
    return strip_escape_sequences(warning.getvalue())


@pytest.fixture(scope="session")
def blocks() -> Callable[[str], list[Block]]:
    """The code blocks of a page, by its name."""
    return lambda name: read_blocks((DOCS / f"{name}.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def build() -> Callable[..., str]:
    return build_site


#: Where the site below stands.
BASE = "https://list.example.org/en/latest/"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This site, which knows its address."""
    out = tmp_path_factory.mktemp("site") / "html"
    assert build_site(DOCS, out, html_baseurl=BASE) == ""
    return out
