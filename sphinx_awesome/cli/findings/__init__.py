"""Print what was found about papers: for people, for programs, for a pull request.

It knows proposals and where they stand, and no source.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ...core.problem import Severity
from ...core.text import plural
from ..common import printable

if TYPE_CHECKING:
    from ...core.problem import Location
    from ...sources import Proposal

TITLES = {
    "certain": "certain, written by --write",
    "proposed": "proposed",
    "contradicted": "contradicted",
    "dead": "dead",
    "moved": "moved",
    "archived": "archived, no longer maintained",
}
"""Standings that are shown one by one, with what is said above each."""

SHOWN_CHARS = 160
"""Characters of a value that a line shows."""


class LocatedProposal(NamedTuple):
    """A proposal and where it stands."""

    proposal: Proposal
    location: Location
    is_written: bool = False
    hint: str = ""
    severity: Severity = Severity.WARNING
    """How grave it is, if it breaks a rule."""


def add_options(
    parser: argparse.ArgumentParser,
    *,
    due: str,
    everything: str,
    written: str,
    accepted: str,
) -> None:
    """Add the options of a command that asks others of a list and may write what they say.

    :param due: what is, in the help.
    :param everything: that may be asked about, in the help.
    :param written: what ``--write`` writes, in the help.
    :param accepted: what else than a paper may be accepted, in the help.
    """
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument(
        "--due",
        action="store_true",
        help=f"ask about what is due: {due} (what happens, if nothing else is given)",
    )
    asked.add_argument("--all", action="store_true", help=f"ask about {everything}, due or not")
    asked.add_argument(
        "--offline", action="store_true", help="ask nobody: answers come from the store alone"
    )
    parser.add_argument("--write", action="store_true", help=f"write {written}")
    parser.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar="ID[:FIELD]",
        help=f"write what is proposed for a paper, {accepted}; can be given several times",
    )
    parser.add_argument(
        "--report",
        type=Path,
        metavar="FILE.md",
        help="write what is found into a file too, as the text of a pull request",
    )
    parser.set_defaults(writes=lambda given: [given.path] if given.write or given.accept else [])


def written_value(value: object) -> str:
    """Return a value as TOML has it, on one line."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(written_value, value))}]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN_CHARS else f"{text[: SHOWN_CHARS - 1]}…"


def text_lines(findings: Sequence[LocatedProposal]) -> Iterator[str]:
    """Yield the lines that tell people what was found, what is certain first."""
    for standing, title in TITLES.items():
        chosen = [one for one in findings if one.proposal.standing == standing]
        if not chosen:
            continue
        if all(one.is_written for one in chosen):
            title = "written"  # noqa: PLW2901
        yield ""
        yield f"{title}:"
        for one in chosen:
            yield from proposal_lines(one)
    counts = Counter(str(one.proposal.standing) for one in findings)
    if counts:
        yield ""
        yield ", ".join(f"{counts[name]} {name}" for name in TITLES if counts[name])


def proposal_lines(finding: LocatedProposal, indent: str = "  ") -> Iterator[str]:
    """Yield the lines that tell people of one proposal."""
    one, location = finding.proposal, finding.location
    lines = [_changed(keys, value, one.old) for keys, value in one.values.items()]
    if one.rule:
        yield f"{indent}{location}: {finding.severity}: {printable(one.reason)} [{one.rule}]"
        yield from (f"    {line}" for line in lines if finding.is_written)
    else:
        yield f"{indent}{location.path}:{location.line}: {one.entry}"
        first = f"    {lines[0]}"
        yield f"{first}    {printable(one.reason)}"
        yield from (f"    {line}" for line in lines[1:])
    if finding.hint and not finding.is_written:
        yield f"    {printable(finding.hint)}"


def _changed(keys: Sequence[str | int], value: object, old: object) -> str:
    name = ".".join(map(str, keys))
    shown = printable(_short(written_value(value)))
    if old is None:
        return f"+ {name} = {shown}"
    return f"~ {name} = {shown}"


def json_text(findings: Sequence[LocatedProposal], unasked: Mapping[str, object]) -> str:
    """Return what was found as a JSON list of objects, in ASCII: one for each value."""
    items = [item for one in findings for item in _items(one)]
    items += [
        {
            **dict.fromkeys(("path", "id", "field", "rule"), ""),
            "line": 0,
            **dict.fromkeys(("old", "new")),
            "standing": "unasked",
            "sources": [label],
            "message": f"{label} {reason}",
            "hint": "ask again later",
        }
        for label, reason in unasked.items()
    ]
    return json.dumps(items, indent=2)


def _items(finding: LocatedProposal) -> Iterator[dict[str, Any]]:
    one = finding.proposal
    for keys, value in one.values.items() or [(one.keys, None)]:
        yield {
            "path": finding.location.path,
            "line": finding.location.line,
            "id": one.entry,
            "field": ".".join(map(str, keys)),
            "old": _plain(one.old),
            "new": _plain(value),
            "standing": str(one.standing),
            "rule": one.rule,
            "sources": list(one.sources),
            "message": printable(one.reason),
            "hint": printable(finding.hint),
        }


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def markdown_report(
    findings: Sequence[LocatedProposal], head: Sequence[str], title: str = "Update of papers"
) -> str:
    """Return what was found as Markdown, for a pull request.

    What sources say stands in code spans alone: no name is called, no link is made, and nothing
    is closed by it.

    :return: "" if nothing was found: then there is nothing to propose.
    """
    if not findings:
        return ""
    lines = [f"# {title}", "", *map(_span_line, head)]
    for standing, heading in TITLES.items():
        chosen = [one for one in findings if one.proposal.standing == standing]
        if not chosen:
            continue
        written = all(one.is_written for one in chosen)
        lines += ["", f"## {'Written' if written else heading.capitalize()}", ""]
        for one in chosen:
            location = one.location
            lines.append(
                f"- {code_span(f'{location.path}:{location.line}')} {code_span(one.proposal.entry)}"
            )
            if one.proposal.rule:
                lines.append(
                    f"  - {code_span(one.proposal.rule)}: {code_span(one.proposal.reason)}"
                )
            else:
                for keys, value in one.proposal.values.items():
                    lines.append(f"  - {code_span(_changed(keys, value, one.proposal.old))}")
                lines.append(f"  - {code_span(one.proposal.reason)}")
            if one.hint and not one.is_written:
                lines.append(f"  - {code_span(one.hint)}")
    return "\n".join([*lines, ""])


def _span_line(text: str) -> str:
    return f"{code_span(text)}  "


def code_span(text: str) -> str:
    """Return a text as a code span that nothing in it ends, and in which nobody is called."""
    shown = printable(text).replace("@", "@\u200b").strip() or " "
    longest = max(map(len, re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if shown[0] == "`" or shown[-1] == "`" else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def code_block(text: str, language: str) -> str:
    """Return a text as a code block that nothing in it ends, and in which nobody is called.

    :param text: of any number of lines.
    :param language: of the text, as GitHub names it.
    """
    lines = [printable(line).replace("@", "@\u200b") for line in text.split("\n")]
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([f"{fence}{language}", *lines, fence])


def count_line(papers: int, due: int) -> str:
    """Return how many papers there are, and how many were due: ``111 papers; 38 due``."""
    return f"{plural(papers, 'paper')}; {due} due"
