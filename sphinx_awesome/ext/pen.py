"""Drawing on one page: where things stand as seen from it, and what all cards say alike."""

from __future__ import annotations

from functools import cache, cached_property
from html import escape
from typing import NamedTuple

from sphinx.builders import Builder
from sphinx.util.osutil import relative_uri

from ..core import ids, links
from ..core.model import Venue
from .domain import domain_of
from .i18n import _, link_label


class Badge(NamedTuple):
    """A venue and a year."""

    venue: Venue
    year: int | None

    @property
    def text(self) -> str:
        """As one text."""
        return " ".join(filter(None, [self.venue.name, str(self.year or "")]))


class Label(NamedTuple):
    """The label of a link."""

    icon: str
    shown: str  #: as HTML
    slug: str  #: as filters name it


class Words:
    """What cards share, as HTML: each thing looked up, drawn and escaped once a build."""

    def __init__(self) -> None:
        self.cite = escape(_("Cite"))
        self.cite_and_abstract = escape(_("Abstract & cite"))
        self.permalink = escape(_("Link to this paper"))
        self.also_in = escape(_("Also in {sections}"))
        self.only_in = escape(_("In {sections}"))
        since = f'<span class="aw-sr">{escape(_("published since:"))} </span>'
        self.arrow = f'<span aria-hidden="true">→</span> {since}'
        self.label = cache(_label)
        self._badges: dict[tuple[str, int | None], str] = {}

    def badge(self, badge: Badge) -> str:
        """A badge with its tip. In one list, a name means one venue."""
        key = badge.venue.name, badge.year
        if key not in self._badges:
            self._badges[key] = badge_html(badge)
        return self._badges[key]


def _label(name: str) -> Label:
    icon = f"aw-i-{name if name in links.LABELS else 'link'}"
    return Label(icon, escape(link_label(name)), ids.slug(name))


def badge_html(badge: Badge, *, tip: bool = True) -> str:
    """A badge: colour by kind, and always the words."""
    venue, kind = badge.venue, badge.venue.kind
    title = f"{venue.full or venue.name} ({_(kind)})" if kind else venue.full
    classes = "sd-badge aw-venue" + (f" aw-{kind}" if kind else "")
    year = f"<span>{badge.year}</span>" if badge.year else ""
    shown = f' title="{escape(title)}"' if tip and title else ""
    text = f"{escape(venue.name)} {year}".rstrip()
    return f'<span class="{classes}"{shown}>{text}</span>'


class Pen:
    """Draws on one page: knows where it is, and so how to link from it."""

    def __init__(self, builder: Builder, docname: str) -> None:
        self.domain = domain_of(builder.env)
        self.whole = self.domain.whole
        self.words = self.domain.once(Words, Words)
        self.docname = docname
        self._builder = builder
        self._tags: dict[str, str] = {}

    @classmethod
    def of(cls, builder: Builder, docname: str) -> Pen:
        """The one of a page, with what it remembers: a page has many lists."""
        return domain_of(builder.env).once(("pen", docname), lambda: cls(builder, docname))

    def uri(self, docname: str, anchor: str) -> str:
        """The relative address of an anchor."""
        page = "" if docname == self.docname else self.page(docname)
        return f"{page}#{anchor}"

    def page(self, docname: str) -> str:
        """The relative address of a page."""
        return self._builder.get_relative_uri(self.docname, docname)

    def permalink(self, paper: str) -> str:
        """The address of a paper that stays, relative; "" if the builder makes none."""
        return self._permalinks and f"{self._permalinks}{paper}.html"

    @cached_property
    def _permalinks(self) -> str:
        """The address of the folder of permalinks, relative; "" if the builder makes none."""
        folder, here = self.domain.permalinks, self._builder.get_target_uri(self.docname)
        return folder and relative_uri(here, f"{folder}_").removesuffix("_")

    def link(self, kind: str, target: str, text: str) -> str:
        """HTML of a link to a paper, section or index line; the text where it leads nowhere."""
        place = self.domain.find(kind, target)
        if place is None:
            return escape(text)
        return f'<a href="{escape(self.uri(place.docname, place.anchor))}">{escape(text)}</a>'

    def tag(self, name: str) -> str:
        """The same for a tag, of which a page has many more than there are tags."""
        if name not in self._tags:
            self._tags[name] = self.link("tag", name, name)
        return self._tags[name]
