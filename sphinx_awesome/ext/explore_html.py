"""HTML of the page that explores the list, and of the field that leads there.

What stands here is whole without a script; ``explore.js`` adds to it.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NoReturn

from docutils import nodes
from docutils.nodes import Element

from . import downloads
from .explore import explore_page, index_links, section_links
from .i18n import _, ngettext, papers
from .pen import Pen

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


def visit_paper_explorer(self: HTML5Translator, node: Element) -> NoReturn:
    """Draw a panel of links to the task areas and the indices."""
    pen = Pen(self.builder, node["docname"])
    rows = [
        _row(title, pen.uri(place.docname, place.anchor) if place else "", papers(number))
        for title, number, place in section_links(pen.domain)
    ]
    rows += [_row(place.title, pen.page(place.docname), "") for place in index_links(pen.domain)]
    listed = f'<ul class="aw-rows" role="list">\n{"".join(rows)}</ul>\n' if rows else ""
    files = downloads.list_stem(pen.docname, self.builder, pen.domain)
    self.body.append(f'<div class="aw-explore" data-list="{escape(files)}">\n{listed}</div>\n')
    raise nodes.SkipNode


def _row(title: str, url: str, number: str) -> str:
    text = escape(title)
    link = f'<a href="{escape(url)}">{text}</a>' if url else f"<span>{text}</span>"
    beside = f'<span class="aw-n">{number}</span>' if number else ""
    return f'<li class="aw-row">{link}{beside}</li>\n'


def visit_paper_search(self: HTML5Translator, node: Element) -> NoReturn:
    """Draw the form."""
    self.body.append(search_form(Pen(self.builder, node["docname"])))
    raise nodes.SkipNode


def search_form(pen: Pen) -> str:
    """A plain form. Without a page to explore the list, Sphinx's own search takes it."""
    home = explore_page(pen.domain)
    action = pen.page("search" if home is None else home)
    number = len(pen.whole.entries)
    name = ngettext(
        "Search {n} paper by title, author or venue",
        "Search {n} papers by title, author or venue",
        number,
    ).format(n=number)
    button = _("Search") if home is None else _("Explore all")
    return (
        f'<form class="aw-search" role="search" action="{escape(action)}">'
        f'<input type="search" name="q" aria-label="{escape(name)}" placeholder="{escape(name)}">'
        f"<button>{escape(str(button))}</button></form>\n"
    )
