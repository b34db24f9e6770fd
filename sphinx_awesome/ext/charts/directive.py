"""The directive ``awesome:chart``, and what its page takes from the list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives

from ...core.figures import Figure, Subject, figure
from ...core.problem import Code
from ..directives import ListDirective
from ..nodes import paper_chart
from ..options import CHART_OPTIONS, one_of

if TYPE_CHECKING:
    from ..domain import AwesomeDomain

VENUES = 10


@dataclass(frozen=True, slots=True)
class ChartPart:
    """What a chart takes from the list."""

    subject: str
    sections: tuple[str, ...]
    limit: int

    assets: ClassVar[tuple[str, ...]] = ("awesome/charts.css",)

    def figure(self, domain: AwesomeDomain) -> Figure:
        """Its numbers."""
        return figure(Subject(self.subject), domain.whole, self.sections, self.limit)

    def baked(self, domain: AwesomeDomain) -> Iterator[object]:
        """The warnings that there would be."""
        yield [name for name in self.sections if name not in domain.whole.sections]

    def drawn(self, domain: AwesomeDomain) -> Iterator[object]:
        """The numbers."""
        yield self.figure(domain)


class ChartDirective(ListDirective):
    """``awesome:chart SUBJECT [SECTION…]``: numbers of the list, as a picture and a table."""

    required_arguments = 1
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = dict.fromkeys(CHART_OPTIONS, directives.unchanged)

    def run(self) -> list[Node]:
        """Note the choice, and leave a figure with one node in it."""
        word, *names = " ".join(self.arguments).split()
        try:
            subject = Subject(word.lower())
        except ValueError:
            self.warn(Code.OPTION, f'there is no chart of "{word}"', f"write {one_of(Subject)}")
            return []
        sections = self.known_sections(names)
        if names and not sections:
            return []
        parts = self.domain.note(self.docname).parts
        part = ChartPart(subject.value, sections, self._limit(subject))
        parts.append(part)
        number = sum(isinstance(other, ChartPart) for other in parts)
        made = nodes.figure(classes=["aw-figure"])
        self.set_source_info(made)
        if caption := self.options.get("caption"):
            content, messages = self.parse_inline(caption, lineno=self.lineno)
            title = nodes.caption(caption, "", *content)
            self.set_source_info(title)  # without which it would not be for translators
            made += [title, *messages]
        made += paper_chart(
            part=part,
            number=number,
            docname=self.docname,
            titled=bool(caption),
        )
        self.take_id(made, self._free(f"chart-{subject}"))
        self.add_name(made)
        return [made]

    def _free(self, anchor: str) -> str:
        """An anchor that the page does not have yet, so that each chart can be linked to."""
        taken = self.state.document.ids
        numbered = (f"{anchor}-{number}" for number in count(2))
        return next(name for name in chain([anchor], numbered) if name not in taken)

    def _limit(self, subject: Subject) -> int:
        """Most venues, with a warning for what is not usable."""
        if "limit" not in self.options:
            return VENUES
        text = self.options["limit"] or ""
        convert, expected, _ = CHART_OPTIONS["limit"]
        try:
            limit: int = convert(text)
        except ValueError:
            self.warn(Code.OPTION, f':limit: "{text}" is not usable', f"write {expected}")
            return VENUES
        if subject is not Subject.VENUE:
            hint = "leave it out: only a chart of venues has one"
            self.warn(Code.OPTION, f":limit: does nothing for a chart of {subject}", hint)
        return limit
