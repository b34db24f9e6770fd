"""`sphinx-awesome check` beyond what the reader finds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_awesome.cli import main

Capture = pytest.CaptureFixture[str]
TEXT = """\
# About this file
title = "S"

[[entry]]  # a paper
id = "a"
title = "MÃ¼ller on things."  # as printed
links.pdf = "http://arxiv.org/pdf/2107.02104?utm_source=x"

[[entry]]
id = "b"
title = "AN ANSWER TO QUITE OTHER QUESTIONS"
doi = "10.1000/1"
"""
MENDED = TEXT.replace("MÃ¼ller on things.", "Müller on things").replace(
    "http://arxiv.org/pdf/2107.02104?utm_source=x", "https://arxiv.org/pdf/2107.02104"
)


@pytest.fixture
def entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    folder = tmp_path / "entries"
    folder.mkdir()
    (folder / "s.toml").write_text(TEXT, encoding="utf-8")
    return folder


def codes(capsys: Capture, *arguments: str) -> list[str]:
    main(["check", "--format", "json", *arguments])
    return [problem["code"] for problem in json.loads(capsys.readouterr().out)]


def test_broken_rules_are_reported(entries: Path, capsys: Capture) -> None:
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert (
        "entries/s.toml:7:13: warning: `links.pdf` is by http, and the host has https "
        "[insecure-link]\n"
        '    links.pdf = "http://arxiv.org/pdf/2107.02104?utm_source=x"\n'
        "                ^\n"
        '  hint: write "https://arxiv.org/pdf/2107.02104?utm_source=x"\n'
    ) in out
    assert out.endswith(
        "\n5 warnings in 1 file\n4 of them can be mended by: sphinx-awesome check --fix\n"
    )
    assert entries.is_dir()


def test_rules_may_be_chosen(entries: Path, capsys: Capture) -> None:
    every = ["mojibake", "trailing-stop", "insecure-link", "tracking", "capitals"]
    assert codes(capsys) == every
    assert codes(capsys, "--select", "capitals, mojibake") == ["mojibake", "capitals"]
    assert codes(capsys, "--ignore", "capitals,,tracking") == every[:3]
    assert codes(capsys, "--select", "capitals", "--ignore", "capitals") == []
    assert entries.is_dir()


def test_a_rule_must_exist(entries: Path, capsys: Capture) -> None:
    assert main(["check", "--select", "capitls"]) == 2
    assert main(["check", "--ignore", "qqq"]) == 2
    assert capsys.readouterr().err == (
        "sphinx-awesome check: no rule is called capitls; write capitals\n"
        "sphinx-awesome check: no rule is called qqq; write the name that check prints\n"
    )
    assert entries.is_dir()


def test_certain_fixes_are_written(entries: Path, capsys: Capture) -> None:
    assert main(["check", "--fix"]) == 1
    assert (entries / "s.toml").read_text(encoding="utf-8") == MENDED
    out = capsys.readouterr().out
    assert "[capitals]" in out
    assert out.endswith("\n1 warning in 1 file\n4 values mended in 1 file\n")
    assert main(["check", "--fix"]) == 1
    assert capsys.readouterr().out.endswith("\n1 warning in 1 file\n")


def test_ignored_findings_are_not_fixed(entries: Path, capsys: Capture) -> None:
    assert codes(capsys, "--fix", "--select", "tracking") == []
    text = (entries / "s.toml").read_text(encoding="utf-8")
    assert text == TEXT.replace("?utm_source=x", "")


def test_check_without_the_option_fix_writes_nothing(entries: Path) -> None:
    main(["check"])
    assert (entries / "s.toml").read_text(encoding="utf-8") == TEXT


def test_a_file_that_is_not_toml_is_not_fixed(entries: Path, capsys: Capture) -> None:
    broken = f"{TEXT}\n[[entry]]\nid = \n"
    (entries / "s.toml").write_text(broken, encoding="utf-8")
    assert "insecure-link" in codes(capsys, "--fix")
    main(["check", "--fix"])
    assert "can be mended" not in capsys.readouterr().out
    assert (entries / "s.toml").read_text(encoding="utf-8") == broken


def test_the_closing_line_counts_fixes(entries: Path, capsys: Capture) -> None:
    (entries / "s.toml").write_text(TEXT[: TEXT.rindex("\n[[")], encoding="utf-8")
    assert main(["check", "--fix"]) == 0
    assert capsys.readouterr().out == (
        "1 paper in 1 section, no problems\n4 values mended in 1 file\n"
    )


def test_notices_fail_nothing(entries: Path, capsys: Capture) -> None:
    code = 'links.code = "https://github.com/some/tool"\n'
    blocks = "".join(f'[[entry]]\nid = "{id_}"\ntitle = "On {id_}"\n{code}' for id_ in "ab")
    (entries / "s.toml").write_text(f'title = "S"\n{blocks}', encoding="utf-8")
    assert main(["check"]) == 0
    out = capsys.readouterr().out
    assert "notice: `links.code` is that of `a` too [shared-code]" in out
    assert out.endswith("\n1 notice in 1 file\n")
    assert main(["check", "--format", "github"]) == 0
    assert capsys.readouterr().out.startswith("::notice file=entries/s.toml,line=9,")


README = """\
# A list

## Reports

- MÃ¼ller on things that stand in two places [[pdf]](http://arxiv.org/pdf/2107.02104)
- [**CVPR 2022**] A Graph Transformer for Reports
  [[pdf]](https://arxiv.org/pdf/2207.02104?utm_source=x) [[code]](notes.txt)
"""


@pytest.fixture
def readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    path = tmp_path / "README.md"
    path.write_text(README, encoding="utf-8")
    return path


def test_a_readme_is_checked_at_its_own_lines(readme: Path, capsys: Capture) -> None:
    main(["check", "--format", "json", readme.name])
    found = json.loads(capsys.readouterr().out)
    assert [(p["code"], p["line"], p["column"]) for p in found] == [
        ("mojibake", 5, 3),
        ("insecure-link", 5, README.split("\n")[4].index("http") + 1),
        ("tracking", 7, README.split("\n")[6].index("http") + 1),
        ("relative", 7, README.split("\n")[6].index("notes") + 1),
    ]
    assert {p["path"] for p in found} == {"README.md"}
    assert main(["check", readme.name]) == 1
    assert "README.md:5:3: warning: characters were decoded" in capsys.readouterr().out


def test_the_rules_for_a_readme_may_be_chosen(readme: Path, capsys: Capture) -> None:
    readme.write_text(README.replace(" [[code]](notes.txt)", ""), encoding="utf-8")
    assert codes(capsys, readme.name, "--select", "tracking") == ["tracking"]
    assert "tracking" not in codes(capsys, readme.name, "--ignore", "tracking")


def test_the_option_fix_refuses_a_readme(readme: Path, capsys: Capture) -> None:
    assert main(["check", "--fix", readme.name]) == 2
    assert capsys.readouterr().err == (
        "sphinx-awesome check: --fix mends entry files alone, and README.md is none; "
        "run: sphinx-awesome check README.md, and mend by hand what it prints\n"
    )
    assert readme.read_text(encoding="utf-8") == README


def test_a_readme_without_papers_is_no_list(readme: Path, capsys: Capture) -> None:
    readme.write_text("# Notes\n\nSome words.\n", encoding="utf-8")
    assert main(["check", readme.name]) == 2
    assert capsys.readouterr().err == (
        "sphinx-awesome check: no entry was found in README.md; is it an awesome list?\n"
    )


def test_several_lists_are_checked_at_once(
    entries: Path, readme: Path, capsys: Capture, tmp_path: Path
) -> None:
    alone = codes(capsys, "entries")
    assert codes(capsys, "entries", "README.md") == [*alone, *codes(capsys, "README.md")]
    more = tmp_path / "more"
    more.mkdir()
    (more / "s.toml").write_text(TEXT, encoding="utf-8")
    assert main(["check", "--fix", "entries", "more"]) == 1
    out = capsys.readouterr().out
    assert out.endswith("\n2 warnings in 2 files\n8 values mended in 2 files\n")
    for folder in (entries, more):
        (folder / "s.toml").write_text(
            'title = "S"\n[[entry]]\nid = "a"\ntitle = "A"\ndoi = "10.1000/1"\n'
        )
    assert main(["check", "entries", "more"]) == 0
    assert capsys.readouterr().out == "1 paper in 1 section, no problems\n" * 2
    assert readme.exists()


def test_today_is_the_day_of_the_clock_or_of_source_date_epoch(
    entries: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (entries / "s.toml").write_text(
        'title = "S"\n[[entry]]\nid = "a"\ntitle = "On a"\nyear = 2021\ndoi = "10.1000/1"\n',
        encoding="utf-8",
    )
    assert codes(capsys) == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert codes(capsys) == ["future-year"]


def test_fixing_ends_if_fixes_have_no_effect(
    entries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sphinx_awesome.formats import toml

    rounds = []

    def edit(text: str, _: str, edits: dict[object, object]) -> tuple[str, list[object]]:
        rounds.append(edits)
        return text, list(edits)

    monkeypatch.setattr(toml, "replace_values", edit)
    assert main(["check", "--fix"]) == 1
    assert len(rounds) == 5
    assert (entries / "s.toml").read_text(encoding="utf-8") == TEXT


def test_the_rules_need_no_sphinx(entries: Path) -> None:
    code = (
        "import sys, sphinx_awesome.cli as cli\n"
        "cli.main(['check'])\n"
        "sys.exit(sorted({'sphinx', 'docutils', 'requests', 'markdown_it'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=entries.parent,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (1, b"[]\n")
