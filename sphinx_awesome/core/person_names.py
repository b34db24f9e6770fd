"""Names of authors: their parts, braces that tell what spelling does not, and "et al.".

A name is written as it is spoken, `First Last`. Braces mean what they mean to BibTeX: what stands
in them is one word. So `{The List Team}` is a group, whose name has no parts, and in
`Rhonda {Roebuck Williams}` the family name has two words. They are markup, never shown.
The last author may be :data:`ET_AL`, which is no person: others are not named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

ET_AL = "et al."
"""Stands last among authors of which not all are named."""

# What BibTeX and its readers split names at, or read as et al.
_NO_NAME = re.compile(r"[,;%&$#_\\{}~^]|(^|\s)and(\s|$)|^others$", re.IGNORECASE)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PARTICLES = _set(
    """
    abu af al av ben bin bint da dal dalla das de del della den der des di do dos du e el ibn la le
    lo mac mc ould st ten ter van vom von y zu zum zur
    """
)
"""Small words of family names, in small letters."""

# With a capital these are given names, family names or initials as well.
_ALSO_NAMES = frozenset({"al", "ben", "e", "lo", "mac", "st", "ten", "y"})
_ENDS = r"(?=\s*+(?:[,;&，；、]|\Z)|\s++and\b)"  # noqa: RUF001

ABBREVIATED_SUFFIX = "Jr|Sr"
"""As a part of a pattern: suffixes behind which a full stop is no end of a sentence."""

_SUFFIX_WORD = rf"(?:(?i:{ABBREVIATED_SUFFIX})\b\.?|(?:III?|IV|2nd|3rd|4th)\b)"
_SUFFIX = re.compile(rf"(?P<name>\S+ .*?\S),? (?P<suffix>{_SUFFIX_WORD})")

# Two abbreviations side by side are no name with a suffix: `RF, SR`.
_COMMA_BEFORE_SUFFIX = re.compile(
    rf"(?P<cut>\s*+[,，]\s*+)(?:(?:Jr|Sr|jr|sr)\b\.?|(?:III?|IV|2nd|3rd|4th)\b){_ENDS}"  # noqa: RUF001
)

# Academic degrees and memberships of professions. Those of the first kind can be nothing else.
_CERTAIN_DEGREE = (
    r"(?:(?i:ph\.?\s?d)|[DM]\.?Phil|[BDM]\.?Sc|[BM]\.?Eng|Pharm\.?D|Psy\.?D|Ed\.?D|Dr\.?PH|MBBS"
    r"|MBBCh|MBChB|FRC[PRS]|FRCPath|FACR|FACS|FACP|FAHA|FAMIA|FRANZCR|MRCP)(?![\w-])\.?"
)

# Those of the second may be initials too: `Lee, MD` is M. D. Lee.
_DEGREE_OR_INITIALS = r"(?:M\.?D|M\.?P\.?H|M\.?B\.?A)(?![\w-])\.?"

# And those of the third are family names in capitals as well, if there is no comma before them.
_DEGREE_BEHIND_COMMA = r"(?:[BM]\.?[AS]|D\.?O|D\.?D\.?S|D\.?M\.?D|D\.?V\.?M|R\.?N)(?![\w-])\.?"
_DEGREE = re.compile(f"{_CERTAIN_DEGREE}|{_DEGREE_OR_INITIALS}|{_DEGREE_BEHIND_COMMA}")
_ANY_DEGREE = re.compile(rf"(?<=[\s,，])(?:{_DEGREE.pattern}){_ENDS}")  # noqa: RUF001
_CERTAIN_DEGREES = re.compile(
    rf"(?<=[\w.])(?P<cut>\s*+[,，]\s*+{_CERTAIN_DEGREE}|\s++{_CERTAIN_DEGREE}){_ENDS}"  # noqa: RUF001
)
_DEGREES = re.compile(
    rf"(?:\A|(?<=[,;&])|(?<=\sand))\s*+[^\s,;]++(?:\s++[^\s,;]++)+?(?:,\s{_SUFFIX_WORD})?"
    rf"(?P<cut>(?:\s*+,\s*+(?:{_DEGREE_OR_INITIALS}|{_DEGREE_BEHIND_COMMA})"
    rf"|\s++{_DEGREE_OR_INITIALS})+){_ENDS}"
)
_SUFFIX_ONLY = re.compile(_SUFFIX_WORD)
_SUFFIX_AT_END = re.compile(rf"(?<=\S)[\s,]++(?P<suffix>{_SUFFIX_WORD})\Z")
_CAPITALS_AT_END = re.compile(r"(?<!\S)(?:[A-Z]\.?){1,4}\Z")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in the parts that citations need."""

    family: str
    """Family name with its particle: `van der Maaten`; or a name that is kept whole."""
    given: str = ""
    """Given names; none in a name that is kept whole."""
    suffix: str = ""
    """Such as `Jr.`"""
    braced: bool = False
    """Whether braces tell the family name, or that the name is kept whole."""

    def __str__(self) -> str:
        return " ".join(filter(None, [self.given, self.family, self.suffix]))

    @property
    def inverted(self) -> str:
        """Family name first: `van der Maaten, Laurens`."""
        return ", ".join(filter(None, [self.family, self.given, self.suffix]))

    @property
    def surname(self) -> str:
        """The word by which it is sorted and found: `Maaten`; all of a family name in braces.

        Citations begin with the particle, and an index does not, as Dutch libraries have it.
        """
        return self.family if self.braced else "".join(self.family.split()[-1:])

    @property
    def surname_first(self) -> str:
        """The name as an index sorts it: `Maaten Laurens van der`."""
        others = "" if self.braced else " ".join(self.family.split()[:-1])
        return " ".join(filter(None, [self.surname, self.given, others, self.suffix]))


def is_single_name(text: str) -> bool:
    """Return whether a text is one name to every reader of BibTeX."""
    return not _NO_NAME.search(text)


@lru_cache(2**16)
def parse_name(text: str) -> PersonName:
    """Split a name written `First Last` as BibTeX splits it, but for suffixes and `Van der`.

    Degrees behind it are no part of it.
    The family name begins at the first word in lower case, else it is the last word
    (`Tame the BeaST`, section 11); what stands in braces is one word, of no case. A particle
    before that first word belongs to it, although it has a capital: `Rogier Van der Sluijs`. A name
    of one word, one that begins in lower case and one in which BibTeX would find more than a name
    are kept whole, as those of groups are.

    >>> parse_name("Laurens van der Maaten").inverted
    'van der Maaten, Laurens'
    >>> parse_name("Rhonda {Roebuck Williams}").inverted, parse_name("{The List Team}").inverted
    ('Roebuck Williams, Rhonda', 'The List Team')
    """
    suffix = ""
    text = without_degrees(text)
    if match := _SUFFIX.fullmatch(text):
        text, suffix = match["name"], match["suffix"]
    words = _words(text)
    if words is None or not is_single_name(
        " ".join("X" if word.braced else word.text for word in words)
    ):
        return PersonName(" ".join(filter(None, [display_name(text), suffix])))
    # Before a family name in braces, only particles belong to it: `ho lam {Chung}`.
    of_family = PARTICLES if words[-1].braced else {word.text for word in words}
    is_first = (word.is_lower and word.text in of_family for word in words[:-1])
    begins = next((n for n, is_it in enumerate(is_first) if is_it), len(words) - 1)
    if begins > 1 and words[begins].is_lower:
        begins -= words[begins - 1].text.lower() in PARTICLES - _ALSO_NAMES
    family, given = words[begins:], words[:begins]
    return PersonName(
        " ".join(word.text for word in family),
        " ".join(word.text for word in given),
        suffix,
        any(word.braced for word in family),
    )


def splits_as_bibtex(name: PersonName) -> bool:
    """Return whether BibTeX finds the same parts in the name as it is written."""
    if name.suffix or name.braced or any(map(_is_lower, name.given.split())):
        return False
    return not name.given or " " not in name.family or _is_lower(name.family)


def _is_lower(word: str) -> bool:
    """Return whether the first letter of a word is a small one."""
    return next((c.islower() for c in word if c.isalpha()), False)


def is_degree(text: str) -> bool:
    """Return True for an academic degree or the like: `MD`, `PhD`, `FRCR`."""
    return _DEGREE.fullmatch(text) is not None


def is_suffix(text: str) -> bool:
    """Return True for what stands behind a family name and belongs to it: `Jr.`, `III`."""
    return _SUFFIX_ONLY.fullmatch(text) is not None


def without_degrees(text: str) -> str:
    """Return one or several names without the degrees behind them.

    `MD` and the like may be initials as well. They are degrees behind a whole name, if nothing else
    in the text looks like initials.

    >>> without_degrees("Ann Lee, MD, PhD, Bo Chen MSc"), without_degrees("Lee, MD, Chen, AB")
    ('Ann Lee, Bo Chen', 'Lee, MD, Chen, AB')
    """
    if not _ANY_DEGREE.search(text):
        return text
    text = _without(_CERTAIN_DEGREES, text)
    pieces = re.split(r"\s*(?:[,;&]|\band\b)\s*", text)
    endings = {match[0] for piece in pieces if (match := _CAPITALS_AT_END.search(piece))}
    if all(_DEGREE.fullmatch(ending) or _SUFFIX_ONLY.fullmatch(ending) for ending in endings):
        text = _without(_DEGREES, text)
    return text


def _without(pattern: re.Pattern[str], text: str, instead: str = "") -> str:
    """Return a text without what a pattern's group `cut` finds in it, braces aside."""
    parts, start = [], 0
    for match in pattern.finditer(_masked(text)):
        parts.append(text[start : match.start("cut")])
        start = match.end("cut")
    return instead.join([*parts, text[start:]])


def suffixes_joined(text: str) -> str:
    """Return names without the comma before `Jr.` and the like.

    >>> suffixes_joined("Kennedy, John F., Jr., and Ann Lee")
    'Kennedy, John F. Jr., and Ann Lee'
    """
    return _without(_COMMA_BEFORE_SUFFIX, text, " ")


def spoken_order(last: str, first: str) -> str:
    """Return `Last, First` as one name, `Jr.` and the like at its end."""
    first, suffix = parted_suffix(first)
    return " ".join(filter(None, [first.strip(), last, suffix]))


def parted_suffix(text: str) -> tuple[str, str]:
    """Return a name, or a part of it, without `Jr.` or the like at its end; and that, or ""."""
    match = _SUFFIX_AT_END.search(text)
    return (text[: match.start()], match["suffix"]) if match else (text, "")


# -- braces ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a name."""

    text: str
    """Without braces."""
    braced: bool = False
    """Whether it stood in braces as a whole."""

    @property
    def is_lower(self) -> bool:
        return not self.braced and _is_lower(self.text)


def unbalanced_brace(text: str) -> str:
    """Return the brace without its counterpart: `{`, `}`, or "" if all braces balance."""
    depth = 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return "}"
    return "{" if depth else ""


def tidy_braces(text: str) -> str:
    """Return a name with as few braces as say the same: none in others, none around nothing.

    Braces that do not balance are taken out.

    >>> tidy_braces("{ The {List} Team } {}"), tidy_braces("The {List")
    ('{The List Team}', 'The List')
    """
    if "{" not in text and "}" not in text:
        return text
    if unbalanced_brace(text):
        return " ".join(re.sub("[{}]", " ", text).split())
    characters, depth = [], 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if character not in "{}" or depth == (character == "{"):
            characters.append(character)
    tidied = "".join(characters)
    tidied = re.sub(r"\{([^{}]*)\}", lambda match: f"{{{' '.join(match[1].split())}}}", tidied)
    return " ".join(tidied.replace("{}", "").split())


def display_name(text: str) -> str:
    """Return a name as readers see it, without the braces that are markup."""
    if "{" not in text and "}" not in text:
        return text
    words = _words(text)
    return text if words is None else " ".join(word.text for word in words)


def _words(text: str) -> list[_Word] | None:
    """Return the words of a name; None if its braces do not balance, or hold nothing."""
    if "{" not in text and "}" not in text:
        return [_Word(word) for word in text.split()] or [_Word("")]
    text = text if unbalanced_brace(text) else tidy_braces(text)
    if not text or unbalanced_brace(text):
        return None
    spans = re.findall(r"(?:[^\s{}]|\{[^{}]*\})+", text)
    return [
        _Word(re.sub("[{}]", "", location), re.fullmatch(r"\{[^{}]*\}", location) is not None)
        for location in spans
    ]


# -- et al. ------------------------------------------------------------------------------------

_OTHERS = r"et\.?\s?al(?:ii|ia|\b)|al\.?,\s?et\b|(?-i:u\.\s?a\b)|…|\.\s?\.\s?\.|等人?"
_COUNTED = (
    r"(?:(?:the\s|\d{1,4}\s)?(?:many\s)?(?:others|colleagues|co-?(?:authors|workers))\b"
    r"|\d{1,4}\smore\b(?:\s(?:authors?|others)\b)?|(?:\d{1,4}\s)?other\sauthors\b)"
)
_ONLY_ET_AL = re.compile(
    rf"[\s,;]*+(?:(?:and|&)\s)?[(\[]?(?:{_OTHERS}|{_COUNTED})\.?[)\]]?[\s.,;]*+", re.IGNORECASE
)

# A word "others" is et al. behind a comma or "and" alone.
_ENDING_ET_AL = re.compile(
    rf"[\s,;]*+(?:(?:(?<=[\s,;])(?:(?:and|&)\s)?(?:{_OTHERS})|…|\.\s?\.\s?\.)"
    rf"|(?:(?<=[,;]\s)|(?<=\s)(?:and|&)\s){_COUNTED})[\s.,;]*\Z",
    re.IGNORECASE,
)

_ENDING_CHARS = 40
"""Characters of a text's end in which "et al." is looked for."""


def is_et_al(text: str) -> bool:
    """Return whether a text stands for authors that are not named, in any of its usual forms.

    >>> [is_et_al(text) for text in ("et. al", "and others", "…", "Al Etal")]
    [True, True, True, False]
    """
    return len(text) <= _ENDING_CHARS and _ONLY_ET_AL.fullmatch(text.strip("{} ")) is not None


def without_et_al(text: str) -> tuple[str, bool]:
    """Return a text without an "et al." at its end, and whether there was one.

    >>> without_et_al("Jane Doe, et al."), without_et_al("Jane Doe")
    (('Jane Doe', True), ('Jane Doe', False))
    """
    if is_et_al(text):
        return "", True
    before, end = text[:-_ENDING_CHARS], text[-_ENDING_CHARS:]
    match = _ENDING_ET_AL.search(end)
    named = f"{before}{end[: match.start()]}".rstrip(" ,;") if match else ""
    if not named:
        return text, False
    return ("" if is_et_al(named) else named), True


def et_al_last(authors: Sequence[str]) -> tuple[str, ...]:
    """Return authors with "et al." once, as the last of them, if it is among them.

    Blank ones are left out; "et al." alone is no author either.

    >>> et_al_last(["Jane Doe", "others", "John Roe", ""])
    ('Jane Doe', 'John Roe', 'et al.')
    """
    named = tuple(author for author in authors if author and not is_et_al(author))
    is_incomplete = len(named) < sum(map(bool, authors))
    return (*named, ET_AL) if named and is_incomplete else named


def listed(names: Sequence[str], *, has_more: bool) -> str:
    """Return names as one text, with commas between.

    :param has_more: whether others are not named.

    >>> listed(["Jane Doe", "John Roe"], has_more=True), listed(["Jane Doe"], has_more=True)
    ('Jane Doe, John Roe, et al.', 'Jane Doe et al.')
    """
    shown = ", ".join(names)
    if not has_more:
        return shown
    return f"{shown}{',' if len(names) > 1 else ''} {ET_AL}".lstrip()


# -- one text that is several authors ------------------------------------------------------------

_SEMICOLON = re.compile(r"\s*;\s*(?:(?:and|&)\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s*,?\s(?:and|&)\s+|\s*、\s*", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,，]\s*")  # noqa: RUF001
_BETWEEN = re.compile(f"{_AND.pattern}|{_COMMA.pattern}", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_](?:[\w'’`.-]*\w)?\.?")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.[\s-]?){1,4}|[A-Z]{1,2}")
_VANCOUVER = re.compile(r"(?P<last>\S.*[a-z]\S*) (?P<first>(?:[A-Z]\.?\s?){1,3})")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·]{2,5}")


_OF_GROUPS = _set(
    """
    academy administration affairs africa agency alliance america american and applications
    arts asia associates association authority bank board brain bureau business care center
    centers centre china co collaboration collaborative college commission committee committees
    community company computer computing consortium contributors corp corporation council culture
    data department design developers development digital division economics editors education
    engineering environment europe european evaluation experts faculty family federation food for
    foundation friends fund gmbh global government group groups health hospital hospitals human
    image imaging inc india industry informatics information initiative innovation institute
    institutes institution intelligence international investigators lab laboratories laboratory
    labs language learning limited llc llp ltd machine management mathematics medical medicine
    member members ministry museum national natural nations network networks nursing of office
    organisation organization panel partners partnership physics planning policy press prevention
    prize processing program programme project public publishing research researchers robotics
    school schools science sciences scientific service services social societies society software
    solutions sons states statistics studies studio studios study surgery system systems task team
    teams technical technologies technology the therapeutics training translation trial trials
    trust union united university vision volunteers welfare world writing
    """
)
"""Words of the names of groups that no person's name is taken to have."""

_MAY_BE_SEVERAL = re.compile(
    r"[,;&、，…等]|\.\s?\.|\band\b|\bet\.?\s?al|others",  # noqa: RUF001
    re.IGNORECASE,
)


def split_names(text: str) -> tuple[str, ...]:
    """Return the names of which one author's text consists, where that is beyond doubt.

    ::

        people = name (separator name)* [separator "et al."]
        name   = First Last | Last ", " First | Last Initials

    Separators are ";", "and", "&" and commas; what stands in braces is never split. Names of
    groups that may have an "and" of their own, and single words that may be anything, stay whole.

    :param text: one author as it stands in a list of authors, cleaned.
    :returns: each name as `First Last`, :data:`ET_AL` last if the text ends with it; the text
        alone if it is one name, or if it is not certain into which it splits.

    >>> split_names("John Roe and Max Moe"), split_names("Roe, J.; Doe, A.")
    (('John Roe', 'Max Moe'), ('J. Roe', 'A. Doe'))
    >>> split_names("Department of Health and Human Services")
    ('Department of Health and Human Services',)
    """
    if not _MAY_BE_SEVERAL.search(text):  # as nearly all
        return (text,)
    rest, has_more = without_et_al(text)
    if not rest:
        return (ET_AL,)
    names = (rest,) if unbalanced_brace(rest) or _ENTITY.search(rest) else _split(rest)
    return (*names, ET_AL) if has_more and names[-1] != ET_AL else names


def is_doubtful(text: str) -> bool:
    """Return whether a text may be several authors, or `Last, First`, but may be a group too.

    A semicolon or a comma says so, unless `Jr.` or the like stands behind it, and "and" between
    single words. In braces nothing does.
    """
    if not _MAY_BE_SEVERAL.search(text) or _ENTITY.search(text):
        return False
    text = without_degrees(text)
    masked = _masked(text)
    if ";" in masked or len(_by_commas(text)) > 1:
        return True
    words = _pieces(text, masked, _AND)
    return len(words) > 1 and all(" " not in word and word[:1].isupper() for word in words)


def may_be_group(text: str) -> bool:
    """Return whether a doubtful text may name one group: by its words, or by "and" alone."""
    if _COMMA.search(text) or ";" in text:
        return not _OF_GROUPS.difference({"and"}).isdisjoint(re.findall(r"[^\W\d_]+", text.lower()))
    return True


def loosely_split(text: str) -> tuple[str, ...]:
    """Return the pieces of a text that is doubtful, cut at each semicolon, comma and "and"."""
    text = suffixes_joined(without_degrees(text))
    between = re.compile(f"{_SEMICOLON.pattern}|{_BETWEEN.pattern}")
    return tuple(_pieces(text, _masked(text), between))


def _split(text: str) -> tuple[str, ...]:
    """Return the names in a text without "et al."."""
    text = without_degrees(text)
    masked = _masked(text)
    if ";" in masked:
        parts = _pieces(text, masked, _SEMICOLON)
        named = [_turned(_by_commas(part)) or split_names(part) for part in parts]
        names = et_al_last([name for one in named for name in one])
        # What is in doubt within a part leaves the whole in doubt.
        return names if names and not any(len(_by_commas(name)) > 1 for name in names) else (text,)
    original = text
    text = suffixes_joined(text)
    masked = _masked(text)
    pieces = _pieces(text, masked, _BETWEEN)
    if len(pieces) < 2:
        return (original.strip(" ,;") or original,)
    chunks = [_by_commas(chunk) for chunk in _pieces(text, masked, _AND)]
    if len(chunks) == 1 and _are_any_two(pieces):
        return (text,)
    ways = (
        _as_pairs(chunks),
        _with_initials(pieces),
        _abbreviated(pieces),
        tuple(pieces) if all(map(_is_full_name, pieces)) else (),
    )
    return next(filter(None, ways), (text,))


def _are_any_two(pieces: Sequence[str]) -> bool:
    """Return whether pieces are two single words: `Lovelace, Ada` and `Google, Meta` look alike."""
    if len(pieces) != 2 or all(map(_CJK.fullmatch, pieces)):
        return False
    return not any(re.search(r"[\s.{]|^[A-Z]{1,2}$", piece) for piece in pieces)


def _as_pairs(chunks: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the names in `Roe, John and Doe, Ann`, as BibTeX writes them, or nothing."""
    turned = list(map(_turned, chunks))
    return tuple(turn[0] for turn in turned if turn) if all(turned) else ()


def _with_initials(pieces: Sequence[str]) -> tuple[str, ...]:
    """Return the names in `Roe, J., Doe, A.`, as APA writes them, or nothing."""
    lasts, firsts = pieces[::2], pieces[1::2]
    if len(lasts) != len(firsts) or not all(map(_INITIALS.fullmatch, firsts)):
        return ()
    return _as_pairs(list(zip(lasts, firsts, strict=True)))


def _abbreviated(pieces: Sequence[str]) -> tuple[str, ...]:
    """Return the names in `Roe J, Doe AB`, as medical journals write them, or nothing."""
    attempts = [_VANCOUVER.fullmatch(piece) for piece in pieces]
    matches = [match for match in attempts if match]
    initials = ["".join(filter(str.isalpha, match["first"])) for match in matches]
    if len(matches) < len(pieces) or all(len(letters) > 1 for letters in initials):
        return ()  # `Wei LI` has no initials
    return tuple(
        f"{'. '.join(letters)}. {match['last']}"
        for letters, match in zip(initials, matches, strict=True)
    )


def _turned(pair: Sequence[str]) -> tuple[str, ...]:
    """Return `Last, First` as one name `First Last`, or nothing if it may be something else."""
    if len(pair) != 2 or any(map(_CJK.fullmatch, pair)):
        return ()
    last, given_names = pair
    first, _ = parted_suffix(given_names)
    words = [word for word in _masked(parted_suffix(last)[0]).split() if word not in PARTICLES]
    given = first.split()
    # `John Roe, Jane Doe` are two; of a family name of several words, initials tell.
    is_initials = _INITIALS.fullmatch(first) is not None
    is_given = is_initials or (
        len(words) == 1 and all(map(_INITIALS.fullmatch, given[1:])) and len(given) <= 3
    )
    if not is_given or not 1 <= len(words) <= 2 or not _are_name_words([*last.split(), *given]):
        return ()
    return (spoken_order(last, given_names),)


def _is_full_name(text: str) -> bool:
    """Return whether a text looks like the full name of one person, or is a group in braces."""
    if _CJK.fullmatch(text) or re.fullmatch(r"\{[^{}]*\}", text):
        return True
    words = [word for word in _masked(text).split() if word not in PARTICLES]
    is_cut = words[-1:] and re.fullmatch(r"[^\W\d_]\.", words[-1])  # `Ronald M.`
    return 2 <= len(words) <= 5 and not is_cut and _are_name_words(text.split())


def _are_name_words(words: Sequence[str]) -> bool:
    """Return whether all words may stand in the name of a person."""
    return all(
        word in PARTICLES
        or (
            _NAME_WORD.fullmatch(bare := re.sub("[{}]", "", word)) is not None
            and not _is_lower(bare)
            and bare.lower().strip(".") not in _OF_GROUPS
        )
        for word in words
    )


def _masked(text: str) -> str:
    """Return a text of the same length in which each text in braces is one word."""
    if "{" not in text:
        return text
    characters, depth = [], 0
    for character in text:
        depth += character == "{"
        characters.append("X" if depth else character)
        depth -= character == "}" and depth > 0
    return "".join(characters)


def _pieces(text: str, masked: str, separator: re.Pattern[str]) -> list[str]:
    """Return a text cut where its masked form has separators."""
    edges = [0, *(at for match in separator.finditer(masked) for at in match.span()), len(text)]
    pieces = (text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    return list(filter(None, map(str.strip, pieces)))


def _by_commas(text: str) -> list[str]:
    joined = suffixes_joined(text)
    return _pieces(joined, _masked(joined), _COMMA)
