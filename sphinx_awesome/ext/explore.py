"""The whole list in one place: ``awesome:explore``; and a field that leads there.

On HTML pages a script shows the papers, from the data that :mod:`.papers` writes. What the
directive itself leaves are links to the pages where the papers stand: for readers without the
script, and for every other builder.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from docutils.nodes import Node

from ..core.index import IndexKind
from .directives import ListDirective
from .downloads import of_list
from .nodes import paper_explorer, paper_search
from .places import Place

if TYPE_CHECKING:
    from .domain import AwesomeDomain

#: Of papers as rows, and of what they are found with.
STYLES = ("awesome/overview.css", "awesome/explore.css")


@dataclass(frozen=True, slots=True)
class Explorer:
    """What ``awesome:explore`` takes from the list."""

    assets: ClassVar[tuple[str, ...]] = (*STYLES, "awesome/explore.js")

    def baked(self, domain: AwesomeDomain) -> Iterator[object]:
        """Nothing: it asks for no section by name, and gives no text to search."""
        del domain
        yield from ()

    def drawn(self, domain: AwesomeDomain) -> Iterator[object]:
        """The links, and where the files of the whole list are."""
        yield of_list(domain)
        yield from section_links(domain)
        yield from index_links(domain)


@dataclass(frozen=True, slots=True)
class SearchField:
    """What ``awesome:search`` takes from the list."""

    assets: ClassVar[tuple[str, ...]] = ("awesome/explore.css",)

    def baked(self, domain: AwesomeDomain) -> Iterator[object]:
        """Nothing."""
        del domain
        yield from ()

    def drawn(self, domain: AwesomeDomain) -> Iterator[object]:
        """How many papers there are, and where to look for them."""
        yield len(domain.whole.entries), explore_page(domain)


class ExploreDirective(ListDirective):
    """``awesome:explore``: all papers, to be searched and filtered."""

    def run(self) -> list[Node]:
        """Note the part and leave one node."""
        self.domain.note(self.docname).parts.append(Explorer())
        return [paper_explorer(docname=self.docname)]


class SearchDirective(ListDirective):
    """``awesome:search``: a field that leads to the page with ``awesome:explore``."""

    def run(self) -> list[Node]:
        """Note the part and leave one node."""
        self.domain.note(self.docname).parts.append(SearchField())
        return [paper_search(docname=self.docname)]


def explore_page(domain: AwesomeDomain) -> str | None:
    """The docname of the page with ``awesome:explore``, or None; of two the first in name order."""
    found = (
        docname
        for docname, page in domain.pages.items()
        if any(isinstance(part, Explorer) for part in page.parts)
    )
    return min(found, default=None)


def section_links(domain: AwesomeDomain) -> Iterator[tuple[str, int, Place | None]]:
    """Title, number of papers and place of each section."""
    for section in domain.whole.sections.values():
        title = section.title or section.id
        yield title, len(section.entries), domain.find("section", section.id)


def index_links(domain: AwesomeDomain) -> Iterator[Place]:
    """The page of each index."""
    for kind in IndexKind:
        if docname := domain.index_page(kind):
            yield Place(docname, "", domain.env.titles[docname].astext())
