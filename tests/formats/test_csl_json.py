"""CSL-JSON, held to the schema of the Citation Style Language."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft7Validator

from sphinx_awesome.core.model import Entry, EntryType
from sphinx_awesome.core.venues import Venues
from sphinx_awesome.formats.csl_json import write, write_all

from ..ext import hostile
from .cited import PREPRINT, RATCHET, REAL, VENUES, hostile_paper, list_of
from .strategies import entries

SCHEMA = Path(__file__).parent / "schemas" / "csl-data.json"
VALIDATOR = Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
TYPES_OF_ENTRIES = {
    EntryType.BOOK: "book",
    EntryType.THESIS: "thesis",
    EntryType.REPORT: "report",
    EntryType.DATASET: "dataset",
    EntryType.SOFTWARE: "software",
    EntryType.MODEL: "software",
    EntryType.COURSE: "document",
    EntryType.TALK: "speech",
    EntryType.POST: "post-weblog",
    EntryType.WEBSITE: "webpage",
}
TYPES = {
    "conference": "paper-conference",
    "workshop": "paper-conference",
    "journal": "article-journal",
    "preprint": "article",
}


def read(record: str) -> dict[str, Any]:
    item: dict[str, Any] = json.loads(record)
    assert list(VALIDATOR.iter_errors([item])) == []
    return item


def check(entry: Entry, venues: Venues) -> None:
    item, latest = read(write(entry, venues)), entry.latest
    venue = venues.get(latest.venue)
    other = "chapter" if venue.name and entry.publisher else "document"
    kind = TYPES_OF_ENTRIES.get(entry.type) or TYPES.get(venue.kind or "", other)
    is_on_arxiv = entry.type is EntryType.PAPER and not venue.name and bool(entry.arxiv)
    if is_on_arxiv:
        kind = "article"
    assert (item["id"], item["type"], item["title"]) == (entry.id, kind, latest.title)
    names = [
        " ".join(filter(None, map(author.get, ("given", "family", "suffix", "literal"))))
        for author in item.get("author", [])
    ]
    # The comma before a suffix is all that may go.
    assert [name.replace(",", "") for name in names] == [
        n.replace(",", "") for n in entry.shown_authors
    ]
    container = venue.full or venue.name or ("arXiv" if is_on_arxiv else "")
    is_preprint = kind == "article"
    assert item.get("container-title", "") == ("" if is_preprint else container)
    assert item.get("publisher", "") == ((container if is_preprint else "") or entry.publisher)
    issued = item.get("issued", {"date-parts": [[None]]})
    assert issued == {"date-parts": [[latest.year]]}
    assert item.get("DOI", "") == latest.doi
    assert item.get("custom", {}).get("arxiv", "") == entry.arxiv
    own = {name: tuple(item["custom"][name]) for name in entry.fields}
    assert own == entry.fields
    assert item.get("URL", "") == entry.url
    assert item.get("abstract", "") == entry.abstract
    assert item.get("keyword", "") == ", ".join(entry.tags)


def test_a_paper_of_a_conference() -> None:
    assert read(write(RATCHET, VENUES)) == {
        "id": "ratchet",
        "type": "paper-conference",
        "title": "RATCHET: Medical Transformer",
        "author": [
            {"family": "Hou", "given": "Benjamin"},
            {"family": "van der Maaten", "given": "Laurens"},
            {"family": "Summers", "given": "Ronald M.", "suffix": "Jr."},
            {"literal": "The A and B Group"},
        ],
        "container-title": "Medical Image Computing & Co",
        "issued": {"date-parts": [[2021]]},
        "DOI": "10.1007/978-3-030-87199-4_7",
        "URL": "https://doi.org/10.1007/978-3-030-87199-4_7",
        "abstract": "It writes. It reads.",
        "keyword": "report, chest X-ray",
        "custom": {"arxiv": "2107.02104"},
    }


def test_a_preprint_has_a_number() -> None:
    item = read(write(PREPRINT, VENUES))
    assert (item["type"], item["publisher"], item["number"]) == (
        *("article", "arXiv"),
        "arXiv:2211.12737",
    )
    assert "number" not in read(write(replace(PREPRINT, venue="bioRxiv"), VENUES))


def test_a_list_is_an_array_of_its_papers() -> None:
    written = json.loads(write_all(list_of(RATCHET, PREPRINT)))
    assert [item["id"] for item in written] == ["ratchet", "roentgen"]
    assert list(VALIDATOR.iter_errors(written)) == []
    assert json.loads(write_all(list_of())) == []


def test_the_real_list_is_read_back() -> None:
    for entry in REAL.papers():
        check(entry, REAL.venues)
    written = write_all(REAL)
    assert [item["id"] for item in json.loads(written)] == [entry.id for entry in REAL.papers()]
    assert all(write(paper, REAL.venues) in written for paper in REAL.papers())


@pytest.mark.parametrize("name", hostile.VALUES)
def test_hostile_texts_are_texts(name: str) -> None:
    check(hostile_paper(name), VENUES)


@given(entries)
def test_any_paper_is_read_as_it_was_written(entry: Entry) -> None:
    check(entry, VENUES)
