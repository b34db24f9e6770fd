"""The lock beside a README that is the source of a list: ids that stay, whatever titles become.

It is JSON, a line a key, so that two additions merge::

    {
    "version": 2,
    "ids": {"arxiv:2107.02104": "ratchet", "title:ratchet": "ratchet", "id:former": "ratchet"},
    "sections": {"title:reports": "reports", "paper:ratchet": "reports", "id:former": "reports"},
    "removed": {"tandem": "It was withdrawn by its authors."},
    "added": {"ratchet": "2021-07-05"}
    }

`ids` has the ids of papers by what they are known by. `sections` has the ids of sections by their
headings, and by their papers, so that a section is known again under another heading. In both,
`id:` and a former id leads to the id of today. Version 1 was `ids` alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from ..core.problem import Location, Problem, ProblemCode
from ..core.slugs import is_id
from ..core.text import clean, quote_for_message
from . import toml

LOCK_VERSION = 2

_FORMER = "id:"

_TITLE = "title:"

_PAPER = "paper:"


@dataclass(frozen=True)
class Lock:
    """The facts about a list in a README that the README does not state."""

    ids: Mapping[str, str] = field(default_factory=dict)
    """Ids of papers, by what they are known by."""
    sections: Mapping[str, str] = field(default_factory=dict)
    """Ids of sections, by what they are known by."""
    removed: Mapping[str, str] = field(default_factory=dict)
    """Ids of papers and sections that had to go, each with the reason."""
    added: Mapping[str, date] = field(default_factory=dict)
    """Days on which papers came, by the ids of these."""

    @cached_property
    def known_papers(self) -> dict[str, str]:
        """Ids that papers have or had, by what these are known by."""
        return {key: id_ for key, id_ in self.ids.items() if not key.startswith(_FORMER)}

    @cached_property
    def known_sections(self) -> dict[str, str]:
        """Ids that sections have or had, by their headings."""
        return {key: id_ for key, id_ in self.sections.items() if key.startswith(_TITLE)}

    @cached_property
    def homes(self) -> dict[str, str]:
        """The section in which each paper stood."""
        return dict(self._after(self.sections, _PAPER))

    @cached_property
    def new_names(self) -> dict[str, str]:
        """Ids that replaced former ids of papers and of sections, by the former ones."""
        return {**dict(self._after(self.sections, _FORMER)), **dict(self._after(self.ids, _FORMER))}

    @property
    def former_ids(self) -> set[str]:
        """Ids that nothing has any more, and that are not to be given to anything new."""
        return {*self.removed, *self.new_names}

    @staticmethod
    def _after(table: Mapping[str, str], start: str) -> Iterator[tuple[str, str]]:
        return ((k.removeprefix(start), id_) for k, id_ in table.items() if k.startswith(start))


def lock_path(readme: Path) -> Path:
    """Return the path of the file that holds the ids of a README's papers: ``README.ids.json``.

    :param readme: path of the README.
    """
    return readme.with_name(f"{readme.stem}.ids.json")


def write_lock(lock: Lock) -> str:
    """Return a lock as it is committed: one key a line, sorted, so that two additions merge."""
    tables = {
        known.name: {
            key: value.isoformat() if isinstance(value, date) else value
            for key, value in sorted(getattr(lock, known.name).items())
        }
        for known in fields(Lock)
    }
    return json.dumps({"version": LOCK_VERSION, **tables}, indent=0, ensure_ascii=False) + "\n"


def read_lock(path: Path) -> tuple[Lock, list[Problem]]:
    """Read a lock. Total; without a file, nothing is known.

    :param path: of the lock.
    """
    if not path.exists():
        return Lock(), []
    text, problems = toml.read_file(path)
    lock, more = parse_lock(text or "", str(path))
    return lock, [*problems, *more]


def parse_lock(text: str, path: str) -> tuple[Lock, list[Problem]]:
    """Read a lock from its text, of version 1 or 2. Total: what is good in it is known.

    :param text: JSON.
    :param path: as problems name the file.
    """
    try:
        given = json.loads(text or "{}")
    except (ValueError, RecursionError) as error:
        location = Location(path, getattr(error, "lineno", 1), getattr(error, "colno", 1))
        message = "the file of ids is not JSON: no id in it is known"
        hint = "take the version before from git, then run sphinx-awesome lock"
        return Lock(), [Problem(ProblemCode.SYNTAX, message, location, hint)]
    if not isinstance(given, dict):
        message = "the file of ids is not a table in braces: no id in it is known"
        hint = "take the version before from git, then run sphinx-awesome lock"
        return Lock(), [Problem(ProblemCode.TYPE, message, Location(path), hint)]
    if "version" not in given:
        given = {"version": LOCK_VERSION, "ids": given}
    elif given["version"] != LOCK_VERSION or isinstance(given["version"], bool | float):
        shown = quote_for_message(json.dumps(given["version"]))
        message = f"the file of ids is of version {shown}: no id in it is known"
        hint = f"install the sphinx-awesome that wrote it; this one knows version {LOCK_VERSION}"
        location = line_of(text, path, "", "version")
        return Lock(), [Problem(ProblemCode.TYPE, message, location, hint)]
    return _of_tables(given, text, path)


def _of_tables(given: Mapping[str, Any], text: str, path: str) -> tuple[Lock, list[Problem]]:
    """Make a lock of the tables in the file; return it, and what is wrong with them."""
    problems: list[Problem] = []
    names = [known.name for known in fields(Lock)]
    good: dict[str, Any] = {}
    for name, table in given.items():
        if name == "version":
            continue
        if name not in names:
            message = f"`{quote_for_message(name)}` is not a part of a file of ids"
            hint = f"the parts are {', '.join(names)}"
            location = line_of(text, path, "", name)
            problems.append(Problem(ProblemCode.UNKNOWN_FIELD, message, location, hint))
        elif not isinstance(table, dict):
            message, hint = f"`{name}` must be a table in braces", "write {} if it holds nothing"
            problems.append(Problem(ProblemCode.TYPE, message, line_of(text, path, "", name), hint))
        else:
            good[name], bad = _READERS[name](table)
            if bad:
                code, message, hint = _SENTENCES[name]
                location = line_of(text, path, name, bad[0])
                count = f"{len(bad)} of the {message}"
                problems.append(Problem(code, count, location, hint))
    return Lock(**good), problems


def _ids(table: Mapping[str, object]) -> tuple[dict[str, str], list[str]]:
    good = {key: id_ for key, id_ in table.items() if isinstance(id_, str) and is_id(id_)}
    return good, [key for key in table if key not in good]


def _reasons(table: Mapping[str, object]) -> tuple[dict[str, str], list[str]]:
    given = {id_: clean(why) if isinstance(why, str) else "" for id_, why in table.items()}
    good = {id_: why for id_, why in given.items() if is_id(id_) and why}
    return good, [id_ for id_ in table if id_ not in good]


def _days(table: Mapping[str, object]) -> tuple[dict[str, date], list[str]]:
    given = {id_: _day(day) for id_, day in table.items()}
    good = {id_: day for id_, day in given.items() if day and is_id(id_)}
    return good, [id_ for id_ in table if id_ not in good]


def _day(given: object) -> date | None:
    try:
        return date.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        return None


_READERS: Mapping[str, Callable[[Mapping[str, object]], tuple[Any, list[str]]]] = {
    "ids": _ids,
    "sections": _ids,
    "removed": _reasons,
    "added": _days,
}

_RULE = "use lower-case letters, digits and single hyphens, 64 characters at most"

_SENTENCES = {
    "ids": (ProblemCode.ID, "ids break the rule for ids and are not used", _RULE),
    "sections": (ProblemCode.ID, "ids of sections break the rule for ids and are not used", _RULE),
    "removed": (
        ProblemCode.REASON,
        "removals have no id or no reason and are not used",
        'write "ID": "why", with the reason for why',
    ),
    "added": (ProblemCode.TYPE, "days are none and are not used", 'write "ID": "2024-05-31"'),
}


def line_of(text: str, path: str, table: str, key: str) -> Location:
    """Return the location of a key in a lock; its start, if the key is spelt in another way there.

    :param text: of the lock.
    :param path: of the lock.
    :param table: that holds the key; "" for the file's own.
    :param key: in the table.
    """
    at = 0
    for name in filter(None, (table, key)):
        match = re.compile(rf"{re.escape(json.dumps(name, ensure_ascii=False))}\s*:").search(
            text, at
        )
        if match is None:
            continue
        at = match.start() if name == key else match.end()
    return Location(path, text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1)
