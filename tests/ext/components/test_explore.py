"""The page that explores the list, the field that leads there, and the data for their scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_awesome.core.identifiers import lookup_keys
from sphinx_awesome.core.model import Entry, Publication
from sphinx_awesome.core.text import clean
from sphinx_awesome.ext.components.explore import ADDRESSES, KEY_LETTERS, PAPERS, short_keys

from .. import hostile

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..conftest import Build, Site

FILES = {
    "docs/index.md": """
        # Home

        :::{awesome:search}
        :::

        :::{toctree}
        reports
        models
        explore
        venues
        :::
        """,
    "docs/explore.md": """
        # Explore

        :::{awesome:explore}
        :::
        """,
    "docs/venues.md": """
        # All venues

        :::{awesome:index} venue
        :::
        """,
}


@pytest.fixture
def exploring(make_site: Callable[..., Site]) -> Site:
    site = make_site(FILES)
    site.replace("docs/conf.py", '"Small"', '"Small"\nversion = "1"\ncopyright = "us"')
    return site


def data(build: Build) -> dict[str, Any]:
    return json.loads(build.text(PAPERS.as_posix()))


def test_the_data_of_a_list(exploring: Site) -> None:
    found = data(exploring.build())
    venues = found.pop("venues")
    assert [name for name, *_ in venues] == [
        *("MICCAI", "arXiv", "EMNLP"),
        "Nature Biomedical Engineering",
    ]
    assert venues[1] == ["arXiv", "", 3, "CoRR\narXiv preprint\nComputing Research Repository"]
    assert found == {
        "explore": "explore.html",
        "pages": ["reports.html", "models.html"],
        "sections": [
            ["reports", "Report Generation", 0],
            ["models", "Models", 1],
        ],
        "kinds": [[kind, kind] for kind in ("conference", "journal", "workshop", "preprint")],
        "labels": [["pdf", "PDF"], ["code", "Code"]],
        "tags": ["diffusion"],
        "id": ["ratchet", "roentgen", "medclip"],
        "title": [
            "RATCHET: Medical Transformer for Chest X-ray Diagnosis",
            "RoentGen: Vision-Language Foundation Model",
            "MedCLIP: Contrastive Learning from Unpaired Medical Images",
        ],
        "authors": [
            "Benjamin Hou\nGeorgios Kaissis\nBernhard Kainz",
            "Pierre Chambon\nCurtis Langlotz",
            "Zifeng Wang",
        ],
        "venue": [0, 1, 2],
        "year": [2021, 2022, 2022],
        "in": [[0], [0, 1], [1]],
        "has": [[0, 1], [0], [0]],
        "tag": [[], [0], []],
        "former": {"chambon-2022": 1},
        "later": {"1": [3, 2024, "A foundation model for chest X-ray images"]},
        "award": {},
        "more": {},
    }


def test_what_is_not_told_is_not_there(exploring: Site) -> None:
    exploring.write("docs/models.md", "# Models\n")
    exploring.write("docs/explore.md", "# Explore\n")
    exploring.write(
        "entries/models.toml",
        """
        title = "Models"

        [[entry]]
        id = "bare"
        title = "Bare"
        award = "Best Paper"
        track = "Oral"
        note = "Withdrawn"
        published.venue = "ICCV"
        links.PDF = "https://example.org/x.pdf"
        links.pdf = "https://example.org/y.pdf"
        tags = ["Diffusion", "diffusion"]

        [[entry]]
        ref = "ratchet"
        """,
    )
    found = data(exploring.build())
    assert found["explore"] == ""
    assert found["pages"] == ["reports.html"]
    assert found["sections"][1] == ["models", "Models", -1]
    columns = ("id", "authors", "venue", "year", "in", "has", "tag")
    assert [found[name][2] for name in columns] == ["bare", "", -1, 0, [1], [0], [0]]
    assert found["in"][0] == [0, 1]
    assert found["later"]["2"] == [3, 0, ""]
    assert found["venues"][3][0] == "ICCV"
    assert found["award"] == {"2": "Best Paper"}
    assert found["more"] == {"2": "Oral\nWithdrawn"}


def test_a_former_id_of_an_edit_is_in_the_data(exploring: Site) -> None:
    exploring.build()
    exploring.replace(
        "entries/reports.toml", 'id = "ratchet"', 'id = "hou-2021"\naliases = ["ratchet"]'
    )
    found = data(exploring.build())
    assert found["former"]["ratchet"] == found["id"].index("hou-2021")


def test_the_selection_is_shown_where_a_page_explores_the_list(exploring: Site) -> None:
    (link,) = exploring.build().page("reports.html").by_class("aw-show")
    assert link["href"] == "explore.html"
    exploring.write("docs/explore.md", "# Explore\n")
    assert exploring.build().page("reports.html").by_class("aw-show") == []


def test_addresses_of_directories(exploring: Site) -> None:
    built = exploring.build("dirhtml")
    found = data(built)
    assert (found["explore"], found["pages"]) == ("explore/", ["reports/", "models/"])
    page = built.page("explore/index.html")
    links = [link["href"] for link in page.by_tag("a", page.by_class("aw-explore")[0])]
    assert links == ["../reports/#section-reports", "../models/#section-models", "../venues/"]
    assert built.page("index.html").by_class("aw-search")[0]["action"] == "explore/"


@pytest.mark.parametrize("builder", ["singlehtml", "latex", "text", "xml", "gettext", "dummy"])
def test_no_data_for_other_builders(exploring: Site, builder: str) -> None:
    built = exploring.build(builder)
    assert not list(built.outdir.rglob("papers.json"))
    assert not list(built.outdir.rglob("explore*.css"))


@pytest.mark.filterwarnings("ignore:'sphinxcontrib.serializinghtml")  # of its own making
def test_a_builder_without_addresses_writes_no_data(exploring: Site) -> None:
    assert not (exploring.build("json").outdir / PAPERS).exists()


# -- the page ---------------------------------------------------------------------------------


def test_without_a_script_the_page_leads_to_every_section_and_index(exploring: Site) -> None:
    page = exploring.build().page("explore.html")
    (explorer,) = page.by_class("aw-explore")
    rows = [row.text for row in page.by_class("aw-row", explorer)]
    assert rows == ["Report Generation2 papers", "Models2 papers", "All venues"]
    links = [link["href"] for link in page.by_tag("a", explorer)]
    assert links == ["reports.html#section-reports", "models.html#section-models", "venues.html"]


def test_a_section_without_a_page_is_named(exploring: Site) -> None:
    exploring.write("docs/models.md", "# Models\n")
    page = exploring.build().page("explore.html")
    (explorer,) = page.by_class("aw-explore")
    row = page.by_class("aw-row", explorer)[1]
    assert row.text == "Models2 papers"
    assert page.by_tag("a", row) == []


def test_scripts_are_loaded_where_they_are_needed_alone(exploring: Site) -> None:
    built = exploring.build()
    for name, expected in {
        "explore.html": {"explore.js", "disk.js", "explore.css", "overview.css"},
        "search.html": {"search.js", "disk.js", "explore.css", "overview.css"},
        "index.html": {"shortcut.js", "disk.js", "explore.css"},
        "reports.html": {"disk.js"},
        "venues.html": {"overview.css", "term-index.js", "disk.js"},
    }.items():
        page = built.page(name)
        links = [e.attributes.get("src", "") for e in page.by_tag("script")]
        links += [e.attributes.get("href", "") for e in page.by_tag("link")]
        ours = {link.partition("?")[0].rpartition("/")[2] for link in links if "awesome/" in link}
        assert ours - {"permalinks.js", "before-paint.js", "page.js"} == expected, name


EXPECTED = {
    "text": ("explore.txt", ["Report Generation: 2 papers", "Models: 2 papers", "All venues"]),
    "latex": ("small.tex", ["crossref{Report Generation}}}: 2 papers", r"{venues::doc}"]),
    "singlehtml": ("index.html", ["#section-reports", "#document-venues", ": 2 papers"]),
    "xml": ("explore.xml", ["Report Generation", 'refuri="venues', ": 2 papers"]),
    "man": ("small.1", ["Report Generation: 2 papers", "All venues"]),
    "texinfo": ("small.texi", [",,Report Generation}: 2 papers", ",,All venues}"]),
}


@pytest.mark.parametrize("builder", EXPECTED)
def test_every_other_builder_has_the_links(exploring: Site, builder: str) -> None:
    name, expected = EXPECTED[builder]
    text = " ".join(exploring.build(builder).text(name).split())
    assert [part for part in expected if part not in text] == []
    assert "Search 3 papers" not in text


@pytest.mark.parametrize("builder", ["epub", "gettext", "linkcheck"])
def test_further_builders_are_content(make_site: Callable[..., Site], builder: str) -> None:
    empty = 'title = "Empty"\n'
    site = make_site({**FILES, "entries/reports.toml": empty, "entries/models.toml": empty})
    site.replace("docs/conf.py", '"Small"', '"Small"\nversion = "1"\ncopyright = "us"')
    assert site.build(builder).warnings == []


def test_an_empty_list(make_site: Callable[..., Site]) -> None:
    site = make_site(
        {
            **{name: text for name, text in FILES.items() if "venues" not in name},
            "docs/reports.md": "# Reports\n",
            "docs/models.md": "# Models\n",
            "docs/venues.md": "# Venues\n",
            "entries/_list.toml": 'title = "Empty"\n',
            "entries/reports.toml": None,
            "entries/models.toml": None,
        }
    )
    built = site.build()
    (explorer,) = built.page("explore.html").by_class("aw-explore")
    assert explorer.text == ""
    assert data(built)["id"] == []
    assert "aw-explore" not in site.build("text").text("explore.txt")


# -- the field --------------------------------------------------------------------------------


def test_the_field_leads_to_the_page_that_explores(exploring: Site) -> None:
    page = exploring.build().page("index.html")
    (form,) = page.by_class("aw-search")
    assert form["action"] == "explore.html"
    (field,) = page.by_tag("input", form)
    assert (field["name"], field["type"]) == ("q", "search")
    assert field["aria-label"] == "Search 3 papers by title, author or venue"
    assert form.text == "Explore all"


def test_without_such_a_page_the_search_of_the_site_takes_it(exploring: Site) -> None:
    exploring.write("docs/explore.md", "# Explore\n")
    (form,) = exploring.build().page("index.html").by_class("aw-search")
    assert (form["action"], form.text) == ("search.html", "Search")


# -- rebuilding -------------------------------------------------------------------------------


def test_the_data_is_written_when_it_has_changed_alone(exploring: Site) -> None:
    path = exploring.build().outdir / PAPERS
    path.write_text("theirs", encoding="utf-8")
    exploring.build()
    assert path.read_text(encoding="utf-8") == "theirs"
    exploring.replace("entries/models.toml", "Unpaired Medical Images", "Unpaired Images")
    assert "Unpaired Images" in exploring.build().text(PAPERS.as_posix())
    path.unlink()
    exploring.build()
    assert path.is_file()


def addresses(build: Build) -> dict[str, dict[str, str]]:
    return json.loads(build.text(ADDRESSES.as_posix()))


def test_what_may_be_pasted_leads_to_a_paper(exploring: Site) -> None:
    built = exploring.build()
    known = addresses(built)
    assert set(known) == {"reports", "models"}
    entry = Entry(
        "x",
        "X",
        doi="10.1000/a",
        arxiv="2107.02104",
        published=Publication("TMI", 2022, "10.1000/B"),
        links={"pdf": "https://arxiv.org/pdf/2107.02104v2", "code": "https://github.com/a/b.git"},
    )
    keys = short_keys(entry)
    texts = ("10.1000/a", "2107.02104", "doi:10.1000/b", "github.com/A/B/")
    for text in texts:
        (first, *_) = [key for group in lookup_keys(text) for key in group]
        assert short_keys(Entry("y", "Y", links={"link": text}))[:KEY_LETTERS] in keys, first
    assert len(keys) % KEY_LETTERS == 0
    assert built.text("_static/awesome/addresses.js") == (
        f"(globalThis.awesomeData ??= {{}}).addresses = {built.text(ADDRESSES.as_posix())};\n"
    )


def test_addresses_follow_their_papers_alone(exploring: Site) -> None:
    path = exploring.build().outdir / ADDRESSES
    marked = path.read_text(encoding="utf-8").replace('"models":{', '"models":{"kept":"",')
    path.write_text(marked, encoding="utf-8")
    section = exploring.root / "entries" / "reports.toml"
    text = section.read_text(encoding="utf-8")
    new = '[[entry]]\nid = "new"\ntitle = "New"\ndoi = "10.1000/x"\n\n'
    section.write_text(text.replace("[[entry]]", f"{new}[[entry]]", 1), encoding="utf-8")
    known = addresses(exploring.build())
    assert "new" in known["reports"]
    assert "kept" in known["models"]
    path.write_text("[", encoding="utf-8")
    path.with_suffix(".js").unlink()
    again = addresses(exploring.build())
    assert "new" in again["reports"]
    assert "kept" not in again["models"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("entries/_list.toml", '["reports", "models"]', '["models", "reports"]'),
        ("entries/models.toml", 'title = "Models"', 'title = "Language Models"'),
        ("docs/explore.md", ":::{awesome:explore}\n:::", "Nothing."),
        ("docs/models.md", ":::{awesome:entries} models\n:::", "Nothing."),
    ],
)
def test_the_data_follows(exploring: Site, file: str, old: str, new: str) -> None:
    exploring.build()
    exploring.replace(file, old, new)
    again, fresh = exploring.build(), exploring.build(out="fresh", doctrees="fresh-doctrees")
    assert data(again) == data(fresh)


def test_the_data_follows_a_paper_to_another_home(exploring: Site) -> None:
    exploring.build()
    section = exploring.root / "entries" / "reports.toml"
    head, _, entry = section.read_text(encoding="utf-8").partition('[[entry]]\nid = "roentgen"')
    section.write_text(f'{head}[[entry]]\nref = "roentgen"\n', encoding="utf-8")
    exploring.replace("entries/models.toml", 'ref = "roentgen"', f'id = "roentgen"{entry.rstrip()}')
    assert data(exploring.build())["in"][1] == [1, 0]


def test_names_of_a_venue_are_followed(exploring: Site) -> None:
    exploring.build()
    venue = '[[venue]]\nname = "MICCAI"\nkind = "conference"\naliases = ["Summer Camp"]\n'
    exploring.write("entries/_venues.toml", venue)
    assert data(exploring.build())["venues"][0] == ["MICCAI", "", 0, "Summer Camp"]


# -- those who mean harm ----------------------------------------------------------------------


def test_the_data_holds_just_the_text_of_a_hostile_list(make_site: Callable[..., Site]) -> None:
    site = make_site()
    for folder in ("docs", "entries"):
        for path in (site.root / folder).iterdir():
            path.unlink()
    for name, text in hostile.files().items():
        (site.root / name).write_text(text, encoding="utf-8")
    found = json.loads(site.build(strict=False).text(PAPERS.as_posix()))
    values = {name: clean(value) for name, value in hostile.VALUES.items()}
    assert dict(zip(found["id"], found["title"], strict=True)) == values
    assert dict(zip(found["id"], found["authors"], strict=True)) == {
        name: f"{hostile.author_shown(value)}\n{hostile.author_shown(f'Ada {value}')}"
        for name, value in hostile.VALUES.items()
    }
    assert {title for _, title, _ in found["sections"]} == set(values.values())
