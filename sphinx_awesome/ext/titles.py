"""How many papers stand under a heading: beside it on HTML pages, but not in tables of contents."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .domain import domain_of
from .html import draws_html
from .i18n import papers
from .nodes import paper_list


class CountGroups(SphinxPostTransform):
    """Adds the number when a page is written; by then Sphinx has made its tables of contents."""

    default_priority = 5

    def is_supported(self) -> bool:
        """For builders that draw HTML pages."""
        return draws_html(domain_of(self.env).builder)

    def run(self, **kwargs: object) -> None:
        """Find the headings of papers."""
        del kwargs
        for title in self.document.findall(nodes.title):
            if "aw-year" not in title["classes"]:
                continue
            if number := sum(len(node["papers"]) for node in title.parent.findall(paper_list)):
                count = nodes.inline("", papers(number), classes=["aw-n"])
                title.extend([nodes.Text(" "), count])
