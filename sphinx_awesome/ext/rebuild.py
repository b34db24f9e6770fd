"""Which pages are outdated, which must be written again.

Two digests a page. What reading put into the doctree (ids, headings, search text) is *baked*:
if it would come out otherwise now, the page is read again. What else the page shows of the list
(links, counts, titles of other pages) is *drawn*: if that changed since the output was written,
the page is written again. The first is stored with the domain's data; the second in a stamp
beside the output, since several builders share one set of doctrees. The stamp is taken away
while pages are written: a build that is killed leaves none, and the next one writes all pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders._epub_base import EpubBuilder
from sphinx.environment import BuildEnvironment

from ..core.facts import Facts, newest
from ..core.index import headings
from ..core.model import Entry
from . import kept
from .domain import AwesomeDomain, domain_of
from .log import report
from .pages import Page, count, digest, search_text

STAMP = ".awesome-stamp.json"


# -- what a page is made of -------------------------------------------------------------------


def baked(page: Page, domain: AwesomeDomain) -> Iterator[object]:
    """What reading puts into the doctree of a page."""
    whole = domain.whole
    for shown in page.shown:
        yield tuple(
            (section, known and (known.title, known.description))
            for section in shown.selection.sections
            for known in [whole.sections.get(section)]
        )
        for heading, papers in shown.groups(whole):
            yield heading
            for entry in papers:
                home = whole.homes[entry.id] in shown.selection.sections
                yield (entry.id, entry.aliases, home, entry.title, search_text(entry, whole))
    for kind in page.indices:
        for heading, found in headings(domain.terms(kind).values(), kind).items():
            yield (heading, [term.slug for term in found])
    # What a warning was given for, or would be now.
    yield [name for name in sorted(page.missing) if name in whole.sections]
    yield [name for names in page.overviews for name in names if name not in whole.sections]
    yield [expression for expression in sorted(page.counts) if count(expression, whole) == "?"]


def drawn(page: Page, domain: AwesomeDomain) -> Iterator[object]:
    """What writing a page draws from the list, beyond what is baked."""
    yield page.baked
    for shown in page.shown:
        yield shown.layout, shown.home, shown.selection.sections
        for _, papers in shown.groups(domain.whole):
            for entry in papers:
                yield from _paper(entry, domain)
    for sections in page.overviews:
        yield from _overview(sections, domain)
    for kind in page.indices:
        for term in domain.terms(kind).values():
            yield term.name, term.venue
            for paper in term.papers:
                yield from _paper(paper, domain)
    for expression in sorted(page.counts):
        yield count(expression, domain.whole)
    for name, target in sorted(page.references):
        yield domain.find(name, target)


def _paper(entry: Entry, domain: AwesomeDomain) -> Iterator[object]:
    yield domain.entry_digest(entry)
    yield domain.find("entry", entry.id)
    yield [(s.title, domain.homes.get(s.id)) for s in domain.sections_of(entry.id)]
    yield [domain.find("tag", tag) for tag in entry.tags]


def _overview(sections: tuple[str, ...], domain: AwesomeDomain) -> Iterator[object]:
    whole = domain.whole
    for name in sections or whole.sections:
        papers = list(whole.papers(name)) if name in whole.sections else []
        yield name, whole.sections.get(name), domain.homes.get(name), Facts.of(papers)
        yield [(p.title, domain.find("entry", p.id)) for p in newest(papers)]


def _sidebar(env: BuildEnvironment, theme: str) -> str:
    """What every page shows of the others: their titles and order.

    Furo's sidebar shows titles of pages; what other themes show is not known, so for them the
    headings of all pages count too.
    """
    titles = sorted((name, title.astext()) for name, title in env.titles.items())
    tocs = sorted((n, toc.astext()) for n, toc in env.tocs.items()) if theme != "furo" else []
    return digest([titles, sorted(env.toctree_includes.items()), tocs])


# -- what Sphinx asks -------------------------------------------------------------------------


def load(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Read the list, once a build; name the pages that must be read again for it."""
    del added, changed
    domain = domain_of(env)
    whole, problems = kept.load(app)
    for problem in problems:
        report(problem)
    domain.load(whole)
    domain.builder = app.builder
    return [
        docname
        for docname, page in domain.pages.items()
        if docname not in removed and digest(baked(page, domain)) != page.baked
    ]


def note_baked(app: Sphinx, doctree: nodes.document) -> None:
    """Note what reading has put into a doctree."""
    del doctree
    domain = domain_of(app.env)
    if page := domain.pages.get(app.env.docname):
        page.baked = digest(baked(page, domain))


def outdated_output(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the pages that show something else now than when they were written."""
    domain = domain_of(env)
    sidebar = _sidebar(env, app.config.html_theme)
    now = {
        docname: digest([sidebar, *(drawn(page, domain) if page else ())])
        for docname in sorted(env.found_docs)
        for page in [domain.pages.get(docname)]
    }
    before = domain.stamp.get("pages", {}) if _read_stamp(app.builder, domain) else {}
    domain.stamp["pages"] = now
    return [docname for docname in now if before.get(docname) != now[docname]]


def _read_stamp(builder: Builder, domain: AwesomeDomain) -> bool:
    """Read the stamp and take it away; whether there was one."""
    stamp = Path(builder.outdir) / STAMP
    domain.stamp.clear()
    try:
        domain.stamp.update(json.loads(stamp.read_bytes()))
        stamp.unlink()
    except (OSError, ValueError):
        return False
    return True


def write_stamp(app: Sphinx, exception: Exception | None) -> None:
    """Leave the stamp of a build that came to its end.

    Not among the files of an EPUB, where any unknown file is a warning; that one is written
    whole each time.
    """
    if exception is None and not isinstance(app.builder, EpubBuilder):
        text = json.dumps(domain_of(app.env).stamp, sort_keys=True)
        (Path(app.outdir) / STAMP).write_text(text, encoding="utf-8")
