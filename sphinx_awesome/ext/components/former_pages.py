"""Redirects at the addresses that a section's page had when the section had another id.

A small page leads to the current one. Its downloads and its feed are copied, since programs follow
no such page. A page of the project at that address has precedence.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from ..builders import PERMALINK_MARK, is_site_builder, language_tag
from ..domain import AwesomeDomain, domain_of
from ..persistence import is_extra_file, start_of_file

#: A script redirects where scripts run, since browsers drop the fragment after a `meta` refresh.
_FORMER_PAGE = """<!doctype html>
{mark}
<html lang="{language}"><meta charset="utf-8"><title>{title}</title>
<meta name="robots" content="noindex">
<noscript><meta http-equiv="refresh" content="0; url={url}"></noscript>
<p><a href="{url}">{title}</a></p>
<script src="{script}"></script></html>
"""

#: Text near the beginning of any page that Sphinx writes.
_OF_SPHINX = "data-content_root="


def note_page(
    app: Sphinx, pagename: str, _template: str, _context: object, doctree: nodes.document | None
) -> None:
    """Note the name of a page that comes from no document, such as the search page."""
    if doctree is None and is_site_builder(app.builder):
        domain_of(app.env).pages_without_source.add(pagename)


def former_page_redirects(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Yield name and text of each redirect from a former page to its page."""
    domain, builder = domain_of(app.env), app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)  # noqa: S101
    taken = (
        {name.casefold() for name in _page_files(domain, builder)} if domain.former_pages else ()
    )
    for former, docname in domain.former_pages.items():
        name = _file_of(former, builder)
        if name.casefold() in taken or is_extra_file(name, app):
            continue
        if not _is_replaceable(Path(app.outdir) / name):
            continue
        here = builder.get_target_uri(former)
        yield (
            name,
            _former_page(
                language=language_tag(builder),
                title=domain.env.titles[docname].astext(),
                url=relative_uri(here, builder.get_target_uri(docname)),
                script=relative_uri(here, "_static/awesome/redirect.js"),
            ),
        )


def _former_page(**texts: str) -> str:
    return _FORMER_PAGE.format(
        mark=PERMALINK_MARK, **{name: escape(text) for name, text in texts.items()}
    )


def _page_files(domain: AwesomeDomain, builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """Yield the names of the files of all pages of the project, with a document or without."""
    for page in domain.env.found_docs | domain.pages_without_source:
        yield _file_of(page, builder)


def _file_of(page: str, builder: StandaloneHTMLBuilder) -> str:
    return Path(builder.get_outfilename(page)).relative_to(builder.outdir).as_posix()


def _is_replaceable(path: Path) -> bool:
    """Return True if there is no file, or one that this extension or Sphinx has written.

    Sphinx does not remove the pages of documents that were deleted.
    """
    start = start_of_file(path)
    return not start or PERMALINK_MARK in start or _OF_SPHINX in start


def setup(app: Sphinx) -> None:
    """Register the event."""
    app.connect("html-page-context", note_page)
