"""Find what the items of a list agree on: where papers begin, and what each segment is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...core.text import fold
from . import weights
from .document.outline import Document, Item, ItemForm, Style, plain_text
from .items.extraction import Interpretation, Interpreter
from .items.resources import is_linked_resource
from .items.segments import Annotate, Segment, SegmentType, item_segments
from .items.titles import TitleCandidate, best_candidate, title_candidates
from .words.dates import date, year_month
from .words.fragments import SENTENCE_END, count_words, tidy, without_announcement
from .words.link_kinds import ClassifiedUrl, UrlKind, is_material
from .words.names import family_names
from .words.venue_mentions import VenueMention, split_acronym

_AND = re.compile(r"[\s,;]*(?:and|&)\s+")

_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3})+)\.?\s+(?=\w)")


@dataclass(slots=True)
class ParsedItem:
    """An item, what it says, and whether that is a paper."""

    item: Item
    fields: list[Segment]
    candidates: list[TitleCandidate]
    facts: Interpretation | None = None
    is_paper: bool = False
    is_resource: bool = False
    """Whether it is an entry and no paper: a tool, a data set, a course."""
    stands_out: bool = False
    """Whether it is no paper among papers that are told alike."""
    missed: int = 0
    """Of the first item of a group that may tell papers and are read as none, their number."""
    is_missed: bool = False
    """Whether it is one of these."""

    @property
    def is_entry(self) -> bool:
        """Return whether it is an entry, of whatever type."""
        return self.is_paper or self.is_resource


class _Node:
    """An item with its segments, cut once, and the items nested in it."""

    def __init__(self, item: Item, annotate: Annotate) -> None:
        self.item = item
        self.fields = _announced(item_segments(item, annotate))
        self.candidates = title_candidates(item, self.fields)
        self.nested = [_Node(child, annotate) for child in item.children]
        self._tells: dict[bool, bool] = {}

    def parsed(self) -> Iterator[ParsedItem]:
        """The item as one, with all that is nested in it; several, if it tells several papers."""
        if len(starts := self._starts()) > 1 and not self.nested:
            row, is_row = self.fields[starts[0]].row, self.item.form is ItemForm.ROW
            for start, end in pairwise([0, *starts[1:], len(self.fields)]):
                fields = [
                    one
                    for at, one in enumerate(self.fields)
                    if start <= at < end or (is_row and one.row != row and not one.target)
                ]
                if match := _AND.match(fields[0].text):
                    fields[0] = replace(fields[0], text=fields[0].text[match.end() :])
                yield ParsedItem(self.item, fields, title_candidates(self.item, fields))
            return
        if not self.nested:
            yield ParsedItem(self.item, self.fields, self.candidates)
            return
        fields = list(self.all_fields())
        yield ParsedItem(self.item, fields, title_candidates(self.item, fields))

    def _starts(self) -> list[int]:
        """Find where titles begin that link to a paper each, with nothing else between."""
        result: list[int] = []
        linked = [one for one in self.candidates if _is_linked_title(one, self.fields[one.first])]
        for candidate in linked if len(linked) > 1 else []:
            if not candidate.annotation.is_certain:
                between = self.fields[result[-1] + 1 : candidate.first] if result else []
                if all(field.target or field.annotation.is_statement for field in between):
                    result.append(candidate.first)
        texts = {fold(self.fields[at].text) for at in result}
        urls = {target.url for at in result if (target := self.fields[at].target)}
        is_row = self.item.form is ItemForm.ROW
        are_apart = is_row and len({self.fields[at].row for at in result}) > 1
        if len(texts) == len(result) == len(urls) > 1 and not are_apart:
            return result
        return [] if is_row else self._labelled_starts()

    def _labelled_starts(self) -> list[int]:
        """Find where titles begin that a labelled link to a paper of its own follows each."""
        quoted = [at for at, one in enumerate(self.fields) if one.bracket == '"']
        plain = [at for at, one in enumerate(self.fields) if one.what is SegmentType.TEXT]
        starts = quoted if len(quoted) > 1 else plain
        texts = [self.fields[at] for at in starts]
        if len(texts) < 2 or starts[0] or len({one.style for one in texts}) > 1:
            return []
        urls: list[set[str]] = [
            {target.url for one in self.fields[at:end] if (target := _paper_of(one))}
            for at, end in zip(starts, [*starts[1:], None], strict=True)
        ]
        are_apart = all(urls) and len(set().union(*urls)) == sum(map(len, urls))
        return starts if are_apart and all(map(_is_own_title, texts)) else []

    def all_fields(self, rows: int = 0) -> Iterator[Segment]:
        """The segments of the item and of what is nested in it, each item on lines of its own.

        :param rows: lines on the page above it.
        """
        for one in self.fields:
            one.row += rows
            yield one
        rows = self.fields[-1].row if self.fields else rows
        for node in self.nested:
            for one in node.all_fields(rows + 1):
                rows = one.row
                yield one

    @property
    def is_link(self) -> bool:
        """Return whether it is nothing but a link that leads to no paper, or labelled links."""
        targets = [one.target for one in self.fields]
        is_only = not self.nested and all(targets)
        if len(targets) > 1:
            return is_only and any(one.label.says_what for one in self.fields)
        return is_only and any(target and not target.leads.is_paper for target in targets)

    @property
    def tells_paper(self) -> bool:
        """Return whether it is a title with its authors or its dated venue, or leads to a paper."""
        title = self.title()
        if title is None:
            return False
        who = [one.annotation for one in self.fields]
        return any(mark.leads_to_paper for mark in self.item.marks) or any(
            isinstance(one, VenueMention) and one.known and one.when
            for annotation in who
            for one in annotation.statements()
        )

    @property
    def is_material(self) -> bool:
        """Return whether it is a link to a part of what it is nested in: `Lectures`."""
        first = self.fields[:1] if len(self.fields) <= 2 else []
        return any(one.target and is_material(one.text) for one in first)

    @property
    def is_paper_link(self) -> bool:
        """Return whether it is one link that says that the paper is there, and nothing else."""
        return len(self.fields) == 1 and not self.nested and self.fields[0].label.names_paper

    def title(self) -> TitleCandidate | None:
        """Return what may be the title of a paper of its own."""
        title = best_candidate(self.candidates)
        if title is None or title.score < weights.OWN_TITLE_SCORE:
            return None
        return title if count_words(title.text) >= weights.OWN_TITLE_WORDS else None

    @property
    def is_topic_of_resources(self) -> bool:
        """Return whether it is a few words, and the bullets in it name a tool or the like each."""
        if not self.nested or len(self.fields) != 1 or self.fields[0].target:
            return False
        if self.fields[0].annotation.is_certain:
            return False
        named = sum(
            node.is_topic_of_resources or is_linked_resource(node.item, node.fields)
            for node in self.nested
        )
        is_short = count_words(self.fields[0].text) <= weights.BOLD_HEADING_WORDS
        return is_short and named >= weights.GROUP_PAPER_SHARE * len(self.nested)

    @property
    def is_citation(self) -> bool:
        """Return whether it links to a paper, and says more than a venue and a year before it."""
        rest, stated = self.fields[0].annotation.tail if self.fields else (None, ())
        return (
            rest is not None
            and bool(stated)
            and SENTENCE_END.search(rest.text) is not None
            and any(one.target is not None and one.target.leads.is_paper for one in self.fields)
        )

    def tells_its_own(self, *, below: bool) -> bool:
        """Return whether it is a paper of its own, and no part of the one that it is nested in.

        :param below: what leads to a paper itself, of which a file beside the list is a part.
        """
        if below not in self._tells:
            nested = any(node.tells_its_own(below=below) for node in self.nested)
            self._tells[below] = nested or self._tells_one(below=below)
        return self._tells[below]

    def _tells_one(self, *, below: bool) -> bool:
        title = self.title()
        if title is None:
            return False
        one = self.fields[title.first]
        if one.what is SegmentType.LINK:
            return (
                title is self.candidates[0]
                and one.target is not None
                and one.target.leads is not UrlKind.NOWHERE
                and (one.target.is_absolute or not below)
            )
        short = all(
            count_words(c.text) <= 5
            or c.annotation.authors.confidence >= weights.AUTHORS_IN_TITLE_CONFIDENCE
            for c in self.candidates
            if c.first < title.first
        )
        return (
            _names_a_paper(self.fields) and one.row == 0 and (bool(one.style & Style.BOLD) or short)
        )


def split_items(items: Iterable[Item], annotate: Annotate) -> Iterator[ParsedItem]:
    """Items as they tell papers: bullets and lines apart that tell papers of their own."""
    for item in items:
        if item.form is ItemForm.PARAGRAPH:
            yield from _lines(item, annotate)
        else:
            yield from _bullets(_Node(item, annotate))


def _bullets(node: _Node) -> Iterator[ParsedItem]:
    item = node.item
    if not node.nested:
        yield from node.parsed()
        return
    below = any(mark.leads_to_paper for mark in item.marks)
    # Beside a link of the paper or to a part of it, or below a paper, the others are links as well.
    links = node.tells_paper or any(one.is_paper_link or one.is_material for one in node.nested)
    own = [
        child.tells_its_own(below=below) and not (links and (child.is_link or child.is_material))
        for child in node.nested
    ]
    if not any(own) and not any(mark.url for mark in item.marks):
        cited = [child.is_citation for child in node.nested]
        own = cited if sum(cited) > 1 else own
    # `- - title`, and what is said about it in the bullets below
    is_one = not any(own) or (not item.marks and own[0] and sum(own) == 1)
    if is_one and not node.is_topic_of_resources:
        yield from node.parsed()
        return
    topic = tidy(plain_text([m for m in item.marks if not (m.url and m.label.says_what)]))
    if item.marks:
        upper = replace(item, end=item.children[0].start, children=[], is_topic=True)
        yield ParsedItem(upper, node.fields, node.candidates)
    for child in node.nested:
        child.item.topics = (*item.topics, topic) if topic else item.topics
        yield from _bullets(child)


def _announced(fields: list[Segment]) -> list[Segment]:
    """Segments without the word that announces a paper."""
    first = fields[0] if fields and fields[0].what is SegmentType.TEXT else None
    if first and (text := without_announcement(first.text)) != first.text:
        return [replace(first, text=text), *fields[1:]]
    return fields


def _is_own_title(one: Segment) -> bool:
    """Return whether a text is long enough for a title, and no list of names, venue or date."""
    annotation = one.annotation
    return not (
        one.bracket in {"(", "["}
        or count_words(annotation.text) < weights.OWN_TITLE_WORDS
        or annotation.authors.several
        or annotation.is_certain
    )


def _is_linked_title(candidate: TitleCandidate, one: Segment) -> bool:
    """Return whether what may be a title leads to a paper, and is no label."""
    is_paper = one.target is not None and one.target.leads.is_paper
    is_long = is_paper and count_words(candidate.text) >= weights.OWN_TITLE_WORDS
    return is_long and not one.label.begins_with_label


def _paper_of(one: Segment) -> ClassifiedUrl | None:
    """Return where a paper is, as the label of a link or a bare address says."""
    target = one.target
    is_one = target and (one.label.names_paper or (not one.text and target.leads.is_paper))
    return target if is_one else None


def _names_a_paper(fields: Sequence[Segment]) -> bool:
    return any(
        f.target is not None
        and (f.target.leads.is_paper or (f.target.is_absolute and f.label.names_paper))
        for f in fields
    )


def _lines(item: Item, annotate: Annotate) -> Iterator[ParsedItem]:
    """A paragraph, or its lines, if each of them tells a paper."""
    parts: list[Item] = []
    for mark in item.marks:
        if not parts or mark.line > parts[-1].start:
            parts.append(Item(item.form, mark.line, mark.line + 1, item.heading, item.group))
        parts[-1].marks.append(mark)
    linked = sum(any(mark.leads_to_paper for mark in part.marks) for part in parts)
    if linked >= max(2, weights.OWN_PAPER_LINE_SHARE * len(parts)):
        nodes = [_Node(part, annotate) for part in parts]
        alone = sum(
            node.title() is not None and any(mark.leads_to_paper for mark in node.item.marks)
            for node in nodes
        )
        if alone >= max(2, weights.OWN_PAPER_LINE_SHARE * len(parts)):
            for part, after in zip(parts, [*parts[1:], None], strict=True):
                part.end = after.start if after else item.end
            for node in nodes:
                yield from node.parsed()
            return
    yield from _Node(item, annotate).parsed()


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
