from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.locale import translators

from sphinx_awesome.ext.components.card import byline
from sphinx_awesome.ext.i18n import CATALOGUE

from ...formats.zotero import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..conftest import Site

AUTHORS = ("Ada Lovelace", "Grace Hopper", "Alan Turing", "Edsger Dijkstra", "Barbara Liskov")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sphinx leaves the language of the last site that was built in this process."""
    monkeypatch.delitem(translators, ("general", CATALOGUE), raising=False)


def test_all_authors_that_fit() -> None:
    assert str(byline(AUTHORS, 96)) == ", ".join(AUTHORS)


def test_first_authors_and_the_last_where_not_all_fit() -> None:
    line = byline(AUTHORS, 60)
    assert str(line) == "Ada Lovelace, Grace Hopper, +2 more, Barbara Liskov"
    assert (*line.first, *line.hidden, *line.last) == AUTHORS


@pytest.mark.parametrize("room", range(0, 100, 7))
def test_never_hides_a_single_author(room: int) -> None:
    assert "+1 more" not in str(byline(AUTHORS, room))


def test_three_authors_are_always_shown() -> None:
    assert str(byline(AUTHORS[:3], 5)) == ", ".join(AUTHORS[:3])


def test_of_authors_that_are_not_all_named_the_last_is_not_known() -> None:
    assert str(byline(AUTHORS[:2], 96, has_more=True)) == "Ada Lovelace, Grace Hopper, et al."
    assert str(byline(AUTHORS[:1], 5, has_more=True)) == "Ada Lovelace et al."
    assert str(byline(AUTHORS[:3], 5, has_more=True)).endswith("Alan Turing, et al.")
    line = byline(AUTHORS, 60, has_more=True)
    assert str(line) == "Ada Lovelace, Grace Hopper, Alan Turing, +2 more, et al."
    assert (*line.first, *line.hidden) == AUTHORS
    assert str(byline(AUTHORS, 10, has_more=True)) == "Ada Lovelace, +4 more, et al."


def test_et_al_is_shown_and_braces_are_not(make_site: Callable[..., Site]) -> None:
    site = make_site()
    authors = """authors = ["{The List Team}", "Rhonda {Roebuck Williams}", "and others"]"""
    site.write(
        "entries/reports.toml",
        f'title = "R"\n[[entry]]\nid = "a"\ntitle = "A"\n{authors}\nyear = 2021\n',
    )
    site.write("docs/models.md", "# Authors\n\n:::{awesome:index} author\n:::\n")
    site.write("entries/models.toml", 'title = "M"\n[[entry]]\nref = "a"\n')
    built = site.build()
    page = built.page("reports.html")
    card = page.by_id("paper-a")
    shown = "The List Team, Rhonda Roebuck Williams, et al."
    assert page.by_class("aw-by", card)[0].text == f"2021 {shown}"
    assert page.by_class("aw-plain", card)[0].text == f"{shown} (2021). A."
    assert (
        "{The List Team} and {Roebuck Williams}, Rhonda and others"
        in page.by_tag("pre", card)[0].text
    )
    creators = read(page.by_class("Z3988", card)[0]["title"]).creators
    assert creators == [("The List Team", ""), ("Roebuck Williams", "Rhonda")]
    assert "data-find" not in card.attributes
    index = built.page("models.html")
    lines = [
        element
        for element in index.elements
        if element.attributes.get("id", "").startswith("author-")
    ]
    assert [element["id"] for element in lines] == [
        *("author-rhonda-roebuck-williams", "author-the-list-team"),
    ]
    for name in ("search.html", "_static/awesome/papers.json", "searchindex.js", "objects.inv"):
        text = (built.outdir / name).read_bytes().decode(errors="replace")
        assert "{The" not in text
        assert "et al." not in text


def test_a_card_shows_the_paper(site: Site) -> None:
    page = site.build().page("reports.html")
    card = page.by_id("paper-ratchet")
    assert card.tag == "li"
    assert {"sd-card", "aw-card"} <= set(card["class"].split())
    title = page.by_class("aw-title", card)[0]
    assert title.text == "RATCHET: Medical Transformer for Chest X-ray Diagnosis#"
    links = page.by_tag("a", title)
    assert [link["href"] for link in links] == [
        "https://arxiv.org/abs/2107.02104",
        "p/ratchet.html",
    ]
    byline = page.by_class("aw-by", card)[0]
    assert byline.text == "MICCAI 2021 Benjamin Hou, Georgios Kaissis, Bernhard Kainz"
    badge = page.by_class("aw-venue", card)[0]
    assert {"sd-badge", "aw-conference"} <= set(badge["class"].split())
    assert badge["title"].endswith("(conference)")
    pills = page.by_class("aw-pill", card)
    assert [(pill.text, pill.attributes.get("href")) for pill in pills] == [
        ("PDF", "https://arxiv.org/pdf/2107.02104.pdf"),
        ("Code", "https://github.com/farrell236/RATCHET"),
        ("Cite", None),
    ]
    assert pills[1]["aria-label"] == (
        "Code: RATCHET: Medical Transformer for Chest X-ray Diagnosis"
    )
    assert card["data-has"] == "pdf code"


def test_a_citation_can_be_read_without_javascript(site: Site) -> None:
    page = site.build().page("reports.html")
    details = page.by_tag("details", page.by_id("paper-ratchet"))[0]
    record = page.by_tag("pre", details)[0].data
    assert record.startswith("@inproceedings{ratchet,\n")
    assert "Benjamin Hou and Georgios Kaissis" in record


def test_a_citation_is_a_line_of_text_too(site: Site) -> None:
    page = site.build().page("reports.html")
    (line,) = page.by_class("aw-plain", page.by_id("paper-ratchet"))
    assert line.tag == "p"
    assert line.text == (
        "Benjamin Hou, Georgios Kaissis, Bernhard Kainz (2021). "
        "RATCHET: Medical Transformer for Chest X-ray Diagnosis. International Conference on "
        "Medical Image Computing and Computer-Assisted Intervention. "
        "https://arxiv.org/abs/2107.02104"
    )


def test_zotero_is_offered_every_card(site: Site) -> None:
    page = site.build().page("reports.html")
    items = [read(element["title"]) for element in page.by_class("Z3988")]
    assert [(item.kind, item.title) for item in items] == [
        ("journalArticle", "A foundation model for chest X-ray images"),
        ("conferencePaper", "RATCHET: Medical Transformer for Chest X-ray Diagnosis"),
    ]
    assert all(not element.data for element in page.by_class("Z3988"))


def test_a_preprint_that_has_appeared_shows_both_venues(site: Site) -> None:
    page = site.build().page("reports.html")
    card = page.by_id("paper-roentgen")
    first, second = page.by_class("aw-venue", card)
    assert (first.text, second.text) == ("arXiv 2022", "Nature Biomedical Engineering 2024")
    assert "aw-preprint" in first["class"]
    assert "aw-journal" in second["class"]
    assert "published since:" in page.by_class("aw-by", card)[0].text
    # Filters go by the later venue, the group stays the listed year, the title by the later DOI.
    assert card["data-venue"] == "Nature Biomedical Engineering"
    assert card["data-year"] == "2022"
    title = page.by_tag("a", page.by_class("aw-title", card)[0])[0]
    assert title["href"] == "https://doi.org/10.1038/s41551-024-01246-y"


def test_a_paper_in_two_sections_leads_from_one_to_the_other(site: Site) -> None:
    built = site.build()
    for name, other in (("reports", "models"), ("models", "reports")):
        page = built.page(f"{name}.html")
        also = page.by_class("aw-also", page.by_id("paper-roentgen"))[0]
        assert f"{other}.html#paper-roentgen" in [a["href"] for a in page.by_tag("a", also)]
        assert "Also in" in also.text


def test_a_former_id_is_an_anchor_too(site: Site) -> None:
    page = site.build().page("reports.html")
    former = page.by_id("paper-chambon-2022")
    assert page.by_id("paper-roentgen") in former.parents


def test_optional_fields_are_shown(site: Site) -> None:
    site.replace(
        "entries/models.toml",
        'links.pdf = "https://arxiv.org/pdf/2210.10163.pdf"',
        'track = "Oral"\naward = "Best Paper"\nlinks."mirror site" = "https://example.org/m"\n'
        'note = "Read <this> first."\nabstract = "We learn & compare."',
    )
    page = site.build().page("models.html")
    card = page.by_id("paper-medclip")
    assert page.by_class("aw-award", card)[0].text == "Best Paper"
    assert page.by_class("aw-by", card)[0].text.endswith("Zifeng Wang · Oral")
    assert page.by_class("aw-note", card)[0].text == "Read <this> first."
    assert [pill.text for pill in page.by_class("aw-pill", card)] == [
        "mirror site",
        "Abstract & cite",
    ]
    assert "We learn & compare." in page.by_class("aw-more-body", card)[0].text


def test_a_section_says_how_much_it_holds(site: Site) -> None:
    page = site.build().page("reports.html")
    assert page.by_class("aw-facts")[0].text == "2 papers · 2021–2022 · 1 with code"
    chart = page.by_class("aw-chart")[0]
    assert chart["role"] == "img"
    assert chart["aria-label"] == ("Papers by year. 2021: 1, 1 with code; 2022: 1, 0 with code")
    assert [e.text for e in page.by_class("aw-year")] == ["2022 1 paper¶", "2021 1 paper¶"]
    assert [e.text for e in page.by_class("aw-legend")] == ["ConferenceJournalPreprint"]


def test_no_inline_style_or_script_of_ours(site: Site) -> None:
    page = site.build().page("reports.html")
    ours = page.by_tag("article")[0]
    assert [e.tag for e in page.elements if ours in e.parents and "style" in e.attributes] == []
    assert page.by_tag("script", ours) == []
    assert page.by_tag("style", ours) == []


def test_a_paper_that_was_taken_back_is_marked(make_site: Callable[..., Site]) -> None:
    site = make_site()
    notices = {
        "withdrawn": "https://arxiv.org/abs/2201.00001",
        "retracted": "https://doi.org/10.5555/3",
    }
    fields = "\n".join(f'{name} = "{url}"' for name, url in notices.items())
    site.write(
        "entries/reports.toml",
        f'title = "R"\n[[entry]]\nid = "a"\ntitle = "A"\nyear = 2021\n{fields}\n',
    )
    site.write("entries/models.toml", 'title = "M"\n[[entry]]\nref = "a"\n')
    built = site.build()
    for name in ("reports.html", "p/a.html"):
        page = built.page(name)
        marks = page.by_class("aw-notice")
        assert [(one["href"], one.text) for one in marks][:2] == [
            (notices["withdrawn"], "Withdrawn"),
            (notices["retracted"], "Retracted"),
        ]
    cited = built.page("reports.html").by_class("aw-plain")[0].text
    assert cited.endswith(f"Retracted: {notices['retracted']}.")
