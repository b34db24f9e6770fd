"""Venues in text: known ones, and texts that look like one."""

from __future__ import annotations

import pytest

from sphinx_awesome.core.venues import Venue, VenueKind, Venues
from sphinx_awesome.formats.markdown.words.venue_mentions import (
    VenueFinder,
    guess_venue_kind,
    is_track,
    without_numbers,
)
from sphinx_awesome.formats.toml.directory import packaged_venues

PLACES = VenueFinder(Venues(packaged_venues()))


@pytest.mark.parametrize(
    ("text", "name", "year", "track"),
    [
        ("CVPR 2021", "CVPR", 2021, ""),
        ("CVPR' 17", "CVPR", 2017, ""),
        ("CVPR'98", "CVPR", 1998, ""),
        ("AAAI-23", "AAAI", 2023, ""),
        ("ICML 24", "ICML", 2024, ""),
        ("Arxiv, 2023.5", "arXiv", 2023, ""),
        ("arXiv preprint arXiv:2301.12345 (2023)", "arXiv", 2023, ""),
        ("arXiv, Jul 2023", "arXiv", 2023, ""),
        ("Knowledge-Based Systems-2022", "KBS", 2022, ""),
        ("2023 CVPR", "CVPR", 2023, ""),
        ("In Proc. of CVPR, 2019", "CVPR", 2019, ""),
        ("Accepted by ICLR 2022", "ICLR", 2022, ""),
        ("IEEE TMI 2024", "TMI", 2024, ""),
        (
            "NeurIPS 2021 Datasets and Benchmarks Track (Round 2)",
            "NeurIPS",
            2021,
            "Datasets and Benchmarks Track (Round 2)",
        ),
        ("CVPR2023 (Highlight)", "CVPR", 2023, "Highlight"),
        ("NeurIPS Workshop 2022", "NeurIPS W", 2022, ""),
        ("EMNLP Findings 2022", "Findings of EMNLP", 2022, ""),
        ("Findings of the ACL 2023", "Findings of ACL", 2023, ""),
        ("Nature Communications 8, 211 (2024)", "Nature Communications", 2024, ""),
        (
            "European Conference on Computer Vision. Springer International Publishing, 2014",
            "ECCV",
            2014,
            "",
        ),
        (
            "Proceedings of the 27th ACM International Conference on Multimedia, 2019",
            "ACM MM",
            2019,
            "",
        ),
        (
            "2013 IEEE international conference on acoustics, speech and signal processing. IEEE",
            "ICASSP",
            2013,
            "",
        ),
        ("IEEE Trans. Pattern Analysis and Machine Intelligence, 2019", "TPAMI", 2019, ""),
    ],
)
def test_known_venues(text: str, name: str, year: int, track: str) -> None:
    found = PLACES.find(text)
    assert found is not None
    assert (found.name, found.when and found.when.year, found.track) == (name, year, track)
    assert found.known


def test_publishers_and_findings_of_venues() -> None:
    places = VenueFinder(Venues([Venue("XY"), Venue("Findings of XY")]))
    for text, name in (("IEEE XY 2020", "XY"), ("XY (Findings) 2020", "Findings of XY")):
        found = places.find(text)
        assert found
        assert (found.name, found.known) == (name, True)


def test_awards_and_asides_of_venues() -> None:
    found = PLACES.find("ICML 2022 Best Paper Award")
    assert found
    assert (found.name, found.award, found.track) == ("ICML", "Best Paper Award", "")
    found = PLACES.find("ECCV, 2022 (Some Institute, Town)")
    assert found
    assert (found.name, found.aside, found.track) == ("ECCV", "Some Institute, Town", "")


@pytest.mark.parametrize(
    ("text", "name", "track"),
    [
        ("Journal of Lists, Town, 2021", "Journal of Lists", ""),
        ("Front. Listol. 2021", "Front. Listol.", ""),
        ("IJCAI 2021 Workshop", "IJCAI Workshop", ""),
        ("2019 19th Conference on Lists (CoList). IEEE", "Conference on Lists (CoList)", ""),
        ("The 3rd Symposium of Reading, 2019", "Symposium of Reading", ""),
    ],
)
def test_names_of_venues(text: str, name: str, track: str) -> None:
    found = PLACES.find(text)
    assert found
    assert (found.name, found.track) == (name, track)


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Journal of Lists 2021", 0.8),
        ("Journal of Lists", 0.6),
        ("XYZW 2021", 0.75),
        ("XYZW", 0.35),
        ("Some Place 2021", 0.5),
        ("Some Place", 0.2),
        ("This is not one 2021", 0.1),
        ("This is not one", 0),
        ("consists of many reviews that Ann wrote up to 2012", 0),
        ("npj Listing Journal 2021", 0.8),
        ("2021", 0),
        ("?", 0),
        ("Lee et al. 2020", 0),
        ("Why, oh why? 2020", 0),
        ("UNKNOWN Workshop 2020", 0.8),
        ("Proceedings 2020 of something entirely else that goes on and on and on and on", 0),
        ("a 2020 " + "b" * 130, 0),
        ("x" * 200, 0),
        ("Title Case Words, One, Two, Three, Four", 0),
    ],
)
def test_unknown_venues_by_their_words(text: str, sure: float) -> None:
    found = PLACES.find(text)
    assert (found.confidence if found else 0) == sure
    assert PLACES.find(text) == found


def test_a_translated_title_is_no_venue() -> None:
    for text in ("OWL：雪中的鸟类计数", "雪中的鸟类计数方法", "某某大学"):
        assert PLACES.find(text) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Workshop on Lists", VenueKind.WORKSHOP),
        ("Preprint", VenueKind.PREPRINT),
        ("Transactions on Lists", VenueKind.JOURNAL),
        ("Symposium on Lists", VenueKind.CONFERENCE),
        ("Lists", None),
    ],
)
def test_kinds_of_venues(name: str, kind: VenueKind | None) -> None:
    assert guess_venue_kind(name) == kind


def test_tracks() -> None:
    assert is_track("(Spotlight)")
    assert not is_track("Spotlight on lists")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Journal of Clocks, 5(40):eaaz9712", "Journal of Clocks"),
        ("Journal of Clocks 12(3): 44-59", "Journal of Clocks"),
        ("Journal of Clocks, 5(40)", "Journal of Clocks"),
        ("Clocks Conference (CC) (pp. 1-10)", "Clocks Conference (CC)"),
        ("Journal of Clocks, 103817", "Journal of Clocks"),
        ("Journal of Clocks, 5(40), ECCV2020", "Journal of Clocks, ECCV2020"),
        ("ICML 2021", "ICML 2021"),
        ("Clocks (2021)", "Clocks (2021)"),
    ],
)
def test_volume_pages_and_articles_leave_nothing_behind(text: str, expected: str) -> None:
    assert without_numbers(text) == expected
