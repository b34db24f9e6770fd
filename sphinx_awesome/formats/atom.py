"""Writing Atom feeds (RFC 4287): the papers of a list, latest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from ..core import reference
from ..core.model import AwesomeList, Entry
from ..core.urls import url_error

#: Of a feed without entries: the earliest date there is.
_NEVER = date.min


def paper_address(entry: Entry) -> str:
    """Return the address of a paper itself, or "" if it may not be published."""
    return "" if url_error(entry.url) else entry.url


class Event(StrEnum):
    """Events of papers that feeds tell; the value stands in the permanent name of each entry."""

    ADDED = "paper"
    APPEARED = "published"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, and what it says of itself."""

    title: str
    name: str = ""
    """What tells it from other feeds of the same list: the id of a section; none for the whole."""
    page: str = ""
    """Address of the page with the same papers."""
    own: str = ""
    """Address of the feed itself."""
    address: Callable[[Entry], str] = paper_address
    """Where a paper is to be read about."""
    event: Event = Event.ADDED
    """The event of a paper that an entry tells."""


def event_date(entry: Entry, event: Event) -> date | None:
    """Return the day of an event of a paper; None if there was none, or nothing is known of it.

    :param entry: the paper.
    :param event: that it was added, or that it has appeared since.
    """
    if event is Event.APPEARED:
        return entry.published.added if entry.published else None
    return feed_date(entry)


def feed_date(entry: Entry) -> date | None:
    """Return the date of a paper's entry: the day it was added, else the first of its year.

    The year is the listed one, which does not change. Of a paper that has neither nothing is
    known, and no feed holds it.

    :param entry: the paper.
    """
    if entry.added or not entry.year:
        return entry.added
    return date(entry.year, 1, 1) if date.min.year <= entry.year <= date.max.year else None


def latest(
    entries: Iterable[Entry], most: int | None = None, event: Event = Event.ADDED
) -> list[tuple[date, Entry]]:
    """Return the papers that a feed can hold with their dates, latest first.

    :param entries: the papers, in the order of the list.
    :param most: number of papers at most; None for all.
    :param event: whose dates they are.
    """
    dated = [(when, entry) for entry in entries if (when := event_date(entry, event))]
    return sorted(dated, key=lambda pair: pair[0], reverse=True)[:most]


def write(
    feed: Feed, entries: Iterable[Entry], awesome_list: AwesomeList, most: int | None = None
) -> str:
    """Write a feed of some papers of a list.

    The id of an entry comes from the list, the id of the paper and the event alone: it is the
    same in every feed that tells it, whatever section or address the paper has.

    :param feed: what it says of itself.
    :param entries: the papers.
    :param awesome_list: to which they belong.
    :param most: number of papers at most; None for all.
    """
    chosen = latest(entries, most, feed.event)
    updated = chosen[0][0] if chosen else _NEVER
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{escape(feed.title)}</title>",
        f"<id>{_urn(awesome_list, feed.name)}</id>",
        f"<updated>{_moment(updated)}</updated>",
        *_link("alternate", feed.page),
        *_link("self", feed.own),
        *_authors([m.name for m in awesome_list.maintainers] or [awesome_list.title or feed.title]),
    ]
    for when, entry in chosen:
        lines += _entry(entry, when, feed, awesome_list)
    return "\n".join([*lines, "</feed>", ""])


def write_all(awesome_list: AwesomeList) -> str:
    """Write a feed of a list that leads to the papers themselves."""
    feed = Feed(awesome_list.title, page=awesome_list.homepage)
    return write(feed, awesome_list.papers(), awesome_list)


def _entry(entry: Entry, when: date, feed: Feed, awesome_list: AwesomeList) -> Iterator[str]:
    address = feed.address(entry)
    yield "<entry>"
    yield f"<title>{escape(entry.latest.title)}</title>"
    yield f"<id>{_urn(awesome_list, f'{feed.event}-{entry.id}')}</id>"
    yield f"<published>{_moment(when)}</published>"
    yield f"<updated>{_moment(when)}</updated>"
    yield from _link("alternate", address)
    if (paper := paper_address(entry)) != address:
        yield from _link("related", paper)
    yield from _authors(entry.shown_authors)
    for tag in entry.tags:
        yield f"<category term={quoteattr(tag)}/>"
    texts = [reference.write_text(entry, awesome_list.venues), entry.abstract]
    text = escape("\n\n".join(filter(None, texts)))
    yield f"<content>{text}</content>"
    yield "</entry>"


def _urn(awesome_list: AwesomeList, name: str) -> str:
    """Return a permanent name of something in a list, derived from what names the list itself."""
    base = awesome_list.repository or awesome_list.homepage or awesome_list.title
    return uuid5(NAMESPACE_URL, f"{base}#{name}").urn


def _moment(when: date) -> str:
    return f"{when.isoformat()}T00:00:00Z"


def _link(relation: str, url: str) -> Iterator[str]:
    if url:
        yield f'<link rel="{relation}" href={quoteattr(url)}/>'


def _authors(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield f"<author><name>{escape(name)}</name></author>"
