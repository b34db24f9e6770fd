"""Join the documents of several files to one, as if they were chapters of one text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from .outline import Document, Heading, InlineNode, NodeType, Origin

_INDEX_NAMES = frozenset({"readme", "index"})
"""Names of files, without endings, whose first heading is the title of all."""


def join_documents(documents: Sequence[Document]) -> Document:
    """Return one document of several. Theirs are changed, and must not be used any more.

    What stands in a chapter above its first heading gets the name of its file as a heading.

    :param documents: each of one file, at least one.
    """
    joined = Document([], [], [Heading("", 0, 0, 0)], [])
    for number, document in enumerate(documents):
        (origin,) = document.origins
        is_index = number == 0 and _stem(origin) in _INDEX_NAMES
        if number == 0:
            joined.has_own_title = is_index
            joined.title = document.title if is_index else ""
        _append(joined, document, origin, is_chapter=not is_index)
    return joined


def _stem(origin: Origin) -> str:
    return PurePath(origin.path).stem.casefold()


def _append(joined: Document, document: Document, origin: Origin, *, is_chapter: bool) -> None:
    """Put a document behind what is joined already."""
    lines, headings, groups = len(joined.lines), len(joined.headings), joined.group + 1
    root = 0
    if is_chapter and any(item.heading == 0 for item in document.items):
        title = document.title or _title_of_file(origin)
        mark = InlineNode(NodeType.TEXT, title, line=lines)
        joined.headings.append(Heading(title, 1, 0, lines, [mark]))
        root = headings
    shift = len(joined.headings) - 1  # the number of a heading of the chapter, from 1, plus this
    for heading in document.headings[1:]:
        heading.parent = heading.parent + shift if heading.parent else root
        heading.start += lines
        joined.headings.append(heading)
    for item in (item for top in document.items for item in top.walk()):
        item.start += lines
        item.end += lines
        item.group += groups if item.group >= 0 else 0
        item.heading = item.heading + shift if item.heading else root
    for mark in _marks(document):
        mark.line += lines
    joined.items += document.items
    joined.lines += document.lines
    joined.kinds += document.kinds
    joined.heads.update(
        {row + lines: range(h.start + lines, h.stop + lines) for row, h in document.heads.items()}
    )
    joined.html |= {line + lines for line in document.html}
    joined.group = groups + document.group
    joined.origins = (*joined.origins[bool(lines == 0) :], origin._replace(start=lines))


def _title_of_file(origin: Origin) -> str:
    """Return the name of a file as a heading: ``02-graph_networks.md`` is "Graph networks"."""
    words = PurePath(origin.path).stem.replace("-", " ").replace("_", " ").split()
    named = words[1:] if len(words) > 1 and words[0].isdigit() else words
    return " ".join(named)[:1].upper() + " ".join(named)[1:]


def _marks(document: Document) -> Iterable[InlineNode]:
    """Return all inline nodes of a document, each once: headings and items may share them."""
    items = [item for top in document.items for item in top.walk()]
    lists = [heading.marks for heading in document.headings[1:]]
    lists += [marks for item in items for marks in (item.marks, *item.cells)]
    return {id(mark): mark for marks in lists for mark in marks}.values()
