"""The published list, whatever it holds, is read whole; our own files are in canonical form."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from sphinx_awesome.core.problem import Severity
from sphinx_awesome.formats import bibtex
from sphinx_awesome.formats.toml import load, read_entry_file, write_entry_file
from sphinx_awesome.formats.toml.directory import PACKAGED_VENUES

ENTRIES = Path(__file__).parents[3] / "entries"
SAMPLE = Path(__file__).parents[2] / "sample" / "entries"


def test_the_published_list_is_read_whole() -> None:
    awesome_list, problems = load(ENTRIES)
    assert [problem for problem in problems if problem.severity is not Severity.NOTICE] == []
    sections = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8-sig"))
        for path in ENTRIES.glob("[!_]*.toml")
    }
    assert awesome_list.sections.keys() == sections.keys()
    for name, section in awesome_list.sections.items():
        blocks = sections[name].get("entry", [])
        assert list(section.entries) == [block.get("id") or block["ref"] for block in blocks]


@pytest.mark.parametrize(
    "path", [*sorted(SAMPLE.glob("*.toml")), PACKAGED_VENUES], ids=lambda path: path.name
)
def test_the_published_list_is_canonical(path: Path) -> None:
    """For the published list, `nox -s check` tells, with what is to be changed."""
    text = path.read_text(encoding="utf-8")
    name = "_venues.toml" if path == PACKAGED_VENUES else path.name
    document, problems = read_entry_file(text, name)
    assert problems == []
    assert write_entry_file(document) == text


def test_each_paper_can_be_cited() -> None:
    awesome_list, _ = load(ENTRIES)
    for paper in awesome_list.papers():
        record = bibtex.write(paper, awesome_list.venues)
        assert all(line.isprintable() for line in record.split("\n"))
        assert re.match(rf"@[a-z]+\{{{paper.id},\n", record)
