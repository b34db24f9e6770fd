"""Files that a build leaves for the next: bound to the code that made them, and never half-written.

Doctrees, the environment, the readings of entry files and the notes beside the output hold
objects of our classes and digests of our functions. Their shape depends on the code: the module
that defines a class, its fields and their order, the members of an enumeration, the attributes
of a node, the inputs of a digest. The number of a release does not identify unreleased states,
so all that is stored is bound to a digest of the code itself. Files are written beside their
place and then moved there, so that a killed build leaves none half-written.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path, PurePath

from sphinx.application import Sphinx

UNFINISHED = ".awesome-unfinished"
"""Name of the hidden folder, directly below the output."""

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def write_if_changed(root: Path, name: str | PurePath, content: str | bytes) -> bool:
    """Write one file, unless it has that content already.

    :param root: the output folder.
    :param name: path of the file below it. Missing folders are made.
    :param content: text is encoded as UTF-8; its line ends stay as they are.
    :return: True if the file was written.
    :raises OSError: if it cannot be written; then it is unchanged.
    """
    raw = content.encode() if isinstance(content, str) else content
    path = root / name
    if path.is_file() and path.read_bytes() == raw:
        return False
    # Processes of a parallel build may write one file at the same time.
    new = _unfinished(root) / f"{os.getpid()}-{path.name}"
    _write(str(new), raw)
    path.parent.mkdir(parents=True, exist_ok=True)
    new.replace(path)
    return True


def write_folder(root: Path, folder: str | PurePath, contents: Iterable[tuple[str, bytes]]) -> None:
    """Write many files into one folder, whatever they hold now.

    A folder that does not exist yet is moved to its place in one step: thousands of small files
    then cost no more than if each were written in place.

    :param root: the output folder.
    :param folder: path of the folder below the output.
    :param contents: name in the folder and content of each file.
    :raises OSError: if something cannot be written; then each file is unchanged, or new.
    """
    target, new = root / folder, _unfinished(root) / "folder"
    new.mkdir()
    for name, content in contents:
        _write(f"{new}/{name}", content)
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        try:
            new.rename(target)
        except OSError:  # Windows moves no folder with an open file, as in a virus scanner
            target.mkdir()
        else:
            return
    for path in new.iterdir():
        path.replace(target / path.name)
    new.rmdir()


def remove_unfinished(root: Path) -> None:
    """Remove the hidden folder with the unfinished files of a killed build.

    :param root: the output folder.
    """
    shutil.rmtree(root / UNFINISHED, ignore_errors=True)


def _unfinished(root: Path) -> Path:
    """Return the hidden folder, made if it is missing."""
    folder = root / UNFINISHED
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write(path: str, content: bytes) -> None:
    """Write a file in as few system calls as possible."""
    descriptor = os.open(path, _FLAGS, 0o666)
    try:
        written = os.write(descriptor, content)
        while written < len(content):  # if the disk is full, the next call fails
            written += os.write(descriptor, content[written:])
    finally:
        os.close(descriptor)


_PACKAGE = Path(__file__).parents[1]

_ENDINGS = (".py", ".pyc", ".toml", ".mo")
"""Endings of modules, of modules without their source, of the packaged venues, of translations."""


@cache
def code_digest(package: Path = _PACKAGE) -> str:
    """Return a digest of a package's modules and data: paths and contents, in hexadecimal.

    Scripts and stylesheets are not among them: nothing that is stored depends on them.
    """
    made = blake2b(digest_size=12)
    for path in _files(str(package)):
        with open(path, "rb") as file:  # noqa: PTH123  (a third of the time of `read_bytes`)
            content = file.read()
        name = path[len(str(package)) :].replace(os.sep, "/")
        made.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        made.update(content)
    return made.hexdigest()


def _files(folder: str) -> Iterator[str]:
    """Yield the paths of modules and data by name, hidden files left out."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.startswith(("__pycache__", ".")):
                continue
            if entry.is_dir():
                yield from _files(entry.path)
            elif entry.name.endswith(_ENDINGS):
                yield entry.path


CODE = code_digest()
"""Digest of this package."""

DATA_VERSION = int(CODE[:12], 16)
"""The same as a number, for Sphinx: an environment of another number is not loaded at all."""


def is_extra_file(name: str, app: Sphinx) -> bool:
    """Return True if the project has a file of that name in ``html_extra_path``."""
    paths = [Path(app.confdir) / extra for extra in app.config.html_extra_path]
    return any((path / name).is_file() or (path.name == name and path.is_file()) for path in paths)


def start_of_file(path: Path) -> str:
    """Return the first 4096 bytes of a file as text, or "" if there is none."""
    try:
        with path.open("rb") as file:
            return file.read(4096).decode(errors="replace")
    except OSError:
        return ""
