"""The directive ``awesome:index``: all venues, authors or tags, each with its papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, NoReturn

from docutils import nodes
from docutils.nodes import Element, Node
from sphinx.application import Sphinx

from ...core import slugs
from ...core.model import Entry
from ...core.problem import ProblemCode
from ...core.statistics import count_types
from ...core.term_index import IndexKind, Term, group_terms
from ...core.text import N_
from ..builders import is_site_builder
from ..domain import AwesomeDomain, PageComponent, digest
from ..i18n import _, types_text
from . import card
from .base import (
    Badge,
    DropNode,
    ExpandNode,
    ListDirective,
    PageHtml,
    PageNodes,
    _Leaf,
    anchor_targets,
    badge_html,
    bullets,
    one_of,
    paragraph,
    title_inputs,
    venue_inputs,
)

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class index_tools(_Leaf):  # noqa: N801
    """The controls that find a term of an index.

    Attributes ``kind`` and ``letters`` (heading and anchor of each group).
    """


class term_list(_Leaf):  # noqa: N801
    """Some terms of an index. Attributes ``kind``, ``terms`` (slugs) and ``docname``."""


@dataclass(frozen=True, slots=True)
class IndexUse(PageComponent):
    """An ``awesome:index`` of a page."""

    kind: IndexKind
    list_assets = ("awesome/overview.css", "awesome/term-index.js")

    @property
    def index_kind(self) -> IndexKind:
        """The kind of index that it shows."""
        return self.kind

    def read_inputs(self, domain: AwesomeDomain) -> Iterator[object]:
        """Yield the headings, and the anchors of the terms under each."""
        terms = domain.terms(self.kind).values()
        for heading, group in group_terms(terms, self.kind).items():
            yield heading, [term.slug for term in group]

    def write_inputs(self, domain: AwesomeDomain) -> Iterator[object]:
        """Yield the parts of the list that each term shows."""
        lines: dict[str, str] = {}  # by id: most papers are under several terms
        for term in domain.terms(self.kind).values():
            for entry in term.papers:
                if entry.id not in lines:
                    lines[entry.id] = digest([self._line_inputs(entry, domain)])
            venue = term.venue and venue_inputs(term.venue)
            yield term.name, venue, [lines[entry.id] for entry in term.papers]

    def _line_inputs(self, entry: Entry, domain: AwesomeDomain) -> object:
        """Return the parts of a paper that its line shows; see `_appearance`."""
        title = title_inputs(entry, domain)
        if self.kind is IndexKind.VENUE:
            return title, entry.year
        return title, [badge.text for badge in card.badges(entry, domain)]


class IndexDirective(ListDirective):
    """``awesome:index venue``, ``author`` or ``tag``: an index of the list."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Return the tools, then a heading and a node for each group of terms."""
        try:
            kind = IndexKind(self.arguments[0].strip().lower())
        except ValueError:
            name = self.arguments[0]
            self.warn(
                ProblemCode.OPTION, f'there is no index of "{name}"', f"write {one_of(IndexKind)}"
            )
            return []
        self.note(IndexUse(kind))
        groups = group_terms(self.domain.terms(kind).values(), kind)
        real = bool(groups) and self.may_make_headings()
        made: list[Node] = []
        for heading, group in groups.items():
            anchors = [term.slug for term in group]
            node = term_list(kind=kind.value, terms=anchors, docname=self.docname)
            for term in group:
                self.take_id(node, term.anchor(kind))
            anchor = f"index-{slugs.slugify(heading)}"
            made += self.heading(_(heading), anchor, [node], real=real)
        letters = [
            (section[0].astext(), section["ids"][0])
            for section in made
            if isinstance(section, nodes.section) and kind is not IndexKind.VENUE
        ]
        tools = index_tools(kind=kind.value, letters=letters)
        return [tools, *made] if groups else []


#: By kind of index, the name of the field that filters its terms, for readers.
_FILTER_NAMES = {
    IndexKind.VENUE: N_("Filter venues"),
    IndexKind.AUTHOR: N_("Filter authors"),
    IndexKind.TAG: N_("Filter tags"),
}


def visit_index_tools(self: HTML5Translator, node: Element) -> NoReturn:
    """Write links to the letters, and in a template the controls that need a script."""
    if len(node["letters"]) > 1:
        links = " ".join(
            f'<a href="#{escape(anchor)}">{escape(text)}</a>' for text, anchor in node["letters"]
        )
        name = escape(_("First letters"))
        self.body.append(f'<nav class="aw-letters" aria-label="{name}">{links}</nav>\n')
    if is_site_builder(self.builder):
        self.body.append(_controls(IndexKind(node["kind"])))
    raise nodes.SkipNode


def _controls(kind: IndexKind) -> str:
    name, number = escape(_(_FILTER_NAMES[kind])), escape(_("{n} of {all}"))
    order = (
        ""  # its terms have this order within each kind already
        if kind is IndexKind.VENUE
        else '<label class="aw-check"><input type="checkbox" name="sort" value="papers">'
        f"{escape(_('Most papers first'))}</label>"
    )
    return (
        f'<div class="aw-index-tools"></div><template class="aw-index">'
        f'<div class="aw-filter" role="search" '
        f'aria-label="{name}"><label class="aw-find"><input type="search" name="q" '
        f'autocomplete="off" aria-label="{name}" placeholder="{name}"></label>{order}'
        f'<output aria-live="polite" data-text="{number}"></output></div>'
        "</template>\n"
    )


def visit_term_list(self: HTML5Translator, node: Element) -> NoReturn:
    """Write the terms under one heading of an index, each with its papers."""
    page_html = PageHtml(self.builder, node["docname"])
    kind = IndexKind(node["kind"])
    terms = page_html.domain.terms(kind)
    own = set(node["ids"])
    lines = [_term(terms[slug], kind, own, page_html) for slug in node["terms"] if slug in terms]
    self.body.append(f'<ul class="aw-rows" role="list">\n{"".join(lines)}</ul>\n')
    raise nodes.SkipNode


def _term(term: Term, kind: IndexKind, own: set[str], page_html: PageHtml) -> str:
    anchor = term.anchor(kind)
    identity = f' id="{anchor}"' if anchor in own else ""
    name = f"<b>{escape(term.name)}</b>"
    if term.venue:
        full = escape(term.venue.full) if term.venue.full != term.venue.name else ""
        name = f"{badge_html(Badge(term.venue, None))} {full}".rstrip()
    number = f'<span class="aw-n">{types_text(count_types(term.papers))}</span>'
    listed = "".join(
        f"<li>{link}{_appearance(paper, kind, page_html)}</li>"
        for paper in term.papers
        for link in [page_html.link("entry", paper.id, paper.title)]
    )
    return (
        f'<li{identity}><p class="aw-term">{name} {number}</p>'
        f'<ul class="aw-papers" role="list">{listed}</ul></li>\n'
    )


def _appearance(paper: Entry, kind: IndexKind, page_html: PageHtml) -> str:
    """Return the text behind a title: venue and year, or in an index of venues the year."""
    if kind is IndexKind.VENUE:
        text = str(paper.year or "")
    else:
        text = " → ".join(badge.text for badge in card.badges(paper, page_html.domain))
    return f' <span class="aw-n">{escape(text)}</span>' if text else ""


class DropIndexTools(DropNode):
    """Remove the tools for builders whose readers have others."""

    node_type = index_tools


class ExpandTerms(ExpandNode):
    """Replace the terms by a list."""

    node_type = term_list

    def expand(self, node: Element) -> list[Node]:
        """Return a list: each term with the titles of its papers."""
        page_nodes, kind = self.page_nodes(node), IndexKind(node["kind"])
        known = self.domain.terms(kind)
        terms = [known[slug] for slug in node["terms"] if slug in known]
        return bullets(_term_nodes(term, kind, set(node["ids"]), page_nodes) for term in terms)


def _term_nodes(term: Term, kind: IndexKind, own: set[str], page_nodes: PageNodes) -> list[Node]:
    anchors = anchor_targets({term.anchor(kind)} & own)
    full = f" ({term.venue.full})" if term.venue and term.venue.full else ""
    number = nodes.Text(f"{full}: {types_text(count_types(term.papers))}")
    links = [page_nodes.reference("entry", paper.id, paper.title) for paper in term.papers]
    head = paragraph(*anchors, nodes.strong("", term.name), number)
    return [head, *bullets([paragraph(link)] for link in links)]


def setup(app: Sphinx) -> None:
    """Register the directive, its node and its post-transform."""
    app.add_directive_to_domain(AwesomeDomain.name, "index", IndexDirective)
    app.add_node(index_tools, html=(visit_index_tools, None))
    app.add_node(term_list, html=(visit_term_list, None))
    app.add_post_transform(DropIndexTools)
    app.add_post_transform(ExpandTerms)
