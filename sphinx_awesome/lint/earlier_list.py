"""A list as it stood in git before: which of two blocks is new, and which addresses are lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ..core.git import GitError
from ..core.model import AwesomeList, Entry, Section
from ..core.problem import Severity
from ..core.same_work import arxiv_ids_of, find_duplicates, own_links
from ..core.text import fold
from ..formats import loading
from ..formats.toml.cross_file import Claim, Clash
from .context import Rule, find_nothing
from .rules import LOST_PERMALINK


class EarlierList:
    """The list that stood at some commit; git is asked for it when it is first needed.

    :param root: where the list is kept now.
    :param since: a branch, a tag or a commit; if not given, the last commit, if git can tell.
    """

    def __init__(self, root: Path, since: str | None = None) -> None:
        self._root = root
        self._since = since

    @cached_property
    def awesome_list(self) -> AwesomeList | None:
        """The list; None if there was none or, unless a commit was named, if git cannot tell.

        :raises GitError: if git cannot tell what stood at the commit that was named.
        """
        if self._since is not None:
            return loading.load_at(self._root, self._since)
        try:
            return loading.load_at(self._root, "HEAD")
        except GitError:
            return None

    def is_turned(self, first: Entry, second: Entry) -> bool | None:
        """Return whether the first of two papers is new, and the second is not.

        None if they are both new, or neither is, as far as git can tell.

        :param first: the one that stands first in the list.
        :param second: the other one.
        """
        if loading.is_readme(self._root):
            # What was pasted above may have got the id that the other had.
            titles = self._titles
            old, other = fold(first.title) in titles, fold(second.title) in titles
            if old is not other:
                return other
        old, other = self._had(first), self._had(second)
        return None if old is other else other

    def is_clash_turned(self, clash: Clash) -> bool:
        """Return whether an id was given to the second of two things before it was to the first.

        :param clash: two things with one id.
        """
        first, second = (self._age(clash.id, claim) for claim in (clash.first, clash.second))
        return second > first

    @cached_property
    def _titles(self) -> set[str]:
        before = self.awesome_list
        return {fold(paper.title) for paper in before.entries.values()} if before else set()

    def _had(self, paper: Entry) -> bool:
        before = self.awesome_list
        return before is not None and any(
            id_ in before.entries for id_ in (paper.id, *paper.aliases)
        )

    def _age(self, id_: str, claim: Claim) -> tuple[int, ...]:
        """Return how surely something had an id before: the greater of two is the older."""
        before = self.awesome_list
        if before is None:
            return ()
        match claim.kind:
            case "section":
                return (id_ in before.sections,)
            case "removed":
                return (id_ in before.removed,)
            case "former section":
                return (any(id_ in section.aliases for section in before.sections.values()),)
            case "former paper":
                return (any(id_ in entry.aliases for entry in before.entries.values()),)
        was, now = before.entries.get(id_), claim.paper
        if was is None or now is None:
            return (0,)
        equal = sum(getattr(was, f.name) == getattr(now, f.name) for f in fields(Entry))
        return (1, equal, before.homes[id_] == claim.section)


class LostIds(NamedTuple):
    """Ids that had an address and have none now, all of one paper or section."""

    ids: tuple[str, ...]
    heir: Entry | Section | None
    """What is the same paper or section now, and bears other names; None if it is gone."""
    reason: str = ""
    """Why it was removed, if that was said before."""


def lost_ids(
    before: AwesomeList, now: AwesomeList, written: Collection[str] = ()
) -> Iterator[LostIds]:
    """Find the ids that a list had, and that it has no more, neither in use nor as removed.

    :param before: the earlier list.
    :param now: the list as it is.
    :param written: further ids that stand in its files, in what cannot be read.
    """
    has = {*_ids(now), *written}
    papers = {
        entry.id: _without((entry.id, *entry.aliases), has) for entry in before.entries.values()
    }
    gone = [entry for entry in before.entries.values() if papers[entry.id]]
    heirs = _heirs_of_papers(gone, now) if gone else {}
    yield from _grouped((papers[e.id], heirs[e.id], now.removed.get(e.id, "")) for e in gone)
    sections = before.sections.values()
    yield from _grouped(
        (left, _heir_of_section(section, before, now), now.removed.get(section.id, ""))
        for section in sections
        if (left := _without((section.id, *section.aliases), has))
    )
    for id_, reason in before.removed.items():
        if id_ not in has:
            yield LostIds((id_,), None, reason)


def _ids(awesome_list: AwesomeList) -> Iterator[str]:
    """Yield all ids with an address: of papers and sections, present, former and removed."""
    for named in (awesome_list.entries, awesome_list.sections):
        for id_, value in named.items():
            yield from (id_, *value.aliases)
    yield from awesome_list.removed


def _without(ids: Iterable[str], has: Collection[str]) -> tuple[str, ...]:
    return tuple(id_ for id_ in ids if id_ not in has)


def _grouped(
    lost: Iterable[tuple[tuple[str, ...], Entry | Section | None, str]],
) -> Iterator[LostIds]:
    """Group what is one thing now, so that one line fixes all."""
    groups: dict[str, LostIds] = {}
    for ids, heir, reason in lost:
        if heir is None:
            yield LostIds(ids, None, reason)
        else:
            known = groups.get(heir.id, LostIds((), heir))
            groups[heir.id] = known._replace(ids=tuple(dict.fromkeys((*known.ids, *ids))))
    yield from groups.values()


def _heirs_of_papers(gone: list[Entry], now: AwesomeList) -> dict[str, Entry | None]:
    """Return what each of some papers has become, by its id before.

    It is the paper of its id or of one of its former ids; else one that is known to be the same
    work; else one of the same title, or to which the same links lead.
    """
    papers = list(now.entries.values())
    by_id = {id_: paper for paper in papers for id_ in (paper.id, *paper.aliases)}
    renamed = [paper for paper in gone if paper.id not in now.entries]
    both = [*papers, *renamed]
    pairs = find_duplicates(both, {paper.id: arxiv_ids_of(paper) for paper in both})
    works = {pair.second.id: pair.first for pair in pairs}
    marks: dict[str, Entry] = {}
    for paper in papers:
        for mark in _weak_marks(paper):
            marks.setdefault(mark, paper)
    heirs: dict[str, Entry | None] = {}
    for paper in gone:
        named = (by_id[id_] for id_ in (paper.id, *paper.aliases) if id_ in by_id)
        work = works.get(paper.id)
        alike = (marks[mark] for mark in _weak_marks(paper) if mark in marks)
        heir = next(named, None)
        if heir is None and work is not None and work.id in now.entries:
            heir = work
        heirs[paper.id] = heir or next(alike, None)
    return heirs


def _weak_marks(paper: Entry) -> list[str]:
    """Return what identifies a paper if nothing surer does: its title and its own links."""
    return [fold(paper.title), *(url for _, url in own_links(paper))]


def _heir_of_section(was: Section, before: AwesomeList, now: AwesomeList) -> Section | None:
    """Return what a section has become: by one of its ids, its title, or most of its papers."""
    for id_ in (was.id, *was.aliases):
        for section in now.sections.values():
            if id_ in (section.id, *section.aliases):
                return section
    if was.id in now.removed:
        return None
    new = [section for section in now.sections.values() if section.id not in before.sections]
    titled = (section for section in new if fold(section.title) == fold(was.title))
    if heir := next(titled, None):
        return heir
    papers = [paper for paper in was.entries if before.homes[paper] == was.id] or was.entries
    heirs = _heirs_of_papers([before.entries[paper] for paper in papers], now)
    homes = Counter(now.homes[heir.id] for heir in heirs.values() if heir)
    if not homes:
        return None
    most, count = max(homes.items(), key=lambda item: (item[1], item[0] not in before.sections))
    return now.sections[most] if 2 * count >= homes.total() else None


LOST_PERMALINK_RULE = Rule(
    code=LOST_PERMALINK,
    title="An address that was published is gone",
    why="Others have linked to it and cited it: `p/ID.html` of a paper, of a section, and of their "
    "former ids. The rule is applied with `--since REF` alone: it compares the list with what "
    "stood at git's `REF`. What is gone cannot say that it is to be left alone, and so this rule "
    "has no place in `ignore`; for once, there is `--ignore lost-permalink`.",
    fix="Write the line that `check` prints. A paper or a section that has another id now gets "
    "the former one as one of its `aliases`. What had to go is named in `_list.toml`, with each of "
    "its former ids: its address then says that it was removed, and why. Of a README, the command "
    "`lock` writes both.",
    example="""\
# in _list.toml
removed.tandem = "It was withdrawn by its authors."

# in the file of a section
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"
arxiv = "2107.02104"
aliases = ["hou-2021-ratchet"]
""",
    find=find_nothing,  # that needs the list before, too
    severity=Severity.ERROR,
)
