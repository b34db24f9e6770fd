"""Permalinks: the page of each paper, and for each other id a page that leads to its target.

It decides which of these pages exist, and writes only those that change. It must not know the
content of a paper's page, which :mod:`.paper_page` makes.

Ten thousand pages are not examined in every build. The stamp beside the output has a digest of
their inputs; a note has the features that papers may share, so that after an edit only the papers
of the edited files are examined, and those that share a feature with one of them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from html import escape
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from sphinx.application import Sphinx

from ...core import files
from ...core.model import Entry, EntryType
from ...core.slugs import slugify
from ...formats import loading
from ...formats.toml import VENUES_FILE
from ..builders import PERMALINK_MARK, is_site_builder, language_tag
from ..config import list_path, settings
from ..domain import AwesomeDomain, digest, domain_of
from ..i18n import _
from ..persistence import write_folder, write_if_changed
from .paper_page import PaperPages, PermalinkHtml, direction
from .related import RelatedPapers, features_of

NOTE = ".awesome-papers.txt"
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
    """A removed paper or section: the plain texts and relative addresses of its page."""

    language: str
    id: str
    reason: str
    style: str  #: address of the stylesheet
    home: str  #: address of the list's home page
    site: str  #: title of the list


def removed_page(removed: RemovedId) -> str:
    """Return the page of a removed id, with the reason."""
    return _REMOVED.format(
        mark=PERMALINK_MARK,
        direction=direction(removed.language),
        heading=escape(_("Removed from the list")),
        text=escape(_("“{id}” was removed from this list. The reason:").format(id=removed.id)),
        **{name: escape(value) for name, value in removed._asdict().items()},
    )


def redirect_page(language: str, url: str, title: str, card: str = "") -> str:
    """Return a page that leads to another one, in plain HTML.

    :param language: tag of the language, as HTML has it.
    :param url: relative address of the other page.
    :param title: plain text.
    :param card: relative address of the card to which scripts lead; "" if the other page has it.
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
    present = _pages_in(outdir / folder)
    now |= {"inputs": permalinks.inputs, "names": _names_digest(present)}
    if now == before:
        return
    known = _Note.read(outdir / NOTE) if before else _Note()
    note = permalinks.note(known if known.shared == permalinks.shared else _Note())
    _write_pages(permalinks, note, outdir, folder)
    write_if_changed(outdir, NOTE, note.text())
    now["names"] = _names_digest(_pages_in(outdir / folder))


def _write_pages(permalinks: _Permalinks, note: _Note, outdir: Path, folder: PurePosixPath) -> None:
    """Write the pages that are new or changed, and remove those that are not wanted any more."""
    present, others = _pages_in(outdir / folder), permalinks.other_pages()
    related = note.related()
    outdated = note.outdated(related)

    def content(name: str) -> bytes:
        make = others.get(name) or partial(permalinks.paper_page, name, related)
        return make().encode()

    wanted = {f"{name}.html": name for name in (*note.papers, *others)}
    _remove(outdir / folder, present - wanted.keys())
    if new := wanted.keys() - present:
        pages = ((name, content(wanted[name])) for name in wanted if name in new)
        write_folder(outdir, folder, pages)
    for name in (name for name in (*outdated, *others) if f"{name}.html" in present):
        path = folder / f"{name}.html"
        before, after = (outdir / path).read_bytes(), content(name)
        if before != after and _is_ours(before):
            write_if_changed(outdir, path, after)


def _names_digest(names: set[str]) -> str:
    return digest([sorted(names)])


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
    """Return True if a former build wrote a file, and not the project.

    A killed build of an earlier release leaves empty files.
    """
    return not content or PERMALINK_MARK.encode() in content


@dataclass
class _Note:
    """The inputs of the pages of papers by which outdated pages are found."""

    shared: str = ""  #: a digest of the inputs of all pages
    sections: Mapping[str, tuple[str, list[str]]] = field(default_factory=dict)
    """By id, a digest of a section's file and of its page, and the ids of its papers."""
    papers: Mapping[str, str] = field(default_factory=dict)
    """By id, in the order of the list, for papers that have a page: on the first line the parts of
    the paper that pages of others show, on each further line a feature."""
    before: _Note | None = None  #: note of the previous build

    @classmethod
    def read(cls, path: Path) -> _Note:
        """Return the note of the previous build; an empty one if there is none."""
        try:
            head, *papers = files.split_records(path.read_text(encoding="utf-8"))
            shared, sections = json.loads(head)
        except (OSError, ValueError):
            return cls()
        named = (paper.partition("\n") for paper in papers)
        return cls(shared, sections, {name: lines for name, _newline, lines in named})

    def text(self) -> str:
        """Return the text of its file: JSON of thousands of texts would take ten times as long."""
        papers = (f"{name}\n{lines}" for name, lines in self.papers.items())
        return files.join_records([json.dumps([self.shared, self.sections]), *papers])

    def related(self) -> RelatedPapers:
        """Return the finder of related papers."""
        return RelatedPapers({p: lines.split("\n")[1:] for p, lines in self.papers.items()})

    def changed_sections(self) -> Iterator[tuple[list[str], list[str]]]:
        """Yield the former and the current papers of each section that has changed."""
        before = self.before.sections if self.before else {}
        for name in {**before, **self.sections}:
            former, now = before.get(name, ("", [])), self.sections.get(name, ("", []))
            if [*former] != [*now]:
                yield former[1], now[1]

    def outdated(self, related: RelatedPapers) -> set[str]:
        """Return the ids of papers whose pages may differ from those of the previous build.

        These are the papers of changed sections, and those that share a feature with a paper that
        pages of others show differently now, or in another order.
        """
        known = self.before.papers if self.before else {}
        outdated: set[str] = set()
        edited: set[str] = set()
        for former, now in self.changed_sections():
            either = {*former, *now}
            outdated |= either
            edited |= {paper for paper in either if known.get(paper) != self.papers.get(paper)}
        if [p for p in known if p in self.papers] != [p for p in self.papers if p in known]:
            edited |= outdated
        if known:
            texts = (papers.get(p, "") for papers in (known, self.papers) for p in edited)
            features = {feature for text in texts for feature in text.split("\n")[1:]}
            outdated |= related.touched_by(features, len(edited))
        return outdated & self.papers.keys()


class _Permalinks:
    """All pages at permalinks of a build."""

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
        """A digest of all inputs of the pages: files, and all else that they show."""
        digests = self._domain.file_digests
        return digest([self.shared, sorted(digests.items()), self._sections, [*self._redirects()]])

    @cached_property
    def shared(self) -> str:
        """A digest of the inputs of all pages of papers."""
        venues = self._domain.file_digests.get(VENUES_FILE)
        return digest([self._pages.inputs(), venues, list(self._list.sections)])

    @cached_property
    def _sections(self) -> dict[str, str]:
        """By section, a digest of its file and of the parts that the pages show."""
        digests = self._domain.file_digests
        return {
            name: digest([digests.get(self._readme or f"{name}.toml"), inputs])
            for name in self._list.sections
            for inputs in [self._pages.section_inputs(name)]
        }

    def note(self, before: _Note) -> _Note:
        """Return the note of this build.

        :param before: note of the previous build, whose lines are reused for unchanged sections.
        """
        orders = {name: list(section.entries) for name, section in self._list.sections.items()}
        sections = {name: (made_from, orders[name]) for name, made_from in self._sections.items()}
        note = _Note(self.shared, sections, before=before)
        changed = {p for former, now in note.changed_sections() for p in (*former, *now)}
        slug = cache(slugify)

        def lines(paper: str) -> str:
            entry = self._list.entries[paper]
            return "\n".join([_shown(entry), *features_of(entry, slug)])

        note.papers = {
            paper: (paper not in changed and before.papers.get(paper)) or lines(paper)
            for paper in paper_ids(self._domain)
        }
        return note

    def other_pages(self) -> dict[str, Callable[[], str]]:
        """Return, by id, a function that makes each page that is not a paper's."""
        pages: dict[str, Callable[[], str]] = {
            name: partial(self._removed, name, reason)
            for name, reason in self._list.removed.items()
        }
        for name, *others in self._redirects():
            pages[name] = partial(redirect_page, self._language, *others)
        return pages

    def paper_page(self, paper: str, related: RelatedPapers) -> str:
        """Return the page of a paper."""
        entries = self._list.entries
        return self._pages.page(entries[paper], [entries[name] for name in related.of(paper)])

    def _removed(self, name: str, reason: str) -> str:
        style, home = f"{self._html.up}_static/awesome/paper.css", self._builder.config.root_doc
        site = self._list.title or self._builder.config.project
        return removed_page(
            RemovedId(self._language, name, reason, style, self._html.page_url(home), site)
        )

    def _redirects(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield id, address, title and card of each redirect.

        Former ids of papers lead to the page of the paper, and ids of sections to their home pages:
        to the page itself if it has no other section.
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
                yield from (
                    (name, url, target.title, "") for name in (section.id, *section.aliases)
                )


def paper_ids(domain: AwesomeDomain) -> Iterator[str]:
    """Yield the ids of the papers that have a page: those with a card on a page of the site."""
    yield from filter(domain.card_of, domain.awesome_list.entries)


def _shown(entry: Entry) -> str:
    """Return the parts of a paper that the pages of related papers show."""
    where = (f"{one.venue}\t{one.year}" for one in entry.appearances)
    # A paper's badges do not name who has published it.
    what = () if entry.type is EntryType.PAPER else (entry.type, entry.publisher)
    return "\t".join([entry.title, *where, entry.award, *what])


def setup(app: Sphinx) -> None:
    """Register the event."""
    app.connect("build-finished", write_permalinks)
