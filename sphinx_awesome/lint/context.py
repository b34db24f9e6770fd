"""The list that rules examine, and the form of a rule and of its findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ..core.model import AwesomeList, Entry
from ..core.problem import ProblemCode, Severity
from ..core.same_work import DuplicatePair, Places, arxiv_ids_of, find_duplicates, title_words
from ..core.venues import VenueKind


class LintContext:
    """A list under examination; each question is answered once.

    :param today: what lies later has not happened yet.
    """

    def __init__(self, awesome_list: AwesomeList, today: date) -> None:
        self.awesome_list = awesome_list
        self.today = today

    @cached_property
    def papers(self) -> list[Entry]:
        """All entries, in the order of the list: what holds for papers alone is another list."""
        return list(self.awesome_list.entries.values())

    @cached_property
    def real_papers(self) -> list[Entry]:
        """The entries that count as papers, in the order of the list.

        A tool may link to the paper about it, and have neither its venue nor its year.
        """
        return [entry for entry in self.papers if entry.type.is_paper]

    @cached_property
    def words(self) -> dict[str, tuple[str, ...]]:
        """The words of each paper's title, folded; by its id."""
        return {paper.id: title_words(paper.title) for paper in self.papers}

    @cached_property
    def arxivs(self) -> dict[str, Places]:
        """The arXiv ids of each paper, without version, and where its block names each."""
        return {paper.id: arxiv_ids_of(paper) for paper in self.papers}

    @cached_property
    def same(self) -> list[DuplicatePair]:
        """Papers that are listed already, each with the first one."""
        return list(find_duplicates(self.papers, self.arxivs))

    @cached_property
    def sections(self) -> dict[str, list[str]]:
        """Ids of the sections that show each paper."""
        by_paper: dict[str, list[str]] = defaultdict(list)
        for section in self.awesome_list.sections.values():
            for paper in section.entries:
                by_paper[paper].append(section.id)
        return by_paper

    def kind(self, venue: str) -> VenueKind | None:
        """Return the kind of a venue, or None if it is not known.

        :param venue: its name; "" for none.
        """
        return self.awesome_list.venues.get(venue).kind if venue else None

    def is_preprint(self, paper: Entry) -> bool:
        """Return whether a paper is listed as a preprint.

        :param paper: of the list.
        """
        return self.kind(paper.venue) is VenueKind.PREPRINT

    def name(self, first: Entry, second: Entry) -> str:
        """Return the name of the first of two papers in a sentence about the second."""
        home = self.awesome_list.homes.get(first.id, "")
        is_near = home == self.awesome_list.homes.get(second.id, "")
        return f"`{first.id}`" if is_near else f"`{first.id}` in {home}"


def find_nothing(_: LintContext) -> Iterator[Finding]:
    """Find nothing: for rules whose faults a list alone does not show."""
    return iter(())


class Rival(NamedTuple):
    """The other of two papers, one of which gives way: the newer, if git can tell which that is."""

    paper: str
    """Id of the paper."""
    keys: tuple[str | int, ...]
    """What gives it away in its block."""
    message: str
    """What is wrong, as it is told at the other paper."""
    hint: str
    """How to mend it there, if the other paper is the newer."""
    hint_here: str
    """How to mend it at the paper of the finding, if that is the newer."""


class Finding(NamedTuple):
    """One place where a list breaks a rule."""

    paper: str
    """Id of the paper."""
    keys: tuple[str | int, ...]
    """The value in its block that is wrong: ``("links", "pdf")``."""
    message: str
    """What is wrong, as one sentence without a full stop."""
    hint: str
    """How to mend it, as one sentence without a full stop."""
    replacement: str | tuple[str, ...] = ""
    """The text that is right, if that is certain; of an item of a list also several, which take its
    place."""
    rival: Rival | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a good list does not do."""

    code: str
    """Its permanent name; :class:`~.core.problem.ProblemCode` has none of that name."""
    title: str
    """What is wrong, in a few words."""
    why: str
    """Why that is wrong, in sentences of Markdown."""
    fix: str
    """How to mend it, in sentences of Markdown."""
    example: str
    """Blocks of an entry file, the last of which breaks this rule, and no block any other."""
    find: Callable[[LintContext], Iterator[Finding]]
    severity: Severity = Severity.WARNING
    fixed_example: str = ""
    """What ``check --fix`` makes of the example; "" if only a person can mend it."""
    overrules: frozenset[ProblemCode] = frozenset()
    """Warnings of the reader that are not reported where this rule finds something."""
    waits_for_reader: bool = False
    """Whether it says nothing about a paper in whose block the reader found an error: the error may
    be why, and says how to fix it."""

    @property
    def slug(self) -> str:
        """The code, under the name that all problems have it."""
        return self.code

    def __str__(self) -> str:
        return self.code
