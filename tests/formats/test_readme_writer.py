"""A list as Markdown: the line of a paper, the whole, and its place in a README."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinx_awesome.core.model import AwesomeList, Entry, EntryType, Publication, Section
from sphinx_awesome.core.venues import Venues
from sphinx_awesome.formats.readme_writer import (
    FIELDS,
    LINE,
    MARKERS,
    NOTE,
    MarkerError,
    ReadmeStyle,
    checked_template,
    entry_line,
    escape,
    fill_region,
    tells,
    write_all,
    write_list,
)

from .strategies import entries, names, urls

ENTRY = Entry(
    "a",
    "A Title",
    ("Ada Lovelace", "Bob"),
    venue="MICCAI",
    year=2021,
    track="Oral",
    award="Best Paper",
    published=Publication("TMI", 2023),
    links={"pdf": "https://a.org/a.pdf", "my code": "https://a.org/x_(1)_y"},
    tags=("one", "two"),
    note="A note.",
)
GFM = MarkdownIt("gfm-like", {"linkify": False})


def listed(*papers: Entry, **fields: object) -> AwesomeList:
    section = Section("s", "A section", "red", "About it.", tuple(paper.id for paper in papers))
    awesome_list = AwesomeList(
        title="The list",
        sections={"s": section},
        entries={paper.id: paper for paper in papers},
        homes={paper.id: "s" for paper in papers},
        venues=Venues(),
    )
    return replace(awesome_list, **fields)


def shown(markdown: str) -> str:
    """What a reader of some inline Markdown sees."""
    (token,) = GFM.parseInline(markdown)
    return "".join(child.content for child in token.children or ())


# The line of a paper


@pytest.mark.parametrize(
    ("template", "written"),
    [
        (
            LINE,
            (
                "- [**MICCAI 2021 Oral**] A Title [[pdf]](https://a.org/a.pdf) "
                "[[my code]](https://a.org/x_(1)_y)"
            ),
        ),
        (
            "* {title}, {authors}. *{venue}*, {year}.{? ({award})?}{? Now: {published}.?}",
            "* A Title, Ada Lovelace, Bob. *MICCAI*, 2021. (Best Paper) Now: TMI 2023.",
        ),
        ("- {title} {tags} {note} {track}", "- A Title one, two A note. Oral"),
    ],
)
def test_a_template_chooses_the_line(template: str, written: str) -> None:
    assert entry_line(ENTRY, checked_template(template)) == written


@pytest.mark.parametrize(
    ("tool", "written"),
    [
        (Entry("a", "T"), "- T"),
        (Entry("a", "T", links={"code": "https://a.org/(x"}), "- [T](https://a.org/\\(x)"),
        (Entry("a", "T*", note="Counts [b]"), "- T\\* - Counts \\[b\\]."),
        (
            Entry(
                "a", "T", note="Really?", links={"code": "https://a.org", "demo": "https://b.org"}
            ),
            "- [T](https://a.org) - Really? [[demo]](https://b.org)",
        ),
    ],
)
def test_what_is_no_paper_is_told_with_what_it_is(tool: Entry, written: str) -> None:
    tool = replace(tool, type=EntryType.SOFTWARE)
    assert entry_line(tool) == written
    assert entry_line(tool, "- {title}: {note}").startswith(f"- {escape(tool.title)}:")


@pytest.mark.parametrize(
    ("entry", "written"),
    [
        (Entry("a", "T"), "- T"),
        (Entry("a", "T", year=2021), "- [**2021**] T"),
        (Entry("a", "T", venue="V"), "- [**V**] T"),
        (Entry("a", "T", track="X"), "- [**X**] T"),
        (Entry("a", "T", venue="V", track="X"), "- [**V X**] T"),
        (Entry("a", "{venue} {?{year}?}", venue="V"), "- [**V**] {venue} {?{year}?}"),
    ],
)
def test_empty_fields_leave_nothing_behind(entry: Entry, written: str) -> None:
    assert entry_line(entry) == written


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("- {title} {venu}", "a line of a paper has no field {venu}"),
        ("- {venue}", "the line of a paper lacks its {title}"),
        ("- {?{title} ?}", "the line of a paper lacks its {title}"),
    ],
)
def test_a_template_that_cannot_be_a_line(template: str, message: str) -> None:
    with pytest.raises(MarkerError, match=re.escape(message)):
        checked_template(template)


@given(names)
def test_markdown_shows_a_text_as_it_is(text: str) -> None:
    assert shown(f"- {escape(text)}") == f"- {text}"
    tokens = GFM.parse(f"- {escape(text)}\n")
    assert [token.type for token in tokens] == [
        *("bullet_list_open", "list_item_open", "paragraph_open", "inline", "paragraph_close"),
        *("list_item_close", "bullet_list_close"),
    ]


@given(names, urls)
def test_a_link_leads_to_its_address(label: str, url: str) -> None:
    entry = Entry("a", "T", links={label: url})
    (token,) = GFM.parseInline(entry_line(entry, "{title} {links}"))
    (link,) = (child for child in token.children or () if child.type == "link_open")
    assert shown(entry_line(entry, "{title} {links}")) == f"T [{label}]"
    assert link.attrs["href"] == GFM.normalizeLink(url)


@pytest.mark.parametrize(
    "url",
    ["https://a.org/x)", "https://a.org/(", "https://a.org/?a&copy;b", "https://a.org/_x_(y)*"],
)
def test_addresses_are_escaped_for_markdown(url: str) -> None:
    (token,) = GFM.parseInline(entry_line(Entry("a", "T", links={"pdf": url})))
    assert (token.children or [])[-3].attrs["href"] == url


# The whole


def test_a_list_has_counts_contents_and_sections() -> None:
    awesome_list = listed(ENTRY, Entry("b", "B", year=2023, links={"code": "https://a.org"}))
    assert write_list(awesome_list, ReadmeStyle(line="- {title}")) == (
        "![2 papers](https://img.shields.io/badge/papers-2-blue) "
        "![1 with code](https://img.shields.io/badge/with_code-1-green)\n\n"
        "2 papers in 1 section, 2021–2023, 1 with code.\n\n"
        "- [A section](#a-section) (2)\n\n"
        "## A section\n\n"
        "![2 papers](https://img.shields.io/badge/papers-2-red)\n\n"
        "About it.\n\n"
        "- A Title\n- B\n"
    )


def test_what_is_no_paper_is_counted_by_its_type() -> None:
    tools = [Entry(name, name, type=EntryType.SOFTWARE) for name in "abc"]
    counts = write_list(listed(*tools[:1]), ReadmeStyle(badges=False))
    assert counts.startswith("1 software tool in 1 section.")
    written = write_list(listed(Entry("p", "P", year=2020), *tools), ReadmeStyle())
    assert "![4 entries](https://img.shields.io/badge/entries-4-blue)" in written
    assert "1 paper, 3 software tools in 1 section, 2020." in written
    assert "![4 entries](https://img.shields.io/badge/entries-4-red)" in written


def test_badges_counts_and_contents_can_be_left_out() -> None:
    form = ReadmeStyle("- {title}", badges=False, counts=False, contents=False, level=3)
    assert write_list(listed(ENTRY), form) == "### A section\n\nAbout it.\n\n- A Title\n"
    only_counts = write_list(listed(Entry("b", "B")), replace(form, counts=True))
    assert only_counts.startswith("1 paper in 1 section.\n\n###")
    assert "- [A section](#a-section)\n" in write_list(listed(ENTRY), replace(form, contents=True))


def test_a_readme_of_the_list_alone() -> None:
    awesome_list = listed(ENTRY, description="1. *All*")
    assert write_all(awesome_list).startswith("# The list\n\n1\\. \\*All\\*\n\n![1 papers]")
    assert write_all(replace(awesome_list, title="", description="")).startswith("# Papers\n\n![")


def test_anchors_are_those_of_github() -> None:
    titles = ["A: B & C", "Über_uns-2", "A: B & C", ""]
    sections = {f"s{n}": Section(f"s{n}", title, entries=()) for n, title in enumerate(titles)}
    written = write_list(AwesomeList(sections=sections, venues=Venues()), ReadmeStyle(counts=False))
    assert re.findall(r"\]\((#.*)\)$", written, re.MULTILINE) == [
        *("#a-b--c", "#%C3%BCber_uns-2", "#a-b--c-1", "#s3"),
    ]


def test_anchors_count_the_headings_above_the_list() -> None:
    section = Section("s", "The list", entries=())
    awesome_list = AwesomeList(title="The List", sections={"s": section}, venues=Venues())
    assert "](#the-list-1)" in write_all(awesome_list)
    for heading in ("# The [list](a.md)", "The *list*\n==", "<h1 align=center>The list</h1>"):
        readme = f"{heading}\n\n{BEGIN}\n{END}\n"
        filled = fill_region(readme, awesome_list)
        assert "](#the-list-1)" in filled
        assert tells(filled, awesome_list)
    assert "](#the-list)" in fill_region(f"# Other\n\n{BEGIN}\n{END}\n", awesome_list)
    fenced = f"```\n# The list\n```\n\n{BEGIN}\n{END}\n"
    assert "](#the-list)" in fill_region(fenced, awesome_list)


@pytest.mark.parametrize("color", ["", "#ff0000", "bright green", "a/../b"])
def test_a_colour_is_no_more_than_one(color: str) -> None:
    section = Section("s", "S", color)
    written = write_list(AwesomeList(sections={"s": section}, venues=Venues()))
    for address in re.findall(r"\]\((https:.*?)\)", written):
        assert re.fullmatch(r"https://img\.shields\.io/badge/[a-z_]+-0-[a-z0-9]+", address)


# In a README


BEGIN, END = MARKERS


def between(text: str, awesome_list: AwesomeList) -> str:
    return fill_region(text, awesome_list).partition(f"{NOTE}\n\n")[2].partition(f"\n{END}")[0]


def test_only_what_is_between_the_markers_is_written() -> None:
    awesome_list = listed(ENTRY)
    before = f"# Title\n\n{BEGIN}\nold\n{END}\n\nAfter.\n"
    assert fill_region(before, awesome_list) == (
        f"# Title\n\n{BEGIN}\n{NOTE}\n\n{write_list(awesome_list)}\n{END}\n\nAfter.\n"
    )


@given(st.text(), st.text(), st.lists(entries, max_size=2, unique_by=lambda entry: entry.id))
def test_the_rest_stays_and_twice_is_once(before: str, after: str, papers: list[Entry]) -> None:
    text = f"{before}\n{BEGIN}\n{END}\n{after}"
    try:
        filled = fill_region(text, listed(*papers))
    except MarkerError:
        return
    assert filled.startswith(f"{before}\n{BEGIN}")
    assert filled.endswith(f"{END}\n{after}")
    assert fill_region(filled, listed(*papers)) == filled


def test_line_ends_stay_those_of_the_file() -> None:
    text = f"A\r\n{BEGIN}\r\n{END}\r\nB\r\n"
    filled = fill_region(text, listed(ENTRY))
    assert filled.count("\n") == filled.count("\r\n")
    assert filled.replace("\r\n", "\n") == fill_region(text.replace("\r\n", "\n"), listed(ENTRY))


def test_markers_in_an_example_are_none() -> None:
    example = f"```md\n{BEGIN}\n{END}\n```\n\n"
    filled = fill_region(f"{example}{BEGIN}\n{END}\n", listed(ENTRY))
    assert filled.startswith(f"{example}{BEGIN}\n{NOTE}")


@pytest.mark.parametrize(
    ("before", "level"),
    [("", 2), ("# A\n", 2), ("# A\n## B\n", 3), ("###### A\n", 6), ("```\n### a\n```\n", 2)],
)
def test_headings_go_on_from_those_before(before: str, level: int) -> None:
    written = between(f"{before}{BEGIN}\n{END}\n", listed(ENTRY))
    assert f"\n{'#' * level} A section\n" in written


def test_the_first_marker_says_how() -> None:
    marker = '<!-- awesome-list no-badges no-counts contents level=4 line="- *{title}*" -->'
    written = between(f"{marker}\n{END}\n", listed(ENTRY))
    assert written == "- [A section](#a-section)\n\n#### A section\n\nAbout it.\n\n- *A Title*\n"


@pytest.mark.parametrize(
    ("text", "number", "message"),
    [
        ("# A\n", 1, "the README does not say where the list shall stand"),
        (f"{BEGIN}\n", 1, "each of the two markers must be there once"),
        (f"\n{END}\n", 2, "each of the two markers must be there once"),
        (f"{BEGIN}\n{END}\n{BEGIN}\n", 3, "each of the two markers must be there once"),
        (f"{BEGIN}\n{END}\n\n{END}\n", 4, "each of the two markers must be there once"),
        (f"{END}\n{BEGIN}\n", 1, "the end marker stands before the other one"),
        (f"\n<!-- awesome-list x -->\n{END}\n", 2, 'the marker does not understand "x"'),
        (f"<!-- awesome-list level=7 -->\n{END}\n", 1, 'does not understand "level=7"'),
        (f'<!-- awesome-list line="a -->\n{END}\n', 1, "a quote in the marker does not end"),
        (f'<!-- awesome-list line="{{x}}" -->\n{END}\n', 1, "has no field {x}"),
    ],
)
def test_markers_that_are_not_understood(text: str, number: int, message: str) -> None:
    with pytest.raises(MarkerError, match=re.escape(message)) as raised:
        fill_region(text, listed(ENTRY))
    assert raised.value.line == number
    assert raised.value.hint


def test_all_fields_of_a_line_are_written() -> None:
    assert {"title", "authors", "venue", "year", "links", "published"} <= FIELDS
