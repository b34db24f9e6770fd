"""The year of a list, as the documentation tells it, done on a copy of the sample list."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from sphinx_awesome.cli import main
from sphinx_awesome.core.identifiers import repository_in_url
from sphinx_awesome.core.model import AwesomeList
from sphinx_awesome.core.person_names import parse_name
from sphinx_awesome.core.venues import VenueKind
from sphinx_awesome.formats import toml

from ..sources.server import HOSTS, Reply, WorldServer
from ..sources.world import Code, Name, Work, World
from .conftest import DOCS, Block, read_blocks

PAGE = DOCS / "how-to" / "the-year-of-a-list.md"
SAMPLE = DOCS.parent / "tests" / "sample" / "entries"
YEAR = 2026

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the commands of a shell are run")

THERE = Reply(200, b"<p>", "text/html")


# -- what sources say of the list ------------------------------------------------------------------


def names(authors: tuple[str, ...]) -> list[Name | str]:
    parsed = [parse_name(author) for author in authors]
    return [(name.given, name.family) if name.given else name.family for name in parsed]


def works(known: AwesomeList) -> Iterator[Work]:
    """What arXiv and Crossref say of a list of which all is true."""
    for entry in known.entries.values():
        later, latest = entry.published, entry.latest
        if entry.arxiv:
            year = 2000 + int(entry.arxiv[:2])
            doi = later.doi if later else ""
            yield Work(
                entry.title, names(entry.authors), arxiv=entry.arxiv, arxiv_doi=doi, submitted=year
            )
        if latest.doi:
            venue = known.venues.get(latest.venue)
            is_journal = venue.kind is VenueKind.JOURNAL
            yield Work(
                latest.title,
                names(entry.authors),
                doi=latest.doi,
                type="journal-article" if is_journal else "proceedings-article",
                containers=[venue.full or venue.name],
                printed=latest.year or 0,
            )


class ListWorld:
    """What sources say in the course of a year, by the headings of the page."""

    def __init__(self, known: AwesomeList, server: WorldServer) -> None:
        self._server = server
        links = [url for entry in known.entries.values() for url in entry.links.values()]
        code = dict.fromkeys(filter(None, map(repository_in_url, links)))
        server.world = World(works(known), [Code(one, n) for n, one in enumerate(code, 1)])
        pages = {urlsplit(url) for url in links}
        self.hosts = (*HOSTS, *sorted({one.hostname or "" for one in pages} - set(HOSTS)))
        asked_by_id = {"arxiv.org", "doi.org", "github.com"}
        for one in pages:
            if one.hostname not in asked_by_id:
                server.replies[f"{one.hostname}{one.path}"] = THERE

    def arrive_at(self, what: str) -> None:
        """Have happen what a heading tells."""
        events: Mapping[str, Callable[[], None]] = {
            "a new paper": self._submit,
            "the pull request of the week": self._publish,
            "a link that is not there": self._take_down,
            "a withdrawn paper": self._withdraw,
            "a wrong number": self._name_another,
        }
        if event := events.get(what):
            event()

    def _submit(self) -> None:
        title = "A Survey of Surveys on Learning from Medical Images and Text"
        authors: list[Name | str] = [("Ann", "Ash"), ("Bob", "Birch")]
        self._server.world.arxiv["2601.01234"] = Work(
            title, authors, arxiv="2601.01234", submitted=YEAR
        )

    def _publish(self) -> None:
        arxiv = self._server.world.arxiv
        doi = "10.1016/j.media.2026.100001"
        arxiv["2302.13069"] = preprint = replace(arxiv["2302.13069"], arxiv_doi=doi)
        self._server.world.crossref[doi] = replace(
            preprint,
            arxiv="",
            doi=doi,
            type="journal-article",
            containers=["Medical Image Analysis"],
            printed=YEAR,
        )

    def _take_down(self) -> None:
        self._server.replies["chaoyi-wu.github.io/MedKLIP/"] = Reply(404)
        self._server.captures["https://chaoyi-wu.github.io/MedKLIP/"] = ["20260114093000"]

    def _withdraw(self) -> None:
        arxiv = self._server.world.arxiv
        comment = "This paper has been withdrawn by the authors"
        arxiv["2305.16685"] = replace(arxiv["2305.16685"], comment=comment, has_pdf=False)

    def _name_another(self) -> None:
        title = "Tidal Locking of Moons Around Cold Planets"
        self._server.world.arxiv["2107.03126"] = Work(
            title, [("Eve", "Elm")], arxiv="2107.03126", submitted=2021
        )


# -- the page --------------------------------------------------------------------------------------


class Step(NamedTuple):
    """A step of the year."""

    day: datetime
    what: str
    blocks: list[Block]


def steps() -> list[Step]:
    text = PAGE.read_text(encoding="utf-8")
    _, *parts = re.split(r"^## (\d+ \w+): (.+)$", text, flags=re.MULTILINE)
    return [
        Step(
            datetime.strptime(f"{day} {YEAR}", "%d %B %Y").replace(tzinfo=UTC),
            what,
            read_blocks(body),
        )
        for day, what, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    ]


class Year:
    """The commands of the page, run one after the other."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._monkeypatch = monkeypatch

    def arrive(self, day: datetime) -> None:
        """Set the clock."""
        self._monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(day.timestamp())))
        for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
            self._monkeypatch.setenv(name, day.isoformat())

    def run(self, session: str, capsys: pytest.CaptureFixture[str]) -> None:
        """Run the commands of a session; what it shows must be among what they print, in order."""
        for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
            command, _, expected = part.partition("\n")
            printed = self._output(command, capsys)
            lines = iter(printed.replace("\\", "/").splitlines())
            for line in filter(None, expected.splitlines()):
                if line != "…":
                    assert any(line == one for one in lines), f"{command}: {line}\n{printed}"

    def _output(self, command: str, capsys: pytest.CaptureFixture[str]) -> str:
        words = shlex.split(command)
        if words[0] == "cd":
            self.folder /= words[1]
            self._monkeypatch.chdir(self.folder)
            return ""
        if words[0] == "sphinx-awesome":
            capsys.readouterr()
            status = main(words[1:])
            printed = capsys.readouterr()
            assert status in {0, 1}, f"{command}: {printed.err}"
            return re.sub(r": \d+ s\b", ": 1 s", printed.out)
        if words[0] == "sphinx-build":
            command = shlex.join([sys.executable, "-m", "sphinx", *words[1:]])
        done = subprocess.run(
            ["sh", "-c", command], cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), command
        return done.stdout

    def apply(self, block: Block) -> None:
        """Make the change that a diff shows; its lines stand together in the file once."""
        path = self.folder / block.caption
        text = path.read_text(encoding="utf-8")
        lines = block.text.splitlines()
        before = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "+")
        after = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "-")
        assert text.count(before) == 1, f"{block.caption}\n{before}\n{text}"
        path.write_text(text.replace(before, after), encoding="utf-8")


def addresses(site: Path) -> set[str]:
    """Return the addresses of a site that somebody may have kept.

    Those of its pages and files, and of the card of each paper: a paper that has gone has a page
    still, to which the address of its card leads.
    """
    found = set()
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not name.startswith(("_", ".")):
            found.add(name)
        if path.suffix == ".html":
            text = path.read_text(encoding="utf-8")
            found |= {f"p/{one}.html" for one in re.findall(r'id="paper-([\w-]+)"', text)}
    return found


def test_the_year_of_a_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in os.environ if name.startswith(("GIT", "GH_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ada@example.org")
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))
    monkeypatch.setenv("GITHUB_TOKEN", "ghp_x")  # one request in place of fifty
    shutil.copytree(SAMPLE, tmp_path / "entries")
    known, _ = toml.load(SAMPLE)
    monkeypatch.chdir(tmp_path)
    year = Year(tmp_path, monkeypatch)
    site = tmp_path / "my-list" / "docs" / "_build" / "html"
    with WorldServer() as server:
        world = ListWorld(known, server)
        monkeypatch.setenv("SPHINX_AWESOME_MIRRORS", server.mirrors(hosts=world.hosts))
        for step in steps():
            year.arrive(step.day)
            world.arrive_at(step.what)
            for block in step.blocks:
                if block.language == "diff":
                    year.apply(block)
                elif block.language == "console":
                    year.run(block.text, capsys)
            if step.what == "the first day":
                first = addresses(site)
                shutil.rmtree(site)  # the next build is to be whole
    now = addresses(site)
    assert len(first) > 140
    assert first - now == set()
    assert subprocess.check_output(["git", "status", "--porcelain"]) == b""
