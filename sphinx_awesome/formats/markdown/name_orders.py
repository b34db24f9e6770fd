"""Names told last name first, as the styles of citation have them.

::

    APA       Last, F. M., Last, F., & Last, F.
    MLA       Last, First, and First Last
    Vancouver Last FM, Last F, et al.
"""

from __future__ import annotations

import re

_AND = re.compile(r"\s+and\s+|\s*;\s*|\s+&\s+", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.?[\s-]?){1,4}")
_CAPITAL = r"[^\W\d_a-z]"
_ONE = rf"{_CAPITAL}[\w'’-]+"
_OF = r"(?:(?:van|von|der|den|de|da|di|la|le|del|el|al) ){0,2}"
_LAST = rf"{_OF}{_ONE}(?: {_ONE})?"
_FIRST = rf"(?:{_CAPITAL}\.[\s-]?){{1,4}}"
_SURNAME = re.compile(rf"{_OF}{_ONE}")
_GIVEN = re.compile(rf"{_ONE}(?: (?:{_CAPITAL}\.?\s?){{1,2}})?|(?:{_CAPITAL}\.[\s-]?){{1,3}}")
_VANCOUVER = re.compile(rf"(?P<last>{_LAST}) (?P<first>[A-Z]{{1,3}})\.?")
_APA_LIST = re.compile(
    rf"(?P<names>{_LAST}, {_FIRST}(?:,? ?(?:&|and)? ?(?:{_LAST}, {_FIRST}|et al\.|\.\.\. ))*)"
    r"(?:\s*\(?(?:19|20)\d\d[a-z]?\)?[.,:]|\s*:|(?<=\.))\s+(?=[\w\"“])"
)
_VANCOUVER_LIST = re.compile(
    rf"(?P<names>{_LAST} [A-Z]{{1,3}}(?:, {_LAST} [A-Z]{{1,3}})*(?:,? et al)?)\.\s+(?=\w)"
)


def in_order(text: str, pieces: list[str], *, comma: bool) -> list[str]:
    """Names told last name first, put in order; none if they are not.

    :param pieces: the text, cut at commas, semicolons and the like.
    :param comma: whether a comma and "et al." follow: `Lee, Ann, et al.`
    """
    return _inverted(text) or _first_inverted(pieces, comma=comma) or _abbreviated(pieces)


def leading(text: str) -> tuple[str, str] | None:
    """Names told last name first at the start of a text, and the rest of it; None without them.

    ::

        leading = last "," initials ("," last "," initials)* ["," "&" …] (year | "." | ":")
                | last initials ("," last initials)* ["," "et al"] "."
    """
    for form in (_APA_LIST, _VANCOUVER_LIST):
        if (match := form.match(text)) and (rest := text[match.end() :]).strip():
            return match["names"], rest
    return None


def _inverted(text: str) -> list[str]:
    """Names told last name first, put in order; none if they are not."""
    pieces = [piece for piece in re.split(r"\s*(?:,|;|&|\band\b)\s*", text) if piece]
    lasts, firsts = pieces[::2], pieces[1::2]
    if len(lasts) == len(firsts) and all(_INITIALS.fullmatch(first) for first in firsts):
        # `Last, F., Last, F. & Last, F.`
        return [f"{first.strip()} {last}" for last, first in zip(lasts, firsts, strict=True)]
    parts = [part.strip(" ,") for part in _AND.split(text) if part.strip(" ,.")]
    if len(parts) < 2 and text.count(",") != 1:
        return []
    turned = []
    for part in parts:
        halves = [half.strip() for half in part.split(",")]
        if len(halves) % 2 or len(parts) < 2:
            return []
        for last, first in zip(halves[::2], halves[1::2], strict=True):
            if len(last.split()) > 3 or not first or len(first.split()) > 3:
                return []
            turned.append(f"{first} {last}")
    return turned


def _first_inverted(pieces: list[str], *, comma: bool) -> list[str]:
    """Names of which the first is told last name first, as MLA and Chicago have it; or none."""
    if len(pieces) < 2 or not (_SURNAME.fullmatch(pieces[0]) and _GIVEN.fullmatch(pieces[1])):
        return []
    others = pieces[2:]
    if others and not all(len(other.split()) > 1 for other in others):
        return []
    return [f"{pieces[1]} {pieces[0]}", *others] if others or comma else []


def _abbreviated(pieces: list[str]) -> list[str]:
    """Names as medical journals tell them (Vancouver), put in order: `Lee AB`; or none."""
    matches = [_VANCOUVER.fullmatch(piece) for piece in pieces]
    if len(pieces) < 2 or not all(matches):
        return []
    return [f"{'. '.join(m['first'])}. {m['last']}" for m in matches if m]
