"""Measure what `sphinx-awesome update` learns, right and wrong, and what it costs; print it.

All sources are a server on loopback. What a list says of its papers is what the sources say; then
it is taken from a copy of the list, and `update` is to find it again. Questions:

published  what preprints became: all `published` of the list is taken away
authors    authors of forty entries are taken away
lies       sources that tell of other papers, of homonyms, of the future: nothing may be written
down       every source fails in every way: nothing may be written (a quarter of an hour)
kills      a run is killed fifty times: each file is as before or as after
requests   a thousand papers: requests, seconds and memory, and those of a second run
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from measure import run as measured

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from sphinx_awesome.core.model import AwesomeList  # noqa: E402
from sphinx_awesome.core.person_names import parse_name  # noqa: E402
from sphinx_awesome.formats import loading  # noqa: E402
from tests.sources.server import HOSTS, Fault, WorldServer  # noqa: E402
from tests.sources.world import Name, Work, World  # noqa: E402

_DAY = "1790000000"  # SOURCE_DATE_EPOCH, in September 2026
_ALL = "identity,authors,ids,published,withdrawn"


class Workplace:
    """A copy of a list, and an empty store of answers."""

    def __init__(self, folder: Path, files: Path | Mapping[str, str]) -> None:
        self.entries = folder / "entries"
        self._store = folder / "store"
        if isinstance(files, Path):
            shutil.copytree(files, self.entries)
        else:
            self.entries.mkdir(parents=True)
            for name, text in files.items():
                (self.entries / name).write_text(text, encoding="utf-8")

    def texts(self) -> dict[str, str]:
        return {path.name: path.read_text(encoding="utf-8") for path in self.entries.glob("*.toml")}

    def write(self, texts: Mapping[str, str]) -> None:
        for name, text in texts.items():
            (self.entries / name).write_text(text, encoding="utf-8")

    def forget(self) -> None:
        shutil.rmtree(self._store, ignore_errors=True)

    def command(self, *arguments: str) -> list[str]:
        command = [sys.executable, "-m", "sphinx_awesome", "update", "--list", str(self.entries)]
        return [*command, *arguments]

    def environment(self, server: WorldServer) -> dict[str, str]:
        return {
            **os.environ,
            "SPHINX_AWESOME_MIRRORS": server.mirrors(),
            "XDG_CACHE_HOME": str(self._store),
            "SOURCE_DATE_EPOCH": _DAY,
        }

    def update(self, server: WorldServer, *arguments: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            self.command(*arguments),
            env=self.environment(server),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode == 2 or "Traceback" in done.stderr:
            raise RuntimeError(done.stderr)
        return done


def names(authors: tuple[str, ...]) -> list[Name | str]:
    parsed = [parse_name(author) for author in authors]
    return [(name.given, name.family) if name.given else name.family for name in parsed]


def works_of(known: AwesomeList) -> Iterator[Work]:
    """What sources say of the papers of a list: arXiv of the preprint, Crossref of the article.

    A third of those without a DOI of the article has arXiv's comment, a third its reference.
    """
    for number, entry in enumerate(known.entries.values()):
        since = entry.published
        venue = known.venues.get(since.venue if since else entry.venue)
        announcement = f"{since.venue} {since.year}" if since and not since.doi else ""
        submitted = 2000 + int(entry.arxiv[:2]) if entry.arxiv[:2].isdigit() else entry.year or 2020
        if entry.arxiv:
            yield Work(
                entry.title,
                names(entry.authors),
                arxiv=entry.arxiv,
                submitted=submitted,
                arxiv_doi=since.doi if since else "",
                comment=f"Accepted at {announcement}" if announcement and number % 3 == 0 else "",
                journal_ref=announcement if number % 3 == 1 else "",
            )
        doi = since.doi if since else entry.doi
        if doi or since:
            yield Work(
                (since and since.title) or entry.title,
                names(entry.authors),
                doi=doi or f"10.5555/benchmark.{number}",
                type="journal-article" if venue.kind == "journal" else "proceedings-article",
                containers=[venue.full or venue.name],
                printed=(since.year if since else 0) or entry.year,
            )


def published(folder: Path, entries: Path) -> None:
    """Take away all that preprints became; count what is found again."""
    known, _ = loading.load(entries)
    place = Workplace(folder, entries)
    place.write({name: without(text, r"published\.") for name, text in place.texts().items()})
    before = place.texts()
    wanted = {entry.id: entry.published for entry in known.entries.values() if entry.published}
    with WorldServer(World(works_of(known))) as server:
        items = json.loads(place.update(server, "--all", "--format", "json", "--only", _ALL).stdout)
        proposed: dict[str, dict[str, object]] = {}
        for item in items:
            group, _, field = item["field"].partition(".")
            if group == "published":
                proposed.setdefault(item["id"], {"standing": item["standing"]})[field] = item["new"]
        right = 0
        for id_, since in wanted.items():
            got = proposed.get(id_, {})
            same = got.get("year") == since.year and (
                known.venues.get(str(got.get("venue"))) == known.venues.get(since.venue)
            )
            right += same
            if not same:
                print(f"  {id_}: {got} instead of {since}")
        certain = sum(got["standing"] == "certain" for got in proposed.values())
        place.update(server, "--write", "--only", _ALL)
        asked, written = len(server.seen), place.texts()
        place.update(server, "--write", "--only", _ALL)
        again = len(server.seen) - asked
        changed = place.texts() != written
    same_lines = all(
        is_subsequence(before[name].split("\n"), written[name].split("\n")) for name in before
    )
    print(
        f"published: {right} of {len(wanted)} right, {certain} of them certain; "
        f"{len(proposed.keys() - wanted.keys())} made up; other lines "
        f"{'unchanged' if same_lines else 'CHANGED'}; second run: {again} requests, "
        f"{'CHANGES' if changed else 'no change'}"
    )


def authors(folder: Path, entries: Path) -> None:
    """Take the authors from forty entries that have an id."""
    known, _ = loading.load(entries)
    may = [
        entry
        for entry in known.entries.values()
        if entry.authors and not entry.has_more_authors and (entry.arxiv or entry.doi)
    ]
    chosen = {entry.id for entry in may[:40]}
    place = Workplace(folder, entries)
    place.write({name: without(text, "authors", chosen) for name, text in place.texts().items()})
    with WorldServer(World(works_of(known))) as server:
        place.update(server, "--all", "--write", "--only", "authors")
    now, _ = loading.load(place.entries)
    right = sum(now.entries[id_].authors == known.entries[id_].authors for id_ in chosen)
    print(f"authors: {right} of {len(chosen)} right again")


_WORDS = (
    *("Graph", "Image", "Report", "Lung", "Vision"),
    *("Language", "Retina", "Signal", "Tumour", "Memory"),
)
_THESE = (("Ann", "Ash"), ("Bob", "Birch"), ("Cid", "Cedar"))
_OTHERS = (("Xu", "Xylo"), ("Yves", "Yew"), ("Zoe", "Zinn"))
_JOURNAL = "Medical Image Analysis"


def title(number: int) -> str:
    first, second = _WORDS[number % 10], _WORDS[number // 10 % 10]
    return f"{first} Learning for {second} Analysis in Hospital Number{number} Study"


def block(number: int, **fields: str) -> str:
    """The block of an entry; a field given as "" is left out."""
    values = {
        "authors": '["Ann Ash", "Bob Birch", "Cid Cedar"]',
        "venue": '"arXiv"',
        "year": "2022",
        "arxiv": f'"2201.{number:05d}"',
        **fields,
    }
    lines = [f"{key} = {value}\n" for key, value in values.items() if value]
    return f'[[entry]]\nid = "p-{number}"\ntitle = "{title(number)}"\n{"".join(lines)}\n'


def of_others(work: Work) -> Work:
    """The record of another paper, under the same ids."""
    return replace(work, title="Growing Roses in the Deep Shade", authors=_OTHERS)


def lies(folder: Path, _: Path) -> None:
    """Thirty papers of which sources tell what is not so, or what only one says."""
    works: list[Work] = []
    text = 'title = "Lies"\n\n'
    for number in range(30):
        doi, arxiv = f"10.5555/lie.{number}", f"2201.{number:05d}"
        fields: dict[str, str] = {}
        preprint = Work(title(number), _THESE, arxiv=arxiv)
        article = Work(title(number), _THESE, doi=doi, containers=[_JOURNAL], printed=2023)
        match number % 6:
            case 0:  # another paper stands under the number
                works.append(of_others(replace(preprint, arxiv_doi=doi)))
                works.append(of_others(article))
            case 1:  # a homonym by others
                works += preprint, replace(article, authors=_OTHERS)
            case 2:  # one witness alone
                works.append(replace(preprint, comment="Accepted at MICCAI 2023"))
            case 3:  # years ahead
                works += replace(preprint, arxiv_doi=doi), replace(article, printed=2031)
            case 4:  # authors from A to Z, as registrars sort them
                fields = {"arxiv": "", "authors": "", "doi": f'"{doi}"', "venue": '"NeurIPS"'}
                series = ["Advances in Neural Information Processing Systems"]
                works.append(replace(article, containers=series, printed=2022))
            case 5:  # arXiv names the DOI of another paper
                works += replace(preprint, arxiv_doi=doi), of_others(article)
        text += block(number, **fields)
    place = Workplace(folder, {"lies.toml": text})
    with WorldServer(World(works)) as server:
        place.update(server, "--all", "--write", "--only", _ALL)
    wrong = len(re.findall(r"(?m)^(?:published|authors|doi)\b", place.texts()["lies.toml"]))
    print(f"lies: {wrong - len(re.findall(r'(?m)^(?:authors|doi)', text))} written of 30")


#: Unusual and right.
_NO_FAULTS = {Fault.GZIP, Fault.DEFLATE, Fault.RAW_DEFLATE}


def down(folder: Path, _: Path) -> None:
    """Let each source fail in each way: exit status 3, and no change."""
    works, text = preprints(12)
    wrong, tried = [], 0
    with WorldServer(World(works)) as server:
        for fault in set(Fault) - _NO_FAULTS:
            place = Workplace(folder / fault.name, {"papers.toml": text})
            for host in HOSTS:
                server.misbehave(host, fault)
            code = place.update(server, "--all", "--write", "--only", _ALL).returncode
            server.behave()
            tried += 1
            if code != 3 or place.texts() != {"papers.toml": text}:
                wrong.append(f"{fault.name} ({code})")
    print(f"down: {tried} ways, {len(wrong)} wrong {' '.join(wrong)}")


def preprints(count: int) -> tuple[list[Work], str]:
    """Preprints that have appeared in a journal, without authors; and the entry file of them."""
    works: list[Work] = []
    text = 'title = "Preprints"\n\n'
    for number in range(count):
        doi = f"10.5555/b.{number}"
        arxiv = f"2201.{number:05d}"
        text += block(number, authors="")
        works.append(Work(title(number), _THESE, arxiv=arxiv, arxiv_doi=doi))
        works.append(Work(title(number), _THESE, doi=doi, containers=[_JOURNAL], printed=2023))
    return works, text


def kills(folder: Path, _: Path) -> None:
    """Kill fifty runs, at moments spread over the time that one takes."""
    works, text = preprints(60)
    place = Workplace(folder, {"papers.toml": text})
    arguments = ("--write", "--all", "--only", "authors,published")
    with WorldServer(World(works)) as server:
        started = time.perf_counter()
        place.update(server, *arguments)
        seconds = time.perf_counter() - started
        after = place.texts()["papers.toml"]
        states: Counter[str] = Counter()
        moment = random.Random(3)
        for number in range(50):
            place.write({"papers.toml": text})
            if number % 10 == 0:
                place.forget()
            with subprocess.Popen(
                place.command(*arguments),
                env=place.environment(server),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            ) as process:
                time.sleep(moment.uniform(0.1, 1.1) * seconds)
                process.kill()
            now = place.texts()["papers.toml"]
            states["as before" if now == text else "as after" if now == after else "WRONG"] += 1
        place.write({"papers.toml": text})
        place.update(server, *arguments)
        again = "equal" if place.texts()["papers.toml"] == after else "DIFFERENT"
    print(f"kills: {dict(states)}; run again: {again}")


def requests(folder: Path, _: Path) -> None:
    """Ask about a thousand papers of which a quarter has appeared; then once more."""
    works: list[Work] = []
    text = 'title = "Thousand"\n\n'
    for number in range(1000):
        doi = f"10.5555/b.{number}" if number % 4 == 1 else ""
        text += block(number, **({} if number % 4 == 0 else {"authors": ""}))
        works.append(Work(title(number), _THESE, arxiv=f"2201.{number:05d}", arxiv_doi=doi))
        if doi:
            works.append(Work(title(number), _THESE, doi=doi, containers=[_JOURNAL], printed=2023))
    place = Workplace(folder, {"papers.toml": text})
    with WorldServer(World(works)) as server:
        os.environ.update(place.environment(server))
        for run in ("first", "second"):
            seen = len(server.seen)
            script = (
                "import sys; from sphinx_awesome.cli import main; assert main(sys.argv[1:]) < 2"
            )
            arguments = place.command("--write", "--all", "--only", _ALL)[3:]
            cost = measured([sys.executable, "-c", script, *arguments])
            hosts = Counter(request.host for request in server.seen[seen:])
            print(
                f"requests, {run} run: {dict(hosts) or 'none'}; {cost.wall:.1f} s, "
                f"{cost.cpu:.1f} s of processor, {cost.peak:.0f} MB"
            )


def without(text: str, field: str, ids: set[str] | None = None) -> str:
    """Take the lines of a field out of an entry file, of some entries or of all."""
    lines = []
    current, inside = "", False
    for line in text.split("\n"):
        if match := re.match(r'id = "(.*)"', line):
            current = match[1]
        if re.match(rf"{field}", line) and (ids is None or current in ids):
            inside = line.rstrip().endswith("[")
        elif inside:
            inside = line.rstrip() != "]"
        else:
            lines.append(line)
    return "\n".join(lines)


def is_subsequence(lines: list[str], others: list[str]) -> bool:
    rest = iter(others)
    return all(any(line == other for other in rest) for line in lines)


QUESTIONS: tuple[Callable[[Path, Path], None], ...] = (
    *(published, authors, lies, down, kills, requests),
)


def main() -> None:
    """Answer the questions that are named, or all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("questions", nargs="*", metavar="QUESTION")
    parser.add_argument("--list", type=Path, default=ROOT / "entries", help="whose facts are used")
    options = parser.parse_args()
    for question in QUESTIONS:
        if not options.questions or question.__name__ in options.questions:
            with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
                question(Path(folder, "place"), options.list)


if __name__ == "__main__":
    main()
