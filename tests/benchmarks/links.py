"""Measure what `sphinx-awesome links` finds, right and wrong, and what it costs; print it.

All that is asked is a server on loopback; every connection of the command is watched. Lists:

ours  the links of this repository's list, all of which lead somewhere
made  a thousand papers with links of every kind: there, gone, moved, archived, withdrawn, closed,
      out of order, and at addresses where no request may go
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from sphinx_awesome.formats import loading  # noqa: E402
from sphinx_awesome.sources.links.link_targets import links_of  # noqa: E402
from tests.sources.server import HOSTS, Reply, WorldServer  # noqa: E402
from tests.sources.world import Code, Work, World  # noqa: E402

_EPOCH = 1_790_000_000
_DAY = 86_400

# Names are known here alone; those below `private` lead to addresses where no request may go.
_COMMAND = """
import socket, sys
with open(sys.argv.pop(1), "a") as log:
    def watch(event, arguments):
        if event == "socket.connect":
            print(arguments[1][0], file=log, flush=True)
    sys.addaudithook(watch)
    real = socket.getaddrinfo
    private = ["10.0.0.1", "127.0.0.1", "169.254.169.254", "::1", "::ffff:8.8.8.8",
               "64:ff9b::a00:1", "224.0.0.1", "fe80::1%lo", "100.64.0.1", "2002:a00:1::1"]
    def lookup(host, port, *more, **others):
        if host.endswith(".private.example"):
            return [(0, 0, 0, "", (private[int(host.partition(".")[0]) % len(private)], port))]
        if host.endswith(".gone.example"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return real(host, port, *more, **others)
    socket.getaddrinfo = lookup
    from sphinx_awesome.cli import main
    sys.exit(main(["links", *sys.argv[1:]]))
"""


class Run(NamedTuple):
    """What one run has found, and what it cost."""

    status: int
    standings: dict[str, str]
    """By paper; a suspect has none."""
    requests: Counter[str]
    seconds: float
    memory: float
    addresses: Counter[str]


class Kind(NamedTuple):
    """A kind of link: its address, and what is to be found of it in the second run."""

    url: Callable[[int], str]
    standing: str = ""
    reply: Reply | None = None


def moved(to: str, status: int = 301) -> Reply:
    return Reply(status, headers={"Location": to})


_THERE = Reply(200, b"<p>", "text/html")


def page(name: str, standing: str = "", reply: Reply = _THERE) -> Kind:
    return Kind(lambda n: f"https://host{n % 40}.example.org/{name}/{n}", standing, reply)


KINDS = {
    "arxiv": Kind(lambda n: f"https://arxiv.org/abs/2101.{n:05}"),
    "arxiv-pdf": Kind(lambda n: f"https://arxiv.org/pdf/2101.{n:05}"),
    "arxiv-gone": Kind(lambda n: f"https://arxiv.org/abs/2112.{n:05}", "dead"),
    "withdrawn": Kind(lambda n: f"https://arxiv.org/abs/2102.{n:05}", "contradicted"),
    "doi": Kind(lambda n: f"https://doi.org/10.5555/a.{n}"),
    "doi-gone": Kind(lambda n: f"https://doi.org/10.5555/gone.{n}", "dead"),
    "code": Kind(lambda n: f"https://github.com/there/code-{n}"),
    "code-2": Kind(lambda n: f"https://github.com/there/code-{n}#readme"),
    "code-gone": Kind(lambda n: f"https://github.com/gone/code-{n}", "dead"),
    "code-moved": Kind(lambda n: f"https://github.com/former/code-{n}", "moved"),
    "code-archived": Kind(lambda n: f"https://github.com/archived/code-{n}", "archived"),
    "page": page("there"),
    "gone": page("gone", "dead", Reply(404)),
    "gone-410": page("gone-410", "dead", Reply(410)),
    "closed-401": page("closed-401", "closed", Reply(401)),
    "closed-403": page("closed-403", "closed", Reply(403)),
    "closed-503": page("closed-503", "closed", Reply(503)),
    "closed-429": Kind(lambda n: f"https://busy{n}.example.org/", "closed", Reply(429)),
    "moved-page": page("moved", "moved", moved("/new")),
    "led-for-now": page("led", "", moved("/new", 302)),
    "out-of-order": Kind(lambda n: f"https://ill{n}.example.org/", "unasked", Reply(500)),
    "no-host": Kind(lambda n: f"https://{n}.gone.example/", "dead"),
    "private": Kind(lambda n: f"https://{n}.private.example/", "unasked"),
    "to-private": page("in", "unasked", moved("http://169.254.169.254/latest")),
    "to-port": page("port", "unasked", moved("https://example.org:8443/")),
}
_UNASKED = {name for name, kind in KINDS.items() if kind.standing == "unasked"}


def run(entries: Path, server: WorldServer, hosts: Iterable[str], day: int, *arguments: str) -> Run:
    """Run the command on a day, and watch it."""
    log = entries.parent / "connections.txt"
    log.write_text("")
    environment = {
        **os.environ,
        "SPHINX_AWESOME_MIRRORS": server.mirrors(hosts=(*HOSTS, *hosts)),
        "XDG_CACHE_HOME": str(entries.parent / "store"),
        "SOURCE_DATE_EPOCH": str(_EPOCH + day * _DAY),
        "GITHUB_TOKEN": "a-token",
    }
    server.seen.clear()
    command = [sys.executable, "-c", _COMMAND, str(log), "--list", str(entries)]
    start = time.perf_counter()
    with subprocess.Popen(
        [*command, "--format", "json", *arguments], env=environment, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    standings = {one["id"]: one["standing"] for one in json.loads(printed) if one["id"]}
    requests = Counter(one.host for one in server.seen)
    addresses = Counter(log.read_text().split())
    memory = usage.ru_maxrss / 1024
    return Run(process.returncode, standings, requests, seconds, memory, addresses)


def print_run(name: str, one: Run) -> None:
    """Print what a run cost."""
    by_api = {host: one.requests[host] for host in HOSTS if one.requests[host]}
    pages = sum(one.requests.values()) - sum(by_api.values())
    longest = max((count for host, count in one.requests.items() if host not in HOSTS), default=0)
    print(
        f"{name}: exit {one.status}; {sum(one.requests.values())} requests "
        f"({', '.join(f'{host} {count}' for host, count in by_api.items())}; pages {pages} of "
        f"{len(one.requests) - len(by_api)} hosts, {longest} at most of one); "
        f"{one.seconds:.1f} s, {one.memory:.0f} MB; connected to {sorted(one.addresses)}; "
        f"standings {dict(Counter(one.standings.values()))}"
    )


def ours(folder: Path) -> None:
    """Ask about the links of the list of this repository."""
    entries = folder / "entries"
    known, _ = loading.load(ROOT / "entries")
    entries.mkdir()
    for path in (ROOT / "entries").glob("*.toml"):
        (entries / path.name).write_bytes(path.read_bytes())
    links = [link for entry in known.entries.values() for link in links_of(entry)]
    ids = {(one.source, one.key): link.entry for link in links for one in link.questions}
    works = [
        Work(entry.title, arxiv=key if source == "arxiv" else "", doi=key * (source == "handles"))
        for (source, key), entry in ids.items()
        if source in {"arxiv", "handles"}
    ]
    code = [Code(key, n) for n, (source, key) in enumerate(ids) if source == "github"]
    pages = [urlsplit(key) for source, key in ids if source == "page"]
    hosts = {one.hostname or "" for one in pages} - set(HOSTS)
    with WorldServer(World(works, code)) as server:
        server.replies |= {f"{one.hostname}{one.path or '/'}": _THERE for one in pages}
        print(f"ours: {len(known.entries)} papers, {len(links)} links")
        print_run("  first run", run(entries, server, hosts, 0))
        print_run("  second run, the same day", run(entries, server, hosts, 0))


def made(folder: Path, papers: int) -> None:
    """Ask about links of every kind; compare what is found with what is so."""
    names = [list(KINDS)[n % len(KINDS)] for n in range(papers)]
    entries = folder / "entries"
    entries.mkdir()
    blocks = [
        f'[[entry]]\nid = "p-{n}"\ntitle = "{title(n)}"\nauthors = ["Ann Ash"]\n'
        f"links.{'pdf' if 'arxiv' in name or name == 'withdrawn' else 'code'} = "
        f'"{KINDS[name].url(n)}"\n'
        for n, name in enumerate(names)
    ]
    (entries / "made.toml").write_text('title = "Made"\n\n' + "\n".join(blocks), encoding="utf-8")
    with WorldServer(world(names)) as server:
        hosts = replies(names, server.replies)
        print(f"made: {papers} papers with a link each, of {len(KINDS)} kinds")
        first = run(entries, server, hosts, 0)
        print_run("  first run", first)
        second = run(entries, server, hosts, 3)
        print_run("  three days later", second)
        third = run(entries, server, hosts, 3)
        print_run("  the same day", third)
    wrong = [n for n, one in enumerate(names) if second.standings.get(f"p-{n}", "") != due(one)]
    early = [n for n in range(papers) if first.standings.get(f"p-{n}") == "dead"]
    print(
        f"  right of {papers}: {papers - len(wrong)}; dead after one run: {len(early)}; "
        f"wrong kinds: {sorted({names[n] for n in wrong})}"
    )


def due(name: str) -> str:
    """What is to be said of a paper; what could not be asked is named by host, not by paper."""
    return "" if name in _UNASKED else KINDS[name].standing


def title(number: int) -> str:
    return f"Reading of Images Number{number} with Transformers"


def world(names: list[str]) -> World:
    works, code = [], []
    for n, name in enumerate(names):
        if name in {"arxiv", "arxiv-pdf", "withdrawn"}:
            number = KINDS[name].url(n).rpartition("/")[2]
            gone = {"has_pdf": False, "comment": "Withdrawn: a mistake"}
            authors = [("Ann", "Ash")]
            works.append(
                Work(title(n), authors, arxiv=number, **(gone if name == "withdrawn" else {}))  # type: ignore[arg-type]
            )
        elif name == "doi":
            works.append(Work(title(n), doi=f"10.5555/a.{n}"))
        elif name in {"code", "code-2"}:
            code.append(Code(f"there/code-{n}", n))
        elif name == "code-moved":
            code.append(Code(f"latter/code-{n}", n, former=[f"former/code-{n}"]))
        elif name == "code-archived":
            code.append(Code(f"archived/code-{n}", n, is_archived=True))
    return World(works, code)


def replies(names: list[str], known: dict[str, Reply]) -> set[str]:
    """Have pages answer; return their hosts."""
    hosts = {f"host{n}.example.org" for n in range(40)}
    known |= {f"{host}/new": _THERE for host in hosts}
    for n, name in enumerate(names):
        if reply := KINDS[name].reply:
            parts = urlsplit(KINDS[name].url(n))
            hosts.add(parts.hostname or "")
            known[f"{parts.hostname}{parts.path}"] = reply
    return hosts


LISTS: Mapping[str, Callable[[argparse.Namespace, Path], None]] = {
    "ours": lambda _options, folder: ours(folder),
    "made": lambda options, folder: made(folder, options.papers),
}


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lists", nargs="*", choices=[[], *LISTS], default=[])
    parser.add_argument("--papers", type=int, default=1_000)
    options = parser.parse_args()
    for name in options.lists or LISTS:
        with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
            LISTS[name](options, Path(folder))


if __name__ == "__main__":
    main()
