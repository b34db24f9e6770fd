"""The nodes as standard docutils nodes, for every builder that does not draw HTML pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from docutils import nodes
from docutils.nodes import Element, Node
from sphinx.builders import Builder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..core import links
from ..core.facts import Facts, newest
from ..core.index import IndexKind
from ..core.model import Entry
from . import card
from .charts import head as chart
from .domain import domain_of
from .explore import index_links, section_links
from .html import draws_html
from .i18n import _, link_label, papers
from .nodes import (
    paper_count,
    paper_explorer,
    paper_list,
    paper_search,
    section_cards,
    section_head,
    term_list,
)
from .pages import count
from .pen import Pen
from .places import Place, link_to


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
        return not draws_html(self._builder)

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

    def _reference(self, pen: Pen, kind: str, target: str, text: str) -> Node:
        return self._link(pen, pen.domain.find(kind, target), text)

    def _link(self, pen: Pen, place: Place | None, text: str) -> Node:
        if place is None or not self._links_pages:
            return nodes.Text(text)
        return link_to(place, nodes.Text(text), self._builder, pen.docname)

    def _targets(self, paper: str, anchors: list[str], pen: Pen) -> list[Node]:
        """The anchors of a card; on one page for all, an id can stand but once: at its home."""
        if isinstance(self._builder, SingleFileHTMLBuilder):
            home = pen.domain.find("entry", paper)
            anchors = anchors if home and home.docname == pen.docname else []
        return _targets(anchors)

    # -- nodes -----------------------------------------------------------------------------

    def _pen(self, node: Element) -> Pen:
        return Pen(self._builder, node["docname"])

    def _count(self, node: Element) -> list[Node]:
        return [nodes.Text(count(node["expression"], domain_of(self.env).whole))]

    def _head(self, node: Element) -> list[nodes.paragraph]:
        pen = self._pen(node)
        numbers = Facts.of(pen.whole.papers(*node["sections"]))
        texts = [node.astext(), f"{_numbers(numbers)}. {chart.sentence(numbers)}."]
        shown = [_paragraph(nodes.Text(text)) for text in texts if text]
        shown[0][:0] = _targets(node["ids"])
        return shown

    def _overview(self, node: Element) -> list[Node]:
        pen = self._pen(node)
        items = []
        for name in node["sections"] or pen.whole.sections:
            section = pen.whole.sections.get(name)
            if section is None:
                continue
            papers = list(pen.whole.papers(name))
            title = self._reference(pen, "section", name, section.title or name)
            latest = [
                nodes.list_item("", _paragraph(self._reference(pen, "entry", p.id, p.title)))
                for p in newest(papers)
            ]
            item = nodes.list_item(
                "", _paragraph(title, nodes.Text(f": {_numbers(Facts.of(papers))}"))
            )
            item += [nodes.bullet_list("", *latest, bullet="*")] if latest else []
            items.append(item)
        return [nodes.bullet_list("", *items, bullet="*")] if items else []

    def _explorer(self, node: Element) -> list[Node]:
        pen = self._pen(node)
        lines = [
            [self._link(pen, place, title), nodes.Text(f": {papers(number)}")]
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
            head = _paragraph(*own, name, nodes.Text(f"{full}: {papers(len(rows))}"))
            made.append(nodes.list_item("", head, nodes.bullet_list("", *rows, bullet="*")))
        return [nodes.bullet_list("", *made, bullet="*")]

    def _papers(self, node: Element) -> list[Node]:
        pen = self._pen(node)
        papers = zip(node["papers"], node["sections"], node["anchors"], strict=True)
        items = [
            self._paper(
                pen.whole.entries[name], section, anchors, pen, dated=node.get("dated", False)
            )
            for name, section, anchors in papers
        ]
        return [nodes.bullet_list("", *items, bullet="*")]

    def _paper(
        self, entry: Entry, section: str, anchors: list[str], pen: Pen, *, dated: bool
    ) -> nodes.list_item:
        title: Node = nodes.strong("", entry.title)
        if entry.url and not links.why_not_url(entry.url):
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

    def _tail(self, entry: Entry, section: str, pen: Pen) -> Iterator[Node]:
        """Links, tags, and the other sections that hold the paper."""
        for name, url in card.shown_links(entry):
            yield nodes.reference("", link_label(name), refuri=url, internal=False)
        for tag in entry.tags:
            yield self._reference(pen, "tag", tag, tag)
        for title, docname in card.also_in(entry, section, pen.domain):
            place = Place(docname, f"paper-{entry.id}", entry.title)
            before, _mark, after = _("also in {sections}").partition("{sections}")
            words = nodes.Text(before), self._link(pen, place, title), nodes.Text(after)
            yield nodes.inline("", "", *words)


def _numbers(numbers: Facts) -> str:
    with_code = _("{n} with code").format(n=numbers.with_code)
    parts = [papers(numbers.papers), numbers.span, with_code]
    return ", ".join(filter(None, parts))


def _targets(names: list[str]) -> list[Node]:
    """A target a name: LaTeX gives one label to an inline node only if it is a target."""
    return [nodes.target("", "", ids=[name]) for name in names]


def _paragraph(*children: Node) -> nodes.paragraph:
    return nodes.paragraph("", "", *children)


def _joined(parts: Iterable[Node]) -> Iterator[Node]:
    """Nodes with a dot between them."""
    for place, part in enumerate(parts):
        if place:
            yield nodes.Text(" · ")
        yield part
