"""Characters that are one to whoever types or reads: the table of :func:`.text.fold`.

The scripts of the site fold by the same table. ``nox -s translations`` writes
it for them; a test fails if theirs has fallen behind.

Case, accents, ligatures and compatible forms are not here: lower case and Unicode's decomposition
(NFKD) tell those. The letters are the choice that CLDR's Latin-ASCII makes, for letters that names
are written with.
"""

from __future__ import annotations

import json
from pathlib import Path

SCRIPT = Path(__file__).parents[1] / "static" / "awesome" / "fold-table.js"

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


def script() -> str:
    """The table as the module that the scripts import."""
    alike = "".join(
        f"  {json.dumps(as_, ensure_ascii=False)}: {_quoted(characters)},\n"
        for as_, characters in ALIKE.items()
    )
    ignored = "".join(
        rf"\u{{{first:x}}}" if first == last else rf"\u{{{first:x}}}-\u{{{last:x}}}"
        for first, last in IGNORED
    )
    return (
        "// Owns which characters read as others when texts are compared; `nox -s translations`\n"
        "// makes this from the table of core/text.py.\n"
        "\n"
        "/** By what they read as, the characters that read so. */\n"
        f"export const ALIKE = {{\n{alike}}};\n"
        "\n"
        "/** Characters that are not seen. */\n"
        f"export const IGNORED = /[{ignored}]/gu;\n"
    )


def _quoted(characters: str) -> str:
    """A string of JavaScript, in which small letters stand as such and signs by their numbers."""
    shown = (c if c.islower() and c.isalpha() else rf"\u{{{ord(c):x}}}" for c in characters)
    return f'"{"".join(shown)}"'
