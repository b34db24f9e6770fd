"""Checks of the fields that a list defines for itself: names and values that entries give."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from ...core.model import ENTRY_FIELDS, Entry, FieldDefinition
from ...core.problem import Fix, NewKey, Problem, ProblemCode
from ...core.text import closest_names, fold, quote_for_message
from .file_editor import is_free
from .file_reader import FileReading
from .file_schema import LIST_FILE, ListHeader
from .validation import MISSPELT_FIELD_LIKENESS, Explanation

_MAX_SUGGESTIONS = 10  # To look for one takes long in a long list, and nobody reads a hundred.

_SHOWN_VALUES = 12
"""Names or values that a hint lists at most."""


def derived_definition(name: str) -> FieldDefinition:
    """Return the definition of a field of which nothing but the name is known.

    :param name: of the field, which its title is made from.

    >>> derived_definition("image-size").title
    'Image size'
    """
    title = name.replace("-", " ")
    return FieldDefinition(f"{title[:1].upper()}{title[1:]}")


class OwnFieldCheck:
    """The list's own fields, and what entries may give as their values.

    :param listed: the list's own file; None if there is none that could be read.
    :param takes_any: True if entries may give any field, as where no file could define it.
    :ivar definitions: by name, in their order; behind them those of fields that entries give
        and whose definitions could not be read.
    """

    def __init__(self, listed: FileReading | None, *, takes_any: bool) -> None:
        header = listed.header if listed else None
        known = header.fields if isinstance(header, ListHeader) else {}
        self.definitions: dict[str, FieldDefinition] = dict(known)
        self._unread: set[str] = set()
        self._takes_any = takes_any
        self._suggestions = _MAX_SUGGESTIONS
        if listed is not None and listed.problems:
            given = listed.source.header.get("fields", {})
            is_table = isinstance(given, dict)
            self._unread = set(given) - set(known) if is_table else set()
            self._takes_any |= not (is_table and listed.source.is_toml)

    def checked(self, entry: Entry, reading: FileReading, index: int) -> Entry:
        """Return an entry with the good values of its own fields, in the order of the list.

        :param reading: of the file, which gets the problems.
        :param index: of the entry's block in it.
        """
        if not entry.fields:
            return entry
        good = {
            name: values
            for name, given in entry.fields.items()
            if self._knows(name, reading, index)
            and (values := tuple(self._good(name, given, reading, index)))
        }
        ordered = {name: good[name] for name in self.definitions if name in good}
        same = list(ordered.items()) == list(entry.fields.items())
        return entry if same else dataclasses.replace(entry, fields=ordered)

    def _knows(self, name: str, reading: FileReading, index: int) -> bool:
        """Return whether a field is the list's; report it if not."""
        if name in ENTRY_FIELDS and name in self._unread:
            return False  # the name is reported where it is defined
        if name not in self.definitions and (self._takes_any or name in self._unread):
            self.definitions[name] = derived_definition(name)
        if name in self.definitions:
            return True
        self._suggestions -= 1
        near = closest_names(name, self.definitions) if self._suggestions >= 0 else []
        hint = f"define it in {LIST_FILE}, below a line [fields.{name}]"
        if near:
            hint = f"write fields.{near[0]}, or {hint}"
        elif self.definitions:
            hint = f"write one that the list has ({_listed(list(self.definitions))}), or {hint}"
        close = closest_names(name, self.definitions, 2, MISSPELT_FIELD_LIKENESS) if near else []
        given = reading.source.blocks[index]["fields"]
        new = NewKey(near[0]) if close == near and near and near[0] not in given else None
        explanation = Explanation(
            ProblemCode.UNKNOWN_FIELD, f"`fields.{name}` is not a field of the list", hint, new
        )
        reading.report(explanation, "entry", index, "fields", name)
        return False

    def _good(
        self, name: str, given: Sequence[str], reading: FileReading, index: int
    ) -> Iterator[str]:
        """Yield the values that a field can have; report the others."""
        allowed = self.definitions[name].values
        for number, value in enumerate(given):
            if not allowed or value in allowed:
                yield value
                continue
            self._suggestions -= 1
            near = [one for one in allowed if fold(one) == fold(value)]
            is_certain = len(near) == 1
            if not near and self._suggestions >= 0:
                near = closest_names(value, allowed)
            shown = near or allowed
            message = (
                f'`fields.{name}` cannot be "{quote_for_message(value)}", '
                "which is not among its values"
            )
            hint = f"write {_listed([_quoted(one) for one in shown], 'or')}"
            hint += f", or add it to `values` of [fields.{name}] in {LIST_FILE}"
            new = near[0] if is_certain else None
            place = reading.path_in_file(("entry", index, "fields", name, number))
            reading.report(
                Explanation(ProblemCode.FIELD_VALUE, message, hint, new), *place, value=True
            )

    def hint_at_prefix(self, reading: FileReading) -> None:
        """Mend the hint where an entry gives a field of the list without ``fields.`` before it.

        :param reading: of a file, whose problems are replaced.
        """
        unknown = {p.location: p for p in reading.problems if p.code is ProblemCode.UNKNOWN_FIELD}
        if not unknown or not self.definitions:
            return
        for index, block in enumerate(reading.source.blocks):
            for name in self.definitions if isinstance(block, Mapping) else ():
                location = reading.source.location("entry", index, name)
                problem = unknown.get(location) if name in block else None
                if problem is None:
                    continue
                value, fix = block[name], None
                texts = value if isinstance(value, list) else [value]
                is_certain = is_free(block, ("fields", name)) and reading.source.is_toml
                if is_certain and texts and all(isinstance(text, str) for text in texts):
                    fix = Fix(("entry", index, name), value, NewKey(f"fields.{name}"))
                at = reading.problems.index(problem)
                reading.problems[at] = Problem(
                    problem.code, problem.message, location, f"write fields.{name}", fix=fix
                )


def _quoted(text: str) -> str:
    return f'"{quote_for_message(text)}"'


def _listed(names: Sequence[str], last: str = "and") -> str:
    """Return names as a part of a sentence, not more than :data:`_SHOWN_VALUES` of them."""
    *shown, end = [*names[:_SHOWN_VALUES], "others"] if len(names) > _SHOWN_VALUES else names
    return f"{', '.join(shown)} {last} {end}" if shown else end
