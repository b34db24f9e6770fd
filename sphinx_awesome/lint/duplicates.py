"""Papers that are told more than once."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.model import Entry, VenueKind
from ..core.problem import Severity
from .near import near_titles
from .rule import Finding, Rival, Rule
from .sameness import Same
from .subject import Subject


def _is_both_forms(subject: Subject, pair: Same) -> bool:
    kinds = {subject.kind(pair.first.venue), subject.kind(pair.second.venue)}
    return VenueKind.PREPRINT in kinds and not kinds <= {VenueKind.PREPRINT, None}


def _section(subject: Subject, pair: Same) -> str:
    """The first section that shows both, or ""."""
    other = subject.sections[pair.second.id]
    return next((section for section in subject.sections[pair.first.id] if section in other), "")


def _where(paper: Entry) -> str:
    return " ".join(filter(None, [paper.venue, str(paper.year or "")]))


def duplicate_paper(subject: Subject) -> Iterator[Finding]:
    """Find papers that two sections tell."""

    def message(here: Entry, there: Entry, pair: Same) -> str:
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


def twice_in_section(subject: Subject) -> Iterator[Finding]:
    """Find papers that one section tells twice."""
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


def preprint_and_published(subject: Subject) -> Iterator[Finding]:
    """Find papers that are listed in both of their forms."""
    hint = "keep one: the published form with `arxiv`, or the preprint with `published.venue`"

    def message(here: Entry, there: Entry, pair: Same) -> str:
        section = _section(subject, pair)
        return (
            f"the paper is listed as {_where(here)} here and as {_where(there)} at "
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


def near_title(subject: Subject) -> Iterator[Finding]:
    """Find papers whose titles are nearly those of others."""
    told = {pair.second.id for pair in subject.same}
    hint = "if they are one paper, keep one of the two"
    for first, second in near_titles(subject):
        if not {first.id, second.id} & told:
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
        mend="Tell it where it fits best. In the other section write only `ref` with its id: the "
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
        mend="Delete one of the two blocks, and keep the links that only it has. Its id becomes "
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
        mend="Keep one block: the published form with `arxiv`, or, if the list counts it among the "
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
        mend="If it is one paper, keep one block. If it is not, say so in `ignore.near-title`.",
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
