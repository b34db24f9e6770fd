"""The sitemap for search engines, and the page for addresses that do not exist.

``sitemap.xml`` and ``robots.txt`` need the address of the site, and are written only where
``html_baseurl`` says it. Beside the extension sphinx-sitemap there is one sitemap all the same: its
own, to which we add what it lacks, the pages of papers first of all. The page ``404.html`` is shown
by hosts at any address, so that its own links have to start from the root of the host.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from functools import partial
from html import escape, unescape
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from docutils import nodes
from sphinx.application import Sphinx

from ..builders import is_html_builder, is_site_builder
from ..components.base import PageHtml
from ..components.downloads import site_url
from ..components.explore import search_form
from ..domain import domain_of
from ..i18n import _
from ..persistence import write_if_changed
from .head import page_address
from .permalinks import paper_ids

ERROR_PAGE = "404"

_EMPTY = """<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
</urlset>
"""

_END = "</urlset>"

_ROBOTS = """# sphinx-awesome
User-agent: *
Allow: /

Sitemap: {sitemap}
"""

_MARK = "sphinx-awesome"

#: What was added to a sitemap, which begins with a comment.
_ADDED = re.compile(f"<!-- {_MARK} -->.*(?={_END})", re.DOTALL)

_LOCATION = re.compile("<loc>([^<]*)</loc>")

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
    name = app.config.sitemap_filename if _has_sphinx_sitemap(app) else "sitemap.xml"
    robots = _ROBOTS.format(sitemap=f"{address}{name}")
    texts: dict[str, Callable[[str], str]] = {
        name: partial(_sitemap, app),
        "robots.txt": lambda _: robots,
    }
    for file, text in texts.items():
        path = Path(app.outdir, file)
        before = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        if before and _MARK not in before and not (file == name and _has_sphinx_sitemap(app)):
            continue
        if address:
            write_if_changed(Path(app.outdir), file, text(before))
        elif _MARK in before:
            path.unlink()


def _has_sphinx_sitemap(app: Sphinx) -> bool:
    return "sphinx_sitemap" in app.extensions


def _sitemap(app: Sphinx, before: str) -> str:
    """Return the sitemap: that of sphinx-sitemap with the pages that it lacks, or one of our own.

    It names the pages that a build has written, which are few where little has changed.

    :param before: the text of the file as it is now; "" if there is none.
    """
    start = _ADDED.sub("", before) if before and _has_sphinx_sitemap(app) else _EMPTY
    known = {unquote(unescape(address)) for address in _LOCATION.findall(start)}
    missing = [address for address in _addresses(app) if unquote(address) not in known]
    urls = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in missing)
    return start.replace(_END, f"<!-- {_MARK} -->\n{urls}{_END}")


def _addresses(app: Sphinx) -> Iterator[str]:
    """Yield the addresses of all pages; beside sphinx-sitemap as its settings want them."""
    domain, config = domain_of(app.env), app.config
    base, scheme, excluded = site_url(domain), "{link}", []
    if _has_sphinx_sitemap(app):
        scheme, excluded = config.sitemap_url_scheme, config.sitemap_excludes
    docnames = sorted(domain.env.found_docs - {ERROR_PAGE})
    pages = (page_address(docname, domain).removeprefix(base) for docname in docnames)
    folder = domain.permalinks
    papers = (f"{folder}{paper}.html" for paper in paper_ids(domain)) if folder else ()
    parts = {
        "lang": f"{config.language}/" if config.language else "",
        "version": f"{config.version}/" if config.version else "",
    }
    # A page of the project may stand where that of a paper would.
    for link in dict.fromkeys(chain(pages, papers)):
        if not any(fnmatch(unquote(link), pattern) for pattern in excluded):
            yield base + scheme.format(link=link, **parts)


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
