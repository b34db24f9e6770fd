"""Addresses and numbers that contradict what the list says of a paper."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.identifiers import arxiv_month
from ...core.model import Entry, Publication
from ...core.problem import KeyPath
from ...core.same_work import own_links
from ...core.venues import VenueKind, normalize_venue
from ..context import Finding, LintContext, Rule
from ..url_evidence import VenueEvidence, evidence_in_doi, evidence_in_url


def _claims(subject: LintContext, paper: Entry) -> Iterator[tuple[KeyPath, VenueEvidence]]:
    """Yield what each address of a paper says, with the path of the address."""
    for keys, evidence in _all_claims(paper):
        # What was sent to a conference may have stayed a preprint.
        if not (evidence.is_submission and subject.is_preprint(paper)):
            yield keys, evidence


def _all_claims(paper: Entry) -> Iterator[tuple[KeyPath, VenueEvidence]]:
    for prefix, one in zip(((), ("published",)), paper.appearances, strict=False):
        if evidence := evidence_in_doi(one.doi):
            yield (*prefix, "doi"), evidence
    for label, url in own_links(paper):
        if evidence := evidence_in_url(url):
            yield ("links", label), evidence


def _forms(paper: Entry) -> list[Publication]:
    """Return venue and year of a paper as the list has them: as listed, and later."""
    return [paper.appearances[0], paper.latest]


def _is_venue(subject: LintContext, form: Publication, evidence: VenueEvidence) -> bool:
    """Return whether a form of a paper may have appeared where an address says."""
    venues = subject.awesome_list.venues
    kind = subject.kind(form.venue)
    if kind is None:
        return True  # a venue that is not given or not known is another matter
    if evidence.kind:
        return kind is evidence.kind
    if not evidence.venue or normalize_venue(venues.get(evidence.venue).name) == normalize_venue(
        venues.get(form.venue).name
    ):
        return True
    # One workshop is known by its own name and by that of its conference.
    return kind is VenueKind.WORKSHOP and subject.kind(evidence.venue) is VenueKind.WORKSHOP


def _is_year(form: Publication, evidence: VenueEvidence) -> bool:
    return form.year is None or not evidence.years or form.year in evidence.years


def _named(keys: KeyPath) -> str:
    return f"`{'.'.join(map(str, keys))}`"


def _place(evidence: VenueEvidence) -> str:
    """Return venue and year that an address names: ``EMNLP 2021``."""
    return " ".join(filter(None, [evidence.venue, *map(str, evidence.years[:1])]))


def address_venue(subject: LintContext) -> Iterator[Finding]:
    """Find addresses of another venue than the paper's."""
    for paper in subject.real_papers:
        for keys, evidence in _claims(subject, paper):
            if any(_is_venue(subject, form, evidence) for form in _forms(paper)):
                continue
            where = _place(evidence) if evidence.venue else f"a {evidence.kind}"
            hint = (
                f'write venue = "{evidence.venue}"'
                if evidence.venue
                else f"write which {evidence.kind}"
            )
            if subject.is_preprint(paper) and evidence.venue:
                hint = f'write published.venue = "{evidence.venue}"'
                hint += f" and published.year = {evidence.years[0]}" if evidence.years else ""
            yield Finding(
                paper.id,
                ("venue",),
                f"{_named(keys)} is of {where} ({evidence.source}), "
                f"but the paper is listed as {paper.appearances[0]}",
                f"{hint}, or mend {_named(keys)}",
            )
            break


def address_year(subject: LintContext) -> Iterator[Finding]:
    """Find addresses of another year than the paper's."""
    for paper in subject.real_papers:
        for keys, evidence in _claims(subject, paper):
            forms = [form for form in _forms(paper) if _is_venue(subject, form, evidence)]
            if not forms or any(_is_year(form, evidence) for form in forms):
                continue
            field = "year" if len(forms) == 2 else "published.year"
            yield Finding(
                paper.id,
                tuple(field.split(".")),
                f"{_named(keys)} is of {_place(evidence)} ({evidence.source}), "
                f"but the paper is listed as {forms[-1]}",
                f"write {field} = {evidence.years[0]}, or mend {_named(keys)}",
            )
            break


_POSTED_LATE_YEARS = 1
"""Years after it has appeared in which a paper may still be posted on arXiv."""

_WAITING_YEARS_BY_KIND = {VenueKind.JOURNAL: 6}

_WAITING_YEARS = 4
"""Years for which a paper may be on arXiv before it appears; in a journal, more."""


def arxiv_year(subject: LintContext) -> Iterator[Finding]:
    """Find arXiv ids that are of another time than the paper."""
    for paper in subject.real_papers:
        for arxiv, keys in subject.arxivs[paper.id].items():
            if not (given := arxiv_month(arxiv)):
                continue
            year, month = given
            form = paper.latest
            if subject.kind(paper.venue) is VenueKind.PREPRINT:
                form = paper.appearances[0]
                # Around New Year, day of sending and day of number may be of two years.
                fits = range(year - (month == 1), year + (month == 12) + 1)
            else:
                kind = subject.kind(form.venue)
                waits = (
                    _WAITING_YEARS_BY_KIND.get(kind, _WAITING_YEARS)
                    if kind
                    else max(_WAITING_YEARS_BY_KIND.values())
                )
                fits = range(year - _POSTED_LATE_YEARS, year + waits + 1)
            # A year in the future is another rule's.
            if form.year is None or form.year in fits or form.year > subject.today.year + 1:
                continue
            is_arxiv = normalize_venue(form.venue) == "arxiv"
            yield Finding(
                paper.id,
                ("year",),
                f"arXiv {arxiv} is of {year}, but the paper is listed as {form}",
                (f"write year = {year}, or mend " if is_arxiv else "mend the year or ")
                + _named(keys),
            )
            break


def arxiv_link(subject: LintContext) -> Iterator[Finding]:
    """Find links to another paper on arXiv than the paper's own."""
    for paper in subject.real_papers:
        (own, _), *others = subject.arxivs[paper.id].items() or [("", ())]
        if not paper.arxiv:
            continue
        for arxiv, keys in others:
            yield Finding(
                paper.id,
                keys,
                f"{_named(keys)} leads to arXiv {arxiv}, but `arxiv` is {own}",
                "write the number of the paper in both",
            )


RULES = (
    Rule(
        code="address-venue",
        title="An address says another venue",
        why="The addresses of the ACL Anthology, CVF, CEUR, PMLR, NeurIPS, OpenReview and other "
        "proceedings say where a paper has appeared, and so do some DOIs. One of another "
        "conference, of its workshops or Findings, or of a journal is of another paper, or the "
        "venue is wrong. Only what the address itself says counts; nothing is fetched.",
        fix="Look where the address leads. Mend `venue`, or the address; for a paper that is "
        "listed as a preprint, add `published.venue` and `published.year`.",
        example="""\
[[entry]]
id = "replace-and-report"
title = "Replace and Report: NLP Assisted Radiology Report Generation"
venue = "ACL"
year = 2023
links.pdf = "https://aclanthology.org/2023.findings-acl.683.pdf"
""",
        find=address_venue,
    ),
    Rule(
        code="address-year",
        title="An address says another year",
        why="The proceedings that an address names are of another year than the list says. Readers "
        "then cite the paper with a year that no library knows.",
        fix="Look where the address leads, and mend `year`; or the address, if it is of another "
        "paper.",
        example="""\
[[entry]]
id = "x-ray-reports"
title = "Automated Generation of Accurate & Fluent Medical X-ray Reports"
venue = "EMNLP"
year = 2018
links.pdf = "https://aclanthology.org/2021.emnlp-main.288.pdf"
""",
        find=address_year,
    ),
    Rule(
        code="arxiv-year",
        title="An arXiv number is of another time",
        why="An arXiv number starts with year and month. That of a preprint is of the listed year, "
        "and that of a published paper at most four years older (six for a journal) or one year "
        "newer. What is further off is the number of another paper, or the year is wrong.",
        fix="Look at the paper on arXiv. Mend `year`, or the number.",
        example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"
venue = "arXiv"
year = 2020
arxiv = "2107.02104"
""",
        find=arxiv_year,
    ),
    Rule(
        code="arxiv-link",
        title="A link leads to another paper on arXiv",
        why="`arxiv` and the link name two papers. One of them is a slip of the clipboard.",
        fix="Open both, and write the number of the paper in both places.",
        example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"
arxiv = "2107.02104"
links.pdf = "https://arxiv.org/pdf/2107.02140"
""",
        find=arxiv_link,
    ),
)
