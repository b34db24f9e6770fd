"""Awesome lists in the wild: Markdown to an awesome list.

Nothing is lost and nothing is invented: what is not read as a paper stays, as Markdown, with the
section where it stands, and an account says of every line what became of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...core.memory import no_collection
from ...core.model import AwesomeList
from ...core.problem import Problem
from ...core.venues import Venues
from ..toml.directory import packaged_venues
from ..toml.files import normalise
from . import titled
from .account import Account, Kind, Line
from .blocks import parse
from .build import Builder, keys
from .bylines import Bylines
from .places import Places
from .score import choose
from .verdict import judge

__all__ = ["Account", "Kind", "Line", "Reading", "keys", "read"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A list, read."""

    whole: AwesomeList
    """Sections in the order of their headings, their papers, and the venues, new ones included."""
    problems: list[Problem]
    """In the order of the lines."""
    account: Account
    prose: Mapping[str, str]
    """Markdown that is kept with a section, by its id; under "", what stands before the first."""
    paths: Mapping[str, tuple[str, ...]]
    """Headings that lead to a section, its own last, by its id."""
    dates: Mapping[str, str]
    """When papers appeared, as exactly as the list says it (`2023-05`, `2023-05-31`), by id."""


def read(
    text: str,
    path: str = "README.md",
    venues: Venues | None = None,
    ids: Mapping[str, str] | None = None,
    folder: str = "",
) -> Reading:
    """Read a list. Never raises: what cannot be read is among the problems and in the prose.

    :param path: as problems shall name the file.
    :param venues: those that are known; if not given, those of the package. A venue that is not
        among them becomes a venue of the list, without a kind unless its name tells it.
    :param ids: ids that papers shall have, by what they are known by (:func:`keys`): `arxiv:` and
        an id, `doi:` and a DOI in lower case, or `title:` and the folded title. The others get
        new ones.
    :param folder: where on the web the list's own folder is, with a slash at its end: files in it
        are then linked there (:func:`~sphinx_awesome.core.links.of_file`).
    """
    known = Venues(packaged_venues()) if venues is None else venues
    with no_collection():
        return _read(text, path, known, ids or {}, folder)


def _read(text: str, path: str, known: Venues, ids: Mapping[str, str], folder: str) -> Reading:
    text, problems = normalise(text, path)
    places = Places(known)
    document = parse(text)
    titled.merge(document)
    builder = Builder(document, path, known, places, ids)
    builder.folder = folder
    told = choose(document, Bylines(places))
    judge(document, told)
    for one in told:
        if one.is_paper:
            builder.add(one)
        elif one.stands_out:
            builder.stand_out(one)
    whole, account, prose, paths, dates = builder.finish()
    problems = sorted([*problems, *builder.problems], key=lambda problem: problem.span)
    return Reading(whole, problems, account, prose, paths, dates)
