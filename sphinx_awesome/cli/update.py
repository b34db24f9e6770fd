"""`sphinx-awesome update`: find what has become untrue, and what others know of the papers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..core import files, git
from ..core.text import plural
from . import common, findings
from .common import UsageError, add_list, example
from .edits.stored_list import StoredList, load_stored_list
from .findings import LocatedProposal
from .findings.proposal_edits import accepted_fields, named, paper_id, write_proposals

if TYPE_CHECKING:
    from ..core.model import Entry
    from ..sources import Answers, Proposal
    from .common import Commands
    from .history import FirstSeen

FIELDS = ("identity", "authors", "ids", "published", "withdrawn", "code", "added")
"""What can be looked for."""


def register(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "update",
        help="find what has become untrue, and fill in what others know of the papers",
        description="Ask arXiv, Crossref, DataCite, publishers and GitHub about the papers of a "
        "list: whether an id is of another paper; authors and ids that are missing; where a "
        "preprint has appeared since; what was withdrawn or retracted; code that moved. `added` "
        "comes from git: the author's day of the commit in which a paper's arXiv id, DOI, title "
        "or id first stood in any file. What stands in a field already stays as it is. Without "
        "--write and --accept, nothing is written.",
        epilog=example("sphinx-awesome update --write")
        + "Exit status: 0 if there is nothing to say or all of it is written, 1 if something is "
        "found, 2 on wrong usage, 3 if a source could not be asked: what is shown holds, and the "
        "rest is due next time.",
    )
    parser.add_argument(
        "papers", nargs="*", metavar="ID", help="look at these papers alone, due or not"
    )
    parser.add_argument(
        "--only",
        type=_fields,
        default=(),
        metavar="WHAT,…",
        help=f"look for this alone, of: {', '.join(FIELDS)} (all, if not given)",
    )
    add_list(parser, "of which nothing is written but days, into README.ids.json")
    parser.add_argument(
        "--history",
        action="append",
        default=[],
        type=Path,
        metavar="REPO",
        help="a clone of another repository that the papers have stood in, whose history counts "
        "too; can be given several times",
    )
    findings.add_options(
        parser,
        due="preprints of 3 to 18 months monthly, to 36 months quarterly, all else yearly",
        everything="all papers",
        written="what is certain into the files",
        accepted="or one field of it",
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="the form of the output"
    )
    parser.set_defaults(run=run)


def _fields(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if name not in FIELDS:
            message = f"nothing called {name!r} can be looked for; choose from: {', '.join(FIELDS)}"
            raise argparse.ArgumentTypeError(message)
    return names


def run(arguments: argparse.Namespace) -> int:
    """Print what is found, or write it.

    :raises UsageError: if there is no list, an id is not in it, nobody can be asked, or git
        cannot tell the days that are asked for.
    """
    stored = load_stored_list(arguments.path)
    if stored is None:
        return 1
    only = frozenset(arguments.only or FIELDS)
    accepted = accepted_fields(arguments.accept, stored)
    papers = [paper_id(one, stored) for one in arguments.papers] or (
        [] if arguments.write else list(dict.fromkeys(paper for paper, _ in accepted))
    )
    entries = [
        entry for entry in stored.awesome_list.entries.values() if not papers or entry.id in papers
    ]
    proposals: list[Proposal] = []
    notes: list[str] = []
    head: list[str] = []
    unasked: Mapping[str, object] = {}
    if only - {"added"}:
        with open_answers(stored, is_offline=arguments.offline) as answers:
            proposals, counted = _look(answers, stored, entries, only, arguments)
            unasked = dict(answers.unasked)
            asked = "" if arguments.offline else f". {answers.summary()}"
            head.append(f"{counted}{asked}")
            notes += answers.messages
    if "added" in only:
        dated, more = _added(entries, arguments)
        proposals += dated
        notes += more
    if unasked:
        reasons = ", ".join(f"{label} ({why})" for label, why in unasked.items())
        head.append(f"could not be asked: {reasons}")
    order = {paper: number for number, paper in enumerate(stored.awesome_list.entries)}
    proposals.sort(key=lambda one: order[one.entry])
    certain = [one for one in proposals if arguments.write and one.standing == "certain"]
    located, missed = write_proposals(stored, proposals, accepted, certain, "update")
    notes += missed
    if only == {"added"} and arguments.format == "text" and not arguments.report:
        missing = sum(entry.added is None for entry in entries)
        return _print_days(located, notes, (len(entries), missing), is_writing=arguments.write)
    _print(located, [*head, *notes], unasked, arguments)
    if unasked:
        return 3
    return int(bool(missed) or any(not one.is_written for one in located))


def open_answers(stored: StoredList, *, is_offline: bool) -> Answers:
    """Return what is asked about a list.

    :raises UsageError: if nobody can be asked.
    """
    from ..sources import Answers, MirrorError, OnlineMissingError  # noqa: PLC0415  (urllib3)

    try:
        return Answers.open(stored.awesome_list, offline=is_offline)
    except OnlineMissingError as error:
        raise UsageError(str(error), "or ask nobody, with --offline") from None
    except MirrorError as error:
        raise UsageError(str(error), "mend the variable, or take it away") from None


def _look(
    answers: Answers,
    stored: StoredList,
    entries: Sequence[Entry],
    only: frozenset[str],
    arguments: argparse.Namespace,
) -> tuple[list[Proposal], str]:
    """Ask about entries; return what follows, and how many were due."""
    from .. import clock  # noqa: PLC0415
    from ..lint.runner import Suppressions  # noqa: PLC0415
    from ..sources import Inquiry, propose, propose_moves  # noqa: PLC0415

    awesome_list = stored.awesome_list
    now = clock.now()
    inquiry = Inquiry(answers, entries, awesome_list.venues, now, only)
    inquiry.find_due(is_all=arguments.all or bool(arguments.papers))
    inquiry.run()
    ignored = Suppressions(awesome_list)
    proposals: list[Proposal] = []
    for one in inquiry.entries:
        owner = awesome_list.homes[one.entry.id], one.entry.id
        following = [
            *propose(one.evidence(), awesome_list.venues, now.date(), only),
            *propose_moves(one.entry, one.moved()),
        ]
        proposals += [p for p in following if not (p.rule and ignored.covers(p.rule, owner))]
    due = sum(one.is_due for one in inquiry.entries)
    return proposals, findings.count_line(len(entries), due)


# -- added -----------------------------------------------------------------------------------------


def _added(
    entries: Sequence[Entry], arguments: argparse.Namespace
) -> tuple[list[Proposal], list[str]]:
    """Return the days on which papers were added, as git knows them; and what it does not know.

    :raises UsageError: if nothing else is looked for, and git cannot tell.
    """
    from ..sources import Proposal, Standing  # noqa: PLC0415

    missing = [entry for entry in entries if entry.added is None]
    if not missing:
        return [], []
    path: Path = arguments.path
    try:
        seen = _search(path if path.is_dir() else path.parent, missing, arguments.history)
    except git.GitError as error:
        if "added" in arguments.only or arguments.history:
            raise UsageError(error.what, error.hint) from None
        return [], [f"`added` stays out: {error.what}; {error.hint}"]
    proposals = [
        Proposal(
            paper,
            {("added",): first.day},
            Standing.CERTAIN,
            f"git: {first.by} in {first.path}, {_short(first)}",
            ("git",),
        )
        for paper, first in seen.items()
        if first.day
    ]
    return proposals, list(_not_dated(missing, seen))


def _search(
    path: Path, entries: Iterable[Entry], histories: Iterable[Path]
) -> dict[str, FirstSeen]:
    """Return where papers first stood in the history of their list and in others.

    Nothing need be committed beside the list, if others are named.

    :raises GitError: if git cannot tell.
    """
    from . import history  # noqa: PLC0415  (markdown-it and others, for nothing, at each start)

    others = list(histories)
    for other in others:
        if not other.is_dir():
            hint = "name the folder of a clone, which git clone makes"
            raise UsageError(f"--history {other} is no folder", hint)
    folders = [*others] if others and not git.has_commits(path) else [path, *others]
    for folder in folders:
        git.require_full_history(folder)
    return history.earliest(history.first_seen(folder, entries) for folder in folders)


def _not_dated(missing: Iterable[Entry], seen: Mapping[str, FirstSeen]) -> Iterator[str]:
    """Yield why papers get no day."""
    new = [entry.id for entry in missing if entry.id not in seen]
    if new:
        yield f"in no commit yet: {named(new)}; commit first"
    broken = [f"{paper} ({_short(first)})" for paper, first in seen.items() if not first.day]
    if broken:
        what = f"first in a commit whose day cannot be right: {named(broken)}"
        yield f"{what}; write `added` by hand"


def _short(first: FirstSeen) -> str:
    return first.commit[:10]


# -- printing --------------------------------------------------------------------------------------


def _print_days(
    located: Sequence[LocatedProposal],
    notes: Iterable[str],
    counts: tuple[int, int],
    *,
    is_writing: bool,
) -> int:
    """Print the days that git knows, where nothing else is looked for; return the exit status.

    :param counts: of papers, and of those without a day.
    """
    papers, missing = counts
    if not missing:
        sys.stdout.write(f"{plural(papers, 'paper')}, each with `added`\n")
        return 0
    left = [one for one in located if not one.is_written]
    lines = [line for one in left for line in findings.proposal_lines(one, indent="")]
    sys.stdout.writelines(f"{line}\n" for line in [*lines, *map(common.printable, notes)])
    without = f"{plural(missing, 'paper')} without `added`"
    if is_writing:
        sys.stdout.write(f"{without}, {len(located) - len(left)} of them dated\n")
        return int(bool(left))
    to_write = "; to write it, add --write" if located else ""
    sys.stdout.write(f"{without}, {len(located)} of them can be dated{to_write}\n")
    return int(bool(located))


def _print(
    located: Sequence[LocatedProposal],
    head: Sequence[str],
    unasked: Mapping[str, object],
    arguments: argparse.Namespace,
) -> None:
    if arguments.format == "json":
        sys.stdout.write(f"{findings.json_text(located, unasked)}\n")
    else:
        lines = [*map(common.printable, head), *findings.text_lines(located)]
        if not located:
            lines.append("nothing to say")
        sys.stdout.writelines(f"{line}\n" for line in lines)
    if arguments.report:
        files.replace_file(arguments.report, findings.markdown_report(located, head))
