"""`sphinx-awesome new`: a complete site from a list."""

from __future__ import annotations

import argparse
import dataclasses
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.model import AwesomeList, Venue
from ..core.problem import Severity
from ..core.venues import Venues, key
from . import convert, report
from .usage import UsageError, example, lines, number

if TYPE_CHECKING:
    from ..formats.registry import Reading
    from .usage import Commands


def register(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "new",
        help="make a complete site from a list",
        description="Make a complete site from a list: entry files, pages, settings, a README with "
        "the list, and what Read the Docs and GitHub need. The folder must not be there, or be "
        "empty. What could not be read of the list is said, and what is no paper is kept in "
        "leftover.md.",
        epilog=example("sphinx-awesome new README.md my-list")
        + "Exit status: 0 if all was read, 1 if something was not, 2 on wrong usage.",
    )
    parser.add_argument(
        "source",
        metavar="FROM",
        help="the list: a README in Markdown, a file of BibTeX or TOML, or a directory of entry "
        "files",
    )
    parser.add_argument("target", type=Path, metavar="DIR", help="the folder to make")
    parser.add_argument("--title", default="", help="title of the list (its own, if not given)")
    parser.add_argument(
        "--repository",
        default="",
        metavar="URL",
        help="where the list will be, such as https://github.com/me/my-list; pages then lead to "
        "their source",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make a site and say what was read, what was not, and what comes next."""
    from ..core.links import why_not_url  # noqa: PLC0415
    from .site import SETUP, Site, description_of  # noqa: PLC0415  (pydantic)

    target: Path = arguments.target
    if arguments.source == convert.STANDARD:
        raise UsageError("a site is not made from standard input", "name a file or a directory")
    _refuse(target)
    repository = arguments.repository.rstrip("/")
    if repository and (reason := why_not_url(repository)):
        raise UsageError(f"--repository {repository}: {reason}", "give its address in a browser")
    source = report.visible(arguments.source)
    _progress(f"Reading {source} …")
    reading = convert.read(arguments.source, None)
    if not reading.whole.entries:
        raise UsageError(f"no paper was found in {arguments.source}", "is it a list of papers?")
    whole = dataclasses.replace(
        reading.whole,
        title=arguments.title or reading.whole.title or Path(arguments.source).resolve().stem,
        description=reading.whole.description or description_of(reading.prose.get("", "")),
        repository=repository or reading.whole.repository,
        venues=_all_venues(reading.whole),
    )
    site = Site(whole, reading.paths, reading.prose)
    made = site.files()
    _progress(f"Writing {number(len(made), 'file')} …")
    _write(target, made)
    sys.stdout.writelines(f"{line}\n" for line in lines(reading.problems))
    sys.stdout.writelines(f"{line}\n" for line in _summary(reading, source, "leftover.md" in made))
    shown = report.visible(shlex.quote(str(target)))
    sys.stdout.write(f"\nThe site is in {report.visible(str(target))}. To build it:\n\n")
    sys.stdout.write(f"  cd {shown} && {SETUP} -s docs\n")
    return int(any(problem.severity is Severity.ERROR for problem in reading.problems))


def _all_venues(whole: AwesomeList) -> Venues:
    """The venues of a list, those among them that nobody knows: the site builds without warning."""
    later = [entry.published.venue for entry in whole.entries.values() if entry.published]
    names = [*(entry.venue for entry in whole.entries.values()), *later]
    unknown = {key(name): Venue(name) for name in names if name and not whole.venues.find(name)}
    return Venues([*whole.venues, *unknown.values()])


def _summary(reading: Reading, source: str, has_leftover: bool) -> list[str]:  # noqa: FBT001
    """What was read, and what was not."""
    said = [f"{report.clean(reading.whole).partition(',')[0]} read from {source}"]
    if reading.account is not None:
        totals = reading.account.totals
        parts = ", ".join(f"{count} {kind}" for kind, count in totals.items() if count)
        said.append(f"{number(sum(totals.values()), 'line')}: {parts}")
    if reading.problems:
        said.append(f"{report.summary(reading.problems)}, named above")
    if has_leftover:
        said.append("what is no paper is kept in leftover.md")
    return said


def _refuse(target: Path) -> None:
    """Nothing that is there is ever written over."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise UsageError(f"{target} is no folder", "name one that is not there yet")
    if target.is_dir() and any(target.iterdir()):
        raise UsageError(f"{target} is not empty", "name a folder that is not there yet")


def _progress(what: str) -> None:
    """Say on a terminal what is being done."""
    if sys.stderr.isatty():
        sys.stderr.write(f"{what}\n")
        sys.stderr.flush()


def _write(target: Path, made: dict[str, str]) -> None:
    """Write all files at once: a kill leaves no half of a site under its name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f".{target.name}.new")
    if new.is_symlink() or new.exists():
        shutil.rmtree(new)
    for name, text in made.items():
        path = new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    if target.is_dir():
        target.rmdir()
    new.replace(target)
