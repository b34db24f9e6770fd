"""A list by someone who means harm, and the same list by someone who does not.

Each value stands in every field that takes text. `BREAKOUTS` and `INVISIBLE` are what it is hoped
that some output takes for its own syntax; the rest is what honest lists hold and careless
programs break.
"""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_awesome.core.person_names import display_name, tidy_braces
from sphinx_awesome.core.text import clean

BREAKOUTS = {
    # HTML
    "element": "<b>bold</b><h1>head</h1></p></li></ul></article>",
    "script": "<script>alert(1)</script>",
    "script-end": "</script><script src=//evil.invalid/x.js></script>",
    "image": "<img src=https://evil.invalid/x.png onerror=alert(1)>",
    "svg": "<svg/onload=alert(1)><style>*{display:none}</style>",
    "double-quote": '" onmouseover="alert(1)" autofocus onfocus="alert(1)" x="',
    "single-quote": "' onmouseover='alert(1)' style='position:fixed' x='",
    "title-end": "</title></head><body onload=alert(1)>",
    "textarea": "</textarea></pre></details><iframe src=javascript:alert(1)>",
    "meta": '<meta http-equiv="refresh" content="0; url=https://evil.invalid/">',
    "base": "<base href=https://evil.invalid/>",
    "comment": "<!-- open --!> <!--> -->",
    "cdata": "]]> <![CDATA[ <?php ?> <!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]> &e;",
    "references": "&lt;b&gt; &amp;amp; &#60;script&#62; &nosuch; &quot;&copy",
    "scheme": "javascript:alert(1)",
    # reStructuredText and Markdown
    "rst": "*emph* **strong** ``literal`` `text`_ |sub| [1]_ link_ :math:`x` :ref:`index` \\*",
    "rst-block": ".. raw:: html <script>alert(1)</script>",
    "myst": "{math}`x` [link](javascript:alert(1)) ![i](https://evil.invalid/i.png) <https://x.y>",
    "fence": "```{raw} html ::: {include} /etc/passwd % +++ ^^^ ---",
    "template": "{{ config }} {% raw %} ${7*7} #{7*7} {0} %s %(x)s %d",
    # Quotes and dashes that typographers exchange
    "typography": "\"Quoted\" 'single' -- dash --- dash ... it's (c)",
    # Lists within texts, files of lines, index entries
    "separators": "a; b, c | d ! e \\ f / g : h = i # j",
    "inventory": "x awesome:entry 1 index.html#x - y $ # Sphinx inventory version 2",
    # TeX, roff, Texinfo, BibTeX
    "tex": r"\hostile{x} \write18{id} $\hostile$ ^^5chostile \(x\) % & # _ ^ ~ { } }}} {{{ \\",
    "tex-end": r"\end{document}\hostile\begin{document}",
    "roff": ".so /etc/passwd",
    "roff-quote": "'so /etc/passwd \\n[.fp] \\fBbold\\fP",
    "texinfo": "@include /etc/passwd @hostile{x} @bye @c {x}",
    "bibtex": 'x}, url = {javascript:alert(1)}, note = "y" @string{x = "y"} # z',
    # Formulas of spreadsheets and lines of shells
    "formula": "=cmd|' /C calc'!A0 +1 -1 @SUM(1) `id` $(id)",
    # What a glance would take for something else
    "path": "../../../../etc/passwd%00.html?x=1#y C:\\x",
    "constructor": "__proto__ constructor toString hasOwnProperty",
}
INVISIBLE = {
    "bidi": "left \u202eright\u202c \u2067isolate\u2069 \u200emark\u200f",
    "zero-width": "zero\u200bwidth \ufeffmark \u2060joiner \u00adsoft",
    "nul": "nul\0 bell\a escape\x1b[31m delete\x7f c1\x9b",
    "noncharacters": "non\ufffe\uffff\ufdd0\U0001fffe\U0010ffff characters",
    "tags": "tag\U000e0041\U000e0001 annotation\ufff9x\ufffby",
    "lines": " one\ntwo\r\nthree\vfour\ffive\x85six\u2028seven\u2029eight\x1cnine\ttab  ",
}
HONEST = {
    "accents": "Ångström Müller-Lüdenscheidt Łukasz Nguyễn Thị İstanbul ß ﬁ",
    "decomposed": "Cafe\u0301 Zal\u0300\u0301\u0302\u0303\u0304\u0305\u0306g\u0323o",
    "chinese": "医学影像的多模态应用：综述，第二版",
    "japanese": "ラジオロジー・レポート「生成」",
    "korean": "의료 영상 보고서 생성",
    "arabic": "توليد تقارير الأشعة (2023) السينية",
    "hebrew": "יצירת דוחות רפואיים, 2021",
    "persian": "می\u200cخواهم",
    "hindi": "चिकित्सा क्\u200dष छवि",
    "emoji": "👩\u200d⚕️🩻 🏴‍☠️ 1️⃣ 🇩🇪",
    "plane": "𝔐𝔢𝔡 𝟙 \U0002070e \U000e0100 \U0010fffd \ue000",
    "mathematics": "$\\alpha$-divergence, x<y>z, O(n^2), A∩B≠∅, 100 % & more",
    "spaces": "no\u00a0break thin\u2009space ideographic\u3000space",
    "long-word": "Donaudampfschifffahrt" * 24,
    "long": "A title that does not end, and goes on, " * 25,
}

#: Every value ends in a word of its own, by which to find it in any output.
VALUES = {
    name: f"{value} zq{place:02}qz"
    for place, (name, value) in enumerate({**BREAKOUTS, **INVISIBLE, **HONEST}.items())
}
#: Of two first letters, so that an index has as many headings as need links to them.
HARMLESS = {name: f"Word {'A' * (place % 2)}zq{place:02}qz" for place, name in enumerate(VALUES)}


def toml(text: str) -> str:
    """A text as a TOML string."""
    plain = "".join(
        c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" if ord(c) > 0xFFFF
        else f"\\u{ord(c):04x}"
        for c in text
    )  # fmt: skip
    return f'"{plain}"'


def files(values: Mapping[str, str] = VALUES) -> dict[str, str]:
    """A site with each value in every field: a section a value, with one paper in it."""
    made = {
        "docs/conf.py": (
            'extensions = ["sphinx_awesome", "myst_parser"]\n'
            'html_theme = "furo"\nproject = "Values"\nversion = "1"\ncopyright = "us"\n'
            'latex_engine = "xelatex"\n'
        ),
        "docs/index.md": INDEX,
        "docs/papers.md": PAPERS.replace("SECTIONS", " ".join(map(_stem, values))),
        "docs/by-venue.md": BY_VENUE.replace("SECTIONS", " ".join(map(_stem, values))),
        "docs/terms.md": TERMS,
        "docs/roles.md": ROLES + "".join(ROLE.replace("NAME", name) for name in values),
        "entries/_list.toml": _list(values),
        "entries/_venues.toml": "".join(map(_venue, values.values())),
    }
    for place, (name, value) in enumerate(values.items()):
        made[f"entries/{_stem(name)}.toml"] = _section(name, value, 2000 + place % 25)
    return made


INDEX = """\
# Values

```{awesome:sections}
```

```{awesome:entries}
:layout: list
```

```{toctree}
papers
by-venue
terms
roles
```
"""
PAPERS = """\
# Papers

```{awesome:entries} SECTIONS
:group-by: section
```
"""
BY_VENUE = """\
# By venue

```{awesome:entries} SECTIONS
:group-by: venue
:no-index:
```
"""
TERMS = """\
# Terms

```{awesome:index} venue
```

```{awesome:index} author
```

```{awesome:index} tag
```
"""
ROLES = "# Roles\n\n"
ROLE = """\
- {awesome:entry}`NAME`, {awesome:section}`of-NAME`, {ref}`paper-NAME`, {ref}`section-of-NAME`
"""


def _stem(name: str) -> str:
    """The section that holds the paper of a value: sections and papers share their names."""
    return f"of-{name}"


def _list(values: Mapping[str, str]) -> str:
    every = toml(" ".join(value for value in values.values() if len(value) < 500))
    return f"""\
title = {every}
description = {every}
licence = {every}
sections = [{", ".join(toml(_stem(name)) for name in values)}]

[cite]
text = {every}
bibtex = {every}

[[maintainer]]
name = {every}
email = {every}
"""


def _venue(value: str) -> str:
    return f"""
[[venue]]
name = {toml(value)}
full = {toml(f"Full {value}")}
kind = "workshop"
aliases = [{toml(f"Alias {value}")}]
"""


def author(value: str) -> str:
    """A value as the name of an author, in which braces balance."""
    return tidy_braces(value)


def author_shown(value: str) -> str:
    """What a page shows of it, on which braces are not seen."""
    return display_name(author(clean(value)))


def _section(name: str, value: str, year: int) -> str:
    text = toml(value)
    return f"""\
title = {text}
color = {text}
description = {text}

[[entry]]
id = "{name}"
title = {text}
authors = [{toml(author(value))}, {toml(author(f"Ada {value}"))}]
venue = {text}
track = {text}
year = {year}
award = {text}
published.venue = {toml(f"Alias {value}")}
published.year = {year + 1}
published.doi = "10.1234/x(y)<z>;1:2"
published.title = {toml(f"Later {value}")}
links.pdf = "https://example.org/a?b=c&d=(e)#f;g,h~i%20j&amp;k&lt;l"
links.{text} = "https://example.org/"
tags = [{text}]
aliases = ["former-{name}"]
note = {text}
abstract = {text}
"""
