"""Beside other extensions each does its part, and none twice; and in other builders."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from .conftest import SITE, build_strictly

BASE = "https://example.org/lists/images/"
PAGES = {path.stem for path in (SITE / "docs").glob("*.md")}


def built(folder: Path, conf: str, builder: str = "html", **files: str) -> Path:
    """Build the list with something behind its ``conf.py``."""
    shutil.copytree(SITE, folder / "list")
    docs = folder / "list" / "docs"
    with (docs / "conf.py").open("a", encoding="utf-8") as end:
        end.write(conf)
    for name, text in files.items():
        (docs / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return build_strictly(docs, folder / "out", "-b", builder)


def both_orders(extension: str) -> list[str]:
    """Settings that load an extension before ours, and behind it."""
    return [f"extensions.insert(0, {extension!r})\n", f"extensions.append({extension!r})\n"]


@pytest.mark.parametrize("conf", both_orders("sphinxext.opengraph"))
def test_no_tag_stands_twice_beside_opengraph(tmp_path: Path, conf: str) -> None:
    pytest.importorskip("sphinxext.opengraph")
    theirs = f'ogp_site_url = "{BASE}"\nogp_image = "https://example.org/theirs.png"\n'
    ours = 'ogp_social_cards = {"enable": False}\nawesome_share_picture = "share.png"\n'
    png = "\x89PNG\r\n"
    out = built(tmp_path, conf + theirs + ours, share_png=png)
    for page in sorted(PAGES):
        html = (out / f"{page}.html").read_text(encoding="utf-8")
        names = Counter(re.findall(r'<meta (?:name|property)="([^"]+)"', html))
        del names["viewport"]  # which furo and Sphinx both write
        assert [name for name, number in names.items() if number > 1] == []
        assert "share.png" not in html


def located(out: Path) -> list[str]:
    text = (out / "sitemap.xml").read_text(encoding="utf-8")
    return [loc.text or "" for loc in ET.fromstring(text).iterfind("{*}url/{*}loc")]


def papers(out: Path) -> set[str]:
    """Return the addresses of the pages of papers, below the address of the site."""
    pages = (out / "p").glob("*.html")
    return {f"p/{p.name}" for p in pages if "citation_title" in p.read_text(encoding="utf-8")}


@pytest.mark.parametrize("conf", both_orders("sphinx_sitemap"))
@pytest.mark.parametrize("scheme", ["{link}", "{lang}{version}{link}"])
def test_one_sitemap_names_every_page(tmp_path: Path, conf: str, scheme: str) -> None:
    pytest.importorskip("sphinx_sitemap")
    conf += f'sitemap_url_scheme = "{scheme}"\nsitemap_excludes = ["tags.html"]\n'
    out = built(tmp_path, conf)
    base = BASE + ("" if scheme == "{link}" else "en/1/")
    pages = {f"{page}.html" for page in PAGES - {"tags"}}
    found = located(out)
    assert len(found) == len(set(found))
    assert len(papers(out)) > 5
    assert {base + page for page in pages | papers(out)} <= set(found)
    assert f"{base}tags.html" not in found
    robots = (out / "robots.txt").read_text(encoding="utf-8")
    assert robots.count("Sitemap:") == robots.count(f"Sitemap: {BASE}sitemap.xml") == 1


def test_a_sitemap_stays_whole_when_one_page_is_written_again(tmp_path: Path) -> None:
    pytest.importorskip("sphinx_sitemap")
    conf = 'extensions.append("sphinx_sitemap")\nsitemap_url_scheme = "{link}"\n'
    before = sorted(located(built(tmp_path, conf)))
    docs = tmp_path / "list" / "docs"
    with (docs / "models.md").open("a", encoding="utf-8") as end:
        end.write("\nOne sentence more.\n")
    for _ in range(2):  # the second time nothing has changed
        assert sorted(located(build_strictly(docs, tmp_path / "out"))) == before
    # Without the extension the sitemap is ours again.
    conf_py = docs / "conf.py"
    conf_py.write_text(conf_py.read_text(encoding="utf-8").replace(conf, ""), encoding="utf-8")
    out = build_strictly(docs, tmp_path / "out")
    assert set(located(out)) == {BASE + page for page in papers(out)} | {
        f"{BASE}{page}.html" for page in PAGES
    }


def test_a_bibliography_has_labels_of_its_own(tmp_path: Path) -> None:
    pytest.importorskip("sphinxcontrib.bibtex")
    conf = 'extensions.append("sphinxcontrib.bibtex")\nbibtex_bibfiles = ["refs.bib"]\n'
    page = "---\norphan: true\n---\n# More\n\n{cite}`everything`\n\n```{bibliography}\n```\n"
    record = "@book{everything, title={Everything}, author={A B}, year={2001}, publisher={P}}"
    out = built(tmp_path, conf, more_md=page, refs_bib=record)
    assert "Everything" in (out / "more.html").read_text(encoding="utf-8")
    assert 'id="paper-everything"' in (out / "reports.html").read_text(encoding="utf-8")


def test_notebooks_may_read_the_pages(tmp_path: Path) -> None:
    pytest.importorskip("myst_nb")
    conf = 'extensions = ["sphinx_awesome", "myst_nb"]\nnb_execution_mode = "off"\n'
    assert "aw-card" in (built(tmp_path, conf) / "reports.html").read_text(encoding="utf-8")


def test_citations_get_one_copy_button(tmp_path: Path) -> None:
    """That of our script: the extension puts its own into each ``div.highlight``."""
    pytest.importorskip("sphinx_copybutton")
    html = (built(tmp_path, 'extensions.append("sphinx_copybutton")\n') / "reports.html").read_text(
        encoding="utf-8"
    )
    assert '<div class="aw-record"><pre>@' in html
    assert '<div class="highlight">' not in html


def test_a_blog_may_stand_beside_the_list(tmp_path: Path) -> None:
    pytest.importorskip("ablog")
    # Not furo, whose pages its templates break, with us or without.
    conf = 'extensions.append("ablog")\nhtml_theme = "alabaster"\nblog_title = "Blog"\n'
    out = built(tmp_path, f'{conf}fontawesome_included = True\nblog_baseurl = "{BASE}"\n')
    assert "aw-card" in (out / "reports.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_files_are_found_wherever_the_site_is(tmp_path: Path, builder: str) -> None:
    """Below a path of its host, with addresses that start from the page."""
    out = built(tmp_path, "", builder)
    page = out / ("reports.html" if builder == "html" else "reports/index.html")
    html = page.read_text(encoding="utf-8")
    ours = [a for a in re.findall(r'(?:src|href)="([^"]*)"', html) if "awesome" in a]
    assert len(ours) > 3
    for address in ours:
        assert (page.parent / address.partition("?")[0]).resolve().is_file()


def test_a_single_page_has_citations(tmp_path: Path) -> None:
    html = (built(tmp_path, "", "singlehtml") / "index.html").read_text(encoding="utf-8")
    assert "<summary>Cite</summary>" in html
    assert "@article{everything" in html
