r"""Read the names in an author field, in all the ways in which they come.

Owns what is BibTeX's of names: `and`, braces, parts between commas, biblatex's ``family=``, and the
numbers of DBLP. What a name is made of is :mod:`sphinx_awesome.core.person_names`'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import accumulate

from ...core.person_names import (
    ET_AL,
    et_al_last,
    is_degree,
    is_doubtful,
    is_et_al,
    is_suffix,
    may_be_group,
    parse_name,
    parted_suffix,
    split_names,
    tidy_braces,
    without_degrees,
    without_et_al,
)
from ...core.text import clean
from .latex import latex_to_text, without_entities

_BRACED = re.compile(r"\{[^{}]*\}")
_AND = re.compile(
    r"\\and(?![a-z])|\\.|[{}]|(?<![^\s{}~])and(?![^\s{}~])", re.IGNORECASE | re.DOTALL
)
# What other languages and title pages write between two names.
_OTHER_AND = re.compile(r"\s+(?:und|et|with|[|+•·])\s+|\s*/\s*")
_CJK_COMMA = re.compile("[、，；]")  # noqa: RUF001
_OTHERS = re.compile(r"\{?(?:al\.|et-al\.?|others,? et al\.?|(?:the )?(?:rest|more))\}?")
_DOT = re.compile(r"\s(?:\$\\cdot\$|\\textperiodcentered(?:\{\})?)\s")
_NAME_PART = re.compile(r"\s*(?P<name>family|given|prefix|suffix|useprefix|[a-z]+-i)\s*=\s*")
_HOMONYM_NUMBER = re.compile(r"[\s~]+(?:\d{4}|\{\d{4}\}|\(\d{4}\))$")
# A mark behind a name, which leads to where its bearer works.
_MARK = re.compile(r"\$(?:\{\})?\^[^$]*\$|\\(?:textsuperscript|thanks|footnote)\s*\{[^{}]*\}")
_POINTS = ".,:;?*-\u2013\u2014 "
"""Characters that alone are no name."""
_SPOKEN = re.compile(r"(?:\A|(?<=\s))(?:[A-Z]\.[\s-]?)+\s*[A-Z]\w*[a-z]")
"""Initials before a family name, which has none itself."""
_INVERTED = re.compile(r"(?:\A|\s)(?:[a-z]|[A-Z](?:\.|\s|\Z))")
"""A particle, or initials behind a comma."""
_NAME_CHARS = 100
"""Longest name that is looked at for initials behind it."""

_VANCOUVER = re.compile(r"(?P<family>\S.*[a-z]\S*) (?P<given>[A-Z]{1,3})")


def split_authors(field: str) -> tuple[str, ...]:
    """Return the authors of a field as an entry has them.

    Each is written ``First Last``, "and others" as "et al.". Braces stay around the name of a
    group, and are put around a family name that would not be found without them: ``Roebuck
    Williams, Rhonda``. What no rule of BibTeX's splits, and what may be several names or one, stays
    in its own order (:func:`is_in_doubt`).
    """
    texts = _names_in(_MARK.sub("", without_entities(field)))
    styled = [text for text in texts if not (_is_group(text) or is_et_al(text))]
    # Where others are written `First Last`, `Ann Lee, Bo Ito` are two; where all have a comma, one.
    spoken = any("," not in text and " " in text for text in styled)
    is_spoken = spoken if spoken or len(styled) > 1 else None
    if is_spoken is None and any(text.endswith(",") for text in styled):
        is_spoken = True  # `Ann Lee, Bo Ito, and others`
    listed = [name for text in texts for name in _names(text, is_spoken=is_spoken)]
    return et_al_last(listed)


def is_in_doubt(name: str) -> bool:
    """Return True if an author that was read may be several."""
    return not _BRACED.search(name) and (" / " in name or is_doubtful(name))


def _names_in(field: str) -> list[str]:
    """The texts between each `and` that stands in no braces; none that is empty."""
    if field.startswith('"') and field.endswith('"'):
        field = field[1:-1]
    texts, depth, start = [], 0, 0
    for match in _AND.finditer(field):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0 and match[0].lower().removeprefix("\\") == "and":
            texts.append(field[start : match.start()])
            start = match.end()
    return list(filter(None, (text.strip(" \t\n~") for text in [*texts, field[start:]])))


def _names(text: str, *, is_spoken: bool | None) -> Iterator[str]:
    """The names that a text is: one by BibTeX's rules, several where no rule of it would say so.

    :param is_spoken: whether names are known to be written ``First Last`` here; None if nothing is.
    """
    named, has_more = ("", True) if _OTHERS.fullmatch(text) else without_et_al(text)
    named = named.strip(" ,;") if "{" not in named else named.strip()
    if named.strip(_POINTS):
        is_list = True if has_more else is_spoken  # which "et al." ends
        yield from _several(named, is_spoken=is_list) or (_name(named),)
    if has_more:
        yield ET_AL


def _several(text: str, *, is_spoken: bool | None) -> tuple[str, ...]:
    """The names between semicolons, ampersands or commas; none if BibTeX's rules make it one.

    The whole text if it may be either, `Ann Lee, Bo Ito`.
    """
    if _NAME_PART.match(text):
        return ()
    by_sign = list(filter(None, _cut(_DOT.sub(";", text), ";".__eq__)))
    if len(by_sign) > 1:
        return tuple(name for part in by_sign for name in _names(part, is_spoken=False))
    plain = _plain(text) if "{" not in text else ""
    if " & " in plain or _CJK_COMMA.search(plain):
        return split_names(plain)
    if _OTHER_AND.search(plain):
        joined = _OTHER_AND.sub(" and ", plain)
        names = split_names(joined)
        return names if len(names) > 1 and all(" " in name for name in names) else ()
    return _between_commas(plain, is_spoken=is_spoken)


def _between_commas(plain: str, *, is_spoken: bool | None) -> tuple[str, ...]:
    """The names between commas, if they are several."""
    parts = _parts(without_degrees(plain))
    short = len(parts) > 1 and all(len(part) <= _NAME_CHARS for part in parts)
    initials = list(filter(None, map(_VANCOUVER.fullmatch, parts))) if short else []
    if initials and len(initials) == len(parts):
        return tuple(f"{match['given']} {match['family']}" for match in initials)
    if len(parts) == 2 and not is_spoken and not _SPOKEN.search(parts[0]):
        are_long = is_spoken is None and all(" " in part for part in parts)
        is_open = may_be_group(plain) or not _INVERTED.search(plain)
        return (plain,) if are_long and is_open else ()
    if len(parts) < 2:
        return ()
    if len(parts) == 3 and (is_suffix(parts[1]) or is_suffix(parts[2]) or is_degree(parts[2])):
        return ()
    names = split_names(plain)
    return names if len(names) > 1 or len(parts) > 2 else ()


def _name(text: str) -> str:
    """A name as an entry has it."""
    if _NAME_PART.match(text):
        return _name_of_parts(text)
    last, *rest = map(_without_number, _parts(without_degrees(text)))
    if len(rest) > 1 and is_degree(rest[-1]):  # behind `Last, First`, where a first name belongs
        del rest[-1]
    if len(rest) == 1 and is_suffix(rest[0]):  # `Sam Hill, Jr.`, or `Hill, Jr.`
        return clean(f"{_spoken(last)} {_plain(rest[0])}")
    if not rest:
        return _spoken(last)
    if len(rest) > 1 and is_suffix(rest[-1]):  # `Last, First, Jr.`, which BibTeX has otherwise
        rest = [rest[-1], *rest[:-1]]
    family, suffix = parted_suffix(last) if "{" not in last else (last, "")
    suffixes = " ".join(filter(None, [suffix, *map(_plain, rest[:-1])]))
    return _joined(_plain(rest[-1]), _plain(family), suffixes)


def _spoken(text: str) -> str:
    """A name without commas."""
    words = _words(text)
    held = tidy_braces(clean(" ".join(_word(word, alone=len(words) == 1) for word in words)))
    bare = _without_braces(held)
    return held if _BRACED.fullmatch(held) or parse_name(held) != parse_name(bare) else bare


def _without_number(text: str) -> str:
    """A name without the number by which DBLP tells persons of one name apart."""
    return _HOMONYM_NUMBER.sub("", text)


def _joined(given: str, family: str, suffix: str) -> str:
    """A name of parts, with braces around the family name where it is not found without them."""
    bare = clean(f"{given} {family} {suffix}")
    if not given or not family or parse_name(bare).family == family:
        return bare
    return clean(f"{given} {{{family}}} {suffix}")


def _name_of_parts(text: str) -> str:
    """A name told by parts, ``family=Rossi, given=Ada``, as biblatex 3.5 and later have it."""
    parts: dict[str, str] = {}
    for part in _parts(text):
        match = _NAME_PART.match(part)
        if match:
            parts[match["name"]] = _plain(part[match.end() :].strip('" '))
    family = " ".join(filter(None, [parts.get("prefix", ""), parts.get("family", "")]))
    return _joined(parts.get("given", ""), family, parts.get("suffix", ""))


def _word(word: str, *, alone: bool) -> str:
    """A word; in braces still if it is in them as a whole, and they hold several together.

    :param alone: whether it is all of the name, which may be that of a group of one word.
    """
    text = _plain(word)
    is_letter = word.startswith("{\\") and len(text) == 1  # one with an accent
    is_held = _is_group(word) and not is_letter and (alone or " " in text)
    return f"{{{text}}}" if is_held else text


def _plain(text: str) -> str:
    """A text without LaTeX and without braces, of which names have none of their own."""
    return clean(_without_braces(latex_to_text(text)))


def _without_braces(text: str) -> str:
    return re.sub("[{}]", "", text)


def _is_group(word: str) -> bool:
    """Return whether the brace that a word begins with is closed at its very end."""
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
