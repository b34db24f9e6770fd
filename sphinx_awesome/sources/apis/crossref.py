"""Crossref: works as publishers registered them with a DOI.

Source: https://api.crossref.org/swagger-ui/index.html. A retraction is `updated-by` in the record
of the work that was retracted, and `update-to` in that of the notice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from ...core.identifiers import arxiv_of_doi, doi_in_citation, doi_url
from ...core.venues import is_series
from ..cleaning import (
    VENUE_CHARS,
    Person,
    are_sorted,
    arxiv_of,
    authors_of,
    doi_of,
    group,
    have_full_names,
    links_of,
    person,
    plain,
    title_of,
    year_of,
)
from ..exchange import (
    AnswerForm,
    Caller,
    Found,
    Lookup,
    MalformedError,
    NotFound,
    Pace,
    Question,
    Reading,
    Request,
    Response,
    SourceInfo,
)
from ..parsing import first_member, member, members, read_json
from ..record import (
    Notice,
    NoticeType,
    RecordType,
    RecordYears,
    Relation,
    RelationType,
    SourceRecord,
    Witness,
)

MATCH_ITEMS = 5
"""Greatest number of records for a title."""

SELECTED = (
    *("DOI", "URL", "type", "title", "subtitle", "author", "container-title", "event", "issued"),
    *("published-print", "published-online", "relation", "updated-by", "update-to"),
)
"""Fields to ask for. A field that Crossref does not list makes the request fail: status 400."""

_TYPES = {
    "journal-article": RecordType.ARTICLE,
    "proceedings-article": RecordType.PAPER,
    "book-chapter": RecordType.CHAPTER,
    "book-section": RecordType.CHAPTER,
    "posted-content": RecordType.PREPRINT,
}

_RELATIONS = {
    "is-preprint-of": RelationType.PREPRINT_OF,
    "has-preprint": RelationType.HAS_PREPRINT,
    "is-version-of": RelationType.VERSION_OF,
}

_SORTING_PREFIXES = ("10.52202/",)  # registers the proceedings of NeurIPS with authors from A to Z

_NOTICES = frozenset({"retraction", "correction", "erratum", "withdrawal", "removal"})


class CrossrefSource(SourceInfo):
    """Crossref."""

    def __init__(self) -> None:
        super().__init__(
            "crossref",
            "Crossref",
            Witness.REGISTRAR,
            frozenset({"api.crossref.org"}),
            Pace(0.2, polite_seconds=0.1),
        )

    def knows(self, text: str) -> str:
        """Return the DOI of an id, a citation or an address, in lower case; "" for arXiv's own."""
        doi = doi_in_citation(text).lower()
        return "" if arxiv_of_doi(doi) else doi

    def requests(self, questions: Sequence[Question], caller: Caller) -> Iterator[Request]:
        """Yield one request for each question."""
        politely = {"mailto": caller.email} if caller.email else {}
        for question in questions:
            if question.lookup is Lookup.ID:
                path, query = f"/works/{quote(question.key, safe='')}", politely
            else:
                path = "/works"
                query = {
                    "query.bibliographic": f"{question.key} {question.author}".strip(),
                    "rows": str(MATCH_ITEMS),
                    "select": ",".join(SELECTED),
                    **politely,
                }
            target = f"{path}?{urlencode(query, safe=',@')}" if query else path
            yield Request((question,), "api.crossref.org", target, AnswerForm.JSON)

    def read(self, request: Request, response: Response) -> Reading:
        """Read the work of a DOI, or the works that match a title.

        :raises MalformedError: if it holds no work, or another one.
        """
        (question,) = request.questions
        if response.status in {404, 410}:
            return Reading({question: NotFound()})
        answer = read_json(response.body)
        if response.status != 200 or member(answer, "status") != "ok":
            raise MalformedError("no work and no list of works")
        if question.lookup is Lookup.TITLE:
            if not isinstance(member(answer, "message", "items"), list):
                raise MalformedError("no list of works")
            works = map(_record, members(answer, "message", "items")[:MATCH_ITEMS])
            records = tuple(record for record in works if record)
            return Reading({question: Found(records) if records else NotFound()})
        record = _record(member(answer, "message"))
        if not record or record.doi.lower() != question.key.lower():
            raise MalformedError("another work")
        return Reading({question: Found((record,))})


def _record(work: Any) -> SourceRecord | None:  # noqa: ANN401  (JSON of any shape)
    """Return the record of a work; None if its DOI or title cannot be read."""
    doi = doi_of(member(work, "DOI"))
    title = _title(work)
    if not doi or not title:
        return None
    authors = authors_of(map(_author, members(work, "author")))
    venue, series = _containers(work)
    type_ = _TYPES.get(str(member(work, "type")), RecordType.OTHER)
    if any(str(member(one, "type")) in _NOTICES for one in members(work, "update-to")):
        type_ = RecordType.NOTICE
    return SourceRecord(
        source="crossref",
        witness=Witness.REGISTRAR,
        url=doi_url(doi),
        title=title,
        authors=authors,
        is_in_order=not (doi.startswith(_SORTING_PREFIXES) or are_sorted(authors)),
        has_full_names=have_full_names(authors),
        type=type_,
        venue=venue,
        series=series,
        years=RecordYears(
            _year(work, "published-print"), _year(work, "published-online"), _year(work, "issued")
        ),
        doi=doi,
        relations=tuple(_relations(work)),
        notice=_notice(work, doi),
        links=links_of({"link": doi_url(doi)}),
    )


def _title(work: object) -> str:
    """Return the title, with a colon and the subtitle unless the title contains that."""
    title = title_of(first_member(work, "title"))
    subtitle = title_of(first_member(work, "subtitle"))
    if not title or not subtitle or subtitle.casefold() in title.casefold():
        return title
    return f"{title.rstrip(':')}: {subtitle}"


def _author(author: object) -> str:
    if name := member(author, "name"):
        return group(name)
    parts = (plain(member(author, key)) for key in ("family", "given", "suffix"))
    return person(Person(*parts))


def _containers(work: object) -> tuple[str, str]:
    """Return the container that is not a series, else the event; and the series."""
    names = [plain(name, VENUE_CHARS) for name in members(work, "container-title")]
    series = [name for name in names if is_series(name)]
    venues = [name for name in names if name and name not in series]
    event = plain(member(work, "event", "name"), VENUE_CHARS)
    return next(iter([*venues, event]), ""), next(iter(series), "")


def _year(work: object, key: str) -> int | None:
    parts = first_member(work, key, "date-parts")
    return year_of(parts[0]) if isinstance(parts, list) and parts else None


def _relations(work: object) -> Iterator[Relation]:
    for key, type_ in _RELATIONS.items():
        for one in members(work, "relation", key):
            id_ = member(one, "id")
            if arxiv := arxiv_of(id_):
                yield Relation(type_, arxiv=arxiv.id)
            elif doi := doi_of(id_):
                yield Relation(type_, doi=doi.lower())


def _notice(work: object, doi: str) -> Notice | None:
    """Return the notice that a work was retracted; corrections and concerns are not one."""
    for one in members(work, "updated-by"):
        if member(one, "type") == "retraction":
            return Notice(NoticeType.RETRACTED, doi_url(doi_of(member(one, "DOI")) or doi))
    return None
