"""Texts that were damaged on their way, and titles and authors that do not look like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...core.model import TEXT_FIELDS, Entry
from ...core.person_names import (
    ABBREVIATED_SUFFIX,
    ET_AL,
    is_doubtful,
    loosely_split,
    may_be_group,
    split_names,
)
from ...core.problem import KeyPath
from ...core.text import clean, repair_encoding
from ..context import Finding, LintContext, Rule


def _texts(paper: Entry) -> Iterator[tuple[KeyPath, str]]:
    """Yield the texts of a paper that are not addresses or identifiers, each with its path."""
    for field in TEXT_FIELDS:
        if text := getattr(paper, field):
            yield (field,), text
    if paper.published and paper.published.title:
        yield ("published", "title"), paper.published.title
    for field in ("authors", "tags"):
        yield from (((field, number), text) for number, text in enumerate(getattr(paper, field)))


def mojibake(subject: LintContext) -> Iterator[Finding]:
    """Find texts with characters that were decoded wrongly."""
    for paper in subject.papers:
        for keys, text in _texts(paper):
            if text.isascii() and "&" not in text:
                continue
            new = clean(repair_encoding(text))
            if new != text:
                yield Finding(
                    paper.id,
                    keys,
                    "characters were decoded wrongly on their way here",
                    f'write "{new}"',
                    new,
                )
            elif "\ufffd" in text or "â€" in text:
                yield Finding(
                    paper.id,
                    keys,
                    "a character was lost on its way here",
                    "write the text as it is printed",
                )


_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def capitals(subject: LintContext) -> Iterator[Finding]:
    """Find titles in capitals."""
    for paper in subject.papers:
        if paper.title.isupper() and len(_LONG_WORD.findall(paper.title)) >= 3:
            yield Finding(
                paper.id,
                ("title",),
                "the title is in capitals",
                "write it in small letters, but for names",
            )


_ABBREVIATION = re.compile(
    rf"(?:\b(?:al|etc|vs|inc|ltd|co|no|vol|pt|st|{ABBREVIATED_SUFFIX})|\.\w+|\b\w)\.\Z",
    re.IGNORECASE,
)


def trailing_stop(subject: LintContext) -> Iterator[Finding]:
    """Find titles that end with a full stop."""
    for paper in subject.papers:
        title = paper.title
        if title.endswith(".") and not title.endswith("..") and not _ABBREVIATION.search(title):
            new = title[:-1].rstrip()
            yield Finding(
                paper.id,
                ("title",),
                "the title ends with a full stop",
                f'write "{new}"',
                new,
            )


def author_name(subject: LintContext) -> Iterator[Finding]:
    """Find authors that are several, or whose last name stands first."""
    for paper in subject.papers:
        for number, author in enumerate(paper.named_authors):
            keys = ("authors", number)
            names = split_names(author)
            if names != (author,):
                what = _ONE_NAME if len(names) == 1 else _several(author, names)
                new = names[0] if len(names) == 1 else names
                yield Finding(paper.id, keys, what, f"write {_quoted(names)}", new)
            elif is_doubtful(author) and (names := _guessed(author)):
                hint = f"write {_quoted(names)}"
                if may_be_group(author):
                    hint += f'; or, if it is one group, "{{{author}}}"'
                yield Finding(paper.id, keys, _ONE_NAME, hint)


_ONE_NAME = "an author is one name, as it is spoken, without a comma"


def _several(author: str, names: tuple[str, ...]) -> str:
    """Return what is wrong with an author that certainly is several."""
    if re.search("[,;]", author):
        return _ONE_NAME
    persons = [name for name in names if name != ET_AL]
    if len(persons) < len(names):
        return "this is not the name of one author"
    return f"an author is one name, and this is {len(names)}"


def _guessed(author: str) -> tuple[str, ...]:
    """Return the names that a doubtful text may stand for."""
    names = loosely_split(author)
    # As in `Lovelace, Ada`; of two whole names both have several words.
    if len(names) == 2 and "," in author and " " not in names[1] and not may_be_group(author):
        return (f"{names[1]} {names[0]}",)
    return names


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


RULES = (
    Rule(
        code="mojibake",
        title="Characters that were decoded wrongly",
        why="A program has read UTF-8 as Windows-1252, so that a dash became `â€“`, or has left "
        "HTML's entities in a text, so that `&` became `&amp;`. Search then finds neither the word "
        "nor the paper.",
        fix="Write the character that was meant; `check --fix` does it wherever it can be told.",
        example="""\
[[entry]]
id = "biovil"
title = "Making the most of text semantics to improve visionâ€“language processing"
links.pdf = "https://example.org/biovil.pdf"
""",
        find=mojibake,
        fixed_example="""\
[[entry]]
id = "biovil"
title = "Making the most of text semantics to improve vision–language processing"
links.pdf = "https://example.org/biovil.pdf"
""",
    ),
    Rule(
        code="author-name",
        title="An author that is not one name",
        why="Several authors in one pair of quotes are one person to the index of authors and in "
        "each citation, and one whose last name stands first is another person than the same one "
        "elsewhere. “Jane Doe et al.” is no name of a person either.",
        fix='Write each author in quotes of their own, as `First Last`, and `"et al."` as the '
        "last if not all are named; `check --fix` does it where it is certain who they are, and "
        "leaves `Roe, John` to you. What follows a name, such as `Jr.`, may stand behind a comma. "
        "The name of a group that has a comma or an “and” stands in braces: "
        '`"{Smith, Jones and Partners}"`.',
        example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis and Reporting"
authors = ["Benjamin Hou, Georgios Kaissis"]
links.pdf = "https://example.org/ratchet.pdf"
""",
        find=author_name,
        fixed_example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis and Reporting"
authors = ["Benjamin Hou", "Georgios Kaissis"]
links.pdf = "https://example.org/ratchet.pdf"
""",
    ),
    Rule(
        code="capitals",
        title="A title in capitals",
        why="It was copied from a page that prints all titles so. In a list it shouts, and names "
        "can no longer be told from words.",
        fix="Write it as the paper's own record has it.",
        example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: MEDICAL TRANSFORMER FOR CHEST X-RAY DIAGNOSIS"
links.pdf = "https://example.org/ratchet.pdf"
""",
        find=capitals,
    ),
    Rule(
        code="trailing-stop",
        title="A title with a full stop at its end",
        why="The stop belongs to the bibliography that the title was copied from. In a citation it "
        "comes out twice.",
        fix="Delete it; `check --fix` does it.",
        example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis."
links.pdf = "https://example.org/ratchet.pdf"
""",
        find=trailing_stop,
        fixed_example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"
links.pdf = "https://example.org/ratchet.pdf"
""",
    ),
)
