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
from sphinx import addnodes
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.builders._epub_base import EpubBuilder
from sphinx.environment import BuildEnvironment

from . import downloads, fingerprints, kept, meta, permalinks
from .code_version import CODE
from .domain import AwesomeDomain, domain_of
from .html import is_site
from .log import report
from .output_files import remove_unfinished, write_if_changed
from .pages import Page, digest

STAMP = ".awesome-stamp.json"


_BUILD_INFO = ".buildinfo"
_BUILD_INFO_LINES = 4


def remove_cut_build_info(app: Sphinx) -> None:
    """Remove Sphinx's note of its configuration, if a kill has left half of it.

    Sphinx raises an exception or warns, depending on the half. Without the note it goes on.
    """
    path = Path(app.outdir) / _BUILD_INFO
    if path.is_file():
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        if len(lines) < _BUILD_INFO_LINES:
            path.unlink()


def load(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Read the list, once a build; name the pages that must be read again for it."""
    del added, changed, removed
    domain = domain_of(env)
    remove_unfinished(Path(app.outdir))
    whole, problems = kept.load(app)
    for problem in problems:
        report(problem)
    domain.load(whole)
    domain.builder = app.builder
    domain.permalinks = permalinks.folder(app.config) if is_site(app.builder) else ""
    return [
        docname
        for docname, page in domain.pages.items()
        if _is_baked_otherwise(page, domain) or _is_left_over(app, docname)
    ]


def _is_baked_otherwise(page: Page, domain: AwesomeDomain) -> bool:
    """Whether reading would put something else into a doctree; mostly its basis is the same."""
    now = digest(fingerprints.basis(page, domain))
    if page.basis == now:
        return False
    page.basis = now
    return digest(fingerprints.baked(page, domain)) != page.baked


def _is_left_over(app: Sphinx, docname: str) -> bool:
    """Whether a doctree comes from a build that was killed before it stored what it had read."""
    doctree, stored = app.doctreedir / f"{docname}.doctree", app.doctreedir / ENV_PICKLE_FILENAME
    try:
        return doctree.stat().st_mtime_ns > stored.stat().st_mtime_ns
    except OSError:
        return True


def note_read(app: Sphinx, doctree: nodes.document) -> None:
    """Note what reading has put into a doctree, and to what of the list it refers."""
    domain, docname = domain_of(app.env), app.env.docname
    if references := set(_references(doctree, domain)):
        domain.note(docname).references |= references
    if page := domain.pages.get(docname):
        page.basis = digest(fingerprints.basis(page, domain))
        page.baked = digest(fingerprints.baked(page, domain))


def _references(doctree: nodes.document, domain: AwesomeDomain) -> Iterator[tuple[str, str, bool]]:
    """Type and target of each reference to the list, and whether it shows the target's title.

    Our own do, since links have tooltips; those to labels do unless they have a text.
    """
    for node in doctree.findall(addnodes.pending_xref):
        kind, target = node["reftype"], node.get("reftarget", "")
        if node.get("refdomain") == domain.name:
            yield kind, target, True
        elif kind in {"any", "myst"}:
            yield from ((name, target, True) for name in domain.object_types)
        if kind in {"ref", "any", "myst"}:
            for name, prefix in (("entry", "paper-"), ("section", "section-")):
                if target.startswith(prefix):
                    yield name, target.removeprefix(prefix), not node["refexplicit"]


def outdated_output(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the pages that show something else now than when they were written."""
    domain = domain_of(env)
    others, drawing = fingerprints.others(app), fingerprints.Drawing(domain)
    domain.drawn = {
        docname: digest(
            [
                *(others, *fingerprints.below(docname, env), *(drawing.of(page) if page else ())),
                is_site(app.builder) and downloads.shown(docname, domain),
                is_site(app.builder) and meta.shown(docname, domain),
            ]
        )
        for docname in sorted(env.found_docs)
        for page in [domain.pages.get(docname)]
    }
    domain.stamp = _take_stamp(Path(app.outdir) / STAMP)
    before = domain.stamp.get("pages", {})
    domain.stamp["pages"] = {name: before[name] for name in domain.drawn if name in before}
    return [name for name, now in domain.drawn.items() if before.get(name) != now]


def _take_stamp(path: Path) -> dict[str, dict[str, str]]:
    """Read a stamp and take it away. Without one of this code, nothing is known of the output."""
    try:
        made_by, stamp = json.loads(path.read_bytes())
        path.unlink()
    except (OSError, ValueError, TypeError):
        return {}
    return stamp if made_by == CODE else {}


def note_written(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Note that a page is being written: not all are, if Sphinx was given names of files."""
    del doctree
    domain = domain_of(app.env)
    if docname in domain.drawn:
        domain.stamp["pages"][docname] = domain.drawn[docname]


def write_stamp(app: Sphinx, exception: Exception | None) -> None:
    """Leave the stamp of a build that came to its end.

    Not among the files of an EPUB, where any unknown file is a warning; that one is written
    whole each time.
    """
    if exception is None and not isinstance(app.builder, EpubBuilder):
        stamp = [CODE, domain_of(app.env).stamp]
        write_if_changed(Path(app.outdir), STAMP, json.dumps(stamp, sort_keys=True))
    remove_unfinished(Path(app.outdir))
