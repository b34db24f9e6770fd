"""Downloads: the papers of a page, and the whole list, in several formats.

The home page of sections has its own files, at its own address with another ending; every other
page that uses the list offers those of the whole list.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.osutil import relative_uri

from ...core import files
from ...core.model import AwesomeList, Entry
from ...core.reference import Reference, reference_of
from ...formats import atom, bibtex, csl_json, ris
from .. import builders
from ..builders import PERMALINK_MARK, is_site_builder
from ..domain import digest, domain_of
from ..i18n import _
from ..persistence import CODE, is_extra_file, start_of_file, write_if_changed
from . import former_pages

if TYPE_CHECKING:
    from ..domain import AwesomeDomain


class DownloadFormat(NamedTuple):
    """A format of downloads."""

    ending: str
    label: str
    media: str  #: its media type


DOWNLOAD_FORMATS = (
    DownloadFormat("bib", "BibTeX", "application/x-bibtex"),
    DownloadFormat("ris", "RIS", "application/x-research-info-systems"),
    DownloadFormat("json", "CSL-JSON", "application/vnd.citationstyles.csl+json"),
)

FEED = DownloadFormat("atom", "Atom", "application/atom+xml")

APPEARED_FEED = FEED._replace(ending="published.atom")

FEEDS = {FEED: atom.Event.ADDED, APPEARED_FEED: atom.Event.APPEARED}
"""Feeds, and what each tells of papers: that which tells what has appeared is of the whole list."""


class Download(NamedTuple):
    """Some papers to download."""

    name: str
    """Name of its files, from the root and without their endings."""
    sections: tuple[str, ...] = ()
    """Ids of the sections whose papers it holds; () for the whole list."""

    def papers(self, domain: AwesomeDomain) -> Iterator[Entry]:
        """Yield the papers, in the order of the list."""
        return domain.awesome_list.papers(*self.sections)

    def has_papers_alone(self, domain: AwesomeDomain) -> bool:
        """Return True if all that it holds counts as papers."""
        return all(entry.type.is_paper for entry in self.papers(domain))

    def formats(self, domain: AwesomeDomain) -> tuple[DownloadFormat, ...]:
        """Return its formats. A feed needs absolute addresses, and papers with a date."""
        feeds = (FEED,) if self.sections else FEEDS
        offered = [known for known in feeds if site_url(domain) and self._has(FEEDS[known], domain)]
        return (*DOWNLOAD_FORMATS, *offered)

    def _has(self, event: atom.Event, domain: AwesomeDomain) -> bool:
        return any(atom.event_date(paper, event) for paper in self.papers(domain))


def site_url(domain: AwesomeDomain) -> str:
    """Return the address of the site, with a slash at its end; "" if it is unknown."""
    address: str = domain.builder.config.html_baseurl
    return f"{address.rstrip('/')}/" if address else ""


def page_download(docname: str, domain: AwesomeDomain) -> Download | None:
    """Return the papers of the sections whose home page this is; None if there are none."""
    page = domain.pages.get(docname)
    named = dict.fromkeys(page.home_of()) if page else {}
    sections = tuple(name for name in named if domain.home_pages.get(name) == docname)
    return Download(docname, sections) if sections else None


def list_download(domain: AwesomeDomain) -> Download:
    """Return the whole list, under a name that no page's files have."""
    # Some file systems do not distinguish names that differ by case alone.
    taken = {name.lower() for name in (*domain.home_pages.values(), *domain.former_pages)}
    name = "papers"
    while name in taken:
        name = f"all-{name}"
    return Download(name)


def offered_download(docname: str, domain: AwesomeDomain) -> Download | None:
    """Return the download that a page offers: its own papers, or the list if it uses that."""
    own = page_download(docname, domain)
    shows = docname in domain.pages or docname == domain.builder.config.root_doc
    return own or (list_download(domain) if shows else None)


def download_inputs(docname: str, domain: AwesomeDomain) -> object:
    """Return all that a page shows of downloads, as a plain value."""
    download = offered_download(docname, domain)
    if download is None:
        return None
    papers_alone = download.has_papers_alone(domain)
    return download, download.formats(domain), list_download(domain), papers_alone


def download_urls(
    download: Download, docname: str, builder: Builder, domain: AwesomeDomain
) -> Iterator[tuple[DownloadFormat, str]]:
    """Yield each format with the address of its file, relative to a page."""
    here = builder.get_target_uri(docname)
    for known in download.formats(domain):
        yield known, relative_uri(here, quote(f"{download.name}.{known.ending}"))


def list_stem(docname: str, builder: Builder, domain: AwesomeDomain) -> str:
    """Return the address of the whole list's files, relative to a page, without their endings."""
    return relative_uri(builder.get_target_uri(docname), quote(list_download(domain).name))


def download_line(docname: str, builder: Builder, domain: AwesomeDomain, *more: str) -> str:
    """Return a line of links to the downloads of a page, as HTML.

    :param more: HTML of further links at its end.
    """
    download = offered_download(docname, domain)
    offers = download_urls(download, docname, builder, domain) if download else ()
    icon = ' class="aw-i-feed"'
    links = [
        f'<a{icon if known in FEEDS else ""}{_mark(download)} type="{known.media}" '
        f'href="{escape(address)}">{escape(_label(known, download, domain))}</a>'
        for known, address in offers
        if download
    ]
    label = f'<span class="aw-i-get">{escape(_("Download"))}</span>'
    parts = [*([label, *links] if links else []), *filter(None, more)]
    return f'<p class="aw-get">{" ".join(parts)}</p>\n' if parts else ""


def head_links(docname: str, builder: Builder, domain: AwesomeDomain) -> str:
    """Return the links for the page's head, for browsers, feed readers and Zotero.

    The feed of a page has the name of the page: a site has several feeds.
    """
    download = offered_download(docname, domain)
    if download is None:
        return ""
    page = domain.env.titles[docname].astext() if download.sections else ""
    titles = {
        known: " · ".join(filter(None, [page, _label(known, download, domain)])) for known in FEEDS
    }
    return "".join(
        f'<link rel="alternate"{_mark(download)} type="{known.media}" '
        f'title="{escape(titles.get(known, known.label))}" href="{escape(address)}">\n'
        for known, address in download_urls(download, docname, builder, domain)
    )


def _label(known: DownloadFormat, download: Download, domain: AwesomeDomain) -> str:
    """Return the name of a format; only those of feeds are translated."""
    if known is APPEARED_FEED:
        return _("Feed of papers published since")
    if known is not FEED:
        return known.label
    papers_alone = download.has_papers_alone(domain)
    return _("Feed of new papers") if papers_alone else _("Feed of new entries")


def _mark(download: Download | None) -> str:
    """Return the attribute that marks links to the whole list, for scripts."""
    return "" if download and download.sections else " data-aw-list"


NOTE = ".awesome-exports.json"

MAX_FEED_PAPERS = 500  # readers load a feed again and again


class _ExportForm(NamedTuple):
    """Functions of a format: write a record, join records to a file, split a file again."""

    record: Callable[[Reference], str]
    join: Callable[[Iterable[str]], str]
    split: Callable[[str], list[str]]


EXPORT_FORMS = {
    "bib": _ExportForm(bibtex.record, files.join_records, files.split_records),
    "ris": _ExportForm(ris.record, files.join_records, files.split_records),
    "json": _ExportForm(csl_json.record, csl_json.join, csl_json.split),
}


class _File(NamedTuple):
    """A file to write, with a digest of its content."""

    digest: str  #: of the inputs of its content
    papers: tuple[str, ...]  #: ids
    make: Callable[[], str] | None = None  #: returns the content of a feed or a page


class _Records:
    """Records of one format, each made once or taken from an unchanged file."""

    def __init__(self, form: _ExportForm, cite: Callable[[str], Reference]) -> None:
        self._form = form
        self._cite = cite
        self._records: dict[str, str] = {}

    def take(self, path: Path, papers: tuple[str, ...]) -> None:
        """Take the records of a file.

        :param papers: ids of the papers whose records it holds, in order.
        """
        records = self._form.split(path.read_text(encoding="utf-8"))
        if len(records) == len(papers):
            self._records.update(zip(papers, records, strict=True))

    def file(self, papers: tuple[str, ...]) -> str:
        """Return the text of a file with some papers."""
        return self._form.join(map(self._record, papers))

    def _record(self, paper: str) -> str:
        if paper not in self._records:
            self._records[paper] = self._form.record(self._cite(paper))
        return self._records[paper]


def link_downloads(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _tree: object
) -> None:
    """Add the downloads to the head of a page."""
    if is_site_builder(app.builder) and pagename in app.env.found_docs:
        links = head_links(pagename, app.builder, domain_of(app.env))
        context["metatags"] = context.get("metatags", "") + links


def write_downloads(app: Sphinx, exception: Exception | None) -> None:
    """Write the files that have changed, and remove those that are not wanted any more."""
    if exception is not None or not is_site_builder(app.builder):
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
        remove_download(outdir / name, outdir)
    for name, text in _texts(wanted, stale, outdir, domain_of(app.env).awesome_list):
        write_if_changed(outdir, name, text)
    _write_note(outdir, now)


def _texts(
    wanted: Mapping[str, _File], stale: Iterable[str], outdir: Path, awesome_list: AwesomeList
) -> Iterator[tuple[str, str]]:
    """Yield name and text of each file that has changed.

    After an edit of a large list these are the files of a section and of the whole list: its
    other records are taken from the files of the other sections.
    """
    changed = set(stale)

    @cache
    def cite(paper: str) -> Reference:
        return reference_of(awesome_list.entries[paper], awesome_list.venues)

    for ending, form in EXPORT_FORMS.items():
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
    """Yield the name of every file, and the file."""
    domain = domain_of(app.env)
    pages = sorted(set(domain.home_pages.values()))
    downloads = [*(page_download(docname, domain) for docname in pages), list_download(domain)]
    for download in filter(None, downloads):
        papers = list(download.papers(domain))
        contents = [
            domain.content_digest(name)
            for name in download.sections or domain.awesome_list.sections
        ]
        ids = tuple(paper.id for paper in papers)
        made_from = digest([CODE, contents, ids])
        for known in download.formats(domain):
            name = f"{download.name}.{known.ending}"
            if known in FEEDS:
                yield name, _feed(download, known, papers, made_from, app)
            else:
                yield name, _File(made_from, ids)


def _former_files(
    app: Sphinx, files: Mapping[str, _File], noted: Container[str]
) -> Iterator[tuple[str, _File]]:
    """Yield the same files at former addresses of their pages, and redirects from there."""
    for former, docname in domain_of(app.env).former_pages.items():
        for known in (*DOWNLOAD_FORMATS, FEED):
            name, file = f"{former}.{known.ending}", files.get(f"{docname}.{known.ending}")
            taken = name in files or is_download_of_others(name, app, noted)
            if file and not taken:
                yield name, file
    for name, text in former_pages.former_page_redirects(app):
        yield name, _File(digest([text]), (), partial(str, text))


def _feed(
    download: Download, known: DownloadFormat, papers: list[Entry], made_from: str, app: Sphinx
) -> _File:
    domain = domain_of(app.env)
    awesome_list = domain.awesome_list
    own_title = app.env.titles[download.name].astext() if download.sections else ""
    site = awesome_list.title or app.config.project
    page = download.name if download.sections else app.config.root_doc
    event = FEEDS[known]
    is_of_new = event is atom.Event.ADDED
    what = "" if is_of_new else _label(known, download, domain)
    feed = atom.Feed(
        title=" · ".join(filter(None, [own_title, site, what])),
        name=" ".join(download.sections) if is_of_new else f"*{event}",
        page=site_url(domain) + app.builder.get_target_uri(page),
        own=f"{site_url(domain)}{quote(download.name)}.{known.ending}",
        address=_address(app),
        event=event,
    )
    chosen = atom.latest(papers, MAX_FEED_PAPERS, event)
    facts = [
        (feed.title, feed.name, feed.page, feed.own),
        (
            awesome_list.title,
            awesome_list.repository,
            awesome_list.homepage,
            awesome_list.maintainers,
        ),
        [(when, paper.id, feed.address(paper)) for when, paper in chosen],
    ]
    ids = tuple(paper.id for _, paper in chosen)
    made = digest([made_from, *facts])
    return _File(made, ids, lambda: atom.write(feed, papers, awesome_list, MAX_FEED_PAPERS))


def _address(app: Sphinx) -> Callable[[Entry], str]:
    """Return a function that returns a paper's absolute address: its permalink if it has one."""
    domain, folder = domain_of(app.env), builders.permalink_folder(app.config)

    def address(entry: Entry) -> str:
        target = domain.card_of(entry.id)
        if target is None:
            return atom.paper_address(entry)
        if folder:
            return f"{site_url(domain)}{folder}{entry.id}.html"
        return f"{site_url(domain)}{app.builder.get_target_uri(target.docname)}#{target.anchor}"

    return address


def is_download_of_others(name: str, app: Sphinx, noted: Container[str]) -> bool:
    """Return True if a file of that name exists that no build has noted as its own.

    :param name: path of the file below the output.
    :param noted: names of the files of former builds.
    """
    return is_extra_file(name, app) or (name not in noted and (Path(app.outdir) / name).is_file())


def remove_download(path: Path, outdir: Path) -> None:
    """Remove a download or a redirect, unless another page has replaced it.

    :param path: the file.
    :param outdir: the output folder.
    """
    is_page = path.suffix.removeprefix(".") not in {
        known.ending for known in (*DOWNLOAD_FORMATS, FEED)
    }
    if is_page and PERMALINK_MARK not in start_of_file(path):
        return
    path.unlink(missing_ok=True)
    if is_page and path.parent != outdir:
        with suppress(OSError):  # the folder has other files
            path.parent.rmdir()


def setup(app: Sphinx) -> None:
    """Register the events."""
    app.connect("html-page-context", link_downloads, priority=503)
    app.connect("build-finished", write_downloads, priority=501)
