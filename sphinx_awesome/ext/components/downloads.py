"""What there is to download: the papers of a page, and the whole list, in several formats.

A page that is home to sections has files of its own at its own address with another ending;
every other page that shows something of the list names those of the whole list.
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
from ..builders import MARK, is_site
from ..domain import digest, domain_of
from ..i18n import _
from ..persistence import CODE, _is_extra, _start_of, write_if_changed
from . import former_pages

if TYPE_CHECKING:
    from ..domain import AwesomeDomain


class Format(NamedTuple):
    """A format of downloads."""

    ending: str
    label: str
    media: str  #: its media type


FORMATS = (
    Format("bib", "BibTeX", "application/x-bibtex"),
    Format("ris", "RIS", "application/x-research-info-systems"),
    Format("json", "CSL-JSON", "application/vnd.citationstyles.csl+json"),
)

FEED = Format("atom", "Feed", "application/atom+xml")


class Download(NamedTuple):
    """Some papers to download."""

    name: str
    """Of its files, from the root and without their endings."""
    sections: tuple[str, ...] = ()
    """Whose papers it holds; those of the whole list if none is named."""

    def papers(self, domain: AwesomeDomain) -> Iterator[Entry]:
        """The papers, in order."""
        return domain.whole.papers(*self.sections)

    def formats(self, domain: AwesomeDomain) -> tuple[Format, ...]:
        """Those it comes in. A feed needs whole addresses, and papers with a date."""
        has_feed = base(domain) and any(map(atom.day, self.papers(domain)))
        return (*FORMATS, FEED) if has_feed else FORMATS


def base(domain: AwesomeDomain) -> str:
    """The address of the site, with its version where it has one; or ""."""
    address: str = domain.builder.config.html_baseurl
    return f"{address.rstrip('/')}/" if address else ""


def of_page(docname: str, domain: AwesomeDomain) -> Download | None:
    """The papers of the sections that have their home on a page, or None."""
    page = domain.pages.get(docname)
    named = dict.fromkeys(page.home_of()) if page else {}
    sections = tuple(name for name in named if domain.homes.get(name) == docname)
    return Download(docname, sections) if sections else None


def of_list(domain: AwesomeDomain) -> Download:
    """The whole list, under a name that no page's files have."""
    # Some file systems take names that differ by case alone for one.
    taken = {name.lower() for name in (*domain.homes.values(), *domain.former_pages)}
    name = "papers"
    while name in taken:
        name = f"all-{name}"
    return Download(name)


def on_page(docname: str, domain: AwesomeDomain) -> Download | None:
    """What a page names: its own papers, or the whole list where it shows something of that."""
    own = of_page(docname, domain)
    shows = docname in domain.pages or docname == domain.builder.config.root_doc
    return own or (of_list(domain) if shows else None)


def shown(docname: str, domain: AwesomeDomain) -> object:
    """All that a page shows of downloads, as a plain value."""
    download = on_page(docname, domain)
    return download and (download, download.formats(domain), of_list(domain))


def addresses(
    download: Download, docname: str, builder: Builder, domain: AwesomeDomain
) -> Iterator[tuple[Format, str]]:
    """Each format, and the address of the file from a page."""
    here = builder.get_target_uri(docname)
    for known in download.formats(domain):
        yield known, relative_uri(here, quote(f"{download.name}.{known.ending}"))


def list_stem(docname: str, builder: Builder, domain: AwesomeDomain) -> str:
    """The address of the whole list's files from a page, without their endings."""
    return relative_uri(builder.get_target_uri(docname), quote(of_list(domain).name))


def line(docname: str, builder: Builder, domain: AwesomeDomain, *more: str) -> str:
    """A line of links to what a page offers, with further links behind them."""
    download = on_page(docname, domain)
    found = addresses(download, docname, builder, domain) if download else ()
    icon = {FEED: ' class="aw-i-feed"'}
    links = [
        f'<a{icon.get(known, "")}{_mark(download)} type="{known.media}" '
        f'href="{escape(address)}">{escape(_label(known))}</a>'
        for known, address in found
    ]
    label = f'<span class="aw-i-get">{escape(_("Download"))}</span>'
    parts = [*([label, *links] if links else []), *filter(None, more)]
    return f'<p class="aw-get">{" ".join(parts)}</p>\n' if parts else ""


def head_links(docname: str, builder: Builder, domain: AwesomeDomain) -> str:
    """The same for the page's head, where browsers, feed readers and Zotero look."""
    download = on_page(docname, domain)
    found = addresses(download, docname, builder, domain) if download else ()
    return "".join(
        f'<link rel="alternate"{_mark(download)} type="{known.media}" '
        f'title="{escape(_label(known))}" href="{escape(address)}">\n'
        for known, address in found
    )


def _label(known: Format) -> str:
    """In the language of the site; the names of the others are the same in all."""
    return _("Feed") if known is FEED else known.label


def _mark(download: Download | None) -> str:
    """What tells scripts that a link leads to the whole list."""
    return "" if download and download.sections else " data-aw-list"


NOTE = ".awesome-exports.json"

MOST_IN_FEED = 500  # which readers fetch again and again


class _Form(NamedTuple):
    """How a format writes a record, and how records make a file, from which they can be taken."""

    record: Callable[[Reference], str]
    join: Callable[[Iterable[str]], str]
    split: Callable[[str], list[str]]


FORMS = {
    "bib": _Form(bibtex.record, files.join, files.split),
    "ris": _Form(ris.record, files.join, files.split),
    "json": _Form(csl_json.record, csl_json.join, csl_json.split),
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
        remove(outdir / name, outdir)
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
        return reference_of(whole.entries[paper], whole.venues)

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
            taken = name in files or is_download_of_others(name, app, noted)
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
    domain, folder = domain_of(app.env), builders.folder(app.config)

    def address(entry: Entry) -> str:
        place = domain.card_of(entry.id)
        if place is None:
            return atom.paper_address(entry)
        if folder:
            return f"{base(domain)}{folder}{entry.id}.html"
        return f"{base(domain)}{app.builder.get_target_uri(place.docname)}#{place.anchor}"

    return address


def is_download_of_others(name: str, app: Sphinx, noted: Container[str]) -> bool:
    """Return True if a file stands there that no build has noted as its own."""
    return _is_extra(name, app) or (name not in noted and (Path(app.outdir) / name).is_file())


def remove(path: Path, outdir: Path) -> None:
    """Remove a download, or a page that leads elsewhere unless it is another page by now."""
    is_page = path.suffix.removeprefix(".") not in {known.ending for known in (*FORMATS, FEED)}
    if is_page and MARK not in _start_of(path):
        return
    path.unlink(missing_ok=True)
    if is_page and path.parent != outdir:
        with suppress(OSError):  # something else is in the folder
            path.parent.rmdir()
