"""Places on pages, and links to them."""

from __future__ import annotations

from typing import NamedTuple

from docutils import nodes
from docutils.nodes import Node
from sphinx.builders import Builder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.util.nodes import make_refnode


class Place(NamedTuple):
    """Where something stands, and what a link to it says."""

    docname: str
    anchor: str
    title: str


def link_to(place: Place, content: Node, builder: Builder, fromdocname: str) -> nodes.reference:
    """A link from a page to a place."""
    docname, anchor, title = place
    link = make_refnode(builder, fromdocname, docname, anchor, content, title)
    if anchor and isinstance(builder, SingleFileHTMLBuilder) and "refuri" in link:
        # Sphinx makes it `#document-NAME#ANCHOR`, which leads nowhere.
        link["refuri"] = f"#{anchor}"
    return link
