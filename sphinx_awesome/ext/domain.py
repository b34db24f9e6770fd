"""The Sphinx domain ``awesome``: places of papers, sections and terms, and references to them.

It owns the list of the build and a record of each page. It knows components by
:class:`PageComponent` alone, and must not know their classes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any, ClassVar, NamedTuple, TypeVar

from docutils import nodes
from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole

from ..core import slugs
from ..core.files import pause_gc
from ..core.model import AwesomeList, Entry, Section
from ..core.problem import ProblemCode
from ..core.term_index import IndexKind, Term, index_terms
from ..core.text import closest_names, did_you_mean
from ..core.venues import Venues
from .builders import Target, link_to
from .log import warn
from .persistence import DATA_VERSION

T = TypeVar("T")

C = TypeVar("C")


class PageComponent:
    """A use of the list by one directive or role of a page: a plain value, pickled with the page.

    Each directive has a subclass in its own module. Its inputs tell :mod:`.rebuild` which pages to
    read or to write again. By default nothing from the list goes into the doctree.
    """

    __slots__ = ()

    @property
    def home_sections(self) -> tuple[str, ...]:
        """Ids of the sections whose home page this is: permalinks lead here."""
        return ()

    @property
    def index_kind(self) -> IndexKind | None:
        """The kind of index whose lines the page shows; None for none."""
        return None

    @property
    def list_assets(self) -> tuple[str, ...]:
        """Assets of lists of papers and terms, loaded before all others."""
        return ()

    @property
    def assets(self) -> tuple[str, ...]:
        """Stylesheets and module scripts that the page loads, below the static folder."""
        return ()

    def source_inputs(self, domain: AwesomeDomain) -> Iterator[object]:
        """Yield the sources of the read inputs, by default all sections.

        They are cheaper than the read inputs and change more often: while they are equal, the
        read inputs need not be examined.
        """
        yield from map(domain.section_digest, domain.awesome_list.sections)

    def read_inputs(self, domain: AwesomeDomain) -> Iterator[object]:
        """Yield what reading puts into the doctree, and the causes of its warnings."""
        del domain
        yield from ()

    def write_inputs(self, domain: AwesomeDomain) -> Iterator[object]:
        """Yield what the written page shows beyond the read inputs."""
        del domain
        yield from ()


class ListReference(NamedTuple):
    """A reference to something of the list."""

    kind: str
    target: str
    is_titled: bool  #: True if it shows the title of its target


@dataclass(slots=True)
class PageRecord:
    """The uses of the list on one page. Pickled: choices only, nothing of the entries."""

    components: list[PageComponent] = field(default_factory=list)  #: in the order of the page
    missing: set[str] = field(default_factory=set)  #: ids of sections that do not exist
    references: set[ListReference] = field(default_factory=set)
    read_digest: str = ""  #: of what reading put into the doctree
    source_digest: str = ""  #: of the sources of that

    def of(self, kind: type[C]) -> list[C]:
        """Return the components of one class, in the order of the page."""
        return [component for component in self.components if isinstance(component, kind)]

    @property
    def assets(self) -> Iterator[str]:
        """Stylesheets and module scripts that the page loads, below the static folder."""
        for component in self.components:
            yield from component.list_assets
        for component in self.components:
            yield from component.assets

    def home_of(self) -> Iterator[str]:
        """Yield the ids of the sections whose home this page is."""
        for component in self.components:
            yield from component.home_sections


def digest(parts: Iterable[object]) -> str:
    """Return a digest of plain values by their ``repr``, in hexadecimal, equal on all machines."""
    made = blake2b(digest_size=12)
    for part in parts:
        made.update(repr(part).encode("utf-8", "backslashreplace"))
        made.update(b"\0")
    return made.hexdigest()


def entries_digest(papers: Iterable[Entry], awesome_list: AwesomeList) -> str:
    """Return a digest of all that cards show of papers and of their venues."""
    papers = [replace(p, added=None, aliases=()) if p.added or p.aliases else p for p in papers]
    names = {one.venue for paper in papers for one in paper.appearances}
    venues = [awesome_list.venues.get(name) for name in sorted(names)]
    used = {name for paper in papers for name in paper.fields}
    own = [(name, own.title) for name, own in awesome_list.fields.items() if name in used]
    return digest(
        [papers, own, [(venue.name, venue.full, venue.kind, venue.aliases) for venue in venues]]
    )


def search_title(entry: Entry, awesome_list: AwesomeList) -> str:
    """Return a paper as a search result shows it: title, later title, venues and years.

    Sphinx finds an object only if every word of the query is in this.
    """
    titles = filter(None, (one.title for one in entry.appearances))
    venues = (
        replace(one, venue=one.venue and awesome_list.venues.get(one.venue).name)
        for one in entry.appearances
    )
    shown = ", ".join(filter(None, map(str, venues)))
    return " / ".join(titles) + (f" ({shown})" if shown else "")


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
    """The list, read once in a build. On the instance: neither pickled nor shared between apps."""

    file_digests: dict[str, str]
    """A digest of each file that the list was read from, by its name."""
    labels: frozenset[str]
    """All labels of links in the list."""
    builder: Builder
    """The builder of this build: a transform has no other way to know it since Sphinx 9."""
    permalinks: str
    """Address of the folder of permalinks from the site's root, or "" if this build has none."""
    pages_without_source: set[str]
    """Names of the pages of this build that come from no document, such as the search page."""
    write_digests: dict[str, str]
    """By docname, a digest of what the written page shows now; see :mod:`.rebuild`."""
    stamp: dict[str, dict[str, str]]
    """What is known of the output: what its pages showed when they were written."""
    is_indexed: bool
    """True while Sphinx writes its search index."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.permalinks = ""
        self.pages_without_source = set()
        self.write_digests = {}
        self.stamp = {}
        self.is_indexed = False
        self.file_digests = {}
        self.load(AwesomeList(venues=Venues()))

    def load(self, awesome_list: AwesomeList) -> None:
        """Set the list to show."""
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
        self._memo: dict[Hashable, Any] = {}
        self.labels = frozenset(name for e in awesome_list.entries.values() for name in e.links)
        self._forget()

    # -- places ----------------------------------------------------------------------------

    @property
    def pages(self) -> dict[str, PageRecord]:
        """By docname, the records of pages that use the list."""
        pages: dict[str, PageRecord] = self.data["pages"]
        return pages

    def note(self, docname: str) -> PageRecord:
        """Return the record of a page that is being read, for components to add to."""
        self._forget()
        return self.pages.setdefault(docname, PageRecord())

    def _forget(self) -> None:
        """Drop the values that are derived from the records of pages."""
        self._home_pages: dict[str, str] | None = None
        self._index_pages: dict[IndexKind, str] | None = None
        self._former_pages: dict[str, str] | None = None
        self._targets: dict[tuple[str, str], Target | None] = {}

    @property
    def home_pages(self) -> dict[str, str]:
        """By section id, the docname of its home page: the first by name of several candidates."""
        if self._home_pages is None:
            self._home_pages = {}
            for docname in sorted(self.pages):
                for section in self.pages[docname].home_of():
                    if section in self.awesome_list.sections:
                        self._home_pages.setdefault(section, docname)
        return self._home_pages

    @property
    def former_pages(self) -> dict[str, str]:
        """By former docname of a home page, its docname: one for each former id of its section."""
        if self._former_pages is None:
            self._former_pages = {
                former: docname
                for section, docname in self.home_pages.items()
                for alias in self.awesome_list.sections[section].aliases
                if (former := former_docname(docname, section, alias))
            }
        return self._former_pages

    def index_page(self, kind: IndexKind) -> str | None:
        """Return the docname of the page that shows an index; None if there is none."""
        if self._index_pages is None:
            self._index_pages = {}
            for docname in sorted(self.pages):
                for component in self.pages[docname].components:
                    if component.index_kind:
                        self._index_pages.setdefault(component.index_kind, docname)
        return self._index_pages.get(kind)

    def terms(self, kind: IndexKind) -> dict[str, Term]:
        """Return the terms of an index by slug, made once in a build."""
        return self.memo(("terms", kind), lambda: index_terms(self.awesome_list, kind))

    def sections_of(self, paper: str) -> list[Section]:
        """Return the sections that hold a paper, in the order of the list."""
        return self._sections_of.get(paper, [])

    def section_of(self, paper: str, sections: Iterable[str]) -> str:
        """Return the first of some sections that holds a paper; "" if none does.

        :param paper: id of the paper.
        :param sections: ids.
        """
        holding = [section.id for section in self.sections_of(paper)]
        return next((name for name in sections if name in holding), "")

    def content_digest(self, section: str) -> str:
        """Return a digest of what cards show of a section's papers, regardless of order."""

        def make() -> str:
            papers = sorted(self.awesome_list.papers(section), key=lambda paper: paper.id)
            return entries_digest(papers, self.awesome_list)

        return self.memo(("content", section), make)

    def section_digest(self, section: str) -> str:
        """Return a digest of all that reading can take from a section."""

        def make() -> str:
            papers = self.awesome_list.papers(section)
            dates = [(paper.added, paper.aliases) for paper in papers]
            return digest(
                [self.awesome_list.sections[section], self.content_digest(section), dates]
            )

        return self.memo(("section", section), make)

    def memo(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return a value that is made once in a build, when it is first needed.

        :param key: identifies the value among all others.
        :param make: makes the value.
        """
        if key not in self._memo:
            self._memo[key] = make()
        made: T = self._memo[key]
        return made

    def find_entry(self, name: str) -> Entry | None:
        """Return the paper that has or had an id."""
        return self.awesome_list.entries.get(self._aliases.get(name, name))

    def find_section(self, name: str) -> Section | None:
        """Return the section that has or had an id."""
        return self.awesome_list.sections.get(self._section_aliases.get(name, name))

    def card_of(self, paper: str) -> Target | None:
        """Return the card to which a permalink leads: on the paper's home page, else elsewhere.

        A published address stays valid when the home section of its paper loses its page.
        """
        if target := self.find("entry", paper):
            return target
        pages = (self.home_pages.get(section.id) for section in self.sections_of(paper))
        page = next(filter(None, pages), None)
        return (
            Target(page, f"paper-{paper}", self.awesome_list.entries[paper].title) if page else None
        )

    def find(self, kind: str, target: str) -> Target | None:
        """Return the target of a reference; None if it does not exist or is on no page.

        :param kind: type of the object, a key of `object_types`.
        :param target: id or former id of a paper or section, name of a term.
        """
        key = kind, target
        if key not in self._targets:
            self._targets[key] = self._find(kind, target)
        return self._targets[key]

    def _find(self, kind: str, target: str) -> Target | None:
        match kind:
            case "entry":
                entry = self.find_entry(target)
                if entry and (home := self.home_pages.get(self.awesome_list.homes[entry.id])):
                    return Target(home, f"paper-{entry.id}", entry.title)
            case "section":
                section = self.find_section(target)
                if section and (home := self.home_pages.get(section.id)):
                    return Target(home, f"section-{section.id}", section.name)
            case "venue" | "author" | "tag":
                index = IndexKind(kind)
                if home := self.index_page(index):
                    name = self.awesome_list.venues.get(target).name if kind == "venue" else target
                    if term := self.terms(index).get(slugs.slugify(name)):
                        return Target(home, term.anchor(index), term.name)
        return None

    def known(self, kind: str) -> Iterable[str]:
        """Return the names of all targets of one type, former ids among them."""
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
        """Take over the records of pages that another process has read."""
        for docname in docnames & otherdata["pages"].keys():
            self.pages[docname] = otherdata["pages"][docname]
        self._forget()

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
        """Return a link to a paper, a section or a term of an index."""
        del env
        destination = self.find(typ, target)
        if destination is None:
            return None
        if not node["refexplicit"]:
            contnode = nodes.inline(destination.title, destination.title, classes=["awesome", typ])
        return link_to(destination, contnode, builder, fromdocname)

    def resolve_any_xref(  # noqa: PLR0913, PLR0917
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return the links that the role ``any`` can mean, each with its role."""
        links = []
        for kind in self.object_types:
            reference = self.resolve_xref(env, fromdocname, builder, kind, target, node, contnode)
            if reference is not None:
                links.append((f"{self.name}:{kind}", reference))
        return links

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield the objects of objects.inv and of Sphinx's search: papers, sections, venues, tags.

        Search finds an object only if every word of the query is in its display name, hence
        the venue behind the title. Authors would be most of both files, and are on the pages.

        The search index leaves out an anchor that equals the name, or the type and the name, and
        its script then builds it from the *display* name: ``venue-MICCAI`` for ``venue-miccai``,
        which does not exist. The index does not hold the name itself, so it gets a name with
        which no anchor ends, and which sorts alike.
        """
        end = " " if self.is_indexed else ""
        objects = self.memo("objects", lambda: list(self._objects()))  # asked for twice a build
        for name, display, kind, target in objects:
            yield (name + end, display, kind, target.docname, target.anchor, 1)

    def _objects(self) -> Iterator[tuple[str, str, str, Target]]:
        """Yield name, display name, type and target of each object."""
        for entry in self.awesome_list.entries.values():
            if target := self.find("entry", entry.id):
                display = search_title(entry, self.awesome_list)
                yield from ((name, display, "entry", target) for name in (entry.id, *entry.aliases))
        for section in self.awesome_list.sections.values():
            if target := self.find("section", section.id):
                for name in (section.id, *section.aliases):
                    yield name, target.title, "section", target
        for kind in (IndexKind.VENUE, IndexKind.TAG):
            if page := self.index_page(kind):
                for term in self.terms(kind).values():
                    target = Target(page, term.anchor(kind), term.name)
                    yield term.slug, term.name, kind.value, target

    def get_full_qualified_name(self, node: Element) -> str | None:
        """Return the target of an unresolved reference, for intersphinx."""
        target = node.get("reftarget")
        return f"{node['reftype']}.{target}" if target else None


def former_docname(docname: str, section: str, alias: str) -> str | None:
    """Return the docname that a section's home page had when the section had another id.

    :param section: current id of the section.
    :param alias: former id of the section.
    :return: None if the page is not named after the section.

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
    """Return the domain of a build."""
    domain = env.domains["awesome"]
    assert isinstance(domain, AwesomeDomain)  # noqa: S101
    return domain


@pause_gc()
def note_labels(_app: object, env: BuildEnvironment) -> list[str]:
    """Give each paper and section a standard label, for ``:ref:`` and for other projects.

    Once, when all pages have been read: Sphinx examines all labels for each page it reads.
    Labels of the last build are removed first: an unchanged page may lose one.
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
        if target := domain.find(kind, name):
            standard.note_hyperlink_target(label, target.docname, target.anchor, target.title)
    domain.data["labels"] = list(labels)
    return []


def warn_missing_reference(_app: object, domain: Domain, node: pending_xref) -> bool | None:
    """Warn of a target that does not exist or is on no page, with suggestions."""
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


def setup(app: Sphinx) -> None:
    """Register the domain and its events."""
    app.add_domain(AwesomeDomain)
    app.connect("env-updated", note_labels)
    app.connect("warn-missing-reference", warn_missing_reference)
