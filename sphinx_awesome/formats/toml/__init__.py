"""Entry files: TOML text to an awesome list and back."""

from __future__ import annotations

from ...core.files import read_file, read_text
from .directory import (
    EntryLocations,
    ReadingCache,
    canonical_form,
    entry_lines,
    is_entry_file,
    load,
    load_files,
    load_single_file,
    load_with_locations,
    locate_entry,
    own_definitions,
    packaged_venues,
    read_venues,
    recall,
    write_directory,
    write_single_file,
)
from .file_editor import (
    Value,
    append,
    block_names,
    insert,
    insert_blocks,
    named_sections,
    replace_values,
)
from .file_reader import read_entry_file
from .file_schema import (
    LIST_FILE,
    VENUES_FILE,
    Block,
    Comments,
    EntryFile,
    FileKind,
    ListHeader,
    Ref,
)
from .file_writer import write_block, write_entry_file

__all__ = [
    "LIST_FILE",
    "VENUES_FILE",
    "Block",
    "Comments",
    "EntryFile",
    "EntryLocations",
    "FileKind",
    "ListHeader",
    "ReadingCache",
    "Ref",
    "Value",
    "append",
    "block_names",
    "canonical_form",
    "entry_lines",
    "insert",
    "insert_blocks",
    "is_entry_file",
    "load",
    "load_files",
    "load_single_file",
    "load_with_locations",
    "locate_entry",
    "named_sections",
    "own_definitions",
    "packaged_venues",
    "read_entry_file",
    "read_file",
    "read_text",
    "read_venues",
    "recall",
    "replace_values",
    "write_block",
    "write_directory",
    "write_entry_file",
    "write_single_file",
]
