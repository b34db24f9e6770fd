"""What a page says of itself in its head: to search engines, and to who shares its address.

Title and canonical address are the theme's. What an author has said with ``html_meta`` stays.
Without ``html_baseurl`` nothing is said for which the address of the site would be needed.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx

from ..core.facts import Facts
from ..core.model import Entry
from ..core.problem import Code
from . import downloads, jsonld
from .config import settings
from .domain import AwesomeDomain, domain_of
from .html import is_site
from .i18n import _, papers
from .log import warn
from .nodes import paper_count
from .pages import count

#: Of a description, in characters: what search engines show of it, and a little more.
LONGEST = 300


def add_picture(app: Sphinx) -> None:
    """Have the picture for sharing copied to the other static files."""
    name = settings(app.config).share_picture
    if not name or not is_site(app.builder):
        return
    if (Path(app.confdir) / name).is_file():
        app.config.html_static_path.append(name)
        return
    hint = "name a file by its path from the folder of conf.py"
    warn(Code.CONFIG, f'awesome_share_picture: there is no file "{name}"', hint, location="conf.py")


def add_meta(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add to the head of a page."""
    del templatename
    if not is_site(app.builder) or doctree is None:
        return
    domain = domain_of(app.env)
    authored = context.get("metatags", "")
    description = _authored(authored) or describe(pagename, doctree, domain)
    made = [
        f'<meta {name} content="{escape(content)}">\n'
        for name, content in _tags(app, domain, pagename, description)
        if name not in authored
    ]
    data = structured(pagename, domain)
    context["metatags"] = "".join([authored, *made, *([jsonld.script(data)] if data else [])])


def _authored(metatags: str) -> str:
    """The description that a page's author has written."""
    for tag in re.findall(r"<meta [^<>]*>", metatags):
        if 'name="description"' in tag and (found := re.search(r'content="([^"]*)"', tag)):
            return unescape(found[1])
    return ""


def _tags(
    app: Sphinx, domain: AwesomeDomain, docname: str, description: str
) -> Iterator[tuple[str, str]]:
    root, base = docname == app.config.root_doc, downloads.base(domain)
    site = app.config.project  # and not the list's own title, which would be on every page
    title = site if root else app.env.titles[docname].astext()
    picture = settings(app.config).share_picture
    has_picture = bool(base and picture and (Path(app.confdir) / picture).is_file())
    if description:
        yield 'name="description"', description
    yield 'property="og:title"', title
    yield 'property="og:type"', "website"
    yield 'property="og:site_name"', site
    if description:
        yield 'property="og:description"', description
    if base:
        yield 'property="og:url"', page_address(docname, domain)
    if has_picture:
        path = Path(app.confdir) / picture
        yield 'property="og:image"', f"{base}_static/{path.name}"
        yield 'property="og:image:alt"', site
        for name, number in zip(("width", "height"), png_size(path), strict=False):
            yield f'property="og:image:{name}"', str(number)
    yield 'name="twitter:card"', "summary_large_image" if has_picture else "summary"


def page_address(docname: str, domain: AwesomeDomain) -> str:
    """The whole address of a page, or "" if that of the site is not known."""
    base = downloads.base(domain)
    # Sphinx itself quotes it or not, as the builder has it.
    return base and base + quote(domain.builder.get_target_uri(docname), safe="/%")


def png_size(path: Path) -> tuple[int, ...]:
    """Width and height of a PNG in pixels, from its first chunk; nothing of any other file."""
    start = path.read_bytes()[:24]
    if start[:8] != b"\x89PNG\r\n\x1a\n" or len(start) < 24:
        return ()
    return struct.unpack(">II", start[16:24])


# -- descriptions -----------------------------------------------------------------------------


def describe(docname: str, doctree: nodes.document, domain: AwesomeDomain) -> str:
    """A page in a sentence or two.

    The home page by the list's own description, the home of sections by theirs and their
    numbers, any other page by its first paragraph.
    """
    whole, own = domain.whole, downloads.of_page(docname, domain)
    if docname == domain.builder.config.root_doc and whole.description:
        return whole.description
    if own:
        texts = [whole.sections[name].description for name in own.sections]
        return _cut(" ".join(filter(None, [facts(list(own.papers(domain))), *texts])))
    paragraph = next(
        (
            text
            for node in doctree.findall(nodes.paragraph)
            if isinstance(node.parent, (nodes.document, nodes.section))
            and (text := "".join(_text(node, domain)))
        ),
        "",
    )
    return _cut(" ".join(paragraph.split()))


def facts(found: list[Entry]) -> str:
    """How many papers, since when, how many with code: ``51 papers, 2018–2023, 24 with code.``."""
    numbers = Facts.of(found)
    code = _("{n} with code").format(n=numbers.with_code)
    return f"{', '.join(filter(None, [papers(numbers.papers), numbers.span, code]))}."


def _text(node: Node, domain: AwesomeDomain) -> Iterator[str]:
    if isinstance(node, paper_count):
        yield count(node["expression"], domain.whole)
    elif isinstance(node, nodes.Text):
        yield node.astext()
    for child in node.children:
        yield from _text(child, domain)


def _cut(text: str) -> str:
    """A text that is too long, up to its last whole word."""
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - 1].rpartition(" ")[0].rstrip(" ,;:–-") + "…"


# -- data -------------------------------------------------------------------------------------


def structured(docname: str, domain: AwesomeDomain) -> dict[str, Any] | None:
    """The data of a page: of the whole list on the home page, of its papers on a section's."""
    if docname == domain.builder.config.root_doc:
        return _dataset(docname, domain)
    if not downloads.of_page(docname, domain):
        return None
    page = domain.pages[docname]
    address = page_address(docname, domain)
    shown = {
        paper.id: (paper, f"{address}#paper-{paper.id}" if address else "")
        for one in page.shown
        if one.home
        for _heading, found in one.groups(domain.whole)
        for paper in found
    }
    title = domain.env.titles[docname].astext()
    return jsonld.item_list(title, shown.values())


def _dataset(docname: str, domain: AwesomeDomain) -> dict[str, Any] | None:
    whole, base = domain.whole, downloads.base(domain)
    listed = downloads.of_list(domain)
    formats = listed.formats(domain) if base else ()
    return jsonld.dataset(
        whole,
        " ".join(filter(None, [whole.description, facts(list(whole.papers()))])),
        page_address(docname, domain),
        [(known.media, f"{base}{listed.name}.{known.ending}") for known in formats],
    )


def shown(docname: str, domain: AwesomeDomain) -> object:
    """What a page says of the list beyond what its directives show, as a plain value.

    A section's page says nothing that its cards do not depend on already.
    """
    root = docname == domain.builder.config.root_doc
    return root and (domain.whole.description, _dataset(docname, domain))
