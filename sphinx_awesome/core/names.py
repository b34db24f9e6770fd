"""Names of authors: where the family name begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# To BibTeX, a comma parts the last name from the first, `and` parts names, and `others` is et al.
# Its readers also split a name at escapes, each in its own way.
_NO_NAME = re.compile(r"[,%&$#_\\{}~^]|(^|\s)and(\s|$)|^others$", re.IGNORECASE)
_PARTICLES = frozenset({"da", "de", "del", "della", "di", "du", "la", "van", "von"})
_SUFFIX = re.compile(r"(?P<name>\S+ .*?\S),? (?P<suffix>(?i:jr|sr)\.?|II|III|IV)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the parts that citations need."""

    family: str
    """Family name with its particle: `van der Maaten`; or a name that is kept whole."""
    given: str = ""
    """Given names; none in a name that is kept whole."""
    suffix: str = ""
    """Such as `Jr.`"""

    def __str__(self) -> str:
        return " ".join(filter(None, [self.given, self.family, self.suffix]))

    @property
    def inverted(self) -> str:
        """Family name first: `van der Maaten, Laurens`."""
        return ", ".join(filter(None, [self.family, self.given, self.suffix]))


def is_plain(text: str) -> bool:
    """Whether a text can be one name to every reader of BibTeX."""
    return not _NO_NAME.search(text)


@lru_cache(2**16)
def parse(text: str) -> Name:
    """Split a name written `First Last` as BibTeX splits it, but for suffixes and `Van der`.

    The family name begins at the first word in lower case, else it is the last word
    (`Tame the BeaST`, section 11). A particle before that first word belongs to it, although it
    has a capital: `Rogier Van der Sluijs`. A name of one word, one that begins in lower case
    and one in which BibTeX would find more than a name are kept whole, as those of groups are.

    >>> parse("Laurens van der Maaten").inverted
    'van der Maaten, Laurens'
    >>> parse("Ronald M. Summers, Jr.")
    Name(family='Summers', given='Ronald M.', suffix='Jr.')
    """
    suffix = ""
    if match := _SUFFIX.fullmatch(text):
        text, suffix = match["name"], match["suffix"]
    if not is_plain(text):
        return Name(" ".join(filter(None, [text, suffix])))
    words = text.split()
    begins = next((n for n, word in enumerate(words) if _is_lower(word)), len(words))
    begins = min(begins, len(words) - 1)
    if begins > 1 and _is_lower(words[begins]) and words[begins - 1].lower() in _PARTICLES:
        begins -= 1
    return Name(" ".join(words[begins:]), " ".join(words[:begins]), suffix)


def is_as_in_bibtex(name: Name) -> bool:
    """Whether BibTeX would find the same parts in the name as it is written."""
    return not name.suffix and (not name.given or " " not in name.family or _is_lower(name.family))


def _is_lower(word: str) -> bool:
    """Whether the first letter of a word is a small one."""
    return next((c.islower() for c in word if c.isalpha()), False)
