"""The edits of an ordinary day are those of one who knows the rules, whatever the list holds."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest

from sphinx_awesome.core.problem import Severity
from sphinx_awesome.formats import toml
from sphinx_awesome.lint.runner import check_list

from .edits import ROOT, copy_repository, live, papers, rename_section

TODAY = datetime.now(UTC).date()
SMALL = "".join(
    f'\n[[entry]]\nid = "{{0}}-{n}"\ntitle = "Small Trees {{0}} {n}"\nyear = 2021\n'
    f'links.pdf = "https://a.org/{{0}}/{n}"\n'
    for n in range(3)
)


@pytest.fixture(params=["published", "sample", "small"])
def entries(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = tmp_path / "entries"
    if request.param == "small":
        folder.mkdir()
        for name in ("one", "two"):
            text = f'title = "{name}"\n{SMALL.format(name)}'
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")
        (folder / "_list.toml").write_text('title = "L"\nsections = ["one", "two"]\n')
    else:
        source = {"published": ROOT / "entries", "sample": ROOT / "tests" / "sample" / "entries"}
        shutil.copytree(source[request.param], folder)
    return folder


def test_nothing_is_wrong_afterwards(entries: Path) -> None:
    before, _ = toml.load(entries)
    day = live(entries, TODAY)
    found = check_list(entries, TODAY)
    assert [p for p in found.problems if p.severity is not Severity.NOTICE] == []
    after = found.awesome_list
    assert len(day.added) == len(before.sections)
    assert [after.homes[paper] for paper in day.added] == list(before.sections)
    moved, home, other = day.moved
    assert (before.homes[moved], after.homes[moved]) == (home, other)
    assert not after.entries.keys() & {*day.removed}
    assert after.entries.keys() == (before.entries.keys() | {*day.added}) - {*day.removed}
    for path in entries.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        assert toml.canonical_form(text, str(path))[0] == text


def test_one_day_follows_another(entries: Path) -> None:
    days = [live(entries, TODAY) for _ in range(2)]
    assert not set(days[0].added) & set(days[1].added)
    problems = check_list(entries, TODAY).problems
    assert [p for p in problems if p.severity is not Severity.NOTICE] == []


def test_a_section_is_renamed_in_all_that_names_it(tmp_path: Path) -> None:
    copy_repository(ROOT, tmp_path)
    before, _ = toml.load(tmp_path / "entries")
    old, new = rename_section(tmp_path)
    after = check_list(tmp_path / "entries", TODAY)
    assert [p for p in after.problems if p.severity is not Severity.NOTICE] == []
    sections = after.awesome_list.sections
    assert list(sections) == [*list(before.sections)[:-1], new]
    assert sections[new].entries == before.sections[old].entries
    assert old in sections[new].aliases
    page = (tmp_path / "docs" / f"{new}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {sections[new].title}\n")
    assert f"{{awesome:entries}} {new}\n" in page


def test_papers_are_of_many_shapes() -> None:
    awesome_list, _ = toml.load(ROOT / "tests" / "sample" / "entries")
    some = list(islice(papers(awesome_list, TODAY), 10))
    assert len({entry.id for entry in some}) == len({entry.title for entry in some}) == 10
    known = {awesome_list.venues.get(entry.venue).name for entry in awesome_list.entries.values()}
    assert any(awesome_list.venues.get(entry.venue).name not in known for entry in some)
    assert max(e.year or 0 for e in some) > max(e.year or 0 for e in awesome_list.entries.values())
    for name in ("tags", "published", "arxiv", "doi", "award", "note", "abstract", "aliases"):
        assert any(getattr(entry, name) for entry in some), name


def test_a_list_that_is_too_small_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text(f'title = "S"\n{SMALL.format("s")}', encoding="utf-8")
    with pytest.raises(ValueError, match="too few sections"):
        live(tmp_path, TODAY)


def test_a_copy_holds_what_git_tracks(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    (source / "a").mkdir(parents=True)
    for name in ("a/é.txt", "new.txt", "gone.txt"):
        (source / name).write_bytes(name.encode() + b"\r\n")
    git = ["git", "-C", str(source)]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "a", "gone.txt"], check=True)
    (source / "gone.txt").unlink()
    (source / "a/é.txt").write_bytes(b"changed")
    copy_repository(source, target)
    files = {p.relative_to(target).as_posix() for p in target.rglob("*") if p.is_file()}
    assert {name for name in files if not name.startswith(".git/")} == {"a/é.txt"}
    assert (target / "a/é.txt").read_bytes() == b"changed"
    shown = subprocess.run(
        ["git", "-C", str(target), "status", "--porcelain"], capture_output=True, check=True
    )
    assert shown.stdout == b""
