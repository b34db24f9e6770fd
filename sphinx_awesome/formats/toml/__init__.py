"""Entry files: TOML text to an awesome list and back."""

from .directory import Kept, load, locate
from .documents import LIST_FILE, VENUES_FILE, Block, Comments, Document, Kind, ListHeader, Ref
from .files import read_text
from .reader import read
from .writer import write

__all__ = [
    "LIST_FILE",
    "VENUES_FILE",
    "Block",
    "Comments",
    "Document",
    "Kept",
    "Kind",
    "ListHeader",
    "Ref",
    "load",
    "locate",
    "read",
    "read_text",
    "write",
]
