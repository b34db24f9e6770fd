"""Charts on pages: every builder shows the numbers, and those that can a picture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from ..conftest import Page, Site

if TYPE_CHECKING:
    from collections.abc import Callable

# MyST-Parser 5.2 asks for something of Sphinx that Sphinx 9 is about to take away.
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

CHARTS = """
    # Charts

    :::{awesome:chart} year
    :::

    :::{awesome:chart} venue reports models
    :limit: 1
    :caption: The *first* venue
    :name: first-venue
    :::

    :::{awesome:chart} task
    :::

    :::{awesome:chart} code reports
    :::

    :::{awesome:chart} code models
    :::

    See {ref}`first-venue`.
    """
INDEX = """
    # Home

    :::{toctree}
    reports
    models
    sub/charts
    :::
    """
PAGES = {"docs/index.md": INDEX, "docs/sub/charts.md": CHARTS}
ALT = "Papers by year and kind of venue. The numbers follow as a table."
TABLES = [
    [
        "Year Conference Preprint Papers",
        "2021 1 0 1",
        "2022 1 1 2",
    ],
    [
        "Venue Kind Papers",
        "arXiv Preprint 1",
        "3 other venues Conference, Journal 3",
    ],
    [
        "Section With code Without code Papers",
        "Report Generation 1 1 2",
        "Models 0 2 2",
    ],
    ["Year With code Papers Share", "2021 1 1 100%", "2022 0 1 0%"],
    ["Year With code Papers Share", "2022 0 2 0%"],
]


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    site = make_site(PAGES)
    site.replace("docs/conf.py", '"Small"', '"Small"\nversion = "1"\ncopyright = "us"')
    return site


def tables(page: Page) -> list[list[str]]:
    """The rows of each table as a text browser would show them."""
    return [
        [
            " ".join(
                cell.text
                for cell in page.elements
                if cell.tag in {"td", "th"} and row in cell.parents
            )
            for row in page.by_tag("tr", table)
        ]
        for table in page.by_tag("table")
    ]


def test_a_page_has_a_picture_and_a_table(site: Site) -> None:
    page = site.build().page("sub/charts.html")
    figures = [e for e in page.by_tag("figure") if "aw-figure" in e["class"].split()]
    assert [e["id"] for e in figures] == [
        *("chart-year", "chart-venue", "chart-task", "chart-code", "chart-code-2"),
    ]
    assert "#chart-venue" in [link.attributes.get("href") for link in page.by_class("reference")]
    captions = [page.by_class("caption-text", figure)[0].text for figure in figures]
    assert captions == [
        "Papers by year and kind of venue",
        "The first venue",
        "Papers by section",
        "Share of papers with code, by year",
        "Share of papers with code, by year",
    ]
    plots = [page.by_class("aw-plot", figure) for figure in figures]
    assert [plot["role"] for (plot,) in plots] == ["img"] * 5
    assert plots[0][0]["aria-label"] == ALT
    assert tables(page) == TABLES
    ids = [e["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    assert [e for e in page.by_tag("details") if "aw-numbers" in e["class"]]
    assert [e for e in page.elements if "style" in e.attributes and e.parents[-1] in figures] == []


EXPLORE = "---\norphan: true\n---\n# Explore\n\n:::{awesome:explore}\n:::\n"


def test_bars_lead_to_where_their_papers_are_shown(make_site: Callable[..., Site]) -> None:
    page = make_site({**PAGES, "docs/find.md": EXPLORE}).build().page("sub/charts.html")
    plots = page.by_class("aw-plot")
    assert [plot["role"] for plot in plots] == ["group"] * 5
    links = [[(a["aria-label"], a["href"]) for a in page.by_tag("a", plot)] for plot in plots]
    both = "&task=reports&task=models"
    assert links == [
        [("2021: 1 paper", "../find.html?year=2021"), ("2022: 2 papers", "../find.html?year=2022")],
        [("arXiv: 1 paper", f"../find.html?venue=arXiv{both}")],
        [
            ("Report Generation: 2 papers", "../find.html?task=reports"),
            ("Models: 2 papers", "../find.html?task=models"),
        ],
        [
            ("2021: 1 paper", "../find.html?year=2021&task=reports"),
            ("2022: 1 paper", "../find.html?year=2022&task=reports"),
        ],
        [("2022: 2 papers", "../find.html?year=2022&task=models")],
    ]


def test_bars_follow_when_the_page_to_explore_comes_and_goes(
    make_site: Callable[..., Site],
) -> None:
    site = make_site(PAGES)
    site.build()
    site.write("docs/find.md", EXPLORE)
    assert "find.html?year=2021" in site.build().text("sub/charts.html")
    (site.root / "docs" / "find.md").unlink()
    assert "aw-hit" not in site.build().text("sub/charts.html")


def test_only_pages_with_charts_load_their_stylesheet(site: Site) -> None:
    built = site.build()
    with_style = {
        name
        for name in ("index.html", "reports.html", "sub/charts.html")
        if "awesome/charts.css" in built.text(name)
    }
    assert with_style == {"sub/charts.html"}


def test_an_epub_has_the_pictures_as_files(site: Site) -> None:
    built = site.build("epub")
    with ZipFile(next(built.outdir.glob("*.epub"))) as book:
        page = Page(book.read("sub/charts.xhtml").decode())
        images = [e for e in page.by_tag("img") if "chart" in e["src"]]
        manifest = book.read("content.opf").decode()
        assert len(images) == 5
        for image in images:
            name = image["src"].removeprefix("../")
            assert ET.fromstring(book.read(name)).tag == "{http://www.w3.org/2000/svg}svg"
            assert f'href="{name}"' in manifest
    assert images[0]["alt"] == ALT
    assert tables(page) == TABLES


def test_a_single_page_has_them_too(site: Site) -> None:
    built = site.build("singlehtml")
    page = built.page("index.html")
    images = [e for e in page.by_tag("img") if "chart" in e["src"]]
    assert len(images) == 5
    assert all((built.outdir / image["src"]).is_file() for image in images)
    assert tables(page) == TABLES


def test_latex_has_the_pictures_drawn(site: Site) -> None:
    text = site.build("latex").text("small.tex")
    assert text.count(r"\begin{picture}") == text.count(r"\end{picture}") == 5
    # Title of the picture and of its table: LaTeX may set the two apart.
    assert text.count(r"\caption{") == text.count(r"\sphinxcaption{") == 5
    assert r"\caption{The \sphinxstyleemphasis{first} venue}" in text
    assert "3 other venues" in text
    assert "Conference, Journal" in text


@pytest.mark.parametrize(
    ("builder", "name"),
    [
        ("text", "sub/charts.txt"),
        ("man", "small.1"),
        ("texinfo", "small.texi"),
        ("xml", "sub/charts.xml"),
        ("pseudoxml", "sub/charts.pseudoxml"),
    ],
)
def test_other_builders_have_the_title_and_the_table(site: Site, builder: str, name: str) -> None:
    text = " ".join(site.build(builder).text(name).split()).replace(r"\-", "-")
    assert "Papers by year and kind of venue" in text
    assert "3 other venues" in text
    assert "Conference, Journal" in text
    assert "svg" not in text
    words = re.sub(r"<[^>]*>|[*_|+=@-]|T[{}]", " ", text).split()
    assert words.count("Share") >= 2


def test_translators_get_the_caption_and_no_data(site: Site) -> None:
    built = site.build("gettext", doctrees="doctrees-gettext")
    text = "".join(path.read_text("utf-8") for path in built.outdir.rglob("*.pot"))
    assert 'msgid "The *first* venue"' in text
    for data in ("Papers by year", "arXiv", "other venues", "2021"):
        assert data not in text


def test_a_list_without_papers(site: Site) -> None:
    for name in ("reports", "models"):
        site.write(f"entries/{name}.toml", f'title = "{name.title()}"')
    built = site.build()
    page = built.page("sub/charts.html")
    assert [e.text for e in page.by_tag("p")].count("No papers.") == 4
    assert len(tables(page)) == 1  # task areas there are
    text = site.build("text").text("sub/charts.txt")
    assert text.count("No papers.") == 4


@pytest.mark.parametrize(
    ("markup", "warning"),
    [
        (
            "{awesome:chart} yaer",
            'there is no chart of "yaer"; write one of year, venue, task, code',
        ),
        ("{awesome:chart} year modls", 'there is no section "modls"; did you mean "models"?'),
        ("{awesome:chart} venue\n:limit: 0", ':limit: "0" is not usable; write a number from 1'),
        ("{awesome:chart} year\n:limit: 3", ":limit: does nothing for a chart of year"),
    ],
)
def test_what_is_not_understood_is_said(site: Site, markup: str, warning: str) -> None:
    site.write("docs/sub/charts.md", f"# Charts\n\n:::{markup}\n:::")
    built = site.build(strict=False)
    (found,) = built.warnings
    assert f"awesome:chart: {warning}" in found
    assert found.startswith("docs/sub/charts.md:3: ")
    known = "section" not in warning and "no chart" not in warning
    assert bool(built.page("sub/charts.html").by_class("aw-plot")) is known


# -- what is written again --


def test_a_page_is_written_again_when_its_numbers_change(site: Site) -> None:
    site.write("docs/sub/charts.md", "# Charts\n\n:::{awesome:chart} code reports\n:::")
    site.build()
    for name, old, new, written in [
        ("reports", "Medical Transformer", "A Transformer", False),
        ("models", "year = 2022", "year = 2023", False),
        ("reports", "links.code", "links.project", True),
        ("reports", "year = 2021", "year = 2020", True),
    ]:
        site.replace(f"entries/{name}.toml", old, new)
        built = site.build()
        assert ("sub/charts" in built.written) is written, new
        assert "sub/charts" not in built.read
        assert built.text("sub/charts.html") == site.build(out="fresh").text("sub/charts.html")


def test_a_section_that_is_gone_is_a_warning_at_once(site: Site) -> None:
    site.write("docs/sub/charts.md", "# Charts\n\n:::{awesome:chart} code reports models\n:::")
    site.build()
    site.replace("entries/_list.toml", '["reports", "models"]', '["reports"]')
    (site.root / "entries/models.toml").unlink()
    site.replace("docs/index.md", "models\n", "")
    (site.root / "docs/models.md").unlink()
    built = site.build(strict=False)
    assert "sub/charts" in built.read
    assert [line for line in built.warnings if 'no section "models"' in line]
