"""Papers to cite: those of the sample, those of someone who means harm, and any at all."""

from __future__ import annotations

from pathlib import Path

from sphinx_awesome.core.model import AwesomeList, Entry, Publication, Section
from sphinx_awesome.core.text import clean
from sphinx_awesome.core.venues import Venue, VenueKind, Venues
from sphinx_awesome.formats import toml

from ..ext import hostile

REAL, _ = toml.load(Path(__file__).parents[1] / "sample" / "entries")

VENUES = Venues(
    [
        Venue("MICCAI", "Medical Image Computing & Co", VenueKind.CONFERENCE),
        Venue("MedIA", "Medical Image Analysis", VenueKind.JOURNAL),
        Venue("ML4H", kind=VenueKind.WORKSHOP),
        Venue("arXiv", kind=VenueKind.PREPRINT),
        Venue("bioRxiv", "bioRxiv preprint server", VenueKind.PREPRINT),
    ]
)
RATCHET = Entry(
    "ratchet",
    "RATCHET: Medical Transformer",
    ("Benjamin Hou", "Laurens van der Maaten", "Ronald M. Summers Jr.", "The A and B Group"),
    "MICCAI",
    year=2021,
    doi="10.1007/978-3-030-87199-4_7",
    arxiv="2107.02104",
    links={"pdf": "https://arxiv.org/pdf/2107.02104.pdf"},
    tags=("report", "chest X-ray"),
    abstract="It writes. It reads.",
)
PREPRINT = Entry(
    "roentgen", "RoentGen?", ("Pierre Chambon",), "arXiv", year=2022, arxiv="2211.12737"
)


def hostile_paper(name: str) -> Entry:
    """One value in every text of a paper."""
    text = clean(hostile.VALUES[name])
    return Entry(
        "a",
        text,
        (text, f"Ada {text}"),
        text,
        year=2020,
        published=Publication(text, title=f"Later {text}"),
        links={"pdf": "https://example.org/a?b=c&d=(e)#f;g,h~i%20j&amp;k&lt;l"},
        tags=(text,),
        abstract=text,
        note=text,
    )


def list_of(*papers: Entry) -> AwesomeList:
    """A list of some papers, in one section."""
    entries = {paper.id: paper for paper in papers}
    section = Section("all", "All", entries=tuple(entries))
    return AwesomeList(
        "A list",
        sections={"all": section},
        entries=entries,
        homes=dict.fromkeys(entries, "all"),
        venues=VENUES,
    )
