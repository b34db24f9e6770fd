"""What a README says besides entries, by its headings."""

from __future__ import annotations

from sphinx_awesome.formats.markdown import MarkdownFile, MarkdownReading, ProsePart, read
from sphinx_awesome.formats.markdown import read_files as read_together

PAPER = "- [**CVPR 2021**] A Title of Some Words {n} [[pdf]](https://a.org/{n}.pdf)\n"
LIST = f"""\
---
layout: page
---
# A List [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)

Words about it.

## [News](https://a.org/news)

- Nothing new.

## Contents

- [A](#a)
  - [Sub](#sub) (2)
- Others
  - [B](#b)

## A

About A.

{PAPER.format(n=1)}
Behind the papers.

| Sign | Meaning |
|------|---------|
| *    | read    |

### 2021

{PAPER.format(n=2)}
Of that year.

### Tips

A tip.

[⬆ back](#contents)

***

<h2>B</h2> beside it

- Topic
  - [A Title of Some Words 3](https://arxiv.org/abs/2101.00003)
  - [A Title of Some Words 4](https://arxiv.org/abs/2101.00004)

| Title | Venue | Link |
|---|---|---|
| A Title of Some Words 5 | CVPR 2020 | [pdf](https://a.org/5.pdf) |
| A Title of Some Words 6 | CVPR 2020 | [pdf](https://a.org/6.pdf) |

# License

MIT
"""


def part(reading: MarkdownReading, *titles: str) -> ProsePart:
    return [one for one in reading.parts if one.titles == titles][-1]


def test_prose_is_divided_by_headings() -> None:
    reading = read(LIST)
    assert part(reading).before == "Words about it."
    news = part(reading, "News")
    assert (news.section, news.before, news.after) == ("", "- Nothing new.", "")
    assert news.links == (("News", "https://a.org/news"),)
    assert news.line == 8
    assert part(reading, "Contents").is_empty
    section = part(reading, "A")
    assert (section.section, section.is_own, section.has_entries) == ("a", True, True)
    assert section.before == "About A."
    assert section.after.split("\n") == [
        *("Behind the papers.", ""),
        *("| Sign | Meaning |", "|------|---------|", "| *    | read    |"),
    ]
    year = part(reading, "A", "2021")
    assert (year.section, year.is_own, year.after) == ("a", False, "Of that year.")
    tips = part(reading, "A", "Tips")
    assert (tips.section, tips.before, tips.has_entries) == ("a", "A tip.", False)
    assert part(reading, "B").before == " beside it"
    assert part(reading, "B").after == ""


def test_the_frame_of_the_list_is_as_it_is_written() -> None:
    frame = read(LIST).frame
    assert frame.has_title
    assert frame.before.startswith("# A List [![Awesome]")
    assert frame.before.endswith("## [News](https://a.org/news)\n\n- Nothing new.")
    assert frame.after == "# License\n\nMIT"
    assert read("---\nx: y\n").frame.before == "---\nx: y"


def test_entries_without_a_heading_have_a_frame_too() -> None:
    head = "Words.\n\n| Title | Venue | Link |\n|---|---|---|\n"
    row = "| A Title of Some Words {n} | CVPR 2020 | [pdf](https://a.org/{n}.pdf) |\n"
    frame = read(f"{head}{row.format(n=1)}{row.format(n=2)}\n## License\n\nMIT\n").frame
    assert frame == ("Words.", "## License\n\nMIT", False)


def test_rows_that_link_within_the_list_are_contents() -> None:
    text = f"# L\n\n## Links\n\n|  |  |\n|--|--|\n| [A](#a) | [B](#b) |\n\n## A\n\n{PAPER}"
    assert part(read(text), "Links").is_empty
    rows = "<table><tr><th>x</th></tr>{}<tr><td>One of them</td></tr></table>"
    for between in ("", "\n"):
        html = f"# L\n\n{rows.format(between)}\n\n## A\n\n{PAPER}"
        assert part(read(html)).before.count("<th>x</th>") == 1


def test_a_bullet_that_says_more_than_a_topic_stays() -> None:
    words = "What these papers say is of " + "great " * 12 + "interest"
    papers = "".join(f"  {PAPER.format(n=n)}" for n in (1, 2))
    reading = read(f"# L\n\n## A\n\n- {words}\n{papers}- Topic\n{papers.replace('a.org', 'b.org')}")
    assert part(reading, "A").before == f"- {words}"
    assert part(reading, "A").after == ""


def test_several_files_are_one_list() -> None:
    head = "# All\n\n- [One](ch/01-one.md)\n- [Two](ch/two_parts.md#x)\n\n"
    head += "See [ref].\n\n[ref]: https://a.org/readme\n"
    one = f"# One\n\nOf one.\n\n## X\n\n{PAPER.format(n=1)}"
    two = (
        f"{PAPER.format(n=2)}- [x](x:y) [**CVPR 2021**] A Title of Other Words [[pdf]](./b.pdf)\n\n"
    )
    two += "## News\n\nNo [ref].\n\n[ref]: https://a.org/two\n"
    web = "https://github.com/me/it/blob/HEAD/"
    sources = [
        MarkdownFile(head, "README.md", web),
        MarkdownFile(one, "ch/01-one.md", f"{web}ch/"),
        MarkdownFile(two, "ch/two_parts.md", f"{web}ch/"),
    ]
    reading = read_together(sources)
    listed = reading.awesome_list
    assert listed.title == "All"
    assert {section.title: len(section.entries) for section in listed.sections.values()} == {
        "X": 1,
        "Two parts": 2,
    }
    assert reading.paths["x"] == ("One", "X")
    (problem,) = reading.problems
    assert (problem.location.path, problem.location.line) == ("ch/two_parts.md", 2)
    other = next(e for e in listed.entries.values() if "Other" in e.title)
    assert other.links == {"pdf": f"{web}ch/b.pdf"}
    assert part(reading).before == "See [ref].\n\n[ref]: https://a.org/readme"
    news = part(reading, "Two parts", "News")
    assert (news.origin.path, news.line) == ("ch/two_parts.md", 4)
    assert news.origin.references["REF"]["href"] == "https://a.org/two"
    assert reading.frame.before == "# All\n\nSee [ref].\n\n[ref]: https://a.org/readme"
    # Without a README, no chapter's heading is the title of all.
    chapters = read_together([sources[1], *sources[2:]])
    assert chapters.awesome_list.title == ""
    assert chapters.paths["x"] == ("One", "X")


LINK = "https://arxiv.org/abs/2101.0000"


def test_a_heading_is_no_text_below_itself() -> None:
    text = (
        f"# L\n\nPapers\n------\n\n**ECCV**\n\n- [Learning to Read Lists]({LINK}1), CVPR 2020\n\n"
        "<h3>More</h3> words\n\n<h3>\nEven more\n</h3>and words\n\nText\n"
    )
    parts = [(part.titles[-1], part.before) for part in read(text).parts if part.titles]
    assert parts == [
        ("Papers", ""),
        ("ECCV", ""),
        ("More", " words"),
        ("Even more", "and words\n\nText"),
    ]


def test_a_table_in_html_of_which_all_is_read_leaves_nothing() -> None:
    row = f"<td>Learning to Read %s, CVPR 2020</td><td><a href='{LINK}%d'>paper</a></td>"
    table = (
        "<table>\n<thead><tr><th>Title</th><th>Link</th></tr></thead>\n<tbody>\n"
        f"<tr>{row % ('Lists', 1)}</tr>\n<tr>\n{row % ('Tables', 2)}\n</tr>\n</tbody>\n</table>\n"
    )
    assert read(f"# L\n\n## Topic\n\n<div align=center>\n\n{table}\n</div>\n").prose == {}
    (prose,) = read(f"# L\n\n## Topic\n\n<div>\n\n{table}\n<p>x</p>\n</div>\n").prose.values()
    assert prose == "<div>\n\n<p>x</p>\n</div>\n"
    bare = f"<table>\n<tr>{row % ('Lists', 1)}</tr>\n<tr>{row % ('Tables', 2)}</tr>\n</table>\n"
    assert read(f"# L\n\n## Topic\n\n{bare}").prose == {}
    other = table.replace("</tbody>", "<tr><td>Ask us</td></tr>\n</tbody>")
    (prose,) = read(f"# L\n\n## Topic\n\n{other}").prose.values()
    assert "<table>\n" in prose
    assert "<tr><td>Ask us</td></tr>\n</tbody>\n</table>\n" in prose


def test_tags_without_their_ends_stay() -> None:
    line = f"- [Learning to Read Lists]({LINK}1), CVPR 2020"
    reading = read(f"# L\n\n## Topic\n\n</ul>\n\n<div>\n\n<div>\n\n{line}\n\n</div>\n\n</center>\n")
    assert reading.prose == {"topic": "</ul>\n\n<div>\n\n</center>\n"}
