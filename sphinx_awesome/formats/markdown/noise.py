"""What lists say beside their papers and no reader misses: counts of stars, pages, numbers."""

from __future__ import annotations

import re

_NOISE = re.compile(
    r"(?:stars?|github stars?|citations?|cited(?: by)?|cites|views)\s*[:：]?\s*[\d.,]+\s*k?\+?"
    r"|[\d.,]+\s*k?\+?\s*(?:github\s+)?(?:stars?|citations?)"
    r"|(?:arxiv|corr)?[\s:]*(?:abs/|preprint)?[\s:]*(?:arxiv:)?\s*(?:\d{4}\.\d{4,5}(?:v\d+)?)?"
    r"\s*[\[(]?(?:(?:cs|math|stat|eess|q-bio|physics)\.[a-z-]{2,}(?:,\s*)?)*[\])]?"
    r"|(?:(?:vol|no|pp?|pages?|issue|volume|number)\b\.?[\s:]*)?[a-z]?[\d\W_]+"
    r"(?:(?:(?:vol|no|pp?|pages?|issue|volume|number)\b\.?[\s:]*)[a-z]?[\d\W_]+)*",
    re.IGNORECASE,
)
_LONGEST = 60


def is_noise(text: str) -> bool:
    """Whether a text is a count, a volume, pages or the number of a preprint and nothing else.

    >>> is_noise("pp. 504-507"), is_noise("Stars: 1.2k"), is_noise("arXiv:1901.00001 [cs.CV]")
    (True, True, True)
    >>> is_noise("Oral"), is_noise("third of three")
    (False, False)
    """
    text = text.strip()
    return len(text) <= _LONGEST and _NOISE.fullmatch(text) is not None
