"""The guide, followed: its files, written down and built, are the site that it promises."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_awesome import cli

Build = Callable[..., str]

OTHER_MARKUP = {"md": "rst", "rst": "md"}


@pytest.fixture(scope="module")
def guide(blocks: Callable[[str], list[Any]]) -> list[Any]:
    return blocks("guide")


@pytest.fixture(scope="module")
def files(guide: list[Any]) -> dict[str, str]:
    """Files by the path in their caption; other captions are sentences."""
    return {block.caption: block.text for block in guide if re.fullmatch(r"\S+", block.caption)}


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
    guide: list[Any],
    files: dict[str, str],
    build: Build,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The project of the guide, built; every other example of its markup is one more page."""
    root = tmp_path_factory.mktemp("my-list")
    mine = written_in(files, request.param)
    more = [b.text for b in guide if b.language == request.param and not b.caption]
    assert more
    head = {"md": "---\norphan: true\n---\n\n# More\n\n", "rst": ":orphan:\n\nMore\n====\n\n"}
    for number, text in enumerate(more):
        mine[f"docs/more-{number}.{request.param}"] = head[request.param] + text
    assert build(root / "docs", root / "_site", mine) == ""
    return root


def test_site_is_what_the_guide_promises(project: Path) -> None:
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


def test_layout_names_the_files(guide: list[Any], files: dict[str, str]) -> None:
    (tree,) = (block.text for block in guide if "my-list/\n" in block.text)
    folder, named = "", set()
    for line in tree.splitlines()[1:]:
        indent, name = re.fullmatch(r"([│ ]*)[├└]── (.+)", line).groups()
        if name.endswith("/"):
            folder = name
        else:
            named.add(folder * bool(indent) + name)
    later = {name for name in files if name.startswith(".github/")} | {"entries/_venues.toml"}
    assert named == written_in(files, "md").keys() - later


def test_read_the_docs_finds_its_files(files: dict[str, str]) -> None:
    settings = yaml.safe_load(files[".readthedocs.yaml"])
    assert settings["sphinx"]["configuration"] in files
    (install,) = settings["python"]["install"]
    needed = set(files[install["requirements"]].split())
    assert needed == {"furo", "myst-parser", "sphinx-awesome"}


@pytest.mark.parametrize("project", ["md"], indirect=True)
@pytest.mark.parametrize("with_extension", [False, True])
def test_another_project_links_to_papers(
    project: Path,
    guide: list[Any],
    build: Build,
    tmp_path: Path,
    with_extension: bool,  # noqa: FBT001
) -> None:
    captioned = {b.caption: b.text for b in guide}
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
