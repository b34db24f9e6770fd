"""What a list, a file or a paper says not to check, and whether that ignores anything."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator
from typing import TypeAlias

from ..core.model import AwesomeList
from ..core.problem import Code, Severity
from .rule import Finding, Rule
from .subject import Subject

Owner: TypeAlias = tuple[str, str]
"""Ids of a section and of a paper; ("s", "") is the section's own file, ("", "") the list's."""


class Ignored:
    """The rules that are not to be applied in places."""

    def __init__(self, whole: AwesomeList) -> None:
        self._unused: dict[tuple[Owner, str], None] = {}
        given = [(("", ""), whole.ignore)]
        given += [((section.id, ""), section.ignore) for section in whole.sections.values()]
        given += [((home, id_), whole.entries[id_].ignore) for id_, home in whole.homes.items()]
        self._given = {(owner, code) for owner, codes in given for code in codes}
        self._unused.update(dict.fromkeys((o, c) for o, codes in given for c in codes))

    def covers(self, code: str, owner: Owner) -> bool:
        """Whether a rule is not to be applied in a place; whatever says so is of use then."""
        section, _ = owner
        used = {(place, code) for place in (owner, (section, ""), ("", ""))} & self._given
        for one in used:
            self._unused.pop(one, None)
        return bool(used)

    def unused(
        self, applied: Collection[str], known: Collection[str]
    ) -> Iterator[tuple[Owner, Finding]]:
        """What ignores nothing.

        :param applied: codes that were looked for.
        :param known: all that there are.
        """
        # What ignores this rule itself comes last: by then it is known whether that is of use.
        for owner, code in sorted(self._unused, key=lambda one: one[1] == UNUSED_IGNORE.code):
            if (owner, code) not in self._unused or (code in known and code not in applied):
                continue
            if code == UNUSED_IGNORE.code or not self.covers(UNUSED_IGNORE.code, owner):
                yield owner, Finding(owner[1], ("ignore", code), *_said(code, known))


def _said(code: str, known: Collection[str]) -> tuple[str, str]:
    """What is wrong with a rule that ignores nothing, and how to mend it."""
    errors = {error.slug for error in Code if error.severity is Severity.ERROR}
    if code in errors | {LOST_PERMALINK}:
        return f"`{code}` is an error, which cannot be ignored", "mend it, and delete this line"
    if code not in known:
        close = difflib.get_close_matches(code, known, n=1)
        hint = f"write ignore.{close[0]}" if close else "write the name that check prints"
        return f"no rule is called `{code}`", hint
    return f"there is nothing here that `{code}` would report", "delete this line"


def _after_all_others(_: Subject) -> Iterator[Finding]:
    """Find nothing: what ignores nothing is known only when all else is found."""
    return iter(())


LOST_PERMALINK = "lost-permalink"
"""Code of the rule that only a comparison with git's history can break."""

UNUSED_IGNORE = Rule(
    code="unused-ignore",
    title="A rule is ignored where nothing breaks it",
    why="The fault was mended, or the rule's name is misspelt. What is left would hide the next "
    "fault of the kind.",
    mend="Delete the line, or write the rule's name as `check` prints it.",
    example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"
links.pdf = "https://example.org/ratchet.pdf"
ignore.capitals = "As printed."
""",
    find=_after_all_others,
)


def reader_codes() -> Iterable[str]:
    """Codes of the reader's warnings, which may be ignored as rules may."""
    return (code.slug for code in Code if code.severity is not Severity.ERROR)
