"""`p/ID.html`: addresses that lead to a paper or a section, wherever it stands now."""

from __future__ import annotations

import json
import os
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urldefrag

import pytest
from sphinx.errors import ExtensionError

from sphinx_awesome.core.text import clean
from sphinx_awesome.ext.output import permalinks

from .. import hostile
from ..conftest import Build, Page, Site
from ..rebuilds import SITE

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

PAPERS = {
    "tienet",
    "ratchet",
    "roentgen",
    "convirt",
    "medclip",
    "biovil",
    "mevf",
    "mmbert",
    "pmc-vqa",
}
IDS = PAPERS | {"chambon-2022", "reports", "models", "vqa"}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, SITE)


def own_links(page: Page, paper: str) -> list[str]:
    """The addresses of itself that a card gives: beside its title, and with its citation."""
    card = page.by_id(f"paper-{paper}")
    found = [*page.by_class("headerlink", card), *page.by_class("aw-self", card)]
    assert len(found) == 2
    return list(dict.fromkeys(link["href"] for link in found))


def links(build: Build, folder: str = "p") -> dict[str, str]:
    """Where each permalink leads: a paper's page to its card, any other to another page at once."""
    found = {}
    for path in (build.outdir / folder).rglob("*.html"):
        page = Page(path.read_text(encoding="utf-8"))
        name = path.relative_to(build.outdir / folder).as_posix().removesuffix(".html")
        if mains := page.by_tag("main"):
            found[name] = mains[0]["data-card"]
            assert found[name] in [link["href"] for link in page.by_tag("a")]
            continue
        (link,) = page.by_tag("a")
        (refresh,) = [m for m in page.by_tag("meta") if m.attributes.get("http-equiv")]
        assert refresh["content"] == f"0; url={link['href']}"
        assert page.by_tag("title")[0].text == link.text != ""
        found[name] = link["href"]
    return found


def arrive(build: Build, start: str, address: str) -> tuple[str, str]:
    """The file at an address, and the element there."""
    url, anchor = urldefrag(address)
    path = (build.outdir / start).parent / unquote(url)
    path = path / "index.html" if url.endswith("/") else path
    page = Page(path.read_text(encoding="utf-8"))
    element = page.by_id(anchor) if anchor else page.by_tag("h1")[0]
    return path.resolve().relative_to(build.outdir.resolve()).as_posix(), element.text


def test_one_for_every_paper_section_and_former_id(site: Site) -> None:
    found = links(site.build())
    assert found.keys() == IDS
    assert found["ratchet"] == "../reports.html#paper-ratchet"
    assert found["roentgen"] == "../reports.html#paper-roentgen"
    assert found["chambon-2022"] == "roentgen.html"
    # A section alone on its page is the page.
    assert found["models"] == "../models.html"


def test_each_is_called_what_it_leads_to(site: Site) -> None:
    """In a bookmark, in a history, and where an address is shared."""
    build = site.build()
    titles = {
        path.stem: Page(path.read_text(encoding="utf-8")).by_tag("title")[0].text
        for path in (build.outdir / "p").iterdir()
    }
    assert titles["ratchet"] == "RATCHET: Medical Transformer · Rebuilt list"
    assert titles["roentgen"] == f"{titles['chambon-2022']} · Rebuilt list"
    assert titles["reports"] == "Report Generation"


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_each_leads_to_what_it_names(site: Site, builder: str) -> None:
    build = site.build(builder)
    found = links(build)
    assert found.keys() == IDS
    for name, address in found.items():
        path, text = arrive(build, f"p/{name}.html", address)
        where = "" if builder == "html" else "/index"
        if name in PAPERS:
            assert name in text.lower().replace(" ", "-")
        elif name in {"reports", "models", "vqa"}:
            assert path == f"{name}{where}.html"


def test_sections_that_share_a_page(site: Site) -> None:
    site.write("docs/models.md", "# Both\n\n:::{awesome:entries} models vqa\n:::")
    site.write("docs/vqa.md", "# Questions")
    found = links(site.build())
    assert found["models"] == "../models.html#section-models"
    assert found["vqa"] == "../models.html#section-vqa"
    assert found["mevf"] == "../models.html#paper-mevf"


def test_one_section_twice_on_its_page_is_still_alone(site: Site) -> None:
    text = ":::{awesome:entries} models\n:::\n"
    site.write("docs/models.md", f"# Models\n\n{text}\n{text}")
    assert links(site.build(strict=False))["models"] == "../models.html"


def test_what_stands_nowhere_has_none(site: Site) -> None:
    site.write("docs/vqa.md", "# Questions")
    site.write("docs/references.md", "# References")
    assert links(site.build()).keys() == IDS - {"vqa", "mevf", "mmbert", "pmc-vqa"}


def test_pages_in_folders_with_names_of_any_kind(site: Site) -> None:
    site.write("docs/über uns/vqa & co.md", "# Questions\n\n:::{awesome:entries} vqa\n:::")
    site.write("docs/vqa.md", "# Questions")
    site.replace("docs/index.md", "about\n", "about\nüber uns/vqa & co\n")
    for builder in ("html", "dirhtml"):
        build = site.build(builder)
        path, text = arrive(build, "p/mevf.html", links(build)["mevf"])
        assert path.startswith("über uns/vqa & co")
        assert "MEVF" in text


def times(build: Build) -> dict[str, int]:
    return {path.stem: path.stat().st_mtime_ns for path in (build.outdir / "p").iterdir()}


def age(build: Build) -> None:
    for path in (build.outdir / "p").iterdir():
        os.utime(path, (1, 1))


def test_only_those_that_change_are_written(site: Site) -> None:
    build = site.build()
    age(build)
    before = times(build)
    site.replace("entries/reports.toml", "RATCHET: Medical", "RATCHET: A Medical")
    renamed = times(site.build())
    assert {name for name in IDS if renamed[name] != before[name]} == {"ratchet"}
    before = renamed
    site.write("docs/about.md", "# About\n\n:::{awesome:entries} vqa\n:::")
    site.write("docs/vqa.md", "# Questions")
    after = times(site.build())
    assert {name for name in IDS if after[name] != before[name]} == {
        "vqa",
        "mevf",
        "mmbert",
        "pmc-vqa",
    }


@pytest.mark.parametrize(("language", "tag"), [("de", "de"), ("zh_CN", "zh-CN")])
def test_in_another_language_all_are(site: Site, language: str, tag: str) -> None:
    """The tag is the one of all other pages: for HTML, a language is no locale."""
    site.build()
    build = site.build(language=language, strict=False)
    for name in ("p/ratchet.html", "reports.html"):
        (html,) = Page(build.text(name)).by_tag("html")
        assert html["lang"] == tag


def test_not_even_if_nothing_is_known_of_them(site: Site) -> None:
    build = site.build()
    age(build)
    before = times(build)
    (build.outdir / ".awesome-stamp.json").unlink()
    assert times(site.build()) == before


def test_one_that_was_deleted_comes_back(site: Site) -> None:
    build = site.build()
    (build.outdir / "p/ratchet.html").unlink()
    assert links(site.build()).keys() == IDS


@pytest.mark.parametrize("stamp", ["kept", "lost"])
def test_those_of_ids_that_are_gone_are_removed(site: Site, stamp: str) -> None:
    build = site.build()
    if stamp == "lost":
        (build.outdir / ".awesome-stamp.json").unlink()
    site.replace("entries/reports.toml", 'aliases = ["chambon-2022"]\n', "")
    site.replace("docs/references.md", "{any}`chambon-2022`, ", "")
    assert links(site.build()).keys() == IDS - {"chambon-2022"}


def test_files_of_others_are_left_alone(site: Site) -> None:
    """Neither removed, nor overwritten: a page that the project has there stays that page."""
    site.write("docs/p/mevf.md", "---\norphan: true\n---\n# My own")
    build = site.build()
    others = ("gone.html", "gone.txt", "note.md")
    for name in others:
        (build.outdir / "p" / name).write_text("mine", encoding="utf-8")
    site.replace("entries/reports.toml", "chambon-2022", "chambon")
    site.replace("docs/references.md", "chambon-2022", "chambon")
    build = site.build()
    assert "My own" in build.text("p/mevf.html")
    assert all(build.text(f"p/{name}") == "mine" for name in others)


@pytest.mark.filterwarnings("ignore:.*JSONHTMLBuilder", "ignore:'tags' will become")
@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text", "xml", "json", "qthelp"])
def test_none_beside_what_is_no_site(site: Site, builder: str) -> None:
    build = site.build(builder, strict=False)
    assert not (build.outdir / "p").exists()


@pytest.mark.parametrize(
    ("folder", "up"), [("to", "../"), ("a/b/", "../../"), ("./q", "../"), ("a//b", "../../")]
)
def test_another_folder(site: Site, folder: str, up: str) -> None:
    """The files of the former folder are taken away, as in a fresh build."""
    site.build()
    build = site.build(awesome_permalinks=folder)
    assert links(build) == {}
    found = links(build, folder)
    assert found.keys() == IDS
    assert found["ratchet"] == f"{up}reports.html#paper-ratchet"
    assert build.read == []
    assert own_links(build.page("reports.html"), "ratchet") == [
        f"{PurePosixPath(folder)}/ratchet.html"
    ]


def test_no_folder(site: Site) -> None:
    site.build()
    build = site.build(awesome_permalinks="")
    assert links(build) == {}
    assert not any(
        "permalink" in path.read_text(encoding="utf-8", errors="replace")
        for path in build.outdir.glob("*.html")
    )
    assert links(site.build()).keys() == IDS


@pytest.mark.parametrize("folder", ["../x", "a/../../x", "/tmp/x", "./", "a\\b"])
def test_a_folder_that_is_not_below_the_output_is_refused(site: Site, folder: str) -> None:
    before = {path for path in site.root.rglob("*") if path.is_file()}
    build = site.build(awesome_permalinks=folder, strict=False)
    (warning,) = build.warnings
    assert f"awesome_permalinks = {folder!r} is not a folder below the output" in warning
    assert warning.endswith("[awesome.config]")
    assert links(build).keys() == IDS
    new = {path for path in site.root.rglob("*") if path.is_file()} - before
    assert not {
        path for path in new if "doctrees" not in path.parts and build.outdir not in path.parents
    }


def test_none_is_written_when_a_build_fails(site: Site) -> None:
    fail = """
def setup(app):
    app.connect("html-page-context", lambda *_: 1 / 0)
"""
    site.write("docs/conf.py", SITE["docs/conf.py"] + fail)
    with pytest.raises(ExtensionError):
        site.build()
    assert not (site.root / "out-html/p").exists()


# -- the address that a card gives of itself --


@pytest.mark.parametrize(("builder", "up"), [("html", ""), ("dirhtml", "../")])
def test_a_card_gives_the_address_that_stays(site: Site, builder: str, up: str) -> None:
    site.write("docs/a b/deep.md", "# Deep\n\n:::{awesome:entries} vqa\n:::")
    site.write("docs/vqa.md", "# Questions")
    site.replace("docs/index.md", "about\n", "about\na b/deep\n")
    build = site.build(builder)
    name = "{}.html" if builder == "html" else "{}/index.html"
    for page, paper, href in (
        ("reports", "ratchet", f"{up}p/ratchet.html"),
        # Where it is shown, but is not at home, as well.
        ("mixed", "convirt", f"{up}p/convirt.html"),
        ("a b/deep", "mevf", f"{up}../p/mevf.html"),
    ):
        file = name.format(page)
        assert own_links(build.page(file), paper) == [href]
        there = (build.outdir / file).parent / unquote(href)
        assert there.resolve() == (build.outdir / f"p/{paper}.html").resolve()
        assert there.is_file()


def test_a_folder_of_any_name(site: Site) -> None:
    build = site.build(awesome_permalinks="für immer/100%#?")
    (href,) = own_links(build.page("reports.html"), "ratchet")
    assert (build.outdir / unquote(href)).is_file()
    assert href == "f%C3%BCr%20immer/100%25%23%3F/ratchet.html"


def test_a_card_of_a_paper_that_stands_nowhere_gives_its_place_on_the_page(site: Site) -> None:
    site.write("docs/vqa.md", "# Questions")
    site.write("docs/references.md", "# References")
    page = site.build().page("mixed.html")
    assert own_links(page, "mevf") == ["#paper-mevf"]
    assert own_links(page, "convirt") == ["p/convirt.html"]


@pytest.mark.filterwarnings("ignore:.*JSONHTMLBuilder", "ignore:'tags' will become")
def test_where_there_are_no_permalinks_a_card_gives_its_place_on_the_page(site: Site) -> None:
    build = site.build(awesome_permalinks="")
    assert own_links(build.page("reports.html"), "ratchet") == ["#paper-ratchet"]
    assert own_links(site.build().page("reports.html"), "ratchet") == ["p/ratchet.html"]
    body = json.loads(site.build("json", strict=False).text("reports.fjson"))["body"]
    assert own_links(Page(body), "ratchet") == ["#paper-ratchet"]
    for builder in ("singlehtml", "epub"):
        build = site.build(builder, strict=False)
        texts = [path.read_text(encoding="utf-8") for path in build.outdir.rglob("*.*html")]
        assert not [
            text for text in texts if "p/ratchet.html" in text or "awesome/permalinks.js" in text
        ]


def test_a_paper_whose_home_has_no_page_is_found_where_it_is_shown_too(site: Site) -> None:
    """The address was published when it had one."""
    text = (site.root / "entries/vqa.toml").read_text(encoding="utf-8")
    first = text.index("[[entry]]")
    second = text.index("[[entry]]", first + 1)
    site.write("entries/vqa.toml", text[:first] + '[[entry]]\nref = "mevf"\n\n' + text[second:])
    site.write("entries/extra.toml", 'title = "Extra"\n\n' + text[first:second])
    site.replace("entries/_list.toml", '"vqa"', '"vqa", "extra"')
    build = site.build()
    assert links(build)["mevf"] == "../vqa.html#paper-mevf"
    for page in ("vqa", "mixed"):
        assert own_links(build.page(f"{page}.html"), "mevf") == ["p/mevf.html"]


@pytest.mark.parametrize(("builder", "times"), [("html", 1), ("singlehtml", 0), ("json", 0)])
@pytest.mark.filterwarnings("ignore:.*JSONHTMLBuilder", "ignore:'tags' will become")
def test_each_page_of_a_site_looks_for_what_it_does_not_have(
    site: Site, builder: str, times: int
) -> None:
    build = site.build(builder, strict=False)
    pages = [p for p in build.outdir.rglob("*.*") if p.suffix in {".html", ".fjson"}]
    pages = [path for path in pages if path.parent.name != "p"]
    assert pages
    for path in pages:
        assert path.read_text(encoding="utf-8").count("awesome/permalinks.js") == times, path


# -- what had to go --

REMOVED = 'title = "Rebuilt list"\nremoved.mevf = "Retracted: <b>data</b> & all."\n'
REMOVED += 'removed.mevf-2019 = "Retracted."'


def remove(site: Site) -> None:
    text = (site.root / "entries/vqa.toml").read_text(encoding="utf-8")
    first, second = text.index("[[entry]]"), text.index("[[entry]]", text.index("mevf"))
    site.write("entries/vqa.toml", text[:first] + text[second:])
    site.replace("entries/_list.toml", 'title = "Rebuilt list"', REMOVED)


@pytest.mark.parametrize(
    ("language", "tag", "heading"),
    [
        ("en", "en", "Removed from the list"),
        ("de", "de", "Aus der Liste entfernt"),
        ("zh_CN", "zh-CN", "已从列表中移除"),
    ],
)
@pytest.mark.parametrize(("builder", "home"), [("html", "../index.html"), ("dirhtml", "../")])
def test_a_removed_id_says_why(  # noqa: PLR0913, PLR0917
    site: Site, builder: str, home: str, language: str, tag: str, heading: str
) -> None:
    remove(site)
    build = site.build(builder, language=language, strict=language == "en")
    page = build.page("p/mevf.html")
    assert page.by_tag("html")[0]["lang"] == tag
    assert page.by_tag("h1")[0].text == heading
    assert page.by_tag("title")[0].text == f"{heading} · Rebuilt list"
    assert page.by_tag("blockquote")[0].text == "Retracted: <b>data</b> & all."
    assert "mevf" in page.by_tag("p")[0].text
    (link,) = page.by_tag("a")
    assert (link["href"], link.text) == (home, "Rebuilt list")
    assert (build.outdir / "p" / home / ("" if "html" in home else "index.html")).exists()
    metas = {e.attributes.get("name"): e.attributes.get("content") for e in page.by_tag("meta")}
    assert metas["robots"] == "noindex"
    assert metas["color-scheme"] == "light dark"
    assert not [e for e in page.by_tag("meta") if "http-equiv" in e.attributes]
    assert not page.by_tag("script")
    (style,) = page.by_tag("link")
    assert (build.outdir / "p" / style["href"]).is_file()
    assert build.page("p/mevf-2019.html").by_tag("blockquote")[0].text == "Retracted."
    assert "mevf" not in build.text("sitemap.xml")


def test_the_page_of_a_removed_id_comes_changes_and_goes(site: Site) -> None:
    remove(site)
    site.replace("entries/_list.toml", '\nremoved.mevf-2019 = "Retracted."', "")
    build = site.build()
    age(build)
    before = times(build)
    assert "mevf-2019" not in before
    site.replace("entries/_list.toml", '& all."', '& all."\nremoved.mevf-2019 = "Retracted."')
    build = site.build()
    assert build.read == build.written == []
    assert times(build) == {**before, "mevf-2019": times(build)["mevf-2019"]}
    site.replace("entries/_list.toml", "Retracted.", "Withdrawn.")
    build = site.build()
    assert build.read == build.written == []
    assert {name for name, when in times(build).items() if when != before.get(name)} == {
        "mevf-2019"
    }
    assert "Withdrawn." in build.text("p/mevf-2019.html")
    age(build)
    assert times(site.build()) == times(build)
    site.replace("entries/_list.toml", '\nremoved.mevf-2019 = "Withdrawn."', "")
    build = site.build()
    assert build.written == []
    assert times(build).keys() == before.keys()


def test_an_id_that_comes_back_leads_to_its_paper_again(site: Site) -> None:
    site.replace(
        "entries/_list.toml",
        'title = "Rebuilt',
        'removed.gone = "Its authors asked."\ntitle = "Rebuilt',
    )
    assert site.build().page("p/gone.html").by_tag("blockquote")
    site.replace("entries/_list.toml", 'removed.gone = "Its authors asked."\n', "")
    site.replace("entries/vqa.toml", "year = 2019", 'year = 2019\naliases = ["gone"]')
    build = site.build()
    assert links(build)["gone"] == "mevf.html"
    assert links(build)["mevf"] == "../vqa.html#paper-mevf"


def test_a_page_of_the_project_at_a_removed_id_stays(site: Site) -> None:
    site.write("docs/p/gone.md", "---\norphan: true\n---\n# My own")
    site.replace(
        "entries/_list.toml",
        'title = "Rebuilt',
        'removed.gone = "Its authors asked."\ntitle = "Rebuilt',
    )
    assert "My own" in site.build().text("p/gone.html")
    assert "My own" in site.build().text("p/gone.html")


def test_no_page_of_a_removed_id_where_there_are_no_permalinks(site: Site) -> None:
    remove(site)
    build = site.build(awesome_permalinks="")
    assert not list(build.outdir.rglob("mevf*"))


def _said(value: str) -> permalinks.RemovedId:
    return permalinks.RemovedId("en", "gone", value, "s.css", "../", value)


@pytest.mark.parametrize("name", hostile.VALUES)
def test_a_reason_is_text(name: str) -> None:
    value = clean(hostile.VALUES[name])
    page = Page(permalinks.removed_page(_said(value)))
    tags = ["html", "head", *["meta"] * 4, "title", "link", "body", "main"]
    assert sorted(e.tag for e in page.elements) == sorted(
        [*tags, "h1", "p", "blockquote", "p", "p", "a"]
    )
    assert page.by_tag("blockquote")[0].text == " ".join(value.split())
