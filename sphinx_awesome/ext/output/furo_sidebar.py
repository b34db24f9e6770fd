"""The sidebar of a large furo site, rendered once and marked on each page.

Furo resolves and parses the whole toctree on every page. From some fifty pages on this takes most
of the time of a build, and it grows with their square. The trees of two pages differ only in the
folder of the links and in the marks of the current page. So, before furo's own handler, the page's
``toctree`` is replaced by one that returns the same tree for every page of a folder, which furo
then parses once; after furo, the current page is marked in it. The pages are the same to the
byte, which a test proves.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from sphinx.application import Sphinx
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.environment.adapters.toctree import TocTree

from ...core.files import pause_gc
from ..builders import is_html_builder
from ..config import settings

UNSHARED_PAGES = 50

_TAG = re.compile(r"<(/?)(ul|li|a|input)\b([^>]*)>")

_HREF = re.compile(r'href="([^"]*)"')

_LAST = " current-page"


class _Edit(NamedTuple):
    """A replacement in a text."""

    start: int
    end: int
    text: str


class SharedNavigation:
    """The trees of one build, by folder."""

    def __init__(self) -> None:
        self._trees: dict[str, str] = {}
        self._marks: dict[str, dict[str, list[_Edit]]] = {}

    def share_tree(
        self, app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _tree: object
    ) -> None:
        """Give furo the tree of the page's folder instead of that of the page."""
        if not self._at_work(app) or "toctree" not in context:
            return
        builder = app.builder

        @pause_gc()
        def toctree(**options: Any) -> str:  # noqa: ANN401
            folder = pagename.rpartition("/")[0]
            if folder not in self._trees:
                # A page that is not there: nothing in its tree is current.
                nowhere = f"{folder}/ nowhere".lstrip("/")
                tree = TocTree(app.env).get_toctree_for(nowhere, builder, **options)
                self._trees[folder] = builder.render_partial(tree)["fragment"]  # type: ignore[attr-defined]
            return self._trees[folder]

        context["awesome_toctree"], context["toctree"] = context["toctree"], toctree

    def mark_current(
        self, app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _tree: object
    ) -> None:
        """Mark the current page and those above it in the tree that furo has made."""
        if "awesome_toctree" not in context:
            return
        context["toctree"] = context.pop("awesome_toctree")
        tree = context["furo_navigation_tree"]
        folder = pagename.rpartition("/")[0]
        if folder not in self._marks:
            self._marks[folder] = _edits(tree)
        target = app.builder.get_relative_uri(f"{folder}/ nowhere".lstrip("/"), pagename)
        pieces, done = [], 0
        for edit in self._marks[folder].get(target, ()):
            pieces += [tree[done : edit.start], edit.text]
            done = edit.end
        context["furo_navigation_tree"] = "".join([*pieces, tree[done:]])

    @staticmethod
    def _at_work(app: Sphinx) -> bool:
        return (
            app.config.html_theme == "furo"
            and settings(app.config).fast_navigation
            and len(app.env.found_docs) > UNSHARED_PAGES
            and is_html_builder(app.builder)
            and not isinstance(app.builder, DirectoryHTMLBuilder)
        )


def level_captions(
    _app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _tree: object
) -> None:
    """Give the headings of the sidebar a level, without which screen readers ignore them.

    Sphinx writes their role alone (https://www.w3.org/TR/wai-aria-1.2/#heading asks for both).
    """
    if tree := context.get("furo_navigation_tree"):
        levelled = tree.replace('role="heading">', 'role="heading" aria-level="2">')
        context["furo_navigation_tree"] = levelled


def _edits(tree: str) -> dict[str, list[_Edit]]:
    """Return, by address of a page, the edits of a tree that make it the current page."""
    trails: dict[str, list[_Edit]] = {}
    open_tags: list[list[_Edit]] = []
    for tag in _TAG.finditer(tree):
        closing, name, attributes = tag.groups()
        if closing:
            if name != "a":
                open_tags.pop()
        elif name == "ul":
            open_tags.append([_Edit(tag.end(2), tag.end(2), ' class="current"')])
        elif name == "li":
            level = tag.start(3) + len(' class="toctree-l1')
            open_tags.append([_Edit(level, level, " current")])
            last_place = tag.end(3) - 1
            open_tags[-1].append(_Edit(last_place, last_place, _LAST))
        elif name == "input":
            # The box that folds the children of an item: unfolded on their pages and its own.
            place = tag.start(3) + attributes.index(' class="')
            box = _Edit(place, place, ' checked=""')
            open_tags[-1].append(box)
            if own := _HREF.search(tree, open_tags[-1][0].start):
                trails[own[1]].append(box)
        elif href := _HREF.search(tree, tag.start()):
            start = tag.start(3) + len(' class="')
            own_edits = [_Edit(start, start, "current "), _Edit(*href.span(1), "#")]
            trail = trails.setdefault(href[1], [])
            trail[:] = [edit for edit in trail if edit.text != _LAST]
            trail += [edit for edits in open_tags for edit in edits if edit not in trail]
            trail += own_edits
    return {href: _only_last(trail) for href, trail in trails.items()}


def _only_last(trail: list[_Edit]) -> list[_Edit]:
    """Return edits in order, with the mark of the page itself on the innermost item alone."""
    last = max(edit for edit in trail if edit.text == _LAST)
    return sorted(edit for edit in trail if edit.text != _LAST or edit == last)


def setup(app: Sphinx) -> None:
    """Register the events: before furo, which has 500, and after it."""
    navigation = SharedNavigation()
    app.connect("html-page-context", navigation.share_tree, priority=400)
    app.connect("html-page-context", navigation.mark_current, priority=600)
    app.connect("html-page-context", level_captions, priority=700)
