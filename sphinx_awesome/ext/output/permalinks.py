"""Permalinks: the page of each paper, and for each other id a page that leads to what it names.

It owns which of these pages there are, and that only those are written that change. What the page
of a paper says is made by :mod:`.paper_page`.

Ten thousand pages are not looked at in every build. The stamp beside the output says what all of
them were made from; a note says what each paper may share with others, so that after an edit only
the papers of the edited files are looked at, and those that share something with one of them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property, partial
from html import escape
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import NamedTuple

from sphinx.application import Sphinx

from ...core.model import Entry
from ...core.related import RelatedPapers, features_of
from ...core.slugs import slugify
from ...formats import loading
from ...formats.toml import VENUES_FILE
from ..builders import PERMALINK_MARK, is_site_builder
from ..config import list_path, settings
from ..domain import AwesomeDomain, digest, domain_of
from ..i18n import _
from ..persistence import write_folder, write_if_changed
from .paper_page import PaperPages, PermalinkHtml, direction, language_tag

NOTE = ".awesome-papers.json"
"""Name of the note, directly below the output."""

_REMOVED = """<!doctype html>
{mark}
<html lang="{language}"{direction}>
<head>
<meta charset="utf-8">
<title>{heading} · {site}</title>
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="{style}">
</head>
<body>
<main>
<h1>{heading}</h1>
<p>{text}</p>
<blockquote><p>{reason}</p></blockquote>
<p><a href="{home}">{site}</a></p>
</main>
</body>
</html>
"""

_REDIRECT_PAGE = """<!doctype html>
{mark}
<html lang="{language}"{direction}><meta charset="utf-8"><title>{title}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={url}">
<p><a href="{url}"{card}>{title}</a></p></html>
"""


class RemovedId(NamedTuple):
    """What the page of a removed paper or section says, as plain texts and relative addresses."""

    language: str
    id: str
    reason: str
    style: str  #: address of the stylesheet
    home: str  #: address of the list's home page
    site: str  #: title of the list


def removed_page(removed: RemovedId) -> str:
    """Return the page that says of an id that it was removed, and why."""
    return _REMOVED.format(
        mark=PERMALINK_MARK,
        direction=direction(removed.language),
        heading=escape(_("Removed from the list")),
        text=escape(_("“{id}” was removed from this list. The reason:").format(id=removed.id)),
        **{name: escape(value) for name, value in removed._asdict().items()},
    )


def redirect_page(language: str, url: str, title: str, card: str = "") -> str:
    """Return a page that leads elsewhere, as plain HTML does.

    :param card: relative address of the card to which scripts lead from there, if the page itself
        leads to another page.
    """
    return _REDIRECT_PAGE.format(
        mark=PERMALINK_MARK,
        language=escape(language),
        direction=direction(language),
        title=escape(title),
        url=escape(url),
        card=f' data-card="{escape(card)}"' if card else "",
    )


def write_permalinks(app: Sphinx, exception: Exception | None) -> None:
    """Write ``p/ID.html`` for every id, former id and removed id; only those that changed.

    Addresses in them are relative: they work below any prefix, and from a disk.
    """
    if exception is not None or not is_site_builder(app.builder):
        return
    domain, outdir = domain_of(app.env), Path(app.outdir)
    folder = PurePosixPath(settings(app.config).permalinks)
    before = domain.stamp.get("permalinks", {})
    former = PurePosixPath(before.get("folder", ""))
    if former.parts and former != folder:
        _remove(outdir / former, _pages_in(outdir / former))
        before = {}
    domain.stamp["permalinks"] = now = {"folder": str(folder)}
    if not folder.parts:
        (outdir / NOTE).unlink(missing_ok=True)
        return
    permalinks = _Permalinks(app)
    now |= {"inputs": permalinks.inputs, "names": digest(sorted(_pages_in(outdir / folder)))}
    if now == before:
        return
    note = permalinks.note
    known = _read_note(outdir / NOTE) if before else _Note()
    _write_pages(permalinks, known.outdated(note), outdir, folder)
    write_if_changed(outdir, NOTE, json.dumps(note, ensure_ascii=False))
    domain.stamp["permalinks"] = now | {"names": digest(sorted(_pages_in(outdir / folder)))}


def _write_pages(
    permalinks: _Permalinks, outdated: set[str], outdir: Path, folder: PurePosixPath
) -> None:
    """Write the pages that are new or that changed, and take away those that are no more.

    :param outdated: ids of the papers whose pages may have changed.
    """
    present, wanted = _pages_in(outdir / folder), permalinks.pages()
    _remove(outdir / folder, present - wanted.keys())
    if new := [name for name in wanted if name not in present]:
        write_folder(outdir, folder, ((name, wanted[name]().encode()) for name in new))
    for name in wanted.keys() & present:
        if name not in permalinks.papers or permalinks.papers[name] in outdated:
            content = wanted[name]().encode()
            before = (outdir / folder / name).read_bytes()
            if before != content and _is_ours(before):
                write_if_changed(outdir, folder / name, content)


def _pages_in(folder: Path) -> set[str]:
    """Return the names of the pages in a folder, without a `Path` for each of thousands."""
    names = os.listdir(folder) if folder.is_dir() else ()  # noqa: PTH208
    return {name for name in names if name.endswith(".html")}


def _remove(folder: Path, names: Iterable[str]) -> None:
    """Remove those pages that a former build has written."""
    for path in (folder / name for name in names):
        if path.is_file() and _is_ours(path.read_bytes()):
            path.unlink()


def _is_ours(content: bytes) -> bool:
    """Return True if a former build wrote a file: it may be a page of the project.

    An empty one is what a build of an earlier release leaves if it is killed.
    """
    return not content or PERMALINK_MARK.encode() in content


class _Note(NamedTuple):
    """What the pages of papers were made from, as far as it tells which of them are outdated."""

    shared: str = ""  #: a digest of what concerns all of them
    sections: Mapping[str, str] = MappingProxyType({})  #: by id, a digest
    orders: Mapping[str, list[str]] = MappingProxyType({})  #: by section, the ids of its papers
    papers: Mapping[str, str] = MappingProxyType({})
    """By id, in the order of the list: on a line each what others show of a paper, and what it
    may share with them."""

    def outdated(self, now: _Note) -> set[str]:
        """Return the papers whose pages may be others now.

        Those of the sections that have changed, and those to which others are related now.
        """
        if self.shared != now.shared:
            return set(now.papers)
        outdated: set[str] = set()
        edited: set[str] = set()
        for section in self.sections.keys() | now.sections.keys():
            if self.sections.get(section) == now.sections.get(section):
                continue
            before, after = self.orders.get(section, []), now.orders.get(section, [])
            either = {*before, *after}
            outdated |= either
            common = set(before).intersection(after)
            if [p for p in before if p in common] != [p for p in after if p in common]:
                edited |= either
        edited |= {paper for paper in outdated if self.papers.get(paper) != now.papers.get(paper)}
        features = [
            feature
            for note in (self, now)
            for paper in edited
            for feature in note.papers.get(paper, "").split("\n")[1:]
        ]
        return outdated | now.related.touched_by(features, len(edited))

    @property
    def related(self) -> RelatedPapers:
        """What finds related papers, by what each may share."""
        return RelatedPapers({p: line.split("\n")[1:] for p, line in self.papers.items()})


def _read_note(path: Path) -> _Note:
    try:
        return _Note(*json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return _Note()


class _Permalinks:
    """The pages at permalinks of a build."""

    def __init__(self, app: Sphinx) -> None:
        self._builder = app.builder
        self._domain = domain_of(app.env)
        self._list = self._domain.awesome_list
        self._pages = PaperPages(app.builder)
        self._html = PermalinkHtml(app.builder)
        self._readme = list_path(app).name if loading.is_readme(list_path(app)) else ""
        self._language = language_tag(app.builder)

    @cached_property
    def inputs(self) -> str:
        """A digest of all that the pages are made from: files, and what else they show."""
        digests = self._domain.file_digests
        return digest([self._shared, sorted(digests.items()), self._sections, [*self._redirects()]])

    @cached_property
    def _shared(self) -> str:
        """A digest of what concerns the pages of all papers."""
        venues = self._domain.file_digests.get(VENUES_FILE)
        return digest([self._pages.inputs(), venues, list(self._list.sections)])

    @cached_property
    def _sections(self) -> dict[str, str]:
        """By section, a digest of its file and of what the pages show of it."""
        digests = self._domain.file_digests
        return {
            name: digest([digests.get(self._readme or f"{name}.toml"), inputs])
            for name in self._list.sections
            for inputs in [self._pages.section_inputs(name)]
        }

    @cached_property
    def papers(self) -> dict[str, str]:
        """The papers that have a page: their ids by the names of the files."""
        return {f"{paper}.html": paper for paper in paper_ids(self._domain)}

    @cached_property
    def note(self) -> _Note:
        """What the pages are made from, for the next build."""
        slug = cache(slugify)
        return _Note(
            self._shared,
            self._sections,
            {name: list(section.entries) for name, section in self._list.sections.items()},
            {
                paper: "\n".join([_shown(entry), *features_of(entry, slug)])
                for paper in self.papers.values()
                for entry in [self._list.entries[paper]]
            },
        )

    def pages(self) -> dict[str, Callable[[], str]]:
        """Return what makes each page, by the name of its file."""
        found: dict[str, Callable[[], str]] = {}
        for name, reason in self._list.removed.items():
            found[f"{name}.html"] = partial(self._removed, name, reason)
        for name, *others in self._redirects():
            found[f"{name}.html"] = partial(redirect_page, self._language, *others)
        related = self.note.related
        for name, paper in self.papers.items():
            found[name] = partial(self._paper, paper, related)
        return found

    def _paper(self, paper: str, related: RelatedPapers) -> str:
        entries = self._list.entries
        return self._pages.page(entries[paper], map(entries.__getitem__, related.of(paper)))

    def _removed(self, name: str, reason: str) -> str:
        style, home = f"{self._html.up}_static/awesome/paper.css", self._builder.config.root_doc
        site = self._list.title or self._builder.config.project
        return removed_page(
            RemovedId(self._language, name, reason, style, self._html.page_url(home), site)
        )

    def _redirects(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield id, address, title and card of each page that leads elsewhere.

        Former ids of papers lead to the page of the paper, and sections to theirs; a section
        alone on its page is the page.
        """
        domain, html = self._domain, self._html
        for entry in self._list.entries.values():
            if entry.aliases and (target := domain.card_of(entry.id)):
                card = html.anchor_url(target.docname, target.anchor)
                for name in entry.aliases:
                    yield name, html.permalink(entry.id), entry.title, card
        for section in self._list.sections.values():
            if target := domain.find("section", section.id):
                alone = len(set(domain.pages[target.docname].home_of())) == 1
                url = html.anchor_url(target.docname, "" if alone else target.anchor)
                yield from ((name, url, target.title, "") for name in (section.id, *section.aliases))


def paper_ids(domain: AwesomeDomain) -> Iterator[str]:
    """Yield the ids of the papers that have a page: those that stand somewhere."""
    yield from filter(domain.card_of, domain.awesome_list.entries)


def _shown(entry: Entry) -> str:
    """Return what the pages of related papers show of a paper."""
    return " ".join([entry.title, *map(str, entry.appearances), entry.award])


def setup(app: Sphinx) -> None:
    """Register the event."""
    app.connect("build-finished", write_permalinks)
