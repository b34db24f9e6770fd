"""What there is to download: the papers of a page, and the whole list, in several formats.

A page that is home to sections has files of its own at its own address with another ending;
every other page that shows something of the list names those of the whole list.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from sphinx.builders import Builder
from sphinx.util.osutil import relative_uri

from ..core.model import Entry
from ..formats import atom
from .i18n import _

if TYPE_CHECKING:
    from .domain import AwesomeDomain


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
