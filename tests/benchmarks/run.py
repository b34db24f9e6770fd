"""Measure builds of the same papers made in several ways, in turns, and print ratios.

Sizes are numbers of papers, or `real` for the list of this repository. Sites: `ours`;
`empty`, as many pages without papers; `raw`, our pages, each one piece of HTML made beforehand;
`cards`, written by hand with sphinx-design; if asked for, `ours-j2`, in two processes, and
`raw-shared`, raw with our sidebar, which is rendered once, and our stems. Scenarios:
`full`, nothing built before; `no-op`, nothing changed since; `edit`, one title changed since;
`check`, no build but `sphinx-awesome check` of the whole list.

A number is a median of whole processes. Seconds differ between machines: read the ratios.
"""

from __future__ import annotations

import argparse
import math
import platform
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import metadata
from itertools import pairwise, product
from pathlib import Path

import lists
import sites
from measure import Cost, run

SITES = {
    "ours": sites.ours,
    "ours-j2": sites.ours,
    "empty": sites.empty,
    "raw": sites.raw,
    "raw-shared": sites.raw_shared,
    "cards": sites.cards,
}
DEFAULT_SITES = ("ours", "empty", "raw", "cards")
SCENARIOS = ("full", "no-op", "edit", "check")
Costs = dict[tuple[str, str], list[Cost]]


def main() -> None:
    """Measure what the command line asks for, and print it as Markdown."""
    options = arguments().parse_args()
    print(f"`{' '.join(['python', 'tests/benchmarks/run.py', *sys.argv[1:]])}`")
    print(f"\n{', '.join(versions())}", flush=True)
    results: dict[str, dict[tuple[str, str], Cost]] = {}
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        for size in options.sizes:
            names = [name for name in options.sites if size != "real" or name in ("ours", "empty")]
            costs = measure(Path(folder, size), size, names, options)
            results[size] = {key: Cost.median(values) for key, values in costs.items()}
            print("\n".join(table(size, names, options.scenarios, results[size])), flush=True)
    print("\n".join(slopes(results)))


def versions() -> Iterator[str]:
    """What was measured, and what makes a difference to it where it is installed."""
    yield f"Python {platform.python_version()}"
    for name in ("Sphinx", "furo", "docutils", "PyStemmer"):
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"no {name}"


def arguments() -> argparse.ArgumentParser:
    """The options of the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", nargs="+", default=["real", "120", "1000", "10000"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sites", nargs="+", choices=SITES, default=DEFAULT_SITES)
    parser.add_argument("--scenarios", nargs="+", choices=SCENARIOS, default=list(SCENARIOS))
    return parser


def measure(folder: Path, size: str, names: Iterable[str], options: argparse.Namespace) -> Costs:
    """Build each site in turn, round after round: what disturbs the machine disturbs all."""
    costs: Costs = {}
    sections = real_sections() if size == "real" else lists.make(int(size))
    for turn, name in product(range(options.rounds), names):
        write = sites.real if (size, name) == ("real", "ours") else SITES[name]
        # Nothing is deleted before the end: ext4 is slow to give away again what just was.
        source, built = folder / name, folder / f"{name}-built-{turn}"
        write(source, sections)
        for scenario in SCENARIOS:
            if not measurable(size, name, scenario):
                continue
            if scenario == "edit":
                write(source, edited(sections, turn))
            cost = run(command(name, scenario, source, built))
            if scenario in options.scenarios:
                costs.setdefault((name, scenario), []).append(cost)
    return costs


def measurable(size: str, name: str, scenario: str) -> bool:
    """Whether a scenario means anything for a site."""
    if scenario == "edit":
        return size != "real" and name != "empty"
    return scenario != "check" or name == "ours"


def command(name: str, scenario: str, source: Path, built: Path) -> list[str]:
    """What builds or checks a site."""
    if scenario == "check":
        return [sys.executable, "-m", "sphinx_awesome", "check", str(source / "entries")]
    return [
        *(sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"),
        *("-j", "2" if name.endswith("-j2") else "1", "-d", str(built / "doctrees")),
        *(str(source), str(built / "html")),
    ]


def real_sections() -> list[lists.Section]:
    """The task areas of this repository's list, without their papers."""
    text = (sites.ENTRIES / "_list.toml").read_text(encoding="utf-8")
    return [lists.Section(name, name, ()) for name in tomllib.loads(text)["sections"]]


def edited(sections: list[lists.Section], turn: int) -> list[lists.Section]:
    """The list with one title changed, in a section in its middle."""
    middle = len(sections) // 2
    section = sections[middle]
    first, *others = section.papers
    first = replace(first, title=f"{first.title} revised {turn} times")
    return [
        *sections[:middle],
        replace(section, papers=(first, *others)),
        *sections[middle + 1 :],
    ]


def table(
    size: str, names: Iterable[str], scenarios: Iterable[str], costs: dict[tuple[str, str], Cost]
) -> Iterator[str]:
    """A table of a size: each site in each scenario, and ours as a multiple of it."""
    yield f"\n**{size}**\n" if size == "real" else f"\n**{int(size):,} papers**\n"
    yield "| build | site | processor s | wall s | peak MB | ours, processor | ours, wall |"
    yield "|---|---|--:|--:|--:|--:|--:|"
    for scenario in scenarios:
        ours = costs.get(("ours", scenario))
        for name in names:
            cost = costs.get((name, scenario))
            if cost is None:
                continue
            numbers = f"{cost.cpu:.2f} | {cost.wall:.2f} | {cost.peak:.0f}"
            ratios = "| "
            if ours and name != "ours":
                ratios = f"{ours.cpu / cost.cpu:.2f} × | {ours.wall / cost.wall:.2f} ×"
            yield f"| {scenario} | {name} | {numbers} | {ratios} |"
    if edit := costs.get(("ours", "edit")):
        noop = costs.get(("ours", "no-op"))
        if noop:
            yield f"\nOurs, edit against no-op: {edit.cpu / noop.cpu:.2f} × processor."


def slopes(results: dict[str, dict[tuple[str, str], Cost]]) -> Iterator[str]:
    """How the time of full builds grows from size to size, start-up taken off.

    Start-up is what a build of the smallest empty site takes that finds nothing to do.
    """
    sizes = sorted(int(size) for size in results if size != "real")
    starts = [results[str(size)].get(("empty", "no-op")) for size in sizes[:1]]
    for smaller, larger in pairwise(sizes):
        pair = [results[str(size)].get(("ours", "full")) for size in (smaller, larger)]
        if starts[0] and pair[0] and pair[1]:
            low, high = (cost.cpu - starts[0].cpu for cost in pair if cost)
            slope = math.log(high / low) / math.log(larger / smaller)
            yield f"\nOurs, growth from {smaller:,} to {larger:,}: n^{slope:.2f}."


if __name__ == "__main__":
    main()
