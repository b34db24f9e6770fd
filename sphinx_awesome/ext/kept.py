"""The list of a build, read anew only where its files have changed since the last one."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from sphinx.application import Sphinx

from ..core.memory import no_collection
from ..core.model import AwesomeList
from ..core.problem import Problem
from ..formats import lists, toml
from .code_version import CODE
from .config import list_path
from .output_files import remove_unfinished, write_if_changed

_FILE = "awesome-readings.pickle"
_MADE_BY = (CODE, sys.version_info[:2])


def load(app: Sphinx) -> tuple[AwesomeList, list[Problem]]:
    """Read the list, with what was kept beside the doctrees: another pickle among Sphinx's own."""
    folder = Path(app.doctreedir)
    remove_unfinished(folder)
    with no_collection():
        kept = _read(folder / _FILE)
        before = dict(kept)
        result = lists.load(list_path(app), kept)
    if kept != before:
        content = pickle.dumps((_MADE_BY, kept), pickle.HIGHEST_PROTOCOL)
        write_if_changed(folder, _FILE, content)
        remove_unfinished(folder)
    return result


def _read(path: Path) -> toml.Kept:
    try:
        made_by, kept = pickle.loads(path.read_bytes())  # noqa: S301
    except Exception:  # noqa: BLE001 - whatever is wrong with it, the files are there to be read
        return {}
    return kept if made_by == _MADE_BY and isinstance(kept, dict) else {}
