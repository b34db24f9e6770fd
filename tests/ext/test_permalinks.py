"""`p/ID.html`: addresses that lead to a paper or a section, wherever it stands now."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from sphinx.errors import ExtensionError

from .conftest import Build, Page, Site
from .rebuilds import SITE

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


def links(build: Build, folder: str = "p") -> dict[str, str]:
    """Where each permalink leads: for browsers, and for those who do not follow at once."""
    found = {}
    for path in (build.outdir / folder).rglob("*.html"):
        page = Page(path.read_text(encoding="utf-8"))
        (link,) = page.by_tag("a")
        (refresh,) = [m for m in page.by_tag("meta") if m.attributes.get("http-equiv")]
        assert refresh["content"] == f"0; url={link['href']}"
        assert page.by_tag("title")[0].text == link.text != ""
        found[path.relative_to(build.outdir / folder).as_posix().removesuffix(".html")] = link[
            "href"
        ]
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
    assert found["chambon-2022"] == found["roentgen"] == "../reports.html#paper-roentgen"
    # A section alone on its page is the page.
    assert found["models"] == "../models.html"


def test_each_is_called_what_it_leads_to(site: Site) -> None:
    """In a bookmark, in a history, and where an address is shared."""
    build = site.build()
    titles = {
        path.stem: Page(path.read_text(encoding="utf-8")).by_tag("title")[0].text
        for path in (build.outdir / "p").iterdir()
    }
    assert titles["ratchet"] == "RATCHET: Medical Transformer"
    assert titles["chambon-2022"] == titles["roentgen"] != "roentgen"
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
    assert build.read == build.written == []


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
