"""The same list as four sites: ours, and three that do without this package."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from lists import Paper, Section

ENTRIES = Path(__file__).parents[2] / "entries"

_CONF = """\
project = "Benchmark"
extensions = {extensions}
html_theme = "furo"
myst_enable_extensions = ["colon_fence"]
{more}"""
_INDEX = """\
# Benchmark

```{{toctree}}
:hidden:

{pages}
```
"""

Page = Callable[[Section], str]


def ours(folder: Path, sections: Iterable[Section]) -> None:
    """One directive a page, and the list beside the pages."""
    sections = list(sections)
    entries = folder / "entries"
    names = json.dumps([section.id for section in sections])
    _put(entries / "_list.toml", f'title = "Benchmark"\nsections = {names}\n')
    for section in sections:
        head = f"title = {json.dumps(section.title)}\n\n"
        _put(entries / f"{section.id}.toml", head + "\n".join(map(_toml, section.papers)))
    _ours(folder, sections)


def real(folder: Path, sections: Iterable[Section]) -> None:
    """As ours, with the list of this repository."""
    shutil.copytree(ENTRIES, folder / "entries", dirs_exist_ok=True)
    _ours(folder, sections)


def _ours(folder: Path, sections: Iterable[Section]) -> None:
    conf = 'awesome_entries = "entries"\n'
    page = ":::{{awesome:entries}} {0.id}\n:::\n"
    _write(folder, sections, page.format, ["sphinx_awesome", "myst_parser"], conf)


def empty(folder: Path, sections: Iterable[Section]) -> None:
    """As many pages with a heading each: what Sphinx and the theme cost by themselves."""
    _write(folder, sections, lambda _: "", ["myst_parser"])


def raw(folder: Path, sections: Iterable[Section]) -> None:
    """The pages that ours come out as, each one piece of HTML: the floor of plain Sphinx.

    They have no files to download, no permalinks, no objects and no data in their heads.
    """
    _raw(folder, sections, ["myst_parser"])


def raw_shared(folder: Path, sections: Iterable[Section]) -> None:
    """The same with our sidebar, rendered once, and our stems: the floor of what we build on."""
    _put(folder / "entries" / "_list.toml", 'title = "Benchmark"\n')
    _raw(folder, sections, ["sphinx_awesome", "myst_parser"], 'awesome_entries = "entries"\n')


def _raw(folder: Path, sections: Iterable[Section], extensions: list[str], more: str = "") -> None:
    sections = list(sections)
    source, built = folder.with_name("ours-to-copy"), folder.with_name("ours-to-copy-built")
    ours(source, sections)
    build = [sys.executable, "-m", "sphinx", "-q", "-d", str(built / "doctrees")]
    subprocess.run([*build, str(source), str(built / "html")], check=True)

    def page(section: Section) -> str:
        text = (built / "html" / f"{section.id}.html").read_text(encoding="utf-8")
        body = text.partition('<article role="main"')[2].partition("</h1>")[2]
        return f"````{{raw}} html\n{body.rpartition('</article>')[0]}\n````\n"

    _write(folder, sections, page, extensions, more)


def cards(folder: Path, sections: Iterable[Section]) -> None:
    """Cards as one would write them by hand with sphinx-design."""

    def page(section: Section) -> str:
        return "\n".join(map(_card, section.papers))

    _write(folder, sections, page, ["sphinx_design", "myst_parser"])


def _write(
    folder: Path, sections: Iterable[Section], page: Page, extensions: list[str], more: str = ""
) -> None:
    sections = list(sections)
    _put(folder / "conf.py", _CONF.format(extensions=json.dumps(extensions), more=more))
    pages = "\n".join(section.id for section in sections)
    _put(folder / "index.md", _INDEX.format(pages=pages))
    for section in sections:
        _put(folder / f"{section.id}.md", f"# {section.title}\n\n{page(section)}")


def _put(path: Path, text: str) -> None:
    """Write a file unless it holds that text already: writing a site again edits it."""
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _toml(paper: Paper) -> str:
    fields = {
        "id": paper.id,
        "title": paper.title,
        "authors": list(paper.authors),
        "venue": paper.venue,
        "year": paper.year,
        "arxiv": paper.arxiv,
        "tags": list(paper.tags),
        **{f"links.{label}": url for label, url in paper.links},
    }
    # For texts, numbers and lists of texts in ASCII, JSON is TOML.
    return "[[entry]]\n" + "".join(f"{key} = {json.dumps(fields[key])}\n" for key in fields)


def _bibtex(paper: Paper) -> str:
    return (
        f"@inproceedings{{{paper.id},\n  title = {{{paper.title}}},\n"
        f"  author = {{{' and '.join(paper.authors)}}},\n"
        f"  booktitle = {{{paper.venue}}},\n  year = {{{paper.year}}},\n"
        f"  eprint = {{{paper.arxiv}}},\n}}"
    )


def _card(paper: Paper) -> str:
    links = " ".join(f"[{label}]({url})" for label, url in paper.links)
    tags = " ".join(f"{{bdg-secondary-line}}`{tag}`" for tag in paper.tags)
    return (
        f"(paper-{paper.id})=\n"
        f"::::{{card}} [{paper.title}]({paper.links[0][1]})\n"
        f"{{bdg-primary}}`{paper.venue} {paper.year}` {', '.join(paper.authors)}\n\n"
        f"{tags} {links}\n\n"
        f":::{{dropdown}} Cite\n```bibtex\n{_bibtex(paper)}\n```\n:::\n::::\n"
    )
