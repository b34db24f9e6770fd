"""The shared sidebar gives the same pages, to the byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_awesome.ext.output import furo_sidebar

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..conftest import Site

TREE = {
    "docs/index.md": """
        # Home

        :::{toctree}
        :caption: First
        :hidden:
        a
        deep/index
        :::

        :::{toctree}
        :caption: Second & <b>last</b>
        b
        https://example.org/elsewhere
        Again <a>
        self
        :::
        """,
    "docs/a.md": "# A & <em>\n\n## Part\n",
    "docs/b.md": "# B\n\n```{toctree}\nc\n```\n",
    "docs/c.md": "# C\n\n```{toctree}\nd\n```\n",
    "docs/d.md": "# D\n",
    "docs/deep/index.md": "# Deep\n\n```{toctree}\none\ntwo\n```\n",
    "docs/deep/one.md": "# One\n",
    "docs/deep/two.md": "# Two\n",
    "docs/reports.md": "---\norphan: true\n---\n# R\n\n:::{awesome:entries} reports\n:::\n",
    "docs/models.md": "---\norphan: true\n---\n# M\n\n:::{awesome:entries} models\n:::\n",
}


@pytest.fixture(autouse=True)
def _few_pages_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(furo_sidebar, "UNSHARED_PAGES", 1)


def pages(site: Site, out: str, **config: object) -> dict[str, str]:
    built = site.build(out=out, doctrees=f"doctrees-{out}", **config)
    return {
        path.relative_to(built.outdir).as_posix(): path.read_text(encoding="utf-8")
        for path in built.outdir.rglob("*.html")
    }


def test_the_same_pages(make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(TREE)
    slow = pages(site, "slow", awesome_fast_navigation=False)
    trees = 0
    original = furo_sidebar.TocTree.get_toctree_for

    def count(*args: object, **kwargs: object) -> object:
        nonlocal trees
        trees += 1
        return original(*args, **kwargs)

    monkeypatch.setattr(furo_sidebar.TocTree, "get_toctree_for", count)
    fast = pages(site, "fast")
    assert trees == 2  # one a folder
    assert fast.keys() == slow.keys()
    for name in slow:
        assert fast[name] == slow[name], name


@pytest.mark.parametrize(
    ("builder", "config"),
    [
        ("html", {"html_theme": "alabaster"}),
        ("html", {"awesome_fast_navigation": False}),
        ("dirhtml", {}),
    ],
)
def test_not_at_work_elsewhere(
    make_site: Callable[..., Site],
    monkeypatch: pytest.MonkeyPatch,
    builder: str,
    config: dict[str, object],
) -> None:
    monkeypatch.setattr(furo_sidebar, "_edits", lambda _: pytest.fail("at work"))
    assert make_site(TREE).build(builder, **config).outdir.is_dir()


def test_not_at_work_on_a_few_pages(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(furo_sidebar, "UNSHARED_PAGES", 50)
    monkeypatch.setattr(furo_sidebar, "_edits", lambda _: pytest.fail("at work"))
    assert site.build().outdir.is_dir()
