"""The recipe "Add a field" of the architecture page, followed to the letter in a copy."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .conftest import SITE, Site
from .package_copy import PACKAGE, build, copy_package, edit, run

ROOT = PACKAGE.parent
PAGE = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
LICENCE = "Zebra licence, 4.0"

GENERATE = """
import runpy
from sphinx_awesome.formats.toml import json_schema
json_schema.write_schemas()
runpy.run_path("docs/reference/generate.py", run_name="__main__")
"""
"""What `nox -s generate` runs, but for the translations."""

CONVERT = """
from pathlib import Path
from sphinx_awesome.formats.loading import load
from sphinx_awesome.formats.registry import FORMATS
awesome_list, problems = load(Path("entries"))
assert not problems, problems
for name in ("csv", "json", "ris", "bib", "toml"):
    Path(f"list.{name}").write_text(FORMATS[name].write(awesome_list))
written = Path("list.bib").read_text()
read = FORMATS["bib"].read(written, "list.bib").awesome_list
print(sorted({paper.license for paper in read.papers()}))
"""


def edited(folder: Path) -> list[str]:
    """Files of a copy that are not as they are in the project."""
    names = [
        p.relative_to(folder).as_posix()
        for p in folder.rglob("*.*")
        if p.is_file() and p.suffix != ".pyc"
    ]
    return sorted(n for n in names if (folder / n).read_bytes() != (ROOT / n).read_bytes())


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with the field of the recipe, once everything is generated."""
    folder = tmp_path_factory.mktemp("project")
    package = copy_package(folder)
    shutil.copytree(ROOT / "docs" / "reference", folder / "docs" / "reference")
    _, _, recipe = PAGE.partition("## Add a field\n")
    line = recipe.partition("```python\n")[2].partition("```")[0]
    edit(package, r"^    arxiv: str = field\(", f"{line}\\g<0>", within="core/model.py")
    run(package, GENERATE, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site one of whose entries has the field."""
    made = Site(tmp_path_factory.mktemp("site"), SITE)
    made.replace(
        "entries/reports.toml", 'id = "ratchet"\n', f'id = "ratchet"\nlicense = "{LICENCE}"\n'
    )
    made.write("docs/explore.md", "---\norphan: true\n---\n# All\n\n:::{awesome:explore}\n:::\n")
    return made


def test_generators_do_the_rest(project: Path) -> None:
    assert edited(project) == [
        "docs/reference/_formats.md",
        "docs/reference/_paper.md",
        "sphinx_awesome/core/model.py",
        "sphinx_awesome/data/section.schema.json",
    ]
    schema = json.loads((project / "sphinx_awesome/data/section.schema.json").read_bytes())
    field = schema["properties"]["entry"]["items"]["oneOf"][0]["properties"]["license"]
    assert field["type"] == "string"
    reference = (project / "docs/reference/_paper.md").read_text(encoding="utf-8")
    assert f"| {field['description']} |" in reference


def test_formats_write_it(project: Path, site: Site) -> None:
    read_back = run(project / "sphinx_awesome", CONVERT, cwd=site.root)
    assert read_back == f"['', '{LICENCE}']\n"
    text = {p.suffix: p.read_text(encoding="utf-8") for p in site.root.glob("list.*")}
    assert ",license," in text[".csv"].partition("\n")[0]
    assert f',"{LICENCE}",' in text[".csv"]
    items = json.loads(text[".json"])
    assert [item.get("custom", {}).get("license") for item in items] == [LICENCE, None, None]
    assert f"\nC1  - {LICENCE}\n" in text[".ris"]
    assert f"\n  copyright = {{{LICENCE}}},\n" in text[".bib"]
    assert f'\nlicense = "{LICENCE}"\n' in text[".toml"]


def test_cards_show_it_and_search_finds_it(project: Path, site: Site) -> None:
    files = build(site, project / "sphinx_awesome", "field")
    cards = [name for name, data in files.items() if f" · {LICENCE}</div>".encode() in data]
    assert cards == ["reports.html"]
    data = json.loads(files["_static/awesome/papers.json"])
    assert data["more"] == {"0": LICENCE}
    assert "zebra" in files["searchindex.js"].decode()
