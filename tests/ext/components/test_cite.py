"""`awesome:cite`: how to cite a page and the list."""

from __future__ import annotations

import subprocess
from pathlib import Path

import bibtexparser
import pytest

from .. import hostile
from ..conftest import Build, Site
from ..rebuilds import SITE, Watch

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

BASE = "https://example.org/en/latest/"
CITE = "\n\n:::{awesome:cite}\n:::\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    site = Site(tmp_path, SITE)
    for name in ("index", "vqa", "about"):
        path = site.root / "docs" / f"{name}.md"
        path.write_text(path.read_text(encoding="utf-8") + CITE, encoding="utf-8")
    conf = site.root / "docs" / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + 'version = "1.2"\n', encoding="utf-8")
    site.write(
        "entries/_list.toml",
        """
        title = "Rebuilt list"
        sections = ["reports", "models", "vqa"]
        repository = "https://example.com/repository"

        [[maintainer]]
        name = "Ada Lovelace"

        [[maintainer]]
        name = "Laurens van der Maaten"
        """,
    )
    return site


def lines(build: Build, name: str) -> list[str]:
    page = build.page(name)
    (box,) = page.by_class("aw-cite")
    return [element.text for element in page.by_class("aw-plain", box)]


def records(build: Build, name: str) -> list[dict[str, str]]:
    page = build.page(name)
    (box,) = page.by_class("aw-cite")
    read = bibtexparser.parse_string("\n".join(e.data for e in page.by_tag("pre", box)))
    assert not read.failed_blocks
    return [
        {"type": entry.entry_type, "key": entry.key, **{f.key: str(f.value) for f in entry.fields}}
        for entry in read.entries
    ]


def test_a_section_is_cited_by_its_permalink(site: Site) -> None:
    build = site.build(today="2024-05-31")
    people = "Ada Lovelace, Laurens van der Maaten (2024)."
    edition = "Version 1.2, 2024-05-31."
    assert lines(build, "vqa.html") == [
        f"{people} Questions. Rebuilt list. {edition} {BASE}p/vqa.html",
        f"{people} Rebuilt list. Version 1.2, 2024-05-31. {BASE}",
    ]
    page, of_list = records(build, "vqa.html")
    assert page == {
        "type": "misc",
        "key": "vqa",
        "title": "{Questions}",
        "author": "Ada Lovelace and Laurens van der Maaten",
        "howpublished": "Rebuilt list",
        "year": "2024",
        "note": "Version 1.2, 2024-05-31",
        "url": f"{BASE}p/vqa.html",
    }
    assert (of_list["key"], of_list["title"], of_list["url"]) == (
        "rebuilt-list",
        "{Rebuilt list}",
        BASE,
    )


def test_any_other_page_is_cited_by_its_own_address(site: Site) -> None:
    assert lines(site.build(), "about.html")[0].endswith(f"{BASE}about.html")
    assert lines(site.build("dirhtml"), "about/index.html")[0].endswith(f"{BASE}about/")
    assert lines(site.build(awesome_permalinks=""), "vqa.html")[0].endswith(f"{BASE}vqa.html")


def test_the_first_page_is_the_list(site: Site) -> None:
    build = site.build()
    assert len(lines(build, "index.html")) == len(records(build, "index.html")) == 1
    page = build.page("index.html")
    (box,) = page.by_class("aw-cite")
    links = [link["href"] for link in page.by_tag("a", box)]
    assert links == ["papers.bib", "papers.ris", "papers.json", "papers.atom"]


def test_the_line_of_downloads_leads_to_it(site: Site) -> None:
    build = site.build()
    page = build.page("vqa.html")
    (line,) = page.by_class("aw-get")
    link = page.by_tag("a", line)[-1]
    assert (link.text, link["href"]) == ("Cite this page", "#cite-this-page")
    assert "aw-cite" in page.by_id("cite-this-page")["class"]
    (other,) = build.page("reports.html").by_class("aw-get")
    assert "Cite" not in other.text


def test_under_a_heading_of_that_name_the_heading_is_led_to(site: Site) -> None:
    site.replace("docs/vqa.md", ":::{awesome:cite}", "## Cite this page\n\n:::{awesome:cite}")
    page = site.build().page("vqa.html")
    assert page.by_id("cite-this-page").tag == "section"


def test_the_day_is_named_or_that_of_the_build_or_of_the_last_paper(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "(20" not in lines(site.build(), "vqa.html")[0]
    site.replace("entries/vqa.toml", 'id = "mevf"', 'id = "mevf"\nadded = 2024-05-31')
    site.replace("entries/models.toml", 'id = "biovil"', 'id = "biovil"\nadded = 2024-06-01')
    of_page, of_list = lines(site.build(), "vqa.html")
    assert "2024-05-31" in of_page
    assert "2024-06-01" in of_list
    assert "2024-06-01" in lines(site.build(), "about.html")[0]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689599")
    assert "2024-12-31" in lines(site.build(), "vqa.html")[0]
    assert "2025-02-03" in lines(site.build(today="2025-02-03"), "vqa.html")[0]
    assert "2024-12-31" in lines(site.build(today="spring"), "vqa.html")[0]


def test_the_list_says_itself_how_to_cite_it(site: Site) -> None:
    path = site.root / "entries" / "_list.toml"
    text = path.read_text(encoding="utf-8")
    own = 'cite.text = "Cite me."\ncite.bibtex = "@misc{me, title = {Me}}"\n'
    path.write_text(text.replace("repository =", f"{own}repository ="), encoding="utf-8")
    build = site.build()
    assert lines(build, "index.html") == ["Cite me."]
    assert records(build, "index.html")[0]["key"] == "me"
    doi = 'cite.doi = "10.1234/list"\n'
    path.write_text(text.replace("repository =", f"{doi}repository ="), encoding="utf-8")
    build = site.build()
    assert lines(build, "index.html")[0].endswith("https://doi.org/10.1234/list")
    assert records(build, "index.html")[0]["doi"] == "10.1234/list"


def test_without_an_address_of_the_site_the_list_has_that_of_its_source(site: Site) -> None:
    build = site.build(html_baseurl="")
    page, of_list = lines(build, "vqa.html")
    assert page.endswith("Version 1.2.")
    assert of_list.endswith("https://example.com/repository")


def test_it_is_written_again_when_it_says_something_else(site: Site) -> None:
    watch = Watch(site)
    site.replace("entries/_list.toml", "Ada Lovelace", "Ada King")
    done = watch.rebuild()
    assert done.read == set()
    assert {"vqa", "about"} <= done.written
    site.replace("entries/vqa.toml", 'id = "mevf"', 'id = "mevf"\nadded = 2024-05-31')
    assert {"vqa", "about"} <= watch.rebuild().written
    site.replace("docs/vqa.md", "# Questions", "# Answers")
    assert "vqa" in watch.rebuild().read
    assert ". Answers. " in lines(watch.last, "vqa.html")[0]


@pytest.mark.parametrize("builder", ["text", "latex", "man", "texinfo", "epub", "singlehtml"])
def test_every_other_builder_says_it_too(site: Site, builder: str) -> None:
    build = site.build(
        builder, latex_engine="xelatex", epub_show_urls="no", copyright="us", today="2024-05-31"
    )
    texts = "".join(
        path.read_text(encoding="utf-8")
        for path in build.outdir.rglob("*")
        if path.suffix in {".txt", ".tex", ".1", ".texi", ".xhtml", ".html"}
    )
    texts = texts.replace("\\", "").replace("{}", "").replace("\n", " ")
    assert "@misc" in texts or "@@misc" in texts
    assert "p/vqa.html" in texts
    assert "cite-this-page" not in texts


def test_hostile_texts_are_texts(tmp_path: Path) -> None:
    values = dict(list(hostile.VALUES.items())[:3])
    files = hostile.files(values) | {"docs/index.md": hostile.INDEX + CITE.replace(":::", "```")}
    build = Site(tmp_path, files).build(strict=False, version="<b>1</b>")
    page = build.page("index.html")
    (box,) = page.by_class("aw-cite")
    every = " ".join(" ".join(value.split()) for value in values.values())
    assert lines(build, "index.html") == [every]
    assert {e.tag for e in page.elements if box in e.parents} <= {
        *("p", "details", "summary", "div", "pre", "a", "span"),
    }


def test_the_day_is_that_of_the_last_commit(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ada@example.org")
        monkeypatch.setenv(f"GIT_{role}_DATE", "2023-04-05T12:00:00Z")
    for command in ("init", "add entries", "commit --message list"):
        git = ["git", *command.split()]
        subprocess.run(git, cwd=site.root, check=True, capture_output=True)
    assert "2023-04-05" in lines(site.build(), "vqa.html")[0]


def test_without_git_the_day_is_that_of_the_last_paper(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(site.root))
    site.replace("entries/vqa.toml", 'id = "mevf"', 'id = "mevf"\nadded = 2024-02-29')
    assert "2024-02-29" in lines(site.build(), "vqa.html")[0]
