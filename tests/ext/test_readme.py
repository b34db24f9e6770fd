"""A README as the source: the site follows it, its addresses stay, its problems have its lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from sphinx_awesome import cli

if TYPE_CHECKING:
    from .conftest import Site

CONF = """
extensions = ["sphinx_awesome", "myst_parser"]
myst_enable_extensions = ["colon_fence"]
awesome_entries = "../README.md"
"""
README = """
# A list

## Report Generation

- [**MICCAI 2021**] RATCHET: Transformer for Reports [[pdf]](https://arxiv.org/pdf/2107.02104)
- [**CVPR 2022**] A Graph Transformer for Reports [[pdf]](https://a.org/graph.pdf)
"""
PAGES = {
    "docs/conf.py": CONF,
    "docs/index.md": "# Home\n\n:::{awesome:entries} report-generation\n:::\n",
    "README.md": README,
    **dict.fromkeys(["docs/reports.md", "docs/models.md"]),
}


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    return make_site(PAGES)


def test_the_site_follows_the_readme(site: Site) -> None:
    page = site.build().page("index.html")
    assert page.by_id("paper-ratchet")
    assert page.by_id("paper-2022-graph")
    site.replace("README.md", "- [**CVPR 2022**] A Graph", "- [**CVPR 2023**] The Tree")
    page = site.build().page("index.html")
    assert page.by_id("paper-2023-tree")


def test_addresses_stay_with_a_lock(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["lock", str(site.root / "README.md")]) == 0
    capsys.readouterr()
    site.replace("README.md", "A Graph Transformer", "The Tree Transformer")
    built = site.build()
    assert "The Tree Transformer" in built.text("index.html")
    assert built.page("index.html").by_id("paper-2022-graph")
    assert "index.html#paper-2022-graph" in built.text("p/2022-graph.html")


def test_problems_have_the_lines_of_the_readme(site: Site) -> None:
    path = site.root / "README.md"
    text = path.read_text(encoding="utf-8")
    path.write_bytes(
        text.replace("Reports [[pdf]](https://a.org", "Reports\r[[pdf]](https://a.org").encode()
    )
    (warning,) = [w for w in site.build(strict=False).warnings if "awesome." in w]
    line = text.partition("**CVPR")[0].count("\n") + 1
    assert warning.startswith(f"README.md:{line}: WARNING: column ")
    assert warning.endswith("[awesome.line-ends]")


def test_a_file_beside_the_readme_fails_no_strict_build(site: Site) -> None:
    site.replace("README.md", "[[pdf]](https://a.org/graph.pdf)", "[[pdf]](papers/graph.pdf)")
    built = site.build()
    assert built.warnings == []
    assert built.page("index.html").by_id("paper-2022-graph")
