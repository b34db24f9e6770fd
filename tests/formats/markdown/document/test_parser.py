"""Blocks of a document: tables, and texts in other encodings."""

from __future__ import annotations

import random
from typing import Any

from markdown_it import MarkdownIt

from sphinx_awesome.core.problem import ProblemCode
from sphinx_awesome.formats.markdown import LineStatus, read
from sphinx_awesome.formats.markdown.document.commonmark import MARKDOWN
from sphinx_awesome.formats.markdown.document.outline import plain_text
from sphinx_awesome.formats.markdown.document.parser import parse_document

from ..lists import ARXIV, paper

PIECES = (
    *("[", "]", "(", ")", "![", "*", "**", "_", "`", "\\", "<", ">", "&amp;", "&", "~~", "\n", " "),
    *("Ann - Bo: c", "[a](https://a.org/b)", "[[pdf](https://b.org/1?x=2&y)]", "](", '"', "|"),
    *("[a b](http://c.org/d_e)", "https://d.org/e", '<a href="x">', "</a>", "[r]", "- "),
    *("[b](https://e.org/f&lt;)", "[![c](https://f.org/g.svg)](https://g.org/h)", "[r]: /i\n\n"),
)


def test_shortcuts_for_what_most_lists_hold_change_nothing_of_commonmark() -> None:
    commonmark = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    chance = random.Random("commonmark")
    for _ in range(3000):
        text = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 12)))
        assert said(MARKDOWN, text) == said(commonmark, text), text


def said(parser: MarkdownIt, text: str) -> list[dict[str, Any]]:
    return [token.as_dict() for token in parser.parse(text)]


def test_tables() -> None:
    rows = "".join(
        f"| ![s](https://img.shields.io/x) <br> [**Learning to Read List "
        f"{n}**]({ARXIV}{n}) | CVPR | 2021-0{n + 1}-02 | - |\n"
        for n in range(4)
    )
    reading = read(f"# L\n## A\n| Title | Venue | Date | Code |\n|---|---|---|---|\n{rows}")
    entries = list(reading.awesome_list.entries.values())
    assert [(e.title, e.venue, e.year) for e in entries] == [
        (f"Learning to Read List {n}", "CVPR", 2021) for n in range(4)
    ]
    assert reading.dates[entries[1].id] == "2021-02-02"
    assert reading.account.totals[LineStatus.STRUCTURE] == 4
    headless = read(
        f"# L\n## A\n{rows.split(chr(10))[0]}\n|---|---|---|---|\n" + rows.split("\n", 1)[1]
    )
    assert len(headless.awesome_list.entries) == 4


def test_tables_in_html() -> None:
    rows = "\n".join(
        f"<tr>\n<td>R{n}</td><td>Learning to Read List {n}</td>\n<td>CVPR "
        f"2020<br>x</td><td><a href='{ARXIV}{n}'>pdf</a></td></tr>"
        for n in range(4)
    )
    head = "<tr><th>Name</th><th>Title</th><th>Venue</th><th>Link</th></tr>"
    reading = read(f"# L\n## A\n<table>\n{head}\n{rows}\n</table>\n")
    assert [e.title for e in reading.awesome_list.entries.values()] == [
        f"Learning to Read List {n}" for n in range(4)
    ]
    assert reading.account.totals[LineStatus.PAPER] == 12
    assert not read("<table><tr></tr><td>x</td></table><h2></h2><li>y</li>").awesome_list.entries


def test_encodings() -> None:
    reading = read(f"\ufeff# L\r\n## A\r\n{paper(1)}")
    assert [p.code for p in reading.problems] == [
        ProblemCode.BYTE_ORDER_MARK,
        ProblemCode.LINE_ENDS,
    ]
    assert len(reading.awesome_list.entries) == 1
    assert read("").account.lines == ()


def test_cells_beyond_the_head_are_of_the_row_or_another_row() -> None:
    head = "| Title | Link |\n|---|---|\n"
    one, two = "| A b c | [x](https://a.org/x) |", "| D e f | [y](https://a.org/y) |"
    rows = parse_document(f"{head}{one}{two}\n").items
    assert [[plain_text(cell) for cell in row.cells] for row in rows] == [
        ["A b c", "x"],
        ["D e f", "y"],
    ]
    assert [row.role(1) for row in rows] == ["link", "link"]
    (row,) = parse_document(f"{head}{one} [code](https://a.org/z) | 2020 |\n").items
    assert [plain_text(cell) for cell in row.cells] == ["A b c", "x", "code", "2020"]
    (row,) = parse_document(f"{head}| A \\| b c | x |\n").items
    assert [plain_text(cell) for cell in row.cells] == ["A | b c", "x"]
