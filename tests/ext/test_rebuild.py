"""What is edited, and which pages are read and written for it: exactly those that change."""

from __future__ import annotations

import os
import shutil
import time
from copy import copy
from pathlib import Path

import pytest

from .conftest import Site
from .rebuilds import SITE, Rebuilt, Watch, assert_same, contents, pages

# MyST-Parser 5.2 asks for something of Sphinx that Sphinx 9 is about to take away.
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Watch:
    """The site built once, and a copy of all its files beside it."""
    watch = Watch(Site(tmp_path_factory.mktemp("rebuild") / "site", SITE))
    shutil.copytree(watch.site.root, watch.site.root.with_name("built"))
    return watch


@pytest.fixture
def watch(built: Watch) -> Watch:
    """The built site as it was. At its own place: Sphinx reads all pages of a site that moved."""
    shutil.rmtree(built.site.root)
    shutil.copytree(built.site.root.with_name("built"), built.site.root)
    return copy(built)


def edit(watch: Watch, name: str, old: str, new: str) -> Rebuilt:
    watch.site.replace(name, old, new)
    return watch.rebuild()


# -- papers --


def test_a_link_stands_on_the_cards_of_its_paper(watch: Watch) -> None:
    found = edit(watch, "entries/reports.toml", "pdf/2107.02104", "pdf/2107.02104v4")
    assert found == pages("", "reports")
    found = edit(watch, "entries/models.toml", "pdf/2210.10163", "pdf/2210.10163v1")
    assert found == pages("", "models mixed")


def test_a_first_link_to_code_is_counted(watch: Watch) -> None:
    code = 'links.pdf = "https://arxiv.org/pdf/1909.11867"\nlinks.code = "https://example.org"'
    found = edit(watch, "entries/vqa.toml", 'links.pdf = "https://arxiv.org/pdf/1909.11867"', code)
    assert found == pages("best", "vqa mixed areas numbers")


def test_a_title_stands_wherever_its_paper_is_named(watch: Watch) -> None:
    found = edit(watch, "entries/reports.toml", "Medical Transformer", "A Transformer")
    # It is among the newest of its section, in both indices, has code, and is referred to.
    assert found == pages("reports best", "areas venues authors references")
    found = edit(watch, "entries/vqa.toml", "Overcoming Data Limitation", "Meta Learning")
    assert found == pages("vqa mixed", "venues authors")


@pytest.mark.parametrize(
    ("paper", "where"),
    [("MedCLIP", "areas"), ("RATCHET", "areas best"), ("RoentGen", "areas"), ("BioViL", "areas")],
)
def test_each_kind_of_cross_reference_says_the_title(watch: Watch, paper: str, where: str) -> None:
    file = "reports" if paper.startswith("R") else "models"
    found = edit(watch, f"entries/{file}.toml", f"{paper}:", f"New {paper}:")
    assert "references" in found.written - found.read
    assert set(where.split()) <= found.written


def test_a_reference_with_a_text_of_its_own(watch: Watch) -> None:
    """It shows the title as a tooltip only if it is one of ours, but leads where it leads."""
    text = "# About\n\n{ref}`text <section-vqa>`, [text](#paper-mevf)"
    watch.site.write("docs/about.md", text)
    watch.rebuild()
    watch.site.replace("entries/vqa.toml", "MEVF: Overcoming", "MEVF: Conquering")
    found = edit(watch, "entries/vqa.toml", '"Question Answering"', '"Questions"')
    assert "about" not in found.written
    watch.site.write("docs/about.md", f"{text}, {{awesome:entry}}`text <mevf>`")
    watch.rebuild()
    found = edit(watch, "entries/vqa.toml", "MEVF: Conquering", "MEVF: Overcoming")
    assert "about" in found.written
    watch.site.write("docs/about.md", text)
    watch.rebuild()
    watch.site.write("docs/vqa.md", "# Questions\n\nThey moved.")
    watch.site.replace(
        "docs/best.md", "# With code", "# With code\n\n:::{awesome:entries} vqa\n:::"
    )
    assert "about" in watch.rebuild().written


def test_an_author_is_a_line_of_the_index(watch: Watch) -> None:
    found = edit(watch, "entries/reports.toml", "Xiaosong Wang", "Xiaosong Wong")
    assert found == pages("reports authors", "")


def test_an_author_who_is_gone_is_no_target(watch: Watch) -> None:
    watch.site.replace("entries/models.toml", "Zifeng Wang", "Someone Else")
    watch.options["strict"] = False
    assert watch.rebuild() == pages("models mixed authors", "references")


def test_a_venue_of_a_paper(watch: Watch) -> None:
    found = edit(watch, "entries/reports.toml", 'venue = "CVPR"', 'venue = "ICCV"')
    assert found == pages("reports venues", "authors")


def test_a_year_moves_a_paper(watch: Watch) -> None:
    found = edit(watch, "entries/vqa.toml", "year = 2019", "year = 2020")
    # Its heading, its card, the chart of its section, and its line of each index.
    assert found == pages("vqa", "mixed areas venues authors")
    found = edit(watch, "entries/vqa.toml", "year = 2020", "year = 2017")
    # Also the number of years of the whole list.
    assert found == pages("vqa", "mixed areas venues authors numbers")


def test_a_row_shows_years_and_kinds_and_leads_to_the_card(watch: Watch) -> None:
    found = edit(watch, "entries/reports.toml", "year = 2021", "year = 2020")
    assert found == pages("reports", "best areas venues authors")
    watch.site.replace("entries/reports.toml", '"MICCAI"', '"BIOSYM"')
    watch.rebuild()
    found = edit(watch, "entries/_venues.toml", "conference", "workshop")
    assert found == pages("venues", "best reports vqa mixed")
    watch.site.write("docs/about.md", "# About\n\n:::{awesome:entries} reports\n:::")
    watch.site.write("docs/reports.md", "# Reports\n\nThey moved.")
    found = watch.rebuild()
    # Models and what is mixed of them name the section of RoentGen's card.
    assert found == pages("about reports", "best areas venues authors references models mixed")


def test_what_a_card_does_not_show(watch: Watch) -> None:
    found = edit(watch, "entries/vqa.toml", "year = 2019", "year = 2019\nadded = 2024-05-31")
    assert found == pages("", "")


def test_the_day_on_which_a_paper_was_added_may_order_a_page(watch: Watch) -> None:
    watch.site.replace("docs/mixed.md", ":group-by: none", ":group-by: none\n:sort: added")
    watch.rebuild()
    found = edit(watch, "entries/vqa.toml", "year = 2019", "year = 2019\nadded = 2024-05-31")
    assert found == pages("mixed", "")


def test_the_day_on_which_a_paper_was_added_may_be_shown(watch: Watch) -> None:
    rows = ":group-by: none\n:sort: added\n:layout: list"
    watch.site.replace("docs/mixed.md", ":group-by: none", rows)
    watch.site.replace("entries/vqa.toml", "year = 2019", "year = 2019\nadded = 2024-05-31")
    watch.rebuild()
    found = edit(watch, "entries/vqa.toml", "added = 2024-05-31", "added = 2024-06-01")
    assert found == pages("", "mixed")


@pytest.mark.parametrize(
    ("line", "read", "written"),
    [
        ('award = "Best Paper"', "vqa mixed", ""),
        ('note = "A remark."', "vqa mixed", ""),
        ('abstract = "We show."', "", "vqa mixed"),
        ('track = "Demonstrations"', "vqa mixed", ""),
        ('doi = "10.1000/182"', "", "vqa mixed"),
        ("published.year = 2021", "", "vqa mixed authors"),
        ('fields.organ = "lung"', "vqa mixed", ""),
        ('published.venue = "MedIA"', "vqa mixed venues", "authors"),
    ],
)
def test_a_further_field(watch: Watch, line: str, read: str, written: str) -> None:
    found = edit(watch, "entries/vqa.toml", "year = 2019", f"year = 2019\n{line}")
    assert found == pages(read, written)


def test_a_field_of_the_list_stands_where_entries_have_it(watch: Watch) -> None:
    list_file, title = "entries/_list.toml", 'title = "Organ"'
    assert edit(watch, list_file, title, 'title = "Part of the body"') == pages("", "")
    edit(watch, "entries/vqa.toml", "year = 2019", 'year = 2019\nfields.organ = "lung"')
    assert edit(watch, list_file, "Part of the body", "Organ") == pages("", "vqa mixed")
    # One value is no choice.
    assert edit(watch, list_file, title, f"{title}\nfacet = true") == pages("", "")
    found = edit(watch, "entries/vqa.toml", '"lung"', '["lung", "heart"]')
    assert found == pages("vqa mixed", "")
    values = f'{title}\nvalues = ["heart", "lung"]'
    assert edit(watch, list_file, title, values) == pages("", "vqa mixed")


def test_a_former_id_is_an_anchor(watch: Watch) -> None:
    found = edit(watch, "entries/vqa.toml", "year = 2019", 'year = 2019\naliases = ["mevf-2019"]')
    assert found == pages("vqa mixed", "")
    # A row has no anchor.
    new = 'links.code = "https://github.com/farrell236/RATCHET"\naliases = ["hou-2021"]'
    found = edit(
        watch, "entries/reports.toml", 'links.code = "https://github.com/farrell236/RATCHET"', new
    )
    assert found == pages("reports", "")


def test_a_former_id_of_a_section_is_an_anchor(watch: Watch) -> None:
    title = 'title = "Question Answering"'
    assert edit(watch, "entries/vqa.toml", title, f'{title}\naliases = ["qa"]') == pages("vqa", "")
    assert edit(watch, "entries/vqa.toml", '"qa"', '"qa", "asked"') == pages("vqa", "")
    watch.site.write("docs/about.md", "# About\n\n{awesome:section}`qa`")
    assert watch.rebuild() == pages("about", "")
    # What leads to it stays as it is, as long as the reference has a target.
    watch.site.write("docs/about.md", "# About")
    watch.rebuild()
    found = edit(watch, "entries/vqa.toml", '\naliases = ["qa", "asked"]', "")
    assert found == pages("vqa", "")


def test_what_was_removed_is_told_on_no_page(watch: Watch) -> None:
    title = 'title = "Rebuilt list"'
    found = edit(watch, "entries/_list.toml", title, f'{title}\nremoved.gone = "Withdrawn."')
    assert found == pages("", "")
    assert edit(watch, "entries/_list.toml", "Withdrawn.", "Retracted.") == pages("", "")
    found = edit(watch, "entries/_list.toml", '\nremoved.gone = "Retracted."', "")
    assert found == pages("", "")
    assert not (watch.last.outdir / "p/gone.html").exists()


def test_a_folder_of_permalinks_is_the_address_of_all_cards(watch: Watch) -> None:
    watch.site.replace("docs/conf.py", "html_theme", 'awesome_permalinks = "to"\nhtml_theme')
    assert watch.rebuild().read == set()


def test_an_id_is_an_anchor(watch: Watch) -> None:
    """Nothing else of a paper tells that it has another one."""
    found = edit(watch, "entries/vqa.toml", 'id = "mevf"', 'id = "mevf-2019"')
    assert found == pages("vqa mixed", "venues authors")


NEW = """
[[entry]]
id = "new"
title = "NEW: A Paper"
authors = ["Ada Lovelace"]
venue = "BIOSYM"
year = 2023
"""


def append(watch: Watch, name: str, text: str) -> Rebuilt:
    path = watch.site.root / "entries" / name
    watch.site.write(f"entries/{name}", path.read_text(encoding="utf-8") + text)
    return watch.rebuild()


def test_a_paper_comes_and_goes(watch: Watch) -> None:
    listed = "vqa mixed venues authors"
    assert append(watch, "vqa.toml", NEW) == pages(listed, "areas numbers")
    text = (watch.site.root / "entries/vqa.toml").read_text(encoding="utf-8")
    watch.site.write("entries/vqa.toml", text.replace(NEW, ""))
    assert watch.rebuild() == pages(listed, "areas numbers")


def test_a_paper_moves_to_another_section(watch: Watch) -> None:
    watch.site.replace("entries/vqa.toml", block := _block(watch, "vqa", "mevf"), "")
    found = append(watch, "reports.toml", "\n" + block)
    # Where it leads is all that indices show of it; numbers of the whole list stay.
    assert found == pages("vqa reports mixed", "areas venues authors")


def test_the_page_of_many_sections_says_where_else_a_paper_stands(watch: Watch) -> None:
    """A card that stood there for a section stands there for the first of both."""
    found = append(watch, "models.toml", '\n[[entry]]\nref = "mevf"\n')
    assert found == pages("models mixed", "vqa areas")
    assert watch.last.page("mixed.html").by_id("paper-mevf").text.count("Question Answering") == 1


def test_papers_in_another_order(watch: Watch) -> None:
    """Within a year the page follows the file; indices follow the list."""
    first, second = _block(watch, "models", "medclip"), _block(watch, "models", "biovil")
    path = watch.site.root / "entries/models.toml"
    text = path.read_text(encoding="utf-8")
    watch.site.write("entries/models.toml", text.replace(first, "").rstrip() + "\n\n" + first)
    assert second in path.read_text(encoding="utf-8")
    assert watch.rebuild() == pages("models mixed", "areas")


def test_an_order_that_no_page_shows(watch: Watch) -> None:
    """Between years the page goes by the year."""
    watch.site.replace("docs/mixed.md", ":group-by: none", ":group-by: year")
    watch.rebuild()
    watch.site.replace("entries/vqa.toml", block := _block(watch, "vqa", "mevf"), "")
    assert append(watch, "vqa.toml", "\n" + block) == pages("", "")


def test_a_paper_is_told_where_no_page_shows_it(watch: Watch) -> None:
    """The page of a section that it stands in too stays as it is, but is its home no longer."""
    text = (watch.site.root / "entries/vqa.toml").read_text(encoding="utf-8")
    block = _block(watch, "vqa", "mevf")
    watch.site.write("entries/vqa.toml", text.replace(block, '[[entry]]\nref = "mevf"\n\n'))
    watch.site.write("entries/extra.toml", f'title = "Extra"\n\n{block}')
    watch.site.replace("entries/_list.toml", '"vqa"', '"vqa", "extra"')
    assert watch.rebuild() == pages("", "areas venues authors")


def _block(watch: Watch, section: str, paper: str) -> str:
    text = (watch.site.root / f"entries/{section}.toml").read_text(encoding="utf-8")
    blocks = text.split("[[entry]]\n")
    return "[[entry]]\n" + next(b for b in blocks if b.startswith(f'id = "{paper}"'))


def test_a_paper_is_listed_in_a_second_section(watch: Watch) -> None:
    found = append(watch, "vqa.toml", '\n[[entry]]\nref = "ratchet"\n')
    # Its card at home names the other section.
    assert found == pages("vqa mixed", "reports areas numbers")
    # The other section names another paper, which stands next to it at home.
    append(watch, "reports.toml", '\n[[entry]]\nref = "mevf"\n')
    found = edit(watch, "entries/reports.toml", 'ref = "mevf"', 'ref = "mmbert"')
    assert found == pages("reports", "vqa mixed areas")
    found = edit(watch, "entries/vqa.toml", 'ref = "ratchet"', 'ref = "tienet"')
    assert found == pages("vqa mixed", "reports areas numbers")
    path = watch.site.root / "entries/vqa.toml"
    text = path.read_text(encoding="utf-8").replace('\n[[entry]]\nref = "tienet"\n', "")
    watch.site.write("entries/vqa.toml", text)
    assert watch.rebuild() == pages("vqa mixed", "reports areas")


# -- venues --


def test_the_full_name_of_a_venue(watch: Watch) -> None:
    found = edit(watch, "entries/_venues.toml", "Biological", "International Biological")
    # Search finds it by that; the index of venues shows it, that of authors does not.
    assert found == pages("vqa mixed", "venues")


def test_the_short_name_of_a_venue(watch: Watch) -> None:
    watch.site.replace("entries/_venues.toml", '"BIOSYM"', '"BioSym"\naliases = ["BIOSYM"]')
    assert watch.rebuild() == pages("vqa mixed", "venues authors references")
    watch.site.replace("entries/_venues.toml", '"BioSym"', '"BS"')
    assert watch.rebuild() == pages("vqa mixed venues", "authors references")


def test_the_kind_of_a_venue(watch: Watch) -> None:
    found = edit(watch, "entries/_venues.toml", "conference", "workshop")
    assert found == pages("venues", "vqa mixed")


def test_the_kind_of_a_venue_that_is_alone_under_its_heading(watch: Watch) -> None:
    watch.site.replace(
        "entries/reports.toml", 'published.venue = "Nature Biomedical Engineering"', ""
    )
    watch.site.replace("entries/_venues.toml", "conference", "workshop")
    watch.rebuild()
    found = edit(watch, "entries/_venues.toml", "workshop", "journal")
    assert found == pages("venues", "vqa mixed")


def test_an_alias_of_a_venue_is_what_filters_find_its_papers_by(watch: Watch) -> None:
    kind = 'kind = "conference"'
    found = edit(watch, "entries/_venues.toml", kind, f'{kind}\naliases = ["Symposium"]')
    assert found == pages("", "vqa mixed")


def test_an_alias_makes_two_venues_one(watch: Watch) -> None:
    watch.options["strict"] = False
    watch.site.replace("entries/models.toml", '"EMNLP"', '"BIO-SYMPOSIUM"')
    watch.rebuild()
    kind = 'kind = "conference"'
    found = edit(watch, "entries/_venues.toml", kind, f'{kind}\naliases = ["BIO-SYMPOSIUM"]')
    assert found == pages("models mixed venues", "authors vqa")


def test_an_alias_makes_a_page_choose_a_venue(watch: Watch) -> None:
    watch.site.replace("docs/mixed.md", ":group-by: none", ":group-by: none\n:venues: BIO, MICCAI")
    watch.options["strict"] = False
    watch.rebuild()
    kind = 'kind = "conference"'
    found = edit(watch, "entries/_venues.toml", kind, f'{kind}\naliases = ["BIO"]')
    assert found == pages("mixed", "vqa")
    assert watch.last.warnings == []


# -- sections --


def test_the_title_of_a_section(watch: Watch) -> None:
    found = edit(watch, "entries/models.toml", 'title = "Models"', 'title = "Foundation Models"')
    # RoentGen's card on its home page, and two references.
    assert found == pages("", "areas reports references")


def test_a_heading_names_a_section_that_the_page_does_not_show(watch: Watch) -> None:
    watch.site.replace("docs/mixed.md", ":group-by: none", ":group-by: section")
    watch.rebuild()
    found = edit(watch, "entries/reports.toml", "Report Generation", "Reports")
    assert found == pages("mixed", "areas models")
    watch.site.replace("entries/reports.toml", block := _block(watch, "reports", "roentgen"), "")
    assert append(watch, "vqa.toml", "\n" + block).read == {"reports", "vqa", "mixed"}


def test_a_card_that_is_not_at_home_names_other_sections(watch: Watch) -> None:
    found = edit(watch, "entries/reports.toml", '"Report Generation"', '"Reports"')
    # RoentGen's card on the page of models, and on the one of models and questions.
    assert found == pages("", "areas models mixed")


def test_the_description_of_a_section(watch: Watch) -> None:
    found = edit(watch, "entries/models.toml", "Learning from pairs", "Learning from much")
    assert found == pages("models", "")


def test_the_color_of_a_section_is_for_a_readme(watch: Watch) -> None:
    found = edit(watch, "entries/models.toml", '"Models"', '"Models"\ncolor = "blue"')
    assert found == pages("", "")


def test_the_order_of_sections(watch: Watch) -> None:
    found = edit(
        watch, "entries/_list.toml", '"reports", "models", "vqa"', '"vqa", "models", "reports"'
    )
    # No order of papers depends on it here.
    assert found == pages("", "areas")


def test_a_section_is_renamed(watch: Watch) -> None:
    entries = watch.site.root / "entries"
    (entries / "vqa.toml").rename(entries / "questions.toml")
    watch.site.replace("entries/_list.toml", "vqa", "questions")
    watch.options["strict"] = False
    # Pages that ask for it warn; nothing leads to its papers any more.
    gone = "areas venues authors references"
    assert watch.rebuild() == pages("vqa mixed numbers", gone)
    for name in ("vqa", "mixed", "numbers", "references"):
        path = watch.site.root / f"docs/{name}.md"
        text = path.read_text(encoding="utf-8").replace("vqa", "questions")
        watch.site.write(f"docs/{name}.md", text)
    watch.options["strict"] = True
    assert watch.rebuild() == pages("vqa mixed numbers references", "areas venues authors")


@pytest.mark.parametrize("title", ["", 'title = "Extra"\n'])
def test_a_section_of_references_alone(watch: Watch, title: str) -> None:
    """Its papers stay where they are, whatever it is called and wherever it stands."""
    site = watch.site
    watch.options["strict"] = False
    site.write("entries/extra.toml", f'{title}[[entry]]\nref = "mevf"')
    site.write("docs/about.md", "# About\n\n:::{awesome:entries} extra\n:::")
    watch.rebuild()
    site.build("xml", strict=False)
    (site.root / "entries/extra.toml").rename(site.root / "entries/other.toml")
    site.replace("docs/about.md", "extra", "other")
    # Its title is shown, or else its name.
    assert watch.rebuild() == pages("about", "" if title else "areas vqa mixed")
    # Other builders lead to its anchor.
    assert {"about", "areas"} <= set(site.build("xml", strict=False).written)
    site.replace("docs/numbers.md", "# Numbers", "# Numbers\n\n:::{awesome:entries} other\n:::")
    site.write("docs/about.md", "# About")
    assert watch.rebuild() == pages("about numbers", "areas vqa mixed")


def test_a_section_is_left_out_of_the_order(watch: Watch) -> None:
    """A section that the order does not name is shown, last, and warned of."""
    watch.site.replace("entries/_list.toml", '"reports", ', "")
    watch.options["strict"] = False
    assert watch.rebuild() == pages("", "areas")


def test_a_section_comes_back(watch: Watch) -> None:
    """What a page's warning said was missing is there."""
    entries = watch.site.root / "entries"
    (entries / "vqa.toml").rename(entries / "vqa.txt")
    watch.options["strict"] = False
    listed = "vqa mixed numbers venues authors"
    assert watch.rebuild() == pages(listed, "areas references")
    (entries / "vqa.txt").rename(entries / "vqa.toml")
    watch.options["strict"] = True
    assert watch.rebuild() == pages(listed, "areas references")


def test_an_overview_of_some_sections(watch: Watch) -> None:
    """It asks for them by name: one that is gone is warned of, and may come back."""
    watch.site.write("docs/about.md", "# About\n\n:::{awesome:sections} vqa reports\n:::")
    watch.rebuild()
    found = edit(watch, "entries/models.toml", "ConVIRT", "NewVIRT")
    assert "about" not in found.written
    entries = watch.site.root / "entries"
    (entries / "vqa.toml").rename(entries / "vqa.txt")
    watch.options["strict"] = False
    assert "about" in watch.rebuild().read
    assert any("docs/about.md" in text for text in watch.last.warnings)
    (entries / "vqa.txt").rename(entries / "vqa.toml")
    watch.options["strict"] = True
    assert "about" in watch.rebuild().read


# -- pages --


def test_an_option_is_the_pages_own(watch: Watch) -> None:
    found = edit(watch, "docs/mixed.md", ":group-by: none", ":group-by: kind")
    assert found == pages("mixed", "")
    found = edit(watch, "docs/best.md", ":layout: list\n", ":layout: list\n:limit: 1\n")
    assert found == pages("best", "")


def test_a_home_moves_to_another_page(watch: Watch) -> None:
    watch.site.write("docs/about.md", "# About\n\n:::{awesome:entries} vqa\n:::")
    watch.site.write("docs/vqa.md", "# Questions\n\nThey moved.")
    found = watch.rebuild()
    assert found == pages("about vqa", "areas venues authors references")


def test_two_homes_and_one_again(watch: Watch) -> None:
    """Labels, permalinks and links lead to the first, and again to the one that is left."""
    text = (watch.site.root / "docs/vqa.md").read_text(encoding="utf-8")
    for second, first in (("about", "vqa"), ("vqa", "about")):
        watch.options["strict"] = False
        watch.site.write(f"docs/{second}.md", text)
        watch.rebuild()
        watch.options["strict"] = True
        watch.site.write(f"docs/{first}.md", "# Questions\n\nThey moved.")
        assert first in watch.rebuild().read


def test_an_index_comes_and_goes(watch: Watch) -> None:
    """Tags of cards lead to it, and their papers' pages only are written for it."""
    text = "# About\n\n:::{awesome:index} tag\n:::"
    watch.site.write("docs/about.md", text)
    assert watch.rebuild() == pages("about", "reports models mixed")
    watch.site.write("docs/about.md", "# About\n\nNothing.")
    assert watch.rebuild() == pages("about", "reports models mixed")


def test_an_index_of_tags_is_nothing_to_cards_without(watch: Watch) -> None:
    watch.site.replace("docs/mixed.md", "models vqa", "vqa")
    watch.rebuild()
    watch.site.write("docs/about.md", "# About\n\n:::{awesome:index} tag\n:::")
    assert watch.rebuild() == pages("about", "reports models")


def test_a_tag_with_and_without_its_index(watch: Watch) -> None:
    found = edit(watch, "entries/vqa.toml", "year = 2019", 'year = 2019\ntags = ["diffusion"]')
    assert found == pages("vqa mixed", "")
    watch.site.write("docs/about.md", "# About\n\n:::{awesome:index} tag\n:::")
    watch.rebuild()
    found = edit(watch, "entries/vqa.toml", '"diffusion"', '"Diffusion", "noise"')
    assert found == pages("vqa mixed about", "")
    # The spelling of most names the tag, on its own page alone.
    found = edit(watch, "entries/reports.toml", '"diffusion"', '"Diffusion"')
    assert found == pages("reports models mixed", "about")


def test_the_title_of_a_page_stands_in_every_sidebar(watch: Watch) -> None:
    found = edit(watch, "docs/about.md", "# About", "# About *it*")
    every = set(watch.last.app.env.found_docs) - {"index"}
    assert found == Rebuilt({"about"}, every)
    found = edit(watch, "docs/about.md", "# About *it*", "# About **it**")
    assert found == Rebuilt({"about"}, every)


def test_a_caption_of_a_toctree_stands_in_every_sidebar(watch: Watch) -> None:
    watch.site.replace("docs/index.md", ":hidden:", ":hidden:\n:caption: Pages")
    found = watch.rebuild()
    assert found == Rebuilt({"index"}, set(watch.last.app.env.found_docs) - {"index"})


def test_headings_stand_in_sidebars_of_themes_unknown(tmp_path: Path) -> None:
    watch = Watch(Site(tmp_path, SITE), html_theme="classic")
    watch.site.replace("entries/vqa.toml", "year = 2019", "year = 2017")
    found = watch.rebuild(touched=watch.last.app.env.found_docs)
    assert found == Rebuilt({"vqa"}, set(watch.last.app.env.found_docs) - {"index"})
    found = edit(watch, "entries/reports.toml", "pdf/2107.02104", "pdf/2107.02104v4")
    assert found == pages("", "reports")


# -- nothing --


def test_nothing(watch: Watch) -> None:
    assert watch.rebuild() == pages("", "")
    assert watch.last.written == []


def test_a_comment_changes_nothing(watch: Watch) -> None:
    found = edit(watch, "entries/vqa.toml", "year = 2019", "# Was it?\n\nyear=2019  # It was.")
    assert found == pages("", "")


def test_files_of_the_list_written_anew(watch: Watch) -> None:
    for path in (watch.site.root / "entries").iterdir():
        text = path.read_text(encoding="utf-8")
        path.unlink()
        path.write_text(text, encoding="utf-8")
    assert watch.rebuild() == pages("", "")


def test_a_title_of_the_list_is_shown_by_no_page(watch: Watch) -> None:
    assert edit(watch, "entries/_list.toml", "Rebuilt list", "List") == pages("", "")


# -- several outputs of one set of doctrees, and other ways to come to a build --


def test_builders_share_doctrees(watch: Watch) -> None:
    """What one has read anew, the others write anew; and what they never wrote, all of it."""
    site = watch.site
    for builder in ("dirhtml", "text"):
        assert len(site.build(builder).written) == len(watch.last.app.env.found_docs)
    site.replace("entries/vqa.toml", "MEVF: Overcoming", "MEVF: Conquering")
    site.replace("entries/reports.toml", "pdf/2107.02104", "pdf/2107.02104v4")
    site.replace("entries/models.toml", "Learning from pairs", "Learning from much")
    watch.rebuild()
    for builder in ("dirhtml", "text"):
        build = site.build(builder)
        assert build.read == []
        # The description of models is in the doctree alone.
        assert {"vqa", "mixed", "reports", "venues", "authors", "models"} <= set(build.written)
        assert "areas" not in build.written
        fresh = site.build(builder, out=f"fresh-{builder}", doctrees=f"fresh-{builder}-doctrees")
        assert_same(contents(build), contents(fresh))
        assert site.build(builder).written == []
    assert site.build().written == []
    # Only HTML has a sidebar.
    site.replace("docs/about.md", "# About", "# Of this")
    assert site.build("text").written == ["about", "index"]


def test_xml_tells_all_of_a_paper_in_a_row_too(watch: Watch) -> None:
    watch.site.build("xml")
    watch.site.replace("entries/reports.toml", "pdf/2107.02104", "pdf/2107.02104v4")
    build = watch.site.build("xml")
    assert {"reports", "best"} <= set(build.written)
    assert "2107.02104v4" in build.text("best.xml")


def test_an_output_that_was_taken_away(watch: Watch) -> None:
    shutil.rmtree(watch.last.outdir)
    build = watch.site.build()
    assert (build.read, set(build.written)) == ([], build.app.env.found_docs)
    assert_same(contents(build), watch.fresh())


def test_a_fresh_checkout_with_a_kept_output(watch: Watch) -> None:
    """All files are new. Sphinx goes by that with pages; the list is told by its content."""
    new = time.time() + 5
    for path in (watch.site.root / "entries").iterdir():
        os.utime(path, (new, new))
    watch.site.replace("entries/reports.toml", "pdf/2107.02104", "pdf/2107.02104v4")
    for path in (watch.site.root / "entries").iterdir():
        os.utime(path, (new, new))
    assert watch.rebuild() == pages("", "reports")
    for path in (watch.site.root / "docs").iterdir():
        os.utime(path, (new, new))
    build = watch.site.build()
    assert set(build.read) == build.app.env.found_docs
    assert_same(contents(build), watch.fresh())


def test_pages_that_sphinx_was_not_asked_to_write(watch: Watch) -> None:
    """`sphinx-build SOURCE OUT FILE` reads all that is outdated, but writes one page."""
    watch.site.replace("entries/vqa.toml", "MEVF: Overcoming", "MEVF: Conquering")
    watch.site.replace("entries/reports.toml", "pdf/2107.02104", "pdf/2107.02104v4")
    build = watch.site.build(filenames=["vqa.md"])
    assert build.written == ["index", "vqa"]
    assert watch.rebuild(touched=watch.last.app.env.found_docs) == Rebuilt(
        set(), {"reports", "mixed", "venues", "authors"}
    )


def test_a_new_version_draws_all_anew(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sphinx_awesome.ext.rebuild.CODE", "99")
    build = watch.site.build()
    assert set(build.read) == build.app.env.domains["awesome"].pages.keys()  # type: ignore[attr-defined]
    assert set(build.written) == build.app.env.found_docs


@pytest.mark.parametrize("option", ["", ":hidden:\n"])
def test_headings_far_below_a_table_of_contents(tmp_path: Path, option: str) -> None:
    """A new year stands in the contents of a page that names the page that names its page.

    Not if they are hidden; Sphinx writes the page right above it all the same.
    """
    changes = {
        "docs/index.md": f"# Home\n\n:::{{toctree}}\n{option}areas\n:::",
        "docs/areas.md": f"# Areas\n\n:::{{toctree}}\n{option}vqa\n:::",
    }
    kept = ("docs/conf.py", "docs/vqa.md", "entries/")
    files = {name: text for name, text in SITE.items() if name.startswith(kept)}
    watch = Watch(Site(tmp_path, {**files, **changes}))
    watch.site.replace("entries/vqa.toml", "year = 2019", "year = 2020")
    assert watch.rebuild() == pages("vqa", "areas")
    assert ("index" in watch.last.written) == (not option)
