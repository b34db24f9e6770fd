"""`:heading:` of `awesome:entries`: a heading that is there only if there are papers."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes

from ..conftest import Build, Site
from ..rebuilds import SITE, Watch

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

ADDED = """
# Home

:::{awesome:entries}
:heading: Recently *added*
:layout: list
:has: added
:sort: added
:limit: 2
:::

## Further

:::{toctree}
reports
models
vqa
:::
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, SITE | {"docs/index.md": ADDED, "docs/references.md": "# References"})


def headings(build: Build) -> list[str]:
    return [element.text.removesuffix("¶") for element in build.page("index.html").by_tag("h2")]


def _follow_the_days_of_what_has_appeared(site: Site, watch: Watch) -> None:
    site.replace("docs/index.md", ":has: added\n:sort: added", ":has: published\n:sort: appeared")
    year = "published.year = 2024"
    site.replace("entries/reports.toml", year, f"{year}\npublished.added = 2026-05-31")
    for before, after in (("2026-05-31", "2026-06-01"), ("2026-06-01", "2026-05-31")):
        site.replace("entries/reports.toml", f"added = {before}", f"added = {after}")
        watch.rebuild()
        days = [element.text for element in watch.last.page("index.html").by_tag("time")]
        assert days == [after]
    site.replace("docs/index.md", ":has: published\n:sort: appeared", ":has: added\n:sort: added")
    watch.rebuild()


def test_it_comes_and_goes_with_the_papers(site: Site) -> None:
    watch = Watch(site, strict=False)
    assert headings(watch.last) == ["Further"]
    site.replace("entries/vqa.toml", 'id = "mevf"', 'id = "mevf"\nadded = 2024-05-31')
    site.replace("entries/models.toml", 'id = "biovil"', 'id = "biovil"\nadded = 2024-06-01')
    site.replace("entries/reports.toml", 'id = "tienet"', 'id = "tienet"\nadded = 2024-01-01')
    assert "index" in watch.rebuild().read
    assert headings(watch.last) == ["Recently added", "Further"]
    page = watch.last.page("index.html")
    section = page.by_id("recently-added")
    rows = [element.text for element in page.by_class("aw-row", section)]
    assert [row.split(":", maxsplit=1)[0] for row in rows] == ["BioViL", "MEVF"]
    days = [element.text for element in page.by_tag("time")]
    assert days == ["2024-06-01", "2024-05-31"]
    text = site.build("text", strict=False, doctrees="text").text("index.txt")
    assert "2024-06-01 · " in text
    _follow_the_days_of_what_has_appeared(site, watch)
    for name in ("vqa", "models", "reports"):
        path = site.root / "entries" / f"{name}.toml"
        lines = path.read_text(encoding="utf-8").splitlines()
        site.write(f"entries/{name}.toml", "\n".join(x for x in lines if "added" not in x))
    watch.rebuild()
    assert headings(watch.last) == ["Further"]


def test_it_is_prose_to_refer_to_and_to_translate(site: Site) -> None:
    site.replace("entries/vqa.toml", 'id = "mevf"', 'id = "mevf"\nadded = 2024-05-31')
    site.replace("docs/index.md", "## Further", "## Further\n\n[](#recently-added)")
    conf = site.root / "docs" / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + "myst_heading_anchors = 2\n", "utf-8")
    build = site.build(strict=False)
    title = list(build.doctree("index").findall(nodes.title))[1]
    assert title.astext() == "Recently added"
    assert title.line == 3
    catalogue = site.build("gettext", strict=False, doctrees="marked").text("index.pot")
    assert 'msgid "Recently *added*"' in catalogue


def test_inside_a_block_it_is_a_warning(site: Site) -> None:
    site.replace("entries/vqa.toml", 'id = "mevf"', 'id = "mevf"\nadded = 2024-05-31')
    text = ADDED.replace(":::{awesome:entries}", "::::{note}\n:::{awesome:entries}")
    site.write("docs/index.md", text.replace("limit: 2\n:::", "limit: 2\n:::\n::::"))
    build = site.build(strict=False)
    assert any("cannot stand inside another block" in line for line in build.warnings)
    assert headings(build) == ["Further"]
    assert len(build.page("index.html").by_class("aw-row")) == 1
