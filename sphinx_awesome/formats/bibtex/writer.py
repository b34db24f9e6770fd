"""Writing BibTeX.

The grammar is Btparse's: a value in braces ends at the brace that balances it, and a backslash
does not protect a brace (https://metacpan.org/dist/Text-BibTeX/view/btparse/doc/bt_language.pod).
So no brace of a text is written as such, and no text can end its field.
"""

from __future__ import annotations

import re

from ...core.model import AwesomeList, Entry, VenueKind
from ...core.venues import Venues

_TYPES: dict[VenueKind | None, tuple[str, str]] = {
    VenueKind.CONFERENCE: ("inproceedings", "booktitle"),
    VenueKind.WORKSHOP: ("inproceedings", "booktitle"),
    VenueKind.JOURNAL: ("article", "journal"),
}

_ESCAPES = str.maketrans(
    {
        **{character: f"\\{character}" for character in "%&$#_"},
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
# In a name, a comma parts the last name from the first and `and` parts names; `others` is et al.
# Readers also split a name at escapes, each in its own way. Braces keep one together.
_NO_PLAIN_NAME = re.compile(r"[,%&$#_\\{}~^]|(^|\s)and(\s|$)|^others$", re.IGNORECASE)
_NOT_VERBATIM = re.compile(r"[\\{}\s\"]")


def write(entry: Entry, venues: Venues) -> str:
    """Write a paper as a BibTeX record; the published version, if there is one.

    Its key is the paper's id. Texts are escaped for LaTeX; characters beyond ASCII stay. A DOI,
    an arXiv id and an address are written as they are, since styles take them verbatim.
    """
    latest = entry.latest
    venue = venues.get(latest.venue)
    type_, container = _TYPES.get(venue.kind, ("misc", "howpublished"))
    is_arxiv = bool(entry.arxiv)
    name = "" if type_ == "misc" and entry.arxiv else venue.full or venue.name
    fields = {
        "title": f"{{{_escaped(latest.title)}}}",
        "author": " and ".join(map(_name, entry.authors)),
        container: _escaped(name),
        "year": str(latest.year or ""),
        "doi": _verbatim(latest.doi),
        "eprint": _verbatim(entry.arxiv),
        "archiveprefix": "arXiv" if is_arxiv else "",
        "url": "" if latest.doi or is_arxiv else _verbatim(entry.url),
    }
    lines = [f"  {field} = {{{value}}}," for field, value in fields.items() if value]
    return "\n".join([f"@{type_}{{{entry.id},", *lines, "}"])


def write_all(whole: AwesomeList) -> str:
    """Write all papers of a list, each once, in its order."""
    return "\n".join(f"{write(entry, whole.venues)}\n" for entry in whole.papers())


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _name(name: str) -> str:
    """A name of an author; in braces, if it would be read as several names or parts."""
    escaped = _escaped(name)
    return f"{{{escaped}}}" if _NO_PLAIN_NAME.search(name) else escaped


def _verbatim(text: str) -> str:
    """What no reader lets into an id or an address, as the escape of an address."""
    return _NOT_VERBATIM.sub(lambda match: f"%{ord(match[0]):02X}", text)
