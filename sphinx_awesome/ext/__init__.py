"""The Sphinx extension: everything that imports Sphinx or docutils."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from ..version import __version__
from . import config, domain, i18n, rebuild
from .components import (
    chart,
    cite,
    count,
    downloads,
    entries,
    explore,
    filters,
    former_pages,
    index,
    sections,
)
from .components.chart import ChartDirective
from .components.cite import CiteDirective
from .components.count import CountRole
from .components.entries import CountGroups, EntriesDirective, ExpandNodes
from .components.explore import ExploreDirective, SearchDirective
from .components.index import IndexDirective
from .components.sections import SectionsDirective
from .domain import AwesomeDomain
from .output import furo_sidebar, head, linkcheck, permalinks, sitemap, static_files, stemming

DIRECTIVES = {
    "entries": EntriesDirective,
    "sections": SectionsDirective,
    "index": IndexDirective,
    "cite": CiteDirective,
    "chart": ChartDirective,
    "explore": ExploreDirective,
    "search": SearchDirective,
}
"""The directives of the domain, in the order of the reference."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.setup_extension("sphinx_design")
    config.register(app)
    i18n.register(app)
    app.add_domain(AwesomeDomain)
    for name, directive in DIRECTIVES.items():
        app.add_directive_to_domain(AwesomeDomain.name, name, directive)
    app.add_role_to_domain(AwesomeDomain.name, "count", CountRole())

    _add_nodes(app)
    _connect(app)
    return {
        "version": __version__,
        "env_version": 3,  # published in the search index; see `AwesomeDomain.data_version`
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _add_nodes(app: Sphinx) -> None:
    """What the directives leave, and what becomes of it."""
    app.add_node(entries.paper_list, html=(entries.visit_paper_list, None))
    app.add_node(entries.section_head, html=(entries.visit_section_head, None))
    app.add_node(filters.paper_filters, html=(filters.visit_paper_filters, None))
    app.add_node(sections.section_cards, html=(sections.visit_section_cards, None))
    app.add_node(index.term_list, html=(index.visit_term_list, None))
    app.add_node(count.paper_count, html=(count.visit_paper_count, None))
    app.add_node(cite.page_citations, html=(cite.visit_page_citations, None))
    app.add_node(chart.paper_chart, html=(chart.visit_paper_chart, None))
    app.add_node(explore.paper_explorer, html=(explore.visit_paper_explorer, None))
    app.add_node(explore.paper_search, html=(explore.visit_paper_search, None))
    app.add_post_transform(ExpandNodes)
    app.add_post_transform(cite.ExpandCitations)
    app.add_post_transform(chart.ExpandCharts)
    app.add_post_transform(filters.DropFilters)
    app.add_post_transform(CountGroups)


def _connect(app: Sphinx) -> None:
    """What is done when, in the order of a build."""
    sidebar = furo_sidebar.SharedNavigation()
    app.connect("config-inited", stemming.memoise_stemming)
    app.connect("builder-inited", rebuild.remove_cut_build_info)
    app.connect("builder-inited", static_files.add_assets)
    app.connect("builder-inited", head.add_picture)
    app.connect("builder-inited", stemming.index_whole_anchors)
    app.connect("env-get-outdated", rebuild.load_for_build)
    app.connect("doctree-read", rebuild.note_read)
    app.connect("env-updated", domain.note_labels)
    app.connect("env-check-consistency", domain.report_unshown)
    app.connect("env-get-updated", rebuild.outdated_output)
    app.connect("doctree-resolved", rebuild.note_written)
    app.connect("warn-missing-reference", domain.warn_missing_reference)
    app.connect("html-collect-pages", sitemap.not_found)
    app.connect("html-page-context", static_files.add_page_assets)
    app.connect("html-page-context", head.add_meta)
    app.connect("html-page-context", sitemap.mark_not_found)
    app.connect("html-page-context", former_pages.note_page)
    app.connect("html-page-context", downloads.link_downloads)
    app.connect("html-page-context", explore.add_to_search)
    app.connect("html-page-context", sidebar.share_tree, priority=400)
    app.connect("html-page-context", sidebar.mark_current, priority=600)
    app.connect("html-page-context", furo_sidebar.level_captions, priority=700)
    app.connect("build-finished", linkcheck.report_dead_links)
    app.connect("build-finished", permalinks.write_permalinks)
    app.connect("build-finished", static_files.write_translations)
    app.connect("build-finished", downloads.write_downloads)
    app.connect("build-finished", explore.write_search_data)
    app.connect("build-finished", sitemap.write_sitemap)
    app.connect("build-finished", sitemap.root_not_found)
    app.connect("build-finished", rebuild.write_stamp, priority=900)
