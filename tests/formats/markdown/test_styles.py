"""Titles, names and dates in odd places, and what several items tell together.

All lines here are made up.
"""

from __future__ import annotations

import pytest

from sphinx_awesome.core.model import Entry
from sphinx_awesome.formats.markdown import MarkdownReading, read
from sphinx_awesome.formats.markdown.words.authors import leading_authors, read_authors
from sphinx_awesome.formats.markdown.words.dates import year_month
from sphinx_awesome.formats.markdown.words.fragments import is_ignorable

from .forms import ARXIV_2020 as ARXIV
from .forms import CODE, PDF, TITLE

TWO = ("Ann Lee", "Bo Ito")


def reads(source: str) -> MarkdownReading:
    return read(f"# Lists\n\n## Topic\n\n{source}\n")


def only(source: str) -> Entry:
    (entry,) = reads(source).awesome_list.entries.values()
    return entry


TITLES = {
    "Bottom-up Tagging by Grouping": "[{}]({})",
    "Tagging by Grouping Many Lists": "{} [pdf]({})",
    "Learning to Read | Lists": "**{}** [pdf]({})",
    "Learning 1.5(0-) to Read Lists (0-)": "[{}]({})",
    "(Re)Learning to Read Lists": "**{}** [pdf]({})",
    "[CLS] Token Tells Lists": "**{}** [pdf]({})",
    "The Third List Challenge (2017): Reading of Books": "{} [pdf]({})",
    "A Survey of Lists, 2019": "[{}]({})",
    "Learning (to [Read) Lists": "**{}** [pdf]({})",
    "Reading of Lists: A Survey": "[{}]({})",
    "Detecting, Parsing, Deep Reading": "{} [pdf]({})",
    "S3-Net: Learning to Read Lists": "S<sup>3</sup>-Net: Learning to Read Lists<!--{}-->[pdf]({})",
    "READER: Learning to Read Lists": "**READER**: Learning to Read Lists<!--{}--> [pdf]({})",
}


@pytest.mark.parametrize("title", TITLES)
def test_a_whole_title(title: str) -> None:
    entry = only(f"- {TITLES[title].format(title, PDF)}")
    assert (entry.title, entry.authors, entry.tags, entry.note) == (title, (), (), "")


@pytest.mark.parametrize(
    ("source", "year", "authors"),
    [
        (f"- {TITLE} (2017): Ann Lee, Bo Ito. [pdf]({PDF})", 2017, TWO),
        (f"- {TITLE} (2017): [pdf]({PDF})", 2017, ()),
        (f"- {TITLE} (2017) [pdf]({PDF})", 2017, ()),
        (f"- (2017): {TITLE} [pdf]({PDF})", 2017, ()),
    ],
)
def test_a_year_before_a_colon_is_one_where_no_title_goes_on(
    source: str, year: int, authors: tuple[str, ...]
) -> None:
    entry = only(source)
    assert (entry.title, entry.year, entry.authors) == (TITLE, year, authors)


def test_names_stay_apart_where_the_list_has_many() -> None:
    source = "".join(
        f"- **R{n}EADER**: Lists {n} are read here [pdf]({PDF}?{n})\n" for n in range(4)
    )
    entries = reads(source).awesome_list.entries.values()
    assert [entry.title for entry in entries] == [f"Lists {n} are read here" for n in range(4)]
    assert [entry.tags for entry in entries] == [(f"R{n}EADER",) for n in range(4)]


def test_years_of_arxiv_are_months_where_others_are() -> None:
    months = ("1901", "1902", "1903", "2005")
    source = "".join(
        f"- [Lists {month} are read here]({PDF}?{month}), arXiv {month}\n" for month in months
    )
    years = [entry.year for entry in reads(source).awesome_list.entries.values()]
    assert years == [2019, 2019, 2019, 2020]


def test_signs_at_names_are_dropped_and_powers_are_kept() -> None:
    entry = only(
        f"- **R<sup>2</sup> Reads Lists** <br> Ann Lee<sup>1</sup>, Bo Ito<sup>1,2</sup> "
        f"<br> [pdf]({PDF})"
    )
    assert (entry.title, entry.authors) == ("R2 Reads Lists", TWO)


@pytest.mark.parametrize("between", ["", "![](a.png)\n\n"])
@pytest.mark.parametrize("link", [f"<{ARXIV}{{}}>", f"[paper]({ARXIV}{{}}) | [code]({CODE}{{}})"])
def test_a_title_above_a_paragraph_of_addresses(between: str, link: str) -> None:
    source = "".join(
        f"**Lists {n} are read**\n\n{between}{link.replace('00001{}', f'0000{n}').format(n)}\n\n"
        for n in range(2)
    )
    entries = list(reads(source).awesome_list.entries.values())
    assert [entry.title for entry in entries] == ["Lists 0 are read", "Lists 1 are read"]
    assert [entry.arxiv for entry in entries] == ["2005.00000", "2005.00001"]


def test_one_bold_sentence_above_an_address_is_no_title() -> None:
    assert not reads(f"**Our survey is out now**\n\n<{ARXIV}>").awesome_list.entries


def test_a_quotation_with_a_badge_and_a_paper_tells_the_paper() -> None:
    badge = "![ICML](https://img.shields.io/badge/ICML-2019-blue)"
    entry = only(f"> {badge}\n> [{TITLE}]({ARXIV})")
    assert (entry.title, entry.venue, entry.year) == (TITLE, "ICML", 2019)
    assert not reads(f"> {badge}\n> We read lists.").awesome_list.entries


def test_all_of_many_links_are_kept() -> None:
    bullets = "".join(f"- code: {CODE}{n}\n" for n in range(14))
    source = "".join(
        f"**Lists {n} are read**\n\n- arXiv: {ARXIV[:-1]}{n}\n{bullets}\n" for n in range(3)
    )
    entries = reads(source).awesome_list.entries.values()
    assert [len(entry.links) for entry in entries] == [15] * 3


@pytest.mark.parametrize("form", ["- [{}]({})", '- <a href="{1}">{0}</a>'])
def test_an_entity_without_its_semicolon_is_none(form: str) -> None:
    address = "https://openreview.net/forum?id=1&noteId=2"
    assert list(only(form.format(TITLE, address)).links.values()) == [address]


def test_addresses_that_lead_nowhere_are_one_problem_a_paper() -> None:
    reading = reads(f"- **{TITLE}** [pdf]({PDF}) [a](./a.pdf) [b](./b.pdf)")
    (problem,) = reading.problems
    assert "./a.pdf" in problem.message
    assert len(reading.awesome_list.entries) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Brown, Mann et al.", ("Brown", "Mann")),
        ("Brown, Mann, Ito and Young", ("Brown", "Mann", "Ito", "Young")),
        ("van der Lee, Ann, et al.", ("Ann van der Lee",)),
        ("Lee AB, Ito C", ("A. B. Lee", "C. Ito")),
        ("Ann Lee, Google Research", ("Ann Lee",)),
    ],
)
def test_names(text: str, names: tuple[str, ...]) -> None:
    assert read_authors(text).names == names


@pytest.mark.parametrize(
    "text", ["Ann Lee. Lists", "Lee, A. Lists", "Lee A. Lists", "Lee, A., Ito, B."]
)
def test_texts_that_do_not_begin_with_several_inverted_names(text: str) -> None:
    assert leading_authors(text) is None


@pytest.mark.parametrize("token", ["2013", "0612", "19051", "1900"])
def test_numbers_that_are_no_months(token: str) -> None:
    assert year_month(token) is None


@pytest.mark.parametrize(
    "text",
    ["12(3):1-9", "pp. 1-9", "vol. 3, no. 2", "3.4k stars", "Citations: 12", "cs.CV", "arXiv"],
)
def test_noise(text: str) -> None:
    assert is_ignorable(text)


@pytest.mark.parametrize("text", ["Oral", "best of 3", "version 2", "x" * 99, "stars"])
def test_what_is_no_noise(text: str) -> None:
    assert not is_ignorable(text)


def test_a_table_of_names_tells_no_papers() -> None:
    rows = "".join(f"| Open Reader | [paper]({PDF}?{n}) |\n" for n in range(4))
    assert not reads(f"| Title | Link |\n|---|---|\n{rows}").awesome_list.entries


def test_bullets_in_an_empty_bullet_tell_papers() -> None:
    source = f"- - [Lists are read here]({PDF})\n  - [Lists are written here]({PDF}?2)\n"
    titles = [entry.title for entry in reads(source).awesome_list.entries.values()]
    assert titles == ["Lists are read here", "Lists are written here"]


def test_lines_of_the_source_are_parts_of_one_text_unless_they_say_what_they_are() -> None:
    entry = only(
        f"- Reading, Sorting,\n  Writing Lists\n  Authors: Ann Lee, Bo Ito\n  [pdf]({PDF})"
    )
    assert (entry.title, entry.authors) == ("Reading, Sorting, Writing Lists", TWO)


@pytest.mark.parametrize(
    ("links", "said"),
    [
        ("[[a]](./a.md)", "https://"),
        ("[[a]](./a.md) [[b]](./b.md)", "https://; nor does another of the paper"),
        (
            "[[a]](./a.md) [[b]](./b.md) [[c]](./c.md)",
            "https://; nor do 2 more of the paper",
        ),
    ],
)
def test_addresses_of_files_are_one_problem_a_paper(links: str, said: str) -> None:
    line = f"- **Reading the Lists of Others**, CVPR 2022 [[pdf]](https://a.org/1.pdf) {links}"
    (problem,) = read(f"# List\n\n## Papers\n\n{line}\n").problems
    assert problem.message.endswith(said)
