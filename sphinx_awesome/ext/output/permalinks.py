"""Permalinks: for each id a small page that leads to where it is shown now."""

from __future__ import annotations

import os
from collections.abc import Iterator
from html import escape
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from sphinx.application import Sphinx
from sphinx.builders import Builder

from ..builders import PERMALINK_MARK, Target, is_site_builder
from ..config import settings
from ..domain import AwesomeDomain, domain_of
from ..i18n import _
from ..persistence import write_folder, write_if_changed

_REMOVED = """<!doctype html>
{mark}
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{heading} · {site}</title>
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="{style}">
</head>
<body>
<main>
<h1>{heading}</h1>
<p>{text}</p>
<blockquote><p>{reason}</p></blockquote>
<p><a href="{home}">{site}</a></p>
</main>
</body>
</html>
"""


class RemovedId(NamedTuple):
    """What the page of a removed paper or section says, as plain texts and relative addresses."""

    language: str
    id: str
    reason: str
    style: str  #: address of the stylesheet
    home: str  #: address of the list's home page
    site: str  #: title of the list

    def lines(self) -> str:
        """Return all of it, a line each: the second is empty, where a redirect has its address."""
        language, *others = self
        return "\n".join([language, "", *others])


def removed_page(lines: str) -> str:
    """Return the page that says of an id that it was removed, and why.

    :param lines: what :meth:`RemovedId.lines` gives.
    """
    language, _empty, *others = lines.split("\n")
    removed = RemovedId(language, *others)
    return _REMOVED.format(
        mark=PERMALINK_MARK,
        heading=escape(_("Removed from the list")),
        text=escape(_("“{id}” was removed from this list. The reason:").format(id=removed.id)),
        **{name: escape(value) for name, value in removed._asdict().items()},
    )


_REDIRECT_PAGE = """<!doctype html>
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
    if exception is not None or not is_site_builder(app.builder):
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
        pages = ((name.rpartition("/")[2], _redirect_page(wanted[name])) for name in new)
        write_folder(outdir, folder, pages)
    for name, shown in wanted.items():
        if name in present and written.get(name) != shown and _is_ours(outdir / name):
            write_if_changed(outdir, name, _redirect_page(shown))


def _pages_in(outdir: Path, folder: PurePosixPath) -> Iterator[str]:
    """Yield the names of the pages in a folder, without a `Path` for each of thousands."""
    if (outdir / folder).is_dir():
        names = os.listdir(outdir / folder)  # noqa: PTH208
        yield from (f"{folder}/{name}" for name in names if name.endswith(".html"))


def _pages_of_ids(
    domain: AwesomeDomain, builder: Builder, folder: PurePosixPath
) -> Iterator[tuple[str, str]]:
    """Yield the name of each file, and what it says: language, address and title, a line each.

    The address is empty if there is none any more: then the other lines say so.
    """
    language = (builder.config.language or "en").replace("_", "-")  # as Sphinx does for its pages
    up = "../" * len(folder.parts)
    awesome_list = domain.awesome_list
    style = f"{up}_static/awesome/removed.css"
    home = f"{up}{builder.get_target_uri(builder.config.root_doc)}"
    for name, reason in awesome_list.removed.items():
        site = awesome_list.title or builder.config.project
        removed = RemovedId(language, name, reason, style, home, site)
        yield f"{folder}/{name}.html", removed.lines()
    for name, target in _targets(domain):
        anchor = f"#{target.anchor}" if target.anchor else ""
        address = f"{up}{builder.get_target_uri(target.docname)}{anchor}"
        yield f"{folder}/{name}.html", f"{language}\n{address}\n{target.title}"


def _targets(domain: AwesomeDomain) -> Iterator[tuple[str, Target]]:
    """Yield name and target of each permalink; a section alone on its page is the page."""
    for entry in domain.awesome_list.entries.values():
        if target := domain.card_of(entry.id):
            yield from ((name, target) for name in (entry.id, *entry.aliases))
    for section in domain.awesome_list.sections.values():
        if target := domain.find("section", section.id):
            alone = len(set(domain.pages[target.docname].home_of())) == 1
            shown = target._replace(anchor="") if alone else target
            yield from ((name, shown) for name in (section.id, *section.aliases))


def _is_ours(path: Path) -> bool:
    """Return True if a former build wrote the file: it may be a page of the project.

    An empty one is what a build of an earlier release leaves if it is killed.
    """
    return path.is_file() and (
        PERMALINK_MARK in (text := path.read_text(encoding="utf-8", errors="replace")) or not text
    )


def _redirect_page(shown: str) -> bytes:
    if "\n\n" in shown:
        return removed_page(shown).encode()
    language, url, title = map(escape, shown.split("\n"))
    return _REDIRECT_PAGE.format(
        mark=PERMALINK_MARK, language=language, title=title, url=url
    ).encode()


def setup(app: Sphinx) -> None:
    """Register the event."""
    app.connect("build-finished", write_permalinks)
