"""Problems as Sphinx warnings of type ``awesome``."""

from __future__ import annotations

from typing import Any

from sphinx.util import logging

from ..core.problem import Problem, ProblemCode, Severity

_logger = logging.getLogger(__name__)


def warn(code: ProblemCode, message: str, hint: str = "", *, location: Any) -> None:  # noqa: ANN401
    """Log a warning ``awesome.CODE``.

    Errors of an entry file are warnings to Sphinx too: the page still shows every good entry,
    and ``-W`` makes the build fail.

    :param hint: how to fix it; "" for none.

    :param location: a node, a docname, or a text ``path:line``.
    """
    text = f"{message}; {hint}" if hint else message
    _logger.warning("%s", text, type="awesome", subtype=code.slug, location=location)


def report(problem: Problem) -> None:
    """Log a problem at its own file and line; a notice as such, which fails no strict build."""
    location = problem.location
    text = str(problem) if location.column == 1 else f"column {location.column}: {problem}"
    log = _logger.info if problem.severity is Severity.NOTICE else _logger.warning
    log(
        "%s",
        text,
        type="awesome",
        subtype=problem.code.slug,
        location=f"{location.path}:{location.line}",
    )
