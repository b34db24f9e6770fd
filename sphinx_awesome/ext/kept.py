"""The list of a build, read anew only where its files have changed since the last one."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from sphinx.application import Sphinx

from .. import __version__
from ..core.memory import no_collection
from ..core.model import AwesomeList
from ..core.problem import Problem
from ..formats import lists, toml
from . import garbage
from .config import list_path

_FILE = "awesome-readings.pickle"
_MADE_BY = (__version__, sys.version_info[:2])


def load(app: Sphinx) -> tuple[AwesomeList, list[Problem]]:
    """Read the list, with what was kept beside the doctrees: another pickle among Sphinx's own."""
    path = Path(app.doctreedir) / _FILE
    with no_collection():
        kept = _read(path)
        before = dict(kept)
        result = lists.load(list_path(app), kept)
    if kept != before:
        _write(path, (_MADE_BY, kept))
    garbage.spare_what_there_is()
    return result


def _read(path: Path) -> toml.Kept:
    try:
        made_by, kept = pickle.loads(path.read_bytes())  # noqa: S301
    except Exception:  # noqa: BLE001 - whatever is wrong with it, the files are there to be read
        return {}
    return kept if made_by == _MADE_BY and isinstance(kept, dict) else {}


def _write(path: Path, value: object) -> None:
    """Replace the file at once, so that a kill leaves the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_bytes(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
    new.replace(path)
