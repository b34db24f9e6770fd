from __future__ import annotations

import pytest

from sphinx_awesome.core.venues import Venue, VenueKind, Venues, is_series
from sphinx_awesome.formats.toml import packaged_venues

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


CONTAINERS = {
    "Medical Image Computing and Computer Assisted Intervention – MICCAI 2021": "MICCAI",
    "Medical Image Computing and Computer Assisted Intervention – MICCAI 2023 Workshops": (
        "MICCAI W"
    ),
    "Proceedings of the 60th Annual Meeting of the Association for Computational Linguistics "
    "(Volume 1: Long Papers)": "ACL",
    "Proceedings of the 2019 Conference of the North American Chapter of the Association for "
    "Computational Linguistics: Human Language Technologies, Volume 1 (Long and Short Papers)": (
        "NAACL"
    ),
    "Proceedings of the Thirty-Second International Joint Conference on Artificial Intelligence": (
        "IJCAI"
    ),
    "2021 IEEE/CVF Conference on Computer Vision and Pattern Recognition Workshops (CVPRW)": (
        "CVPR W"
    ),
    "Proceedings of the IEEE/CVF International Conference on Computer Vision": "ICCV",
    "Findings of the Association for Computational Linguistics: EMNLP 2021": "Findings of EMNLP",
    "Findings of the Association for Computational Linguistics: XACL 2023": "",
    "Findings of the Association for Computational Linguistics: EACL 2023": "Findings of EACL",
    "Companion Proceedings of the ACM Web Conference 2023": "",
    "Advances in Knowledge Discovery and Data Mining": "",
    "Workshop on Things at Meetings, CVPR": "",
    "Conference on Things, Nature": "",
}


@pytest.mark.parametrize(("container", "name"), CONTAINERS.items())
def test_venue_of_a_volume(container: str, name: str) -> None:
    found = Venues(packaged_venues()).titles.find_venue(container)
    assert (found.name if found else "") == name


def test_a_part_of_a_journals_title_is_no_venue() -> None:
    venues = Venues(packaged_venues())
    assert venues.titles.find_venue("Medical Image Analysis", is_journal=True)
    assert venues.titles.find_venue("Things – CVPR", is_journal=True) is None


def test_volume_and_article_are_no_part_of_a_journals_title() -> None:
    titles = Venues([Venue("Clocks AI", kind=VenueKind.JOURNAL)]).titles
    for text in ("Clocks AI 2(1):AIoa2400640", "Clocks AI 12, 34-56", "Clocks AI, vol. 3"):
        journal = titles.find_venue(text, is_journal=True)
        assert journal, text
        assert journal.name == "Clocks AI"
