"""The nodes of this extension.

A node holds ids and plain values, never an entry: what is drawn comes from the list as it is
when the page is written. HTML pages draw them in :mod:`.html`; for every other builder
:mod:`.expand` replaces them by standard nodes first. Their names are prefixed, since docutils
finds visitors by class name, and are no ``TextElement``: their text is there for search alone,
to be neither translated nor smart-quoted.
"""

from __future__ import annotations

from docutils import nodes


class _Leaf(nodes.General, nodes.Element):
    """A node whose only child, if any, is the text that search indexes."""

    def __init__(self, rawsource: str = "", text: str = "", **attributes: object) -> None:
        super().__init__(rawsource, *([nodes.Text(text)] if text else []), **attributes)


class paper_list(_Leaf):  # noqa: N801
    """Papers in a row: one node, since each node costs Sphinx some eighty visits.

    Attributes ``papers`` (ids), ``anchors`` (a list of own ids a paper, which all are among
    ``ids`` too), ``sections`` (one a paper, or ""), ``docname``, ``layout`` (cards or list)
    and ``marks`` ("set" if readers may filter them, "long" if there are so many that what is off
    the screen need not be drawn).
    """


class section_head(_Leaf):  # noqa: N801
    """Facts and chart of some papers. Attributes ``sections``, ``papers`` and ``docname``."""


class paper_filters(_Leaf):  # noqa: N801
    """The place of the filters of a page. Attributes ``papers``, ``sort`` and ``docname``."""


class section_cards(_Leaf):  # noqa: N801
    """The task areas as cards. Attributes ``sections`` and ``docname``."""


class term_list(_Leaf):  # noqa: N801
    """Some terms of an index. Attributes ``kind``, ``terms`` (slugs) and ``docname``."""


class paper_explorer(_Leaf):  # noqa: N801
    """The whole list, to be searched and filtered. Attribute ``docname``."""


class paper_search(_Leaf):  # noqa: N801
    """A field that leads to where the whole list is searched. Attribute ``docname``."""


class paper_chart(_Leaf):  # noqa: N801
    """A chart, in a figure.

    Attributes ``part`` (its `ChartPart`), ``number`` (of the chart on its page), ``titled``
    (whether the figure has a caption already) and ``docname``.
    """


class page_citations(_Leaf):  # noqa: N801
    """How to cite a page and the list. Attribute ``docname``."""


class paper_count(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801
    """A number in running text. Attribute ``expression``."""
