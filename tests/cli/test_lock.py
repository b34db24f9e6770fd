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


def file() -> dict[str, dict[str, str]]:
    """The file of ids, which is of version 2."""
    kept: dict[str, dict[str, str]] = json.loads(Path("README.ids.json").read_text("utf-8"))
    assert kept.pop("version") == 2
    return kept


def locked() -> dict[str, str]:
    return file()["ids"]


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
        "README.ids.json: 1 new id, 2 new names and 1 new section written\n"
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
        "README.ids.json lacks 1 new id, 2 new names and 1 new section; "
        "run: sphinx-awesome lock README.md\n"
    )
    main(["lock"])
    assert main(["lock", "--check"]) == 0


def test_counts_of_zero_are_left_out(readme: Path, capsys: Capture) -> None:
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
        "sphinx-awesome lock: no entry was found in README.md; "
        "name the README that holds the list\n"
    )


def test_ids_of_papers_that_are_gone_are_named_and_kept(readme: Path, capsys: Capture) -> None:
    main(["lock"])
    before = locked()
    readme.write_text(f"# A list\n\n## Reports\n\n{MORE}", encoding="utf-8")
    assert main(["lock"]) == 0
    assert locked().items() > before.items()
    assert (
        "kept, though nothing in README.md has them: 2022-graph\n"
        "their addresses are gone; say why, or what they are called now (--alias OLD=NEW):\n"
        '  sphinx-awesome lock README.md --removed 2022-graph="why"\n'
    ) in capsys.readouterr().out
    assert main(["lock", "--removed", "2022-graph=It was a talk."]) == 0
    assert file()["removed"] == {"2022-graph": "It was a talk."}
    assert capsys.readouterr().out == "README.ids.json: 1 removal written\n"
    assert main(["lock", "--check"]) == 0


def test_a_lock_that_cannot_be_read_is_not_replaced(readme: Path, capsys: Capture) -> None:
    path = readme.with_name("README.ids.json")
    path.write_text("{\n<<<<<<<\n", encoding="utf-8")
    assert main(["lock"]) == 1
    assert path.read_text(encoding="utf-8") == "{\n<<<<<<<\n"
    out = capsys.readouterr().out
    assert out.startswith("README.ids.json:2:1: error: the file of ids is not JSON")
    assert out.endswith("1 error in 1 file; nothing was written\n")


def test_lock_needs_a_readme(capsys: Capture) -> None:
    assert main(["lock", "none.md"]) == 2
    assert capsys.readouterr().err == (
        "sphinx-awesome lock: none.md is no file; name the README that holds the list\n"
    )


def test_only_the_first_lost_ids_are_named(readme: Path, capsys: Capture) -> None:
    lines = "".join(
        f"- [**CVPR 2022**] Model{n}: On the Use of {n} [[pdf]](https://a.org/{n}.pdf)\n"
        for n in range(30)
    )
    readme.write_text(f"# A list\n\n## Reports\n\n{LINE}{lines}", encoding="utf-8")
    main(["lock"])
    readme.write_text(f"# A list\n\n## Reports\n\n{LINE}", encoding="utf-8")
    capsys.readouterr()
    assert main(["lock"]) == 0
    out = capsys.readouterr().out
    assert out.count("--removed") == 20
    assert "  … and 10 more\n" in out


def test_an_id_that_was_removed_is_not_given_again(readme: Path, capsys: Capture) -> None:
    main(["lock"])
    readme.write_text(f"# A list\n\n## Reports\n\n{MORE}", encoding="utf-8")
    main(["lock", "--removed", "2022-graph=It was a talk."])
    again = LINE.replace("Transformer", "of Another Kind").replace("graph.pdf", "graph-2.pdf")
    readme.write_text(f"# A list\n\n## Reports\n\n{again}{MORE}", encoding="utf-8")
    assert main(["lock"]) == 0
    assert locked()["title:agraphofanotherkindforreports"] == "2022-graph-2"
    readme.write_text(f"# A list\n\n## Reports\n\n{LINE}", encoding="utf-8")
    capsys.readouterr()
    assert main(["lock"]) == 1
    out = capsys.readouterr().out
    assert "error: `2022-graph` was removed, and README.md has it [duplicate-id]" in out
    assert '    "2022-graph": "It was a talk."\n' in out


def test_a_former_id_leads_to_the_paper_of_today(readme: Path, capsys: Capture) -> None:
    main(["lock"])
    readme.write_text(f"# A list\n\n## Texts\n\n{MORE}", encoding="utf-8")
    main(["lock", "--removed", "2022-graph=Why"])
    capsys.readouterr()
    assert main(["lock", "--alias", "2022-graph=2023-another", "--alias", "reports=texts"]) == 0
    assert locked()["id:2022-graph"] == "2023-another"
    assert file()["sections"]["id:reports"] == "texts"
    assert file()["removed"] == {}
    assert "kept, though" not in capsys.readouterr().out


def _status(arguments: list[str]) -> object:
    """The exit status of a command, whether its arguments can be read or not."""
    try:
        return main(arguments)
    except SystemExit as ended:
        return ended.code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--removed", "2022-graph=Why"], "a paper has the id 2022-graph now"),
        (["--removed", "reports=Why"], "a section has the id reports now"),
        (["--removed", "old= "], "--removed old gives no reason"),
        (["--alias", "2022-graph=reports"], "a paper has the id 2022-graph now"),
        (["--alias", "old=older"], "no paper or section has the id older"),
        (["--alias", "old"], "'old' is not of the form ID=…"),
        (["--removed", "No id=Why"], "'No id=Why' is not of the form ID=…"),
    ],
)
def test_impossible_former_ids_are_refused(
    readme: Path, capsys: Capture, arguments: list[str], message: str
) -> None:
    assert _status(["lock", *arguments]) == 2
    assert message in capsys.readouterr().err
    assert not readme.with_name("README.ids.json").exists()


def test_a_file_of_version_1_becomes_one_of_version_2(readme: Path, capsys: Capture) -> None:
    path = readme.with_name("README.ids.json")
    path.write_text('{"title:agraphtransformerforreports": "first"}\n', encoding="utf-8")
    assert main(["lock", "--check"]) == 1
    assert main(["lock"]) == 0
    assert set(locked().values()) == {"first"}
    assert file()["sections"] == {"paper:first": "reports", "title:reports": "reports"}
    main(["lock"])
    path.write_text(json.dumps({"version": 2, **file()}), encoding="utf-8")
    capsys.readouterr()
    assert main(["lock", "--check"]) == 1
    assert "README.ids.json lacks its canonical form; run" in capsys.readouterr().out
    main(["lock"])
    assert main(["lock", "--check"]) == 0


def test_a_paper_that_moved_is_counted(readme: Path, capsys: Capture) -> None:
    more = f"# A list\n\n## Reports\n\n{LINE}\n## Answers\n\n{MORE}"
    readme.write_text(more, encoding="utf-8")
    main(["lock"])
    readme.write_text(more.replace(LINE, "").replace(MORE, LINE + MORE), encoding="utf-8")
    capsys.readouterr()
    assert main(["lock"]) == 0
    assert "README.ids.json: 1 moved paper" in capsys.readouterr().out
