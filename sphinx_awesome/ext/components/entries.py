"""The directives: they choose papers and leave nodes; what is drawn is decided when writing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from docutils import nodes
from docutils.nodes import Element, Node
from docutils.parsers.rst import directives
from sphinx.builders import Builder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform

from ...core import slugs, urls
from ...core.model import AwesomeList, Entry
from ...core.problem import ProblemCode
from ...core.selection import FIELDS, GroupBy, Selection, Sort, Years, newest
from ...core.statistics import PaperCounts
from ...core.term_index import IndexKind
from ...core.text import closest_names, did_you_mean
from ..builders import Target, is_html_builder, is_site_builder, link_to
from ..domain import EntriesUse, domain_of
from ..i18n import _, link_label, papers_text
from . import card, cite, downloads
from . import chart_pictures as chart
from .base import (
    LONG_PAGE_PAPERS,
    ListDirective,
    PageHtml,
    _Leaf,
    _limit,
    _numbers,
    _paragraph,
    _targets,
    _text,
    counts_html,
    one_of,
)
from .card import _joined
from .count import count_or_unknown, paper_count
from .explore import index_links, paper_explorer, paper_search, section_links
from .filters import paper_filters
from .index import term_list
from .sections import section_cards

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


#: Options of ``awesome:entries``: how to read a value, what may stand there, what it does.
#: The table in the reference is made from this.
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
    "limit": (_limit, "a number from 1", "At most so many papers."),
    "heading": (_text, "a line of text", "A heading above them, only there if there are papers."),
}


class CountGroups(SphinxPostTransform):
    """Adds the number when a page is written; by then Sphinx has made its tables of contents."""

    default_priority = 5

    def is_supported(self) -> bool:
        """For builders that draw HTML pages."""
        return is_html_builder(domain_of(self.env).builder)

    def run(self, **kwargs: object) -> None:
        """Find the headings of papers."""
        del kwargs
        for title in self.document.findall(nodes.title):
            if "aw-year" not in title["classes"]:
                continue
            if number := sum(len(node["papers"]) for node in title.parent.findall(paper_list)):
                count = nodes.inline("", papers_text(number), classes=["aw-n"])
                title.extend([nodes.Text(" "), count])


class EntriesDirective(ListDirective):
    """``awesome:entries SECTION…``: the papers of some sections, or of the whole list."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = {
        **dict.fromkeys(ENTRIES_OPTIONS, directives.unchanged),
        "no-index": directives.flag,
    }

    def run(self) -> list[Node]:
        """Choose the papers, note the choice, and leave the nodes."""
        named = self.arguments[0].split() if self.arguments else []
        sections = self.known_sections(named)
        if named and not sections:
            return []
        shown = self._shown(sections)
        page = self.domain.note(self.docname)
        filters = [] if page.filtered or not shown.filtered else [self._filters(shown)]
        page.shown.append(shown)
        groups = self._groups(shown)
        return self._headed(groups, [*self._head(shown), *filters, *groups])

    def _shown(self, sections: tuple[str, ...]) -> EntriesUse:
        options = self._options()
        options.pop("heading", "")
        layout = options.pop("layout", "cards")
        if layout == "list":
            options.setdefault("group-by", GroupBy.NONE)
        chosen = {name.replace("-", "_"): value for name, value in options.items()}
        selection = Selection(sections, **chosen)
        self._warn_of_unknown(selection)
        leaves_out = {"has", "venues", "years", "tags", "limit"} & chosen.keys()
        home = (
            bool(sections)
            and layout == "cards"
            and not leaves_out
            and "no-index" not in self.options
        )
        return EntriesUse(selection, layout, home, self.lineno)

    def _options(self) -> dict[str, Any]:
        """The values of the options; a warning for each unusable one, which is left out."""
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
        """Warn of what no paper has: a misspelt label would silently show nothing."""
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

    def _head(self, shown: EntriesUse) -> list[Node]:
        """Facts and chart, at the home of a section; and the section's anchor."""
        if not shown.home:
            return []
        awesome_list = self.domain.awesome_list
        sections = [awesome_list.sections[name] for name in shown.selection.sections]
        text = " ".join(section.description for section in sections)
        head = section_head("", text, sections=shown.selection.sections, docname=self.docname)
        for section in sections:
            for name in (section.id, *section.aliases):
                self.take_id(head, f"section-{name}")
        return [head]

    def _headed(self, groups: list[Node], content: list[Node]) -> list[Node]:
        """All of it under the author's own heading, which is there only if there are papers."""
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

    def _filters(self, shown: EntriesUse) -> paper_filters:
        papers = [entry.id for entry in shown.selection.papers(self.domain.awesome_list)]
        return paper_filters(papers=papers, sort=shown.selection.sort.value, docname=self.docname)

    def _groups(self, shown: EntriesUse) -> list[Node]:
        groups = shown.groups(self.domain.awesome_list)
        long = sum(len(papers) for _, papers in groups) > LONG_PAGE_PAPERS
        marks = ["set"] * shown.filtered + ["long"] * long
        real = any(heading for heading, _ in groups) and self.may_make_headings()
        words = self._words(entry for _, papers in groups for entry in papers)
        made: list[Node] = []
        for heading, papers in groups:
            anchor = f"{shown.selection.group_by}-{slugs.slugify(heading)}"
            node = self._list(papers, shown, marks, "" if made else words)
            made += self.heading(heading, anchor, [node], real=real)
        return made

    def _words(self, papers: Iterable[Entry]) -> str:
        """What search is to find the page by: each word once, since it would look at them all."""
        texts = (search_text(entry, self.domain.awesome_list) for entry in papers)
        return " ".join(dict.fromkeys(" ".join(texts).split()))

    def _list(
        self, papers: list[Entry], shown: EntriesUse, marks: list[str], words: str
    ) -> paper_list:
        node = paper_list(
            "",
            words,
            papers=[entry.id for entry in papers],
            sections=[self.domain.section_of(entry.id, shown) for entry in papers],
            docname=self.docname,
            layout=shown.layout,
            dated=shown.dated,
            marks=marks,
        )
        node["anchors"] = [
            [name for name in self._anchors(entry, shown) if self.take_id(node, name)]
            for entry in papers
        ]
        return node

    @staticmethod
    def _anchors(entry: Entry, shown: EntriesUse) -> list[str]:
        """The anchors of a paper's card; a row has none, its title leads to the card."""
        names = (entry.id, *entry.aliases) if shown.layout == "cards" else ()
        return [f"paper-{name}" for name in names]


def visit_paper_list(self: HTML5Translator, node: Element) -> NoReturn:
    """Draw papers. The role is for Safari, which drops it from lists without markers."""
    pen = PageHtml.of(self.builder, node["docname"])
    rows = node["layout"] == "list"
    marks = "".join(f" aw-{mark}" for mark in node["marks"])
    self.body.append(f'<ul class="{"aw-rows" if rows else "aw-list"}{marks}" role="list">\n')
    for name, section, anchors in zip(
        node["papers"], node["sections"], node["anchors"], strict=True
    ):
        entry = pen.awesome_list.entries[name]
        self.body.append(
            card.row_html(entry, pen, dated=node.get("dated", False))
            if rows
            else card.card_html(entry, section, anchors, pen)
        )
    self.body.append("</ul>\n")
    raise nodes.SkipNode


def visit_section_head(self: HTML5Translator, node: Element) -> NoReturn:
    """Draw description, facts, downloads and chart of a page's papers."""
    pen = PageHtml(self.builder, node["docname"])
    papers = list(pen.awesome_list.papers(*node["sections"]))
    numbers = PaperCounts.of(papers)
    get = _downloads(node, pen, self.builder) if is_site_builder(self.builder) else ""
    anchors = "".join(f'<span class="aw-anchor" id="{name}"></span>' for name in node["ids"])
    text = f"<p>{escape(node.astext())}</p>\n" if node.astext() else ""
    self.body.append(
        f"{anchors}{text}"
        f'<div class="aw-head"><div><p class="aw-facts">{counts_html(numbers, key=True)}</p>\n'
        f"{get}</div>{chart.spark_svg(numbers, chart.HEAD_SHAPE)}</div>\n"
    )
    raise nodes.SkipNode


def _downloads(head: Element, pen: PageHtml, builder: Builder) -> str:
    """What a page offers to download, and how to cite it; of several heads, in the first one."""
    own = downloads.page_download(pen.docname, pen.domain)
    if own is None or own.sections[0] not in head["sections"]:
        return ""
    return downloads.download_line(
        pen.docname, builder, pen.domain, cite.cite_link(pen.docname, pen.domain)
    )


class ExpandNodes(SphinxPostTransform):
    """Replaces each node of ours.

    Runs before Sphinx resolves references, so that no other transform meets them. LaTeX, man,
    texinfo and single HTML come with all pages in one tree: a node knows its own page.
    """

    default_priority = 5

    @property
    def _builder(self) -> Builder:
        return domain_of(self.env).builder

    def is_supported(self) -> bool:
        """For all but the builders that have visitors."""
        return not is_html_builder(self._builder)

    def run(self, **kwargs: object) -> None:
        """Replace the nodes."""
        del kwargs
        expansions: dict[type[Element], Callable[[Element], Sequence[Node]]] = {
            section_head: self._head,
            section_cards: self._overview,
            term_list: self._terms,
            paper_list: self._papers,
            paper_count: self._count,
            paper_explorer: self._explorer,
            paper_search: lambda _: [],
        }
        for kind, expand in expansions.items():
            node: Element
            for node in list(self.document.findall(kind)):
                made = expand(node)
                node["ids"] = []  # which `replace_self` would give to the first of them
                node.replace_self(made)

    # -- links -----------------------------------------------------------------------------

    @property
    def _links_pages(self) -> bool:
        """Whether a link from page to page is any use.

        The link checker would take it for an address; in man pages and text it is noise.
        """
        return self._builder.name not in {"linkcheck", "man", "text"}

    def _reference(self, pen: PageHtml, kind: str, target: str, text: str) -> Node:
        return self._link(pen, pen.domain.find(kind, target), text)

    def _link(self, pen: PageHtml, place: Target | None, text: str) -> Node:
        if place is None or not self._links_pages:
            return nodes.Text(text)
        return link_to(place, nodes.Text(text), self._builder, pen.docname)

    def _targets(self, paper: str, anchors: list[str], pen: PageHtml) -> list[Node]:
        """The anchors of a card; on one page for all, an id can stand but once: at its home."""
        if isinstance(self._builder, SingleFileHTMLBuilder):
            home = pen.domain.find("entry", paper)
            anchors = anchors if home and home.docname == pen.docname else []
        return _targets(anchors)

    # -- nodes -----------------------------------------------------------------------------

    def _pen(self, node: Element) -> PageHtml:
        return PageHtml(self._builder, node["docname"])

    def _count(self, node: Element) -> list[Node]:
        return [nodes.Text(count_or_unknown(node["expression"], domain_of(self.env).awesome_list))]

    def _head(self, node: Element) -> list[nodes.paragraph]:
        pen = self._pen(node)
        numbers = PaperCounts.of(pen.awesome_list.papers(*node["sections"]))
        texts = [node.astext(), f"{_numbers(numbers)}. {chart.sentence(numbers)}."]
        shown = [_paragraph(nodes.Text(text)) for text in texts if text]
        shown[0][:0] = _targets(node["ids"])
        return shown

    def _overview(self, node: Element) -> list[Node]:
        pen = self._pen(node)
        items = []
        for name in node["sections"] or pen.awesome_list.sections:
            section = pen.awesome_list.sections.get(name)
            if section is None:
                continue
            papers = list(pen.awesome_list.papers(name))
            title = self._reference(pen, "section", name, section.name)
            latest = [
                nodes.list_item("", _paragraph(self._reference(pen, "entry", p.id, p.title)))
                for p in newest(papers)
            ]
            item = nodes.list_item(
                "", _paragraph(title, nodes.Text(f": {_numbers(PaperCounts.of(papers))}"))
            )
            item += [nodes.bullet_list("", *latest, bullet="*")] if latest else []
            items.append(item)
        return [nodes.bullet_list("", *items, bullet="*")] if items else []

    def _explorer(self, node: Element) -> list[Node]:
        pen = self._pen(node)
        lines = [
            [self._link(pen, place, title), nodes.Text(f": {papers_text(number)}")]
            for title, number, place in section_links(pen.domain)
        ]
        lines += [[self._link(pen, place, place.title)] for place in index_links(pen.domain)]
        items = [nodes.list_item("", _paragraph(*line)) for line in lines]
        return [nodes.bullet_list("", *items, bullet="*")] if items else []

    def _terms(self, node: Element) -> list[Node]:
        pen = self._pen(node)
        kind = IndexKind(node["kind"])
        found = pen.domain.terms(kind)
        made = []
        for slug in node["terms"]:
            if not (term := found.get(slug)):
                continue
            anchor = term.anchor(kind)
            own = _targets([anchor] if anchor in node["ids"] else [])
            full = f" ({term.venue.full})" if term.venue and term.venue.full else ""
            rows = [
                nodes.list_item("", _paragraph(self._reference(pen, "entry", p.id, p.title)))
                for p in term.papers
            ]
            name = nodes.strong("", term.name)
            head = _paragraph(*own, name, nodes.Text(f"{full}: {papers_text(len(rows))}"))
            made.append(nodes.list_item("", head, nodes.bullet_list("", *rows, bullet="*")))
        return [nodes.bullet_list("", *made, bullet="*")]

    def _papers(self, node: Element) -> list[Node]:
        pen = self._pen(node)
        papers = zip(node["papers"], node["sections"], node["anchors"], strict=True)
        items = [
            self._paper(
                pen.awesome_list.entries[name],
                section,
                anchors,
                pen,
                dated=node.get("dated", False),
            )
            for name, section, anchors in papers
        ]
        return [nodes.bullet_list("", *items, bullet="*")]

    def _paper(
        self, entry: Entry, section: str, anchors: list[str], pen: PageHtml, *, dated: bool
    ) -> nodes.list_item:
        title: Node = nodes.strong("", entry.title)
        if entry.url and not urls.url_error(entry.url):
            title = nodes.reference("", "", title, refuri=entry.url, internal=False)
        head = _paragraph(*self._targets(entry.id, anchors, pen), title)
        found = [badge.text for badge in card.badges(entry, pen.domain)]
        where = f", {_('published since:')} ".join(found)
        day = str(entry.added) if dated and entry.added else ""
        facts = [day, entry.byline, where, entry.track, entry.award]
        item = nodes.list_item("", head)
        if any(facts):
            item += _paragraph(nodes.Text(" · ".join(filter(None, facts))))
        for text in (entry.note, entry.abstract):
            if text:
                item += _paragraph(nodes.Text(text))
        if tail := list(self._tail(entry, section, pen)):
            item += _paragraph(*_joined(tail))
        return item

    def _tail(self, entry: Entry, section: str, pen: PageHtml) -> Iterator[Node]:
        """Links, tags, and the other sections that hold the paper."""
        for name, url in card.shown_links(entry):
            yield nodes.reference("", link_label(name), refuri=url, internal=False)
        for tag in entry.tags:
            yield self._reference(pen, "tag", tag, tag)
        for title, docname in card.also_in(entry, section, pen.domain):
            place = Target(docname, f"paper-{entry.id}", entry.title)
            before, _mark, after = _("also in {sections}").partition("{sections}")
            words = nodes.Text(before), self._link(pen, place, title), nodes.Text(after)
            yield nodes.inline("", "", *words)


class paper_list(_Leaf):  # noqa: N801
    """Papers in a row: one node, since each node costs Sphinx some eighty visits.

    Attributes ``papers`` (ids), ``anchors`` (a list of own ids a paper, which all are among
    ``ids`` too), ``sections`` (one a paper, or ""), ``docname``, ``layout`` (cards or list)
    and ``marks`` ("set" if readers may filter them, "long" if there are so many that what is off
    the screen need not be drawn).
    """


class section_head(_Leaf):  # noqa: N801
    """Facts and chart of some papers. Attributes ``sections``, ``papers`` and ``docname``."""


def search_text(entry: Entry, awesome_list: AwesomeList) -> str:
    """The words by which search finds the page that shows a paper."""
    venues = [
        f"{venue.name} {venue.full}"
        for one in entry.appearances
        if one.venue and (venue := awesome_list.venues.get(one.venue))
    ]
    words = [
        *(one.title for one in entry.appearances),
        *entry.shown_authors,
        *venues,
        *entry.tags,
        entry.track,
        entry.award,
        entry.note,
    ]
    return " ".join(filter(None, words))
