"""The directives ``awesome:explore``, for the whole list, and ``awesome:search``, leading there.

On HTML pages a script shows the papers, from the data that is written here too. The directive
itself makes links to the pages of the papers, for readers without the script and for all other
builders.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from docutils import nodes
from docutils.nodes import Element, Node
from sphinx.application import Sphinx

from ...core import slugs
from ...core.files import pause_gc
from ...core.identifiers import lookup_keys
from ...core.model import SEARCHED_FIELDS, AwesomeList, Entry, FieldDefinition
from ...core.term_index import IndexKind
from ...core.venues import VenueKind
from ..builders import Target, is_site_builder
from ..domain import AwesomeDomain, PageComponent, digest, domain_of
from ..i18n import _, link_label, ngettext, papers_text
from ..persistence import CODE, write_if_changed
from . import downloads
from .base import (
    DropNode,
    ExpandNode,
    ListDirective,
    PageHtml,
    _Leaf,
    bullets,
    field_key,
    paragraph,
)
from .downloads import list_download

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

#: Stylesheets of papers as rows, and of the controls that find them.
STYLES = ("awesome/overview.css", "awesome/explore.css")


class paper_explorer(_Leaf):  # noqa: N801
    """The whole list, to be searched and filtered. Attribute ``docname``."""


class paper_search(_Leaf):  # noqa: N801
    """A field that leads to the search of the whole list. Attribute ``docname``."""


@dataclass(frozen=True, slots=True)
class ExploreUse(PageComponent):
    """An ``awesome:explore`` of a page."""

    assets = (*STYLES, "awesome/explore.js")

    def write_inputs(self, domain: AwesomeDomain) -> Iterator[object]:
        """Yield the links, the download of the whole list, and how many papers it has."""
        yield list_download(domain), len(domain.awesome_list.entries)
        yield from section_links(domain)
        yield from index_links(domain)


@dataclass(frozen=True, slots=True)
class SearchUse(PageComponent):
    """An ``awesome:search`` of a page."""

    assets = ("awesome/explore.css", "awesome/shortcut.js")

    def write_inputs(self, domain: AwesomeDomain) -> Iterator[object]:
        """Yield the number of papers, and the page that searches them."""
        yield len(domain.awesome_list.entries), explore_page(domain)


class ExploreDirective(ListDirective):
    """``awesome:explore``: all papers, to be searched and filtered."""

    def run(self) -> list[Node]:
        """Note the directive and return one node."""
        self.note(ExploreUse())
        return [paper_explorer(docname=self.docname)]


class SearchDirective(ListDirective):
    """``awesome:search``: a field that leads to the page with ``awesome:explore``."""

    def run(self) -> list[Node]:
        """Note the directive and return one node."""
        self.note(SearchUse())
        return [paper_search(docname=self.docname)]


def explore_page(domain: AwesomeDomain) -> str | None:
    """Return the docname of the page with ``awesome:explore``; the first by name of several."""
    docnames = (docname for docname, page in domain.pages.items() if page.of(ExploreUse))
    return min(docnames, default=None)


def section_links(domain: AwesomeDomain) -> Iterator[tuple[str, int, Target | None]]:
    """Yield title, number of papers and target of each section."""
    for section in domain.awesome_list.sections.values():
        title = section.name
        yield title, len(section.entries), domain.find("section", section.id)


def index_links(domain: AwesomeDomain) -> Iterator[Target]:
    """Yield the page of each index."""
    for kind in IndexKind:
        if docname := domain.index_page(kind):
            yield Target(docname, "", domain.env.titles[docname].astext())


def visit_paper_explorer(self: HTML5Translator, node: Element) -> NoReturn:
    """Write a panel of links to the task areas and the indices."""
    page_html = PageHtml(self.builder, node["docname"])
    rows = [
        _facet_row(
            title,
            page_html.anchor_url(target.docname, target.anchor) if target else "",
            papers_text(number),
        )
        for title, number, target in section_links(page_html.domain)
    ]
    rows += [
        _facet_row(target.title, page_html.page_url(target.docname), "")
        for target in index_links(page_html.domain)
    ]
    listed = f'<ul class="aw-rows" role="list">\n{"".join(rows)}</ul>\n' if rows else ""
    files = downloads.list_stem(page_html.docname, self.builder, page_html.domain)
    name = escape(_field_name(page_html))
    hint = escape(
        _(
            "Words, and choices such as author:NAME, venue:NAME, year:2021-2023 or tag:NAME; "
            "a hyphen before one leaves it out"
        )
    )
    self.body.append(
        f'<div class="aw-explore" data-list="{escape(files)}" data-name="{name}" '
        f'data-hint="{hint}">\n{listed}</div>\n'
    )
    raise nodes.SkipNode


def _field_name(page_html: PageHtml) -> str:
    """Return the name of a field in which the whole list is searched."""
    number = len(page_html.awesome_list.entries)
    return ngettext(
        "Search {n} paper by title, author or venue",
        "Search {n} papers by title, author or venue",
        number,
    ).format(n=number)


def _facet_row(title: str, url: str, number: str) -> str:
    text = escape(title)
    link = f'<a href="{escape(url)}">{text}</a>' if url else f"<span>{text}</span>"
    beside = f'<span class="aw-n">{number}</span>' if number else ""
    return f'<li class="aw-row">{link}{beside}</li>\n'


def visit_paper_search(self: HTML5Translator, node: Element) -> NoReturn:
    """Write the form."""
    self.body.append(search_form(PageHtml(self.builder, node["docname"])))
    raise nodes.SkipNode


def search_form(page_html: PageHtml) -> str:
    """Return a plain form, for Explore or, without such a page, for Sphinx's own search."""
    home = explore_page(page_html.domain)
    action = page_html.page_url("search" if home is None else home)
    name = _field_name(page_html)
    button = _("Search") if home is None else _("Explore all")
    return (
        f'<form class="aw-search" role="search" action="{escape(action)}">'
        f'<input type="search" name="q" aria-label="{escape(name)}" placeholder="{escape(name)}">'
        f"<button>{escape(str(button))}</button></form>\n"
    )


class ExpandExplorer(ExpandNode):
    """Replace the panel by a list of links."""

    node_type = paper_explorer

    def expand(self, node: Element) -> list[Node]:
        """Return a list: the task areas with their numbers of papers, and the indices."""
        page_nodes = self.page_nodes(node)
        lines = [
            paragraph(page_nodes.link(target, title), nodes.Text(f": {papers_text(number)}"))
            for title, number, target in section_links(self.domain)
        ]
        lines += [
            paragraph(page_nodes.link(target, target.title)) for target in index_links(self.domain)
        ]
        return bullets([line] for line in lines)


class DropSearch(DropNode):
    """Remove the field for builders that cannot search."""

    node_type = paper_search


#: Folder of the data, beside the scripts, which thus know its address on any page.
FOLDER = Path("_static", "awesome")

PAPERS = FOLDER / "papers.json"

#: By section and paper, the short keys of what readers may paste to find the paper.
ADDRESSES = FOLDER / "addresses.json"

#: Digits of base 64; a key has :data:`KEY_LETTERS` of them.
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

#: With 40,000 keys, an unknown key is taken for one of them once in 27,000 times.
KEY_LETTERS = 5


def add_to_search(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the script that makes Sphinx's search page search for papers too."""
    del templatename, context, doctree
    if pagename == "search" and is_site_builder(app.builder):
        for name in STYLES:
            app.add_css_file(name)
        app.add_js_file("awesome/disk.js")
        app.add_js_file("awesome/search.js", type="module")


@pause_gc()
def write_search_data(app: Sphinx, exception: Exception | None) -> None:
    """Write the data of all papers, unless a former build has written the same."""
    if exception is not None or not is_site_builder(app.builder):
        return
    domain, outdir = domain_of(app.env), Path(app.outdir)
    _write_addresses(domain, outdir)
    now = {str(PAPERS): digest(_search_inputs(domain))}
    before = domain.stamp.get("papers")
    domain.stamp["papers"] = now
    if before != now or not _is_there(outdir, PAPERS):
        _write_data(outdir, PAPERS, _data(domain))


def _write_data(outdir: Path, path: Path, data: object) -> None:
    """Write data as JSON, and as a script: browsers load nothing else from a disk."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    write_if_changed(outdir, path, text)
    script = f"(globalThis.awesomeData ??= {{}}).{path.stem} = {text};\n"
    write_if_changed(outdir, path.with_suffix(".js"), script)


def _is_there(outdir: Path, path: Path) -> bool:
    return (outdir / path).is_file() and (outdir / path).with_suffix(".js").is_file()


def _write_addresses(domain: AwesomeDomain, outdir: Path) -> None:
    """Write the keys by which papers are found; make those of changed sections alone.

    In the order of ids: that of the list is no matter here, and would not tell what has changed.
    """
    awesome_list = domain.awesome_list
    papers = {
        name: sorted(paper for paper in section.entries if awesome_list.homes[paper] == name)
        for name, section in sorted(awesome_list.sections.items())
    }
    now = {name: digest([CODE, domain.content_digest(name), own]) for name, own in papers.items()}
    before = domain.stamp.get("addresses", {})
    domain.stamp["addresses"] = now
    if before == now and _is_there(outdir, ADDRESSES):
        return
    try:
        known = json.loads((outdir / ADDRESSES).read_bytes())
    except (OSError, ValueError):
        known = {}
    data = {
        name: known[name]
        if name in known and before.get(name) == now[name]
        else {paper: short_keys(awesome_list.entries[paper]) for paper in own}
        for name, own in papers.items()
    }
    _write_data(outdir, ADDRESSES, data)


def short_keys(entry: Entry) -> str:
    """Return the keys by which a paper is found, of :data:`KEY_LETTERS` letters each.

    A key is the lowest 30 bits of the CRC-32 of a text in UTF-8, six bits in a letter: the texts
    themselves would make the file three times as large.
    """
    texts = [entry.doi, f"arXiv:{entry.arxiv}", *entry.links.values()]
    if entry.published:
        texts.append(entry.published.doi)
    keys = dict.fromkeys(key for text in texts for group in lookup_keys(text) for key in group)
    return "".join(dict.fromkeys(map(_short, keys)))


def _short(key: str) -> str:
    number = zlib.crc32(key.encode())
    return "".join(_DIGITS[number >> (6 * at) & 63] for at in reversed(range(KEY_LETTERS)))


def _search_inputs(domain: AwesomeDomain) -> Iterator[object]:
    """Yield the inputs of the data: mostly digests that the pages need too."""
    awesome_list = domain.awesome_list
    yield list(awesome_list.fields.items())
    yield CODE, domain.env.config.language, _search_page(domain, explore_page(domain))
    for name, section in awesome_list.sections.items():
        yield (
            replace(section, aliases=()),
            domain.content_digest(name),
            _search_page(domain, domain.home_pages.get(name)),
        )
    yield (
        list(awesome_list.homes.items()),
        [(venue.name, venue.aliases) for venue in awesome_list.venues],
        [(paper.id, paper.aliases) for paper in awesome_list.entries.values() if paper.aliases],
    )


def _search_page(domain: AwesomeDomain, docname: str | None) -> str:
    return "" if docname is None else domain.builder.get_target_uri(docname)


class _Table:
    """Rows to which papers refer by number: one for all names of a thing."""

    def __init__(self, make: Callable[[str], tuple[str, object]]) -> None:
        """Make a table.

        :param make: returns the key and the row of a name; names of one thing share the key.
        """
        self.rows: list[object] = []
        self._make = make
        self._by_key: dict[str, int] = {}
        self._by_name: dict[str, int] = {}

    def __getitem__(self, name: str) -> int:
        """Return the number of the row of a name; add a row for a new key."""
        if name not in self._by_name:
            key, row = self._make(name)
            if key not in self._by_key:
                self._by_key[key] = len(self.rows)
                self.rows.append(row)
            self._by_name[name] = self._by_key[key]
        return self._by_name[name]


class _Tables:
    """The tables of one list."""

    def __init__(self, domain: AwesomeDomain) -> None:
        self._domain, self._awesome_list = domain, domain.awesome_list
        self.pages = _Table(lambda uri: (uri, uri))
        self.venues = _Table(self._venue)
        self.labels = _Table(self._label)
        self.tags = _Table(self._tag)
        self._sections = {name: number for number, name in enumerate(self._awesome_list.sections)}
        used = Counter(tag for paper in self._awesome_list.entries.values() for tag in paper.tags)
        self._spellings = {slugs.slugify(tag): tag for tag, _ in reversed(used.most_common())}

    def _venue(self, name: str) -> tuple[str, object]:
        venue = self._awesome_list.venues.get(name)
        kind = list(VenueKind).index(venue.kind) if venue.kind else -1
        return venue.name, [venue.name, venue.full, kind, "\n".join(venue.aliases)]

    @staticmethod
    def _label(name: str) -> tuple[str, object]:
        slug = slugs.slugify(name)
        return slug, [slug, str(link_label(name))]

    def _tag(self, name: str) -> tuple[str, object]:
        slug = slugs.slugify(name)
        return slug, self._spellings[slug]

    def section(self, name: str) -> list[object]:
        """Return the row of a section: id, title, and number of its page or -1."""
        target = self._domain.find("section", name)
        title = self._awesome_list.sections[name].name
        if target is None:
            return [name, title, -1]
        return [name, title, self.pages[_search_page(self._domain, target.docname)]]

    def venue(self, name: str) -> int:
        """Return the number of a venue; -1 for none."""
        return self.venues[name] if name else -1

    def holding(self, entry: Entry) -> list[int]:
        """Return the numbers of the sections that hold a paper, its home section first."""
        home = self._awesome_list.homes[entry.id]
        names = [section.id for section in self._domain.sections_of(entry.id)]
        return [self._sections[name] for name in sorted(names, key=lambda name: name != home)]


def used_values(name: str, definition: FieldDefinition, papers: Iterable[Entry]) -> list[str]:
    """Return the values of one of the list's own fields that some papers have.

    In the order of its definition; if that names none, the most used one first.
    """
    used = Counter(value for paper in papers for value in paper.fields.get(name, ()))
    known = [value for value in definition.values if value in used]
    return known or [value for value, _number in used.most_common()]


def _own_fields(papers: list[Entry], awesome_list: AwesomeList) -> Iterator[dict[str, object]]:
    """Yield each of the list's own fields: its key, title and values, and those of each paper."""
    for name, definition in awesome_list.fields.items():
        values = used_values(name, definition, papers)
        numbers = {value: number for number, value in enumerate(values)}
        yield {
            "key": field_key(name),
            "title": definition.title,
            "facet": definition.facet,
            "values": values,
            "of": [_each_once(numbers[v] for v in p.fields.get(name, ())) for p in papers],
        }


def _each_once(numbers: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(numbers))


def _data(domain: AwesomeDomain) -> dict[str, object]:
    """Return the data: columns of all papers in order, and the tables to which they refer."""
    awesome_list = domain.awesome_list
    tables, papers = _Tables(domain), list(awesome_list.papers())
    sections = [tables.section(name) for name in awesome_list.sections]
    columns = {
        "id": [paper.id for paper in papers],
        "title": [paper.title for paper in papers],
        "authors": ["\n".join(paper.shown_authors) for paper in papers],
        "venue": [tables.venue(paper.venue) for paper in papers],
        "year": [paper.year or 0 for paper in papers],
        "in": [tables.holding(paper) for paper in papers],
        "has": [_each_once(map(tables.labels.__getitem__, paper.links)) for paper in papers],
        "tag": [_each_once(map(tables.tags.__getitem__, paper.tags)) for paper in papers],
    }
    former = {alias: number for number, paper in enumerate(papers) for alias in paper.aliases}
    later = {
        str(number): [tables.venue(since.venue), since.year or 0, since.title]
        for number, paper in enumerate(papers)
        if (since := paper.published)
    }
    more = [name for name in SEARCHED_FIELDS if name != "award"]  # which rows show
    texts = ([getattr(paper, name) for name in more] for paper in papers)
    own_fields = list(_own_fields(papers, awesome_list))
    return {
        "explore": _search_page(domain, explore_page(domain)),
        "pages": tables.pages.rows,
        "sections": sections,
        "kinds": [[kind.value, str(_(kind.value))] for kind in VenueKind],
        "venues": tables.venues.rows,
        "labels": tables.labels.rows,
        "tags": tables.tags.rows,
        **({"fields": own_fields} if own_fields else {}),
        "former": former,
        **columns,
        "later": later,
        "award": {str(number): paper.award for number, paper in enumerate(papers) if paper.award},
        "more": {str(n): "\n".join(filter(None, t)) for n, t in enumerate(texts) if any(t)},
    }


def setup(app: Sphinx) -> None:
    """Register the directives, their nodes, post-transforms and events."""
    app.add_directive_to_domain(AwesomeDomain.name, "explore", ExploreDirective)
    app.add_directive_to_domain(AwesomeDomain.name, "search", SearchDirective)
    app.add_node(paper_explorer, html=(visit_paper_explorer, None))
    app.add_node(paper_search, html=(visit_paper_search, None))
    app.add_post_transform(ExpandExplorer)
    app.add_post_transform(DropSearch)
    app.connect("html-page-context", add_to_search, priority=504)
    app.connect("build-finished", write_search_data, priority=501)
