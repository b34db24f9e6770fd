"""Where permalinks are: ``p/ID.html``, the addresses that stay; and the pages that stand there.

A permalink leads to where its paper or section is shown now, or says why it was removed.
"""

from __future__ import annotations

from html import escape
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote

from sphinx.config import Config

from .config import settings
from .i18n import _

#: In each page that this extension writes at an address that stays: by it, later builds know them.
MARK = "<!-- sphinx-awesome permalink -->"

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


def folder(config: Config) -> str:
    """The address of the folder of permalinks from the site's root, with a slash at its end.

    :return: "" if the project wants no permalinks.
    """
    path = PurePosixPath(settings(config).permalinks)
    return f"{quote(str(path))}/" if path.parts else ""


class Removed(NamedTuple):
    """What the page of a removed paper or section says, as plain texts and relative addresses."""

    language: str
    id: str
    reason: str
    style: str  #: address of the stylesheet
    home: str  #: address of the list's home page
    site: str  #: title of the list

    def lines(self) -> str:
        """All of it, a line each: the second is empty, where a redirect has its address."""
        language, *others = self
        return "\n".join([language, "", *others])


def removed_page(lines: str) -> str:
    """The page that says of an id that it was removed, and why.

    :param lines: what :meth:`Removed.lines` gives.
    """
    language, _empty, *others = lines.split("\n")
    said = Removed(language, *others)
    return _REMOVED.format(
        mark=MARK,
        heading=escape(_("Removed from the list")),
        text=escape(_("“{id}” was removed from this list. The reason:").format(id=said.id)),
        **{name: escape(value) for name, value in said._asdict().items()},
    )
