"""Records in a file, and taken from it again."""

from __future__ import annotations

from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.core import files
from sphinx_awesome.core.model import Entry
from sphinx_awesome.formats import bibtex, csl_json, ris

from .cited import REAL, VENUES
from .strategies import entries

FORMATS = [(bibtex, files), (ris, files), (csl_json, csl_json)]


@given(st.lists(entries, max_size=3))
def test_records_are_taken_as_they_were_written(papers: list[Entry]) -> None:
    for module, parted in FORMATS:
        records = [module.write(paper, VENUES) for paper in papers]
        assert parted.split(parted.join(records)) == records


@pytest.mark.parametrize(("module", "parted"), FORMATS)
def test_a_list_is_its_records(module: ModuleType, parted: ModuleType) -> None:
    records = [module.write(paper, REAL.venues) for paper in REAL.papers()]
    assert parted.split(module.write_all(REAL)) == records
