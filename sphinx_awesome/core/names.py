"""Names of authors: where the family name begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# To BibTeX, a comma parts the last name from the first, `and` parts names, and `others` is et al.
# Its readers also split a name at escapes, each in its own way.
_NO_NAME = re.compile(r"[,%&$#_\\{}~^]|(^|\s)and(\s|$)|^others$", re.IGNORECASE)
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
    """Split a name written `First Last` as BibTeX splits it, but for its suffix.

    The family name begins at the first word in lower case, else it is the last word
    (`Tame the BeaST`, section 11). A name of one word, one that begins in lower case
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
    return Name(" ".join(words[begins:]), " ".join(words[:begins]), suffix)


def _is_lower(word: str) -> bool:
    """Whether the first letter of a word is a small one."""
    return next((c.islower() for c in word if c.isalpha()), False)
