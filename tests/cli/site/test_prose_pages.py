"""Which page shows what a README says besides entries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinx_awesome.cli import main
from sphinx_awesome.cli.scaffold import RELEASE, Scaffold
from sphinx_awesome.cli.site.prose_pages import SiteProse
from sphinx_awesome.formats.registry import FORMATS, ReadResult

PAPER = "- [**CVPR 2021**] A Title of Some Words {n} [[pdf]](https://a.org/{n}.pdf)\n"
README = f"""\
# A List

![Logo](logo.png) and https://example.org

A list of papers, kept by [us](https://a.org) for all.

<!-- Last seen by nobody. -->

## [Congress](https://a.org/congress)

## News

- It has [begun](#part-one), see [how](how.md) and [why](#nowhere).

### Old news

None.

## Contents

- [Part one](#part-one)

## Part one

Words on the part.

### First

The papers of the first part.

A [second](https://a.org/2) paragraph.

{PAPER.format(n=1)}
Below them.

#### Tips

A tip.

### Remarks

A remark.

## [Second](https://a.org/second)

<iframe src="x">y</iframe>

{PAPER.format(n=2)}
#### 2019

Long ago.

{PAPER.format(n=3)}
#### 2018

{PAPER.format(n=4)}
Longer ago.

## Interlude

Between them.

## Later

Of the second.

{PAPER.format(n=5).replace("CVPR", "ICML")}
## Contributing

Send us mail.

## Star History

![](https://img.shields.io/badge/a-b)

## License

MIT
"""


def site_of(text: str, folder: str = "") -> dict[str, str | bytes]:
    """The files of a site."""
    reading: ReadResult = FORMATS["md"].read(text, "README.md", folder)
    return Scaffold(reading.awesome_list, reading, RELEASE).files()


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    """The files of the site of the list."""
    web = "https://github.com/me/it/blob/HEAD/"
    return {name: str(text) for name, text in site_of(README, web).items()}


def trees(index: str) -> list[tuple[str, list[str]]]:
    """Captions and pages of the toctrees."""
    blocks = re.findall(r"```\{toctree\}\n(.*?)```", index, re.DOTALL)
    captions = (re.search(":caption: (.*)", block) for block in blocks)
    return [
        (caption[1] if caption else "", block.split("\n\n")[1].split())
        for caption, block in zip(captions, blocks, strict=True)
    ]


def test_the_sidebar_has_the_order_of_the_list(site: dict[str, str]) -> None:
    *groups, (last, others) = trees(site["docs/index.md"])
    assert groups == [
        ("", ["news"]),
        ("Part one", ["part-one", "first", "remarks"]),
        ("Sections", ["second", "interlude", "later"]),
    ]
    assert (last, others[:2]) == ("The list", ["license", "explore"])


def test_the_home_page_says_what_stands_above_all(site: dict[str, str]) -> None:
    index = site["docs/index.md"]
    assert (
        "# A List\n\nA list of papers, kept by [us](https://a.org) for all.\n\n{awesome:" in index
    )
    assert (
        "## About this list\n\n[Logo](https://github.com/me/it/blob/HEAD/logo.png) and "
        "[https\\://example.org](https://example.org)\n\n"
        "- [Congress](https://a.org/congress)\n\n## Contribute" in index
    )


def test_news_are_a_page(site: dict[str, str]) -> None:
    assert site["docs/news.md"] == (
        "# News\n\n- It has [begun](part-one.md), see "
        "[how](https://github.com/me/it/blob/HEAD/how.md) and why.\n\n## Old news\n\nNone.\n"
    )
    assert not {name for name in site if "star" in name or "contents" in name}


def test_the_text_of_a_section_stands_on_its_page(site: dict[str, str]) -> None:
    assert 'description = "The papers of the first part."\n' in site["entries/first.toml"]
    assert site["docs/first.md"] == (
        "# First\n\nA [second](https://a.org/2) paragraph.\n\n```{awesome:entries} first\n```\n\n"
        "Below them.\n\n## Tips\n\nA tip.\n"
    )
    assert site["docs/second.md"] == (
        "# Second\n\n[Second](https://a.org/second)\n\n```{awesome:entries} second\n```\n\n"
        "## 2019\n\nLong ago.\n\n## 2018\n\nLonger ago.\n"
    )


def test_how_to_contribute_is_said_on_its_page(site: dict[str, str]) -> None:
    assert site["docs/contributing.md"].endswith("```\n\n## Contributing\n\nSend us mail.\n")


def test_what_has_no_place_is_left_over(site: dict[str, str]) -> None:
    left = site["leftover.md"]
    assert "README.md, line 45: Second\n\n```html\n<iframe" in left
    assert "Last seen" not in left  # the README has it


def test_the_readme_is_for_readers_of_the_list_first(site: dict[str, str]) -> None:
    readme = site["README.md"]
    assert readme.startswith("# A List\n\n![Logo](https://github.com/me/it/blob/HEAD/logo.png)")
    assert "see [how](https://github.com/me/it/blob/HEAD/how.md)" in readme
    order = ["kept by [us]", "## News", "awesome-list level=2", "## First", "/awesome-list"]
    order += ["## Contributing", "Star History", "MIT", "## How this list is kept"]
    places = [readme.index(text) for text in order]
    assert places == sorted(places)
    assert "## Contents" not in readme


def test_nothing_of_an_earlier_region_comes_again() -> None:
    first = site_of("# L\n\nWords.\n\n## A\n\n" + PAPER.format(n=1) + "\n## Z\n\nEnd.\n")
    again = site_of(str(first["README.md"]))
    assert str(again["README.md"]).count("papers-1-blue") == 1
    assert str(again["README.md"]).count("<!-- awesome-list") == 1
    assert "Words." in str(again["README.md"])


def test_a_marker_without_a_list_is_no_text() -> None:
    made = site_of("# L\n\n<!-- awesome-list -->\n\nWords.\n\n## A\n\n" + PAPER.format(n=1))
    assert "leftover.md" not in made
    assert str(made["README.md"]).count("<!-- awesome-list") == 1
    assert "\n\nWords.\n\n<!-- awesome-list" in str(made["README.md"])


def test_code_without_an_end_does_not_hide_the_list() -> None:
    text = "# L\n\n- x\n\n  ```\n  code\n\n## A\n\n" + PAPER.format(n=1)
    readme = str(site_of(text)["README.md"])
    assert readme.index("/awesome-list") < readme.index("  ```\n  code")


def test_a_list_without_headings_comes_before_what_follows() -> None:
    made = site_of(f"Words.\n\n{PAPER.format(n=1)}\n## License\n\nMIT\n")
    assert trees(str(made["docs/index.md"]))[0] == ("Sections", ["papers"])
    assert str(made["README.md"]).startswith("# \n\nWords.\n\n<!-- awesome-list")


def test_sections_without_parts_stand_where_the_list_has_them() -> None:
    reading = FORMATS["md"].read(README, "README.md")
    known = ["zero", *reading.awesome_list.sections, "last"]
    prose = SiteProse(reading.parts, {name: name for name in known}, (), Path())
    names = [name for group in prose.groups() for name in group.names]
    assert names.index("zero") < names.index("first") < names.index("last")
    untitled = FORMATS["md"].read(f"Words.\n\n{PAPER}", "README.md")
    assert SiteProse(untitled.parts, {}, (), Path()).groups() == []
    empty = SiteProse((), {"a": "a", "b": "b"}, (), Path())
    assert [group.names for group in empty.groups()] == [["a", "b"]]
    assert empty.section_text("a") == ("", "")


def test_sections_between_groups_have_a_caption_of_their_own() -> None:
    heads = ["## A\n\n", "## G\n\n### B\n\n", "## C\n\n"]
    text = "# L\n\n" + "\n".join(head + PAPER.format(n=n) for n, head in enumerate(heads))
    captions = [caption for caption, _ in trees(str(site_of(text)["docs/index.md"]))]
    assert captions == ["Sections", "G", "More sections", "The list"]


def test_pictures_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "README.md").write_text(README, encoding="utf-8")
    assert main(["new", ".", "site"]) == 0
    assert (tmp_path / "site/docs/images/logo.png").exists()
    assert "![Logo](images/logo.png)" in (tmp_path / "site/docs/index.md").read_text("utf-8")
    assert "![Logo](docs/images/logo.png)" in (tmp_path / "site/README.md").read_text("utf-8")


def test_what_is_left_over_is_named_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    frames = "".join(f"<iframe src='{n}'>{'x' * 80}</iframe>\n\n" for n in range(12))
    text = README.replace('<iframe src="x">y</iframe>', frames)
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    assert main(["new", "README.md", "site"]) == 0
    out = capsys.readouterr().out
    assert "\nleftover.md keeps what has no place on the site (12 pieces):\n" in out
    assert "\n  README.md, below line 45: <iframe src='0'>xxx" in out
    assert out.endswith("…\n  and 2 more\n")


def test_headings_in_a_section_go_down_by_one_level() -> None:
    text = (
        "# L\n\n## A\n\n### Deep\n\n#### Deeper\n\nWords.\n\n"
        + PAPER.format(n=1)
        + "\n##### Deepest\n\nMore words.\n\n#### Next\n\nLast words.\n"
    )
    page = str(site_of(text)["docs/deeper.md"])
    assert re.findall("^#+ .+", page, re.MULTILINE) == ["# Deeper", "## Deepest"]
