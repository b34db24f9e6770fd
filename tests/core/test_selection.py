from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.core.model import AwesomeList, Entry, EntryType, Publication, Section
from sphinx_awesome.core.selection import (
    FIELDS,
    GroupBy,
    Selection,
    Sort,
    Years,
    day_of,
    grouped,
    has_value,
    newest,
)
from sphinx_awesome.core.statistics import PaperCounts, YearCount, evaluate_count
from sphinx_awesome.core.term_index import IndexKind, Term, group_terms, index_terms, kind_heading
from sphinx_awesome.core.text import plural
from sphinx_awesome.core.venues import Venue, VenueKind, Venues

CODE = {"code": "https://example.org/"}
A = Entry(
    "a",
    "Zebra",
    ("Ada Lovelace", "José Núñez"),
    "MICCAI",
    year=2021,
    links=CODE,
    tags=("CT", "X-ray"),
    added=date(2024, 5, 1),
)
B = Entry(
    "b",
    "apple",
    ("Jose Nunez",),
    "arXiv",
    year=2019,
    published=Publication("MedIA", 2023),
    tags=("ct",),
)
C = Entry("c", "Älpha", ("张三", "Ada Lovelace"), "Own report", year=2021, added=date(2024, 6, 1))
D = Entry("d", "No venue", ("Ada  Lovelace",), links=CODE, doi="10.1000/d")
WHOLE = AwesomeList(
    sections={
        "s": Section("s", entries=("a", "b")),
        "t": Section("t", entries=("b", "c", "d")),
        "u": Section("u"),
    },
    entries={paper.id: paper for paper in (A, B, C, D)},
    homes={"a": "s", "b": "t", "c": "t", "d": "t"},
    venues=Venues(
        [
            Venue("MICCAI", "Medical Image Computing", VenueKind.CONFERENCE),
            Venue("MedIA", kind=VenueKind.JOURNAL, aliases=("MIA",)),
            Venue("arXiv", kind=VenueKind.PREPRINT),
        ]
    ),
)


def chosen(selection: Selection) -> str:
    return "".join(paper.id for paper in selection.papers(WHOLE))


# Which papers


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), "acbd"),
        (Selection(("s",)), "ab"),
        (Selection(("t", "s")), "cabd"),
        (Selection(("u",)), ""),
        (Selection(("none",)), ""),
        (Selection(("none", "s")), "ab"),
        (Selection(has=("code",)), "ad"),
        (Selection(has=("code", "doi")), "d"),
        (Selection(has=("published",)), "b"),
        (Selection(has=("nothing",)), ""),
        (Selection(years=Years(2020, None)), "ac"),
        (Selection(years=Years(None, 2019)), "b"),
        (Selection(tags=("CT",)), "ab"),
        (Selection(tags=("ct", "x-ray")), "a"),
        (Selection(venues=("MIA",)), "b"),
        (Selection(venues=("arxiv",)), "b"),
        (Selection(venues=("Medical Image Computing", "Own report")), "ac"),
        (Selection(limit=2), "ac"),
        (Selection(limit=0), ""),
        (Selection(sort=Sort.OLDEST), "bacd"),
        (Selection(sort=Sort.TITLE), "cbda"),
        (Selection(sort=Sort.VENUE), "bacd"),
        (Selection(sort=Sort.ADDED), "cabd"),
        (Selection(sort=Sort.PUBLISHED), "bacd"),
        (Selection(sort=Sort.APPEARED), "bacd"),
        (Selection(sort=Sort.LISTED), "abcd"),
    ],
)
def test_selections_filter_sort_and_limit(selection: Selection, expected: str) -> None:
    assert chosen(selection) == expected


def test_papers_are_sorted_by_the_day_on_which_they_were_found_to_have_appeared() -> None:
    def paper(name: str, year: int, day: date | None = None) -> Entry:
        return Entry(name, name, year=2020, published=Publication("V", year, added=day))

    late, early = date(2026, 5, 31), date(2026, 1, 1)
    papers = [paper("a", 2022), paper("b", 2023), paper("c", 2021, early), paper("d", 2020, late)]
    awesome_list = AwesomeList(
        sections={"s": Section("s", entries=("x", "a", "b", "c", "d"))},
        entries={one.id: one for one in (Entry("x", "X", added=late), *papers)},
        homes=dict.fromkeys("xabcd", "s"),
        venues=Venues(),
    )
    sorted_papers = Selection(("s",), sort=Sort.APPEARED).papers(awesome_list)
    assert [one.id for one in sorted_papers] == ["d", "c", "b", "a", "x"]
    days = [day_of(one, Sort.APPEARED) for one in sorted_papers]
    assert days == [late, early, None, None, None]
    assert day_of(sorted_papers[-1], Sort.ADDED) == late
    assert day_of(sorted_papers[-1], Sort.NEWEST) is None


def test_a_label_goes_before_a_field_of_its_name() -> None:
    assert "doi" in FIELDS
    assert "id" not in FIELDS
    assert has_value(Entry("x", "X", links={"id": "https://example.org/"}), "id")
    assert not has_value(Entry("x", "X"), "id")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2021", Years(2021, 2021)),
        (" 2021 - 2023 ", Years(2021, 2023)),
        ("2021-", Years(2021, None)),
        ("-2020", Years(None, 2020)),
    ],
)
def test_years(text: str, years: Years) -> None:
    assert Years.parse(text) == years


@pytest.mark.parametrize("text", ["", "-", "x", "2021-x", "2023-2021", "2021-2022-2023"])
def test_unknown_ranges_of_years_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Years.parse(text)


@given(st.integers(), st.integers())
def test_a_range_holds_its_ends(first: int, last: int) -> None:
    first, last = sorted((first, last))
    years = Years(first, last)
    assert first in years
    assert last in years
    assert first - 1 not in years
    assert last + 1 not in years
    assert last + 1 in Years(first, None)
    assert first - 1 in Years(None, last)
    assert None not in years


@pytest.mark.parametrize(
    ("group_by", "expected"),
    [
        (GroupBy.YEAR, [("2021", "ac"), ("2019", "b"), ("", "d")]),
        (GroupBy.VENUE, [("MICCAI", "a"), ("arXiv", "b"), ("Own report", "c"), ("", "d")]),
        (GroupBy.KIND, [("conference", "a"), ("preprint", "b"), ("", "cd")]),
        (GroupBy.SECTION, [("s", "a"), ("t", "bcd")]),
        (GroupBy.NONE, [("", "abcd")]),
    ],
)
def test_groups(group_by: GroupBy, expected: list[tuple[str, str]]) -> None:
    groups = grouped([A, B, C, D], group_by, WHOLE)
    assert [(name, "".join(paper.id for paper in group)) for name, group in groups] == expected


def test_what_is_no_paper_stands_under_its_type_where_others_have_years() -> None:
    tool = Entry("tool", "Tool", type=EntryType.SOFTWARE)
    dated = Entry("dated", "Dated", type=EntryType.DATASET, year=2020)
    data = Entry("data", "Data", type=EntryType.DATASET)
    whole = replace(WHOLE, homes={**WHOLE.homes, "tool": "s", "dated": "s", "data": "s"})
    made = grouped([D, tool, A, dated, data], GroupBy.YEAR, whole)
    assert made == [("2021", [A]), ("2020", [dated]), *_types_last([tool], [data]), ("", [D])]
    assert [type(heading) for heading, _ in made[2:4]] == [EntryType, EntryType]


def _types_last(*groups: list[Entry]) -> list[tuple[str, list[Entry]]]:
    return [(group[0].type, group) for group in groups]


def test_there_are_no_headings_where_nothing_has_a_value() -> None:
    tools = [Entry(name, name, type=EntryType.SOFTWARE) for name in "ab"]
    tools.append(Entry("c", "C", type=EntryType.COURSE))
    for group_by in (GroupBy.YEAR, GroupBy.VENUE, GroupBy.KIND):
        assert grouped(tools, group_by, WHOLE) == [("", tools)]
        assert grouped([], group_by, WHOLE) == []


def test_a_selection_of_types() -> None:
    whole = replace(WHOLE, entries={**WHOLE.entries, "b": replace(B, type=EntryType.BOOK)})
    assert [p.id for p in Selection(types=("book", "course")).papers(whole)] == ["b"]


def test_a_group_without_name_is_the_last() -> None:
    groups = grouped([D, A], GroupBy.YEAR, WHOLE)
    assert [name for name, _ in groups] == ["2021", ""]


# Numbers


def test_facts_count_papers_code_and_years() -> None:
    facts = PaperCounts.of([A, B, C, D])
    assert (facts.papers, facts.with_code, facts.year_range) == (4, 2, "2019–2021")
    assert facts.years == (YearCount(2019, 1, 0), YearCount(2020, 0, 0), YearCount(2021, 2, 1))


def test_facts_over_given_years() -> None:
    facts = PaperCounts.of([A], range(2020, 2022))
    assert facts.years == (YearCount(2020, 0, 0), YearCount(2021, 1, 1))
    assert facts.year_range == "2021"


def test_facts_without_years() -> None:
    assert PaperCounts.of([D]) == PaperCounts(1, 1, ())
    assert PaperCounts.of([D]).year_range == ""


def test_the_last_of_the_latest_papers_are_the_newest() -> None:
    assert newest([A, B, C, D]) == [C, A]
    assert newest([D, B]) == [B, D]
    assert newest([]) == []


def test_numbers_in_words() -> None:
    assert [plural(n, "paper") for n in (0, 1, 2)] == ["0 papers", "1 paper", "2 papers"]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("papers", "4"),
        ("papers with code", "2"),
        ("papers with code in s", "1"),
        ("papers  at MIA", "1"),
        ("papers with code at Medical Image Computing in s", "1"),
        ("years", "2019–2021"),
        ("years in u", ""),
        ("sections", "2"),
        ("sections with doi", "1"),
        ("venues", "4"),  # MedIA too, where a preprint was published since
        ("venues in s", "3"),
        ("authors", "3"),
        ("tags", "2"),
    ],
)
def test_counts_evaluate_expressions(expression: str, expected: str) -> None:
    assert evaluate_count(expression, WHOLE) == expected


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("", '"" is no count; write papers'),
        ("cats", '"cats" is no count; write papers'),
        ("papers of s", '"papers of s" is no count'),
        ("papers in none", 'there is no section "none"'),
    ],
)
def test_unknown_counts_are_refused(expression: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        evaluate_count(expression, WHOLE)


# Indices


def told(kind: IndexKind) -> list[tuple[str, str, str]]:
    return [
        (slug, term.name, "".join(paper.id for paper in term.papers))
        for slug, term in index_terms(WHOLE, kind).items()
    ]


def test_venues_are_ordered_by_kind_and_papers() -> None:
    assert told(IndexKind.VENUE) == [
        ("miccai", "MICCAI", "a"),
        ("media", "MedIA", "b"),
        ("arxiv", "arXiv", "b"),
        ("own-report", "Own report", "c"),
    ]


def test_authors_are_ordered_by_surname_and_spellings_are_one() -> None:
    assert told(IndexKind.AUTHOR) == [
        ("ada-lovelace", "Ada Lovelace", "acd"),
        ("jose-nunez", "Jose Nunez", "ba"),
        ("u5f20-u4e09", "张三", "c"),
    ]


def test_tags() -> None:
    assert told(IndexKind.TAG) == [("ct", "ct", "ba"), ("x-ray", "X-ray", "a")]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (IndexKind.VENUE, ["Conferences", "Journals", "Preprint servers", "Other venues"]),
        (IndexKind.AUTHOR, ["L", "N", "#"]),
        (IndexKind.TAG, ["C", "X"]),
    ],
)
def test_headings(kind: IndexKind, expected: list[str]) -> None:
    assert list(group_terms(index_terms(WHOLE, kind).values(), kind)) == expected


def test_a_term_without_venue_is_among_the_others() -> None:
    term = Term("x", "X", ())
    assert group_terms([term], IndexKind.VENUE) == {"Other venues": [term]}
    assert term.anchor(IndexKind.VENUE) == "venue-x"
    assert kind_heading("") == "Other venues"
