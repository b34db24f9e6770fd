"""A build that is killed at any moment leaves nothing that a later one would take for its own."""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from copy import copy
from pathlib import Path
from zipfile import ZipFile

import pytest
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_awesome.ext.persistence import UNFINISHED

from .conftest import Site
from .rebuilds import SITE, Watch, assert_same, contents
from .snapshots import Snapshots

MakeSite = Callable[..., Site]

pytestmark = [
    pytest.mark.filterwarnings("ignore:'myst_parser"),
    # A killed build is a child of the process that runs the tests, which has threads under xdist.
    pytest.mark.filterwarnings("ignore:.*use of fork.* may lead to deadlocks"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Watch:
    watch = Watch(Site(tmp_path_factory.mktemp("killed") / "site", SITE))
    shutil.copytree(watch.site.root, watch.site.root.with_name("built"))
    return watch


@pytest.fixture
def watch(built: Watch) -> Watch:
    restore(built.site)
    return copy(built)


def restore(site: Site) -> None:
    shutil.rmtree(site.root)
    shutil.copytree(site.root.with_name("built"), site.root)


def edit(site: Site) -> None:
    """Something for each way in which a page can be outdated."""
    site.replace("entries/vqa.toml", "MEVF: Overcoming", "MEVF: Conquering")
    site.replace("entries/reports.toml", "pdf/2107.02104", "pdf/2107.02104v4")
    site.replace("docs/best.md", "# With code", "# With programs")


def edit_back(site: Site) -> None:
    """The list as it was, to the byte: only a page's time tells that it was edited."""
    site.replace("entries/vqa.toml", "MEVF: Conquering", "MEVF: Overcoming")
    site.replace("entries/reports.toml", "pdf/2107.02104v4", "pdf/2107.02104")
    site.replace("docs/best.md", "# With programs", "# With code")


def edit_more(site: Site) -> None:
    """Back, and then something that is written without being read again."""
    edit_back(site)
    site.replace("entries/vqa.toml", "pdf/1909.11867", "pdf/1909.11867v1")


def run(site: Site, prepare: Callable[[], None]) -> int:
    """Build in a process of its own; its exit code."""

    def main() -> None:
        prepare()
        site.build()

    process = multiprocessing.get_context("fork").Process(target=main)
    process.start()
    process.join(60)
    assert process.exitcode is not None
    return process.exitcode


def on_opening(site: Site, act: Callable[[Path], None]) -> None:
    """Have this process act whenever it is about to open a file of the site to write."""

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event != "open":
            return
        path, _, flags = arguments
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
        if writes and str(path).startswith(str(site.root)):
            act(Path(str(path)))

    sys.addaudithook(hook)


def kill_at(number: int, site: Site) -> None:
    """Have this process killed at its nth file, which stays half written."""
    seen: list[Path] = []

    def act(path: Path) -> None:
        seen.append(path)
        if len(seen) == number + 1:
            path.write_bytes(b"half of it")
            os.kill(os.getpid(), signal.SIGKILL)

    on_opening(site, act)


def opened(site: Site) -> list[str]:
    """The files that a build opens to write, in order."""
    log = site.root.with_name("opened.txt")
    log.unlink(missing_ok=True)

    def act(path: Path) -> None:
        with log.open("a", encoding="utf-8") as stream:
            stream.write(path.name + "\n")

    assert run(site, lambda: on_opening(site, act)) == 0
    return log.read_text(encoding="utf-8").splitlines()


def moments(names: list[str]) -> list[int]:
    """One file of each kind that matters; all files, if the environment says so."""
    if "KILL_AT_ANY_FILE" in os.environ:
        return list(range(len(names)))
    last = {Path(name).suffix: place for place, name in enumerate(names)}
    kinds = [".doctree", ".pickle", ".html", ".tmp", ".json"]
    middle = names.index("numbers.html")
    return sorted({last[kind] for kind in kinds} | {middle})


AFTERWARDS = {"nothing": lambda _: None, "more": edit_more}


@pytest.mark.soak
@pytest.mark.parametrize("name", AFTERWARDS)
def test_killed_at_any_file(watch: Watch, name: str) -> None:
    site, afterwards = watch.site, AFTERWARDS[name]
    edit(site)
    names = opened(site)
    afterwards(site)
    expected = watch.fresh()
    for number in moments(names):
        restore(site)
        edit(site)
        assert run(site, lambda number=number: kill_at(number, site)) == -signal.SIGKILL
        afterwards(site)
        build = site.build()
        assert_same(contents(build), expected)
        assert site.build().written == []


@pytest.mark.parametrize(
    ("method", "calls", "reason"),
    [
        ("read_doc", 2, KeyboardInterrupt),
        ("write", 0, SystemExit),
        ("write_doc", 4, KeyboardInterrupt),
        ("dump_search_index", 0, KeyboardInterrupt),
    ],
)
def test_interrupted(
    watch: Watch,
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    calls: int,
    reason: type[BaseException],
) -> None:
    """By the keyboard, or by whoever calls Sphinx: it stops where it is."""
    site, done = watch.site, []
    original = getattr(StandaloneHTMLBuilder, method)

    def stop(*arguments: object, **options: object) -> object:
        done.append(arguments)
        if len(done) > calls:
            raise reason
        return original(*arguments, **options)

    edit(site)
    monkeypatch.setattr(StandaloneHTMLBuilder, method, stop)
    with pytest.raises(reason):
        site.build()
    monkeypatch.undo()
    edit_more(site)
    assert_same(contents(site.build()), watch.fresh())


@pytest.mark.soak
def test_killed_again_and_again(watch: Watch) -> None:
    """The command itself, at moments that nobody chose."""
    site, chance = watch.site, random.Random(7)
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-j",
        "2",
        "-d",
        "doctrees",
        "docs",
        "out-html",
    ]
    start = time.monotonic()
    subprocess.run(command, cwd=site.root, check=True, timeout=60)
    seconds = time.monotonic() - start
    for time_of_day in range(int(os.environ.get("KILLS", "4"))):
        site.replace("entries/vqa.toml", "Overcoming", f"Overcoming {time_of_day}")
        path = site.root / "entries/reports.toml"
        text = re.sub(r"2107\.02104(v\d+)?", f"2107.02104v{time_of_day + 1}", path.read_text())
        site.write("entries/reports.toml", text)
        process = subprocess.Popen(
            command, cwd=site.root, start_new_session=True, stderr=subprocess.DEVNULL
        )
        time.sleep(seconds * chance.uniform(0.4, 1))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert_same(contents(site.build()), watch.fresh())


#: Every kind of file that we write, on few pages of a theme that is soon written.
SMALL = {
    **{name: text for name, text in SITE.items() if name.startswith("entries/")},
    "docs/conf.py": SITE["docs/conf.py"].replace("furo", "basic") + 'language = "de"\n',
    "docs/index.md": """
        # Home

        :::{awesome:explore}
        :::

        :::{toctree}
        reports
        rest
        :::
        """,
    "docs/reports.md": SITE["docs/reports.md"],
    "docs/rest.md": "# Rest\n\n:::{awesome:entries} models vqa\n:::\n",
}


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_what_was_left_unfinished_is_not_published(make_site: MakeSite, builder: str) -> None:
    """An EPUB holds all that is in its folder, and warns of what it does not know."""
    site = make_site(
        {"docs/chart.md": "---\norphan: true\n---\n# C\n\n:::{awesome:chart} year\n:::\n"}
    )
    for folder in (f"out-{builder}", "doctrees"):
        site.write(f"{folder}/{UNFINISHED}/4711-page.unknown", "half of")
    build = site.build(builder, version="1", copyright="ours")
    left = [path for path in site.root.rglob("*") if UNFINISHED in path.parts]
    assert left == []
    for path in build.outdir.glob("*.epub"):
        assert not [name for name in ZipFile(path).namelist() if "unknown" in name]


def small_site(root: Path, builder: str, before: str) -> Site:
    """The site, to be built where nothing was built before, or another list."""
    site = Site(root, SMALL)
    if before == "another list":
        site.replace("entries/reports.toml", 'id = "ratchet"', 'id = "ratchet-2021"')
        site.replace("entries/vqa.toml", "MEVF: Overcoming", "MEVF: Conquering")
        site.build(builder)
        site.replace("entries/reports.toml", 'id = "ratchet-2021"', 'id = "ratchet"')
        site.replace("entries/vqa.toml", "MEVF: Conquering", "MEVF: Overcoming")
    return site


def each_of(states: int) -> int:
    """Of as many states, one is tried; each one, if the environment says so."""
    return 1 if "KILL_AT_ANY_FILE" in os.environ else states


def replace_folder(folder: Path, by: Path) -> None:
    shutil.rmtree(folder)
    shutil.copytree(by, folder)


@pytest.mark.soak
@pytest.mark.parametrize("before", ["nothing", "another list"])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_killed_at_any_call_of_ours(tmp_path: Path, builder: str, before: str) -> None:
    """All files of Sphinx are written. The next build of ours makes good what is not."""
    site = small_site(tmp_path / "site", builder, before)
    outdir = site.root / f"out-{builder}"
    snapshots = Snapshots(outdir, tmp_path / "snapshots", each_of(9))
    with snapshots.watching():
        build = site.build(builder, listeners={"build-finished": snapshots.start})
    expected = contents(build)
    assert snapshots.states > 80
    events, env = build.app.events, build.app.env
    for left in snapshots.paths:
        replace_folder(outdir, left)
        events.emit("env-get-outdated", env, set(), set(), set())
        events.emit("env-get-updated", env)
        events.emit("build-finished", None)
        assert_same(contents(build), expected)
        assert not (outdir / UNFINISHED).exists()


@pytest.mark.soak
@pytest.mark.parametrize("before", ["nothing", "another list"])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_killed_at_any_call(tmp_path: Path, builder: str, before: str) -> None:
    """Of Sphinx or of ours; then built once more."""
    site = small_site(tmp_path / "site", builder, before)
    fresh = contents(site.build(builder, out="fresh", doctrees="fresh-doctrees"))
    outdir = site.root / f"out-{builder}"
    snapshots = Snapshots(outdir, tmp_path / "snapshots", each_of(79))
    with snapshots.watching():
        site.build(builder, listeners={"env-updated": snapshots.start})
    doctrees = tmp_path / "doctrees"
    shutil.copytree(site.root / "doctrees", doctrees)
    for left in snapshots.paths:
        replace_folder(outdir, left)
        replace_folder(site.root / "doctrees", doctrees)
        assert_same(contents(site.build(builder)), fresh)
