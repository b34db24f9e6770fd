"""The sitemap for search engines, and the page for addresses that do not exist.

``sitemap.xml`` and ``robots.txt`` need the address of the site, and are written only if
``html_baseurl`` is set. Hosts show the page ``404.html`` at any address, so that its links have to
start from the root of the host.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from docutils import nodes
from sphinx.application import Sphinx

from ..builders import is_html_builder, is_site_builder
from ..components.base import PageHtml
from ..components.downloads import site_url
from ..components.explore import search_form
from ..domain import AwesomeDomain, domain_of
from ..i18n import _
from ..persistence import write_if_changed
from .head import page_address
from .permalinks import paper_ids

ERROR_PAGE = "404"

_SITEMAP = """<?xml version="1.0" encoding="utf-8"?>
<!-- sphinx-awesome -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{urls}</urlset>
"""

_ROBOTS = """# sphinx-awesome
User-agent: *
Allow: /

Sitemap: {sitemap}
"""

_MARK = "sphinx-awesome"

_TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)

_ADDRESS = re.compile(r'(?<=\s)(href|src|action|data-content_root)="([^"]*)"')

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#", re.IGNORECASE)

# -- for robots -------------------------------------------------------------------------------


def write_sitemap(app: Sphinx, exception: Exception | None) -> None:
    """Write the sitemap and name it in ``robots.txt``, or remove those of a former build.

    It names all pages of the project and of papers, whether this build has written them or not.
    Files of the project itself, such as one of ``html_extra_path``, are not changed.
    """
    if exception is not None or not is_site_builder(app.builder):
        return
    domain = domain_of(app.env)
    address = site_url(domain)
    wanted = {"sitemap.xml": "", "robots.txt": ""}
    if address:
        wanted["sitemap.xml"] = _SITEMAP.format(urls="".join(_urls(domain)))
        wanted["robots.txt"] = _ROBOTS.format(sitemap=f"{address}sitemap.xml")
    outdir = Path(app.outdir)
    for name, text in wanted.items():
        path = outdir / name
        before = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else None
        if before is not None and _MARK not in before:
            continue
        if text and text != before:
            write_if_changed(outdir, name, text)
        elif before and not text:
            path.unlink()


def _urls(domain: AwesomeDomain) -> Iterator[str]:
    pages = (
        page_address(docname, domain) for docname in sorted(domain.env.found_docs - {ERROR_PAGE})
    )
    folder = site_url(domain) + domain.permalinks
    papers = (f"{folder}{paper}.html" for paper in paper_ids(domain)) if domain.permalinks else ()
    # A page of the project may have the address of a paper's.
    for address in dict.fromkeys(chain(pages, papers)):
        yield f"<url><loc>{escape(address)}</loc></url>\n"


# -- the error page ---------------------------------------------------------------------------


def error_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the error page, a search field and the task areas, unless the project has its own."""
    if not is_site_builder(app.builder) or ERROR_PAGE in app.env.found_docs:
        return
    domain = domain_of(app.env)
    page_html = PageHtml(app.builder, ERROR_PAGE)
    title = escape(str(_("Page not found")))
    text = escape(
        str(_("There is no page at this address: it may have moved, or the link is misspelt."))
    )
    rows = "".join(
        f"<li>{page_html.link('section', section.id, section.name)}</li>\n"
        for section in domain.awesome_list.sections.values()
        if domain.find("section", section.id)
    )
    home_url = escape(page_html.page_url(app.config.root_doc))
    home = f'<li><a href="{home_url}">{escape(str(_("Home")))}</a></li>'
    form = search_form(page_html)
    body = (
        f"<section><h1>{title}</h1>\n<p>{text}</p>\n{form}<ul>\n{home}\n{rows}</ul>\n</section>\n"
    )
    yield ERROR_PAGE, {"title": title, "body": body, "metatags": ""}, "page.html"


def mark_error_page(
    app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Keep the error page out of search engines, and give it no canonical address."""
    if pagename != ERROR_PAGE or not is_site_builder(app.builder):
        return
    context["metatags"] = context.get("metatags", "") + '<meta name="robots" content="noindex">\n'
    context["pageurl"] = None
    app.add_css_file("awesome/explore.css")


def root_error_page(app: Sphinx, exception: Exception | None) -> None:
    """Make the links of the error page start from the root of the host, if that is known.

    Hosts expect ``404.html``, even if every other page has its own folder.
    """
    builder = app.builder
    if exception is not None or not is_html_builder(builder) or not is_site_builder(builder):
        return
    written = Path(builder.get_outfilename(ERROR_PAGE))
    if not written.is_file():
        return
    text = written.read_text(encoding="utf-8")
    if address := site_url(domain_of(app.env)):
        here = urljoin(urlsplit(address).path, builder.get_target_uri(ERROR_PAGE))
        text = absolutize(text, here)
    outdir = Path(app.outdir)
    for path in {written, outdir / f"{ERROR_PAGE}.html"}:
        write_if_changed(outdir, path.relative_to(outdir), text)


def absolutize(html: str, here: str) -> str:
    """Return a page whose relative addresses are changed to start from the root of the host.

    :param here: path of the page, to which they are relative.
    """

    def address(match: re.Match[str]) -> str:
        name, value = match.groups()
        return f'{name}="{value if _ABSOLUTE.match(value) else urljoin(here, value or ".")}"'

    return _TAG.sub(lambda tag: _ADDRESS.sub(address, tag[0]), html)


def setup(app: Sphinx) -> None:
    """Register the events."""
    app.connect("html-collect-pages", error_page)
    app.connect("html-page-context", mark_error_page, priority=502)
    app.connect("build-finished", write_sitemap, priority=502)
    app.connect("build-finished", root_error_page, priority=510)
