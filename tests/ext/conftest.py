"""Small sites in a temporary folder, built in this process."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from textwrap import dedent

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.console import strip_escape_sequences
from sphinx.util.docutils import docutils_namespace, patch_docutils

from .caches import Templates, cheap_builds

CONF = 'extensions = ["sphinx_awesome", "myst_parser"]\nmyst_enable_extensions = ["colon_fence"]\n'

#: Two sections that share a paper, and a home page: enough for most questions.
SITE = {
    "docs/conf.py": CONF + 'html_theme = "furo"\nproject = "Small"\n',
    "docs/index.md": """
        # Home

        :::{toctree}
        reports
        models
        :::
        """,
    "docs/reports.md": """
        # Reports

        :::{awesome:entries} reports
        :::
        """,
    "docs/models.md": """
        # Models

        :::{awesome:entries} models
        :::
        """,
    "entries/_list.toml": """
        title = "Small list"
        sections = ["reports", "models"]
        """,
    "entries/reports.toml": """
        title = "Report Generation"
        description = "Writing reports."

        [[entry]]
        id = "ratchet"
        title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"
        authors = ["Benjamin Hou", "Georgios Kaissis", "Bernhard Kainz"]
        venue = "MICCAI"
        year = 2021
        arxiv = "2107.02104"
        links.pdf = "https://arxiv.org/pdf/2107.02104.pdf"
        links.code = "https://github.com/farrell236/RATCHET"

        [[entry]]
        id = "roentgen"
        title = "RoentGen: Vision-Language Foundation Model"
        authors = ["Pierre Chambon", "Curtis Langlotz"]
        venue = "arXiv"
        year = 2022
        arxiv = "2211.12737"
        published.venue = "Nature Biomedical Engineering"
        published.year = 2024
        published.doi = "10.1038/s41551-024-01246-y"
        published.title = "A foundation model for chest X-ray images"
        links.pdf = "https://arxiv.org/pdf/2211.12737"
        tags = ["diffusion"]
        aliases = ["chambon-2022"]
        """,
    "entries/models.toml": """
        title = "Models"

        [[entry]]
        ref = "roentgen"

        [[entry]]
        id = "medclip"
        title = "MedCLIP: Contrastive Learning from Unpaired Medical Images"
        authors = ["Zifeng Wang"]
        venue = "EMNLP"
        year = 2022
        links.pdf = "https://arxiv.org/pdf/2210.10163.pdf"
        """,
}


@dataclass
class Build:
    """What came of one build."""

    outdir: Path
    warnings: list[str]
    app: Sphinx
    read: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        return (self.outdir / name).read_text(encoding="utf-8")

    def page(self, name: str) -> Page:
        return Page(self.text(name))

    def doctree(self, docname: str) -> nodes.document:
        return self.app.env.get_doctree(docname)


class Page(HTMLParser):
    """A page's elements with their attributes and texts, as a browser would see them."""

    VOID = frozenset(
        {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}
        | {"track", "wbr"}
    )

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, list(self._open))
        self.elements.append(element)
        if tag not in self.VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.data += data

    def by_class(self, name: str, within: Element | None = None) -> list[Element]:
        return [
            e
            for e in self.elements
            if name in e.attributes.get("class", "").split()
            and (within is None or within in e.parents)
        ]

    def by_id(self, name: str) -> Element:
        elements = [e for e in self.elements if e.attributes.get("id") == name]
        assert len(elements) == 1, f"{len(elements)} elements with id {name}"
        return elements[0]

    def by_tag(self, tag: str, within: Element | None = None) -> list[Element]:
        return [
            e for e in self.elements if e.tag == tag and (within is None or within in e.parents)
        ]


@dataclass(eq=False)
class Element:
    """One element."""

    tag: str
    attributes: dict[str, str]
    parents: list[Element]
    data: str = ""

    @property
    def text(self) -> str:
        return " ".join(self.data.split())

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]


class Site:
    """A project on disk, whose files can be changed between builds."""

    def __init__(self, root: Path, files: Mapping[str, str]) -> None:
        self.root = root
        for name, text in files.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).strip("\n") + "\n", encoding="utf-8", newline="\n")

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{text.count(old)} times {old!r} in {name}"
        self.write(name, text.replace(old, new))

    def build(  # noqa: PLR0913
        self,
        builder: str = "html",
        out: str = "",
        *,
        parallel: int = 0,
        strict: bool = True,
        filenames: Sequence[str] = (),
        doctrees: str = "doctrees",
        listeners: Mapping[str, Callable[..., None]] | None = None,
        **config: object,
    ) -> Build:
        """Build; fail the test on any warning unless it is not strict.

        :param listeners: by event, called before all others.
        """
        outdir = self.root / (out or f"out-{builder}")
        warning = StringIO()
        read: list[str] = []
        written: list[str] = []
        with patch_docutils(), docutils_namespace(), cheap_builds():
            app = Sphinx(
                self.root / "docs",
                self.root / "docs",
                outdir,
                self.root / doctrees,
                builder,
                confoverrides={"nitpicky": True, **config},
                status=None,
                warning=warning,
                parallel=parallel,
            )
            if templates := getattr(app.builder, "templates", None):
                templates.environment.bytecode_cache = Templates()
            app.connect("env-before-read-docs", lambda _app, _env, names: read.extend(names))
            app.connect(
                "doctree-resolved", lambda _app, _tree, name: written.append(name), priority=999
            )
            for event, listener in (listeners or {}).items():
                app.connect(event, listener, priority=1)
            app.build(filenames=[self.root / "docs" / name for name in filenames])
        text = strip_escape_sequences(warning.getvalue())
        warnings = [line for line in text.splitlines() if line.strip()]
        root = re.escape(str(self.root) + "/")
        warnings = [re.sub(root, "", line) for line in warnings]
        if strict:
            assert warnings == []
        return Build(outdir, warnings, app, sorted(read), sorted(written))


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Site]:
    """Make a site of the small one with some files added, replaced, or (None) left out."""

    def make(changes: Mapping[str, str | None] | None = None, name: str = "site") -> Site:
        files = {**SITE, **(changes or {})}
        return Site(tmp_path / name, {n: t for n, t in files.items() if t is not None})

    return make


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    return make_site()
