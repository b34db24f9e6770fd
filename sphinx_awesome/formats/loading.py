"""Load a list from where it is kept: a directory of entry files, or a README edited by hand."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ..core import git
from ..core.model import AwesomeList
from ..core.problem import Location, Problem
from . import toml

if TYPE_CHECKING:
    from .readme_source import ReadmeLocations
    from .toml import ReadingCache

READMES = (".md", ".markdown")
"""Endings of files that hold a whole list."""


def is_readme(path: Path) -> bool:
    """Return whether a list is kept in a file of Markdown.

    :param path: which need not be there.
    """
    return path.suffix.lower() in READMES and not path.is_dir()


def list_in(path: Path) -> Path:
    """Return where the list of a folder is: its entry files, else its README, else the folder.

    :param path: of a folder, which may have its entry files in `entries`; of anything else, itself.
    """
    if not path.is_dir():
        return path
    for folder in (path, path / "entries"):
        if folder.is_dir() and any(toml.is_entry_file(one.name) for one in folder.iterdir()):
            return folder
    readmes = sorted(
        one
        for one in path.iterdir()
        if one.stem.casefold() == "readme" and is_readme(one) and one.is_file()
    )
    return readmes[0] if readmes else path


def load(path: Path, cached: ReadingCache | None = None) -> tuple[AwesomeList, list[Problem]]:
    """Read a list from where it is kept. Total.

    :param kept: readings of an earlier call, as for :func:`.toml.load`.
    :param path: of a directory of entry files, or of a README.
    """
    if is_readme(path):
        from .readme_source import load_readme  # noqa: PLC0415  (for markdown-it)

        return load_readme(path, cached)
    return toml.load(path, cached)


def load_with_locations(
    path: Path,
) -> tuple[AwesomeList, list[Problem], toml.EntryLocations | ReadmeLocations]:
    """Read a list, as :func:`load` does; and where everything in it stands.

    :param path: of a directory of entry files, or of a README.
    """
    if is_readme(path):
        from .readme_source import ReadmeLocations, load_readme  # noqa: PLC0415

        return *load_readme(path), ReadmeLocations(path)
    return toml.load_with_locations(path)


def locate(path: Path, section: str, paper: str, *keys: str) -> Location:
    """Return the location of a paper, or of one of its fields.

    :param path: of the list.
    :param section: id of its home section.
    :param paper: its id.
    :param keys: path of the field in its block.
    """
    if is_readme(path):
        from .readme_source import locate_paper as locate_in_readme  # noqa: PLC0415

        return locate_in_readme(path, paper)
    return toml.locate_entry(path, section, paper, *keys)


def load_at(path: Path, ref: str) -> AwesomeList | None:
    """Read a list as it stood at a commit, whatever was wrong with it; None if there was none.

    Nothing on the disk is read or changed but the repository. If the folder of a list was
    somewhere else then, it is found there.

    :param path: where the list is now.
    :param ref: a branch, a tag or a commit.
    :raises GitError: if git cannot tell.
    """
    folder = path.parent if is_readme(path) else path
    commit = git.commit_of(folder, ref)
    if is_readme(path):
        from .readme_source import load_files as load_readme  # noqa: PLC0415
        from .readme_source import names_of  # noqa: PLC0415

        files = git.files_at(folder, commit, names_of(path).__contains__)
        return load_readme(files, path) if path.name in files else None
    files = git.files_at(folder, commit, toml.is_entry_file)
    if not files and (former := _former_folder(folder, commit)) is not None:
        files = git.files_at(folder, commit, toml.is_entry_file, former)
    return toml.load_files(files, path) if files else None


def _former_folder(folder: Path, commit: str) -> str | None:
    """Return the folder that held a list before it was moved, below the work tree's root; or None.

    It held half of the files of the list or more, by their names, and holds none of them now.
    """
    names = {file.name for file in folder.iterdir() if toml.is_entry_file(file.name)}
    top = git.top_folder(folder)
    held: dict[str, set[str]] = defaultdict(set)
    for path in map(PurePosixPath, git.paths_at(folder, commit)):
        if path.name in names:
            held[str(path.parent)].add(path.name)
    for former, files in sorted(held.items(), key=lambda item: -len(item[1])):
        is_left = any((top / former / name).exists() for name in files)
        if 2 * len(files) >= len(names) and not is_left:
            return "" if former == "." else former
    return None
