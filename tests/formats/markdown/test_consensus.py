"""What the items of a list agree on, and which of them are entries."""

from __future__ import annotations

import pytest

from sphinx_awesome.core.problem import ProblemCode
from sphinx_awesome.formats.markdown import LineStatus, read

from .lists import ARXIV, WORDS, paper

ONLY_AUTHORS = {"Lists": "Ann Lee", "Tables": "Bo Ito", "Pages": "Cy Young", "Books": "Dee Roe"}


def test_what_stands_out_among_papers_is_reported_and_kept() -> None:
    odd = "- Some remark about nothing in particular\n"
    reading = read(f"# L\n## A\n{paper(1)}{paper(2)}{odd}{paper(3)}")
    (problem,) = reading.problems
    assert (problem.code, problem.location.line) == (ProblemCode.READING, 5)
    assert reading.account.totals[LineStatus.PROBLEM] == 1
    assert odd in reading.prose["a"]
    assert [line.number for line in reading.account.of(LineStatus.PROBLEM)] == [5]


@pytest.mark.parametrize(
    "odd",
    [
        "- [The Kite Contest](https://kites.example.org) at CVPR 2022. Submissions are open.",
        "- Data of the paper [Lee et al., CVPR 2016](#lee16)",
    ],
)
def test_what_leads_to_a_paper_or_a_venue_is_none(odd: str) -> None:
    reading = read(f"# L\n## A\n{paper(1)}{paper(2)}{paper(3)}{odd}\n")
    assert len(reading.awesome_list.entries) == 3
    assert [problem.location.line for problem in reading.problems] == [6]


@pytest.mark.parametrize(
    "odd",
    ["- <https://arxiv.org/abs/2101.00009> (ICML 2021)", "- https://arxiv.org/abs/2101.00009"],
)
def test_an_address_is_no_title(odd: str) -> None:
    reading = read(f"# L\n## A\n{paper(1)}{paper(2)}{paper(3)}{odd}\n")
    assert len(reading.awesome_list.entries) == 3
    assert [problem.location.line for problem in reading.problems] == [6]


def test_where_one_is_sent_is_no_title() -> None:
    reading = read(f"# L\n## A\nSee also [[1]]({ARXIV}8) and [[2]]({ARXIV}9)\n\n{paper(1)}")
    assert len(reading.awesome_list.entries) == 1


def test_links_below_a_paper_that_is_told_are_links_of_it() -> None:
    below = (
        "  - [[Third Port to Keras](https://github.com/a/keras)]\n"
        "  - [Poster](https://a.org/p), [Talk in Molde (in Norwegian)](https://youtu.be/a)\n"
    )
    (entry,) = read(f"# L\n## A\n{paper(1)}{below}").awesome_list.entries.values()
    assert list(entry.links) == [
        *("link", "Third Port to Keras", "poster", "Talk in Molde (in Norwegian)"),
    ]


def test_a_line_before_an_address_is_its_label() -> None:
    below = (
        "  - Colour Wheel: https://wheel.a.org\n  - Supplementary Material: https://a.org/s.pdf\n"
    )
    (entry,) = read(f"# L\n## A\n{paper(1)}{below}").awesome_list.entries.values()
    assert (list(entry.links)[1:], entry.authors, entry.note) == (
        ["Colour Wheel", "Supplementary Material"],
        (),
        "",
    )


def test_chapters_may_be_called_as_lists_are() -> None:
    (problem,) = read("# L\n\n- [One](one/README.md)\n- [中文](README_CN.md)\n").problems
    assert problem.message.endswith("other files: one/README.md")


def test_blank_lines_of_what_stands_out_stay_blank() -> None:
    reading = read(f"# L\n## A\n{paper(1)}{paper(2)}{paper(3)}\n- Some remark\n\n  that goes on\n")
    assert reading.account.totals[LineStatus.PROBLEM] == 2


def test_papers_among_papers_need_say_less() -> None:
    short = (
        f"- [Lists]({ARXIV}4)\n- [Words about the Reading of Lists](https://a.org), "
        f"*Ann Lee, Bo Chen*\n"
    )
    assert len(read(f"# L\n## A\n{paper(1)}{paper(2)}{paper(3)}{short}").awesome_list.entries) == 5


def test_the_list_decides_what_an_emphasis_means() -> None:
    lines = "".join(
        f"- **[READER{n}]** Learning to Read List {n} | **[CVPR' 1{n}]** |[`[pdf]`]({ARXIV}{n})\n"
        for n in range(5)
    )
    odd = f"- **[A Reader]** Learning to Read the Last One | **[Venue]** |[`[pdf]`]({ARXIV}9)\n"
    last = list(read(f"# L\n## A\n{lines}{odd}").awesome_list.entries.values())[-1]
    assert (last.title, last.venue, last.tags) == (
        "Learning to Read the Last One",
        "Venue",
        ("A Reader",),
    )


def test_the_list_decides_who_a_lone_name_is() -> None:
    lines = "".join(
        f"- **Learning to Read List {n}** *Ann Lee, Bo Chen* [pdf]({ARXIV}{n})\n" for n in range(4)
    )
    odd = f"- **Learning to Read the Last One** *ListReaders* [pdf]({ARXIV}9)\n"
    odd += f"- **Learning to Read One More** *Cy Young. Some Place* [pdf]({ARXIV}8)\n"
    *_, one, more = read(f"# L\n## A\n{lines}{odd}").awesome_list.entries.values()
    assert one.authors == ("ListReaders",)
    assert (more.authors, more.venue) == (("Cy Young",), "Some Place")


def test_the_list_decides_whether_acronyms_behind_titles_are_venues() -> None:
    lines = "".join(
        f"- Learning to Read List {n} (**CVPR**) [[pdf]({ARXIV}{n})]\n" for n in range(4)
    )
    odd = f"- Learning to Read the Last One (**VizConf**) [[pdf]({ARXIV}8)]\n"
    odd += f"- Learning One More Time (LOT) [[pdf]({ARXIV}9)]\n"
    *_, one, more = read(f"# L\n## 2020\n{lines}{odd}").awesome_list.entries.values()
    assert (one.title, one.venue) == ("Learning to Read the Last One", "VizConf")
    assert (more.title, more.venue) == ("Learning One More Time (LOT)", "")
    dated = lines.replace("**CVPR**", "**CVPR 2020**")
    *_, one, _ = read(f"# L\n## 2020\n{dated}{odd}").awesome_list.entries.values()
    assert (one.title, one.venue) == ("Learning to Read the Last One (VizConf)", "")


def test_the_list_decides_whether_family_names_end_titles() -> None:
    told = ("Elm", "[Fir](https://github.com/fir)", "Oak", "[Ann Ash](https://ann.example.org)")
    lines = "".join(
        f"* 201{n}, Learning to Read List {n}, {name}. [[Paper]]({ARXIV}{n})\n"
        for n, name in enumerate(told)
    )
    entries = read(f"# L\n## A\n{lines}").awesome_list.entries.values()
    assert [entry.title for entry in entries] == [f"Learning to Read List {n}" for n in range(4)]
    assert [entry.year for entry in entries] == [2010, 2011, 2012, 2013]
    assert [entry.authors for entry in entries] == [("Elm",), ("Fir",), ("Oak",), ("Ann Ash",)]
    odd = (
        f"* 2019, Reading a List Aloud, [owls of 9 nights](https://owl.org). [[Paper]]({ARXIV}9)\n"
    )
    *_, last = read(f"# L\n## A\n{lines}{odd}").awesome_list.entries.values()
    assert (last.title, last.authors) == ("Reading a List Aloud", ())
    again = lines.replace("Oak", "Elm").replace("[Fir]", "[Elm]").replace("[Ann Ash]", "[Elm]")
    (one, *_) = read(f"# L\n## A\n{again}").awesome_list.entries.values()
    assert (one.title, one.authors) == ("Learning to Read List 0, Elm", ())


def test_the_list_decides_whether_labels_are_venues() -> None:
    lines = "".join(f"- **Learning to Read List {n}** [[CVPR]({ARXIV}{n})]\n" for n in range(4))
    odd = f"- **Learning to Read the Last One** [[Some Annals]({ARXIV}9)] [[More]({ARXIV}8)]\n"
    assert (
        list(read(f"# L\n## A\n{lines}{odd}").awesome_list.entries.values())[-1].venue
        == "Some Annals"
    )


def test_the_list_decides_whether_a_year_ends_a_title() -> None:
    lines = "".join(
        f"- Learning to Read List Number{n} 201{n}. [pdf]({ARXIV}{n})\n" for n in range(4)
    )
    assert [e.year for e in read(f"# L\n## A\n{lines}").awesome_list.entries.values()] == [
        2010,
        2011,
        2012,
        2013,
    ]
    one = "- Learning to Read the Year 2019. [pdf](https://a.org/x.pdf)\n"
    assert [e.year for e in read(f"# L\n## A\n{one}").awesome_list.entries.values()] == [None]


@pytest.mark.parametrize("title", ["Job Scheduling with Clocks", "JOB-Simple: a Benchmark"])
def test_titles_that_begin_with_a_job_are_of_papers(title: str) -> None:
    text = f"# Clocks\n\n## All\n\n- {title} (ICML 2021)\n- Clocks in Towers (ICML 2020)\n"
    titles = [entry.title for entry in read(text).awesome_list.entries.values()]
    assert titles == [title, "Clocks in Towers"]


@pytest.mark.parametrize("line", ["Job openings at the lab (2021)", "Jobs"])
def test_jobs_are_no_papers(line: str) -> None:
    text = (
        f"# Clocks\n\n## All\n\n- [{line}](https://a.org/jobs)\n"
        "- [Clocks in Towers](https://arxiv.org/abs/2101.00001) (ICML 2020)\n"
    )
    titles = [entry.title for entry in read(text).awesome_list.entries.values()]
    assert titles == ["Clocks in Towers"]


def test_paragraphs_that_look_like_papers_and_are_not_read_are_named() -> None:
    data = "".join(
        f"<b>Bells Rung in Towers {n} (200{n})</b> [[Link]](https://a.org/{n})[[Paper]]"
        f"({ARXIV}{n})\n<br>The [Bells](https://a.org/{n}) are of towers, each with its weight "
        "and its tone, and who cast it, and where it hangs.\n"
        '<p align="center"><img src="https://a.org/1.png"/></p>\n\n'
        for n in range(3)
    )
    reading = read(f"# L\n## A\n{paper(7)}{paper(8)}{paper(9)}\n## Towers\n{data}")
    assert len(reading.awesome_list.entries) == 3
    (message,) = [problem.message for problem in reading.problems]
    assert message.startswith("text at line 8: 3 paragraphs with links to papers")


def test_a_paragraph_that_mentions_a_paper_is_prose() -> None:
    text = f"Read **our survey** too: [it]({ARXIV}8).\n\nThanks to [them]({ARXIV}9).\n\n"
    reading = read(f"# L\n\n{text}## A\n{paper(1)}{paper(2)}{paper(3)}")
    assert reading.problems == []


def test_a_tab_in_an_item_is_no_strange_character() -> None:
    reading = read(f"# L\n## A\n{paper(1)}{paper(2)}{paper(3).rstrip()}\ta\n")
    assert len(reading.awesome_list.entries) == 3
    assert reading.problems == []


@pytest.mark.parametrize("told", ["{title}, {name}, CVPR 2020", "{name}, {title}, CVPR 2020"])
def test_the_list_decides_whether_a_name_beside_a_title_is_the_only_author(told: str) -> None:
    titles = {f"Learning to Read Many {what}": name for what, name in ONLY_AUTHORS.items()}
    lines = "".join(
        f"- {told.format(title=title, name=name)} [[pdf]]({ARXIV}{number})\n"
        for number, (title, name) in enumerate(titles.items())
    )
    entries = read(f"# L\n\n## Topic\n\n{lines}").awesome_list.entries.values()
    assert {entry.title: list(entry.authors) for entry in entries} == {
        title: [name] for title, name in titles.items()
    }


def test_a_name_between_full_stops_is_the_only_author() -> None:
    line = f"- Learning to Read Many Lists. Ann Lee. ICML 2020. [[pdf]]({ARXIV}1)\n"
    (entry,) = read(f"# L\n\n## Topic\n\n{line}").awesome_list.entries.values()
    assert (entry.title, list(entry.authors)) == ("Learning to Read Many Lists", ["Ann Lee"])


def test_a_venue_that_links_to_another_version_is_no_paper_of_its_own() -> None:
    line = (
        f"- Lee, A., Ito, B.,<br>*[Learning to Read Lists](https://dl.acm.org/doi/1)*,<br>IEEE "
        f"Int. Conf. Robotics and Automation (ICRA), 2023. [CVPR 2023 workshop]({ARXIV}1), [C](u)"
    )
    assert [entry.title for entry in read(line).awesome_list.entries.values()] == [
        "Learning to Read Lists"
    ]


def test_posts_among_papers_are_posts() -> None:
    posts = (
        "- [How We Read All Lists at Once](https://blog.example.com/lists) `Some Company` `2020`\n"
    )
    source = "".join(paper(number, venue="`Another Company` `2020`") for number in range(4)) + posts
    *papers, post = read(source).awesome_list.entries.values()
    assert (post.type, post.year, post.tags) == ("post", 2020, ("Some Company",))
    assert {(one.type, one.authors, one.tags) for one in papers} == {
        ("paper", (), ("Another Company",))
    }


def test_the_list_decides_whether_venues_have_dates() -> None:
    dated = [f"ICML {year}" for year in range(2020, 2026)]
    for venues, expected in ((dated, ""), (["ICML"] * len(dated), "Owls & Hares")):
        source = "".join(paper(at, venue=venue) for at, venue in enumerate(venues))
        source += paper(9, "Learning to Read Lists of Companies", "Owls & Hares")
        *_, last = read(source).awesome_list.entries.values()
        assert last.venue == expected


def test_the_list_decides_whether_one_name_before_a_title_is_an_author() -> None:
    told = (f"[**{title} in the Snow**]({ARXIV}{n})[J]. ICML 2020" for n, title in enumerate(WORDS))
    several = "".join(f"- Lee A, Ito B C. {one}\n" for one in told)
    one = f"- Lee A. [**Learning to Read Lists**]({ARXIV}9)[J]. ICML 2020\n"
    *_, last = read(several + one).awesome_list.entries.values()
    assert last.authors == ("A. Lee",)
