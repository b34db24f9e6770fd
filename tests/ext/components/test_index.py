"""`awesome:index`: indices of venues, authors and tags."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..conftest import Site


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (
            "venue",
            {
                "Conferences": ["venue-emnlp", "venue-miccai"],
                "Journals": ["venue-nature-biomedical-engineering"],
                "Preprint servers": ["venue-arxiv"],
            },
        ),
        (
            "author",
            {
                "C": ["author-pierre-chambon"],
                "H": ["author-benjamin-hou"],
                "K": ["author-bernhard-kainz", "author-georgios-kaissis"],
                "L": ["author-curtis-langlotz"],
                "W": ["author-zifeng-wang"],
            },
        ),
        ("tag", {"D": ["tag-diffusion"]}),
    ],
)
def test_indices(make_site: Callable[..., Site], kind: str, expected: dict[str, list[str]]) -> None:
    index = f"---\norphan: true\n---\n# Index\n\n:::{{awesome:index}} {kind}\n:::\n"
    built = make_site({"docs/terms.md": index}).build()
    page = built.page("terms.html")
    found = {
        section.attributes["id"]: [
            li.attributes["id"] for li in page.by_tag("li", section) if "id" in li.attributes
        ]
        for section in page.by_tag("section")
        if "aw-group" in section.attributes.get("class", "")
    }
    titles = [title.text.rstrip("¶") for title in page.by_class("aw-year")]
    assert dict(zip(titles, found.values(), strict=True)) == expected


def test_an_index_leads_to_the_cards(make_site: Callable[..., Site]) -> None:
    index = "---\norphan: true\n---\n# Index\n\n:::{awesome:index} venue\n:::\n"
    page = make_site({"docs/terms.md": index}).build().page("terms.html")
    miccai = page.by_id("venue-miccai")
    assert page.by_class("aw-term", miccai)[0].text.endswith("1 paper")
    assert [a["href"] for a in page.by_tag("a", miccai)] == ["reports.html#paper-ratchet"]
    # A paper that was published since stands under both of its venues.
    for venue in ("venue-arxiv", "venue-nature-biomedical-engineering"):
        links = [a["href"] for a in page.by_tag("a", page.by_id(venue))]
        assert links == ["reports.html#paper-roentgen"]


def test_an_index_of_nothing_known(make_site: Callable[..., Site]) -> None:
    index = "---\norphan: true\n---\n# Index\n\n:::{awesome:index} colour\n:::\n"
    built = make_site({"docs/terms.md": index}).build(strict=False)
    assert [w.partition("WARNING: ")[2] for w in built.warnings] == [
        (
            'awesome:index: there is no index of "colour"; write one of venue, author, tag '
            "[awesome.option]"
        )
    ]


def test_tags_lead_to_their_index(make_site: Callable[..., Site]) -> None:
    index = "---\norphan: true\n---\n# Index\n\n:::{awesome:index} tag\n:::\n"
    for extra, expected in (({}, []), ({"docs/terms.md": index}, ["terms.html#tag-diffusion"])):
        page = make_site(extra, name=f"site{len(extra)}").build().page("reports.html")
        aside = page.by_class("aw-also", page.by_id("paper-roentgen"))[0]
        assert aside.text.startswith("diffusion · Also in")
        assert [a["href"] for a in page.by_tag("a", aside)][:-1] == expected


def index_page(kind: str, title: str = "# Index") -> dict[str, str]:
    """The source of a page with an index."""
    return {
        "docs/terms.md": f"---\norphan: true\n---\n{title}\n\n:::{{awesome:index}} {kind}\n:::\n"
    }


def test_letters_lead_to_their_headings(make_site: Callable[..., Site]) -> None:
    page = make_site(index_page("author")).build().page("terms.html")
    (letters,) = page.by_class("aw-letters")
    links = [(a.text, a["href"]) for a in page.by_tag("a", letters)]
    assert links == [(letter, f"#index-{letter.lower()}") for letter in "CHKLW"]
    ids = {e.attributes.get("id") for e in page.elements}
    assert all(href.removeprefix("#") in ids for _, href in links)


def test_letters_of_a_second_index_lead_to_its_own_headings(make_site: Callable[..., Site]) -> None:
    files = index_page("author")
    files["docs/terms.md"] += "\n:::{awesome:index} author\n:::\n"
    page = make_site(files).build().page("terms.html")
    first, second = page.by_class("aw-letters")
    assert page.by_tag("a", first)[0]["href"] == "#index-c"
    assert page.by_tag("a", second)[0]["href"] == "#index-c-2"


def test_one_group_needs_no_letters_and_venues_stand_under_kinds(
    make_site: Callable[..., Site],
) -> None:
    for kind in ("tag", "venue"):
        built = make_site(index_page(kind), name=kind).build()
        assert built.page("terms.html").by_class("aw-letters") == []
        assert "awesome/term-index.js" in built.text("terms.html")
        assert "awesome/term-index.js" not in built.text("index.html")


def test_tools_are_for_pages_that_run_scripts(make_site: Callable[..., Site]) -> None:
    site = make_site(index_page("author"))
    assert site.build().text("terms.html").count('<template class="aw-index">') == 1
    for builder in ("epub", "text", "singlehtml"):
        built = site.build(builder, strict=False)
        names = [
            path for path in built.outdir.rglob("*") if path.suffix in {".xhtml", ".html", ".txt"}
        ]
        assert not any("aw-index" in path.read_text(encoding="utf-8") for path in names)
