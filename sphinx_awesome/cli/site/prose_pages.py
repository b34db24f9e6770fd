"""Put what a README says besides entries where a reader of the site looks for it.

The text of a section goes onto its page, that of the list onto the home page, and all else onto
pages of its own, in the order of the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ...core.slugs import slugify
from ...core.urls import resolve_file_url, url_error
from ...formats import markdown, readme_writer
from .pictures import Pictures

if TYPE_CHECKING:
    from collections.abc import Container

    from ...formats.markdown import Frame, ProsePart

_CONTRIBUTING = re.compile(r"\W*(?:how to |guide to )?contribut(?:e|ing|ions?)\b", re.IGNORECASE)

_NAME_CHARS = 56
"""Characters of the name of a page at most, without a number."""

_UNTITLED: tuple[tuple[str, ...], str] = ((), "")
"""Stands for the page of entries above all headings."""

_LEAD_WORDS = 5
"""Words that the first paragraph has at least which says what a list is."""

_LEAD_PARAGRAPHS = 3
"""Paragraphs among which it stands."""

_NO_TEXT = re.compile(r"[-|>!`]|\d+\. |\*\*[^*]+\*\*$")

_LINK = re.compile(r"!?\[[^\]]*\]\([^)]*\)")

_RELATIVE_TARGET = re.compile(
    r"""(?P<before>\]\(\s*<?|(?:href|src)\s*=\s*["']?|^\s{0,3}\[[^\]\n]+\]:\s*)"""
    r"""(?P<url>[^\s()<>"'#][^\s()<>"']*)""",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(slots=True)
class ProsePage:
    """A page of prose."""

    name: str
    """Without its ending."""
    titles: tuple[str, ...]
    """Headings that led to it, its own last."""
    parts: list[ProsePart] = field(default_factory=list)


class Leftover(NamedTuple):
    """A piece of the source that has no place on the site."""

    where: str
    """Heading under which it stands; "" for none."""
    path: str
    line: int
    """Line of its heading, counted from 1."""
    text: str


class Group(NamedTuple):
    """Pages that stand together in the sidebar."""

    titles: tuple[str, ...]
    """Headings above all of them; none for pages at the top."""
    names: list[str]


class SiteProse:
    """The prose of a list, on the pages of its site.

    :param parts: what the README says besides entries.
    :param pages: names of the pages of sections, without ending, by the id of the section.
    :param reserved: names that no page of prose may have.
    :param root: folder of the README, from which pictures are copied.
    """

    def __init__(
        self,
        parts: Sequence[ProsePart],
        pages: Mapping[str, str],
        reserved: Container[str],
        root: Path,
    ) -> None:
        self.pictures = Pictures(root)
        self.leftover: list[Leftover] = []
        self._section_pages = pages
        self._home: list[ProsePart] = []
        self._news: list[ProsePart] = []
        self._contributing: list[ProsePart] = []
        self._by_section: dict[str, list[ProsePart]] = {section: [] for section in pages}
        self._order: list[tuple[tuple[str, ...], str]] = []  # titles above a page, and its name
        self._prose: list[ProsePage] = []
        self._names = {*pages.values()}
        self._divide(parts, reserved)
        self._anchors = dict(self._page_anchors())
        self.descriptions: dict[str, str] = {}
        """Descriptions of sections, by their ids."""
        self._above: dict[str, str] = {}
        self._below: dict[str, str] = {}
        for section, own in self._by_section.items():
            self._write_section(section, own)
        self.pages = {page.name: text for page in self._prose if (text := self._page(page))}
        """Pages of prose by their names, without ending."""
        self._order = [
            one for one in self._order if one[1] in self.pages or one[1] in pages.values()
        ]
        self.lead, self.about = self._write_home()
        self.contributing = self._with_headings(self._contributing, 2, base=0)

    # -- which part goes where --------------------------------------------------------------------

    def _divide(self, parts: Sequence[ProsePart], reserved: Container[str]) -> None:
        for part in parts:
            if part.section:
                self._by_section[part.section].append(part)
                if part.is_own:
                    self._order.append((part.titles[:-1], self._section_pages[part.section]))
            elif not part.titles:
                self._home.append(part)
                if part.has_entries and _UNTITLED not in self._order:
                    self._order.append(_UNTITLED)
            elif part.is_empty:
                self._news += [part] if part.links else []
            elif _CONTRIBUTING.match(part.titles[-1]):
                self._contributing.append(part)
            else:
                self._add(part, reserved)
        self._add_untitled()

    def _add_untitled(self) -> None:
        """Give a place to sections without a heading of their own."""
        named = [name for _, name in self._order]
        following = len(self._order)
        for name in reversed(list(self._section_pages.values())):
            if name in named:
                following = [one for _, one in self._order].index(name)
            elif _UNTITLED in self._order:
                self._order[self._order.index(_UNTITLED)] = ((), name)
            else:
                self._order.insert(following, ((), name))
        if _UNTITLED in self._order:
            self._order.remove(_UNTITLED)

    def _add(self, part: ProsePart, reserved: Container[str]) -> None:
        """Put a part onto the page of the heading above it, if that came last; else a new one."""
        last = self._prose[-1] if self._prose else None
        is_last = last is not None and self._order[-1:] == [(last.titles[:-1], last.name)]
        if last and is_last and part.titles[: len(last.titles)] == last.titles:
            last.parts.append(part)
            return
        name = self._free_name(part.titles, reserved)
        self._names.add(name)
        self._prose.append(ProsePage(name, part.titles, [part]))
        self._order.append((part.titles[:-1], name))

    def _free_name(self, titles: Sequence[str], reserved: Container[str]) -> str:
        """Return a name for a page: its title, with that above it if another page has that name."""
        names = [slugify(" ".join(reversed(titles[-n:])))[:_NAME_CHARS] for n in (1, 2)]
        stem = names[-1].strip("-")
        numbered = (f"{stem}-{number}" for number in count(2))
        free = (name.strip("-") for name in chain(names, numbered))
        return next(name for name in free if name not in self._names and name not in reserved)

    def groups(self) -> list[Group]:
        """Return the pages of sections and of prose as the sidebar shows them.

        What stands at the top, before or after all sections, comes in groups of its own.
        """
        own = {page.name: page.titles for page in self._prose}
        sections = {*self._section_pages.values()}
        groups: list[Group] = []
        for number, (above, name) in enumerate(self._order):
            titles = above
            following = self._order[number + 1][0] if number + 1 < len(self._order) else ()
            if name in own and following[: len(own[name])] == own[name]:
                titles = own[name]  # the page of a heading leads those below it
            if groups and groups[-1].titles == titles:
                groups[-1].names.append(name)
            else:
                groups.append(Group(titles, [name]))
        return [part for group in groups for part in _apart(group, sections)]

    # -- what a page says -------------------------------------------------------------------------

    def section_text(self, section: str) -> tuple[str, str]:
        """Return what stands on the page of a section above its entries, and below them."""
        return self._above.get(section, ""), self._below.get(section, "")

    def _write_section(self, section: str, parts: Sequence[ProsePart]) -> None:
        first = next((n for n, part in enumerate(parts) if part.has_entries), len(parts))
        above, below = _SectionText(), _SectionText()
        for number, part in enumerate(parts):
            before = part.before
            if part.is_own:
                self.descriptions[section], before = markdown.split_description(before)
            blocks = [*self._links(part), *self._blocks(part, before)]
            rest = self._blocks(part, part.after)
            base = len(parts[0].titles) if parts[0].is_own else len(part.titles) - 1
            level = 0 if part.is_own else 2 + max(0, len(part.titles) - base - 1)
            upper = blocks if number <= first else []
            lower = [*(blocks if number > first else []), *rest]
            above.add(upper, part.titles, level)
            below.add(lower, part.titles, 0 if upper else level)
        self._above[section] = _text(above.blocks)
        self._below[section] = _text(below.blocks)

    def _page(self, page: ProsePage) -> str:
        """Return the text of a page; "" if nothing of it can be shown."""
        text = self._with_headings(page.parts, 1, base=len(page.titles) - 1)
        return f"{text}\n" if text else ""

    def _with_headings(self, parts: Iterable[ProsePart], level: int, *, base: int) -> str:
        """Return parts, each with its heading.

        :param level: of the heading of the first.
        :param base: how many headings stand above the first.
        """
        blocks: list[str] = []
        deepest = level - 1
        for part in parts:
            own = [*self._links(part), *self._blocks(part, part.before)]
            own += self._blocks(part, part.after)
            if not own:
                continue
            depth = min(deepest + 1, max(level, level + len(part.titles) - base - 1), 6)
            deepest = depth
            blocks += [f"{'#' * depth} {markdown.escape_for_page(part.titles[-1])}", *own]
        return _text(blocks)

    def _write_home(self) -> tuple[str, str]:
        """Return the paragraph that says what the list is, and the rest of what stands above it."""
        blocks = [b for part in self._home for b in self._blocks(part, part.before)]
        blocks += [b for part in self._home for b in self._blocks(part, part.after)]
        texts = [block for block in blocks if not _NO_TEXT.match(block)][:_LEAD_PARAGRAPHS]
        lead = next((text for text in texts if _words_beside_links(text) >= _LEAD_WORDS), "")
        rest = list(blocks)
        if lead:
            rest.remove(lead)
        news = [
            f"- [{markdown.escape_for_page(part.titles[-1])}]({part.links[0][1]})"
            for part in self._news
            if not url_error(part.links[0][1])
        ]
        return lead, _text([*rest, *(["\n".join(news)] if news else [])])

    def _links(self, part: ProsePart) -> list[str]:
        """Return the links in a heading, as a paragraph below it."""
        links = [
            f"[{markdown.escape_for_page(text or part.titles[-1])}]({url})"
            for text, url in part.links
            if not url_error(url)
        ]
        return [", ".join(links)] if links else []

    def _blocks(self, part: ProsePart, source: str) -> tuple[str, ...]:
        folder = Path(part.origin.path).parent
        written = markdown.write_for_page(
            source,
            markdown.Targets(
                link=lambda url: self._target(url, part),
                picture=lambda url: self.pictures.add(url, folder),
            ),
            part.origin.references,
        )
        title = part.titles[-1] if part.titles else ""
        self.leftover += [
            Leftover(title, part.origin.path, part.line, text) for text in written.lost
        ]
        return written.blocks

    def _target(self, url: str, part: ProsePart) -> str:
        """Return where a link leads that is not absolute: a page, or a file beside the README."""
        if url.startswith("#"):
            name = self._anchors.get(url[1:].lower(), "")
            return f"{name}.md" if name else ""
        file = resolve_file_url(url, part.origin.folder)
        return "" if url_error(file) else file

    def _page_anchors(self) -> Iterator[tuple[str, str]]:
        """Yield anchors as GitHub makes them of headings, each with its page."""
        pages = [(part, page.name) for page in self._prose for part in page.parts]
        for section, parts in self._by_section.items():
            pages += [(part, self._section_pages[section]) for part in parts]
        for part, name in pages:
            yield next(readme_writer.anchors(part.titles[-1:])), name


def _words_beside_links(text: str) -> int:
    return len(_LINK.sub("", text).split())


def _apart(group: Group, sections: Container[str]) -> Iterator[Group]:
    """Divide the pages at the top: those before the first section, to the last one, and after."""
    at = [n for n, name in enumerate(group.names) if name in sections]
    if group.titles or not at:
        yield group
        return
    first, last = at[0], at[-1] + 1
    for names in (group.names[:first], group.names[first:last], group.names[last:]):
        if names:
            yield Group(group.titles, names)


@dataclass(slots=True)
class _SectionText:
    """Text of a section above its entries, or below them."""

    blocks: list[str] = field(default_factory=list)
    _deepest: int = 1
    """Level of the last heading: the next one is one level below it at most."""

    def add(self, blocks: Sequence[str], titles: Sequence[str], level: int) -> None:
        """Add a part with its heading; nothing if the part is empty.

        :param level: of the heading; 0 for none.
        """
        if blocks and level:
            self._deepest = min(level, self._deepest + 1, 6)
            self.blocks.append(f"{'#' * self._deepest} {markdown.escape_for_page(titles[-1])}")
        self.blocks += blocks


def _text(blocks: Iterable[str]) -> str:
    return "\n\n".join(filter(None, blocks))


def readme_frame(frame: Frame, part: ProsePart, pictures: Pictures) -> tuple[str, str]:
    """Return what stands before and after the list, for a README in another folder.

    Pictures that are copied, and files whose address is known, are linked there.

    :param frame: as it is written beside the list.
    :param part: of the file in which it stands.
    :param pictures: those of the site.
    """
    folder, web = Path(part.origin.path).parent, part.origin.folder

    def moved(match: re.Match[str]) -> str:
        url = match["url"]
        picture = pictures.add(url, folder)
        target = f"docs/{picture}" if picture else resolve_file_url(url, web)
        return f"{match['before']}{target or url}"

    texts = readme_writer.outside_of_region(frame.before, frame.after)
    before, after = (_RELATIVE_TARGET.sub(moved, text) for text in texts)
    return before, after
