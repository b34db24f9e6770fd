"""Records in a file, and taken from it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.core import files
from sphinx_awesome.core.model import Entry
from sphinx_awesome.formats import bibtex, csl_json, ris

from .cited import REAL, VENUES
from .strategies import entries

Join = Callable[[Iterable[str]], str]
Split = Callable[[str], list[str]]

FORMATS = [
    (bibtex, files.join_records, files.split_records),
    (ris, files.join_records, files.split_records),
    (csl_json, csl_json.join, csl_json.split),
]
IDS = ["bibtex", "ris", "csl_json"]


@given(st.lists(entries, max_size=3))
def test_records_are_taken_as_they_were_written(papers: list[Entry]) -> None:
    for module, join, split in FORMATS:
        records = [module.write(paper, VENUES) for paper in papers]
        assert split(join(records)) == records


@pytest.mark.parametrize(("module", "_join", "split"), FORMATS, ids=IDS)
def test_a_list_is_its_records(module: ModuleType, _join: Join, split: Split) -> None:
    records = [module.write(paper, REAL.venues) for paper in REAL.papers()]
    assert split(module.write_all(REAL)) == records
