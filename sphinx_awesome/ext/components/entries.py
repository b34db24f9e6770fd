"""The directive ``awesome:entries``: papers of some sections, or of the whole list.

It selects papers and makes nodes with their ids; the list is looked up when the page is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from docutils import nodes
from docutils.nodes import Element, Node
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from ...core import slugs
from ...core.model import SEARCHED_FIELDS, AwesomeList, Entry
from ...core.problem import Location, Problem, ProblemCode
from ...core.selection import FIELDS, GroupBy, Selection, Sort, Years, grouped
from ...core.statistics import PaperCounts
from ...core.term_index import kind_heading
from ...core.text import closest_names, did_you_mean
from ..builders import is_html_builder, is_site_builder
from ..config import list_path
from ..domain import AwesomeDomain, PageComponent, PageRecord, domain_of
from ..i18n import _, papers_text
from ..log import report, warn
from . import card, cite, downloads
from . import chart_pictures as chart
from .base import (
    LONG_PAGE_PAPERS,
    ExpandNode,
    ListDirective,
    PageHtml,
    _Leaf,
    anchor_targets,
    bullets,
    counts_html,
    counts_text,
    one_of,
    paragraph,
    read_limit,
)
from .card import card_inputs, row_inputs
from .explore import explore_page
from .filters import own_facets, paper_filters

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


def _choice(kind: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda value: kind(value.strip().lower())


def _names(value: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in value.split(",") if name.strip())
    if not names:
        raise ValueError(value)
    return names


def _layout(value: str) -> str:
    if value.strip() not in {"cards", "list"}:
        raise ValueError(value)
    return value.strip()


#: Options of ``awesome:entries``: a function that reads the value, the allowed values, a help text.
#: The reference has a table of them.
ENTRIES_OPTIONS: dict[str, tuple[Callable[[str], Any], str, str]] = {
    "sort": (_choice(Sort), one_of(Sort), "Order of the papers; `newest` unless said otherwise."),
    "group-by": (
        _choice(GroupBy),
        one_of(GroupBy),
        "What the headings name; `year` unless said otherwise, `none` for a list.",
    ),
    "layout": (
        _layout,
        "one of cards, list",
        "A card a paper, or a row a paper whose title leads to its card.",
    ),
    "has": (
        _names,
        "labels of links or names of fields, with commas between them",
        "Only papers that have all of these, such as `code` or `published`.",
    ),
    "venues": (
        _names,
        "names or aliases of venues, with commas between them",
        "Only papers of one of these venues, listed or since.",
    ),
    "years": (
        Years.parse,
        "a year or a range such as 2021, 2020-2023, 2020- or -2019",
        "Only papers listed in these years.",
    ),
    "tags": (_names, "tags, with commas between them", "Only papers that have all of these tags."),
    "limit": (read_limit, "a number from 1", "At most so many papers."),
    "heading": (
        str,
        "a line of text",
        "A heading above them, only there if there are papers.",
    ),
}


class paper_list(_Leaf):  # noqa: N801
    """Papers one after the other in one node, since each node costs Sphinx some eighty visits.

    Attributes ``papers`` (ids), ``anchors`` (for each paper a list of its own ids, all among
    ``ids`` too), ``sections`` (one for each paper, or ""), ``docname``, ``layout`` (cards or
    list), ``dated`` (True if rows show the day of addition) and ``marks`` ("set" if readers may
    filter them, "long" if there are so many that browsers should not draw what is off the screen).
    """


class section_head(_Leaf):  # noqa: N801
    """Numbers and chart of the papers of some sections. Attributes ``sections``, ``docname``."""


@dataclass(frozen=True, slots=True)
class EntriesUse(PageComponent):
    """An ``awesome:entries`` of a page."""

    selection: Selection
    layout: str  #: "cards" or "list"
    is_home: bool  #: True if permalinks of its sections lead here
    line: int  #: of the directive, from 1

    @property
    def is_filtered(self) -> bool:
        """True if readers may filter the papers: a list with a limit does not have them all."""
        return self.selection.limit is None

    @property
    def is_dated(self) -> bool:
        """True if each row shows the day on which its paper was added, by which rows are sorted."""
        return self.layout == "list" and self.selection.sort is Sort.ADDED

    @property
    def home_sections(self) -> tuple[str, ...]:
        """All sections that it names, if this is their home page."""
        return self.selection.sections if self.is_home else ()

    @property
    def list_assets(self) -> tuple[str, ...]:
        """Assets of filters and of rows."""
        script = ("awesome/page.js",) if self.is_filtered else ()
        return (*script, "awesome/overview.css") if self.layout == "list" else script

    def groups(self, awesome_list: AwesomeList) -> list[tuple[str, list[Entry]]]:
        """Return the papers of each heading, in order."""
        by = self.selection.group_by
        groups = grouped(self.selection.papers(awesome_list), by, awesome_list)
        return [(_heading(by, value, awesome_list), papers) for value, papers in groups]

    def source_inputs(self, domain: AwesomeDomain) -> Iterator[object]:
        """Yield digests of the sections that it names, or of all if it depends on others too."""
        named = self.selection.sections
        # A heading may name a paper's home section.
        needs_all = not named or self.selection.group_by is GroupBy.SECTION
        for name in domain.awesome_list.sections:
            if needs_all or name in named:
                yield domain.section_digest(name)
        yield [domain.awesome_list.venues.get(venue).name for venue in self.selection.venues]

    def read_inputs(self, domain: AwesomeDomain) -> Iterator[object]:
        """Yield headings, anchors and the text for search."""
        awesome_list = domain.awesome_list
        for name in self.selection.sections:
            section = awesome_list.sections.get(name)
            yield section and ((section.description, section.aliases) if self.is_home else name)
        for heading, papers in self.groups(awesome_list):
            yield heading
            for entry in papers:
                shown_in = domain.section_of(entry.id, self.selection.sections)
                yield entry.id, shown_in, search_text(entry, awesome_list)
                if self.layout == "cards":
                    yield entry.aliases

    def write_inputs(self, domain: AwesomeDomain) -> Iterator[object]:
        """Yield the inputs of cards or rows, and the page that searches the whole list."""
        yield self.is_filtered and explore_page(domain)
        if self.is_filtered and domain.awesome_list.fields:
            yield own_facets(self.selection.papers(domain.awesome_list), domain.awesome_list)
        if self.is_home:
            for section in self.selection.sections:
                yield from _section_inputs(section, domain)
            return
        # Builders other than HTML show all of a paper in a row too.
        has_rows = self.layout == "list" and is_html_builder(domain.builder)
        for entry in self.selection.papers(domain.awesome_list):
            section = domain.section_of(entry.id, self.selection.sections)
            yield row_inputs(entry, domain) if has_rows else card_inputs(entry, section, domain)
            yield self.is_dated and entry.added


def _section_inputs(section: str, domain: AwesomeDomain) -> Iterator[object]:
    """Yield the inputs of the cards of all papers of a section.

    Only papers that are in other sections too are examined: the digest of the section covers all
    others.
    """
    papers = sorted(domain.awesome_list.papers(section), key=lambda paper: paper.id)
    yield domain.content_digest(section)
    yield card.index_inputs(papers, domain)
    for entry in papers:
        if len(domain.sections_of(entry.id)) > 1:
            yield from ((entry.id, *other) for other in card.also_in(entry, section, domain))


def _heading(by: GroupBy, value: str, awesome_list: AwesomeList) -> str:
    match by:
        case GroupBy.YEAR:
            return value or _("No year")
        case GroupBy.VENUE:
            return value or _("No venue")
        case GroupBy.KIND:
            return _(kind_heading(value))
        case GroupBy.SECTION:
            return awesome_list.sections[value].name
        case GroupBy.NONE:
            return ""


def search_text(entry: Entry, awesome_list: AwesomeList) -> str:
    """Return the words by which search finds the page that shows a paper."""
    names = [one.venue for one in entry.appearances if one.venue]
    venues = [f"{venue.name} {venue.full}" for venue in map(awesome_list.venues.get, names)]
    words = [
        *(one.title for one in entry.appearances),
        *entry.shown_authors,
        *venues,
        *entry.tags,
        *(value for values in entry.fields.values() for value in values),
        *(getattr(entry, name) for name in SEARCHED_FIELDS),
    ]
    return " ".join(filter(None, words))


def is_filtered(page: PageRecord) -> bool:
    """Return True if readers may filter some papers of a page."""
    return any(use.is_filtered for use in page.of(EntriesUse))


class EntriesDirective(ListDirective):
    """``awesome:entries SECTION…``: the papers of some sections, or of the whole list."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = {
        **dict.fromkeys(ENTRIES_OPTIONS, directives.unchanged),
        "no-index": directives.flag,
    }

    def run(self) -> list[Node]:
        """Select the papers, note the selection, and return the nodes."""
        named = self.arguments[0].split() if self.arguments else []
        sections = self.known_sections(named)
        if named and not sections:
            return []
        use = self._use(sections)
        page = self.domain.note(self.docname)
        needs_filters = use.is_filtered and not is_filtered(page)
        filters = [self._filters(use)] if needs_filters else []
        self.note(use)
        groups = self._groups(use)
        return self._headed(groups, [*self._head(use), *filters, *groups])

    def _use(self, sections: tuple[str, ...]) -> EntriesUse:
        options = self._options()
        options.pop("heading", "")
        layout = options.pop("layout", "cards")
        if layout == "list":
            options.setdefault("group-by", GroupBy.NONE)
        chosen = {name.replace("-", "_"): value for name, value in options.items()}
        selection = Selection(sections, **chosen)
        self._warn_of_unknown(selection)
        leaves_out = {"has", "venues", "years", "tags", "limit"} & chosen.keys()
        is_home = (
            bool(sections)
            and layout == "cards"
            and not leaves_out
            and "no-index" not in self.options
        )
        return EntriesUse(selection, layout, is_home, self.lineno)

    def _options(self) -> dict[str, Any]:
        """Return the values of the usable options, and warn of all others."""
        values: dict[str, Any] = {}
        for name, text in self.options.items():
            if name == "no-index":
                continue
            convert, expected, _ = ENTRIES_OPTIONS[name]
            try:
                values[name] = convert(text or "")
            except ValueError:
                self.warn(
                    ProblemCode.OPTION,
                    f':{name}: "{text or ""}" is not usable',
                    f"write {expected}",
                )
        return values

    def _warn_of_unknown(self, selection: Selection) -> None:
        """Warn of labels and venues that no paper has: a misspelt one would show nothing."""
        awesome_list = self.domain.awesome_list
        labels = FIELDS | self.domain.labels
        for name in selection.has:
            if awesome_list.entries and name not in labels:
                near = did_you_mean(closest_names(name, labels))
                hint = near or "see the labels of your links"
                self.warn(ProblemCode.OPTION, f':has: no paper has "{name}"', hint)
        for name in selection.venues:
            if not awesome_list.venues.find(name):
                near = did_you_mean(awesome_list.venues.nearest(name, 1))
                hint = near or "add it to _venues.toml"
                self.warn(ProblemCode.OPTION, f':venues: there is no venue "{name}"', hint)

    def _head(self, use: EntriesUse) -> list[Node]:
        """Return numbers and chart with the anchors of the sections, on their home page."""
        if not use.is_home:
            return []
        awesome_list = self.domain.awesome_list
        sections = [awesome_list.sections[name] for name in use.selection.sections]
        text = " ".join(section.description for section in sections)
        head = section_head("", text, sections=use.selection.sections, docname=self.docname)
        for section in sections:
            for name in (section.id, *section.aliases):
                self.take_id(head, f"section-{name}")
        return [head]

    def _headed(self, groups: list[Node], content: list[Node]) -> list[Node]:
        """Return the content under the heading of the option, if there are papers."""
        text = self.options.get("heading", "")
        if not text:
            return content
        if not groups or not self.may_make_headings():
            return content if groups else []
        words, messages = self.parse_inline(text, lineno=self.lineno)
        title = nodes.title(text, "", *words)
        section = nodes.section("", title, *messages, *content)
        section["names"].append(nodes.fully_normalize_name(text))
        self.set_source_info(section)
        self.set_source_info(title)
        self.state.document.note_implicit_target(section, section)
        return [section]

    def _filters(self, use: EntriesUse) -> paper_filters:
        papers = [entry.id for entry in use.selection.papers(self.domain.awesome_list)]
        return paper_filters(papers=papers, sort=use.selection.sort.value, docname=self.docname)

    def _groups(self, use: EntriesUse) -> list[Node]:
        groups = use.groups(self.domain.awesome_list)
        long = sum(len(papers) for _, papers in groups) > LONG_PAGE_PAPERS
        marks = ["set"] * use.is_filtered + ["long"] * long
        real = any(heading for heading, _ in groups) and self.may_make_headings()
        words = self._words(entry for _, papers in groups for entry in papers)
        made: list[Node] = []
        for heading, papers in groups:
            anchor = f"{use.selection.group_by}-{slugs.slugify(heading)}"
            node = self._list(papers, use, marks, "" if made else words)
            made += self.heading(heading, anchor, [node], real=real)
        return made

    def _words(self, papers: Iterable[Entry]) -> str:
        """Return the words by which search finds the page, each once, since search reads all."""
        texts = (search_text(entry, self.domain.awesome_list) for entry in papers)
        return " ".join(dict.fromkeys(" ".join(texts).split()))

    def _list(
        self, papers: list[Entry], use: EntriesUse, marks: list[str], words: str
    ) -> paper_list:
        node = paper_list(
            "",
            words,
            papers=[entry.id for entry in papers],
            sections=[self.domain.section_of(entry.id, use.selection.sections) for entry in papers],
            docname=self.docname,
            layout=use.layout,
            dated=use.is_dated,
            marks=marks,
        )
        node["anchors"] = [
            [name for name in self._anchors(entry, use) if self.take_id(node, name)]
            for entry in papers
        ]
        return node

    @staticmethod
    def _anchors(entry: Entry, use: EntriesUse) -> list[str]:
        """Return the anchors of a paper's card; a row has none: its title leads there."""
        names = (entry.id, *entry.aliases) if use.layout == "cards" else ()
        return [f"paper-{name}" for name in names]


def visit_paper_list(self: HTML5Translator, node: Element) -> NoReturn:
    """Write papers. Safari needs the role, which it drops from lists without markers."""
    page_html = PageHtml.of(self.builder, node["docname"])
    rows = node["layout"] == "list"
    marks = "".join(f" aw-{mark}" for mark in node["marks"])
    self.body.append(f'<ul class="{"aw-rows" if rows else "aw-list"}{marks}" role="list">\n')
    for name, section, anchors in zip(
        node["papers"], node["sections"], node["anchors"], strict=True
    ):
        entry = page_html.awesome_list.entries[name]
        self.body.append(
            card.row_html(entry, page_html, dated=node["dated"])
            if rows
            else card.card_html(entry, section, anchors, page_html)
        )
    self.body.append("</ul>\n")
    raise nodes.SkipNode


def visit_section_head(self: HTML5Translator, node: Element) -> NoReturn:
    """Write description, numbers, downloads and chart of some sections."""
    page_html = PageHtml(self.builder, node["docname"])
    papers = list(page_html.awesome_list.papers(*node["sections"]))
    counts = PaperCounts.of(papers)
    get = _downloads(node, page_html, self.builder) if is_site_builder(self.builder) else ""
    anchors = "".join(f'<span class="aw-anchor" id="{name}"></span>' for name in node["ids"])
    text = f"<p>{escape(node.astext())}</p>\n" if node.astext() else ""
    self.body.append(
        f"{anchors}{text}"
        f'<div class="aw-head"><div><p class="aw-facts">{counts_html(counts, key=True)}</p>\n'
        f"{get}</div>{chart.spark_svg(counts, chart.HEAD_SHAPE)}</div>\n"
    )
    raise nodes.SkipNode


def _downloads(head: Element, page_html: PageHtml, builder: Builder) -> str:
    """Return the links to downloads and citations of a page, for its first head alone."""
    own = downloads.page_download(page_html.docname, page_html.domain)
    if own is None or own.sections[0] not in head["sections"]:
        return ""
    return downloads.download_line(
        page_html.docname,
        builder,
        page_html.domain,
        cite.cite_link(page_html.docname, page_html.domain),
    )


class ExpandHead(ExpandNode):
    """Replace the head of sections by paragraphs."""

    node_type = section_head

    def expand(self, node: Element) -> list[Node]:
        """Return the description, and numbers and chart in words."""
        counts = PaperCounts.of(self.domain.awesome_list.papers(*node["sections"]))
        texts = [node.astext(), f"{counts_text(counts)}. {chart.sentence(counts)}."]
        paragraphs = [paragraph(nodes.Text(text)) for text in texts if text]
        paragraphs[0][:0] = anchor_targets(node["ids"])
        return [*paragraphs]


class ExpandEntries(ExpandNode):
    """Replace papers by a list."""

    node_type = paper_list

    def expand(self, node: Element) -> list[Node]:
        """Return a list with an item for each paper."""
        page_nodes, entries = self.page_nodes(node), self.domain.awesome_list.entries
        papers = zip(node["papers"], node["sections"], node["anchors"], strict=True)
        return bullets(
            card.card_nodes(entries[name], section, anchors, page_nodes, dated=node["dated"])
            for name, section, anchors in papers
        )


class CountGroups(SphinxPostTransform):
    """Add to each heading the number of its papers.

    Only when a page is written, after Sphinx has made its tables of contents.
    """

    default_priority = 5

    def is_supported(self) -> bool:
        """Return True for builders that write HTML pages."""
        return is_html_builder(domain_of(self.env).builder)

    def run(self, **kwargs: object) -> None:
        """Find the headings of papers, and add to them."""
        del kwargs
        for title in self.document.findall(nodes.title):
            if "aw-year" not in title["classes"]:
                continue
            if number := sum(len(node["papers"]) for node in title.parent.findall(paper_list)):
                count = nodes.inline("", papers_text(number), classes=["aw-n"])
                title.extend([nodes.Text(" "), count])


def report_second_homes(_app: object, env: BuildEnvironment) -> None:
    """Warn of each directive that would be a second home of a section."""
    domain = domain_of(env)
    first: dict[str, str] = {}
    for docname in sorted(domain.pages):
        for use in domain.pages[docname].of(EntriesUse):
            for section in use.home_sections:
                if section not in first:
                    first[section] = f"{docname}:{use.line}"
                    continue
                warn(
                    ProblemCode.HOME,
                    f'section "{section}" has its home in {first[section]} already',
                    "add the option :no-index: to one of the two directives",
                    location=(docname, use.line),
                )


def report_unshown(app: Sphinx, env: BuildEnvironment) -> None:
    """Report the sections that no page shows: a notice, since that may be intended."""
    domain = domain_of(env)
    choices = [
        use.selection.sections for page in domain.pages.values() for use in page.of(EntriesUse)
    ]
    if not choices or () in choices:  # nothing of the list is shown, or all of it is
        return
    shown = {name for sections in choices for name in sections}
    source = list_path(app)
    for name, section in domain.awesome_list.sections.items():
        if section.entries and name not in shown:
            file = source / f"{name}.toml" if source.is_dir() else source
            message = f'no page shows the section "{name}": its papers are not on the site'
            hint = f"write a page with awesome:entries {name}"
            report(Problem(ProblemCode.UNSHOWN, message, Location(str(file)), hint))


def setup(app: Sphinx) -> None:
    """Register the directive, its nodes, post-transforms and events."""
    app.add_directive_to_domain(AwesomeDomain.name, "entries", EntriesDirective)
    app.add_node(section_head, html=(visit_section_head, None))
    app.add_node(paper_list, html=(visit_paper_list, None))
    app.add_post_transform(ExpandHead)
    app.add_post_transform(ExpandEntries)
    app.add_post_transform(CountGroups)
    app.connect("env-check-consistency", report_second_homes)
    app.connect("env-check-consistency", report_unshown)
