"""Charts in the form that each builder can show, always with their numbers as a table."""

from __future__ import annotations

from hashlib import blake2b
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from docutils import nodes
from docutils.nodes import Element, Node
from sphinx.builders import Builder
from sphinx.builders._epub_base import EpubBuilder
from sphinx.builders.gettext import I18nBuilder
from sphinx.builders.latex import LaTeXBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from ...core.figures import Figure
from ..domain import AwesomeDomain, domain_of
from ..html import draws_html
from ..i18n import _
from ..nodes import paper_chart
from ..output_files import write_if_changed
from . import latex, svg, words
from .directive import ChartPart

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

IMAGES = "_images"


def _figure(node: Element, domain: AwesomeDomain) -> Figure:
    part: ChartPart = node["part"]
    return part.figure(domain)


def visit_paper_chart(self: HTML5Translator, node: Element) -> NoReturn:
    """Draw a chart within its `figure` element."""
    figure = _figure(node, domain_of(self.builder.env))
    if not node["titled"]:
        title = escape(words.title(figure))
        self.body.append(
            f'<figcaption>\n<p><span class="caption-text">{title}</span></p>\n</figcaption>\n'
        )
    if figure.bars:
        self.body.append(svg.inline(figure, f"aw-chart-{node['number']}") + _table(figure))
    else:
        self.body.append(f"<p>{escape(_('No papers.'))}</p>\n")
    raise nodes.SkipNode


def _table(figure: Figure) -> str:
    head, *rows = words.table(figure)
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
        return not draws_html(builder) and not isinstance(builder, I18nBuilder)

    def run(self, **kwargs: object) -> None:
        """Replace the figures."""
        del kwargs
        domain = domain_of(self.env)
        for node in list(self.document.findall(paper_chart)):
            figure, around = _figure(node, domain), node.parent
            assert isinstance(around, nodes.figure)  # noqa: S101 (the directive made it)
            if not node["titled"]:
                around.insert(0, nodes.caption("", words.title(figure), translatable=False))
            picture = _picture(figure, node["docname"], domain.builder)
            node.replace_self(picture)
            (title,) = around.findall(nodes.caption)
            numbers = _numbers(figure)
            if not picture:  # the title is all that is left of the figure
                around.replace_self([nodes.paragraph("", "", *title.children), *numbers])
            else:
                if isinstance(domain.builder, LaTeXBuilder):  # it puts the two where it has room
                    numbers[0].insert(0, nodes.title("", "", *title.deepcopy().children))
                around.replace_self([around, *numbers])


def _picture(figure: Figure, docname: str, builder: Builder) -> list[Node]:
    if not figure.bars:
        return []
    if isinstance(builder, LaTeXBuilder):
        return [nodes.raw("", latex.picture(figure, builder.config.latex_engine), format="latex")]
    if isinstance(builder, (EpubBuilder, SingleFileHTMLBuilder)):
        text = svg.file(figure).encode()
        name = f"chart-{blake2b(text, digest_size=8).hexdigest()}.svg"
        write_if_changed(Path(builder.outdir), Path(IMAGES, name), text)
        page = "" if isinstance(builder, SingleFileHTMLBuilder) else builder.get_target_uri(docname)
        uri = relative_uri(page, f"{IMAGES}/{name}")
        # Sphinx would look for it among the sources; "?" tells it not to.
        return [nodes.image(uri=uri, candidates={"?": uri}, alt=words.alternative(figure))]
    return []


def _numbers(figure: Figure) -> list[Element]:
    """The numbers as a table of standard nodes."""
    if not figure.bars:
        return [nodes.paragraph("", _("No papers."))]
    head, *rows = words.table(figure)
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in widths), cols=len(head))
    group += nodes.thead("", _row(head))
    group += nodes.tbody("", *map(_row, rows))
    return [nodes.table("", group)]


def _row(texts: list[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", text)) for text in texts))
