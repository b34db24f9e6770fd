"""What the documentation says of lists that are not of papers is true."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx_awesome.formats.markdown import read

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "lists-of-anything.md"


def test_the_example_is_read_as_the_page_says() -> None:
    match = re.search(r"```md\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert match
    reading = read(match[1])
    awesome_list = reading.awesome_list
    entries = {entry.title: entry for entry in awesome_list.entries.values()}
    assert {title: str(entry.type) for title, entry in entries.items()} == {
        "OwlSet": "dataset",
        "Night Calls": "dataset",
        "Lantern": "software",
        "Moth": "software",
        "Ten Nights": "talk",
        "Owl Forum": "website",
    }
    assert entries["OwlSet"].links["paper"] == "https://arxiv.org/abs/2101.00001"
    assert entries["Moth"].tags == ("Cameras",)
    assert entries["Lantern"].tags == ("MIT", "Go")
    assert list(awesome_list.fields) == ["modality", "licence"]
    assert "Ann Lee" in "".join(reading.prose.values())
