"""The nodes of this extension.

A node holds ids and plain values, never an entry: what is drawn comes from the list as it is
when the page is written. HTML pages draw them in :mod:`.html`; for every other builder
:mod:`.expand` replaces them by standard nodes first. Their names are prefixed, since docutils
finds visitors by class name, and are no ``TextElement``: their text is there for search alone,
to be neither translated nor smart-quoted.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from docutils.nodes import Element, Node
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from ...core import model, slugs
from ...core.problem import ProblemCode
from ...core.statistics import PaperCounts
from ...core.text import closest_names, did_you_mean
from ...core.venues import Venue
from ..domain import domain_of
from ..i18n import _, link_label, ngettext, papers_text
from ..log import warn

if TYPE_CHECKING:
    from ..domain import AwesomeDomain


class _Leaf(nodes.General, nodes.Element):
    """A node whose only child, if any, is the text that search indexes."""

    def __init__(self, rawsource: str = "", text: str = "", **attributes: object) -> None:
        super().__init__(rawsource, *([nodes.Text(text)] if text else []), **attributes)


def _limit(value: str) -> int:
    limit = int(value)
    if limit < 1:
        raise ValueError(value)
    return limit


def one_of(values: Iterable[str]) -> str:
    """What may stand somewhere, in words."""
    return "one of " + ", ".join(values)


def _text(value: str) -> str:
    return value


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


class SharedHtml:
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
    icon = f"aw-i-{name if name in model.LINK_LABELS else 'link'}"
    return Label(icon, escape(link_label(name)), slugs.slugify(name))


def badge_html(badge: Badge, *, tip: bool = True) -> str:
    """A badge: colour by kind, and always the words."""
    venue, kind = badge.venue, badge.venue.kind
    title = f"{venue.full or venue.name} ({_(kind)})" if kind else venue.full
    classes = "sd-badge aw-venue" + (f" aw-{kind}" if kind else "")
    year = f"<span>{badge.year}</span>" if badge.year else ""
    shown = f' title="{escape(title)}"' if tip and title else ""
    text = f"{escape(venue.name)} {year}".rstrip()
    return f'<span class="{classes}"{shown}>{text}</span>'


class PageHtml:
    """Draws on one page: knows where it is, and so how to link from it."""

    def __init__(self, builder: Builder, docname: str) -> None:
        self.domain = domain_of(builder.env)
        self.awesome_list = self.domain.awesome_list
        self.words = self.domain.once(SharedHtml, SharedHtml)
        self.docname = docname
        self._builder = builder
        self._tags: dict[str, str] = {}

    @classmethod
    def of(cls, builder: Builder, docname: str) -> PageHtml:
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


def _venue(venue: Venue) -> object:
    return venue.name, venue.full, venue.kind


#: Papers on a page from which on it is worth while not to draw what is off the screen.
LONG_PAGE_PAPERS = 200


class ListDirective(SphinxDirective):
    """What all directives of the list share."""

    has_content = False

    @property
    def domain(self) -> AwesomeDomain:
        """The domain of the build."""
        return self.env.domains["awesome"]  # type: ignore[return-value]

    @property
    def docname(self) -> str:
        """The page that is being read."""
        return self.env.docname

    def warn(self, code: ProblemCode, message: str, hint: str) -> None:
        """Warn at the directive."""
        warn(code, f"{self.name}: {message}", hint, location=(self.docname, self.lineno))

    def known_sections(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of some sections that the list has; a warning for each other one."""
        known = self.domain.awesome_list.sections
        found = []
        for name in dict.fromkeys(names):
            if name in known:
                found.append(name)
                continue
            self.domain.note(self.docname).missing.add(name)
            has = ", ".join(known) or "none"
            hint = did_you_mean(closest_names(name, known)) or f"the list has {has}"
            if section := self.domain.find_section(name):
                hint = f'that is a former id: write "{section.id}"'
            self.warn(ProblemCode.SECTION, f'there is no section "{name}"', hint)
        return tuple(found)

    def may_make_headings(self) -> bool:
        """Whether a heading can stand where the directive does; a warning if not."""
        if isinstance(self.state_machine.node, (nodes.document, nodes.section)):
            return True
        self.warn(
            ProblemCode.NESTED,
            "its headings cannot stand inside another block, and are set in bold instead",
            "move the directive out of the block, or add :group-by: none",
        )
        return False

    def take_id(self, node: Element, name: str) -> bool:
        """Give a node an id, unless the page has it already: the first one keeps it."""
        document = self.state.document
        if name in document.ids:
            return False
        node["ids"].append(name)
        document.ids[name] = node
        return True

    def heading(self, text: str, anchor: str, content: list[Node], *, real: bool) -> list[Node]:
        """Content under a heading, as a section if one may stand here.

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


def counts_html(numbers: PaperCounts, *, key: bool) -> str:
    """Papers, years, and how many have code; with the swatch that is the chart's legend."""
    number = numbers.papers
    text = ngettext("{n} paper", "{n} papers", number)
    parts = [escape(text).format(n=f"<b>{number}</b>")]
    if key and numbers.location:
        parts.append(f"<b>{numbers.location}</b>")
    swatch = ' class="aw-key"' if key else ""
    with_code = f"<b{swatch}>{numbers.with_code}</b>"
    parts.append(escape(_("{n} with code")).format(n=with_code))
    return " · ".join(parts)


def _numbers(numbers: PaperCounts) -> str:
    with_code = _("{n} with code").format(n=numbers.with_code)
    parts = [papers_text(numbers.papers), numbers.location, with_code]
    return ", ".join(filter(None, parts))


def _targets(names: list[str]) -> list[Node]:
    """A target a name: LaTeX gives one label to an inline node only if it is a target."""
    return [nodes.target("", "", ids=[name]) for name in names]


def _paragraph(*children: Node) -> nodes.paragraph:
    return nodes.paragraph("", "", *children)
