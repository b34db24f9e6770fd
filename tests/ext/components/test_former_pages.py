"""The addresses that a section's page had when the section had another id."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urljoin

import pytest
from sphinx.util.inventory import InventoryFile

from sphinx_awesome.ext.domain import former_docname

from ..conftest import Build, Site
from ..rebuilds import SITE

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

ENDINGS = ("bib", "ris", "json", "atom")
MARK = "<!-- sphinx-awesome permalink -->"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with a section that was called otherwise, twice, and papers that have a day."""
    site = Site(tmp_path, SITE)
    site.replace("entries/vqa.toml", "year = 2019", "year = 2019\nadded = 2024-05-31")
    rename(site)
    return site


def rename(site: Site, aliases: str = '"questions", "qa"') -> None:
    title = 'title = "Question Answering"\n'
    site.replace("entries/vqa.toml", title, f"{title}aliases = [{aliases}]\n")


def unname(site: Site, aliases: str = '"questions", "qa"') -> None:
    site.replace("entries/vqa.toml", f"aliases = [{aliases}]\n", "")


def former_files(build: Build, *names: str) -> set[str]:
    files = (path.relative_to(build.outdir).as_posix() for path in build.outdir.rglob("*"))
    return {file for file in files if file.split(".")[0].removesuffix("/index") in names}


def times(build: Build) -> dict[str, int]:
    files = [path for path in build.outdir.rglob("*") if path.is_file()]
    return {p.relative_to(build.outdir).as_posix(): p.stat().st_mtime_ns for p in files}


def leads_to(build: Build, name: str) -> str:
    """Where a page leads: with scripts, without, and where nobody is led."""
    page = build.page(name)
    (link,) = page.by_tag("a")
    (refresh,) = [e for e in page.by_tag("meta") if "http-equiv" in e.attributes]
    assert [parent.tag for parent in refresh.parents][-1] == "noscript"
    assert refresh["content"] == f"0; url={link['href']}"
    (script,) = page.by_tag("script")
    folder = (build.outdir / name).parent
    assert (folder / script["src"]).resolve() == (
        build.outdir / "_static/awesome/redirect.js"
    ).resolve()
    assert (folder / script["src"]).is_file()
    assert page.by_tag("title")[0].text == link.text == "Questions"
    return link["href"]


@pytest.mark.parametrize(
    ("docname", "former"),
    [
        ("vqa", "qa"),
        ("areas/vqa", "areas/qa"),
        ("vqa/index", "qa/index"),
        ("areas/vqa/index", "areas/qa/index"),
        ("vqa/vqa", "vqa/qa"),
        ("vqa/other", None),
        ("other", None),
        ("my-vqa", None),
        ("index", None),
        ("a/index", None),
    ],
)
def test_where_a_page_stood(docname: str, former: str | None) -> None:
    assert former_docname(docname, "vqa", "qa") == former


def test_a_page_called_index_may_be_a_section_of_that_id() -> None:
    assert former_docname("index", "index", "all") == "all"


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_former_page_leads_to_the_page(site: Site, builder: str) -> None:
    build = site.build(builder)
    for name in ("questions", "qa"):
        if builder == "html":
            assert leads_to(build, f"{name}.html") == "vqa.html"
        else:
            assert leads_to(build, f"{name}/index.html") == "../vqa/"
    assert "qa" not in build.text("sitemap.xml").replace("vqa", "")


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_page_in_a_folder(site: Site, builder: str) -> None:
    site.write("docs/über & so/vqa.md", "# Questions\n\n:::{awesome:entries} vqa\n:::")
    site.write("docs/vqa.md", "# Nothing")
    site.replace("docs/index.md", "about\n", "about\nüber & so/vqa\n")
    build = site.build(builder)
    assert not former_files(build, "qa", "questions")
    name = "über & so/qa.html" if builder == "html" else "über & so/qa/index.html"
    assert leads_to(build, name) == ("vqa.html" if builder == "html" else "../vqa/")
    assert build.text("über & so/qa.bib") == build.text("über & so/vqa.bib")


def test_downloads_and_feed_are_there_as_well(site: Site) -> None:
    build = site.build()
    for ending in ENDINGS:
        text = build.text(f"vqa.{ending}")
        assert "mevf" in text.lower()
        assert build.text(f"qa.{ending}") == build.text(f"questions.{ending}") == text
    # Who has subscribed to it learns its address.
    assert 'href="https://example.org/en/latest/vqa.atom"' in build.text("qa.atom")


def test_permalinks_and_cross_references_of_former_ids(site: Site) -> None:
    site.replace(
        "docs/about.md",
        "Nothing of the list.",
        "{awesome:section}`qa`, {ref}`section-questions`, {any}`questions`, [](#section-qa)",
    )
    build = site.build()
    assert 'url=../vqa.html">' in build.text("p/qa.html")
    assert build.text("p/qa.html") == build.text("p/vqa.html")
    found = build.page("about.html")
    main = next(e for e in found.elements if e.attributes.get("role") == "main")
    links = [a for a in found.by_tag("a", main) if "section" in a["href"]]
    assert [(a["href"], a.text) for a in links] == [
        ("vqa.html#section-vqa", "Question Answering")
    ] * 4
    page = build.page("vqa.html")
    for name in ("vqa", "qa", "questions"):
        assert page.by_id(f"section-{name}")
    data = (build.outdir / "objects.inv").read_bytes()
    inventory = InventoryFile.loads(data, uri="").data
    assert {inventory["awesome:section"][name].uri for name in ("qa", "questions", "vqa")} == {
        "vqa.html#section-vqa"
    }
    assert inventory["std:label"]["section-qa"].uri == "vqa.html#section-vqa"


def test_a_page_that_does_not_bear_the_name_of_its_section(site: Site) -> None:
    site.write("docs/about.md", (site.root / "docs/vqa.md").read_text(encoding="utf-8"))
    site.write("docs/vqa.md", "# Nothing")
    build = site.build()
    assert not former_files(build, "qa", "questions")
    assert 'url=../about.html">' in build.text("p/qa.html")


def test_in_a_directive_a_former_id_is_no_section(site: Site) -> None:
    site.write("docs/vqa.md", "# Questions\n\n:::{awesome:entries} qa\n:::")
    (warning, *_) = site.build(strict=False).warnings
    assert 'there is no section "qa"; that is a former id: write "vqa"' in warning


# -- what else may stand there --


def test_a_page_of_the_project_comes_first(site: Site) -> None:
    site.write("docs/qa.md", "---\norphan: true\n---\n# My own")
    for _ in range(2):
        build = site.build()
        assert "My own" in build.text("qa.html")
        assert build.text("qa.bib") == build.text("vqa.bib")
        assert leads_to(build, "questions.html") == "vqa.html"


def test_a_page_of_the_project_that_is_home_to_others_has_its_own_downloads(site: Site) -> None:
    site.write("docs/qa.md", "# Models\n\n:::{awesome:entries} models\n:::")
    site.write("docs/models.md", "# Nothing")
    site.replace("docs/index.md", "about\n", "about\nqa\n")
    build = site.build()
    assert "convirt" in build.text("qa.bib")
    assert "mevf" in build.text("questions.bib")


def test_a_page_that_comes_and_goes(site: Site) -> None:
    """Sphinx leaves the page of a document that is no more: it gives way."""
    build = site.build()
    assert leads_to(build, "qa.html") == "vqa.html"
    site.write("docs/qa.md", "---\norphan: true\n---\n# My own")
    assert "My own" in site.build().text("qa.html")
    (site.root / "docs/qa.md").unlink()
    assert leads_to(site.build(), "qa.html") == "vqa.html"


def test_a_page_that_is_renamed_with_its_section(tmp_path: Path) -> None:
    site = Site(tmp_path, SITE)
    site.build()
    files = site.root / "entries/vqa.toml", site.root / "docs/vqa.md"
    for path in files:
        path.rename(path.with_stem("answers"))
    site.replace("entries/answers.toml", 'title = "Q', 'aliases = ["vqa"]\ntitle = "Q')
    site.replace("entries/_list.toml", '"vqa"', '"answers"')
    site.replace("docs/answers.md", "} vqa", "} answers")
    site.replace("docs/mixed.md", "models vqa", "models answers")
    site.replace("docs/numbers.md", "in vqa", "in answers")
    site.replace("docs/index.md", "vqa\n", "answers\n")
    build = site.build()
    assert leads_to(build, "vqa.html") == "answers.html"
    for ending in ("bib", "ris", "json"):
        assert build.text(f"vqa.{ending}") == build.text(f"answers.{ending}")
    assert site.build().written == []


def test_files_that_are_not_ours_stay(site: Site) -> None:
    site.write("docs/conf.py", SITE["docs/conf.py"] + 'html_extra_path = ["extra"]\n')
    site.write("docs/extra/qa.html", "<p>mine</p>")
    site.write("docs/extra/qa.ris", "mine")
    out = site.root / "out-html"
    out.mkdir()
    for name in ("questions.html", "questions.bib"):
        (out / name).write_text("mine", encoding="utf-8")
    for _ in range(2):
        build = site.build()
        assert build.text("qa.html") == "<p>mine</p>\n"
        assert build.text("qa.ris") == "mine\n"
        assert build.text("questions.html") == build.text("questions.bib") == "mine"
        assert build.text("qa.bib") == build.text("vqa.bib")
    unname(site)
    build = site.build()
    assert former_files(build, "qa", "questions") == {
        "qa.html",
        "qa.ris",
        "questions.html",
        "questions.bib",
    }


@pytest.mark.parametrize("alias", ["search", "genindex", "404"])
def test_pages_that_come_from_no_document_come_first(tmp_path: Path, alias: str) -> None:
    site = Site(tmp_path, SITE)
    rename(site, f'"{alias}"')
    for _ in range(2):
        assert MARK not in site.build().text(f"{alias}.html")


def test_names_that_differ_by_case_alone_are_one(site: Site) -> None:
    """As they are on Windows and macOS."""
    site.write("docs/QA.md", "---\norphan: true\n---\n# My own")
    build = site.build()
    assert not (build.outdir / "qa.html").exists()
    assert leads_to(build, "questions.html") == "vqa.html"


def test_the_files_of_the_whole_list_keep_their_name(tmp_path: Path) -> None:
    """As long as a section was called `papers`, they had another one."""
    site = Site(tmp_path, SITE)
    rename(site, '"papers"')
    build = site.build()
    assert build.text("papers.bib") == build.text("vqa.bib")
    assert "ratchet" in build.text("all-papers.bib")


# -- rebuilds --


def test_nothing_is_written_twice(site: Site) -> None:
    build = site.build()
    files = [build.outdir / name for name in former_files(build, "qa", "questions")]
    assert len(files) == 2 * (1 + len(ENDINGS))
    for file in files:
        os.utime(file, (1, 1))
    build = site.build()
    assert build.written == []
    assert {file.stat().st_mtime_ns for file in files} == {10**9}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_they_go_when_the_alias_goes(site: Site, builder: str) -> None:
    build = site.build(builder)
    assert former_files(build, "qa", "questions")
    unname(site)
    build = site.build(builder)
    assert build.read == ["vqa"]
    assert not former_files(build, "qa", "questions")
    rename(site, '"qa"')
    assert former_files(site.build(builder), "qa", "questions") >= {"qa.bib", "qa.json"}


def test_an_alias_alone_rewrites_the_page_of_its_section(site: Site) -> None:
    before = times(site.build())
    unname(site)
    rename(site, '"questions", "qa", "asked"')
    build = site.build()
    assert build.read == ["vqa"]
    # Sphinx writes the page too whose toctree names it.
    assert build.written == ["index", "vqa"]
    after = times(build)
    new = {f"asked.{ending}" for ending in ("html", *ENDINGS)} | {"p/asked.html"}
    assert after.keys() - before.keys() == new
    changed = {name for name in before if after[name] != before[name]}
    # Those that come from no document are written in each build.
    always = {"search.html", "genindex.html", "404.html", "searchindex.js", "objects.inv"}
    assert {n for n in changed if n[0] not in "._"} - always == {"vqa.html", "index.html"}
    assert leads_to(build, "asked.html") == "vqa.html"


def test_one_that_was_deleted_comes_back(site: Site) -> None:
    build = site.build()
    (build.outdir / "qa.html").unlink()
    (build.outdir / "qa.ris").unlink()
    assert {"qa.html", "qa.ris"} <= former_files(site.build(), "qa")


@pytest.mark.filterwarnings("ignore:.*JSONHTMLBuilder", "ignore:'tags' will become")
@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text", "xml", "json", "latex"])
def test_none_where_there_is_no_site(site: Site, builder: str) -> None:
    build = site.build(builder, strict=False)
    assert not former_files(build, "qa", "questions")


def test_addresses_are_right_below_any_prefix(site: Site) -> None:
    build = site.build("dirhtml")
    link = build.page("qa/index.html").by_tag("a")[0]["href"]
    assert urljoin("https://me.github.io/list/qa/", link) == "https://me.github.io/list/vqa/"
