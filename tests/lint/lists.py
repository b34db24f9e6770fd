"""Lists out of blocks, and what the rules find in them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from typing import Any

from sphinx_awesome.core.model import AwesomeList, Entry, EntryType, Publication, Section
from sphinx_awesome.core.venues import Venue, Venues
from sphinx_awesome.formats.toml import packaged_venues
from sphinx_awesome.lint.context import Finding
from sphinx_awesome.lint.rules import CODES, find_violations

TODAY = date(2026, 5, 31)


def make(**sections: str) -> AwesomeList:
    """A list of sections, each given as TOML.

    Without an id, papers are called p1, p2, ...; without an address, they get one.
    """
    entries: dict[str, Entry] = {}
    homes: dict[str, str] = {}
    made: dict[str, Section] = {}
    for section, text in sections.items():
        members = []
        for block in tomllib.loads(text)["entry"]:
            paper = block.get("ref") or block.setdefault("id", f"p{len(entries) + 1}")
            members.append(paper)
            if "ref" not in block:
                entries[paper] = _entry(block)
                homes[paper] = section
        made[section] = Section(section, section, entries=tuple(members))
    venues = Venues([*packaged_venues(), Venue("Strange Letters")])
    return AwesomeList(sections=made, entries=entries, homes=homes, venues=venues)


def _entry(block: dict[str, Any]) -> Entry:
    values = {"title": f"A paper called {block['id']} and nothing else", **block}
    if not values.keys() & {"links", "doi", "arxiv"}:
        values["links"] = {"slides": f"https://example.org/slides/{block['id']}"}
    for name in ("authors", "tags"):
        values[name] = tuple(values.get(name, ()))
    if "published" in values:
        values["published"] = Publication(**values["published"])
    return Entry(**{**values, "type": EntryType(values.get("type", "paper"))})


def findings(awesome_list: AwesomeList, codes: Iterable[str] = CODES) -> list[tuple[str, str]]:
    """Code and paper of each finding."""
    return [
        (rule.code, finding.paper)
        for rule, finding in find_violations(awesome_list, TODAY, {*codes})
    ]


def only(awesome_list: AwesomeList, code: str) -> Finding:
    """The one thing that is found, which is of some rule."""
    ((rule, finding),) = find_violations(awesome_list, TODAY)
    assert rule.code == code
    return finding
