"""Each format says truly what it has a place for, and none is imported before it is used."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from datetime import date

import pytest

from sphinx_awesome.core.model import (
    TEXT_FIELDS,
    AwesomeList,
    Citation,
    Entry,
    EntryType,
    FieldDefinition,
    Maintainer,
    Publication,
    Section,
)
from sphinx_awesome.core.venues import Venues
from sphinx_awesome.formats import registry
from sphinx_awesome.formats.registry import FORMATS

BASE = Entry(
    "base",
    authors=("Ada Lovelace",),
    **dict.fromkeys(TEXT_FIELDS, "Text") | {"title": "Title", "venue": "MICCAI"},
    year=2021,
    doi="10.1000/a",
    arxiv="2107.02104",
    links={"slides": "https://example.org/slides"},
    tags=("tag",),
    fields={"modality": ("CT",)},
    added=date(2021, 3, 1),
    aliases=("former",),
    ignore={"rule": "Reason"},
)
OTHER = Entry(
    "other",
    authors=("Alan Turing",),
    **dict.fromkeys(TEXT_FIELDS, "Other text") | {"title": "Other title", "venue": "CVPR"},
    type=EntryType.REPORT,
    year=2022,
    doi="10.1000/b",
    arxiv="2107.02105",
    published=Publication("ICCV", 2023),
    withdrawn="https://example.org/withdrawn",
    retracted="https://example.org/retracted",
    links={"video": "https://example.org/video"},
    tags=("other tag",),
    fields={"modality": ("MRI", "X-ray")},
    added=date(2022, 3, 1),
    aliases=("other-former",),
    ignore={"rule": "Other reason"},
)
LIST = AwesomeList(
    title="The list",
    description="About it.",
    homepage="https://example.org/home",
    repository="https://example.org/repository",
    licence="CC0-1.0",
    maintainers=(Maintainer("Grace Hopper"),),
    cite=Citation("Cite this."),
    ignore={"rule": "Reason"},
    removed={"gone": "Why"},
    fields={"modality": FieldDefinition("Modality")},
    venues=Venues(),
)
OTHER_LIST = AwesomeList(
    title="Another list",
    description="About another.",
    homepage="https://example.org/other-home",
    repository="https://example.org/other-repository",
    licence="CC-BY-4.0",
    maintainers=(Maintainer("Barbara Liskov"),),
    cite=Citation("Cite that."),
    ignore={"rule": "Other reason"},
    removed={"gone": "Another reason"},
    fields={"modality": FieldDefinition("Modality", facet=True)},
    venues=Venues(),
)


def listed(*papers: Entry, awesome_list: AwesomeList = LIST, first: int = 9) -> AwesomeList:
    """The papers in a section, or those after the first few in another one."""
    ids = tuple(paper.id for paper in papers)
    groups = filter(None, [ids[:first], ids[first:]])
    named = {f"s{n}": Section(f"s{n}", f"Section {n}", entries=g) for n, g in enumerate(groups)}
    return dataclasses.replace(
        awesome_list,
        sections=named,
        entries={paper.id: paper for paper in papers},
        homes={paper: section.id for section in named.values() for paper in section.entries},
    )


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Entry)])
def test_fields_of_papers_are_written_by_the_formats_that_hold_them(name: str, field: str) -> None:
    changed = dataclasses.replace(BASE, **{field: getattr(OTHER, field)})
    known = FORMATS[name]
    is_written = known.write(listed(changed)) != known.write(listed(BASE))
    assert is_written is (field in known.holds)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "field",
    [
        *("title", "description", "homepage", "licence", "maintainers", "cite", "ignore"),
        *("removed", "sections"),
    ],
)
def test_facts_of_the_list_are_written_by_the_formats_that_hold_them(name: str, field: str) -> None:
    known = FORMATS[name]
    papers = (BASE, OTHER, Entry("third", "Third", year=2020))
    before = listed(*papers, first=1)
    if field == "sections":
        after = listed(*papers, first=2)
    else:
        other = dataclasses.replace(LIST, **{field: getattr(OTHER_LIST, field)})
        after = listed(*papers, awesome_list=other, first=1)
    is_written = known.write(after) != known.write(before)
    assert is_written is (field in known.holds_of_list)


def test_losses_are_counted() -> None:
    assert FORMATS["bib"].losses(listed(BASE, Entry("b", "B"), first=1)) == [
        (
            "fields of papers: track (1), award (1), links (1), tags (1), fields.modality (1), "
            "added (1), aliases (1), note (1), abstract (1), ignore (1)"
        ),
        (
            "facts of the list: title, description, homepage, repository, licence, maintainers, "
            "cite, sections, fields, ignore, removed"
        ),
    ]
    bare = AwesomeList(venues=Venues())
    assert FORMATS["bib"].losses(listed(Entry("b", "B"), awesome_list=bare)) == []


def test_papers_that_a_feed_cannot_hold_are_named() -> None:
    bare = AwesomeList(venues=Venues())
    papers = [Entry("a", "A"), Entry("b", "B", year=2021), Entry("c", "C")]
    assert FORMATS["atom"].losses(listed(*papers, awesome_list=bare)) == ["papers: a, c"]
    assert FORMATS["atom"].losses(listed(papers[1], awesome_list=bare)) == []


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.toml", "toml"),
        ("README.md", "md"),
        ("x/list.markdown", "md"),
        ("a.b.BIB", "bib"),
        ("a.json", "json"),
        ("a.ris", "ris"),
        ("a.csv", "csv"),
        ("a.xml", "atom"),
    ],
)
def test_an_ending_says_the_format(path: str, name: str) -> None:
    assert registry.format_of_path(path) is FORMATS[name]


@pytest.mark.parametrize("path", ["a.txt", "a", ".bib", ""])
def test_other_endings_have_no_format(path: str) -> None:
    assert registry.format_of_path(path) is None


def test_every_format_that_reads_reads_what_it_writes() -> None:
    readers = [known for known in FORMATS.values() if known.reader]
    assert [known.name for known in readers] == ["toml", "md", "bib"]
    for known in readers[::2]:
        reading = known.read(known.write(listed(BASE, OTHER)), f"list{known.endings[0]}")
        assert [paper.title for paper in reading.awesome_list.papers()] == ["Title", "Other title"]


def test_formats_are_imported_when_they_are_used() -> None:
    code = (
        "import sys\n"
        "from sphinx_awesome.formats import registry\n"
        "print(*sorted(n for n in sys.modules if n.startswith('sphinx_awesome.formats')))\n"
        "print(*{'pydantic', 'markdown_it'} & set(sys.modules))"
    )
    out = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert out == "sphinx_awesome.formats sphinx_awesome.formats.registry\n\n"
