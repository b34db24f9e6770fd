"""What Windows does differently, as far as it can be had elsewhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest

from sphinx_awesome.cli import common, main
from sphinx_awesome.core.problem import Location, Problem, ProblemCode
from sphinx_awesome.core.urls import resolve_file_url, url_error

SAMPLE = Path(__file__).parents[1] / "sample" / "entries"
README = "# T\n\n<!-- awesome-list -->\n<!-- /awesome-list -->\n"
TITLE = "Ünïcode — 王小明’s “ﬁeld” → 🙂"
LIST = f"# 列表\n\n## Ä\n\n- [**CVPR 2021**] {TITLE} [[pdf]](https://a.org/ł.pdf)\n"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# -- line ends and the byte order mark --------------------------------------------------------


def windows(path: Path) -> None:
    """Write a file as git checks it out on Windows."""
    raw = path.read_bytes()
    assert b"\r" not in raw
    path.write_bytes(raw.replace(b"\n", b"\r\n"))


@pytest.fixture
def checkout(folder: Path) -> Path:
    """A list and its README with Windows line ends."""
    shutil.copytree(SAMPLE, folder / "entries")
    (folder / "README.md").write_text(README, encoding="utf-8", newline="")
    assert main(["readme"]) == 0
    for path in (*(folder / "entries").iterdir(), folder / "README.md"):
        windows(path)
    return folder


def test_a_windows_checkout_has_no_problems(checkout: Path, capsys: Capture) -> None:
    before = {path: path.read_bytes() for path in checkout.rglob("*.*") if path.is_file()}
    capsys.readouterr()
    for command in ("check", "fmt --check", "fmt", "readme --check", "readme", "check --fix"):
        assert main(command.split()) == 0, command
    assert {path: path.read_bytes() for path in before} == before
    assert "no problems" in capsys.readouterr().out


@pytest.mark.parametrize("ending", ["bib", "ris", "json", "csv", "atom", "md", "toml"])
def test_output_from_a_windows_checkout_is_the_same(
    ending: str, checkout: Path, capsys: Capture
) -> None:
    assert main(["convert", str(SAMPLE), f"one.{ending}"]) == 0
    assert main(["convert", "entries", f"two.{ending}"]) == 0
    assert (checkout / f"one.{ending}").read_bytes() == (checkout / f"two.{ending}").read_bytes()
    assert capsys.readouterr().err.count("entries") == 0


def test_bibtex_of_a_checkout_is_read_alike(checkout: Path) -> None:
    assert main(["convert", "entries", "list.bib"]) == 0
    assert main(["convert", "list.bib", "one.toml"]) == 0
    windows(checkout / "list.bib")
    assert main(["convert", "list.bib", "two.toml"]) == 0
    assert (checkout / "one.toml").read_bytes() == (checkout / "two.toml").read_bytes()


def test_a_lock_of_a_checkout_keeps_its_ids(folder: Path, capsys: Capture) -> None:
    (folder / "list.md").write_text(LIST, encoding="utf-8")
    assert main(["lock", "list.md"]) == 0
    windows(folder / "list.md")
    windows(folder / "list.ids.json")
    assert main(["lock", "--check", "list.md"]) == 0
    assert main(["lock", "list.md"]) == 0
    assert "written" not in capsys.readouterr().out.partition("\n")[2]


def test_a_fix_keeps_the_line_ends(folder: Path) -> None:
    text = (
        'title = "S"\n\n[[entry]]\nid = "a"\ntitle = "A"\nyear = 2021\n'
        'links.pdf = "https://a.org/x.pdf?utm_source=b"\n'
    )
    (folder / "entries").mkdir()
    path = folder / "entries" / "s.toml"
    path.write_text(text, encoding="utf-8", newline="")
    windows(path)
    main(["check", "--fix"])
    mended = path.read_bytes()
    assert b"utm_source" not in mended
    assert mended.count(b"\r\n") == mended.count(b"\n") == text.count("\n")


def test_a_byte_order_mark_is_named_and_taken_away(folder: Path, capsys: Capture) -> None:
    (folder / "entries").mkdir()
    path = folder / "entries" / "s.toml"
    path.write_bytes(b'\xef\xbb\xbftitle = "S"\r\n\r\n[[entry]]\r\nid = "a"\r\ntitle = "A"\r\n')
    main(["check"])
    assert capsys.readouterr().out.count("byte-order-mark") == 1
    assert main(["fmt"]) == 0
    assert path.read_bytes() == b'title = "S"\n\n[[entry]]\nid = "a"\ntitle = "A"\n'
    (folder / "README.md").write_bytes(b"\xef\xbb\xbf" + README.encode())
    assert main(["readme"]) == 0
    assert main(["readme", "--check"]) == 0
    assert (folder / "README.md").read_bytes().startswith(b"\xef\xbb\xbf# T\n")


# -- paths ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["C:\\list\\README.md", "C:/list/README.md", "\\\\server\\list\\README.md", "..\\a.md"]
)
@pytest.mark.parametrize("command", ["check", "lock", "readme", "fmt", "new", "convert"])
def test_a_path_of_windows_is_a_path(
    command: str, path: str, folder: Path, capsys: Capture
) -> None:
    (folder / "entries").mkdir()
    (folder / "entries" / "s.toml").write_text('title = "S"\n', encoding="utf-8")
    more = {"new": ["made"], "convert": ["made.csv"]}.get(command, [])
    assert main([command, path, *more]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"sphinx-awesome {command}: {path}")
    assert "address" not in err
    assert not Path("made").exists()


@pytest.mark.parametrize("path", ["C:\\papers\\a.pdf", "C:/papers/a.pdf", "\\\\server\\a.pdf"])
def test_a_path_of_windows_is_no_link(path: str) -> None:
    assert url_error(path)
    there = resolve_file_url(path, "https://github.com/me/my-list/blob/HEAD/")
    assert not there or url_error(there)


def test_github_knows_files_by_slashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "PurePath", PureWindowsPath)
    problem = Problem(ProblemCode.TYPE, "m", Location("entries\\s.toml", 2))
    (line,) = common.format_github([problem])
    assert line.startswith("::error file=entries/s.toml,line=2,col=1,")


def test_names_that_differ_by_case_alone(folder: Path, capsys: Capture) -> None:
    """Only one of them can be: ids are in lower case, and so are all files made from them."""
    (folder / "entries").mkdir()
    for name in ("a", "A"):
        text = f'title = "{name}"\n\n[[entry]]\nid = "x"\ntitle = "X"\n'
        (folder / "entries" / f"{name}.toml").write_text(text, encoding="utf-8")
    if len(list((folder / "entries").iterdir())) == 1:
        pytest.skip("this file system takes them for one")
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("entries/A.toml:1:1: error: the file's name cannot be the id")
    assert out.count("error:") == 1


# -- a console that is not UTF-8 --------------------------------------------------------------


#: Run each command that is given as `python -m sphinx_awesome` would, in a child of one process
#: that has loaded all modules: to load them takes longer than all that a command does.
EACH = """
import os, runpy, sys
import sphinx_awesome.cli, sphinx_awesome.formats.markdown, sphinx_awesome.formats.toml
for number, command in enumerate(sys.argv[1:]):
    if not os.fork():
        for stream, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(f"{name}-{number}", os.O_WRONLY | os.O_CREAT), stream)
        sys.argv = ["sphinx-awesome", *command.split()]
        runpy.run_module("sphinx_awesome", run_name="__main__", alter_sys=True)
        os._exit(99)
    status = os.wait()[1]
    print(os.waitstatus_to_exitcode(status), flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that are cheap to start")
@pytest.mark.parametrize("encoding", ["cp1252", "ascii:strict", "cp932", "utf-16"])
def test_every_command_prints_on_any_console(encoding: str, folder: Path) -> None:
    (folder / "entries").mkdir()
    wrong = f'title = "{TITLE}"\n\n[[entry]]\nid = "a"\ntitle = "{TITLE}"\nyear = "2021"\n'
    (folder / "entries" / "s.toml").write_text(wrong, encoding="utf-8")
    (folder / "ok").mkdir()
    (folder / "ok" / "s.toml").write_text(wrong.replace('"2021"', "2021"), encoding="utf-8")
    (folder / "README.md").write_text(README, encoding="utf-8")
    (folder / "l.md").write_text(LIST, encoding="utf-8")
    commands = {
        "check": 1,
        "check --format json": 1,
        "check --format github": 1,
        "check --help": 0,
        "fmt --check": 1,
        "readme --check --entries ok": 1,
        "convert l.md - --to csv": 0,
        "convert l.md --report": 2,
        "lock l.md": 0,
        "new l.md site": 0,
        f"check {TITLE.replace(' ', '')}": 2,
    }
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    run = [sys.executable, "-c", EACH, *commands]
    done = subprocess.run(run, env=environment, capture_output=True, check=True)
    codes = done.stdout.decode(encoding.partition(":")[0]).split()
    for number, (command, code) in enumerate(commands.items()):
        stdout, stderr = (Path(f"{name}-{number}").read_bytes() for name in ("out", "err"))
        assert (int(codes[number]), b"Traceback" in stderr) == (code, False), command
        assert (stdout + stderr).decode("utf-8")
        if "json" in command:
            assert [problem["code"] for problem in json.loads(stdout)] == ["type"]
