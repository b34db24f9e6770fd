"""Clean the texts of sources: titles without markup, names as entries have them, valid ids.

It must not know any source. Any input gives a clean value or an empty one: a text longer than any
real one is left out, since half a title would be another one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..core.identifiers import ArxivId, arxiv_of_doi, doi_in_citation, parse_arxiv
from ..core.model import YEARS
from ..core.person_names import (
    et_al_last,
    is_et_al,
    parse_name,
    parted_suffix,
    spoken_order,
    without_degrees,
)
from ..core.text import clean, repair_encoding
from ..core.urls import url_error

TITLE_CHARS = 1_000

NAME_CHARS = 200

VENUE_CHARS = 500

COMMENT_CHARS = 2_000

AUTHORS_ITEMS = 3_000
"""The greatest number of authors that is believed."""

_MAX_RAW_CHARS = 20_000  # with markup

# -- texts ---------------------------------------------------------------------------------------

# Markup that Crossref and PubMed pass on, in JATS, MathML and HTML. Any other tag may be text:
# `a<b`, `p < 0.05`, `<unk>`.
_INLINE = (
    r"(?:jats:)?(?:italic|bold|sub|sup|sc|monospace|underline|roman|sans-serif|overline|strike|xref"
    r"|named-content|styled-content|inline-formula|alternatives|ext-link|title)|i|b|u|em|strong|tt"
    r"|scp|small|font|span|a|mml:[a-z]{1,30}|math|m(?:i|n|o|row|sup|sub|subsup|text|style|space)"
    r"|semantics"
)

_TAG = re.compile(
    rf"</?(?P<inline>{_INLINE})(?:\s[^<>]{{0,500}})?/?>|</?(?:jats:)?(?:p|br|div|break)(?:\s[^<>]{{0,500}})?/?>",
    re.IGNORECASE,
)

# The same formula twice: TeX is what is shown as written.
_TWICE = re.compile(
    r"<(?:jats:)?alternatives>[^<]{0,200}<(?:jats:)?tex-math[^<>]{0,200}>(?P<tex>[^<]{1,2000})"
    r"</(?:jats:)?tex-math>.{0,5000}?</(?:jats:)?alternatives>",
    re.IGNORECASE | re.DOTALL,
)

_ANNOTATION = re.compile(
    r"<(?:mml:)?annotation[^<>]{0,200}>[^<]{0,5000}</(?:mml:)?annotation>", re.IGNORECASE
)

_TEX_DOCUMENT = re.compile(r"\\begin\{document\}(?P<body>.{0,2000}?)\\end\{document\}", re.DOTALL)


def plain(value: object, most: int = TITLE_CHARS) -> str:
    """Return a text without markup, entities, invisible characters and wrong decoding.

    :param value: a value of JSON or XML; any that is not a text gives "".
    :param most: greatest number of characters; a longer text gives "".

    >>> plain("Of <jats:italic>E. coli</jats:italic> &amp;amp; p &lt; 0.05")
    'Of E. coli & p < 0.05'
    """
    if not isinstance(value, str) or len(value) > _MAX_RAW_CHARS:
        return ""
    text = value
    for _ in range(3):  # `&amp;lt;i&amp;gt;` is an <i>
        text = _without_markup(text)
        unescaped = html.unescape(text)
        if unescaped == text:
            break
        text = unescaped
    text = clean(repair_encoding(_without_markup(text)))
    return text if len(text) <= most else ""


def _without_markup(text: str) -> str:
    if "<" not in text:
        return text
    text = _TWICE.sub(lambda match: _tex(match["tex"]), _ANNOTATION.sub("", text))
    return _TAG.sub(lambda match: "" if match["inline"] else " ", text)


def _tex(text: str) -> str:
    """Return the formula of a TeX document, between dollars."""
    if match := _TEX_DOCUMENT.search(text):
        text = match["body"]
    return f"${text.strip().strip('$')}$"


def title_of(value: object) -> str:
    """Return a title: plain, and without a full stop at its end."""
    title = plain(value)
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


# -- names ---------------------------------------------------------------------------------------

# Words in names of groups that are in no person's name.
_GROUP = re.compile(
    r"\b(?:collaborations?|collaborative|collaborators|consortium|consortia|team|group|groups"
    r"|initiative|committee|project|society|association|network|investigators|institute"
    r"|university|laboratory|lab|research|foundation|community|contributors|developers)\b",
    re.IGNORECASE,
)

# The same name in another script: `Feng Jiang (蒋峰)`.
_VARIANT = re.compile(r"\s*[(（][^()（）A-Za-z]{1,60}[)）]\Z")  # noqa: RUF001

_NUMBERED = re.compile(r"\s+[0-9]{4}\Z")  # `Yu Sun 0020`

_VANCOUVER = re.compile(
    r"(?P<family>.*\S)\s+(?P<initials>[A-Z]{1,4})(?P<suffix>\s+(?:Jr|Sr|2nd|3rd))?"
)

_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.?[- ]?){1,4}")


class Person(NamedTuple):
    """A name in the parts that a source gives."""

    family: str
    given: str = ""
    suffix: str = ""


def name_of(value: object) -> str:
    """Return a name that a source writes as `First Last` or `Last, First`; a group in braces.

    >>> name_of("Fang, Meng"), name_of("The ATLAS Collaboration"), name_of("Feng Jiang (蒋峰)")
    ('Meng Fang', '{The ATLAS Collaboration}', 'Feng Jiang')
    """
    text = _bare(value)
    if is_et_al(text):
        return text
    if _GROUP.search(text):
        return group(text)
    family, *others = [part for piece in text.split(",") if (part := piece.strip())] or [""]
    if others:  # `Last, Jr., First` has two commas, and `Last, First, Jr.` too
        suffixes = [part for part in others if parted_suffix(f"x {part}")[0] == "x"]
        given = " ".join(part for part in others if part not in suffixes)
        return person(Person(family, given, " ".join(suffixes[:1])))
    return _NUMBERED.sub("", family)


def person(name: Person) -> str:
    """Return a name from its parts, with braces if its spelling is ambiguous.

    >>> person(Person("van der Maaten", "Laurens")), person(Person("Roebuck Williams", "Rhonda"))
    ('Laurens van der Maaten', 'Rhonda {Roebuck Williams}')
    """
    family, given, suffix = map(_bare, name)
    if not family or not given:
        return family or given
    spoken = spoken_order(family, f"{given} {suffix}".strip())
    if parse_name(spoken).family == family:
        return spoken
    return spoken_order(f"{{{family}}}", f"{given} {suffix}".strip()) if " " in family else spoken


def group(value: object) -> str:
    """Return the name of a group, in braces if it has several words."""
    text = _bare(value)
    return f"{{{text}}}" if " " in text else text


def vancouver(value: object) -> str:
    """Return a name that is written as in medical journals: `Roe AB` is A. B. Roe.

    >>> vancouver("van der Velden BHM"), vancouver("Lee S Jr")
    ('B. H. M. van der Velden', 'S. Lee Jr.')
    """
    text = _bare(value)
    match = _VANCOUVER.fullmatch(text)
    if not match:
        return text
    suffix = (match["suffix"] or "").strip().replace("Jr", "Jr.").replace("Sr", "Sr.")
    return person(Person(match["family"], f"{'. '.join(match['initials'])}.", suffix))


def _bare(value: object) -> str:
    """Return a name without braces, degrees and its spelling in another script."""
    text = clean(plain(value, NAME_CHARS).replace("{", "").replace("}", ""))
    return _VARIANT.sub("", without_degrees(text.strip(" ;,*†‡")))


def authors_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return the authors of a work, as an entry has them; none if there are too many.

    If all names are in capitals, they are written with small letters.
    """
    authors = et_al_last([name for name in names if any(map(str.isalpha, name))])
    if len(authors) > AUTHORS_ITEMS:
        return ()
    persons = "".join(name for name in authors if not name.startswith("{"))
    if persons.isupper() and any(" " in name and len(name) > 5 for name in authors):
        return tuple(name if name.startswith("{") else _small(name) for name in authors)
    return authors


def _small(name: str) -> str:
    """Return a name in small letters, except the first of each word and initials."""
    return re.sub(r"[^\W\d_]{2,}", lambda word: word[0].capitalize(), name)


def have_full_names(authors: Iterable[str]) -> bool:
    """Return True if all given names are more than initials."""
    parsed = map(parse_name, authors)
    return not any(_INITIALS.fullmatch(name.given) for name in parsed)


def are_sorted(authors: Iterable[str]) -> bool:
    """Return True if four authors or more are in alphabetical order of their family names."""
    families = [parse_name(name).family.casefold() for name in authors]
    return len(families) > 3 and families == sorted(families)


# -- ids, years, addresses -----------------------------------------------------------------------


def doi_of(value: object) -> str:
    """Return the DOI of a text in any form of a DOI; "" for any other value."""
    return doi_in_citation(value) if isinstance(value, str) and len(value) < 1_000 else ""


def arxiv_of(value: object) -> ArxivId | None:
    """Return the arXiv id of a text, also of the DOI of a preprint; None for any other value."""
    if not isinstance(value, str) or len(value) > 200:
        return None
    return parse_arxiv(value) or arxiv_of_doi(doi_of(value))


def year_of(value: object) -> int | None:
    """Return the year of a date that begins with it, or of a number; None for other values."""
    if isinstance(value, str) and (match := re.match(r"\s*([0-9]{4})(?![0-9])", value)):
        value = int(match[1])
    return value if type(value) is int and value in YEARS else None


def url_of(value: object) -> str:
    """Return an address that may be published; "" for any other value."""
    return value if isinstance(value, str) and value and not url_error(value) else ""


def links_of(links: Mapping[str, object]) -> dict[str, str]:
    """Return the addresses that may be published, by label."""
    return {label: url for label, value in links.items() if (url := url_of(value))}
