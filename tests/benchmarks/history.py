"""Measure how long `sphinx-awesome update --only added` takes in a long history, and print it.

The list was one README, to which each commit added a few papers in the middle; the last commit
moved all of them into entry files. One large file is the hardest case: git compares it anew for
each commit. Making the repository takes some minutes.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import lists
import sites
from measure import Cost, run

_START, _STEP = 1_500_000_000, 40_000  # seconds since 1970


def main() -> None:
    """Make a history, date its papers, and print what that costs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--commits", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        make(Path(folder), options.papers, options.commits)
        # Nothing is written, so that each round finds the same; exit status 1 says so.
        update = [sys.executable, "-c", _UPDATE, str(Path(folder, "entries"))]
        cost = Cost.median([run(update) for _ in range(options.rounds)])
    print(
        f"{options.papers:,} papers, {options.commits:,} commits: "
        f"{cost.cpu:.2f} s of processor, {cost.wall:.2f} s, {cost.peak:.0f} MB"
    )


_UPDATE = """
import sys
from sphinx_awesome.cli import main
assert main(["update", "--only", "added", "--list", sys.argv[1]]) == 1
"""


def make(folder: Path, papers: int, commits: int) -> None:
    """Make a repository of so many papers and commits, with its last files on the disk."""
    subprocess.run(["git", "init", "-q", "--initial-branch=main", folder], check=True)
    with subprocess.Popen(
        ["git", "fast-import", "--quiet"], cwd=folder, stdin=subprocess.PIPE
    ) as process:
        assert process.stdin
        for piece in history(papers, commits):
            process.stdin.write(piece)
    if process.returncode:
        raise RuntimeError("git fast-import failed")
    subprocess.run(["git", "reset", "-q", "--hard"], cwd=folder, check=True)


def history(papers: int, commits: int) -> Iterator[bytes]:
    """Yield the commands of a history for `git fast-import`."""
    random = Random(papers)
    sections = lists.make(papers)
    left = [paper for section in sections for paper in section.papers]
    random.shuffle(left)
    lines = [b"# A list\n", b"\n"]
    for number in range(commits):
        yield from _commit(number)
        for _ in range(papers * (number + 1) // commits - papers * number // commits):
            lines.insert(random.randint(2, len(lines)), _line(left.pop()))
        yield from _file("README.md", b"".join(lines))
    yield from _commit(commits)
    yield b"D README.md\n"
    with tempfile.TemporaryDirectory() as folder:
        sites.ours(Path(folder), sections)
        for path in sorted(Path(folder, "entries").glob("*.toml")):
            yield from _file(f"entries/{path.name}", path.read_bytes())


def _line(paper: lists.Paper) -> bytes:
    links = " ".join(f"[[{label}]]({url})" for label, url in paper.links)
    line = f"- [**{paper.venue} {paper.year}**] {paper.title}, {', '.join(paper.authors)} {links}\n"
    return line.encode()


def _commit(number: int) -> Iterator[bytes]:
    who = f"A <a@example.org> {_START + number * _STEP} +0000"
    yield f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata 1\nx\n".encode()


def _file(name: str, content: bytes) -> Iterator[bytes]:
    yield f"M 100644 inline {name}\ndata {len(content)}\n".encode()
    yield content
    yield b"\n"


if __name__ == "__main__":
    main()
