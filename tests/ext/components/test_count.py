"""`awesome:count`: numbers of papers and of what they have, in running text."""

from __future__ import annotations

import pytest

from ..conftest import SITE, Build, Site

ORPHAN = "---\norphan: true\n---\n"


COUNTS = {
    "papers": "3",
    "entries in models": "2",
    "dataset": "0",
    "papers with code": "1",
    "papers in models": "2",
    "papers with published in models": "1",
    "papers at MICCAI": "1",
    "papers with code at arXiv in models": "0",
    "sections": "2",
    "venues": "4",
    "authors": "6",
    "tags": "1",
    "years": "2021–2022",
    "years in models": "2022",
}


@pytest.fixture(scope="module")
def count_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Build]:
    """A site with a page for each count, built as HTML and as text."""
    pages = {
        f"docs/{expression.replace(' ', '-')}.md": (
            f"{ORPHAN}# Text\n\n<{{awesome:count}}`{expression}`>\n"
        )
        for expression in COUNTS
    }
    site = Site(tmp_path_factory.mktemp("counts"), {**SITE, **pages})
    return {builder: site.build(builder) for builder in ("html", "text")}


@pytest.mark.parametrize("expression", COUNTS)
def test_count(count_pages: dict[str, Build], expression: str) -> None:
    name = expression.replace(" ", "-")
    html = count_pages["html"].page(f"{name}.html").by_tag("p")[0].text
    for content in (html, count_pages["text"].text(f"{name}.txt")):
        assert f"<{COUNTS[expression]}>" in content


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("paper", '"paper" is no count; write papers, sections, venues'),
        ("datset", 'did you mean "dataset"?'),
        ("papers in nowhere", 'there is no section "nowhere"'),
    ],
)
def test_a_count_of_nothing(site: Site, expression: str, message: str) -> None:
    site.write("docs/text.md", f"{ORPHAN}# Text\n\nSo {{awesome:count}}`{expression}` many.\n")
    built = site.build(strict=False)
    assert len(built.warnings) == 1
    assert message in built.warnings[0]
    assert "So ? many." in built.page("text.html").by_tag("article")[0].text
