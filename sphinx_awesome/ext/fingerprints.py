"""What pages show of the list, as digests: *baked* when they are read, *drawn* when written.

See :mod:`.rebuild`, which compares them with those of the last build.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..core.facts import Facts, newest
from ..core.index import IndexKind, headings
from ..core.model import Entry, Venue
from ..core.select import GroupBy
from . import card
from .code_version import CODE
from .domain import AwesomeDomain
from .html import draws_html
from .pages import Page, Shown, count, digest, drawn_of, search_text
from .pen import Words


def basis(page: Page, domain: AwesomeDomain) -> Iterator[object]:
    """What all that is baked is made from: cheap to find, but it changes more often."""
    whole = domain.whole
    yield CODE, sorted(page.missing & whole.sections.keys())
    named = {name for shown in page.shown for name in shown.selection.sections}
    elsewhere = page.overviews or page.indices or page.counts or page.parts
    if elsewhere or any(map(_asks_all, page.shown)):
        named = set(whole.sections)
    for name, section in whole.sections.items():
        if name in named:
            yield section, domain.content(name)
            yield [(paper.added, paper.aliases) for paper in whole.papers(name)]
    for shown in page.shown:
        yield [whole.venues.get(name).name for name in shown.selection.venues]


def _asks_all(shown: Shown) -> bool:
    """Whether it depends on other sections than it names; a heading may name a paper's home."""
    choice = shown.selection
    return not choice.sections or choice.group_by is GroupBy.SECTION


def baked(page: Page, domain: AwesomeDomain) -> Iterator[object]:
    """What reading puts into the doctree of a page."""
    whole = domain.whole
    yield CODE
    for shown in page.shown:
        for name in shown.selection.sections:
            section = whole.sections.get(name)
            yield section and ((section.description, section.aliases) if shown.home else name)
        for heading, papers in shown.groups(whole):
            yield heading
            for entry in papers:
                yield entry.id, domain.section_of(entry.id, shown), search_text(entry, whole)
                if shown.layout == "cards":
                    yield entry.aliases
    for kind in page.indices:
        for heading, found in headings(domain.terms(kind).values(), kind).items():
            yield (heading, [term.slug for term in found])
    for part in page.parts:
        yield from part.baked(domain)
    # What a warning was given for, or would be now.
    yield [name for name in sorted(page.missing) if name in whole.sections]
    yield [name for names in page.overviews for name in names if name not in whole.sections]
    yield [expression for expression in sorted(page.counts) if count(expression, whole) == "?"]


class Drawing:
    """What writing pages draws from the list, beyond what is baked."""

    def __init__(self, domain: AwesomeDomain) -> None:
        self._domain = domain
        self._whole = domain.whole
        self._html = draws_html(domain.builder)
        self._entries: dict[str, str] = {}

    def of(self, page: Page) -> Iterator[object]:
        """The facts of one page."""
        find = self._domain.find
        yield page.baked
        for shown in page.shown:
            yield from self._all_cards(shown) if shown.home else self._papers(shown)
        for sections in page.overviews:
            yield from self._overview(sections)
        for kind in page.indices:
            yield from self._index(kind)
        for part in page.parts:
            yield from part.drawn(self._domain)
        for expression in sorted(page.counts):
            yield count(expression, self._whole)
        for name, target, titled in sorted(page.references):
            yield find(name, target) if titled else self._place(name, target)

    def _all_cards(self, shown: Shown) -> Iterator[object]:
        """Of the papers of whole sections, only those are looked at that stand elsewhere too."""
        for section in shown.selection.sections:
            papers = sorted(self._whole.papers(section), key=lambda paper: paper.id)
            yield self._domain.content(section)
            yield any(paper.tags for paper in papers) and self._domain.index_page(IndexKind.TAG)
            for entry in papers:
                if len(self._domain.sections_of(entry.id)) > 1:
                    others = card.also_in(entry, section, self._domain)
                    yield from ((entry.id, *other) for other in others)

    def _papers(self, shown: Shown) -> Iterator[object]:
        for _, papers in shown.groups(self._whole):
            for entry in papers:
                yield self._row(entry) if self._is_row(shown) else self._card(entry, shown)
                yield shown.dated and entry.added

    def _is_row(self, shown: Shown) -> bool:
        """Builders other than HTML tell all of a paper in a row too."""
        return shown.layout == "list" and self._html

    def _card(self, entry: Entry, shown: Shown) -> object:
        if entry.id not in self._entries:
            self._entries[entry.id] = drawn_of([entry], self._whole)
        tags = entry.tags and self._domain.index_page(IndexKind.TAG)
        section = self._domain.section_of(entry.id, shown)
        has_permalink = self._domain.card_of(entry.id) is not None
        others = card.also_in(entry, section, self._domain)
        return self._entries[entry.id], tags, has_permalink, others

    def _row(self, entry: Entry) -> object:
        found = card.badges(entry, self._domain)
        badges = [(_venue(badge.venue), badge.year) for badge in found]
        links, words = card.shown_links(entry), self._domain.once(Words, Words)
        facts = card.data(entry, found, links, entry.shown_authors, words)
        return self._line(entry), badges, entry.award, facts

    def _line(self, entry: Entry) -> object:
        return entry.title, self._place("entry", entry.id)

    def _place(self, kind: str, target: str) -> object:
        place = self._domain.find(kind, target)
        return place and (place.docname, place.anchor)

    def _overview(self, sections: tuple[str, ...]) -> Iterator[object]:
        for name in sections or self._whole.sections:
            if section := self._whole.sections.get(name):
                papers = list(self._whole.papers(name))
                yield section.title or name, self._domain.homes.get(name), Facts.of(papers)
                yield self._html or name  # to which HTML alone does not lead
                yield [self._line(entry) for entry in newest(papers)]

    def _index(self, kind: IndexKind) -> Iterator[object]:
        lines: dict[str, str] = {}  # of papers, most of which stand under several terms
        for term in self._domain.terms(kind).values():
            for entry in term.papers:
                if entry.id not in lines:
                    lines[entry.id] = digest([self._line(entry), self._where(entry, kind)])
            venue = term.venue and _venue(term.venue)
            yield term.name, venue, [lines[entry.id] for entry in term.papers]

    def _where(self, entry: Entry, kind: IndexKind) -> object:
        if kind is IndexKind.VENUE:
            return entry.year
        return [badge.text for badge in card.badges(entry, self._domain)]


def _venue(venue: Venue) -> object:
    return venue.name, venue.full, venue.kind


def others(app: Sphinx) -> str:
    """What every page shows of the others: their titles and their order.

    Furo's sidebar shows titles of pages; what other themes show is not known, so for them the
    headings of all pages count too. Pages of other builders show nothing of each other.
    """
    if not draws_html(app.builder):
        return CODE
    env = app.env
    shown: list[object] = [CODE]
    shown += [(name, title.pformat()) for name, title in sorted(env.titles.items())]
    for name, toc in sorted(env.tocs.items()):
        furo = app.config.html_theme == "furo"
        found = toc.findall(addnodes.toctree) if furo else [toc]
        shown += [(name, node.pformat()) for node in found]
    return digest(shown)


def below(docname: str, env: BuildEnvironment) -> Iterator[str]:
    """The headings that a page's toctrees may show, also those that Sphinx does not mind.

    Sphinx writes a page again if one is that its own toctree names, but not if one is that
    a toctree there names.
    """
    names = [docname]
    for name in names:  # which grows
        for toctree in env.tocs[name].findall(addnodes.toctree):
            if not toctree["hidden"]:
                names += [n for n in toctree["includefiles"] if n in env.tocs and n not in names]
    return (env.tocs[name].pformat() for name in names[1:])
