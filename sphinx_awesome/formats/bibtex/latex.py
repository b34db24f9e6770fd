r"""From the LaTeX of a BibTeX field to plain text.

Accents, letters, escapes, quotes and dashes become characters, commands around a text and braces
go away, ``$…$`` stays as written. pylatexenc was tried: it drops a bare ``&`` and raises on
``\href`` and on deep braces. This is total, and linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata

# Leslie Lamport, LaTeX: A Document Preparation System, tables 3.1 and 3.2.
_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}

_LETTERS = {
    "aa": "å",
    "AA": "Å",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ss": "ß",
    "SS": "ẞ",
    "i": "\u0131",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "dj": "đ",
    "DJ": "Đ",
    "ng": "ŋ",
    "NG": "Ŋ",
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textquotesingle": "'",
    "S": "§",
    "textendash": "–",
    "textemdash": "—",
    "textquoteright": "’",
    "textquoteleft": "\u2018",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "ldots": "…",
    "dots": "…",
    "textdegree": "°",
    "texttimes": "×",
    "textregistered": "®",
    "texttrademark": "™",
}

_TOKEN = re.compile(
    r"""(?P<math>(?<!\\)\$[^$]*+\$)
      | \\(?P<accent>[`'^~=."]|[ubdckrvH](?![A-Za-z]))\s*+
        (?:\{\s*+\\?(?P<braced>[^\W\d_])\s*+\}|\\?(?P<bare>[^\W\d_]))
      | \\(?P<command>[A-Za-z]++)\*?(?P<after>\s*+\{\}|\s*+(?=\{)|\s++|)
      | \\(?P<escaped>[%&$\#_{}\ ])
      | (?P<space>\\\\|~|\\[,;:!/-])
      | (?P<ligature>---?|``|'')
      | [{}]""",
    re.VERBOSE,
)

_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”"}


def latex_to_text(text: str) -> str:
    r"""Return the plain text of a field.

    :param text: the value of a field, without the braces or quotes around it.

    >>> latex_to_text(r"{\'E}va M{\"{u}}ller {\&} {\L}ukasz: {BERT} \emph{in} $\alpha_{1}$")
    'Éva Müller & Łukasz: BERT in $\\alpha_{1}$'
    """
    return _TOKEN.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if accent := match["accent"]:
        letter = match["braced"] or match["bare"]
        return unicodedata.normalize("NFC", letter + _ACCENTS[accent])
    if command := match["command"]:
        if letter := _LETTERS.get(command):
            return letter
        # A command around a text goes away; one that stands alone is all there is.
        return "" if text_follows(match) else match[0]
    match kind:
        case "escaped":
            return match["escaped"]
        case "space":
            return " "
        case "ligature":
            return _LIGATURES[match[0]]
        case "math":
            return match[0]
    return ""


def text_follows(match: re.Match[str]) -> bool:
    """Return whether the argument of a command comes next, as in ``\\emph{…}`` and ``{\\em …}``."""
    rest = match.string[match.end() : match.end() + 1]
    before = match.string[match.start() - 1 : match.start()]
    return rest == "{" or (before == "{" and match["after"].isspace())
