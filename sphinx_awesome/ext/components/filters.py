"""The filters of a page: the place of their bar, and its controls in a template for the script.

Without the script the template shows nothing, so that every visible control works. The script
fills in the choices of the controls, from the papers on the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, NoReturn

from docutils import nodes
from docutils.nodes import Element
from sphinx.application import Sphinx

from ...core.model import AwesomeList, Entry
from ...core.selection import Sort
from ...core.venues import Venue, VenueKind
from ..builders import is_site_builder
from ..i18n import _
from . import card, downloads
from .base import Badge, DropNode, PageHtml, _Leaf, badge_html, field_key, json_attribute
from .chart_layout import series_name
from .explore import explore_page, used_values

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class paper_filters(_Leaf):  # noqa: N801
    """The place of the filters of a page. Attributes ``papers``, ``sort`` and ``docname``."""


def legend(papers: list[Entry], page_html: PageHtml) -> str:
    """Return a badge for each kind of venue that the page shows; "" for fewer than two."""
    present = {
        badge.venue.kind for paper in papers for badge in card.badges(paper, page_html.domain)
    }
    kinds = [kind for kind in VenueKind if kind in present]
    if len(kinds) < 2:
        return ""
    shown = "".join(
        badge_html(Badge(Venue(series_name(kind), kind=kind), None), tip=False) for kind in kinds
    )
    return f'<p class="aw-legend" aria-hidden="true">{shown}</p>'


class DropFilters(DropNode):
    """Remove the bar for builders whose pages run no scripts of ours."""

    node_type = paper_filters


def visit_paper_filters(self: HTML5Translator, node: Element) -> NoReturn:
    """Write the place of the bar, its controls, and the line of results."""
    page_html = PageHtml(self.builder, node["docname"])
    papers = [page_html.awesome_list.entries[name] for name in node["papers"]]
    key = legend(papers, page_html)
    own_fields = _own_fields(papers, page_html)
    controls = _controls(node["sort"], papers, own_fields, page_html)
    wide = ' class="aw-own"' if own_fields else ""
    bar = f"<aw-bar{wide}></aw-bar><template>{controls}</template>\n"
    if is_site_builder(self.builder):
        self.body.append(f'{bar}<div class="aw-result">{key}</div>\n')
    else:
        self.body.append(key)
    raise nodes.SkipNode


def _further_names(papers: list[Entry], page_html: PageHtml) -> str:
    """Return further names that readers may type for venues, links and kinds of venues."""
    domain = page_html.domain
    venues = {
        badge.venue.name: [badge.venue.full, *badge.venue.aliases]
        for paper in papers
        for badge in card.badges(paper, domain)
    }
    labels = {
        page_html.shared.label(name).slug: [page_html.shared.label(name).shown]
        for paper in papers
        for name, _url in card.shown_links(paper)
    }
    kinds = {kind.value: [str(_(kind.value))] for kind in VenueKind}
    names = {"venue": venues, "has": labels, "kind": kinds}
    known = {
        facet: {key: given for key, all_ in values.items() if (given := [*filter(None, all_)])}
        for facet, values in names.items()
    }
    return json_attribute("data-names", known)


def _elsewhere(page_html: PageHtml) -> str:
    """Return the link to the same search in the whole list; "" if no page has it."""
    home = explore_page(page_html.domain)
    if home is None or home == page_html.docname:
        return ""
    url = escape(page_html.page_url(home))
    return f' <a href="{url}" data-all="{url}">{escape(_("Search the whole list"))}</a>'


def _all_selected(page_html: PageHtml) -> str:
    """Return the link to all that is selected, if there is a page for it."""
    home = explore_page(page_html.domain)
    if home is None or home == page_html.docname:
        return ""
    url = escape(page_html.page_url(home))
    return f'<a class="aw-pill aw-show" href="{url}">{escape(_("Show selection"))}</a>'


def _controls(sort: str, papers: list[Entry], own_fields: str, page_html: PageHtml) -> str:
    list_name = downloads.list_stem(page_html.docname, page_html.domain.builder, page_html.domain)
    save = "".join(
        f'<button class="aw-pill aw-save" type="button" value="{known.ending}">{known.label}'
        "</button>"
        for known in downloads.DOWNLOAD_FORMATS
    )
    orders = {"": _("Newest first") if sort == Sort.NEWEST else _("As listed")}
    if sort != Sort.NEWEST:
        orders["newest"] = _("Newest first")
    orders |= {"oldest": _("Oldest first"), "title": _("By title"), "venue": _("By venue")}
    # Texts of one script are written here, not in the translations that all scripts load.
    also = escape(_("and “{title}”, which the address names"))
    away = escape(_("The site is out of reach: nothing can be saved now."))
    words = escape(_("Title, author, venue, year or tag"))
    return (
        f'<div class="aw-filter" role="search" aria-label="{escape(_("Filter papers"))}" '
        f"{_further_names(papers, page_html)}>"
        f'<label class="aw-find"><input type="search" name="q" autocomplete="off" '
        f'aria-label="{words}" placeholder="{escape(_("Title, author, venue"))}"></label>'
        f'<button class="aw-sift aw-i-sift" type="button" aria-expanded="false" '
        f'aria-controls="aw-choices">{escape(_("Filters"))}</button>'
        f'<span class="aw-choices" id="aw-choices">'
        f"{_select('venue', _('Venue'), {'': _('Any venue')})}"
        f"{_select('year', _('Year'), {'': _('Any year')})}"
        f"{_select('until', _('Until year'), {'': _('Only then')})}"
        f"{_select('tag', _('Tag'), {'': _('Any tag')})}"
        f'<label class="aw-check"><input type="checkbox" name="has" value="code">'
        f"{escape(_('Has code'))} <span></span></label>"
        f"{own_fields}"
        f"{_select('sort', _('Order'), orders)}</span></div>"
        f'<aw-js class="aw-mark"><label><input type="checkbox" title="{escape(_("Select"))}">'
        f'</label></aw-js><aw-js class="aw-found">'
        f'<output class="aw-count" aria-live="polite" data-also="{also}"></output> '
        f'<button class="aw-pill aw-clear" type="button">{escape(_("Clear filters"))}</button>'
        f'<span class="aw-these">{escape(_("Download:"))} {save}</span></aw-js>'
        f'<aw-js class="aw-nothing" hidden>{escape(_("No paper matches all of this."))}'
        f"{_elsewhere(page_html)}</aw-js>"
        f'<aw-js class="aw-tray" data-list="{escape(list_name)}" data-away="{away}" role="region" '
        f'aria-label="{escape(_("Selected papers"))}">'
        f'<span class="aw-chosen"><b class="aw-number"></b> {_all_selected(page_html)}{save}'
        f'<button class="aw-pill aw-drop" type="button">{escape(_("Clear selection"))}</button>'
        f'</span><span class="aw-told" role="status"></span></aw-js>'
    )


def own_facets(
    papers: Iterable[Entry], awesome_list: AwesomeList
) -> list[tuple[str, str, list[str]]]:
    """Return the list's own fields by which some papers can be filtered: key, title and values.

    A single value leaves no choice.
    """
    papers = list(papers)
    return [
        (field_key(name), definition.title, values)
        for name, definition in awesome_list.fields.items()
        if definition.facet and len(values := used_values(name, definition, papers)) > 1
    ]


def _own_fields(papers: list[Entry], page_html: PageHtml) -> str:
    return "".join(
        _select(key, title, {"": _("{field}: any").format(field=title)} | {v: v for v in values})
        for key, title, values in own_facets(papers, page_html.awesome_list)
    )


def _select(name: str, label: str, options: dict[str, str]) -> str:
    choices = "".join(
        f'<option value="{escape(value)}">{escape(text)}</option>'
        for value, text in options.items()
    )
    return (
        f'<label class="aw-pick"><select name="{name}" aria-label="{escape(label)}">'
        f"{choices}</select></label>"
    )


def setup(app: Sphinx) -> None:
    """Register the node and its post-transform."""
    app.add_node(paper_filters, html=(visit_paper_filters, None))
    app.add_post_transform(DropFilters)
