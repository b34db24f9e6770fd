"""Files beside the pages: for each id a small page that leads to where it is shown now."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from html import escape
from pathlib import Path, PurePosixPath

from sphinx.application import Sphinx
from sphinx.builders import Builder

from ..core import ids
from ..core.model import Entry
from ..core.problem import Code
from ..formats import lists
from . import permalinks
from .config import list_path, settings
from .domain import AwesomeDomain, domain_of
from .html import is_site
from .log import warn
from .output_files import write_all, write_if_changed
from .places import Place

_MARK = permalinks.MARK
_PAGE = """<!doctype html>
{mark}
<html lang="{language}"><meta charset="utf-8"><title>{title}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={url}">
<p><a href="{url}">{title}</a></p></html>
"""


def write_permalinks(app: Sphinx, exception: Exception | None) -> None:
    """Write ``p/ID.html`` for every id, former id and removed id; only those that changed.

    Addresses in them are relative: they work below any prefix, and from a disk.
    """
    if exception is not None or not is_site(app.builder):
        return
    domain, outdir = domain_of(app.env), Path(app.outdir)
    folder = PurePosixPath(settings(app.config).permalinks)
    wanted, present = {}, set()
    if folder.parts:
        wanted = dict(_pages_of_ids(domain, app.builder, folder))
        present = set(_pages_in(outdir, folder))
    written = domain.stamp.get("permalinks", {})
    domain.stamp["permalinks"] = wanted
    for name in (present | written.keys()) - wanted.keys():
        if _is_ours(outdir / name):
            (outdir / name).unlink()
    if new := [name for name in wanted if name not in present]:
        pages = ((name.rpartition("/")[2], _page(wanted[name])) for name in new)
        write_all(outdir, folder, pages)
    for name, shown in wanted.items():
        if name in present and written.get(name) != shown and _is_ours(outdir / name):
            write_if_changed(outdir, name, _page(shown))


def _pages_in(outdir: Path, folder: PurePosixPath) -> Iterator[str]:
    """Names of the pages in a folder, without a `Path` for each of thousands."""
    if (outdir / folder).is_dir():
        names = os.listdir(outdir / folder)  # noqa: PTH208
        yield from (f"{folder}/{name}" for name in names if name.endswith(".html"))


def _pages_of_ids(
    domain: AwesomeDomain, builder: Builder, folder: PurePosixPath
) -> Iterator[tuple[str, str]]:
    """Name of each file, and what it says, in lines: language, address from there, and title.

    The address is empty if there is none any more: then the other lines say so.
    """
    language = (builder.config.language or "en").replace("_", "-")  # as Sphinx does for its pages
    up = "../" * len(folder.parts)
    whole = domain.whole
    style = f"{up}_static/awesome/removed.css"
    home = f"{up}{builder.get_target_uri(builder.config.root_doc)}"
    for name, reason in whole.removed.items():
        site = whole.title or builder.config.project
        said = permalinks.Removed(language, name, reason, style, home, site)
        yield f"{folder}/{name}.html", said.lines()
    for name, place in _targets(domain):
        anchor = f"#{place.anchor}" if place.anchor else ""
        address = f"{up}{builder.get_target_uri(place.docname)}{anchor}"
        yield f"{folder}/{name}.html", f"{language}\n{address}\n{place.title}"


def _targets(domain: AwesomeDomain) -> Iterator[tuple[str, Place]]:
    """Name and place of each permalink; a section alone on its page is the page."""
    for entry in domain.whole.entries.values():
        if place := domain.card_of(entry.id):
            yield from ((name, place) for name in (entry.id, *entry.aliases))
    for section in domain.whole.sections.values():
        if place := domain.find("section", section.id):
            alone = len(set(domain.pages[place.docname].home_of())) == 1
            shown = place._replace(anchor="") if alone else place
            yield from ((name, shown) for name in (section.id, *section.aliases))


def _is_ours(path: Path) -> bool:
    """Whether a file is there that a former build wrote: a page of the project may stand there.

    An empty one is what a build of an earlier release leaves if it is killed.
    """
    return path.is_file() and (
        _MARK in (text := path.read_text(encoding="utf-8", errors="replace")) or not text
    )


def _page(shown: str) -> bytes:
    if "\n\n" in shown:
        return permalinks.removed_page(shown).encode()
    language, url, title = map(escape, shown.split("\n"))
    return _PAGE.format(mark=_MARK, language=language, title=title, url=url).encode()


def report_dead_links(app: Sphinx, exception: Exception | None) -> None:
    """After a link check: name the entry file and line of each dead address.

    Sphinx itself names the first page that shows an address, which is no use to who mends it.
    """
    if exception is not None or app.builder.name != "linkcheck":
        return
    results = (Path(app.outdir) / "output.json").read_text(encoding="utf-8").splitlines()
    dead = {
        result["uri"]: result
        for result in map(json.loads, results)
        if result["status"] in {"broken", "timeout"}
    }
    whole = domain_of(app.env).whole
    root = list_path(app)
    for entry in whole.entries.values():
        for keys, url in _addresses(entry):
            if url in dead:
                span = lists.locate(root, whole.homes[entry.id], entry.id, *keys)
                warn(
                    Code.LINK,
                    f'{".".join(keys)} of "{entry.id}" leads nowhere: {url}',
                    " ".join(filter(None, [dead[url]["status"], dead[url]["info"]])),
                    location=f"{span.path}:{span.line}",
                )


def _addresses(entry: Entry) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each address that a card shows, and the field that it comes from."""
    for label, url in entry.links.items():
        yield ("links", label), url
    if entry.published and entry.published.doi:
        yield ("published", "doi"), ids.doi_url(entry.published.doi)
    elif entry.doi:
        yield ("doi",), ids.doi_url(entry.doi)
    elif entry.arxiv:
        yield ("arxiv",), ids.arxiv_url(entry.arxiv)
