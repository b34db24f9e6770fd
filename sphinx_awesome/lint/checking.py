"""All that is wrong with the list in a directory: what its reader finds, and what the rules do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ..core.model import AwesomeList, Entry
from ..core.problem import Code, Problem, Severity, Span
from ..formats.toml import Places, load_with_places
from . import CODES, find
from .ignoring import UNUSED_IGNORE, Ignored, Owner
from .marks import Keys
from .rule import Finding


class Edit(NamedTuple):
    """A value whose right form is certain."""

    old: str
    new: str


class Checked(NamedTuple):
    """A list, and what is wrong with it."""

    whole: AwesomeList
    problems: list[Problem]
    """In the order of the files."""
    edits: dict[Path, dict[Keys, Edit]]
    """What can be mended without asking: by file, and by the value's path in it."""


def check(root: Path, today: date, codes: Collection[str] = CODES) -> Checked:
    """Read the list in a directory, and apply the rules to it.

    Errors of the reader are always told: what they left out, no rule has seen.

    :param today: no paper has appeared later.
    :param codes: of the rules to apply, and of the reader's warnings to tell.
    """
    whole, found, places = load_with_places(root)
    ignored = Ignored(whole)
    problems = list(_of_reader(found, places, ignored, codes))
    edits: dict[Path, dict[Keys, Edit]] = defaultdict(dict)
    overruled: set[Span] = set()
    for rule, finding in find(whole, today, codes):
        owner = whole.homes[finding.paper], finding.paper
        span = places.of_paper(*owner, *finding.keys)
        if rule.code == "series-as-venue":
            overruled.add(span)
        if ignored.covers(rule.code, owner):
            continue
        problems.append(Problem(rule, finding.message, span, finding.hint))
        if finding.new:
            keys = places.keys(*owner, *finding.keys)
            old = _value(whole.entries[finding.paper], finding.keys)
            edits[places.path(owner[0])].setdefault(keys, Edit(old, finding.new))
    if UNUSED_IGNORE.code in codes:
        problems += _unused(ignored, places, codes)
    # A series is not known as a venue either: once is enough.
    problems = [p for p in problems if p.code is not Code.VENUE or p.span not in overruled]
    problems.sort(key=lambda problem: problem.span)
    return Checked(whole, problems, edits)


def _of_reader(
    problems: list[Problem], places: Places, ignored: Ignored, codes: Collection[str]
) -> Iterator[Problem]:
    """The reader's errors, and those of its warnings that are to be told."""
    for problem in problems:
        code = problem.code.slug
        if problem.severity is Severity.ERROR or (
            code in codes and not ignored.covers(code, places.owner(problem.span))
        ):
            yield problem


def _unused(ignored: Ignored, places: Places, codes: Collection[str]) -> Iterator[Problem]:
    for owner, finding in ignored.unused(codes, CODES):
        span = _place(owner, finding, places)
        yield Problem(UNUSED_IGNORE, finding.message, span, finding.hint)


def _place(owner: Owner, finding: Finding, places: Places) -> Span:
    section, paper = owner
    keys = [str(key) for key in finding.keys]
    if paper:
        return places.of_paper(section, paper, *keys, value=False)
    return places.of_section(section, *keys) if section else places.of_list(*keys)


def _value(paper: Entry, keys: Keys) -> str:
    """The text that stands in a paper's block."""
    value: Any = paper
    for key in keys:
        is_inner = isinstance(key, int) or isinstance(value, Mapping)
        value = value[key] if is_inner else getattr(value, str(key))
    return str(value)
