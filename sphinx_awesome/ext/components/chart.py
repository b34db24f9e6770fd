"""The directive ``awesome:chart``, and what its page takes from the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from html import escape
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from docutils import nodes
from docutils.nodes import Element, Node
from docutils.parsers.rst import directives
from sphinx.builders import Builder
from sphinx.builders._epub_base import EpubBuilder
from sphinx.builders.gettext import I18nBuilder
from sphinx.builders.latex import LaTeXBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from ...core.problem import ProblemCode
from ...core.statistics import ChartData, ChartSubject, chart_data
from ..builders import is_html_builder
from ..domain import AwesomeDomain, domain_of
from ..i18n import _
from ..persistence import write_if_changed
from . import chart_layout, chart_pictures
from .base import ListDirective, _Leaf, _limit, _text, one_of

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

CHART_VENUES = 10


@dataclass(frozen=True, slots=True)
class ChartUse:
    """What a chart takes from the list."""

    subject: str
    sections: tuple[str, ...]
    limit: int

    assets: ClassVar[tuple[str, ...]] = ("awesome/charts.css",)

    def figure(self, domain: AwesomeDomain) -> ChartData:
        """Its numbers."""
        return chart_data(
            ChartSubject(self.subject), domain.awesome_list, self.sections, self.limit
        )

    def read_inputs(self, domain: AwesomeDomain) -> Iterator[object]:
        """The warnings that there would be."""
        yield [name for name in self.sections if name not in domain.awesome_list.sections]

    def write_inputs(self, domain: AwesomeDomain) -> Iterator[object]:
        """The numbers."""
        yield self.figure(domain)


#: Options of ``awesome:chart``, told as those of ``awesome:entries``.
CHART_OPTIONS: dict[str, tuple[Callable[[str], Any], str, str]] = {
    "limit": (
        _limit,
        "a number from 1",
        "Most venues to show, 10 unless said otherwise; a line below tells of the others.",
    ),
    "caption": (_text, "a line of text", "What stands above the chart in place of its own title."),
    "name": (_text, "a name", "A label, for cross-references to the chart."),
}


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
            subject = ChartSubject(word.lower())
        except ValueError:
            self.warn(
                ProblemCode.OPTION,
                f'there is no chart of "{word}"',
                f"write {one_of(ChartSubject)}",
            )
            return []
        sections = self.known_sections(names)
        if names and not sections:
            return []
        parts = self.domain.note(self.docname).parts
        part = ChartUse(subject.value, sections, self._limit(subject))
        parts.append(part)
        number = sum(isinstance(other, ChartUse) for other in parts)
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

    def _limit(self, subject: ChartSubject) -> int:
        """Most venues, with a warning for what is not usable."""
        if "limit" not in self.options:
            return CHART_VENUES
        text = self.options["limit"] or ""
        convert, expected, _ = CHART_OPTIONS["limit"]
        try:
            limit: int = convert(text)
        except ValueError:
            self.warn(ProblemCode.OPTION, f':limit: "{text}" is not usable', f"write {expected}")
            return CHART_VENUES
        if subject is not ChartSubject.VENUE:
            hint = "leave it out: only a chart of venues has one"
            self.warn(ProblemCode.OPTION, f":limit: does nothing for a chart of {subject}", hint)
        return limit


IMAGES = "_images"


def _figure(node: Element, domain: AwesomeDomain) -> ChartData:
    part: ChartUse = node["part"]
    return part.figure(domain)


def visit_paper_chart(self: HTML5Translator, node: Element) -> NoReturn:
    """Draw a chart within its `figure` element."""
    figure = _figure(node, domain_of(self.builder.env))
    if not node["titled"]:
        title = escape(chart_layout.chart_title(figure))
        self.body.append(
            f'<figcaption>\n<p><span class="caption-text">{title}</span></p>\n</figcaption>\n'
        )
    if figure.bars:
        self.body.append(
            chart_pictures.inline_svg(figure, f"aw-chart-{node['number']}") + _table(figure)
        )
    else:
        self.body.append(f"<p>{escape(_('No papers.'))}</p>\n")
    raise nodes.SkipNode


def _table(figure: ChartData) -> str:
    head, *rows = chart_layout.number_table(figure)
    columns = "".join(f'<th class="head" scope="col">{escape(text)}</th>' for text in head)
    lines = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f"<td>{escape(text)}</td>" for text in cells)
        + "</tr>\n"
        for name, *cells in rows
    )
    return (
        f'<details class="aw-numbers"><summary>{escape(_("Numbers"))}</summary>\n'
        f'<div class="table-wrapper"><table class="docutils"><thead><tr>{columns}</tr></thead>\n'
        f"<tbody>{lines}</tbody></table></div></details>\n"
    )


class ExpandCharts(SphinxPostTransform):
    """For all other builders: a picture, if it can show one, and a table behind it."""

    default_priority = 5

    def is_supported(self) -> bool:
        """For all but the builders that have visitors, and the one that gathers messages.

        That one wants the captions as they were read, and nothing of the numbers.
        """
        builder = domain_of(self.env).builder
        return not is_html_builder(builder) and not isinstance(builder, I18nBuilder)

    def run(self, **kwargs: object) -> None:
        """Replace the figures."""
        del kwargs
        domain = domain_of(self.env)
        for node in list(self.document.findall(paper_chart)):
            figure, around = _figure(node, domain), node.parent
            assert isinstance(around, nodes.figure)  # noqa: S101 (the directive made it)
            if not node["titled"]:
                around.insert(
                    0, nodes.caption("", chart_layout.chart_title(figure), translatable=False)
                )
            picture = _picture(figure, node["docname"], domain.builder)
            node.replace_self(picture)
            (title,) = around.findall(nodes.caption)
            numbers = _number_table(figure)
            if not picture:  # the title is all that is left of the figure
                around.replace_self([nodes.paragraph("", "", *title.children), *numbers])
            else:
                if isinstance(domain.builder, LaTeXBuilder):  # it puts the two where it has room
                    numbers[0].insert(0, nodes.title("", "", *title.deepcopy().children))
                around.replace_self([around, *numbers])


def _picture(figure: ChartData, docname: str, builder: Builder) -> list[Node]:
    if not figure.bars:
        return []
    if isinstance(builder, LaTeXBuilder):
        return [
            nodes.raw(
                "",
                chart_pictures.latex_picture(figure, builder.config.latex_engine),
                format="latex",
            )
        ]
    if isinstance(builder, (EpubBuilder, SingleFileHTMLBuilder)):
        text = chart_pictures.svg_file(figure).encode()
        name = f"chart-{blake2b(text, digest_size=8).hexdigest()}.svg"
        write_if_changed(Path(builder.outdir), Path(IMAGES, name), text)
        page = "" if isinstance(builder, SingleFileHTMLBuilder) else builder.get_target_uri(docname)
        uri = relative_uri(page, f"{IMAGES}/{name}")
        # Sphinx would look for it among the sources; "?" tells it not to.
        return [
            nodes.image(uri=uri, candidates={"?": uri}, alt=chart_layout.chart_alternative(figure))
        ]
    return []


def _number_table(figure: ChartData) -> list[Element]:
    """The numbers as a table of standard nodes."""
    if not figure.bars:
        return [nodes.paragraph("", _("No papers."))]
    head, *rows = chart_layout.number_table(figure)
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in widths), cols=len(head))
    group += nodes.thead("", _number_row(head))
    group += nodes.tbody("", *map(_number_row, rows))
    return [nodes.table("", group)]


def _number_row(texts: list[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", text)) for text in texts))


class paper_chart(_Leaf):  # noqa: N801
    """A chart, in a figure.

    Attributes ``part`` (its `ChartPart`), ``number`` (of the chart on its page), ``titled``
    (whether the figure has a caption already) and ``docname``.
    """
