"""Writing RIS, which all reference managers read.

Tags as the specification of 2011 has them, of which a copy is at
https://web.archive.org/web/20120526103719/http://refman.com/support/risformat_intro.asp;
where managers differ, as Zotero and EndNote both understand them. A value ends with its line,
and there is no escape: plain texts have no line ends.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..core import files
from ..core.model import AwesomeList, Entry
from ..core.reference import Reference, WorkType, reference_of
from ..core.venues import Venues


def write(entry: Entry, venues: Venues) -> str:
    """Write a paper as a record, without the line end behind it."""
    return record(reference_of(entry, venues))


def record(cited: Reference) -> str:
    """Write what is cited."""
    return "\n".join(f"{tag}  - {value}" for tag, value in _lines(cited) if value or tag == "ER")


def write_all(awesome_list: AwesomeList) -> str:
    """Write the papers of a list, separated by empty lines."""
    return files.join_records(write(entry, awesome_list.venues) for entry in awesome_list.papers())


def _lines(cited: Reference) -> Iterator[tuple[str, str]]:
    container = "PB" if cited.work is WorkType.PREPRINT else "T2"  # what the paper is in
    yield "TY", cited.terms.ris
    yield "ID", cited.id
    yield "TI", cited.title
    for name in cited.authors:
        yield "AU", name.inverted
    yield container, cited.container
    yield "M3", cited.degree
    yield "PB", "" if container == "PB" and cited.container else cited.publisher
    yield "PY", str(cited.year or "")
    yield "DO", cited.doi
    yield "AN", f"arXiv:{cited.arxiv}" if cited.arxiv else ""
    yield "UR", cited.url.replace(";", "%3B")  # which parts addresses
    for tag, values in cited.texts_in("ris"):
        yield from ((tag, value) for value in values)
    yield "ER", ""
