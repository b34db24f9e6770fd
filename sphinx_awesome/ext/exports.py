"""Writing the downloads: beside each section's page, and at the root for the whole list.

What a file comes from has a digest, kept in a note beside the output, so that a build in which
nothing has changed composes nothing. The note names each file before it is written: one that is
left over from a build that was killed is still known for ours, and goes when its page goes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from sphinx.application import Sphinx

from ..core.model import AwesomeList, Entry
from ..core.reference import Reference, reference
from ..formats import atom, bibtex, csljson, parted, ris
from . import former_pages, permalinks
from .code_version import CODE
from .domain import domain_of
from .downloads import FEED, FORMATS, Download, base, head_links, of_list, of_page
from .html import is_site
from .output_files import write_if_changed
from .pages import digest

NOTE = ".awesome-exports.json"
MOST_IN_FEED = 500  # which readers fetch again and again


class _Form(NamedTuple):
    """How a format writes a record, and how records make a file, from which they can be taken."""

    record: Callable[[Reference], str]
    join: Callable[[Iterable[str]], str]
    split: Callable[[str], list[str]]


FORMS = {
    "bib": _Form(bibtex.record, parted.join, parted.split),
    "ris": _Form(ris.record, parted.join, parted.split),
    "json": _Form(csljson.record, csljson.join, csljson.split),
}


class _File(NamedTuple):
    """A file to be written."""

    digest: str  #: of what it is made from
    papers: tuple[str, ...]  #: ids
    make: Callable[[], str] | None = None  #: of a feed or a page


class _Records:
    """The records of one format: each is written once, or taken from a file that is as it was."""

    def __init__(self, form: _Form, cite: Callable[[str], Reference]) -> None:
        self._form = form
        self._cite = cite
        self._records: dict[str, str] = {}

    def take(self, path: Path, papers: tuple[str, ...]) -> None:
        """Take those of a file."""
        records = self._form.split(path.read_text(encoding="utf-8"))
        if len(records) == len(papers):
            self._records.update(zip(papers, records, strict=True))

    def file(self, papers: tuple[str, ...]) -> str:
        """The text of a file with some papers."""
        return self._form.join(map(self._record, papers))

    def _record(self, paper: str) -> str:
        if paper not in self._records:
            self._records[paper] = self._form.record(self._cite(paper))
        return self._records[paper]


def link_downloads(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _tree: object
) -> None:
    """Name the downloads in the head of a page."""
    if is_site(app.builder) and pagename in app.env.found_docs:
        links = head_links(pagename, app.builder, domain_of(app.env))
        context["metatags"] = context.get("metatags", "") + links


def write_downloads(app: Sphinx, exception: Exception | None) -> None:
    """Write the files that have changed, and take those away that are no more."""
    if exception is not None or not is_site(app.builder):
        return
    outdir = Path(app.outdir)
    noted = _read_note(outdir / NOTE)
    wanted = dict(_files(app))
    wanted |= dict(_former_files(app, wanted, noted))
    now = {name: file.digest for name, file in wanted.items()}
    stale = [name for name in now if noted.get(name) != now[name] or not (outdir / name).is_file()]
    if not stale and now.keys() == noted.keys():
        return
    _write_note(outdir, {**noted, **now, **dict.fromkeys(stale, "")})
    for name in noted.keys() - now.keys():
        former_pages.remove(outdir / name, outdir)
    for name, text in _texts(wanted, stale, outdir, domain_of(app.env).whole):
        write_if_changed(outdir, name, text)
    _write_note(outdir, now)


def _texts(
    wanted: Mapping[str, _File], stale: Iterable[str], outdir: Path, whole: AwesomeList
) -> Iterator[tuple[str, str]]:
    """The text of each file that has changed.

    Of a large list that is a section's, and the whole list's: the latter's other records are
    taken from the files of the other sections.
    """
    changed = set(stale)

    @cache
    def cite(paper: str) -> Reference:
        return reference(whole.entries[paper], whole.venues)

    for ending, form in FORMS.items():
        names = [name for name in wanted if name.endswith(f".{ending}")]
        records = _Records(form, cite)
        if changed.intersection(names):
            for name in names:
                if name not in changed:
                    records.take(outdir / name, wanted[name].papers)
        yield from ((n, records.file(wanted[n].papers)) for n in names if n in changed)
    yield from ((n, make()) for n in wanted if n in changed and (make := wanted[n].make))


def _read_note(path: Path) -> dict[str, str]:
    try:
        noted: dict[str, str] = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return noted


def _write_note(outdir: Path, noted: dict[str, str]) -> None:
    write_if_changed(outdir, NOTE, json.dumps(noted, sort_keys=True))


def _files(app: Sphinx) -> Iterator[tuple[str, _File]]:
    """Every file by name."""
    domain = domain_of(app.env)
    pages = sorted(set(domain.homes.values()))
    downloads = [*(of_page(docname, domain) for docname in pages), of_list(domain)]
    for download in filter(None, downloads):
        papers = list(download.papers(domain))
        contents = [domain.content(name) for name in download.sections or domain.whole.sections]
        ids = tuple(paper.id for paper in papers)
        made_from = digest([CODE, contents, ids])
        for known in download.formats(domain):
            name = f"{download.name}.{known.ending}"
            if known is FEED:
                yield name, _feed(download, papers, made_from, app)
            else:
                yield name, _File(made_from, ids)


def _former_files(
    app: Sphinx, files: Mapping[str, _File], noted: Container[str]
) -> Iterator[tuple[str, _File]]:
    """The same files at former addresses of their pages, and pages that lead from there."""
    for former, docname in domain_of(app.env).former_pages.items():
        for known in (*FORMATS, FEED):
            name, file = f"{former}.{known.ending}", files.get(f"{docname}.{known.ending}")
            taken = name in files or former_pages.is_download_of_others(name, app, noted)
            if file and not taken:
                yield name, file
    for name, text in former_pages.redirects(app):
        yield name, _File(digest([text]), (), partial(str, text))


def _feed(download: Download, papers: list[Entry], made_from: str, app: Sphinx) -> _File:
    domain = domain_of(app.env)
    whole = domain.whole
    own_title = app.env.titles[download.name].astext() if download.sections else ""
    site = whole.title or app.config.project
    page = download.name if download.sections else app.config.root_doc
    feed = atom.Feed(
        title=" · ".join(filter(None, [own_title, site])),
        name=" ".join(download.sections),
        page=base(domain) + app.builder.get_target_uri(page),
        own=f"{base(domain)}{quote(download.name)}.{FEED.ending}",
        address=_address(app),
    )
    chosen = atom.latest(papers, MOST_IN_FEED)
    facts = [
        (feed.title, feed.name, feed.page, feed.own),
        (whole.title, whole.repository, whole.homepage, whole.maintainers),
        [(when, paper.id, feed.address(paper)) for when, paper in chosen],
    ]
    ids = tuple(paper.id for _, paper in chosen)
    made = digest([made_from, *facts])
    return _File(made, ids, lambda: atom.write(feed, papers, whole, MOST_IN_FEED))


def _address(app: Sphinx) -> Callable[[Entry], str]:
    """Where a paper is shown: its permalink, which stays when it moves, if there are any."""
    domain, folder = domain_of(app.env), permalinks.folder(app.config)

    def address(entry: Entry) -> str:
        place = domain.card_of(entry.id)
        if place is None:
            return atom.paper_address(entry)
        if folder:
            return f"{base(domain)}{folder}{entry.id}.html"
        return f"{base(domain)}{app.builder.get_target_uri(place.docname)}#{place.anchor}"

    return address
