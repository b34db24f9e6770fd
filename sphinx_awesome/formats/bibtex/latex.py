r"""From the LaTeX and the HTML of a BibTeX field to plain text, and from addresses to addresses.

Accents, letters, symbols, escapes, quotes and dashes become characters, commands around a text,
switches and braces go away, ``$…$`` stays as written. Publishers' tags and entities become the text
that they mean. pylatexenc was tried: it drops a bare ``&`` and raises on ``\href`` and on deep
braces. This is total, and linear in the length of the text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

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
    "t": "\u0361",
    "h": "\u0309",
    "G": "\u030f",
    "textcommabelow": "\u0326",
    "textogonekcentered": "\u0328",
}

_DOTLESS = {"\u0131": "i", "ȷ": "j"}
"""Letters that lose their dot to an accent."""


def _table(text: str) -> dict[str, str]:
    """Names and what they stand for, in turns."""
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


_LETTERS = _table(
    """
    aa å AA Å ae æ AE Æ oe œ OE Œ o ø O Ø l ł L Ł ss ß SS ẞ i \u0131 j ȷ
    dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ ohorn ơ OHORN Ơ uhorn ư UHORN Ư
    """
)

_SYMBOLS = {
    **_table(
        r"""
        textbackslash \ textbraceleft { textbraceright } lbrace { rbrace } textbar |
        textasciitilde ~ textasciicircum ^ textasciigrave ` textunderscore _ textdollar $
        textless < textgreater > textquotesingle ' textquotedbl " slash /
        """
    ),
    **_table(
        """
        textendash \u2013 textemdash —
        textquoteleft \u2018 lq \u2018 textquoteright \u2019 rq \u2019
        textquotedblleft “ textquotedblright ” quotedblbase „ glqq „ grqq “ flqq « frqq »
        guillemotleft « guillemotright » guillemetleft « guillemetright » guilsinglleft \u2039
        guilsinglright \u203a ldots … dots … textellipsis … S § P ¶ textsection § textparagraph ¶
        textdegree ° degree ° textcelsius ℃ celsius ℃ degreeCelsius ℃
        textmu µ textohm Ω texttimes × textdiv ÷ textpm ±
        textonehalf ½ textbullet • textperiodcentered · textregistered ® texttrademark ™
        textcopyright © copyright © textsterling £ pounds £ textyen ¥ euro € texteuro € EUR €
        textordfeminine ª textordmasculine º textexclamdown ¡ textquestiondown ¿ dag † ddag ‡
        textonesuperior ¹ texttwosuperior ² textthreesuperior ³ textvisiblespace ␣ textnumero №
        LaTeX LaTeX TeX TeX BibTeX BibTeX LuaTeX LuaTeX XeTeX XeTeX pdfTeX pdfTeX LaTeXe LaTeX2e
        """
    ),
    **dict.fromkeys(("quad", "qquad", "enspace", "thinspace", "space", "nobreakspace"), " "),
    **dict.fromkeys(("newline", "linebreak", "par"), " "),
}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SWITCHES = _set(
    """
    tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge rm it em bf sf tt sc
    sl rmfamily sffamily ttfamily mdseries bfseries upshape itshape slshape scshape normalfont
    protect relax noindent null allowbreak nolinebreak nobreak break hfill centering raggedright
    displaystyle textstyle boldmath unboldmath ignorespaces unskip selectfont leavevmode hfil
    sloppy string natexlab nobreakdash
    """
)
"""Commands that print nothing, without arguments."""

_DROPPED_ARGUMENTS = {
    **dict.fromkeys(
        _set(
            """
            href textcolor texorpdfstring foreignlanguage hyperlink color cite citep citet footnote
            thanks label vspace hspace selectlanguage noopsort index phantom begin end raisebox
            """
        ),
        1,
    ),
    "fontsize": 2,
}
"""By command, how many of its first arguments are not printed."""

_CHANGES: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("uppercase", "MakeUppercase"), str.upper),
    **dict.fromkeys(("lowercase", "MakeLowercase"), str.lower),
    **dict.fromkeys(("enquote", "mkbibquote"), "“{}”".format),
    "ensuremath": "${}$".format,
}

_TOKEN = re.compile(
    r"""(?P<math>\$(?:[^$\\]|\\.)++\$)
      | \\(?P<accent>[`'^~=."]|(?:[ubdckrvHthG]|textcommabelow|textogonekcentered)(?![A-Za-z]))\s*+
      | (?P<nothing>\\(?:[/@\-+]|xspace(?![A-Za-z])))
      | \\(?P<command>[A-Za-z]++)\*?(?P<after>\s*+)(?:\[[^\[\]{}]*\](?=[\[{]))*+
      | \\(?P<escaped>[%&$\#_{}\ |])
      | (?P<space>\\\\|~|\\[,;:!>])
      | (?P<dash>-{1,3})
      | (?P<quote>``|''|(?<![\w`])`(?=[^`']*+'(?!\w))|'(?!\w))
      | (?P<open>\{)
      | (?P<close>\})
      | (?P<text>[^\\{}$~`'-]++|.)""",
    re.VERBOSE | re.DOTALL,
)

_INLINE_MATH = re.compile(r"(?<!\\)\\\(((?:[^$\\]|\\[^()])++)\\\)")

_DASHES = {"-": "-", "--": "\u2013", "---": "—"}

_QUOTES = {"``": "“", "''": "”", "`": "\u2018"}

_BLOCK_TAG = r"br|p|div|title|h[1-6]|li|[uo]l|jats:(?:p|title|sec|list(?:-item)?)"
_TAG_NAME = (
    rf"(?P<block>{_BLOCK_TAG})|i|b|u|s|em|strong|sub|sup|inf|sc|scp|small|big|span|tt|code|a|font"
    r"|title|italic|bold|underline|monospace|sans-serif|inline-formula|tex-math|alternatives"
    r"|(?:jats|mml|xhtml):[a-z-]+"
)
_TAG = re.compile(
    rf"<(?P<end>/?)(?P<name>{_TAG_NAME})(?:\s[^<>]*?)?(?P<alone>\s?/)?>", re.IGNORECASE
)
"""Markup of publishers; that of a block stands for a space."""

_LESS = r"(?:\{?\\textless\s*(?:\{\})?\}?|\$(?:<|\\less|\\lt)\$|&lt;)"
_GREATER = r"(?:\{?\\textgreater(?:\{\})?\}?|\$(?:>|\\greater|\\gt)\$|&gt;)"
_ESCAPED_TAG = re.compile(rf"{_LESS}(?P<tag>/?(?:{_TAG_NAME})/?){_GREATER}", re.IGNORECASE)
"""The same as reference managers escape it."""

_MENTIONS = re.compile(r",?\s+(?:and|or|to|[/&…–-]|\.{3})\s+|,\s+")
"""What stands between two tags that a title is about."""

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_ESCAPED_TWICE = re.compile(r"&amp;(?=(?:[A-Za-z]{2,8}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)")


def without_entities(text: str) -> str:
    """Return a text with HTML's entities as the characters that they mean.

    >>> without_entities("Talk &amp; Listen &#x2013; AT&T")
    'Talk & Listen – AT&T'
    """
    text = _ESCAPED_TWICE.sub("&", text)
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


@dataclass(slots=True)
class _Group:
    """The text between two braces, as far as it is read."""

    parts: list[str] = field(default_factory=list)
    changes: list[Callable[[str], str]] = field(default_factory=list)
    """What the group's text goes through at its end, the innermost last."""
    waiting: list[Callable[[str], str]] = field(default_factory=list)
    """What the next letter or group goes through, the innermost last."""
    dropped: int = 0
    """Of the groups that follow, how many are not printed."""


def latex_to_text(text: str) -> str:
    r"""Return the plain text of a field.

    :param text: the value of a field, without the braces or quotes around it.

    >>> latex_to_text(r"{\'E}va M{\"{u}}ller {\&} {\L}ukasz: {BERT} \emph{in} $\alpha_{1}$")
    'Éva Müller & Łukasz: BERT in $\\alpha_{1}$'
    """
    if "<" in text or "less" in text or "&lt;" in text:
        text = _without_tags(_ESCAPED_TAG.sub(r"<\g<tag>>", text))
    if any(character in text for character in "\\{}$~`'-"):
        text = _Converter(_INLINE_MATH.sub(r"$\1$", text)).convert()
    return without_entities(text) if "&" in text else text


def _without_tags(text: str) -> str:
    """A text without tags that belong together; what only looks like markup stays."""
    opened: dict[str, list[re.Match[str]]] = {}
    tags: list[re.Match[str]] = []
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if tag["alone"] or name == "br":
            tags.append(tag)
        elif not tag["end"]:
            opened.setdefault(name, []).append(tag)
        elif opened.get(name):
            begin = opened[name].pop()
            if not _MENTIONS.fullmatch(text, begin.end(), tag.start()):
                tags += begin, tag
    parts: list[str] = []
    at = 0
    for tag in sorted(tags, key=re.Match.start):
        parts += text[at : tag.start()], " " if tag["block"] else ""
        at = tag.end()
    return "".join([*parts, text[at:]])


class _Converter:
    def __init__(self, text: str) -> None:
        self._text = text
        self._groups = [_Group()]
        self._is_quoted = False

    def convert(self) -> str:
        """Return the text."""
        for match in _TOKEN.finditer(self._text):
            self._take(match)
        while len(self._groups) > 1:
            self._close()
        return "".join(self._groups[0].parts)

    def _take(self, match: re.Match[str]) -> None:
        match match.lastgroup:
            case "open":
                self._open()
            case "close":
                self._close()
            case "accent":
                self._groups[-1].waiting.append(_accenter(_ACCENTS[match["accent"]]))
            case "after":
                self._command(match)
            case "escaped":
                self._print(match["escaped"])
            case "space":
                self._print(" ")
            case "dash":
                self._print(_DASHES[match[0]])
            case "quote":
                self._print(self._quote(match[0]))
            case "math" | "text":
                self._print(match[0])

    def _quote(self, mark: str) -> str:
        if mark == "'":
            closes, self._is_quoted = self._is_quoted, False
            return "\u2019" if closes else mark
        self._is_quoted |= mark == "`"
        return _QUOTES[mark]

    def _print(self, text: str) -> None:
        """Add a text; what waits is done to its first letter."""
        group = self._groups[-1]
        while group.waiting:
            text = group.waiting.pop()(text)
        group.dropped = 0
        group.parts.append(text)

    def _open(self) -> None:
        outer = self._groups[-1]
        if outer.dropped:
            outer.dropped -= 1
            self._groups.append(_Group(changes=[lambda _: ""]))
            return
        self._groups.append(_Group(changes=outer.waiting))
        outer.waiting = []

    def _close(self) -> None:
        if len(self._groups) == 1:
            return
        group = self._groups.pop()
        text = "".join(group.parts)
        while group.changes:
            text = group.changes.pop()(text)
        self._groups[-1].parts.append(text)

    def _command(self, match: re.Match[str]) -> None:
        name, group = match["command"], self._groups[-1]
        is_before_group = self._text.startswith("{", match.end())
        if letter := _LETTERS.get(name) or _SYMBOLS.get(name):
            self._print(letter)
        elif is_before_group and name in _DROPPED_ARGUMENTS:
            group.dropped = _DROPPED_ARGUMENTS[name]
        elif name in _CHANGES and is_before_group:
            group.waiting.append(_CHANGES[name])
        elif name not in _SWITCHES and not is_before_group and not self._begins_group(match):
            # A command around a text goes away; one that stands alone is all there is.
            self._print(match[0])

    def _begins_group(self, match: re.Match[str]) -> bool:
        """Return True for what is like a switch: ``{\\em …}``."""
        return self._text.startswith("{", match.start() - 1) and match["after"] != ""


def _accenter(mark: str) -> Callable[[str], str]:
    """Return what puts an accent on the first letter of a text."""

    def accented(text: str) -> str:
        text = text.lstrip()
        letter = unicodedata.normalize("NFD", text[:1])
        if not letter[:1].isalpha():
            return text
        base, others = _DOTLESS.get(letter[0], letter[0]), letter[1:]
        composed = unicodedata.normalize("NFC", f"{base}{others}{mark}")
        if others and len(composed) > 1:  # one letter may have its accents in one order alone
            turned = unicodedata.normalize("NFC", f"{base}{mark}{others}")
            composed = min(composed, turned, key=len)
        return composed + text[1:]

    return accented


# -- addresses -----------------------------------------------------------------------------------

_NESTED = r"(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+"
r"""Text with braces in it, and braces in those: ``{\~{}}``"""

_ANY_URL_COMMAND = rf"\\(?:url|path|href|nolinkurl)\s*\{{(?P<url>{_NESTED})\}}"
_URL_COMMAND = re.compile(_ANY_URL_COMMAND)
_BARE_URL = re.compile(r"(?:https?://|\bwww\.(?=[\w-]+\.[a-z]{2}))[^\s<>\"|]+", re.IGNORECASE)
_URL_IN_TEXT = re.compile(
    r"(?:\b(?:(?:also\s+)?(?:available|accessible|retrieved|accessed)(?:\s+(?:online|at|from|on|via))*"
    r"|url|website|web\s*page|online|see(?:\s+also)?)\b[\s:]*)?"
    rf"(?:\\href\s*\{{[^{{}}]*\}}\s*\{{[^{{}}]*\}}|{_ANY_URL_COMMAND}|{_BARE_URL.pattern})",
    re.IGNORECASE,
)
_URL_ESCAPE = re.compile(
    r"\\raise[\w.]*\\hbox\{\$\\scriptstyle\\sim\$\}(?P<raised>)"
    r"|(?:\\~(?:\{\s*\}|\s+(?=\})|\\\s)?|\\verb(?P<bar>[+|!])~(?P=bar)|\\(?:symbol\{126\}|char126))(?P<tilde>)"
    r"|\$?\\(?P<command>[A-Za-z]+)(?:\{\}|\s|(?![A-Za-z]))\$?"
    r"|\\(?P<escaped>[%&$#_{}^-])|\$\\?(?P<math>[<>_])\$"
)
_URL_COMMANDS = {
    **_SYMBOLS,
    "sim": "~",
    "tilde": "~",
    "texttildelow": "~",
    "string": "",
    "protect": "",
}


def latex_to_url(text: str) -> str:
    r"""Return an address or an identifier without LaTeX's escapes, braces and commands around it.

    >>> latex_to_url(r"\url{http://www.example.edu/{\~{}}kz/00{\_}lists.pdf}")
    'http://www.example.edu/~kz/00_lists.pdf'
    """
    match = _URL_COMMAND.search(text)
    text = _URL_ESCAPE.sub(_unescaped, match["url"] if match else text)
    return without_entities(text.replace("{", "").replace("}", "")).strip()


def _unescaped(match: re.Match[str]) -> str:
    if match["tilde"] is not None or match["raised"] is not None:
        return "~"
    if command := match["command"]:
        return _URL_COMMANDS.get(command, match[0])
    return match["escaped"] or match["math"]


def urls_in(text: str) -> list[str]:
    r"""Return the addresses that a field of free text holds, those of ``\url`` first.

    >>> urls_in(r"Available at \url{https://a.org/x\_y}, see https://b.org.")
    ['https://a.org/x_y', 'https://b.org']
    """
    commands = [latex_to_url(match[0]) for match in _URL_COMMAND.finditer(text)]
    rest = _URL_COMMAND.sub(" ", text)
    bare = [latex_to_url(match[0]).rstrip(".,;:)'") for match in _BARE_URL.finditer(rest)]
    bare = [f"http://{url}" if url.lower().startswith("www.") else url for url in bare]
    return list(dict.fromkeys(filter(None, [*commands, *bare])))


def without_urls(text: str) -> str:
    r"""Return a field of free text without its addresses and the words that lead to them.

    >>> without_urls(r"Best paper. Available at: \url{https://a.org}")
    'Best paper.'
    """
    text = re.sub(r"\(\s*\)", "", _URL_IN_TEXT.sub(" ", text))
    return text.strip(" ,;:").rstrip("( ")
