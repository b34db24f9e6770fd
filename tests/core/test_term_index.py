"""Indices: who and what is a line of one, and in which order."""

from __future__ import annotations

from sphinx_awesome.core.model import AwesomeList, Entry, Section
from sphinx_awesome.core.slugs import suggest_id
from sphinx_awesome.core.statistics import evaluate_count
from sphinx_awesome.core.term_index import IndexKind, group_terms, index_terms
from sphinx_awesome.core.venues import Venues


def list_by(*authors: tuple[str, ...]) -> AwesomeList:
    """A list with a paper by each of some authors."""
    papers = {f"p{n}": Entry(f"p{n}", "A", names) for n, names in enumerate(authors)}
    return AwesomeList(
        sections={"s": Section("s", entries=tuple(papers))},
        entries=papers,
        homes=dict.fromkeys(papers, "s"),
        venues=Venues(),
    )


def by_letter(awesome_list: AwesomeList) -> dict[str, list[str]]:
    found = index_terms(awesome_list, IndexKind.AUTHOR).values()
    return {
        letter: [term.name for term in group]
        for letter, group in group_terms(found, IndexKind.AUTHOR).items()
    }


def test_et_al_is_no_line_of_the_index_and_counts_as_nobody() -> None:
    awesome_list = list_by(("Ada Lovelace", "et al."), ("Charles Babbage", "et al."))
    assert by_letter(awesome_list) == {"B": ["Charles Babbage"], "L": ["Ada Lovelace"]}
    assert evaluate_count("authors", awesome_list) == "2"


def test_braces_say_where_a_name_is_sorted_and_are_not_shown() -> None:
    awesome_list = list_by(
        ("{The List Team}", "Rhonda {Roebuck Williams}", "{Ada Mae} Lovelace"),
        ("The Other Team", "Laurens van der Maaten"),
    )
    assert by_letter(awesome_list) == {
        "L": ["Ada Mae Lovelace"],
        "M": ["Laurens van der Maaten"],
        "R": ["Rhonda Roebuck Williams"],
        "T": ["The Other Team", "The List Team"],
    }


def test_a_name_with_and_without_braces_is_one_person() -> None:
    awesome_list = list_by(
        ("Rhonda Roebuck Williams",), ("Rhonda {Roebuck Williams}",), ("Rhonda Roebuck Williams",)
    )
    (term,) = index_terms(awesome_list, IndexKind.AUTHOR).values()
    assert (term.slug, term.name) == ("rhonda-roebuck-williams", "Rhonda Roebuck Williams")
    assert len(term.papers) == 3
    assert by_letter(awesome_list) == {"R": ["Rhonda Roebuck Williams"]}
    assert evaluate_count("authors", awesome_list) == "1"


def test_an_id_is_made_from_the_family_name() -> None:
    title = "Learning to Read"
    assert (
        suggest_id(title, ["Rhonda {Roebuck Williams}"], 2021) == "roebuck-williams-2021-learning"
    )
    assert suggest_id(title, ["{The List Team}", "et al."], 2021) == "list-team-2021-learning"
    assert suggest_id(title, ["{The International Consortium for All}"]) == (
        "international-consortium-for-learning"
    )
    assert suggest_id(title, ["Rhonda Roebuck Williams"]) == "williams-learning"


def test_a_suffix_and_a_degree_are_no_surname() -> None:
    names = ("Ronald M. Summers, Jr.", "Thomas F. Miller III", "Ann Lee, PhD", "Jan van der Berg")
    assert by_letter(list_by(names)) == {
        "B": ["Jan van der Berg"],
        "L": ["Ann Lee, PhD"],
        "M": ["Thomas F. Miller III"],
        "S": ["Ronald M. Summers, Jr."],
    }
    slugs = list(index_terms(list_by(names), IndexKind.AUTHOR))
    assert slugs == [
        "jan-van-der-berg",
        "ann-lee-phd",
        "thomas-f-miller-iii",
        "ronald-m-summers-jr",
    ]
