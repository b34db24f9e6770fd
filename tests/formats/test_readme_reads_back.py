"""What is written into a README reads back to the same list."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.core.model import AwesomeList, Entry, Section
from sphinx_awesome.core.venues import Venues
from sphinx_awesome.formats import markdown, toml
from sphinx_awesome.formats.readme_writer import write_all

ENTRIES = Path(__file__).parents[1] / "sample" / "entries"
VENUES = Venues(toml.packaged_venues())
NAMES = ["RATCHET", "U-Net", "BLIP-2", "CheXNet", "π-GAN", "Med*PaLM", "snake_case", "G[A]N"]
WORDS = [
    *(
        "Towards",
        "Learning",
        "Medical",
        "Image",
        "Report",
        "Generation",
        "with",
        "Memory",
        "Driven",
    ),
    *("Transformers", "from", "Noisy", "Chest", "X-Ray", "Pairs", "for", "Zero-Shot", "Retrieval"),
    *("by", "Contrastive", "Pre-Training", "and", "<Mask>", "Modelling", "in", "$L_2$", "Space"),
    *("of", "R&D", "Data", "A", "k*-Means", "Study"),
]
words = st.lists(st.sampled_from(WORDS), min_size=3, max_size=9).map(" ".join)
titles = st.one_of(
    words,
    st.builds("{}: {}".format, st.sampled_from(NAMES), words),
    words.map("{} (Extended Version)".format),
)
labels = st.lists(st.sampled_from(["pdf", "code", "project", "data"]), min_size=1, unique=True)


@st.composite
def lists(draw: st.DrawFn) -> AwesomeList:
    """Lists as people keep them: venue, year, title and links of each paper, in some sections."""
    found = draw(st.lists(titles, min_size=2, max_size=8, unique_by=str.casefold))
    papers = [
        Entry(
            f"paper-{number}",
            title,
            venue=draw(st.sampled_from([venue.name for venue in VENUES])),
            year=draw(st.integers(2012, 2026)),
            links={
                label: f"https://example.org/{label}/{number}_(x).pdf" for label in draw(labels)
            },
        )
        for number, title in enumerate(found)
    ]
    cut = draw(st.integers(1, len(papers)))
    groups = {"First Section": papers[:cut], "Second & last": papers[cut:]}
    sections = {
        f"s{n}": Section(f"s{n}", title, entries=tuple(paper.id for paper in group))
        for n, (title, group) in enumerate(groups.items())
        if group
    }
    return AwesomeList(
        title="A List of Papers",
        sections=sections,
        entries={paper.id: paper for paper in papers},
        homes={paper: s.id for s in sections.values() for paper in s.entries},
        venues=VENUES,
    )


def told(awesome_list: AwesomeList) -> list[tuple[str, list[object]]]:
    """What a README tells of a list."""
    return [
        (
            section.title,
            [
                (
                    paper.title,
                    awesome_list.venues.get(paper.venue).name,
                    paper.year,
                    dict(paper.links),
                )
                for paper in awesome_list.papers(section.id)
            ],
        )
        for section in awesome_list.sections.values()
    ]


@given(lists())
def test_a_list_reads_back(awesome_list: AwesomeList) -> None:
    reading = markdown.read(write_all(awesome_list))
    assert reading.problems == []
    assert reading.awesome_list.title == awesome_list.title
    assert told(reading.awesome_list) == told(awesome_list)


def test_the_sample_reads_back() -> None:
    awesome_list, problems = toml.load(ENTRIES)
    assert problems == []
    reading = markdown.read(write_all(awesome_list), venues=awesome_list.venues)
    assert reading.problems == []
    assert told(reading.awesome_list) == told(awesome_list)


@pytest.mark.parametrize("number", [1, 2])
def test_a_list_of_a_single_paper_is_one(number: int) -> None:
    papers = [Entry(f"p{n}", f"Some Trees {n}", venue="CVPR", year=2022) for n in range(number)]
    section = Section("s", "Reports", entries=tuple(paper.id for paper in papers))
    awesome_list = AwesomeList(
        title="A List",
        sections={"s": section},
        entries={paper.id: paper for paper in papers},
        homes={paper.id: "s" for paper in papers},
        venues=VENUES,
    )
    assert told(markdown.read(write_all(awesome_list)).awesome_list) == told(awesome_list)
