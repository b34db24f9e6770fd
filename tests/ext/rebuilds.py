"""A site in which pages show each other's facts, and what two builds of it must agree on."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterator
from itertools import zip_longest
from typing import NamedTuple

import pytest

from .conftest import CONF, Build, Site

#: No list is shown on the home page: it is the only one with a toctree, which Sphinx itself
#: writes again when any page below it is.
SITE = {
    "docs/conf.py": CONF
    + 'html_theme = "furo"\nproject = "Rebuilt"\n'
    + 'html_baseurl = "https://example.org/en/latest/"\n',
    "docs/index.md": """
        # Home

        :::{toctree}
        :hidden:
        areas
        reports
        models
        vqa
        best
        mixed
        venues
        authors
        references
        numbers
        about
        :::
        """,
    "docs/areas.md": """
        # Areas

        :::{awesome:sections}
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
    "docs/vqa.md": """
        # Questions

        :::{awesome:entries} vqa
        :::
        """,
    "docs/best.md": """
        # With code

        :::{awesome:entries}
        :has: code
        :layout: list
        :::
        """,
    "docs/mixed.md": """
        # Models and questions

        :::{awesome:entries} models vqa
        :no-index:
        :group-by: none
        :::
        """,
    "docs/venues.md": """
        # Venues

        :::{awesome:index} venue
        :::
        """,
    "docs/authors.md": """
        # Authors

        :::{awesome:index} author
        :::
        """,
    "docs/references.md": """
        # References

        {awesome:entry}`medclip`, {ref}`paper-ratchet`, {any}`chambon-2022`, [](#paper-biovil),
        {awesome:section}`vqa`, {ref}`section-models`, {awesome:venue}`BIOSYM`,
        {awesome:author}`Zifeng Wang`.
        """,
    "docs/numbers.md": """
        # Numbers

        {awesome:count}`papers` papers of {awesome:count}`years`,
        {awesome:count}`papers with code in vqa` with code.
        """,
    "docs/about.md": """
        # About

        Nothing of the list.
        """,
    "entries/_list.toml": """
        title = "Rebuilt list"
        sections = ["reports", "models", "vqa"]

        [fields.organ]
        title = "Organ"
        """,
    "entries/_venues.toml": """
        [[venue]]
        name = "BIOSYM"
        full = "Biological Symposium"
        kind = "conference"
        """,
    "entries/reports.toml": """
        title = "Report Generation"
        description = "Writing reports."

        [[entry]]
        id = "tienet"
        title = "TieNet: Text-Image Embedding"
        authors = ["Xiaosong Wang"]
        venue = "CVPR"
        year = 2018
        links.pdf = "https://arxiv.org/pdf/1801.04334"

        [[entry]]
        id = "ratchet"
        title = "RATCHET: Medical Transformer"
        authors = ["Benjamin Hou", "Bernhard Kainz"]
        venue = "MICCAI"
        year = 2021
        links.pdf = "https://arxiv.org/pdf/2107.02104"
        links.code = "https://github.com/farrell236/RATCHET"

        [[entry]]
        id = "roentgen"
        title = "RoentGen: Vision-Language Foundation Model"
        authors = ["Pierre Chambon"]
        venue = "arXiv"
        year = 2022
        published.venue = "Nature Biomedical Engineering"
        published.year = 2024
        links.pdf = "https://arxiv.org/pdf/2211.12737"
        tags = ["diffusion"]
        aliases = ["chambon-2022"]
        """,
    "entries/models.toml": """
        title = "Models"
        description = "Learning from pairs."

        [[entry]]
        id = "convirt"
        title = "ConVIRT: Contrastive Learning of Visual Representations"
        authors = ["Yuhao Zhang"]
        venue = "arXiv"
        year = 2020
        links.pdf = "https://arxiv.org/pdf/2010.00747"

        [[entry]]
        ref = "roentgen"

        [[entry]]
        id = "medclip"
        title = "MedCLIP: Unpaired Images"
        authors = ["Zifeng Wang"]
        venue = "EMNLP"
        year = 2022
        links.pdf = "https://arxiv.org/pdf/2210.10163"

        [[entry]]
        id = "biovil"
        title = "BioViL: Making the Most of Text Semantics"
        authors = ["Benedikt Boecking"]
        venue = "ECCV"
        year = 2022
        links.pdf = "https://arxiv.org/pdf/2204.09817"
        links.code = "https://github.com/microsoft/hi-ml"
        tags = ["diffusion"]
        """,
    "entries/vqa.toml": """
        title = "Question Answering"
        description = "Answering questions."

        [[entry]]
        id = "mevf"
        title = "MEVF: Overcoming Data Limitation"
        authors = ["Binh Nguyen"]
        venue = "MICCAI"
        year = 2019
        links.pdf = "https://arxiv.org/pdf/1909.11867"

        [[entry]]
        id = "mmbert"
        title = "MMBERT: Multimodal BERT Pretraining"
        authors = ["Yash Khare"]
        venue = "BIOSYM"
        year = 2021
        links.pdf = "https://arxiv.org/pdf/2104.01394"

        [[entry]]
        id = "pmc-vqa"
        title = "PMC-VQA: Visual Instruction Tuning"
        authors = ["Xiaoman Zhang"]
        venue = "arXiv"
        year = 2023
        links.pdf = "https://arxiv.org/pdf/2305.10415"
        """,
}


class Rebuilt(NamedTuple):
    """The pages that a rebuild has read, and those that it has written."""

    read: set[str]
    written: set[str]


def pages(read: str, written: str) -> Rebuilt:
    """The names of pages that are read, and those that are written without being read."""
    return Rebuilt(set(read.split()), set(written.split()) | set(read.split()))


class Watch:
    """A site that is built again and again, and held against fresh builds.

    Each time, no page has been written without need: only those whose HTML, part of the search
    index, doctree or warnings have changed, and those with a toctree that names a page that was
    written, which Sphinx writes anyway.
    """

    def __init__(self, site: Site, **options: object) -> None:
        self.site = site
        self.options: dict[str, object] = {"strict": True, **options}
        self._times = 0
        self.last = self._build()
        self._contents = contents(self.last)
        self._doctrees = {name: self.last.doctree(name).pformat() for name in self.last.read}
        self._warnings: dict[str, list[str]] = {}

    def _build(self, **options: object) -> Build:
        return self.site.build(**{**self.options, **options})  # type: ignore[arg-type]

    def fresh(self) -> dict[str, object]:
        """What comes of a build that knows of no former one."""
        self._times += 1
        folder = f"fresh/{self._times}"
        build = self._build(out=f"{folder}/out", doctrees=f"{folder}/doctrees", parallel=0)
        return contents(build)

    def rebuild(self, *, touched: Collection[str] = ()) -> Rebuilt:
        """Build, compare with a fresh build, and tell what was done.

        :param touched: pages that may be written without having changed.
        """
        self.last = self._build()
        before, self._contents = self._contents, contents(self.last)
        assert_same(self._contents, self.fresh())
        trees = {name: self.last.doctree(name).pformat() for name in self.last.read}
        changed = set(_changed(before, self._contents))
        changed |= {name for name, tree in trees.items() if tree != self._doctrees.get(name)}
        self._doctrees = {**self._doctrees, **trees}
        # Or what there is to say of it has changed.
        read, written = set(self.last.read), set(self.last.written)
        warnings = {
            name: [w for w in self.last.warnings if f"docs/{name}.md:" in w] for name in read
        }
        changed |= {name for name in read if warnings[name] != self._warnings.get(name)}
        self._warnings |= warnings
        including = self.last.app.env.files_to_rebuild
        by_toctree = {name for page in written for name in including.get(page, ())}
        if needless := written - changed - by_toctree - set(touched):
            pytest.fail(f"changed: {sorted(changed)}; but also written: {sorted(needless)}")
        return Rebuilt(read, written - {"index"})


#: What Sphinx and we note of a build; a copy is kept of a note that a kill has cut off.
_NOTES = {".buildinfo", ".buildinfo.bak", ".awesome-stamp.json"}


def assert_same(actual: dict[str, object], expected: dict[str, object]) -> None:
    """Of each file that differs, tell the first line that does."""
    if differences := list(_differences(actual, expected)):
        pytest.fail("\n".join(differences[:20]))


def _differences(actual: dict[str, object], expected: dict[str, object]) -> Iterator[str]:
    for name in sorted(actual.keys() ^ expected.keys()):
        yield f"{name} is {'too much' if name in actual else 'missing'}"
    for name in sorted(actual.keys() & expected.keys()):
        lines, others = _lines(actual[name]), _lines(expected[name])
        for line, (one, other) in enumerate(zip_longest(lines, others), 1):
            if one != other:
                yield f"{name}:{line}: {one!r} should be {other!r}"
                break


def _lines(content: object) -> list[str]:
    if isinstance(content, bytes):
        return content.decode(errors="replace").splitlines()
    return json.dumps(content, indent=1, sort_keys=True).splitlines()


def _changed(before: dict[str, object], after: dict[str, object]) -> Iterator[str]:
    """The pages that show something else, or are found by other words."""
    then, now = (_words(state["searchindex.js"]) for state in (before, after))
    for name, content in after.items():
        page = name.removesuffix(".html")
        if page == name or page not in now:
            continue
        if content != before.get(name) or now[page] != then.get(page):
            yield page


def _words(index: object) -> dict[str, set[object]]:
    """What the search index knows of each page."""
    assert isinstance(index, dict)
    known: dict[str, set[object]] = {}
    for name, title in zip(index["docnames"], index["titles"], strict=True):
        known[name] = {title}
    for kind in ("terms", "titleterms"):
        for word, names in index[kind].items():
            for name in names:
                known[name].add((kind, word))
    for title, places in index["alltitles"].items():
        for name, anchor in places:
            known[name].add(("heading", title, anchor))
    return known


def contents(build: Build) -> dict[str, object]:
    """All files of an output by name, in a form that does not depend on what was built before.

    Without what is left of documents that are gone, which Sphinx never takes away.
    """
    docs = build.app.env.found_docs
    builder, names = build.app.builder, [*docs, "genindex", "search", "404"]
    files = {
        f"{address}index.html" if address[-1:] in {"", "/"} else address
        for address in map(builder.get_target_uri, names)
    }
    if builder.name == "text":
        files = {f"{name}.txt" for name in names}
    contents: dict[str, object] = {}
    for path in build.outdir.rglob("*"):
        name = path.relative_to(build.outdir).as_posix()
        source = name.removeprefix("_sources/").removesuffix(".md.txt")
        stale = (
            source not in docs
            if name.startswith("_sources/")
            else path.suffix in {".html", ".txt"}
            and not name.startswith("p/")
            and name not in files
        )
        if path.is_file() and not stale and name not in _NOTES:
            contents[name] = _comparable(name, path.read_bytes())
    return contents


def _comparable(name: str, data: bytes) -> object:
    if name == "objects.inv":
        head, mark, body = data.partition(b"zlib.\n")
        return head + mark + zlib.decompress(body)
    return _search_index(data.decode()) if name == "searchindex.js" else data


def _search_index(text: str) -> dict[str, object]:
    """As data; without words that no page has any more, which Sphinx keeps."""
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    names = index["docnames"]
    for kind in ("terms", "titleterms"):
        index[kind] = {
            word: [names[n] for n in (pages if isinstance(pages, list) else [pages])]
            for word, pages in index[kind].items()
            if pages != []
        }
    index["alltitles"] = {
        title: [(names[n], anchor) for n, anchor in places]
        for title, places in index["alltitles"].items()
    }
    return index
