"""Rebuilds: find the pages to read again and the pages to write again when the list changed.

Three digests of a page decide. The read digest is of what reading put into the doctree, and the
source digest of the sources of that, which are cheaper to find. The write digest is of what the
written page shows; the stamp beside the output has that of each page. Components yield their
inputs themselves: this module must not know any of them.
"""

from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.builders._epub_base import EpubBuilder
from sphinx.environment import BuildEnvironment

from ..core.files import pause_gc
from ..core.model import AwesomeList
from ..core.problem import Problem
from ..formats import loading, toml
from . import builders
from .builders import is_html_builder, is_site_builder
from .components import downloads
from .components.base import link_inputs
from .config import list_path
from .domain import AwesomeDomain, ListReference, PageRecord, digest, domain_of
from .log import report
from .output import head
from .persistence import CODE, remove_unfinished, write_if_changed

_CACHE_FILE = "awesome-readings.pickle"

_MADE_BY = (CODE, sys.version_info[:2])


def load_cached(app: Sphinx) -> tuple[AwesomeList, list[Problem], dict[str, str]]:
    """Read the list and its problems, with the readings of the last build.

    They are cached beside the doctrees: another pickle among Sphinx's own.

    :return: the list, its problems, and a digest of each file that it was read from, by its name.
    """
    folder = Path(app.doctreedir)
    remove_unfinished(folder)
    cache = _read_cache(folder / _CACHE_FILE)
    before = dict(cache)
    result = loading.load(list_path(app), cache)
    if cache != before:
        content = pickle.dumps((_MADE_BY, cache), pickle.HIGHEST_PROTOCOL)
        write_if_changed(folder, _CACHE_FILE, content)
        remove_unfinished(folder)
    return *result, {Path(path).name: made_from.hex() for path, (made_from, _) in cache.items()}


def _read_cache(path: Path) -> toml.ReadingCache:
    try:
        made_by, cache = pickle.loads(path.read_bytes())  # noqa: S301
    except Exception:  # noqa: BLE001 - after any error, the files of the list are read instead
        return {}
    return cache if made_by == _MADE_BY and isinstance(cache, dict) else {}


def source_inputs(page: PageRecord, domain: AwesomeDomain) -> Iterator[object]:
    """Yield the inputs of the read digest.

    Cheaper than the digest itself and changing more often: if they are equal, the page need not
    be examined.
    """
    yield CODE, sorted(page.missing & domain.awesome_list.sections.keys())
    for component in page.components:
        yield from component.source_inputs(domain)


def read_inputs(page: PageRecord, domain: AwesomeDomain) -> Iterator[object]:
    """Yield the inputs of the read digest: what reading puts into the doctree of a page."""
    yield CODE, sorted(page.missing & domain.awesome_list.sections.keys())
    for component in page.components:
        yield from component.read_inputs(domain)


def write_inputs(page: PageRecord, domain: AwesomeDomain) -> Iterator[object]:
    """Yield the inputs of the write digest: what the written page shows of the list."""
    yield page.read_digest
    for component in page.components:
        yield from component.write_inputs(domain)
    for kind, target, is_titled in sorted(page.references):
        yield domain.find(kind, target) if is_titled else link_inputs(kind, target, domain)


def navigation_inputs(app: Sphinx) -> str:
    """Return a digest of what every page shows of the others: their titles and their order.

    Furo's sidebar shows titles of pages; other themes may show more, so for them the headings of
    all pages count too. Pages of other builders show nothing of each other.
    """
    if not is_html_builder(app.builder):
        return CODE
    env = app.env
    inputs: list[object] = [CODE]
    inputs += [(name, title.pformat()) for name, title in sorted(env.titles.items())]
    for name, toc in sorted(env.tocs.items()):
        furo = app.config.html_theme == "furo"
        shown = toc.findall(addnodes.toctree) if furo else [toc]
        inputs += [(name, node.pformat()) for node in shown]
    return digest(inputs)


def toctree_inputs(docname: str, env: BuildEnvironment) -> Iterator[str]:
    """Return the headings that a page's toctrees may show, those of nested toctrees among them.

    Sphinx writes a page again if a page of its own toctree is written, but not if a page of a
    nested toctree is.
    """
    names = [docname]
    for name in names:  # which grows
        for toctree in env.tocs[name].findall(addnodes.toctree):
            if not toctree["hidden"]:
                names += [n for n in toctree["includefiles"] if n in env.tocs and n not in names]
    return (env.tocs[name].pformat() for name in names[1:])


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


@pause_gc()
def load_for_build(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Read the list, once in a build, and return the docnames of the pages to read again."""
    del added, changed, removed
    domain = domain_of(env)
    remove_unfinished(Path(app.outdir))
    awesome_list, problems, digests = load_cached(app)
    for problem in problems:
        report(problem)
    domain.load(awesome_list)
    domain.file_digests = digests
    domain.builder = app.builder
    domain.permalinks = (
        builders.permalink_folder(app.config) if is_site_builder(app.builder) else ""
    )
    return [
        docname
        for docname, page in domain.pages.items()
        if _is_read_outdated(page, domain) or _is_stored_outdated(app, docname)
    ]


def _is_read_outdated(page: PageRecord, domain: AwesomeDomain) -> bool:
    """Return True if reading would put something else into a doctree.

    Mostly the source digest is unchanged, and nothing else is examined.
    """
    now = digest(source_inputs(page, domain))
    if page.source_digest == now:
        return False
    page.source_digest = now
    return digest(read_inputs(page, domain)) != page.read_digest


def _is_stored_outdated(app: Sphinx, docname: str) -> bool:
    """Return True if a doctree is of a build that was killed before it stored its environment."""
    doctree, stored = app.doctreedir / f"{docname}.doctree", app.doctreedir / ENV_PICKLE_FILENAME
    try:
        return doctree.stat().st_mtime_ns > stored.stat().st_mtime_ns
    except OSError:
        return True


def note_read(app: Sphinx, doctree: nodes.document) -> None:
    """Note the read digest and the source digest of a page, and its references to the list."""
    domain, docname = domain_of(app.env), app.env.docname
    if references := set(_references(doctree, domain)):
        domain.note(docname).references |= references
    if page := domain.pages.get(docname):
        page.source_digest = digest(source_inputs(page, domain))
        page.read_digest = digest(read_inputs(page, domain))


def _references(doctree: nodes.document, domain: AwesomeDomain) -> Iterator[ListReference]:
    """Yield the references to the list.

    Those of the domain show the title of their target, as the tooltip of the link; those to
    labels show it unless they have a text of their own.
    """
    for node in doctree.findall(addnodes.pending_xref):
        kind, target = node["reftype"], node.get("reftarget", "")
        if node.get("refdomain") == domain.name:
            yield ListReference(kind, target, is_titled=True)
        elif kind in {"any", "myst"}:
            for name in domain.object_types:
                yield ListReference(name, target, is_titled=True)
        if kind in {"ref", "any", "myst"}:
            for name, prefix in (("entry", "paper-"), ("section", "section-")):
                if target.startswith(prefix):
                    id_ = target.removeprefix(prefix)
                    yield ListReference(name, id_, is_titled=not node["refexplicit"])


@pause_gc()
def outdated_output(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the docnames of pages that now show something else than when they were written."""
    domain = domain_of(env)
    navigation, is_site = navigation_inputs(app), is_site_builder(app.builder)
    domain.write_digests = {
        docname: digest(
            [
                *(navigation, *toctree_inputs(docname, env)),
                *(write_inputs(page, domain) if page else ()),
                is_site and downloads.download_inputs(docname, domain),
                is_site and head.head_inputs(docname, domain),
            ]
        )
        for docname in sorted(env.found_docs)
        for page in [domain.pages.get(docname)]
    }
    domain.stamp = _take_stamp(Path(app.outdir) / STAMP)
    before = domain.stamp.get("pages", {})
    domain.stamp["pages"] = {name: before[name] for name in domain.write_digests if name in before}
    return [name for name, now in domain.write_digests.items() if before.get(name) != now]


def _take_stamp(path: Path) -> dict[str, dict[str, str]]:
    """Read a stamp and remove it; return an empty one if this code did not write it."""
    try:
        made_by, stamp = json.loads(path.read_bytes())
        path.unlink()
    except (OSError, ValueError, TypeError):
        return {}
    return stamp if made_by == CODE else {}


def note_written(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Note that a page is being written: Sphinx writes a part if it is given names of files."""
    del doctree
    domain = domain_of(app.env)
    if docname in domain.write_digests:
        domain.stamp["pages"][docname] = domain.write_digests[docname]


@pause_gc()
def write_stamp(app: Sphinx, exception: Exception | None) -> None:
    """Write the stamp of a completed build.

    Not among the files of an EPUB, where any unknown file causes a warning: an EPUB is written
    completely each time.
    """
    if exception is None and not isinstance(app.builder, EpubBuilder):
        stamp = [CODE, domain_of(app.env).stamp]
        write_if_changed(Path(app.outdir), STAMP, json.dumps(stamp, sort_keys=True))
    remove_unfinished(Path(app.outdir))


def setup(app: Sphinx) -> None:
    """Register the events; a build writes the stamp last."""
    app.connect("builder-inited", remove_cut_build_info)
    app.connect("env-get-outdated", load_for_build)
    app.connect("doctree-read", note_read)
    app.connect("env-get-updated", outdated_output)
    app.connect("doctree-resolved", note_written)
    app.connect("build-finished", write_stamp, priority=900)
