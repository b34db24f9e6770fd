"""A paper as a card: what it shows, and the one HTML drawing of it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from sphinx.builders import Builder

from ..core import ids, links
from ..core.model import Entry, Venue
from ..core.reference import reference
from ..formats import bibtex, coins, plain
from .domain import AwesomeDomain, domain_of
from .i18n import _, link_label

#: Badge text and names that fit one line of the card at 46em, in characters.
BYLINE = 96


class Badge(NamedTuple):
    """A venue and a year."""

    venue: Venue
    year: int | None

    @property
    def text(self) -> str:
        """As one text."""
        return " ".join(filter(None, [self.venue.name, str(self.year or "")]))


class Pen:
    """Draws on one page: knows where it is, and so how to link from it."""

    def __init__(self, builder: Builder, docname: str) -> None:
        self.domain = domain_of(builder.env)
        self.whole = self.domain.whole
        self._builder = builder
        self.docname = docname

    def uri(self, docname: str, anchor: str) -> str:
        """The relative address of an anchor."""
        page = "" if docname == self.docname else self.page(docname)
        return f"{page}#{anchor}"

    def page(self, docname: str) -> str:
        """The relative address of a page."""
        return self._builder.get_relative_uri(self.docname, docname)

    def link(self, kind: str, target: str, text: str) -> str:
        """HTML of a link to a paper, section or index line; the text where it leads nowhere."""
        place = self.domain.find(kind, target)
        if place is None:
            return escape(text)
        return f'<a href="{escape(self.uri(place.docname, place.anchor))}">{escape(text)}</a>'


def badges(entry: Entry, domain: AwesomeDomain) -> list[Badge]:
    """Where a paper was listed and, if so, where it has appeared since."""
    places = [(entry.venue, entry.year)]
    if later := entry.published:
        places.append((later.venue, later.year))
    return [Badge(domain.whole.venues.get(venue), year) for venue, year in places if venue or year]


def byline(authors: tuple[str, ...], room: int) -> str:
    """The authors that fit: all, else the first ones, how many more, and the last.

    The last author names the group, and a single name is never hidden: the words that say so
    are as long. All names stand in the BibTeX record.
    """
    whole = ", ".join(authors)
    if len(whole) <= room or len(authors) <= 3:
        return whole
    for shown in range(len(authors) - 3, 0, -1):
        hidden = len(authors) - shown - 1
        more = _("+{n} more").format(n=hidden)
        short = ", ".join([*authors[:shown], more, authors[-1]])
        if len(short) <= room:
            return short
    return short


def also_in(entry: Entry, section: str, domain: AwesomeDomain) -> list[tuple[str, str]]:
    """Title and docname of the other sections that hold a paper and have a page."""
    return [
        (other.title or other.id, domain.homes[other.id])
        for other in domain.sections_of(entry.id)
        if other.id != section and other.id in domain.homes
    ]


def shown_links(entry: Entry) -> list[tuple[str, str]]:
    """Label and address of each link, none that breaks the rule for addresses."""
    return [(name, url) for name, url in entry.links.items() if not links.why_not_url(url)]


def badge_html(badge: Badge, *, tip: bool = True) -> str:
    """A badge: colour by kind, and always the words."""
    venue, kind = badge.venue, badge.venue.kind
    title = f"{venue.full or venue.name} ({_(kind)})" if kind else venue.full
    classes = "sd-badge aw-venue" + (f" aw-{kind}" if kind else "")
    year = f"<span>{badge.year}</span>" if badge.year else ""
    shown = f' title="{escape(title)}"' if tip and title else ""
    text = f"{escape(venue.name)} {year}".rstrip()
    return f'<span class="{classes}"{shown}>{text}</span>'


def badges_html(entry: Entry, domain: AwesomeDomain) -> str:
    """All badges of a paper: the listed venue, an arrow to the later one, an award."""
    since = f'<span class="aw-sr">{escape(_("published since:"))} </span>'
    arrow = f'<span aria-hidden="true">→</span> {since}'
    out = arrow.join(badge_html(badge) for badge in badges(entry, domain))
    if entry.award:
        out += f'<span class="sd-badge aw-award">{escape(entry.award)}</span>'
    return out


def row(entry: Entry, pen: Pen) -> str:
    """A paper as a row of a panel: its title leads to its card."""
    title = pen.link("entry", entry.id, entry.title)
    where = badges_html(entry, pen.domain)
    facts = data(entry, badges(entry, pen.domain), entry.authors)
    return f'<li class="aw-row"{facts}>{title}<span class="aw-nb">{where}</span></li>\n'


def card(entry: Entry, section: str, anchors: list[str], pen: Pen) -> str:
    """A paper as a card.

    :param section: the section in which it stands here, or "".
    :param anchors: the ids that the page gives it; the first is the card's own.
    """
    found = badges(entry, pen.domain)
    good_links = shown_links(entry)
    authors = _authors(entry, found)
    facts = data(entry, found, [name for name in entry.authors if name not in authors])
    own, *former = anchors or [""]
    anchor = f' id="{own}"' if own else ""
    permalink = f"#{own or 'paper-' + entry.id}"
    parts = [
        f'<li class="sd-card aw-card"{anchor}{facts}><div class="sd-card-body">\n',
        *(f'<span class="aw-former" id="{name}"></span>' for name in former),
        _title(entry, permalink if own else ""),
        _byline(entry, authors, pen),
        f'<p class="aw-note">{escape(entry.note)}</p>\n' if entry.note else "",
        _asides(entry, section, pen),
        _links(entry, good_links),
        _details(entry, permalink if own else "", pen),
        "</div></li>\n",
    ]
    return "".join(parts)


def _title(entry: Entry, permalink: str) -> str:
    text = escape(entry.title)
    url = entry.url
    if url and not links.why_not_url(url):
        text = f'<a href="{escape(url)}">{text}</a>'
    own = (
        f'<a class="headerlink" href="{permalink}" title="{escape(_("Link to this paper"))}">#</a>'
        if permalink
        else ""
    )
    return f'<p class="sd-card-title aw-title">{text}{own}</p>\n'


def data(entry: Entry, found: list[Badge], hidden: Sequence[str]) -> str:
    """The facts by which a paper is filtered, and the words that find it and are not shown.

    :param hidden: the authors that are not shown.
    """
    last = found[-1].venue if found else None
    later = entry.published.title if entry.published else ""
    aliases = [alias for badge in found for alias in badge.venue.aliases]
    facts = {
        "venue": last and last.name,
        "kind": last and last.kind,
        "year": entry.year,
        "has": " ".join(dict.fromkeys(ids.slug(label) for label, _ in shown_links(entry))),
        "tags": "\n".join(entry.tags),
        "find": ", ".join(filter(None, [*hidden, *aliases, later])),
    }
    return "".join(f' data-{name}="{escape(str(value))}"' for name, value in facts.items() if value)


def _authors(entry: Entry, found: list[Badge]) -> str:
    room = BYLINE - len(" → ".join(badge.text for badge in found)) - len(entry.award)
    return byline(entry.authors, room)


def _byline(entry: Entry, authors: str, pen: Pen) -> str:
    texts = [authors, entry.track]
    words = " · ".join(escape(text) for text in texts if text)
    shown = " ".join(filter(None, [badges_html(entry, pen.domain), words]))
    return f'<p class="aw-by">{shown}</p>\n' if shown else ""


def _asides(entry: Entry, section: str, pen: Pen) -> str:
    tags = ", ".join(pen.link("tag", tag, tag) for tag in entry.tags)
    others = ", ".join(
        f'<a href="{escape(pen.uri(docname, f"paper-{entry.id}"))}">{escape(title)}</a>'
        for title, docname in also_in(entry, section, pen.domain)
    )
    where = escape(_("Also in {sections}") if section else _("In {sections}"))
    where = where.format(sections=others)
    also = f'<span class="aw-in">{where}</span>' if others else ""
    aside = " · ".join(filter(None, [tags, also]))
    return f'<p class="aw-also">{aside}</p>\n' if aside else ""


def _links(entry: Entry, good_links: list[tuple[str, str]]) -> str:
    title = escape(entry.title)
    pills = "".join(
        f'<a class="aw-pill aw-i-{name if name in links.LABELS else "link"}" '
        f'href="{escape(url)}" aria-label="{escape(link_label(name))}: {title}">'
        f"{escape(link_label(name))}</a>"
        for name, url in good_links
    )
    return f'<p class="aw-links">{pills}</p>\n' if pills else ""


def _details(entry: Entry, permalink: str, pen: Pen) -> str:
    name = _("Abstract & cite") if entry.abstract else _("Cite")
    cited = reference(entry, pen.whole.venues)
    record = escape(bibtex.record(cited), quote=False)
    line = f'<p class="aw-plain">{escape(plain.line(cited), quote=False)}</p>'
    context = f'<span class="Z3988" title="{escape(coins.context_object(cited))}"></span>'
    abstract = f"<p>{escape(entry.abstract)}</p>" if entry.abstract else ""
    own = f'<p><a href="{permalink}">{escape(_("Link to this paper"))}</a></p>' if permalink else ""
    return (
        f'<details class="aw-more"><summary class="aw-pill aw-i-cite" '
        f'aria-label="{escape(name)}: {escape(entry.title)}">{escape(name)}</summary>\n'
        f'<div class="aw-more-body">{abstract}{line}'
        f'<div class="highlight"><pre>{record}\n</pre></div>{own}</div></details>{context}\n'
    )
