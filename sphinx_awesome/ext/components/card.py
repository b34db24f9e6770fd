"""A paper as a card: what it shows, and the one HTML drawing of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from docutils import nodes
from docutils.nodes import Node

from ...core import reference, urls
from ...core.model import Entry
from ...core.person_names import listed
from ...core.reference import Reference, reference_of
from ...formats import bibtex, coins
from ..domain import AwesomeDomain
from ..i18n import _
from .base import Badge, PageHtml, SharedHtml


def _joined(parts: Iterable[Node]) -> Iterator[Node]:
    """Nodes with a dot between them."""
    for place, part in enumerate(parts):
        if place:
            yield nodes.Text(" · ")
        yield part


#: Badge text and names that fit one line of the card at 46em, in characters.
BYLINE_CHARS = 96


def badges(entry: Entry, domain: AwesomeDomain) -> list[Badge]:
    """Where a paper was listed and, if so, where it has appeared since."""
    return [
        Badge(domain.awesome_list.venues.get(one.venue), one.year)
        for one in entry.appearances
        if one.venue or one.year
    ]


def byline(authors: tuple[str, ...], room: int, *, has_more: bool = False) -> str:
    """The authors that fit: all, else the first ones, how many more, and the last.

    The last author names the group, and a single name is never hidden: the words that say so
    are as long. All names stand in the BibTeX record.

    :param authors: those that are named.
    :param has_more: whether others are not: then the last is not known, and the first ones that
        fit, two at least, stand before "et al.".
    """
    line = listed(authors, has_more=has_more)
    if len(line) <= room or len(authors) <= 3:
        return line
    if has_more:
        fitting = (listed(authors[:shown], has_more=True) for shown in range(len(authors), 2, -1))
        return next(
            (text for text in fitting if len(text) <= room), listed(authors[:2], has_more=True)
        )
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
        (other.name, domain.homes[other.id])
        for other in domain.sections_of(entry.id)
        if other.id != section and other.id in domain.homes
    ]


def shown_links(entry: Entry) -> list[tuple[str, str]]:
    """Label and address of each link, none that breaks the rule for addresses."""
    return [(name, url) for name, url in entry.links.items() if not urls.url_error(url)]


def _badges_html(entry: Entry, found: list[Badge], words: SharedHtml) -> str:
    """All badges of a paper: the listed venue, an arrow to the later one, an award."""
    drawn = words.arrow.join(map(words.badge, found))
    if entry.award:
        drawn += f'<span class="sd-badge aw-award">{escape(entry.award)}</span>'
    return drawn


def row_html(entry: Entry, pen: PageHtml, *, dated: bool) -> str:
    """Draw a paper as a row of a panel: its title leads to its card.

    :param dated: with the day on which it was added.
    """
    found = badges(entry, pen.domain)
    title = pen.link("entry", entry.id, entry.title)
    where = _badges_html(entry, found, pen.words)
    facts = data_attributes(entry, found, shown_links(entry), entry.shown_authors, pen.words)
    day = f'<time class="aw-n">{entry.added}</time>' if dated and entry.added else ""
    return f'<li class="aw-row"{facts}>{title}<span class="aw-nb">{where}</span>{day}</li>\n'


def card_html(entry: Entry, section: str, anchors: list[str], pen: PageHtml) -> str:
    """A paper as a card.

    :param section: the section in which it stands here, or "".
    :param anchors: the ids that the page gives it; the first is the card's own.
    """
    found = badges(entry, pen.domain)
    good_links = shown_links(entry)
    title = escape(entry.title)
    authors = _authors(entry, found)
    hidden = [name for name in entry.shown_authors if name not in authors]
    facts = data_attributes(entry, found, good_links, hidden, pen.words)
    cited = reference_of(entry, pen.awesome_list.venues)
    own, *former = anchors or [""]
    permalink = escape(_permalink(entry, own, pen))
    anchor = f' id="{own}"' if own else ""
    parts = [
        f'<li class="sd-card aw-card"{anchor}{facts}><div class="sd-card-body">\n',
        *(f'<span class="aw-former" id="{name}"></span>' for name in former),
        _title(title, cited.url, permalink, pen.words),
        _byline(entry, found, authors, pen.words),
        f'<p class="aw-note">{escape(entry.note)}</p>\n' if entry.note else "",
        _asides(entry, section, pen),
        _links(title, good_links, pen.words),
        _details(title, cited, permalink, pen),
        "</div></li>\n",
    ]
    return "".join(parts)


def _permalink(entry: Entry, own: str, pen: PageHtml) -> str:
    """The address of a paper that stays; where there is none, that of its card on the page."""
    stays = any(section.id in pen.domain.homes for section in pen.domain.sections_of(entry.id))
    return (stays and pen.permalink(entry.id)) or (own and f"#{own}")


def _title(title: str, url: str, permalink: str, words: SharedHtml) -> str:
    text = f'<a href="{escape(url)}">{title}</a>' if url else title
    link = (
        f'<a class="headerlink" href="{permalink}" title="{words.permalink}">#</a>'
        if permalink
        else ""
    )
    return f'<p class="sd-card-title aw-title">{text}{link}</p>\n'


def data_attributes(
    entry: Entry,
    found: list[Badge],
    good_links: Iterable[tuple[str, str]],
    hidden: Sequence[str],
    words: SharedHtml,
) -> str:
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
        "has": " ".join(dict.fromkeys(words.label(name).slug for name, _url in good_links)),
        "tags": "\n".join(entry.tags),
        "find": ", ".join(filter(None, [*hidden, *aliases, later])),
    }
    return "".join(f' data-{name}="{escape(str(value))}"' for name, value in facts.items() if value)


def _authors(entry: Entry, found: list[Badge]) -> str:
    room = BYLINE_CHARS - len(" → ".join(badge.text for badge in found)) - len(entry.award)
    return byline(entry.shown_authors, room, has_more=entry.has_more_authors)


def _byline(entry: Entry, found: list[Badge], authors: str, words: SharedHtml) -> str:
    told = " · ".join(escape(text) for text in (authors, entry.track) if text)
    shown = " ".join(filter(None, [_badges_html(entry, found, words), told]))
    return f'<p class="aw-by">{shown}</p>\n' if shown else ""


def _asides(entry: Entry, section: str, pen: PageHtml) -> str:
    tags = ", ".join(map(pen.tag, entry.tags))
    others = ", ".join(
        f'<a href="{escape(pen.uri(docname, f"paper-{entry.id}"))}">{escape(title)}</a>'
        for title, docname in also_in(entry, section, pen.domain)
    )
    where = pen.words.also_in if section else pen.words.only_in
    also = f'<span class="aw-in">{where.format(sections=others)}</span>' if others else ""
    aside = " · ".join(filter(None, [tags, also]))
    return f'<p class="aw-also">{aside}</p>\n' if aside else ""


def _links(title: str, good_links: Iterable[tuple[str, str]], words: SharedHtml) -> str:
    pills = "".join(
        f'<a class="aw-pill {label.icon}" href="{escape(url)}" '
        f'aria-label="{label.shown}: {title}">{label.shown}</a>'
        for name, url in good_links
        for label in [words.label(name)]
    )
    return f'<p class="aw-links">{pills}</p>\n' if pills else ""


def _details(title: str, cited: Reference, permalink: str, pen: PageHtml) -> str:
    words = pen.words
    name = words.cite_and_abstract if cited.abstract else words.cite
    record = escape(bibtex.record(cited), quote=False)
    line = f'<p class="aw-plain">{escape(reference.text_citation(cited), quote=False)}</p>'
    context = f'<span class="Z3988" title="{escape(coins.context_object(cited))}"></span>'
    abstract = f"<p>{escape(cited.abstract)}</p>" if cited.abstract else ""
    link = (
        f'<p><a class="aw-self" href="{permalink}">{words.permalink}</a></p>' if permalink else ""
    )
    return (
        f'<details class="aw-more"><summary class="aw-pill aw-i-cite" '
        f'aria-label="{name}: {title}">{name}</summary>\n'
        f'<div class="aw-more-body">{abstract}{line}'
        f'<div class="highlight"><pre>{record}\n</pre></div>{link}</div></details>{context}\n'
    )
