"""Entry files: TOML text to an awesome list and back."""

from __future__ import annotations

from ...core.files import read_file, read_text
from .cross_file import Clash
from .directory import (
    Kept,
    Places,
    canonical,
    is_entry_file,
    load,
    load_files,
    load_one,
    load_with_places,
    locate,
    packaged_venues,
    read_venues,
    recall,
    write_all,
    write_one,
)
from .file_editor import edit, insert
from .file_reader import read
from .file_schema import LIST_FILE, VENUES_FILE, Block, Comments, Document, Kind, ListHeader, Ref
from .file_writer import write

__all__ = [
    "LIST_FILE",
    "VENUES_FILE",
    "Block",
    "Clash",
    "Comments",
    "Document",
    "Kept",
    "Kind",
    "ListHeader",
    "Places",
    "Ref",
    "canonical",
    "edit",
    "insert",
    "is_entry_file",
    "load",
    "load_files",
    "load_one",
    "load_with_places",
    "locate",
    "packaged_venues",
    "read",
    "read_file",
    "read_text",
    "read_venues",
    "recall",
    "write",
    "write_all",
    "write_one",
]
