"""All rules of ``check``, one module a family.

A rule knows the loaded list alone: no file and no network.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date

from ...core.model import AwesomeList
from ...core.problem import ProblemCode, Severity
from ..context import Finding, LintContext, Rule
from . import bad_links, consistency, contradictions, duplicates, taken_back, wording
from .consistency import UNUSED_IGNORE

LOST_PERMALINK = "lost-permalink"
"""Code of the rule that only a comparison with git's history can break."""


def reader_codes() -> Iterable[str]:
    """Return the codes of the reader's warnings, which may be ignored as rules may."""
    return (code.slug for code in ProblemCode if code.severity is not Severity.ERROR)


RULES: tuple[Rule, ...] = (
    *duplicates.RULES,
    *contradictions.RULES,
    *bad_links.RULES,
    *wording.RULES,
    *consistency.RULES,
    UNUSED_IGNORE,
)
"""All rules, in the order of the reference."""

CODES = (*(rule.code for rule in RULES), *reader_codes())
"""Names of all that `check` applies and may be ignored: rules, and what the reader warns of."""

SOURCE_RULES = (*taken_back.SOURCE_RULES, *taken_back.LINK_RULES)
"""Rules that a list alone does not break: `update` and `links` apply them, each may be ignored."""

IGNORABLE_CODES = (*CODES, *(rule.code for rule in SOURCE_RULES))
"""Names of all that an entry, a section or a list may ignore."""

KNOWN_CODES = (*CODES, LOST_PERMALINK)
"""Names of all that may be chosen on the command line."""


def find_violations(
    awesome_list: AwesomeList, today: date, codes: Container[str] = CODES
) -> Iterator[tuple[Rule, Finding]]:
    """Yield what breaks the rules, rule by rule, whether the list ignores it or not.

    :param today: no paper has appeared later.
    :param codes: of the rules to apply.
    """
    subject = LintContext(awesome_list, today)
    for rule in RULES:
        if rule.code in codes:
            yield from ((rule, finding) for finding in rule.find(subject))
