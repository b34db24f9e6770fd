"""BibTeX, read back by two readers of which neither is ours."""

from __future__ import annotations

import re
from dataclasses import replace
from textwrap import dedent

import bibtexparser
import pytest
from bibtexparser.middlewares import SeparateCoAuthors
from hypothesis import example, given
from hypothesis import strategies as st
from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person
from pybtex.database.input.bibtex import LowLevelParser

from sphinx_awesome.core.model import Entry, EntryType, Publication, names_in
from sphinx_awesome.core.person_names import PersonName, parse_name
from sphinx_awesome.core.text import clean
from sphinx_awesome.core.venues import Venues
from sphinx_awesome.formats.bibtex import write, write_all

from ...ext import hostile
from ..cited import REAL, VENUES
from ..strategies import entries

MEANINGS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{character}": character for character in "%&$#_"},
}


RECORDS = {
    EntryType.PAPER: {"misc", "article", "inproceedings", "incollection"},
    EntryType.BOOK: {"book"},
    EntryType.THESIS: {"phdthesis", "mastersthesis", "thesis"},
    EntryType.REPORT: {"techreport"},
    EntryType.DATASET: {"dataset"},
    EntryType.SOFTWARE: {"software"},
}
"""Records that may say what an entry is; all others say so in a field."""


def meaning(latex: str) -> str:
    """What LaTeX prints; math as it is written."""
    parts = re.split(r"((?<!\\)\$[^$]+\$)", latex)
    return "".join(
        part if n % 2 else re.sub(r"\\text[a-z]+\{\}|\\.", lambda match: MEANINGS[match[0]], part)
        for n, part in enumerate(parts)
    )


def unbraced(value: str) -> str:
    return value[1:-1] if value[:1] == "{" else value


def by_bibtexparser(record: str) -> tuple[str, str, dict[str, str], list[str]]:
    library = bibtexparser.parse_string(record)
    assert library.failed_blocks == []
    (entry,) = library.blocks
    fields = {field.key: field.value for field in entry.fields}
    assert len(fields) == len(entry.fields)
    split = bibtexparser.parse_string(record, append_middleware=[SeparateCoAuthors()])
    authors = split.entries[0].fields_dict.get("author")
    return entry.entry_type, entry.key, fields, list(authors.value) if authors else []


def by_pybtex(record: str) -> tuple[str, str, dict[str, str], list[str]]:
    ((type_, (key, fields)),) = LowLevelParser(record)
    values = {name: "".join(parts) for name, parts in fields}
    assert len(values) == len(fields)
    return type_, key, values, split_name_list(values.get("author", ""))


def read(record: str) -> tuple[str, str, dict[str, str], list[str]]:
    """The record as both readers agree to have read it."""
    read_ = by_bibtexparser(record)
    assert by_pybtex(record) == read_
    return read_


def written(entry: Entry) -> str:
    return write(entry, VENUES) + "\n"


# What it looks like


def test_a_paper_of_a_conference() -> None:
    entry = Entry(
        "ratchet",
        "RATCHET: 100 % of $x_1$ & more",
        ("Benjamin Hou", "Ronald M. Summers, Jr.", "The A and B Group"),
        "miccai",
        year=2021,
        doi="10.1007/978-3-030-87199-4_7",
        arxiv="2107.02104",
        links={"pdf": "https://arxiv.org/pdf/2107.02104.pdf"},
    )
    assert (
        written(entry)
        == dedent(
            r"""
        @inproceedings{ratchet,
          title = {{RATCHET: 100 \% of $x_1$ \& more}},
          author = {Benjamin Hou and Summers, Jr., Ronald M. and {The A and B Group}},
          booktitle = {Medical Image Computing \& Co},
          year = {2021},
          doi = {10.1007/978-3-030-87199-4_7},
          eprint = {2107.02104},
          archiveprefix = {arXiv},
        }
        """
        ).lstrip()
    )


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        (r"At $5\%$ and $\sim$5 of $A_{B_{C_{D}}}$", r"At $5\%$ and $\sim$5 of $A_{B_{C_{D}}}$"),
        (r"Sets $\{0,1\}^n$ and $S\&P$", r"Sets $\{0,1\}^n$ and $S\&P$"),
        (r"$ 5 and $x$6, $a & b$", r"\$ 5 and \$x\$6, \$a \& b\$"),
        (r"$a}$ or $\{b$", r"\$a\textbraceright{}\$ or \$\textbackslash{}\textbraceleft{}b\$"),
    ],
)
def test_math_stays_math_where_it_is_some(title: str, latex: str) -> None:
    assert f"  title = {{{{{latex}}}}},\n" in written(Entry("a", title))


def test_a_name_that_bibtex_would_split_elsewhere_is_inverted() -> None:
    entry = Entry("a", "A", ("Rogier Van der Sluijs", "Tom van Sonsbeek", "Ada B. King III"))
    assert "{Van der Sluijs, Rogier and Tom van Sonsbeek and King, III, Ada B.}" in written(entry)
    check(entry)
    assert "author = {{List Team Jr.}}" in written(Entry("a", "A", ("{List Team} Jr.",)))


def test_the_published_version_is_cited() -> None:
    later = Publication("MedIA", 2024, "10.1016/j.media.2024.1", "A new title")
    entry = Entry("a", "A", ("Ada Lovelace",), "arXiv", year=2021, arxiv="2107.1", published=later)
    assert (
        written(entry)
        == dedent(
            """
        @article{a,
          title = {{A new title}},
          author = {Ada Lovelace},
          journal = {Medical Image Analysis},
          year = {2024},
          doi = {10.1016/j.media.2024.1},
          eprint = {2107.1},
          archiveprefix = {arXiv},
        }
        """
        ).lstrip()
    )


def test_a_paper_of_which_little_is_known() -> None:
    assert written(Entry("a", "A")) == "@misc{a,\n  title = {{A}},\n}\n"


@pytest.mark.parametrize(
    ("venue", "arxiv", "type_", "field"),
    [
        ("MICCAI", "", "inproceedings", ("booktitle", "Medical Image Computing & Co")),
        ("ML4H", "", "inproceedings", ("booktitle", "ML4H")),
        ("Medical Image Analysis", "", "article", ("journal", "Medical Image Analysis")),
        ("arXiv", "2107.02104", "misc", ("archiveprefix", "arXiv")),
        ("bioRxiv", "", "misc", ("howpublished", "bioRxiv preprint server")),
        ("Some report", "", "misc", ("howpublished", "Some report")),
        ("Some report", "2107.02104", "misc", ("howpublished", "Some report")),
        ("bioRxiv", "2107.02104", "misc", ("howpublished", "bioRxiv preprint server")),
        ("", "2107.02104", "misc", ("eprint", "2107.02104")),
    ],
)
def test_a_venue_decides_the_type(
    venue: str, arxiv: str, type_: str, field: tuple[str, str]
) -> None:
    entry = Entry("a", "A", venue=venue, arxiv=arxiv)
    read_type, _, fields, _ = read(written(entry))
    assert read_type == type_
    assert meaning(fields[field[0]]) == field[1]
    assert ("howpublished" in fields) is (field[0] == "howpublished")


@pytest.mark.parametrize(
    ("note", "type_", "said"),
    [
        ("", "phdthesis", None),
        ("Of note", "phdthesis", None),
        ("Master's thesis; of note", "mastersthesis", None),
        ("Bachelor's thesis", "thesis", "Bachelor's thesis"),
    ],
)
def test_the_degree_of_a_thesis(note: str, type_: str, said: str | None) -> None:
    entry = Entry("a", "A", type=EntryType.THESIS, publisher="Uni", note=note)
    read_type, _, fields, _ = read(written(entry))
    assert (read_type, fields["school"], fields.get("type")) == (type_, "Uni", said)


@pytest.mark.parametrize("type_", [type_ for type_ in EntryType if type_ not in RECORDS])
def test_what_bibtex_has_no_record_for_says_its_type(type_: EntryType) -> None:
    read_type, _, fields, _ = read(written(Entry("a", "A", type=type_)))
    assert (read_type, fields["type"]) == ("misc", type_)


def test_an_address_is_the_last_resort() -> None:
    links = {"pdf": "https://example.org/a_b.pdf?x=1&y=%20#z"}
    entry = Entry("a", "A", links=links)
    assert read(written(entry))[2]["url"] == links["pdf"]
    for better in (replace(entry, doi="10.1000/x"), replace(entry, arxiv="2107.02104")):
        assert "url" not in read(written(better))[2]


def test_characters_that_readers_refuse_are_escaped() -> None:
    bad = 'x}, note = {y\\z" \n'
    entry = Entry("a", "A", doi=bad, arxiv=bad)
    _, _, fields, _ = read(written(entry))
    assert set(fields) == {"title", "doi", "eprint", "archiveprefix"}
    assert fields["doi"] == "x%7D,%20note%20=%20%7By%5Cz%22%20%0A"


# What is read from it


def unbraced_word(word: str) -> str:
    return meaning(word[1:-1]) if word[:1] == "{" and word[-1:] == "}" else word


def split(author: str) -> PersonName:
    """The parts of a name as pybtex splits it."""
    if author[:1] == "{" and author[-1:] == "}" and author.count("}") == author.count("{}") + 1:
        return PersonName(meaning(unbraced(author)))
    person = Person(author)
    parts = [
        " ".join(map(unbraced_word, words))
        for words in (
            [*person.prelast_names, *person.last_names],
            [*person.first_names, *person.middle_names],
            person.lineage_names,
        )
    ]
    return PersonName(*parts)


def check(entry: Entry, venues: Venues = VENUES) -> None:
    type_, key, fields, authors = read(write(entry, venues) + "\n")
    latest = entry.latest
    assert key == entry.id
    assert type_ in RECORDS.get(entry.type, {"misc"})
    assert set(fields) <= {
        *("title", "author", "booktitle", "journal", "howpublished", "year"),
        *("doi", "eprint", "archiveprefix", "url", "series", "type"),
        *("publisher", "school", "institution"),
        *names_in("bib").values(),
    }
    assert meaning(unbraced(fields["title"])) == latest.title
    others = ["others"] if entry.has_more_authors else []
    assert authors[len(entry.named_authors) :] == others
    named = authors[: len(entry.named_authors)]
    parts = [replace(parse_name(name), braced=False) for name in entry.named_authors]
    assert [split(author) for author in named] == parts
    assert fields.get("year", "") == str(latest.year or "")
    assert fields.get("doi", "") == latest.doi
    assert fields.get("eprint", "") == entry.arxiv
    publishers = [fields.get(name, "") for name in ("publisher", "school", "institution")]
    assert meaning("".join(publishers)) == entry.publisher
    containers = ("booktitle", "journal", "howpublished", "series")
    name = next(filter(None, map(fields.get, containers)), "")
    venue = venues.get(latest.venue)
    is_paper = entry.type is EntryType.PAPER
    on_arxiv = is_paper and type_ == "misc" and entry.arxiv and venue.name in {"", "arXiv"}
    assert meaning(name) == ("" if on_arxiv else venue.full or venue.name)


def test_the_real_list_is_read_back() -> None:
    for entry in REAL.papers():
        check(entry, REAL.venues)
    library = bibtexparser.parse_string(write_all(REAL))
    assert [record.key for record in library.entries] == [paper.id for paper in REAL.papers()]


@given(entries)
def test_any_paper_is_read_as_it_was_written(entry: Entry) -> None:
    check(entry)


@pytest.mark.parametrize("name", hostile.VALUES)
def test_hostile_texts_are_texts(name: str) -> None:
    text = clean(hostile.VALUES[name])
    check(Entry("a", text, (text, "Ada", text), text, published=Publication(text, title=text)))


@given(
    st.lists(st.sampled_from(["and", "And", "others", ",", "{", "}", "\\", "Ada", "@", '"', "#"]))
)
@example(["others"])
@example(["Ada", "and", "others"])
@example(["{", "And", "}", "Ada"])
def test_one_name_stays_one_name(words: list[str]) -> None:
    name = " ".join(words) or "x"
    check(Entry("a", "A", ("Ada Lovelace", name, name, "Bob")))
