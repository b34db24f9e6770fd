"""`sphinx-awesome new --into`: a site takes up what is new, and keeps what was edited."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_awesome.cli import main, scaffold
from sphinx_awesome.cli.site.import_record import RECORD_FILE, page_digest
from sphinx_awesome.core import files
from sphinx_awesome.formats import toml

Capture = pytest.CaptureFixture[str]
PDF = "[[pdf]](https://a.org/{n}.pdf)"
README = f"""\
# A List

## News

Nothing new.

## One

- [**CVPR 2021**] A First Title of Words {PDF.format(n=1)}
- [**CVPR 2021**] A Second Title of Words {PDF.format(n=2)}

## Two

- [**ICML 2020**] RATCHET: Words of Another Kind [[pdf]](https://arxiv.org/abs/2001.00001)
"""
FIRST = f"- [**CVPR 2022**] The Newest Title of Words {PDF.format(n=10)}\n"
MIDDLE = f"- [**Zzyzx 2022**] The Middle Title of Words {PDF.format(n=11)}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A README, and the site that was made of it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(scaffold, "installed_requirement", lambda: scaffold.RELEASE)
    Path("README.md").write_text(README, encoding="utf-8")
    assert main(["new", "README.md", "site"]) == 0
    return tmp_path / "site"


@pytest.fixture(autouse=True)
def out(folder: Path, capsys: Capture) -> Callable[[], str]:
    """What was printed since."""
    assert folder.is_dir()
    capsys.readouterr()
    return lambda: capsys.readouterr().out


def rewrite(*pairs: tuple[str, str], path: str = "README.md") -> None:
    """Edit a file."""
    text = Path(path).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    Path(path).write_text(text, encoding="utf-8", newline="")


def stored() -> dict[str, bytes]:
    """All files of the site."""
    paths = (path for path in Path("site").rglob("*") if path.is_file())
    return {path.relative_to("site").as_posix(): path.read_bytes() for path in paths}


def ids(section: str) -> list[str]:
    """What the file of a section holds."""
    tables = tomllib.loads(Path(f"site/entries/{section}.toml").read_text(encoding="utf-8"))
    return [block.get("id") or block["ref"] for block in tables["entry"]]


def test_nothing_new_changes_nothing(out: Callable[[], str]) -> None:
    before = stored()
    assert main(["new", "README.md", "--into", "site"]) == 0
    assert stored() == before
    assert out() == "site: 0 new entries\n"


def test_new_entries_stand_where_the_readme_has_them(out: Callable[[], str]) -> None:
    second = "- [**CVPR 2021**] A Second"
    rewrite(("- [**CVPR 2021**] A First", f"{FIRST}- [**CVPR 2021**] A First"))
    rewrite((second, f"{MIDDLE}{second}"))
    before = stored()
    assert main(["new", "README.md", "--into", "site", "--dry-run"]) == 0
    assert stored() == before
    dry = out()
    assert dry.startswith(
        "site: 2 new entries\n"
        "  entries/one.toml: 2022-newest (The Newest Title of Words)\n"
        "  entries/one.toml: 2022-middle (The Middle Title of Words)\n"
    )
    assert dry.endswith("Nothing was written.\n")
    assert main(["new", "README.md", "--into", "site"]) == 0
    assert "\nTo see it, and to tell it in the README:\n\n  cd site && .venv/bin/nox" in out()
    assert ids("one") == ["2022-newest", "2021-first", "2022-middle", "2021-second"]
    venues = Path("site/entries/_venues.toml").read_text(encoding="utf-8")
    assert "Zzyzx" in venues
    assert toml.load(Path("site/entries"))[1] == []
    assert main(["new", "README.md", "--into", "site"]) == 0
    assert "0 new entries" in out()


def test_what_was_edited_stays_byte_for_byte(out: Callable[[], str]) -> None:
    rewrite(
        ('[[entry]]\nid = "2021-first"', '# mine\r\n[[entry]]\nid = "first" # here'),
        ("A First Title of Words", "A Mended Title"),
        ('"CVPR"', '"ICCV"'),
        path="site/entries/one.toml",
    )
    rewrite(('id = "first" # here', 'id = "first" # here\naliases = ["2021-first"]'),
            path="site/entries/one.toml")  # fmt: skip
    for page in ("docs/conf.py", "docs/news.md", "docs/index.md", "README.md", "noxfile.py"):
        rewrite(("\n", "\n\n"), path=f"site/{page}")
    (Path("site") / "docs/two.md").unlink()
    before = stored()
    rewrite(
        ("First Title of Words", "First Title of Words [[code]](https://github.com/x/y)"),
        ("Nothing new.", "Something new."),
        ("## Two", f"## Three\n\n{MIDDLE}\n## Two"),
    )  # fmt: skip
    assert main(["new", "README.md", "--into", "site"]) == 0
    after = stored()
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed - {"entries/three.toml", "entries/_venues.toml", "docs/three.md"} == {
        *("entries/one.toml", "entries/_list.toml", RECORD_FILE, "docs/contributing.md"),
    }
    one = after["entries/one.toml"].decode()
    assert one.replace('links.code = "https://github.com/x/y"\n', "") == (
        before["entries/one.toml"].decode()
    )
    assert 'sections = ["one", "three", "two"]' in after["entries/_list.toml"].decode()
    assert after["docs/three.md"].startswith(b"---\norphan: true\n---\n\n# Three\n")
    said = out()
    assert "\nfirst has a new link: code\n" in said
    assert "\ndocs/three.md: docs/index.md was edited and stays; name three in one of" in said
    assert "\ndocs/news.md was edited and stays; the list has a new text for it\n" in said
    # Named by hand, the page loses its mark.
    rewrite(("one\n", "one\nthree\n"), path="site/docs/index.md")
    assert main(["new", "README.md", "--into", "site"]) == 0
    assert stored()["docs/three.md"].startswith(b"# Three\n")


def test_pages_that_nobody_has_edited_follow_the_readme() -> None:
    rewrite(
        ("## News\n\nNothing new.\n", "## Press\n\nMuch of it.\n"), ("## Two", "Words.\n\n## Two")
    )
    assert main(["new", "README.md", "--into", "site"]) == 0
    after = stored()
    assert after["docs/press.md"] == b"# Press\n\nMuch of it.\n"
    assert b"\npress\n" in after["docs/index.md"]
    assert after["docs/news.md"] == b"---\norphan: true\n---\n\n# News\n\nNothing new.\n"
    assert after["docs/one.md"].endswith(b"```\n\nWords.\n")
    assert main(["new", "README.md", "--into", "site"]) == 0
    assert stored() == after


def test_what_has_gone_is_named_and_stays(out: Callable[[], str]) -> None:
    text = Path("README.md").read_text(encoding="utf-8")
    Path("README.md").write_text(
        text[: text.index("- [**CVPR 2021**] A Second")] + text[text.index("\n## Two") :]
    )
    with Path("site/entries/two.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[entry]]\nid = "by-hand"\ntitle = "Written by Hand"\n')
    before = stored()
    assert main(["new", "README.md", "--into", "site"]) == 0
    assert out() == (
        "site: 0 new entries\n1 entry of the site is not in the list any more, and stays:\n"
        "  2021-second (A Second Title of Words)\n"
    )
    assert stored() == before


def test_what_the_curator_has_deleted_does_not_come_back(out: Callable[[], str]) -> None:
    path = Path("site/entries/one.toml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index('\n[[entry]]\nid = "2021-second"')], encoding="utf-8")
    assert main(["new", "README.md", "--into", "site"]) == 0
    assert out() == "site: 0 new entries\n"
    assert ids("one") == ["2021-first"]
    rewrite(("\n## Two", f"{FIRST}\n## Two"))
    assert main(["new", "README.md", "--into", "site"]) == 0
    assert ids("one") == ["2021-first", "2022-newest"]


def test_what_stands_under_another_heading_now_stays_where_it_was() -> None:
    rewrite(("- [**CVPR 2021**] A Second", "## Three\n\nWords.\n\n- [**CVPR 2021**] A Second"))
    assert main(["new", "README.md", "--into", "site"]) == 0
    assert ids("one") == ["2021-first", "2021-second"]
    assert stored()["docs/three.md"] == b"# Three\n\nWords.\n"


def test_a_link_whose_label_is_taken_is_named(out: Callable[[], str]) -> None:
    rewrite(("https://a.org/1.pdf", "https://a.org/new.pdf"))
    before = stored()
    assert main(["new", "README.md", "--into", "site"]) == 0
    assert "2021-first keeps its link pdf; the list leads to https://a.org/new.pdf now" in out()
    assert {n for n, raw in stored().items() if raw != before[n]} == {RECORD_FILE}


def test_a_site_without_a_record_is_matched_by_what_it_says(out: Callable[[], str]) -> None:
    (Path("site") / RECORD_FILE).unlink()
    rewrite(("RATCHET: Words of Another Kind", "Wholly Renamed"), path="site/entries/two.toml")
    rewrite(("A First Title of Words", "Renamed Too"), path="site/entries/one.toml")
    rewrite(
        (
            "Second Title of Words [[pdf]](https://a.org/2.pdf)",
            "Third Title [[pdf]](https://a.org/3.pdf) [[code]](https://github.com/x/y)",
        )
    )
    assert main(["new", "README.md", "--into", "site"]) == 0
    said = out()
    assert "1 new entry\n" in said
    assert "1 entry of the site is not in the list, and stays:\n  2021-second" in said
    assert (Path("site") / RECORD_FILE).exists()
    assert len(ids("two")) == 1


def test_two_works_of_one_title_are_two() -> None:
    (Path("site") / RECORD_FILE).unlink()
    rewrite(("2001.00001", "2002.00002"))
    assert main(["new", "README.md", "--into", "site"]) == 0
    assert len(ids("two")) == 2


def test_works_that_share_an_address_are_known_again(out: Callable[[], str]) -> None:
    rewrite(("https://a.org/2.pdf", "https://arxiv.org/abs/2001.00001"))
    assert main(["new", "README.md", "other"]) == 0
    out()
    assert main(["new", "README.md", "--into", "other"]) == 0
    assert out().endswith("other: 0 new entries\n")


def test_an_entry_of_two_sections_is_told_in_one() -> None:
    rewrite(("## Two", f"{FIRST}\n## Two"))
    with Path("README.md").open("a", encoding="utf-8") as file:
        file.write(FIRST)
    assert main(["new", "README.md", "--into", "site"]) == 0
    assert ids("one")[-1] == ids("two")[-1] == "2022-newest"
    assert toml.load(Path("site/entries"))[1] == []


def test_sections_are_known_again_under_other_titles() -> None:
    rewrite(('title = "One"', 'title = "The first"'), path="site/entries/one.toml")
    rewrite(("\n## Two", f"{FIRST}\n## Two"))
    assert main(["new", "README.md", "--into", "site"]) == 0
    assert ids("one")[-1] == "2022-newest"


def test_a_new_section_never_takes_an_id_that_is_taken() -> None:
    rewrite(("## Two", f"## One: More\n\n{FIRST}\n## Two"))
    with Path("site/entries/two.toml").open("a", encoding="utf-8") as file:
        names = ("one-more", "2022-newest")
        file.writelines(f'\n[[entry]]\nid = "{name}"\ntitle = "By Hand"\n' for name in names)
    assert main(["new", "README.md", "--into", "site"]) == 0
    assert ids("one-more-2") == ["2022-newest-2"]


def test_a_bibliography_can_be_taken_up_too() -> None:
    records = [f"@misc{{{key}, title={{{key} Work of Its Own}}}}\n" for key in ("one", "x")]
    Path("more.bib").write_text("".join(records), encoding="utf-8")
    assert main(["new", "more.bib", "--into", "site"]) == 0
    assert len(ids("more")) == 2
    assert "one" not in ids("more")  # which a section is called


def test_a_file_that_cannot_take_a_block_is_named(out: Callable[[], str]) -> None:
    text = Path("site/entries/two.toml").read_text(encoding="utf-8")
    block = text[text.index("[[entry]]") :].replace("[[entry]]", "").strip().replace("\n", ", ")
    Path("site/entries/two.toml").write_text(
        f'title = "Two"\nentry = [{{{block}}}]\n', encoding="utf-8"
    )
    with Path("README.md").open("a", encoding="utf-8") as file:
        file.write(FIRST)
    assert main(["new", "README.md", "--into", "site"]) == 1
    assert "two.toml cannot take up what is new: add it by hand\n" in out()


def test_a_kill_is_made_good_by_the_next_call(monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite(("## Two", f"## Three\n\n{MIDDLE}\n## Two"), ("\n## Three", f"{FIRST}\n## Three"))
    before = stored()
    write = files.replace_file
    done, left = False, 0

    def killed(path: Path, content: str | bytes) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        write(path, content)

    for number in range(12):
        for name, raw in before.items():
            Path("site", name).write_bytes(raw)
        for name in stored().keys() - before.keys():
            Path("site", name).unlink()
        left = number
        monkeypatch.setattr(files, "replace_file", killed)
        done = main(["new", "README.md", "--into", "site"]) == 0
        monkeypatch.setattr(files, "replace_file", write)
        assert main(["new", "README.md", "--into", "site"]) == 0
        complete = stored()
        assert ids("three") == ["2022-middle"]
        assert 'sections = ["one", "three", "two"]' in complete["entries/_list.toml"].decode()
        assert "three" in complete["docs/index.md"].decode().split()
        if done:
            break
    assert done


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--into", "none"], "none is no site that new has made; make it: new … none"),
        (["--into", "site", "--title", "X"], "--title is for a new site; write it into entries/"),
        ([], "no folder is named; write: sphinx-awesome new README.md DIR"),
        (["none.md", "--into", "site"], "none.md does not exist; name a file or a directory"),
        (["site", "x"], "site is no file of Markdown: several are one list; name one source, or"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, capsys: Capture) -> None:
    assert main(["new", "README.md", *arguments]) == 2
    assert capsys.readouterr().err.startswith(f"sphinx-awesome new: {message}")


def test_entry_files_with_errors_are_not_touched(out: Callable[[], str]) -> None:
    rewrite(("year = 2021", 'year = "x"'), path="site/entries/one.toml")
    before = stored()
    assert main(["new", "README.md", "--into", "site"]) == 1
    assert "nothing was written" in out()
    assert stored() == before


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"version": 2, "ids": {}, "sections": {}, "pages": {}}', '{"version": 1}',
     '{"version": 1, "ids": {"a": 1}, "sections": {}, "pages": {}}',
     '{"version": 1, "ids": [], "sections": {}, "pages": {}}'],
)  # fmt: skip
def test_a_record_that_is_none_is_refused(text: str, capsys: Capture) -> None:
    (Path("site") / RECORD_FILE).write_text(text, encoding="utf-8")
    assert main(["new", "README.md", "--into", "site"]) == 2
    assert (
        f"{Path('site', RECORD_FILE)} is not what new has written; take" in capsys.readouterr().err
    )


def test_the_record_is_a_line_a_key() -> None:
    lines = (Path("site") / RECORD_FILE).read_text(encoding="utf-8").splitlines()
    assert '"arxiv:2001.00001": "ratchet",' in lines
    assert json.loads("\n".join(lines))["pages"]["docs/news.md"] == page_digest(
        "# News\r\n\r\nNothing new.\r\n"
    )


def test_a_dry_run_of_a_new_site_names_its_files(out: Callable[[], str]) -> None:
    assert main(["new", "README.md", "other", "--dry-run"]) == 0
    assert "\nWould be written into other:\n\n  .gitattributes\n" in out()
    assert not Path("other").exists()


def test_several_files_are_one_list(out: Callable[[], str]) -> None:
    Path("more").mkdir()
    Path("more/chapter.md").write_text(f"# Three\n\n{MIDDLE}", encoding="utf-8")
    assert main(["new", "README.md", "more/chapter.md", "--into", "site"]) == 0
    assert ids("three") == ["2022-middle"]
    assert main(["new", "README.md", "more/chapter.md", "other"]) == 0
    assert "4 papers in 3 sections read from README.md more/chapter.md\n" in out()
    Path("all.md").write_text("# All\n\n- [Three](more/chapter.md)\n- [How](CONTRIBUTING.md)\n")
    assert main(["new", "all.md", "another"]) == 2
    assert "\n    sphinx-awesome new all.md more/chapter.md DIR\n" in out()


TABLE = """
## Data

| Name | Modality | Link |
|---|---|---|
| [OwlSet](https://zenodo.org/records/1) | Audio, Image | [paper](https://a.org/1.pdf) |
| [Night Calls](https://zenodo.org/records/2) | Audio | [download](https://calls.example.org/2) |
| [Night Pics](https://zenodo.org/records/3) | Image | [download](https://pics.example.org/2) |
"""


def test_fields_that_new_entries_bring_are_defined(out: Callable[[], str]) -> None:
    Path("README.md").write_text(README + TABLE, encoding="utf-8")
    assert main(["new", "README.md", "--into", "site"]) == 0
    assert "\n  entries/_list.toml defines for them: field modality\n" in out()
    listed, problems = toml.load(Path("site/entries"))
    assert problems == []
    assert (listed.fields["modality"].title, listed.fields["modality"].facet) == ("Modality", True)
    more = TABLE.replace("Modality |", "Modality | Licence |").replace("---|", "---|---|", 1)
    more = (
        more.replace(" | [", " | MIT | [")
        + "| [Owl Moves](https://zenodo.org/records/4) | Image | "
    )
    Path("README.md").write_text(f"{README}{more}MIT | [paper](https://a.org/9.pdf) |\n", "utf-8")
    assert main(["new", "README.md", "--into", "site"]) == 0
    assert "defines for them: field licence" in out()
    assert toml.load(Path("site/entries"))[1] == []


def test_values_that_new_entries_bring_are_added_to_a_field(
    out: Callable[[], str],
) -> None:
    with Path("site/entries/_list.toml").open("a", encoding="utf-8") as file:
        file.write('\n[fields.modality]\ntitle = "Kind of data" # mine\nvalues = ["Audio"]\n')
    Path("README.md").write_text(README + TABLE, encoding="utf-8")
    assert main(["new", "README.md", "--into", "site"]) == 0
    assert "defines for them: field modality" in out()
    listed, problems = toml.load(Path("site/entries"))
    assert problems == []
    assert listed.fields["modality"].values == ("Audio", "Image")
    assert "# mine" in Path("site/entries/_list.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("values", ["", 'title = "X"\nvalues = ["""Audio"""]'])
def test_a_list_file_that_cannot_take_a_field_is_named(values: str, out: Callable[[], str]) -> None:
    with Path("site/entries/_list.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[fields.modality]\n{values}\n" if values else "")
    Path("README.md").write_text(README + TABLE, encoding="utf-8")
    assert main(["new", "README.md", "--into", "site"]) == bool(values)
    assert ("_list.toml cannot take up what is new" in out()) == bool(values)
