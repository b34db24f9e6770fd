"""`sphinx-awesome links`: find the links of a list that lead nowhere, or elsewhere by now."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Self, TextIO

from ..core import files
from ..core.problem import Severity
from ..core.text import plural
from . import findings
from .common import add_list, example, printable, workflow_command
from .edits.stored_list import StoredList, load_stored_list
from .findings import LocatedProposal
from .findings.proposal_edits import accepted_fields, paper_id, write_proposals
from .update import open_answers

if TYPE_CHECKING:
    from ..sources import LinkInquiry, Proposal
    from .common import Commands

_SHOWN_ITEMS = 10
"""Hosts or links that one line names."""

_REDRAW_SECONDS = 0.1
"""Least time between two states of the line that shows progress."""


def register(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "links",
        help="find links that are dead or have moved, and code that is archived",
        description="Ask if the links of a list lead anywhere: arXiv, doi.org and GitHub about "
        "their ids, and of all other pages for no more than the first byte. A link is dead if it "
        "was not there in two runs at least three days apart; the first run only says what to ask "
        "again. What does not answer robots is not dead. Without --write and --accept, nothing is "
        "written. Answers are kept as they come: a run that was stopped goes on where it was.",
        epilog=example("sphinx-awesome links")
        + "Exit status: 0 if no link is dead or has moved and no paper was withdrawn, or all of it "
        "is written; 1 if there is one, 2 on wrong usage, 3 if a source or a page could not "
        "be asked: what is shown holds, and the rest is due next time.",
    )
    parser.add_argument(
        "papers",
        nargs="*",
        metavar="ID",
        help="look at the links of these papers alone, due or not",
    )
    add_list(parser, "into which nothing is written")
    findings.add_options(
        parser,
        due="links that led somewhere a month ago, those that were not there three days ago",
        everything="all links",
        written="the new addresses of repositories that GitHub says have moved",
        accepted="or for one of its links: the archived copy of a dead one, as a further link, or "
        "the new address",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="the form of the output",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what is found, or write it.

    :raises UsageError: if there is no list, an id is not in it, or nobody can be asked.
    """
    stored = load_stored_list(arguments.path)
    if stored is None:
        return 1
    accepted = accepted_fields(arguments.accept, stored)
    papers = [paper_id(one, stored) for one in arguments.papers] or (
        [] if arguments.write else list(dict.fromkeys(paper for paper, _ in accepted))
    )
    proposals, inquiry, head = _look(stored, papers, arguments)
    from ..sources import is_proven  # noqa: PLC0415

    proven = [one for one in proposals if arguments.write and is_proven(one)]
    located, missed = write_proposals(stored, proposals, accepted, proven, "links")
    severities = _severities()
    located = [
        one._replace(severity=severities.get(one.proposal.rule, one.severity)) for one in located
    ]
    head += [*_closed(located), *missed, *_suspects(inquiry, stored)]
    _print(located, head, inquiry, arguments)
    if inquiry.unasked:
        return 3
    return int(bool(missed) or any(map(_fails, located)))


def _look(
    stored: StoredList, papers: Sequence[str], arguments: argparse.Namespace
) -> tuple[list[Proposal], LinkInquiry, list[str]]:
    """Ask about links; return what follows, the questions, and what is to be said of them."""
    from .. import clock  # noqa: PLC0415
    from ..lint.runner import Suppressions  # noqa: PLC0415
    from ..sources import LinkInquiry  # noqa: PLC0415

    awesome_list = stored.awesome_list
    entries = [one for one in awesome_list.entries.values() if not papers or one.id in papers]
    with open_answers(stored, is_offline=arguments.offline) as answers:
        inquiry = LinkInquiry(answers, entries, awesome_list.venues, clock.now())
        inquiry.find_due(is_all=arguments.all or bool(arguments.papers))
        with Progress(sys.stderr) as progress:
            inquiry.run(progress.show)
        following = inquiry.proposals()
        asked = "" if arguments.offline else f". {answers.summary()}"
        head = [f"{_counted(len(entries), inquiry)}{asked}", *answers.messages]
    ignored = Suppressions(awesome_list)
    proposals = [
        one
        for one in following
        if not (one.rule and ignored.covers(one.rule, (awesome_list.homes[one.entry], one.entry)))
    ]
    order = {paper: number for number, paper in enumerate(awesome_list.entries)}
    proposals.sort(key=lambda one: order[one.entry])
    head += _unasked_lines(inquiry.unasked)
    if inquiry.unsuited:
        where = _row(f"{one.entry.id} ({one.name})" for one in inquiry.unsuited)
        head.append(f"never asked, for they lead to other ports than 80 and 443: {where}")
    return proposals, inquiry, head


def _counted(papers: int, inquiry: LinkInquiry) -> str:
    links = plural(len(inquiry.links), "link")
    return f"{plural(papers, 'paper')} with {links}; {len(inquiry.due_links)} due"


def _unasked_lines(unasked: Mapping[str, object]) -> Iterator[str]:
    """Yield what could not be asked, and how to ask more of GitHub."""
    if unasked:
        yield f"could not be asked: {_row(f'{who} ({why})' for who, why in unasked.items())}"
    if "GitHub" in unasked:
        yield "GitHub answers 60 questions an hour without a login; with GITHUB_TOKEN set, more"


def _suspects(inquiry: LinkInquiry, stored: StoredList) -> Iterator[str]:
    """Yield the links that were not there this time, and when they would be dead."""
    if inquiry.suspects:
        yield "not there now, and dead if so again three days after the first time:"
    for one in inquiry.suspects:
        place = stored.place(one.link.entry.id, *one.link.keys)
        since = f"again from {one.dead_from:%Y-%m-%d %H:%M} UTC on"
        yield f"  {place.path}:{place.line}: {one.link.name} ({one.reason}), {since}"


def _closed(located: Iterable[LocatedProposal]) -> Iterator[str]:
    """Yield how many links of each host do not answer robots."""
    counts = Counter(
        one.proposal.sources[0] for one in located if one.proposal.standing == "closed"
    )
    if counts:
        hosts = _row(f"{host} ({plural(n, 'link')})" for host, n in counts.most_common())
        yield f"closed to robots, which says nothing of them: {hosts}"


def _row(items: Iterable[str]) -> str:
    first = list(items)
    more = len(first) - _SHOWN_ITEMS
    return ", ".join(first[:_SHOWN_ITEMS]) + (f" and {more} more" if more > 0 else "")


def _severities() -> dict[str, Severity]:
    """Return the severity of each rule that only sources can apply."""
    from ..lint.rules import SOURCE_RULES  # noqa: PLC0415

    return {rule.code: rule.severity for rule in SOURCE_RULES}


def _fails(one: LocatedProposal) -> bool:
    """Return whether a finding is one that somebody has to do something about."""
    is_open = not one.is_written and one.proposal.standing != "closed"
    return is_open and one.severity is not Severity.NOTICE


# -- printing --------------------------------------------------------------------------------------


def _print(
    located: Sequence[LocatedProposal],
    head: Sequence[str],
    inquiry: LinkInquiry,
    arguments: argparse.Namespace,
) -> None:
    shown = [one for one in located if one.proposal.standing != "closed"]
    if arguments.format == "json":
        sys.stdout.write(f"{findings.json_text(located, inquiry.unasked)}\n")
    elif arguments.format == "github":
        lines = [*_commands(shown), *map(printable, head)]
        sys.stdout.writelines(f"{line}\n" for line in lines)
    else:
        lines = [*map(printable, head), *findings.text_lines(shown)]
        if not shown:
            lines.append(
                "no link is dead or has moved" if not inquiry.unasked else "nothing to say"
            )
        sys.stdout.writelines(f"{line}\n" for line in lines)
    if arguments.report:
        is_empty = not any(_fails(one) or one.is_written for one in shown)
        text = "" if is_empty else findings.markdown_report(shown, head, "Links")
        files.replace_file(arguments.report, text)


def _commands(located: Iterable[LocatedProposal]) -> Iterator[str]:
    """Yield the workflow commands by which GitHub shows what was found beside the lines."""
    for one in located:
        if not one.is_written:
            lines = filter(None, (one.proposal.reason, one.hint))
            title = f"sphinx-awesome: {one.proposal.rule}"
            yield workflow_command(one.severity, lines, one.location, title)


class Progress:
    """The line that shows how far a run is: on a terminal alone, and gone when it ends."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_shown = stream.isatty()
        self._shown_at = 0.0
        self._columns = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._columns:
            self._draw("")
            self._stream.write("\r")
        if kind is KeyboardInterrupt and self._is_shown:
            self._stream.write("stopped; what was answered is kept, and the next run goes on\n")

    def show(self, done: int, total: int) -> None:
        """Show how many of all answers have come."""
        now = time.monotonic()
        if self._is_shown and total and now - self._shown_at >= _REDRAW_SECONDS:
            self._shown_at = now
            self._draw(f"{done} of {total} answers, {100 * done // total} %")

    def _draw(self, text: str) -> None:
        """Write a text over the one before."""
        self._stream.write(f"\r{text:<{self._columns}}")
        self._stream.flush()
        self._columns = len(text)
