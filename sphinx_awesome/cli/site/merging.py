"""Take up what is new in a list into a site that was made of it before and edited since.

Entries are known again by what the source said of them before. Entry files are edited where
something is added, and stay byte for byte elsewhere; of pages, only those are written anew that are
as they were made. All is planned in memory first.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ...core import files
from ...core.model import AwesomeList, Entry, Section
from ...core.problem import KeyPath, ProblemCode, Replacement
from ...core.same_work import have_other_arxiv_ids, own_links
from ...core.slugs import IdAllocator, KnownIds, section_key
from ...formats import toml
from .. import common
from ..edits.list_edits import add_venue, text_of
from ..scaffold import Scaffold, section_page_name
from .import_record import (
    RECORD_FILE,
    ImportRecord,
    keys_of_entries,
    page_digest,
    read_record,
)

if TYPE_CHECKING:
    from ...formats.registry import ReadResult
    from ..scaffold import Requirement

ORPHAN = "---\norphan: true\n---\n\n"
"""Front matter of a page that no toctree names: then Sphinx does not warn."""

_INDEX = "docs/index.md"


@dataclass(slots=True)
class SiteMerge:
    """Changes by which a site takes up what is new in a list."""

    contents: dict[str, str | bytes] = field(default_factory=dict)
    """New contents of files, by their paths in the folder of the site, in the order to write."""
    added: dict[str, list[Entry]] = field(default_factory=dict)
    """New entries, by the ids of their sections."""
    linked: list[tuple[str, str]] = field(default_factory=list)
    """Ids of entries and labels of links that these get."""
    differing: list[tuple[str, str, str]] = field(default_factory=list)
    """Ids of entries, labels and addresses of new links whose label another one has."""
    defined: list[str] = field(default_factory=list)
    """Names of own fields of the list that new entries bring, or bring new values of."""
    gone: list[Entry] = field(default_factory=list)
    """Entries that the source does not have any more, and the site has."""
    is_guessed: bool = False
    """Whether no record says what the source had before."""
    unnamed: list[str] = field(default_factory=list)
    """New pages that the edited home page does not name."""
    edited: list[str] = field(default_factory=list)
    """Pages that stay as they were edited, though their source has changed."""
    refused: list[str] = field(default_factory=list)
    """Entry files that could not take something."""

    @property
    def names(self) -> list[str]:
        """Paths of files that readers and curators know, the record aside."""
        return [name for name in self.contents if name != RECORD_FILE]


def merge_into(target: Path, reading: ReadResult, requirement: Requirement) -> SiteMerge | None:
    """Plan what a site takes up of a list; None if its entry files have errors, which are printed.

    :param target: folder of the site.
    :param reading: what was read of the source.
    :param requirement: as for a new site.
    :raises UsageError: if the record of the site cannot be understood.
    """
    record = read_record(target)
    root = target / "entries"
    present, problems, places = toml.load_with_locations(root)
    # A kill may have left a file that the list does not name yet.
    errors = [problem for problem in problems if problem.code is not ProblemCode.SECTION]
    if common.print_errors(errors):
        return None
    matching = _Matching(present, record, reading.awesome_list, places.written_ids())
    merge = SiteMerge(is_guessed=record is None)
    changed: dict[Path, str] = {}
    _add_links(merge, changed, matching, places)
    _add_entries(merge, changed, matching, root)
    _name_sections(changed, root, [*present.sections, *merge.added], matching)
    _add_venues(changed, root, merge, matching)
    _define_fields(changed, root, merge, matching)
    before = {path: files.read_file(path)[0] for path in changed}
    merge.contents |= {
        path.relative_to(target).as_posix(): text
        for path, text in changed.items()
        if text != before[path]
    }
    merge.gone = list(matching.gone())
    merged = _merged(root, changed)
    parts = tuple(
        dataclasses.replace(part, section=matching.sections.get(part.section, ""))
        for part in reading.parts
    )
    known = dataclasses.replace(reading, parts=parts) if parts else None
    site = Scaffold(merged, known, requirement)
    pages = _write_pages(merge, target, site, record or ImportRecord())
    grown = (record or ImportRecord()).with_entries(
        reading.awesome_list, matching.ids, matching.sections
    )
    text = dataclasses.replace(grown, pages=pages).text()
    if text != text_of({}, target / RECORD_FILE):
        merge.contents[RECORD_FILE] = text
    return merge


class _Matching:
    """Entries and sections of a source, each with what it is on a site.

    :param taken: ids that nothing new may have.
    """

    def __init__(
        self,
        present: AwesomeList,
        record: ImportRecord | None,
        source: AwesomeList,
        taken: set[str],
    ) -> None:
        self.present = present
        self.source = source
        self.record = record
        self.ids: dict[str, str] = {}
        """Ids on the site, by those of the source."""
        self.new: set[str] = set()
        """Ids of the source of what is new."""
        before = record or ImportRecord()
        self._taken = {*taken, *before.ids.values(), *before.sections.values()}
        self._allocator = IdAllocator(KnownIds(others=self._taken))
        self._former = {a: e.id for e in present.entries.values() for a in e.aliases}
        self._former |= {a: s.id for s in present.sections.values() for a in s.aliases}
        self._keys: dict[str, str] = {}
        for entry, keys in keys_of_entries(present):
            own = {f"url:{url}" for _, url in own_links(entry)}
            for key in keys:
                if not key.startswith("url:") or key in own:
                    self._keys.setdefault(key, entry.id)
        for entry, keys in keys_of_entries(source):
            self._match(entry, keys)
        self.sections = {one.id: self._section(one) for one in source.sections.values()}
        """Ids of sections on the site, by those of the source; new ones only with an entry."""
        used = {self.sections[source.homes[one]] for one in self.new}
        self.sections = {
            own: there
            for own, there in self.sections.items()
            if there in used or there in present.sections
        }

    def _match(self, entry: Entry, keys: Sequence[str]) -> None:
        """Find an entry of the source on the site; else give it an id there.

        Two works may share a key, such as a wrong address: each is what no other is yet.
        """
        known = list(self._known(entry, keys))
        claimed = {*self.ids.values()}
        free = (there for there in known if there not in claimed)
        if known:
            self.ids[entry.id] = next(free, known[0])
            return
        self.ids[entry.id] = self._new_id(entry)
        self.new.add(entry.id)

    def _known(self, entry: Entry, keys: Sequence[str]) -> Iterator[str]:
        """Yield the ids on the site by which an entry may be known, the surest first."""
        for key in keys:
            before = self.record.ids.get(key) if self.record else None
            there = before or self._keys.get(key)
            if there is None:
                continue
            there = self._former.get(there, there)
            other = self.present.entries.get(there)
            if before is None and other is not None and have_other_arxiv_ids(entry, other):
                continue
            yield there

    def _new_id(self, entry: Entry) -> str:
        if entry.id not in self._taken and entry.id not in self.ids.values():
            return entry.id
        return self._allocator.of_paper((), entry.title, entry.authors, entry.year)

    def _section(self, section: Section) -> str:
        key = section_key(section.title)
        recorded = self.record.sections.get(key, "") if self.record else ""
        recorded = self._former.get(recorded, recorded)
        if recorded in self.present.sections:
            return recorded
        by_title = {section_key(one.title): one.id for one in self.present.sections.values()}
        if key in by_title:
            return by_title[key]
        if section.id not in self._taken and section.id not in self.ids.values():
            return section.id
        return recorded or self._allocator.of_section(section.title)

    def is_new_link(self, url: str) -> bool:
        """Return whether the source did not have a link before; False if nobody knows."""
        return self.record is not None and f"url:{url}" not in self.record.ids

    def gone(self) -> Iterator[Entry]:
        """Yield entries of the site that the source had before, and has no more."""
        here = {*self.ids.values()}
        recorded = self.record.ids.values() if self.record else self.present.entries
        before = {self._former.get(one, one) for one in recorded}
        for id_, entry in self.present.entries.items():
            if id_ in before and id_ not in here:
                yield entry


def _add_links(
    merge: SiteMerge, changed: dict[Path, str], matching: _Matching, places: toml.EntryLocations
) -> None:
    """Add links that the source has got since to entries that are there."""
    by_path: dict[Path, dict[tuple[str | int, ...], str]] = defaultdict(dict)
    of_keys: dict[tuple[Path, tuple[str | int, ...]], tuple[str, str]] = {}
    for own, there in matching.ids.items():
        entry = matching.present.entries.get(there)
        if own in matching.new or entry is None:
            continue
        home = matching.present.homes[there]
        for label, url in matching.source.entries[own].links.items():
            if url in entry.links.values() or not matching.is_new_link(url):
                continue
            if label in entry.links:
                merge.differing.append((there, label, url))
                continue
            path, keys = places.path(home), places.keys(home, there, "links", label)
            by_path[path][keys] = url
            of_keys[path, keys] = (there, label)
    for path, values in by_path.items():
        changed[path], done = toml.insert(text_of(changed, path), str(path), values)
        merge.linked += [of_keys[path, keys] for keys in done]


def _add_entries(
    merge: SiteMerge, changed: dict[Path, str], matching: _Matching, root: Path
) -> None:
    """Add new entries to the files of their sections, each where the source has it."""
    source = matching.source
    for section in source.sections.values():
        there = matching.sections.get(section.id)
        new = [one for one in section.entries if one in matching.new]
        if there is None or not new:
            continue
        path = root / f"{there}.toml"
        homed = [_renamed(matching, one) for one in new if source.homes[one] == section.id]
        blocks = {
            matching.ids[one]: toml.write_block(
                toml.FileKind.SECTION,
                toml.Block(
                    _renamed(matching, one)
                    if source.homes[one] == section.id
                    else toml.Ref(matching.ids[one])
                ),
            )
            for one in new
        }
        text = text_of(changed, path)
        if there not in matching.present.sections and not text:
            header = dataclasses.replace(section, id=there, entries=())
            text = toml.write_entry_file(toml.EntryFile(toml.FileKind.SECTION, header))
        order = [matching.ids[one] for one in section.entries]
        written = toml.insert_blocks(text, str(path), _places(text, path, order, blocks))
        if written == text:
            merge.refused.append(str(path))
            continue
        changed[path] = written
        if homed:
            merge.added[there] = [*merge.added.get(there, ()), *homed]


def _renamed(matching: _Matching, own: str) -> Entry:
    return dataclasses.replace(matching.source.entries[own], id=matching.ids[own])


def _places(
    text: str, path: Path, order: Sequence[str], blocks: Mapping[str, str]
) -> dict[int, list[str]]:
    """Return where new blocks stand: behind what the source has before them, as far as it is there.

    :param order: ids as the source has them.
    :param blocks: new ones, by their ids.
    :return: blocks by the number of that before which they stand.
    """
    numbers = {name: number for number, name in enumerate(toml.block_names(text, str(path)))}
    known = [one for one in order if one in numbers]
    at = numbers[known[0]] if known else len(numbers)
    placed: dict[int, list[str]] = defaultdict(list)
    for one in order:
        if one in blocks:
            placed[at].append(blocks[one])
        elif one in numbers:
            at = numbers[one] + 1
    return placed


def _name_sections(
    changed: dict[Path, str], root: Path, sections: Sequence[str], matching: _Matching
) -> None:
    """Name new sections in the list's own file, each behind the one before it in the source."""
    path = root / toml.LIST_FILE
    order = [there for there in matching.sections.values() if there in sections]
    for number, section in enumerate(order):
        text = text_of(changed, path)
        named = toml.named_sections(text, str(path))
        if not named or section in named:
            continue
        before = next((one for one in reversed(order[:number]) if one in named), "")
        at = named.index(before) if before else 0
        pair = (named[at], section) if before else (section, named[at])
        edits: dict[KeyPath, tuple[object, Replacement]] = {("sections", at): (named[at], pair)}
        changed[path], _ = toml.replace_values(text, str(path), edits)


def _add_venues(
    changed: dict[Path, str], root: Path, merge: SiteMerge, matching: _Matching
) -> None:
    """Add venues of new entries that the site does not know."""
    entries = [entry for some in merge.added.values() for entry in some]
    names = dict.fromkeys(one.venue for entry in entries for one in entry.appearances)
    for name in filter(None, names):
        if matching.present.venues.find(name) is None:
            add_venue(changed, root / toml.VENUES_FILE, matching.source.venues.get(name))


def _define_fields(
    changed: dict[Path, str], root: Path, merge: SiteMerge, matching: _Matching
) -> None:
    """Define what new entries bring that the site does not know: fields, and values of fields."""
    brought: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in (entry for some in merge.added.values() for entry in some):
        for name, values in entry.fields.items():
            brought[name] |= dict.fromkeys(values)
    new: dict[KeyPath, toml.Value] = {}
    more: dict[KeyPath, tuple[object, Replacement]] = {}
    for name, texts in brought.items():
        known = matching.present.fields.get(name)
        if known is None:
            definition = matching.source.fields[name]
            new["fields", name, "title"] = definition.title
            new |= {("fields", name, "facet"): True} if definition.facet else {}
        elif known.values and (others := tuple(v for v in texts if v not in known.values)):
            last = known.values[-1]
            more["fields", name, "values", len(known.values) - 1] = (last, (last, *others))
    if not new and not more:
        return
    path = root / toml.LIST_FILE
    text, defined = toml.insert(text_of(changed, path), str(path), new)
    changed[path], widened = toml.replace_values(text, str(path), more)
    merge.defined = list(dict.fromkeys(str(keys[1]) for keys in (*defined, *widened)))
    merge.refused += [str(path)] * (len(defined) + len(widened) < len(new) + len(more))


def _merged(root: Path, changed: Mapping[Path, str]) -> AwesomeList:
    """Return the list as it will be."""
    there = {path.name: path.read_bytes() for path in root.iterdir() if path.suffix == ".toml"}
    new = {path.name: text.encode() for path, text in changed.items()}
    return toml.load_files({**there, **new}, root)


def _write_pages(
    merge: SiteMerge, target: Path, site: Scaffold, record: ImportRecord
) -> dict[str, str]:
    """Plan the pages: new ones, and those that nobody has edited; return the digests of all."""
    made = {name: text for name, text in site.files().items() if is_page(name)}
    stored = {name: _stored(target / name) for name in {*made, *record.pages}}
    untouched = {
        name for name, raw in stored.items() if raw and page_digest(raw) == record.pages.get(name)
    }
    index = stored.get(_INDEX)
    named = set() if _INDEX in untouched or index is None else {*index.decode().split()}
    digests = dict(record.pages)
    own = {f"docs/{section_page_name(one)}.md" for one in site.awesome_list.sections}
    own |= {f"docs/{name}.md" for name in site.prose.pages}
    for name, content in made.items():
        is_unnamed = name in own and _INDEX not in untouched and Path(name).stem not in named
        new = f"{ORPHAN}{content}" if is_unnamed and isinstance(content, str) else content
        raw = stored[name]
        if raw is None and name in record.pages:
            continue  # somebody has deleted it
        if raw is None or name in untouched:
            digests[name] = page_digest(new)
            if raw is None or page_digest(raw) != digests[name]:
                merge.contents[name] = new
                merge.unnamed += [name] if is_unnamed else []
        elif name in own and page_digest(new) not in {record.pages.get(name), page_digest(raw)}:
            merge.edited.append(name)
    if _INDEX in untouched:
        _release(merge, made, stored, untouched, digests)
    return digests


def _release(
    merge: SiteMerge,
    made: Mapping[str, str | bytes],
    stored: Mapping[str, bytes | None],
    untouched: set[str],
    digests: dict[str, str],
) -> None:
    """Keep pages of what has gone, which the new home page names no more, without a warning."""
    gone = {name for name in untouched - made.keys() if Path(name).match("docs/*.md")}
    texts = {name: (stored[name] or b"").decode() for name in sorted(gone)}
    released = {
        name: f"{ORPHAN}{text}" for name, text in texts.items() if not text.startswith(ORPHAN)
    }
    merge.contents |= released
    digests |= {name: page_digest(text) for name, text in released.items()}


def is_page(name: str) -> bool:
    """Return whether a file of a site shows what its source says besides entries.

    :param name: its path in the folder of the site.
    """
    is_shown = name.startswith("docs/") and name.endswith((".md", ".png", ".jpg", ".gif", ".webp"))
    return is_shown or name == "leftover.md"


def _stored(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
