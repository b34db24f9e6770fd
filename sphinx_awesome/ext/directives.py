"""The directives: they choose papers and leave nodes; what is drawn is decided when writing."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.nodes import Element, Node
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from ..core import ids
from ..core.index import IndexKind, headings
from ..core.model import Entry
from ..core.problem import Code
from ..core.select import FIELDS, GroupBy, Selection
from .i18n import _
from .log import warn
from .nodes import paper_filters, paper_list, section_cards, section_head, term_list
from .options import ENTRIES_OPTIONS, one_of
from .pages import Shown, search_text

if TYPE_CHECKING:
    from .domain import AwesomeDomain

#: Papers on a page from which on it is worth while not to draw what is off the screen.
LONG = 200


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

    def warn(self, code: Code, message: str, hint: str) -> None:
        """Warn at the directive."""
        warn(code, f"{self.name}: {message}", hint, location=(self.docname, self.lineno))

    def known_sections(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of some sections that the list has; a warning for each other one."""
        known = self.domain.whole.sections
        found = []
        for name in dict.fromkeys(names):
            if name in known:
                found.append(name)
                continue
            self.domain.note(self.docname).missing.add(name)
            near = difflib.get_close_matches(name, known, n=1)
            has = ", ".join(known) or "none"
            hint = f'did you mean "{near[0]}"?' if near else f"the list has {has}"
            if section := self.domain.find_section(name):
                hint = f'that is a former id: write "{section.id}"'
            self.warn(Code.SECTION, f'there is no section "{name}"', hint)
        return tuple(found)

    def may_make_headings(self) -> bool:
        """Whether a heading can stand where the directive does; a warning if not."""
        if isinstance(self.state_machine.node, (nodes.document, nodes.section)):
            return True
        self.warn(
            Code.NESTED,
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


class EntriesDirective(ListDirective):
    """``awesome:entries SECTION…``: the papers of some sections, or of the whole list."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = {
        **dict.fromkeys(ENTRIES_OPTIONS, directives.unchanged),
        "no-index": directives.flag,
    }

    def run(self) -> list[Node]:
        """Choose the papers, note the choice, and leave the nodes."""
        named = self.arguments[0].split() if self.arguments else []
        sections = self.known_sections(named)
        if named and not sections:
            return []
        shown = self._shown(sections)
        page = self.domain.note(self.docname)
        filters = [] if page.filtered or not shown.filtered else [self._filters(shown)]
        page.shown.append(shown)
        groups = self._groups(shown)
        return self._headed(groups, [*self._head(shown), *filters, *groups])

    def _shown(self, sections: tuple[str, ...]) -> Shown:
        options = self._options()
        options.pop("heading", "")
        layout = options.pop("layout", "cards")
        if layout == "list":
            options.setdefault("group-by", GroupBy.NONE)
        chosen = {name.replace("-", "_"): value for name, value in options.items()}
        selection = Selection(sections, **chosen)
        self._warn_of_unknown(selection)
        leaves_out = {"has", "venues", "years", "tags", "limit"} & chosen.keys()
        home = (
            bool(sections)
            and layout == "cards"
            and not leaves_out
            and "no-index" not in self.options
        )
        return Shown(selection, layout, home, self.lineno)

    def _options(self) -> dict[str, Any]:
        """The values of the options; a warning for each unusable one, which is left out."""
        values: dict[str, Any] = {}
        for name, text in self.options.items():
            if name == "no-index":
                continue
            convert, expected, _ = ENTRIES_OPTIONS[name]
            try:
                values[name] = convert(text or "")
            except ValueError:
                self.warn(
                    Code.OPTION, f':{name}: "{text or ""}" is not usable', f"write {expected}"
                )
        return values

    def _warn_of_unknown(self, selection: Selection) -> None:
        """Warn of what no paper has: a misspelt label would silently show nothing."""
        whole = self.domain.whole
        labels = FIELDS | self.domain.labels
        for name in selection.has:
            if whole.entries and name not in labels:
                near = difflib.get_close_matches(name, labels, n=1)
                hint = f'did you mean "{near[0]}"?' if near else "see the labels of your links"
                self.warn(Code.OPTION, f':has: no paper has "{name}"', hint)
        for name in selection.venues:
            if not whole.venues.find(name):
                near = whole.venues.nearest(name, 1)
                hint = f'did you mean "{near[0]}"?' if near else "add it to _venues.toml"
                self.warn(Code.OPTION, f':venues: there is no venue "{name}"', hint)

    def _head(self, shown: Shown) -> list[Node]:
        """Facts and chart, at the home of a section; and the section's anchor."""
        if not shown.home:
            return []
        whole = self.domain.whole
        sections = [whole.sections[name] for name in shown.selection.sections]
        text = " ".join(section.description for section in sections)
        head = section_head("", text, sections=shown.selection.sections, docname=self.docname)
        for section in sections:
            for name in (section.id, *section.aliases):
                self.take_id(head, f"section-{name}")
        return [head]

    def _headed(self, groups: list[Node], content: list[Node]) -> list[Node]:
        """All of it under the author's own heading, which is there only if there are papers."""
        text = self.options.get("heading", "")
        if not text:
            return content
        if not groups or not self.may_make_headings():
            return content if groups else []
        words, messages = self.parse_inline(text, lineno=self.lineno)
        title = nodes.title(text, "", *words)
        section = nodes.section("", title, *messages, *content)
        section["names"].append(nodes.fully_normalize_name(text))
        self.set_source_info(section)
        self.set_source_info(title)
        self.state.document.note_implicit_target(section, section)
        return [section]

    def _filters(self, shown: Shown) -> paper_filters:
        papers = [entry.id for entry in shown.selection.papers(self.domain.whole)]
        return paper_filters(papers=papers, sort=shown.selection.sort.value, docname=self.docname)

    def _groups(self, shown: Shown) -> list[Node]:
        groups = shown.groups(self.domain.whole)
        long = sum(len(papers) for _, papers in groups) > LONG
        marks = ["set"] * shown.filtered + ["long"] * long
        real = any(heading for heading, _ in groups) and self.may_make_headings()
        words = self._words(entry for _, papers in groups for entry in papers)
        made: list[Node] = []
        for heading, papers in groups:
            anchor = f"{shown.selection.group_by}-{ids.slug(heading)}"
            node = self._list(papers, shown, marks, "" if made else words)
            made += self.heading(heading, anchor, [node], real=real)
        return made

    def _words(self, papers: Iterable[Entry]) -> str:
        """What search is to find the page by: each word once, since it would look at them all."""
        texts = (search_text(entry, self.domain.whole) for entry in papers)
        return " ".join(dict.fromkeys(" ".join(texts).split()))

    def _list(self, papers: list[Entry], shown: Shown, marks: list[str], words: str) -> paper_list:
        node = paper_list(
            "",
            words,
            papers=[entry.id for entry in papers],
            sections=[self.domain.section_of(entry.id, shown) for entry in papers],
            docname=self.docname,
            layout=shown.layout,
            dated=shown.dated,
            marks=marks,
        )
        node["anchors"] = [
            [name for name in self._anchors(entry, shown) if self.take_id(node, name)]
            for entry in papers
        ]
        return node

    @staticmethod
    def _anchors(entry: Entry, shown: Shown) -> list[str]:
        """The anchors of a paper's card; a row has none, its title leads to the card."""
        names = (entry.id, *entry.aliases) if shown.layout == "cards" else ()
        return [f"paper-{name}" for name in names]


class SectionsDirective(ListDirective):
    """``awesome:sections``: the task areas as cards with counts, chart and newest papers."""

    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[Node]:
        """Note the choice and leave one node."""
        named = self.arguments[0].split() if self.arguments else []
        sections = self.known_sections(named)
        if named and not sections:
            return []
        self.domain.note(self.docname).overviews.append(sections)
        return [section_cards(sections=sections, docname=self.docname)]


class IndexDirective(ListDirective):
    """``awesome:index venue``, ``author`` or ``tag``: an index of the list."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """A heading and one node a group of terms."""
        try:
            kind = IndexKind(self.arguments[0].strip().lower())
        except ValueError:
            name = self.arguments[0]
            self.warn(Code.OPTION, f'there is no index of "{name}"', f"write {one_of(IndexKind)}")
            return []
        page = self.domain.note(self.docname)
        page.indices.append(kind)
        groups = headings(self.domain.terms(kind).values(), kind)
        real = bool(groups) and self.may_make_headings()
        made: list[Node] = []
        for heading, found in groups.items():
            anchors = [term.slug for term in found]
            node = term_list(kind=kind.value, terms=anchors, docname=self.docname)
            for term in found:
                self.take_id(node, term.anchor(kind))
            anchor = f"index-{ids.slug(heading)}"
            made += self.heading(_(heading), anchor, [node], real=real)
        return made
