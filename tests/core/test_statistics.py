"""The numbers of charts."""

from __future__ import annotations

import pytest

from sphinx_awesome.core.model import AwesomeList, Entry, EntryType, Publication, Section
from sphinx_awesome.core.statistics import (
    MAX_CHART_YEARS,
    Bar,
    ChartData,
    ChartSubject,
    OtherVenues,
    PaperCounts,
    chart_data,
    count_types,
    evaluate_count,
    year_bars,
)
from sphinx_awesome.core.term_index import IndexKind, index_terms
from sphinx_awesome.core.venues import Venue, VenueKind, Venues

CODE = {"code": "https://example.org"}
PAPERS = (
    Entry("a", "A", venue="MIA", year=2020, links=CODE),
    Entry("b", "B", venue="arXiv", year=2020, published=Publication("MedIA", 2022)),
    Entry("c", "C", venue="MICCAI", year=2023, links=CODE),
    Entry("d", "D", venue="Nowhere", year=2023),
    Entry("e", "E", venue="miccai", published=Publication("MICCAI")),
    Entry("f", "F", year=2023),
)
WHOLE = AwesomeList(
    sections={
        "one": Section("one", "One", entries=("a", "b", "c")),
        "two": Section("two", entries=("b", "d", "e", "f")),
    },
    entries={paper.id: paper for paper in PAPERS},
    venues=Venues(
        [
            Venue("MedIA", kind=VenueKind.JOURNAL, aliases=("MIA",)),
            Venue("MICCAI", kind=VenueKind.CONFERENCE),
            Venue("arXiv", kind=VenueKind.PREPRINT),
        ]
    ),
)
EMPTY = AwesomeList(venues=Venues())


TOOLS = (
    *(PAPERS[0], Entry("book", "Book", type=EntryType.BOOK, year=2021, venue="LNCS")),
    Entry("tool", "Tool", type=EntryType.SOFTWARE, year=1999, venue="MICCAI", links=CODE),
    Entry("data", "Data", type=EntryType.DATASET),
    Entry("more", "More", type=EntryType.DATASET),
)
MIXED = AwesomeList(
    sections={
        "all": Section("all", "All", entries=tuple(entry.id for entry in TOOLS)),
        "tools": Section("tools", "Tools", entries=("tool", "data")),
        "none": Section("none", "None"),
    },
    entries={entry.id: entry for entry in TOOLS},
    venues=WHOLE.venues,
)


def test_what_is_no_paper_is_counted_by_its_type() -> None:
    counts = PaperCounts.of(TOOLS)
    assert (counts.papers, counts.with_code, counts.year_range) == (2, 1, "2020–2021")
    assert counts.others == ((EntryType.DATASET, 2), (EntryType.SOFTWARE, 1))
    assert list(counts.types.items()) == [(EntryType.PAPER, 2), *counts.others]
    assert PaperCounts.of(TOOLS[2:]).types == dict(counts.others)
    assert PaperCounts.of(()).types == count_types(()) == {EntryType.PAPER: 0}


def test_charts_count_papers_alone() -> None:
    years = chart_data(ChartSubject.YEAR, MIXED)
    assert [(bar.label, bar.total) for bar in years.bars] == [("2020", 1), ("2021", 1)]
    venues = chart_data(ChartSubject.VENUE, MIXED)
    assert [bar.label for bar in venues.bars] == ["LNCS", "MedIA"]
    tasks = chart_data(ChartSubject.TASK, MIXED)
    assert [(bar.label, bar.total) for bar in tasks.bars] == [("All", 2), ("None", 0)]
    assert [term.name for term in index_terms(MIXED, IndexKind.VENUE).values()] == ["MedIA", "LNCS"]


@pytest.mark.parametrize(
    ("expression", "expected"),
    {
        "papers": "2",
        "entries": "5",
        "book": "1",
        "dataset": "2",
        "dataset in tools": "1",
        "software with code": "1",
        "software at MICCAI": "1",
        "course": "0",
        "venues": "2",
        "years": "2020–2021",
        "years in tools": "1999",
        "years in none": "",
    }.items(),
)
def test_counts_of_types(expression: str, expected: str) -> None:
    assert evaluate_count(expression, MIXED) == expected


@pytest.mark.parametrize(("expression", "near"), [("datasets", "dataset"), ("paper", "papers")])
def test_a_type_that_is_none_is_named_with_the_nearest(expression: str, near: str) -> None:
    with pytest.raises(ValueError, match=f'did you mean "{near}"'):
        evaluate_count(expression, MIXED)


def test_years_by_the_listed_venue_with_empty_ones_between() -> None:
    found = chart_data(ChartSubject.YEAR, WHOLE)
    assert found.series == ("conference", "journal", "preprint", "other")
    assert found.bars == (
        Bar("2020", (0, 1, 1, 0)),
        Bar("2021", (0, 0, 0, 0)),
        Bar("2022", (0, 0, 0, 0)),
        Bar("2023", (1, 0, 0, 2)),
    )
    assert found.peak == 3


def test_code_by_year() -> None:
    found = chart_data(ChartSubject.CODE, WHOLE)
    assert found.bars == (
        *(Bar("2020", (1, 1)), Bar("2021", (0, 0)), Bar("2022", (0, 0)), Bar("2023", (1, 2))),
    )


def test_venues_as_the_index_counts_them() -> None:
    found = chart_data(ChartSubject.VENUE, WHOLE)
    assert found.series == ("conference", "journal", "preprint", "other")
    assert found.bars == (
        Bar("MedIA", (0, 2, 0, 0)),  # listed by an alias, and published since
        Bar("MICCAI", (2, 0, 0, 0)),  # once for a paper that names it twice
        Bar("arXiv", (0, 0, 1, 0)),
        Bar("Nowhere", (0, 0, 0, 1)),
    )
    assert found.rest is None


def test_the_rest_of_the_venues_have_no_bar() -> None:
    """Together they would be longer than each that has one."""
    found = chart_data(ChartSubject.VENUE, WHOLE, limit=1)
    assert found.bars == (Bar("MedIA", (2,)),)
    assert found.series == ("journal",)
    assert found.rest == OtherVenues(venues=3, papers=4, kinds=("conference", "preprint", "other"))
    assert found.peak == 2


def test_a_paper_at_two_of_the_rest_is_one_paper() -> None:
    papers = (
        *(Entry(name, name, venue="MedIA") for name in "ab"),
        Entry("c", "C", venue="arXiv", published=Publication("MICCAI")),
    )
    awesome_list = AwesomeList(
        sections={"one": Section("one", entries=("a", "b", "c"))},
        entries={paper.id: paper for paper in papers},
        venues=WHOLE.venues,
    )
    rest = chart_data(ChartSubject.VENUE, awesome_list, limit=1).rest
    assert rest == OtherVenues(venues=2, papers=1, kinds=("conference", "preprint"))


def test_a_single_venue_is_no_rest() -> None:
    found = chart_data(ChartSubject.VENUE, WHOLE, limit=3)
    assert [bar.label for bar in found.bars] == ["MedIA", "MICCAI", "arXiv", "Nowhere"]


def test_task_areas_each_with_all_of_their_papers() -> None:
    found = chart_data(ChartSubject.TASK, WHOLE)
    assert found.bars == (Bar("One", (2, 1), ("one",)), Bar("two", (0, 4)))
    assert found.series == ("code", "no-code")


def test_charts_of_some_sections() -> None:
    assert chart_data(ChartSubject.TASK, WHOLE, ["two"]).bars == (Bar("two", (0, 4)),)
    assert chart_data(ChartSubject.YEAR, WHOLE, ["one"]).series == (
        "conference",
        "journal",
        "preprint",
    )
    assert chart_data(ChartSubject.YEAR, WHOLE, ["gone"]) == ChartData(ChartSubject.YEAR, (), ())
    assert chart_data(ChartSubject.VENUE, WHOLE, ["gone", "two"]).peak == 1


def test_charts_of_no_papers_have_no_bars() -> None:
    for subject in ChartSubject:
        found = chart_data(subject, EMPTY)
        assert found.bars == ()
        assert found.peak == 0


def test_a_bar_says_what_it_counts_as_filters_name_it() -> None:
    assert Bar("2021", (1,)).facet_values == ("2021",)
    one, two = chart_data(ChartSubject.TASK, WHOLE).bars
    assert (one.facet_values, two.facet_values) == (("one",), ("two",))
    counts = dict.fromkeys(range(2000, 2000 + MAX_CHART_YEARS), (1, 2))
    first, *_ = year_bars({1990: (1, 1), 1991: (0, 0), **counts})  # no paper is of 1991
    assert first.facet_values == ("1990", "2000")


def test_early_years_share_the_first_bar() -> None:
    years = range(2000, 2000 + MAX_CHART_YEARS)
    counts = dict.fromkeys(years, (1, 2))
    assert [bar.label for bar in year_bars(counts)] == list(map(str, years))
    first, second, *_, last = year_bars({**counts, 1990: (1, 0), 1999: (0, 5)})
    assert (first, second) == (Bar("≤2000", (2, 7), ("1990", "1999", "2000")), Bar("2001", (1, 2)))
    assert last.label == str(years[-1])
