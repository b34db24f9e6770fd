"""The report of Sphinx's link checker, by file and line of the list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx

from ...core import identifiers
from ...core.model import Entry
from ...core.problem import ProblemCode
from ...formats import loading
from ..config import list_path
from ..domain import domain_of
from ..log import warn


def report_dead_links(app: Sphinx, exception: Exception | None) -> None:
    """Warn of each dead address after a link check, at its file and line.

    Sphinx itself names the first page that shows an address, but not the place to fix it.
    """
    if exception is not None or app.builder.name != "linkcheck":
        return
    results = (Path(app.outdir) / "output.json").read_text(encoding="utf-8").splitlines()
    dead = {
        result["uri"]: result
        for result in map(json.loads, results)
        if result["status"] in {"broken", "timeout"}
    }
    awesome_list = domain_of(app.env).awesome_list
    root = list_path(app)
    for entry in awesome_list.entries.values():
        for keys, url in _addresses(entry):
            if url in dead:
                location = loading.locate(root, awesome_list.homes[entry.id], entry.id, *keys)
                warn(
                    ProblemCode.LINK,
                    f'{".".join(keys)} of "{entry.id}" leads nowhere: {url}',
                    " ".join(filter(None, [dead[url]["status"], dead[url]["info"]])),
                    location=f"{location.path}:{location.line}",
                )


def _addresses(entry: Entry) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each address that a card shows, with the keys of its field."""
    for label, url in entry.links.items():
        yield ("links", label), url
    if entry.published and entry.published.doi:
        yield ("published", "doi"), identifiers.doi_url(entry.published.doi)
    elif entry.doi:
        yield ("doi",), identifiers.doi_url(entry.doi)
    elif entry.arxiv:
        yield ("arxiv",), identifiers.arxiv_url(entry.arxiv)


def setup(app: Sphinx) -> None:
    """Register the event."""
    app.connect("build-finished", report_dead_links)
