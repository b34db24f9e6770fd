"""The role ``awesome:count``: a number in running text that is always true."""

from __future__ import annotations

from docutils.nodes import Node, system_message
from sphinx.util.docutils import SphinxRole

from ..core import facts
from ..core.problem import Code
from .log import warn
from .nodes import paper_count


class CountRole(SphinxRole):
    """Leaves a node that becomes the number when the page is written."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Check the expression and note it."""
        domain = self.env.domains["awesome"]
        expression = " ".join(self.text.split())
        try:
            facts.count(expression, domain.whole)  # type: ignore[attr-defined]
        except ValueError as error:
            warn(Code.OPTION, f"awesome:count: {error}", location=self.get_location())
        domain.note(self.env.docname).counts.add(expression)  # type: ignore[attr-defined]
        return [paper_count(expression=expression)], []
