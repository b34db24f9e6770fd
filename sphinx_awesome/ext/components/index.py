"""TODO."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NoReturn

from docutils import nodes
from docutils.nodes import Element, Node

from ...core import slugs
from ...core.model import Entry
from ...core.problem import ProblemCode
from ...core.term_index import IndexKind, Term, group_terms
from ..i18n import _, papers_text
from . import card
from .base import Badge, ListDirective, PageHtml, _Leaf, badge_html, one_of

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class term_list(_Leaf):  # noqa: N801
    """Some terms of an index. Attributes ``kind``, ``terms`` (slugs) and ``docname``."""


class IndexDirective(ListDirective):
    """``awesome:index venue``, ``author`` or ``tag``: an index of the list."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """A heading and one node a group of terms."""
        try:
            kind = IndexKind(self.arguments[0].strip().lower())
        except ValueError:
            name = self.arguments[0]
            self.warn(
                ProblemCode.OPTION, f'there is no index of "{name}"', f"write {one_of(IndexKind)}"
            )
            return []
        page = self.domain.note(self.docname)
        page.indices.append(kind)
        groups = group_terms(self.domain.terms(kind).values(), kind)
        real = bool(groups) and self.may_make_headings()
        made: list[Node] = []
        for heading, found in groups.items():
            anchors = [term.slug for term in found]
            node = term_list(kind=kind.value, terms=anchors, docname=self.docname)
            for term in found:
                self.take_id(node, term.anchor(kind))
            anchor = f"index-{slugs.slugify(heading)}"
            made += self.heading(_(heading), anchor, [node], real=real)
        return made


def visit_term_list(self: HTML5Translator, node: Element) -> NoReturn:
    """Draw the terms under one heading of an index, each with its papers."""
    pen = PageHtml(self.builder, node["docname"])
    kind = IndexKind(node["kind"])
    found = pen.domain.terms(kind)
    own = set(node["ids"])
    drawn = "".join(_term(found[slug], kind, own, pen) for slug in node["terms"] if slug in found)
    self.body.append(f'<ul class="aw-rows" role="list">\n{drawn}</ul>\n')
    raise nodes.SkipNode


def _term(term: Term, kind: IndexKind, own: set[str], pen: PageHtml) -> str:
    anchor = term.anchor(kind)
    identity = f' id="{anchor}"' if anchor in own else ""
    name = f"<b>{escape(term.name)}</b>"
    if term.venue:
        full = escape(term.venue.full) if term.venue.full != term.venue.name else ""
        name = f"{badge_html(Badge(term.venue, None))} {full}".rstrip()
    number = f'<span class="aw-n">{papers_text(len(term.papers))}</span>'
    listed = "".join(
        f"<li>{pen.link('entry', paper.id, paper.title)}{_term_position(paper, kind, pen)}</li>"
        for paper in term.papers
    )
    return (
        f'<li{identity}><p class="aw-term">{name} {number}</p>'
        f'<ul class="aw-papers" role="list">{listed}</ul></li>\n'
    )


def _term_position(paper: Entry, kind: IndexKind, pen: PageHtml) -> str:
    """Behind a title: venue and year, or in an index of venues the year alone."""
    found = card.badges(paper, pen.domain)
    text = str(paper.year or "") if kind is IndexKind.VENUE else " → ".join(b.text for b in found)
    return f' <span class="aw-n">{escape(text)}</span>' if text else ""
