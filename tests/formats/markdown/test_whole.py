"""Whole small lists, in the forms that lists have, each with all that is read of it.

`whole/NAME.md` is a list, `whole/NAME.json` its result. All lines are made up. Run this file as a
program to write the results anew; then read each one that changed, as if a person had typed it.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from sphinx_awesome.core.model import Entry
from sphinx_awesome.formats.markdown import LineStatus, MarkdownReading, read

LISTS = sorted((Path(__file__).parent / "whole").glob("*.md"))
MUTATIONS = 12
"""Ways in which each list is damaged."""


def result(reading: MarkdownReading) -> dict[str, Any]:
    """All that is read of a list, as plain data."""
    awesome_list = reading.awesome_list
    return {
        "sections": {
            section.title: [of_entry(awesome_list.entries[id_]) for id_ in section.entries]
            for section in awesome_list.sections.values()
        },
        "problems": [f"{p.location.line}: {p.message}" for p in reading.problems],
        "items": dict(reading.account.items),
        "prose": {place: text.split("\n") for place, text in reading.prose.items()},
    }


def of_entry(entry: Entry) -> dict[str, Any]:
    values = {field.name: getattr(entry, field.name) for field in fields(Entry)}
    default = Entry(entry.id, "")
    return {
        name: plain(value)
        for name, value in values.items()
        if name != "id" and value != getattr(default, name)
    }


def plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    return value if isinstance(value, int) else str(value)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_whole_list(path: Path) -> None:
    reading = read(path.read_text(encoding="utf-8"), path.name)
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert result(reading) == expected


def test_there_are_lists_enough() -> None:
    assert len(LISTS) >= 40


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def mutated(text: str, chance: random.Random) -> str:
    """A text with a slip or two, as people make them."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines))
        line = lines[at]
        cut = chance.randrange(len(line) + 1)
        match chance.randrange(6):
            case 0:
                lines[at] = line[:cut] + line[cut + 1 :]
            case 1:
                lines[at] = line[:cut] + chance.choice("[](){}|*_.,:;\"'<>`") + line[cut:]
            case 2:
                del lines[at : at + 1]
                lines = lines or [""]
            case 3:
                lines.insert(at, line)
            case 4:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case _:
                lines[at] = line.replace("  ", " ").replace(", ", ",", 1)
    return "\n".join(lines)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_damaged_list_invents_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    chance = random.Random(path.stem)
    for _ in range(MUTATIONS):
        damaged = mutated(text, chance)
        reading = read(damaged, path.name)
        check_balance(reading)
        check_nothing_invented(damaged, reading)


def check_balance(reading: MarkdownReading) -> None:
    assert sum(reading.account.totals.values()) == len(reading.account.lines)
    assert all(count >= 0 for count in reading.account.items.values())
    named = reading.account.items["named"]
    assert bool(named) == bool(reading.account.totals[LineStatus.PROBLEM]) or not named


def check_nothing_invented(source: str, reading: MarkdownReading) -> None:
    """Each title, each word of an author and each venue stands in the text, or its alias does."""
    shown = re.sub(r"<[^<>]*>|[\\*_`]", "", source)
    stands = letters(shown) + letters(source) + letters(re.sub(r"\]\([^()]*\)", "]", shown))
    known = {venue.name: (venue.full, *venue.aliases) for venue in reading.awesome_list.venues}
    for entry in reading.awesome_list.entries.values():
        assert letters(entry.title) in stands, entry.title
        for author in entry.named_authors:
            assert all(letters(word) in stands for word in author.split()), author
        for venue in filter(None, [entry.venue, entry.published.venue if entry.published else ""]):
            names = (venue, venue.split()[0], *known.get(venue, ()))
            assert any(letters(name) in stands for name in names if name), venue


if __name__ == "__main__":
    for one in LISTS:
        found = result(read(one.read_text(encoding="utf-8"), one.name))
        text = json.dumps(found, ensure_ascii=False, indent=2)
        one.with_suffix(".json").write_text(f"{text}\n", encoding="utf-8")
