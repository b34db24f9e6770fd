"""`sphinx-awesome readme`."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_awesome.cli import common, main

ENTRIES = 'title = "S"\n\n[[entry]]\nid = "a"\ntitle = "A"\nyear = 2021\n'
README = "# T\n\n<!-- awesome-list no-badges no-contents -->\n<!-- /awesome-list -->\n\nEnd.\n"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list and a README without it, in the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "entries").mkdir()
    (tmp_path / "entries" / "s.toml").write_text(ENTRIES, encoding="utf-8")
    (tmp_path / "README.md").write_text(README, encoding="utf-8")
    return tmp_path


def test_the_list_is_written_once(project: Path, capsys: Capture) -> None:
    assert main(["readme"]) == 0
    written = (project / "README.md").read_text(encoding="utf-8")
    assert "\n## S\n\n- [**2021**] A\n\n<!-- /awesome-list -->\n\nEnd.\n" in written
    assert main(["readme"]) == 0
    assert main(["readme", "--check"]) == 0
    assert (project / "README.md").read_text(encoding="utf-8") == written
    assert capsys.readouterr().out == (
        "README.md: 1 paper in 1 section written\n" + "README.md tells the list as it is\n" * 2
    )


def test_the_option_check_shows_differences_and_writes_nothing(
    project: Path, capsys: Capture
) -> None:
    main(["readme"])
    path = project / "README.md"
    edited = path.read_text(encoding="utf-8").replace("] A\n", "] A\x1b!\n")
    path.write_text(edited, encoding="utf-8")
    capsys.readouterr()
    assert main(["readme", "README.md", "--check", "--entries", "entries"]) == 1
    assert path.read_text(encoding="utf-8") == edited
    assert capsys.readouterr().out == (
        "--- README.md\n+++ README.md as it should be\n@@ -10 +10 @@\n"
        "-- [**2021**] A�!\n+- [**2021**] A\n"
        "README.md does not tell the list as it is; run: sphinx-awesome readme README.md\n"
    )


def test_a_long_difference_is_cut(project: Path, capsys: Capture) -> None:
    more = "".join(f'\n[[entry]]\nid = "a{n}"\ntitle = "A"\n' for n in range(2 * common.DIFF_LINES))
    (project / "entries" / "s.toml").write_text(ENTRIES + more, encoding="utf-8")
    assert main(["readme", "--check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == common.DIFF_LINES + 2
    assert lines[-2].startswith("… and ")


# What a pull request that changes entries alone is told


DRIFT = "README.md does not tell the list as it is; run: sphinx-awesome readme README.md"


def test_a_readme_that_lags_behind_is_a_notice(project: Path, capsys: Capture) -> None:
    assert main(["readme", "--check", "--notice"]) == 0
    assert (project / "README.md").read_text(encoding="utf-8") == README
    assert capsys.readouterr().out.endswith(f"notice: {DRIFT}\n")


@pytest.mark.parametrize(
    ("more", "severity", "code"), [(["--notice"], "notice", 0), ([], "error", 1)]
)
def test_github_shows_it_beside_the_readme(
    more: list[str], severity: str, code: int, capsys: Capture
) -> None:
    assert main(["readme", "--check", "--format", "github", *more]) == code
    assert capsys.readouterr().out.splitlines()[-1] == (
        f"::{severity} file=README.md,line=3,col=1,title=sphinx-awesome%3A readme::{DRIFT}"
    )


def test_a_readme_that_tells_the_list_is_no_notice(capsys: Capture) -> None:
    main(["readme"])
    capsys.readouterr()
    assert main(["readme", "--check", "--notice", "--format", "github"]) == 0
    assert capsys.readouterr().out == "README.md tells the list as it is\n"


def test_a_notice_is_for_drift_alone(project: Path, capsys: Capture) -> None:
    assert main(["readme", "--notice"]) == 2
    assert capsys.readouterr().err.endswith("write: readme --check --notice\n")
    (project / "README.md").write_text("# T\n", encoding="utf-8")
    assert main(["readme", "--check", "--notice"]) == 2
    (project / "entries" / "s.toml").write_text("x", encoding="utf-8")
    assert main(["readme", "--check", "--notice"]) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("] A\n", "]  A  \n"),
        ("\n## S\n", "\n\n\n# S\n"),
        (
            "[[pdf]](https://a.org/p) [[code]](https://a.org/c)",
            "[[code]](https://a.org/c) [[pdf]](https://a.org/p)",
        ),
        ("no-badges no-contents", "no-badges"),
        ("edit the entries, not", "do not edit"),
    ],
)
def test_a_difference_in_form_alone_is_shown(
    old: str, new: str, project: Path, capsys: Capture
) -> None:
    links = 'links.pdf = "https://a.org/p"\nlinks.code = "https://a.org/c"\n'
    more = f'\n[[entry]]\nid = "b"\ntitle = "B"\n{links}'
    (project / "entries" / "s.toml").write_text(ENTRIES + more, encoding="utf-8")
    main(["readme"])
    path = project / "README.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    capsys.readouterr()
    assert main(["readme", "--check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "--- README.md"
    assert lines[-1] == (
        "README.md tells the list, but not in the form that it should have; "
        "run: sphinx-awesome readme README.md"
    )


def test_line_ends_of_windows_stay_and_are_no_drift(project: Path, capsys: Capture) -> None:
    main(["readme"])
    path = project / "README.md"
    windows = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(windows)
    (project / "entries" / "s.toml").write_bytes(ENTRIES.replace("\n", "\r\n").encode())
    assert main(["readme", "--check"]) == 0
    assert main(["readme"]) == 0
    assert path.read_bytes() == windows
    path.write_bytes(windows.replace(b"[**2021**]", b"[**2020**]"))
    capsys.readouterr()
    assert main(["readme", "--check"]) == 1
    assert capsys.readouterr().out.splitlines()[2:5] == [
        "@@ -10 +10 @@",
        "-- [**2020**] A",
        "+- [**2021**] A",
    ]
    assert main(["readme"]) == 0
    assert path.read_bytes() == windows


def test_a_list_with_errors_is_not_written(project: Path, capsys: Capture) -> None:
    (project / "entries" / "s.toml").write_text(ENTRIES + "x = 1\n", encoding="utf-8")
    assert main(["readme"]) == 1
    assert (project / "README.md").read_text(encoding="utf-8") == README
    out = capsys.readouterr().out
    assert out.startswith("entries/s.toml:7:1: error: `x` is not a field")
    assert out.endswith("1 error in 1 file; nothing was written\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.md"], "none.md: the file cannot be read: No such file or directory; check"),
        (
            ["--entries", "none"],
            "none does not exist; name the directory of the entry files with",
        ),
        (["bytes.md"], "bytes.md: the byte 0xFF at position 0 is not UTF-8; save"),
        (["bare.md"], "bare.md:1: the README does not say where the list shall stand; put two"),
    ],
)
def test_wrong_usage(project: Path, arguments: list[str], message: str, capsys: Capture) -> None:
    (project / "bytes.md").write_bytes(b"\xff")
    (project / "bare.md").write_text("# T\n", encoding="utf-8")
    assert main(["readme", *arguments]) == 2
    assert capsys.readouterr().err.startswith(f"sphinx-awesome readme: {message}")
