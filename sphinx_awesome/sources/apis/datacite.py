"""DataCite: the registrar of arXiv's own DOIs, and the stand-in when arXiv cannot be asked.

Source: https://support.datacite.org/docs/api-queries. Its records of arXiv's DOIs come from
arXiv: the witness is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from ...core.identifiers import arxiv_of_doi, arxiv_url, doi_in_citation, doi_url, parse_arxiv
from ..cleaning import (
    VENUE_CHARS,
    Person,
    arxiv_of,
    authors_of,
    doi_of,
    group,
    have_full_names,
    links_of,
    name_of,
    person,
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
    batches,
    by_lookup,
)
from ..parsing import member, members, read_json
from ..record import RecordType, RecordYears, Relation, RelationType, SourceRecord, Witness

BATCH_ITEMS = 50
"""DOIs in one request."""

_TYPES = {
    "preprint": RecordType.PREPRINT,
    "journalarticle": RecordType.ARTICLE,
    "conferencepaper": RecordType.PAPER,
    "bookchapter": RecordType.CHAPTER,
}

_RELATIONS = {
    "IsPreviousVersionOf": RelationType.PREPRINT_OF,
    "IsPreprintOf": RelationType.PREPRINT_OF,
    "IsVersionOf": RelationType.VERSION_OF,
    "HasPreprint": RelationType.HAS_PREPRINT,
}


class DataciteSource(SourceInfo):
    """DataCite."""

    def __init__(self) -> None:
        super().__init__(
            "datacite",
            "DataCite",
            Witness.REGISTRAR,
            frozenset({"api.datacite.org"}),
            Pace(0.6, polite_seconds=0.3),
        )

    def knows(self, text: str) -> str:
        """Return the DOI of an id, a citation or an address, in lower case; also of an arXiv id."""
        if arxiv := parse_arxiv(text):
            return doi_of_arxiv(arxiv.id)
        return doi_in_citation(text).lower()

    def requests(self, questions: Sequence[Question], caller: Caller) -> Iterator[Request]:
        """Yield a request for up to fifty DOIs."""
        ids, _ = by_lookup(questions)
        for batch in batches(ids, BATCH_ITEMS):
            dois = " OR ".join(f'"{one.key}"' for one in batch)
            query = {"query": f"doi:({dois})", "page[size]": str(len(batch))}
            if caller.email:
                query["mailto"] = caller.email
            target = f"/dois?{urlencode(query, safe='@')}"
            yield Request(batch, "api.datacite.org", target, AnswerForm.JSON)

    def read(self, request: Request, response: Response) -> Reading:
        """Read a list of works; a work that is missing in it was not found.

        :raises MalformedError: if it is not a list, or none of its works can be read.
        """
        answer = read_json(response.body)
        if response.status != 200 or not isinstance(member(answer, "data"), list):
            raise MalformedError("no list of works")
        works = members(answer, "data")
        read = [_record(member(work, "attributes")) for work in works]
        records = {_doi(record): record for record in read if record}
        if works and not records:
            raise MalformedError("no work that can be read")
        return Reading(
            {
                one: Found((records[one.key],)) if one.key in records else NotFound()
                for one in request.questions
            }
        )


def doi_of_arxiv(arxiv: str) -> str:
    """Return the DOI of a preprint, in lower case.

    :param arxiv: its arXiv id, without version.
    """
    return f"10.48550/arxiv.{arxiv.lower()}"


def _doi(record: SourceRecord) -> str:
    """Return the DOI by which a record was asked for."""
    return doi_of_arxiv(record.arxiv) if record.arxiv else record.doi.lower()


def _record(work: Any) -> SourceRecord | None:  # noqa: ANN401  (JSON of any shape)
    doi = doi_of(member(work, "doi"))
    title = next((title for one in members(work, "titles") if (title := _main_title(one))), "")
    if not doi or not title:
        return None
    arxiv = arxiv_of_doi(doi)
    authors = authors_of(map(_creator, members(work, "creators")))
    url = arxiv_url(arxiv.id) if arxiv else doi_url(doi)
    general_type = str(member(work, "types", "resourceTypeGeneral")).lower()
    return SourceRecord(
        source="datacite",
        witness=Witness.AUTHORS if arxiv else Witness.REGISTRAR,
        url=url,
        title=title,
        authors=authors,
        has_full_names=have_full_names(authors),
        type=RecordType.PREPRINT if arxiv else _TYPES.get(general_type, RecordType.OTHER),
        venue="arXiv" if arxiv else plain(member(work, "container", "title"), VENUE_CHARS),
        years=RecordYears(issued=year_of(member(work, "publicationYear"))),
        doi="" if arxiv else doi,
        arxiv=arxiv.id if arxiv else "",
        relations=tuple(_relations(work)),
        links=links_of({"link": url}),
    )


def _main_title(title: object) -> str:
    return "" if member(title, "titleType") else title_of(member(title, "title"))


def _creator(creator: object) -> str:
    if member(creator, "nameType") == "Organizational":
        return group(member(creator, "name"))
    parts = [plain(member(creator, key)) for key in ("familyName", "givenName")]
    return person(Person(*parts)) if all(parts) else name_of(member(creator, "name"))


def _relations(work: object) -> Iterator[Relation]:
    for one in members(work, "relatedIdentifiers"):
        type_ = _RELATIONS.get(str(member(one, "relationType")))
        id_ = member(one, "relatedIdentifier")
        if type_ and (arxiv := arxiv_of(id_)):
            yield Relation(type_, arxiv=arxiv.id)
        elif type_ and (doi := doi_of(id_)):
            yield Relation(type_, doi=doi.lower())
