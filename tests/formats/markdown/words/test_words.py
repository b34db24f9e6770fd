"""The small grammars: dates, names, venues, addresses, labels."""

from __future__ import annotations

import pytest

from sphinx_awesome.core.venues import Venue, VenueKind, Venues
from sphinx_awesome.formats.markdown.words.authors import name_likelihood, read_authors, split_et_al
from sphinx_awesome.formats.markdown.words.dates import date
from sphinx_awesome.formats.markdown.words.fragments import count_words, tidy
from sphinx_awesome.formats.markdown.words.link_kinds import (
    UrlKind,
    badge_text,
    classify_url,
    clean_url,
    fold_label,
    is_label,
    is_only_labels,
    link_label_of,
    names_paper,
    split_label,
    trailing_label,
)
from sphinx_awesome.formats.markdown.words.venue_mentions import (
    VenueFinder,
    guess_venue_kind,
    is_track,
)
from sphinx_awesome.formats.toml.directory import packaged_venues

PLACES = VenueFinder(Venues(packaged_venues()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023", "2023"),
        ("(2014)", "2014"),
        ("2023.5", "2023-05"),
        ("2023/05", "2023-05"),
        ("2018/9/18", "2018-09-18"),
        ("2023.2/5", "2023-02-05"),
        ("2022.7/2023.12", "2022-07"),
        ("2023年5月6日", "2023-05-06"),
        ("4 Feb 2023", "2023-02-04"),
        ("Feb 4th, 2023", "2023-02-04"),
        ("Oct., 2025", "2025-10"),
        ("okt 2016", "2016-10"),
        ("2021 March", "2021-03"),
        ("05/2023", "2023-05"),
        ("31/12/2020", "2020"),
        ("2020/13", "2020"),
        ("1066", None),
        ("2023 papers", None),
        ("", None),
    ],
)
def test_dates(text: str, expected: str | None) -> None:
    found = date(text)
    assert (str(found) if found else None) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Lee, Bo Chen and Cy Young", ["Ann Lee", "Bo Chen", "Cy Young"]),
        ("Ann Lee*, Bo Chen†, Cy Young1", ["Ann Lee", "Bo Chen", "Cy Young"]),
        ("Ann Lee (Some University, Town) et al.", ["Ann Lee"]),
        ("Lee, Ann and Chen, Bo", ["Ann Lee", "Bo Chen"]),
        ("Lee, Ann and Chen, Bo and Young, Cy.", ["Ann Lee", "Bo Chen", "Cy Young"]),
        ("Kien Do, Ann Lee, Bo Chen.", ["Kien Do", "Ann Lee", "Bo Chen"]),
        ("Lee, A., Chen, B.C. & Young, D.", ["A. Lee", "B.C. Chen", "D. Young"]),
        ("Laurens van der Berg; Ö. Çelik", ["Laurens van der Berg", "Ö. Çelik"]),
        ("张三、李四", ["张三", "李四"]),
        ("Ann Lee, Jr., Bo Chen", ["Ann Lee Jr.", "Bo Chen"]),
        ("Lee et al.", ["Lee"]),
        ("Ann Lee and others", ["Ann Lee"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    found = read_authors(text)
    assert list(found.names) == names
    assert found.sure >= 0.6


@pytest.mark.parametrize(
    "text",
    [
        "Deep Learning, Large Language Models",
        "A long text that is the title of a work and surely names nobody in the whole wide world",
        "Reading, writing, and arithmetic",
        "BioBERT",
        "Lee et al. say that it works",
        "1, 2",
        "",
        "(only aside)",
        "、",
        "x" * 9000,
    ],
)
def test_what_is_no_names(text: str) -> None:
    assert read_authors(text).sure < 0.6


def test_long_names_are_not_turned_round() -> None:
    names = ("One Two Three Four", "Ann", "Lee", "Bo")
    assert read_authors("One Two Three Four, Ann and Lee, Bo").names == names


def test_a_name_alone_is_less_sure() -> None:
    assert (
        read_authors("OpenAI").sure
        < read_authors("Ann Lee").sure
        < read_authors("Ann Lee, Bo Chen").sure
    )
    assert split_et_al("no such words") is None
    assert name_likelihood("Ann Mary Sue Bob Tim Lee") < 1
    assert name_likelihood("von der") == 0
    assert name_likelihood("X") == 0
    assert name_likelihood("a" * 70) == 0


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
    assert (found.sure if found else 0) == sure
    assert PLACES.find(text) == found


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
    ("address", "leads"),
    [
        ("https://arxiv.org/pdf/2107.02104v2.pdf", UrlKind.ARXIV),
        ("((https://arxiv.org/abs/2107.02104))", UrlKind.ARXIV),
        ("https://doi.org/10.48550/arXiv.2107.02104", UrlKind.ARXIV),
        ("https://arxiv.org/abs/cs.LG/0112017", UrlKind.ARXIV),
        ("https://doi.org/10.1000/182", UrlKind.DOI),
        ("https://link.springer.com/chapter/10.1007/978-3-030-87199-4_7", UrlKind.DOI),
        ("https://openreview.net/forum?id=x", UrlKind.OPENREVIEW),
        ("https://aclanthology.org/2021.emnlp-main.288", UrlKind.PAPER),
        ("https://example.org/a.pdf?x=1", UrlKind.PAPER),
        ("https://github.com/a/b/blob/main/paper.pdf", UrlKind.PAPER),
        ("https://github.com/a/b", UrlKind.CODE),
        ("https://huggingface.co/datasets/a/b", UrlKind.DATA),
        ("https://huggingface.co/a/b", UrlKind.MODEL),
        ("https://huggingface.co/spaces/a/b", UrlKind.DEMO),
        ("https://a.github.io/b", UrlKind.PROJECT),
        ("https://www.youtube.com/watch?v=x", UrlKind.VIDEO),
        ("https://img.shields.io/badge/a-b", UrlKind.BADGE),
        ("https://example.org/", UrlKind.OTHER),
        ("#section", UrlKind.NOWHERE),
        ("citations/x.txt", UrlKind.NOWHERE),
        ("", UrlKind.NOWHERE),
    ],
)
def test_where_addresses_lead(address: str, leads: UrlKind) -> None:
    assert classify_url(address).leads is leads


def test_addresses_are_mended() -> None:
    assert clean_url("<https://a.org/b c>") == "https://a.org/b%20c"
    assert clean_url("arxiv.org/abs/1") == "https://arxiv.org/abs/1"
    assert clean_url("https://a.org/x_(y)") == "https://a.org/x_(y)"
    assert clean_url("https://a.org/x)") == "https://a.org/x"
    wrapped = "https://www.google.com/url?sa=t&url=https%3A%2F%2Fa.org%2Fb&opi=1"
    assert clean_url(wrapped) == "https://a.org/b"
    assert len(clean_url("(" * 5000)) == 5000
    assert classify_url("https://arxiv.org/abs/CS.lg/0112017").arxiv == "cs.LG/0112017"
    assert classify_url("https://doi.org/10.1000/182.").doi == "10.1000/182"
    assert classify_url("https://doi.org/10.1000/x|y").doi == ""
    assert classify_url("https://link.springer.com/article/10.1007/é").doi == ""


@pytest.mark.parametrize(
    ("text", "address", "expected"),
    [
        ("[pdf]", "https://a.org/b", "pdf"),
        ("Code", "https://a.github.io/b", "code"),
        ("paper", "https://a.org/b.pdf", "pdf"),
        ("paper", "https://a.org/b", "link"),
        ("Leaderboard", "https://a.org/b", "Leaderboard"),
        ("", "https://github.com/a/b", "code"),
        ("", "https://arxiv.org/pdf/2107.02104", "pdf"),
        ("", "https://arxiv.org/abs/2107.02104", "link"),
        ("https://a.org", "https://a.org", "link"),
        ("🤗", "https://huggingface.co/datasets/a/b", "data"),
        ("arXiv", "https://arxiv.org/abs/2107.02104", "arXiv"),
    ],
)
def test_labels_of_links(text: str, address: str, expected: str) -> None:
    assert link_label_of(text, classify_url(address)) == expected


def test_labels_from_badges() -> None:
    code = classify_url("https://github.com/a/b")
    assert link_label_of("Star", code, "https://img.shields.io/github/stars/a/b") == "code"
    site = classify_url("https://a.org")
    assert link_label_of("", site, "https://img.shields.io/badge/Project-9cf") == "project"
    assert link_label_of("", site, "https://img.shields.io/badge/My_Site-9cf") == "My Site"
    assert link_label_of("Website", site, "https://img.shields.io/badge/Website-9cf") == "Website"
    assert badge_text("https://img.shields.io/badge/a__b--c-red") == "a_b-c"
    assert badge_text("https://img.shields.io/badge/alone") == "alone"
    assert badge_text("https://a.org/x.png") == ""


def test_what_is_a_label() -> None:
    assert all(map(is_label, ["pdf", "[Code]", "", "Official Code", "project page", "论文"]))
    assert not any(map(is_label, ["A Title of a Work", "Some Name"]))
    assert names_paper("arXiv paper")
    assert not names_paper("code")
    assert fold_label("📄 [Paper]:") == "paper"


def test_texts_that_say_what_they_are() -> None:
    assert split_label("Key Word: a; b") == ("tags", "a; b")
    assert split_label("🔑 Keywords： a") == ("tags", "a")
    assert split_label("TLDR this is short") == ("abstract", "this is short")
    assert split_label("RATCHET: a transformer") is None
    assert split_label("no colon") is None
    assert trailing_label("and code: ") == "and code" or trailing_label("code: ") == "code"
    assert trailing_label("Nothing of that") == ""
    assert trailing_label("A Title: ") == ""
    assert is_only_labels("Code: [Paper]")
    assert not is_only_labels("A remark")


def test_titles_are_tidied() -> None:
    assert tidy(' ⭐ "A title." ') == "A title"
    assert tidy("**A title**, ") == "A title"
    assert tidy("[A title") == tidy("A title)") == "A title"
    assert tidy("Who Is I.B.M.") == "Who Is I.B.M."
    assert tidy('On "that".') == 'On "that"'
    assert tidy("A title”") == "A title"
    assert count_words("一篇论文 title") == 4
