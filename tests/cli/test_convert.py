"""`sphinx-awesome convert`."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from sphinx_awesome.cli import main
from sphinx_awesome.formats.registry import FORMATS

ENTRY = '[[entry]]\nid = "a"\ntitle = "A title"\nvenue = "MICCAI"\nyear = 2021\n'
ENTRIES = f'title = "S"\n\n{ENTRY}'
BIBTEX = "@article{a, title = {A title}, journal = {MICCAI}, year = 2021}\n"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sources in the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "entries").mkdir()
    (tmp_path / "entries" / "s.toml").write_text(ENTRIES, encoding="utf-8")
    (tmp_path / "entries" / "_list.toml").write_text('title = "L"\n', encoding="utf-8")
    (tmp_path / "papers.bib").write_text(BIBTEX, encoding="utf-8")
    return tmp_path


def give(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    """Put something into standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))


@pytest.mark.parametrize("name", FORMATS)
def test_a_directory_to_every_format(folder: Path, name: str, capsys: Capture) -> None:
    assert main(["convert", "entries", f"out{FORMATS[name].endings[0]}"]) == 0
    assert main(["convert", "entries", "-", "--to", name]) == 0
    text = (folder / f"out{FORMATS[name].endings[0]}").read_bytes().decode()
    assert "A title" in text
    assert capsys.readouterr().out == text


def test_bibtex_to_a_directory(folder: Path, capsys: Capture) -> None:
    assert main(["convert", "papers.bib", "mine/"]) == 0
    assert sorted(path.name for path in (folder / "mine").iterdir()) == [
        *("_list.toml", "papers.toml"),
    ]
    written = (folder / "mine" / "papers.toml").read_text(encoding="utf-8")
    assert written == ENTRIES.replace('"S"', '"papers"')
    assert capsys.readouterr() == ("", "1 paper in 1 section written to mine\n")


def test_markdown_to_a_directory_keeps_sections(folder: Path) -> None:
    (folder / "README.md").write_text(
        "# L\n\n## One\n\n- [**CVPR 2022**] A Title of a Paper [[pdf]](https://a.org/a.pdf)\n\n"
        "## Two\n\n- [**CVPR 2023**] Another Title of One [[pdf]](https://a.org/b.pdf)\n",
        encoding="utf-8",
    )
    assert main(["convert", "README.md", "mine"]) == 0
    assert sorted(path.name for path in (folder / "mine").iterdir()) == [
        *("_list.toml", "one.toml", "two.toml"),
    ]


def test_a_kill_leaves_no_half_of_a_directory(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which the next run would refuse, and a build would take for the whole list."""
    write = Path.write_text

    def killed(path: Path, *rest: object, **named: object) -> int:
        if path.name == "papers.toml":
            raise KeyboardInterrupt
        return write(path, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", killed)
    assert main(["convert", "papers.bib", "mine"]) == 130
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    assert not (folder / "mine").exists()
    assert main(["convert", "papers.bib", "mine"]) == 0
    assert not (folder / ".mine.new").exists()


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    give(monkeypatch, BIBTEX.encode())
    assert main(["convert", "-", "-", "--from", "bib", "--to", "json"]) == 0
    (item,) = json.loads(capsys.readouterr().out)
    assert item["title"] == "A title"
    give(monkeypatch, ENTRIES.encode())
    assert main(["convert", "-", "-", "--from", "toml", "--to", "bib"]) == 0
    give(monkeypatch, b"\xff")
    assert main(["convert", "-", "-", "--from", "bib", "--to", "json"]) == 2
    assert "standard input is not UTF-8" in capsys.readouterr().err


def test_unread_parts_are_reported_and_the_rest_is_converted(folder: Path, capsys: Capture) -> None:
    (folder / "papers.bib").write_text(BIBTEX + "@article{b, year = {soon}}\n", encoding="utf-8")
    assert main(["convert", "papers.bib", "a.ris"]) == 1
    assert (folder / "a.ris").exists()
    assert capsys.readouterr().err.startswith('papers.bib:2:1: error: the record "b" has no title')


def test_losses_of_a_format_are_reported(folder: Path, capsys: Capture) -> None:
    (folder / "entries" / "s.toml").write_text(ENTRIES + 'note = "N"\n', encoding="utf-8")
    assert main(["convert", "entries", "a.ris"]) == 0
    assert capsys.readouterr().err == (
        "1 paper in 1 section written to a.ris\n"
        "RIS has no place for these fields of papers: note (1)\n"
        "RIS has no place for these facts of the list: title\n"
    )


def test_a_report_of_every_line(folder: Path, capsys: Capture) -> None:
    text = "# L\n\n## One\n\n- [**CVPR 2022**] A Title of a Paper [[pdf]](https://a.org/a.pdf)\n"
    (folder / "README.md").write_text(text, encoding="utf-8")
    assert main(["convert", "README.md", "papers.bib", "--force", "--report"]) == 0
    error = capsys.readouterr().err
    assert [line.split(":")[1] for line in error.splitlines()[:5]] == ["1", "2", "3", "4", "5"]
    assert "README.md:5: paper 2022-title" in error
    assert "README.md: lines: 1 paper, " in error
    assert main(["convert", "papers.bib", "b.ris", "--report"]) == 2
    assert "only Markdown has an account" in capsys.readouterr().err


def test_existing_files_are_replaced_with_force_only(folder: Path, capsys: Capture) -> None:
    for target in ("papers.bib", "entries"):
        assert main(["convert", "entries", target]) == 2
    assert (folder / "papers.bib").read_text(encoding="utf-8") == BIBTEX
    assert capsys.readouterr().err == (
        "sphinx-awesome convert: papers.bib is there already; name another place, or say --force\n"
        "sphinx-awesome convert: entries/_list.toml is there already; "
        "name another place, or say --force\n"
    )
    assert main(["convert", "entries", "papers.bib", "--force"]) == 0
    assert main(["convert", "papers.bib", "entries", "--force"]) == 0


def test_a_list_without_papers_is_not_written(folder: Path, capsys: Capture) -> None:
    (folder / "empty.bib").write_text("nothing\n", encoding="utf-8")
    assert main(["convert", "empty.bib", "mine"]) == 1
    assert not (folder / "mine").exists()
    assert capsys.readouterr().err == ("sphinx-awesome convert: no entry was found in empty.bib\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.bib", "x"], "none.bib does not exist; name a file or a directory"),
        (["a.txt", "x"], "the format of a.txt is not known; say --from toml|md|bib"),
        (["a.ris", "x"], "RIS is written and not read; name what it was made from"),
        (["-", "x"], "the format of standard input is not known; say --from toml|md|bib"),
        (["papers.bib", "-"], "standard output has no ending; say --to with a format"),
        (["papers.bib", "x.txt"], "x.txt has no known ending; say --to with a format"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, capsys: Capture) -> None:
    assert main(["convert", *arguments]) == 2
    assert capsys.readouterr() == ("", f"sphinx-awesome convert: {message}\n")


def test_a_format_may_be_said_instead_of_an_ending(folder: Path) -> None:
    (folder / "library").write_text(BIBTEX, encoding="utf-8")
    assert main(["convert", "library", "out.txt", "--from", "bib", "--to", "ris"]) == 0
    assert (folder / "out.txt").read_text(encoding="utf-8").startswith("TY  - ")


@pytest.mark.parametrize(
    ("papers", "said"),
    [(1, "1 paper does not name all its authors"), (2, "2 papers do not name all their authors")],
)
def test_how_many_papers_do_not_name_all_their_authors(
    folder: Path, capsys: Capture, papers: int, said: str
) -> None:
    records = (
        f"@misc{{p{n}, title = {{Title {n}}}, author = {{A B and others}}}}\n"
        for n in range(papers)
    )
    (folder / "others.bib").write_text("".join(records), encoding="utf-8")
    assert main(["convert", "others.bib", "out.ris"]) == 0
    assert capsys.readouterr().err.splitlines() == [
        f"{papers} paper{'s' if papers > 1 else ''} in 1 section written to out.ris",
        f'RIS has no place for these fields of papers: "et al." ({papers})',
        said,
    ]
    assert main(["new", "others.bib", "site"]) == 0
    assert said in capsys.readouterr().out.splitlines()


def test_fields_of_a_list_are_written_and_named_where_they_are_lost(
    folder: Path, capsys: Capture
) -> None:
    defined = '[fields.organ]\ntitle = "Organ of interest"\nfacet = true\n'
    (folder / "entries" / "_list.toml").write_text(defined, encoding="utf-8")
    given = f'{ENTRIES}fields.organ = ["lung"]\n'
    (folder / "entries" / "s.toml").write_text(given, encoding="utf-8")
    assert main(["convert", "entries", "mine/"]) == 0
    assert f"\n{defined}" in Path("mine/_list.toml").read_text(encoding="utf-8")
    assert Path("mine/s.toml").read_text(encoding="utf-8") == given
    capsys.readouterr()
    assert main(["convert", "entries", "out.ris"]) == 0
    assert "fields.organ (1)" in capsys.readouterr().err
    # A file alone has no place for definitions: the name says what the title may be.
    assert main(["convert", "entries", "list.toml"]) == 0
    assert main(["convert", "list.toml", "again/"]) == 0
    assert '[fields.organ]\ntitle = "Organ"\n' in Path("again/_list.toml").read_text("utf-8")


def test_ids_that_a_readme_has_published_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    line = "- [**CVPR 2022**] A Graph Transformer for Reports [[pdf]](https://a.org/graph.pdf)\n"
    Path("README.md").write_text(f"# A list\n\n## Reports\n\n{line}", encoding="utf-8")
    lock = {
        "version": 2,
        "ids": {"title:agraphtransformerforreports": "first", "id:old": "first"},
        "sections": {"title:reports": "texts"},
        "removed": {"gone": "It was a talk."},
        "added": {"first": "2024-05-31"},
    }
    Path("README.ids.json").write_text(json.dumps(lock), encoding="utf-8")
    assert main(["convert", "README.md", "made/"]) == 0
    assert 'removed.gone = "It was a talk."' in Path("made/_list.toml").read_text("utf-8")
    text = Path("made/texts.toml").read_text("utf-8")
    assert 'id = "first"' in text
    assert 'aliases = ["old"]' in text
    assert "added = 2024-05-31" in text


def test_what_is_not_read_is_named_and_told_by_the_exit_status(
    folder: Path, capsys: Capture
) -> None:
    two = (
        "- Learning to Read Lists. Ann Lee. ICML 2021. [pdf](https://arxiv.org/abs/2101.00001) "
        "Writing Many More. [pdf](https://arxiv.org/abs/2101.00002)\n"
    )
    one = "- [Sorting Lists by Hand](https://arxiv.org/abs/2101.00003), CVPR 2020\n"
    (folder / "list.md").write_text(f"# L\n\n## A\n\n{two}{one}", encoding="utf-8")
    assert main(["convert", "list.md", "out"]) == 1
    said = capsys.readouterr().err
    assert "list.md:5:1: warning: " in said
    assert "links to two papers" in said
    assert said.splitlines()[-1] == (
        "what is named above was not read; it is kept as prose where it stands"
    )
