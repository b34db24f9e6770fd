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


class WholeAnchor(str):
    """An anchor that Sphinx's search index writes out.

    It leaves out one that equals type and name, and its script then puts it together from type
    and *display* name: ``venue-MICCAI`` for ``venue-miccai``, which is nowhere.
    """

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return False
