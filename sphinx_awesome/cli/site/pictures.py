"""Pictures beside a README, to be copied into the site that is made of it.

Only what is a picture by its first bytes is read, of a bounded size, from within the folder of the
list: a link out of it, by `..` or by a symbolic link, leads to nothing. SVG may hold scripts, which
run where it is opened by itself, and is left out.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ...core.slugs import slugify

PICTURE_BYTES = 5 * 1024 * 1024
"""Bytes that a picture has at most."""

ALL_PICTURES_BYTES = 50 * 1024 * 1024
"""Bytes that all pictures of a site have at most."""

_SIGNATURES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp"),
)
"""First bytes of each kind of picture, and its ending."""

_FOLDER = "images"


class Pictures:
    """Collects the pictures of a site.

    :param root: the folder of the list.
    """

    def __init__(self, root: Path) -> None:
        self.files: dict[str, bytes] = {}
        """Contents of the pictures, by their paths below the folder of pages."""
        self._root = root.resolve()
        self._by_path: dict[Path, str] = {}
        self._left_bytes = ALL_PICTURES_BYTES

    def add(self, address: str, folder: Path) -> str:
        """Take a picture; return its path below the folder of pages, or "" if it is none.

        :param address: as a README names it.
        :param folder: of that README.
        """
        path = self._path(address, folder)
        if path is None:
            return ""
        if path not in self._by_path:
            self._by_path[path] = self._read(path)
        return self._by_path[path]

    def _path(self, address: str, folder: Path) -> Path | None:
        """Return the file that an address names within the folder of the list, or None."""
        try:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not parts.path:
                return None
            name = unquote(parts.path)
            base = self._root if name.startswith("/") else folder
            path = (base / name.lstrip("/")).resolve()
            is_within = path.is_relative_to(self._root) and path.is_file()
        except (OSError, ValueError, RuntimeError):
            return None
        return path if is_within else None

    def _read(self, path: Path) -> str:
        """Read a picture; return its new path, or "" if it is none, or too large."""
        limit = min(PICTURE_BYTES, self._left_bytes)
        try:
            with path.open("rb") as file:
                content = file.read(limit + 1)
        except OSError:
            return ""
        endings = (ending for start, ending in _SIGNATURES if start.match(content))
        ending = next(endings, "")
        if not ending or len(content) > limit:
            return ""
        self._left_bytes -= len(content)
        stem, number = slugify(path.stem)[:60], 1
        name = f"{_FOLDER}/{stem}.{ending}"
        while name in self.files:
            number += 1
            name = f"{_FOLDER}/{stem}-{number}.{ending}"
        self.files[name] = content
        return name
