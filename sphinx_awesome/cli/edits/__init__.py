"""Changes of a list where it is kept: in entry files, or in a README.

It must not know why something is changed, and asks nobody.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ...core import files
from ..common import UsageError, print_errors

if TYPE_CHECKING:
    from .list_edits import ListEdit


def open_list_edit(path: Path) -> ListEdit | None:
    """Return a list without errors; else None, with its errors printed.

    :raises UsageError: if there is no list that can take a paper.
    """
    from ...formats import loading, readme_writer, toml  # noqa: PLC0415  (pydantic)
    from .list_edits import EntryFilesEdit  # noqa: PLC0415

    if not path.exists():
        raise UsageError(f"{path} does not exist", "name where the list is with --list")
    if loading.is_readme(path):
        if readme_writer.NOTE in files.read_text(path):
            hint = "name their directory with --list"
            raise UsageError(f"the list in {path} is made from entry files", hint)
        from .readme_edits import ReadmeEdit  # noqa: PLC0415  (markdown-it)

        awesome_list, problems = loading.load(path)
        return None if print_errors(problems) else ReadmeEdit(awesome_list, path)
    if not path.is_dir():
        what = f"{path} is neither a directory of entry files nor a README in Markdown"
        raise UsageError(what, f"name their directory: {path.parent}")
    awesome_list, problems, places = toml.load_with_locations(path)
    return None if print_errors(problems) else EntryFilesEdit(awesome_list, path, places)
