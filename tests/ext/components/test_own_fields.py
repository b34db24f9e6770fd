"""Fields that a list defines: on cards, in other builders, as facets, and in what scripts load."""

from __future__ import annotations

import json

import pytest

from sphinx_awesome.ext.components.base import field_key, json_attribute

from ..conftest import SITE, Build, Site

DEFINED = """
    title = "Small list"
    sections = ["reports", "models"]

    [fields.modality]
    title = "Modality <of images>"
    facet = true
    values = ["X-ray", "CT & more"]

    [fields.task]
    title = "Task"
    facet = true

    [fields.organ]
    title = "Organ"
    """
GIVEN = """
    title = "Report Generation"

    [[entry]]
    id = "first"
    title = "The First"
    fields.organ = "'lung'"
    fields.modality = ["CT & more", "X-ray"]
    fields.task = "Reports"

    [[entry]]
    id = "second"
    title = "The Second"
    fields.modality = "X-ray"
    fields.task = "Reports"

    [[entry]]
    id = "third"
    title = "The Third"
    """
FILES = SITE | {
    "docs/index.md": SITE["docs/index.md"].replace("models\n", "models\n        explore\n"),
    "docs/explore.md": "# Explore\n\n:::{awesome:explore}\n:::\n",
    "entries/_list.toml": DEFINED,
    "entries/reports.toml": GIVEN,
    "entries/models.toml": '[[entry]]\nref = "first"\n',
}
FILES["entries/models.toml"] = f'title = "Models"\n\n{FILES["entries/models.toml"]}'


@pytest.fixture(scope="module")
def defined(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("own") / "site", FILES)


@pytest.fixture(scope="module")
def html(defined: Site) -> Build:
    return defined.build()


def test_a_card_shows_them_in_the_order_of_the_list(html: Build) -> None:
    page = html.page("reports.html")
    assert [e.text for e in page.by_class("aw-own") if e.tag == "p"] == [
        "Modality <of images>: CT & more, X-ray · Task: Reports · Organ: 'lung'",
        "Modality <of images>: X-ray · Task: Reports",
    ]
    first, second, third = page.by_class("aw-card")
    assert json.loads(first["data-own"]) == {
        "modality": ["CT & more", "X-ray"],
        "fields.task": ["Reports"],
        "organ": ["'lung'"],
    }
    assert json.loads(second["data-own"])["modality"] == ["X-ray"]
    assert "data-own" not in third.attributes


def test_a_facet_that_leaves_a_choice_is_a_control(html: Build) -> None:
    page = html.page("reports.html")
    (select,) = [e for e in page.by_tag("select") if e["name"] in {"modality", "fields.task"}]
    assert select["aria-label"] == "Modality <of images>"
    options = page.by_tag("option", select)
    assert [option["value"] for option in options] == ["", "X-ray", "CT & more"]
    assert options[0].text == "Modality <of images>: any"


def test_the_page_of_a_paper_names_them(html: Build) -> None:
    text = (html.outdir / "p" / "first.html").read_text(encoding="utf-8")
    assert "<p>Modality &lt;of images&gt;: CT &amp; more, X-ray</p>\n<p>Task: Reports</p>" in text
    assert "Organ" not in (html.outdir / "p" / "second.html").read_text(encoding="utf-8")


def test_the_data_of_explore_has_them(html: Build) -> None:
    data = json.loads((html.outdir / "_static/awesome/papers.json").read_bytes())
    assert data["fields"] == [
        {
            "key": "modality",
            "title": "Modality <of images>",
            "facet": True,
            "values": ["X-ray", "CT & more"],
            "of": [[1, 0], [0], []],
        },
        {
            "key": "fields.task",
            "title": "Task",
            "facet": True,
            "values": ["Reports"],
            "of": [[0], [0], []],
        },
        {
            "key": "organ",
            "title": "Organ",
            "facet": False,
            "values": ["'lung'"],
            "of": [[0], [], []],
        },
    ]


def test_the_search_of_sphinx_finds_their_words(html: Build) -> None:
    index = (html.outdir / "searchindex.js").read_text(encoding="utf-8")
    assert '"lung":' in index


def test_other_builders_name_them(defined: Site, html: Build) -> None:
    del html  # which has read the pages
    text = (defined.build("text").outdir / "reports.txt").read_text(encoding="utf-8")
    assert "Modality <of images>: CT & more, X-ray · Task: Reports · Organ: ‘lung’" in text.replace(
        "'lung'", "‘lung’"
    ).replace("\n  ", " ")


def test_an_attribute_holds_any_text() -> None:
    assert json_attribute("data-x", {"a": "'&<\""}) == 'data-x=\'{"a":"&#39;&amp;&lt;\\""}\''


def test_what_the_site_has_for_itself_is_another_key() -> None:
    assert [field_key(name) for name in ("organ", "has", "q")] == [
        "organ",
        "fields.has",
        "fields.q",
    ]
