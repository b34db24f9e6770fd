"""Where a page has filters, what it loads for them, and what is said of each paper."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from sphinx_awesome.ext.output.static_files import STATIC

from ..conftest import Page, Site

EVERYWHERE = {"sphinx-awesome.css", "awesome/permalinks.js"}
MANY = ", ".join(f'"Author Number{letter}"' for letter in "ABCDEFGHIJ")


def assets(page: Page) -> set[str]:
    """Our files that a page names."""
    named = [e.attributes.get("src") or e.attributes.get("href", "") for e in page.elements]
    return {name.partition("?")[0].removeprefix("_static/") for name in named if "awesome" in name}


def bars(page: Page) -> int:
    return len(page.by_tag("aw-bar"))


def test_a_page_of_papers_has_a_bar_and_loads_its_script(site: Site) -> None:
    build = site.build()
    page = build.page("reports.html")
    assert bars(page) == 1
    assert "aw-set" in page.by_class("aw-list")[0]["class"]
    assert assets(page) == EVERYWHERE | {
        *("awesome/before-paint.js", "awesome/disk.js", "awesome/page.js")
    }
    assert bars(build.page("index.html")) == 0
    assert assets(build.page("index.html")) == EVERYWHERE


def test_controls_stand_in_a_template(site: Site) -> None:
    """Where they are nothing without the script."""
    page = site.build().page("reports.html")
    (template,) = page.by_tag("template")
    controls = [e for e in page.elements if e.tag in {"input", "select", "button"}]
    ours = [e for e in controls if template in e.parents]
    assert {e["name"] for e in ours if "name" in e.attributes} == {
        *("q", "venue", "year", "until", "tag", "has", "sort")
    }
    article = page.by_tag("article")[0]
    assert [e for e in controls if article in e.parents and e not in ours] == []


@pytest.mark.parametrize(("sort", "label"), [("newest", "Newest first"), ("title", "As listed")])
def test_the_order_of_the_page_has_its_name(
    make_site: Callable[..., Site], sort: str, label: str
) -> None:
    text = f"# Reports\n\n:::{{awesome:entries}} reports\n:sort: {sort}\n:::\n"
    page = make_site({"docs/reports.md": text}).build().page("reports.html")
    (select,) = [e for e in page.by_tag("select") if e["name"] == "sort"]
    first = page.by_tag("option", select)[0]
    assert (first["value"], first.text) == ("", label)


def test_two_directives_share_one_bar_and_a_cut_list_has_none(
    make_site: Callable[..., Site],
) -> None:
    two = "# Two\n\n:::{awesome:entries} reports\n:limit: 1\n:no-index:\n:::\n\n"
    two += ":::{awesome:entries} reports\n:::\n\n:::{awesome:entries} models\n:no-index:\n:::\n"
    cut = "# Cut\n\n:::{awesome:entries}\n:layout: list\n:limit: 2\n:::\n"
    home = "# Home\n\n:::{toctree}\nreports\nmodels\ncut\n:::\n"
    site = make_site({"docs/reports.md": two, "docs/cut.md": cut, "docs/index.md": home})
    build = site.build()
    page = build.page("reports.html")
    assert bars(page) == 1
    lists = page.by_class("aw-list")
    assert ["aw-set" in e["class"] for e in lists] == [False, True, True, True]
    bar = page.elements.index(page.by_tag("aw-bar")[0])
    assert page.elements.index(lists[0]) < bar < page.elements.index(lists[1])
    assert bars(build.page("cut.html")) == 0
    assert assets(build.page("cut.html")) == EVERYWHERE | {"awesome/overview.css"}


def test_rows_can_be_filtered_too(make_site: Callable[..., Site]) -> None:
    text = "# All\n\n:::{awesome:entries}\n:layout: list\n:::\n"
    home = "# Home\n\n:::{toctree}\nreports\nmodels\nall\n:::\n"
    build = make_site({"docs/all.md": text, "docs/index.md": home}).build()
    page = build.page("all.html")
    assert bars(page) == 1
    row = next(e for e in page.by_class("aw-row") if "RATCHET" in e.text)
    assert row["data-venue"] == "MICCAI"
    assert row["data-year"] == "2021"
    assert "Kainz" in row["data-find"]


def test_what_finds_a_paper_and_is_not_shown(make_site: Callable[..., Site]) -> None:
    site = make_site()
    site.replace("entries/reports.toml", '"Pierre Chambon", "Curtis Langlotz"', MANY)
    site.write(
        "entries/_venues.toml",
        """
        [[venue]]
        name = "Nature Biomedical Engineering"
        aliases = ["NBME"]
        """,
    )
    page = site.build().page("reports.html")
    card = page.by_id("paper-roentgen")
    # All authors stand in the line that scripts look at, those too that are not shown.
    assert "Author NumberI" in page.by_class("aw-names", card)[0].text
    assert card["data-find"] == "A foundation model for chest X-ray images"
    assert card["data-tags"] == "diffusion"


def test_further_names_of_venues_are_told_once(make_site: Callable[..., Site]) -> None:
    site = make_site()
    venue = """
        [[venue]]
        name = "Nature Biomedical Engineering"
        full = "Nature's \\"Biomedical\\" <Engineering>"
        aliases = ["NBME", "Nat. Biomed. Eng. & Co."]
        """
    site.write("entries/_venues.toml", venue)
    page = site.build().page("reports.html")
    names = json.loads(page.by_class("aw-filter")[0]["data-names"])
    assert names["venue"]["Nature Biomedical Engineering"] == [
        'Nature\'s "Biomedical" <Engineering>',
        *("NBME", "Nat. Biomed. Eng. & Co."),
    ]


def test_a_long_page_says_so(make_site: Callable[..., Site]) -> None:
    papers = [f'[[entry]]\nid = "p{n}"\ntitle = "Paper {n}"\nyear = 2020' for n in range(201)]
    site = make_site({"entries/models.toml": 'title = "Models"\n\n' + "\n\n".join(papers)})
    build = site.build()
    assert "aw-long" in build.page("models.html").by_class("aw-list")[0]["class"]
    assert "aw-long" not in build.page("reports.html").by_class("aw-list")[0]["class"]


@pytest.mark.filterwarnings("ignore:'sphinxcontrib.serializinghtml")  # of its own making
def test_pages_that_run_no_scripts_have_no_bar(site: Site) -> None:
    body = json.loads(site.build("json").text("reports.fjson"))["body"]
    assert "aw-bar" not in body
    assert "RATCHET" in body
    text = site.build("text", "out-text").text("reports.txt")
    assert "Filter" not in text


def test_scripts_and_styles_are_served_as_written(site: Site) -> None:
    folder = site.build().outdir / "_static"
    names = [path.relative_to(STATIC) for path in STATIC.rglob("*.*")]
    assert names
    assert [n for n in names if (folder / n).read_bytes() != (STATIC / n).read_bytes()] == []
