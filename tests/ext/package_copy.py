"""Copies of the package whose code a test changes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from .conftest import Site

PACKAGE = Path(__file__).parents[2] / "sphinx_awesome"


def copy_package(folder: Path) -> Path:
    """Copy the package into a folder; return where the copy is."""
    ignore = shutil.ignore_patterns("__pycache__")
    return Path(shutil.copytree(PACKAGE, folder / PACKAGE.name, ignore=ignore))


def edit(package: Path, pattern: str, new: str, *, within: str = "**/*.py") -> None:
    """Replace in the package's modules; at least once."""
    times = 0
    for path in package.glob(within):
        text = path.read_text(encoding="utf-8")
        edited, count = re.subn(pattern, new, text, flags=re.MULTILINE)
        if count:
            path.write_text(edited, encoding="utf-8")
        times += count
    assert times, pattern


def run(package: Path, code: str, *arguments: str, cwd: Path) -> str:
    """Run code with a copy of the package, in a process of its own; return what it prints."""
    environment = {**os.environ, "PYTHONPATH": str(package.parent)}
    head = "import sphinx_awesome; print(sphinx_awesome.__file__)\n"
    done = subprocess.run(
        [sys.executable, "-c", head + code, *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    where, _, printed = done.stdout.partition("\n")
    assert Path(where).parent == package
    return printed


def build(site: Site, package: Path, name: str) -> dict[str, bytes]:
    """Build with a copy of the package; warnings are errors.

    :param name: part of the names of the folders that it builds into.
    """
    code = "import sys; from sphinx.cmd.build import main; sys.exit(main(sys.argv[1:]))"
    arguments = ("-q", "-W", "-d", f"doctrees-{name}", "docs", f"out-{name}")
    run(package, code, *arguments, cwd=site.root)
    outdir = site.root / f"out-{name}"
    return {
        path.relative_to(outdir).as_posix(): path.read_bytes()
        for path in outdir.rglob("*")
        if path.is_file()
    }
