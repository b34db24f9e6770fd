"""The choice between readings, by what the whole list does.

The first round reads each item by itself. What it says beyond doubt is counted: how titles are set
off, and what stands in which slot. The second round reads again, with these counts, whatever was
in doubt, and then decides which items tell a paper at all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ...core.text import fold
from .boundaries import papers_apart
from .bylines import Bylines
from .candidates import Candidate, best, candidates
from .dates import date, year_month
from .document import Document, Form, Item
from .facts import Facts
from .fields import Field
from .layout import fields_of
from .readings import Reader
from .text import words

_FORM_WEIGHT = 1.6
_GROUP_WEIGHT = 1.2
_MAJORITY = 0.55
_FEWEST = 3
_BARE_YEARS = 0.25
_LABELS = 0.2
_LABEL = 2.0
"""What speaks against a title that is the label of several links."""
_NAMED = 0.1
"""Part of the papers of a list that have names apart, if that is its manner."""


@dataclass(slots=True)
class Told:
    """An item, what it says, and whether that is a paper."""

    item: Item
    fields: list[Field]
    candidates: list[Candidate]
    facts: Facts | None = None
    is_paper: bool = False
    stands_out: bool = False
    """Whether it is no paper among papers that are told alike."""


def choose(document: Document, bylines: Bylines) -> list[Told]:
    """Read all items of a document, in its order."""
    reader = Reader(bylines)
    told = [_told(item, bylines) for item in papers_apart(document.items, bylines)]
    _recurring(told)
    for one in told:
        if title := best(one.candidates):
            one.facts = reader.read(one.item, one.fields, title, {})
    _columns(told)
    forms, groups = _forms(told)
    roles = _roles(told)
    for one in told:
        if one.facts is None or not one.candidates:
            one.facts = None
            continue
        _weigh(one, forms, groups)
        title = best(one.candidates)
        if title is not None and (
            title is not one.facts.candidate or _is_in_doubt(one.facts, roles)
        ):
            one.facts = reader.read(one.item, one.fields, title, roles)
    _labels(told)
    _bare_years(told)
    _months(told)
    _names(told)
    return told


def _told(item: Item, bylines: Bylines) -> Told:
    fields = fields_of(item, bylines)
    return Told(item, fields, candidates(item, fields, bylines))


def _recurring(told: Sequence[Told]) -> None:
    """Let what several links are called hardly be a title: `[Slides of the talk](u)` in each."""
    linked: dict[str, list[Candidate]] = defaultdict(list)
    addresses: dict[str, set[str]] = defaultdict(set)
    for one in told:
        for candidate in one.candidates:
            if target := one.fields[candidate.first].target:
                linked[fold(candidate.text)].append(candidate)
                addresses[fold(candidate.text)].add(target.url)
    for text, there in addresses.items():
        if len(there) >= _FEWEST:
            for candidate in linked[text]:
                candidate.score -= _LABEL


def _columns(told: Sequence[Told]) -> None:
    """Let the rows of a table have their titles in one column."""
    scores: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    rows = [one for one in told if one.item.form is Form.ROW]
    for one in rows:
        for candidate in one.candidates:
            scores[one.item.group][one.fields[candidate.first].row] += max(candidate.score, 0)
    columns = {group: max(sums, key=lambda c: (sums[c], -c)) for group, sums in scores.items()}
    for one in rows:
        column = columns.get(one.item.group)
        one.candidates = [c for c in one.candidates if one.fields[c.first].row == column]


def _forms(told: Sequence[Told]) -> tuple[Counter[str], dict[int, Counter[str]]]:
    """How often titles are set off in which form, in the list and in each group."""
    forms: Counter[str] = Counter()
    groups: dict[int, Counter[str]] = defaultdict(Counter)
    for one in told:
        if one.facts is None or not one.facts.says_paper or words(one.facts.title) < 3:
            continue
        ranked = sorted((c.score for c in one.candidates), reverse=True)
        if len(ranked) > 1 and ranked[0] - ranked[1] < 0.8:
            continue
        form = one.facts.candidate.form
        forms[form] += 1
        groups[one.item.group][form] += 1
    return forms, groups


def _weigh(one: Told, forms: Counter[str], groups: dict[int, Counter[str]]) -> None:
    """Let each title weigh more, the more titles of the list are set off as it is."""
    total = sum(n for form, n in forms.items() if form.split(" ", 1)[0] == one.item.form.value)
    group = groups.get(one.item.group) or Counter()
    in_group = sum(group.values())
    for candidate in one.candidates:
        if total >= _FEWEST and one.item.form is not Form.ROW:
            candidate.score += _FORM_WEIGHT * forms[candidate.form] / total
        if in_group >= _FEWEST:
            candidate.score += _GROUP_WEIGHT * group[candidate.form] / in_group


def _roles(told: Sequence[Told]) -> dict[str, type]:
    """What the list says in which slot, where most say the same."""
    votes: dict[str, Counter[type]] = defaultdict(Counter)
    for one in told:
        if one.facts is not None and one.facts.says_paper:
            for slot, role in one.facts.votes:
                votes[slot][role] += 1
    found = {}
    for slot, counted in votes.items():
        (role, number), *_ = counted.most_common(1)
        if number >= _FEWEST and number >= _MAJORITY * counted.total():
            found[slot] = role
    return found


def _is_in_doubt(facts: Facts, roles: Mapping[str, type]) -> bool:
    """Whether what an item says is open, or is not what the list says in that slot."""
    return bool(facts.open) or any(roles.get(slot, said) is not said for slot, said in facts.votes)


def _labels(told: Sequence[Told]) -> None:
    """Take labels of links for venues that the registry lacks, if the list names venues there."""
    papers = [one.facts for one in told if one.facts and one.facts.says_paper]
    known = sum(any(place.known for place in facts.labels) for facts in papers)
    if known < _FEWEST or known < _LABELS * len(papers):
        return
    for facts in papers:
        if facts.place is None:
            facts.place = next((place for place in facts.labels if place.sure >= 0.1), None)


def _months(told: Sequence[Told]) -> None:
    """Read years behind "arXiv" as months, if the list tells others so: `arXiv 1905`."""
    papers = [one.facts for one in told if one.facts and one.facts.place]
    arxiv = [(f, f.place) for f in papers if f.place is not None and f.place.name == "arXiv"]
    months = sum(place.from_id for _, place in arxiv)
    years = [
        (facts, place, month)
        for facts, place in arxiv
        if place.when and not place.when.month and (month := year_month(str(place.when.year)))
    ]
    if months >= _FEWEST and months > len(years):
        for facts, place, month in years:
            facts.place = replace(place, when=month)


def _names(told: Sequence[Told]) -> None:
    """Give titles back the names before their colons, if the list has few: `**Name**: title`."""
    papers = [one.facts for one in told if one.facts and one.facts.says_paper]
    named = [facts for facts in papers if facts.name]
    if len(named) >= max(_FEWEST, _NAMED * len(papers)):
        return
    for facts in named:
        facts.tags.remove(facts.name)
        facts.title = f"{facts.name}: {facts.title}"


def _bare_years(told: Sequence[Told]) -> None:
    """Take a year off the ends of titles, if the list tells its years there."""
    plain = [one.facts for one in told if one.facts and one.facts.says_paper]
    undated = [f for f in plain if f.when is None and (f.place is None or f.place.when is None)]
    bare = [f for f in undated if f.bare_year]
    if len(bare) >= _FEWEST and len(bare) >= _BARE_YEARS * len(undated):
        for facts in bare:
            facts.title = re.sub(r"\s+\d{4}\.?\Z", "", facts.title).rstrip(" .,")
            facts.when = date(str(facts.bare_year))
