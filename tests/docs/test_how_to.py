"""The how-tos, followed: their files, written down and built, are the sites that they promise."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_awesome import cli

from .conftest import HOW_TOS

Build = Callable[..., str]

OTHER_MARKUP = {"md": "rst", "rst": "md"}


@pytest.fixture(scope="module")
def pages(blocks: Callable[[str], list[Any]]) -> dict[str, list[Any]]:
    """The code blocks of each how-to."""
    return {name: blocks(name) for name in HOW_TOS}


@pytest.fixture(scope="module")
def files(pages: dict[str, list[Any]]) -> dict[str, str]:
    """The files of a site that is made by hand, by their path; other captions are sentences."""
    return {b.caption: b.text for b in pages["how-to/by-hand"] if re.fullmatch(r"\S+", b.caption)}


def written_in(files: dict[str, str], markup: str) -> dict[str, str]:
    """The files of one who writes pages in one of the two markups."""
    chosen = {
        name: text
        for name, text in files.items()
        if Path(name).suffix != f".{OTHER_MARKUP[markup]}"
    }
    if markup == "rst":  # "leave it out"
        with_myst = chosen["docs/conf.py"]
        chosen["docs/conf.py"] = with_myst.replace(', "myst_parser"', "")
        assert chosen["docs/conf.py"] != with_myst
    return chosen


@pytest.fixture(scope="module", params=["md", "rst"])
def project(
    request: pytest.FixtureRequest,
    pages: dict[str, list[Any]],
    files: dict[str, str],
    build: Build,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The site made by hand, built; every other example of its markup is one more page."""
    root = tmp_path_factory.mktemp("my-list")
    mine = written_in(files, request.param)
    shown = [block for page in pages.values() for block in page]
    more = [
        block.text
        for block in shown
        if block.language == request.param and not block.caption and "<!--" not in block.text
    ]
    assert more
    head = {"md": "---\norphan: true\n---\n\n# More\n\n", "rst": ":orphan:\n\nMore\n====\n\n"}
    for number, text in enumerate(more):
        mine[f"docs/more-{number}.{request.param}"] = head[request.param] + text
    assert build(root / "docs", root / "_site", mine) == ""
    return root


def test_site_is_what_the_page_promises(project: Path) -> None:
    site = project / "_site"
    home, page, venues = (
        (site / f"{name}.html").read_text(encoding="utf-8")
        for name in ("index", "segmentation", "venues")
    )
    assert "2 papers, 1 of them with code." in home
    assert 'href="segmentation.html"' in home
    assert 'id="paper-u-net"' in page
    assert "U-Net: Convolutional Networks for Biomedical Image Segmentation" in page
    assert "published since: " in page
    assert 'id="venue-miccai"' in venues
    for name, link in {
        "u-net": 'href="../segmentation.html#paper-u-net"',
        "segmentation": "url=../segmentation.html",
    }.items():
        assert link in (site / "p" / f"{name}.html").read_text(encoding="utf-8")


def test_check_finds_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    assert cli.main(["check"]) == 0
    assert capsys.readouterr().err == ""


def test_layout_names_the_files(pages: dict[str, list[Any]], files: dict[str, str]) -> None:
    (tree,) = (b.text for b in pages["how-to/by-hand"] if "my-list/\n" in b.text)
    folder, named = "", set()
    for line in tree.splitlines()[1:]:
        indent, name = re.fullmatch(r"([│ ]*)[├└]── (.+)", line).groups()
        if name.endswith("/"):
            folder = name
        else:
            named.add(folder * bool(indent) + name)
    assert named == written_in(files, "md").keys()


def test_read_the_docs_finds_its_files(pages: dict[str, list[Any]], files: dict[str, str]) -> None:
    more = {block.caption: block.text for block in pages["how-to/read-the-docs"]}
    settings = yaml.safe_load(more[".readthedocs.yaml"])
    assert settings["sphinx"]["configuration"] in files
    (install,) = settings["python"]["install"]
    needed = set(more[install["requirements"]].split())
    assert needed == {"furo", "myst-parser", "sphinx-awesome"}


def test_settings_that_are_shown_exist(
    pages: dict[str, list[Any]], files: dict[str, str], tmp_path: Path
) -> None:
    lines = [
        block.text
        for page in pages.values()
        for block in page
        if re.match(r"docs/conf\.py, ", block.caption)
    ]
    assert len(lines) > 3
    names: dict[str, Any] = {"extensions": []}
    exec("\n".join(lines), names)
    del names["__builtins__"], names["extensions"]
    (tmp_path / "conf.py").write_text(files["docs/conf.py"], encoding="utf-8")
    (tmp_path / "index.md").write_text("# Home\n", encoding="utf-8")
    with patch_docutils(), docutils_namespace():
        app = Sphinx(*[tmp_path] * 2, *[tmp_path / "out"] * 2, "html", status=None, warning=None)
        assert [name for name in names if name not in app.config] == []


@pytest.mark.parametrize("markup", ["md", "rst"])
def test_a_list_joins_a_project_that_is_there(
    pages: dict[str, list[Any]], build: Build, tmp_path: Path, markup: str
) -> None:
    shown = {block.caption: block.text for block in pages["how-to/existing-project"]}
    conf = 'extensions = ["myst_parser"]\nhtml_theme = "alabaster"\n'
    files = {
        "docs/conf.py": conf + shown["docs/conf.py, further lines"],
        "docs/index.md": "# Home\n\n```{toctree}\npapers\n```\n",
        "docs/papers/segmentation.toml": shown["docs/papers/segmentation.toml"],
        f"docs/papers.{markup}": shown[f"docs/papers.{markup}"],
    }
    assert build(tmp_path / "docs", tmp_path / "out", files) == ""
    assert 'id="paper-u-net"' in (tmp_path / "out" / "papers.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("project", ["md"], indirect=True)
@pytest.mark.parametrize("with_extension", [False, True])
def test_another_project_links_to_papers(
    project: Path,
    pages: dict[str, list[Any]],
    build: Build,
    tmp_path: Path,
    with_extension: bool,  # noqa: FBT001
) -> None:
    captioned = {b.caption: b.text for b in pages["how-to/refer-to-papers"]}
    address = "https://my-list.readthedocs.io/en/latest/"
    conf = captioned["conf.py of the other project"]
    page = captioned["A page of the other project"]
    offline = conf.replace(
        f'"{address}", None', f'"{address}", {str(project / "_site" / "objects.inv")!r}'
    )
    assert offline != conf
    files = {"docs/conf.py": offline, "docs/index.rst": f"Other\n=====\n\n{page}\n"}
    if with_extension:
        files["docs/conf.py"] += 'extensions += ["sphinx_awesome"]\n'
        files["docs/index.rst"] += ":awesome:entry:`u-net`\n"
        files["entries/own.toml"] = 'title = "Own"\n\n[[entry]]\nid = "mine"\ntitle = "Mine"\n'
    assert build(tmp_path / "docs", tmp_path / "out", files) == ""
    html = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert html.count(f'href="{address}segmentation.html#paper-u-net"') == 1 + with_extension
    assert f'href="{address}segmentation.html#section-segmentation"' in html
    assert "the whole section" in html
