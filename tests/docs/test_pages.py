"""The pages agree with the list and with each other, and build without a warning."""

import ast
import re
import tomllib
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

import sphinx_awesome
from sphinx_awesome.formats import toml

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
CONF = ast.parse((DOCS / "conf.py").read_text(encoding="utf-8"))
SETTINGS = {
    node.targets[0].id: node.value
    for node in CONF.body
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
}
LIST = tomllib.loads((ROOT / "entries" / "_list.toml").read_text(encoding="utf-8"))
SOURCE = LIST["repository"]


def read(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


# -- conf.py ----------------------------------------------------------------------------------


def test_conf_is_short_and_holds_no_code() -> None:
    assert len((DOCS / "conf.py").read_text(encoding="utf-8").splitlines()) <= 30
    docstring, *statements = CONF.body
    assert isinstance(docstring, ast.Expr)
    assert {type(statement) for statement in statements} == {ast.Import, ast.Assign}


def test_conf_agrees_with_the_package_and_the_list() -> None:
    version = ast.literal_eval(SETTINGS["version"])
    assert sphinx_awesome.__version__.startswith(f"{version}.")
    assert ast.literal_eval(SETTINGS["project"]) == LIST["title"]
    assert ast.literal_eval(SETTINGS["html_theme_options"])["source_repository"] == SOURCE


# -- the pages --------------------------------------------------------------------------------


@pytest.mark.parametrize("section", LIST["sections"])
def test_every_section_has_its_page(section: str) -> None:
    """Under a heading of its own: a title that changes in the entries alone is no fault."""
    assert re.match(r"# \S", read(section))
    assert f"```{{awesome:entries}} {section}\n" in read(section)
    assert f"]({SOURCE}/edit/main/entries/{section}.toml)" in read("contributing")


def test_sidebar_names_the_task_areas_in_the_order_of_the_list() -> None:
    toctrees = re.findall(r"^:caption: (.+)\n\n((?:[\w/-]+\n)+)", read("index"), re.MULTILINE)
    captions = [caption for caption, _ in toctrees]
    assert captions == ["Task areas", "The list", "Making a site", "Developers"]
    assert toctrees[0][1].split() == LIST["sections"]
    named = {name for _, names in toctrees for name in names.split()}
    assert named == {path.stem for path in DOCS.glob("*.md")} - {"index"} | {
        path.relative_to(DOCS).with_suffix("").as_posix() for path in DOCS.glob("*/index.md")
    }


def test_home_and_every_section_can_be_cited() -> None:
    for name in ("index", *LIST["sections"]):
        assert "```{awesome:cite}\n```\n" in read(name)


def test_contributing_names_who_keeps_the_list() -> None:
    for maintainer in LIST["maintainer"]:
        assert f"[{maintainer['email']}](mailto:{maintainer['email']})" in read("contributing")


def test_forms_exist() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in DOCS.glob("*.md"))
    forms = set(re.findall(r"/issues/new\?template=([\w.-]+)", pages))
    assert forms
    assert forms <= {path.name for path in (ROOT / ".github" / "ISSUE_TEMPLATE").iterdir()}


def test_files_of_the_repository_that_pages_link_to_exist() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in DOCS.glob("*.md"))
    raw = SOURCE.replace("github.com", "raw.githubusercontent.com")
    linked = set(re.findall(rf"(?:{SOURCE}/(?:blob|edit)|{raw})/main/([^)\s#]+)", pages))
    assert "sphinx_awesome/data/section.schema.json" in linked
    assert {name for name in linked if not (ROOT / name).is_file()} == set()


# -- the site ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(build: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "html"
    assert build(DOCS, out) == ""
    return out


def test_links_of_the_site_lead_somewhere(site: Path) -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    anchors = {path: set(re.findall(r'\bid="([^"]+)"', text)) for path, text in pages.items()}
    nowhere = set()
    for path, text in pages.items():
        for href in map(unescape, re.findall(r'\bhref="([^"]*)"', text)):
            parts = urlsplit(href)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file() or (
                parts.fragment and unquote(parts.fragment) not in anchors.get(target, ())
            ):
                nowhere.add(f"{path.relative_to(site)}: {href}")
    assert nowhere == set()


def test_every_paper_and_section_has_its_address(site: Path) -> None:
    awesome_list, _ = toml.load(ROOT / "entries")
    aliases = [alias for entry in awesome_list.entries.values() for alias in entry.aliases]
    names = {*awesome_list.entries, *awesome_list.sections, *aliases}
    assert names <= {path.stem for path in (site / "p").iterdir()}
    for paper, home in awesome_list.homes.items():
        link = (site / "p" / f"{paper}.html").read_text(encoding="utf-8")
        assert f'data-card="../{home}.html#paper-{paper}"' in link
