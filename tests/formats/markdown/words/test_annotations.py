"""Bylines below titles, and what stands where a byline is looked for.

All lines here are made up.
"""

from __future__ import annotations

import pytest

from sphinx_awesome.core.model import Entry
from sphinx_awesome.core.venues import Venues
from sphinx_awesome.formats.markdown import MarkdownReading, read
from sphinx_awesome.formats.markdown.words.annotations import Annotation
from sphinx_awesome.formats.markdown.words.venue_mentions import VenueFinder

PDF = "https://example.org/paper.pdf"
TWO = ("Ann Lee", "Bo Ito")


def reads(source: str) -> MarkdownReading:
    return read(f"# Lists\n\n## Topic\n\n{source}\n")


def only(source: str) -> Entry:
    (entry,) = reads(source).awesome_list.entries.values()
    return entry


BYLINES = {
    "an initial that a journal may begin with": (
        "Ann J. Lee, Bo Ito, and Cai Wu. arXiv, 2022.",
        ("Ann J. Lee", "Bo Ito", "Cai Wu"),
        "arXiv",
    ),
    "a first name like a venue, and an initial like that of a journal": (
        "Chi Elm, J. Ann Lee, arXiv, 2022.",
        ("Chi Elm", "J. Ann Lee"),
        "arXiv",
    ),
    "a particle that no list of names has": (
        "Ann Lee, Bo tho Ito, and Cai J. Wu. arXiv, 2022.",
        ("Ann Lee", "Bo tho Ito", "Cai J. Wu"),
        "arXiv",
    ),
    "a venue that the registry lacks": ("Ann Lee, and Bo Ito. VizConf, 2022.", TWO, "VizConf"),
    "commas in a venue that the registry lacks": (
        "Ann Lee, Bo Ito, Lists, Sets, 27(4):925-953, 2022.",
        TWO,
        "Lists, Sets",
    ),
    "a publisher with a university": (
        "Ann Lee, Bo Ito. Town University Press 2022.",
        TWO,
        "Town University Press",
    ),
    "one author, and such a venue": ("Ann Lee. JLRX, 2022.", ("Ann Lee",), "JLRX"),
    "initials behind the names": ("by Lee A, Ito B. AAAI, 2022", ("A. Lee", "B. Ito"), "AAAI"),
    "initials, and such a venue": (
        "by Ito B, Vos A. Some Workshop, 2022",
        ("B. Ito", "A. Vos"),
        "Some Workshop",
    ),
    "words of a venue that the registry lacks": (
        "Ann Lee, and Bo Ito. Pattern Reading, 2022.",
        TWO,
        "Pattern Reading",
    ),
    "such a venue behind initials": ("Lee A, Ito B. JLRX, 2022.", ("A. Lee", "B. Ito"), "JLRX"),
    "an accent apart": ("M. ´A. Vos, A. Lee. CVPR, 2022", ("M. Á. Vos", "A. Lee"), "CVPR"),
    "a first name that begins with an initial": (
        "Ann Lee, Bo Ito, J. Cai Wu, 2022.",
        ("Ann Lee", "Bo Ito", "J. Cai Wu"),
        "",
    ),
    "such an initial, and no venue": (
        "Ann Lee, Bo J. Ito, 2022.",
        ("Ann Lee", "Bo J. Ito"),
        "",
    ),
    "a stop within a name": ("Ann Lee, Bo St. Vos, 2022", ("Ann Lee", "Bo St. Vos"), ""),
    "a surname behind an initial": ("Ann Lee, Bo A. McIto, 2022", ("Ann Lee", "Bo A. McIto"), ""),
    "an accent without its letter": (
        "A. \u0301A. Vos et al. CVPR, 2022",
        ("A. Á. Vos", "et al."),
        "CVPR",
    ),
}


@pytest.mark.parametrize("name", BYLINES)
def test_a_byline_below_a_title(name: str) -> None:
    told, authors, venue = BYLINES[name]
    entry = only(f"- Learning to Read Lists [[pdf]]({PDF})\n  - {told}")
    assert entry.title == "Learning to Read Lists"
    assert (entry.authors, entry.venue, entry.year) == (authors, venue, 2022)


def test_initials_before_a_venue_in_italics() -> None:
    entry = only(f"- [Learning to Read Lists]({PDF}) by Lee A, Ito B. *AAAI*, 1998")
    assert (entry.authors, entry.venue) == (("A. Lee", "B. Ito"), "AAAI")


def test_authors_behind_a_comma_and_by() -> None:
    entry = only(f"- Learning to Read Lists, by Lee A, Ito B. AAAI, 1998 [[pdf]]({PDF})")
    assert (entry.title, entry.authors) == ("Learning to Read Lists", ("A. Lee", "B. Ito"))


@pytest.mark.parametrize(
    ("label", "said"), [("29 Nov 2019", "2019-11-29"), ("2017", "2017"), ("2017.05", "2017-05")]
)
def test_a_label_that_is_a_date_tells_the_date(label: str, said: str) -> None:
    reading = reads(f"- Learning to Read Lists [[{label}]]({PDF})")
    (entry,) = reading.awesome_list.entries.values()
    assert (reading.dates[entry.id], dict(entry.links)) == (said, {"pdf": PDF})


@pytest.mark.parametrize("title", ["Foo Backdoors", "Poster Attacks", "Data Poisoning"])
def test_two_words_above_a_link_and_authors_are_a_title(title: str) -> None:
    byline = "Ann Lee, Bo Ito, and Cai Wu. arXiv, 2022."
    entry = only(f"- {title}.\n  [[pdf]]({PDF})\n  - {byline}")
    assert (entry.title, entry.authors) == (title, ("Ann Lee", "Bo Ito", "Cai Wu"))


def test_two_words_above_a_venue_that_the_registry_lacks_are_a_title() -> None:
    entry = only(f"- Foo Backdoors [[pdf]]({PDF})\n  - Ann Lee and Bo Ito. VizConf, 2022.")
    assert (entry.title, entry.authors, entry.venue) == ("Foo Backdoors", TWO, "VizConf")


def test_a_word_for_a_picture_is_no_venue() -> None:
    lines = "".join(f"- [Learning to Read List {n}]({PDF}?{n})\n  - CVPR 2020\n" for n in range(4))
    reading = reads(f"{lines}- [Learning to Write]({PDF}?9)\n  - Figure\n\n    ![Untitled](0.png)")
    *_, last = reading.awesome_list.entries.values()
    assert (last.title, last.venue, last.note) == ("Learning to Write", "", "")


def test_a_label_that_nothing_follows_says_nothing() -> None:
    entry = only(f"- Learning to Read Lists [[pdf]]({PDF})\n  - Venue: ,")
    assert (entry.title, entry.venue, entry.note) == ("Learning to Read Lists", "", "")


ONE_AUTHOR = {
    "behind a full stop": (
        "Ann Lee. Northern Meeting of List Readers, 2022.",
        ("Ann Lee",),
        "Northern Meeting of List Readers",
    ),
    "behind a comma": (
        "Ann Lee, Northern Meeting of List Readers, 2022.",
        ("Ann Lee",),
        "Northern Meeting of List Readers",
    ),
    "with a word that venues have": (
        "Ann Lee. Journal of Small Lists, 2022.",
        ("Ann Lee",),
        "Journal of Small Lists",
    ),
    "all in capitals": (
        "Ann B. Lee. Small Lists Quarterly, 2022.",
        ("Ann B. Lee",),
        "Small Lists Quarterly",
    ),
    "without a year": (
        "Ann Lee. Northern Meeting of List Readers.",
        ("Ann Lee",),
        "Northern Meeting of List Readers",
    ),
    "that only looks like one behind a comma": (
        "Ann Lee, Bo Ito, 2022",
        ("Ann Lee", "Bo Ito"),
        "",
    ),
    "of no word that venues have": (
        "Ann Lee, Circle of List Readers, 2022.",
        ("Ann Lee",),
        "Circle of List Readers",
    ),
    "and nothing that is one": ("Ann Lee. what it says of lists.", (), ""),
    "behind names and what is none": (
        "Ann Lee, Bo Ito, Learning, Vision, Language, 2022.",
        (),
        "",
    ),
    "in which a name would be none": (
        "Royal Letters of Small Lists, 2022.",
        (),
        "Royal Letters of Small Lists",
    ),
}


@pytest.mark.parametrize("name", ONE_AUTHOR)
def test_one_author_before_a_venue_where_the_list_tells_authors(name: str) -> None:
    told, authors, venue = ONE_AUTHOR[name]
    others = "".join(
        f"- [Learning to Read List {n}]({PDF}?{n}). Ann Lee and Bo Ito. AAAI, 2021.\n"
        for n in range(4)
    )
    *_, entry = reads(f"{others}- [Learning to Write]({PDF}). {told}").awesome_list.entries.values()
    assert (entry.authors, entry.venue) == (authors, venue)


def test_only_what_has_a_finder_is_found() -> None:
    annotation = Annotation("Ann Lee, Bo Ito", VenueFinder(Venues()))
    assert annotation.authors.names == TWO
    with pytest.raises(AttributeError, match="colour"):
        annotation.colour  # noqa: B018  (asked for, not used)


def test_a_byline_may_begin_like_a_venue() -> None:
    entry = only(f"- [Learning to Read Lists]({PDF}). Chi Elm, J. Ann Lee, 2019")
    assert (entry.authors, entry.venue, entry.year) == (("Chi Elm", "J. Ann Lee"), "", 2019)
