"""What the directives leave on a page, and what they say of what they cannot use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinx_awesome.core.selection import GroupBy, Sort
from sphinx_awesome.ext.components.entries import ENTRIES_OPTIONS, paper_list

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..conftest import Build, Site

PAPERS = """
    title = "Models"

    [[entry]]
    id = "one"
    title = "Beta"
    venue = "MICCAI"
    year = 2020
    tags = ["Chest"]
    added = 2024-01-01
    links.code = "https://example.org/1"

    [[entry]]
    id = "two"
    title = "alpha"
    venue = "CVPR"
    year = 2023
    tags = ["chest", "CLIP"]
    added = 2024-03-01

    [[entry]]
    id = "three"
    title = "Gamma"
    venue = "arXiv"
    year = 2021
    published.venue = "MICCAI"
    published.year = 2024
    links.code = "https://example.org/3"
    links.pdf = "https://example.org/3.pdf"

    [[entry]]
    id = "four"
    title = "Delta"
    """


def shown(build: Build, docname: str = "models") -> list[str]:
    """Ids of the papers of a page, in order."""
    return [name for node in build.doctree(docname).findall(paper_list) for name in node["papers"]]


def headings(build: Build, docname: str = "models") -> list[str]:
    titles = build.doctree(docname).findall(nodes.title)
    return [title.astext() for title in titles if "aw-year" in title["classes"]]


@pytest.fixture
def options(make_site: Callable[..., Site]) -> Callable[..., Build]:
    """Build a page whose directive has some options, in MyST and in reStructuredText alike."""

    def build(*lines: str, sections: str = "models", strict: bool = True) -> Build:
        option_lines = "".join(f"{line}\n" for line in lines)
        built = []
        for suffix, page in {
            "md": f"# Models\n\n:::{{awesome:entries}} {sections}\n{option_lines}:::\n",
            "rst": f"Models\n======\n\n.. awesome:entries:: {sections}\n"
            + "".join(f"   {line}\n" for line in lines),
        }.items():
            site = make_site(
                {
                    "entries/models.toml": PAPERS,
                    "entries/reports.toml": 'title = "Reports"\n\n[[entry]]\nref = "one"\n',
                    "docs/models.md": None,
                    f"docs/models.{suffix}": page,
                },
                name=suffix,
            )
            built.append(site.build("dummy", strict=strict))
        first, second = built
        assert shown(first) == shown(second)
        assert headings(first) == headings(second)
        assert [w.partition(": ")[2] for w in first.warnings] == [
            w.partition(": ")[2] for w in second.warnings
        ]
        return first

    return build


def test_newest_first_in_groups_of_years(options: Callable[..., Build]) -> None:
    built = options()
    assert shown(built) == ["two", "three", "one", "four"]
    assert headings(built) == ["2023", "2021", "2020", "No year"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    {
        Sort.NEWEST: "two three one four",
        Sort.OLDEST: "one three two four",
        Sort.TITLE: "two one four three",
        Sort.VENUE: "three two one four",
        Sort.ADDED: "two one three four",
        Sort.PUBLISHED: "three two one four",
        Sort.LISTED: "one two three four",
    }.items(),
)
def test_sort(options: Callable[..., Build], sort: Sort, expected: str) -> None:
    assert shown(options(f":sort: {sort}", ":group-by: none")) == expected.split()


@pytest.mark.parametrize(
    ("group_by", "expected"),
    {
        GroupBy.YEAR: ["2023", "2021", "2020", "No year"],
        GroupBy.VENUE: ["CVPR", "arXiv", "MICCAI", "No venue"],
        GroupBy.KIND: ["Conferences", "Preprint servers", "Other venues"],
        GroupBy.SECTION: ["Models"],
        GroupBy.NONE: [],
    }.items(),
)
def test_group_by(options: Callable[..., Build], group_by: GroupBy, expected: list[str]) -> None:
    assert headings(options(f":group-by: {group_by}")) == expected


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        (":has: code", "three one"),
        (":has: code, pdf", "three"),
        (":has: published", "three"),
        (":venues: MICCAI", "three one"),
        (":venues: miccai, CVPR", "two three one"),
        (":years: 2021", "three"),
        (":years: 2021-2023", "two three"),
        (":years: 2021-", "two three"),
        (":years: -2020", "one"),
        (":tags: chest", "two one"),
        (":tags: CLIP, chest", "two"),
        (":types: paper", "two three one four"),
        (":types: dataset, software", ""),
        (":limit: 2", "two three"),
    ],
)
def test_filters(options: Callable[..., Build], option: str, expected: str) -> None:
    assert shown(options(option)) == expected.split()


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (":sort: newst", ':sort: "newst" is not usable; write one of newest, oldest'),
        (":group-by: color", ':group-by: "color" is not usable; write one of year, venue'),
        (":layout: table", ':layout: "table" is not usable; write one of cards, list'),
        (":years: soon", ':years: "soon" is not usable; write a year or a range'),
        (":years: 2023-2020", ':years: "2023-2020" is not usable'),
        (":years: -", ':years: "-" is not usable'),
        (":limit: 0", ':limit: "0" is not usable; write a number from 1'),
        (":has: ,", ':has: "," is not usable'),
        (":has: cod", ':has: no paper has "cod"; did you mean "code"?'),
        (":has: zzzzzz", ':has: no paper has "zzzzzz"; see the labels of your links'),
        (":venues: MICAI", ':venues: there is no venue "MICAI"; did you mean "MICCAI"?'),
        (":types: datset", ':types: there is no type "datset"; did you mean "dataset"?'),
        (":types: zzzz", ':types: there is no type "zzzz"; write one of paper, book, thesis'),
        (":types: ,", ':types: "," is not usable; write one of paper, book'),
        (":venues: ?!", ':venues: there is no venue "?!"; add it to _venues.toml'),
    ],
)
def test_an_unusable_option_is_named_and_left_out(
    options: Callable[..., Build], option: str, message: str
) -> None:
    built = options(option, strict=False)
    assert len(built.warnings) == 1
    assert f"awesome:entries: {message}" in built.warnings[0]
    assert built.warnings[0].endswith("[awesome.option]")
    if "is not usable" in message:
        assert shown(built) == ["two", "three", "one", "four"]


def test_every_option_is_tried_above() -> None:
    tried = {"sort", "group-by", "layout", "has", "venues", "years", "tags", "types", "limit"}
    assert set(ENTRIES_OPTIONS) - {"heading"} == tried  # which has tests of its own


def test_an_unknown_section_is_named_with_the_nearest(options: Callable[..., Build]) -> None:
    built = options(sections="model", strict=False)
    assert shown(built) == []
    assert len(built.warnings) == 1
    assert 'there is no section "model"; did you mean "models"?' in built.warnings[0]
    assert built.warnings[0].startswith("docs/models.md:3: WARNING: ")
    assert built.warnings[0].endswith("[awesome.section]")
    built = options(sections="xyz", strict=False)
    assert 'there is no section "xyz"; the list has reports, models' in built.warnings[0]


def test_a_list_without_sections_is_said_to_have_none(make_site: Callable[..., Site]) -> None:
    site = make_site(
        {
            "entries/models.toml": None,
            "entries/reports.toml": None,
            "docs/models.md": "# Models\n\n:::{awesome:entries} models\n:::\n",
        }
    )
    warnings = " ".join(site.build("dummy", strict=False).warnings)
    assert 'there is no section "models"; the list has none [awesome.section]' in warnings


def test_two_sections_in_one_directive(options: Callable[..., Build]) -> None:
    built = options(":no-index:", ":sort: listed", ":group-by: section", sections="reports models")
    assert shown(built) == ["one", "two", "three", "four"]
    assert headings(built) == ["Models"]  # where all four are told


def test_the_whole_list_has_no_home(make_site: Callable[..., Site]) -> None:
    site = make_site({"docs/models.md": "# All\n\n:::{awesome:entries}\n:::\n"})
    built = site.build()
    assert shown(built) == ["roentgen", "medclip", "ratchet"]
    assert built.app.env.domains["awesome"].home_pages == {"reports": "reports"}
    page = built.page("models.html")
    # Not in a section of its own: "In" names every one that has a page.
    assert page.by_class("aw-also", page.by_id("paper-roentgen"))[0].text.endswith(
        "In Report Generation"
    )


@pytest.mark.parametrize("option", [":no-index:", ":has: pdf", ":limit: 99", ":layout: list"])
def test_what_leaves_papers_out_is_no_home(options: Callable[..., Build], option: str) -> None:
    assert "models" not in options(option).app.env.domains["awesome"].home_pages


def test_a_second_home_is_named_with_the_first(site: Site) -> None:
    site.write(
        "docs/again.md", "---\norphan: true\n---\n# Again\n\n:::{awesome:entries} models\n:::\n"
    )
    built = site.build(strict=False)
    assert built.warnings == [
        (
            'docs/models.md:3: WARNING: section "models" has its home in again:6 already; add the '
            "option :no-index: to one of the two directives [awesome.home]"
        )
    ]


def test_headings_inside_another_block_become_bold(site: Site) -> None:
    site.write("docs/models.md", "# Models\n\n::::{note}\n:::{awesome:entries} models\n:::\n::::\n")
    built = site.build(strict=False)
    assert len(built.warnings) == 1
    assert "its headings cannot stand inside another block" in built.warnings[0]
    assert built.warnings[0].endswith("[awesome.nested]")
    assert shown(built) == ["roentgen", "medclip"]
    rubrics = [node.astext() for node in built.doctree("models").findall(nodes.rubric)]
    assert rubrics == ["2022"]


def test_one_paper_twice_on_a_page_keeps_its_first_anchor(site: Site) -> None:
    again = "\n:::{awesome:entries} models\n:no-index:\n:::\n"
    site.write("docs/models.md", "# Models\n\n:::{awesome:entries} models\n:::\n" + again)
    page = site.build().page("models.html")
    assert page.by_id("paper-medclip")
    cards = [c for c in page.by_class("aw-card") if "MedCLIP" in c.text]
    assert len(cards) == 2
    assert ["id" in card.attributes for card in cards] == [True, False]
    assert page.by_id("year-2022-2")  # the second heading of one name has an id of its own


def test_rows_lead_to_the_cards(make_site: Callable[..., Site]) -> None:
    site = make_site()
    site.write("docs/index.md", "# Home\n\n:::{awesome:entries}\n:layout: list\n:::\n")
    site.write(
        "docs/reports.md", "---\norphan: true\n---\n# R\n\n:::{awesome:entries} reports\n:::\n"
    )
    site.write(
        "docs/models.md", "---\norphan: true\n---\n# M\n\n:::{awesome:entries} models\n:::\n"
    )
    page = site.build().page("index.html")
    rows = page.by_class("aw-row")
    assert [page.by_tag("a", row)[0]["href"] for row in rows] == [
        "reports.html#paper-roentgen",
        "models.html#paper-medclip",
        "reports.html#paper-ratchet",
    ]
    assert "id" not in rows[0].attributes
