"""A paper as a card or as a row: its HTML, its standard nodes, and its inputs from the list.

A new field of a card goes into all three, which follow one another here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from docutils import nodes
from docutils.nodes import Node
from sphinx.builders.singlehtml import SingleFileHTMLBuilder

from ...core import reference, urls
from ...core.model import NOTICES, AwesomeList, Entry, card_texts, notices_of
from ...core.person_names import listed
from ...core.reference import Reference, reference_of
from ...core.term_index import IndexKind
from ...formats import bibtex, coins
from ..builders import Target
from ..domain import AwesomeDomain, entries_digest
from ..i18n import _, link_label
from .base import (
    Badge,
    PageHtml,
    PageNodes,
    SharedHtml,
    field_key,
    json_attribute,
    paragraph,
    title_inputs,
    venue_inputs,
)

#: Badge text and names that fit one line of the card at 46em, in characters.
BYLINE_CHARS = 96


def badges(entry: Entry, domain: AwesomeDomain) -> list[Badge]:
    """Return the badges of a paper: where it was listed and where it has appeared since."""
    return [
        Badge(domain.awesome_list.venues.get(one.venue), one.year)
        for one in entry.appearances
        if one.venue or one.year
    ]


class Byline(NamedTuple):
    """The authors of a paper as one line, in which not all may fit."""

    first: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    """Authors behind "+3 more", which opens."""
    last: tuple[str, ...] = ()
    has_more: bool = False
    """True if the list does not name all authors."""

    @property
    def more(self) -> str:
        """The number of hidden authors in words, such as ``+3 more``."""
        return _("+{n} more").format(n=len(self.hidden))

    def __str__(self) -> str:
        """Return the line as it is shown while closed."""
        more = [self.more] if self.hidden else []
        return listed([*self.first, *more, *self.last], has_more=self.has_more)


def byline(authors: tuple[str, ...], room: int, *, has_more: bool = False) -> Byline:
    """Return the authors; if not all fit, the first ones and the last, with the number between.

    The last author leads the group. A single name is never hidden: the words for that would be as
    long.

    :param authors: the authors that the list names.
    :param room: greatest number of characters of the line.
    :param has_more: True if the list does not name all: then the last author is not known.
    """
    line = Byline(authors, has_more=has_more)
    end = len(authors) if has_more else len(authors) - 1
    for shown in range(end - 2, 0, -1):
        if len(str(line)) <= room or len(authors) <= 3:
            break
        line = Byline(authors[:shown], authors[shown:end], authors[end:], has_more)
    return line


def byline_html(line: Byline, page_html: PageHtml) -> str:
    """Return the authors, each with a link to its line of an index, as HTML.

    Authors that do not fit unfold without a script, and search finds them.
    """

    def linked(names: Iterable[str]) -> list[str]:
        return [page_html.term(IndexKind.AUTHOR, name) for name in names]

    if not line.hidden:
        return listed(linked(line.first), has_more=line.has_more)
    hidden = (
        f'<details class="aw-names"><summary>{escape(line.more)}</summary> '
        f"{', '.join(linked(line.hidden))}</details>"
    )
    shown = [*linked(line.first), hidden, *linked(line.last)]
    return listed(shown, has_more=line.has_more)


def also_in(entry: Entry, section: str, domain: AwesomeDomain) -> list[tuple[str, str]]:
    """Return title and docname of the other sections that hold a paper and have a page.

    :param section: id of the section that shows the paper here, or "".
    """
    return [
        (other.name, domain.home_pages[other.id])
        for other in domain.sections_of(entry.id)
        if other.id != section and other.id in domain.home_pages
    ]


def shown_links(entry: Entry) -> list[tuple[str, str]]:
    """Return label and address of each link whose address is valid."""
    return [(name, url) for name, url in entry.links.items() if not urls.url_error(url)]


def badges_html(entry: Entry, shown: Iterable[str], shared: SharedHtml) -> str:
    """Return all badges of a paper: the listed venue, an arrow to the later one, an award.

    :param shown: HTML of the badge of each appearance.
    """
    html = shared.arrow.join(shown)
    if entry.award:
        html += f'<span class="sd-badge aw-award">{escape(entry.award)}</span>'
    html += "".join(
        f'<a class="sd-badge aw-notice" href="{escape(url)}">{escape(_(NOTICES[name]))}</a>'
        for name, url in notices_of(entry)
        if not urls.url_error(url)
    )
    return html


def row_html(entry: Entry, page_html: PageHtml, *, dated: bool) -> str:
    """Return a paper as a row of a panel, with a link from its title to its card.

    :param dated: True to show the day on which it was added.
    """
    entry_badges = badges(entry, page_html.domain)
    title = page_html.link("entry", entry.id, entry.title)
    where = badges_html(entry, map(page_html.shared.badge, entry_badges), page_html.shared)
    facts = data_attributes(
        entry, entry_badges, shown_links(entry), entry.shown_authors, page_html.shared
    )
    day = f'<time class="aw-n">{entry.added}</time>' if dated and entry.added else ""
    return f'<li class="aw-row"{facts}>{title}<span class="aw-nb">{where}</span>{day}</li>\n'


def card_html(entry: Entry, section: str, anchors: list[str], page_html: PageHtml) -> str:
    """Return a paper as a card, in HTML.

    :param section: id of the section that shows it here, or "".
    :param anchors: its ids on the page; the first is the card's own.
    """
    entry_badges = badges(entry, page_html.domain)
    good_links = shown_links(entry)
    title = escape(entry.title)
    facts = data_attributes(entry, entry_badges, good_links, (), page_html.shared)
    cited = reference_of(entry, page_html.awesome_list.venues)
    own, *former = anchors or [""]
    permalink = escape(_permalink(entry, own, page_html))
    anchor = f' id="{own}"' if own else ""
    parts = [
        f'<li class="sd-card aw-card"{anchor}{facts}><div class="sd-card-body">\n',
        *(f'<span class="aw-former" id="{name}"></span>' for name in former),
        _title(title, cited.url, permalink, page_html.shared),
        _byline(entry, entry_badges, page_html),
        *(f'<p class="aw-note">{escape(text)}</p>\n' for text in card_texts(entry, "paragraph")),
        _own_fields(entry, page_html),
        _asides(entry, section, page_html),
        _links(title, good_links, page_html.shared),
        _details(title, entry.abstract, cited, permalink, page_html),
        "</div></li>\n",
    ]
    return "".join(parts)


def _permalink(entry: Entry, own: str, page_html: PageHtml) -> str:
    """Return a paper's permalink; if it has none, the address of its card on the page."""
    stays = any(
        section.id in page_html.domain.home_pages
        for section in page_html.domain.sections_of(entry.id)
    )
    return (stays and page_html.permalink(entry.id)) or (own and f"#{own}")


def _title(title: str, url: str, permalink: str, shared: SharedHtml) -> str:
    text = f'<a href="{escape(url)}">{title}</a>' if url else title
    link = (
        f'<a class="headerlink" href="{permalink}" title="{shared.permalink}">#</a>'
        if permalink
        else ""
    )
    return f'<p class="sd-card-title aw-title">{text}{link}</p>\n'


def data_attributes(
    entry: Entry,
    entry_badges: list[Badge],
    good_links: Iterable[tuple[str, str]],
    hidden: Sequence[str],
    shared: SharedHtml,
) -> str:
    """Return the attributes by which scripts filter and find a paper, as HTML.

    :param entry_badges: its badges.
    :param good_links: label and address of each link that is shown.
    :param hidden: names of the authors that are not shown.
    """
    last = entry_badges[-1].venue if entry_badges else None
    later = entry.published.title if entry.published else ""
    facts = {
        "venue": last and last.name,
        "kind": last and last.kind,
        "year": entry.year,
        "has": " ".join(dict.fromkeys(shared.label(name).slug for name, _url in good_links)),
        "tags": "\n".join(entry.tags),
        "find": ", ".join(filter(None, [*hidden, later])),
    }
    shown = [f' data-{name}="{escape(str(value))}"' for name, value in facts.items() if value]
    if entry.fields:
        own = {field_key(name): values for name, values in entry.fields.items()}
        shown.append(f" {json_attribute('data-own', own)}")
    return "".join(shown)


def _byline(entry: Entry, entry_badges: list[Badge], page_html: PageHtml) -> str:
    """Return badges, authors and facts. A paragraph could not contain `details`."""
    room = BYLINE_CHARS - len(" → ".join(badge.text for badge in entry_badges)) - len(entry.award)
    line = byline(entry.shown_authors, room, has_more=entry.has_more_authors)
    facts = [byline_html(line, page_html), *map(escape, card_texts(entry, "fact"))]
    badges = badges_html(entry, map(page_html.badge, entry_badges), page_html.shared)
    text = " ".join(filter(None, [badges, " · ".join(filter(None, facts))]))
    return f'<div class="aw-by">{text}</div>\n' if text else ""


def own_field_texts(entry: Entry, awesome_list: AwesomeList) -> list[str]:
    """Return each of the list's own fields that an entry has as a text: `Modality: CT, MRI`."""
    return [f"{title}: {', '.join(values)}" for title, values in awesome_list.own_fields_of(entry)]


def _own_fields(entry: Entry, page_html: PageHtml) -> str:
    text = " · ".join(own_field_texts(entry, page_html.awesome_list))
    return f'<p class="aw-own">{escape(text)}</p>\n' if text else ""


def _asides(entry: Entry, section: str, page_html: PageHtml) -> str:
    tags = ", ".join(page_html.term(IndexKind.TAG, tag) for tag in entry.tags)
    others = ", ".join(
        f'<a href="{escape(url)}">{escape(title)}</a>'
        for title, docname in also_in(entry, section, page_html.domain)
        for url in [page_html.anchor_url(docname, f"paper-{entry.id}")]
    )
    where = page_html.shared.also_in if section else page_html.shared.only_in
    also = f'<span class="aw-in">{where.format(sections=others)}</span>' if others else ""
    aside = " · ".join(filter(None, [tags, also]))
    return f'<p class="aw-also">{aside}</p>\n' if aside else ""


def _links(title: str, good_links: Iterable[tuple[str, str]], shared: SharedHtml) -> str:
    pills = "".join(
        f'<a class="aw-pill {label.icon}" href="{escape(url)}" '
        f'aria-label="{label.shown}: {title}">{label.shown}</a>'
        for name, url in good_links
        for label in [shared.label(name)]
    )
    return f'<p class="aw-links">{pills}</p>\n' if pills else ""


def _details(
    title: str, abstract: str, cited: Reference, permalink: str, page_html: PageHtml
) -> str:
    shared = page_html.shared
    name = shared.cite_and_abstract if abstract else shared.cite
    record = escape(bibtex.record(cited), quote=False)
    line = f'<p class="aw-plain">{escape(reference.text_citation(cited), quote=False)}</p>'
    context = f'<span class="Z3988" title="{escape(coins.context_object(cited))}"></span>'
    shown = f"<p>{escape(abstract)}</p>" if abstract else ""
    link = (
        f'<p><a class="aw-self" href="{permalink}">{shared.permalink}</a></p>' if permalink else ""
    )
    return (
        f'<details class="aw-more"><summary class="aw-pill aw-i-cite" '
        f'aria-label="{name}: {title}">{name}</summary>\n'
        f'<div class="aw-more-body">{shown}{line}'
        f'<div class="aw-record"><pre>{record}\n</pre></div>{link}</div></details>{context}\n'
    )


def card_nodes(
    entry: Entry, section: str, anchors: list[str], page_nodes: PageNodes, *, dated: bool
) -> list[Node]:
    """Return a paper as paragraphs, in place of a card or a row.

    :param section: id of the section that shows it here, or "".
    :param anchors: its ids on the page.
    :param dated: True to show the day on which it was added.
    """
    title: Node = nodes.strong("", entry.title)
    if entry.url and not urls.url_error(entry.url):
        title = nodes.reference("", "", title, refuri=entry.url, internal=False)
    blocks: list[Node] = [paragraph(*page_nodes.card_targets(entry.id, anchors), title)]
    appearances = [badge.text for badge in badges(entry, page_nodes.domain)]
    where = f", {_('published since:')} ".join(appearances)
    day = str(entry.added) if dated and entry.added else ""
    marks = [_(NOTICES[name]) for name, _url in notices_of(entry)]
    shown = [*marks, day, entry.byline, where, *card_texts(entry, "fact"), entry.award]
    facts = " · ".join(filter(None, shown))
    texts = filter(None, [facts, *card_texts(entry, "paragraph"), entry.abstract])
    blocks += [paragraph(nodes.Text(text)) for text in texts]
    if own := " · ".join(own_field_texts(entry, page_nodes.awesome_list)):
        blocks.append(paragraph(nodes.Text(own)))
    if links := list(_link_nodes(entry, section, page_nodes)):
        separated = [node for link in links for node in (nodes.Text(" · "), link)]
        blocks.append(paragraph(*separated[1:]))
    if isinstance(page_nodes.domain.builder, SingleFileHTMLBuilder):
        blocks.append(nodes.raw("", _folded_citation(entry, page_nodes.domain), format="html"))
    return blocks


def _folded_citation(entry: Entry, domain: AwesomeDomain) -> str:
    """Return citation and BibTeX, to unfold on pages without our styles and scripts."""
    cited = reference_of(entry, domain.awesome_list.venues)
    text = escape(reference.text_citation(cited), quote=False)
    record = escape(bibtex.record(cited), quote=False)
    return (
        f"<details><summary>{escape(_('Cite'))}</summary>\n"
        f"<p>{text}</p>\n<pre>{record}</pre></details>\n"
    )


def _link_nodes(entry: Entry, section: str, page_nodes: PageNodes) -> Iterator[Node]:
    """Yield links, tags, and the other sections that hold the paper."""
    for name, url in shown_links(entry):
        yield nodes.reference("", link_label(name), refuri=url, internal=False)
    for tag in entry.tags:
        yield page_nodes.reference("tag", tag, tag)
    for title, docname in also_in(entry, section, page_nodes.domain):
        target = Target(docname, f"paper-{entry.id}", entry.title)
        before, _mark, after = _("also in {sections}").partition("{sections}")
        parts = nodes.Text(before), page_nodes.link(target, title), nodes.Text(after)
        yield nodes.inline("", "", *parts)


def card_inputs(entry: Entry, section: str, domain: AwesomeDomain) -> object:
    """Return the parts of the list that a card, or a paper in standard nodes, shows."""
    content = domain.memo(("card", entry.id), lambda: entries_digest([entry], domain.awesome_list))
    has_permalink = domain.card_of(entry.id) is not None
    indices = index_inputs([entry], domain)
    return content, indices, has_permalink, also_in(entry, section, domain)


def index_inputs(papers: Sequence[Entry], domain: AwesomeDomain) -> object:
    """Return the pages of indices to which names on cards lead."""
    return [
        any(map(names, papers)) and domain.index_page(kind) for kind, names in _NAMES_OF.items()
    ]


_NAMES_OF: dict[IndexKind, Callable[[Entry], object]] = {
    IndexKind.AUTHOR: lambda paper: paper.named_authors,
    IndexKind.TAG: lambda paper: paper.tags,
    IndexKind.VENUE: lambda paper: any(one.venue for one in paper.appearances),
}
"""By kind of index, the names of a paper that may be in it."""


def row_inputs(entry: Entry, domain: AwesomeDomain) -> object:
    """Return the parts of the list that a row shows."""
    entry_badges, links = badges(entry, domain), shown_links(entry)
    shared = domain.memo(SharedHtml, SharedHtml)
    facts = data_attributes(entry, entry_badges, links, entry.shown_authors, shared)
    venues = [(venue_inputs(badge.venue), badge.year) for badge in entry_badges]
    return title_inputs(entry, domain), venues, entry.award, notices_of(entry), facts
