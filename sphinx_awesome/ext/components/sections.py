"""TODO."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NoReturn

from docutils import nodes
from docutils.nodes import Element, Node

from ...core.model import Section
from ...core.selection import newest
from ...core.statistics import PaperCounts
from ..i18n import _
from . import chart_pictures as chart
from .base import ListDirective, PageHtml, _Leaf, counts_html

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class section_cards(_Leaf):  # noqa: N801
    """The task areas as cards. Attributes ``sections`` and ``docname``."""


class SectionsDirective(ListDirective):
    """``awesome:sections``: the task areas as cards with counts, chart and newest papers."""

    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[Node]:
        """Note the choice and leave one node."""
        named = self.arguments[0].split() if self.arguments else []
        sections = self.known_sections(named)
        if named and not sections:
            return []
        self.domain.note(self.docname).overviews.append(sections)
        return [section_cards(sections=sections, docname=self.docname)]


def visit_section_cards(self: HTML5Translator, node: Element) -> NoReturn:
    """Draw the task areas: counts, chart and newest papers of each."""
    pen = PageHtml(self.builder, node["docname"])
    awesome_list = pen.awesome_list
    names = [
        name for name in node["sections"] or awesome_list.sections if name in awesome_list.sections
    ]
    every = PaperCounts.of([paper for name in names for paper in awesome_list.papers(name)]).years
    years = range(every[0].year, every[-1].year + 1) if every else None
    cards = "".join(_section_card(awesome_list.sections[name], years, pen) for name in names)
    self.body.append(f'<ul class="aw-areas" role="list">\n{cards}</ul>\n')
    raise nodes.SkipNode


def _section_card(section: Section, years: range | None, pen: PageHtml) -> str:
    papers = list(pen.awesome_list.papers(section.id))
    numbers = PaperCounts.of(papers, years)
    home = pen.domain.homes.get(section.id)
    title = escape(section.name)
    if home is not None:
        title = f'<a class="sd-stretched-link" href="{escape(pen.page(home))}">{title}</a>'
    rows = "".join(f"<li>{pen.link('entry', p.id, p.title)}</li>" for p in newest(papers))
    name = escape(_("Newest"))
    listed = f'<ul class="aw-newest" aria-label="{name}">{rows}</ul>\n' if rows else ""
    return (
        '<li class="sd-card aw-area"><div class="sd-card-body">\n'
        f'<p class="sd-card-title aw-title">{title}</p>\n'
        f'<p class="aw-facts">{counts_html(numbers, key=False)}</p>'
        f"{chart.spark_svg(numbers, chart.SPARK_SHAPE)}\n"
        f"{listed}</div></li>\n"
    )
