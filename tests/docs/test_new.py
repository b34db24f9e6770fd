"""What `sphinx-awesome new` makes builds at once, without a warning."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from sphinx_awesome import cli
from sphinx_awesome.core.model import AwesomeList, Entry, Section
from sphinx_awesome.core.venues import Venues
from sphinx_awesome.formats import toml

Build = Callable[..., str]

README = """\
# Reports of Images

A ![badge](https://img.shields.io/badge/x-y-red), and a [link](./nowhere.md#x).

## Radiology

- [**MICCAI 2021**] RATCHET: Medical Transformer for Reports [[pdf]](https://arxiv.org/pdf/2107.02104)
- [**Unheard-of Venue 2022**] A Graph Transformer for Reports [[pdf]](https://a.org/graph.pdf)

## Venues

- [**ISBI 2020**] A Report of What the Slide Shows [[pdf]](https://a.org/slide.pdf)
"""
HOSTILE = [
    *("% no comment", "(label)=", "{ref}`nothing`", "+++", "---", "# Heading", "1. One", "- item"),
    *(
        "$title ${title} $$",
        "<script>alert(1)</script>",
        "[a](b) ![c](d) [^e]",
        "`code` ```",
        "&lt;",
    ),
    *(
        "*a* _b_ ~~c~~ |d|",
        "https://example.org www.example.org",
        ":::{note}",
        "```{raw} html",
        '"""\\',
    ),
    *("{{ jinja }}", "[[wiki]]", "<!-- /awesome-list -->", "a\u2028b", "\\", "{awesome:count}`x`"),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_site_of_a_readme(folder: Path, build: Build) -> None:
    (folder / "list.md").write_text(README, encoding="utf-8")
    assert cli.main(["new", "list.md", "site", "--repository", "https://github.com/me/it"]) == 0
    assert build(folder / "site/docs", folder / "out") == ""
    page = (folder / "out/radiology.html").read_text(encoding="utf-8")
    assert 'id="paper-ratchet"' in page
    assert "https://github.com/me/it" in page
    assert "A Report of What the Slide Shows" in (folder / "out/venues-papers.html").read_text(
        encoding="utf-8"
    )


def test_a_site_of_hostile_texts(folder: Path, build: Build) -> None:
    papers = [
        Entry(f"paper-{n}", text, (text,), text, tags=(text,)) for n, text in enumerate(HOSTILE)
    ]
    sections = {
        f"s{n}": Section(f"s{n}", text, description=text, entries=(paper.id,))
        for n, (text, paper) in enumerate(zip(HOSTILE, papers, strict=True))
    }
    texts = toml.write_all(
        AwesomeList(
            title=HOSTILE[0],
            description=HOSTILE[2],
            sections=sections,
            entries={paper.id: paper for paper in papers},
            homes={paper.id: name for name, paper in zip(sections, papers, strict=True)},
            venues=Venues(toml.packaged_venues()),
        )
    )
    (folder / "entries").mkdir()
    for name, text in texts.items():
        (folder / "entries" / name).write_text(text, encoding="utf-8")
    assert cli.main(["new", "entries", "site"]) == 0
    warnings = build(folder / "site/docs", folder / "out", smartquotes=False)
    assert warnings == ""
    for number, text in enumerate(HOSTILE):
        page = (folder / f"out/s{number}.html").read_text(encoding="utf-8")
        assert f"<h1>{escape(' '.join(text.split()))}<" in page.replace("&quot;", '"').replace(
            '"', "&quot;"
        )
