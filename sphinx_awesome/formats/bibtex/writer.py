"""Writing BibTeX.

The grammar is Btparse's: a value in braces ends at the brace that balances it, and a backslash
does not protect a brace (https://metacpan.org/dist/Text-BibTeX/view/btparse/doc/bt_language.pod).
So no brace of a text is written as such, and no text can end its field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from ...core import files
from ...core.model import AwesomeList, Entry
from ...core.person_names import PersonName, is_single_name, splits_as_bibtex
from ...core.reference import Reference, WorkType, reference_of
from ...core.venues import Venues

_CONTAINERS = {
    WorkType.PROCEEDINGS: "booktitle",
    WorkType.ARTICLE: "journal",
    WorkType.CHAPTER: "booktitle",
    WorkType.BOOK: "series",
}
"""The field of what the work is in, where that is not ``howpublished``."""

_PUBLISHERS = {WorkType.THESIS: "school", WorkType.REPORT: "institution"}
"""The field of who published it, where that is not ``publisher``."""

_NAMED_TYPES = frozenset(
    (WorkType.MODEL, WorkType.COURSE, WorkType.TALK, WorkType.POST, WorkType.WEBSITE)
)
"""Works that BibTeX has no record for: ``misc``, which says in its field ``type`` what it is."""

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

# Pandoc's rule for dollars (https://pandoc.org/MANUAL.html#extension-tex_math_dollars), but that a
# digit may follow what has a command: `$\sim$5`.
_MATH = re.compile(
    r"(?<![\\$])\$(?!\s)(?P<math>(?:[^$\\%&\#]|\\.)+?)(?<!\s)\$(?!\$)(?P<digit>(?=\d))?", re.DOTALL
)
_MATH_TOKEN = re.compile(r"\\[{}]|\\[A-Za-z]+|[{}]")

_NOT_VERBATIM = re.compile(r"[\\{}\s\"]")


def write(entry: Entry, venues: Venues) -> str:
    """Write a paper as a BibTeX record; the published version, if there is one.

    Its key is the paper's id. Texts are escaped for LaTeX; characters beyond ASCII stay. A DOI,
    an arXiv id and an address are written as they are, since styles take them verbatim.
    """
    return record(reference_of(entry, venues))


def record(cited: Reference) -> str:
    """Write what is cited; of a page, the version and the day as a note, which all styles print."""
    type_, container = cited.terms.bibtex, _CONTAINERS.get(cited.work, "howpublished")
    if cited.degree:
        type_ = "mastersthesis" if cited.degree.lower().startswith("master") else "thesis"
    says_type = cited.work.name.lower() if cited.work in _NAMED_TYPES else ""
    fields = {
        "title": f"{{{_title(cited.title)}}}",
        "author": " and ".join(_names(cited)),
        container: "" if cited.is_on_arxiv_alone else _escaped(cited.container),
        _PUBLISHERS.get(cited.work, "publisher"): _escaped(cited.publisher),
        "type": _escaped(cited.degree) if type_ == "thesis" else says_type,
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


def _title(text: str) -> str:
    """A title, in which math stays math."""
    parts: list[str] = []
    at = start = 0
    while match := _MATH.search(text, start):
        start = match.start() + 1
        if _is_math(match):
            parts += _escaped(text[at : match.start()]), match[0]
            at = start = match.end()
    return "".join([*parts, _escaped(text[at:])])


def _is_math(match: re.Match[str]) -> bool:
    """Return whether what stands between dollars is math, and its braces balance."""
    tokens = _MATH_TOKEN.findall(match["math"])
    depths = list(accumulate({"{": 1, "}": -1}.get(token[-1], 0) for token in tokens))
    is_balanced = min(depths, default=0) >= 0 and depths[-1:] in ([], [0])
    return is_balanced and (match["digit"] is None or any(map(_is_command, tokens)))


def _is_command(token: str) -> bool:
    return token[-1].isalpha()


def _names(cited: Reference) -> Iterator[str]:
    yield from map(_name, cited.authors)
    if cited.has_more_authors:
        yield "others"


@lru_cache(2**16)
def _name(name: PersonName) -> str:
    """Return the name of an author; in braces if it would be read as several names or parts."""
    full_name = str(name)
    is_plain = splits_as_bibtex(name) and is_single_name(full_name)
    if is_plain or not (name.given or name.suffix):
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
