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
