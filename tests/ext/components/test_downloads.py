"""Downloads: what each page offers, that it is there, and that it is right after rebuilds."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree as ET

import bibtexparser
import feedparser
import pytest
import rispy

from sphinx_awesome.core.reference import Reference
from sphinx_awesome.ext.components import downloads
from sphinx_awesome.formats import atom, ris

from ..conftest import Build, Site
from ..rebuilds import SITE

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

BASE = "https://example.org/en/latest/"
REPORTS = ["tienet", "ratchet", "roentgen"]
MODELS = ["convirt", "roentgen", "medclip", "biovil"]
VQA = ["mevf", "mmbert", "pmc-vqa"]
ALL = ["tienet", "ratchet", "roentgen", "convirt", "medclip", "biovil", *VQA]
ENDINGS = {"bib", "ris", "json", "atom"}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, SITE)


def endings_of(build: Build) -> dict[str, set[str]]:
    """The endings of each name."""
    found: dict[str, set[str]] = {}
    for path in build.outdir.rglob("*"):
        name, _, ending = path.relative_to(build.outdir).as_posix().rpartition(".")
        if ending in ENDINGS and not name.startswith(("_static", ".")):
            found.setdefault(name, set()).add(ending)
    return found


def ids(build: Build, name: str) -> dict[str, list[str]]:
    """The papers in each file; in feeds there are titles."""
    records = bibtexparser.parse_string(build.text(f"{name}.bib"))
    assert not records.failed_blocks
    return {
        "bib": [record.key for record in records.entries],
        "ris": [record["id"] for record in rispy.loads(build.text(f"{name}.ris"))],
        "json": [item["id"] for item in json.loads(build.text(f"{name}.json"))],
    }


def feed(build: Build, name: str) -> Any:  # noqa: ANN401
    read = feedparser.parse(build.text(f"{name}.atom").encode())
    assert not read.bozo
    return read


def offered(build: Build, name: str) -> Iterator[tuple[str, str, str, bool]]:
    """Ending, media type, path and whether it is the list's, as the page says in two places."""
    page = build.page(name)
    seen = []
    for tag, links in (
        ("head", [e for e in page.by_tag("link") if e.attributes.get("rel") == "alternate"]),
        ("line", [e for line in page.by_class("aw-get") for e in page.by_tag("a", line)]),
    ):
        typed = [e for e in links if e.attributes.get("type")]
        paths = [unquote(urljoin(f"/{name}", e["href"])).lstrip("/") for e in typed]
        rows = [
            (path.rpartition(".")[2], e["type"], path, "data-aw-list" in e.attributes)
            for path, e in zip(paths, typed, strict=True)
        ]
        assert all((build.outdir / path).is_file() for path in paths)
        if tag == "head" or rows:
            seen.append(rows)
    assert all(rows == seen[0] for rows in seen)
    yield from seen[0]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_each_section_page_and_the_list_have_files(site: Site, builder: str) -> None:
    build = site.build(builder)
    assert endings_of(build) == dict.fromkeys(["reports", "models", "vqa", "papers"], ENDINGS)
    for name, papers in {
        "reports": REPORTS,
        "models": MODELS,
        "vqa": VQA,
        "papers": ALL,
    }.items():
        assert ids(build, name) == dict.fromkeys(("bib", "ris", "json"), papers)
        assert len(feed(build, name).entries) == len(papers)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_page_names_its_files(site: Site, builder: str) -> None:
    build = site.build(builder)
    end = ".html" if builder == "html" else "/index.html"
    media = [
        ("bib", "application/x-bibtex"),
        ("ris", "application/x-research-info-systems"),
        ("json", "application/vnd.citationstyles.csl+json"),
        ("atom", "application/atom+xml"),
    ]
    for name in ("reports", "models", "vqa"):
        assert list(offered(build, name + end)) == [
            (ending, type_, f"{name}.{ending}", False) for ending, type_ in media
        ]
    for name in ("index.html", f"areas{end}", f"best{end}", f"venues{end}", f"numbers{end}"):
        assert list(offered(build, name)) == [
            (ending, type_, f"papers.{ending}", True) for ending, type_ in media
        ]
    assert list(offered(build, f"about{end}")) == []


def test_records_are_those_of_the_cards(site: Site) -> None:
    build = site.build()
    pres = [element.data.rstrip("\n") for element in build.page("reports.html").by_tag("pre")]
    assert sorted(pres) == sorted(build.text("reports.bib").rstrip("\n").split("\n\n"))


def test_without_an_address_of_the_site_there_is_no_feed(site: Site) -> None:
    build = site.build(html_baseurl="")
    assert endings_of(build) == dict.fromkeys(
        ["reports", "models", "vqa", "papers"], ENDINGS - {"atom"}
    )
    assert [row[0] for row in offered(build, "reports.html")] == ["bib", "ris", "json"]


@pytest.mark.filterwarnings("ignore:.*JSONHTMLBuilder")
@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text", "json", "latex"])
def test_other_builders_write_none(site: Site, builder: str) -> None:
    build = site.build(builder, strict=False)
    assert endings_of(build).keys() & {"reports", "models", "vqa", "papers"} == set()
    assert "aw-get" not in "".join(
        path.read_text(encoding="utf-8", errors="replace") for path in build.outdir.glob("re*")
    )


# Feeds


def test_addresses_in_feeds_are_whole(site: Site) -> None:
    build = site.build()
    read = feed(build, "models")
    assert read.feed.title == "Models · Rebuilt list"
    links = {link.rel: link.href for link in read.feed.links}
    assert links == {"alternate": f"{BASE}models.html", "self": f"{BASE}models.atom"}
    by_title = {entry.title: entry.link for entry in read.entries}
    assert by_title["MedCLIP: Unpaired Images"] == f"{BASE}p/medclip.html"
    assert (build.outdir / "p" / "medclip.html").is_file()
    links = {link.rel: link.href for link in feed(build, "papers").feed.links}
    assert links == {"alternate": f"{BASE}index.html", "self": f"{BASE}papers.atom"}


def test_without_permalinks_feeds_lead_to_cards(site: Site) -> None:
    build = site.build("dirhtml", awesome_permalinks="", html_baseurl="https://example.org/en")
    by_title = {entry.title: entry.link for entry in feed(build, "reports").entries}
    address = "https://example.org/en/reports/#paper-ratchet"
    assert by_title["RATCHET: Medical Transformer"] == address


def test_a_paper_in_two_sections_is_one_entry(site: Site) -> None:
    build = site.build()
    entries = [
        next(entry for entry in feed(build, name).entries if entry.title.startswith("RoentGen"))
        for name in ("reports", "models", "papers")
    ]
    assert entries[0] == entries[1] == entries[2]


def test_a_paper_that_no_page_shows_leads_to_itself(site: Site) -> None:
    site.write("docs/vqa.md", "# Questions")
    site.write("docs/references.md", "# References")
    site.replace("entries/vqa.toml", "https://arxiv.org/pdf/1909.11867", "https://example.com/x")
    build = site.build()
    by_title = {entry.title: entry.link for entry in feed(build, "papers").entries}
    assert by_title["MEVF: Overcoming Data Limitation"] == "https://example.com/x"


def test_a_feed_holds_the_latest(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "MAX_FEED_PAPERS", 2)
    site.replace("entries/reports.toml", 'id = "tienet"', 'id = "tienet"\nadded = 2024-05-31')
    titles = [entry.title for entry in feed(site.build(), "reports").entries]
    assert titles == ["TieNet: Text-Image Embedding", "RoentGen: Vision-Language Foundation Model"]


def test_a_page_without_dates_has_no_feed_until_it_has(site: Site) -> None:
    for year in (2019, 2021, 2023):
        site.replace("entries/vqa.toml", f"year = {year}\n", "")
    build = site.build()
    assert endings_of(build)["vqa"] == ENDINGS - {"atom"}
    assert [row[0] for row in offered(build, "vqa.html")] == ["bib", "ris", "json"]
    site.replace("entries/vqa.toml", 'id = "mevf"', 'id = "mevf"\nadded = 2024-05-31')
    build = site.build()
    assert endings_of(build)["vqa"] == ENDINGS
    assert len(list(offered(build, "vqa.html"))) == 4
    assert feed(build, "vqa").feed.updated == "2024-05-31T00:00:00Z"


def test_papers_that_have_appeared_since_have_a_feed_of_their_own(site: Site) -> None:
    year = "published.year = 2024"
    site.replace("entries/reports.toml", year, f"{year}\npublished.added = 2026-05-31")
    build = site.build()
    (entry,) = feed(build, "papers.published").entries
    assert entry.title.startswith("RoentGen")
    assert entry.updated == "2026-05-31T00:00:00Z"
    assert "Nature Biomedical Engineering" in entry.content[0].value
    of_new = feed(build, "papers")
    assert entry.id not in {one.id for one in of_new.entries}
    assert feed(build, "papers.published").feed.id != of_new.feed.id
    assert feed(build, "papers.published").feed.title.endswith(" · Feed of papers published since")
    assert [row[2] for row in offered(build, "areas.html")][-2:] == [
        "papers.atom",
        "papers.published.atom",
    ]
    assert len(list(offered(build, "models.html"))) == 4
    site.replace("entries/reports.toml", "\npublished.added = 2026-05-31", "")
    build = site.build()
    assert not (build.outdir / "papers.published.atom").exists()


# Names


@pytest.mark.parametrize("name", ["papers", "Papers"])
def test_a_page_with_the_name_of_the_list_keeps_it(site: Site, name: str) -> None:
    site.write(f"docs/{name}.md", "# Papers\n\n:::{awesome:entries} vqa\n:::")
    site.write("docs/vqa.md", "# Questions")
    site.replace("docs/index.md", "vqa\n", f"{name}\nvqa\n")
    build = site.build()
    assert ids(build, name)["bib"] == VQA
    assert ids(build, "all-papers")["bib"] == ALL
    assert {row[2] for row in offered(build, "index.html")} == {
        f"all-papers.{ending}" for ending in ENDINGS
    }


def test_sections_that_share_a_page_share_its_files(site: Site) -> None:
    part = ":::{awesome:entries} SECTION\n:::\n"
    both = "\n".join(part.replace("SECTION", name) for name in ("models", "vqa"))
    site.write("docs/models.md", f"# Both\n\n{both}")
    site.write("docs/vqa.md", "# Questions")
    build = site.build()
    assert ids(build, "models")["ris"] == [*MODELS, *VQA]
    assert len(build.page("models.html").by_class("aw-get")) == 1


def test_a_second_home_offers_the_list(site: Site) -> None:
    site.write("docs/about.md", "# About\n\n:::{awesome:entries} vqa\n:::")
    site.write("docs/vqa.md", "# Again\n\n:::{awesome:entries} vqa\n:::")
    build = site.build(strict=False)
    assert ids(build, "about")["json"] == VQA
    assert "vqa" not in endings_of(build)
    assert all(is_list for *_, is_list in offered(build, "vqa.html"))
    assert build.page("vqa.html").by_class("aw-get") == []


def test_pages_in_folders_with_names_of_any_kind(site: Site) -> None:
    site.write("docs/über uns/vqa & co.md", "# Questions\n\n:::{awesome:entries} vqa\n:::")
    site.write("docs/vqa.md", "# Questions")
    site.replace("docs/index.md", "about\n", "about\nüber uns/vqa & co\n")
    build = site.build()
    assert len(list(offered(build, "über uns/vqa & co.html"))) == 4
    own = next(link.href for link in feed(build, "über uns/vqa & co").feed.links)
    assert own == f"{BASE}%C3%BCber%20uns/vqa%20%26%20co.html"


# Rebuilds


def age(build: Build) -> dict[Path, int]:
    """Make all files old; their times then."""
    for path in build.outdir.rglob("*"):
        os.utime(path, (1, 1))
    return {
        build.outdir / f"{name}.{ending}": 1
        for name, endings in endings_of(build).items()
        for ending in endings
    }


def test_where_nothing_has_changed_nothing_is_composed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = age(site.build())
    with monkeypatch.context() as patched:
        patched.delattr(atom, "write")
        for name, form in downloads.EXPORT_FORMS.items():
            patched.setitem(downloads.EXPORT_FORMS, name, form._replace(join=None))
        build = site.build()
    assert len(old) == 16
    assert [path.name for path, time in old.items() if path.stat().st_mtime != time] == []
    assert (build.outdir / ".awesome-exports.json").stat().st_mtime == 1


def test_a_paper_changes_the_files_that_hold_it(site: Site) -> None:
    age(site.build())
    site.replace("entries/vqa.toml", "MMBERT: Multi", "MMBERT: Many")
    build = site.build()
    changed = {path.name for path in build.outdir.glob("*.*") if path.stat().st_mtime != 1}
    held = {f"{name}.{ending}" for name in ("vqa", "papers") for ending in ENDINGS}
    assert {name for name in changed if name.endswith(tuple(ENDINGS)) and name[0] != "."} == held
    assert "MMBERT: Many" in build.text("vqa.bib")


def test_other_records_are_taken_from_files_that_are_as_they_were(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build()
    cited: list[str] = []

    def noting(reference: Reference) -> str:
        cited.append(reference.id)
        return ris.record(reference)

    monkeypatch.setitem(
        downloads.EXPORT_FORMS, "ris", downloads.EXPORT_FORMS["ris"]._replace(record=noting)
    )
    site.replace("entries/vqa.toml", "MMBERT: Multi", "MMBERT: Many")
    build = site.build()
    assert cited == VQA
    assert ids(build, "papers")["ris"] == ALL
    # A file in which someone has left something is not taken from.
    path = build.outdir / "reports.ris"
    path.write_text(path.read_text(encoding="utf-8") + "\nMine.\n", encoding="utf-8")
    cited.clear()
    site.replace("entries/vqa.toml", "MMBERT: Many", "MMBERT: Most")
    assert ids(site.build(), "papers")["ris"] == ALL
    assert set(cited) == {*VQA, *REPORTS} - {"roentgen"}


def test_the_day_of_adding_changes_feeds_alone(site: Site) -> None:
    age(site.build())
    site.replace("entries/vqa.toml", 'id = "mevf"', 'id = "mevf"\nadded = 2024-05-31')
    build = site.build()
    changed = {path.name for path in build.outdir.glob("*.*") if path.stat().st_mtime != 1}
    assert {"vqa.atom", "papers.atom"} <= changed
    assert not {"vqa.bib", "vqa.ris", "vqa.json", "papers.bib"} & changed


def test_what_comes_out_the_same_is_not_written(site: Site) -> None:
    age(site.build())
    site.replace("entries/vqa.toml", 'id = "mevf"', 'id = "mevf"\nnote = "Not cited."')
    build = site.build()
    assert (build.outdir / "vqa.bib").stat().st_mtime == 1


def test_files_go_when_their_page_goes(site: Site) -> None:
    site.build()
    site.write("docs/vqa.md", "# Questions")
    site.write("docs/references.md", "# References")
    assert endings_of(site.build()) == dict.fromkeys(["reports", "models", "papers"], ENDINGS)


def test_files_go_though_the_build_that_wrote_them_was_killed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setitem(
            downloads.EXPORT_FORMS, "ris", downloads.EXPORT_FORMS["ris"]._replace(join=killed)
        )
        with pytest.raises(KeyboardInterrupt):
            site.build()
    assert (site.root / "out-html" / "models.bib").is_file()
    site.write("docs/models.md", "# Models")
    site.write("docs/references.md", "# References")
    build = site.build()
    assert endings_of(build) == dict.fromkeys(["reports", "vqa", "papers"], ENDINGS)


def test_what_was_taken_away_comes_back(site: Site) -> None:
    build = site.build()
    (build.outdir / "vqa.bib").unlink()
    (build.outdir / "papers.json").write_text("[]", encoding="utf-8")
    (build.outdir / ".awesome-exports.json").write_text("{", encoding="utf-8")
    build = site.build()
    assert ids(build, "vqa")["bib"] == VQA
    assert ids(build, "papers")["json"] == ALL


def test_a_build_that_fails_writes_none(site: Site) -> None:
    downloads.write_downloads(site.build("text").app, ValueError())
    assert not (site.root / "out-text" / "papers.bib").exists()


def test_feeds_follow_the_address_of_the_site(site: Site) -> None:
    site.build()
    build = site.build(html_baseurl="https://example.org/en/v1/")
    assert "/latest/" not in build.text("papers.atom")
    root = ET.fromstring(build.text("reports.atom"))
    assert root.find("{*}link").attrib["href"] == "https://example.org/en/v1/reports.html"  # type: ignore[union-attr]


def test_a_feed_is_named_by_its_page(make_site: Callable[..., Site]) -> None:
    built = make_site({}).build(html_baseurl="https://example.org/")
    names = {
        name: [
            link["title"]
            for link in built.page(name).by_tag("link")
            if link.attributes.get("type") == "application/atom+xml"
        ]
        for name in ("index.html", "reports.html")
    }
    assert names == {
        "index.html": ["Feed of new papers"],
        "reports.html": ["Reports · Feed of new papers"],
    }
    assert "Feed of new papers</a>" in built.text("reports.html")
