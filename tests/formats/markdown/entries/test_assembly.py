"""What only a whole list tells: sections, duplicates, ids, and which reading is right."""

from __future__ import annotations

import pytest

from sphinx_awesome.core.problem import ProblemCode
from sphinx_awesome.core.venues import Venue, VenueKind, Venues
from sphinx_awesome.formats.markdown import LineStatus, identity_keys, read

ARXIV = "https://arxiv.org/abs/2101.0000"


def paper(number: int, title: str = "", venue: str = "CVPR 2020") -> str:
    title = title or f"Learning to Read the List of Number {number} in Words"
    return f"- [{title}]({ARXIV}{number}), {venue}\n"


def titles(source: str) -> list[str]:
    return [section.title for section in read(source).awesome_list.sections.values()]


def test_sections_are_the_headings_that_hold_papers() -> None:
    reading = read(
        f"# Lists ![](https://img.shields.io/badge/a-b)\n\nAbout lists.\n\n## "
        f"Reading\n\n### Deep\n{paper(1)}"
        f"## Writing\n\nHow to write.\n\n{paper(2)}\n### Deep\n{paper(3)}\n## End\nThe end.\n"
    )
    awesome_list = reading.awesome_list
    assert awesome_list.title == "Lists"
    assert [s.title for s in awesome_list.sections.values()] == [
        "Deep",
        "Writing",
        "Deep (Writing)",
    ]
    assert list(awesome_list.sections) == ["deep", "writing", "deep-writing"]
    assert reading.paths["deep-writing"] == ("Writing", "Deep")
    assert reading.prose["writing"] == "How to write.\n"
    assert reading.prose[""].endswith("## Reading\n\n## End\nThe end.\n")
    assert [awesome_list.homes[p] for p in awesome_list.entries] == [
        "deep",
        "writing",
        "deep-writing",
    ]


def test_sections_of_one_name_keep_apart() -> None:
    assert titles(f"# L\n## A\n{paper(1)}## A\n{paper(2)}") == ["A", "A (2)"]


def test_years_and_venues_in_headings_are_no_topics() -> None:
    reading = read(
        f"# L\n## Topic\n### 2021\n{paper(1, venue='')}### ICML 2019\n{paper(2, venue='')}"
        f"### Before 2018\n{paper(3, venue='')}### CVPR\n{paper(4, venue='')}"
        f"#### 2017 papers\n{paper(5, venue='ICLR 2016')}"
    )
    assert [s.title for s in reading.awesome_list.sections.values()] == ["Topic"]
    told = [(e.venue, e.year) for e in reading.awesome_list.entries.values()]
    assert told == [("", 2021), ("ICML", 2019), ("", None), ("CVPR", None), ("ICLR", 2016)]


def test_venues_without_a_topic_above_are_sections() -> None:
    assert titles(f"# L\n## CVPR\n{paper(1)}## ICML\n{paper(2)}") == ["CVPR", "ICML"]


def test_papers_without_a_topic_have_a_section() -> None:
    assert titles(f"# L\n{paper(1)}") == ["Papers"]
    assert titles(paper(1)) == ["Papers"]
    assert titles(f"# L\n## 2020\n{paper(1)}") == ["Papers"]
    assert titles(f"## A\n{paper(1)}## B\n{paper(2)}") == ["A", "B"]


def test_front_matter_and_html_headings() -> None:
    reading = read(
        f'---\ntitle: "Lists"\n---\n\n<h2 align="center">A <b>topic</b></h2>\n\n{paper(1)}'
    )
    assert reading.awesome_list.title == "Lists"
    assert [s.title for s in reading.awesome_list.sections.values()] == ["A topic"]
    assert reading.account.totals[LineStatus.STRUCTURE] == 4
    assert titles(f"---\n\n# L\n## A\n{paper(1)}") == ["A"]
    assert titles(f"---\nname: x\n---\n# L\n## A\n{paper(1)}") == ["A"]


def test_summaries_are_headings() -> None:
    fold = "<details open>\n<summary>{}</summary>\n\n{}\n</details>\n\n"
    source = f"# L\n## A\n{fold.format('B', paper(1))}{fold.format('Click here', paper(2))}"
    assert titles(source) == ["A", "B"]
    assert titles(f"# L\n## A\n{fold.format('A', paper(1))}</details>\n{paper(2)}") == ["A"]
    assert titles(f"<summary>B</summary>\n\n{paper(1)}") == ["Papers"]


def test_a_paper_that_is_told_twice_is_one() -> None:
    again = "- [Learning to Read the List of Number 1 in Words](https://a.org/x.pdf) [code](https://github.com/a/b)\n"
    reading = read(f"# L\n## A\n{paper(1)}## B\n{again}")
    (entry,) = reading.awesome_list.entries.values()
    assert [s.title for s in reading.awesome_list.sections_of(entry.id)] == ["A", "B"]
    assert reading.awesome_list.homes[entry.id] == "a"
    assert (entry.venue, list(entry.links)) == ("CVPR", ["link", "pdf", "code"])
    assert not reading.problems


def test_what_two_places_say_otherwise_is_reported() -> None:
    (problem,) = read(f"# L\n## A\n{paper(1)}{paper(1, venue='CVPR 2021')}").problems
    assert (problem.code, problem.location.line) == (ProblemCode.DISAGREE, 4)
    assert "the year 2021 here and 2020 before" in problem.message


def test_two_papers_with_one_address_stay_two() -> None:
    reading = read(f"# L\n## A\n{paper(1)}{paper(1, 'Quite Another Work about Something Else')}")
    assert len(reading.awesome_list.entries) == 2
    assert [p.code for p in reading.problems] == [ProblemCode.DISAGREE]


def test_a_longer_title_is_the_same_paper() -> None:
    longer = "Learning to Read the List of Number 1 in Words and Pictures"
    assert len(read(f"# L\n## A\n{paper(1)}{paper(1, longer)}").awesome_list.entries) == 1
    alike = "Learning to Read a List of Number 1 in Words"
    assert len(read(f"# L\n## A\n{paper(1)}{paper(1, alike)}").awesome_list.entries) == 1


def test_short_titles_are_no_identity() -> None:
    source = (
        "# L\n## A\n- [Two Words](https://a.org/x.pdf), CVPR 2020\n- [Two "
        "Words](https://a.org/y.pdf), ICML 2021\n"
    )
    entries = read(source).awesome_list.entries
    assert list(entries) == ["2020-two", "2021-two"]


def test_ids_are_kept_where_they_are_given() -> None:
    source = f"# L\n## A\n{paper(1)}{paper(2)}{paper(3)}"
    given = {"arxiv:2101.00001": "first", "title:learningtoreadthelistofnumber2inwords": "second"}
    reading = read(source, ids={**given, "arxiv:2101.00003": "Not an id"})
    assert list(reading.awesome_list.entries) == ["first", "second", "2020-learning"]
    assert identity_keys(reading.awesome_list.entries["first"])[0] == "arxiv:2101.00001"


def test_ids_of_papers_and_sections_keep_apart() -> None:
    source = (
        f"# L\n## "
        f"RATCHET\n{paper(1, 'RATCHET: Reading of Lists')}{paper(2, 'RATCHET: Writing of Lists')}"
    )
    awesome_list = read(source).awesome_list
    assert list(awesome_list.sections) == ["ratchet"]
    assert list(awesome_list.entries) == ["ratchet-2", "ratchet-3"]
    doi = "- [A Work with a Name](https://doi.org/10.1000/182), CVPR 2020\n"
    (entry,) = read(f"# L\n## A\n{doi}").awesome_list.entries.values()
    assert identity_keys(entry) == ["doi:10.1000/182", "title:aworkwithaname"]


def test_venues_that_nobody_knows_become_venues() -> None:
    source = (
        f"# L\n## "
        f"A\n{paper(1, venue='Workshop on Lists 2020')}{paper(2, venue='Workshop on  lists 2021')}"
    )
    awesome_list = read(source).awesome_list
    assert awesome_list.venues.find("Workshop on Lists") == Venue(
        "Workshop on Lists", kind=VenueKind.WORKSHOP
    )
    assert {e.venue for e in awesome_list.entries.values()} == {"Workshop on Lists"}


def test_known_venues_can_be_given() -> None:
    awesome_list = read(
        f"# L\n## A\n{paper(1, venue='XY 2020')}", venues=Venues([Venue("XY")])
    ).awesome_list
    assert [v.name for v in awesome_list.venues] == ["XY"]


def test_addresses_that_cannot_be_kept_are_reported() -> None:
    long = "https://a.org/" + "x" * 3000
    source = (
        f"# L\n## A\n{paper(1).strip()} [bib](cite/x.txt) [mail](mailto:a@b.org) "
        f"[x](https://a@b) [y]({long})\n"
    )
    reading = read(source, "list.md")
    assert [p.code for p in reading.problems] == [
        ProblemCode.RELATIVE,
        ProblemCode.URL,
        ProblemCode.URL,
    ]
    assert {str(p.location).rpartition(":")[0] for p in reading.problems} == {"list.md:3"}
    first = min(reading.problems, key=lambda p: p.location)
    assert source.split("\n")[2][first.location.column - 1 :].startswith("cite/x.txt")


def test_files_beside_a_list_are_linked_if_it_is_known_where_it_is() -> None:
    source = f"# L\n## A\n{paper(1).strip()} [bib](cite/x.txt) [slides](/b.pdf) [x](nan)\n"
    reading = read(source, folder="https://github.com/me/it/blob/HEAD/docs/")
    (entry,) = reading.awesome_list.entries.values()
    assert entry.links["bib"] == "https://github.com/me/it/blob/HEAD/docs/cite/x.txt"
    assert entry.links["slides"] == "https://github.com/me/it/blob/HEAD/b.pdf"
    assert [(p.code, "nan" in p.message) for p in reading.problems] == [(ProblemCode.URL, True)]


def test_hidden_characters_are_reported() -> None:
    hidden = paper(1, "Reading of a\u200b List")
    (problem,) = read(f"# L\n## A\n{hidden}").problems
    assert problem.code is ProblemCode.CHARACTER


def test_what_stands_out_among_papers_is_reported_and_kept() -> None:
    odd = "- Some remark about nothing in particular\n"
    reading = read(f"# L\n## A\n{paper(1)}{paper(2)}{odd}{paper(3)}")
    (problem,) = reading.problems
    assert (problem.code, problem.location.line) == (ProblemCode.READING, 5)
    assert reading.account.totals[LineStatus.PROBLEM] == 1
    assert odd in reading.prose["a"]
    assert [line.number for line in reading.account.of(LineStatus.PROBLEM)] == [5]


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


def test_lines_of_a_paragraph_are_papers_of_their_own() -> None:
    line = "Learning to Read the List of Number {} [[pdf](https://a.org/{}.pdf)]\n"
    source = "# L\n## A\n" + "".join(line.format(n, n) for n in "abc") + "\n"
    assert len(read(source).awesome_list.entries) == 3
    two = "Learning to Read Lists [[pdf](https://a.org/a.pdf)]\n[[arXiv](https://arxiv.org/abs/2101.00001)]\n"
    assert len(read(f"# L\n## A\n{two}").awesome_list.entries) == 1


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


def test_tables() -> None:
    rows = "".join(
        f"| ![s](https://img.shields.io/x) <br> [**Learning to Read List "
        f"{n}**]({ARXIV}{n}) | CVPR | 2021-0{n + 1}-02 | - |\n"
        for n in range(4)
    )
    reading = read(f"# L\n## A\n| Title | Venue | Date | Code |\n|---|---|---|---|\n{rows}")
    entries = list(reading.awesome_list.entries.values())
    assert [(e.title, e.venue, e.year) for e in entries] == [
        (f"Learning to Read List {n}", "CVPR", 2021) for n in range(4)
    ]
    assert reading.dates[entries[1].id] == "2021-02-02"
    assert reading.account.totals[LineStatus.STRUCTURE] == 4
    headless = read(
        f"# L\n## A\n{rows.split(chr(10))[0]}\n|---|---|---|---|\n" + rows.split("\n", 1)[1]
    )
    assert len(headless.awesome_list.entries) == 4


def test_tables_in_html() -> None:
    rows = "\n".join(
        f"<tr>\n<td>R{n}</td><td>Learning to Read List {n}</td>\n<td>CVPR "
        f"2020<br>x</td><td><a href='{ARXIV}{n}'>pdf</a></td></tr>"
        for n in range(4)
    )
    head = "<tr><th>Name</th><th>Title</th><th>Venue</th><th>Link</th></tr>"
    reading = read(f"# L\n## A\n<table>\n{head}\n{rows}\n</table>\n")
    assert [e.title for e in reading.awesome_list.entries.values()] == [
        f"Learning to Read List {n}" for n in range(4)
    ]
    assert reading.account.totals[LineStatus.PAPER] == 12
    assert not read("<table><tr></tr><td>x</td></table><h2></h2><li>y</li>").awesome_list.entries


def test_encodings() -> None:
    reading = read(f"\ufeff# L\r\n## A\r\n{paper(1)}")
    assert [p.code for p in reading.problems] == [
        ProblemCode.BYTE_ORDER_MARK,
        ProblemCode.LINE_ENDS,
    ]
    assert len(reading.awesome_list.entries) == 1
    assert read("").account.lines == ()


def test_headings_in_html_hold_the_years_that_follow_at_their_level() -> None:
    source = f"""# List

<h2>Methods</h2>
<h3 align="left" id='tag'>Tagging models</h3>

### 2025
{paper(1, "Tagging Lists of Papers", "ICML")}
### 2024
{paper(2, "Tagging Papers in Lists", "ICML")}

<h4>Parsing models</h4>

### 2025
{paper(3, "Parsing Lists of Papers", "ICML")}
### 2023
{paper(4, "Parsing Papers in Lists", "ICML")}

### Others
{paper(5, "Sorting Papers in Lists")}
### 2022
{paper(6, "Sorting Lists of Papers", "ICML")}
"""
    awesome_list = read(source).awesome_list
    told = [
        (awesome_list.sections_of(entry.id)[0].title, entry.year)
        for entry in awesome_list.entries.values()
    ]
    tagging, parsing = "Tagging models", "Parsing models"
    years = [(tagging, 2025), (tagging, 2024), (parsing, 2025), (parsing, 2023)]
    assert told == [*years, ("Others", 2020), ("Methods", 2022)]


def test_years_at_the_level_of_the_title_of_a_list_are_no_parts_of_a_topic() -> None:
    source = f"#### Lists\n#### 2024\n{paper(1, venue='ICML')}\n#### 2023\n{paper(2, venue='ICML')}"
    assert [section.title for section in read(source).awesome_list.sections.values()] == ["Papers"]


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


WORDS = ("One", "Two", "Three", "Four")
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


def test_a_title_that_is_told_under_three_headings_stays_one() -> None:
    """With another address each time, as what links are called has."""
    lines = "\n".join(
        f"## {n}\n\n- [Learning to Read Lists](https://x.org/{n}.pdf), Ann Lee, Bo Ito, 2020\n"
        for n in WORDS
    )
    (entry,) = read(f"# L\n\n{lines}").awesome_list.entries.values()
    assert entry.title == "Learning to Read Lists"
    assert len(entry.links) == len(WORDS)


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
