"""CSV: every field comes back, and no cell is a formula."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.core.model import AwesomeList, Entry, FieldDefinition, Publication, Section
from sphinx_awesome.core.venues import Venues
from sphinx_awesome.formats.csv_table import guard, write_all

from .strategies import entries


def listed(papers: list[Entry]) -> AwesomeList:
    """A list of two sections, both with all papers; the second is at home of the last one."""
    names = tuple(paper.id for paper in papers)
    homes = dict.fromkeys(names, "s") | dict.fromkeys(names[-1:], "t")
    sections = {name: Section(name, entries=names) for name in ("s", "t")}
    own = dict.fromkeys((name for p in papers for name in p.fields), FieldDefinition("Field"))
    return AwesomeList(
        sections=sections,
        entries={p.id: p for p in papers},
        homes=homes,
        fields=own,
        venues=Venues(),
    )


def unguarded(cell: str) -> str:
    """Return what a cell holds, as a spreadsheet shows it."""
    return cell[1:] if cell.startswith("'") and guard(cell) != cell else cell


def rows(text: str) -> list[dict[str, str]]:
    head, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    return [dict(zip(map(unguarded, head), map(unguarded, line), strict=True)) for line in lines]


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    parts = re.findall(r"(?:^|; )((?:\\.|[^\\;])*)", cell) if cell else []
    return tuple(re.sub(r"\\(.)", r"\1", part) for part in parts)


def test_a_table_has_a_row_for_each_paper() -> None:
    entry = Entry(
        "a",
        'A "quoted", title',
        ("Ada; Lovelace", "Bob"),
        year=2021,
        published=Publication("ICCV", 2023),
        links={"pdf": "https://example.org/a.pdf", "=1": "https://example.org"},
        note="-1",
    )
    head, line, end = write_all(listed([entry])).split("\r\n")
    assert head.startswith("id,title,authors,venue,")
    assert head.endswith(
        ",published.venue,published.year,published.doi,published.title,published.added"
        ",sections,links.pdf,links.=1"
    )
    assert line.startswith('a,"A ""quoted"", title",Ada\\; Lovelace; Bob,,')
    assert ",2021,,,," in line
    assert ",'-1,," in line
    assert line.endswith(",ICCV,2023,,,,t; s,https://example.org/a.pdf,https://example.org")
    assert not end


@given(st.lists(entries, max_size=3, unique_by=lambda entry: entry.id))
def test_every_field_comes_back(papers: list[Entry]) -> None:
    found = rows(write_all(listed(papers)))
    assert len(found) == len(papers)
    for row, paper in zip(found, papers, strict=True):
        labels = {k.removeprefix("links."): v for k, v in row.items() if k.startswith("links.")}
        later = paper.published or Publication()
        assert {k: v for k, v in labels.items() if v} == paper.links
        assert values(row["authors"]) == (
            *paper.shown_authors,
            *paper.authors[len(paper.named_authors) :],
        )
        assert values(row["tags"]) == paper.tags
        assert values(row["aliases"]) == paper.aliases
        own = {k.removeprefix("fields."): v for k, v in row.items() if k.startswith("fields.")}
        assert {name: values(cell) for name, cell in own.items() if cell} == paper.fields
        assert sorted(values(row["sections"])) == ["s", "t"]
        for name in ("id", "title", "venue", "track", "award", "doi", "arxiv", "note", "abstract"):
            assert row[name] == getattr(paper, name)
        for name in ("venue", "doi", "title"):
            assert row[f"published.{name}"] == getattr(later, name)
        assert row["year"] == str(paper.year or "")
        assert row["published.year"] == str(later.year or "")
        assert row["added"] == str(paper.added or "")


@given(st.lists(entries, max_size=3, unique_by=lambda entry: entry.id))
def test_no_cell_is_a_formula(papers: list[Entry]) -> None:
    for row in csv.reader(io.StringIO(write_all(listed(papers)), newline="")):
        assert not [cell for cell in row if cell[:1] in set("=+-@\t\r＝＋－＠")]


@pytest.mark.parametrize("cell", ["=1+1", "'=1", "''@x", "'tis", "", "'", "-", "a=b", "＝1", "\t="])
def test_a_guard_comes_off_again(cell: str) -> None:
    assert unguarded(guard(cell)) == cell
