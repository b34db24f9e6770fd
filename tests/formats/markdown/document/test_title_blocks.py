"""Headings and lines that are the titles of papers."""

from __future__ import annotations

import pytest

from sphinx_awesome.core.problem import ProblemCode
from sphinx_awesome.formats.markdown import read

from ..lists import ARXIV, WORDS, titles


def test_titles_above_what_is_said() -> None:
    bold = "".join(
        f"**Learning to Read List {n}**\n\n![](x.png)\n\n- intro: CVPR 2017\n- arxiv: {ARXIV}{n}\n"
        f"- github: https://github.com/a/b{n}\n\n"
        for n in range(3)
    )
    entries = list(read(f"# L\n## A\n{bold}").awesome_list.entries.values())
    assert [(e.title, e.venue, e.year) for e in entries] == [
        (f"Learning to Read List {n}", "CVPR", 2017) for n in range(3)
    ]
    assert list(entries[0].links) == ["arxiv", "code"]
    other = bold + "**A Bold Line**\n\nhttps://a.org/x\n\n- a bullet\n"
    assert len(read(f"# L\n## A\n{other}").awesome_list.entries) == 3
    heads = "".join(
        f"##### Learning to Read List {n}. [[PDF]]({ARXIV}{n})\n*Ann Lee, Bo Chen*\n\n"
        for n in range(3)
    )
    heads += (
        "##### One without a Paper. [[Project]](https://a.org)\n*Ann Lee, Bo Chen*\n##### Rest\n"
    )
    reading = read(f"# L\n## A\n{heads}")
    assert [e.authors for e in reading.awesome_list.entries.values()] == [
        ("Ann Lee", "Bo Chen")
    ] * 4
    assert [s.title for s in reading.awesome_list.sections.values()] == ["A"]
    labelled = "".join(
        f"### Learning to Read List {n}\nhttps://a.org/{n}\n\n- [pdf]({ARXIV}{n})\n- code: https://github.com/a/b\n"
        for n in range(3)
    )
    assert len(read(f"# L\n## A\n{labelled}").awesome_list.entries) == 0
    labelled = (
        labelled.replace("https://a.org/0\n\n", "")
        .replace("https://a.org/1\n\n", "")
        .replace("https://a.org/2\n\n", "")
    )
    assert len(read(f"# L\n## A\n{labelled}").awesome_list.entries) == 3


HEADED = (
    '### FooFuzz: Fuzzing Lists {0} (CCS 202{0})\n* <img src="i.png">[Paper]({1}{0}.pdf)\n\n{2}\n\n'
)


def test_headings_above_links_by_labels_are_titles() -> None:
    site = "https://lists.example.org/"
    contents = "## Contents\n- [FooFuzz: Fuzzing Lists 0 (CCS 2020)](#a)\n"
    heads = "".join(HEADED.format(n, site, f"Abstract: we fuzz lists {n}.") for n in range(3))
    reading = read(f"# List\n{contents}## Fuzzing\n{heads}")
    entries = list(reading.awesome_list.entries.values())
    assert [(e.title, e.venue, e.year, dict(e.links), e.abstract) for e in entries] == [
        (
            f"FooFuzz: Fuzzing Lists {n}",
            "CCS",
            2020 + n,
            {"pdf": f"{site}{n}.pdf"},
            f"we fuzz lists {n}.",
        )
        for n in range(3)
    ]
    assert [section.title for section in reading.awesome_list.sections.values()] == ["Fuzzing"]


def test_headings_above_other_items_are_no_titles() -> None:
    site = "https://lists.example.org/"
    twice = "".join(HEADED.format(n, site, "") for n in range(2))
    assert not read(f"# List\n## Fuzzing\n{twice}").awesome_list.entries
    topics = "".join(
        HEADED.format(n, site, f"- [Reading Lists by {n}]({site}other/{n}.pdf)") for n in range(3)
    )
    assert not any(
        "Foo" in e.title for e in read(f"# List\n{topics}").awesome_list.entries.values()
    )


FILES = {
    "the heading leads to the paper": (
        "### [Learning to Read Lists {n}](papers/{n}.pdf)\n\nAnn Lee and Bo Ito, AAAI 2020\n",
        {"pdf": "papers/{n}.pdf"},
    ),
    "a label below it does": (
        "### Learning to Read Lists {n}\n\n[[Paper]](papers/{n}.pdf) [[Notes]](notes/{n}.md)\n",
        {"pdf": "papers/{n}.pdf", "Notes": "notes/{n}.md"},
    ),
    "the heading leads to notes": (
        "### [Learning to Read Lists {n}](notes/{n}.md)\n\nA word.\n\n- [Paper](papers/{n}.pdf)\n",
        {"link": "notes/{n}.md", "pdf": "papers/{n}.pdf"},
    ),
}


@pytest.mark.parametrize("folder", ["", "https://github.com/me/my-list/blob/HEAD/"])
@pytest.mark.parametrize("name", FILES)
def test_headings_are_papers_whose_files_stand_beside_the_list(name: str, folder: str) -> None:
    told, links = FILES[name]
    lines = "\n".join(told.replace("{n}", word) for word in WORDS)
    reading = read(f"# Lists\n\n## Topic\n\n{lines}", folder=folder)
    entries = list(reading.awesome_list.entries.values())
    assert [entry.title for entry in entries] == [f"Learning to Read Lists {n}" for n in WORDS]
    assert [dict(entry.links) for entry in entries] == [
        {label: folder + url.replace("{n}", n) for label, url in links.items() if folder}
        for n in WORDS
    ]
    assert {p.code for p in reading.problems} == (set() if folder else {ProblemCode.RELATIVE})
    assert [section.title for section in reading.awesome_list.sections.values()] == ["Topic"]


def test_a_title_that_is_told_under_three_headings_stays_one() -> None:
    """With another address each time, as what links are called has."""
    lines = "\n".join(
        f"## {n}\n\n- [Learning to Read Lists](https://x.org/{n}.pdf), Ann Lee, Bo Ito, 2020\n"
        for n in WORDS
    )
    (entry,) = read(f"# L\n\n{lines}").awesome_list.entries.values()
    assert entry.title == "Learning to Read Lists"
    assert len(entry.links) == len(WORDS)


def test_sentences_below_two_titles_are_notes() -> None:
    source = (
        "# Lists\n\n## Kites\n\n[Kites at Night](https://arxiv.org/abs/1901.00001), ICML 2023\n\n"
        "- Kites rise twice when the moon is full.\n\n"
        "Kites by Day, Anna Vos, Bo Ek, CVPR 2023. [[pdf](https://arxiv.org/abs/1901.00002)]\n\n"
        "1. Kites rise once by day.\n2. A second field saw the same.\n"
    )
    one, two = read(source).awesome_list.entries.values()
    assert one.note == "Kites rise twice when the moon is full"
    assert two.note == "Kites rise once by day; A second field saw the same"
    assert (two.title, two.authors) == ("Kites by Day", ("Anna Vos", "Bo Ek"))


def test_lines_in_italics_are_headings_if_there_are_several_or_a_date() -> None:
    paper = "- [Learning to Read Lists {0}](https://arxiv.org/abs/1901.0000{0})\n"
    several = f"*ICRA 2019*\n\n{paper.format(1)}\n*IROS 2018*\n\n{paper.format(2)}"
    one, two = read(f"# L\n\n## A\n\n{several}").awesome_list.entries.values()
    assert [(one.venue, one.year), (two.venue, two.year)] == [("ICRA", 2019), ("IROS", 2018)]
    (dated,) = read(f"# L\n\n## A\n\n_2022_\n\n{paper.format(3)}").awesome_list.entries.values()
    assert dated.year == 2022
    assert titles(f"# L\n\n## A\n\n_Sorted by hand_\n\n{paper.format(4)}") == ["A"]
