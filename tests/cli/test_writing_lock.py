"""Two runs do not write one list at once."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from sphinx_awesome import cli
from sphinx_awesome.core import files
from sphinx_awesome.formats.readme_writer import MARKERS

Capture = pytest.CaptureFixture[str]

BLOCK = 'title = "S"\n\n[[entry]]\nid = "a"\ntitle = "A Title"\nlinks.pdf = "https://a.org/x"\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "entries").mkdir()
    (tmp_path / "entries" / "s.toml").write_text(BLOCK, encoding="utf-8")
    (tmp_path / "README.md").write_text(f"# T\n\n{MARKERS[0]}\n{MARKERS[1]}\n", encoding="utf-8")
    (tmp_path / "LIST.md").write_text("# T\n\n## S\n\n- [A B C](https://a.org/x)\n", "utf-8")
    return tmp_path


WRITING = [
    "add 2101.00001 --to s --yes",
    "update --write",
    "update --accept a",
    "readme",
    "fmt",
    "fmt entries/s.toml",
    "check --fix",
]


@pytest.mark.parametrize("command", [*WRITING, "lock LIST.md"])
def test_a_second_run_that_would_write_is_refused(command: str, capsys: Capture) -> None:
    name = ".LIST.md.lock" if "LIST" in command else ".entries.lock"
    before = {path: path.read_bytes() for path in Path().rglob("*.*") if path.is_file()}
    with files.hold_lock(Path(name)):
        assert cli.main(shlex.split(command)) == 2
    message = "is writing the list in "
    ending = "; wait until it has ended, and call this one again\n"
    error = capsys.readouterr().err
    assert f"{command.split(maxsplit=1)[0]}: another run {message}" in error
    assert error.endswith(ending)
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize(
    "command", ["check", "fmt --check", "readme --check --notice", "update --only code --offline"]
)
def test_what_writes_nothing_is_not_held_up(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    with files.hold_lock(Path(".entries.lock")):
        assert cli.main(shlex.split(command)) in {0, 1}


@pytest.mark.parametrize("command", ["readme", "fmt", "check --fix"])
def test_what_a_dead_run_has_left_holds_nobody_up(command: str, folder: Path) -> None:
    Path(".entries.lock").touch()
    assert cli.main(shlex.split(command)) in {0, 1}
    assert not list(folder.glob(".*.lock"))
    assert cli.main(["readme", "--entries", "nowhere"]) == 2
