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

#: Type, and the tag of what the paper is in.
_TYPES = {
    WorkType.PROCEEDINGS: ("CONF", "T2"),
    WorkType.ARTICLE: ("JOUR", "T2"),
    WorkType.PREPRINT: ("UNPB", "PB"),
    WorkType.BOOK: ("BOOK", "T2"),
    WorkType.THESIS: ("THES", "T2"),
    WorkType.REPORT: ("RPRT", "T2"),
    WorkType.DATASET: ("DATA", "T2"),
    WorkType.SOFTWARE: ("COMP", "T2"),
    WorkType.MODEL: ("COMP", "T2"),
    WorkType.COURSE: ("GEN", "T2"),
    WorkType.TALK: ("SLIDE", "T2"),
    WorkType.POST: ("BLOG", "T2"),
    WorkType.WEBSITE: ("ELEC", "T2"),
    WorkType.OTHER: ("GEN", "T2"),
}


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
    type_, container = _TYPES[cited.work]
    yield "TY", type_
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
