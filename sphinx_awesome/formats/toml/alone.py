"""One file, read without those beside it."""

from __future__ import annotations

from pathlib import PurePath

from ...core.model import AwesomeList, Venue
from ...core.problem import Problem
from ...core.venues import Venues
from .across import Papers, own_venues, report_unknown_venues
from .directory import packaged_venues
from .documents import Kind
from .reader import Reading


def load_one(text: str, path: str) -> tuple[AwesomeList, list[Problem]]:
    """Read a list from the text of one section's file alone, as :func:`load` does."""
    reading = Reading(text, path, Kind.SECTION)
    section = PurePath(path).stem
    papers = Papers({section: reading})
    venues = Venues(packaged_venues())
    report_unknown_venues([reading], venues)
    return AwesomeList(
        sections=papers.sections, entries=papers.entries, homes=papers.homes, venues=venues
    ), sorted(reading.problems, key=lambda problem: problem.span)


def read_venues(text: str, path: str) -> tuple[list[Venue], list[Problem]]:
    """The venues of a list's own file, which add to the packaged ones."""
    reading = Reading(text, path, Kind.VENUES)
    return own_venues(reading, packaged_venues()), reading.problems
