"""The data by which scripts search the whole list: one file beside them, ``papers.json``.

Its keys, all columns in the order of the list:

``explore``   address of the page with ``awesome:explore``, or ""
``pages``     addresses of the pages that show papers, as all addresses from the site's root
``sections``  id, title, number of its page or -1, hash
``kinds``     of venues: name in an address, and as shown
``venues``    name, full name, number of its kind or -1, other names
``labels``    of links: name in an address, and as shown
``tags``      as shown
``id`` ``title`` ``authors`` ``venue`` ``year`` ``in`` ``has`` ``tag``
              one value a paper: -1 is no venue and 0 no year, authors are lines of one text, the
              last three are lists of numbers of sections (its home first), labels and tags
``later``     by number of the paper, as text: venue, year and title ("" if the same) since
``award``     by number of the paper
``more``      by number of the paper: track and note, as lines of one text
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..core import ids
from ..core.model import Entry, VenueKind
from .code_version import CODE
from .domain import AwesomeDomain, domain_of
from .explore import STYLES, explore_page
from .html import is_site
from .i18n import _, link_label
from .output_files import write_if_changed
from .pages import digest

#: Where it is written: beside the scripts, which thus know its address on any page.
PAPERS = Path("_static", "awesome", "papers.json")


def add_to_search(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Make Sphinx's search page look for papers too."""
    del templatename, context, doctree
    if pagename == "search" and is_site(app.builder):
        for name in STYLES:
            app.add_css_file(name)
        app.add_js_file("awesome/search.js", type="module")


def write_papers(app: Sphinx, exception: Exception | None) -> None:
    """Write the data, unless it is known to stand there already."""
    if exception is not None or not is_site(app.builder):
        return
    domain, outdir = domain_of(app.env), Path(app.outdir)
    now = {str(PAPERS): digest(_basis(domain))}
    before = domain.stamp.get("papers")
    domain.stamp["papers"] = now
    if before == now and (outdir / PAPERS).is_file():
        return
    text = json.dumps(_data(domain), ensure_ascii=False, separators=(",", ":"))
    write_if_changed(outdir, PAPERS, text)


def _basis(domain: AwesomeDomain) -> Iterator[object]:
    """What the data is made from; nearly all of it has been digested for the pages already."""
    whole = domain.whole
    yield CODE, domain.env.config.language, _page(domain, explore_page(domain))
    for name, section in whole.sections.items():
        yield (
            replace(section, aliases=()),
            domain.content(name),
            _page(domain, domain.homes.get(name)),
        )
    yield list(whole.homes.items()), [(venue.name, venue.aliases) for venue in whole.venues]


def _page(domain: AwesomeDomain, docname: str | None) -> str:
    return "" if docname is None else domain.builder.get_target_uri(docname)


class _Table:
    """What papers refer to by its number: each thing once, under whatever names."""

    def __init__(self, make: Callable[[str], tuple[str, object]]) -> None:
        """Make a table.

        :param make: what a name means: a key, by which two names can mean one thing, and a row.
        """
        self.rows: list[object] = []
        self._make = make
        self._by_key: dict[str, int] = {}
        self._by_name: dict[str, int] = {}

    def __getitem__(self, name: str) -> int:
        """The number of what a name means; what is new becomes the next row."""
        if name not in self._by_name:
            key, row = self._make(name)
            if key not in self._by_key:
                self._by_key[key] = len(self.rows)
                self.rows.append(row)
            self._by_name[name] = self._by_key[key]
        return self._by_name[name]


class _Tables:
    """All of them."""

    def __init__(self, domain: AwesomeDomain) -> None:
        self._domain, self._whole = domain, domain.whole
        self.pages = _Table(lambda uri: (uri, uri))
        self.venues = _Table(self._venue)
        self.labels = _Table(self._label)
        self.tags = _Table(self._tag)
        self._sections = {name: number for number, name in enumerate(self._whole.sections)}
        used = Counter(tag for paper in self._whole.entries.values() for tag in paper.tags)
        self._spellings = {ids.slug(tag): tag for tag, _ in reversed(used.most_common())}

    def _venue(self, name: str) -> tuple[str, object]:
        venue = self._whole.venues.get(name)
        kind = list(VenueKind).index(venue.kind) if venue.kind else -1
        return venue.name, [venue.name, venue.full, kind, "\n".join(venue.aliases)]

    @staticmethod
    def _label(name: str) -> tuple[str, object]:
        slug = ids.slug(name)
        return slug, [slug, str(link_label(name))]

    def _tag(self, name: str) -> tuple[str, object]:
        slug = ids.slug(name)
        return slug, self._spellings[slug]

    def section(self, name: str) -> list[object]:
        """The row of a section."""
        place = self._domain.find("section", name)
        title = self._whole.sections[name].title or name
        if place is None:
            return [name, title, -1, ""]
        uri = _page(self._domain, place.docname)
        return [name, title, self.pages[uri], f"#{place.anchor}"]

    def venue(self, name: str) -> int:
        """The number of a venue; -1 for none."""
        return self.venues[name] if name else -1

    def holding(self, entry: Entry) -> list[int]:
        """The numbers of the sections that hold a paper, its home first."""
        home = self._whole.homes[entry.id]
        names = [section.id for section in self._domain.sections_of(entry.id)]
        return [self._sections[name] for name in sorted(names, key=lambda name: name != home)]


def _each_once(numbers: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(numbers))


def _data(domain: AwesomeDomain) -> dict[str, object]:
    """The data; see the top of this module."""
    whole = domain.whole
    tables, papers = _Tables(domain), list(whole.papers())
    sections = [tables.section(name) for name in whole.sections]
    columns = {
        "id": [paper.id for paper in papers],
        "title": [paper.title for paper in papers],
        "authors": ["\n".join(paper.shown_authors) for paper in papers],
        "venue": [tables.venue(paper.venue) for paper in papers],
        "year": [paper.year or 0 for paper in papers],
        "in": [tables.holding(paper) for paper in papers],
        "has": [_each_once(map(tables.labels.__getitem__, paper.links)) for paper in papers],
        "tag": [_each_once(map(tables.tags.__getitem__, paper.tags)) for paper in papers],
    }
    later = {
        str(number): [tables.venue(since.venue), since.year or 0, since.title]
        for number, paper in enumerate(papers)
        if (since := paper.published)
    }
    texts = ((paper.track, paper.note) for paper in papers)
    return {
        "explore": _page(domain, explore_page(domain)),
        "pages": tables.pages.rows,
        "sections": sections,
        "kinds": [[kind.value, str(_(kind.value))] for kind in VenueKind],
        "venues": tables.venues.rows,
        "labels": tables.labels.rows,
        "tags": tables.tags.rows,
        **columns,
        "later": later,
        "award": {str(number): paper.award for number, paper in enumerate(papers) if paper.award},
        "more": {str(n): "\n".join(filter(None, t)) for n, t in enumerate(texts) if any(t)},
    }
