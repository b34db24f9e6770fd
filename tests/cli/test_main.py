"""The command as it is run."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_awesome import __version__
from sphinx_awesome.cli import common, main

GOOD = 'title = "S"\n\n[[entry]]\nid = "a"\ntitle = "张三"\ndoi = "10.1000/1"\n'
BAD = GOOD + 'year = "2021"\n'
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list in `entries`, and the folder above it as the current one."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "entries").mkdir()
    (tmp_path / "entries" / "s.toml").write_text(GOOD, encoding="utf-8")
    return tmp_path / "entries"


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "sphinx_awesome", *arguments],
        capture_output=True,
        check=False,
        cwd=cwd,
        env={**os.environ, **environment},
        timeout=60,
    )


def test_check_passes_on_a_list_without_problems(entries: Path, capsys: Capture) -> None:
    assert main(["check"]) == 0
    assert main(["check", str(entries)]) == 0
    assert capsys.readouterr() == ("1 paper in 1 section, no problems\n" * 2, "")


def test_output_may_be_no_terminal_at_all(entries: Path) -> None:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert main(["check", str(entries)]) == 0
    assert out.getvalue() == "1 paper in 1 section, no problems\n"


def test_check_fails_on_a_list_with_errors(entries: Path, capsys: Capture) -> None:
    (entries / "s.toml").write_text(BAD, encoding="utf-8")
    assert main(["check"]) == 1
    assert capsys.readouterr().out == (
        "entries/s.toml:7:8: error: `year` must be a whole number, without quotes [type]\n"
        '    year = "2021"\n'
        "           ^\n"
        "  hint: write year = 2021, without quotes\n"
        "\n"
        "1 error in 1 file\n"
        "1 of them can be mended by: sphinx-awesome check --fix\n"
    )


def test_a_problem_without_a_line(entries: Path, capsys: Capture) -> None:
    (entries / "t.toml").mkdir()
    (entries / "u.toml").write_text("", encoding="utf-8")
    assert main(["check"]) == 1
    assert capsys.readouterr().out == (
        "entries/t.toml:1:1: error: a directory bears the name of an entry file [file]\n"
        "  hint: rename it, or take it away\n\n"
        "entries/u.toml:1:1: error: the file is empty [file]\n"
        "  hint: write a title and the first block\n\n"
        "2 errors in 2 files\n"
    )


def test_a_location_behind_the_last_line_shows_no_line(entries: Path) -> None:
    from sphinx_awesome.core.problem import Location

    line_at = common.line_finder()
    assert line_at(Location(str(entries / "s.toml"), 4)) == 'id = "a"'
    assert line_at(Location(str(entries / "s.toml"), 40)) == ""


def test_check_prints_problems_as_json(entries: Path, capsys: Capture) -> None:
    (entries / "s.toml").write_text(BAD, encoding="utf-8")
    assert main(["check", "--format", "json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert (problem["path"], problem["line"], problem["column"]) == ("entries/s.toml", 7, 8)
    assert main(["check", "--format=json", "nothing"]) == 2


def test_check_prints_an_empty_json_list(entries: Path, capsys: Capture) -> None:
    assert main(["check", "--format", "json"]) == 0
    assert capsys.readouterr().out == "[]\n"
    assert entries.is_dir()


def test_check_prints_problems_as_workflow_commands(entries: Path, capsys: Capture) -> None:
    (entries / "s.toml").write_text(BAD, encoding="utf-8")
    assert main(["check", "--format", "github"]) == 1
    command, *closing = capsys.readouterr().out.splitlines()
    assert command.startswith("::error file=entries/s.toml,line=7,col=8,title=")
    assert closing == [
        "1 error in 1 file",
        "1 of them can be mended by: sphinx-awesome check --fix",
    ]


def test_colour_if_it_is_wanted(
    entries: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (entries / "s.toml").write_text(BAD, encoding="utf-8")
    monkeypatch.setenv("FORCE_COLOR", "1")
    main(["check"])
    assert "\x1b[1;31m" in capsys.readouterr().out
    main(["check", "--format", "github"])
    assert "\x1b" not in capsys.readouterr().out


def test_check_needs_a_directory(entries: Path, capsys: Capture) -> None:
    (entries.parent / "list.txt").touch()
    assert main(["check", "no\x1bthing"]) == 2
    assert main(["check", str(entries), str(entries / "s.toml")]) == 2
    assert main(["check", "list.txt"]) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert error == (
        "sphinx-awesome check: no�thing does not exist; "
        "name a directory of entry files or a README\n"
        f"sphinx-awesome check: {entries}/s.toml is one file of a list; "
        f"name their directory: {entries}\n"
        "sphinx-awesome check: list.txt is neither a directory nor a README in Markdown; "
        "name a directory of entry files or a README\n"
    )


@pytest.mark.parametrize(
    "arguments", [["chekc"], ["check", "--format", "xml"], ["lock", "a", "b"], ["--no"]]
)
def test_wrong_usage(arguments: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: sphinx-awesome" in capsys.readouterr().err


def test_help_is_printed_without_a_command(capsys: Capture) -> None:
    assert main([]) == 2
    assert "check" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"]])
def test_help(arguments: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 0
    assert "Exit status: 0" in capsys.readouterr().out


def test_the_version(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"sphinx-awesome {__version__}\n"


def test_an_interruption_is_no_traceback(
    entries: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: Path) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "is_dir", interrupt)
    assert main(["check"]) == 130
    monkeypatch.undo()
    assert entries.is_dir()
    assert capsys.readouterr() == ("", "")


# In a process of its own


def test_importing_main_runs_nothing(capsys: Capture) -> None:
    from sphinx_awesome import __main__

    assert __main__.main is main
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii:strict"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
def test_titles_are_printed_in_any_locale(entries: Path, environment: dict[str, str]) -> None:
    (entries / "s.toml").write_text(BAD.replace('"2021"', '"张三"'), encoding="utf-8")
    done = run("check", cwd=entries.parent, **environment)
    assert (done.returncode, done.stderr) == (1, b"")
    assert '    year = "张三"\n           ^\n' in done.stdout.decode("utf-8")


def test_a_name_that_is_not_utf_8(entries: Path) -> None:
    try:
        (entries / os.fsdecode(b"\xff.toml")).touch()
    except OSError:
        pytest.skip("this file system has no such names")
    done = run("check", cwd=entries.parent)
    assert (done.returncode, done.stderr) == (1, b"")
    assert "the file's name cannot be the id of a section" in done.stdout.decode("utf-8")


def test_a_closed_pipe_is_no_traceback(entries: Path) -> None:
    (entries / "s.toml").write_text(GOOD + "x = 1\n" + "[[entry]]\n" * 900, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "sphinx_awesome", "check"],
        cwd=entries.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 1


def test_help_loads_no_heavy_library(tmp_path: Path) -> None:
    code = (
        "import sys, sphinx_awesome.cli as cli\n"
        "print(*sorted({'sphinx', 'docutils', 'pydantic'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code]
    assert subprocess.check_output(command, cwd=tmp_path) == b"\n"
