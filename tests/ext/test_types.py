"""A list that holds more than papers: what its pages, files and data say of each type."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from .conftest import SITE, Build, Page, Site

TOOLS = {
    "entries/reports.toml": """
        title = "Tools"

        [[entry]]
        id = "kit"
        title = "VoxelKit"
        type = "software"
        note = "Reads <volumes> & writes them."
        links.project = "https://voxelkit.example.org/"
        links.link = "https://example.org/about"
        tags = ["reading"]

        [[entry]]
        id = "lab"
        title = "Label Lab"
        type = "software"
        authors = ["Ada Lovelace"]
        publisher = "Lab of Labels"
        venue = "MICCAI"
        doi = "10.1000/lab"
        links.code = "https://github.com/lab/labels"
        """,
    "entries/models.toml": """
        title = "Mixed"

        [[entry]]
        id = "paper"
        title = "A Paper"
        authors = ["Ada Lovelace"]
        venue = "MICCAI"
        year = 2021
        links.pdf = "https://example.org/paper.pdf"

        [[entry]]
        id = "data"
        title = "Some Data"
        type = "dataset"
        year = 2020
        note = "Ten images."
        links.data = "https://example.org/data"

        [[entry]]
        id = "more-data"
        title = "More Data"
        type = "dataset"
        links.data = "https://example.org/more"

        [[entry]]
        id = "book"
        title = "A Book"
        type = "book"
        publisher = "A Press"
        year = 2021
        links.link = "https://example.org/book"

        [[entry]]
        id = "thesis"
        title = "A Thesis"
        type = "thesis"
        authors = ["Grace Hopper"]
        year = 2021

        [[entry]]
        id = "series"
        title = "A Volume"
        type = "book"
        venue = "LNCS"
        publisher = "Springer"
        year = 2021

        [[entry]]
        id = "course"
        title = "A Course"
        type = "course"
        links.link = "https://example.org/course"
        """,
    "entries/_venues.toml": '[[venue]]\nname = "LNCS"\nkind = "journal"\n',
    "docs/index.md": """
        # Home

        {awesome:count}`entries`, {awesome:count}`papers`, {awesome:count}`dataset in models`

        :::{awesome:sections}
        :::

        :::{awesome:search}
        :::

        :::{toctree}
        reports
        models
        data
        rows
        explore
        venues
        authors
        :::
        """,
    "docs/data.md": "# Data\n\n:::{awesome:entries} models\n:types: dataset\n:::\n",
    "docs/rows.md": "# Rows\n\n:::{awesome:entries}\n:layout: list\n:::\n",
    "docs/explore.md": "# Explore\n\n:::{awesome:explore}\n:::\n",
    "docs/venues.md": "# Venues\n\n:::{awesome:index} venue\n:::\n",
    "docs/authors.md": "# Authors\n\n:::{awesome:index} author\n:::\n",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("types"), {**SITE, **TOOLS})


@pytest.fixture(scope="module")
def built(small: Site) -> Build:
    return small.build(html_baseurl="https://example.org/")


def card(page: Page, entry: str) -> str:
    """What a card says, without the citation."""
    body = page.by_id(f"paper-{entry}").text
    return body.partition("Cite")[0].strip()


def badge(page: Page, entry: str) -> tuple[str, str]:
    own = page.by_id(f"paper-{entry}")
    (first, *_) = page.by_class("sd-badge", own)
    return first["class"], first.text


def test_a_card_leads_to_the_first_link_under_the_name(built: Build) -> None:
    page = built.page("reports.html")
    kit = page.by_id("paper-kit")
    (title,) = page.by_class("aw-title", kit)
    assert page.by_tag("a", title)[0]["href"] == "https://voxelkit.example.org/"
    assert card(page, "kit").split("#", 1)[0] == "VoxelKit"
    lab = page.by_class("aw-title", page.by_id("paper-lab"))[0]
    assert page.by_tag("a", lab)[0]["href"] == "https://github.com/lab/labels"
    (note,) = page.by_class("aw-note", kit)
    assert note.text == "Reads <volumes> & writes them."


@pytest.mark.parametrize(
    ("page", "entry", "shown"),
    [
        ("reports", "kit", ("sd-badge aw-type", "Software")),
        ("models", "data", ("sd-badge aw-type", "Data set 2020")),
        ("models", "book", ("sd-badge aw-type", "A Press 2021")),
        ("models", "thesis", ("sd-badge aw-type", "Thesis 2021")),
        ("models", "series", ("sd-badge aw-venue aw-journal", "LNCS 2021")),
        ("models", "course", ("sd-badge aw-type", "Course")),
    ],
)
def test_badges(built: Build, page: str, entry: str, shown: tuple[str, str]) -> None:
    assert badge(built.page(f"{page}.html"), entry) == shown


def test_venue_and_publisher_of_no_paper_are_told_in_words(built: Build) -> None:
    line = built.page("reports.html")
    (byline,) = line.by_class("aw-by", line.by_id("paper-lab"))
    assert byline.text == "Software Ada Lovelace · MICCAI · Lab of Labels"
    page = built.page("models.html")
    assert page.by_class("aw-by", page.by_id("paper-series"))[0].text == "LNCS 2021 Springer"
    assert "data-venue" not in line.by_id("paper-lab").attributes
    assert line.by_id("paper-lab")["data-type"] == "software"
    assert "data-type" not in page.by_id("paper-paper").attributes


def test_a_section_of_tools_has_no_headings_of_years(built: Build) -> None:
    page = built.page("reports.html")
    assert page.by_class("aw-year") == []
    assert page.by_class("aw-facts")[0].text == "2 software tools"
    assert page.by_class("aw-chart") == []
    orders = [one["value"] for one in page.by_tag("option")]
    assert "oldest" not in orders


def test_a_mixed_section_is_grouped_and_counted(built: Build) -> None:
    page = built.page("models.html")
    titles = [title.text.rstrip("¶") for title in page.by_class("aw-year")]
    assert titles == ["2021 4 papers", "2020 1 data set", "Data sets 1", "Courses 1"]
    facts = page.by_class("aw-facts")[0].text
    assert facts == "4 papers · 2 data sets · 1 course · 2021 · 0 with code"
    (count,) = page.by_class("aw-count")
    assert count["data-whole"] == "4 papers, 2 data sets, 1 course"
    assert count["data-some"] == "{shown} of {n} entries"
    assert "data-whole" not in page.by_class("aw-n")[0].attributes
    assert page.by_class("aw-n")[2]["data-whole"] == "1"
    values = [one["value"] for one in page.by_tag("option")]
    assert {"paper", "book", "thesis", "dataset", "course"} <= set(values)


def test_pages_choose_and_count_types(built: Build) -> None:
    page = built.page("data.html")
    assert [c["id"] for c in page.by_class("aw-card")] == ["paper-data", "paper-more-data"]
    assert "9, 4, 2" in built.page("index.html").by_tag("p")[0].text
    areas = built.page("index.html").by_class("aw-facts")
    assert [area.text for area in areas] == [
        "2 software tools",
        "4 papers · 2 data sets · 1 course · 0 with code",
    ]
    assert "Search 9 entries" in built.text("index.html")
    rows = built.page("rows.html")
    assert "Software" in [one.text for one in rows.by_class("aw-type")]


def test_the_index_of_venues_counts_papers_alone(built: Build) -> None:
    page = built.page("venues.html")
    assert page.by_id("venue-miccai").text.endswith(" 1 paperA Paper 2021")
    ada = built.page("authors.html").by_id("author-ada-lovelace")
    assert ada.text.startswith("Ada Lovelace 1 paper, 1 software tool")


def described(built: Build, entry: str) -> tuple[str, dict[str, Any]]:
    text = built.text(f"p/{entry}.html")
    match = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert match
    return text, json.loads(match[1])


@pytest.mark.parametrize(
    ("entry", "schema"),
    [("paper", "ScholarlyArticle"), ("book", "Book"), ("data", "Dataset"), ("course", "Course")],
)
def test_a_page_of_its_own_says_what_it_is(built: Build, entry: str, schema: str) -> None:
    text, data = described(built, entry)
    assert data["@type"] == schema
    is_paper = entry in {"paper", "book"}
    assert ('name="citation_title"' in text) is is_paper
    assert ('name="DC.type"' in text) is not is_paper


def test_its_description_is_the_note(built: Build) -> None:
    text, data = described(built, "data")
    assert data["description"] == "Ten images."
    assert '<meta property="og:description" content="Ten images.">' in text
    assert '<span class="sd-badge aw-type">Data set <span>2020</span></span>' in text


def test_data_on_a_section_page(built: Build) -> None:
    text = built.text("models.html")
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    items = [one["item"]["@type"] for one in json.loads(data)["itemListElement"]]
    assert sorted(items) == [
        *("Book", "Book", "Course", "Dataset", "Dataset", "ScholarlyArticle", "Thesis")
    ]
    assert 'content="4 papers, 2 data sets, 1 course, 2021, 0 with code."' in text


def test_data_for_the_scripts(built: Build) -> None:
    data = json.loads(built.text("_static/awesome/papers.json"))
    types = [data["types"][number][0] for number in data["type"]]
    assert dict(zip(data["id"], types, strict=True))["more-data"] == "dataset"
    assert data["types"][-1] == ["course", "Course", "Courses"]
    assert data["badge"][str(data["id"].index("book"))] == "A Press"
    assert str(data["id"].index("series")) not in data["badge"]
    words = built.text("_static/awesome/other-translations.js")
    assert '"Papers":"Entries"' in words
    first = built.text("_static/awesome/translations.js")
    assert '"{n} paper selected":{"one":"{n} entry selected"' in first


def test_builders_without_cards_say_the_same(small: Site) -> None:
    text = small.build("text", doctrees="doctrees-text").text("models.txt")
    assert "4 papers, 2 data sets, 1 course, 2021, 0 with code." in text
    assert "Data set 2020" in text
    assert "A Press 2021" in text
    tools = (small.root / "out-text" / "reports.txt").read_text(encoding="utf-8")
    assert "2 software tools." in tools
    assert "Papers by year" not in tools
    assert "Software\n" in tools


def test_a_list_of_papers_says_nothing_of_types(site: Site) -> None:
    built = site.build(html_baseurl="https://example.org/")
    data = json.loads(built.text("_static/awesome/papers.json"))
    assert not {"types", "type", "counted", "badge"} & data.keys()
    page = built.text("models.html")
    assert "data-type" not in page
    assert "data-whole" not in page
    assert "translations = {};" in built.text("_static/awesome/translations.js")


def test_pages_follow_when_a_list_comes_to_hold_more_than_papers(site: Site) -> None:
    site.write(
        "docs/explore.md", "---\norphan: true\n---\n# Explore\n\n:::{awesome:explore}\n:::\n"
    )
    tag = 'tags = ["transformers"]\n'
    site.replace("entries/models.toml", "year = 2022\n", f"year = 2022\n{tag}")
    site.replace("entries/reports.toml", "year = 2021\n", f"year = 2021\n{tag}")
    before = site.build()
    assert "Related papers" in before.text("p/ratchet.html")
    assert "Search 3 papers" in before.text("explore.html")
    site.replace("entries/models.toml", 'id = "medclip"\n', 'id = "medclip"\ntype = "model"\n')
    after = site.build()
    assert "Search 3 entries" in after.text("explore.html")
    assert badge(after.page("models.html"), "medclip") == ("sd-badge aw-type", "Model 2022")
    related = after.page("p/ratchet.html")
    assert [one.text for one in related.by_class("aw-type")] == ["Model 2022"]
    assert "Related entries" in after.text("p/ratchet.html")
    assert "entry selected" in after.text("_static/awesome/translations.js")
    site.replace("entries/models.toml", 'type = "model"\n', "")
    again = site.build()
    assert again.text("explore.html") == before.text("explore.html")
    assert "translations = {};" in again.text("_static/awesome/translations.js")
