"""Prose as Markdown for a page. That MyST shows it as text is proven in tests/docs/test_new.py."""

from __future__ import annotations

import pytest

from sphinx_awesome.formats.markdown import Targets, split_description, write_for_page

SITE = Targets(
    link=lambda url: {"#here": "here.md"}.get(url, ""),
    picture=lambda url: "images/a.png" if url == "a.png" else "",
)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("*a* __b__ `c` ~~d~~ e_f", "*a* **b** `c` d e_f"),
        ("***both*** and * * alone", r"**both** and \* \* alone"),
        ("a  \nb\nc", "a\\\nb c"),
        # Nothing is a directive, a role, a target, a comment, mathematics or a substitution.
        ("(label)=\n\n% no comment\n\n+++", "\\(label)=\n\n\\% no comment\n\n\\+++"),
        ("{ref}`x` {{ y }} $z$ [^1]", r"\{ref\}`x` \{\{ y \}\} \$z\$ \[\^1\]"),
        (":::{note}\nx\n:::", "\\:::\\{note\\} x :::"),
        ("```{raw} html\n<b>\n```", "```text\n<b>\n```"),
        ("~~~python\n```\n~~~", "````text\n```\n````"),
        ("    code\n", "```text\ncode\n```"),
        ("```\n\tx\x08\u202e\n```\n\na\x08 \u202eb", "```text\n    x\n```\n\na b"),
        ("a\n: b\n| c", "a : b \\| c"),
        ("`` a`b `` and `` `c` `` and ` `", "``a`b`` and `` `c` `` and "[:-1].rstrip()),
        # Links and pictures.
        ("[a](https://x.org/a_b?c=(d)) <https://x.org>", None),
        ("[a](javascript:alert(1))", r"\[a\](javascript:alert(1))"),
        ("[b](./x.md) [c](#here) [d](mailto:a@b.org)", "b [c](here.md) d"),
        ("see https://x.org/a_b. And https://x", None),
        ("![P *q*](a.png) ![R](https://x.org/r.png) ![](https://x.org/s.png)", None),
        ("![R](gone.png) end", "R end"),
        ("![](https://img.shields.io/badge/a-b-red) x", "x"),
        ("[![A](https://awesome.re/badge.svg)](https://awesome.re)", "[A](https://awesome.re)"),
        ("[![](https://x.org/y.png)](https://x.org)", "[Picture](https://x.org)"),
        ("[ ](https://x.org)x", "x"),
        ("see https://localhost/x", r"see https\://localhost/x"),
        ("[label]", "[label](https://x.org/label)"),
        # Lists, quotations, tables.
        ("1. a\n2. b\n   - c\n\n     d\n   - # e", "1. a\n2. b\n   - c\n\n     d\n   - **e**"),
        ("7) a", "7. a"),
        ("- \n- ![](https://img.shields.io/badge/a)", ""),
        ("> a\n> - *b*", "> a\n>\n> - *b*"),
        ("> # *a*", "> *a*"),
        ("|a|b|\n|:-|-|\n|`x\\|y`|[c](https://x.org)|", None),
        ("---", ""),
        # HTML is what it shows.
        ('<p align="center"><img src="a.png" alt="L"><br><b>B</b> <a href="https://x.org">y</a></p>',
         "![L](images/a.png)\\\n**B** [y](https://x.org)"),
        ("<h3>Title</h3><h4><b>Bold</b></h4>\ntext", "**Title**\n\n**Bold**\n\ntext"),
        ("<ul><li>one</li>\n<li>two</li></ul>\n<div>three</div>", "- one\n- two\n\nthree"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<details><summary>More</summary>\n\ntext\n\n</details>", "**More**\n\ntext"),
        ("a <kbd>*b*</kbd> <i></i><a name='x'></a>c</b></u> <span>d</span> <wbr/>", "a `b` c d"),
        ("<b>open <a href='https://x.org'>link", "**open [link](https://x.org)**"),
        ("a <b>c<br>d</b>", "a c\\\nd"),
        ("<a href='https://x.org'>a <a href='https://y.org'>b</a>", None),
        ("text </ 3", "text \\</ 3"),
    ],
)  # fmt: skip
def test_prose_is_written_as_markdown_that_shows_it(source: str, text: str | None) -> None:
    expected = {
        "[a](https://x.org/a_b?c=(d)) <https://x.org>": (
            r"[a](https://x.org/a\_b?c=\(d\)) [https\://x.org](https://x.org)"
        ),
        "see https://x.org/a_b. And https://x": (
            r"see [https\://x.org/a_b](https://x.org/a\_b). And https\://x"
        ),
        "![P *q*](a.png) ![R](https://x.org/r.png) ![](https://x.org/s.png)": (
            r"![P q](images/a.png) [R](https://x.org/r.png) [Picture](https://x.org/s.png)"
        ),
        "|a|b|\n|:-|-|\n|`x\\|y`|[c](https://x.org)|": (
            "| a | b |\n|---|---|\n| `x\\|y` | [c](https://x.org) |"
        ),
        "<a href='https://x.org'>a <a href='https://y.org'>b</a>": (
            "[a](https://x.org) [b](https://y.org)"
        ),
    }.get(source, text)
    references = {"LABEL": {"title": "", "href": "https://x.org/label"}}
    assert write_for_page(source, SITE, references).text == expected


@pytest.mark.parametrize(
    ("source", "lost"),
    [
        ("a <!-- remark --> b <!-- -->", ["<!-- remark -->"]),
        ("<!-- remark\nmore -->\n\n<!-- \n-->", ["<!-- remark\nmore -->"]),
        ("<script>alert(1)</script>", ["<script>alert(1)</script>"]),
        ("<div><iframe src='x'>y</iframe></div>", ["<iframe src='x'>y</iframe>"]),
        ("![R](gone.png)", ["gone.png"]),
        ("![](https://img.shields.io/badge/a-b-red)", []),
    ],
)
def test_what_no_page_can_show_is_named(source: str, lost: list[str]) -> None:
    written = write_for_page(source)
    assert list(written.lost) == lost
    assert "<" not in written.text


@pytest.mark.parametrize(
    ("source", "description", "rest"),
    [
        ("What *an*\n`X-ray` shows.\n\nMore.", "What an X-ray shows.", "More."),
        ("See [this](https://x.org) for more.", "", None),
        ("**All in bold**", "", None),
        ("Two words", "", None),
        ("- a list of words", "", None),
        ("See https://x.org for more.", "", None),
        (f"{'word ' * 200}end.", "", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_the_first_paragraph_describes_a_section(
    source: str, description: str, rest: str | None
) -> None:
    assert split_description(source) == (description, source if rest is None else rest)
