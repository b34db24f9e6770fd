"""`sphinx-awesome update`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sphinx_awesome.cli import main
from sphinx_awesome.formats import readme_writer

from ..repositories import Repository

Capture = pytest.CaptureFixture[str]

README = """\
# Reports

- [A Graph Transformer for Reports](https://arxiv.org/abs/2107.02104)
- [Another Transformer for Reports](https://a.org/another.pdf). Ann Ash, 2023.
"""
ENTRIES = """\
title = "Reports"

[[entry]]
id = "graph"  # the first
title = "A Graph Transformer for Reports"
arxiv = "2107.02104"

[[entry]]
id = "another"
title = "Another Transformer for Reports"
year = 2023
# why
note = "n"

[[entry]]
id = "dated"
title = "A Paper With a Day of Its Own"
added = 2019-01-01
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A list that was kept in a README before."""
    made = Repository(tmp_path / "list")
    first, second = README.splitlines(keepends=True)[2:]
    made.commit("2020-01-01", {"README.md": f"# Reports\n\n{first}"})
    made.commit("2020-02-01", {"README.md": f"# Reports\n\n{first}{second}"})
    made.commit("2020-03-01", {"README.md": None, "entries/reports.toml": ENTRIES})
    monkeypatch.chdir(made.folder)
    return made


def entries(text: str | None = None) -> str:
    path = Path("entries/reports.toml")
    if text is not None:
        path.write_bytes(text.encode())
    return path.read_bytes().decode()


def test_days_are_shown_and_then_written(repository: Repository, capsys: Capture) -> None:
    commit = [repository.git("rev-parse", "--short=10", f"HEAD~{n}") for n in (2, 1)]
    assert main(["update", "--only", "added"]) == 1
    assert capsys.readouterr().out == (
        "entries/reports.toml:3: graph\n"
        f"    + added = 2020-01-01    git: arXiv 2107.02104 in README.md, {commit[0]}\n"
        "entries/reports.toml:8: another\n"
        f"    + added = 2020-02-01    git: its title in README.md, {commit[1]}\n"
        "2 papers without `added`, 2 of them can be dated; to write it, add --write\n"
    )
    assert entries() == ENTRIES
    assert main(["update", "--only", "added", "--write"]) == 0
    assert capsys.readouterr().out == "2 papers without `added`, 2 of them dated\n"
    assert entries() == ENTRIES.replace(
        '"2107.02104"\n', '"2107.02104"\nadded = 2020-01-01\n'
    ).replace("year = 2023\n", "year = 2023\nadded = 2020-02-01\n")
    assert main(["fmt", "--check"]) == 0
    capsys.readouterr()
    for command in (["update", "--only", "added"], ["update", "--only", "added", "--write"]):
        assert main(command) == 0
        assert capsys.readouterr().out == "3 papers, each with `added`\n"


def test_line_ends_of_windows_stay(repository: Repository) -> None:
    entries(f"\ufeff{ENTRIES}".replace("\n", "\r\n"))
    assert main(["update", "--only=added", "--write", "--list", "entries"]) == 0
    assert entries().count("\r\nadded = 2020-0") == 2
    assert entries().startswith("\ufefftitle")
    assert entries().count("\n") == entries().count("\r\n")
    assert repository.git("diff", "--numstat", "--ignore-cr-at-eol").startswith("3\t1\t")


def test_uncommitted_papers_are_named(repository: Repository, capsys: Capture) -> None:
    more = "".join(
        f'[[entry]]\nid = "new-{n}"\ntitle = "A Paper That Is New Here: {n}"\n' for n in range(12)
    )
    entries(ENTRIES.replace("[[entry]]", f"{more}\n[[entry]]", 1))
    assert main(["update", "--only", "added", "--write"]) == 0
    named = ", ".join(f"new-{n}" for n in range(10))
    assert capsys.readouterr().out == (
        f"in no commit yet: {named} and 2 more; commit first\n"
        "14 papers without `added`, 2 of them dated\n"
    )
    assert main(["update", "--only", "added"]) == 0
    assert capsys.readouterr().out.endswith("12 papers without `added`, 0 of them can be dated\n")
    repository.commit("2020-04-01", {})
    assert main(["update", "--only", "added", "--write"]) == 0
    assert entries().count("added = 2020-04-01") == 12


def test_a_day_that_cannot_be_is_said(repository: Repository, capsys: Capture) -> None:
    text = '[[entry]]\nid = "odd"\ntitle = "An Odd Paper About Clocks"\n'
    commit = repository.commit("1970-01-02", {"entries/clocks.toml": f'title = "Odd"\n{text}'})
    assert main(["update", "--only", "added", "--write"]) == 0
    assert (
        f"cannot be right: odd ({commit[:10]}); write `added` by hand\n" in capsys.readouterr().out
    )


def test_a_paper_shown_twice_is_dated_where_it_is_told(repository: Repository) -> None:
    path = repository.folder / "entries" / "all.toml"
    path.write_text('title = "All"\n[[entry]]\nref = "graph"\n', encoding="utf-8")
    assert main(["update", "--only", "added", "--write"]) == 0
    assert path.read_text(encoding="utf-8").count("added") == 0
    assert entries().count("added = 2020") == 2


def test_the_history_of_another_repository_counts_too(
    repository: Repository, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository(tmp_path / "other")
    other.commit("2018-01-01", {"list.bib": "@misc{a, title={{Another} transformer for reports}}"})
    assert repository.folder == Path.cwd()
    command = ["update", "--only", "added", "--write", "--history", str(other.folder)]
    assert main(command) == 0
    assert "added = 2018-01-01" in entries()
    assert "added = 2020-01-01" in entries()
    # Where nothing is committed yet, the history of the other is all there is.
    Repository(tmp_path / "alone")
    monkeypatch.chdir(tmp_path / "alone")
    (tmp_path / "alone" / "entries").mkdir()
    entries(ENTRIES)
    capsys.readouterr()
    assert main(command) == 0
    assert capsys.readouterr().out == (
        "in no commit yet: graph; commit first\n2 papers without `added`, 1 of them dated\n"
    )


def test_no_days_are_added_outside_of_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    (tmp_path / "entries").mkdir()
    monkeypatch.chdir(tmp_path)
    entries(ENTRIES)
    what = "no git repository holds entries; run git init, or work in a clone\n"
    cache = str(tmp_path / "cache")
    monkeypatch.setenv("XDG_CACHE_HOME", cache)
    assert main(["update", "--only", "code,added", "--offline"]) == 2
    capsys.readouterr()
    assert main(["update", "--only", "code", "--offline"]) == 0
    assert capsys.readouterr() == ("3 papers; 0 due\nnothing to say\n", "")
    assert main(["update", "--only", "added"]) == 2
    assert capsys.readouterr() == ("", f"sphinx-awesome update: {what}")
    main(["update", "--offline"])  # of all that is looked for, the days alone stay out
    assert f"`added` stays out: {what}" in capsys.readouterr().out


def test_a_shallow_clone_is_refused(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    shallow = tmp_path / "shallow"
    repository.git("clone", "--quiet", "--depth=1", repository.folder.as_uri(), str(shallow))
    monkeypatch.chdir(shallow)
    assert main(["update", "--only", "added", "--write"]) == 2
    assert capsys.readouterr() == (
        "",
        (
            "sphinx-awesome update: the clone in entries lacks the beginning of its history; "
            "run: git -C entries fetch --unshallow\n"
        ),
    )
    repository.git("-C", str(shallow / "entries"), "fetch", "--quiet", "--unshallow")
    assert main(["update", "--only", "added", "--write"]) == 0
    monkeypatch.chdir(repository.folder)
    shutil.rmtree(shallow)
    repository.git("clone", "--quiet", "--depth=1", repository.folder.as_uri(), str(shallow))
    assert main(["update", "--history", str(shallow)]) == 2
    assert f"git -C {shallow} fetch --unshallow" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--list", "none"], "none does not exist; name where the list is with --list"),
        (
            ["--list", "entries/reports.toml"],
            (
                "entries/reports.toml is neither a directory of entry files nor a README in "
                "Markdown; name their directory: entries"
            ),
        ),
        (
            ["--list", "made.md"],
            ("the list in made.md is made from entry files; name their directory with --list"),
        ),
        (
            ["--list", "empty.md"],
            "no entry was found in empty.md; name where the list is with --list",
        ),
        (
            ["--history", "https://github.com/me/my-list"],
            (
                f"--history {Path('https://github.com/me/my-list')} is no folder; "
                "name the folder of a clone, which git clone makes"
            ),
        ),
    ],
)
def test_wrong_usage(
    repository: Repository, arguments: list[str], message: str, capsys: Capture
) -> None:
    (repository.folder / "made.md").write_text(readme_writer.NOTE, encoding="utf-8")
    (repository.folder / "empty.md").write_text("# Nothing\n", encoding="utf-8")
    assert main(["update", *arguments]) == 2
    assert capsys.readouterr() == ("", f"sphinx-awesome update: {message}\n")


def test_an_unknown_field_is_named(capsys: Capture) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["update", "--only", "added,ad-ded"])
    assert (
        "nothing called 'ad-ded' can be looked for; choose from: identity, "
        in capsys.readouterr().err
    )


def test_a_list_with_errors_is_not_written(repository: Repository, capsys: Capture) -> None:
    text = f"{ENTRIES}[[entry]]\nid = 'x'\n"
    entries(text)
    assert repository.folder == Path.cwd()
    assert main(["update", "--only", "added", "--write"]) == 1
    assert entries() == text
    out = capsys.readouterr().out
    assert "[missing-field]" in out
    assert out.endswith("1 error in 1 file; nothing was written\n")


def test_a_block_that_takes_no_day_is_named(repository: Repository, capsys: Capture) -> None:
    entries('title = "Reports"\nentry = [{ id = "graph", title = "A", arxiv = "2107.02104" }]\n')
    assert repository.folder == Path.cwd()
    assert main(["update", "--only", "added", "--write"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("entries/reports.toml:2: graph\n    + added = 2020-01-01")
    assert out.endswith(
        "no place in its file has what is found of graph: write it by hand\n"
        "1 paper without `added`, 0 of them dated\n"
    )


def test_the_lock_of_a_readme_has_the_days(repository: Repository, capsys: Capture) -> None:
    repository.commit("2020-04-01", {"README.md": README})
    new = "- [A Paper That Is New Here](https://a.org/new.pdf). Bob Birch, 2024.\n"
    readme = repository.folder / "README.md"
    readme.write_text(README + new, encoding="utf-8")
    command = ["update", "--only", "added", "--list", "README.md"]
    assert main(command) == 1
    out = capsys.readouterr().out
    assert out.startswith("README.md:3: ")
    assert "\n    + added = 2020-01-01    git: arXiv 2107.02104 in README.md, " in out
    assert not (repository.folder / "README.ids.json").exists()
    assert main([*command, "--write"]) == 0
    assert readme.read_text(encoding="utf-8") == README + new
    lock = json.loads((repository.folder / "README.ids.json").read_text(encoding="utf-8"))
    assert sorted(lock["added"].values()) == ["2020-01-01", "2020-02-01"]
    assert len(set(lock["ids"].values())) == 3
    repository.commit("2020-05-01", {})
    assert main([*command, "--write"]) == 0
    assert capsys.readouterr().out.endswith("1 paper without `added`, 1 of them dated\n")
    lock = json.loads((repository.folder / "README.ids.json").read_text(encoding="utf-8"))
    assert sorted(lock["added"].values()) == ["2020-01-01", "2020-02-01", "2020-05-01"]
    assert main(command) == 0
    assert main(["lock", "--check"]) == 0


def test_a_readme_whose_lock_cannot_be_read_is_not_dated(
    repository: Repository, capsys: Capture
) -> None:
    repository.commit("2020-04-01", {"README.md": README, "README.ids.json": "{"})
    assert main(["update", "--list", "README.md", "--write"]) == 1
    assert capsys.readouterr().out.endswith("1 error in 1 file; nothing was written\n")
