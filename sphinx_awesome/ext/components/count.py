"""The role ``awesome:count``: a number of the list in running text, always up to date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, NoReturn

from docutils import nodes
from docutils.nodes import Element, Node, system_message
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from ...core import statistics
from ...core.model import AwesomeList
from ...core.problem import ProblemCode
from ..domain import AwesomeDomain, PageComponent, domain_of
from ..log import warn
from .base import ExpandNode

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class paper_count(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801
    """A number in running text. Attribute ``expression``."""


def count_or_unknown(expression: str, awesome_list: AwesomeList) -> str:
    """Return the value of an expression as text; "?" if the list does not have it."""
    try:
        return statistics.evaluate_count(expression, awesome_list)
    except ValueError:
        return "?"


def visit_paper_count(self: HTML5Translator, node: Element) -> NoReturn:
    """Write the number."""
    awesome_list = domain_of(self.builder.env).awesome_list
    self.body.append(escape(count_or_unknown(node["expression"], awesome_list)))
    raise nodes.SkipNode


class ExpandCount(ExpandNode):
    """Replace the node by the number as text."""

    node_type = paper_count

    def expand(self, node: Element) -> list[Node]:
        """Return the number."""
        return [nodes.Text(count_or_unknown(node["expression"], self.domain.awesome_list))]


@dataclass(frozen=True, slots=True)
class CountUse(PageComponent):
    """An ``awesome:count`` of a page."""

    expression: str

    def read_inputs(self, domain: AwesomeDomain) -> Iterator[object]:
        """Yield True if a build warns of the expression."""
        yield count_or_unknown(self.expression, domain.awesome_list) == "?"

    def write_inputs(self, domain: AwesomeDomain) -> Iterator[object]:
        """Yield the number."""
        yield count_or_unknown(self.expression, domain.awesome_list)


class CountRole(SphinxRole):
    """``awesome:count``: a node that becomes the number when the page is written."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Check the expression, note it and return the node."""
        domain = domain_of(self.env)
        expression = " ".join(self.text.split())
        try:
            statistics.evaluate_count(expression, domain.awesome_list)
        except ValueError as error:
            warn(ProblemCode.OPTION, f"awesome:count: {error}", location=self.get_location())
        domain.note(self.env.docname).components.append(CountUse(expression))
        return [paper_count(expression=expression)], []


def setup(app: Sphinx) -> None:
    """Register the role, its node and its post-transform."""
    app.add_role_to_domain(AwesomeDomain.name, "count", CountRole())
    app.add_node(paper_count, html=(visit_paper_count, None))
    app.add_post_transform(ExpandCount)
