"""Headings of a list: which are sections, years and venues."""

from __future__ import annotations

from sphinx_awesome.formats.markdown import LineStatus, read

from ..lists import paper, titles


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
