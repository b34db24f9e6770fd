"""What pages show of the list, as digests: *baked* when they are read, *drawn* when written.

See :mod:`.rebuild`, which compares them with those of the last build.
"""

from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.builders._epub_base import EpubBuilder
from sphinx.environment import BuildEnvironment

from ..core.files import pause_gc
from ..core.model import AwesomeList, Entry
from ..core.problem import Problem
from ..core.selection import GroupBy, newest
from ..core.statistics import PaperCounts
from ..core.term_index import IndexKind, group_terms
from ..formats import loading, toml
from . import builders
from .builders import is_html_builder, is_site_builder
from .components import card, downloads
from .components.base import SharedHtml, _venue
from .components.count import count_or_unknown
from .components.entries import search_text
from .config import list_path
from .domain import AwesomeDomain, EntriesUse, PageRecord, digest, domain_of, entries_digest
from .log import report
from .output import head
from .persistence import CODE, remove_unfinished, write_if_changed

_CACHE_FILE = "awesome-readings.pickle"

_MADE_BY = (CODE, sys.version_info[:2])


def load_cached(app: Sphinx) -> tuple[AwesomeList, list[Problem]]:
    """Read the list, with what was kept beside the doctrees: another pickle among Sphinx's own."""
    folder = Path(app.doctreedir)
    remove_unfinished(folder)
    with pause_gc():
        kept = _read_cache(folder / _CACHE_FILE)
        before = dict(kept)
        result = loading.load(list_path(app), kept)
    if kept != before:
        content = pickle.dumps((_MADE_BY, kept), pickle.HIGHEST_PROTOCOL)
        write_if_changed(folder, _CACHE_FILE, content)
        remove_unfinished(folder)
    return result


def _read_cache(path: Path) -> toml.ReadingCache:
    try:
        made_by, kept = pickle.loads(path.read_bytes())  # noqa: S301
    except Exception:  # noqa: BLE001 - whatever is wrong with it, the files are there to be read
        return {}
    return kept if made_by == _MADE_BY and isinstance(kept, dict) else {}


def source_inputs(page: PageRecord, domain: AwesomeDomain) -> Iterator[object]:
    """What all that is baked is made from: cheap to find, but it changes more often."""
    awesome_list = domain.awesome_list
    yield CODE, sorted(page.missing & awesome_list.sections.keys())
    named = {name for shown in page.shown for name in shown.selection.sections}
    elsewhere = page.overviews or page.indices or page.counts or page.parts
    if elsewhere or any(map(_asks_all, page.shown)):
        named = set(awesome_list.sections)
    for name, section in awesome_list.sections.items():
        if name in named:
            yield section, domain.content(name)
            yield [(paper.added, paper.aliases) for paper in awesome_list.papers(name)]
    for shown in page.shown:
        yield [awesome_list.venues.get(name).name for name in shown.selection.venues]


def _asks_all(shown: EntriesUse) -> bool:
    """Whether it depends on other sections than it names; a heading may name a paper's home."""
    choice = shown.selection
    return not choice.sections or choice.group_by is GroupBy.SECTION


def read_inputs(page: PageRecord, domain: AwesomeDomain) -> Iterator[object]:
    """What reading puts into the doctree of a page."""
    awesome_list = domain.awesome_list
    yield CODE
    for shown in page.shown:
        for name in shown.selection.sections:
            section = awesome_list.sections.get(name)
            yield section and ((section.description, section.aliases) if shown.home else name)
        for heading, papers in shown.groups(awesome_list):
            yield heading
            for entry in papers:
                yield entry.id, domain.section_of(entry.id, shown), search_text(entry, awesome_list)
                if shown.layout == "cards":
                    yield entry.aliases
    for kind in page.indices:
        for heading, found in group_terms(domain.terms(kind).values(), kind).items():
            yield (heading, [term.slug for term in found])
    for part in page.parts:
        yield from part.baked(domain)
    # What a warning was given for, or would be now.
    yield [name for name in sorted(page.missing) if name in awesome_list.sections]
    yield [name for names in page.overviews for name in names if name not in awesome_list.sections]
    yield [
        expression
        for expression in sorted(page.counts)
        if count_or_unknown(expression, awesome_list) == "?"
    ]


class WriteInputs:
    """What writing pages draws from the list, beyond what is baked."""

    def __init__(self, domain: AwesomeDomain) -> None:
        self._domain = domain
        self._awesome_list = domain.awesome_list
        self._html = is_html_builder(domain.builder)
        self._entries: dict[str, str] = {}

    def of(self, page: PageRecord) -> Iterator[object]:
        """The facts of one page."""
        find = self._domain.find
        yield page.baked
        for shown in page.shown:
            yield from self._all_cards(shown) if shown.home else self._papers(shown)
        for sections in page.overviews:
            yield from self._overview(sections)
        for kind in page.indices:
            yield from self._index(kind)
        for part in page.parts:
            yield from part.drawn(self._domain)
        for expression in sorted(page.counts):
            yield count_or_unknown(expression, self._awesome_list)
        for name, target, titled in sorted(page.references):
            yield find(name, target) if titled else self._place(name, target)

    def _all_cards(self, shown: EntriesUse) -> Iterator[object]:
        """Of the papers of whole sections, only those are looked at that stand elsewhere too."""
        for section in shown.selection.sections:
            papers = sorted(self._awesome_list.papers(section), key=lambda paper: paper.id)
            yield self._domain.content(section)
            yield any(paper.tags for paper in papers) and self._domain.index_page(IndexKind.TAG)
            for entry in papers:
                if len(self._domain.sections_of(entry.id)) > 1:
                    others = card.also_in(entry, section, self._domain)
                    yield from ((entry.id, *other) for other in others)

    def _papers(self, shown: EntriesUse) -> Iterator[object]:
        for _, papers in shown.groups(self._awesome_list):
            for entry in papers:
                yield self._row(entry) if self._is_row(shown) else self._card(entry, shown)
                yield shown.dated and entry.added

    def _is_row(self, shown: EntriesUse) -> bool:
        """Builders other than HTML tell all of a paper in a row too."""
        return shown.layout == "list" and self._html

    def _card(self, entry: Entry, shown: EntriesUse) -> object:
        if entry.id not in self._entries:
            self._entries[entry.id] = entries_digest([entry], self._awesome_list)
        tags = entry.tags and self._domain.index_page(IndexKind.TAG)
        section = self._domain.section_of(entry.id, shown)
        has_permalink = self._domain.card_of(entry.id) is not None
        others = card.also_in(entry, section, self._domain)
        return self._entries[entry.id], tags, has_permalink, others

    def _row(self, entry: Entry) -> object:
        found = card.badges(entry, self._domain)
        badges = [(_venue(badge.venue), badge.year) for badge in found]
        links, words = card.shown_links(entry), self._domain.once(SharedHtml, SharedHtml)
        facts = card.data_attributes(entry, found, links, entry.shown_authors, words)
        return self._line(entry), badges, entry.award, facts

    def _line(self, entry: Entry) -> object:
        return entry.title, self._place("entry", entry.id)

    def _place(self, kind: str, target: str) -> object:
        place = self._domain.find(kind, target)
        return place and (place.docname, place.anchor)

    def _overview(self, sections: tuple[str, ...]) -> Iterator[object]:
        for name in sections or self._awesome_list.sections:
            if section := self._awesome_list.sections.get(name):
                papers = list(self._awesome_list.papers(name))
                yield section.name, self._domain.homes.get(name), PaperCounts.of(papers)
                yield self._html or name  # to which HTML alone does not lead
                yield [self._line(entry) for entry in newest(papers)]

    def _index(self, kind: IndexKind) -> Iterator[object]:
        lines: dict[str, str] = {}  # of papers, most of which stand under several terms
        for term in self._domain.terms(kind).values():
            for entry in term.papers:
                if entry.id not in lines:
                    lines[entry.id] = digest([self._line(entry), self._where(entry, kind)])
            venue = term.venue and _venue(term.venue)
            yield term.name, venue, [lines[entry.id] for entry in term.papers]

    def _where(self, entry: Entry, kind: IndexKind) -> object:
        if kind is IndexKind.VENUE:
            return entry.year
        return [badge.text for badge in card.badges(entry, self._domain)]


def navigation_inputs(app: Sphinx) -> str:
    """What every page shows of the others: their titles and their order.

    Furo's sidebar shows titles of pages; what other themes show is not known, so for them the
    headings of all pages count too. Pages of other builders show nothing of each other.
    """
    if not is_html_builder(app.builder):
        return CODE
    env = app.env
    shown: list[object] = [CODE]
    shown += [(name, title.pformat()) for name, title in sorted(env.titles.items())]
    for name, toc in sorted(env.tocs.items()):
        furo = app.config.html_theme == "furo"
        found = toc.findall(addnodes.toctree) if furo else [toc]
        shown += [(name, node.pformat()) for node in found]
    return digest(shown)


def toctree_inputs(docname: str, env: BuildEnvironment) -> Iterator[str]:
    """The headings that a page's toctrees may show, also those that Sphinx does not mind.

    Sphinx writes a page again if one is that its own toctree names, but not if one is that
    a toctree there names.
    """
    names = [docname]
    for name in names:  # which grows
        for toctree in env.tocs[name].findall(addnodes.toctree):
            if not toctree["hidden"]:
                names += [n for n in toctree["includefiles"] if n in env.tocs and n not in names]
    return (env.tocs[name].pformat() for name in names[1:])


STAMP = ".awesome-stamp.json"

_BUILD_INFO = ".buildinfo"

_BUILD_INFO_LINES = 4


def remove_cut_build_info(app: Sphinx) -> None:
    """Remove Sphinx's note of its configuration, if a kill has left half of it.

    Sphinx raises an exception or warns, depending on the half. Without the note it goes on.
    """
    path = Path(app.outdir) / _BUILD_INFO
    if path.is_file():
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        if len(lines) < _BUILD_INFO_LINES:
            path.unlink()


def load_for_build(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Read the list, once a build; name the pages that must be read again for it."""
    del added, changed, removed
    domain = domain_of(env)
    remove_unfinished(Path(app.outdir))
    awesome_list, problems = load_cached(app)
    for problem in problems:
        report(problem)
    domain.load(awesome_list)
    domain.builder = app.builder
    domain.permalinks = (
        builders.permalink_folder(app.config) if is_site_builder(app.builder) else ""
    )
    return [
        docname
        for docname, page in domain.pages.items()
        if _is_baked_otherwise(page, domain) or _is_left_over(app, docname)
    ]


def _is_baked_otherwise(page: PageRecord, domain: AwesomeDomain) -> bool:
    """Whether reading would put something else into a doctree; mostly its basis is the same."""
    now = digest(source_inputs(page, domain))
    if page.basis == now:
        return False
    page.basis = now
    return digest(read_inputs(page, domain)) != page.baked


def _is_left_over(app: Sphinx, docname: str) -> bool:
    """Whether a doctree comes from a build that was killed before it stored what it had read."""
    doctree, stored = app.doctreedir / f"{docname}.doctree", app.doctreedir / ENV_PICKLE_FILENAME
    try:
        return doctree.stat().st_mtime_ns > stored.stat().st_mtime_ns
    except OSError:
        return True


def note_read(app: Sphinx, doctree: nodes.document) -> None:
    """Note what reading has put into a doctree, and to what of the list it refers."""
    domain, docname = domain_of(app.env), app.env.docname
    if references := set(_references(doctree, domain)):
        domain.note(docname).references |= references
    if page := domain.pages.get(docname):
        page.basis = digest(source_inputs(page, domain))
        page.baked = digest(read_inputs(page, domain))


def _references(doctree: nodes.document, domain: AwesomeDomain) -> Iterator[tuple[str, str, bool]]:
    """Type and target of each reference to the list, and whether it shows the target's title.

    Our own do, since links have tooltips; those to labels do unless they have a text.
    """
    for node in doctree.findall(addnodes.pending_xref):
        kind, target = node["reftype"], node.get("reftarget", "")
        if node.get("refdomain") == domain.name:
            yield kind, target, True
        elif kind in {"any", "myst"}:
            yield from ((name, target, True) for name in domain.object_types)
        if kind in {"ref", "any", "myst"}:
            for name, prefix in (("entry", "paper-"), ("section", "section-")):
                if target.startswith(prefix):
                    yield name, target.removeprefix(prefix), not node["refexplicit"]


def outdated_output(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the pages that show something else now than when they were written."""
    domain = domain_of(env)
    others, drawing = navigation_inputs(app), WriteInputs(domain)
    domain.drawn = {
        docname: digest(
            [
                *(others, *toctree_inputs(docname, env), *(drawing.of(page) if page else ())),
                is_site_builder(app.builder) and downloads.download_inputs(docname, domain),
                is_site_builder(app.builder) and head.head_inputs(docname, domain),
            ]
        )
        for docname in sorted(env.found_docs)
        for page in [domain.pages.get(docname)]
    }
    domain.stamp = _take_stamp(Path(app.outdir) / STAMP)
    before = domain.stamp.get("pages", {})
    domain.stamp["pages"] = {name: before[name] for name in domain.drawn if name in before}
    return [name for name, now in domain.drawn.items() if before.get(name) != now]


def _take_stamp(path: Path) -> dict[str, dict[str, str]]:
    """Read a stamp and take it away. Without one of this code, nothing is known of the output."""
    try:
        made_by, stamp = json.loads(path.read_bytes())
        path.unlink()
    except (OSError, ValueError, TypeError):
        return {}
    return stamp if made_by == CODE else {}


def note_written(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Note that a page is being written: not all are, if Sphinx was given names of files."""
    del doctree
    domain = domain_of(app.env)
    if docname in domain.drawn:
        domain.stamp["pages"][docname] = domain.drawn[docname]


def write_stamp(app: Sphinx, exception: Exception | None) -> None:
    """Leave the stamp of a build that came to its end.

    Not among the files of an EPUB, where any unknown file is a warning; that one is written
    whole each time.
    """
    if exception is None and not isinstance(app.builder, EpubBuilder):
        stamp = [CODE, domain_of(app.env).stamp]
        write_if_changed(Path(app.outdir), STAMP, json.dumps(stamp, sort_keys=True))
    remove_unfinished(Path(app.outdir))
