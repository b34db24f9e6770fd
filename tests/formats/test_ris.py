"""RIS, read back by rispy."""

from __future__ import annotations

from typing import Any

import pytest
import rispy
from hypothesis import given

from sphinx_awesome.core.model import Entry, EntryType, names_in
from sphinx_awesome.core.person_names import parse_name
from sphinx_awesome.core.reference import reference_of
from sphinx_awesome.core.venues import Venues
from sphinx_awesome.formats.ris import write, write_all

from ..ext import hostile
from .cited import PREPRINT, RATCHET, REAL, VENUES, hostile_paper, list_of
from .strategies import entries

TYPES_OF_ENTRIES = {
    EntryType.BOOK: "BOOK",
    EntryType.THESIS: "THES",
    EntryType.REPORT: "RPRT",
    EntryType.DATASET: "DATA",
    EntryType.SOFTWARE: "COMP",
    EntryType.MODEL: "COMP",
    EntryType.COURSE: "GEN",
    EntryType.TALK: "SLIDE",
    EntryType.POST: "BLOG",
    EntryType.WEBSITE: "ELEC",
}
TYPES = {"conference": "CONF", "workshop": "CONF", "journal": "JOUR", "preprint": "UNPB"}


def read(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = rispy.loads(text)
    return found


def check(entry: Entry, venues: Venues) -> None:
    (record,) = read(write(entry, venues) + "\n")
    latest = entry.latest
    venue = venues.get(latest.venue)
    other = "CHAP" if venue.name and entry.publisher else "GEN"
    kind = TYPES_OF_ENTRIES.get(entry.type) or TYPES.get(venue.kind or "", other)
    is_on_arxiv = entry.type is EntryType.PAPER and not venue.name and bool(entry.arxiv)
    if is_on_arxiv:
        kind = "UNPB"
    container = venue.full or venue.name or ("arXiv" if is_on_arxiv else "")
    expected = {
        "type_of_reference": kind,
        "id": entry.id,
        "title": latest.title,
        "authors": [parse_name(name).inverted for name in entry.named_authors],
        "secondary_title": "" if kind == "UNPB" else container,
        "publisher": (container if kind == "UNPB" else "") or entry.publisher,
        "type_of_work": reference_of(entry, venues).degree,
        "year": str(latest.year or ""),
        "doi": latest.doi,
        "accession_number": f"arXiv:{entry.arxiv}" if entry.arxiv else "",
        "urls": [entry.url.replace(";", "%3B")] if entry.url else [],
    }
    for name, tag in names_in("ris").items():
        value = getattr(entry, name)
        expected[rispy.TAG_KEY_MAPPING[tag]] = list(value) if isinstance(value, tuple) else value
    assert record == {name: value for name, value in expected.items() if value}


def test_a_paper_of_a_conference() -> None:
    assert write(RATCHET, VENUES).splitlines() == [
        "TY  - CONF",
        "ID  - ratchet",
        "TI  - RATCHET: Medical Transformer",
        "AU  - Hou, Benjamin",
        "AU  - van der Maaten, Laurens",
        "AU  - Summers, Ronald M., Jr.",
        "AU  - The A and B Group",
        "T2  - Medical Image Computing & Co",
        "PY  - 2021",
        "DO  - 10.1007/978-3-030-87199-4_7",
        "AN  - arXiv:2107.02104",
        "UR  - https://doi.org/10.1007/978-3-030-87199-4_7",
        "AB  - It writes. It reads.",
        "KW  - report",
        "KW  - chest X-ray",
        "ER  - ",
    ]


def test_a_list_is_its_records() -> None:
    written = write_all(list_of(RATCHET, PREPRINT))
    assert [record["id"] for record in read(written)] == ["ratchet", "roentgen"]
    assert written.split("\n\n") == [
        write(RATCHET, VENUES),
        write(PREPRINT, VENUES) + "\n",
    ]
    assert write_all(list_of()) == ""


def test_the_real_list_is_read_back() -> None:
    for entry in REAL.papers():
        check(entry, REAL.venues)
    assert [record["id"] for record in read(write_all(REAL))] == [p.id for p in REAL.papers()]


@pytest.mark.parametrize("name", hostile.VALUES)
def test_hostile_texts_are_texts(name: str) -> None:
    check(hostile_paper(name), VENUES)


@given(entries)
def test_any_paper_is_read_as_it_was_written(entry: Entry) -> None:
    check(entry, VENUES)
