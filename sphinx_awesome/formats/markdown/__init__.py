"""Awesome lists in the wild: Markdown to an awesome list.

Nothing is lost and nothing is invented: what is not read as a paper stays, as Markdown, with the
section where it stands, and an account says of every line what became of it.

Data flows one way, and each room imports only from its own line and those above it::

    words     dates, addresses -> labels, people, places -> bylines   what a piece of text says
    document  inline (marks) -> blocks, html -> document -> titled    what stands where
    item      brackets -> fields -> layout                            the pieces of an item
    reading   candidates -> titles, slots -> readings (facts)         what an item says
    list      boundaries -> score -> verdict                          which items tell a paper
    entries   sections, entries -> papers -> build                    the awesome list
"""

from __future__ import annotations

from collections.abc import Mapping

from ...core.files import no_collection, normalise
from ...core.same_work import keys
from ...core.slugs import Ids, KnownIds, section_key
from ...core.venues import Venues
from ..toml.directory import packaged_venues
from .consensus import choose, judge
from .document import title_blocks
from .document.outline import Account, Kind, Line
from .document.parser import parse
from .entries.assembly import Builder, Messages, Reading
from .words.bylines import Bylines
from .words.venue_mentions import Places

__all__ = ["Account", "Kind", "KnownIds", "Line", "Reading", "keys", "read", "section_key"]


def read(
    text: str,
    path: str = "README.md",
    venues: Venues | None = None,
    ids: Mapping[str, str] | KnownIds | None = None,
    folder: str = "",
) -> Reading:
    """Read a list. Never raises: what cannot be read is among the problems and in the prose.

    :param path: as problems shall name the file.
    :param venues: those that are known; if not given, those of the package. A venue that is not
        among them becomes a venue of the list, without a kind unless its name tells it.
    :param ids: ids that papers shall have, by what they are known by (:func:`keys`): `arxiv:` and
        an id, `doi:` and a DOI in lower case, or `title:` and the folded title. The others get
        new ones. :class:`KnownIds` has those of sections too.
    :param folder: where on the web the list's own folder is, with a slash at its end: files in it
        are then linked there (:func:`~sphinx_awesome.core.urls.of_file`).
    """
    known = Venues(packaged_venues()) if venues is None else venues
    with no_collection():
        given = ids if isinstance(ids, KnownIds) else KnownIds(ids or {})
        return _read(text, path, known, Ids(given), folder)


def _read(text: str, path: str, known: Venues, ids: Ids, folder: str) -> Reading:
    text, problems = normalise(text, path)
    document = parse(text)
    title_blocks.merge(document)
    places = Places(known)
    told = choose(document, Bylines(places))
    judge(document, told)
    messages = Messages(document.lines, path, problems)
    return Builder(document, places, ids, messages, folder).build(told)
