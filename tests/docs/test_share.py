"""The picture for sharing, and the script that draws it."""

from __future__ import annotations

import ast
import importlib.util
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest

from sphinx_awesome.ext.output.head import png_size
from sphinx_awesome.formats import toml

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"


@pytest.fixture(scope="module")
def share() -> ModuleType:
    spec = importlib.util.spec_from_file_location("share", IMAGES / "share.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_site_names_a_picture_of_the_usual_size(share: ModuleType) -> None:
    settings = {
        node.targets[0].id: node.value
        for node in ast.parse((ROOT / "docs/conf.py").read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    path = ROOT / "docs" / ast.literal_eval(settings["awesome_share_picture"])
    assert path.parent == IMAGES
    assert png_size(path) == share.SIZE == (1200, 630)
    assert path.stat().st_size < 100_000


class Texts(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_picture_says_what_the_list_is(share: ModuleType) -> None:
    awesome_list, _ = toml.load(ROOT / "entries")
    awesome_list = replace(awesome_list, title="A <b>list</b> & more")
    texts = Texts(share.page(awesome_list)).texts
    titles = [section.title for section in awesome_list.sections.values()]
    assert [text for text in texts if text in titles] == titles
    assert "A <b>list</b> & more" in texts
    assert awesome_list.description in texts
