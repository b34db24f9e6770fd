"""This repository's own list: without problems, whole, and in canonical form."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_awesome.formats import bibtex
from sphinx_awesome.formats.toml import load, read, write
from sphinx_awesome.formats.toml.directory import PACKAGED_VENUES

ENTRIES = Path(__file__).parents[2] / "entries"
FILES = [*sorted(ENTRIES.glob("*.toml")), PACKAGED_VENUES]


def test_it_is_whole() -> None:
    whole, problems = load(ENTRIES)
    assert problems == []
    assert len(whole.entries) == 111
    # Four papers stand in two sections.
    assert sum(len(section.entries) for section in whole.sections.values()) == 115
    assert all(paper.authors and paper.venue and paper.year for paper in whole.papers())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_is_canonical(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    name = "_venues.toml" if path == PACKAGED_VENUES else path.name
    document, problems = read(text, name)
    assert problems == []
    assert write(document) == text


def test_each_paper_can_be_cited() -> None:
    whole, _ = load(ENTRIES)
    records = [bibtex.write(paper, whole.venues) for paper in whole.papers()]
    assert all(record.isprintable() for lines in records for record in lines.split("\n"))
    assert {record.split("{", 1)[0] for record in records} == {
        "@article",
        "@inproceedings",
        "@misc",
    }
