"""From the directory of a list to the list."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path

from ...core.ids import is_id
from ...core.model import AwesomeList, Maintainer, Section, Venue
from ...core.problem import Code, Problem, Span
from ...core.venues import Venues
from .across import Papers, own_venues, report_unknown_venues
from .documents import LIST_FILE, VENUES_FILE, Kind, ListHeader
from .files import decode, read_file, read_text
from .messages import Said
from .places import Places
from .reader import Reading
from .source import Source, cut

PACKAGED_VENUES = Path(__file__).parents[2] / "data" / "venues.toml"


Kept = dict[str, tuple[bytes, bytes]]
"""Digest of a file's text and its reading, pickled, by path."""


def load(root: Path, kept: Kept | None = None) -> tuple[AwesomeList, list[Problem]]:
    """Read the list in a directory.

    Total: what is good is in the list, all else among the problems, in the order of the files.
    Of two papers with one id, the first in the order of the list stays.

    :param kept: readings of an earlier call by the same version of this package, which are used
        for files with the same text. Afterwards it holds those of this call. As with any pickle,
        it must not come from strangers.
    """
    return _load(root, kept)[:2]


def load_with_places(root: Path) -> tuple[AwesomeList, list[Problem], Places]:
    """Read the list in a directory, as :func:`load` does; and where everything in it stands."""
    return _load(root, None)


def load_files(files: Mapping[str, bytes], root: Path) -> AwesomeList:
    """Read a list from the contents of its files, which need not be on the disk. Total.

    :param files: by name; those that are no entry files are left out.
    """
    readings: dict[str, Reading] = {}
    for name in sorted(filter(is_entry_file, files)):
        path = str(root / name)
        text, _ = decode(files[name], path)
        if text is not None:
            readings[name] = Reading(text, path, Kind.of(name))
    return _assemble(root, readings, [])[0]


def is_entry_file(name: str) -> bool:
    """Return whether a file is one of a list, by its name: a section's, or the list's own."""
    stem, dot, ending = name.partition(".")
    return name in {LIST_FILE, VENUES_FILE} or (f"{dot}{ending}" == ".toml" and is_id(stem))


def _load(root: Path, kept: Kept | None) -> tuple[AwesomeList, list[Problem], Places]:
    return _assemble(root, *_read_all(root, kept))


def _assemble(
    root: Path, readings: dict[str, Reading], problems: list[Problem]
) -> tuple[AwesomeList, list[Problem], Places]:
    """Make the list of what its files hold.

    :param readings: of the files, by name.
    :param problems: of files that were not read.
    """
    listed = readings.pop(LIST_FILE, None)
    header = ListHeader()
    maintainers: tuple[Maintainer, ...] = ()
    if listed and isinstance(listed.header, ListHeader):
        header = listed.header
        maintainers = tuple(value for value in listed.values if isinstance(value, Maintainer))
    own = readings.pop(VENUES_FILE, None)
    venues = Venues([*packaged_venues(), *(own_venues(own, packaged_venues()) if own else ())])
    sections = _in_order(readings, header.sections, listed)
    papers = Papers(sections, listed)
    report_unknown_venues(sections.values(), venues)
    for reading in (listed, own, *sections.values()):
        problems += reading.problems if reading else ()
    whole = AwesomeList(
        title=header.title,
        description=header.description,
        homepage=header.homepage,
        repository=header.repository,
        licence=header.licence,
        maintainers=maintainers,
        cite=header.cite,
        sections=papers.sections,
        entries=papers.entries,
        homes=papers.homes,
        ignore=header.ignore,
        removed=papers.removed,
        venues=venues,
    )
    problems.sort(key=lambda problem: problem.span)
    return whole, problems, Places(root, listed, sections, papers.clashes)


@cache
def packaged_venues() -> tuple[Venue, ...]:
    """The venues that every list knows."""
    reading = Reading(read_text(PACKAGED_VENUES), str(PACKAGED_VENUES), Kind.VENUES)
    return tuple(value for value in reading.values if isinstance(value, Venue))


def _read_all(root: Path, kept: Kept | None) -> tuple[dict[str, Reading], list[Problem]]:
    """Read the files of a directory, by name, in the order of their names."""
    try:
        names = sorted(path.name for path in root.iterdir())
    except OSError as error:
        message = f"the directory cannot be read: {error.strerror}"
        hint = "name the directory that holds the entry files"
        return {}, [Problem(Code.FILE, message, Span(str(root)), hint)]
    readings: dict[str, Reading] = {}
    problems: list[Problem] = []
    before = dict(kept or {})
    if kept:
        kept.clear()
    for name in names:
        path = root / name
        # Editors keep hidden files beside those that they edit, and some of Windows add an ending.
        if not name.lower().endswith((".toml", ".toml.txt")) or name.startswith("."):
            continue
        if not is_entry_file(name):
            message = "the file's name cannot be the id of a section"
            hint = "use lower-case letters, digits and single hyphens, such as my-section.toml"
            problems.append(Problem(Code.FILE, message, Span(str(path)), hint))
            continue
        text, found = read_file(path)
        problems += found
        if text is not None:
            readings[name] = _reading(text, str(path), Kind.of(name), before, kept)
    if not readings and not problems:
        message, hint = "the directory holds no entry file", "write one, such as my-section.toml"
        problems.append(Problem(Code.FILE, message, Span(str(root)), hint))
    return readings, problems


def _reading(text: str, path: str, kind: Kind, before: Kept, kept: Kept | None) -> Reading:
    """Read a file, unless it was read before with the same text."""
    if kept is None:
        return Reading(text, path, kind)
    digest = blake2b(text.encode()).digest()
    reading = recall(before, path, digest)
    if isinstance(reading, Reading):
        kept[path] = before[path]
        return reading
    reading = Reading(text, path, kind)
    kept[path] = digest, pickle.dumps(reading, pickle.HIGHEST_PROTOCOL)
    return reading


def recall(kept: Kept, path: str, digest: bytes) -> object:
    """Return what is kept of a file, or None if that is not to be had.

    That is so too if it cannot be unpickled, for whatever reason: the file is there to be read.

    :param digest: of what it must have been made from.
    """
    try:
        made_from, pickled = kept[path]
        return pickle.loads(pickled) if made_from == digest else None  # noqa: S301
    except Exception:  # noqa: BLE001  (a pickle can raise anything)
        return None


def _in_order(
    readings: dict[str, Reading], ids: tuple[str, ...], listed: Reading | None
) -> dict[str, Reading]:
    """The sections in the order that `_list.toml` gives, then those that it does not name."""
    sections = {name.removesuffix(".toml"): reading for name, reading in readings.items()}
    if listed is None or not ids:
        return sections
    ordered: dict[str, Reading] = {}
    for index, section in enumerate(ids):
        if section in ordered:
            said = Said(Code.DUPLICATE_ID, f"`{section}` is named twice", "delete one of the two")
            listed.report(said, *listed.path_in_file(("sections", index)))
        elif section in sections:
            ordered[section] = sections[section]
        else:
            message = f"there is no file {section}.toml"
            hint = "write it, or delete the section here"
            if new := _new_id(section, sections):
                message, hint = f"`{section}` is a former id", f'write "{new}"'
            said = Said(Code.SECTION, message, hint)
            listed.report(said, *listed.path_in_file(("sections", index)))
    for section, reading in sections.items():
        if section not in ordered:
            message = f"`{section}` is not among the sections of {LIST_FILE}"
            reading.report(Said(Code.SECTION, message, "add it there, where it shall stand"))
            ordered[section] = reading
    return ordered


def _new_id(former: str, sections: Mapping[str, Reading]) -> str:
    """The id of the section that had another one, or ""."""
    headers = ((section, reading.header) for section, reading in sections.items())
    return next(
        (section for section, h in headers if isinstance(h, Section) and former in h.aliases), ""
    )


def locate(root: Path, section: str, paper: str, *keys: str) -> Span:
    """The place of a paper, or of one of its keys, in a section's file.

    Falls back to the header of the paper's block, then to the file's first line. Reads no more
    of the file than it needs, so that it can be asked for each link of a list.
    """
    path = root / f"{section}.toml"
    text = read_text(path)
    name = Kind.SECTION.block_name
    for start, piece in cut(text, name):
        if paper not in piece:
            continue
        source = Source(piece, str(path), name)
        for index, block in enumerate(source.blocks):
            if isinstance(block, dict) and paper in {block.get("id"), block.get("ref")}:
                span = source.span(name, index, *keys)
                return Span(span.path, span.line + text.count("\n", 0, start), span.column)
    return Span(str(path))
