"""Make fields of the list of the columns that no field of an entry holds: Task, Licence, Backbone.

It owns how a column becomes a field: its name, and whether readers choose by it. It knows nothing
of tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ....core.model import ENTRY_FIELDS, Entry, FieldDefinition
from ....core.slugs import ID_CHARS, slugify
from ....core.text import clean, stable_fold
from .. import weights
from ..words.fragments import tidy

_INSTEAD = {"type": "kind"}
"""Names for columns that are called as a field of every entry is, and are another thing."""


class ListFields:
    """Names the fields of one list, and says in the end which they are."""

    def __init__(self) -> None:
        self._titles: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def of(self, columns: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
        """Return the values of an entry by the names of the fields.

        :param columns: values by the heads of their columns.
        """
        result: dict[str, tuple[str, ...]] = {}
        for head, values in columns.items():
            name = self._name(head)
            different: dict[str, str] = {}
            for text in (*result.get(name, ()), *map(clean, values)):
                different.setdefault(stable_fold(text), text)
            result[name] = tuple(different.values())
        return result

    def _name(self, head: str) -> str:
        """Return the name of the field that a column is."""
        if head not in self._names:
            self._names[head] = self._new(tidy(head.replace("(s)", "s")))
        return self._names[head]

    def _new(self, title: str) -> str:
        slug = slugify(title)[:ID_CHARS].strip("-")
        if slug in ENTRY_FIELDS:
            slug = _INSTEAD.get(slug, f"list-{slug}")
        spellings = (slug, f"{slug}s", slug.removesuffix("s"))
        name = next((one for one in spellings if one in self._titles), slug)
        self._titles.setdefault(name, title[:1].upper() + title[1:])
        return name

    def definitions(self, entries: Iterable[Entry]) -> dict[str, FieldDefinition]:
        """Return the fields that entries have, in the order of the list."""
        counted: dict[str, Counter[str]] = {name: Counter() for name in self._titles}
        for entry in entries:
            for name, values in entry.fields.items():
                counted[name].update(values)
        return dict(self._defined(counted))

    def _defined(
        self, counted: Mapping[str, Counter[str]]
    ) -> Iterator[tuple[str, FieldDefinition]]:
        for name, values in counted.items():
            few = 1 < len(values) <= weights.FACET_VALUES
            comes_again = values.total() >= weights.FACET_USES_SHARE * len(values)
            yield name, FieldDefinition(self._titles[name], facet=few and comes_again)
