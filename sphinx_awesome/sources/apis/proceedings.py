"""Pages of proceedings: CVF, PMLR and NeurIPS, and the reader of `citation_*` tags.

A page without these tags could not be asked: it may be a notice, or redesigned. Several addresses
lead to one paper (its page, its file, former hosts): :meth:`ProceedingsSource.knows` returns one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from ...core.venues import is_series
from ..cleaning import (
    VENUE_CHARS,
    authors_of,
    doi_of,
    have_full_names,
    links_of,
    name_of,
    plain,
    title_of,
    year_of,
)
from ..exchange import (
    AnswerForm,
    Caller,
    Found,
    MalformedError,
    NotFound,
    Pace,
    Question,
    Reading,
    Request,
    Response,
    SourceInfo,
    by_lookup,
)
from ..parsing import read_tags
from ..record import Notice, RecordType, RecordYears, SourceRecord, Witness


class _PagePath(NamedTuple):
    """A rule that turns the path of a paper's address into that of its page."""

    pattern: re.Pattern[str]
    page: str


class ProceedingsSource(SourceInfo):
    """A host of pages with `citation_*` tags.

    :param name: in questions and in the store.
    :param label: name for readers.
    :param hosts: all hosts of its addresses; the first one is asked.
    :param paths: patterns of paths, each with the path of the page.
    """

    def __init__(
        self, name: str, label: str, hosts: Sequence[str], paths: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(name, label, Witness.PUBLISHER, frozenset(hosts), Pace(1.0))
        self._host = hosts[0]
        self._paths = [_PagePath(re.compile(pattern, re.ASCII), page) for pattern, page in paths]

    def knows(self, text: str) -> str:
        """Return the path of a paper's page, from its address or that of its file; or ""."""
        try:
            parts = urlsplit(text.strip())
        except ValueError:
            return ""
        if parts.scheme not in {"http", "https"} or parts.hostname not in self.hosts:
            return ""
        for pattern, page in self._paths:
            if match := pattern.fullmatch(parts.path):
                return match.expand(page)
        return ""

    def requests(self, questions: Sequence[Question], caller: Caller) -> Iterator[Request]:
        """Yield one request for each page."""
        del caller
        for question in by_lookup(questions)[0]:
            yield Request((question,), self._host, question.key, AnswerForm.HTML)

    def read(self, request: Request, response: Response) -> Reading:
        """Read the page of a paper.

        :raises MalformedError: if its status is unknown or it has no title.
        """
        (question,) = request.questions
        if response.status in {404, 410}:
            return Reading({question: NotFound()})
        if response.status != 200:
            raise MalformedError(f"status {response.status}")
        record = record_of_page(self, response.body, f"https://{self._host}{question.key}")
        return Reading({question: Found((record,))})


def record_of_page(
    source: SourceInfo, body: bytes, url: str, *, anthology: str = "", notice: Notice | None = None
) -> SourceRecord:
    """Return the record that the `citation_*` tags of a page give.

    :param source: the source of the page, whose hosts may have its PDF.
    :param body: the page, as received.
    :param url: address of the page.
    :param anthology: id of the paper in the ACL Anthology; "" for other sources.
    :param notice: of a retraction, if the page has one.
    :raises MalformedError: if it has no title.
    """
    tags = read_tags(body)
    title = title_of(_first(tags, "citation_title"))
    if not title:
        raise MalformedError("a page without a title")
    authors = authors_of(map(name_of, tags.get("citation_author", [])))
    journal = plain(_first(tags, "citation_journal_title"), VENUE_CHARS)
    meeting = plain(_first(tags, "citation_conference_title", "citation_inbook_title"), VENUE_CHARS)
    named = [name for name in (meeting, journal) if name and not is_series(name)]
    pdf = _first(tags, "citation_pdf_url")
    return SourceRecord(
        source=source.name,
        witness=source.witness,
        url=url,
        title=title,
        authors=authors,
        has_full_names=have_full_names(authors),
        type=RecordType.ARTICLE if journal and not meeting else RecordType.PAPER,
        venue=next(iter(named), ""),
        series=next((name for name in (meeting, journal) if name and is_series(name)), ""),
        years=RecordYears(
            issued=year_of(_first(tags, "citation_publication_date", "citation_date"))
        ),
        doi=doi_of(_first(tags, "citation_doi")),
        anthology=anthology,
        notice=notice,
        links=links_of(
            {
                "pdf": pdf.replace("http://", "https://", 1) if _is_of(source, pdf) else "",
                "link": url,
            }
        ),
    )


def _first(tags: Mapping[str, Sequence[str]], *names: str) -> str:
    return next((value for name in names for value in tags.get(name, ()) if value.strip()), "")


def _is_of(source: SourceInfo, url: str) -> bool:
    """Return True if an address is on a source's own hosts: a page may name any other."""
    try:
        return (urlsplit(url).hostname or "") in source.hosts
    except ValueError:
        return False


_CVF_NAME = r"([A-Za-z0-9_.-]+)"

CVF = ProceedingsSource(
    "cvf",
    "CVF",
    ["openaccess.thecvf.com"],
    [
        (
            rf"/(content[A-Za-z0-9_/]*)/(?:html|papers)/{_CVF_NAME}_paper\.(?:html|pdf)",
            r"/\1/html/\2_paper.html",
        ),
    ],
)

PMLR = ProceedingsSource(
    "pmlr",
    "PMLR",
    ["proceedings.mlr.press"],
    [
        (r"/(v[0-9]+|r[0-9]+)/([A-Za-z0-9_-]+)(?:\.html)?/?", r"/\1/\2.html"),
        (r"/(v[0-9]+|r[0-9]+)/([A-Za-z0-9_-]+)/[A-Za-z0-9_-]+\.pdf", r"/\1/\2.html"),
    ],
)

_NEURIPS_KIND = (
    r"(-Conference|-Datasets_and_Benchmarks(?:_Track|-round[12])?|-Datasets_and_Benchmarks_Track)?"
)

NEURIPS = ProceedingsSource(
    "neurips",
    "NeurIPS",
    ["proceedings.neurips.cc", "papers.neurips.cc", "papers.nips.cc"],
    [
        (
            rf"/(paper|paper_files/paper)/([0-9]{{4}})/(?:hash|file)/([0-9a-f]{{32}})-(?:Abstract|Paper){_NEURIPS_KIND}\.(?:html|pdf)",
            r"/paper_files/paper/\2/hash/\3-Abstract\4.html",
        ),
    ],
)
