"""Fragments of text: trim them, count words, and recognise what says nothing about a paper."""

from __future__ import annotations

import re
from html import unescape

from ....core.identifiers import NEW_ARXIV_PATTERN
from ....core.text import clean, fold
from .. import weights

EDGES = " \t\n,;:|/*_~·•，、；：。"
"""What separates pieces of text, and is part of none."""

AROUND = " \t\n,.;:|/-–—_*~·•<>\"“”'’`，、；：。"
"""What may stand around a name as well."""

COMPANY_ENDS = frozenset({"AI", "Inc", "Inc.", "Ltd", "Ltd.", "LLC", "GmbH", "Labs"})
"""Last words of the names of companies, as they are spelled: `Owl AI`."""

_TRAILING_BRACKETS = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]*)[)）\]】]\s*[.,]?\s*\Z")

_MAY_CLOSE = tuple(")）]】., \t\n")

LEADING_BRACKETS = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]*)[)）\]】]\s*[.,:]?\s*(?=\w)")
"""What stands in brackets before a text."""

SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.?!。]\s+(?=\S)")
"""Where one sentence ends and another begins: an initial has a full stop too."""

WORDLESS = re.compile(r"[^\w\"“«‘¿¡$\\-]*")
"""What stands before something and says nothing, such as a picture: `🔥 [Name] Title`."""

_LEADING = re.compile(
    r"(?:\s|\([*†‡]+\)|:(?:[a-z0-9_+-]+:)+|\d{1,3}[)）]\s"
    r"|(?:(?:No\.|Nr\.|#)\s?\d{1,3}[.:]?|\d{1,2}[.:])\s(?=\s*[^\W\d])"
    r"|(?:NEW|HOT)!\s|(?!\.[A-Z]{2})[^\w\s\"'“‘«\[({$\\<¿¡#@&+])+"
)

# Behind a title: emoji, and brackets that nothing follows.
_TRAILING = re.compile(
    r"(?:\s*[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f]|\s+[\[(（【])+\Z"
)

_NOTHING_IN_BRACKETS = re.compile(r"\s*[(（]\s*[)）]\Z")

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,31});")


_NOTHING = frozenset(
    {"", "null", "n/a", "na", "none", "nan", "tba", "tbd", "todo", "-", "–", "—", "/", "x", "✗"}
)

_BETWEEN = re.compile(r"\s+[-–|]\s+|\s*[,;]\s*")


def trailing_brackets(text: str) -> re.Match[str] | None:
    """Match what stands in brackets at the end of a text, in group 1."""
    return _TRAILING_BRACKETS.search(text) if text.endswith(_MAY_CLOSE) else None


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def count_words(text: str) -> int:
    """Number of words; of scripts without spaces, two letters make one."""
    if text.isascii():
        return len(text.split())
    wide = sum("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in text)
    return len(text.split()) + wide // 2


def tidy(text: str) -> str:
    """A title or a name without what is around it."""
    text = _without_signs(clean(text)).strip(EDGES).removesuffix(", in")
    for _ in range(3):
        if len(text) > 1 and text[0] + text[-1] in _AROUND_TITLES:
            text = text[1:-1].strip(EDGES)
    for opened, closed in ("[]", "()", "【】", "（）"):
        if text.startswith(opened) and closed not in text:
            text = text[1:]
        elif text.endswith(closed) and opened not in text:
            text = text[:-1]
    text = _NOTHING_IN_BRACKETS.sub("", text.rstrip(EDGES))
    if (
        text.endswith(".")
        and not text.endswith("..")
        and not re.search(r"\b[A-Z]\.[A-Z]\.\Z", text)
    ):
        text = text[:-1].rstrip(EDGES)
    if (text.startswith("“") and "”" not in text) or (text[:1] == '"' and text.count('"') == 1):
        text = text[1:]
    if text.endswith(('"', "”")) and text.count('"') % 2 + text.count("”") - text.count("“") > 0:
        text = text[:-1].rstrip(EDGES + ".")
    return text


def _without_signs(text: str) -> str:
    """A text without the signs and numbers before it, and the emoji behind it."""
    if leading := _LEADING.match(text):
        text = text[leading.end() :]
    text = text.rstrip(EDGES)
    return text if text[-1:].isalnum() else _TRAILING.sub("", text)


_AROUND_TITLES = frozenset({'""', "“”", "''", "«»", "``", "《》", "「」", "『』"})


_CARRIER = r"(?:[ACDGJMNPRSZ]|EB|CP|DB)(?:/OL)?"

_CARRIER_BEHIND_TITLE = re.compile(rf"\s*\[{_CARRIER}\](?://|[.,]|(?!\w))\s*")

is_carrier = re.compile(_CARRIER).fullmatch
"""What carries a paper, as the Chinese standard has it in brackets behind titles: `J`, `EB/OL`."""


def without_carrier(text: str) -> str:
    """A title, and what is told behind it, without what carries the paper.

    >>> without_carrier("Lists[C]//2014 Conference"), without_carrier("Lists [J]. Letters")
    ('Lists. 2014 Conference', 'Lists. Letters')
    """
    return _CARRIER_BEHIND_TITLE.sub(". ", text) if "[" in text else text


# `Paper: https://…` labels a link.
_ANNOUNCES = re.compile(
    r"\s*(?:(?:papers?|article)|论文|文章|論文)\s*[:：]\s*(?=\S)", re.IGNORECASE
)


def without_announcement(text: str) -> str:
    """A text without a word before it that announces a paper, and says no more.

    >>> without_announcement("Paper: Ann Lee. Lists"), without_announcement("Paper: ")
    ('Ann Lee. Lists', 'Paper: ')
    """
    return _ANNOUNCES.sub("", text, count=1) if _ANNOUNCES.match(text) else text


def strip_brackets(text: str) -> str:
    """A text without the brackets around the whole of it."""
    text = text.strip(AROUND)
    pairs = {"(": ")", "[": "]", "（": "）", "【": "】", "{": "}"}
    while (
        len(text) > 1
        and pairs.get(text[0]) == text[-1]
        and not any(c in text[1:-1] for c in (text[0], text[-1]))
    ):
        text = text[1:-1].strip(AROUND)
    if text.count("(") != text.count(")"):
        text = text.strip("()").strip(AROUND) if text[:1] in "()" or text[-1:] in "()" else text
    return text


def decode_entities(text: str) -> str:
    """A text with its entities decoded; an address has `&not=…` that is none."""
    return _ENTITY.sub(lambda match: unescape(match[0]), text)


_COUNT = (
    r"(?:stars?|github stars?|citations?|cited(?: by)?|cites|views)\s*[:：]?\s*[\d.,]+\s*k?\+?"
    r"|[\d.,]+\s*k?\+?\s*(?:github\s+)?(?:stars?|citations?)"
)

is_count = re.compile(_COUNT, re.IGNORECASE).fullmatch
"""What counts who has read or cited a paper, and says nothing of it: `Citations: 12`."""

_NOISE = re.compile(
    rf"{_COUNT}"
    r"|(?:arxiv|corr)?[\s:]*(?:abs/|preprint)?[\s:]*(?:arxiv:)?\s*"
    rf"(?:{NEW_ARXIV_PATTERN})?"
    r"\s*[\[(]?(?:(?:cs|math|stat|eess|q-bio|physics)\.[a-z-]{2,}(?:,\s*)?)*[\])]?"
    r"|(?:(?:vol|no|pp?|pages?|issue|volume|number)\b\.?[\s:]*)?[a-z]?[\d\W_]+(?:e\d+)?"
    r"(?:(?:(?:vol|no|pp?|pages?|issue|volume|number)\b\.?[\s:]*)[a-z]?[\d\W_]+)*",
    re.IGNORECASE,
)


def is_ignorable(text: str) -> bool:
    """Return whether a text is nothing but a count, a volume, pages or a preprint's number.

    >>> is_ignorable("pp. 504-507"), is_ignorable("arXiv:1901.00001 [cs.CV]"), is_ignorable("Oral")
    (True, True, False)
    """
    text = text.strip()
    return len(text) <= weights.IGNORABLE_CHARS and _NOISE.fullmatch(text) is not None


def is_nothing(text: str) -> bool:
    """Return whether a text says that there is nothing: `N/A`, a dash."""
    return _NOTHING.issuperset(_BETWEEN.split(fold(text).strip(" .-–—")))
