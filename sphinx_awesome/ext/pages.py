"""What a page takes from the list, and what that comes to: plain records, pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol

from ..core import facts
from ..core.index import IndexKind, kind_heading
from ..core.model import AwesomeList, Entry
from ..core.select import GroupBy, Selection, Sort, grouped
from .i18n import _

if TYPE_CHECKING:
    from .domain import AwesomeDomain


class Shown(NamedTuple):
    """What one ``awesome:entries`` of a page shows."""

    selection: Selection
    layout: str
    home: bool  #: whether permalinks of its sections lead here
    line: int

    @property
    def filtered(self) -> bool:
        """Whether readers may filter them: of a cut list, filters would show no more."""
        return self.selection.limit is None

    @property
    def dated(self) -> bool:
        """Whether each row says when its paper was added: where that is what orders them."""
        return self.layout == "list" and self.selection.sort is Sort.ADDED

    def groups(self, whole: AwesomeList) -> list[tuple[str, list[Entry]]]:
        """Its papers under the headings that they get."""
        by = self.selection.group_by
        groups = grouped(self.selection.papers(whole), by, whole)
        return [(_heading(by, value, whole), papers) for value, papers in groups]


class Part(Protocol):
    """What one directive of a page takes from the list: a plain value, pickled with the page.

    It yields what it shows, for the digests by which :mod:`.rebuild` finds what is outdated.
    """

    assets: ClassVar[tuple[str, ...]]
    """Stylesheets and module scripts that its page loads, below the static folder."""

    def baked(self, domain: AwesomeDomain) -> Iterator[object]:
        """What reading puts into the doctree."""
        ...

    def drawn(self, domain: AwesomeDomain) -> Iterator[object]:
        """What writing draws beyond that."""
        ...


@dataclass(slots=True)
class Page:
    """What one page takes from the list. Pickled: choices only, nothing of the entries."""

    shown: list[Shown] = field(default_factory=list)
    overviews: list[tuple[str, ...]] = field(default_factory=list)  #: of `awesome:sections`
    indices: list[IndexKind] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)  #: of all other directives
    counts: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)  #: sections asked for that there were not
    references: set[tuple[str, str, bool]] = field(default_factory=set)
    """Type, target and whether the title is shown."""
    baked: str = ""  #: digest of what reading put into the doctree
    basis: str = ""  #: digest of what that was made from

    @property
    def filtered(self) -> bool:
        """Whether it has filters."""
        return any(shown.filtered for shown in self.shown)

    @property
    def assets(self) -> Iterator[str]:
        """Stylesheets and module scripts that it loads, below the static folder."""
        if self.filtered:
            yield "awesome/page.js"
        if self.overviews or self.indices or any(shown.layout == "list" for shown in self.shown):
            yield "awesome/overview.css"
        for part in self.parts:
            yield from part.assets

    def home_of(self) -> Iterator[str]:
        """Ids of the sections whose home this page is."""
        for shown in self.shown:
            if shown.home:
                yield from shown.selection.sections


def digest(parts: Iterable[object]) -> str:
    """A digest of plain values by their ``repr``, the same on every machine."""
    made = blake2b(digest_size=12)
    for part in parts:
        made.update(repr(part).encode("utf-8", "backslashreplace"))
        made.update(b"\0")
    return made.hexdigest()


def drawn_of(papers: Iterable[Entry], whole: AwesomeList) -> str:
    """A digest of all that cards draw of some papers themselves, and of their venues."""
    papers = [replace(p, added=None, aliases=()) if p.added or p.aliases else p for p in papers]
    names = {p.venue for p in papers} | {p.published.venue for p in papers if p.published}
    venues = [whole.venues.get(name) for name in sorted(names)]
    return digest(
        [papers, [(venue.name, venue.full, venue.kind, venue.aliases) for venue in venues]]
    )


def count(expression: str, whole: AwesomeList) -> str:
    """The number of ``awesome:count``; a question mark where the list does not have it."""
    try:
        return facts.count(expression, whole)
    except ValueError:
        return "?"


def _heading(by: GroupBy, value: str, whole: AwesomeList) -> str:
    match by:
        case GroupBy.YEAR:
            return value or _("No year")
        case GroupBy.VENUE:
            return value or _("No venue")
        case GroupBy.KIND:
            return _(kind_heading(value))
        case GroupBy.SECTION:
            return whole.sections[value].title or value
        case GroupBy.NONE:
            return ""


def search_text(entry: Entry, whole: AwesomeList) -> str:
    """The words by which search finds the page that shows a paper."""
    later = entry.published
    places = [entry.venue, later.venue if later else ""]
    venues = [f"{v.name} {v.full}" for name in places if name for v in [whole.venues.get(name)]]
    titles = [entry.title, later.title if later else ""]
    words = [
        *titles,
        *entry.shown_authors,
        *venues,
        *entry.tags,
        entry.track,
        entry.award,
        entry.note,
    ]
    return " ".join(filter(None, words))


def search_title(entry: Entry, whole: AwesomeList) -> str:
    """A paper as a search result shows it: title, later title, venues and years.

    Sphinx finds an object only if every word of the query is in this.
    """
    places = [(entry.venue, entry.year)]
    titles = [entry.title]
    if later := entry.published:
        places.append((later.venue, later.year))
        titles += [later.title] if later.title else []
    venues = [
        " ".join(filter(None, [venue and whole.venues.get(venue).name, str(year or "")]))
        for venue, year in places
    ]
    shown = ", ".join(filter(None, venues))
    return " / ".join(titles) + (f" ({shown})" if shown else "")
