"""The nodes as HTML: one visitor each, used by builders that write HTML pages."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NoReturn, TypeGuard

from docutils import nodes
from docutils.nodes import Element
from sphinx.builders import Builder
from sphinx.builders._epub_base import EpubBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder

from ..core.facts import Facts, newest
from ..core.index import IndexKind, Term
from ..core.model import Entry, Section, Venue, VenueKind
from . import card, cite, downloads
from .charts import head as chart
from .charts.words import series
from .i18n import _, ngettext, papers
from .pages import count
from .pen import Badge, Pen, badge_html

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


def draws_html(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Whether a builder writes HTML pages of its own.

    By class: EPUB and single HTML have the format "html" too, but want standard nodes.
    """
    return isinstance(builder, StandaloneHTMLBuilder) and not isinstance(
        builder, (SingleFileHTMLBuilder, EpubBuilder)
    )


def is_site(builder: Builder) -> bool:
    """Whether a builder writes pages that have addresses, neither a help file nor JSON."""
    return draws_html(builder) and not builder.embedded and "html" in builder.out_suffix


def visit_paper_list(self: HTML5Translator, node: Element) -> NoReturn:
    """Draw papers. The role is for Safari, which drops it from lists without markers."""
    pen = Pen.of(self.builder, node["docname"])
    rows = node["layout"] == "list"
    marks = "".join(f" aw-{mark}" for mark in node["marks"])
    self.body.append(f'<ul class="{"aw-rows" if rows else "aw-list"}{marks}" role="list">\n')
    for name, section, anchors in zip(
        node["papers"], node["sections"], node["anchors"], strict=True
    ):
        entry = pen.whole.entries[name]
        self.body.append(
            card.row(entry, pen, dated=node.get("dated", False))
            if rows
            else card.card(entry, section, anchors, pen)
        )
    self.body.append("</ul>\n")
    raise nodes.SkipNode


def visit_section_head(self: HTML5Translator, node: Element) -> NoReturn:
    """Draw description, facts, downloads and chart of a page's papers."""
    pen = Pen(self.builder, node["docname"])
    papers = list(pen.whole.papers(*node["sections"]))
    numbers = Facts.of(papers)
    get = _downloads(node, pen, self.builder) if is_site(self.builder) else ""
    anchors = "".join(f'<span class="aw-anchor" id="{name}"></span>' for name in node["ids"])
    text = f"<p>{escape(node.astext())}</p>\n" if node.astext() else ""
    self.body.append(
        f"{anchors}{text}"
        f'<div class="aw-head"><div><p class="aw-facts">{_facts(numbers, key=True)}</p>\n'
        f"{get}</div>{chart.svg(numbers, chart.HEAD)}</div>\n"
    )
    raise nodes.SkipNode


def _downloads(head: Element, pen: Pen, builder: Builder) -> str:
    """What a page offers to download, and how to cite it; of several heads, in the first one."""
    own = downloads.of_page(pen.docname, pen.domain)
    if own is None or own.sections[0] not in head["sections"]:
        return ""
    return downloads.line(pen.docname, builder, pen.domain, cite.link(pen.docname, pen.domain))


def _facts(numbers: Facts, *, key: bool) -> str:
    """Papers, years, and how many have code; with the swatch that is the chart's legend."""
    number = numbers.papers
    text = ngettext("{n} paper", "{n} papers", number)
    parts = [escape(text).format(n=f"<b>{number}</b>")]
    if key and numbers.span:
        parts.append(f"<b>{numbers.span}</b>")
    swatch = ' class="aw-key"' if key else ""
    with_code = f"<b{swatch}>{numbers.with_code}</b>"
    parts.append(escape(_("{n} with code")).format(n=with_code))
    return " · ".join(parts)


def legend(papers: list[Entry], pen: Pen) -> str:
    """A badge a kind of venue that the page shows."""
    present = {badge.venue.kind for paper in papers for badge in card.badges(paper, pen.domain)}
    kinds = [kind for kind in VenueKind if kind in present]
    if len(kinds) < 2:
        return ""
    shown = "".join(
        badge_html(Badge(Venue(series(kind), kind=kind), None), tip=False) for kind in kinds
    )
    return f'<p class="aw-legend" aria-hidden="true">{shown}</p>'


def visit_section_cards(self: HTML5Translator, node: Element) -> NoReturn:
    """Draw the task areas: counts, chart and newest papers of each."""
    pen = Pen(self.builder, node["docname"])
    whole = pen.whole
    names = [name for name in node["sections"] or whole.sections if name in whole.sections]
    every = Facts.of([paper for name in names for paper in whole.papers(name)]).years
    years = range(every[0].year, every[-1].year + 1) if every else None
    cards = "".join(_section_card(whole.sections[name], years, pen) for name in names)
    self.body.append(f'<ul class="aw-areas" role="list">\n{cards}</ul>\n')
    raise nodes.SkipNode


def _section_card(section: Section, years: range | None, pen: Pen) -> str:
    papers = list(pen.whole.papers(section.id))
    numbers = Facts.of(papers, years)
    home = pen.domain.homes.get(section.id)
    title = escape(section.title or section.id)
    if home is not None:
        title = f'<a class="sd-stretched-link" href="{escape(pen.page(home))}">{title}</a>'
    rows = "".join(f"<li>{pen.link('entry', p.id, p.title)}</li>" for p in newest(papers))
    name = escape(_("Newest"))
    listed = f'<ul class="aw-newest" aria-label="{name}">{rows}</ul>\n' if rows else ""
    return (
        '<li class="sd-card aw-area"><div class="sd-card-body">\n'
        f'<p class="sd-card-title aw-title">{title}</p>\n'
        f'<p class="aw-facts">{_facts(numbers, key=False)}</p>{chart.svg(numbers, chart.SPARK)}\n'
        f"{listed}</div></li>\n"
    )


def visit_term_list(self: HTML5Translator, node: Element) -> NoReturn:
    """Draw the terms under one heading of an index, each with its papers."""
    pen = Pen(self.builder, node["docname"])
    kind = IndexKind(node["kind"])
    found = pen.domain.terms(kind)
    own = set(node["ids"])
    drawn = "".join(_term(found[slug], kind, own, pen) for slug in node["terms"] if slug in found)
    self.body.append(f'<ul class="aw-rows aw-terms" role="list">\n{drawn}</ul>\n')
    raise nodes.SkipNode


def _term(term: Term, kind: IndexKind, own: set[str], pen: Pen) -> str:
    anchor = term.anchor(kind)
    identity = f' id="{anchor}"' if anchor in own else ""
    name = f"<b>{escape(term.name)}</b>"
    if term.venue:
        full = escape(term.venue.full) if term.venue.full != term.venue.name else ""
        name = f"{badge_html(Badge(term.venue, None))} {full}".rstrip()
    number = f'<span class="aw-n">{papers(len(term.papers))}</span>'
    listed = "".join(
        f"<li>{pen.link('entry', paper.id, paper.title)}{_where(paper, kind, pen)}</li>"
        for paper in term.papers
    )
    return (
        f'<li{identity}><p class="aw-term">{name} {number}</p>'
        f'<ul class="aw-papers" role="list">{listed}</ul></li>\n'
    )


def _where(paper: Entry, kind: IndexKind, pen: Pen) -> str:
    """Behind a title: venue and year, or in an index of venues the year alone."""
    found = card.badges(paper, pen.domain)
    text = str(paper.year or "") if kind is IndexKind.VENUE else " → ".join(b.text for b in found)
    return f' <span class="aw-n">{escape(text)}</span>' if text else ""


def visit_paper_count(self: HTML5Translator, node: Element) -> NoReturn:
    """Write the number."""
    whole = Pen(self.builder, "").whole
    self.body.append(escape(count(node["expression"], whole)))
    raise nodes.SkipNode
