"""Read the paper that an issue by form names, and write what is answered there.

Of the issue, its number and two fields of the form are read, and nothing else. It must not know
sources, nor how a list is kept.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

from ...core import files
from ...core.text import clean
from ..common import UsageError
from ..edits.additions import DRY, REFUSED, UNASKED, PaperAddition

PAPER_LABEL = "Paper"
"""Label of the field that names the paper: an id, an address or a title."""

SECTION_LABEL = "Section"
"""Label of the field that names the section."""

ADD_LABEL = "add"
"""Label by which a maintainer has a paper added."""

_MAX_FIELD_CHARS = 500

_HEADING = re.compile(r"^### (.+)$", re.MULTILINE)

_EMPTY = "_No response_"

_MARKUP = "<>`*\"' "
"""Characters around a value that people write of habit, and that belong to none."""


class IssueForm(NamedTuple):
    """The fields of an issue that are read."""

    what: str
    """What names the paper, on one line."""
    section: str
    """Title or id of the section; "" for none."""


def read_issue(path: Path) -> IssueForm | None:
    """Return what an issue says, by the event that GitHub writes into a file.

    GitHub makes a body of a form: a heading of level three with the label of each field, and its
    value below (https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema).

    :param path: of the file, which `GITHUB_EVENT_PATH` names in a workflow.
    :return: None if it is not by the form, or names no paper.
    :raises UsageError: if the file holds no event of an issue.
    """
    _, body = _issue(path)
    values = _fields(body)
    what = values.get(PAPER_LABEL, "").strip(_MARKUP)
    return IssueForm(what, values.get(SECTION_LABEL, "")) if what else None


def read_issue_number(path: Path) -> int:
    """Return the number of an issue, by the event that GitHub writes into a file.

    :param path: of the file.
    :raises UsageError: if the file holds no event of an issue.
    """
    return _issue(path)[0]


def _issue(path: Path) -> tuple[int, str]:
    """Return number and body of an issue.

    :raises UsageError: if the file holds no event of one.
    """
    text, problems = files.read_file(path)
    if text is None or problems:
        raise UsageError(f"{path}: {problems[0].message}", problems[0].hint)
    issue = _member(_parsed(text), "issue")
    number, body = _member(issue, "number"), _member(issue, "body") or ""
    if type(number) is not int or not isinstance(body, str) or number < 1:
        hint = "give the file that GITHUB_EVENT_PATH names in a workflow on: issues"
        raise UsageError(f"{path} holds no event of an issue", hint)
    return number, body


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _member(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, dict) else None


def _fields(body: str) -> dict[str, str]:
    """Return the value of each field by its label; of two of one label the first."""
    normalized, _ = files.normalize_newlines(body, "")
    _, *parts = _HEADING.split(normalized)
    values: dict[str, str] = {}
    for label, value in zip(parts[::2], parts[1::2], strict=True):
        text = clean(value[: _MAX_FIELD_CHARS * 2])[:_MAX_FIELD_CHARS]
        values.setdefault(label.strip(), "" if text == _EMPTY else text)
    return values


def comment_on(addition: PaperAddition) -> str:
    """Return what is answered to an issue, or is the text of its pull request, as Markdown."""
    further = {
        DRY: f"A maintainer adds it by the label `{ADD_LABEL}`.",
        REFUSED: "Edit the first comment if the form names the wrong paper or section; "
        f"then a maintainer adds it by the label `{ADD_LABEL}`.",
        UNASKED: "What was wrong is no fault of this issue. "
        f"A maintainer tries again by the label `{ADD_LABEL}`.",
    }
    return "\n".join(filter(None, [addition.markdown(), further.get(addition.standing, "")])) + "\n"
