"""Papers that are told more than once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, TypeAlias

from ...core.model import Entry
from ...core.problem import Severity
from ...core.same_work import DuplicatePair, have_other_authors, title_words
from ...core.venues import VenueKind
from ..context import Finding, LintContext, Rival, Rule

_Words: TypeAlias = tuple[str, ...]

_RARE_TITLE_WORDS = 4  # words under which a title is looked for

_NEIGHBOUR_TITLES = 8  # of a title among those that share a word with it

_MIN_TITLE_WORDS = 5  # words of a title that says enough

_SAME_NAME_DIFFERENT_WORDS = 2  # different words of two titles that bear one name

_MAX_DIFFERENT_WORDS = 4  # different words of titles that are worth a closer look

_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to"}
    | {"toward", "towards", "using", "via", "with", "based"}
)

_MIN_MISSPELT_LETTERS = 6  # letters of a word that is misspelt and not another one

# Words that differ by these alone mean another thing.
_PREFIX = re.compile(
    r"\A(?:anti|bi|de|dis|hyper|hypo|im|inter|intra|in|macro|micro|mono|multi|non|over|post|pre"
    r"|re|semi|sub|super|tri|under|uni|un)"
)

# Numbers and signs tell the parts of a series apart: `3D`, `II`, `ChatCAD+`.
_COUNTING = re.compile(r"\w*\d\w*|\b[IVX]+\b(?!-)|\w+\+")


class _Title(NamedTuple):
    """A title, taken apart once for all that it is compared with."""

    words: _Words
    number: int
    """Of its paper in the list."""
    distinct: frozenset[str]
    counting: tuple[str, ...]
    """The numbers and signs in it, in their order."""
    rests: tuple[_Words, ...]
    """Its words without the name that it starts with, if they say enough by themselves."""
    name: str
    """The name before its colon, or ""."""


def similar_titles(subject: LintContext) -> Iterator[tuple[Entry, Entry]]:
    """Yield pairs of papers with similar titles; each paper is the second of one pair at most."""
    titles = [_taken_apart(n, p.title, subject.words[p.id]) for n, p in enumerate(subject.papers)]
    pairs = {
        (max(one, other), min(one, other))
        for block in _blocks(titles)
        for one, other in _neighbours(block)
    }
    seen = set()
    for b, a in sorted(pairs):
        first, second = subject.papers[a], subject.papers[b]
        if (
            b not in seen
            and _are_near(titles[a], titles[b])
            and not _are_known_as_two(subject, first, second)
        ):
            seen.add(b)
            yield first, second


def _taken_apart(number: int, title: str, all_words: _Words) -> _Title:
    name, colon, rest = title.partition(":")
    first, _, others = title.partition(" ")
    rests = [title_words(rest), title_words(others) if _is_name(first) else ()]
    return _Title(
        all_words,
        number,
        frozenset(all_words),
        tuple(sorted(_COUNTING.findall(title))),
        tuple(words for words in rests if len(words) >= _MIN_TITLE_WORDS),
        name if colon and _is_name(name) else "",
    )


def _is_name(word: str) -> bool:
    """Return whether a word is a name that was made for a paper: `BiomedGPT`."""
    return " " not in word and "-" not in word and sum(map(str.isupper, word)) > 1


def _blocks(titles: Sequence[_Title]) -> Iterator[list[_Title]]:
    """Yield the titles that share a rare word, together."""
    counts = Counter(word for title in titles for word in title.distinct)
    blocks: dict[str, list[_Title]] = defaultdict(list)
    for title in titles:
        if len(title.words) >= _MIN_TITLE_WORDS:
            shared = sorted((counts[word], word) for word in title.distinct if counts[word] > 1)
            for _, word in shared[:_RARE_TITLE_WORDS]:
                blocks[word].append(title)
    return (sorted(block, key=lambda title: title[:2]) for block in blocks.values())


def _neighbours(block: Sequence[_Title]) -> Iterator[tuple[int, int]]:
    """Yield pairs of papers whose titles stand near each other and differ by few words."""
    for index, title in enumerate(block):
        for other in block[index + 1 : index + 1 + _NEIGHBOUR_TITLES]:
            if len(title.distinct ^ other.distinct) <= _MAX_DIFFERENT_WORDS:
                yield title.number, other.number


def _are_near(first: _Title, second: _Title) -> bool:
    if first.counting != second.counting:
        return False
    if second.words in first.rests or first.words in second.rests:
        return True
    is_one_name = first.name and first.name == second.name
    if is_one_name and len(first.distinct ^ second.distinct) <= _SAME_NAME_DIFFERENT_WORDS:
        return True
    return _is_misspelt(first.words, second.words)


def _are_known_as_two(subject: LintContext, first: Entry, second: Entry) -> bool:
    """Return whether the list says that two papers are two: by types, arXiv ids or authors."""
    if first.type.is_paper is not second.type.is_paper:
        return True
    ours, theirs = subject.arxivs[first.id], subject.arxivs[second.id]
    if ours and theirs and not ours.keys() & theirs.keys():
        return True
    return have_other_authors(first, second)


def _is_misspelt(a: _Words, b: _Words) -> bool:
    """Return whether two titles differ by small words, hyphens and one misspelt word at most."""
    a, b = (tuple(word for word in title if word not in _SMALL) for title in (a, b))
    if "".join(a) == "".join(b):
        return True
    differing = [pair for pair in zip(a, b, strict=False) if len({*pair}) > 1]
    return len(a) == len(b) and len(differing) == 1 and _is_slip(*differing[0])


def _is_slip(x: str, y: str) -> bool:
    """Return whether a word can be another one misspelt."""
    if min(len(x), len(y)) < _MIN_MISSPELT_LETTERS or {x, _PREFIX.sub("", x)} & {
        y,
        _PREFIX.sub("", y),
    }:
        return False
    return SequenceMatcher(None, x, y, autojunk=False).ratio() >= 0.85


def _is_both_forms(subject: LintContext, pair: DuplicatePair) -> bool:
    kinds = {subject.kind(pair.first.venue), subject.kind(pair.second.venue)}
    return VenueKind.PREPRINT in kinds and not kinds <= {VenueKind.PREPRINT, None}


def _section(subject: LintContext, pair: DuplicatePair) -> str:
    """Return the first section that shows both, or ""."""
    other = subject.sections[pair.second.id]
    return next((section for section in subject.sections[pair.first.id] if section in other), "")


def duplicate_paper(subject: LintContext) -> Iterator[Finding]:
    """Find papers that stand in two sections."""

    def message(here: Entry, there: Entry, pair: DuplicatePair) -> str:
        return f"the paper is told already, as {subject.name(there, here)}: both have {pair.what}"

    for pair in subject.same:
        if not _is_both_forms(subject, pair) and not _section(subject, pair):
            first, second = pair.first, pair.second
            yield Finding(
                second.id,
                pair.keys,
                message(second, first, pair),
                f'write only ref = "{first.id}" here; if this is the older, '
                f'ref = "{second.id}" there',
                rival=Rival(
                    first.id,
                    pair.first_keys,
                    message(first, second, pair),
                    f'write only ref = "{second.id}" here',
                    f'write only ref = "{first.id}" here',
                ),
            )


def twice_in_section(subject: LintContext) -> Iterator[Finding]:
    """Find papers that stand twice in one section."""
    for pair in subject.same:
        if not _is_both_forms(subject, pair) and (section := _section(subject, pair)):
            first, second = pair.first.id, pair.second.id
            what = f"the section {section} has the paper twice"
            keep = "delete this block, and move what only it says to that of"
            yield Finding(
                second,
                pair.keys,
                f"{what}: `{first}` has {pair.what} too",
                "delete one of the two, and keep what only it says",
                rival=Rival(
                    first,
                    pair.first_keys,
                    f"{what}: `{second}` has {pair.what} too",
                    f"{keep} `{second}`",
                    f"{keep} `{first}`",
                ),
            )


def preprint_and_published(subject: LintContext) -> Iterator[Finding]:
    """Find papers that are listed in both of their forms."""
    hint = "keep one: the published form with `arxiv`, or the preprint with `published.venue`"

    def message(here: Entry, there: Entry, pair: DuplicatePair) -> str:
        section = _section(subject, pair)
        return (
            f"the paper is listed as {here.appearances[0]} here and as {there.appearances[0]} at "
            f"{subject.name(there, here)}"
            + (f", both in the section {section}" if section else "")
            + f": both have {pair.what}"
        )

    for pair in subject.same:
        if _is_both_forms(subject, pair):
            first, second = pair.first, pair.second
            turned = message(first, second, pair)
            rival = Rival(first.id, pair.first_keys, turned, hint, hint)
            yield Finding(second.id, pair.keys, message(second, first, pair), hint, rival=rival)


def near_title(subject: LintContext) -> Iterator[Finding]:
    """Find papers whose titles are nearly those of others."""
    duplicates = {pair.second.id for pair in subject.same}
    hint = "if they are one paper, keep one of the two"
    for first, second in similar_titles(subject):
        if not {first.id, second.id} & duplicates:
            turned = f"the title is nearly that of {subject.name(second, first)}"
            rival = Rival(first.id, ("title",), turned, hint, hint)
            message = f"the title is nearly that of {subject.name(first, second)}"
            yield Finding(second.id, ("title",), message, hint, rival=rival)


RULES = (
    Rule(
        code="duplicate-paper",
        title="A paper is told in two sections",
        why="Two blocks for one paper soon say two different things, give it two addresses, and "
        "count it twice. They are one paper if they have one title, case, accents and punctuation "
        "aside, and some author in common, where authors are given; or an arXiv id or a DOI in "
        "common, and half of the words of their titles.",
        fix="Tell it where it fits best. In the other section write only `ref` with its id: the "
        "card is shown there too. The id that goes becomes one of the `aliases` of the other.",
        example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"
arxiv = "2107.02104"

# in the file of another section
[[entry]]
id = "hou-2021-ratchet"
title = "Ratchet: Medical transformer for chest X-ray diagnosis"
arxiv = "2107.02104"
""",
        find=duplicate_paper,
    ),
    Rule(
        code="twice-in-section",
        title="A section has a paper twice",
        why="Whoever reads the section meets the same card again, and every number counts it "
        "twice.",
        fix="Delete one of the two blocks, and keep the links that only it has. Its id becomes "
        "one of the `aliases` of the other, so that links to it go on working.",
        example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"
links.pdf = "https://example.org/ratchet.pdf"

[[entry]]
id = "hou-2021-ratchet"
title = "Ratchet: medical transformer for chest X-ray diagnosis"
links.pdf = "https://example.org/hou-2021-ratchet.pdf"
""",
        find=twice_in_section,
    ),
    Rule(
        code="preprint-and-published",
        title="The preprint and the published form are both listed",
        why="They are one work, and readers look for one card that says both. Which of the two "
        "they would cite otherwise depends on which they see first.",
        fix="Keep one block: the published form with `arxiv`, or, if the list counts it among the "
        "preprints, that with `published.venue` and `published.year`.",
        example="""\
[[entry]]
id = "kiut"
title = "KiUT: Knowledge-Injected U-Transformer for Radiology Reports"
venue = "CVPR"
year = 2023
links.pdf = "https://example.org/kiut.pdf"

[[entry]]
id = "kiut-preprint"
title = "KiUT: Knowledge-injected U-Transformer for Radiology Reports"
venue = "arXiv"
year = 2023
links.pdf = "https://example.org/kiut-preprint.pdf"
""",
        find=preprint_and_published,
    ),
    Rule(
        code="near-title",
        title="Two titles are nearly the same",
        why="They differ by a misspelling, a small word or the name at their start: most likely it "
        "is one paper. It is not if arXiv knows two, or if no author is in common. Since it may be "
        "two all the same, this is a notice, which fails nothing.",
        fix="If it is one paper, keep one block. If it is not, say so in `ignore.near-title`.",
        example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis and Reporting"
links.pdf = "https://example.org/ratchet.pdf"

[[entry]]
id = "hou-2021-medical"
title = "Medical Transformer for Chest X-ray Diagnosis and Reporting"
links.pdf = "https://example.org/hou-2021-medical.pdf"
""",
        find=near_title,
        severity=Severity.NOTICE,
    ),
)
