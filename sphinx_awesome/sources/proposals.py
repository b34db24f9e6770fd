"""Proposals for an entry by records: what is certain, what is proposed, what contradicts.

Witnesses are counted and not sources: who says it first, not how many repeat it. What stands in a
field already is never proposed anew. It must not know files, commands, nor who was asked how.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from ..core.identifiers import arxiv_month, doi_in_url, is_arxiv, is_doi
from ..core.model import Entry
from ..core.person_names import ET_AL, parse_name
from ..core.problem import KeyPath
from ..core.same_work import arxiv_ids_of, own_links, title_key
from ..core.text import fold, quote_for_message
from ..core.venues import VenueKind, Venues
from .binding import Binding, KnownWork, are_first, bind, count_shared, is_certain
from .exchange import Found, NotFound, Outcome
from .publications import APPEARED, Appearance, appearance_of, appearances_in
from .record import CodeRepository, NoticeType, RecordType, RelationType, SourceRecord, Witness

FieldValue: TypeAlias = str | int | date | tuple[str, ...]

LABELS = {
    "arxiv": "arXiv",
    "crossref": "Crossref",
    "datacite": "DataCite",
    "anthology": "ACL Anthology",
    "cvf": "CVF",
    "pmlr": "PMLR",
    "neurips": "NeurIPS",
    "pubmed": "PubMed",
}
"""Sources of records as people call them."""

WAITING_YEARS_BY_KIND = {VenueKind.JOURNAL: 6}

WAITING_YEARS = 4
"""Years for which a paper may be on arXiv before it appears; in a journal, more."""

_SORTED_ITEMS = 3

_SHOWN_ITEMS = 3  # of a record that is shown


class Standing(StrEnum):
    """Standing of a proposal: how certain it is."""

    CERTAIN = "certain"
    PROPOSED = "proposed"
    CONTRADICTED = "contradicted"
    DEAD = "dead"
    """A link that leads nowhere, twice and days apart."""
    MOVED = "moved"
    """A link whose page has another address now."""
    ARCHIVED = "archived"
    """A link to code that nobody maintains any more."""
    CLOSED = "closed"
    """A link that does not answer robots, which says nothing."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that sources say of an entry and the list does not."""

    entry: str
    """Id of the entry."""
    values: Mapping[KeyPath, FieldValue]
    """New values by their path in the block; several make one statement. None: only a person
    can mend it."""
    standing: Standing
    reason: str
    """For people; it may hold words of sources."""
    sources: tuple[str, ...] = ()
    """Labels of who says so."""
    evidence: str = ""
    """What stands in the file above the first value: fixed words and validated ids."""
    rule: str = ""
    """Code of the rule that the entry breaks; "" if something is merely missing."""
    keys: KeyPath = ()
    """The value in the block that it is about, where it stands already."""
    old: FieldValue | None = None
    """That value, where the new one takes its place."""
    hint: str = ""

    @property
    def field(self) -> str:
        """The field that it is about, as it is written."""
        first = next(iter(self.values), self.keys)
        return ".".join(str(key) for key in first if isinstance(key, str))


class BoundRecord(NamedTuple):
    """A record of an entry's work."""

    record: SourceRecord
    how: Binding


@dataclass(slots=True)
class Evidence:
    """Evidence of sources about one entry."""

    entry: Entry
    work: KnownWork
    bound: list[BoundRecord] = field(default_factory=list)
    contradictions: list[Proposal] = field(default_factory=list)
    is_weak: bool = False
    """Whether it hangs on a title alone that says little: then nothing is certain."""

    def of(self, *witnesses: Witness) -> list[BoundRecord]:
        """Return what some witnesses say, the surest first."""
        about = [
            one
            for one in self.bound
            if one.record.witness in witnesses and one.how is not Binding.CLAIMED
        ]
        return sorted(about, key=lambda one: -one.how)


def weigh(
    entry: Entry,
    by_id: Iterable[tuple[KeyPath, str, Sequence[tuple[str, Outcome]]]],
    others: Iterable[BoundRecord],
) -> Evidence:
    """Return what sources say of an entry, each record bound to it or left out.

    :param by_id: for each id that the entry has: where it stands, the id, and what each source
        that has such ids answered, by the label of the source.
    :param others: records that came by other ways, each with what ties it if its title does.
    """
    about = Evidence(entry, KnownWork.of(entry))
    pending: list[tuple[KeyPath, str, SourceRecord]] = []
    for keys, id_, answers in by_id:
        records = [r for _, one in answers if isinstance(one, Found) for r in one.records]
        if records:
            pending += [(keys, id_, record) for record in records]
        elif answers and all(isinstance(one, NotFound) for _, one in answers):
            about.contradictions.append(_unknown_id(entry, keys, id_, [who for who, _ in answers]))
    rest = [*others]
    # Each bound record may bind another: arXiv names the DOI, whose record names other people.
    for _ in range(3):
        pending = [one for one in pending if not _take(about, one[2], Binding.OWN)]
        rest = [one for one in rest if not _take(about, *one)]
    about.contradictions += [_other_paper(entry, keys, id_, r) for keys, id_, r in pending]
    return about


def _take(about: Evidence, record: SourceRecord, asked: Binding) -> bool:
    """Take a record if it is bound; return whether it is."""
    how = bind(about.work, record, asked)
    if how is Binding.NONE:
        return False
    if all(_id_of(one.record) != _id_of(record) for one in about.bound):
        about.is_weak |= how is Binding.OWN and not is_certain(about.entry, record)
        about.bound.append(BoundRecord(record, how))
        if how is not Binding.CLAIMED:
            about.work = about.work.grown(record)
    return True


def _id_of(record: SourceRecord) -> tuple[str, str]:
    return record.source, (record.doi or record.arxiv or record.url).lower()


def _unknown_id(entry: Entry, keys: KeyPath, id_: str, asked: Sequence[str]) -> Proposal:
    kind = "arXiv" if is_arxiv(id_) else "DOI"
    message = f"arXiv has no {id_}" if kind == "arXiv" else f"no DOI is {id_}"
    return Proposal(
        entry.id,
        {},
        Standing.CONTRADICTED,
        f"{message}, say{'s' if len(asked) == 1 else ''} {' and '.join(asked)}",
        tuple(asked),
        rule=f"{kind.lower()}-identity",
        keys=keys,
        hint="write the number of this paper, or delete it",
    )


def _other_paper(entry: Entry, keys: KeyPath, id_: str, record: SourceRecord) -> Proposal:
    kind = "arxiv" if is_arxiv(id_) else "doi"
    what = f"arXiv {id_}" if kind == "arxiv" else f"the DOI {id_}"
    names = record.authors[:_SHOWN_ITEMS]
    by = f", by {', '.join(names)}" if names else ""
    by += " and others" if len(record.authors) > len(names) else ""
    return Proposal(
        entry.id,
        {},
        Standing.CONTRADICTED,
        f"{what} is {quote_for_message(record.title)}{by}",
        (LABELS.get(record.source, record.source),),
        rule=f"{kind}-identity",
        keys=keys,
        hint=f"look at {record.url}, and write the number of this paper",
    )


# -- what follows --------------------------------------------------------------------------------


def propose(
    about: Evidence, venues: Venues, today: date, only: frozenset[str]
) -> Iterator[Proposal]:
    """Yield what follows for an entry, in the order of its fields.

    :param only: what is wanted: of ``identity``, ``authors``, ``ids``, ``published``,
        ``withdrawn``.
    """
    if "identity" in only:
        yield from about.contradictions
    steps: dict[str, Callable[[], Iterator[Proposal]]] = {
        "authors": lambda: _authors(about),
        "ids": lambda: _ids(about, venues),
        "published": lambda: _published(about, venues, today),
        "withdrawn": lambda: _notices(about),
    }
    for name, step in steps.items():
        if name in only:
            for one in step():
                is_certain = one.standing is Standing.CERTAIN
                weaker = about.is_weak and is_certain
                yield replace(one, standing=Standing.PROPOSED) if weaker else one


def _label(record: SourceRecord) -> str:
    return LABELS.get(record.source, record.source)


def _agreement(about: Evidence, record: SourceRecord) -> str:
    """Return in fixed words what a record has in common with an entry."""
    keys = {title_key(title) for title in about.work.titles[:1]}
    title = "same title" if title_key(record.title) in keys else "similar title"
    known = about.entry.named_authors or about.work.authors
    shared = count_shared(known, record.authors)
    if not shared or not about.entry.named_authors:
        return title
    most = max(len(known), len(record.authors))
    if shared == most:
        return f"{title} and authors"
    return f"{title}, {shared} of {most} authors"


# Authors


def _authors(about: Evidence) -> Iterator[Proposal]:
    entry = about.entry
    by_authors = [one for one in about.of(Witness.AUTHORS) if one.record.authors]
    others = [one for one in about.of(Witness.PUBLISHER, Witness.REGISTRAR) if one.record.authors]
    best = next(iter([*by_authors, *others]), None)
    if best is None:
        return
    record = best.record
    reason = f"{_label(record)}: {_agreement(about, record)}"
    evidence = (
        f"{_label(record)}{f' {record.arxiv}' if record.arxiv else ''}: {_agreement(about, record)}"
    )
    if not entry.authors:
        differs = by_authors and any(
            count_shared(record.authors, one.record.authors)
            < max(len(record.authors), len(one.record.authors))
            for one in others
        )
        is_sorted = not by_authors and _are_a_to_z(record.authors)
        is_in_order = record.is_in_order and not is_sorted
        is_good = is_in_order and record.has_full_names and best.how is not Binding.TITLE
        if differs:
            reason += f"; {_label(others[0].record)} names others"
        elif not is_in_order:
            reason += ", from A to Z"
        yield Proposal(
            entry.id,
            {("authors",): record.authors},
            Standing.CERTAIN if is_good and not differs else Standing.PROPOSED,
            reason,
            (_label(record),),
            evidence,
        )
    elif (
        entry.has_more_authors
        and record.is_in_order
        and ET_AL not in record.authors
        and are_first(entry.named_authors, record.authors)
    ):
        named = entry.named_authors
        yield Proposal(
            entry.id,
            {("authors",): (*named, *record.authors[len(named) :])},
            Standing.PROPOSED,
            f"{reason}; the named ones are its first",
            (_label(record),),
            evidence,
            keys=("authors",),
            old=entry.authors,
        )


def _are_a_to_z(authors: Sequence[str]) -> bool:
    """Return whether three people or more stand from A to Z, as some registrars sort them."""
    surnames = [fold(parse_name(name).surname) for name in authors]
    return len(surnames) >= _SORTED_ITEMS and surnames == sorted(surnames)


# Ids


def _ids(about: Evidence, venues: Venues) -> Iterator[Proposal]:
    if not about.entry.doi and not _is_preprint(about.entry, venues):
        yield from _doi(about, venues)
    if not about.entry.arxiv:
        yield from _arxiv(about)


def _is_preprint(entry: Entry, venues: Venues) -> bool:
    return bool(entry.venue) and venues.get(entry.venue).kind is VenueKind.PREPRINT


def _doi(about: Evidence, venues: Venues) -> Iterator[Proposal]:
    """Yield the DOI of a paper that has appeared: of no other version than the listed one."""
    entry = about.entry
    linked = {doi.lower(): label for label, url in own_links(entry) if (doi := doi_in_url(url))}
    listed = venues.find(entry.venue) if entry.venue else None
    for record, how in about.of(Witness.PUBLISHER, Witness.REGISTRAR):
        doi = record.doi
        if not is_doi(doi) or record.type not in {*APPEARED, RecordType.OTHER}:
            continue
        placed = appearance_of(record, venues)
        agrees = bool(placed and placed.venue and placed.venue == listed)
        if doi.lower() in linked:
            standing, why = Standing.CERTAIN, f"it stands in links.{linked[doi.lower()]}"
        elif placed and placed.venue and listed and not agrees:
            continue  # another version
        elif agrees and how is not Binding.TITLE:
            standing, why = Standing.CERTAIN, _naming(about, record)
        else:
            standing, why = Standing.PROPOSED, ""
        grounds = "; ".join(filter(None, [why, f"{_label(record)}: {_agreement(about, record)}"]))
        plain_link = "it stands in a link" if doi.lower() in linked else why
        text = "; ".join(
            filter(None, [plain_link, f"{_label(record)}: {_agreement(about, record)}"])
        )
        yield Proposal(entry.id, {("doi",): doi}, standing, grounds, (_label(record),), text)
        return


def _arxiv(about: Evidence) -> Iterator[Proposal]:
    linked = arxiv_ids_of(about.entry)
    named = {
        arxiv
        for record, _ in about.of(Witness.REGISTRAR, Witness.PUBLISHER)
        for arxiv in record.related(RelationType.HAS_PREPRINT)
    }
    for record, how in about.of(Witness.AUTHORS):
        if not is_arxiv(record.arxiv):
            continue
        if record.arxiv in linked:
            why = f"it stands in {'.'.join(map(str, linked[record.arxiv]))}"
            plain_why = "it stands in a link or a DOI"
        else:
            is_named = record.arxiv in named or how is Binding.NAMED
            why = plain_why = "the registrar names it" if is_named else ""
        grounds = f"{_label(record)}: {_agreement(about, record)}"
        yield Proposal(
            about.entry.id,
            {("arxiv",): record.arxiv},
            Standing.CERTAIN if why else Standing.PROPOSED,
            "; ".join(filter(None, [why, grounds])),
            (_label(record),),
            "; ".join(filter(None, [plain_why, grounds])),
        )
        return


def _naming(about: Evidence, record: SourceRecord) -> str:
    """Return in fixed words who ties a record to the work; "" if its title alone does."""
    if any(one.record.hint.doi.lower() == record.doi.lower() for one in about.of(Witness.AUTHORS)):
        return "arXiv names this DOI"
    names = [arxiv for arxiv in record.related(RelationType.HAS_PREPRINT) if is_arxiv(arxiv)]
    return f"{_label(record)} names arXiv {names[0]}" if names else ""


# Published since


class _Candidate(NamedTuple):
    """A publication in which a preprint may have appeared since, and who says so."""

    placed: Appearance
    record: SourceRecord | None
    how: Binding
    witnesses: frozenset[Witness]
    source: str
    """Label of who says so."""
    grounds: str
    """Fixed words on that."""


def _published(about: Evidence, venues: Venues, today: date) -> Iterator[Proposal]:
    entry = about.entry
    if entry.published or not _is_preprint(entry, venues):
        return
    candidates = [one for one in _candidates(about, venues) if _can_be(one.placed, today)]
    if not candidates:
        return
    candidates.sort(key=_rank, reverse=True)
    best = candidates[0]
    rivals = [one for one in candidates[1:] if _is_rival(best.placed, one.placed)]
    agreeing = [one for one in candidates if one.placed.agrees(best.placed)]
    witnesses = frozenset().union(best.witnesses, *(one.witnesses for one in agreeing))
    is_known = best.placed.venue is not None and best.placed.year is not None
    is_backed = Witness.PUBLISHER in witnesses or best.how >= Binding.NAMED or len(witnesses) > 1
    in_time = _is_in_time(entry, best.placed)
    reason = [best.grounds, *(one.grounds for one in agreeing if one is not best)]
    if rivals:
        reason.append(f"but {rivals[0].grounds} says {_shown(rivals[0].placed)}")
    elif not in_time:
        reason.append("the years are far apart")
    elif not is_known:
        reason.append("no such venue is known" if best.placed.year else "no year is named")
    elif best.how is Binding.CLAIMED:
        reason.append("under another title")
    elif not is_backed:
        reason.append("one witness alone")
    is_bound = best.how is not Binding.CLAIMED
    is_certain = is_known and is_backed and is_bound and in_time and not rivals
    grounds = "; ".join(dict.fromkeys(one.grounds for one in [best, *agreeing]))
    yield Proposal(
        entry.id,
        dict(_publication(about, best, today)),
        Standing.CERTAIN if is_certain else Standing.PROPOSED,
        "; ".join(dict.fromkeys(reason)),
        tuple(dict.fromkeys(one.source for one in [best, *agreeing])),
        grounds,
    )


def _rank(one: _Candidate) -> tuple[bool, Binding, bool, bool]:
    """Return how sure a candidate is; what is more is surer."""
    is_full = one.placed.venue is not None and one.placed.year is not None
    return Witness.PUBLISHER in one.witnesses, one.how, is_full, one.record is not None


def _candidates(about: Evidence, venues: Venues) -> Iterator[_Candidate]:
    """Yield where each bound record says that the work has appeared."""
    for record, how in about.bound:
        if record.witness is Witness.AUTHORS:
            for where, placed in appearances_in(record.hint, venues):
                grounds = f"arXiv's {'journal reference' if where == 'journal' else 'comment'}"
                # Of a preprint that is not certainly this work, it is not certain either.
                tied = min(how, Binding.TITLE)
                witnesses = frozenset({record.witness})
                yield _Candidate(placed, None, tied, witnesses, _label(record), grounds)
        elif appeared := appearance_of(record, venues):
            if record.type not in APPEARED and record.witness is not Witness.PUBLISHER:
                continue
            naming = _naming(about, record)
            grounds = f"{_label(record)}: {_agreement(about, record)}"
            yield _Candidate(
                appeared,
                record,
                how,
                frozenset({record.witness}),
                _label(record),
                "; ".join(filter(None, [naming, grounds])),
            )


def _can_be(placed: Appearance, today: date) -> bool:
    return placed.year is None or placed.year <= today.year + 1


def _is_in_time(entry: Entry, placed: Appearance) -> bool:
    """Return whether a preprint of its time may have appeared in a year."""
    month = arxiv_month(entry.arxiv)
    since = month[0] if month else entry.year
    if since is None or placed.year is None:
        return True
    kind = placed.venue.kind if placed.venue else None
    waits = WAITING_YEARS_BY_KIND.get(kind, WAITING_YEARS) if kind else WAITING_YEARS
    return since - 1 <= placed.year <= since + waits


def _is_rival(best: Appearance, other: Appearance) -> bool:
    """Return whether two say of one work that it has appeared at two places."""
    if best.venue and other.venue:
        return best.venue != other.venue or bool(
            best.years and other.years and not best.years & other.years
        )
    return False


def _shown(placed: Appearance) -> str:
    return " ".join(filter(None, [placed.name, str(placed.year or "")]))


def _spelled(about: Evidence, doi: str) -> str:
    """Return a DOI as the authors spell it, who have it from the publisher."""
    named = (one.record.hint.doi for one in about.bound)
    return next((one for one in named if one.lower() == doi.lower()), doi)


def _publication(
    about: Evidence, best: _Candidate, today: date
) -> Iterator[tuple[KeyPath, FieldValue]]:
    yield ("published", "venue"), best.placed.name
    if best.placed.year:
        yield ("published", "year"), best.placed.year
    record = best.record
    if record and is_doi(doi := _spelled(about, record.doi)):
        yield ("published", "doi"), doi
    if (
        record
        and title_key(record.title) != title_key(about.entry.title)
        and not record.is_in_capitals
    ):
        yield ("published", "title"), record.title
    yield ("published", "added"), today


# Withdrawn, retracted


def _notices(about: Evidence) -> Iterator[Proposal]:
    entry = about.entry
    seen: set[NoticeType] = set()
    for record, how in about.bound:
        notice = record.notice
        if (
            notice is None
            or how is Binding.CLAIMED
            or notice.type in seen
            or getattr(entry, notice.type)
        ):
            continue
        seen.add(notice.type)
        placed = f": {quote_for_message(notice.words)}" if notice.words else f": {notice.url}"
        id_path: KeyPath = ("arxiv",) if record.arxiv and entry.arxiv else ()
        if not id_path:
            id_path = ("doi",) if entry.doi else ("title",)
        yield Proposal(
            entry.id,
            {(str(notice.type),): notice.url},
            Standing.CONTRADICTED,
            f"{notice.type} {'on' if record.arxiv else 'at'} {_label(record)}{placed}",
            (_label(record),),
            f"{_label(record)} {record.arxiv or record.doi}".strip(),
            rule=str(notice.type),
            keys=id_path,
            hint=f"take it: sphinx-awesome update --accept {entry.id}:{notice.type}",
        )


# Code that moved


def propose_moves(
    entry: Entry, moved: Iterable[tuple[str, str, CodeRepository]]
) -> Iterator[Proposal]:
    """Yield the new address of each link to code that has moved.

    The forge itself leads from one to the other, by the number of the repository.

    :param moved: label of the link, the former name in its address, and the repository.
    """
    for label, former, repository in moved:
        url = entry.links[label]
        at = url.lower().index(f"/{former.lower()}") + 1
        new = f"{url[:at]}{repository.name}{url[at + len(former) :]}"
        yield Proposal(
            entry.id,
            {("links", label): new},
            Standing.CERTAIN,
            f"GitHub: {former} is {repository.name} now",
            ("GitHub",),
            keys=("links", label),
            old=url,
        )
