"""Every form of `forms.py`, read alone."""

from __future__ import annotations

import pytest

from sphinx_awesome.core.model import Entry
from sphinx_awesome.formats.markdown import LineStatus, read

from .forms import ARXIV, FORMS, NO_PAPERS, PDF, REFERENCES, RESOURCES, TITLE


def only(source: str) -> Entry:
    reading = read(f"# Lists\n\n## Topic\n\n{source}\n")
    (entry,) = reading.awesome_list.entries.values()
    assert [section.title for section in reading.awesome_list.sections_of(entry.id)] == ["Topic"]
    return entry


@pytest.mark.parametrize("name", FORMS)
def test_a_form(name: str) -> None:
    form = FORMS[name]
    entry = only(form.source)
    assert entry.title == form.title
    assert list(entry.authors) == form.authors
    assert (entry.venue, entry.track, entry.year) == (form.venue, form.track, form.year)
    assert dict(entry.links) == form.links
    assert list(entry.tags) == form.tags
    assert (entry.note, entry.abstract) == (form.note, form.abstract)


@pytest.mark.parametrize("name", REFERENCES)
def test_a_reference(name: str) -> None:
    source, authors, venue, year = REFERENCES[name]
    entry = only(f"- {source} [[pdf]({PDF})]")
    assert (entry.title, entry.authors) == (TITLE, authors)
    assert (entry.venue, entry.track, entry.year) == (venue, "", year)
    assert (entry.note, entry.tags) == ("", ())


def test_identifiers_are_told_by_addresses() -> None:
    entry = only(f"* **Learning to Read Lists** [a]({ARXIV}v2) [b](https://doi.org/10.1000/182)")
    assert (entry.arxiv, entry.doi) == ("2101.00001", "10.1000/182")


@pytest.mark.parametrize("name", NO_PAPERS)
def test_what_tells_no_paper(name: str) -> None:
    reading = read(f"# Lists\n\n## Topic\n\n{NO_PAPERS[name]}\n")
    assert not reading.awesome_list.entries
    assert not reading.awesome_list.sections
    assert NO_PAPERS[name].split("\n")[0] in reading.prose[""] or name == "models"


@pytest.mark.parametrize("name", RESOURCES)
def test_a_resource(name: str) -> None:
    form = RESOURCES[name]
    (entry,) = read(
        f"# Lists\n\n## {form.heading}\n\n{form.source}\n"
    ).awesome_list.entries.values()
    assert (entry.title, entry.type) == (form.title, form.type)
    assert (list(entry.authors), entry.venue, entry.year) == (form.authors, "", form.year)
    assert dict(entry.links) == form.links
    assert (list(entry.tags), entry.note) == (form.tags, form.note)


@pytest.mark.parametrize("heading", ["News", "Citation", "License", "Contributing", "更新"])
def test_parts_without_papers(heading: str) -> None:
    line = f"- [Learning to Read Lists]({ARXIV}), CVPR 2020"
    assert not read(f"# Lists\n## {heading}\n{line}\n").awesome_list.entries
    assert read(f"# Lists\n## {heading}\n### Topic\n{line}\n").awesome_list.entries


@pytest.mark.parametrize("heading", ["Table of Contents", "Contents", "TOC", "目录"])
def test_years_below_a_table_of_contents_hold_papers(heading: str) -> None:
    line = f"- [Learning to Read Lists]({ARXIV}), CVPR"
    above = f"# Lists\n## {heading}\n- [2023](#2023)\n"
    result = read(f"{above}### 2023\n{line}\n").awesome_list
    assert [(entry.title, entry.year) for entry in result.entries.values()] == [(TITLE, 2023)]
    assert [section.title for section in result.sections.values()] == ["Papers"]
    assert not read(f"# Lists\n## News\n### 2023\n{line}\n").awesome_list.entries


def test_workshops_are_no_papers_where_workshops_are_told() -> None:
    line = "- [A Workshop on Reading of Lists (CVPR 2020)](https://example.org)"
    for heading, type_ in (("Workshops", "website"), ("Topic", "paper")):
        (entry,) = read(f"# L\n## {heading}\n{line}\n").awesome_list.entries.values()
        assert entry.type == type_


def test_every_line_of_a_form_is_told() -> None:
    source = FORMS["bullets with labels"].source
    reading = read(source)
    assert reading.account.totals[LineStatus.PAPER] == source.count("\n") + 1
