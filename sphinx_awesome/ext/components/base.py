"""The base of components: their directive and node, and HTML and standard nodes on a page.

A component is a directive or role with all that belongs to it: its options, its node, the HTML
of the node, the standard nodes that replace it for other builders, and the parts of the list on
which its page depends. It knows the domain and the components below it, and must not know how a
build finds outdated pages.

A node holds ids and plain values, never an entry: the list is looked up when the page is written.
Names of nodes are prefixed, since docutils finds visitors by class name, and no node is a
``TextElement``: its text is for search alone, and must not be translated or smart-quoted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from html import escape
from typing import ClassVar, NamedTuple

from docutils import nodes
from docutils.nodes import Element, Node
from sphinx.builders import Builder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from ...core import model, slugs
from ...core.model import Entry
from ...core.problem import ProblemCode
from ...core.statistics import PaperCounts
from ...core.term_index import IndexKind
from ...core.text import closest_names, did_you_mean
from ...core.venues import Venue
from ..builders import Target, is_html_builder, link_to
from ..domain import AwesomeDomain, PageComponent, domain_of
from ..i18n import _, link_label, ngettext, papers_text
from ..log import warn


class _Leaf(nodes.General, nodes.Element):
    """A node whose only child, if any, is the text that search indexes.

    :param text: words by which search finds the page; "" for none.
    """

    def __init__(self, rawsource: str = "", text: str = "", **attributes: object) -> None:
        super().__init__(rawsource, *([nodes.Text(text)] if text else []), **attributes)


def read_limit(value: str) -> int:
    """Return the value of an option that is a number from 1.

    :raises ValueError: if it is no number, or less than 1.
    """
    limit = int(value)
    if limit < 1:
        raise ValueError(value)
    return limit


def one_of(values: Iterable[str]) -> str:
    """Return the allowed values as text, for messages and for the reference."""
    return "one of " + ", ".join(values)


#: Keys of addresses that mean something else than a field of the list's own.
_TAKEN_KEYS = frozenset(
    ["q", "sort", "view", "ids", "until", "task", "type", "year", "kind", "venue", "has", "tag"]
)


def field_key(name: str) -> str:
    """Return the key of one of the list's own fields in addresses: its name, if that is free.

    >>> field_key("modality"), field_key("task")
    ('modality', 'fields.task')
    """
    return f"fields.{name}" if name in _TAKEN_KEYS else name


def json_attribute(name: str, data: object) -> str:
    """Return an attribute that holds data as JSON; in single quotes, of which JSON has the fewest.

    :param name: of the attribute.
    :param data: plain values.
    """
    text = escape(json.dumps(data, ensure_ascii=False, separators=(",", ":")), quote=False)
    quoted = text.replace("'", "&#39;")
    return f"{name}='{quoted}'"


class Badge(NamedTuple):
    """A venue and the year in which a paper appeared there."""

    venue: Venue
    year: int | None

    @property
    def text(self) -> str:
        """Name of the venue and year, as plain text."""
        return str(model.Publication(self.venue.name, self.year))


class Label(NamedTuple):
    """The label of a link."""

    icon: str  #: class of its icon
    shown: str  #: as HTML
    slug: str  #: its name in filters


class SharedHtml:
    """HTML that many cards share, translated and escaped once in a build."""

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
        """Return the HTML of a badge with its tooltip. In one list, a name means one venue."""
        key = badge.venue.name, badge.year
        if key not in self._badges:
            self._badges[key] = badge_html(badge)
        return self._badges[key]


def _label(name: str) -> Label:
    icon = f"aw-i-{name if name in model.LINK_LABELS else 'link'}"
    return Label(icon, escape(link_label(name)), slugs.slugify(name))


def badge_html(badge: Badge, *, tip: bool = True, url: str = "") -> str:
    """Return the HTML of a badge, with the kind of the venue as colour and in words.

    :param tip: True to add the full name of the venue as a tooltip.
    :param url: address to which the badge leads; "" for no link.
    """
    venue, kind = badge.venue, badge.venue.kind
    title = f"{venue.full or venue.name} ({_(kind)})" if kind else venue.full
    classes = "sd-badge aw-venue" + (f" aw-{kind}" if kind else "")
    year = f"<span>{badge.year}</span>" if badge.year else ""
    shown = f' title="{escape(title)}"' if tip and title else ""
    text = f"{escape(venue.name)} {year}".rstrip()
    if url:
        return f'<a class="{classes}" href="{escape(url)}"{shown}>{text}</a>'
    return f'<span class="{classes}"{shown}>{text}</span>'


class PageHtml:
    """HTML on one page: links, with addresses relative to the page.

    :param docname: the page.
    """

    def __init__(self, builder: Builder, docname: str) -> None:
        self.domain = domain_of(builder.env)
        self.awesome_list = self.domain.awesome_list
        self.shared = self.domain.memo(SharedHtml, SharedHtml)
        self.docname = docname
        self._builder = builder
        self._links: dict[tuple[str, str], str] = {}
        self._badges: dict[tuple[str, int | None], str] = {}

    @classmethod
    def of(cls, builder: Builder, docname: str) -> PageHtml:
        """Return the object of a page, shared by all lists of the page with its memory."""
        return domain_of(builder.env).memo(("page_html", docname), lambda: cls(builder, docname))

    def anchor_url(self, docname: str, anchor: str) -> str:
        """Return the relative address of an anchor."""
        page = "" if docname == self.docname else self.page_url(docname)
        return f"{page}#{anchor}"

    def page_url(self, docname: str) -> str:
        """Return the relative address of a page."""
        return self._builder.get_relative_uri(self.docname, docname)

    def permalink(self, paper: str) -> str:
        """Return the relative address of a paper's permalink; "" if the builder makes none.

        :param paper: id of the paper.
        """
        return self._permalinks and f"{self._permalinks}{paper}.html"

    @cached_property
    def _permalinks(self) -> str:
        """Relative address of the folder of permalinks; "" if the builder makes none."""
        folder, here = self.domain.permalinks, self._builder.get_target_uri(self.docname)
        return folder and relative_uri(here, f"{folder}_").removesuffix("_")

    def link(self, kind: str, target: str, text: str) -> str:
        """Return a link to a paper, a section or a term of an index, as HTML.

        :param kind: type of the target in the domain.
        :param target: id or name.
        :param text: plain text of the link; returned without a link if there is no target.
        """
        url = self._target_url(kind, target)
        return f'<a href="{escape(url)}">{escape(text)}</a>' if url else escape(text)

    def _target_url(self, kind: str, target: str) -> str:
        """Return the relative address of a target, or "" if it is on no page."""
        destination = self.domain.find(kind, target)
        return self.anchor_url(destination.docname, destination.anchor) if destination else ""

    def term(self, kind: IndexKind, name: str) -> str:
        """Return a name with a link to its line of an index; cached, since many papers share it."""
        key = kind.value, name
        if key not in self._links:
            self._links[key] = self.link(*key, name)
        return self._links[key]

    def badge(self, badge: Badge) -> str:
        """Return a badge with a link to the line of its venue, if an index has one; cached."""
        name = badge.venue.name
        key = name, badge.year
        if key not in self._badges:
            url = self._target_url("venue", name) if name else ""
            self._badges[key] = badge_html(badge, url=url) if url else self.shared.badge(badge)
        return self._badges[key]


class PageNodes:
    """Standard nodes on one page, for builders that have no visitors of ours.

    :param docname: the page, even if all pages are in one tree.
    """

    def __init__(self, domain: AwesomeDomain, docname: str) -> None:
        self.domain = domain
        self.awesome_list = domain.awesome_list
        self._docname = docname

    def reference(self, kind: str, target: str, text: str) -> Node:
        """Return a link to a paper, a section or a term: see :meth:`PageHtml.link`."""
        return self.link(self.domain.find(kind, target), text)

    def link(self, target: Target | None, text: str) -> Node:
        """Return a link, or its text alone for builders whose pages have no links between them.

        The link checker would take the link for an address; in man pages and text it is noise.
        """
        builder = self.domain.builder
        if target is None or builder.name in {"linkcheck", "man", "text"}:
            return nodes.Text(text)
        return link_to(target, nodes.Text(text), builder, self._docname)

    def card_targets(self, paper: str, anchors: list[str]) -> list[Node]:
        """Return the anchors of a card; in a single page, only those on its home page."""
        if isinstance(self.domain.builder, SingleFileHTMLBuilder):
            home = self.domain.find("entry", paper)
            anchors = anchors if home and home.docname == self._docname else []
        return anchor_targets(anchors)


class ExpandNode(SphinxPostTransform):
    """Replace the nodes of a component by standard nodes, for builders without our visitors.

    Runs before Sphinx resolves references, so that no other transform meets the nodes. LaTeX,
    man, texinfo and single HTML come with all pages in one tree: a node knows its own page.
    """

    default_priority = 5
    node_type: ClassVar[type[Element]]
    """The class of the nodes."""

    @property
    def domain(self) -> AwesomeDomain:
        """The domain of the build."""
        return domain_of(self.env)

    def is_supported(self) -> bool:
        """Return True for all builders but those that write HTML pages."""
        return not is_html_builder(self.domain.builder)

    def run(self, **kwargs: object) -> None:
        """Replace all nodes of the class."""
        del kwargs
        node: Element
        for node in list(self.document.findall(self.node_type)):
            expanded = self.expand(node)
            node["ids"] = []  # which `replace_self` would give to the first of them
            node.replace_self(expanded)

    def expand(self, node: Element) -> Sequence[Node]:
        """Return the standard nodes in place of a node."""
        raise NotImplementedError

    def page_nodes(self, node: Element) -> PageNodes:
        """Return the maker of standard nodes on the page of a node."""
        return PageNodes(self.domain, node["docname"])


class DropNode(ExpandNode):
    """Remove the nodes of a component, for builders whose readers cannot use it."""

    def expand(self, node: Element) -> Sequence[Node]:
        """Return nothing."""
        del node
        return ()


def venue_inputs(venue: Venue) -> object:
    """Return the parts of a venue that a badge shows."""
    return venue.name, venue.full, venue.kind


def link_inputs(kind: str, target: str, domain: AwesomeDomain) -> object:
    """Return the part of its target that a link with its own text shows: the address."""
    destination = domain.find(kind, target)
    return destination and (destination.docname, destination.anchor)


def title_inputs(entry: Entry, domain: AwesomeDomain) -> object:
    """Return the parts of a paper that its title with a link to its card shows."""
    return entry.title, link_inputs("entry", entry.id, domain)


#: From this number of papers on a page, browsers should not draw what is off the screen.
LONG_PAGE_PAPERS = 200


class ListDirective(SphinxDirective):
    """A directive that uses the list."""

    has_content = False

    @property
    def domain(self) -> AwesomeDomain:
        """The domain of the build."""
        return domain_of(self.env)

    @property
    def docname(self) -> str:
        """Docname of the page that is being read."""
        return self.env.docname

    def note(self, component: PageComponent) -> None:
        """Add the use of the list to the record of the page."""
        self.domain.note(self.docname).components.append(component)

    def warn(self, code: ProblemCode, message: str, hint: str) -> None:
        """Warn at the line of the directive."""
        warn(code, f"{self.name}: {message}", hint, location=(self.docname, self.lineno))

    def known_sections(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of sections that the list has, and warn of all others."""
        known = self.domain.awesome_list.sections
        existing = []
        for name in dict.fromkeys(names):
            if name in known:
                existing.append(name)
                continue
            self.domain.note(self.docname).missing.add(name)
            has = ", ".join(known) or "none"
            hint = did_you_mean(closest_names(name, known)) or f"the list has {has}"
            if section := self.domain.find_section(name):
                hint = f'that is a former id: write "{section.id}"'
            self.warn(ProblemCode.SECTION, f'there is no section "{name}"', hint)
        return tuple(existing)

    def may_make_headings(self) -> bool:
        """Return True if headings are allowed at the directive; warn if not."""
        if isinstance(self.state_machine.node, (nodes.document, nodes.section)):
            return True
        self.warn(
            ProblemCode.NESTED,
            "its headings cannot stand inside another block, and are set in bold instead",
            "move the directive out of the block, or add :group-by: none",
        )
        return False

    def take_id(self, node: Element, name: str) -> bool:
        """Give a node an id, and return True, unless the page has the id already."""
        document = self.state.document
        if name in document.ids:
            return False
        node["ids"].append(name)
        document.ids[name] = node
        return True

    def heading(self, text: str, anchor: str, content: list[Node], *, real: bool) -> list[Node]:
        """Return content under a heading.

        :param text: the heading; "" for none.
        :param anchor: id of the section; a number is appended if the page has the id already.
        :param content: nodes under the heading.
        :param real: True for a section, False for a heading that is a line in bold.

        The text comes from the list: it is neither for translators nor for typographers. Nor is
        it for the search index, whose headings Sphinx up to 8.2 puts into its result page as HTML.
        """
        if not text:
            return content
        plain = {"translatable": False, "support_smartquotes": False}
        if not real:
            return [nodes.rubric(text, text, classes=["no-search"], **plain), *content]
        section = nodes.section(classes=["aw-group"])
        unique, number = anchor, 2
        while unique in self.state.document.ids:
            unique, number = f"{anchor}-{number}", number + 1
        self.take_id(section, unique)
        title = nodes.title(text, text, classes=["aw-year", "no-search"], **plain)
        self.set_source_info(section)
        self.set_source_info(title)
        section += [title, *content]
        return [section]


def counts_html(counts: PaperCounts, *, key: bool) -> str:
    """Return the numbers of papers, and of those with code, as HTML.

    :param key: True to add their years, and the swatch that makes the number a chart's legend.
    """
    number = counts.papers
    text = ngettext("{n} paper", "{n} papers", number)
    parts = [escape(text).format(n=f"<b>{number}</b>")]
    if key and counts.year_range:
        parts.append(f"<b>{counts.year_range}</b>")
    swatch = ' class="aw-key"' if key else ""
    with_code = f"<b{swatch}>{counts.with_code}</b>"
    parts.append(escape(_("{n} with code")).format(n=with_code))
    return " · ".join(parts)


def counts_text(counts: PaperCounts) -> str:
    """Return the number of papers, their years, and the number with code, as plain text."""
    with_code = _("{n} with code").format(n=counts.with_code)
    parts = [papers_text(counts.papers), counts.year_range, with_code]
    return ", ".join(filter(None, parts))


def anchor_targets(names: Iterable[str]) -> list[Node]:
    """Return a target for each name: LaTeX labels an inline node only if it is a target."""
    return [nodes.target("", "", ids=[name]) for name in names]


def paragraph(*children: Node) -> nodes.paragraph:
    """Return a paragraph of some nodes."""
    return nodes.paragraph("", "", *children)


def bullets(items: Iterable[Sequence[Node]]) -> list[Node]:
    """Return a list with an item for each sequence of blocks; nothing if there are none."""
    made = [nodes.list_item("", *blocks) for blocks in items]
    return [nodes.bullet_list("", *made, bullet="*")] if made else []
