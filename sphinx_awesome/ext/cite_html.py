"""Citations of a page and of the list, drawn as HTML and as standard nodes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NoReturn

from docutils import nodes
from docutils.nodes import Element, Node
from sphinx.transforms.post_transforms import SphinxPostTransform

from . import downloads
from .cite import citations_of
from .domain import domain_of
from .html import draws_html, is_site
from .nodes import page_citations

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


def visit_page_citations(self: HTML5Translator, node: Element) -> NoReturn:
    """Draw each citation as a line, with its BibTeX to unfold; and where to get the list."""
    docname, domain = node["docname"], domain_of(self.builder.env)
    anchors = "".join(f' id="{name}"' for name in node["ids"])
    drawn = [
        f'<p class="aw-cited">{escape(heading)}</p>\n<p class="aw-plain">{escape(text)}</p>\n'
        f'<details class="aw-more"><summary class="aw-pill aw-i-cite" '
        f'aria-label="BibTeX: {escape(heading)}">BibTeX</summary>\n'
        f'<div class="aw-more-body"><div class="highlight"><pre>{escape(record, quote=False)}\n'
        "</pre></div></div></details>\n"
        for heading, text, record in citations_of(docname, domain)
    ]
    if not downloads.of_page(docname, domain) and is_site(self.builder):
        drawn.append(downloads.line(docname, self.builder, domain))
    self.body.append(f'<div class="aw-cite"{anchors}>\n{"".join(drawn)}</div>\n')
    raise nodes.SkipNode


class ExpandCitations(SphinxPostTransform):
    """Replaces them by standard nodes, for builders that have no visitor of ours."""

    default_priority = 5

    def is_supported(self) -> bool:
        """For all but the builders that draw HTML pages."""
        return not draws_html(domain_of(self.env).builder)

    def run(self, **kwargs: object) -> None:
        """Find them, on a page or on all pages in one tree."""
        del kwargs
        domain = domain_of(self.env)
        node: Element
        for node in list(self.document.findall(page_citations)):
            made: list[Node] = []
            for heading, text, record in citations_of(node["docname"], domain):
                name = nodes.strong("", heading)
                made += [
                    nodes.paragraph("", "", name, nodes.Text(f": {text}")),
                    nodes.literal_block(record, record, language="none"),
                ]
            node["ids"] = []  # which `replace_self` would give to the first of them
            node.replace_self(made)
