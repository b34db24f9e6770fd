"""`sphinx-awesome lock`: the ids of the papers of a README that stays the source of its list."""

from __future__ import annotations

import argparse
import dataclasses
import shlex
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..core import files
from ..core.slugs import is_id
from ..core.text import clean, plural
from . import common
from .common import UsageError, add_readme, example

if TYPE_CHECKING:
    from ..core.model import AwesomeList
    from ..formats.lockfile import Lock
    from .common import Commands

SHOWN_LINES = 20
"""Ids without a paper that are named one by one."""


def register(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "lock",
        help="keep the ids of the papers in a README",
        description="Keep the ids of the papers and sections in a README that is the source of its "
        'list (`awesome_entries = "../README.md"`), in a small file beside it: README.ids.json. A '
        "paper whose title changes keeps its id, and so does a section whose heading changes, if "
        "most of its papers stay; and none is ever given to another one. Ids in the file stay: it "
        "only grows.",
        epilog=example("sphinx-awesome lock --check")
        + "Exit status: 0 if the file has all papers now, 1 if it has not, 2 on wrong usage.",
    )
    add_readme(parser, "the file that holds the list")
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; fail if the id of a paper is not kept",
    )
    parser.add_argument(
        "--removed",
        action="append",
        default=[],
        type=_pair,
        metavar="ID=WHY",
        help="say why a paper or a section had to go: its address tells that from then on; may be "
        "given several times",
    )
    parser.add_argument(
        "--alias",
        action="append",
        default=[],
        type=_pair,
        metavar="OLD=NEW",
        help="say that a paper or a section has another id now: the address of the former one "
        "leads to it; may be given several times",
    )
    parser.set_defaults(run=run, writes=lambda given: [] if given.check else [given.readme])


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not is_id(key):
        message = f"{text!r} is not of the form ID=…, with an id of letters, digits and hyphens"
        raise argparse.ArgumentTypeError(message)
    return key, clean(value)


def run(arguments: argparse.Namespace) -> int:
    """Add the ids of new papers, new titles and new sections.

    :raises UsageError: if the README holds no list, or an id cannot be a former one.
    """
    from ..formats import readme_source, readme_writer, toml  # noqa: PLC0415  (markdown-it)

    readme: Path = arguments.readme
    if not readme.is_file():
        raise UsageError(f"{readme} is no file", "name the README that holds the list")
    if readme_writer.NOTE in toml.read_text(readme):
        hint = "its ids stand in the entry files, which need no lock"
        raise UsageError(f"the list in {readme} is made from entry files", hint)
    path = readme_source.lock_path(readme)
    locked, _ = readme_source.read_lock(path)
    reading = readme_source.read_readme(readme)
    # Ids that are not read would be lost, and those of papers that are not read given away.
    if common.print_errors(reading.problems):
        return 1
    awesome_list = reading.awesome_list
    if not awesome_list.entries:
        raise UsageError(f"no entry was found in {readme}", "name the README that holds the list")
    curated = _with_former_ids(locked, awesome_list, arguments.removed, arguments.alias)
    grown = readme_source.extend_lock(awesome_list, curated)
    lost = readme_source.lost_ids(awesome_list, grown)
    text = readme_source.write_lock(grown)
    sys.stdout.writelines(f"{line}\n" for line in _of_lost(lost, readme))
    shown = common.printable(str(path))
    if path.exists() and toml.read_text(path) == text:
        sys.stdout.write(f"{shown} has the ids of {plural(len(awesome_list.entries), 'paper')}\n")
        return 0
    what = _difference(locked, grown)
    if arguments.check:
        command = f"sphinx-awesome lock {common.printable(str(readme))}"
        sys.stdout.write(f"{shown} lacks {what}; run: {command}\n")
        return 1
    files.replace_file(path, text)
    sys.stdout.write(f"{shown}: {what} written\n")
    return 0


def _with_former_ids(
    lock: Lock,
    awesome_list: AwesomeList,
    removed: Iterable[tuple[str, str]],
    aliases: Iterable[tuple[str, str]],
) -> Lock:
    """Return a lock with what a curator says of ids that are no longer in use.

    :raises UsageError: if it cannot be so.
    """
    reasons, ids, sections = dict(lock.removed), dict(lock.ids), dict(lock.sections)
    for id_, reason in removed:
        if not reason:
            raise UsageError(f"--removed {id_} gives no reason", f'write {id_}="why"')
        _refuse_used(id_, awesome_list)
        reasons[id_] = reason
    for old, new in aliases:
        _refuse_used(old, awesome_list)
        if new not in awesome_list.entries and new not in awesome_list.sections:
            raise UsageError(f"no paper or section has the id {new}", "name one that has it now")
        (ids if new in awesome_list.entries else sections)[f"id:{old}"] = new
        reasons.pop(old, None)
    return dataclasses.replace(lock, ids=ids, sections=sections, removed=reasons)


def _refuse_used(id_: str, awesome_list: AwesomeList) -> None:
    if id_ in awesome_list.entries or id_ in awesome_list.sections:
        kind = "paper" if id_ in awesome_list.entries else "section"
        raise UsageError(f"a {kind} has the id {id_} now", "name one that is in use no more")


def _of_lost(lost: list[str], readme: Path) -> Iterable[str]:
    """Yield what to do about ids that nothing has: a line for each of the first."""
    if not lost:
        return
    name = common.printable(str(readme))
    yield f"kept, though nothing in {name} has them: {', '.join(lost)}"
    yield "their addresses are gone; say why, or what they are called now (--alias OLD=NEW):"
    command = f"sphinx-awesome lock {shlex.quote(str(readme))}"
    for id_ in lost[:SHOWN_LINES]:
        yield common.printable(f'  {command} --removed {id_}="why"')
    if len(lost) > SHOWN_LINES:
        yield f"  … and {len(lost) - SHOWN_LINES} more"


def _difference(before: Lock, after: Lock) -> str:
    """Return in words what a lock has more than another."""
    counts = {
        "new id": _grown(before.known_papers, after.known_papers, of_values=True),
        "new name": _grown(before.known_papers, after.known_papers),
        "new section": _grown(before.known_sections, after.known_sections, of_values=True),
        "new heading": _grown(before.known_sections, after.known_sections)
        - _grown(before.known_sections, after.known_sections, of_values=True),
        "moved paper": sum(after.homes[paper] != home for paper, home in before.homes.items()),
        "former id": _grown(before.new_names, after.new_names),
        "removal": _grown(before.removed, after.removed),
    }
    parts = [plural(count, what) for what, count in counts.items() if count > 0]
    *first, last = parts or ["its canonical form"]
    return " and ".join(filter(None, [", ".join(first), last]))


def _grown(before: Mapping[str, str], after: Mapping[str, str], *, of_values: bool = False) -> int:
    """Return how many keys, or different values, a table has more than another."""
    if of_values:
        return len(set(after.values()) - set(before.values()))
    return len(after.keys() - before.keys())
