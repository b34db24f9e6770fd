"""What strangers write stays text, in every output.

One site holds each value in every field. What stands in the outputs is read back and compared
with the value, and with a site of harmless values: markup that is not in that one came from data.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import bibtexparser
import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_awesome.core import model
from sphinx_awesome.core.model import AwesomeList, Entry, Section
from sphinx_awesome.core.person_names import tidy_braces
from sphinx_awesome.core.problem import ProblemCode
from sphinx_awesome.core.slugs import slugify
from sphinx_awesome.core.text import clean
from sphinx_awesome.core.urls import url_error
from sphinx_awesome.core.venues import Venue, Venues
from sphinx_awesome.ext.components.base import Badge, SharedHtml
from sphinx_awesome.ext.components.card import card_html
from sphinx_awesome.formats import bibtex, toml

from ..formats.zotero import read, spaced
from . import hostile
from .conftest import Build, Element, Page, Site

NAMES = list(hostile.VALUES)
PAGES = ("index", "papers", "by-venue", "terms", "roles", "search", "genindex")

Builds = Callable[..., Build]


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """Build the hostile or the harmless site; each builder once, after one reading."""
    sites: dict[bool, Site] = {}
    done: dict[tuple[str, bool], Build] = {}

    def build(builder: str, *, harmless: bool = False) -> Build:
        if harmless not in sites:
            values = hostile.HARMLESS if harmless else hostile.VALUES
            sites[harmless] = Site(tmp_path_factory.mktemp("site"), hostile.files(values))
        if (builder, harmless) not in done:
            # Translators' catalogues want doctrees with marks in them.
            doctrees = "marked" if builder == "gettext" else "doctrees"
            done[builder, harmless] = sites[harmless].build(
                builder, strict=False, doctrees=doctrees
            )
        return done[builder, harmless]

    return build


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


class Shape(HTMLParser):
    """Every kind of element of a page, with its attributes and classes; comments and the like."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.kinds: set[tuple[object, ...]] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.kinds.add((tag, tuple(sorted(n for n, _ in attrs)), dict(attrs).get("class")))

    def handle_comment(self, data: str) -> None:
        self.kinds.add(("comment", data))

    handle_decl = handle_pi = unknown_decl = handle_comment


def text(page: Page, name: str, within: Element) -> str:
    """The text of the one element of a class, to the character."""
    (found,) = page.by_class(name, within)
    return found.data


# -- all that is built ---------------------------------------------------------------------------


def test_only_invisible_characters_are_reported(builds: Builds) -> None:
    warnings = builds("html").warnings
    assert [line for line in warnings if "[awesome.character]" not in line] == []
    files = {line.split(":")[0].rpartition("/")[2] for line in warnings}
    invisible = {f"of-{name}.toml" for name in hostile.INVISIBLE} - {"of-lines.toml"}
    assert files - {"_list.toml", "_venues.toml"} == invisible


@pytest.mark.parametrize("builder", ["html", "singlehtml"])
def test_no_element_attribute_or_class_comes_from_data(builds: Builds, builder: str) -> None:
    bad, good = builds(builder), builds(builder, harmless=True)
    names = PAGES if builder == "html" else ("index",)
    for page in names:
        found = Shape(bad.text(f"{page}.html")).kinds - Shape(good.text(f"{page}.html")).kinds
        # An index has its letters on top if its terms have several initials.
        assert found <= {("nav", ("aria-label", "class"), "aw-letters")}, page


def test_permalinks_are_those_of_the_ids(builds: Builds) -> None:
    def found(*, harmless: bool) -> dict[str, list[tuple[str, dict[str, str | None]]]]:
        folder = builds("html", harmless=harmless).outdir / "p"
        pages = {path.name: Page(path.read_text(encoding="utf-8")) for path in folder.iterdir()}
        # The pages of papers name other papers, which depends on what the values share.
        return {
            name: [(element.tag, element.attributes) for element in page.elements]
            for name, page in pages.items()
            if not page.by_tag("main")
        }

    bad = found(harmless=False)
    assert bad == found(harmless=True)
    assert len(bad) == 2 * len(NAMES)


def test_permalinks_are_called_as_what_they_lead_to(builds: Builds, name: str) -> None:
    page = Page(builds("html").text(f"p/{name}.html"))
    (title,), (heading,) = page.by_tag("title"), page.by_tag("h1")
    value = clean(hostile.VALUES[name])
    assert heading.data == value
    assert title.data.startswith(f"{value} · ")
    former = Page(builds("html").text(f"p/former-{name}.html"))
    assert former.by_tag("title")[0].data == former.by_tag("a")[0].data == value


# -- HTML ----------------------------------------------------------------------------------------


@pytest.fixture
def page_of(builds: Builds, request: pytest.FixtureRequest) -> Callable[[str], Page]:
    """A page of the hostile site, parsed once."""
    cache = request.config.stash.setdefault(_PARSED, {})

    def page(docname: str) -> Page:
        key = builds("html").outdir / f"{docname}.html"
        if key not in cache:
            cache[key] = builds("html").page(f"{docname}.html")
        return cache[key]

    return page


_PARSED = pytest.StashKey[dict[Path, Page]]()


def test_a_card_holds_the_text(page_of: Callable[[str], Page], name: str) -> None:
    value = clean(hostile.VALUES[name])
    page = page_of("papers")
    card = page.by_id(f"paper-{name}")
    assert text(page, "aw-title", card) == f"{value}#"
    assert text(page, "aw-note", card) == value
    assert text(page, "aw-award", card) == value
    assert text(page, "aw-also", card) == value  # the tag
    for badge in page.by_class("aw-venue", card):
        assert re.fullmatch(r"(.*) \d{4}", badge.data)[1] == value
        assert badge["title"] == f"Full {value} (workshop)"
    authors = f"{hostile.author_shown(value)}, {hostile.author_shown(f'Ada {value}')}"
    assert text(page, "aw-by", card).endswith(f"{value} {authors} · {value}")
    pdf, other, cite = page.by_class("aw-pill", card)
    assert other.data == value
    assert [pill["aria-label"] for pill in (pdf, other, cite)] == [
        f"PDF: {value}",
        f"{value}: {value}",
        f"Abstract & cite: {value}",
    ]
    assert pdf["href"] == "https://example.org/a?b=c&d=(e)#f;g,h~i%20j&amp;k&lt;l"
    abstract = page.by_tag("p", page.by_class("aw-more-body", card)[0])[0]
    assert abstract.data == value
    assert card["data-venue"] == value
    assert card["data-has"] == f"pdf {slugify(value)}"


def test_headings_hold_the_text(page_of: Callable[[str], Page], name: str) -> None:
    value = clean(hostile.VALUES[name])
    for docname, anchor in (
        ("papers", f"section-{slugify(value)}"),
        ("by-venue", f"venue-{slugify(value)}"),
    ):
        page = page_of(docname)
        heading = page.by_tag("h2", page.by_id(anchor))[0]
        assert heading.data == f"{value} 1 paper¶"
        # The table of contents beside it.
        links = [e for e in page.by_tag("a") if e["href"] == f"#{anchor}"]
        assert [e.data for e in links if "headerlink" not in e.attributes.get("class", "")] == [
            value
        ]


def test_overviews_indices_and_references_hold_the_text(
    page_of: Callable[[str], Page], name: str
) -> None:
    value = clean(hostile.VALUES[name])
    home = page_of("index")
    area = next(e for e in home.by_class("aw-area") if value in e.data)
    assert text(home, "aw-title", area) == value
    assert text(home, "aw-newest", area) == value
    rows = [e for e in home.by_class("aw-row") if home.by_tag("a", e)[0].data == value]
    assert len(rows) == 1
    terms = page_of("terms")
    author = hostile.author_shown(value)
    for kind, term in (("venue", value), ("author", author), ("tag", value)):
        line = terms.by_id(f"{kind}-{slugify(term)}")
        assert term in text(terms, "aw-term", line)
        assert terms.by_tag("a", line)[0].data == value
    item = next(e for e in page_of("roles").by_tag("li") if value in e.data and not nested(e))
    links = [e.data for e in page_of("roles").by_tag("a", item)]
    assert links == [value] * 4


def nested(element: Element) -> bool:
    return not any(parent.tag == "article" for parent in element.parents)


def test_descriptions_are_one_paragraph_of_text(page_of: Callable[[str], Page]) -> None:
    values = " ".join(map(clean, hostile.VALUES.values()))
    assert values in {e.data for e in page_of("papers").by_tag("p")}


def test_nothing_of_the_list_reaches_the_titles_of_pages(builds: Builds) -> None:
    for docname in PAGES:
        page, tame = (builds("html", harmless=h).page(f"{docname}.html") for h in (False, True))
        assert [e.data for e in page.by_tag("title")] == [e.data for e in tame.by_tag("title")]
        assert re.search(r"zq\d\dqz", page.by_tag("title")[0].data) is None


def test_the_inventory_holds_exactly_our_objects(builds: Builds) -> None:
    raw = (builds("html").outdir / "objects.inv").read_bytes()
    *head, body = raw.split(b"\n", 4)
    lines = zlib.decompress(body).decode().split("\n")[:-1]
    assert len(head) == 4
    assert lines == "\n".join(lines).splitlines(), "a line that is none to Sphinx"
    names: dict[str, set[str]] = {}
    for line in lines:
        # As Sphinx reads it.
        found = re.fullmatch(r"(.+?)\s+(\S+)\s+(-?\d+)\s+?(\S*)\s+(.*)", line)
        names.setdefault(found[2], set()).add(found[1])
    values = [clean(value) for value in hostile.VALUES.values()]
    slugs = {slugify(value) for value in values}
    papers = {*NAMES, *(f"former-{name}" for name in NAMES)}
    sections = {f"of-{name}" for name in NAMES}
    assert names["awesome:entry"] == papers
    assert names["awesome:section"] == sections
    assert names["awesome:venue"] == names["awesome:tag"] == slugs
    labels = {f"paper-{name}" for name in papers} | {f"section-{name}" for name in sections}
    assert names["std:label"] - labels == {"genindex", "modindex", "py-modindex", "search"}
    assert names.keys() == {
        *("awesome:entry", "awesome:section", "awesome:venue", "awesome:tag"),
        *("std:label", "std:doc"),
    }


def test_search_knows_no_heading_of_the_list(builds: Builds) -> None:
    """Sphinx up to 8.2 shows a heading that matches a query as HTML."""
    script = builds("html").text("searchindex.js")
    index = json.loads(script.removeprefix("Search.setIndex(").removesuffix(")"))
    assert not any(re.search(r"zq\d\dqz", title) for title in index["alltitles"])
    assert index["titles"] == ["By venue", "Values", "Papers", "Roles", "Terms"]
    assert index["indexentries"] == {}
    # Sphinx looks a paper up by its place in this, with the display name escaped.
    shown = [
        ".".join(filter(None, [prefix, found[4]]))
        for prefix, objects in index["objects"].items()
        for found in objects
    ]
    assert [text for text in shown if "<" in text or ">" in text or '"' in text] == []
    assert len(shown) == 5 * len(NAMES)


def test_search_leads_to_ids_that_are_there(page_of: Callable[[str], Page], builds: Builds) -> None:
    """As Sphinx's script puts them together."""
    script = builds("html").text("searchindex.js")
    index = json.loads(script.removeprefix("Search.setIndex(").removesuffix(")"))
    ids: dict[str, set[str]] = {}
    for prefix, objects in index["objects"].items():
        for page, kind, _, anchor, shown in objects:
            name = ".".join(filter(None, [prefix, shown]))
            full_name = {"": name, "-": f"{index['objnames'][str(kind)][1]}-{name}"}.get(
                anchor, anchor
            )
            ids.setdefault(index["docnames"][page], set()).add(full_name)
    assert ids.keys() == {"papers", "terms"}
    for docname, wanted in ids.items():
        given = {element.attributes.get("id") for element in page_of(docname).elements}
        assert wanted <= given


# -- the other builders --------------------------------------------------------------------------


def pieces(builds: Builds) -> Iterator[tuple[str, ET.Element]]:
    """Every XML file of the EPUB, parsed."""
    (path,) = builds("epub").outdir.glob("*.epub")
    with ZipFile(path) as book:
        for item in book.namelist():
            if item.endswith((".xhtml", ".opf", ".ncx", ".xml")):
                yield item, ET.fromstring(book.read(item).decode())


def test_the_epub_is_well_formed_and_holds_the_text(builds: Builds) -> None:
    files = dict(pieces(builds))
    for tree in files.values():
        for element in tree.iter():
            assert not any(attribute.startswith("on") for attribute in element.attrib)
            assert element.tag.rpartition("}")[2] not in {"script", "iframe", "img", "base", "b"}
    shown = {"".join(element.itertext()) for element in files["papers.xhtml"].iter()}
    assert {clean(value) for value in hostile.VALUES.values()} <= shown


def test_the_doctrees_as_xml_are_well_formed_and_hold_the_text(builds: Builds) -> None:
    built = builds("xml")
    trees = {path.stem: ET.fromstring(path.read_text()) for path in built.outdir.glob("*.xml")}
    shown = {"".join(element.itertext()) for element in trees["papers"].iter()}
    assert {clean(value) for value in hostile.VALUES.values()} <= shown
    assert not any(True for tree in trees.values() for _ in tree.iter("raw"))


def test_no_command_reaches_latex(builds: Builds) -> None:
    source = builds("latex").text("values.tex")
    assert "hostile" in source
    assert re.findall(r"\\(?:hostile|write18|input\{/)", source) == []
    assert "^^5c" not in source
    assert source.count(r"\end{document}") == source.count(r"\begin{document}") == 1
    commands = [
        set(re.findall(r"\\[A-Za-z@]+|\\.", builds("latex", harmless=harmless).text("values.tex")))
        for harmless in (False, True)
    ]
    allowed = {f"\\{character}" for character in "&%$#_{}"} | {
        *(r"\textbackslash", r"\textasciitilde", r"\textasciicircum", r"\textasciigrave"),
        *(r"\textless", r"\textgreater", r"\textquotesingle", r"\sphinxhyphen"),
    }
    assert commands[0] - commands[1] - allowed == set()


def test_no_request_reaches_roff(builds: Builds) -> None:
    requests = []
    for harmless in (False, True):
        (page,) = builds("man", harmless=harmless).outdir.glob("*.1")
        lines = page.read_text().splitlines()
        requests.append({line.split()[0] for line in lines if line.startswith((".", "'"))})
    assert requests[0] - requests[1] == set()


def test_no_command_reaches_texinfo(builds: Builds) -> None:
    commands = []
    for harmless in (False, True):
        (page,) = builds("texinfo", harmless=harmless).outdir.glob("*.texi")
        plain = re.sub("@[@{}]", "", page.read_text())
        commands.append(set(re.findall(r"@[a-z]+|@.", plain)))
    assert commands[0] - commands[1] - {"@comma", "@w"} == set()


def test_plain_text_holds_the_text(builds: Builds) -> None:
    shown = "".join(builds("text").text("papers.txt").split())
    for value in hostile.VALUES.values():
        assert "".join(clean(value).split()) in shown


def test_translators_get_nothing_of_the_list(builds: Builds) -> None:
    catalogues = list(builds("gettext").outdir.glob("*.pot"))
    assert catalogues
    for path in catalogues:
        assert re.search(r"zq\d\dqz", path.read_text()) is None


# -- every character there is --------------------------------------------------------------------


def test_every_character_of_the_first_plane_comes_through(tmp_path: Path) -> None:
    """In titles of a kilobyte, and in one of ten."""
    size = 1024
    texts = {
        f"from-{start:x}": "".join(map(chr, range(start, start + size)))
        for start in range(0, 0x10000, size)
        if not 0xD800 <= start < 0xE000  # no TOML file can hold a surrogate
    }
    texts["ten"] = "A title that does not end; " * 380
    section = 'title = "Characters"\n' + "".join(
        f'\n[[entry]]\nid = "{name}"\ntitle = {hostile.toml(text)}\n'
        for name, text in texts.items()
    )
    site = Site(
        tmp_path,
        {
            "docs/conf.py": (
                'extensions = ["sphinx_awesome", "myst_parser"]\nproject = "Characters"\n'
                'html_theme = "basic"\nversion = "1"\ncopyright = "us"\n'
            ),
            "docs/index.md": "# Characters\n\n```{awesome:entries} characters\n```\n",
            "entries/characters.toml": section,
        },
    )
    page = site.build(strict=False).page("index.html")
    epub = site.build("epub", strict=False)
    with ZipFile(epub.outdir / "Characters.epub") as book:
        tree = ET.fromstring(book.read("index.xhtml").decode())
    shown = {"".join(element.itertext()) for element in tree.iter()}
    for name, text in texts.items():
        title = clean(text)
        assert page.by_class("aw-title", page.by_id(f"paper-{name}"))[0].data == f"{title}#"
        assert title in shown


texts = st.text(max_size=40).map(clean)


class StubPage:
    """A page on which nothing else stands."""

    def __init__(self, *entries: Entry, venues: Venues | None = None) -> None:
        section = Section("own", entries=tuple(entry.id for entry in entries))
        self.awesome_list = AwesomeList(
            sections={"own": section},
            entries={entry.id: entry for entry in entries},
            homes=dict.fromkeys(section.entries, "own"),
            venues=venues or Venues(),
        )
        self.domain: Any = SimpleNamespace(
            awesome_list=self.awesome_list, sections_of=lambda _: [section]
        )
        self.domain.home_pages = {}
        self.shared = SharedHtml()

    def term(self, _kind: object, name: str) -> str:
        return escape(name)

    def badge(self, badge: Badge) -> str:
        return self.shared.badge(badge)


@given(st.lists(texts, min_size=8, max_size=8), st.lists(texts.filter(bool), max_size=6))
@settings(max_examples=150)
def test_a_card_of_any_text_reads_back_as_that_text(values: list[str], names: list[str]) -> None:
    title, venue, full, track, award, note, abstract, label = values
    entry = Entry(
        id="one",
        title=title,
        authors=tuple(filter(None, map(tidy_braces, names[:3]))),
        venue=venue,
        track=track,
        award=award,
        links={label: "https://example.org/?a=1&amp=2"},
        tags=tuple(names),
        note=note,
        abstract=abstract,
    )
    venues = Venues([Venue(venue, full)] if venue else [])
    drawn = Page(card_html(entry, "own", ["paper-one"], StubPage(entry, venues=venues)))
    (item,) = [element for element in drawn.elements if not element.parents]
    assert {element.tag for element in drawn.elements} <= {
        *("li", "div", "p", "a", "span", "details", "summary", "pre"),
    }
    assert {name for element in drawn.elements for name in element.attributes} <= {
        *("class", "id", "href", "title", "aria-label"),
        *("data-venue", "data-has", "data-year", "data-kind", "data-tags", "data-find"),
    }
    assert text(drawn, "aw-title", item) == f"{title}#"
    if venue:
        assert text(drawn, "aw-venue", item).rstrip() == venue.rstrip()
        assert item["data-venue"] == venue
    if award:
        assert text(drawn, "aw-award", item) == award
    if note:
        assert text(drawn, "aw-note", item) == note
    if names:
        assert text(drawn, "aw-also", item) == ", ".join(names)
    if names or track:
        words = " · ".join(filter(None, [entry.byline, track]))
        assert text(drawn, "aw-by", item).rstrip("\n").endswith(words)
    link, cite = drawn.by_class("aw-pill", item)
    assert link.data == model.LINK_LABELS.get(label, label)
    assert link["aria-label"] == f"{link.data}: {title}"
    if abstract:
        assert cite.data == "Abstract & cite"
        assert drawn.by_tag("p", drawn.by_class("aw-more-body", item)[0])[0].data == abstract
    assert drawn.by_tag("pre", item)[0].data == f"{bibtex.write(entry, venues)}\n"


# -- addresses -----------------------------------------------------------------------------------

BAD_ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    " javascript:alert(1)",
    "javascript://example.org/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//evil.invalid/",
    "/\\evil.invalid",
    "https:evil.invalid",
    "http://[::1]/",
    "http://localhost/",
    "https://user:password@example.org/",
    "https://example.org@evil.invalid/",
    "https://example.org\\@evil.invalid/",
    'https://example.org/"onmouseover="alert(1)',
    "https://example.org/'onmouseover='alert(1)",
    "https://example.org/<script>",
    "https://example.org/a b",
    "https://example.org/a\nb",
    "https://example.org/a\u202egpj.exe",
    "https://exa mple.org/",
    "https://example.org/%zz",
    "",
    "#top",
    "x",
]


@pytest.mark.parametrize("url", BAD_ADDRESSES)
def test_a_bad_address_is_dropped_when_read(make_site: Callable[..., Site], url: str) -> None:
    site = make_site()
    site.replace("entries/models.toml", '"https://arxiv.org/pdf/2210.10163.pdf"', hostile.toml(url))
    awesome_list, problems = toml.load(site.root / "entries")
    assert "medclip" in awesome_list.entries
    assert dict(awesome_list.entries["medclip"].links) == {}
    assert ProblemCode.URL in {problem.code for problem in problems}


@pytest.mark.parametrize("url", BAD_ADDRESSES)
def test_a_bad_address_that_got_past_the_reader_is_not_drawn(url: str) -> None:
    links = {"pdf": url, "link": url, url or "code": url}
    entry = Entry(id="one", title="One", links=links)
    drawn = card_html(entry, "own", ["paper-one"], StubPage(entry))
    assert [e["href"] for e in Page(drawn).by_tag("a")] == ["#paper-one", "#paper-one"]
    assert "data-has" not in Page(drawn).by_id("paper-one").attributes


@pytest.mark.parametrize("url", BAD_ADDRESSES)
def test_identifiers_that_got_past_the_reader_stay_within_their_address(url: str) -> None:
    for entry in (Entry("one", "One", doi=url), Entry("one", "One", arxiv=url)):
        drawn = Page(card_html(entry, "own", ["paper-one"], StubPage(entry)))
        for link in drawn.by_tag("a"):
            assert link.attributes.keys() <= {"href", "class", "title"}
            assert link["href"] == "#paper-one" or not url_error(link["href"])


def test_no_builder_draws_an_address_that_got_past_the_reader(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    awesome_list, _ = toml.load(make_site().root / "entries")
    links = {"pdf": BAD_ADDRESSES[0]} | dict(enumerate(BAD_ADDRESSES))
    bare = {"links": {str(label): url for label, url in links.items()}, "doi": "", "arxiv": ""}
    entries = {
        name: replace(entry, published=None, **bare) for name, entry in awesome_list.entries.items()
    }
    forged = replace(awesome_list, entries=entries)
    monkeypatch.setattr(toml, "load", lambda *_, **__: (forged, []))
    site = make_site(name="forged")
    page = site.build().page("reports.html")
    assert len(page.by_class("aw-card")) == 2
    assert page.by_class("aw-links") == []
    for element in page.by_tag("a"):
        assert element["href"] not in BAD_ADDRESSES
    for path in site.build("xml").outdir.glob("*.xml"):
        for node in ET.fromstring(path.read_text()).iter("reference"):
            assert node.get("refuri") not in BAD_ADDRESSES


def test_reference_managers_read_the_texts(builds: Builds) -> None:
    build = builds("html")
    page = build.page("papers.html")
    titles = [clean(f"Later {value}") for value in hostile.VALUES.values()]
    items = [read(element["title"]) for element in page.by_class("Z3988")]
    assert sorted(item.title for item in items) == sorted(map(spaced, titles))
    lines = [element.text for element in page.by_class("aw-plain")]
    assert all(any(" ".join(title.split()) in line for line in lines) for title in titles)
    for name in ("papers", "all-papers"):
        entries = json.loads(build.text(f"{name}.json"))
        assert [entry["title"] for entry in entries] == titles
        records = bibtexparser.parse_string(build.text(f"{name}.bib"))
        assert [record.key for record in records.entries] == list(hostile.VALUES)
        assert not records.failed_blocks
        assert [record["title"] for record in rispy.loads(build.text(f"{name}.ris"))] == titles
