"""Where a list is kept: in a directory of entry files, or in a README that people edit by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..core.model import AwesomeList
from ..core.problem import Problem, Span
from . import toml

if TYPE_CHECKING:
    from .source import Places as PlacesInReadme
    from .toml import Kept

READMES = (".md", ".markdown")
"""Endings of files that hold a whole list."""


def is_readme(path: Path) -> bool:
    """Whether a list is kept in a file of Markdown."""
    return path.suffix.lower() in READMES and not path.is_dir()


def load(path: Path, kept: Kept | None = None) -> tuple[AwesomeList, list[Problem]]:
    """Read a list from where it is kept. Total.

    :param kept: readings of an earlier call, as for :func:`.toml.load`.
    """
    if is_readme(path):
        from .source import load_list  # noqa: PLC0415  (for markdown-it)

        return load_list(path, kept)
    return toml.load(path, kept)


def load_with_places(
    path: Path,
) -> tuple[AwesomeList, list[Problem], toml.Places | PlacesInReadme]:
    """Read a list, as :func:`load` does; and where everything in it stands."""
    if is_readme(path):
        from .source import Places, load_list  # noqa: PLC0415

        return *load_list(path), Places(path)
    return toml.load_with_places(path)


def locate(path: Path, section: str, paper: str, *keys: str) -> Span:
    """The place of a paper, or of one of its fields."""
    if is_readme(path):
        from .source import locate as locate_in_readme  # noqa: PLC0415

        return locate_in_readme(path, paper)
    return toml.locate(path, section, paper, *keys)
