from __future__ import annotations

import pytest

from sphinx_awesome.core.venues import Venue, VenueKind, Venues, is_series

MEDIA = Venue("MedIA", "Medical Image Analysis", VenueKind.JOURNAL, ("MIA",))
NEURIPS = Venue("NeurIPS", kind=VenueKind.CONFERENCE, aliases=("NIPS",))
MIDL = Venue("MIDL", "Medical Imaging with Deep Learning")
VENUES = Venues([MEDIA, NEURIPS, MIDL])


@pytest.mark.parametrize("name", ["MedIA", "media", "MIA", "Medical  Image-Analysis", "M.I.A."])
def test_a_venue_has_many_names(name: str) -> None:
    assert VENUES.find(name) == MEDIA
    assert VENUES.get(name) == MEDIA


def test_an_unknown_venue_bears_its_name() -> None:
    assert VENUES.find("ICML") is None
    assert VENUES.get("ICML") == Venue("ICML")
    assert VENUES.get("") == Venue("")


def test_names_without_letters_keep_apart() -> None:
    venues = Venues([Venue("!"), Venue("?")])
    assert (venues.get("!").name, venues.get("?").name) == ("!", "?")


def test_later_venues_add_and_replace() -> None:
    venues = Venues([MEDIA, NEURIPS, Venue("media", "Another one"), Venue("ICML")])
    assert [venue.name for venue in venues] == ["media", "NeurIPS", "ICML"]
    assert len(venues) == 3
    assert venues.get("MedIA").full == "Another one"
    assert venues.find("MIA") is None


def test_a_short_name_goes_before_an_alias() -> None:
    assert Venues([MEDIA, Venue("MIA")]).get("MIA") == Venue("MIA")


def test_the_first_of_two_venues_with_one_alias_has_it() -> None:
    assert Venues([MEDIA, Venue("X", aliases=("MIA",))]).get("MIA") == MEDIA


@pytest.mark.parametrize(
    ("name", "expected"),
    [("NeurIP", ["NeurIPS"]), ("Medical Image", ["MedIA"]), ("xyzzy", [])],
)
def test_the_nearest_venues_come_first(name: str, expected: list[str]) -> None:
    assert VENUES.nearest(name) == expected
    assert VENUES.nearest(name, most=1) == expected[:1]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Lecture Notes in Computer Science", True),
        ("LNCS", True),
        ("LNCS, vol. 12345", True),
        ("Communications in Computer and Information Science", True),
        ("Proceedings of Machine Learning Research", True),
        ("Medical Image Computing and Computer Assisted Intervention – MICCAI 2021", False),
        ("Communications of the ACM", False),
        ("Lecture", False),
        ("", False),
    ],
)
def test_series_are_no_venues(name: str, is_one: bool) -> None:  # noqa: FBT001
    assert is_series(name) is is_one
