"""The Sphinx extension: everything that imports Sphinx or docutils."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from ..version import __version__
from . import (
    assets,
    cite_html,
    config,
    explore_html,
    exports,
    filters,
    former_pages,
    found,
    html,
    i18n,
    meta,
    navigation,
    nodes,
    outputs,
    papers,
    rebuild,
    references,
    script_words,
    search,
)
from .charts import drawing
from .charts.directive import ChartDirective
from .cite import CiteDirective
from .directives import EntriesDirective, IndexDirective, SectionsDirective
from .domain import AwesomeDomain
from .expand import ExpandNodes
from .explore import ExploreDirective, SearchDirective
from .roles import CountRole
from .titles import CountGroups

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
    app.add_node(nodes.paper_list, html=(html.visit_paper_list, None))
    app.add_node(nodes.section_head, html=(html.visit_section_head, None))
    app.add_node(nodes.paper_filters, html=(filters.visit_paper_filters, None))
    app.add_node(nodes.section_cards, html=(html.visit_section_cards, None))
    app.add_node(nodes.term_list, html=(html.visit_term_list, None))
    app.add_node(nodes.paper_count, html=(html.visit_paper_count, None))
    app.add_node(nodes.page_citations, html=(cite_html.visit_page_citations, None))
    app.add_node(nodes.paper_chart, html=(drawing.visit_paper_chart, None))
    app.add_node(nodes.paper_explorer, html=(explore_html.visit_paper_explorer, None))
    app.add_node(nodes.paper_search, html=(explore_html.visit_paper_search, None))
    app.add_post_transform(ExpandNodes)
    app.add_post_transform(cite_html.ExpandCitations)
    app.add_post_transform(drawing.ExpandCharts)
    app.add_post_transform(filters.DropFilters)
    app.add_post_transform(CountGroups)


def _connect(app: Sphinx) -> None:
    """What is done when, in the order of a build."""
    sidebar = navigation.SharedNavigation()
    app.connect("config-inited", search.memoise_stemming)
    app.connect("builder-inited", rebuild.remove_cut_build_info)
    app.connect("builder-inited", assets.add_assets)
    app.connect("builder-inited", meta.add_picture)
    app.connect("builder-inited", search.index_whole_anchors)
    app.connect("env-get-outdated", rebuild.load)
    app.connect("doctree-read", rebuild.note_read)
    app.connect("env-updated", references.note_labels)
    app.connect("env-check-consistency", references.tell_unshown)
    app.connect("env-get-updated", rebuild.outdated_output)
    app.connect("doctree-resolved", rebuild.note_written)
    app.connect("warn-missing-reference", references.warn_missing_reference)
    app.connect("html-collect-pages", found.not_found)
    app.connect("html-page-context", assets.add_page_assets)
    app.connect("html-page-context", meta.add_meta)
    app.connect("html-page-context", found.mark_not_found)
    app.connect("html-page-context", former_pages.note_page)
    app.connect("html-page-context", exports.link_downloads)
    app.connect("html-page-context", papers.add_to_search)
    app.connect("html-page-context", sidebar.share_tree, priority=400)
    app.connect("html-page-context", sidebar.mark_current, priority=600)
    app.connect("html-page-context", navigation.level_captions, priority=700)
    app.connect("build-finished", outputs.report_dead_links)
    app.connect("build-finished", outputs.write_permalinks)
    app.connect("build-finished", script_words.write_translations)
    app.connect("build-finished", assets.shorten)
    app.connect("build-finished", exports.write_downloads)
    app.connect("build-finished", papers.write_papers)
    app.connect("build-finished", found.write_sitemap)
    app.connect("build-finished", found.root_not_found)
    app.connect("build-finished", rebuild.write_stamp, priority=900)
