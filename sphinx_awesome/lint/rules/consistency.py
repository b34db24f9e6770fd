"""Venues, tags and years that are written otherwise than elsewhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import chain

from ...core.model import Entry
from ...core.problem import KeyPath, ProblemCode
from ...core.same_work import title_words
from ...core.text import fold, plural, quote_for_message
from ...core.venues import SERIES, VenueKind, normalize_venue
from ..context import Finding, LintContext, Rule, find_nothing

UNUSED_IGNORE = Rule(
    code="unused-ignore",
    title="A rule is ignored where nothing breaks it",
    why="The fault was mended, or the rule's name is misspelt. What is left would hide the next "
    "fault of the kind.",
    fix="Delete the line, or write the rule's name as `check` prints it.",
    example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"
links.pdf = "https://example.org/ratchet.pdf"
ignore.capitals = "As printed."
""",
    find=find_nothing,  # what ignores nothing is known only when all else is found
)


def _venues(paper: Entry) -> Iterator[tuple[KeyPath, str]]:
    for prefix, one in zip(((), ("published",)), paper.appearances, strict=False):
        if one.venue:
            yield (*prefix, "venue"), one.venue


def venue_spelling(subject: LintContext) -> Iterator[Finding]:
    """Find venues under another name than the registry's."""
    for paper in subject.papers:
        for keys, name in _venues(paper):
            venue = subject.awesome_list.venues.find(name)
            # ACL-IJCNLP 2021 was called so: a meeting of several bears the names of all.
            if venue and name != venue.name and venue.name not in re.split(r"[-/]", name):
                # What the name says beyond the venue's, a person has to find a place for.
                is_certain = not set(title_words(venue.name)) < set(title_words(name))
                yield Finding(
                    paper.id,
                    keys,
                    f'the venue "{name}" is known as "{venue.name}"',
                    f'write "{venue.name}"',
                    venue.name if is_certain else "",
                )


def series_as_venue(subject: LintContext) -> Iterator[Finding]:
    """Find series of proceedings in the place of a venue."""
    for paper in subject.papers:
        for keys, name in _venues(paper):
            if holds := SERIES.get(normalize_venue(name)):
                yield Finding(
                    paper.id,
                    keys,
                    f'"{name}" is no venue: it holds {holds}',
                    "write the conference whose volume it is",
                )


def future_year(subject: LintContext) -> Iterator[Finding]:
    """Find papers that have appeared, or were added, in the future."""
    this_year = subject.today.year
    for paper in subject.papers:
        for prefix, one in zip(((), ("published",)), paper.appearances, strict=False):
            # A paper that was accepted this year may be given and printed in the next.
            last = this_year + (subject.kind(one.venue) is not VenueKind.PREPRINT)
            if one.year and one.year > last:
                yield Finding(
                    paper.id,
                    (*prefix, "year"),
                    f"{one.year} is in the future",
                    "write the year in which it appeared",
                )
        # Where the sun rises first, the day after is today.
        if paper.added and paper.added > subject.today + timedelta(days=1):
            yield Finding(
                paper.id,
                ("added",),
                f"{paper.added} is in the future",
                "write the day on which it was added",
            )


def tag_spelling(subject: LintContext) -> Iterator[Finding]:
    """Find tags, and values of the list's own fields, that are spelled otherwise elsewhere."""
    tags = {paper.id: paper.tags for paper in subject.papers}
    yield from _spelled_otherwise(tags, ("tags",), "tag")
    for name, definition in subject.awesome_list.fields.items():
        if not definition.values:
            values = {paper.id: paper.fields.get(name, ()) for paper in subject.papers}
            what = f"value of {quote_for_message(definition.title)}"
            yield from _spelled_otherwise(values, ("fields", name), what)


def _spelled_otherwise(
    given: Mapping[str, tuple[str, ...]], field: KeyPath, what: str
) -> Iterator[Finding]:
    """Find texts of one field that are spelled otherwise at other papers.

    :param given: the texts by the id of their paper.
    :param field: its path in a block.
    :param what: a text is, in a sentence.
    """
    uses = Counter(chain.from_iterable(given.values()))
    spellings: dict[str, list[str]] = defaultdict(list)
    for text in uses:
        spellings[_singular(text)].append(text)
    # The most used one counts; of two, the first.
    best = {
        text: max(texts, key=uses.__getitem__) for texts in spellings.values() for text in texts
    }
    for paper, texts in given.items():
        seen: set[str] = set()
        for number, text in enumerate(texts):
            keys = (*field, number)
            if best[text] in seen:
                message, hint = (
                    f'the paper has the {what} "{best[text]}" twice',
                    "delete one of the two",
                )
                yield Finding(paper, keys, message, hint)
            elif text != best[text]:
                more = plural(uses[best[text]], "paper")
                yield Finding(
                    paper,
                    keys,
                    f'the {what} "{text}" is written "{best[text]}" at {more}',
                    f'write "{best[text]}"',
                    best[text] if normalize_venue(text) == normalize_venue(best[text]) else "",
                )
            seen.add(best[text])


_PLURAL = re.compile(r"(?:(?<=[a-z]{2})(?P<ies>ies)|(?P<es>(?<=x|h)es)|(?<![sui])s)\Z")


def _singular(tag: str) -> str:
    """Return the key that the spellings of one tag share. The number 1.5 is not 15."""
    spelled = fold(tag).replace("+", "plus").replace("#", "sharp")
    *first, last = re.findall(r"(?:\d+[.,](?=\d)|\w)+", spelled) or [spelled]
    if len(last) > 4 and not last.endswith("ics"):
        last = _PLURAL.sub(lambda match: "y" if match["ies"] else "", last)
    return "".join([*first, last])


RULES = (
    Rule(
        code="venue-spelling",
        title="A venue under another of its names",
        why="The list then has two names for one venue, and whoever searches for one overlooks the "
        "other. The name of a meeting of several, such as ACL-IJCNLP, is left alone.",
        fix="Write the short name; `check --fix` does it unless the longer one says more. To "
        "prefer another name for the whole list, put the venue with that name into `_venues.toml`.",
        example="""\
[[entry]]
id = "gsket"
title = "Knowledge matters: Chest radiology report generation"
venue = "Medical Image Analysis"
links.pdf = "https://example.org/gsket.pdf"
""",
        find=venue_spelling,
        fixed_example="""\
[[entry]]
id = "gsket"
title = "Knowledge matters: Chest radiology report generation"
venue = "MedIA"
links.pdf = "https://example.org/gsket.pdf"
""",
    ),
    Rule(
        code="series-as-venue",
        title="A series in the place of a venue",
        why="PMLR, LNCS and their like print the proceedings of many conferences: their name does "
        "not say where the paper was read and reviewed.",
        fix="Look up the volume, and write the conference that it is of.",
        example="""\
[[entry]]
id = "priors"
title = "Improving Radiology Report Generation Systems"
venue = "PMLR"
year = 2022
links.pdf = "https://example.org/priors.pdf"
""",
        find=series_as_venue,
        overrules=frozenset({ProblemCode.VENUE}),  # no series is known as a venue: once is enough
    ),
    Rule(
        code="future-year",
        title="A year in the future",
        why="No paper has appeared later than today; a conference or journal may be of the next "
        "year. Today is the day of `SOURCE_DATE_EPOCH`, where that is set.",
        fix="Write the year in which it appeared.",
        example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"
venue = "arXiv"
year = 2099
links.pdf = "https://example.org/ratchet.pdf"
""",
        find=future_year,
    ),
    Rule(
        code="tag-spelling",
        title="A tag, or a value of a field of the list, in two spellings",
        why="Tags that differ in case, punctuation or plural are two tags to every index and "
        "filter, each with half of the papers. So are values of the list's own fields.",
        fix="Write the one that most papers have; `check --fix` does it where case and "
        "punctuation alone differ.",
        example="""\
[[entry]]
id = "a"
title = "A first paper on the matter"
tags = ["Chest X-ray"]
links.pdf = "https://example.org/a.pdf"

[[entry]]
id = "b"
title = "Some second contribution"
tags = ["chest x-ray"]
links.pdf = "https://example.org/b.pdf"
""",
        find=tag_spelling,
        fixed_example="""\
[[entry]]
id = "a"
title = "A first paper on the matter"
tags = ["Chest X-ray"]
links.pdf = "https://example.org/a.pdf"

[[entry]]
id = "b"
title = "Some second contribution"
tags = ["Chest X-ray"]
links.pdf = "https://example.org/b.pdf"
""",
    ),
)
