"""One name, as lists write it: how much a text looks like one, and in which order it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ....core.person_names import (
    ABBREVIATED_SUFFIX,
    PARTICLES,
    is_suffix,
    parted_suffix,
    spoken_order,
)
from ....core.text import fold
from .. import weights
from .fragments import COMPANY_ENDS, word_set

NO_NAMES = word_set(
    """
    learning network networks neural deep model models modeling image images vision visual
    language survey review detection segmentation recognition generation generative attention
    transformer transformers data dataset datasets benchmark using with for from via through
    towards toward training pretraining supervised unsupervised representation representations
    object objects video text graph graphs method methods approach approaches analysis framework
    system systems reinforcement adversarial diffusion optimization classification prediction
    estimation paper reasoning knowledge large small efficient robust fast real time deepfake
    medical clinical information the a an of on in to is are by how what why can do does it as
    at or not your my machine fairness privacy attack attacks defense alignment interpretability
    evaluation tasks task agent agents robot robotics planning code project page demo conference
    workshop journal transactions proceedings international symposium university institute
    research open source domain adaptation transfer zero shot few retrieval augmented prompt
    tuning multimodal generalization uncertainty calibration unlearning editing synthesis
    reconstruction rendering 3d 2d preprint arxiv ieee acm springer nature science stars key
    keyword keywords digest abstract tldr note new that this these those their there they we our its
    who whom whose which where when while if then than but so be been being has have had were was
    would should could might must no nor about above across after against along among around before
    behind below between beyond into onto over under upon within without
    代码 数据 数据集 项目 论文 链接 主页 视频 中文 解读 笔记 综述 摘要 官方 博客 模型
    """
)
"""Words of titles and keywords that no name has, though they may be written like one."""

_NAMES_TOO = word_set("An Do On Of In To At By For The My Can Are How Why Key")
"""Those of them that are names of people as well."""

_WORD = re.compile(r"[^\W\d_][\w'’`´-]*(?:\.[^\W\d_][\w'’-]*)*|(?:[^\W\d_][\w'’-]{0,3}\.-?)+")

# As works are named, and hardly ever people: `BioBERT`, `SPINE`, `DVS`.
_COINED = re.compile(
    r"[a-z][A-Z][A-Z]|[A-Z]{4}|-[A-Z]{3}|^[B-DF-HJ-NP-TV-XZ]{3}$|[a-z][A-Z]\w*[a-z][A-Z]"
)

# Parts of what is written in Chinese and is no name: journals, institutions, words of titles.
_CJK_NO_NAME = re.compile(
    "学报|期刊|杂志|会议|大会|大学|学院|公司|列表|方法|综述|模型|研究|論文|学会|雑誌|紀要"
)

# Longer than any name in a script that writes no spaces: a sentence.
_CJK_SENTENCE = re.compile(r"[\u3041-\u309f\u3400-\u9fff\uac00-\ud7af]{7}")

PLAIN_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z]\.)* [A-Z][a-z]+")

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·]{2,5}")

# Family names as most people have them in China, Korea and Japan; other words are as short.
_CJK_NAME = re.compile(
    r"(?:[王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅郑鄭梁谢謝宋唐许許邓鄧韩韓冯馮曹彭曾肖萧田董潘袁"
    r"蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁沈任姚卢盧傅钟鍾姜崔谭譚廖范汪陆陸金石戴贾夏韦付邹熊孟秦邱侯江尹薛闫段雷龙龍黎史"
    r"陶贺毛郝顾顧龚邵万覃武钱戚严莫向樊欧歐]|欧阳|司马|上官|诸葛|皇甫)[\u3400-\u9fff]{1,2}"
    r"|[김이박최정강조윤장임한오서신권황안송류유홍전고문손양배백허남심노하][가-힣]{1,2}"
    r"|(?:佐藤|鈴木|高橋|田中|伊藤|渡[辺邊]|山[本田口崎下]|中[村島川野山]|小[林川野]|加藤|吉田|佐々木|松[本田]|井上|木村"
    r"|[斎斉]藤|清水|池田|橋本|阿部|石[川井田]|前田|藤[田原]|後藤|岡[田本]|長谷川|村上|近藤|遠藤|青木|坂本|西村|福田"
    r"|太田|三浦|原田|田村|竹内|金子|和田|上田|森田|柴田|酒井|工藤|横山|宮[崎本]|内田|高木|安藤|谷口|大野|今井)"
    r"[\u3040-\u30ff\u3400-\u9fff]{1,3}|[\u3040-\u30ff\u3400-\u9fff]+·[\u3040-\u9fff·]+"
)


def name_likelihood(piece: str) -> float:
    """Return the likelihood that a text is the name of one person, from 0 to 1."""
    plain = PLAIN_NAME.fullmatch(piece) or _CJK.fullmatch(piece)  # as most are
    if plain and NO_NAMES.isdisjoint(piece.lower().split()):
        return 1 if piece.isascii() else _likelihood_of_letters(piece)
    words = piece.split()
    if (
        len(piece) > weights.NAME_CHARS
        or (not piece.isascii() and (_CJK_NO_NAME.search(piece) or _CJK_SENTENCE.search(piece)))
        or not 1 <= len(words) <= weights.NAME_WORDS
        or not all(map(_WORD.fullmatch, words))
        or (words[-1] in COMPANY_ENDS and not words[0].isupper())
    ):
        return 0
    folded = [fold(word).strip(".") for word in words]
    odd = [
        word for word, low in zip(words, folded, strict=True) if len(low) > 1 and low in NO_NAMES
    ]
    if odd:
        may_be = len(words) > 1 and all(word.istitle() and word in _NAMES_TOO for word in odd)
        likelihood = weights.SMALL_WORD_NAME_LIKELIHOOD
        return may_be * (likelihood if len(odd) < len(words) else likelihood / 2)
    if any(map(_COINED.search, words)):
        return weights.COINED_NAME_LIKELIHOOD
    small = [low for word, low in zip(words, folded, strict=True) if word[0].islower()]
    if not PARTICLES.issuperset(small) or len(small) == len(words):
        return weights.LOWERCASE_NAME_LIKELIHOOD * (len(small) < len(words))
    if len(words) == 1:
        if piece.isupper() and piece.isalpha() and len(piece) > 2:
            return weights.COINED_NAME_LIKELIHOOD
        return weights.SINGLE_NAME_LIKELIHOOD if len(piece) > 1 else 0
    return 1 if len(words) <= weights.USUAL_NAME_WORDS else weights.LONG_NAME_LIKELIHOOD


def _likelihood_of_letters(piece: str) -> float:
    """Return the likelihood that a few letters of a script without spaces are a name."""
    if _CJK_NO_NAME.search(piece):
        return 0
    return 1 if _CJK_NAME.fullmatch(piece) else weights.SHORT_NAME_LIKELIHOOD


def is_full_name(text: str) -> bool:
    """Return whether a text looks like first and last name of one person, beyond doubt."""
    return len(text.split()) > 1 and name_likelihood(text) == 1


def is_family_name(text: str) -> bool:
    """Return whether a text looks like one family name, and like no abbreviation.

    >>> [is_family_name(text) for text in ("Lee", "van der Elm", "VizConf", "ISMIR")]
    [True, True, False, False]
    """
    is_name = _SURNAME.fullmatch(text) is not None and not re.search(r"[a-z][A-Z]|[A-Z]{2}", text)
    return is_name and name_likelihood(text) > 0


def family_names(text: str) -> tuple[str, ...]:
    """Return the family names that a text is, as citations have them; () if it is something else.

    >>> family_names("Lee and van der Elm"), family_names("Metallurgical & Mining Industry")
    (('Lee', 'van der Elm'), ())
    """
    names = tuple(re.split(r"\s*(?:,\s*(?:and|&)?|\band\b|&)\s*", text))
    return names if all(map(is_family_name, names)) else ()


_AND = re.compile(r"\s+and\s+|\s*;\s*|\s+&\s+", re.IGNORECASE)

_CAPITAL = r"[^\W\d_a-z]"

_ONE = rf"{_CAPITAL}[\w'’-]+"

_OF = rf"(?:(?:{'|'.join(sorted(PARTICLES))}) ){{0,2}}"

_LAST = rf"{_OF}{_ONE}(?: {_ONE})?"

_FIRST = rf"(?:{_CAPITAL}\.[\s-]?){{1,4}}"

_SURNAME = re.compile(rf"{_OF}{_ONE}")

_GIVEN = re.compile(
    rf"{_ONE}(?: {_ONE})?(?: (?:{_CAPITAL}\.?\s?){{1,2}})?|(?:{_CAPITAL}\.[\s-]?){{1,3}}"
)

_LETTER = r"[^\W\d_]"

# Initials as slips leave them: `A. B.`, `Ch.`, `S-C`, and `AB` behind a family name.
_ANY_INITIALS = re.compile(
    rf"(?:{_LETTER}{{1,2}}\.[\s-]?){{1,4}}{_LETTER}?|{_LETTER}(?:[\s-]{_LETTER})*\.?"
)

_CAPITALS = re.compile(r"[A-Z]{1,3}")

_TWO_CAPITALS = re.compile(r"[A-Z]{1,2}")

_GLUED_FIRST = re.compile(rf"(?P<one>(?:{_LETTER}\.[\s-]?){{1,4}})(?P<two>{_LETTER}[^.]+)")

_GLUED_LAST = re.compile(
    rf"(?P<one>{_LETTER}[^.]+?)\.? (?P<two>(?:{_LETTER}\.[\s-]?){{1,4}}|[A-Z]{{1,3}})"
)

_INITIALS_FIRST = re.compile(rf"{_FIRST}{_LAST}")

_ONE_INVERTED = re.compile(
    rf"(?P<last>{_OF}{_ONE}), (?P<first>{_ONE}(?: {_ONE})?(?: {_CAPITAL}\.?)?"
    rf"(?: (?:{'|'.join(sorted(PARTICLES))}))*)"
)

_FIRSTS = re.compile(rf"{_FIRST.rstrip()}\s*")

_ONE_WITH_INITIALS = re.compile(rf"(?P<last>{_LAST}), (?P<first>(?:{_CAPITAL}\.[\s-]?){{1,4}})")

# As journals of medicine have it, `Lee AB`, and the Chinese standard, `Lee A B`.
_BARE_INITIALS = r"[A-Z](?:[ -]?[A-Z]){0,2}"

_VANCOUVER = re.compile(rf"(?P<last>{_LAST}) (?P<first>{_BARE_INITIALS})\.?")

_APA_LIST = re.compile(
    rf"(?P<names>{_LAST}, {_FIRST}(?:,? ?(?:&|and)? ?(?:{_LAST}[.,]? {_FIRST}|et al\.|\.\.\. ))*)"
    r"(?:\s*\(?(?:19|20)\d\d[a-z]?\)?[.,:]|\s*:|(?<=\.))\s+(?=[\w\"“])"
)

_VANCOUVER_LIST = re.compile(
    rf"(?P<names>{_LAST} {_BARE_INITIALS}(?:, {_LAST} {_BARE_INITIALS})*(?:,? et al)?)\.\s+(?=\w)"
)


_INITIAL = re.compile(rf"\b(?:[A-Z]|{ABBREVIATED_SUFFIX})\.\Z")


def without_stop(text: str) -> str:
    """A text without a full stop at its end, unless it is that of an initial or of `Jr.`."""
    return text if _INITIAL.search(text) else text.rstrip(".")


def reorder_inverted(text: str, pieces: list[str], *, comma: bool) -> list[str]:
    """Names told last name first, put in order; none if they are not.

    :param pieces: the text, cut at commas, semicolons and the like.
    :param comma: whether a comma and "et al." follow: `Lee, Ann, et al.`
    """
    return (
        _abbreviated(pieces)
        or _with_capitals(pieces)
        or _with_initials(pieces)
        or _inverted(text)
        or _first_inverted(pieces, comma=comma)
    )


def inverted_name(text: str) -> str:
    """The name of one author told last name first, and nothing else; or "".

    >>> inverted_name("Elm, Aldo van den."), inverted_name("Ann Lee, Bo Ito")
    ('Aldo van den Elm', '')
    """
    match = _ONE_INVERTED.fullmatch(without_stop(text.strip(' ,"“')))
    return spoken_order(match["last"], match["first"]) if match else ""


def name_with_initials(text: str) -> str:
    """The name of one author told with initials, in whatever order, and nothing else; or "".

    >>> name_with_initials("Elm, A. B."), name_with_initials("A. Elm"), name_with_initials("Elm")
    ('A. B. Elm', 'A. Elm', '')
    """
    text = text.strip(' ,"“')
    if match := _ONE_WITH_INITIALS.fullmatch(text):
        return spoken_order(match["last"], match["first"])
    return text if _INITIALS_FIRST.fullmatch(text) and is_full_name(text) else ""


def _with_capitals(pieces: Sequence[str]) -> list[str]:
    """Names of which each has one or two capitals behind it, put in order: `Roe, MD, Doe, AB`."""
    lasts, firsts = pieces[::2], pieces[1::2]
    if len(lasts) != len(firsts) or len(lasts) < 2 or not all(map(_TWO_CAPITALS.fullmatch, firsts)):
        return []
    are_names = all(_SURNAME.fullmatch(one) and not one.isupper() for one in lasts)
    if not are_names or not all(map(name_likelihood, lasts)):
        return []
    initials = [_dotted(first) if len(first) == 1 else first for first in firsts]
    return [spoken_order(last, first) for last, first in zip(lasts, initials, strict=True)]


def _with_initials(pieces: Sequence[str]) -> list[str]:
    """Names told last name first with initials, put in order, whatever comma or stop is missing.

    ::

        names = (last initials | initials last | last first | last)*

    Of the ways to read them so, the one with the fewest slips counts. None where not most are told
    without a slip: `Sun, R. Shi, D., Zhang. Y., Galvan G.`
    """
    parts = [part for piece in pieces for part in _name_parts(piece)]
    if (
        not pieces
        or pieces[0].isupper()
        or not any(part.is_initials for part in parts)
        or not all(part.is_initials or _may_be_last_name(part.text) for part in parts)
    ):
        return []
    ways = [_Way(0, 0, ())]
    for at, part in enumerate(parts):
        ends = ways[at - 1].with_pair(parts[at - 1], part) if at else []
        ends.append(ways[at].with_lost(part))
        ways.append(min(ends, key=lambda way: way.slips))
    slips, regular, names = ways[-1]
    least = len(names) / 2 + any(part.is_glued for part in parts)
    return list(names) if max(least, slips) <= regular else []


class _NamePart(NamedTuple):
    """A family name, a first name, or initials."""

    text: str
    is_initials: bool
    is_glued: bool
    """Whether no comma parts it from the part before it."""


class _Way(NamedTuple):
    """A way to read the parts of names so far."""

    slips: float
    regular: int
    """Names told without a slip."""
    names: tuple[str, ...]

    def with_lost(self, part: _NamePart) -> _Way:
        """One more part that has no other: initials go to those before them."""
        if part.is_initials and self.names and (first := _FIRSTS.match(self.names[-1])):
            name = f"{first[0]}{_dotted(part.text)} {self.names[-1][first.end() :]}"
            slips = self.slips + weights.LOST_PART_PENALTY
            return _Way(slips, self.regular, (*self.names[:-1], name))
        as_spoken = " " in part.text and not part.is_glued
        penalty = weights.TURNED_PARTS_PENALTY if as_spoken else weights.LOST_PART_PENALTY
        return _Way(self.slips + penalty, self.regular, (*self.names, part.text))

    def with_pair(self, one: _NamePart, two: _NamePart) -> list[_Way]:
        """One more name of two parts; none if both are initials, or names of several words."""
        if one.is_initials and two.is_initials:
            return []
        if not (one.is_initials or two.is_initials or _SURNAME.fullmatch(one.text)):
            return []
        slips = self.slips + weights.TURNED_PARTS_PENALTY * one.is_glued
        if one.is_initials:
            slips += 0 if two.is_glued else weights.TURNED_PARTS_PENALTY
            return [_Way(slips, self.regular, (*self.names, f"{_dotted(one.text)} {two.text}"))]
        first = _dotted(two.text) if two.is_initials else two.text
        slips += 0 if two.is_initials else weights.TURNED_PARTS_PENALTY
        regular = self.regular + two.is_initials
        return [_Way(slips, regular, (*self.names, spoken_order(one.text, first)))]


def _name_parts(piece: str) -> Iterator[_NamePart]:
    """The parts of a name between two commas, of which one may be missing, as in `R. Shi`."""
    match = _GLUED_FIRST.fullmatch(piece) or _GLUED_LAST.fullmatch(piece)
    if match is None or is_suffix(match["two"]):
        yield _name_part(piece.strip(), is_glued=False)
        return
    yield _name_part(match["one"].strip(), is_glued=False)
    two = match["two"].strip()
    if _CAPITALS.fullmatch(two):
        yield _NamePart(two, is_initials=True, is_glued=True)
    else:
        yield _name_part(two, is_glued=True)


def _name_part(text: str, *, is_glued: bool) -> _NamePart:
    is_initials = text[:1].isupper() and bool(_ANY_INITIALS.fullmatch(text))
    return _NamePart(text if is_initials else text.strip(" ."), is_initials, is_glued)


def _may_be_last_name(part: str) -> bool:
    words = part.split()
    return (
        0 < len(words) <= 3
        and all(map(_WORD.fullmatch, words))
        and all(word[0].isupper() or word in PARTICLES for word in words)
    )


def _dotted(initials: str) -> str:
    """Initials with their full stops, which may have been left out."""
    if initials.isalpha() and initials.isupper():
        return " ".join(f"{letter}." for letter in initials)
    return initials if initials.endswith(".") else f"{initials}."


def leading_inverted_names(text: str) -> tuple[str, str] | None:
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
            turned.append(spoken_order(last, first))
    return turned


def _first_inverted(pieces: list[str], *, comma: bool) -> list[str]:
    """Names of which the first is told last name first, as MLA and Chicago have it; or none."""
    if len(pieces) < 2 or pieces[0].isupper() or not _SURNAME.fullmatch(pieces[0]):
        return []
    if not _GIVEN.fullmatch(parted_suffix(pieces[1])[0]):
        return []
    others = pieces[2:]
    if others and not all(len(other.split()) > 1 for other in others):
        return []
    return [spoken_order(pieces[0], pieces[1]), *others] if others or comma else []


def is_turned(text: str) -> bool:
    """Return whether a bare family name and several first names are one: `Lee, Ann Mary et al.`."""
    last, _, first = text.partition(", ")
    return " " in first and bool(_SURNAME.fullmatch(last) and _GIVEN.fullmatch(first))


def _abbreviated(pieces: list[str]) -> list[str]:
    """Names told by family name and bare initials, put in order: `Lee AB`, `Lee A B`; or none."""
    matches = [_VANCOUVER.fullmatch(piece) for piece in pieces]
    if len(pieces) < 2 or not all(matches):
        return []
    return [
        f"{' '.join(f'{one}.' for one in m['first'] if one.isalpha())} {m['last']}"
        for m in matches
        if m
    ]
