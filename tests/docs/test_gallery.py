"""The lists of the gallery: built strictly, checked, and found from its page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from sphinx_awesome import cli

from .conftest import DOCS, build_site
from .test_tutorial import pictures

__all__ = ["pictures"]

LISTS = sorted(path.parent for path in (DOCS / "gallery").glob("*/conf.py"))
PAGE = (DOCS / "gallery.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=LISTS, ids=lambda path: path.name)
def folder(request: pytest.FixtureRequest) -> Path:
    """The folder of a list."""
    return request.param


def test_the_site_is_built_and_its_picture_is_current(
    folder: Path, pictures: object, tmp_path: Path
) -> None:
    assert build_site(folder, tmp_path / folder.name) == ""
    known = json.loads(pictures.DIGESTS.read_text(encoding="utf-8"))
    drawn = {n: p for n, p in pictures.PICTURES.items() if p.site == folder.name}
    assert drawn
    for name, picture in drawn.items():
        assert pictures.digest(tmp_path / folder.name / picture.page) == known[name]


def test_nothing_is_wrong_with_the_list(folder: Path) -> None:
    assert cli.main(["check", str(folder / "entries")]) == 0
    assert cli.main(["fmt", "--check", str(folder / "entries")]) == 0


def test_the_page_shows_the_list_and_its_source(folder: Path) -> None:
    assert f'href="gallery/{folder.name}/index.html"' in PAGE
    assert f"/latest/gallery/{folder.name}/index.html)" in PAGE
    assert f"/tree/main/docs/gallery/{folder.name})" in PAGE
    assert re.search(rf"\{{literalinclude\}} gallery/{folder.name}/", PAGE)


def test_the_lists_are_built_where_the_site_is() -> None:
    """As text: nox is no part of what is tested, and Read the Docs runs a line of shell."""
    settings = yaml.safe_load((DOCS.parent / ".readthedocs.yaml").read_text(encoding="utf-8"))
    (line,) = settings["build"]["jobs"]["post_build"]
    assert "for list in docs/gallery/*/; do" in line
    assert '"docs", "gallery").glob("*/conf.py")' in (DOCS.parent / "noxfile.py").read_text("utf-8")
