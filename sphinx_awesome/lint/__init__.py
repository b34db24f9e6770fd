"""Rules about a loaded list: what a reader of the files cannot see, since each value is good.

One module a family of rules; each rule has a code, a title, why it is a rule, how to mend what
breaks it, and an example. The list of all is :data:`RULES`.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date

from ..core.model import AwesomeList
from . import addresses, duplicates, links, names, wording
from .ignoring import LOST_PERMALINK, UNUSED_IGNORE, reader_codes
from .rule import Finding, Rule
from .subject import Subject

__all__ = ["CODES", "KNOWN_CODES", "RULES", "Finding", "Rule", "find"]

RULES: tuple[Rule, ...] = (
    *duplicates.RULES,
    *addresses.RULES,
    *links.RULES,
    *wording.RULES,
    *names.RULES,
    UNUSED_IGNORE,
)
"""All rules, in the order of the reference."""

CODES = (*(rule.code for rule in RULES), *reader_codes())
"""Names of all that may be ignored: the rules, and what the reader warns of."""

KNOWN_CODES = (*CODES, LOST_PERMALINK)
"""Names of all that may be chosen on the command line."""


def find(
    whole: AwesomeList, today: date, codes: Container[str] = CODES
) -> Iterator[tuple[Rule, Finding]]:
    """What breaks the rules, rule by rule, whether the list ignores it or not.

    :param today: no paper has appeared later.
    :param codes: of the rules to apply.
    """
    subject = Subject(whole, today)
    for rule in RULES:
        if rule.code in codes:
            yield from ((rule, finding) for finding in rule.find(subject))
