"""The sample, written in the form of the README that it comes from, reads back."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx_awesome.core.model import AwesomeList, Entry
from sphinx_awesome.formats.markdown import read
from sphinx_awesome.formats.toml import load

ENTRIES = Path(__file__).parents[2] / "sample" / "entries"


def line(entry: Entry) -> str:
    listed = " ".join(filter(None, [entry.venue, str(entry.year or ""), entry.track]))
    links = " ".join(f"[[{label}]]({url})" for label, url in entry.links.items())
    return f"- [**{listed}**] {entry.title} {links}"


def readme(awesome_list: AwesomeList) -> str:
    parts = [
        f"# {awesome_list.title}",
        "## Overview",
        *(f"- [{s.title}](#{s.id})" for s in awesome_list.sections.values()),
    ]
    for section in awesome_list.sections.values():
        badge = f"![](https://img.shields.io/badge/{section.title.replace(' ', '_')}-blue)"
        parts += [
            "",
            f"## {section.title} {badge}",
            "",
            *(line(awesome_list.entries[p]) for p in section.entries),
        ]
    return "\n".join(parts) + "\n"


def test_the_sample_reads_back() -> None:
    awesome_list, _ = load(ENTRIES)
    reading = read(readme(awesome_list), venues=awesome_list.venues)
    assert not reading.problems
    got = reading.awesome_list
    assert [s.title for s in got.sections.values()] == [
        s.title for s in awesome_list.sections.values()
    ]
    assert [[got.entries[p].title for p in s.entries] for s in got.sections.values()] == [
        [awesome_list.entries[p].title for p in s.entries] for s in awesome_list.sections.values()
    ]
    by_title = {entry.title: entry for entry in got.entries.values()}
    for entry in awesome_list.entries.values():
        read_back = by_title[entry.title]
        assert (got.venues.get(read_back.venue), read_back.year, read_back.track) == (
            awesome_list.venues.get(entry.venue),
            entry.year,
            entry.track,
        )
        assert dict(read_back.links) == dict(entry.links)
        assert not entry.arxiv or read_back.arxiv in {"", re.sub(r"v\d+$", "", entry.arxiv)}
    assert len(got.entries) == len(awesome_list.entries)
