"""COinS, read by the rules by which Zotero reads it.

These are the rules of Zotero's COinS translator and of its parser for ContextObjects, written
down anew: https://github.com/zotero/translators/blob/master/COinS.js and
https://github.com/zotero/utilities/blob/master/openurl.js.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

FORMAT = "info:ofi/fmt:kev:mtx:"


STRIPPED = re.compile(r"^[\s.,/\[\]:]+|[\s.,/\[\]:]+$")


@dataclass
class Item:
    """What Zotero makes of a span."""

    kind: str = ""
    title: str = ""
    container: str = ""
    publisher: str = ""
    degree: str = ""
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
            genres = {
                "rft.genre=proceeding": "conferencePaper",
                "rft.genre=bookitem": "bookSection",
                "rft.genre=report": "report",
            }
            return next((kind for genre, kind in genres.items() if genre in parts), "book")
        case "dissertation":
            return "thesis"
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
        in_something = item.kind in {"journalArticle", "conferencePaper", "bookSection"}
        match key:
            case "rft_id" if text[:8].lower() == "info:doi":
                item.doi = text[9:]
            case "rft_id" if re.match("https?://", text):
                item.url = text
            case "rft.atitle" if in_something:
                item.title = text
            case "rft.btitle" if item.kind in {"conferencePaper", "bookSection"}:
                item.container = text
            case "rft.jtitle" if item.kind == "journalArticle":
                item.container = text
            case "rft.btitle" if item.kind in {"book", "report"}:
                item.title = text
            case "rft.series":
                item.container = text
            case "rft.title" if not in_something:
                item.title = text
            case "rft.publisher" | "rft.pub" | "rft.inst":
                item.publisher = text
            case "rft.degree":
                item.degree = text
            case "rft.date":
                item.date = text
            case "rft.au":
                item.creators.append(creator(text))
            case "rft.type":
                # Types that Zotero knows.
                assert text in {
                    *("preprint", "document", "dataset", "computerProgram", "presentation"),
                    *("blogPost", "webpage"),
                }
                item.kind = text
            case "ctx_ver" | "rft_val_fmt" | "rft.genre":
                pass
            case _:
                raise AssertionError(key)
    return item


def spaced(text: str) -> str:
    """Zotero reads a plus as a space."""
    return text.replace("+", " ")
