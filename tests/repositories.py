"""Small git repositories whose commits have days of their own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path


class Repository:
    """A repository in a folder.

    No setting of the machine that the tests run on has a say in it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, day: str = "2020-01-01", committed: str = "") -> str:
        """Run git; what it commits is authored on a day, and committed on the same or another."""
        environment = os.environ | {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Ann",
            "GIT_AUTHOR_EMAIL": "ann@example.org",
            "GIT_COMMITTER_NAME": "Bob",
            "GIT_COMMITTER_EMAIL": "bob@example.org",
            "GIT_AUTHOR_DATE": _moment(day),
            "GIT_COMMITTER_DATE": _moment(committed or day),
        }
        command = ["git", "-c", "core.autocrlf=false", "-c", "commit.gpgsign=false", *arguments]
        done = subprocess.run(
            command, cwd=self.folder, check=True, capture_output=True, env=environment
        )
        return done.stdout.decode().strip()

    def commit(
        self, day: str, files: Mapping[str, str | bytes | None], *, committed: str = ""
    ) -> str:
        """Write files and commit them, whatever they are; return the hash of the commit.

        :param files: their content by their path; None takes a file away.
        :param committed: the committer's day, if it is not the author's.
        """
        for name, content in files.items():
            path = self.folder / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", "Edit", day=day, committed=committed)
        return self.git("rev-parse", "HEAD")


def _moment(day: str) -> str:
    """Return a day as noon in Greenwich; anything else as it is."""
    return f"{day}T12:00:00+0000" if len(day) == len("2020-01-01") else day
