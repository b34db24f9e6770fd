"""What `sphinx-awesome new` makes builds at once, without a warning."""

from __future__ import annotations

import base64
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from sphinx_awesome import cli
from sphinx_awesome.cli.scaffold import Scaffold
from sphinx_awesome.core.model import AwesomeList, Entry, Section
from sphinx_awesome.core.venues import Venue, Venues
from sphinx_awesome.formats import toml
from sphinx_awesome.formats.markdown import Frame, ProsePart
from sphinx_awesome.formats.markdown.document.outline import Origin
from sphinx_awesome.formats.registry import ReadResult

Build = Callable[..., str]

README = """\
# Reports of Images

A ![badge](https://img.shields.io/badge/x-y-red), and a [link](./nowhere.md#x).

## News

{awesome:count}`papers` and ![a picture](dot.gif).

## Radiology

What a radiologist writes.

- [ ] a task, and a [page](#news)

```{raw} html
<b>raw</b>
```


- [**MICCAI 2021**] RATCHET: Medical Transformer for Reports [[pdf]](https://arxiv.org/pdf/2107.02104)
- [**Unheard-of Venue 2022**] A Graph Transformer for Reports [[pdf]](https://a.org/graph.pdf)

## Venues

- [**ISBI 2020**] A Report of What the Slide Shows [[pdf]](https://a.org/slide.pdf)
"""
#: The smallest picture.
DOT = base64.b64decode("R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=")
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
    *("{{ jinja }}", "[[wiki]]", "<!-- /awesome-list -->", "\\", "{awesome:count}`x`"),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_site_of_a_readme(folder: Path, build: Build) -> None:
    (folder / "list.md").write_text(README, encoding="utf-8")
    (folder / "dot.gif").write_bytes(DOT)
    assert cli.main(["new", "list.md", "site", "--repository", "https://github.com/me/it"]) == 0
    assert build(folder / "site/docs", folder / "out") == ""
    page = (folder / "out/radiology.html").read_text(encoding="utf-8")
    assert 'id="paper-ratchet"' in page
    assert "https://github.com/me/it" in page
    assert "<p>What a radiologist writes.</p>" in page
    assert "&lt;b&gt;raw&lt;/b&gt;" in page
    assert 'href="news.html"' in page
    news = (folder / "out/news.html").read_text(encoding="utf-8")
    assert "{awesome:count}<code" in news
    assert 'src="_images/dot.gif"' in news
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
    unknown = [Venue(text) for text in HOSTILE]
    awesome_list = AwesomeList(
        title=HOSTILE[0],
        description=HOSTILE[2],
        sections=sections,
        entries={paper.id: paper for paper in papers},
        homes={paper.id: name for name, paper in zip(sections, papers, strict=True)},
        venues=Venues([*toml.packaged_venues(), *unknown]),
    )
    source = Origin(0, "README.md")
    parts = [
        ProsePart(
            (group, text), "", False, False, (), before=text, after=group, line=1, origin=source
        )
        for group, text in zip(reversed(HOSTILE), HOSTILE, strict=True)
    ]
    parts += [
        ProsePart(
            (text, text), name, True, True, (), before=text, after=text, line=1, origin=source
        )
        for name, text in zip(sections, HOSTILE, strict=True)
    ]
    reading = ReadResult(awesome_list, [], parts=tuple(parts), frame=Frame("\n\n".join(HOSTILE)))
    for name, content in Scaffold(awesome_list, reading).files().items():
        path = folder / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(content), encoding="utf-8")
    warnings = build(folder / "site/docs", folder / "out", smartquotes=False)
    assert warnings == ""
    written = "".join(p.read_text(encoding="utf-8") for p in (folder / "out").glob("*.html"))
    assert "<script>alert" not in written
    assert 'class="admonition note"' not in written
    for number, text in enumerate(HOSTILE):
        page = (folder / f"out/s{number}.html").read_text(encoding="utf-8")
        assert f"<h1>{escape(text)}<" in page.replace("&quot;", '"').replace('"', "&quot;")


def test_venues_that_nobody_knows_are_no_warning(folder: Path, build: Build) -> None:
    text = "@article{a, title={A}, journal={Unheard of}}\n"
    (folder / "library.bib").write_text(text, encoding="utf-8")
    assert cli.main(["new", "library.bib", "site"]) == 0
    assert build(folder / "site/docs", folder / "out") == ""
