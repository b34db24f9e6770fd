"""Atom, read back by feedparser and by an XML parser."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import given

from sphinx_awesome.core import reference
from sphinx_awesome.core.model import AwesomeList, Entry, Maintainer, Publication, Section
from sphinx_awesome.formats.atom import (
    Event,
    Feed,
    event_date,
    feed_date,
    latest,
    write,
    write_all,
)

from ..ext import hostile
from .cited import PREPRINT, RATCHET, REAL, VENUES, hostile_paper, list_of
from .strategies import entries

ATOM = "{http://www.w3.org/2005/Atom}"


def read(text: str) -> Any:  # noqa: ANN401
    feed = feedparser.parse(text.encode(), sanitize_html=False)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def check(entry: Entry, awesome_list: AwesomeList) -> str:
    """One paper, as it stands in a feed."""
    text = write(Feed("A feed"), [entry], awesome_list)
    root = ET.fromstring(text)
    assert {element.tag for element in root.iter()} <= {
        ATOM + name
        for name in (
            *("feed", "entry", "title", "id", "updated", "published", "link", "author", "name"),
            *("category", "content"),
        )
    }
    found = root.findall(f"{ATOM}entry")
    assert len(found) == (feed_date(entry) is not None)
    for element in found:

        def texts(*path: str, within: ET.Element = element) -> list[str]:
            return [e.text or "" for e in within.findall("/".join(ATOM + name for name in path))]

        when = entry.added.isoformat() if entry.added else f"{entry.year}-01-01"
        assert texts("title") == [entry.latest.title]
        assert [UUID(name).version for name in texts("id")] == [5]
        assert texts("published") == texts("updated") == [f"{when}T00:00:00Z"]
        links = [dict(link.attrib) for link in element.findall(f"{ATOM}link")]
        assert links == ([{"rel": "alternate", "href": entry.url}] if entry.url else [])
        assert texts("author", "name") == list(entry.shown_authors)
        assert [tag.get("term") for tag in element.findall(f"{ATOM}category")] == list(entry.tags)
        lines = [reference.write_text(entry, awesome_list.venues), entry.abstract]
        assert texts("content") == ["\n\n".join(filter(None, lines))]
    return text


def check_in_feed_reader(entry: Entry, awesome_list: AwesomeList) -> None:
    """The same in a reader that guesses a lot, at what looks like markup or wrongly encoded."""
    (found,) = read(check(entry, awesome_list)).entries
    assert found.title == entry.latest.title
    assert found.link == entry.url
    assert [author.name for author in found.authors] == list(entry.shown_authors)
    assert [tag.term for tag in found.tags] == list(dict.fromkeys(entry.tags))
    assert found.content[0].value.startswith(reference.write_text(entry, awesome_list.venues))
    assert found.content[0].type == "text/plain"


def test_a_feed_of_a_page() -> None:
    awesome_list = replace(
        list_of(RATCHET, PREPRINT), maintainers=(Maintainer("Ada Lovelace"), Maintainer("Bob"))
    )
    feed = Feed(
        "Reports & more",
        "reports",
        "https://example.org/en/latest/reports.html",
        "https://example.org/en/latest/reports.atom",
        lambda entry: f"https://example.org/en/latest/p/{entry.id}.html",
    )
    found = read(write(feed, awesome_list.papers(), awesome_list))
    assert found.version == "atom10"
    assert found.feed.title == "Reports & more"
    assert [author.name for author in found.feed.authors] == ["Ada Lovelace", "Bob"]
    assert {link.rel: link.href for link in found.feed.links} == {
        "alternate": feed.page,
        "self": feed.own,
    }
    assert found.feed.updated == "2022-01-01T00:00:00Z"
    assert [entry.link for entry in found.entries] == [
        "https://example.org/en/latest/p/roentgen.html",
        "https://example.org/en/latest/p/ratchet.html",
    ]
    related = [link.href for link in found.entries[1].links if link.rel == "related"]
    assert related == ["https://doi.org/10.1007/978-3-030-87199-4_7"]


def test_what_has_appeared_is_an_event_of_its_own() -> None:
    day = date(2026, 5, 31)
    appeared = replace(PREPRINT, published=Publication("MedIA", 2024, added=day))
    text = write(Feed("F", event=Event.APPEARED), [PREPRINT, RATCHET, appeared], list_of(appeared))
    (entry,) = read(text).entries
    assert entry.updated == "2026-05-31T00:00:00Z"
    (new,) = read(write(Feed("F"), [appeared], list_of(appeared))).entries
    assert new.id != entry.id
    assert event_date(RATCHET, Event.APPEARED) is None


def test_a_date_is_the_day_of_adding_else_the_first_of_the_year() -> None:
    assert feed_date(RATCHET) == date(2021, 1, 1)
    assert feed_date(replace(RATCHET, added=date(2024, 5, 31))) == date(2024, 5, 31)
    assert feed_date(replace(RATCHET, year=None)) is None
    assert feed_date(replace(RATCHET, year=99999)) is None


def test_the_latest_come_first_and_the_rest_in_order() -> None:
    a, b, c, d = (
        Entry(name, name.upper(), year=year, added=added)
        for name, year, added in (
            ("a", 2020, None),
            ("b", 2020, None),
            ("c", 2019, date(2024, 1, 2)),
            ("d", None, None),
        )
    )
    assert [entry.id for _, entry in latest([a, b, c, d])] == ["c", "a", "b"]
    assert [entry.id for _, entry in latest([a, b, c, d], 2)] == ["c", "a"]
    found = read(write(Feed("A"), [a, b, c, d], list_of(a, b, c, d), 2))
    assert [entry.title for entry in found.entries] == ["C", "A"]


def test_an_id_depends_on_nothing_but_the_list_and_the_paper() -> None:
    awesome_list = replace(list_of(RATCHET), homepage="https://example.org/", repository="")
    other = Section("more", "More", entries=("ratchet",))
    moved = replace(
        RATCHET, title="Another title", venue="MedIA", added=date(2024, 1, 1), tags=("moved",)
    )
    elsewhere = replace(
        awesome_list, entries={"ratchet": moved}, sections={"more": other}, title="New"
    )
    feeds = [
        write(Feed("One", "all"), [RATCHET], awesome_list),
        write(Feed("Two", "more", address=lambda _: "https://a.org/"), [moved], elsewhere),
        write_all(awesome_list),
    ]
    entries = {read(text).entries[0].id for text in feeds}
    assert len(entries) == 1
    assert len({read(text).feed.id for text in feeds}) == 3
    foreign = replace(awesome_list, homepage="https://example.com/")
    assert read(write_all(foreign)).entries[0].id not in entries
    source = replace(awesome_list, repository="https://example.com/repository")
    assert read(write_all(source)).entries[0].id not in entries


def test_a_feed_of_a_list_leads_to_the_papers() -> None:
    awesome_list = replace(list_of(RATCHET, PREPRINT), homepage="https://example.org/")
    found = read(write_all(awesome_list))
    assert found.feed.link == "https://example.org/"
    assert [entry.link for entry in found.entries] == [PREPRINT.url, RATCHET.url]
    assert all(len(entry.links) == 1 for entry in found.entries)


def test_a_feed_of_nothing_is_a_feed() -> None:
    found = read(write_all(list_of()))
    assert found.entries == []
    assert found.feed.updated == "0001-01-01T00:00:00Z"
    assert found.feed.author == "A list"


def test_an_address_that_may_not_be_published_is_left_out() -> None:
    bad = replace(RATCHET, doi="", arxiv="", links={"pdf": "javascript:alert(1)"})
    assert "javascript" not in write_all(list_of(bad))


def test_the_real_list_is_read_back() -> None:
    for entry in REAL.papers():
        check_in_feed_reader(replace(entry, tags=("a", "b")), REAL)
    found = read(write_all(REAL))
    assert len(found.entries) == len(REAL.entries)
    assert len({entry.id for entry in found.entries}) == len(REAL.entries)


@pytest.mark.parametrize("name", hostile.VALUES)
def test_hostile_texts_are_texts(name: str) -> None:
    paper = hostile_paper(name)
    text = paper.title
    awesome_list = replace(list_of(paper), title=text, maintainers=(Maintainer(text),))
    check_in_feed_reader(paper, awesome_list)
    feed = read(write(Feed(text), [paper], awesome_list)).feed
    assert (feed.title, feed.author) == (text, text)


@given(entries)
def test_any_paper_is_read_as_it_was_written(entry: Entry) -> None:
    check(entry, replace(list_of(entry), venues=VENUES))
