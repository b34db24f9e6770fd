"""The venues that the package knows: each of a kind, each name and alias of one venue alone."""

from __future__ import annotations

from collections import defaultdict

import pytest

from sphinx_awesome.core.venues import Venue, Venues, normalize_venue
from sphinx_awesome.formats.toml.directory import packaged_venues

VENUES = packaged_venues()

MOST_VENUES = 320
"""Beyond that, acronyms begin to mean something else in most lists."""

# Journals of one word, which every list calls so; a year or the brackets around tell them.
WORDS = frozenset(("science", "nature"))


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ENGLISH = _set(
    """
    about access act action age aid aim air all alt any arc area art ask asset assets atlas auto
    base bee best big book brain bridge cab camp cap car care case cat cell change chaos chart
    chat code color complexity core cost crystal data date deep demo depth design desk diffusion
    dig digital dream drive drone duck early earth edge electronics energy entropy eye fabric fact
    fair fast field film fire fish flow focus food force fusion future game gem gene genes geology
    gold graph great green grid group hand heart help here high home hope host hot human ice icon
    idea image impact information insight it key lab lamp land language large laser law layer lead
    leaf learning less level life light line link lisa list log logic long look lot machine magic
    map mark master materials matter medicine memory micro mind mini mobile model moon more move
    music name nano neuron new news next node note now oasis ocean one open oral order pact page
    paper path patterns people pets place planet plot poster power press prime project pulse race
    rad raid rain rank rare re real red remote rest review rich ring road robot rock role room
    root rose run safe sage sap sat scene scheme search see self sense sensors series set shape
    share signal sky small smart snow soda sound source space speech speed spin spot star state
    steel step stone story stream sun surface survey swift switch system table tag talk task team
    test text the theory time tip today tool top touch trace track trail train tree trial trust
    tutorial union unit us use video view virtual vision voice wave way web who wild wind wise
    word work world
    """
)


def names(venue: Venue) -> list[str]:
    return [name for name in (venue.name, venue.full, *venue.aliases) if name]


def test_each_name_means_one_venue() -> None:
    by_key = defaultdict(set)
    for venue in VENUES:
        for name in names(venue):
            by_key[normalize_venue(name)].add(venue.name)
    assert {key: found for key, found in by_key.items() if len(found) > 1} == {}


def test_no_name_stands_twice() -> None:
    for venue in VENUES:
        keys = [normalize_venue(name) for name in names(venue)]
        assert len(keys) == len(set(keys)), venue.name


def test_each_has_a_kind_and_there_are_enough() -> None:
    assert [venue.name for venue in VENUES if venue.kind is None] == []
    assert 250 <= len(VENUES) <= MOST_VENUES


@pytest.mark.parametrize("word", sorted(ENGLISH - WORDS))
def test_no_english_word_is_a_venue(word: str) -> None:
    found = Venues(VENUES).find(word)
    assert found is None or found.name == "TIP"  # of which lists write TIP, and mean the journal


def test_no_initials_of_a_person_are_a_venue() -> None:
    """`S. P. Sabatini` has not published in S&P."""
    keys = {normalize_venue(name): name for venue in VENUES for name in names(venue)}
    assert {key for key in keys if len(key) < 3} == {"mm"}


def test_a_workshop_of_a_conference_is_called_as_that() -> None:
    known = Venues(VENUES)
    for venue in VENUES:
        if venue.name.endswith(" W"):
            conference = venue.name.removesuffix(" W")
            assert known.find(f"{conference} Workshop") is venue
            assert known.find(conference) is not None
