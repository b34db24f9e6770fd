"""Run the rules over a list: problems of the reader and of the rules, suppressions and fixes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from ..core.model import AwesomeList, Entry, Section
from ..core.problem import KeyPath, Location, Problem, ProblemCode, Replacement, Severity
from ..core.text import closest_names, quote_for_message
from ..formats import loading
from ..formats.toml import EntryLocations, read_file, replace_values
from ..formats.toml.file_writer import quoted
from .context import Finding, Rule
from .earlier_list import LOST_PERMALINK_RULE, EarlierList, LostIds, lost_ids
from .rules import IGNORABLE_CODES, KNOWN_CODES, LOST_PERMALINK, find_violations
from .rules.consistency import UNUSED_IGNORE

if TYPE_CHECKING:
    from ..formats.readme_source import ReadmeLocations

Owner: TypeAlias = tuple[str, str]
"""Ids of a section and of a paper; ("s", "") is the section's own file, ("", "") the list's."""


class Suppressions:
    """The rules that are not to be applied in places."""

    def __init__(self, awesome_list: AwesomeList) -> None:
        self._unused: dict[tuple[Owner, str], None] = {}
        given = [(("", ""), awesome_list.ignore)]
        given += [((section.id, ""), section.ignore) for section in awesome_list.sections.values()]
        given += [
            ((home, id_), awesome_list.entries[id_].ignore)
            for id_, home in awesome_list.homes.items()
        ]
        self._given = {(owner, code) for owner, codes in given for code in codes}
        self._unused.update(dict.fromkeys((o, c) for o, codes in given for c in codes))

    def covers(self, code: str, owner: Owner) -> bool:
        """Return whether a rule is not to be applied in a place, and note what says so as used.

        :param code: of the rule.
        :param owner: section and paper; "" for none.
        """
        section, _ = owner
        used = {(place, code) for place in (owner, (section, ""), ("", ""))} & self._given
        for one in used:
            self._unused.pop(one, None)
        return bool(used)

    def unused(self, applied: Collection[str]) -> Iterator[tuple[Owner, Finding]]:
        """Yield what ignores nothing.

        :param applied: codes that were looked for.
        """
        # What ignores this rule itself comes last: by then it is known whether that is of use.
        for owner, code in sorted(self._unused, key=lambda one: one[1] == UNUSED_IGNORE.code):
            if (owner, code) not in self._unused or (
                code in IGNORABLE_CODES and code not in applied
            ):
                continue
            if code == UNUSED_IGNORE.code or not self.covers(UNUSED_IGNORE.code, owner):
                yield owner, Finding(owner[1], ("ignore", code), *_unused_message(code))


def _unused_message(code: str) -> tuple[str, str]:
    """Return what is wrong with an ignored rule that reports nothing, and how to fix it."""
    errors = {error.slug for error in ProblemCode if error.severity is Severity.ERROR}
    if code in errors | {LOST_PERMALINK}:
        return f"`{code}` is an error, which cannot be ignored", "mend it, and delete this line"
    if code not in IGNORABLE_CODES:
        close = closest_names(code, IGNORABLE_CODES)
        hint = f"write ignore.{close[0]}" if close else "write the name that check prints"
        return f"no rule is called `{code}`", hint
    return f"there is nothing here that `{code}` would report", "delete this line"


class Edit(NamedTuple):
    """A value whose right form is certain, or whose key's is."""

    old: object
    new: Replacement


class LintResult(NamedTuple):
    """A list, and what is wrong with it."""

    awesome_list: AwesomeList
    problems: list[Problem]
    """In the order of the files."""
    edits: dict[Path, dict[KeyPath, Edit]]
    """What can be mended without asking: by file, and by the value's path in it.

    Of entry files alone: in a README, what was read as a value may stand as something else.
    """
    certain: int = 0
    """How many of the problems that mends: several may be in one value."""
    is_new: bool = False
    """Whether there was no list yet at the commit that it was to be compared with."""


def check_list(
    root: Path, today: date, codes: Collection[str] = KNOWN_CODES, since: str | None = None
) -> LintResult:
    """Read a list, and apply the rules to it.

    Errors of the reader are always told: what they left out, no rule has seen. Of two blocks of
    which one gives way, that is told at the one that is newer, if git can tell.

    :param root: a directory of entry files, or a README.
    :param today: no paper has appeared later.
    :param codes: of the rules to apply, and of the reader's warnings to tell.
    :param since: a branch, a tag or a commit that holds the list before; if not given, no
        addresses are compared, and the last commit tells what is new.
    :raises GitError: if git cannot tell what stood there.
    """
    before = EarlierList(root, since)
    is_new = since is not None and before.awesome_list is None
    awesome_list, file_problems, places = loading.load_with_locations(root)
    lost: list[Problem] = []
    if since is not None and before.awesome_list is not None and LOST_PERMALINK in codes:
        lost = list(_lost(root, since, before.awesome_list, awesome_list, places))
    if not isinstance(places, EntryLocations):
        problems = [
            p for p in file_problems if p.severity is Severity.ERROR or p.code.slug in codes
        ]
        problems += [
            *_of_readme(awesome_list, places, before, find_violations(awesome_list, today, codes)),
            *lost,
        ]
        problems.sort(key=lambda problem: problem.location)
        return LintResult(awesome_list, problems, {}, is_new=is_new)
    ignored = Suppressions(awesome_list)
    file_problems = [_blamed(problem, places, before) for problem in file_problems]
    problems = [*_of_reader(file_problems, places, ignored, codes), *lost]
    fixes = [
        (Path(p.location.path), p.fix.path, Edit(p.fix.old, p.fix.new)) for p in problems if p.fix
    ]
    overruled: set[tuple[str, Location]] = set()
    with_errors = {places.owner(p.location) for p in problems if p.severity is Severity.ERROR}
    for rule, finding in find_violations(awesome_list, today, codes):
        owner = awesome_list.homes[finding.paper], finding.paper
        location = places.of_paper(*owner, *finding.keys)
        overruled |= {(code.slug, location) for code in rule.overrules}
        if rival := finding.rival:
            # Either may say so: which of the two is new, nobody knows once both are in git.
            theirs = awesome_list.homes[rival.paper], rival.paper
            is_ignored = ignored.covers(rule.code, theirs)
            if ignored.covers(rule.code, owner) or is_ignored:
                continue
            both = location, places.of_paper(*theirs, *rival.keys)
            pair = awesome_list.entries[rival.paper], awesome_list.entries[finding.paper]
            is_turned = before.is_turned(*pair)
            problems.append(_of_two(rule, finding, both, is_turned=is_turned))
            continue
        if ignored.covers(rule.code, owner) or (rule.waits_for_reader and owner in with_errors):
            continue
        problems.append(Problem(rule, finding.message, location, finding.hint))
        if finding.replacement:
            keys = places.keys(*owner, *finding.keys)
            old = _value(awesome_list.entries[finding.paper], finding.keys)
            fixes.append((places.path(owner[0]), keys, Edit(old, finding.replacement)))
    if UNUSED_IGNORE.code in codes:
        problems += _unused(ignored, places, codes)
    problems = [p for p in problems if (p.code.slug, p.location) not in overruled]
    problems.sort(key=lambda problem: problem.location)
    edits = _possible(fixes)
    certain = sum(keys in edits.get(path, {}) for path, keys, _ in fixes)
    return LintResult(awesome_list, problems, edits, certain, is_new)


def _blamed(problem: Problem, places: EntryLocations, before: EarlierList) -> Problem:
    """Return a problem of the reader; if it is about two places, at the newer one."""
    clash = places.clashes.get(problem)
    return clash.turned if clash and before.is_clash_turned(clash) else problem


def _of_two(
    rule: Rule, finding: Finding, places: tuple[Location, Location], *, is_turned: bool | None
) -> Problem:
    """Return a problem of two papers at the newer of them, with the location of the other.

    :param places: of the paper of the finding, and of its rival.
    :param is_turned: whether the rival is the newer; None if nobody knows.
    """
    here, there = places
    if is_turned and finding.rival:
        return Problem(rule, f"{finding.rival.message}, at {here}", there, finding.rival.hint)
    hint = finding.rival.hint_here if finding.rival and is_turned is False else finding.hint
    return Problem(rule, f"{finding.message}, at {there}", here, hint)


def _lost(
    root: Path,
    since: str,
    before: AwesomeList,
    awesome_list: AwesomeList,
    places: EntryLocations | ReadmeLocations,
) -> Iterator[Problem]:
    """Yield the addresses that a list had at a commit and lacks now, with the lines that fix it."""
    written: set[str] = set()
    if isinstance(places, EntryLocations):
        written = places.written_ids() | set(_unread(root, before, awesome_list))
        if places.is_list_file_unread:
            written |= before.removed.keys()
    for lost in lost_ids(before, awesome_list, written):
        names = ", ".join(f"`{id_}`" for id_ in lost.ids)
        one = len(lost.ids) == 1
        message = (
            f"the id{'' if one else 's'} {names} had {'an address' if one else 'addresses'} "
            f"at {quote_for_message(since)} and {'has' if one else 'have'} none now"
        )
        if isinstance(places, EntryLocations):
            location, hint, lines = _where_to_write(lost, awesome_list, places)
        else:
            location, hint, lines = places.of_lost(lost.ids, lost.heir, lost.reason)
        yield Problem(LOST_PERMALINK_RULE, message, location, hint, lines)


def _where_to_write(
    lost: LostIds, awesome_list: AwesomeList, places: EntryLocations
) -> tuple[Location, str, tuple[str, ...]]:
    """Return where to write that ids are former or removed: the location, a hint, and the lines."""
    if lost.heir is None:
        return places.of_removals(dict.fromkeys(lost.ids, lost.reason or "why"))
    heir, line = lost.heir, f"aliases = [{', '.join(map(quoted, (*lost.heir.aliases, *lost.ids)))}]"
    instead = ", in place of its aliases" if heir.aliases else ""
    if isinstance(heir, Section):
        location = places.of_section(heir.id, "aliases" if heir.aliases else "title")
        return location, f"write at the top of {places.path(heir.id)}{instead}", (line,)
    location = places.of_paper(
        awesome_list.homes[heir.id], heir.id, "aliases" if heir.aliases else "id"
    )
    return location, f"write into the block of `{heir.id}`{instead}", (line,)


def _unread(root: Path, before: AwesomeList, awesome_list: AwesomeList) -> Iterator[str]:
    """Yield ids that stood in files which cannot be read now: they are not known to be lost."""
    unread = {
        section
        for section in before.sections
        if section not in awesome_list.sections
        and any((root / f"{section}{ending}").exists() for ending in (".toml", ".toml.txt"))
    }
    for section in unread:
        yield from (section, *before.sections[section].aliases)
    for entry in before.entries.values():
        if before.homes[entry.id] in unread:
            yield from (entry.id, *entry.aliases)


def _possible(fixes: Iterable[tuple[Path, KeyPath, Edit]]) -> dict[Path, dict[KeyPath, Edit]]:
    """Return those of the edits that can be made in the files of a list as they stand.

    Of several edits of one value, the first: what it leaves to be mended, the next round finds.
    """
    edits: dict[Path, dict[KeyPath, Edit]] = defaultdict(dict)
    for path, keys, one in fixes:
        edits[path].setdefault(keys, one)
    possible: dict[Path, dict[KeyPath, Edit]] = {}
    for path, of_file in edits.items():
        text, _ = read_file(path)
        if done := replace_values(text or "", str(path), of_file)[1]:
            possible[path] = {keys: of_file[keys] for keys in done}
    return possible


def _of_readme(
    awesome_list: AwesomeList,
    places: ReadmeLocations,
    before: EarlierList,
    findings: Iterable[tuple[Rule, Finding]],
) -> Iterator[Problem]:
    """Yield what breaks the rules in a README, which cannot say what is to be ignored."""

    def place(paper: Entry, keys: KeyPath) -> Location:
        return places.of_paper(paper.id, _value(paper, keys), paper.title)

    for rule, finding in findings:
        paper = awesome_list.entries[finding.paper]
        here = place(paper, finding.keys)
        if finding.rival:
            other = awesome_list.entries[finding.rival.paper]
            both = here, place(other, finding.rival.keys)
            yield _of_two(rule, finding, both, is_turned=before.is_turned(other, paper))
        else:
            yield Problem(rule, finding.message, here, finding.hint)


def _of_reader(
    problems: list[Problem], places: EntryLocations, ignored: Suppressions, codes: Collection[str]
) -> Iterator[Problem]:
    """Yield the reader's errors, and its warnings that are chosen and not ignored."""
    for problem in problems:
        code = problem.code.slug
        if problem.severity is Severity.ERROR or (
            code in codes and not ignored.covers(code, places.owner(problem.location))
        ):
            yield problem


def _unused(
    ignored: Suppressions, places: EntryLocations, codes: Collection[str]
) -> Iterator[Problem]:
    for owner, finding in ignored.unused(codes):
        location = _place(owner, finding, places)
        yield Problem(UNUSED_IGNORE, finding.message, location, finding.hint)


def _place(owner: Owner, finding: Finding, places: EntryLocations) -> Location:
    section, paper = owner
    keys = [str(key) for key in finding.keys]
    if paper:
        return places.of_paper(section, paper, *keys, value=False)
    return places.of_section(section, *keys) if section else places.of_list(*keys)


def _value(paper: Entry, keys: KeyPath) -> str:
    """Return the text at a path in a paper's block."""
    value: Any = paper
    for key in keys:
        is_inner = isinstance(key, int) or isinstance(value, Mapping)
        value = value[key] if is_inner else getattr(value, str(key))
    return str(value)
