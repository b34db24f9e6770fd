"""The directive ``awesome:sections``: the task areas as cards, each with its newest papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, NoReturn

from docutils import nodes
from docutils.nodes import Element, Node
from sphinx.application import Sphinx

from ...core.model import Section
from ...core.selection import newest
from ...core.statistics import PaperCounts
from ..builders import is_html_builder
from ..domain import AwesomeDomain, PageComponent
from ..i18n import _
from . import chart_pictures as chart
from .base import (
    ExpandNode,
    ListDirective,
    PageHtml,
    PageNodes,
    _Leaf,
    bullets,
    counts_html,
    counts_text,
    paragraph,
    title_inputs,
)

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class section_cards(_Leaf):  # noqa: N801
    """The task areas as cards. Attributes ``sections`` and ``docname``."""


@dataclass(frozen=True, slots=True)
class SectionsUse(PageComponent):
    """An ``awesome:sections`` of a page."""

    sections: tuple[str, ...]  #: ids of those that it names; () for all
    list_assets = ("awesome/overview.css",)

    def read_inputs(self, domain: AwesomeDomain) -> Iterator[object]:
        """Yield the sections that do not exist: a build warns of them."""
        yield [name for name in self.sections if name not in domain.awesome_list.sections]

    def write_inputs(self, domain: AwesomeDomain) -> Iterator[object]:
        """Yield the parts of the list that the cards show."""
        awesome_list, is_html = domain.awesome_list, is_html_builder(domain.builder)
        for name in self.sections or awesome_list.sections:
            if section := awesome_list.sections.get(name):
                papers = list(awesome_list.papers(name))
                yield section.name, domain.home_pages.get(name), PaperCounts.of(papers)
                yield is_html or name  # for a link to the section, which HTML does not have
                yield [title_inputs(entry, domain) for entry in newest(papers)]


class SectionsDirective(ListDirective):
    """``awesome:sections``: the task areas as cards with counts, chart and newest papers."""

    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[Node]:
        """Note the choice and return one node."""
        named = self.arguments[0].split() if self.arguments else []
        sections = self.known_sections(named)
        if named and not sections:
            return []
        self.note(SectionsUse(sections))
        return [section_cards(sections=sections, docname=self.docname)]


def visit_section_cards(self: HTML5Translator, node: Element) -> NoReturn:
    """Write the task areas: counts, chart and newest papers of each."""
    page_html = PageHtml(self.builder, node["docname"])
    awesome_list = page_html.awesome_list
    names = [
        name for name in node["sections"] or awesome_list.sections if name in awesome_list.sections
    ]
    every = PaperCounts.of([paper for name in names for paper in awesome_list.papers(name)]).years
    years = range(every[0].year, every[-1].year + 1) if every else None
    cards = "".join(_section_card(awesome_list.sections[name], years, page_html) for name in names)
    self.body.append(f'<ul class="aw-areas" role="list">\n{cards}</ul>\n')
    raise nodes.SkipNode


def _section_card(section: Section, years: range | None, page_html: PageHtml) -> str:
    papers = list(page_html.awesome_list.papers(section.id))
    numbers = PaperCounts.of(papers, years)
    home = page_html.domain.home_pages.get(section.id)
    title = escape(section.name)
    if home is not None:
        title = (
            f'<a class="sd-stretched-link" href="{escape(page_html.page_url(home))}">{title}</a>'
        )
    rows = "".join(f"<li>{page_html.link('entry', p.id, p.title)}</li>" for p in newest(papers))
    name = escape(_("Newest"))
    listed = f'<ul class="aw-newest" aria-label="{name}">{rows}</ul>\n' if rows else ""
    return (
        '<li class="sd-card aw-area"><div class="sd-card-body">\n'
        f'<p class="sd-card-title aw-title">{title}</p>\n'
        f'<p class="aw-facts">{counts_html(numbers, key=False)}</p>'
        f"{chart.spark_svg(numbers, chart.SPARK_SHAPE)}\n"
        f"{listed}</div></li>\n"
    )


class ExpandSections(ExpandNode):
    """Replace the cards by a list of the task areas."""

    node_type = section_cards

    def expand(self, node: Element) -> list[Node]:
        """Return a list: title, counts and newest papers of each."""
        page_nodes = self.page_nodes(node)
        sections = page_nodes.awesome_list.sections
        names = [name for name in node["sections"] or sections if name in sections]
        return bullets(_section_nodes(sections[name], page_nodes) for name in names)


def _section_nodes(section: Section, page_nodes: PageNodes) -> list[Node]:
    papers = list(page_nodes.awesome_list.papers(section.id))
    title = page_nodes.reference("section", section.id, section.name)
    counts = nodes.Text(f": {counts_text(PaperCounts.of(papers))}")
    latest = [page_nodes.reference("entry", paper.id, paper.title) for paper in newest(papers)]
    return [paragraph(title, counts), *bullets([paragraph(link)] for link in latest)]


def setup(app: Sphinx) -> None:
    """Register the directive, its node and its post-transform."""
    app.add_directive_to_domain(AwesomeDomain.name, "sections", SectionsDirective)
    app.add_node(section_cards, html=(visit_section_cards, None))
    app.add_post_transform(ExpandSections)
