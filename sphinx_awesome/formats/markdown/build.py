"""From what the items of a document say to an awesome list, with an account of every line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...core.model import AwesomeList
from ...core.problem import Problem
from ...core.venues import Venues
from .account import Account, Kind, Line
from .document import Document
from .entries import Entries
from .facts import Facts
from .identity import Ids
from .messages import Messages
from .papers import Papers
from .places import Places
from .score import Told
from .sections import Sections
from .text import tidy


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


class Builder:
    """Puts a list together."""

    def __init__(
        self, document: Document, places: Places, ids: Ids, messages: Messages, folder: str
    ) -> None:
        self._document = document
        self._known = places.venues
        self._messages = messages
        self._sections = Sections(document, places, ids)
        self._entries = Entries(places, self._sections, messages, folder)
        self._papers = Papers(ids, messages)
        self._homes: dict[str, str] = {}
        self._tells: dict[int, str] = {}  # papers, by the lines that tell them

    def build(self, told: Sequence[Told]) -> Reading:
        """Build a list of the items that tell papers, and report those that should."""
        for one in told:
            if one.is_paper and one.facts is not None:
                self._add(one, one.facts)
            elif one.stands_out:
                self._stand_out(one)
        document, sections = self._document, list(self._sections)
        main = self._sections.main
        whole = AwesomeList(
            title=tidy(document.headings[main].title if main else document.title),
            sections={section.id: section.close() for section in sections},
            entries=self._papers.entries,
            homes=self._homes,
            venues=Venues([*self._known, *self._entries.venues.values()]),
        )
        problems = sorted(self._messages.problems, key=lambda problem: problem.span)
        account, prose = self._account()
        paths = {section.id: section.path for section in sections}
        return Reading(whole, problems, account, prose, paths, self._papers.dates)

    def _add(self, told: Told, facts: Facts) -> None:
        """Add a paper, or what is new about one that is known."""
        section = self._sections.of(told.item.heading)
        entry, when = self._entries.of(facts, told.item)
        id_ = self._papers.add(entry, when, self._messages.span(told.item))
        self._homes.setdefault(id_, section.id)
        section.papers.setdefault(id_)
        kinds = self._document.kinds
        for line in range(told.item.start, min(told.item.end, len(kinds))):
            if kinds[line] is not Kind.BLANK and line not in self._tells:
                kinds[line] = Kind.PAPER
                self._tells[line] = id_

    def _stand_out(self, told: Told) -> None:
        """Report an item among papers that tells none."""
        self._messages.stands_out(told.item, told.facts)
        kinds = self._document.kinds
        for line in range(told.item.start, min(told.item.end, len(kinds))):
            if kinds[line] is Kind.PROSE:
                kinds[line] = Kind.PROBLEM

    def _account(self) -> tuple[Account, dict[str, str]]:
        """What became of each line, and the prose of each section."""
        document = self._document
        lines: list[Line] = []
        kept: dict[str, list[str]] = defaultdict(list)
        starts = {heading.start: n for n, heading in enumerate(document.headings) if n}
        place, headed = "", True
        for number, kind in enumerate(document.kinds):
            if heading := starts.get(number):
                place, headed = self._sections.above(heading)
            lines.append(Line(number + 1, kind, self._tells.get(number, place)))
            is_heading = number in starts and headed
            if kind in {Kind.PROSE, Kind.PROBLEM, Kind.BLANK} or (
                is_heading and kind is Kind.STRUCTURE
            ):
                kept[place].append(document.lines[number])
        prose = {
            place: re.sub(r"\n{3,}", "\n\n", "\n".join(texts)).strip("\n")
            for place, texts in kept.items()
        }
        return Account(tuple(lines)), {place: f"{text}\n" for place, text in prose.items() if text}
