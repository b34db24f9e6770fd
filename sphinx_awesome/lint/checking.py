"""All that is wrong with a list: what its reader finds, and what the rules do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..core.model import AwesomeList, Entry
from ..core.problem import Code, Problem, Replacement, Severity, Span
from ..formats import lists
from ..formats.toml import Places, edit, read_file
from . import CODES, find
from .ignoring import UNUSED_IGNORE, Ignored, Owner
from .marks import Keys
from .rule import Finding

if TYPE_CHECKING:
    from ..formats.source import Places as PlacesInReadme


class Edit(NamedTuple):
    """A value whose right form is certain, or whose key's is."""

    old: object
    new: Replacement


class Checked(NamedTuple):
    """A list, and what is wrong with it."""

    whole: AwesomeList
    problems: list[Problem]
    """In the order of the files."""
    edits: dict[Path, dict[Keys, Edit]]
    """What can be mended without asking: by file, and by the value's path in it.

    Of entry files alone: in a README, what was read as a value may stand as something else.
    """
    certain: int = 0
    """How many of the problems that mends: several may be in one value."""


def check(root: Path, today: date, codes: Collection[str] = CODES) -> Checked:
    """Read a list, and apply the rules to it.

    Errors of the reader are always told: what they left out, no rule has seen.

    :param root: a directory of entry files, or a README.
    :param today: no paper has appeared later.
    :param codes: of the rules to apply, and of the reader's warnings to tell.
    """
    whole, found, places = lists.load_with_places(root)
    if not isinstance(places, Places):
        return Checked(whole, _of_readme(whole, found, places, today, codes), {})
    ignored = Ignored(whole)
    problems = list(_of_reader(found, places, ignored, codes))
    fixes = [(Path(p.span.path), p.fix.path, Edit(p.fix.old, p.fix.new)) for p in problems if p.fix]
    overruled: set[Span] = set()
    # Where an address was refused, there is one: the error says how to mend it.
    refused = {places.owner(p.span) for p in problems if p.severity is Severity.ERROR}
    for rule, finding in find(whole, today, codes):
        owner = whole.homes[finding.paper], finding.paper
        span = places.of_paper(*owner, *finding.keys)
        if rule.code == "series-as-venue":
            overruled.add(span)
        if ignored.covers(rule.code, owner) or (rule.code == "no-address" and owner in refused):
            continue
        problems.append(Problem(rule, finding.message, span, finding.hint))
        if finding.new:
            keys = places.keys(*owner, *finding.keys)
            old = _value(whole.entries[finding.paper], finding.keys)
            fixes.append((places.path(owner[0]), keys, Edit(old, finding.new)))
    if UNUSED_IGNORE.code in codes:
        problems += _unused(ignored, places, codes)
    # A series is not known as a venue either: once is enough.
    problems = [p for p in problems if p.code is not Code.VENUE or p.span not in overruled]
    problems.sort(key=lambda problem: problem.span)
    edits = _possible(fixes)
    certain = sum(keys in edits.get(path, {}) for path, keys, _ in fixes)
    return Checked(whole, problems, edits, certain)


def _possible(fixes: Iterable[tuple[Path, Keys, Edit]]) -> dict[Path, dict[Keys, Edit]]:
    """Of the edits that would mend a list, those that can be made in its files as they stand.

    Of several edits of one value, the first: what it leaves to be mended, the next round finds.
    """
    edits: dict[Path, dict[Keys, Edit]] = defaultdict(dict)
    for path, keys, one in fixes:
        edits[path].setdefault(keys, one)
    possible: dict[Path, dict[Keys, Edit]] = {}
    for path, of_file in edits.items():
        text, _ = read_file(path)
        if done := edit(text or "", str(path), of_file)[1]:
            possible[path] = {keys: of_file[keys] for keys in done}
    return possible


def _of_readme(
    whole: AwesomeList,
    found: list[Problem],
    places: PlacesInReadme,
    today: date,
    codes: Collection[str],
) -> list[Problem]:
    """What is wrong with a list in a README, which cannot say what is to be ignored."""
    problems = [p for p in found if p.severity is Severity.ERROR or p.code.slug in codes]
    for rule, finding in find(whole, today, codes):
        paper = whole.entries[finding.paper]
        span = places.of_paper(paper.id, _value(paper, finding.keys), paper.title)
        problems.append(Problem(rule, finding.message, span, finding.hint))
    return sorted(problems, key=lambda problem: problem.span)


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
