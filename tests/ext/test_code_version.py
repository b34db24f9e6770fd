"""What one build keeps for the next is of no use to other code, and does it no harm."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from sphinx_awesome.ext.persistence import CODE, DATA_VERSION, code_digest

from .conftest import SITE, Site
from .package_copy import PACKAGE, build, copy_package, edit


def test_it_is_the_same_each_time() -> None:
    assert code_digest.__wrapped__(PACKAGE) == CODE
    assert 0 < DATA_VERSION < 2**53  # also where a number is a double


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    (folder / "inner").mkdir(parents=True)
    (folder / "a.py").write_bytes(b"A")
    (folder / "inner" / "b.py").write_bytes(b"B")
    return folder


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "a.py").write_bytes(b"AA"),
        lambda folder: (folder / "a.py").rename(folder / "c.py"),
        lambda folder: (folder / "inner").rename(folder / "outer"),
        lambda folder: (folder / "new.py").write_bytes(b""),
        lambda folder: (folder / "venues.toml").write_bytes(b""),
        lambda folder: (folder / "inner" / "de.mo").write_bytes(b""),
        lambda folder: (folder / "a.py").unlink(),
    ],
)
def test_it_tells_other_code(package: Path, change: Callable[[Path], object]) -> None:
    before = code_digest.__wrapped__(package)
    change(package)
    assert code_digest.__wrapped__(package) != before


def test_what_is_no_code_does_not_count(package: Path) -> None:
    before = code_digest.__wrapped__(package)
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "a.cpython-311.pyc").write_bytes(b"")
    (package / ".#a.py").symlink_to("somebody@somewhere.1234")  # as Emacs locks a file
    (package / "page.js").write_bytes(b"")
    os.utime(package / "a.py", (1, 1))
    assert code_digest.__wrapped__(package) == before


# Builds over what other code has left


def insert_field(package: Path) -> None:
    """In the middle of those that `Entry` is pickled by."""
    edit(
        package,
        r"^    track: str = ",
        '    place: str = ""\n    track: str = ',
        within="core/model.py",
    )


def move_model(package: Path) -> None:
    """The module of all that is read."""
    (package / "core/model.py").rename(package / "core/records.py")
    edit(package, r"^((?:    )?from [\w.]*\.)model import", r"\1records import")
    edit(package, r"^(from \.+core import )model\b", r"\1records as model")


def move_nodes(package: Path) -> None:
    """The module of a node that doctrees hold.

    Where a title has that node, the environment too cannot be loaded.
    """
    components = package / "ext/components"
    (components / "count.py").rename(components / "number.py")
    edit(package, r"^from (\.+(?:components\.)?)count import", r"from \1number import")
    names = r"^(from \.components import \((?:\n    \w+,)*\n)    count,"
    edit(package, names, r"\1    number as count,", within="ext/__init__.py")


def rename_attribute(package: Path) -> None:
    """Of a node: no class has changed."""
    edit(package, r"\bmarks=marks", "signs=marks", within="ext/components/entries.py")
    edit(package, r'node\["marks"\]', 'node["signs"]', within="ext/components/entries.py")


README = """
# Papers

## Reports

- [RATCHET: Medical Transformer](https://arxiv.org/abs/2107.02104), MICCAI 2021
- [TieNet: Text-Image Embedding](https://arxiv.org/abs/1801.04334), CVPR 2018
"""


class Former:
    """A site as other code has left it, and a copy of that code, at the same place each time."""

    def __init__(self, folder: Path, changes: dict[str, str | None]) -> None:
        files = {**SITE, **changes}
        self.site = Site(folder / "now/site", {n: t for n, t in files.items() if t is not None})
        self.package = copy_package(folder / "now/code")
        build(self.site, self.package, "kept")
        (folder / "now").rename(folder / "then")
        self._folder = folder

    def restore(self) -> None:
        shutil.rmtree(self._folder / "now", ignore_errors=True)
        shutil.copytree(self._folder / "then", self._folder / "now")


@pytest.fixture(scope="module")
def former(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Former]:
    """Make each site once, when a test first asks for it: in parallel runs, not all are."""
    conf = SITE["docs/conf.py"].replace("furo", "basic")
    common: dict[str, str | None] = {
        "docs/conf.py": conf,
        "docs/venues.md": "---\norphan: true\n---\n# Venues\n\n:::{awesome:index} venue\n:::\n",
    }
    # A title is pickled with the environment, which Sphinx loads before it asks for any version.
    titles = {"docs/count.md": "---\norphan: true\n---\n# All {awesome:count}`papers` papers\n"}
    readme = {
        "docs/conf.py": conf + 'awesome_entries = "../README.md"\n',
        "docs/models.md": "# Models\n",
        "README.md": README,
    }
    changes = {"titles": common | titles, "entries": common, "readme": common | readme}
    return cache(lambda name: Former(tmp_path_factory.mktemp(name), changes[name]))


@pytest.mark.soak
@pytest.mark.parametrize(
    ("change", "source"),
    [
        (insert_field, "entries"),
        (insert_field, "readme"),
        (move_model, "entries"),
        (move_nodes, "entries"),
        (move_nodes, "titles"),
        (rename_attribute, "entries"),
    ],
)
def test_a_build_over_what_other_code_has_left(
    former: Callable[[str], Former], change: Callable[[Path], None], source: str
) -> None:
    """As a fresh build, without a warning."""
    left = former(source)
    left.restore()
    change(left.package)
    if source != "readme":  # something for which a page is written again, but not read again
        left.site.replace("entries/reports.toml", "pdf/2211.12737", "pdf/2211.12737v2")
    found = build(left.site, left.package, "kept")
    assert found == build(left.site, left.package, "fresh")


def test_readings_that_cannot_be_read(site: Site) -> None:
    """The key says that they can, and still: the files are there."""
    site.build()
    path = site.root / "doctrees/awesome-readings.pickle"
    made_by, kept = pickle.loads(path.read_bytes())
    broken = [b"", b"garbage", pickle.dumps(None), b"cnowhere\nNothing\n."]
    assert len(kept) == len(broken)
    kept = {
        name: (digest, bad) for (name, (digest, _)), bad in zip(kept.items(), broken, strict=True)
    }
    path.write_bytes(pickle.dumps((made_by, kept)))
    assert site.build().written == []
    kept_now = pickle.loads(path.read_bytes())[1]
    assert len(kept_now) == 4  # those of the list's files, and of the packaged venues
    assert not set(broken) & {pickled for _, pickled in kept_now.values()}
