"""The page of a paper: what readers, scholars' tools and search engines find on it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable

import bibtexparser
import pytest
from pybtex.database import parse_string

from sphinx_awesome.core.person_names import parse_name
from sphinx_awesome.core.text import clean
from sphinx_awesome.ext.output.paper_page import citation_author, edited_branch

from .. import hostile
from ..conftest import Build, Element, Page, Site
from . import highwire

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

BASE = "https://list.example.org/en/latest/"

INDICES = {
    "docs/authors.md": "# Authors\n\n:::{awesome:index} author\n:::",
    "docs/venues.md": "# Venues\n\n:::{awesome:index} venue\n:::",
    "docs/tags.md": "# Tags\n\n:::{awesome:index} tag\n:::",
    "docs/index.md": """
        # Home

        :::{toctree}
        reports
        models
        authors
        venues
        tags
        :::
        """,
}
#: Shares its title's rare words, an author and a tag with others.
MORE = """
    [[entry]]
    id = "medclip-2"
    title = "MedCLIP Revisited: Diffusion"
    authors = ["Zifeng Wang", "Rhonda {Roebuck Williams}", "{The List Team}", "et al."]
    venue = "TMI"
    year = 2023
    doi = "10.1000/tmi.2023.1"
    track = "Short"
    award = "Best Paper"
    note = "Read <this>."
    abstract = "We say more & more."
    tags = ["diffusion", "x-ray"]
    aliases = ["wang-2023"]
    links."mirror site" = "https://example.org/?a=1&b=2"
    """


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    made = make_site(INDICES)
    # No two titles share a word but those of MedCLIP.
    made.replace("entries/reports.toml", " Medical Transformer for Chest X-ray Diagnosis", " T5")
    made.replace("entries/models.toml", "Contrastive Learning from Unpaired Medical Images", "New")
    made.write("entries/more.toml", f'title = "More"\n{MORE}'.replace("\n    ", "\n"))
    made.replace("entries/_list.toml", '"models"', '"models", "more"')
    made.write("docs/models.md", "# Models\n\n:::{awesome:entries} models more\n:::")
    return made


def metas(page: Page) -> list[tuple[str, str]]:
    tags = page.by_tag("meta")
    return [
        (tag.attributes.get("name") or tag.attributes.get("property", ""), tag["content"])
        for tag in tags
        if "content" in tag.attributes
    ]


def links(page: Page, within: Element) -> dict[str, str]:
    return {link.text: link["href"] for link in page.by_tag("a", within)}


def data_of(page: Page) -> dict[str, object]:
    (script,) = [e for e in page.by_tag("script") if "ld+json" in e.attributes.get("type", "")]
    found: dict[str, object] = json.loads(script.data)
    return found


def times(build: Build) -> dict[str, int]:
    return {path.stem: path.stat().st_mtime_ns for path in (build.outdir / "p").iterdir()}


def rewritten(site: Site, **options: object) -> set[str]:
    """The pages at permalinks that the next build writes; and they are those of a fresh one."""
    folder = site.root / "out-html/p"
    for path in folder.iterdir():
        os.utime(path, (1, 1))
    build = site.build(**options)
    changed = {name for name, when in times(build).items() if when != 10**9}
    fresh = site.build(out="fresh", doctrees="fresh-doctrees", **options)
    assert {p.name: p.read_bytes() for p in (build.outdir / "p").iterdir()} == {
        p.name: p.read_bytes() for p in (fresh.outdir / "p").iterdir()
    }
    return changed


# -- what readers find --


@pytest.mark.parametrize(("builder", "end"), [("html", ".html"), ("dirhtml", "/")])
def test_all_that_is_known_of_a_paper(site: Site, builder: str, end: str) -> None:
    page = site.build(builder).page("p/medclip-2.html")
    (main,), (header,), (footer,) = map(page.by_tag, ("main", "header", "footer"))
    assert [h.text for h in page.by_tag("h1")] == ["MedCLIP Revisited: Diffusion"]
    assert page.by_tag("title")[0].text == "MedCLIP Revisited: Diffusion · Small list"
    (by,) = page.by_class("by")
    assert by.text == "Zifeng Wang, Rhonda Roebuck Williams, The List Team, et al."
    assert links(page, by) == {
        "Zifeng Wang": f"../authors{end}#author-zifeng-wang",
        "Rhonda Roebuck Williams": f"../authors{end}#author-rhonda-roebuck-williams",
        "The List Team": f"../authors{end}#author-the-list-team",
    }
    venue, award = page.by_class("sd-badge", main)[:2]
    assert (venue.text, venue["href"]) == ("TMI 2023", f"../venues{end}#venue-tmi")
    assert (award.text, award.tag) == ("Best Paper", "span")
    assert "Short" in main.text
    (pills,) = page.by_class("links")
    assert links(page, pills) == {
        "DOI": "https://doi.org/10.1000/tmi.2023.1",
        "mirror site": "https://example.org/?a=1&b=2",
    }
    assert {"Read <this>.", "We say more & more."} <= {p.text for p in page.by_tag("p")}
    assert [h.text for h in page.by_tag("h2")] == ["Abstract", "Cite", "Related papers"]
    assert links(page, footer) == {
        "diffusion": f"../tags{end}#tag-diffusion",
        "x-ray": f"../tags{end}#tag-x-ray",
        "More": f"../models{end}#paper-medclip-2",
    }
    assert links(page, header) == {
        "Small list": "../index.html" if builder == "html" else "../",
        "More": f"../models{end}#paper-medclip-2",
    }
    assert main["data-card"] == f"../models{end}#paper-medclip-2"


def test_where_there_are_no_indices_names_are_texts(make_site: Callable[..., Site]) -> None:
    page = make_site().build().page("p/roentgen.html")
    (by,) = page.by_class("by")
    assert by.text == "Pierre Chambon, Curtis Langlotz"
    assert links(page, by) == {}
    badges = page.by_class("sd-badge", page.by_tag("main")[0])
    assert [(e.tag, e.text) for e in badges[:2]] == [
        ("span", "arXiv 2022"),
        ("span", "Nature Biomedical Engineering 2024"),
    ]
    assert "published since:" in page.by_tag("main")[0].text
    assert links(page, page.by_tag("footer")[0]) == {
        "Report Generation": "../reports.html#paper-roentgen",
        "Models": "../models.html#paper-roentgen",
    }


def test_every_link_leads_somewhere(site: Site) -> None:
    site.replace("docs/conf.py", "project =", 'html_favicon = "icon.svg"\nproject =')
    site.write("docs/icon.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    build = site.build()
    for path in (build.outdir / "p").iterdir():
        page = Page(path.read_text(encoding="utf-8"))
        for element in page.elements:
            address = element.attributes.get("href") or element.attributes.get("src", "")
            if not address or "://" in address:
                continue
            name, _, anchor = address.partition("#")
            there = (path.parent / name).resolve()
            assert there.is_file(), address
            if anchor:
                Page(there.read_text(encoding="utf-8")).by_id(anchor)


def test_papers_are_related_by_what_few_share(site: Site) -> None:
    build = site.build()
    (related,) = build.page("p/medclip-2.html").by_class("related")
    page = build.page("p/medclip-2.html")
    (related,) = page.by_class("related")
    # An author and a word of the title before a tag.
    assert list(links(page, related).values()) == ["medclip.html", "roentgen.html"]
    assert not build.page("p/ratchet.html").by_class("related")


def test_a_former_id_leads_to_the_page(site: Site) -> None:
    page = site.build().page("p/wang-2023.html")
    (link,) = page.by_tag("a")
    assert (link["href"], link["data-card"]) == ("medclip-2.html", "../models.html#paper-medclip-2")
    (refresh,) = [e for e in page.by_tag("meta") if "http-equiv" in e.attributes]
    assert refresh["content"] == "0; url=medclip-2.html"


@pytest.mark.parametrize(
    ("language", "tag", "cite", "direction"),
    [("en", "en", "Cite", ""), ("de", "de", "Zitieren", ""), ("zh_CN", "zh-CN", "引用", ""),
     ("fa", "fa", "Cite", "rtl"), ("ar", "ar", "Cite", "rtl")],
)  # fmt: skip
def test_in_the_language_of_the_site(
    site: Site, language: str, tag: str, cite: str, direction: str
) -> None:
    page = site.build(language=language, strict=language == "en").page("p/medclip-2.html")
    (html,) = page.by_tag("html")
    assert (html["lang"], html.attributes.get("dir", "")) == (tag, direction)
    assert [h.text for h in page.by_tag("h2")][1] == cite
    # What a list says runs as its own letters do, and BibTeX is written from the left.
    assert page.by_tag("h1")[0]["dir"] == "auto"
    assert page.by_tag("pre")[0]["dir"] == "ltr"
    if language == "de":
        assert "Verwandte Arbeiten" in [h.text for h in page.by_tag("h2")]


# -- what programs find --


def test_from_the_permalink_to_a_reference_manager(site: Site) -> None:
    """What a scholar takes along: the record that is shown, and what Zotero reads by itself."""
    page = site.build(html_baseurl=BASE).page("p/medclip-2.html")
    record = page.by_tag("pre")[0].data
    (entry,) = bibtexparser.parse_string(record).entries
    assert entry.key == "medclip-2"
    assert entry.fields_dict["journal"].value == "IEEE Transactions on Medical Imaging"
    (person, *others) = parse_string(record, "bibtex").entries["medclip-2"].persons["author"]
    assert (person.last_names, len(others)) == (["Wang"], 3)
    item = highwire.read(metas(page))
    assert item.kind == "journalArticle"
    assert item.title == "MedCLIP Revisited: Diffusion"
    assert item.creators == [
        *(("Wang", "Zifeng"), ("Roebuck Williams", "Rhonda"), ("The List Team", "")),
    ]
    assert (item.date, item.container) == ("2023", "IEEE Transactions on Medical Imaging")
    assert (item.doi, item.url) == ("10.1000/tmi.2023.1", "https://doi.org/10.1000/tmi.2023.1")
    assert (item.abstract, item.tags) == ("We say more & more.", ["diffusion", "x-ray"])


def test_a_preprint_and_what_became_of_it(site: Site) -> None:
    build = site.build()
    item = highwire.read(metas(build.page("p/roentgen.html")))
    assert (item.kind, item.container) == ("journalArticle", "Nature Biomedical Engineering")
    assert item.title == "A foundation model for chest X-ray images"
    assert item.pdf == "https://arxiv.org/pdf/2211.12737"
    assert ("citation_arxiv_id", "2211.12737") in metas(build.page("p/roentgen.html"))
    item = highwire.read(metas(build.page("p/ratchet.html")))
    assert item.kind == "conferencePaper"
    assert item.container.startswith("International Conference on Medical Image Computing")
    assert (item.url, item.abstract) == ("https://arxiv.org/abs/2107.02104", "")
    site.replace("entries/reports.toml", 'venue = "MICCAI"\n', "")
    item = highwire.read(metas(site.build().page("p/ratchet.html")))
    assert (item.container, item.publisher) == ("", "arXiv")


@pytest.mark.parametrize(
    ("name", "creators"),
    [
        ("Ada Lovelace", [("Lovelace", "Ada")]),
        ("Laurens van der Maaten", [("van der Maaten", "Laurens")]),
        ("Rhonda {Roebuck Williams}", [("Roebuck Williams", "Rhonda")]),
        # Two words before the comma and behind it are two persons to Zotero.
        ("Jan Peter van den Berg", [("Berg", "Jan Peter van den")]),
        ("{The List Team}", [("The List Team", "")]),
        ("Martin Luther King Jr.", [("King", "Martin Luther Jr.")]),
        ("Madonna", [("Madonna", "")]),
    ],
)
def test_a_name_is_taken_apart_as_it_should(name: str, creators: list[tuple[str, str]]) -> None:
    item = highwire.read([("citation_author", citation_author(parse_name(name)))])
    assert [(last, first.rstrip(".")) for last, first in item.creators] == [
        (last, first.rstrip(".")) for last, first in creators
    ]


def test_search_engines_and_previews(site: Site) -> None:
    site.replace("docs/conf.py", "project =", 'awesome_share_picture = "x.png"\nproject =')
    site.write("docs/x.png", "no picture")
    build = site.build(html_baseurl=BASE)
    page, address = build.page("p/medclip-2.html"), f"{BASE}p/medclip-2.html"
    (canonical,) = [e["href"] for e in page.by_tag("link") if e["rel"] == "canonical"]
    found = dict(metas(page))
    assert canonical == found["og:url"] == address
    assert "robots" not in found
    assert (found["og:type"], found["og:title"]) == ("article", "MedCLIP Revisited: Diffusion")
    assert found["og:description"] == "We say more & more."
    assert found["og:image"] == f"{BASE}_static/x.png"
    assert found["twitter:card"] == "summary_large_image"
    assert found["description"].startswith("Zifeng Wang, Rhonda Roebuck Williams")
    assert f"<loc>{address}</loc>" in build.text("sitemap.xml")
    assert "wang-2023" not in build.text("sitemap.xml")
    assert data_of(page) == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "@id": address,
        "url": address,
        "name": "MedCLIP Revisited: Diffusion",
        "headline": "MedCLIP Revisited: Diffusion",
        "author": [
            {"@type": "Person", "name": "Zifeng Wang"},
            {"@type": "Person", "name": "Rhonda Roebuck Williams"},
            {"@type": "Organization", "name": "The List Team"},
        ],
        "datePublished": "2023",
        "isPartOf": {"@type": "Periodical", "name": "IEEE Transactions on Medical Imaging"},
        "identifier": "doi:10.1000/tmi.2023.1",
        "sameAs": ["https://doi.org/10.1000/tmi.2023.1"],
        "abstract": "We say more & more.",
        "keywords": ["diffusion", "x-ray"],
        "award": "Best Paper",
    }
    page = site.build().page("p/medclip-2.html")
    assert not [e for e in page.by_tag("link") if e["rel"] == "canonical"]
    assert not {"og:url", "og:image"} & dict(metas(page)).keys()
    assert "url" not in data_of(page)


def test_whatever_a_list_says_is_text(make_site: Callable[..., Site]) -> None:
    site = make_site(hostile.files())
    site.replace("docs/conf.py", 'project = "Values"', 'project = "Values"\nhtml_baseurl = "/"')
    build = site.build(strict=False)
    allowed = {"a", "article", "body", "footer", "h1", "h2", "head", "header", "html", "li", "link"}
    allowed |= {"main", "meta", "p", "pre", "script", "span", "title", "ul"}
    seen = 0
    for path in (build.outdir / "p").iterdir():
        text = path.read_text(encoding="utf-8")
        page = Page(text)
        assert {e.tag for e in page.elements} <= allowed, path.name
        assert not any(name.startswith("on") for e in page.elements for name in e.attributes)
        assert not any("javascript:" in e.attributes.get("href", "") for e in page.elements)
        assert len(page.by_tag("html")) == 1
        if page.by_tag("main"):
            seen += 1
            assert "\u2028" not in text
            assert data_of(page)["@type"] == "ScholarlyArticle"
            assert len(page.by_tag("script")) == 2
    assert seen == len(hostile.VALUES)
    titles = {clean(value) for value in hostile.VALUES.values()}
    shown = {
        Page(path.read_text(encoding="utf-8")).by_tag("h1")[0].text
        for path in (build.outdir / "p").glob("*.html")
        if "<main" in path.read_text(encoding="utf-8")
    }
    assert {" ".join(title.split()) for title in titles} <= shown


# -- rebuilds --


def test_a_build_that_finds_nothing_to_do_writes_none(site: Site) -> None:
    site.build()
    assert rewritten(site) == set()


def test_an_edit_writes_the_papers_that_share_something(site: Site) -> None:
    site.build()
    site.replace("entries/models.toml", "MedCLIP: New", "MedCLIP: Newest")
    assert rewritten(site) == {"medclip", "medclip-2"}
    # What no other page shows of it concerns its own page alone.
    site.replace("entries/models.toml", "pdf/2210.10163.pdf", "pdf/2210.10163v2.pdf")
    assert rewritten(site) == {"medclip"}
    # Shared no more: both forget each other.
    site.replace("entries/models.toml", '"Zifeng Wang"', '"Someone Else"')
    site.replace("entries/models.toml", "MedCLIP: Newest", "Newest")
    assert rewritten(site) == {"medclip", "medclip-2"}
    site.replace("entries/reports.toml", 'tags = ["diffusion"]', 'tags = ["Newest"]')
    assert rewritten(site) == {"roentgen", "medclip-2"}


def test_a_paper_that_comes_and_goes(site: Site) -> None:
    site.build()
    block = '\n[[entry]]\nid = "new"\ntitle = "RATCHET Again"\n'
    path = site.root / "entries/more.toml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before + block, encoding="utf-8")
    assert rewritten(site) == {"new", "ratchet"}
    path.write_text(before, encoding="utf-8")
    assert rewritten(site) == {"ratchet"}
    assert not (site.root / "out-html/p/new.html").exists()


def test_the_order_of_equals_is_that_of_the_list(site: Site) -> None:
    blocks = [
        f'\n[[entry]]\nid = "{name}"\ntitle = "RATCHET Again"\nyear = 2020\n'
        for name in ("one", "two")
    ]
    path = site.root / "entries/more.toml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before + "".join(blocks), encoding="utf-8")
    site.build()
    path.write_text(before + "".join(reversed(blocks)), encoding="utf-8")
    assert rewritten(site) == {"ratchet"}


def test_what_concerns_all_writes_all(site: Site) -> None:
    build = site.build()
    papers = {"ratchet", "roentgen", "medclip", "medclip-2"}
    site.replace("entries/_list.toml", 'title = "Small list"', 'title = "Larger list"')
    assert rewritten(site) == papers
    site.write("docs/tags.md", "# Tags")
    assert rewritten(site) == {"roentgen", "medclip-2"}
    site.replace("entries/reports.toml", 'title = "Report Generation"', 'title = "Reports"')
    assert rewritten(site) == {"ratchet", "roentgen", "reports"}
    site.write("docs/reports.md", "# Reports\n\nNothing.")
    site.write("docs/models.md", "# Models\n\n:::{awesome:entries} models more\n:::")
    # Of those that named it as related, none is left.
    assert rewritten(site) == {"roentgen", "chambon-2022"}
    assert times(build).keys() == papers - {"ratchet"} | {
        *("chambon-2022", "wang-2023", "models", "more"),
    }


@pytest.mark.parametrize("left", ["", "half of", "[]\n"])
def test_a_note_that_cannot_be_read_is_none(site: Site, left: str) -> None:
    build = site.build()
    site.replace("entries/models.toml", "MedCLIP: New", "MedCLIP: Newest")
    (build.outdir / ".awesome-papers.txt").write_text(left, encoding="utf-8")
    assert rewritten(site) == {"medclip", "medclip-2"}


# -- the way to edit an entry --


REPOSITORY = "https://github.com/me/list"


@pytest.fixture
def kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site whose list is kept in a repository."""
    for name in ("READTHEDOCS_GIT_IDENTIFIER", "GITHUB_REF_NAME"):
        monkeypatch.delenv(name, raising=False)
    site.replace("entries/_list.toml", "title =", f'repository = "{REPOSITORY}"\ntitle =')
    (site.root / ".git").mkdir()
    return site


def edit_link(build: Build, paper: str) -> str:
    page = build.page(f"p/{paper}.html")
    (link,) = page.by_class("edit")
    assert link.text == "Edit this entry"
    return link["href"]


def line_of(site: Site, file: str, paper: str) -> int:
    before = (site.root / file).read_text(encoding="utf-8").partition(f'id = "{paper}"')[0]
    return before[: before.rindex("[[entry]]")].count("\n") + 1


def test_it_leads_to_the_line_also_when_that_moves(kept: Site) -> None:
    url = f"{REPOSITORY}/blob/HEAD/entries"
    build = kept.build()
    for paper, file in (("ratchet", "reports"), ("roentgen", "reports"), ("medclip", "models")):
        line = line_of(kept, f"entries/{file}.toml", paper)
        assert edit_link(build, paper) == f"{url}/{file}.toml#L{line}"
    kept.replace("entries/reports.toml", 'id = "ratchet"', '# A remark\n\nid = "ratchet"')
    assert rewritten(kept) == {"roentgen"}  # whose line alone has moved
    line = line_of(kept, "entries/reports.toml", "roentgen")
    assert edit_link(build, "roentgen") == f"{url}/reports.toml#L{line}"


def test_it_is_not_there_where_nothing_is_known(kept: Site) -> None:
    (kept.root / ".git").rmdir()
    assert not kept.build().page("p/ratchet.html").by_class("edit")
    (kept.root / ".git").mkdir()
    kept.replace("entries/_list.toml", REPOSITORY, "https://example.org/list")
    assert not kept.build().page("p/ratchet.html").by_class("edit")


@pytest.mark.parametrize(
    ("environment", "branch"),
    [
        ({}, "HEAD"),
        ({"READTHEDOCS_GIT_IDENTIFIER": "main"}, "main"),
        ({"READTHEDOCS_GIT_IDENTIFIER": "12", "READTHEDOCS_VERSION_TYPE": "external"}, "HEAD"),
        ({"GITHUB_REF_NAME": "feature/x", "GITHUB_REF_TYPE": "branch"}, "feature/x"),
        ({"GITHUB_REF_NAME": "12/merge", "GITHUB_REF_TYPE": "branch"}, "HEAD"),
        ({"GITHUB_REF_NAME": "v1.0", "GITHUB_REF_TYPE": "tag"}, "HEAD"),
        ({"READTHEDOCS_GIT_IDENTIFIER": "main", "GITHUB_REF_NAME": "other"}, "main"),
    ],
)
def test_the_branch_is_that_of_the_build(environment: dict[str, str], branch: str) -> None:
    assert edited_branch(environment) == branch
