"""Files beside the pages: for each id a small page that leads to where it is shown now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

from sphinx.application import Sphinx

from ..core import ids
from ..core.model import Entry
from ..core.problem import Code
from ..formats import toml
from .config import list_directory, settings
from .domain import AwesomeDomain, domain_of
from .html import draws_html
from .log import warn

_MARK = "<!-- sphinx-awesome permalink -->"
_PAGE = """<!doctype html>
{mark}
<html lang="en"><meta charset="utf-8"><title>{name}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={url}">
<p><a href="{url}">{name}</a></p></html>
"""


def write_permalinks(app: Sphinx, exception: Exception | None) -> None:
    """Write ``p/ID.html`` for every paper, section and alias; only those that changed.

    Addresses in them are relative: they work below any prefix, and from a disk.
    """
    folder = settings(app.config).permalinks.strip("/")
    if exception is not None or not folder or not draws_html(app.builder):
        return
    domain = domain_of(app.env)
    up = "../" * (folder.count("/") + 1)
    wanted = {
        name: up + app.builder.get_target_uri(docname) + anchor
        for name, docname, anchor in _targets(domain)
    }
    written = domain.stamp.get("permalinks", {})
    domain.stamp["permalinks"] = wanted
    directory = Path(app.outdir) / folder
    _remove_others(directory, wanted)
    for name, url in wanted.items():
        if written.get(name) != url:
            directory.mkdir(parents=True, exist_ok=True)
            page = _PAGE.format(mark=_MARK, name=escape(name), url=escape(url))
            (directory / f"{name}.html").write_text(page, encoding="utf-8", newline="\n")


def _targets(domain: AwesomeDomain) -> Iterator[tuple[str, str, str]]:
    """Name, docname and anchor of each permalink; a section alone on its page is the page."""
    for entry in domain.whole.entries.values():
        if place := domain.find("entry", entry.id):
            for name in (entry.id, *entry.aliases):
                yield name, place.docname, f"#{place.anchor}"
    for section in domain.whole.sections:
        if place := domain.find("section", section):
            alone = len(set(domain.pages[place.docname].home_of())) == 1
            yield section, place.docname, "" if alone else f"#{place.anchor}"


def _remove_others(directory: Path, wanted: dict[str, str]) -> None:
    """Remove permalinks of former builds whose id is gone; no file that is not ours."""
    if not directory.is_dir():
        return
    for path in directory.glob("*.html"):
        if path.stem not in wanted and _MARK in path.read_text(encoding="utf-8", errors="replace"):
            path.unlink()


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
    root = list_directory(app)
    for entry in whole.entries.values():
        for keys, url in _addresses(entry):
            if url in dead:
                span = toml.locate(root, whole.homes[entry.id], entry.id, *keys)
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
