"""Entries of a list: papers listed twice, ids, venues, and what is reported of them."""

from __future__ import annotations

import pytest

from sphinx_awesome.core.model import EntryType
from sphinx_awesome.core.problem import ProblemCode
from sphinx_awesome.core.venues import Venue, VenueKind, Venues
from sphinx_awesome.formats.markdown import identity_keys, read

from ..lists import paper


def test_a_paper_that_is_told_twice_is_one() -> None:
    again = "- [Learning to Read the List of Number 1 in Words](https://a.org/x.pdf) [code](https://github.com/a/b)\n"
    reading = read(f"# L\n## A\n{paper(1)}## B\n{again}")
    (entry,) = reading.awesome_list.entries.values()
    assert [s.title for s in reading.awesome_list.sections_of(entry.id)] == ["A", "B"]
    assert reading.awesome_list.homes[entry.id] == "a"
    assert (entry.venue, list(entry.links)) == ("CVPR", ["link", "pdf", "code"])
    assert not reading.problems


def test_what_two_places_say_otherwise_is_reported() -> None:
    (problem,) = read(f"# L\n## A\n{paper(1)}{paper(1, venue='CVPR 2021')}").problems
    assert (problem.code, problem.location.line) == (ProblemCode.DISAGREE, 4)
    assert "the year 2021 here and 2020 before" in problem.message


def test_another_title_of_one_paper_is_reported() -> None:
    alike = "Counting: to Read the List of Number 1 in Words"
    (problem,) = read(f"# L\n## A\n{paper(1)}{paper(1, alike)}").problems
    assert (problem.code, problem.location.line) == (ProblemCode.DISAGREE, 4)
    assert '"Counting: to Read the List of Number 1 in Words" is called "Learn' in problem.message


def test_what_two_places_say_of_a_paper_is_told_once_each() -> None:
    one, two = paper(1).strip(), paper(1, venue="CVPR 2020").strip()
    source = f"{one} (It reads lists well.)\n{two} (It reads Lists well. And it writes.)\n"
    (entry,) = read(f"# L\n## A\n{source}").awesome_list.entries.values()
    assert entry.note == "It reads lists well; It reads Lists well. And it writes"
    again = source.replace("It reads Lists well. And it writes.", "invalid")
    (entry,) = read(f"# L\n## A\n{again}").awesome_list.entries.values()
    assert entry.note == "It reads lists well"


def test_the_title_of_a_later_version_is_that_of_the_publication() -> None:
    alike = "Counting: to Read the List of Number 1 in Words"
    reading = read(f"# L\n## A\n{paper(1, venue='arXiv 2019')}{paper(1, alike)}")
    (entry,) = reading.awesome_list.entries.values()
    assert entry.published is not None
    assert (entry.published.venue, entry.published.title) == ("CVPR", alike)
    assert not reading.problems


def test_the_year_is_that_of_the_venue_wherever_that_is_told() -> None:
    reading = read(f"# L\n## A\n{paper(1, venue='Dec. 2019')}{paper(1)}")
    (entry,) = reading.awesome_list.entries.values()
    assert (entry.venue, entry.year, reading.problems) == ("CVPR", 2020, [])


@pytest.mark.parametrize(
    ("told", "venue", "school"),
    [
        (
            "Ph.D. Thesis, Owlton University, Owlton, Nowhere, 2015",
            "Ph.D. Thesis",
            "Owlton University",
        ),
        ("PhD thesis (Foxford), 2015", "PhD thesis", "Foxford"),
        ("PhD thesis, 2015, Foxford", "PhD thesis", "Foxford"),
        ("Bachelor Thesis, 2015", "Bachelor Thesis", ""),
    ],
)
def test_a_thesis_has_its_school(told: str, venue: str, school: str) -> None:
    source = f"# L\n## A\n{paper(2)}- **Reading Lists at Night**, {told}.\n"
    *_, entry = read(source).awesome_list.entries.values()
    assert (entry.type, entry.venue, entry.publisher) == (EntryType.THESIS, venue, school)
    assert entry.year == 2015


def test_an_address_that_says_nothing_is_none() -> None:
    source = "# L\n## A\n- [Reading Lists at Night](https://a.org/x.pdf), ICML 2020. [code](nan)\n"
    reading = read(source)
    (entry,) = reading.awesome_list.entries.values()
    assert (list(entry.links), reading.problems) == (["pdf"], [])


def test_a_workshop_is_that_of_the_acronym_before_it() -> None:
    told = "Int. Conf. on Arms (ICRA) Workshop on Hands, 2022"
    reading = read(f"# L\n## A\n- *[Reading Lists at Night](https://a.org/x.pdf)*, {told}.\n")
    (entry,) = reading.awesome_list.entries.values()
    assert (entry.venue, entry.track, entry.year) == ("ICRA Workshop", "on Hands", 2022)


def test_a_citation_of_a_thesis_says_who_wrote_it() -> None:
    source = (
        "# L\n## A\n- [Lee, A., PhD Thesis 2015](#lee), *Learning to Read Lists*\n"
        "- [Ito, PhD Thesis 2015](#ito), *Learning to Write Lists*\n## B\n"
        "- Ito, B., *[Learning to Write Lists](https://a.org/a)*, PhD Thesis, Foxford, 2015.\n"
        "- Lee, A., *[Learning to Read Lists](https://a.org/b)*, PhD Thesis, Owlton, 2015.\n"
    )
    reading = read(source)
    one, two = reading.awesome_list.entries.values()
    assert (one.authors, one.publisher) == (("A. Lee",), "Owlton")
    assert (two.authors, two.publisher) == (("B. Ito",), "Foxford")
    assert not reading.problems


def test_two_papers_with_one_address_stay_two() -> None:
    reading = read(f"# L\n## A\n{paper(1)}{paper(1, 'Quite Another Work about Something Else')}")
    assert len(reading.awesome_list.entries) == 2
    assert [p.code for p in reading.problems] == [ProblemCode.DISAGREE]


def test_a_longer_title_is_the_same_paper() -> None:
    longer = "Learning to Read the List of Number 1 in Words and Pictures"
    assert len(read(f"# L\n## A\n{paper(1)}{paper(1, longer)}").awesome_list.entries) == 1
    alike = "Learning to Read a List of Number 1 in Words"
    assert len(read(f"# L\n## A\n{paper(1)}{paper(1, alike)}").awesome_list.entries) == 1


def test_short_titles_are_no_identity() -> None:
    source = (
        "# L\n## A\n- [Two Words](https://a.org/x.pdf), CVPR 2020\n- [Two "
        "Words](https://a.org/y.pdf), ICML 2021\n"
    )
    entries = read(source).awesome_list.entries
    assert list(entries) == ["2020-two", "2021-two"]


def test_ids_are_kept_where_they_are_given() -> None:
    source = f"# L\n## A\n{paper(1)}{paper(2)}{paper(3)}"
    given = {"arxiv:2101.00001": "first", "title:learningtoreadthelistofnumber2inwords": "second"}
    reading = read(source, ids={**given, "arxiv:2101.00003": "Not an id"})
    assert list(reading.awesome_list.entries) == ["first", "second", "2020-learning"]
    assert identity_keys(reading.awesome_list.entries["first"])[0] == "arxiv:2101.00001"


def test_ids_of_papers_and_sections_keep_apart() -> None:
    source = (
        f"# L\n## "
        f"RATCHET\n{paper(1, 'RATCHET: Reading of Lists')}{paper(2, 'RATCHET: Writing of Lists')}"
    )
    awesome_list = read(source).awesome_list
    assert list(awesome_list.sections) == ["ratchet"]
    assert list(awesome_list.entries) == ["ratchet-2", "ratchet-3"]
    doi = "- [A Work with a Name](https://doi.org/10.1000/182), CVPR 2020\n"
    (entry,) = read(f"# L\n## A\n{doi}").awesome_list.entries.values()
    assert identity_keys(entry) == ["doi:10.1000/182", "title:aworkwithaname"]


def test_venues_that_nobody_knows_become_venues() -> None:
    source = (
        f"# L\n## "
        f"A\n{paper(1, venue='Workshop on Lists 2020')}{paper(2, venue='Workshop on  lists 2021')}"
    )
    awesome_list = read(source).awesome_list
    assert awesome_list.venues.find("Workshop on Lists") == Venue(
        "Workshop on Lists", kind=VenueKind.WORKSHOP
    )
    assert {e.venue for e in awesome_list.entries.values()} == {"Workshop on Lists"}


def test_known_venues_can_be_given() -> None:
    awesome_list = read(
        f"# L\n## A\n{paper(1, venue='XY 2020')}", venues=Venues([Venue("XY")])
    ).awesome_list
    assert [v.name for v in awesome_list.venues] == ["XY"]


def test_addresses_that_cannot_be_kept_are_reported() -> None:
    long = "https://a.org/" + "x" * 3000
    source = (
        f"# L\n## A\n{paper(1).strip()} [bib](cite/x.txt) [mail](mailto:a@b.org) "
        f"[x](https://a@b) [y]({long})\n"
    )
    reading = read(source, "list.md")
    assert [p.code for p in reading.problems] == [
        ProblemCode.RELATIVE,
        ProblemCode.URL,
        ProblemCode.URL,
    ]
    assert {str(p.location).rpartition(":")[0] for p in reading.problems} == {"list.md:3"}
    first = min(reading.problems, key=lambda p: p.location)
    assert source.split("\n")[2][first.location.column - 1 :].startswith("cite/x.txt")


def test_files_beside_a_list_are_linked_if_it_is_known_where_it_is() -> None:
    source = f"# L\n## A\n{paper(1).strip()} [bib](cite/x.txt) [slides](/b.pdf) [x](x:y)\n"
    reading = read(source, folder="https://github.com/me/it/blob/HEAD/docs/")
    (entry,) = reading.awesome_list.entries.values()
    assert entry.links["bib"] == "https://github.com/me/it/blob/HEAD/docs/cite/x.txt"
    assert entry.links["slides"] == "https://github.com/me/it/blob/HEAD/b.pdf"
    assert [(p.code, "x:y" in p.message) for p in reading.problems] == [(ProblemCode.URL, True)]


def test_hidden_characters_are_reported() -> None:
    hidden = paper(1, "Reading of a\u200b List")
    (problem,) = read(f"# L\n## A\n{hidden}").problems
    assert problem.code is ProblemCode.CHARACTER


TOPICS = ("Birds at sea", "NeurIPS 2022", "2021")
OWLS = "https://arxiv.org/abs/2101.0000"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (
            "- Owls, CVPR 2020\n- Hens, by ICML 2021\n- Hens (ICML 2021)",
            5,
            "list at line 5: 2 items",
        ),
        (
            f"### Learning to Count Owls [Paper]({OWLS}1)\n\nWords.",
            5,
            'Learning to Count Owls" links',
        ),
        (f"### Owls\n\n[Paper]({OWLS}1) | [Code](https://github.com/a/b)", 7, "text at line 7: 1"),
        (f"{OWLS}1", 5, "text at line 5: 1 paragraph"),
        (f"<{OWLS}1>\n\n<{OWLS}2>", 5, "text at line 5: 2 paragraphs"),
    ],
)
def test_what_may_be_a_paper_and_is_not_read_is_named(text: str, line: int, said: str) -> None:
    reading = read(f"# L\n\n## Birds\n\n{text}\n")
    assert not reading.awesome_list.entries
    problem = reading.problems[0]
    assert (problem.code, problem.location.line) == (ProblemCode.READING, line)
    assert said in problem.message


@pytest.mark.parametrize(
    "text",
    [
        f"[Paper]({OWLS}1) | [Code](https://github.com/a/b)\n\n## Birds",
        f"[![Paper](https://img.shields.io/badge/paper-red)]({OWLS}1)",
        f"## Cite our work [Paper]({OWLS}1)",
        f"## Learning to Count Owls [Paper]({OWLS}1)\n\n{paper(1)}",
        "## Birds\n\n- Owls, by night\n- Owls, [hens](https://a.org) and CVPR 2020",
    ],
)
def test_what_is_about_the_list_or_about_no_paper_is_not_named(text: str) -> None:
    assert read(f"# L\n\n{text}\n").problems == []


def test_who_is_cited_in_a_sentence_is_no_venue() -> None:
    (entry,) = read(
        f"# L\n\n## Birds\n\n- Owls are seen at night ([Lee 2019]({OWLS}1))\n"
    ).awesome_list.entries.values()
    assert (entry.venue, entry.year) == ("", 2019)
    data = "- [Dataset](https://zenodo.org/records/1) used in [Lee et al., CVPR 2019](#x)"
    assert not read(f"# L\n\n## Birds\n\n{data}\n").awesome_list.entries


def test_tools_have_what_the_bullets_above_them_say() -> None:
    tools = "".join(f"  - [Owl{n}](https://github.com/a/{n}): Counts birds.\n" for n in range(2))
    text = "".join(f"- {topic}\n{tools.replace('Owl', topic[0])}" for topic in TOPICS)
    entries = read(f"# L\n\n## Tools\n\n{text}").awesome_list.entries.values()
    said = {entry.title[0]: (entry.tags, entry.year, entry.venue) for entry in entries}
    assert said == {
        "B": (("Birds at sea",), None, ""),
        "N": ((), 2022, ""),
        "2": ((), 2021, ""),
    }
