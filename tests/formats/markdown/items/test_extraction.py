"""Items that hold several papers, and files and links that belong to a paper."""

from __future__ import annotations

import pytest

from sphinx_awesome.formats.markdown import read

from ..lists import ARXIV, WORDS, paper


def test_bullets_in_bullets() -> None:
    source = (
        f"# L\n## A\n- Deep reading\n  {paper(1)}  {paper(2)}- - Learning to Read "
        f"Lists [[pdf]({ARXIV}3)]\n  - Ann Lee, Bo Chen\n"
    )
    first, _, last = read(source).awesome_list.entries.values()
    assert first.tags == ("Deep reading",)
    assert last.authors == ("Ann Lee", "Bo Chen")
    deep = f"# L\n## A\n- **One**\n  - Two\n    - **Learning to Read Lists** [[pdf]({ARXIV}3)]\n"
    (entry,) = read(deep).awesome_list.entries.values()
    assert entry.tags == ("One", "Two")


@pytest.mark.parametrize(
    ("above", "venue", "year"),
    [("2020", "", 2020), ("CVPR", "CVPR", None), ("ICML 2021", "ICML", 2021)],
)
@pytest.mark.parametrize("outer", ["", "Deep reading"])
def test_a_bullet_above_says_where_and_when(
    outer: str, above: str, venue: str, year: int | None
) -> None:
    indent = "  " if outer else ""
    papers = (
        f"{indent}  - [Learning to Read {word} Lists]({ARXIV}{number})\n"
        for number, word in enumerate(WORDS)
    )
    source = f"# L\n## A\n{f'- {outer}' if outer else ''}\n{indent}- {above}\n{''.join(papers)}"
    entries = read(source).awesome_list.entries.values()
    assert [(e.venue, e.year, " ".join(e.tags)) for e in entries] == [(venue, year, outer)] * 4


def test_lines_of_a_paragraph_are_papers_of_their_own() -> None:
    line = "Learning to Read the List of Number {} [[pdf](https://a.org/{}.pdf)]\n"
    source = "# L\n## A\n" + "".join(line.format(n, n) for n in "abc") + "\n"
    assert len(read(source).awesome_list.entries) == 3
    two = "Learning to Read Lists [[pdf](https://a.org/a.pdf)]\n[[arXiv](https://arxiv.org/abs/2101.00001)]\n"
    assert len(read(f"# L\n## A\n{two}").awesome_list.entries) == 1


@pytest.mark.parametrize("label", ["Slides of the talk", "My long notes on this"])
@pytest.mark.parametrize("place", ["https://x.org/", ""])
@pytest.mark.parametrize("ending", ["pdf", "md"])
def test_what_a_link_of_each_paper_is_called_is_no_title(
    label: str, place: str, ending: str
) -> None:
    lines = "\n".join(
        f"- Learning to Read Lists {n}, Ann Lee, Bo Ito, 2020. "
        f"[{label}]({place}notes/{n}.{ending}). [pdf](https://arxiv.org/abs/2001.0000{at})"
        for at, n in enumerate(WORDS)
    )
    reading = read(lines, folder="https://github.com/me/my-list/blob/HEAD/")
    entries = list(reading.awesome_list.entries.values())
    assert [entry.title for entry in entries] == [f"Learning to Read Lists {n}" for n in WORDS]
    assert {tuple(entry.links) for entry in entries} == {(label, "pdf")}
    assert not reading.problems


@pytest.mark.parametrize(
    "told", ["**Learning to Read Lists {n}** [[pdf](papers/{n}.pdf)]", "[{t}](papers/{n}.pdf)"]
)
def test_bullets_in_a_bullet_tell_papers_whose_files_stand_beside_the_list(told: str) -> None:
    bullets = "".join(
        f"  - {told}\n".replace("{t}", "Learning to Read Lists {n}").replace("{n}", n)
        for n in WORDS
    )
    folder = "https://github.com/me/my-list/blob/HEAD/"
    reading = read(f"# L\n\n- Reading of lists\n{bullets}", folder=folder)
    entries = list(reading.awesome_list.entries.values())
    assert [entry.title for entry in entries] == [f"Learning to Read Lists {n}" for n in WORDS]
    assert [entry.links["pdf"] for entry in entries] == [f"{folder}papers/{n}.pdf" for n in WORDS]
    assert {entry.tags for entry in entries} == {("Reading of lists",)}


def test_a_file_below_a_paper_is_a_link_of_the_paper() -> None:
    papers = "".join(
        f"- **Learning to Read Lists {n}**, Ann Lee, Bo Ito. [pdf](https://arxiv.org/pdf/2101.0000{n})\n"
        f"  - [Slides of the talk {n}](slides/{n}.pdf)\n"
        for n in range(1, 5)
    )
    reading = read(f"# L\n\n{papers}", folder="https://github.com/me/my-list/blob/HEAD/")
    titles = [entry.title for entry in reading.awesome_list.entries.values()]
    assert titles == [f"Learning to Read Lists {n}" for n in range(1, 5)]


BARE = [f"Learning to Read Lists {word}" for word in WORDS[:2]]


@pytest.mark.parametrize(
    "told",
    [
        "{} https://arxiv.org/abs/2101.00001\n{} https://arxiv.org/abs/2101.00002",
        "{}: https://arxiv.org/abs/2101.00001\n\n{}: https://arxiv.org/abs/2101.00002",
        "- {} https://arxiv.org/abs/2101.00001\n  {} https://arxiv.org/abs/2101.00002",
        "- {}, https://arxiv.org/abs/2101.00001, and {}, https://arxiv.org/abs/2101.00002",
        "- {} [paper](https://arxiv.org/abs/2101.00001) and {} [paper](https://arxiv.org/abs/2101.00002)",
    ],
)
def test_each_title_before_an_address_is_a_paper(told: str) -> None:
    reading = read(f"# L\n\n## A\n\n{told.format(*BARE)}\n")
    entries = list(reading.awesome_list.entries.values())
    assert [entry.title for entry in entries] == BARE
    assert [entry.arxiv for entry in entries] == ["2101.00001", "2101.00002"]
    assert not reading.problems


def test_two_papers_that_cannot_be_told_apart_are_named() -> None:
    two = (
        "- Learning to Read Lists. Ann Lee, Bo Ito. ICML 2021. "
        "[pdf](https://arxiv.org/abs/2101.00001) Writing Many More. Cy Young. ICLR 2022. [pdf](https://arxiv.org/abs/2101.00002)\n"
    )
    reading = read(f"# L\n\n## A\n\n{two}{paper(3)}")
    assert [entry.arxiv for entry in reading.awesome_list.entries.values()] == ["2101.00003"]
    (problem,) = reading.problems
    assert problem.location.line == 5
    assert "links to two papers" in problem.message
    assert "item of its own" in problem.hint


def test_two_addresses_of_one_paper_are_no_two_papers() -> None:
    links = "[pdf](https://arxiv.org/abs/2101.00001) [arXiv](https://arxiv.org/abs/2101.00002)"
    (entry,) = read(f"# L\n\n## A\n\n- {BARE[0]} {links}\n").awesome_list.entries.values()
    assert (entry.title, entry.arxiv, len(entry.links)) == (BARE[0], "2101.00001", 2)


def test_a_label_before_a_link_says_what_is_there() -> None:
    source = "- [Learning to Read Lists](https://x.org/a.pdf). Code: [owl](https://x.org/b)"
    (entry,) = read(f"# L\n\n## A\n\n{source}\n").awesome_list.entries.values()
    assert entry.links["code"] == "https://x.org/b"


def test_a_season_before_a_title_is_no_venue() -> None:
    source = "- 2019 Spring - Learning to Read Lists [pdf](https://x.org/a.pdf)"
    (entry,) = read(f"# L\n\n## A\n\n{source}\n").awesome_list.entries.values()
    assert (entry.title, entry.venue) == ("2019 Spring - Learning to Read Lists", "")


@pytest.mark.parametrize(
    ("label", "venue", "year"), [("CHI 2024", "CHI", 2024), ("arXiv, 24 Jun 2024", "arXiv", 2024)]
)
def test_a_paragraph_may_link_to_its_paper_by_the_venue(label: str, venue: str, year: int) -> None:
    papers = "\n\n".join(
        f"**Learning to Read Lists {word}**  \nAnn Lee, Bo Ito  \n"
        f"[{label}](https://arxiv.org/abs/2406.0000{number}) • [Code](https://github.com/a/{word})"
        for number, word in enumerate(WORDS)
    )
    entries = list(read(f"# L\n\n## Data, Model\n\n{papers}\n").awesome_list.entries.values())
    assert [entry.title for entry in entries] == [
        f"Learning to Read Lists {word}" for word in WORDS
    ]
    assert {(e.type.value, e.authors, e.venue, e.year) for e in entries} == {
        ("paper", ("Ann Lee", "Bo Ito"), venue, year)
    }
