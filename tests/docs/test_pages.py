"""The pages agree with the list and with each other, and build without a warning."""

import ast
import re
import tomllib
from fnmatch import fnmatch
from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest

import sphinx_awesome
from sphinx_awesome.formats import toml

from .conftest import BASE, DOCS, PAGES

ROOT = DOCS.parent
CONF = ast.parse((DOCS / "conf.py").read_text(encoding="utf-8"))
SETTINGS = {
    node.targets[0].id: node.value
    for node in CONF.body
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
}
LIST = tomllib.loads((ROOT / "entries" / "_list.toml").read_text(encoding="utf-8"))
SOURCE = LIST["repository"]
#: Where the site is on its host.
TOP = urlsplit(BASE).path


def read(name: str) -> str:
    """The source of a page."""
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


def toctrees(name: str) -> list[str]:
    """The pages that a page names in its table of contents."""
    text = "\n".join(
        re.findall(r"^```\{toctree\}\n(.*?)^```$", read(name), re.MULTILINE | re.DOTALL)
    )
    folder = PurePosixPath(name).parent
    patterns = [str(folder / line) for line in text.splitlines() if re.match(r"[\w*]", line)]
    return [
        page for pattern in patterns for page in PAGES if fnmatch(page, pattern) and page != name
    ]


def test_sidebar_has_four_parts_and_the_task_areas_in_the_order_of_the_list() -> None:
    parts = re.findall(r"^:caption: (.+)\n\n((?:[\w/-]+\n)+)", read("index"), re.MULTILINE)
    captions = [caption for caption, _ in parts]
    assert captions == ["Task areas", "The list", "Making a site", "Developers"]
    assert parts[0][1].split() == LIST["sections"]


def test_every_page_but_the_former_guide_is_in_the_sidebar() -> None:
    found, due = {"index"}, ["index"]
    while due:
        new = set(toctrees(due.pop())) - found
        found |= new
        due += new
    assert set(PAGES) - found == {"guide"}
    assert "orphan: true" in read("guide")


def shown(name: str) -> str:
    """The text of a page with what it includes."""
    folder = (DOCS / name).parent
    including = re.compile(r"^```\{include\} (.+)\n```$", re.MULTILINE)
    return including.sub(lambda match: (folder / match[1]).read_text("utf-8"), read(name))


@pytest.mark.parametrize("name", [name for name in PAGES if name != "changelog"])
def test_no_page_is_long(name: str) -> None:
    assert len(shown(name).splitlines()) <= 250


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_a_next_step(name: str) -> None:
    """Its last lines lead to another page of this site."""
    *_, last = re.split(r"^## .+$|\n\n(?=[^-\n])", read(name).rstrip(), flags=re.MULTILINE)
    links = re.findall(r"\]\(([^)\s]+)\)", last)
    assert [link for link in links if not link.startswith(("http", "mailto"))], last


def test_a_section_of_links_ends_the_pages_of_the_documentation() -> None:
    pages = [name for name in PAGES if "/" in name] + ["tutorial", "reference", "rules", "faq"]
    assert [
        name for name in pages if re.findall(r"^## (.+)$", read(name), re.MULTILINE)[-1] != "Next"
    ] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_picture_is_described(name: str) -> None:
    pictures = re.findall(r"^```\{image\} .+\n((?::.+\n)*)", read(name), re.MULTILINE)
    assert [
        options for options in pictures if not re.search(r"^:alt: .{20}", options, re.MULTILINE)
    ] == []


def test_home_and_every_section_can_be_cited() -> None:
    for name in ("index", *LIST["sections"]):
        assert "```{awesome:cite}\n```\n" in read(name)


def test_contributing_names_who_keeps_the_list() -> None:
    for maintainer in LIST["maintainer"]:
        assert f"[{maintainer['email']}](mailto:{maintainer['email']})" in read("contributing")


def test_forms_exist() -> None:
    pages = "".join(map(read, PAGES))
    forms = set(re.findall(r"/issues/new\?template=([\w.-]+)", pages))
    assert forms
    assert forms <= {path.name for path in (ROOT / ".github" / "ISSUE_TEMPLATE").iterdir()}


def test_files_of_the_repository_that_pages_link_to_exist() -> None:
    pages = "".join(map(read, PAGES))
    raw = SOURCE.replace("github.com", "raw.githubusercontent.com")
    linked = set(re.findall(rf"(?:{SOURCE}/(?:blob|edit)|{raw})/main/([^)\s#]+)", pages))
    assert "sphinx_awesome/data/section.schema.json" in linked
    assert {name for name in linked if not (ROOT / name).is_file()} == set()


# -- the site ---------------------------------------------------------------------------------


def test_links_of_the_site_lead_somewhere(site: Path) -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    anchors = {path: set(re.findall(r'\bid="([^"]+)"', text)) for path, text in pages.items()}
    nowhere = set()
    for path, text in pages.items():
        for href in map(unescape, re.findall(r'\bhref="([^"]*)"', text)):
            parts = urlsplit(href)
            if parts.scheme or parts.netloc:
                continue
            if parts.path.startswith("gallery/"):  # built beside these pages: test_gallery.py
                continue
            from_top = unquote(parts.path).removeprefix(TOP)  # as 404.html leads
            folder = site if parts.path.startswith(TOP) else path.parent
            target = (folder / from_top).resolve() if parts.path else path
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


# -- files that a build writes ----------------------------------------------------------------

#: What Sphinx and the theme write themselves.
OF_SPHINX = (
    *("_sources/*", "_images/*", "_downloads/*", "_sphinx_design_static/*", ".buildinfo"),
    *("objects.inv", "searchindex.js", "search.html", "genindex.html"),
)


def test_files_of_a_build_are_those_of_the_reference(site: Path) -> None:
    first = re.findall(r"^\| (`.+?) \|", read("reference/output"), re.MULTILINE)
    patterns = [
        re.sub(r"[A-Z]{2,}", "*", name) + "*" * name.endswith("/")
        for cell in first
        for name in re.findall(r"`([^`]+)`", cell)
    ]
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert [pattern for pattern in patterns if not any(fnmatch(f, pattern) for f in files)] == []
    pages = {f"{name}.html" for name in PAGES}
    others = files - pages - {f for f in files if fnmatch(f, "_static/*")}
    known = (*OF_SPHINX, *patterns)
    assert {f for f in others if not any(fnmatch(f, pattern) for pattern in known)} == set()


# -- addresses that the guide, the reference and the rules had when each was one page ---------

FORMER = {
    "guide": """from-a-readme list-in-a-readme names publish update days permalinks paper-pages
        removed lost-addresses refer-from-elsewhere convert languages quieten downloads""",
    "reference": """paper published labels venues-file readme-source readme-markers formats
        directives filters typed addresses problems sources""",
    "rules": "rule-duplicate-paper rule-tracking rule-retracted rule-lost-permalink rule-capitals",
}


@pytest.mark.parametrize("name", FORMER)
def test_former_addresses_lead_on(site: Path, name: str) -> None:
    """`_static/moved.js` follows the page's own link to the anchor; without it, readers do."""
    page = (site / f"{name}.html").read_text(encoding="utf-8")
    moved = page.partition('class="moved')[2].partition("<footer")[0]
    for anchor in FORMER[name].split():
        (link,) = set(re.findall(rf'href="([^"#]+#{anchor})"', moved)) or {""}
        target, _, fragment = link.partition("#")
        assert f'id="{fragment}"' in (site / target).read_text(encoding="utf-8"), anchor
