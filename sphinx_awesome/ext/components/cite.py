"""The directive ``awesome:cite``: how to cite the page on which it stands, and the list."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from docutils import nodes
from docutils.nodes import Element, Node
from sphinx.application import Sphinx

from ... import clock
from ...core import identifiers, reference, slugs
from ...core.model import Entry
from ...core.person_names import parse_name
from ...core.reference import Reference, WorkType
from ...formats import bibtex
from .. import builders
from ..builders import is_site_builder
from ..config import settings
from ..domain import AwesomeDomain, PageComponent, domain_of
from ..i18n import _
from . import downloads
from .base import ExpandNode, ListDirective, _Leaf, paragraph

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

#: Where a page says how to cite it; the line of downloads leads there.
ANCHOR = "cite-this-page"


class PageCitation(NamedTuple):
    """One way to cite something, under its heading."""

    heading: str
    text: str
    record: str  #: in BibTeX


class page_citations(_Leaf):  # noqa: N801
    """How to cite a page and the list. Attribute ``docname``."""


@dataclass(frozen=True, slots=True)
class CiteUse(PageComponent):
    """An ``awesome:cite`` of a page."""

    docname: str
    assets = ("awesome/cite.css",)

    def write_inputs(self, domain: AwesomeDomain) -> Iterator[object]:
        """Yield the citations themselves."""
        yield from citations_of(self.docname, domain)


class CiteDirective(ListDirective):
    """``awesome:cite``: citations of this page and of the list, as text and as BibTeX."""

    def run(self) -> list[Node]:
        """Note the directive and return one node."""
        self.note(CiteUse(self.docname))
        node = page_citations(docname=self.docname)
        self.take_id(node, ANCHOR)
        return [node]


def cite_link(docname: str, domain: AwesomeDomain) -> str:
    """Return a link to where a page says how to cite it, as HTML; "" if it does not."""
    page = domain.pages.get(docname)
    if page is None or not page.of(CiteUse):
        return ""
    return f'<a class="aw-i-cite" href="#{ANCHOR}">{escape(_("Cite this page"))}</a>'


def citations_of(docname: str, domain: AwesomeDomain) -> Iterator[PageCitation]:
    """Yield the citation of a page and that of the list.

    The first page of the project stands for the list, and has none of its own.
    """
    awesome_list, config = domain.awesome_list, domain.builder.config
    people = tuple(parse_name(maintainer.name) for maintainer in awesome_list.maintainers)
    title = awesome_list.title or config.project
    if docname != config.root_doc:
        name, address = _name_and_url(docname, domain)
        download = downloads.page_download(docname, domain)
        papers = download.papers(domain) if download else awesome_list.papers()
        when = _day(papers, domain)
        page = domain.env.titles[docname].astext()
        cited = Reference(
            *(name, WorkType.OTHER, page, people, title, when.year if when else None),
            url=address,
            version=config.version,
            day=when,
        )
        yield PageCitation(_("This page"), reference.text_citation(cited), bibtex.record(cited))
    when = _day(awesome_list.papers(), domain)
    doi = awesome_list.cite.doi if awesome_list.cite else ""
    cited = Reference(
        *(slugs.slugify(title)[: slugs.ID_CHARS].strip("-"), WorkType.OTHER, title, people),
        year=when.year if when else None,
        doi=doi,
        url=identifiers.doi_url(doi) if doi else _list_url(domain),
        version=config.version,
        day=when,
    )
    own = awesome_list.cite
    text = own.text if own and own.text else reference.text_citation(cited)
    record = own.bibtex if own and own.bibtex else bibtex.record(cited)
    yield PageCitation(_("The list"), text, record)


def _list_url(domain: AwesomeDomain) -> str:
    return (
        downloads.site_url(domain) or domain.awesome_list.homepage or domain.awesome_list.repository
    )


def _name_and_url(docname: str, domain: AwesomeDomain) -> tuple[str, str]:
    """Return a name for a page, and its permanent address: by the section whose home it is."""
    base, config = downloads.site_url(domain), domain.builder.config
    download = downloads.page_download(docname, domain)
    folder = builders.permalink_folder(config)
    if download and len(download.sections) == 1:
        (name,) = download.sections
        if base and folder:
            return name, f"{base}{folder}{name}.html"
    else:
        name = slugs.slugify(docname)
    # Which address a page has on the site, only the builders know that make it.
    has_pages = domain.builder.name in {"html", "dirhtml"}
    return name, base and base + (domain.builder.get_target_uri(docname) if has_pages else "")


def _day(papers: Iterable[Entry], domain: AwesomeDomain) -> date | None:
    """Return the day that the project names; else of the build, last commit, or last addition.

    Never the clock's: what is built from the same files is the same. That of the build is
    https://reproducible-builds.org/specs/source-date-epoch/; the project names one as `today`.
    """
    config = domain.builder.config
    with suppress(ValueError):
        return date.fromisoformat(config.today)
    if moment := clock.set_moment():
        return moment.date()
    with suppress(ValueError):
        listed = Path(os.path.normpath(domain.builder.confdir / settings(config).entries))
        return date.fromisoformat(_last_commit(listed))
    return max((paper.added for paper in papers if paper.added), default=None)


@cache
def _last_commit(path: Path) -> str:
    """Return the day of the last commit that changed a file or folder; "" if git knows none."""
    command = ["git", "log", "-1", "--format=%cs", "--", path.name]
    try:
        done = subprocess.run(  # noqa: S603
            command, cwd=path.parent, capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return done.stdout.strip()


def visit_page_citations(self: HTML5Translator, node: Element) -> NoReturn:
    """Write each citation as a line, with its BibTeX to unfold; and where to get the list."""
    docname, domain = node["docname"], domain_of(self.builder.env)
    anchors = "".join(f' id="{name}"' for name in node["ids"])
    blocks = [
        f'<p class="aw-cited">{escape(heading)}</p>\n<p class="aw-plain">{escape(text)}</p>\n'
        f'<details class="aw-more"><summary class="aw-pill aw-i-cite" '
        f'aria-label="BibTeX: {escape(heading)}">BibTeX</summary>\n'
        f'<div class="aw-more-body"><div class="aw-record"><pre>{escape(record, quote=False)}\n'
        "</pre></div></div></details>\n"
        for heading, text, record in citations_of(docname, domain)
    ]
    if not downloads.page_download(docname, domain) and is_site_builder(self.builder):
        blocks.append(downloads.download_line(docname, self.builder, domain))
    self.body.append(f'<div class="aw-cite"{anchors}>\n{"".join(blocks)}</div>\n')
    raise nodes.SkipNode


class ExpandCitations(ExpandNode):
    """Replace the citations by paragraphs and literal blocks."""

    node_type = page_citations

    def expand(self, node: Element) -> list[Node]:
        """Return the text and the BibTeX of each citation."""
        expanded: list[Node] = []
        for heading, text, record in citations_of(node["docname"], self.domain):
            expanded += [
                paragraph(nodes.strong("", heading), nodes.Text(f": {text}")),
                nodes.literal_block(record, record, language="none"),
            ]
        return expanded


def setup(app: Sphinx) -> None:
    """Register the directive, its node and its post-transform."""
    app.add_directive_to_domain(AwesomeDomain.name, "cite", CiteDirective)
    app.add_node(page_citations, html=(visit_page_citations, None))
    app.add_post_transform(ExpandCitations)
