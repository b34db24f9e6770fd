"""`sphinx-awesome check --since`: what a contributor and a curator see."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_awesome.cli import main

from ..histories import commit, git, write

Capture = pytest.CaptureFixture[str]
PAPER = '\n[[entry]]\nid = "{0}"\ntitle = "What {0} Is Good For in Medicine"\nlinks.pdf = "https://example.org/{0}.pdf"\n'


def section(*papers: str) -> str:
    return 'title = "S"\n' + "".join(PAPER.format(paper) for paper in papers)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "repository"
    commit(folder, {"entries/s.toml": section("one", "two")})
    monkeypatch.chdir(folder)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return folder


def test_a_lost_address_is_reported_with_the_lines_that_fix_it(
    repository: Path, capsys: Capture
) -> None:
    assert main(["check", "--since", "main"]) == 0
    write(repository, {"entries/s.toml": section("one")})
    assert main(["check"]) == 0
    capsys.readouterr()
    assert main(["check", "--since", "main"]) == 1
    assert capsys.readouterr().out == (
        "entries/_list.toml:1:1: error: the id `two` had an address at main and has none now "
        "[lost-permalink]\n"
        "  hint: write into a new file, entries/_list.toml, with the reason for why\n"
        '    removed.two = "why"\n'
        "\n"
        "1 error in 1 file\n"
    )
    assert main(["check", "--since", "main", "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith(
        "::error file=entries/_list.toml,line=1,col=1,title=sphinx-awesome%3A lost-permalink::the "
        "id `two` had an address at main and has none now; write into a new file, "
        'entries/_list.toml, with the reason for why%0Aremoved.two = "why"\n'
    )
    assert main(["check", "--since", "main", "--format", "json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert problem["hint"].endswith('for why\nremoved.two = "why"')
    write(repository, {"entries/_list.toml": 'removed.two = "It was a talk."\n'})
    assert main(["check", "--since", "main"]) == 0


def test_the_rule_may_be_chosen_and_left_out(repository: Path, capsys: Capture) -> None:
    write(repository, {"entries/s.toml": section("one").replace("Good For", "Good Forâ€™s")})
    assert main(["check", "--since", "main", "--select", "lost-permalink"]) == 1
    assert "[mojibake]" not in capsys.readouterr().out
    assert main(["check", "--since", "main", "--ignore", "lost-permalink,mojibake"]) == 0
    assert main(["check", "--since", "main", "--select", "mojibake"]) == 1
    assert "[lost-permalink]" not in capsys.readouterr().out


def test_lost_permalink_cannot_be_ignored_in_a_file(repository: Path, capsys: Capture) -> None:
    write(repository, {"entries/s.toml": section("one") + 'ignore.lost-permalink = "So what."\n'})
    assert main(["check"]) == 1
    assert "`lost-permalink` is an error, which cannot be ignored" in capsys.readouterr().out


@pytest.mark.parametrize("ref", ["nowhere", ""])
def test_an_unknown_commit(repository: Path, capsys: Capture, ref: str) -> None:
    assert main(["check", "--since", ref]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        f"sphinx-awesome check: git knows no commit '{ref}' here; "
        "name a branch, a tag or a commit that `git log` shows\n"
    )
    assert repository.is_dir()


def test_a_shallow_clone(
    repository: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository, {})
    git(tmp_path, "clone", "--quiet", "--depth=1", repository.as_uri(), "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    assert main(["check", "--since", "HEAD~"]) == 2
    assert "run: git fetch --unshallow" in capsys.readouterr().err


def test_check_since_needs_a_repository(tmp_path: Path, capsys: Capture) -> None:
    write(tmp_path, {"entries/s.toml": section("one")})
    assert main(["check", "--since", "main", str(tmp_path / "entries")]) == 2
    assert capsys.readouterr().err.startswith("sphinx-awesome check: no git repository holds ")


def test_check_since_needs_git(
    repository: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert main(["check", "--since", "main"]) == 2
    assert "git cannot be run" in capsys.readouterr().err
    write(repository, {"entries/s.toml": section("one", "one")})
    assert main(["check"]) == 1
    assert "entries/s.toml:9:6: error: the id `one` is taken already" in capsys.readouterr().out


def test_a_list_that_is_new(repository: Path, capsys: Capture) -> None:
    write(repository, {"more/t.toml": section("three")})
    assert main(["check", "--since", "main", "entries", "more"]) == 0
    out, err = capsys.readouterr()
    assert out == "2 papers in 1 section, no problems\n1 paper in 1 section, no problems\n"
    assert err == (
        "sphinx-awesome check: there was no list in more at main, "
        "so that no address of it can be lost\n"
    )


def test_the_current_folder_does_not_matter(
    repository: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(repository, {"entries/s.toml": section("one")})
    for folder, path in (
        (tmp_path, "repository/entries"),
        (repository / "entries", "."),
        (tmp_path, str(repository / "entries")),
    ):
        monkeypatch.chdir(folder)
        assert main(["check", "--since", "main", path]) == 1
        assert "removed.two" in capsys.readouterr().out


def test_the_options_since_and_fix_work_together(repository: Path, capsys: Capture) -> None:
    text = section("one").replace("What", "MÃ¼ller on what")
    write(repository, {"entries/s.toml": text})
    assert main(["check", "--since", "main", "--fix"]) == 1
    out = capsys.readouterr().out
    assert "[lost-permalink]" in out
    assert out.endswith("1 error in 1 file\n1 value mended in 1 file\n")
