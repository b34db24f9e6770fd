"""From a list to the files of its directory."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.model import AwesomeList, Section, Venue
from .directory import packaged_venues
from .documents import LIST_FILE, VENUES_FILE, Block, Document, Kind, ListHeader, Ref, VenuesHeader
from .writer import write


def write_all(whole: AwesomeList) -> dict[str, str]:
    """The files of a list's directory, by name: reading them gives the list again."""
    header = ListHeader(
        title=whole.title,
        description=whole.description,
        homepage=whole.homepage,
        repository=whole.repository,
        licence=whole.licence,
        removed=whole.removed,
        ignore=whole.ignore,
        cite=whole.cite,
        sections=tuple(whole.sections),
    )
    documents = {
        LIST_FILE: Document(Kind.LIST, header, tuple(map(Block, whole.maintainers))),
        VENUES_FILE: Document(Kind.VENUES, VenuesHeader(), tuple(map(Block, own_venues(whole)))),
    }
    for section in whole.sections.values():
        blocks = tuple(_blocks(whole, section.id))
        documents[f"{section.id}.toml"] = Document(Kind.SECTION, section, blocks)
    written = {name: write(document) for name, document in documents.items()}
    return {name: text for name, text in written.items() if text}


def write_one(whole: AwesomeList) -> str:
    """All papers of a list as the file of one section, under the title of the list."""
    only = next(iter(whole.sections.values())) if len(whole.sections) == 1 else Section("list")
    section = Section(
        only.id,
        whole.title or only.title or "Papers",
        only.color,
        whole.description or only.description,
        aliases=only.aliases,
        ignore={**whole.ignore, **only.ignore},
    )
    blocks = tuple(Block(entry) for entry in whole.papers())
    return write(Document(Kind.SECTION, section, blocks))


def own_venues(whole: AwesomeList) -> list[Venue]:
    """The venues that a list adds to the packaged ones, or has otherwise."""
    packaged = set(packaged_venues())
    return [venue for venue in whole.venues if venue not in packaged]


def _blocks(whole: AwesomeList, section: str) -> Iterator[Block]:
    for paper in whole.sections[section].entries:
        is_home = whole.homes[paper] == section
        yield Block(whole.entries[paper] if is_home else Ref(paper))
