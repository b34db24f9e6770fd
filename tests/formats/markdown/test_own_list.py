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


def readme(whole: AwesomeList) -> str:
    parts = [
        f"# {whole.title}",
        "## Overview",
        *(f"- [{s.title}](#{s.id})" for s in whole.sections.values()),
    ]
    for section in whole.sections.values():
        badge = f"![](https://img.shields.io/badge/{section.title.replace(' ', '_')}-blue)"
        parts += [
            "",
            f"## {section.title} {badge}",
            "",
            *(line(whole.entries[p]) for p in section.entries),
        ]
    return "\n".join(parts) + "\n"


def test_the_sample_reads_back() -> None:
    whole, _ = load(ENTRIES)
    reading = read(readme(whole), venues=whole.venues)
    assert not reading.problems
    got = reading.whole
    assert [s.title for s in got.sections.values()] == [s.title for s in whole.sections.values()]
    assert [[got.entries[p].title for p in s.entries] for s in got.sections.values()] == [
        [whole.entries[p].title for p in s.entries] for s in whole.sections.values()
    ]
    by_title = {entry.title: entry for entry in got.entries.values()}
    for entry in whole.entries.values():
        read_back = by_title[entry.title]
        assert (got.venues.get(read_back.venue), read_back.year, read_back.track) == (
            whole.venues.get(entry.venue),
            entry.year,
            entry.track,
        )
        assert dict(read_back.links) == dict(entry.links)
        assert not entry.arxiv or read_back.arxiv in {"", re.sub(r"v\d+$", "", entry.arxiv)}
    assert len(got.entries) == len(whole.entries)
