"""Write what is proposed for a list: what is certain, and what a person accepts.

It must not know how sources are asked, nor how what is found is printed.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ...core.text import closest_names, did_you_mean
from .. import common
from ..common import UsageError
from ..edits.stored_list import FieldEdit, StoredList
from . import LocatedProposal

if TYPE_CHECKING:
    from ...sources import Proposal

_SHOWN_PAPERS = 10
"""Papers that one line names."""


def paper_id(given: str, stored: StoredList) -> str:
    """Return the id of a paper that is named by its id or a former one.

    :raises UsageError: if there is none.
    """
    entries = stored.awesome_list.entries
    if given in entries:
        return given
    for entry in entries.values():
        if given in entry.aliases:
            return entry.id
    close = closest_names(given, entries)
    what = f"no paper of the list has the id {common.printable(given)!r}"
    raise UsageError(what, did_you_mean(close) or "ids stand in the blocks of the papers")


def accepted_fields(given: Iterable[str], stored: StoredList) -> list[tuple[str, str]]:
    """Return the papers of which proposals are accepted, each with a field or "" for all."""
    parted = (one.partition(":") for one in given)
    return [(paper_id(paper, stored), field) for paper, _, field in parted]


def write_proposals(
    stored: StoredList,
    proposals: Sequence[Proposal],
    accepted: Sequence[tuple[str, str]],
    certain: Iterable[Proposal],
    command: str,
) -> tuple[list[LocatedProposal], list[str]]:
    """Write what is to be written; return all that was found, and what could not be written.

    :param accepted: papers of which proposals are accepted, each with a field or "" for all.
    :param certain: those that are written without being asked for by name.
    :param command: which a hint names.
    """
    places = [stored.place(one.entry, *(one.keys if one.rule else ())) for one in proposals]
    chosen: list[Proposal] = []
    missed: list[str] = []
    taken = {
        (paper, field): [one for one in proposals if one.values and _is_of(one, paper, field)]
        for paper, field in accepted
    }
    for (paper, field), some in taken.items():
        chosen += some
        if not some:
            missed.append(f"nothing is proposed for {paper}{f':{field}' if field else ''}")
    chosen += [one for one in certain if one not in chosen]
    edits = {edit: one for one in chosen for edit in _edits(one) if stored.can_take(edit.keys)}
    written = stored.write(edits) if edits else set()
    done = [
        all(edit in written for edit in _edits(one)) and one in chosen and bool(one.values)
        for one in proposals
    ]
    located = [
        LocatedProposal(one, place, is_written, _hint(one, stored, command))
        for one, place, is_written in zip(proposals, places, done, strict=True)
    ]
    lacking = {edits[edit].entry for edit in edits.keys() - written}
    if lacking:
        what = f"no place in its file has what is found of {named(sorted(lacking))}"
        missed.append(f"{what}: write it by hand")
    return located, missed


def _is_of(one: Proposal, paper: str, field: str) -> bool:
    """Return whether a proposal is of a paper, and of a field or of the table of that name.

    The copy of a link is named by the link, too.
    """
    tables = {str(keys[0]) for keys in one.values}
    about = [keys for keys in (*one.values, one.keys) if keys and keys[0] in tables]
    names = tables | {".".join(map(str, keys)) for keys in about}
    return one.entry == paper and (not field or field in names)


def _edits(one: Proposal) -> Iterator[FieldEdit]:
    """Yield what a proposal writes; the evidence stands above the first value."""
    from ... import clock  # noqa: PLC0415

    remark = f"{one.evidence}. {clock.today()}" if one.evidence else ""
    for keys, value in one.values.items():
        if isinstance(one.old, tuple) and isinstance(value, tuple):
            # Those that are named stay as they are written: the last item, "et al.", gives way.
            last = len(one.old) - 1
            yield FieldEdit(one.entry, (*keys, last), value[last:], old=one.old[last])
        else:
            yield FieldEdit(one.entry, keys, value, remark, one.old)
        remark = ""


def _hint(one: Proposal, stored: StoredList, command: str) -> str:
    if one.values and not all(map(stored.can_take, one.values)):
        return "write it into the line of the paper"
    if one.standing == "proposed":
        return _to_accept(command, f"{one.entry}:{one.field.partition('.')[0]}")
    if one.standing in {"dead", "moved"} and one.values:
        taken = _to_accept(command, f"{one.entry}:{'.'.join(map(str, one.keys))}")
        return f"{one.hint}; {taken}" if one.hint else taken
    return one.hint


def _to_accept(command: str, what: str) -> str:
    return f"take it: sphinx-awesome {command} --accept {shlex.quote(what)}"


def named(papers: list[str]) -> str:
    """Return papers in a row, the first of them if there are many."""
    more = len(papers) - _SHOWN_PAPERS
    return ", ".join(papers[:_SHOWN_PAPERS]) + (f" and {more} more" if more > 0 else "")
