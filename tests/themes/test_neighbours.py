"""Beside other extensions each does its part, and none twice; and in other builders."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

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


@pytest.mark.parametrize("conf", both_orders("sphinx_sitemap"))
def test_one_sitemap_names_every_page(tmp_path: Path, conf: str) -> None:
    pytest.importorskip("sphinx_sitemap")
    out = built(tmp_path, f'{conf}sitemap_url_scheme = "{{link}}"\n')
    found = re.findall("<loc>([^<]*)</loc>", (out / "sitemap.xml").read_text(encoding="utf-8"))
    assert len(found) == len(set(found))
    assert {f"{BASE}{page}.html" for page in PAGES} <= set(found)


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
