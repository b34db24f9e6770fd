"""Plain text: cleaning it once when it is read, folding it for comparison."""

from __future__ import annotations

import re
import unicodedata

from .fold_table import ALIKE, IGNORED

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
    """Collapse white space and take out what :func:`unwanted` finds.

    >>> clean("  A\\tlong\\n title ")
    'A long title'
    """
    if text.isascii() and text.isprintable() and "  " not in text:  # as nearly all are
        return text.strip(" ")
    return " ".join(_UNWANTED.sub("", " ".join(text.split())).split())


def unwanted(text: str) -> list[str]:
    """The control, bidi and non-characters of a text, each once, as `U+202E`.

    White space is not among them: it is collapsed without a word.
    """
    found = dict.fromkeys(_UNWANTED.findall(" ".join(text.split())))
    return [f"U+{ord(character):04X}" for character in found]


_ALIKE = str.maketrans({character: as_ for as_, many in ALIKE.items() for character in many})
_IGNORED = re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in IGNORED)}]")


def fold(text: str) -> str:
    """A text as search and comparison see it: what a reader would type for it.

    No case, no accents, ligatures taken apart; all dashes, all single and all double quotes are
    one; the letters of :data:`~.fold_table.ALIKE` without their strokes; nothing that is not seen,
    and single spaces. The scripts do the same, in `fold.js`.

    It may grow. What makes ids, anchors or the keys of a lock calls :func:`stable_fold`.

    >>> fold("Márquez–Neila  GRÖßE"), fold("Łukasz’ ﬁne Œuvre")
    ('marquez-neila grosse', "lukasz' fine oeuvre")
    """
    if text.isascii() and "`" not in text:
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", _IGNORED.sub("", text).translate(_ALIKE))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.lower().translate(_ALIKE).split())


def stable_fold(text: str) -> str:
    """A text as addresses and stored keys see it: no accents, no case, single spaces.

    Anchors, slugs, ids that are proposed, and the keys of a README's lock are made from this. It
    must never change, or addresses that were published die: a test holds it.

    >>> stable_fold("Márquez–Neila  GRÖßE"), stable_fold("Łukasz")
    ('marquez–neila grosse', 'łukasz')
    """
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(text.casefold().split())


def legible(text: str, most: int = 60) -> str:
    """A text as a message quotes it: on one line, cut if it is long, nothing in it invisible.

    >>> print(legible("a\\u202eb"))
    a\\u202eb
    """
    shown = " ".join((f"{text[:most]}…" if len(text) > most else text).split())
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
