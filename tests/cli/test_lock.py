"""`sphinx-awesome lock`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_awesome.cli import main

LINE = "- [**CVPR 2022**] A Graph Transformer for Reports [[pdf]](https://a.org/graph.pdf)\n"
MORE = "- [**CVPR 2023**] Another Transformer for Reports [[pdf]](https://a.org/other.pdf)\n"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "README.md"
    path.write_text(f"# A list\n\n## Reports\n\n{LINE}", encoding="utf-8")
    return path


def locked() -> dict[str, str]:
    kept: dict[str, str] = json.loads(Path("README.ids.json").read_text(encoding="utf-8"))
    return kept


def test_ids_are_kept_and_only_grow(readme: Path, capsys: Capture) -> None:
    assert main(["lock"]) == 0
    first = locked()
    assert set(first.values()) == {"2022-graph"}
    assert main(["lock"]) == 0
    text = readme.read_text(encoding="utf-8").replace("A Graph", "The Graph") + MORE
    readme.write_text(text, encoding="utf-8")
    assert main(["lock", "README.md"]) == 0
    assert locked().items() > first.items()
    assert set(locked().values()) == {"2022-graph", "2023-another"}
    assert capsys.readouterr().out == (
        "README.ids.json: 1 new id and 2 new names written\n"
        "README.ids.json has the ids of 1 paper\n"
        "README.ids.json: 1 new id and 3 new names written\n"
    )


def test_a_readme_that_is_made_needs_no_lock(readme: Path, capsys: Capture) -> None:
    readme.write_text("# A\n\n<!-- awesome-list no-badges -->\n<!-- /awesome-list -->\n")
    Path("entries").mkdir()
    Path("entries/s.toml").write_text('title = "S"\n[[entry]]\nid = "a"\ntitle = "A"\n')
    assert main(["readme"]) == 0
    assert main(["lock"]) == 2
    assert not readme.with_name("README.ids.json").exists()
    assert capsys.readouterr().err == (
        "sphinx-awesome lock: the list in README.md is made from entry files; "
        "its ids stand in the entry files, which need no lock\n"
    )


def test_check_writes_nothing(readme: Path, capsys: Capture) -> None:
    assert main(["lock", "--check"]) == 1
    assert not readme.with_name("README.ids.json").exists()
    assert capsys.readouterr().out == (
        "README.ids.json lacks 1 new id and 2 new names; run: sphinx-awesome lock README.md\n"
    )
    main(["lock"])
    assert main(["lock", "--check"]) == 0


def test_what_there_is_none_of_is_not_counted(readme: Path, capsys: Capture) -> None:
    main(["lock"])
    text = readme.read_text(encoding="utf-8").replace("A Graph", "The Graph")
    readme.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["lock", "--check"]) == 1
    assert capsys.readouterr().out == (
        "README.ids.json lacks 1 new name; run: sphinx-awesome lock README.md\n"
    )


def test_a_file_without_papers_is_the_wrong_one(readme: Path, capsys: Capture) -> None:
    readme.write_text("# About\n\nSome words.\n", encoding="utf-8")
    assert main(["lock"]) == 2
    assert not readme.with_name("README.ids.json").exists()
    assert capsys.readouterr().err == (
        "sphinx-awesome lock: no paper was found in README.md; "
        "name the README that holds the list\n"
    )


def test_ids_of_papers_that_are_gone_are_named_and_kept(readme: Path, capsys: Capture) -> None:
    main(["lock"])
    before = locked()
    readme.write_text(f"# A list\n\n## Reports\n\n{MORE}", encoding="utf-8")
    assert main(["lock"]) == 0
    assert locked().items() > before.items()
    assert "kept, though no paper of README.md has them: 2022-graph\n" in capsys.readouterr().out


def test_a_lock_that_cannot_be_read_is_not_replaced(readme: Path, capsys: Capture) -> None:
    path = readme.with_name("README.ids.json")
    path.write_text("{\n<<<<<<<\n", encoding="utf-8")
    assert main(["lock"]) == 1
    assert path.read_text(encoding="utf-8") == "{\n<<<<<<<\n"
    out = capsys.readouterr().out
    assert out.startswith("README.ids.json:2:1: error: the file of ids is not JSON")
    assert out.endswith("1 error in 1 file; nothing was written\n")


def test_no_readme(capsys: Capture) -> None:
    assert main(["lock", "none.md"]) == 2
    assert capsys.readouterr().err == (
        "sphinx-awesome lock: none.md is no file; name the README that holds the list\n"
    )
