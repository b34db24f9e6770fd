from __future__ import annotations

import dataclasses

import pytest

from sphinx_awesome.core.model import (
    LABEL_OF_WORD,
    LINK_LABELS,
    PAPER_LABELS,
    AwesomeList,
    Entry,
    FieldDefinition,
    Publication,
    Section,
    card_texts,
    notices_of,
)
from sphinx_awesome.core.problem import Location, Problem, ProblemCode, Severity
from sphinx_awesome.core.same_work import OWN
from sphinx_awesome.core.text import fold
from sphinx_awesome.core.venues import Venue, Venues
from sphinx_awesome.lint.rules.bad_links import CODE

PDF = "https://example.org/a.pdf"


def test_the_listed_version_is_the_latest_until_another_appears() -> None:
    listed = Entry("a", "A", venue="arXiv", year=2021, doi="10.1000/a")
    assert listed.latest == Publication("arXiv", 2021, "10.1000/a", "A")
    later = dataclasses.replace(listed, published=Publication("ICCV", 2023))
    assert later.latest == Publication("ICCV", 2023, "10.1000/a", "A")
    renamed = dataclasses.replace(listed, published=Publication(doi="10.1000/b", title="B"))
    assert renamed.latest == Publication("arXiv", 2021, "10.1000/b", "B")


@pytest.mark.parametrize(
    ("entry", "url"),
    [
        (Entry("a", "A"), ""),
        (Entry("a", "A", links={"code": PDF}), ""),
        (Entry("a", "A", links={"pdf": PDF}), PDF),
        (Entry("a", "A", links={"pdf": PDF, "link": "https://b.org/"}), "https://b.org/"),
        (
            Entry("a", "A", arxiv="2107.02104", links={"pdf": PDF}),
            "https://arxiv.org/abs/2107.02104",
        ),
        (Entry("a", "A", arxiv="2107.02104", doi="10.1000/a"), "https://doi.org/10.1000/a"),
        (
            Entry("a", "A", doi="10.1000/a", published=Publication(doi="10.1000/b")),
            "https://doi.org/10.1000/b",
        ),
    ],
)
def test_the_address_of_a_paper(entry: Entry, url: str) -> None:
    assert entry.url == url


def test_papers_are_given_once_in_order() -> None:
    a, b, c = (Entry(name, name.upper()) for name in "abc")
    awesome_list = AwesomeList(
        sections={
            "s": Section("s", entries=("b", "a")),
            "t": Section("t", entries=("a", "c")),
            "u": Section("u"),
        },
        entries={"a": a, "b": b, "c": c},
        homes={"a": "t", "b": "s", "c": "t"},
        venues=Venues(),
    )
    assert list(awesome_list.papers()) == [b, a, c]
    assert list(awesome_list.papers("t", "s")) == [a, c, b]
    assert list(awesome_list.papers("u")) == []
    assert [section.id for section in awesome_list.sections_of("a")] == ["s", "t"]


def test_fields_of_the_list_come_in_its_order() -> None:
    entry = Entry("a", "A", fields={"size": ("1",), "organ": ("lung", "heart")})
    fields = {name: FieldDefinition(name.upper()) for name in ("organ", "modality", "size")}
    awesome_list = AwesomeList(fields=fields, entries={"a": entry}, venues=Venues())
    assert awesome_list.own_fields_of(entry) == [("ORGAN", ("lung", "heart")), ("SIZE", ("1",))]


def test_values_do_not_change() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Entry("a", "A").title = "B"  # type: ignore[misc]


def test_every_field_of_an_entry_is_told_in_the_reference() -> None:
    assert all(field.metadata["help"] for field in dataclasses.fields(Entry))


def test_a_venue_has_a_slug() -> None:
    assert Venue("Findings of ACL").slug == "findings-of-acl"


# Problems


def test_codes_are_names_with_a_meaning() -> None:
    slugs = [code.slug for code in ProblemCode]
    assert len(set(slugs)) == len(slugs)
    for code in ProblemCode:
        assert str(code) == code.slug == code.name.lower().replace("_", "-")
        assert code.meaning.endswith(".")
        assert isinstance(code.severity, Severity)


def test_a_problem_reads_as_a_sentence_with_its_hint() -> None:
    problem = Problem(
        ProblemCode.YEAR, "a year that cannot be", Location("s.toml", 3, 8), "write 2021"
    )
    assert str(problem) == "a year that cannot be; write 2021"
    assert str(dataclasses.replace(problem, hint="")) == "a year that cannot be"
    assert str(problem.location) == "s.toml:3:8"
    assert problem.severity is Severity.ERROR


def test_spans_are_in_the_order_of_files() -> None:
    spans = [Location("a", 2, 1), Location("a", 1, 3), Location("b"), Location("a", 10, 1)]
    assert list(map(str, sorted(spans))) == ["a:1:3", "a:2:1", "a:10:1", "b:1:1"]


def test_a_paper_appeared_as_listed_and_later() -> None:
    listed = Entry("a", "A", venue="arXiv", year=2021, doi="10.1000/a")
    first = Publication("arXiv", 2021, "10.1000/a", "A")
    assert listed.appearances == (first,)
    later = Publication("ICCV", 2023)
    assert dataclasses.replace(listed, published=later).appearances == (first, later)
    awesome_list = AwesomeList(venues=Venues([Venue("ICCV", aliases=("Int Conf CV",))]))
    twice = Entry("a", "A", venue="Int Conf CV", published=Publication("ICCV"))
    assert awesome_list.venues_of(twice) == ["ICCV"]
    assert awesome_list.venues_of(Entry("a", "A")) == []


@pytest.mark.parametrize(
    ("publication", "text"),
    [
        (Publication("MICCAI", 2021), "MICCAI 2021"),
        (Publication("MICCAI"), "MICCAI"),
        (Publication(year=2021), "2021"),
        (Publication(), ""),
    ],
)
def test_a_publication_is_written_as_venue_and_year(publication: Publication, text: str) -> None:
    assert str(publication) == text


def test_a_section_is_called_by_its_title_or_its_id() -> None:
    assert [Section("s", "Tasks").name, Section("s").name] == ["Tasks", "s"]


def test_words_of_labels_are_folded_and_mean_labels_with_an_icon() -> None:
    assert set(LABEL_OF_WORD.values()) == LINK_LABELS.keys()
    assert all(fold(word) == word for word in {*LABEL_OF_WORD, *PAPER_LABELS})
    assert {"springer", "paper pdf", "pdf", "link"} <= OWN
    assert {"repo", "official code", "github"} <= CODE


def test_a_card_shows_the_texts_that_the_model_says() -> None:
    entry = Entry("a", "A", track="Demo Track", note="To be printed.", abstract="What it is about.")
    assert card_texts(entry, "fact") == ["Demo Track"]
    assert card_texts(entry, "paragraph") == ["To be printed."]
    assert card_texts(Entry("b", "B"), "fact") == []


def test_notices_that_a_paper_was_taken_back() -> None:
    assert notices_of(Entry("a", "A")) == []
    taken_back = Entry("a", "A", withdrawn="https://a.org/w", retracted="https://a.org/r")
    assert notices_of(taken_back) == [
        ("withdrawn", "https://a.org/w"),
        ("retracted", "https://a.org/r"),
    ]
