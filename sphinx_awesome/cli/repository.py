"""Where the files beside a README are on the web."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from ..core.links import files_of, why_not_url

_SHORT = re.compile(r"(?:ssh://)?[\w.-]+@(?P<host>[\w.-]+)(?::\d+(?=/))?[:/](?P<path>.+)")
"""``git@github.com:me/my-list.git``, ``ssh://git@github.com/me/my-list``"""


def folder_of(readme: Path, repository: str = "") -> str:
    """The address of the folder that a README is in, with a slash at its end, or "".

    That is known if git keeps the README, and where its `origin` is; else it is taken for the
    README at the root of a repository.

    :param repository: address of that repository, if it is known.
    """
    kept = _git(readme, "ls-files", "-z", "--full-name", "--", readme.name).rstrip("\0")
    if kept and (files := files_of(page_of(_git(readme, "remote", "get-url", "origin")))):
        return files + kept.removesuffix(readme.name)
    return files_of(repository)


def page_of(remote: str) -> str:
    """The page of a repository on the web, from the address that git fetches it from; or "".

    >>> page_of("git@github.com:me/my-list.git")
    'https://github.com/me/my-list'
    """
    if match := _SHORT.fullmatch(remote):
        remote = f"https://{match['host']}/{match['path']}"
    remote = re.sub(r"^https://[^/@]*@", "https://", remote)  # a user name, or a secret
    remote = remote.rstrip("/").removesuffix(".git")
    return "" if why_not_url(remote) else remote


def _git(beside: Path, *arguments: str) -> str:
    """What git says in the folder of a file, or "" if it is not there or has nothing to say."""
    try:
        done = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607
            cwd=beside.resolve().parent,
            capture_output=True,
            text=True,
            encoding="utf-8",  # of names of files, whatever the console has
            errors="replace",
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
