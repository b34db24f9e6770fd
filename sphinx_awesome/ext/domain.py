"""The Sphinx domain ``awesome``: what stands on which page, and how to refer to it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any, ClassVar, NamedTuple, Protocol, TypeVar

from docutils import nodes
from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole

from ..core import slugs
from ..core.model import AwesomeList, Entry, Section
from ..core.problem import Location, Problem, ProblemCode
from ..core.selection import GroupBy, Selection, Sort, grouped
from ..core.term_index import IndexKind, Term, index_terms, kind_heading
from ..core.text import closest_names, did_you_mean
from ..core.venues import Venues
from .builders import Target, link_to
from .config import list_path
from .i18n import _
from .log import report, warn
from .persistence import DATA_VERSION


class EntriesUse(NamedTuple):
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

    def groups(self, awesome_list: AwesomeList) -> list[tuple[str, list[Entry]]]:
        """Its papers under the headings that they get."""
        by = self.selection.group_by
        groups = grouped(self.selection.papers(awesome_list), by, awesome_list)
        return [(_heading(by, value, awesome_list), papers) for value, papers in groups]


class PageComponent(Protocol):
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
class PageRecord:
    """What one page takes from the list. Pickled: choices only, nothing of the entries."""

    shown: list[EntriesUse] = field(default_factory=list)
    overviews: list[tuple[str, ...]] = field(default_factory=list)  #: of `awesome:sections`
    indices: list[IndexKind] = field(default_factory=list)
    parts: list[PageComponent] = field(default_factory=list)  #: of all other directives
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


def entries_digest(papers: Iterable[Entry], awesome_list: AwesomeList) -> str:
    """A digest of all that cards draw of some papers themselves, and of their venues."""
    papers = [replace(p, added=None, aliases=()) if p.added or p.aliases else p for p in papers]
    names = {one.venue for paper in papers for one in paper.appearances}
    venues = [awesome_list.venues.get(name) for name in sorted(names)]
    return digest(
        [papers, [(venue.name, venue.full, venue.kind, venue.aliases) for venue in venues]]
    )


def _heading(by: GroupBy, value: str, awesome_list: AwesomeList) -> str:
    match by:
        case GroupBy.YEAR:
            return value or _("No year")
        case GroupBy.VENUE:
            return value or _("No venue")
        case GroupBy.KIND:
            return _(kind_heading(value))
        case GroupBy.SECTION:
            return awesome_list.sections[value].name
        case GroupBy.NONE:
            return ""


def search_title(entry: Entry, awesome_list: AwesomeList) -> str:
    """A paper as a search result shows it: title, later title, venues and years.

    Sphinx finds an object only if every word of the query is in this.
    """
    titles = filter(None, (one.title for one in entry.appearances))
    venues = (
        replace(one, venue=one.venue and awesome_list.venues.get(one.venue).name)
        for one in entry.appearances
    )
    shown = ", ".join(filter(None, map(str, venues)))
    return " / ".join(titles) + (f" ({shown})" if shown else "")


T = TypeVar("T")


class AwesomeDomain(Domain):
    """Papers, sections, venues, authors and tags of a list."""

    name = "awesome"
    label = "Awesome list"
    object_types: ClassVar[dict[str, ObjType]] = {
        "entry": ObjType("paper", "entry"),
        "section": ObjType("section", "section"),
        "venue": ObjType("venue", "venue"),
        "author": ObjType("author", "author"),
        "tag": ObjType("tag", "tag"),
    }
    roles: ClassVar[dict[str, Any]] = {kind: XRefRole(warn_dangling=True) for kind in object_types}
    initial_data: ClassVar[dict[str, Any]] = {"pages": {}, "labels": []}
    data_version = DATA_VERSION
    """Sphinx loads no environment of other data, and then reads all pages: no doctree is left."""

    awesome_list: AwesomeList
    """The list, read once a build. On the instance: neither pickled nor shared between apps."""

    labels: frozenset[str]
    """All labels of links in the list."""
    builder: Builder
    """Of this build: what a transform has no other way to know since Sphinx 9."""
    permalinks: str
    """Address of the folder of permalinks from the site's root, or "" if this build has none."""
    pages_without_source: set[str]
    """Names of the pages of this build that come from no document, such as the search page."""
    drawn: dict[str, str]
    """By docname, a digest of what the page shows now; see :mod:`.rebuild`."""
    stamp: dict[str, dict[str, str]]
    """What is known of the output: what its pages showed when they were written."""
    is_indexed: bool
    """Whether Sphinx asks for the objects in order to write its search index."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.permalinks = ""
        self.pages_without_source = set()
        self.drawn = {}
        self.stamp = {}
        self.is_indexed = False
        self.load(AwesomeList(venues=Venues()))

    def load(self, awesome_list: AwesomeList) -> None:
        """Take a list as the one to show."""
        self.awesome_list = awesome_list
        self._aliases = {alias: e.id for e in awesome_list.entries.values() for alias in e.aliases}
        self._section_aliases = {
            alias: section.id
            for section in awesome_list.sections.values()
            for alias in section.aliases
        }
        self._sections_of: dict[str, list[Section]] = {}
        for section in awesome_list.sections.values():
            for paper in section.entries:
                self._sections_of.setdefault(paper, []).append(section)
        self._made: dict[Hashable, Any] = {}
        self.labels = frozenset(name for e in awesome_list.entries.values() for name in e.links)
        self._forget()

    # -- what stands where -----------------------------------------------------------------

    @property
    def pages(self) -> dict[str, PageRecord]:
        """By docname, only pages that take something from the list."""
        pages: dict[str, PageRecord] = self.data["pages"]
        return pages

    def note(self, docname: str) -> PageRecord:
        """The record of a page that is being read, to be filled in."""
        self._forget()
        return self.pages.setdefault(docname, PageRecord())

    def _forget(self) -> None:
        """Drop what follows from the records of pages."""
        self._homes: dict[str, str] | None = None
        self._index_pages: dict[IndexKind, str] | None = None
        self._former_pages: dict[str, str] | None = None
        self._found: dict[tuple[str, str], Target | None] = {}

    @property
    def homes(self) -> dict[str, str]:
        """Section id to docname of its home; of two candidates the first in name order."""
        if self._homes is None:
            self._homes = {}
            for docname in sorted(self.pages):
                for section in self.pages[docname].home_of():
                    if section in self.awesome_list.sections:
                        self._homes.setdefault(section, docname)
        return self._homes

    @property
    def former_pages(self) -> dict[str, str]:
        """Former docname of a home page to its docname, for each former id of its section."""
        if self._former_pages is None:
            self._former_pages = {
                former: docname
                for section, docname in self.homes.items()
                for alias in self.awesome_list.sections[section].aliases
                if (former := former_docname(docname, section, alias))
            }
        return self._former_pages

    def index_page(self, kind: IndexKind) -> str | None:
        """The docname of the page that shows an index, or None."""
        if self._index_pages is None:
            self._index_pages = {}
            for docname in sorted(self.pages):
                for shown in self.pages[docname].indices:
                    self._index_pages.setdefault(shown, docname)
        return self._index_pages.get(kind)

    def terms(self, kind: IndexKind) -> dict[str, Term]:
        """The terms of an index by slug, made once a build."""
        return self.once(("terms", kind), lambda: index_terms(self.awesome_list, kind))

    def sections_of(self, paper: str) -> list[Section]:
        """The sections that hold a paper, in the order of the list."""
        return self._sections_of.get(paper, [])

    def section_of(self, paper: str, shown: EntriesUse) -> str:
        """Of the sections that a directive names, the first one that holds a paper."""
        holding = [section.id for section in self.sections_of(paper)]
        return next((name for name in shown.selection.sections if name in holding), "")

    def content(self, section: str) -> str:
        """A digest of what cards draw of a section's papers, in whatever order; once a build."""

        def digest() -> str:
            papers = sorted(self.awesome_list.papers(section), key=lambda paper: paper.id)
            return entries_digest(papers, self.awesome_list)

        return self.once(("content", section), digest)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is made once a build, when it is first asked for."""
        if key not in self._made:
            self._made[key] = make()
        made: T = self._made[key]
        return made

    def find_entry(self, name: str) -> Entry | None:
        """The paper of an id or a former id."""
        return self.awesome_list.entries.get(self._aliases.get(name, name))

    def find_section(self, name: str) -> Section | None:
        """The section of an id or a former id."""
        return self.awesome_list.sections.get(self._section_aliases.get(name, name))

    def card_of(self, paper: str) -> Target | None:
        """The card to which the permalink of a paper leads: at its home, else where it is a ref.

        An address that was published stays, also if the home of its paper has no page any more.
        """
        if place := self.find("entry", paper):
            return place
        pages = (self.homes.get(section.id) for section in self.sections_of(paper))
        page = next(filter(None, pages), None)
        return (
            Target(page, f"paper-{paper}", self.awesome_list.entries[paper].title) if page else None
        )

    def find(self, kind: str, target: str) -> Target | None:
        """Where something stands, or None if it does not exist or stands nowhere."""
        key = kind, target
        if key not in self._found:
            self._found[key] = self._find(kind, target)
        return self._found[key]

    def _find(self, kind: str, target: str) -> Target | None:
        match kind:
            case "entry":
                entry = self.find_entry(target)
                if entry and (home := self.homes.get(self.awesome_list.homes[entry.id])):
                    return Target(home, f"paper-{entry.id}", entry.title)
            case "section":
                section = self.find_section(target)
                if section and (home := self.homes.get(section.id)):
                    return Target(home, f"section-{section.id}", section.name)
            case "venue" | "author" | "tag":
                index = IndexKind(kind)
                if home := self.index_page(index):
                    name = self.awesome_list.venues.get(target).name if kind == "venue" else target
                    if term := self.terms(index).get(slugs.slugify(name)):
                        return Target(home, term.anchor(index), term.name)
        return None

    def known(self, kind: str) -> Iterable[str]:
        """All targets of one type."""
        match kind:
            case "entry":
                return [*self.awesome_list.entries, *self._aliases]
            case "section":
                return [*self.awesome_list.sections, *self._section_aliases]
            case _:
                return [term.name for term in self.terms(IndexKind(kind)).values()]

    # -- Sphinx's own questions ------------------------------------------------------------

    def clear_doc(self, docname: str) -> None:
        """Forget a page that will be read again or is gone."""
        self.pages.pop(docname, None)
        self._forget()

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process has read."""
        for docname in docnames & otherdata["pages"].keys():
            self.pages[docname] = otherdata["pages"][docname]
        self._forget()

    def check_consistency(self) -> None:
        """Report sections with two homes."""
        first: dict[str, tuple[str, int]] = {}
        for docname in sorted(self.pages):
            for shown in self.pages[docname].shown:
                for section in shown.selection.sections if shown.home else ():
                    if section not in first:
                        first[section] = (docname, shown.line)
                        continue
                    where = ":".join(map(str, first[section]))
                    warn(
                        ProblemCode.HOME,
                        f'section "{section}" has its home in {where} already',
                        "add the option :no-index: to one of the two directives",
                        location=(docname, shown.line),
                    )

    def resolve_xref(  # noqa: PLR0913, PLR0917
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """A link to a paper, a section or a line of an index."""
        del env
        place = self.find(typ, target)
        if place is None:
            return None
        if not node["refexplicit"]:
            contnode = nodes.inline(place.title, place.title, classes=["awesome", typ])
        return link_to(place, contnode, builder, fromdocname)

    def resolve_any_xref(  # noqa: PLR0913, PLR0917
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """As ``resolve_xref``, for the role ``any``."""
        found = []
        for kind in self.object_types:
            reference = self.resolve_xref(env, fromdocname, builder, kind, target, node, contnode)
            if reference is not None:
                found.append((f"{self.name}:{kind}", reference))
        return found

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """What objects.inv and Sphinx's search know: papers, sections, venues and tags.

        Search finds an object only if every word of the query is in its display name, hence
        the venue behind the title. Authors would be most of both files, and are on the pages.

        The search index leaves out an anchor that equals the name, or the type and the name, and
        its script then puts it together from the *display* name: ``venue-MICCAI`` for
        ``venue-miccai``, which is nowhere. The index does not hold the name itself, so it is given
        one that no anchor ends with, and that has the same place in the order of names.
        """
        end = " " if self.is_indexed else ""
        for name, display, kind, place in self._objects():
            yield (name + end, display, kind, place.docname, place.anchor, 1)

    def _objects(self) -> Iterator[tuple[str, str, str, Target]]:
        """Yield name, display name, type and place of each object."""
        for entry in self.awesome_list.entries.values():
            if place := self.find("entry", entry.id):
                display = search_title(entry, self.awesome_list)
                yield from ((name, display, "entry", place) for name in (entry.id, *entry.aliases))
        for section in self.awesome_list.sections.values():
            if place := self.find("section", section.id):
                for name in (section.id, *section.aliases):
                    yield name, place.title, "section", place
        for kind in (IndexKind.VENUE, IndexKind.TAG):
            if page := self.index_page(kind):
                for term in self.terms(kind).values():
                    place = Target(page, term.anchor(kind), term.name)
                    yield term.slug, term.name, kind.value, place

    def get_full_qualified_name(self, node: Element) -> str | None:
        """The target of an unresolved reference, for intersphinx."""
        target = node.get("reftarget")
        return f"{node['reftype']}.{target}" if target else None


def former_docname(docname: str, section: str, alias: str) -> str | None:
    """The docname that a section's home page had when the section had another id.

    :return: None if the page does not bear the section's id.

    >>> former_docname("areas/reports", "reports", "captions")
    'areas/captions'
    >>> former_docname("reports/index", "reports", "captions")
    'captions/index'
    """
    folders, _, name = docname.rpartition("/")
    if name == section:
        return f"{folders}/{alias}" if folders else alias
    if name == "index" and folders:
        former = former_docname(folders, section, alias)
        return former and f"{former}/index"
    return None


def domain_of(env: BuildEnvironment) -> AwesomeDomain:
    """The domain of a build."""
    domain = env.domains["awesome"]
    assert isinstance(domain, AwesomeDomain)  # noqa: S101
    return domain


def note_labels(_app: object, env: BuildEnvironment) -> list[str]:
    """Give each paper and section a standard label: for ``:ref:``, and for other projects.

    Once, when all pages have been read: Sphinx goes through all labels for each page it reads.
    Those of the last build go first: a page may lose one though it stays as it is.
    """
    domain, standard = domain_of(env), env.domains.standard_domain
    awesome_list = domain.awesome_list
    for label in domain.data["labels"]:
        for known in (standard.labels, standard.anonlabels):
            known.pop(label, None)
    labels: dict[str, tuple[str, str]] = {}
    for section in awesome_list.sections.values():
        names = (section.id, *section.aliases)
        labels |= {f"section-{name}": ("section", section.id) for name in names}
    for entry in awesome_list.entries.values():
        labels |= {f"paper-{name}": ("entry", entry.id) for name in (entry.id, *entry.aliases)}
    for label, (kind, name) in labels.items():
        if place := domain.find(kind, name):
            standard.note_hyperlink_target(label, place.docname, place.anchor, place.title)
    domain.data["labels"] = list(labels)
    return []


def report_unshown(app: Sphinx, env: BuildEnvironment) -> None:
    """Name the sections that no page shows: a notice, since that can be meant."""
    domain = domain_of(env)
    choices = [shown.selection.sections for page in domain.pages.values() for shown in page.shown]
    if not choices or () in choices:  # nothing of the list is shown, or all of it is
        return
    shown = {name for sections in choices for name in sections}
    source = list_path(app)
    for name, section in domain.awesome_list.sections.items():
        if section.entries and name not in shown:
            file = source / f"{name}.toml" if source.is_dir() else source
            message = f'no page shows the section "{name}": its papers are not on the site'
            hint = f"write a page with awesome:entries {name}"
            report(Problem(ProblemCode.UNSHOWN, message, Location(str(file)), hint))


def warn_missing_reference(_app: object, domain: Domain, node: pending_xref) -> bool | None:
    """Say which target does not exist, and which one may have been meant."""
    if not isinstance(domain, AwesomeDomain):
        return None
    kind, target = node["reftype"], node["reftarget"]
    known = list(domain.known(kind))
    if target in known or domain.find_entry(target):
        message = f'{kind} "{target}" stands on no page'
        hint = (
            f"show it with awesome:index:: {kind}"
            if kind in list(IndexKind)
            else "show its section with awesome:entries, without options that leave papers out"
        )
    elif kind in {"entry", "section"} and (reason := domain.awesome_list.removed.get(target)):
        message = f'"{target}" was removed from the list: {reason}'
        hint = "delete the reference"
    else:
        message = f'there is no {kind} "{target}"'
        hint = did_you_mean(closest_names(target, known, most=3))
    warn(ProblemCode.TARGET, message, hint, location=node)
    return True
