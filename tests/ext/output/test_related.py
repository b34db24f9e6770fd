"""Related papers: what counts as shared, in which order they come, and whom a change touches."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from sphinx_awesome.core.model import Entry, Publication
from sphinx_awesome.core.text import fold
from sphinx_awesome.ext.output.related import (
    AUTHOR_WEIGHT,
    RARE_PAPERS,
    RELATED_PAPERS,
    TAG_WEIGHT,
    WORD_WEIGHT,
    RelatedPapers,
    features_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


def related(*entries: Entry) -> RelatedPapers:
    return RelatedPapers({entry.id: features_of(entry) for entry in entries})


def test_authors_tags_and_words_of_the_title_count() -> None:
    entry = Entry("a", "RATCHET: A Transformer", ("José Doe", "{The List Team}"), tags=("X-ray",))
    assert features_of(entry) == (
        *("@jose-doe", "@the-list-team", "#x-ray", "'ratchet", "'transformer"),
    )


def test_names_are_one_that_the_indices_take_for_one() -> None:
    one, other = Entry("a", "A", ("José Doe",)), Entry("b", "B", ("Jose Doe", "et al."))
    assert features_of(one)[0] == features_of(other)[0]
    assert len(features_of(other)) == 1  # "et al." is nobody


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("On the Use of an X-Ray for 3D in 2023", ["use", "ray", "3d", "2023"]),
        ("Pre-training, pre-TRAINING", ["pre", "training"]),
        ("Łukasz’ Œuvre", ["lukasz", "oeuvre"]),
        ("医学影像", ["医学", "学影", "影像"]),
        ("综述 of X光 ラジオ", ["综述", "ラシ", "シオ"]),
        ("의료 영상", [fold("의료"), fold("영상")]),
        ("A of", []),
    ],
)
def test_words_that_say_something(title: str, words: list[str]) -> None:
    assert features_of(Entry("a", title)) == tuple(f"'{word}" for word in words)


def test_the_title_of_the_published_version_counts_too() -> None:
    entry = Entry("a", "RoentGen", published=Publication(title="Foundation"))
    assert features_of(entry) == ("'roentgen", "'foundation")


def test_an_author_says_more_than_a_tag_and_a_tag_more_than_a_word() -> None:
    assert AUTHOR_WEIGHT > TAG_WEIGHT > WORD_WEIGHT > 0
    found = related(
        Entry("one", "Attention", ("Ada",), tags=("images",)),
        Entry("word", "Attention"),
        Entry("tag", "Other", tags=("images",)),
        Entry("author", "Another", ("Ada",)),
        Entry("both", "Further", ("Ada",), tags=("images",)),
        Entry("none", "Nothing"),
    )
    assert found.of("one") == ["both", "author", "tag", "word"]
    assert found.of("word") == ["one"]
    assert found.of("none") == []


def test_of_equals_the_first_in_the_list_come_first_and_no_more_than_some() -> None:
    entries = [Entry(f"p{number}", f"Paper{number}", ("Ada",)) for number in range(RARE_PAPERS)]
    assert related(*entries).of("p3") == ["p0", "p1", "p2", "p4", "p5"][:RELATED_PAPERS]
    entries.reverse()
    assert related(*entries).of("p3")[0] == f"p{RARE_PAPERS - 1}"


def test_what_more_papers_have_says_nothing() -> None:
    entries = [Entry(f"p{n}", f"Paper{n}", ("Ada",), tags=("x",)) for n in range(RARE_PAPERS + 1)]
    assert related(*entries).of("p0") == []
    assert related(*entries[:-1]).of("p0") != []


def some_entries(draw: random.Random, number: int) -> list[Entry]:
    """A list in which features are rare, frequent, and just as frequent as may be."""

    def some(name: str) -> tuple[str, ...]:
        return tuple(f"{name}{draw.randint(1, number // 5)}" for _ in range(draw.randint(0, 3)))

    return [
        Entry(f"p{n}", " ".join(some("word")) or "Nothing", some("Author"), tags=some("tag"))
        for n in range(number)
    ]


def changed(entries: Iterable[Entry], draw: random.Random) -> list[Entry]:
    """The list with some entries edited, gone, or new."""
    found = list(entries)
    for _ in range(draw.randint(1, 4)):
        place = draw.randrange(len(found))
        (new,) = draw.sample(some_entries(draw, 40), 1)
        match draw.choice(["edit", "remove", "add"]):
            case "edit":
                found[place] = Entry(found[place].id, new.title, new.authors, tags=new.tags)
            case "remove":
                del found[place]
            case "add":
                found.insert(place, Entry(f"new{draw.random()}", new.title, new.authors))
    return found


@pytest.mark.parametrize("seed", range(40))
def test_a_change_touches_all_whose_related_papers_become_others(seed: int) -> None:
    draw = random.Random(seed)
    before = some_entries(draw, 60)
    after = changed(before, draw)
    old, new = ({entry.id: entry for entry in entries} for entries in (before, after))
    edited = {name for name in {**old, **new} if old.get(name) != new.get(name)}
    known = [entries[name] for entries in (old, new) for name in edited if name in entries]
    features = [feature for entry in known for feature in features_of(entry)]
    touched = related(*after).touched_by(features, len(edited)) | edited
    first, second = related(*before), related(*after)
    others = {name for name in old.keys() & new.keys() if first.of(name) != second.of(name)}
    assert others <= touched


def test_a_change_touches_no_paper_that_shares_nothing() -> None:
    found = related(Entry("a", "Attention"), Entry("b", "Attention"), Entry("c", "Convolution"))
    assert found.touched_by(["'attention", "'unknown"], 1) == {"a", "b"}
