"""The directive ``awesome:chart``: numbers of the list, as a picture and a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from html import escape
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn
from urllib.parse import urlencode

from docutils import nodes
from docutils.nodes import Element, Node
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders._epub_base import EpubBuilder
from sphinx.builders.gettext import I18nBuilder
from sphinx.builders.latex import LaTeXBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.util.osutil import relative_uri

from ...core.problem import ProblemCode
from ...core.statistics import Bar, ChartData, ChartSubject, chart_data
from ..builders import is_site_builder
from ..domain import AwesomeDomain, PageComponent
from ..i18n import _
from ..persistence import write_if_changed
from . import chart_layout, chart_pictures
from .base import ExpandNode, ListDirective, PageHtml, _Leaf, one_of, read_limit
from .explore import explore_page

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

CHART_VENUES = 10


class paper_chart(_Leaf):  # noqa: N801
    """A chart, in a figure.

    Attributes ``use`` (its `ChartUse`), ``number`` (of the chart on its page), ``titled`` (True
    if the figure has a caption already) and ``docname``.
    """


#: By subject of a chart, the facet of Explore whose values are its bars.
_FACETS = {
    ChartSubject.YEAR: "year",
    ChartSubject.VENUE: "venue",
    ChartSubject.TASK: "task",
    ChartSubject.CODE: "year",
}


@dataclass(frozen=True, slots=True)
class ChartUse(PageComponent):
    """An ``awesome:chart`` of a page."""

    subject: str
    sections: tuple[str, ...]  #: ids of those that it names; () for all
    limit: int  #: most venues that it shows
    assets = ("awesome/charts.css",)

    def data(self, domain: AwesomeDomain) -> ChartData:
        """Return the numbers of the chart."""
        return chart_data(
            ChartSubject(self.subject), domain.awesome_list, self.sections, self.limit
        )

    def read_inputs(self, domain: AwesomeDomain) -> Iterator[object]:
        """Yield the sections that do not exist: a build warns of them."""
        yield [name for name in self.sections if name not in domain.awesome_list.sections]

    def write_inputs(self, domain: AwesomeDomain) -> Iterator[object]:
        """Yield the numbers, and the page to which bars lead."""
        yield self.data(domain), explore_page(domain)

    def explore_query(self, bar: Bar) -> str:
        """Return the query string with which Explore shows the papers of a bar."""
        facet = _FACETS[ChartSubject(self.subject)]
        chosen = [(facet, value) for value in bar.facet_values]
        if facet != "task":
            chosen += [("task", section) for section in self.sections]
        return f"?{urlencode(chosen)}"


#: Options of ``awesome:chart``, in the form of those of ``awesome:entries``.
CHART_OPTIONS: dict[str, tuple[Callable[[str], Any], str, str]] = {
    "limit": (
        read_limit,
        "a number from 1",
        "Most venues to show, 10 unless said otherwise; a line below tells of the others.",
    ),
    "caption": (
        str,
        "a line of text",
        "What stands above the chart in place of its own title.",
    ),
    "name": (str, "a name", "A label, for cross-references to the chart."),
}


class ChartDirective(ListDirective):
    """``awesome:chart SUBJECT [SECTION…]``: numbers of the list, as a picture and a table."""

    required_arguments = 1
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = dict.fromkeys(CHART_OPTIONS, directives.unchanged)

    def run(self) -> list[Node]:
        """Note the choice, and return a figure with one node in it."""
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
        use = ChartUse(subject.value, sections, self._limit(subject))
        self.note(use)
        number = len(self.domain.note(self.docname).of(ChartUse))
        made = nodes.figure(classes=["aw-figure"])
        self.set_source_info(made)
        if caption := self.options.get("caption"):
            content, messages = self.parse_inline(caption, lineno=self.lineno)
            title = nodes.caption(caption, "", *content)
            self.set_source_info(title)  # without which it would not be for translators
            made += [title, *messages]
        made += paper_chart(
            use=use,
            number=number,
            docname=self.docname,
            titled=bool(caption),
        )
        self.take_id(made, self._free(f"chart-{subject}"))
        self.add_name(made)
        return [made]

    def _free(self, anchor: str) -> str:
        """Return an anchor that is free on the page, so that each chart can be linked to."""
        taken = self.state.document.ids
        numbered = (f"{anchor}-{number}" for number in count(2))
        return next(name for name in chain([anchor], numbered) if name not in taken)

    def _limit(self, subject: ChartSubject) -> int:
        """Return the greatest number of venues to show, and warn of an unusable option."""
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


def _data(node: Element, domain: AwesomeDomain) -> ChartData:
    use: ChartUse = node["use"]
    return use.data(domain)


def visit_paper_chart(self: HTML5Translator, node: Element) -> NoReturn:
    """Write a chart within its `figure` element."""
    page_html = PageHtml(self.builder, node["docname"])
    data, use = _data(node, page_html.domain), node["use"]
    if not node["titled"]:
        title = escape(chart_layout.chart_title(data))
        self.body.append(
            f'<figcaption>\n<p><span class="caption-text">{title}</span></p>\n</figcaption>\n'
        )
    if data.bars:
        explore = explore_page(page_html.domain) if is_site_builder(self.builder) else None
        url_of = explore and (lambda bar: page_html.page_url(explore) + use.explore_query(bar))
        prefix = f"aw-chart-{node['number']}"
        self.body.append(chart_pictures.inline_svg(data, prefix, url_of or None) + _table(data))
    else:
        self.body.append(f"<p>{escape(_('No papers.'))}</p>\n")
    raise nodes.SkipNode


def _table(data: ChartData) -> str:
    head, *rows = chart_layout.number_table(data)
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


class ExpandCharts(ExpandNode):
    """Replace a chart by a picture, if the builder can show one, and a table behind it."""

    node_type = paper_chart

    def is_supported(self) -> bool:
        """Return True for builders without our visitors that do not collect messages.

        The builder of messages needs the captions as they were read, without the numbers.
        """
        return super().is_supported() and not isinstance(self.domain.builder, I18nBuilder)

    def expand(self, node: Element) -> list[Node]:
        """Return the picture, and put the table behind the figure."""
        builder = self.domain.builder
        data, around = _data(node, self.domain), node.parent
        assert isinstance(around, nodes.figure)  # noqa: S101 (the directive made it)
        if not node["titled"]:
            title = chart_layout.chart_title(data)
            around.insert(0, nodes.caption("", title, translatable=False))
        (caption,) = around.findall(nodes.caption)
        picture, numbers = _picture(data, node["docname"], builder), _number_table(data)
        if not picture:  # the title is all that is left of the figure
            around.replace_self([nodes.paragraph("", "", *caption.children), *numbers])
            return []
        if isinstance(builder, LaTeXBuilder):  # it puts the two where it has room
            numbers[0].insert(0, nodes.title("", "", *caption.deepcopy().children))
        around.replace_self([around, *numbers])
        return picture


def _picture(data: ChartData, docname: str, builder: Builder) -> list[Node]:
    if not data.bars:
        return []
    if isinstance(builder, LaTeXBuilder):
        return [
            nodes.raw(
                "",
                chart_pictures.latex_picture(data, builder.config.latex_engine),
                format="latex",
            )
        ]
    if isinstance(builder, (EpubBuilder, SingleFileHTMLBuilder)):
        text = chart_pictures.svg_file(data).encode()
        name = f"chart-{blake2b(text, digest_size=8).hexdigest()}.svg"
        write_if_changed(Path(builder.outdir), Path(IMAGES, name), text)
        page = "" if isinstance(builder, SingleFileHTMLBuilder) else builder.get_target_uri(docname)
        uri = relative_uri(page, f"{IMAGES}/{name}")
        # With "?" Sphinx does not search for it among the sources.
        return [
            nodes.image(uri=uri, candidates={"?": uri}, alt=chart_layout.chart_alternative(data))
        ]
    return []


def _number_table(data: ChartData) -> list[Element]:
    """Return the numbers as a table of standard nodes."""
    if not data.bars:
        return [nodes.paragraph("", _("No papers."))]
    head, *rows = chart_layout.number_table(data)
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in widths), cols=len(head))
    group += nodes.thead("", _number_row(head))
    group += nodes.tbody("", *map(_number_row, rows))
    return [nodes.table("", group)]


def _number_row(texts: list[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", text)) for text in texts))


def setup(app: Sphinx) -> None:
    """Register the directive, its node and its post-transform."""
    app.add_directive_to_domain(AwesomeDomain.name, "chart", ChartDirective)
    app.add_node(paper_chart, html=(visit_paper_chart, None))
    app.add_post_transform(ExpandCharts)
