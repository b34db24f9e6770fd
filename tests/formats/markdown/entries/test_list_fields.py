"""Columns that become fields of the list."""

from __future__ import annotations

from sphinx_awesome.core.model import Entry
from sphinx_awesome.formats.markdown import read
from sphinx_awesome.formats.markdown.entries.list_fields import ListFields

ARXIV = "https://arxiv.org/abs/2101.0000"


def test_a_column_is_one_field_in_one_and_in_several() -> None:
    fields = ListFields()
    assert fields.of({"Language": ["English", "english", "Dutch"]}) == {
        "language": ("English", "Dutch")
    }
    assert fields.of({"Languages": ["Dutch"], "Language": ["Thai"]}) == {
        "language": ("Dutch", "Thai")
    }


def test_no_field_is_called_as_one_of_every_entry_is() -> None:
    fields = ListFields()
    assert fields.of({"Type": ["a"], "Track": ["b"]}) == {"kind": ("a",), "list-track": ("b",)}


def test_readers_choose_by_few_values_that_come_again() -> None:
    fields = ListFields()
    columns = [{"Task": [task], "Size (GB)": [size]} for task in "aabb" for size in "123"]
    entries = [
        Entry(str(n), "T", fields=fields.of({**one, "Size (GB)": [str(n)]}))
        for n, one in enumerate(columns)
    ]
    definitions = fields.definitions(entries)
    assert {name: one.facet for name, one in definitions.items()} == {
        "task": True,
        "size-gb": False,
    }
    assert definitions["size-gb"].title == "Size (GB)"


def test_columns_of_papers_and_what_is_no_value() -> None:
    rows = "".join(
        f"| [Learning to Read the List of Number {n}]({ARXIV}{n}) | CVPR 2020 | CT, MRI | {n} "
        f"| reads all of the lists that there are |\n"
        for n in range(4)
    )
    head = "| Title | Venue | Modality | # | Where |\n|---|---|---|---|---|\n"
    awesome_list = read(f"# L\n\n## A\n\n{head}{rows}").awesome_list
    assert awesome_list.fields["modality"].title == "Modality"
    for entry in awesome_list.entries.values():
        assert entry.fields == {"modality": ("CT", "MRI")}
        assert entry.note == "reads all of the lists that there are"
