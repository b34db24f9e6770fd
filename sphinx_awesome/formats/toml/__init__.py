"""Entry files: TOML text to an awesome list and back."""

from .directory import Kept, load, locate
from .documents import LIST_FILE, VENUES_FILE, Block, Comments, Document, Kind, ListHeader, Ref
from .files import read_file, read_text
from .form import canonical
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
    "canonical",
    "load",
    "locate",
    "read",
    "read_file",
    "read_text",
    "write",
]
