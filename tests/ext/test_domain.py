"""Roles, labels, and what other projects can link to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.search import IndexBuilder
from sphinx.util.inventory import InventoryFile

from sphinx_awesome.core.problem import Problem, ProblemCode
from sphinx_awesome.ext.domain import domain_of

from .conftest import SITE, Build, Site

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_awesome.core.problem import Problem

ORPHAN = "---\norphan: true\n---\n"
INDICES = {
    f"docs/{kind}s.md": f"{ORPHAN}# Index\n\n:::{{awesome:index}} {kind}\n:::\n"
    for kind in ("venue", "author", "tag")
}


#: A role, where it leads, and what its link shows.
ROLES = [
    ("entry:ratchet", "reports.html#paper-ratchet", "RATCHET: Medical Transformer"),
    ("entry:chambon-2022", "reports.html#paper-roentgen", "RoentGen: Vision-Language"),
    ("entry:see this <ratchet>", "reports.html#paper-ratchet", "see this"),
    ("section:models", "models.html#section-models", "Models"),
    ("venue:miccai", "venues.html#venue-miccai", "MICCAI"),
    (
        "venue:Nat. Biomed. Eng. <Nature Biomedical Engineering>",
        "venues.html#venue-nature-biomedical-engineering",
        "Nat. Biomed. Eng.",
    ),
    ("author:Bernhard Kainz", "authors.html#author-bernhard-kainz", "Bernhard Kainz"),
    ("tag:Diffusion", "tags.html#tag-diffusion", "diffusion"),
]


@pytest.fixture(scope="module")
def role_pages(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A site with a page for each role in each markup."""
    pages = {}
    for number, (role, _, _) in enumerate(ROLES):
        kind, _, target = role.partition(":")
        pages[f"docs/{number}-md.md"] = f"{ORPHAN}# Text\n\nSee {{awesome:{kind}}}`{target}`.\n"
        pages[f"docs/{number}-rst.rst"] = (
            f":orphan:\n\nText\n====\n\nSee :awesome:{kind}:`{target}`.\n"
        )
    return Site(tmp_path_factory.mktemp("roles"), {**SITE, **INDICES, **pages}).build()


@pytest.mark.parametrize("number", range(len(ROLES)), ids=[role for role, _, _ in ROLES])
@pytest.mark.parametrize("markup", ["md", "rst"])
def test_roles(role_pages: Build, markup: str, number: int) -> None:
    _, href, text = ROLES[number]
    found = role_pages.page(f"{number}-{markup}.html")
    links = [a for a in found.by_tag("a") if a.attributes.get("href") == href]
    assert len(links) == 1
    assert links[0].text.startswith(text)


@pytest.mark.parametrize(
    ("role", "message"),
    [
        ("entry:ratchett", 'there is no entry "ratchett"; did you mean "ratchet"?'),
        ("section:xyz", 'there is no section "xyz"'),
        ("venue:MICCAI", 'venue "MICCAI" stands on no page; show it with awesome:index:: venue'),
        ("author:Bernard Kainz", 'there is no author "Bernard Kainz"; did you mean "Bernhard Ka'),
        ("tag:difusion", 'there is no tag "difusion"; did you mean "diffusion"?'),
    ],
)
def test_a_reference_to_nothing(site: Site, role: str, message: str) -> None:
    kind, _, target = role.partition(":")
    site.write("docs/text.md", f"{ORPHAN}# Text\n\nSee {{awesome:{kind}}}`{target}`.\n")
    built = site.build(strict=False)
    assert len(built.warnings) == 1
    assert message in built.warnings[0]
    assert built.warnings[0].startswith("docs/text.md:6: WARNING: ")
    assert built.warnings[0].endswith("[awesome.target]")
    assert target in built.page("text.html").by_tag("article")[0].text


def test_a_paper_that_no_page_shows(site: Site) -> None:
    site.write("docs/models.md", "# Models\n\nSee {awesome:entry}`medclip`.\n")
    built = site.build(strict=False)
    assert len(built.warnings) == 1
    assert 'entry "medclip" stands on no page; show its section' in built.warnings[0]


def test_a_standard_label_for_each_paper_and_section(site: Site) -> None:
    site.write(
        "docs/text.md",
        ORPHAN + "# Text\n\n{ref}`paper-ratchet`, {ref}`x <paper-chambon-2022>`, "
        "{ref}`section-models`\n",
    )
    page = site.build().page("text.html")
    assert [(a.text, a["href"]) for a in page.by_class("reference") if "#" in a["href"]] == [
        (
            "RATCHET: Medical Transformer for Chest X-ray Diagnosis",
            "reports.html#paper-ratchet",
        ),
        ("x", "reports.html#paper-roentgen"),
        ("Models", "models.html#section-models"),
    ]


def test_the_inventory_holds_every_paper_section_and_venue(make_site: Callable[..., Site]) -> None:
    built = make_site(INDICES).build()
    raw = (built.outdir / "objects.inv").read_bytes()
    inventory = InventoryFile.loads(raw, uri="").data
    assert {name: item.uri for name, item in inventory["awesome:entry"].items()} == {
        "ratchet": "reports.html#paper-ratchet",
        "roentgen": "reports.html#paper-roentgen",
        "chambon-2022": "reports.html#paper-roentgen",
        "medclip": "models.html#paper-medclip",
    }
    assert {name: item.uri for name, item in inventory["awesome:section"].items()} == {
        "reports": "reports.html#section-reports",
        "models": "models.html#section-models",
    }
    assert set(inventory["awesome:venue"]) == {
        "miccai",
        "emnlp",
        "arxiv",
        "nature-biomedical-engineering",
    }
    assert set(inventory["awesome:tag"]) == {"diffusion"}
    labels = {name for name in inventory["std:label"] if name.startswith(("paper-", "section-"))}
    assert labels == {
        *("paper-ratchet", "paper-roentgen", "paper-chambon-2022", "paper-medclip"),
        *("section-reports", "section-models"),
    }


@pytest.mark.parametrize("extension", [False, True])
def test_another_project_links_to_papers(
    make_site: Callable[..., Site], *, extension: bool
) -> None:
    first = make_site(INDICES, name="first").build()
    extensions = ["sphinx.ext.intersphinx", *(["sphinx_awesome"] if extension else [])]
    text = "Other\n=====\n\n:ref:`paper-ratchet`, :ref:`section-models`"
    if extension:
        text += ", :external+list:awesome:entry:`medclip`, :external+list:awesome:venue:`miccai`"
    second = make_site(name="second")
    for path in second.root.glob("*/*"):
        path.unlink()
    inventory = (first.outdir / "objects.inv").as_posix()
    second.write(
        "docs/conf.py",
        f"extensions = {extensions!r}\n"
        f'intersphinx_mapping = {{"list": ("https://list.example/en/latest", {inventory!r})}}\n'
        'awesome_entries = "../entries"\n',
    )
    second.write("docs/index.rst", text + "\n")
    second.write("entries/own.toml", 'title = "Own"\n\n[[entry]]\nid = "mine"\ntitle = "M"\n')
    page = second.build().page("index.html")
    links = [a["href"] for a in page.by_tag("a") if "list.example" in a["href"]]
    base = "https://list.example/en/latest/"
    expected = ["reports.html#paper-ratchet", "models.html#section-models"]
    if extension:
        expected += ["models.html#paper-medclip", "venues.html#venue-miccai"]
    assert links == [base + name for name in expected]


def test_search_finds_papers_by_title_and_venue(make_site: Callable[..., Site]) -> None:
    built = make_site(INDICES).build()
    index = built.text("searchindex.js")
    assert "RATCHET: Medical Transformer for Chest X-ray Diagnosis (MICCAI 2021)" in index
    assert (
        "RoentGen: Vision-Language Foundation Model / A foundation model for chest X-ray images "
        "(arXiv 2022, Nature Biomedical Engineering 2024)"
    ) in index
    for word in ("kainz", "langlotz", "zifeng"):  # by author, the page
        assert f'"{word}":' in index or f"{word}:" in index


def test_search_leads_to_anchors_that_are_there(make_site: Callable[..., Site]) -> None:
    """Its script makes an anchor of type and display name where the index leaves it out."""
    text = SITE["entries/reports.toml"].replace('["diffusion"]', '["diffusion", "v1.5"]')
    text = text.replace('["chambon-2022"]', '["chambon-2022", "paper-roentgen"]')
    built = make_site({**INDICES, "entries/reports.toml": text}).build()
    index = json.loads(built.text("searchindex.js").removeprefix("Search.setIndex(")[:-1])
    found = {
        (name, index["docnames"][page], anchor)
        for prefix, objects in index["objects"].items()
        for page, kind, _, anchor, name in objects
        if index["objtypes"][str(kind)].startswith("awesome:")
        for name in [f"{prefix}.{name}" if prefix else name]
    }
    assert {
        ("MICCAI", "venues", "venue-miccai"),
        ("Models", "models", "section-models"),
        ("diffusion", "tags", "tag-diffusion"),
        ("v1.5", "tags", "tag-v1-5"),
    } <= found
    assert len([anchor for _, page, anchor in found if page == "reports"]) == 3
    for _, page, anchor in found:
        built.page(f"{page}.html").by_id(anchor)


def test_objects_are_plain_and_the_same_for_everybody(make_site: Callable[..., Site]) -> None:
    """Themes compare anchors with those of their own, and look names up."""
    built = make_site(INDICES).build()
    objects = list(domain_of(built.app.env).get_objects())
    assert ("miccai", "MICCAI", "venue", "venues", "venue-miccai", 1) in objects
    assert ("models", "Models", "section", "models", "section-models", 1) in objects
    assert {type(value) for line in objects for value in line} == {str, int}
    assert objects == list(domain_of(built.app.env).get_objects())


def test_what_writes_the_search_index_may_know_all_objects(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As that of sphinx-immaterial does: it looks up what an anchor that is left out stands for."""
    unknown: list[object] = []

    class Index(IndexBuilder):
        def get_objects(
            self, fn2index: dict[str, int]
        ) -> dict[str, list[tuple[int, int, int, str, str]]]:
            found = super().get_objects(fn2index)
            names = {number: name for name, number in fn2index.items()}
            domain = self._domains["awesome"]
            known = {(docname, anchor) for _, _, _, docname, anchor, _ in domain.get_objects()}
            for prefix, objects in found.items():
                for page, kind, _, short, name in objects:
                    domain_name, type_name, _ = self._objnames[kind]
                    full_name = f"{prefix}.{name}" if prefix else name
                    anchor = {"": full_name, "-": f"{type_name}-{full_name}"}.get(short, short)
                    if domain_name == "awesome" and (names[page], anchor) not in known:
                        unknown.append(anchor)
            return found

    monkeypatch.setattr("sphinx.search.IndexBuilder", Index)
    make_site(INDICES).build()
    assert unknown == []


def test_any_role(site: Site) -> None:
    site.write("docs/text.md", f"{ORPHAN}# Text\n\nSee {{any}}`ratchet`.\n")
    page = site.build().page("text.html")
    assert "reports.html#paper-ratchet" in [a["href"] for a in page.by_class("reference")]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, []),
        ({"docs/models.md": "# Models\n"}, ["models"]),
        # All of the list, a choice of a section, or nothing: then it is not the page that lacks.
        ({"docs/models.md": "# All\n\n:::{awesome:entries}\n:::\n"}, []),
        ({"docs/models.md": "# Some\n\n:::{awesome:entries} models\n:has: code\n:::\n"}, []),
        ({"docs/models.md": "# Models\n", "docs/reports.md": "# Reports\n"}, []),
    ],
)
def test_a_section_that_no_page_shows_is_told(
    make_site: Callable[..., Site],
    monkeypatch: pytest.MonkeyPatch,
    files: dict[str, str],
    told: list[str],
) -> None:
    problems: list[Problem] = []
    monkeypatch.setattr("sphinx_awesome.ext.components.entries.report", problems.append)
    site = make_site(files)
    site.build()
    assert [Path(problem.location.path) for problem in problems] == [
        site.root / "entries" / f"{name}.toml" for name in told
    ]
    assert all(problem.code is ProblemCode.UNSHOWN and problem.hint for problem in problems)
