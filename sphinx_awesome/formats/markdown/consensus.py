"""Find what the items of a list agree on: which texts are titles, and what each segment is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ...core.text import fold
from . import weights
from .document.outline import Document, ItemForm
from .items.extraction import Interpretation, Interpreter
from .items.segments import Annotate
from .items.splitting import ParsedItem, split_items
from .items.titles import TitleCandidate, best_candidate
from .words.dates import date, year_month
from .words.fragments import count_words, tidy
from .words.names import family_names
from .words.venue_mentions import VenueMention, split_acronym

_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3})+)\.?\s+(?=\w)")


def interpret_items(document: Document, annotate: Annotate) -> list[ParsedItem]:
    """Read all items of a document, in its order."""
    reader = Interpreter(annotate)
    parsed = list(split_items(document.items, annotate))
    _recurring(parsed)
    for one in parsed:
        if title := best_candidate(one.candidates):
            one.facts = reader.read(one.item, one.fields, title, {})
    _columns(parsed)
    forms, groups = _forms(parsed)
    sizes = Counter(one.item.group for one in parsed)
    roles = _roles(parsed)
    dated = _dated(parsed, roles)
    for one in parsed:
        if one.facts is None or not one.candidates:
            one.facts = None
            continue
        _weigh(one, forms, groups, is_alone=sizes[one.item.group] == 1)
        title = best_candidate(one.candidates)
        if title is not None and (
            title is not one.facts.candidate or _is_in_doubt(one.facts, roles)
        ):
            one.facts = reader.read(one.item, one.fields, title, roles, dated)
    _labels(parsed)
    _numbers(parsed)
    _by_lines(parsed)
    _cited(parsed)
    _bare_venues(parsed)
    _acronyms(parsed)
    _bare_years(parsed)
    _lone_authors(parsed)
    _months(parsed)
    _names(parsed)
    return parsed


def _recurring(parsed: Sequence[ParsedItem]) -> None:
    """Let what several links are called hardly be a title: `[Slides of the talk](u)` in each.

    What is the only title that an item may have is one: works of one title have other authors.
    """
    linked: dict[str, list[TitleCandidate]] = defaultdict(list)
    addresses: dict[str, set[str]] = defaultdict(set)
    for one in parsed:
        likely = sum(candidate.score >= weights.MIN_TITLE_SCORE for candidate in one.candidates)
        for candidate in one.candidates:
            is_only = likely == (candidate.score >= weights.MIN_TITLE_SCORE)
            if (target := one.fields[candidate.first].target) and not is_only:
                linked[fold(candidate.text)].append(candidate)
                addresses[fold(candidate.text)].add(target.url)
    for text, there in addresses.items():
        if len(there) >= weights.CONSENSUS_ITEMS:
            for candidate in linked[text]:
                candidate.score -= weights.REPEATED_LABEL_PENALTY


def _columns(parsed: Sequence[ParsedItem]) -> None:
    """Let the rows of a table have their titles in one column."""
    scores: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    rows = [one for one in parsed if one.item.form is ItemForm.ROW]
    for one in rows:
        for candidate in one.candidates:
            scores[one.item.group][one.fields[candidate.first].row] += max(candidate.score, 0)
    columns = {group: max(sums, key=lambda c: (sums[c], -c)) for group, sums in scores.items()}
    for one in rows:
        column = columns.get(one.item.group)
        one.candidates = [c for c in one.candidates if one.fields[c.first].row == column]


def _forms(parsed: Sequence[ParsedItem]) -> tuple[Counter[str], dict[int, Counter[str]]]:
    """Count the forms in which titles are set off, in the list and in each group."""
    forms: Counter[str] = Counter()
    groups: dict[int, Counter[str]] = defaultdict(Counter)
    for one in parsed:
        if one.facts is None or count_words(one.facts.title) < 3:
            continue
        if not (one.facts.says_paper or (one.facts.place and one.facts.place.known)):
            continue
        ranked = sorted((c.score for c in one.candidates), reverse=True)
        if len(ranked) > 1 and ranked[0] - ranked[1] < weights.CLEAR_LEAD_SCORE:
            continue
        form = one.facts.candidate.form
        forms[form] += 1
        forms[one.item.form.value] += 1
        groups[one.item.group][form] += 1
    return forms, groups


def _weigh(
    one: ParsedItem, forms: Counter[str], groups: Mapping[int, Counter[str]], *, is_alone: bool
) -> None:
    """Let each title weigh more, the more titles of the list are set off as it is.

    Names among nothing but names are persons, though titles elsewhere are set off alike.

    :param is_alone: whether it is the only one of its group.
    """
    total = forms[one.item.form.value]
    group = groups.get(one.item.group) or Counter()
    in_group = sum(group.values())
    for candidate in one.candidates:
        if not (in_group or is_alone) and (
            candidate.annotation.authors.confidence >= weights.AUTHORS_IN_TITLE_CONFIDENCE
        ):
            continue
        if total >= weights.CONSENSUS_ITEMS and one.item.form is not ItemForm.ROW:
            candidate.score += weights.FORM_WEIGHT * forms[candidate.form] / total
        if in_group >= weights.CONSENSUS_ITEMS:
            candidate.score += weights.GROUP_WEIGHT * group[candidate.form] / in_group


def _roles(parsed: Sequence[ParsedItem]) -> dict[str, type]:
    """Return what the list says in which slot, where most say the same."""
    votes: dict[str, Counter[type]] = defaultdict(Counter)
    for one in parsed:
        place = one.facts.place if one.facts else None
        if one.facts and (one.facts.says_paper or (place and place.when)):
            for slot, role in one.facts.votes:
                votes[slot][role] += 1
    result: dict[str, type] = {}
    for slot, counted in votes.items():
        total, words = counted.total(), counted.pop(str, 0)
        if words >= max(weights.CONSENSUS_ITEMS, weights.OTHER_TEXT_SHARE * total):
            result[slot] = str
            continue
        (role, number), *_ = counted.most_common(1) or [(str, 0)]
        if (
            number >= weights.CONSENSUS_ITEMS
            and number >= weights.FORM_MAJORITY_SHARE * counted.total()
        ):
            result[slot] = role
    return result


def _dated(parsed: Sequence[ParsedItem], roles: Mapping[str, type]) -> set[str]:
    """Return the slots in which the list has its venues with their dates."""
    papers = [one.facts for one in parsed if one.facts]
    venues = Counter(slot for facts in papers for slot, role in facts.votes if role is VenueMention)
    undated = Counter(slot for facts in papers for slot in facts.undated)
    return {
        slot
        for slot, number in venues.items()
        if roles.get(slot) is VenueMention and undated[slot] <= weights.UNDATED_SHARE * number
    }


def _is_in_doubt(facts: Interpretation, roles: Mapping[str, type]) -> bool:
    """Return whether what an item says is open, or is not what the list says in that slot."""
    return any(role is str or roles.get(slot, role) is not role for slot, role in facts.votes)


def _labels(parsed: Sequence[ParsedItem]) -> None:
    """Take labels of links for venues that the registry lacks, if the list names venues there."""
    papers = [one.facts for one in parsed if one.facts and one.facts.says_paper]
    known = sum(any(place.known for place in facts.labels) for facts in papers)
    if known < weights.CONSENSUS_ITEMS or known < weights.LABEL_VENUE_SHARE * len(papers):
        return
    for facts in papers:
        if facts.place is None:
            places = (p for p in facts.labels if p.confidence >= weights.NAMED_LABEL_CONFIDENCE)
            facts.place = next(places, None)


def _acronyms(parsed: Sequence[ParsedItem]) -> None:
    """Take acronyms in brackets behind titles for venues, if the list has bare ones: `T (ICML)`."""
    papers = [one.facts for one in parsed if one.facts and one.facts.says_paper]
    known = sum(bool(f.place and f.place.known and f.place.when is None) for f in papers)
    if known < max(weights.CONSENSUS_ITEMS, weights.LABEL_VENUE_SHARE * len(papers)):
        return
    for facts in papers:
        if facts.place is None and (parts := split_acronym(facts.title)):
            facts.title, facts.place = parts[0], VenueMention(parts[1])


def _months(parsed: Sequence[ParsedItem]) -> None:
    """Read years behind "arXiv" as months, if the list tells others so: `arXiv 1905`."""
    papers = [one.facts for one in parsed if one.facts and one.facts.place]
    arxiv = [(f, f.place) for f in papers if f.place is not None and f.place.name == "arXiv"]
    months = sum(place.from_id for _, place in arxiv)
    years = [
        (facts, place, month)
        for facts, place in arxiv
        if place.when and not place.when.month and (month := year_month(str(place.when.year)))
    ]
    if months >= weights.CONSENSUS_ITEMS and months > len(years):
        for facts, place, month in years:
            facts.place = replace(place, when=month)


def _names(parsed: Sequence[ParsedItem]) -> None:
    """Give titles back the names before their colons, if the list has few: `**Name**: title`."""
    papers = [one.facts for one in parsed if one.facts and one.facts.says_paper]
    named = [facts for facts in papers if facts.name]
    if len(named) >= max(weights.CONSENSUS_ITEMS, weights.NAMED_PAPER_SHARE * len(papers)):
        return
    for facts in named:
        facts.tags.remove(facts.name)
        facts.title = f"{facts.name}: {facts.title}"


def _lone_authors(parsed: Sequence[ParsedItem]) -> None:
    """Take names off one side of titles, if the list has its authors there; `T, Lee`, if many."""
    plain = [one.facts for one in parsed if one.facts and one.facts.is_plain]
    plain = [facts for facts in plain if facts.place or facts.when]
    authored = sum(bool(facts.authors) for facts in plain)
    for side in ("behind", "before"):
        lone = [facts for facts in plain if side in facts.lone_authors and not facts.authors]
        if len(lone) + authored < weights.LONE_AUTHOR_SHARE * len(plain):
            continue
        names = {facts.lone_authors[side][0] for facts in lone}
        for facts in lone:
            name, title = facts.lone_authors[side]
            if " " in name or len(names) >= weights.LONE_FAMILY_NAME_ITEMS:
                facts.authors, facts.title = (name,), tidy(title)


def _numbers(parsed: Sequence[ParsedItem]) -> None:
    """Take numbers off titles, where those of a group are counted up: `2.1 T`, `2.2 T`."""
    groups: dict[int, list[tuple[Interpretation, re.Match[str]]]] = defaultdict(list)
    sizes: Counter[int] = Counter()
    for one in parsed:
        if one.facts is not None and one.facts.is_plain:
            sizes[one.item.group] += 1
            if match := _NUMBER.match(one.facts.title):
                groups[one.item.group].append((one.facts, match))
    for group, numbered in groups.items():
        counted = [[int(part) for part in match[1].split(".")] for _, match in numbered]
        is_often = len(counted) >= max(2, weights.GROUP_PAPER_SHARE * sizes[group])
        if is_often and all(one < two for one, two in pairwise(counted)):
            for facts, match in numbered:
                facts.title = facts.title[match.end() :]


def _by_lines(parsed: Sequence[ParsedItem]) -> None:
    """Give titles back what stands behind "by", if nothing else in the list has authors."""
    read = [one.facts for one in parsed if one.facts]
    named = [facts for facts in read if facts.by_line]
    if 2 * len(named) < len(read) and not any(f.authors for f in read if not f.by_line):
        for facts in named:
            facts.title, facts.authors = tidy(facts.by_line), ()


def _cited(parsed: Sequence[ParsedItem]) -> None:
    """Take family names with a year for the authors, if the list cites so: `T (Lee et al., 2019)`.

    Where more are cited by several names than have a known venue, a single name is one as well.
    """
    read = [one.facts for one in parsed if one.facts]
    named = [
        (facts, facts.place.when, names)
        for facts in read
        if not facts.authors
        and facts.place is not None
        and facts.place.when is not None
        and not facts.place.known
        and (names := family_names(facts.place.name))
    ]
    cites = sum(len(names) > 1 for _, _, names in named)
    cites += sum(facts.cites and " " not in facts.authors[0] for facts in read)
    if cites > sum(facts.place is not None and facts.place.known for facts in read):
        for facts, when, names in named:
            facts.authors, facts.when, facts.place = names, facts.when or when, None


def _bare_venues(parsed: Sequence[ParsedItem]) -> None:
    """Take venues of whatever name off the ends of titles, if the list tells its venues there."""
    plain = [one.facts for one in parsed if one.facts and one.facts.is_plain]
    placed = sum(facts.place is not None for facts in plain)
    bare = [(facts, facts.bare_title_venue) for facts in plain if facts.place is None]
    venues = [(facts, venue) for facts, venue in bare if venue]
    if placed >= weights.BARE_VENUE_SHARE * (placed + len(venues)):
        for facts, (place, title) in venues:
            facts.place, facts.title = place, tidy(title)


def _bare_years(parsed: Sequence[ParsedItem]) -> None:
    """Take a year off the ends of titles, if the list tells its years there."""
    plain = [one.facts for one in parsed if one.facts and one.facts.says_paper]
    undated = [f for f in plain if f.when is None and (f.place is None or f.place.when is None)]
    bare = [f for f in undated if f.bare_year]
    if len(bare) >= weights.CONSENSUS_ITEMS and len(bare) >= weights.BARE_YEAR_SHARE * len(undated):
        for facts in bare:
            facts.title = re.sub(r"\s+\d{4}\.?\Z", "", facts.title).rstrip(" .,")
            facts.when = date(str(facts.bare_year))
