"""Writing BibTeX.

The grammar is Btparse's: a value in braces ends at the brace that balances it, and a backslash
does not protect a brace (https://metacpan.org/dist/Text-BibTeX/view/btparse/doc/bt_language.pod).
So no brace of a text is written as such, and no text can end its field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...core import files
from ...core.model import AwesomeList, Entry
from ...core.person_names import PersonName, is_single_name, splits_as_bibtex
from ...core.reference import Reference, WorkType, reference_of
from ...core.venues import Venues

_TYPES = {
    WorkType.PROCEEDINGS: ("inproceedings", "booktitle"),
    WorkType.ARTICLE: ("article", "journal"),
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

_NOT_VERBATIM = re.compile(r"[\\{}\s\"]")


def write(entry: Entry, venues: Venues) -> str:
    """Write a paper as a BibTeX record; the published version, if there is one.

    Its key is the paper's id. Texts are escaped for LaTeX; characters beyond ASCII stay. A DOI,
    an arXiv id and an address are written as they are, since styles take them verbatim.
    """
    return record(reference_of(entry, venues))


def record(cited: Reference) -> str:
    """Write what is cited; of a page, the version and the day as a note, which all styles print."""
    type_, container = _TYPES.get(cited.work, ("misc", "howpublished"))
    fields = {
        "title": f"{{{_escaped(cited.title)}}}",
        "author": " and ".join(_names(cited)),
        container: "" if cited.is_on_arxiv_alone else _escaped(cited.container),
        "year": str(cited.year or ""),
        "note": _escaped(cited.edition),
        "doi": _verbatim(cited.doi),
        "eprint": _verbatim(cited.arxiv),
        "archiveprefix": "arXiv" if cited.arxiv else "",
        "url": "" if cited.doi or cited.arxiv else _verbatim(cited.url),
        **{name: _escaped(", ".join(values)) for name, values in cited.texts_in("bib")},
    }
    lines = [f"  {field} = {{{value}}}," for field, value in fields.items() if value]
    return "\n".join([f"@{type_}{{{cited.id},", *lines, "}"])


def write_all(awesome_list: AwesomeList) -> str:
    """Write the papers of a list, each once, in order."""
    return files.join_records(write(entry, awesome_list.venues) for entry in awesome_list.papers())


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _names(cited: Reference) -> Iterator[str]:
    yield from map(_name, cited.authors)
    if cited.has_more_authors:
        yield "others"


@lru_cache(2**16)
def _name(name: PersonName) -> str:
    """Return the name of an author; in braces if it would be read as several names or parts."""
    full_name = str(name)
    if not (name.given or name.suffix) or splits_as_bibtex(name):
        return _held_together(full_name, braced=name.braced)
    if not name.given:
        return _held_together(full_name, braced=True)
    family = _held_together(name.family, braced=name.braced)
    return ", ".join(filter(None, [family, name.suffix, _held_together(name.given)]))


def _held_together(text: str, *, braced: bool = False) -> str:
    """Return a name or a part of one; in braces if it has them or would be split without them."""
    return f"{{{_escaped(text)}}}" if braced or not is_single_name(text) else _escaped(text)


def _verbatim(text: str) -> str:
    """Escape as in addresses what no reader accepts in an id or an address."""
    return _NOT_VERBATIM.sub(lambda match: f"%{ord(match[0]):02X}", text)
