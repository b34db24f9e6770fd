"""The directive ``awesome:cite``: citations of its page and of the list."""

from __future__ import annotations

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
from ..config import list_path
from ..domain import AwesomeDomain, PageComponent, domain_of
from ..i18n import _
from . import downloads
from .base import ExpandNode, ListDirective, _Leaf, paragraph

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

#: Anchor of the citations of a page, to which the line of downloads leads.
ANCHOR = "cite-this-page"


class PageCitation(NamedTuple):
    """One way to cite something, under its heading."""

    heading: str
    text: str
    record: str  #: in BibTeX


class page_citations(_Leaf):  # noqa: N801
    """The citations of a page and of the list. Attribute ``docname``."""


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
    """Return a link to the citations of a page, as HTML; "" if it has none."""
    page = domain.pages.get(docname)
    if page is None or not page.of(CiteUse):
        return ""
    return f'<a class="aw-i-cite" href="#{ANCHOR}">{escape(_("Cite this page"))}</a>'


def citations_of(docname: str, domain: AwesomeDomain) -> Iterator[PageCitation]:
    """Yield the citation of a page and that of the list.

    The first page of the project represents the list, and has none of its own.
    """
    awesome_list, config = domain.awesome_list, domain.builder.config
    authors = tuple(parse_name(maintainer.name) for maintainer in awesome_list.maintainers)
    title = awesome_list.title or config.project
    if docname != config.root_doc:
        name, address = _name_and_url(docname, domain)
        download = downloads.page_download(docname, domain)
        papers = download.papers(domain) if download else awesome_list.papers()
        when = _day(papers, domain)
        page = domain.env.titles[docname].astext()
        cited = Reference(
            *(name, WorkType.OTHER, page, authors, title, when.year if when else None),
            url=address,
            version=config.version,
            day=when,
        )
        yield PageCitation(_("This page"), reference.text_citation(cited), bibtex.record(cited))
    when = _day(awesome_list.papers(), domain)
    doi = awesome_list.cite.doi if awesome_list.cite else ""
    cited = Reference(
        *(slugs.slugify(title)[: slugs.ID_CHARS].strip("-"), WorkType.OTHER, title, authors),
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
    # Only the builders of the site know the address of a page there.
    has_pages = domain.builder.name in {"html", "dirhtml"}
    return name, base and base + (domain.builder.get_target_uri(docname) if has_pages else "")


def _day(papers: Iterable[Entry], domain: AwesomeDomain) -> date | None:
    """Return the day of citations: `today` of the project, SOURCE_DATE_EPOCH, or the last change.

    The last change is the last commit, or the last addition to the list. The clock is not used:
    the same files make the same pages.
    """
    with suppress(ValueError):
        return date.fromisoformat(domain.builder.config.today)
    if moment := clock.set_moment():
        return moment.date()
    with suppress(ValueError):
        return date.fromisoformat(_last_commit(list_path(domain.builder)))
    return max((paper.added for paper in papers if paper.added), default=None)


@cache
def _last_commit(path: Path) -> str:
    """Return the day of the last commit that changed a file or folder; "" if there is none."""
    command = ["git", "log", "-1", "--format=%cs", "--", path.name]
    try:
        done = subprocess.run(  # noqa: S603
            command, cwd=path.parent, capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return done.stdout.strip()


def visit_page_citations(self: HTML5Translator, node: Element) -> NoReturn:
    """Write each citation as a line, with its BibTeX to unfold, and the links to downloads."""
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
