"""The filters of a page: the place of their bar, and its controls in a template for the script.

Without the script the template shows nothing, so that every visible control works. The script
fills in the choices of the controls, from the papers on the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from docutils import nodes
from docutils.nodes import Element
from sphinx.application import Sphinx

from ...core.model import AwesomeList, Entry, EntryType
from ...core.selection import Sort
from ...core.venues import Venue, VenueKind
from ..builders import is_site_builder
from ..i18n import _, type_heading, type_name
from . import card, downloads
from .base import (
    Badge,
    DropNode,
    PageHtml,
    _Leaf,
    badge_html,
    count_attributes,
    field_key,
    json_attribute,
)
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
    wide = ' class="aw-own"' if own_fields or len(_type_names(papers)) > 1 else ""
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
        if not badge.type
    }
    labels = {
        page_html.shared.label(name).slug: [page_html.shared.label(name).shown]
        for paper in papers
        for name, _url in card.shown_links(paper)
    }
    kinds = {kind.value: [str(_(kind.value))] for kind in VenueKind}
    names = {"venue": venues, "has": labels, "kind": kinds, "type": _type_names(papers)}
    known = {
        facet: {key: given for key, all_ in values.items() if (given := [*filter(None, all_)])}
        for facet, values in names.items()
        if values or facet != "type"
    }
    return json_attribute("data-names", known)


def _type_names(papers: list[Entry]) -> dict[str, list[str]]:
    """Return the names of the types on a page; nothing if all entries are plain papers."""
    types = {paper.type for paper in papers}
    if types <= {EntryType.PAPER}:
        return {}
    return {type_: [type_name(type_), type_heading(type_)] for type_ in EntryType if type_ in types}


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
    orders = _orders(sort, papers)
    # Texts of one script are written here, not in the translations that all scripts load.
    also = escape(_("and “{title}”, which the address names"))
    away = escape(_("The site is out of reach: nothing can be saved now."))
    words = _words(papers)
    return (
        f'<div class="aw-filter" role="search" aria-label="{words.name}" '
        f"{_further_names(papers, page_html)}>"
        f'<label class="aw-find"><input type="search" name="q" autocomplete="off" '
        f'aria-label="{words.field}" placeholder="{words.hint}"></label>'
        f'<button class="aw-sift aw-i-sift" type="button" aria-expanded="false" '
        f'aria-controls="aw-choices">{escape(_("Filters"))}</button>'
        f'<span class="aw-choices" id="aw-choices">'
        f"{_type_select(papers)}{_select('venue', _('Venue'), {'': _('Any venue')})}"
        f"{_select('year', _('Year'), {'': _('Any year')})}"
        f"{_select('until', _('Until year'), {'': _('Only then')})}"
        f"{_select('tag', _('Tag'), {'': _('Any tag')})}"
        f'<label class="aw-check"><input type="checkbox" name="has" value="code">'
        f"{escape(_('Has code'))} <span></span></label>"
        f"{own_fields}"
        f"{_select('sort', _('Order'), orders)}</span></div>"
        f'<aw-js class="aw-mark"><label><input type="checkbox" title="{escape(_("Select"))}">'
        f'</label></aw-js><aw-js class="aw-found">'
        f'<output class="aw-count" aria-live="polite" data-also="{also}"'
        f"{count_attributes(papers)}></output> "
        f'<button class="aw-pill aw-clear" type="button">{escape(_("Clear filters"))}</button>'
        f'<span class="aw-these">{escape(_("Download:"))} {save}</span></aw-js>'
        f'<aw-js class="aw-nothing" hidden>{words.nothing}'
        f"{_elsewhere(page_html)}</aw-js>"
        f'<aw-js class="aw-tray" data-list="{escape(list_name)}" data-away="{away}" role="region" '
        f'aria-label="{words.selected}">'
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


class _Words(NamedTuple):
    """Texts of the bar that say what it filters, escaped."""

    name: str
    field: str
    hint: str
    nothing: str
    selected: str


def _words(papers: list[Entry]) -> _Words:
    if all(paper.type.is_paper for paper in papers):
        texts = (
            _("Filter papers"),
            _("Title, author, venue, year or tag"),
            _("Title, author, venue"),
            _("No paper matches all of this."),
            _("Selected papers"),
        )
    else:
        texts = (
            _("Filter entries"),
            _("Name, description, year or tag"),
            _("Name, description"),
            _("No entry matches all of this."),
            _("Selected entries"),
        )
    return _Words(*map(escape, texts))


def _type_select(papers: list[Entry]) -> str:
    """Return the control of types, with their names as titles; "" for fewer than two."""
    names = _type_names(papers)
    if len(names) < 2:
        return ""
    options = [f'<option value="">{escape(_("Any type"))}</option>']
    for type_, (text, _many) in names.items():
        name = escape(text)
        options.append(f'<option value="{type_}" title="{name}">{name}</option>')
    return _control("type", _("Type"), "".join(options))


def _orders(sort: str, papers: list[Entry]) -> dict[str, str]:
    """Return the orders to choose from, that of the page first: those by year need years."""
    has_years = any(place.year for paper in papers for place in paper.appearances)
    has_venues = any(place.venue for paper in papers for place in paper.appearances)
    orders = {"": _("Newest first") if sort == Sort.NEWEST and has_years else _("As listed")}
    if sort != Sort.NEWEST and has_years:
        orders["newest"] = _("Newest first")
    orders |= {"oldest": _("Oldest first")} if has_years else {}
    orders |= {"title": _("By title")}
    return orders | ({"venue": _("By venue")} if has_venues else {})


def _select(name: str, label: str, options: dict[str, str]) -> str:
    choices = "".join(
        f'<option value="{escape(value)}">{escape(text)}</option>'
        for value, text in options.items()
    )
    return _control(name, label, choices)


def _control(name: str, label: str, options: str) -> str:
    return (
        f'<label class="aw-pick"><select name="{name}" aria-label="{escape(label)}">'
        f"{options}</select></label>"
    )


def setup(app: Sphinx) -> None:
    """Register the node and its post-transform."""
    app.add_node(paper_filters, html=(visit_paper_filters, None))
    app.add_post_transform(DropFilters)
