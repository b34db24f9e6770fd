"""COinS, read by the rules by which Zotero reads it.

These are the rules of Zotero's COinS translator and of its parser for ContextObjects, told anew:
https://github.com/zotero/translators/blob/master/COinS.js and
https://github.com/zotero/utilities/blob/master/openurl.js.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

import pytest
from hypothesis import given

from sphinx_awesome.core.model import Entry
from sphinx_awesome.core.person_names import parse_name
from sphinx_awesome.core.venues import Venues
from sphinx_awesome.formats.coins import write

from ..ext import hostile
from .cited import PREPRINT, RATCHET, REAL, VENUES, hostile_paper
from .strategies import entries

FORMAT = "info:ofi/fmt:kev:mtx:"
STRIPPED = re.compile(r"^[\s.,/\[\]:]+|[\s.,/\[\]:]+$")


@dataclass
class Item:
    """What Zotero makes of a span."""

    kind: str = ""
    title: str = ""
    container: str = ""
    publisher: str = ""
    date: str = ""
    doi: str = ""
    url: str = ""
    creators: list[tuple[str, str]] = field(default_factory=list)  #: last and first names


def kind_of(parts: list[str]) -> str:
    (format_,) = (unquote(p.removeprefix("rft_val_fmt=")) for p in parts if "rft_val_fmt=" in p)
    match format_.removeprefix(FORMAT):
        case "journal":
            return "journalArticle"
        case "book":
            # Compared as written: nothing in it may be escaped.
            return "conferencePaper" if "rft.genre=proceeding" in parts else "book"
        case "dc":
            return "webpage"
    raise AssertionError(format_)


def creator(text: str) -> tuple[str, str]:
    """Without a comma, a name is split at its last space, else at the comma."""
    inverted = "," in text
    text = STRIPPED.sub("", text)
    if inverted:
        last, _, first = text.partition(",")
        return last, initials(first.split(",")[0])
    first, _, last = text.rpartition(" ")
    return last, initials(first)


def initials(first: str) -> str:
    """Single letters get their stops back."""
    words = re.split(r"[\s.]+|(?=-)", re.sub(r"\s*-\s*", "-", first.strip(" .")))
    shown = (f"{word}." if re.fullmatch("-?[A-Z]", word) else word for word in words)
    return " ".join(shown).replace(" -", "-").strip()


def read(context: str) -> Item:  # noqa: C901, PLR0912
    parts = context.split("&")
    item = Item(kind_of(parts))
    for part in parts:
        key, value = part.split("=")
        # Also an escaped plus becomes a space.
        text = unquote(re.sub(r"\+|%2[bB]", " ", value), errors="strict")
        in_something = item.kind in {"journalArticle", "conferencePaper"}
        match key:
            case "rft_id" if text[:8].lower() == "info:doi":
                item.doi = text[9:]
            case "rft_id" if re.match("https?://", text):
                item.url = text
            case "rft.atitle" if in_something:
                item.title = text
            case "rft.btitle" if item.kind == "conferencePaper":
                item.container = text
            case "rft.jtitle" if item.kind == "journalArticle":
                item.container = text
            case "rft.title" if not in_something:
                item.title = text
            case "rft.publisher":
                item.publisher = text
            case "rft.date":
                item.date = text
            case "rft.au":
                item.creators.append(creator(text))
            case "rft.type":
                assert text in {"preprint", "document"}  # types that Zotero knows
                item.kind = text
            case "ctx_ver" | "rft_val_fmt" | "rft.genre":
                pass
            case _:
                raise AssertionError(key)
    return item


def spaced(text: str) -> str:
    """Zotero reads a plus as a space."""
    return text.replace("+", " ")


def check(entry: Entry, venues: Venues) -> None:
    item, latest = read(write(entry, venues)), entry.latest
    venue = venues.get(latest.venue)
    kinds = {
        "conference": "conferencePaper",
        "workshop": "conferencePaper",
        "journal": "journalArticle",
        "preprint": "preprint",
    }
    kind = kinds.get(venue.kind or "", "document")
    if not venue.name and entry.arxiv:
        kind = "preprint"
    container = venue.full or venue.name or ("arXiv" if entry.arxiv else "")
    assert (item.kind, item.title) == (kind, spaced(latest.title))
    assert item.container + item.publisher == spaced(container)
    assert item.date == str(latest.year or "")
    assert item.doi == latest.doi
    assert item.url == ("" if item.doi else spaced(entry.url))
    assert len(item.creators) == len(entry.named_authors)
    for name, (last, first) in zip(entry.named_authors, item.creators, strict=True):
        parts = parse_name(name)
        bare = parts.family.removesuffix(".")
        if STRIPPED.search(bare) or set(",+") & set(name) or not bare:
            continue  # which Zotero has no way to take whole
        given = f"{parts.given} {parts.suffix}".strip()
        assert last.removesuffix(".") == spaced(bare).strip()
        assert first == initials(STRIPPED.sub("", spaced(given)))


def test_a_paper_of_a_conference() -> None:
    assert read(write(RATCHET, VENUES)) == Item(
        kind="conferencePaper",
        title="RATCHET: Medical Transformer",
        container="Medical Image Computing & Co",
        date="2021",
        doi="10.1007/978-3-030-87199-4_7",
        creators=[
            ("Hou", "Benjamin"),
            ("van der Maaten", "Laurens"),
            ("Summers", "Ronald M. Jr"),
            ("The A and B Group", ""),
        ],
    )


def test_a_preprint() -> None:
    assert read(write(PREPRINT, VENUES)) == Item(
        kind="preprint",
        title="RoentGen?",
        publisher="arXiv",
        date="2022",
        url="https://arxiv.org/abs/2211.12737",
        creators=[("Chambon", "Pierre")],
    )


def test_an_article_and_what_is_neither() -> None:
    article = read(write(replace(RATCHET, venue="MedIA"), VENUES))
    assert (article.kind, article.container) == ("journalArticle", "Medical Image Analysis")
    other = read(write(Entry("a", "A", venue="A report"), VENUES))
    assert other == Item("document", "A", publisher="A report")


def test_the_real_list_is_read_back() -> None:
    for entry in REAL.papers():
        check(entry, REAL.venues)


@pytest.mark.parametrize("name", hostile.VALUES)
def test_hostile_texts_are_texts(name: str) -> None:
    check(hostile_paper(name), VENUES)
    assert not set(write(hostile_paper(name), VENUES)) & set("<>\"' \n")


@given(entries)
def test_any_paper_is_read_as_it_was_written(entry: Entry) -> None:
    check(entry, VENUES)
