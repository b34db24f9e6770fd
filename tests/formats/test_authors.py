"""Authors who are not all named, groups and family names of several words, in every format."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from html import unescape
from pathlib import Path

import bibtexparser
import feedparser
import pytest
import rispy
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Person
from pybtex.database import parse_string as parse_bibtex

from sphinx_awesome.core import reference
from sphinx_awesome.core.model import AwesomeList, Entry
from sphinx_awesome.core.person_names import ET_AL
from sphinx_awesome.formats import (
    atom,
    bibtex,
    coins,
    csl_json,
    csv_table,
    markdown,
    readme_writer,
    ris,
    toml,
)
from sphinx_awesome.formats.bibtex.reader import read as read_bibtex
from sphinx_awesome.formats.registry import FORMATS

from .cited import VENUES, list_of
from .strategies import one_author
from .zotero import read as read_coins

PAPER = Entry(
    "a",
    "A long title of a paper that everybody reads",
    ("{The List Team}", "Rhonda {Roebuck Williams}", "Jan van der Berg", ET_AL),
    "MICCAI",
    year=2021,
)
SHOWN = ["The List Team", "Rhonda Roebuck Williams", "Jan van der Berg"]


def read_toml(authors: str) -> Entry:
    text = f'title = "S"\n\n[[entry]]\nid = "a"\ntitle = "A"\nauthors = {authors}\n'
    document, _ = toml.read_entry_file(text, "s.toml")
    (block,) = document.blocks
    assert isinstance(block.value, Entry)
    return block.value


# Entry files


@pytest.mark.parametrize("last", ["et al.", "et al", "Et. Al.", "others", "and others", "…", "..."])
def test_et_al_is_read_in_all_its_forms_and_written_in_one(last: str) -> None:
    entry = read_toml(f'["Ada Lovelace", "{last}"]')
    assert entry.authors == ("Ada Lovelace", ET_AL)
    assert entry.named_authors == ("Ada Lovelace",)
    assert entry.has_more_authors
    text = (
        f'title = "S"\n\n[[entry]]\nid = "a"\ntitle = "A"\nauthors = ["Ada Lovelace", "{last}"]\n'
    )
    canonical, problems = toml.canonical_form(text, "s.toml")
    assert problems == []
    assert canonical == text.replace(last, "et al.")


@pytest.mark.parametrize(
    ("authors", "kept"),
    [
        ('["A B", "", "C D"]', ("A B", "C D")),
        ('["", "A B", "others"]', ("A B", ET_AL)),
        # That not all are named stays true, wherever it is said.
        ('["A B", "et al.", "C D"]', ("A B", "C D", ET_AL)),
        ('["A B", "et al.", "et al."]', ("A B", ET_AL)),
        ('["et al."]', ()),
        ('["", "et al."]', ()),
        ('["{A", "C D"]', ("C D",)),
        ('[1, "A B", {x = 1}]', ("A B",)),
        ('["{{The  {List} Team }}", "Rhonda {Roebuck  Williams}"]', None),
    ],
)
def test_good_authors_stay_beside_bad_ones(authors: str, kept: tuple[str, ...] | None) -> None:
    expected = kept if kept is not None else ("{The List Team}", "Rhonda {Roebuck Williams}")
    assert read_toml(authors).authors == expected


def test_a_finding_of_an_author_behind_a_bad_one_has_its_place(tmp_path: Path) -> None:
    text = 'title = "S"\n[[entry]]\nid = "a"\ntitle = "A"\nauthors = ["", "A B", "", "C D"]\n'
    (tmp_path / "s.toml").write_text(text, encoding="utf-8")
    awesome_list, _, places = toml.load_with_locations(tmp_path)
    assert awesome_list.entries["a"].authors == ("A B", "C D")
    columns = [places.of_paper("s", "a", "authors", number).column for number in range(2)]
    assert columns == [16, 27]


def test_the_property_names_of_a_paper_without_authors() -> None:
    entry = Entry("a", "A")
    assert (entry.named_authors, entry.shown_authors, entry.byline) == ((), (), "")
    assert not entry.has_more_authors
    assert PAPER.byline == "The List Team, Rhonda Roebuck Williams, Jan van der Berg, et al."


# What is written, as others read it


def test_bibtex_says_and_others() -> None:
    text = bibtex.write(PAPER, VENUES)
    written = "{The List Team} and {Roebuck Williams}, Rhonda and Jan van der Berg and others"
    assert f"  author = {{{written}}},\n" in text
    library = bibtexparser.parse_string(
        text, append_middleware=[SeparateCoAuthors(), SplitNameParts()]
    )
    names = library.entries[0]["author"]
    assert [name.last for name in names] == [
        *(["{The List Team}"], ["{Roebuck Williams}"], ["Berg"], ["others"])
    ]
    assert [name.first for name in names] == [[], ["Rhonda"], ["Jan"], []]
    persons = parse_bibtex(text, "bibtex").entries["a"].persons["author"]
    assert persons == [
        Person(last="{The List Team}"),
        Person(first="Rhonda", last="{Roebuck Williams}"),
        Person("Jan van der Berg"),
        Person("others"),
    ]
    assert read_bibtex(text, "x.bib", VENUES)[0].entries["a"].authors == PAPER.authors


def test_a_part_in_braces_that_bibtex_would_split_is_in_braces_there() -> None:
    names = ("Ann {Smith and Jones}, Jr.", "{Ada and Bob} Hu", "{de la} Cruz", "{Acme, Inc.} III")
    text = bibtex.write(replace(PAPER, authors=names), VENUES)
    assert (
        "author = {{Smith and Jones}, Jr., Ann and Hu, {Ada and Bob} and Cruz, de la "
        "and {Acme, Inc. III}},"
    ) in text


def test_ris_has_an_au_for_each_who_is_named() -> None:
    (record,) = rispy.loads(ris.write(PAPER, VENUES) + "\n")
    assert record["authors"] == [
        *("The List Team", "Roebuck Williams, Rhonda", "van der Berg, Jan"),
    ]


def test_csl_has_a_literal_for_a_group() -> None:
    item = json.loads(csl_json.write(PAPER, VENUES))
    assert item["author"] == [
        {"literal": "The List Team"},
        {"family": "Roebuck Williams", "given": "Rhonda"},
        {"family": "van der Berg", "given": "Jan"},
    ]


def test_zotero_finds_the_parts_of_names_in_coins() -> None:
    item = read_coins(unescape(coins.write(PAPER, VENUES)))
    assert item.creators == [
        *(("The List Team", ""), ("Roebuck Williams", "Rhonda"), ("van der Berg", "Jan")),
    ]


def test_a_feed_names_those_who_are_named() -> None:
    feed = feedparser.parse(atom.write_all(list_of(PAPER)))
    assert [author.name for author in feed.entries[0].authors] == SHOWN
    assert f"{', '.join(SHOWN)}, et al. (2021)." in feed.entries[0].content[0].value


def test_a_line_of_text_says_et_al() -> None:
    assert reference.write_text(PAPER, VENUES).startswith(
        f"{', '.join(SHOWN)}, et al. (2021). A long title"
    )
    one = replace(PAPER, authors=("Ada Lovelace", ET_AL), year=None)
    assert reference.write_text(one, VENUES).startswith("Ada Lovelace et al. A long title")


def test_a_table_keeps_et_al_as_a_text_without_braces() -> None:
    (row,) = csv.DictReader(io.StringIO(csv_table.write_all(list_of(PAPER))))
    assert row["authors"] == "; ".join([*SHOWN, ET_AL])


def test_et_al_is_a_loss_where_a_format_cannot_write_it() -> None:
    awesome_list = list_of(PAPER)
    lossy = [
        name for name, form in FORMATS.items() if '"et al." (1)' in str(form.losses(awesome_list))
    ]
    assert lossy == ["json", "ris"]


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize(
    "line",
    [
        "- **{title}**, {authors}. {venue} {year} {links}",
        "- [**{venue} {year}**] {title}. *{authors}* {links}",
        "- {title} ({authors}, {year}) {links}",
        "- [**{venue} {year}**] {title}, {authors} {links}",
    ],
)
def test_a_readme_reads_back(line: str, count: int) -> None:
    names = ("Jane Doe", "John Roe", "Max Moe")[:count]
    paper = replace(PAPER, authors=(*names, ET_AL), links={"pdf": "https://example.org/a.pdf"})
    # A list of several, from which the form can be learnt.
    more = [
        replace(
            paper,
            id=f"p{n}",
            title=f"Another title {n} of some length",
            links={"pdf": f"https://example.org/{n}.pdf"},
        )
        for n in range(5)
    ]
    awesome_list = AwesomeList(
        **{f: getattr(list_of(paper, *more), f) for f in ("sections", "entries", "homes")},
        venues=VENUES,
    )
    text = "# L\n\n" + readme_writer.write_list(awesome_list, readme_writer.ReadmeStyle(line=line))
    again = markdown.read(text, "README.md").awesome_list
    assert {entry.authors for entry in again.entries.values()} == {paper.authors}


# What is read


@pytest.mark.parametrize(
    ("field", "authors"),
    [
        ("Ada Lovelace and others", ("Ada Lovelace", ET_AL)),
        ("Lovelace, Ada and et al.", ("Ada Lovelace", ET_AL)),
        ("Ada Lovelace et al.", ("Ada Lovelace", ET_AL)),
        ("Ada and others and Bob", ("Ada", "Bob", ET_AL)),
        ("{The List Team} and {OpenAI}", ("{The List Team}", "{OpenAI}")),
        ("Rhonda {Roebuck Williams}", ("Rhonda {Roebuck Williams}",)),
        ("{Roebuck Williams}, Rhonda", ("Rhonda {Roebuck Williams}",)),
        ("Roebuck Williams, Jr., Rhonda", ("Rhonda {Roebuck Williams} Jr.",)),
        ("Garc{\\'i}a M\\'arquez, Gabriel", ("Gabriel {García Márquez}",)),
        ("{van der Berg}, Jan", ("Jan van der Berg",)),
        ("{\\'E}va {Ada Mae} Lovelace and {\\\"O}", ("Éva Ada Mae Lovelace", "Ö")),
        ("{Rhonda} {Roebuck Williams}", ("Rhonda {Roebuck Williams}",)),
        ("{International {Consortium} for X}", ("{International Consortium for X}",)),
        ("Foo \\{ Bar", ("Foo Bar",)),
        ("Team,", ("Team",)),
        (", Ada", ("Ada",)),
        ("{}", ()),
        ("others", ()),
    ],
)
def test_bibtex_tells_what_spelling_does_not(field: str, authors: tuple[str, ...]) -> None:
    text = f"@misc{{a, title = {{A}}, author = {{{field}}}}}"
    awesome_list, problems = read_bibtex(text, "x.bib", VENUES)
    assert awesome_list.entries["a"].authors == authors
    said = [f"{problem.code}: {problem}" for problem in problems]
    nobody = 'loss: the authors of "a" hold no name; name at least the first'
    assert said == ([] if authors else [nobody])


@given(st.lists(one_author, min_size=1, max_size=5))
def test_any_name_is_shown_without_markup(names: list[str]) -> None:
    entry = Entry("a", "A", tuple(names))
    for shown in entry.shown_authors:
        assert "{" not in shown
        assert "}" not in shown
        assert shown


PDF = "https://example.org/a.pdf"
BOTH = ("Jane Doe", "John Roe", ET_AL)
TABLE = f"| Title | Authors | Link |\n|---|---|---|\n| {{}} | [pdf]({PDF}) |"
HTML = f'<ul><li>{{}}<br>CVPR 2021 <a href="{PDF}">pdf</a></li></ul>'


@pytest.mark.parametrize(
    ("item", "authors"),
    [
        (f"- **A Deep Net for Images**, Jane Doe, John Roe, et al., CVPR 2021 [pdf]({PDF})", BOTH),
        (f"- **A Deep Net for Images**, Jane Doe, John Roe et. al, CVPR 2021 [pdf]({PDF})", BOTH),
        (f"- **A Deep Net for Images**, Jane Doe, John Roe & others, CVPR 2021 [pdf]({PDF})", BOTH),
        (f"- **A Deep Net for Images**, Jane Doe, John Roe, …, CVPR 2021 [pdf]({PDF})", BOTH),
        (f"- **A Deep Net for Images**. Jane Doe et al., 2021 [pdf]({PDF})", ("Jane Doe", ET_AL)),
        (
            TABLE.format("A Deep Net for Images | Jane Doe, John Roe, and others"),
            BOTH,
        ),
        (
            HTML.format("<b>A Deep Net for Images</b><br><i>Jane Doe, John Roe, et al.</i>"),
            BOTH,
        ),
        (
            f"- **A Deep Net for Images** [pdf]({PDF})\n  - Authors: {{The Team}}, Jane Doe, …",
            ("{The Team}", "Jane Doe", ET_AL),
        ),
    ],
)
def test_markdown_keeps_et_al(item: str, authors: tuple[str, ...]) -> None:
    (entry,) = markdown.read(f"# L\n\n{item}\n", "README.md").awesome_list.entries.values()
    assert entry.authors == authors


@pytest.mark.parametrize(
    ("first", "second", "authors"),
    [
        ("Jane Doe et al.", "Jane Doe, John Roe, Max Moe", ("Jane Doe", "John Roe", "Max Moe")),
        ("Jane Doe, John Roe, et al.", "Jane Doe", BOTH),
        ("Jane Doe, John Roe", "Jane Doe et al.", ("Jane Doe", "John Roe")),
    ],
)
def test_the_entry_that_names_all_authors_counts(
    first: str, second: str, authors: tuple[str, ...]
) -> None:
    text = "".join(
        f"## S{n}\n\n- **A Deep Net for Reading Images**, {told}, CVPR 2021 [pdf]({PDF})\n\n"
        for n, told in enumerate((first, second))
    )
    (entry,) = markdown.read(f"# L\n\n{text}", "README.md").awesome_list.entries.values()
    assert entry.authors == authors
