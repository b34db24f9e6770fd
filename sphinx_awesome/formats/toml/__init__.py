"""Entry files: TOML text to an awesome list and back."""

from .across import Clash
from .alone import load_one, read_venues
from .directory import (
    Kept,
    is_entry_file,
    load,
    load_files,
    load_with_places,
    locate,
    packaged_venues,
    recall,
)
from .documents import LIST_FILE, VENUES_FILE, Block, Comments, Document, Kind, ListHeader, Ref
from .editor import edit, insert
from .files import read_file, read_text
from .form import canonical
from .places import Places
from .reader import read
from .whole import write_all, write_one
from .writer import write

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
