"""Names of authors: ``Last, First`` and ``First Last`` as one name each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import accumulate

from bibtexparser.middlewares.names import split_multiple_persons_names

from ...core.names import ET_AL, et_al_last, parse, tidy_braces, without_et_al
from ...core.text import clean
from .latex import decode

_BRACED = re.compile(r"\{[^{}]*\}")


def authors(field: str) -> tuple[str, ...]:
    """Return the authors of a field as an entry has them, "and others" as "et al.".

    Each is written ``First Last``. Braces stay around the name of a group, and are put around a
    family name that would not be found without them: ``Roebuck Williams, Rhonda``.
    """
    return et_al_last(
        [name for text in split_multiple_persons_names(field) for name in _names(text)]
    )


def _names(text: str) -> Iterator[str]:
    """The name that a text is, and "et al." if that ends it."""
    named, has_more = without_et_al(text)
    if named:
        yield _name(named)
    if has_more:
        yield ET_AL


def _name(text: str) -> str:
    last, *rest = _parts(text)
    if not rest:
        words = _words(last)
        held = tidy_braces(clean(" ".join(_word(word, alone=len(words) == 1) for word in words)))
        bare = _without_braces(held)
        return held if _BRACED.fullmatch(held) or parse(held) != parse(bare) else bare
    first, suffix = _plain(rest[-1]), " ".join(map(_plain, rest[:-1]))
    family = _plain(last)
    bare = clean(f"{first} {family} {suffix}")
    if not first or not family or parse(bare).family == family:
        return bare
    return clean(f"{first} {{{family}}} {suffix}")


def _word(word: str, *, alone: bool) -> str:
    """A word; in braces still if it is in them as a whole, and they hold several together.

    :param alone: whether it is all of the name, which may be that of a group of one word.
    """
    text = _plain(word)
    # What begins with a command is a letter with an accent.
    is_held = _is_group(word) and not word.startswith("{\\") and (alone or " " in text)
    return f"{{{text}}}" if is_held else text


def _plain(text: str) -> str:
    """A text without LaTeX and without braces, of which names have none of their own."""
    return clean(_without_braces(decode(text)))


def _without_braces(text: str) -> str:
    return re.sub("[{}]", "", text)


def _is_group(word: str) -> bool:
    """Whether the brace that a word begins with is closed at its very end."""
    depths = accumulate({"{": 1, "}": -1}.get(character, 0) for character in word)
    closed = next((at for at, depth in enumerate(depths, 1) if depth == 0), 0)
    return word.startswith("{") and closed == len(word)


def _words(name: str) -> list[str]:
    """A name cut at its spaces, less those in braces."""
    return _cut(name, str.isspace)


def _parts(name: str) -> list[str]:
    """A name cut at its commas, less those in braces: the name of a group may have some."""
    return _cut(name, ",".__eq__)


def _cut(text: str, is_separator: Callable[[str], bool]) -> list[str]:
    """A text cut at characters that stand in no braces."""
    parts, depth = [""], 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0 and is_separator(character):
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]
