"""Awesome lists in the wild: Markdown to an awesome list.

Nothing is lost and nothing is invented: what is not read as a paper stays, as Markdown, with the
section where it stands, and an account says of every line what became of it.

Data flows one way, and each room imports only from its own line and those above it::

    words      dates, link kinds, authors, venues -> annotations   what a piece of text may be
    document   inline nodes -> blocks, HTML -> outline, title blocks    what stands where
    items      brackets -> segments -> titles -> extraction             the pieces of an item
    consensus  what the items of a list agree on
    classification                                                      which items tell a paper
    entries    headings, assembly                                       the awesome list

Each segment carries the annotation of its text. What that may be is asked once, and read there by
all that comes behind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from ...core.files import normalize_newlines, pause_gc
from ...core.problem import Problem
from ...core.same_work import identity_keys
from ...core.slugs import IdAllocator, KnownIds, section_key
from ...core.venues import Venues
from ..toml.directory import packaged_venues
from .classification import classify_items
from .consensus import interpret_items
from .document import title_blocks
from .document.headings import HeadingReader
from .document.joining import join_documents
from .document.outline import Document, LineReport, LineStatus, Origin, ReportedLine
from .document.parser import parse_document
from .entries.assembly import ListBuilder, MarkdownReading, SectionFinder
from .entries.page_markdown import (
    Targets,
    Written,
    escape_for_page,
    split_description,
    write_for_page,
)
from .entries.problem_reporter import ProblemReporter
from .entries.prose_parts import Frame, ProsePart
from .words.annotations import Annotation
from .words.venue_mentions import VenueFinder

__all__ = [
    "Frame",
    "KnownIds",
    "LineReport",
    "LineStatus",
    "MarkdownFile",
    "MarkdownReading",
    "ProsePart",
    "ReportedLine",
    "Targets",
    "Written",
    "escape_for_page",
    "identity_keys",
    "read",
    "read_files",
    "section_key",
    "split_description",
    "write_for_page",
]


class MarkdownFile(NamedTuple):
    """A file of a list."""

    text: str
    path: str
    """As problems shall name it."""
    folder: str = ""
    """Where on the web its folder is, with a slash at its end."""


def read(
    text: str,
    path: str = "README.md",
    venues: Venues | None = None,
    ids: Mapping[str, str] | KnownIds | None = None,
    folder: str = "",
) -> MarkdownReading:
    """Read a list. Never raises: what cannot be read is among the problems and in the prose.

    :param path: as problems shall name the file.
    :param venues: those that are known; if not given, those of the package. A venue that is not
        among them becomes a venue of the list, without a kind unless its name tells it.
    :param ids: ids that papers shall have, by what they are known by (:func:`keys`): `arxiv:` and
        an id, `doi:` and a DOI in lower case, or `title:` and the folded title. The others get
        new ones. :class:`KnownIds` has those of sections too.
    :param folder: where on the web the list's own folder is, with a slash at its end: files in it
        are then linked there (:func:`~sphinx_awesome.core.urls.resolve_file_url`).
    """
    return read_files([MarkdownFile(text, path, folder)], venues, ids)


def read_files(
    sources: Sequence[MarkdownFile],
    venues: Venues | None = None,
    ids: Mapping[str, str] | KnownIds | None = None,
) -> MarkdownReading:
    """Read a list that stands in several files, in their order. Never raises, as :func:`read`.

    A README that comes first has the title of the list; each other file is a chapter.

    :param sources: the files, one at least.
    :param venues: as for :func:`read`.
    :param ids: as for :func:`read`.
    """
    known = Venues(packaged_venues()) if venues is None else venues
    with pause_gc():
        given = ids if isinstance(ids, KnownIds) else KnownIds(ids or {})
        return _read(sources, known, IdAllocator(given))


def _read(sources: Sequence[MarkdownFile], known: Venues, ids: IdAllocator) -> MarkdownReading:
    problems: list[Problem] = []
    documents: list[Document] = []
    for source in sources:
        text, more = normalize_newlines(source.text, source.path)
        problems += more
        document = parse_document(text)
        title_blocks.merge_title_blocks(document)
        origin = Origin(0, source.path, source.folder, document.references)
        document.origins = (origin,)
        documents.append(document)
    document = documents[0] if len(documents) == 1 else join_documents(documents)
    finder = VenueFinder(known)
    headings = HeadingReader(document, finder)
    parsed = interpret_items(document, partial(Annotation, finder=finder))
    classify_items(headings, parsed)
    messages = ProblemReporter(document, problems)
    sections = SectionFinder(document, headings, ids)
    return ListBuilder(document, sections, known, messages).build(parsed)
