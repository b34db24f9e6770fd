"""Whatever a list is written like, reading gives a list and accounts for every line."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinx_awesome.core.slugs import is_id
from sphinx_awesome.core.text import clean
from sphinx_awesome.core.urls import url_error
from sphinx_awesome.formats.markdown import LineStatus, MarkdownReading, read
from sphinx_awesome.formats.markdown.document.commonmark import NORMAL

PIECES = (
    *("# ", "## ", "- ", "* ", "1. ", "  - ", "> ", "    ", "\n", "\n\n", "\\\n", "<br>", "---\n"),
    *(
        "[",
        "]",
        "(",
        ")",
        "**",
        "*",
        "_",
        "`",
        "|",
        '"',
        "“",
        "”",
        "<",
        ">",
        "!",
        ":",
        ". ",
        ", ",
        "\t",
    ),
    *(
        "| a | b |\n|---|---|\n",
        "<table><tr><td>",
        "</td></tr></table>",
        "<details><summary>",
        "</summary>",
    ),
    *(
        "</details>",
        "<u>",
        "</u>",
        "<h2>",
        "</h2>",
        "<li>",
        "<a href='https://x.org/a.pdf'>",
        "</a>",
        "<!--",
        "-->",
    ),
    *(
        "```\n",
        "[r]: https://x.org\n",
        "[r]",
        "et al.",
        "arXiv 2021",
        "CVPR' 17",
        "(2014)",
        "null",
        "N/A",
    ),
    *(
        "https://arxiv.org/abs/2107.02104",
        "[[pdf]](https://x.org/y.pdf)",
        "[code]()",
        "[p]((https://x.org))",
    ),
    *(
        "A Title of Some Words",
        "Jane Doe, John Roe",
        "标题",
        "张三、李四",
        "\u202e",
        "\x00",
        "\ufeff",
        "&amp;",
    ),
    *(
        "![](https://img.shields.io/badge/A-b)",
        "Key Word: a; b.",
        "Abstract: c",
        "2023/05",
        "\r",
        "\r\n",
        "\u2028",
    ),
)
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30).map("".join),
    st.text(max_size=200),
)


def lines_of(text: str) -> list[str]:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    return lines if lines[-1] else lines[:-1]


def check(text: str, reading: MarkdownReading) -> None:
    source = lines_of(text)
    account = reading.account
    assert [line.number for line in account.lines] == list(range(1, len(source) + 1))
    assert sum(account.totals.values()) == len(source)
    assert account.totals == {
        kind: Counter(x.kind for x in account.lines)[kind] for kind in LineStatus
    }
    awesome_list = reading.awesome_list
    for line, words in zip(account.lines, source, strict=True):
        assert (line.kind is LineStatus.BLANK) == (not words.strip())
        assert (
            line.place in awesome_list.entries
            if line.kind is LineStatus.PAPER
            else line.place in {"", *awesome_list.sections}
        )
        if line.kind in {LineStatus.PROSE, LineStatus.PROBLEM} and words.strip():
            assert words in reading.prose[line.place].split("\n")
    told = {line.place for line in account.lines if line.kind is LineStatus.PAPER}
    assert told == set(awesome_list.entries)
    for paper, entry in awesome_list.entries.items():
        assert entry.id == paper
        assert is_id(paper)
        assert entry.title
        assert awesome_list.sections_of(paper)
        assert not any(map(url_error, entry.links.values()))
        for field in (
            entry.title,
            entry.venue,
            entry.note,
            entry.abstract,
            *entry.authors,
            *entry.tags,
            *entry.links,
        ):
            assert field == clean(field)
    assert set(awesome_list.homes) == set(awesome_list.entries)
    assert all(is_id(section) for section in awesome_list.sections)
    assert all(
        1 <= problem.location.line <= len(source) or not source for problem in reading.problems
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_every_line_is_accounted_for(text: str) -> None:
    check(text, read(text))


def seconds(text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start


SHAPES = {
    "papers": "- [**CVPR 2021**] A Title of Some Words {n} *Ann Lee, Bo Chen* [[pdf]](https://x.org/{n}.pdf)\n",
    "one paper again": "- [A Title of Some Words](https://arxiv.org/abs/2101.00001), CVPR 2021\n",
    "one bullet": "**A Title** of *Some* Words, Ann Lee et al. [x](https://x.org/{n}) (2014). ",
    "one name": "- [RATCHET: work {n} of many](https://x.org/{n}.pdf), CVPR 2021\n",
    "brackets": "[(",
    "closing brackets": ")]",
    "emphasis": "*a _b ",
    "quotes": '"a b c d e f g h i j ',
    "commas": "Ann Lee, ",
    "dots": "Ann Lee. ",
    "spaces": " . ",
    "headings": "## A Title of {n}\n",
    "details": "<details><summary>A {n}</summary>\n\n",
    "tags": "<a href='x' aaaaaaaaaa",
    "letters in a tag": "aaaaaaaaaa",
    "rows": "| A Title of Some Words {n} | CVPR 2021 | [pdf](https://x.org/{n}.pdf) |\n",
    "nested": "- a\n  - b\n    - c\n      - [A Title of Words {n}](https://x.org/{n}.pdf)\n",
    "lines": "A Title of Some Words {n} [[pdf](https://x.org/{n}.pdf)]\n",
    "badges": "![](https://img.shields.io/badge/{n}-b) ",
    "links": "[pdf](https://x.org/{n}.pdf) ",
    "volumes": "1(2):3-4, ",
    "cells": "<td>",
    "addresses": "A Title of Some Words {n} https://x.org/{n}.pdf\n",
}

LETTERS = {"volumes": 16_000, "cells": 16_000}
"""Of the shorter text, where less does not show how the time grows."""


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_length_of_the_list(shape: str) -> None:
    """Four times the text takes four times as long; ten times is a generous bound."""

    def text(number: int) -> str:
        body = "".join(SHAPES[shape].replace("{n}", str(n)) for n in range(number))
        head = {"rows": "| T | V | L |\n|---|---|---|\n", "letters in a tag": "<a "}.get(
            shape, "- "
        )
        return f"# L\n## A\n{head}{body}"

    number = LETTERS.get(shape, 4_000) // len(SHAPES[shape])
    read(text(number))
    short = min(seconds(text(number)) for _ in range(2))
    long = seconds(text(4 * number))
    assert long < 10 * short + 0.5


@given(
    st.sampled_from(["http", "https"]),
    st.from_regex(r"[a-z0-9]{1,9}(?:[.-][a-z0-9]{1,9}){0,4}", fullmatch=True),
    st.text("abzAZ09-._~:/?#@!$&()*+,;="),
)
def test_an_address_that_the_parser_passes_over_is_in_normal_form(
    scheme: str, host: str, path: str
) -> None:
    address = f"{scheme}://{host}/{path}"
    assert NORMAL.fullmatch(address)
    assert MarkdownIt("commonmark").normalizeLink(address) == address
