"""Sources, a module each: the ids that it knows, its requests, and how its answers are read.

No module opens a connection. A new source is a module here and a line in :data:`SOURCES`.
OpenAlex, Semantic Scholar and OpenReview, which take a key or a login, would set `key` and
`needs_key`: without a key they are not asked, and no message says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..exchange import Lookup, Question, Source
from .anthology import AnthologySource
from .arxiv import ArxivSource
from .crossref import CrossrefSource
from .datacite import DataciteSource
from .github import GithubSource
from .handles import HandlesSource
from .proceedings import CVF, NEURIPS, PMLR
from .pubmed import PubmedSource
from .wayback import WaybackSource

SOURCES: dict[str, Source] = {
    source.name: source
    for source in (
        *(ArxivSource(), CrossrefSource(), DataciteSource(), AnthologySource()),
        *(CVF, PMLR, NEURIPS, PubmedSource(), GithubSource(), HandlesSource(), WaybackSource()),
    )
}
"""All sources by name. Of those that know a paper, the first is asked first."""

TITLE_SOURCES = ("crossref", "arxiv")
"""Names of the sources that find a work by its title."""

STAND_INS = {"arxiv": "datacite"}
"""For a source that cannot be asked, the name of another one that knows the same ids."""

HOSTS = frozenset(host for source in SOURCES.values() for host in source.hosts)
"""All hosts that may be asked."""


def questions_for(text: str) -> tuple[Question, ...]:
    """Return the questions about the paper that an id, a citation or an address names.

    Ask the first; if it is not found, the next.

    :param text: any form of an id, or an address.

    >>> [one.source for one in questions_for("10.1000/182")]
    ['crossref', 'datacite']
    """
    return tuple(_questions_for(text))


def _questions_for(text: str) -> Iterator[Question]:
    arxiv = SOURCES["arxiv"].knows(text)
    for name, source in SOURCES.items():
        if name in {"github", "handles", "wayback"} or (arxiv and name == "crossref"):
            continue  # they describe no papers, or do not have this one
        if key := source.knows(arxiv if arxiv and name == "datacite" else text):
            yield Question(name, key)


def title_questions(title: str, author: str = "") -> tuple[Question, ...]:
    """Return the questions about a paper whose title is known.

    :param title: plain text.
    :param author: the first author's family name; "" if unknown.
    """
    return tuple(
        Question(name, " ".join(title.split()), Lookup.TITLE, author) for name in TITLE_SOURCES
    )
