"""What is on the disk before each call by which a build changes its output.

A build that is killed leaves that and nothing else: so one build shows all that kills can leave.
"""

from __future__ import annotations

import builtins
import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

#: Calls that change something; `os.write` is taken in two halves.
CALLS = ("open", "write", "replace", "rename", "mkdir", "unlink", "remove", "rmdir")


def state_of(folder: Path) -> tuple[tuple[str, int, int, int], ...]:
    """What tells one state of a folder from the next: names, sizes, times and files."""
    states = []
    for path, _, names in os.walk(folder):
        for name in ("", *names):
            status = Path(path, name).stat()
            states.append((f"{path}/{name}", status.st_ino, status.st_size, status.st_mtime_ns))
    return tuple(sorted(states))


class Snapshots:
    """Copies of a folder in the order in which a build leaves it so.

    :param every: of as many states, one is copied.
    """

    def __init__(self, folder: Path, copies: Path, every: int = 1) -> None:
        self.paths: list[Path] = []
        self.states = 0
        self._folder, self._copies, self._every = folder, copies, every
        self._before: object = None
        self._busy = True

    def start(self, *_: object) -> None:
        """From now on; a listener for any event."""
        self._busy = False

    def take(self) -> None:
        """Copy the folder, if it has changed."""
        if self._busy:
            return
        self._busy = True
        if (state := state_of(self._folder)) != self._before:
            self._before = state
            if self.states % self._every == 0:
                path = self._copies / f"{self.states:03}"
                shutil.copytree(self._folder, path)
                self.paths.append(path)
            self.states += 1
        self._busy = False

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Before each call of the operating system, and with files that are opened but empty."""
        with pytest.MonkeyPatch.context() as patched:
            for name in CALLS:
                patched.setattr(os, name, self._wrapped(name, getattr(os, name)))
            patched.setattr(io, "open", opener := self._opening(io.open))
            patched.setattr(builtins, "open", opener)
            yield

    def _wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401
            self.take()
            if name == "write" and not self._busy:
                descriptor, content = arguments
                half = call(descriptor, content[: len(content) // 2])
                self.take()
                return half + call(descriptor, content[half:])
            return call(*arguments, **options)

        return wrapped

    def _opening(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
            if mode[0] not in "wxa":
                return call(file, mode, *arguments, **options)
            self.take()
            opened = call(file, mode, *arguments, **options)
            self.take()
            return opened

        return wrapped
