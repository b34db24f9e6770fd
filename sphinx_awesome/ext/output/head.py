"""The head of a page: description, tags for sharing, and schema.org data in JSON-LD.

Properties and their limits are those of Google's pages on structured data: Dataset
(https://developers.google.com/search/docs/appearance/structured-data/dataset) and Carousel
(https://developers.google.com/search/docs/appearance/structured-data/carousel).
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx

from ...core import urls
from ...core.identifiers import doi_url
from ...core.model import AwesomeList, Entry, Maintainer
from ...core.problem import ProblemCode
from ...core.reference import TERMS, work_of
from ...core.statistics import PaperCounts
from ..builders import is_site_builder
from ..components import downloads
from ..components.base import counts_text
from ..components.count import count_or_unknown, paper_count
from ..components.entries import EntriesUse
from ..config import settings
from ..domain import AwesomeDomain, domain_of
from ..log import warn

#: Length of a description: as much as search engines show, and a little more.
DESCRIPTION_CHARS = 300


def add_picture(app: Sphinx) -> None:
    """Make Sphinx copy the picture for sharing to the other static files."""
    name = settings(app.config).share_picture
    if not name or not is_site_builder(app.builder):
        return
    if (Path(app.confdir) / name).is_file():
        app.config.html_static_path.append(name)
        return
    hint = "name a file by its path from the folder of conf.py"
    warn(
        ProblemCode.CONFIG,
        f'awesome_share_picture: there is no file "{name}"',
        hint,
        location="conf.py",
    )


def add_meta(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add description, tags for sharing and data to the head of a page."""
    del templatename
    if not is_site_builder(app.builder) or doctree is None:
        return
    domain = domain_of(app.env)
    authored = context.get("metatags", "")
    description = _authored(authored) or describe(pagename, doctree, domain)
    made = [
        f'<meta {name} content="{escape(content)}">\n'
        for name, content in _tags(app, domain, pagename, description)
        if not _is_authored(name, authored)
    ]
    data = structured(pagename, domain)
    context["metatags"] = "".join([authored, *made, *([json_ld_script(data)] if data else [])])


def _authored(metatags: str) -> str:
    """Return the description that a page's author has written, or ""."""
    for tag in re.findall(r"<meta [^<>]*>", metatags):
        if 'name="description"' in tag and (match := re.search(r'content="([^"]*)"', tag)):
            return unescape(match[1])
    return ""


def _is_authored(name: str, metatags: str) -> bool:
    """Return True if a page already has a tag, or the picture that the tag would describe."""
    picture = 'property="og:image"'
    return name in metatags or (name.startswith('property="og:image:') and picture in metatags)


def _tags(
    app: Sphinx, domain: AwesomeDomain, docname: str, description: str
) -> Iterator[tuple[str, str]]:
    root, base = docname == app.config.root_doc, downloads.site_url(domain)
    site = app.config.project  # and not the list's own title, which would be on every page
    title = site if root else app.env.titles[docname].astext()
    if description:
        yield 'name="description"', description
    yield 'property="og:title"', title
    yield 'property="og:type"', "website"
    yield 'property="og:site_name"', site
    if description:
        yield 'property="og:description"', description
    if base:
        yield 'property="og:url"', page_address(docname, domain)
    yield from picture_tags(domain)


def picture_tags(domain: AwesomeDomain) -> Iterator[tuple[str, str]]:
    """Yield the tags of the picture for pages that are shared, and of its size."""
    config, base = domain.builder.config, downloads.site_url(domain)
    picture = settings(config).share_picture
    path = Path(domain.builder.confdir) / picture
    has_picture = bool(base and picture and path.is_file())
    if has_picture:
        yield 'property="og:image"', f"{base}_static/{path.name}"
        yield 'property="og:image:alt"', config.project
        for name, number in zip(("width", "height"), png_size(path), strict=False):
            yield f'property="og:image:{name}"', str(number)
    yield 'name="twitter:card"', "summary_large_image" if has_picture else "summary"


def page_address(docname: str, domain: AwesomeDomain) -> str:
    """Return the absolute address of a page, or "" if that of the site is unknown."""
    base = downloads.site_url(domain)
    # Whether Sphinx itself quotes it depends on the builder.
    return base and base + quote(domain.builder.get_target_uri(docname), safe="/%")


def png_size(path: Path) -> tuple[int, ...]:
    """Return width and height of a PNG in pixels, from its first chunk; () for other files."""
    start = path.read_bytes()[:24]
    if start[:8] != b"\x89PNG\r\n\x1a\n" or len(start) < 24:
        return ()
    return struct.unpack(">II", start[16:24])


# -- descriptions -----------------------------------------------------------------------------


def describe(docname: str, doctree: nodes.document, domain: AwesomeDomain) -> str:
    """Return a description of a page in a sentence or two.

    The first page has the description of the list, the home page of sections theirs with their
    numbers, any other page its first paragraph.
    """
    awesome_list, own = domain.awesome_list, downloads.page_download(docname, domain)
    if docname == domain.builder.config.root_doc and awesome_list.description:
        return awesome_list.description
    if own:
        texts = [awesome_list.sections[name].description for name in own.sections]
        return shortened(
            " ".join(filter(None, [counts_sentence(list(own.papers(domain))), *texts]))
        )
    paragraph = next(
        (
            text
            for node in doctree.findall(nodes.paragraph)
            if isinstance(node.parent, (nodes.document, nodes.section))
            and (text := "".join(_text(node, domain)))
        ),
        "",
    )
    return shortened(" ".join(paragraph.split()))


def counts_sentence(papers: list[Entry]) -> str:
    """Return the counts of papers as a sentence: ``51 papers, 2018–2023, 24 with code.``."""
    return f"{counts_text(PaperCounts.of(papers))}."


def _text(node: Node, domain: AwesomeDomain) -> Iterator[str]:
    if isinstance(node, paper_count):
        yield count_or_unknown(node["expression"], domain.awesome_list)
    elif isinstance(node, nodes.Text):
        yield node.astext()
    for child in node.children:
        yield from _text(child, domain)


def shortened(text: str) -> str:
    """Return a text, cut after a word if it is longer than a description."""
    if len(text) <= DESCRIPTION_CHARS:
        return text
    return text[: DESCRIPTION_CHARS - 1].rpartition(" ")[0].rstrip(" ,;:–-") + "…"


# -- data -------------------------------------------------------------------------------------


def structured(docname: str, domain: AwesomeDomain) -> dict[str, Any] | None:
    """Return the data of a page: the list on the first page, its papers on a home page."""
    if docname == domain.builder.config.root_doc:
        return _dataset(docname, domain)
    if not downloads.page_download(docname, domain):
        return None
    page = domain.pages[docname]
    address = page_address(docname, domain)
    shown = {
        paper.id: (paper, f"{address}#paper-{paper.id}" if address else "")
        for use in page.of(EntriesUse)
        if use.is_home
        for _heading, papers in use.groups(domain.awesome_list)
        for paper in papers
    }
    title = domain.env.titles[docname].astext()
    return item_list(title, shown.values())


def _dataset(docname: str, domain: AwesomeDomain) -> dict[str, Any] | None:
    awesome_list, base = domain.awesome_list, downloads.site_url(domain)
    listed = downloads.list_download(domain)
    formats = listed.formats(domain) if base else ()
    return dataset(
        awesome_list,
        " ".join(
            filter(None, [awesome_list.description, counts_sentence(list(awesome_list.papers()))])
        ),
        page_address(docname, domain),
        [(known.media, f"{base}{listed.name}.{known.ending}") for known in formats],
    )


def head_inputs(docname: str, domain: AwesomeDomain) -> object:
    """Return the parts of the list that a page's head shows beyond the components of the page.

    The head of a section's home page shows only parts on which its cards depend already.
    """
    root = docname == domain.builder.config.root_doc
    return root and (domain.awesome_list.description, _dataset(docname, domain))


CONTEXT = "https://schema.org"

#: Bounds of a data set's description, in characters.
MIN_ABSTRACT_CHARS, MAX_ABSTRACT_CHARS = 50, 5000

_CREATIVE_COMMONS = re.compile(r"CC-(?P<terms>BY(?:-[A-Z]{2})*)-(?P<version>[1-4]\.\d)")

_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")

#: Escapes for JSON in HTML: the text can then neither end the element nor start a comment, and has
#: no line ends of JavaScript.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def json_ld_script(data: Mapping[str, Any]) -> str:
    """Return data as an HTML element with JSON-LD."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return f'<script type="application/ld+json">{text}</script>\n'


def licence_url(licence: str) -> str:
    """Return the address of a licence.

    :param licence: an SPDX identifier, or an address.
    :return: "" if it is neither.

    >>> licence_url("CC-BY-SA-4.0")
    'https://creativecommons.org/licenses/by-sa/4.0/'
    """
    if licence.startswith("https://") and not urls.url_error(licence):
        return licence
    if licence == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    if match := _CREATIVE_COMMONS.fullmatch(licence):
        return f"https://creativecommons.org/licenses/{match['terms'].lower()}/{match['version']}/"
    return f"https://spdx.org/licenses/{licence}.html" if _SPDX.fullmatch(licence) else ""


def dataset(
    awesome_list: AwesomeList, description: str, address: str, files: Iterable[tuple[str, str]]
) -> dict[str, Any] | None:
    """Return the list as a data set; None if it has no name, or too short a description.

    :param description: plain text.
    :param address: of the first page, or "" if it is unknown.
    :param files: media type and address of each form in which the list can be downloaded.
    """
    if not awesome_list.title or len(description) < MIN_ABSTRACT_CHARS:
        return None
    years = [count.year for count in PaperCounts.of(awesome_list.papers()).years if count.papers]
    cite = awesome_list.cite
    same = dict.fromkeys(url for url in (awesome_list.repository, awesome_list.homepage) if url)
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": f"{address}#list" if address else "",
        "name": awesome_list.title,
        "description": description[:MAX_ABSTRACT_CHARS],
        "url": address,
        "sameAs": [url for url in same if url != address],
        "license": licence_url(awesome_list.licence),
        "creator": list(map(_person, awesome_list.maintainers)),
        "identifier": doi_url(cite.doi) if cite and cite.doi else "",
        "keywords": [section.title for section in awesome_list.sections.values() if section.title],
        "temporalCoverage": f"{years[0]}/{years[-1]}" if years else "",
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": media, "contentUrl": url}
            for media, url in files
        ],
    }
    return filled(data)


def item_list(name: str, papers: Iterable[tuple[Entry, str]]) -> dict[str, Any]:
    """Return the papers of a page as a list of schema.org.

    Their authors are left out: they would double the data, and are on the page, in its
    downloads and in the record to which ``sameAs`` leads.

    :param name: title of the page.
    :param papers: in the order of the page, each with its own address, or "" if unknown.
    """
    items = [
        {"@type": "ListItem", "position": place, "item": _article(paper, address)}
        for place, (paper, address) in enumerate(papers, 1)
    ]
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "name": name,
        "numberOfItems": len(items),
        "itemListElement": items,
    }


def _article(paper: Entry, address: str) -> dict[str, Any]:
    schema_type = TERMS[work_of(paper)].schema
    data: dict[str, Any] = {"@type": schema_type, "url": address, "name": paper.title}
    if year := paper.latest.year:
        data["datePublished"] = str(year)
    if paper.note and not paper.type.is_paper:
        data["description"] = paper.note
    if paper.publisher:
        data["publisher"] = {"@type": "Organization", "name": paper.publisher}
    own = paper.url
    if own and not urls.url_error(own):
        data["sameAs"] = own
    if not address:
        del data["url"]
    return data


def _person(maintainer: Maintainer) -> dict[str, Any]:
    """Return a maintainer, without the e-mail address, which robots would collect."""
    url = maintainer.url
    return filled(
        {
            "@type": "Person",
            "name": maintainer.name,
            "url": url if url and not urls.url_error(url) else "",
        }
    )


def filled(data: dict[str, Any]) -> dict[str, Any]:
    """Return data without empty values."""
    return {key: value for key, value in data.items() if value not in ("", [])}


def setup(app: Sphinx) -> None:
    """Register the events."""
    app.connect("builder-inited", add_picture)
    app.connect("html-page-context", add_meta, priority=501)
