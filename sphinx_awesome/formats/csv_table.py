"""Writing CSV, one line a paper: RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180)."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections.abc import Iterator
from typing import Any

from ..core.model import AwesomeList, Entry, Publication
from ..core.person_names import ET_AL

SEPARATOR = "; "
"""Between the values of a cell that holds several; within one, `\\` protects `;` and `\\`."""

# What a spreadsheet may take for a formula, also behind an apostrophe that is there already:
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")  # noqa: RUF001

_APART = {"links", "published", "fields", "ignore"}

_FIELDS = [field.name for field in dataclasses.fields(Entry) if field.name not in _APART]

_LATER = [f.name for f in dataclasses.fields(Publication)]


def write_all(awesome_list: AwesomeList) -> str:
    """Write the papers of a list as a table, with the ids of the sections that hold each.

    Each label of a link has a column of its own, and so has each of the list's own fields. A cell
    that a spreadsheet would take for a formula starts with an apostrophe, which it does not show.
    Authors stand as readers see them, "et al." as the last of them if not all are named.
    """
    labels = list(dict.fromkeys(label for entry in awesome_list.papers() for label in entry.links))
    out = io.StringIO()
    table = csv.writer(out)  # of the dialect "excel", which is that of RFC 4180
    later = [f"published.{name}" for name in _LATER]
    own = [f"fields.{name}" for name in awesome_list.fields]
    head = [*_FIELDS, *later, "sections", *(f"links.{label}" for label in labels), *own]
    table.writerow(map(guard, head))
    for entry in awesome_list.papers():
        table.writerow(map(guard, _cells(entry, awesome_list, labels)))
    return out.getvalue()


def _cells(entry: Entry, awesome_list: AwesomeList, labels: list[str]) -> Iterator[str]:
    shown = {"authors": (*entry.shown_authors, *[ET_AL][: entry.has_more_authors])}
    yield from (_cell(shown.get(name) or getattr(entry, name)) for name in _FIELDS)
    published = entry.published or Publication()
    yield from (_cell(getattr(published, name)) for name in _LATER)
    home = awesome_list.homes[entry.id]
    others = [section.id for section in awesome_list.sections_of(entry.id) if section.id != home]
    yield _cell((home, *others))
    yield from (entry.links.get(label, "") for label in labels)
    yield from (_cell(entry.fields.get(name)) for name in awesome_list.fields)


def _cell(value: Any) -> str:  # noqa: ANN401  (any field of the model)
    if isinstance(value, tuple):
        return SEPARATOR.join(re.sub(r"([\\;])", r"\\\1", item) for item in value)
    return str(value or "")


def guard(cell: str) -> str:
    """Return a cell that spreadsheets show as it is, and never compute.

    :param cell: its text.

    >>> guard("=HYPERLINK(…)"), guard("'-"), guard("'tis")
    ("'=HYPERLINK(…)", "''-", "'tis")
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell
