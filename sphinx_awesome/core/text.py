"""Plain text: clean it when it is read, fold it for comparison, quote it in messages.

It holds the table by which texts fold. The scripts fold by the same one, which
``nox -s translations`` writes for them. Case, accents, ligatures and compatible forms are not in
it: lower case and Unicode's decomposition (NFKD) tell them in both languages.
"""

from __future__ import annotations

import difflib
import html
import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby

ALIKE = {
    # General category Pd, the minus sign, and what is used as one of them.
    "-": "\u02d7\u058a\u05be\u1400\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2e17"
    "\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030\u30a0\U00010d6e\U00010ead",
    # Apostrophes, single quotes, primes, and accents that stand alone.
    "'": "\u0060\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u055a\u05f3\u1fbd"
    "\u1fbf\u1ffd\u1ffe\u2018\u2019\u201a\u201b\u2032\u2035\u2039\u203a\u275b\u275c\u275f\ua78c",
    # Double quotes and primes.
    '"': "\u00ab\u00bb\u02ba\u02dd\u02ee\u05f4\u201c\u201d\u201e\u201f\u2033\u2036\u275d\u275e"
    "\u2760\u2e42\u301d\u301e\u301f\U0001f676\U0001f677\U0001f678",
    "ae": "æ",
    "b": "ƀɓ",
    "d": "đðɖɗ",
    "e": "əǝɛ",
    "f": "ƒ",
    "g": "ǥɣ",
    "h": "ħ",
    "i": "ıɨ",
    "j": "ȷ",
    "k": "ĸƙ",
    "l": "łƚɫ",
    "n": "ŋɲ",
    "o": "øɔ",
    "oe": "œ",
    "ss": "ß",
    "t": "ŧ",
    "th": "þ",
    "u": "ʉ",
    "v": "ʋ",  # noqa: RUF001
    "y": "ƴ",
    "z": "ƶ",
    "σ": "ς",  # noqa: RUF001
}
"""By what they read as, the characters that read so; of letters, those in lower case."""

IGNORED = (
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)
"""First and last of the characters that are not seen, such as the soft hyphen, the joiners and the
variation selectors: Unicode's Default_Ignorable_Code_Point."""

# Characters that no title, name or label needs, and that can hide or reorder text:
# C0 and C1 controls (white space is collapsed before), zero-width space, word joiner and
# invisible operators, bidi marks, embeddings, overrides and isolates (UAX #9), line and
# paragraph separators (white space to `str.split`), interlinear annotations, the byte order
# mark, tags (U+E0000 block), surrogates and the 66 noncharacters. Zero-width joiner and
# non-joiner stay: Persian, Indic scripts and emoji need them.
_UNWANTED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)
    )
    + "]"
)


def clean(text: str) -> str:
    """Collapse white space and remove what :func:`invisible_characters` finds.

    :param text: as read from a file.

    >>> clean("  A\\tlong\\n title ")
    'A long title'
    """
    if text.isascii() and text.isprintable() and "  " not in text:  # as nearly all are
        return text.strip(" ")
    return " ".join(_UNWANTED.sub("", " ".join(text.split())).split())


def visible_line(line: str) -> str:
    """Return a line with its white space, without what :func:`invisible_characters` finds.

    :param line: without its end.
    """
    return _UNWANTED.sub("", line.expandtabs(4))


def invisible_characters(text: str) -> list[str]:
    """Return the control, bidi and non-characters of a text, each once, as `U+202E`.

    White space is not among them: it is collapsed without a word.

    :param text: as read from a file.
    """
    characters = dict.fromkeys(_UNWANTED.findall(" ".join(text.split())))
    return [f"U+{ord(character):04X}" for character in characters]


_BEYOND_ASCII = re.compile(r"[^\0-\x7f]{2,}")

# Windows-1252 leaves five bytes without a character; most programs take the control character.
_BYTES = {
    bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0x100)
}

# Dashes, quotes, a bullet and dots, which may well follow a letter.
_SIGNS = "\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u203a\xbb"

_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});", re.IGNORECASE)


def repair_encoding(text: str) -> str:
    """Return a text without UTF-8 that was read as Windows-1252, and without HTML's entities.

    >>> repair_encoding("visionâ€“language"), repair_encoding("R&amp;D")
    ('vision–language', 'R&D')
    """
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    return text if text.isascii() else _BEYOND_ASCII.sub(_decoded, text)


def _decoded(match: re.Match[str]) -> str:
    """A run of characters, with those decoded that are UTF-8 read as Windows-1252."""
    return "".join(
        _decode("".join(part)) if is_bytes else "".join(part)
        for is_bytes, part in groupby(match[0], _BYTES.__contains__)
    )


def _decode(run: str) -> str:
    try:
        decoded = bytes(_BYTES[c] for c in run).decode()
    except UnicodeDecodeError:
        return run
    # Two characters may stand side by side by right: a letter and a dash, as in `Groß–Klein`.
    is_letter_and_sign = run[0] not in "ÂÃâÄÅ" or (run[0] in "ÄÅ" and run[1] in _SIGNS)
    return run if is_letter_and_sign and len(run) < 4 else decoded


_ALIKE = str.maketrans({character: as_ for as_, many in ALIKE.items() for character in many})

_IGNORED = re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in IGNORED)}]")


def fold(text: str) -> str:
    """Fold a text for search and comparison: to what a reader would type for it.

    No case, no accents, ligatures taken apart; all dashes, all single and all double quotes are
    one; the letters of :data:`~.fold_table.ALIKE` without their strokes; nothing that is not seen,
    and single spaces. The scripts do the same, in `fold.js`.

    It may grow. What makes ids, anchors or the keys of a lock calls :func:`stable_fold`.

    :param text: in any script.

    >>> fold("Márquez–Neila  GRÖßE"), fold("Łukasz’ ﬁne Œuvre")
    ('marquez-neila grosse', "lukasz' fine oeuvre")
    """
    if text.isascii() and "`" not in text:
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", _IGNORED.sub("", text).translate(_ALIKE))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.lower().translate(_ALIKE).split())


def stable_fold(text: str) -> str:
    """Fold a text for addresses and stored keys: no accents, no case, single spaces.

    Anchors, slugs, ids that are proposed, and the keys of a README's lock are made from this. It
    must never change, or addresses that were published die: a test holds it.

    :param text: in any script.

    >>> stable_fold("Márquez–Neila  GRÖßE"), stable_fold("Łukasz")
    ('marquez–neila grosse', 'łukasz')
    """
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(text.casefold().split())


QUOTED_CHARS = 60
"""Characters of a text that a message quotes."""


def quote_for_message(text: str) -> str:
    """Return a text as messages quote it: on one line, cut if long, with nothing invisible.

    :param text: of any form and length.

    >>> print(quote_for_message("a\\u202eb"))
    a\\u202eb
    """
    shown = " ".join((f"{text[:QUOTED_CHARS]}…" if len(text) > QUOTED_CHARS else text).split())
    if shown.isprintable():
        return shown
    return "".join(c if c.isprintable() else _escaped(ord(c)) for c in shown)


def _escaped(code: int) -> str:
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a text for translation where nothing knows the language yet.

    As in https://docs.python.org/3/library/gettext.html#deferred-translations.
    """
    return text


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - the plural of N_
    """Mark the forms of a text for one and for many: as :func:`N_`.

    :param one: the English text for one.
    :param many: the English text for any other number.
    """
    return one, many


def plural(number: int, what: str) -> str:
    """Return a number of things in words: ``1 paper``, ``20 papers``.

    :param number: how many there are.
    :param what: the thing, in the singular.
    """
    return f"{number} {what}{'' if number == 1 else 's'}"


SUGGESTION_CHARS = 80
"""Characters of the longest name that is compared with others: it takes long."""


def closest_names(
    name: str, known: Iterable[str], most: int = 1, likeness: float = 0.6
) -> list[str]:
    """Return known names that a misspelt one may have meant, best first; of either case.

    :param name: as written.
    :param known: names that there are.
    :param most: number of names at most.
    :param likeness: how much must agree, at most 1.
    :return: none for a name of more than :data:`SUGGESTION_CHARS` characters.

    >>> closest_names("CIET", ["cite", "demo"])
    ['cite']
    """
    if len(name) > SUGGESTION_CHARS:
        return []
    by_folded = {one.casefold(): one for one in known}
    close = difflib.get_close_matches(name.casefold(), by_folded, n=most, cutoff=likeness)
    return [by_folded[match] for match in close]


def did_you_mean(names: Iterable[str]) -> str:
    """Return names as a question, or "" without any.

    :param names: best first.

    >>> did_you_mean(["cite", "demo"])
    'did you mean "cite" or "demo"?'
    """
    quoted = " or ".join(f'"{name}"' for name in names)
    return f"did you mean {quoted}?" if quoted else ""


def help_text(text: str) -> dict[str, str]:
    """Return metadata of a field: its meaning, as the reference and the JSON Schema print it."""
    return {"help": text}
