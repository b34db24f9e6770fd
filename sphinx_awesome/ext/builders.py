"""Kinds of builders, the language of their pages, and links to targets on pages.

It must not know what a list holds.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import NamedTuple, TypeGuard
from urllib.parse import quote

from docutils import nodes
from docutils.nodes import Node
from sphinx.builders import Builder
from sphinx.builders._epub_base import EpubBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.config import Config
from sphinx.util.nodes import make_refnode

from .config import settings


def is_html_builder(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Return True if a builder writes HTML pages with our scripts and visitors.

    By class: EPUB and single HTML have the format "html" too, but need standard nodes.
    """
    return isinstance(builder, StandaloneHTMLBuilder) and not isinstance(
        builder, (SingleFileHTMLBuilder, EpubBuilder)
    )


def is_site_builder(builder: Builder) -> bool:
    """Return True if a builder writes pages that have addresses, neither a help file nor JSON."""
    return is_html_builder(builder) and not builder.embedded and "html" in builder.out_suffix


def language_tag(builder: Builder) -> str:
    """Return the language of the site as HTML has it, in the form of Sphinx's own pages."""
    return (builder.config.language or "en").replace("_", "-")


class Target(NamedTuple):
    """The place to which a link leads: docname, anchor, and title of the link."""

    docname: str
    anchor: str
    title: str


def link_to(target: Target, content: Node, builder: Builder, fromdocname: str) -> nodes.reference:
    """Return a link from a page to a target.

    :param content: node that the link shows.
    :param fromdocname: docname of the page with the link.
    """
    docname, anchor, title = target
    link = make_refnode(builder, fromdocname, docname, anchor, content, title)
    if anchor and isinstance(builder, SingleFileHTMLBuilder) and "refuri" in link:
        # Sphinx makes it `#document-NAME#ANCHOR`, which leads nowhere.
        link["refuri"] = f"#{anchor}"
    return link


#: In each page that this extension writes at a permalink: later builds know their own pages by it.
PERMALINK_MARK = "<!-- sphinx-awesome permalink -->"


def permalink_folder(config: Config) -> str:
    """Return the address of the folder of permalinks from the site's root, with a slash at its end.

    :return: "" if the project wants no permalinks.
    """
    path = PurePosixPath(settings(config).permalinks)
    return f"{quote(str(path))}/" if path.parts else ""
