"""The role ``awesome:count``: a number in running text that is always true."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NoReturn

from docutils import nodes
from docutils.nodes import Element, Node, system_message
from sphinx.util.docutils import SphinxRole

from ...core import statistics
from ...core.model import AwesomeList
from ...core.problem import ProblemCode
from ..log import warn
from .base import PageHtml

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class paper_count(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801
    """A number in running text. Attribute ``expression``."""


def count_or_unknown(expression: str, awesome_list: AwesomeList) -> str:
    """The number of ``awesome:count``; a question mark where the list does not have it."""
    try:
        return statistics.evaluate_count(expression, awesome_list)
    except ValueError:
        return "?"


def visit_paper_count(self: HTML5Translator, node: Element) -> NoReturn:
    """Write the number."""
    awesome_list = PageHtml(self.builder, "").awesome_list
    self.body.append(escape(count_or_unknown(node["expression"], awesome_list)))
    raise nodes.SkipNode


class CountRole(SphinxRole):
    """Leaves a node that becomes the number when the page is written."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Check the expression and note it."""
        domain = self.env.domains["awesome"]
        expression = " ".join(self.text.split())
        try:
            statistics.evaluate_count(expression, domain.awesome_list)  # type: ignore[attr-defined]
        except ValueError as error:
            warn(ProblemCode.OPTION, f"awesome:count: {error}", location=self.get_location())
        domain.note(self.env.docname).counts.add(expression)  # type: ignore[attr-defined]
        return [paper_count(expression=expression)], []
