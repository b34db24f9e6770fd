"""After any edits whatever, a rebuild comes to what a fresh build comes to."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import pytest

from .conftest import CONF, Site
from .rebuilds import Watch, assert_same, contents

pytestmark = [
    pytest.mark.soak,
    pytest.mark.filterwarnings("ignore:'myst_parser"),
    pytest.mark.filterwarnings("ignore:.*use of fork.* may lead to deadlocks"),
]

T = TypeVar("T")

#: Many more: EDITS=100 SEEDS=20.
EDITS = int(os.environ.get("EDITS", "10"))
SEEDS = int(os.environ.get("SEEDS", "6"))
#: By the last seed in several processes, by the others in one; each both ways, if SEEDS is set.
RUNS = [
    (seed, jobs)
    for seed in range(SEEDS)
    for jobs in (0, 2)
    if "SEEDS" in os.environ or bool(jobs) == (seed == SEEDS - 1)
]

VENUES = ["MICCAI", "CVPR", "arXiv", "MedIA", "Nature", "Days of Images", "DoI", "Nowhere"]
AUTHORS = ["Ada Lovelace", "Grace Hopper", "Alan Turing", "José Ortega", "Jose Ortega", "Li Ming"]
TAGS = ["diffusion", "Diffusion", "x-ray", "self-supervision"]
YEARS = range(2017, 2024)
OPTIONS = {
    "sort": ["newest", "oldest", "title", "venue", "added", "published", "listed"],
    "group-by": ["year", "venue", "kind", "section", "none"],
    "layout": ["cards", "list"],
    "has": ["code", "published", "code, pdf", "video"],
    "venues": ["MICCAI", "DoI, arXiv"],
    "years": ["2019-", "2018-2021"],
    "tags": ["diffusion", "x-ray"],
    "limit": ["1", "3"],
    "no-index": [""],
}
INDICES = {
    "venues": ("index", "venue"),
    "authors": ("index", "author"),
    "tags": ("index", "tag"),
    "explore": ("explore", ""),
    "years": ("chart", "year"),
    "frequent": ("chart", "venue"),
    "tasks": ("chart", "task"),
    "shares": ("chart", "code"),
}


@dataclass
class Project:
    """What a curator might have, and everything that may happen to it."""

    random: Random
    papers: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: Id to title, description and the ids of papers; one that is told elsewhere is a `ref`.
    sections: dict[str, dict[str, Any]] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    venues: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: Docname to title and blocks.
    pages: dict[str, dict[str, Any]] = field(default_factory=dict)
    title: str = "List"
    number: int = 0
    log: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in ("reports", "models", "vqa", "survey"):
            self._add_section(name)
        for _ in range(15):
            self.add_paper()
        for _ in range(4):
            self.refer()
        self.venues["Days of Images"] = {"full": "International Days of Images", "kind": "workshop"}
        for page, (kind, argument) in INDICES.items():
            self.pages[page] = {"title": page.capitalize(), "blocks": [(kind, argument, {})]}
        overview = [("search", "", {}), ("sections", "", {})]
        self.pages["overview"] = {"title": "Overview", "blocks": overview}
        self.pages["whole"] = {"title": "All", "blocks": [("entries", "", {"layout": "list"})]}
        self.pages["about"] = {"title": "About", "blocks": []}
        for _ in range(6):
            self.change_text()

    # -- as files --

    def files(self) -> Iterator[tuple[str, str]]:
        base = 'html_baseurl = "https://example.org/en/latest/"\n'
        yield "docs/conf.py", CONF + 'html_theme = "furo"\nproject = "Random"\n' + base
        title = f"title = {json.dumps(self.title)}\n"
        # Long enough for the home page to tell of a data set.
        about = f"All that stands in {self.title or 'a list without a name'}, in so many words."
        header = f"{title}description = {json.dumps(about)}\n"
        yield "entries/_list.toml", f"{header}sections = {json.dumps(self.order)}\n"
        blocks = [_table("venue", {"name": name, **venue}) for name, venue in self.venues.items()]
        yield "entries/_venues.toml", "\n".join(blocks) or "# none\n"
        told: set[str] = set()
        for name in [*self.order, *(s for s in self.sections if s not in self.order)]:
            if (section := self.sections.get(name)) is None:
                continue
            head = {key: section[key] or None for key in ("title", "description")}
            parts = [_toml(head)]
            for paper in section["papers"]:
                first = paper in self.papers and paper not in told
                parts.append(_table("entry", self.papers[paper] if first else {"ref": paper}))
                told.add(paper)
            yield f"entries/{name}.toml", "\n".join(parts)
        # The pages of the areas stand below a page of their own.
        areas = sorted(page for page in self.pages if page.startswith("area-"))
        others = sorted(page for page in self.pages if not page.startswith("area-"))
        yield "docs/index.md", _page("Home", [("toctree", "", others)])
        for name, page in self.pages.items():
            listed = [("toctree", "", areas)] if name == "overview" else []
            yield f"docs/{name}.md", _page(page["title"], [*page["blocks"], *listed])

    # -- edits --

    def edit(self) -> None:
        edits: list[Callable[[], object]] = [
            *[self.change_paper] * 8,
            *[self.change_page] * 3,
            *[self.change_text] * 2,
            self.add_paper,
            self.remove_paper,
            self.move_paper,
            self.reorder,
            self.refer,
            self.stop_referring,
            self.change_venue,
            self.change_section,
            self.rename_section,
            self.change_order,
            self.move_home,
            self.add_or_remove_index,
            self.retitle_page,
            self.retitle_list,
        ]
        chosen = self.random.choice(edits)
        self.log.append(f"{chosen.__name__}: {chosen()}")

    def change_paper(self) -> object:
        name = self._any(self.papers)
        paper = self.papers[name]
        self.number += 1
        change = self.random.choice(
            [
                {"title": f"{name.upper()}: Title {self.number}"},
                {"authors": self.random.sample(AUTHORS, self.random.randint(1, 3))},
                {"venue": self._any(VENUES)},
                {"year": self._any(YEARS)},
                {"links.pdf": f"https://example.org/{self.number}.pdf"},
                {"links.code": f"https://example.org/{self.number}"},
                {"links.code": None},
                {"tags": self.random.sample(TAGS, self.random.randint(1, 2))},
                {"tags": None},
                {"aliases": [f"{name}-{self.number % 3}"]},
                {"aliases": None},
                {"published.venue": self._any(VENUES), "published.year": self._any(YEARS)},
                {"published.venue": None, "published.year": None},
                {"note": f"Note {self.number}"},
                {"abstract": f"Abstract {self.number}"},
                {"award": self._any(["Best Paper", None])},
                {"added": f"2024-01-{self.random.randint(10, 28)}"},
            ]
        )
        for key, value in change.items():
            paper[key] = value
        return name, change

    def add_paper(self) -> str:
        self.number += 1
        name = f"paper{self.number}"
        self.papers[name] = {
            "id": name,
            "title": f"{name.upper()}: Some Title",
            "authors": self.random.sample(AUTHORS, self.random.randint(1, 3)),
            "venue": self._any(VENUES),
            "year": self._any(YEARS),
            "links.pdf": f"https://example.org/{name}.pdf",
            "links.code": self._any([None, f"https://example.org/{name}"]),
            "tags": self._any([None, [self._any(TAGS)]]),
        }
        self._insert(self._any(self.sections), name)
        return name

    def remove_paper(self) -> str:
        """Without looking who refers to it."""
        name = self._any(self.papers)
        if len(self.papers) > 5:
            del self.papers[name]
            for section in self.sections.values():
                keep = self.random.random() < 0.2
                section["papers"] = [p for p in section["papers"] if p != name or keep]
        return name

    def move_paper(self) -> object:
        start, end = self._any(self.sections), self._any(self.sections)
        if not (papers := self.sections[start]["papers"]):
            return None
        paper = papers.pop(self.random.randrange(len(papers)))
        if paper not in self.sections[end]["papers"]:
            self._insert(end, paper)
        return paper, start, end

    def reorder(self) -> str:
        name = self._any(self.sections)
        self.random.shuffle(self.sections[name]["papers"])
        return name

    def refer(self) -> object:
        section, paper = self._any(self.sections), self._any(self.papers)
        if paper not in self.sections[section]["papers"]:
            self._insert(section, paper)
        return section, paper

    def stop_referring(self) -> object:
        for name, section in self.sections.items():
            for paper in section["papers"]:
                if sum(paper in s["papers"] for s in self.sections.values()) > 1:
                    section["papers"].remove(paper)
                    return name, paper
        return None

    def change_venue(self) -> object:
        name = self._any(VENUES)
        self.number += 1
        change = self.random.choice(
            [
                {"full": f"{name} in Full {self.number}"},
                {"kind": self._any(["conference", "journal", "workshop", "preprint"])},
                {"aliases": [self._any([f"{name} Proceedings", "DoI", "Nowhere"])]},
                None,
            ]
        )
        if change is None:
            self.venues.pop(name, None)
        else:
            self.venues[name] = {**self.venues.get(name, {}), **change}
        return name, change

    def change_section(self) -> object:
        name, key = self._any(self.sections), self._any(["title", "description"])
        self.number += 1
        self.sections[name][key] = self._any([f"{name} {key} {self.number}", ""])
        return name, key

    def rename_section(self) -> object:
        """The file alone, so that pages ask for a section that is not there; or back."""
        name = self._any(self.sections)
        new = name.removesuffix("-new") if name.endswith("-new") else f"{name}-new"
        self.sections = {new if n == name else n: s for n, s in self.sections.items()}
        if self.random.random() < 0.7:
            self.order = [new if n == name else n for n in self.order]
        if self.random.random() < 0.5:
            for page in self.pages.values():
                page["blocks"] = [
                    (kind, new if argument == name else argument, options)
                    for kind, argument, options in page["blocks"]
                ]
        return name, new

    def change_order(self) -> object:
        known = list(self.sections)
        self.order = self.random.sample(known, self.random.randint(len(known) - 1, len(known)))
        return self.order

    def change_page(self) -> object:
        """An option of a page, or one that goes."""
        choices = [
            (page, place)
            for page, value in self.pages.items()
            for place, block in enumerate(value["blocks"])
            if block[0] == "entries"
        ]
        page, place = self._any(choices)
        kind, argument, options = self.pages[page]["blocks"][place]
        option = self._any(OPTIONS)
        if option in options:
            options = {name: value for name, value in options.items() if name != option}
        else:
            options = {**options, option: self._any(OPTIONS[option])}
        self.pages[page]["blocks"][place] = (kind, argument, options)
        return page, options

    def change_text(self) -> object:
        """Counts and references in running text."""
        page, paper = self._any(self.pages), self._any([*self.papers, "gone"])
        section, tag = self._any(self.sections), self._any(TAGS)
        text = self._any(
            [
                f"{{awesome:entry}}`{paper}`",
                f"{{ref}}`paper-{paper}`",
                f"{{any}}`{paper}`",
                f"[](#paper-{paper})",
                f"{{awesome:section}}`{section}`",
                f"{{ref}}`the section <section-{section}>`",
                f"{{awesome:venue}}`{self._any(VENUES)}`",
                f"{{awesome:author}}`{self._any(AUTHORS)}`",
                f"{{awesome:tag}}`{tag}`",
                f"{{awesome:count}}`papers with code in {section}`",
                f"{{awesome:count}}`{self._any(['papers', 'years', 'venues', 'authors', 'tags'])}`",
            ]
        )
        blocks = self.pages[page]["blocks"]
        texts = [place for place, block in enumerate(blocks) if block[0] == "text"]
        if len(texts) > 1:
            del blocks[texts[0]]
        blocks.append(("text", text, {}))
        return page, text

    def move_home(self) -> object:
        """The blocks of one page to the end of another, or another one's copied."""
        start, end = self._any(self.pages), self._any(self.pages)
        entries = [b for b in self.pages[start]["blocks"] if b[0] == "entries"]
        if start == end or not entries or len(self.pages[end]["blocks"]) > 4:
            return None
        self.pages[end]["blocks"] += entries
        if moved := self.random.random() < 0.7:
            self.pages[start]["blocks"] = [
                b for b in self.pages[start]["blocks"] if b[0] != "entries"
            ]
        return start, end, moved

    def add_or_remove_index(self) -> object:
        name = self._any(INDICES)
        if name in self.pages:
            del self.pages[name]
        else:
            self.pages[name] = {"title": name, "blocks": [(*INDICES[name], {})]}
        return name

    def retitle_page(self) -> str:
        name = self._any(self.pages)
        self.number += 1
        self.pages[name]["title"] = f"{name.capitalize()} {self.number}"
        return name

    def retitle_list(self) -> str:
        self.number += 1
        self.title = f"List {self.number}"
        return self.title

    # -- helpers --

    def _any(self, values: Iterable[T]) -> T:
        return self.random.choice(list(values))

    def _insert(self, section: str, paper: str) -> None:
        papers = self.sections[section]["papers"]
        papers.insert(self.random.randint(0, len(papers)), paper)

    def _add_section(self, name: str) -> None:
        self.sections[name] = {"title": name.title(), "description": f"About {name}.", "papers": []}
        self.order.append(name)
        blocks = [("entries", name, {}), ("cite", "", {})]
        self.pages[f"area-{name}"] = {"title": name.title(), "blocks": blocks}


def _toml(values: dict[str, Any]) -> str:
    plain = {name: value for name, value in values.items() if value is not None}
    return "".join(
        f"{name} = {value if name == 'added' else json.dumps(value, ensure_ascii=False)}\n"
        for name, value in plain.items()
    )


def _table(name: str, values: dict[str, Any]) -> str:
    return f"[[{name}]]\n{_toml(values)}"


def _page(title: str, blocks: list[tuple[str, str, Any]]) -> str:
    parts = [f"# {title}"]
    for kind, argument, options in blocks:
        if kind == "text":
            parts.append(argument)
        elif kind == "toctree":
            parts.append("\n".join([":::{toctree}", *options, ":::"]))
        else:
            lines = [f":{name}: {value}".rstrip() for name, value in options.items()]
            parts.append("\n".join([f":::{{awesome:{kind}}} {argument}".rstrip(), *lines, ":::"]))
    return "\n\n".join(parts) + "\n"


def store(project: Project, site: Site) -> set[str]:
    """Write the files that have changed; the pages among them."""
    files = dict(project.files())
    changed = set()
    for folder in ("docs", "entries"):
        for path in (site.root / folder).glob("*.*"):
            if f"{folder}/{path.name}" not in files:
                path.unlink()
    for name, text in files.items():
        path = site.root / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            changed.add(name)
    return {Path(name).stem for name in changed if name.startswith("docs/")}


@pytest.mark.parametrize(("seed", "jobs"), RUNS)
def test_any_edits(tmp_path: Path, seed: int, jobs: int) -> None:
    random = Random(f"{seed} {jobs}")
    project, site = Project(random), Site(tmp_path, {})
    store(project, site)
    watch = Watch(site, strict=False, parallel=jobs)
    site.build("text", strict=False)
    left = EDITS
    try:
        while left > 0:
            project.log.append("build")
            for _ in range(some := random.randint(1, 4)):
                project.edit()
            left -= some
            touched = store(project, site)
            watch.rebuild(touched=touched)
        for builder in ("text", "dirhtml"):
            build = site.build(builder, strict=False)
            fresh = site.build(
                builder, out=f"fresh/{builder}", doctrees="fresh/doctrees", strict=False
            )
            assert_same(contents(build), contents(fresh))
    except BaseException as error:
        error.add_note("\n".join(project.log))
        raise
